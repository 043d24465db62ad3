import { isCode, PAGES, REGISTRY } from "@planwright/semantics";
import { nearest } from "@planwright/evaluator";
import type { Command } from "commander";
import { Failure } from "../failure.js";
import { colorsFor } from "../text.js";

export function define(command: Command): void {
  command.argument("<code>", "the code of a finding, such as PW2001").action((written: string) => {
    const code = written.toUpperCase();
    if (!isCode(code)) {
      const near = nearest(code, Object.keys(REGISTRY));
      throw new Failure(
        `There is no finding ${written}`,
        near ? `Did you mean ${near}?` : "A code is PW and four digits, such as PW2001.",
      );
    }
    const { severity, title } = REGISTRY[code];
    const c = colorsFor(process.stdout);
    const heading = `${code}   ${title.charAt(0).toUpperCase()}${title.slice(1)}`;
    const page = Object.hasOwn(PAGES, code) ? (PAGES[code] ?? "") : "";
    const body = page.replace(/^# .*\n+/, "");
    process.stdout.write(`${c.bold(heading)}  ${c.dim(`(${severity})`)}\n\n${forTerminal(body)}\n`);
  });
}

/** Markdown as plain text: headings without their signs, code indented, no fences. */
function forTerminal(markdown: string): string {
  let inCode = false;
  const out: string[] = [];
  for (const line of markdown.trimEnd().split("\n")) {
    if (line.startsWith("```")) {
      inCode = !inCode;
      continue;
    }
    out.push(inCode ? `  ${line}`.trimEnd() : line.replace(/^#+ /, ""));
  }
  return out.join("\n");
}
