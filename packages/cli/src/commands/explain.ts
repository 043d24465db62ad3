import { isCode, pageOf, REGISTRY } from "@planwright/semantics";
import { nearest } from "@planwright/evaluator";
import type { Command } from "commander";
import { Failure } from "../failure.js";
import { forTerminal } from "../markdown.js";
import { outputColors } from "../text.js";
import { say, standardOutput } from "../output.js";

/** Longer lines are hard to read, however wide the terminal is. */
const MOST_COLUMNS = 100;

export function define(command: Command): void {
  command.argument("<code>", "the code of a finding, such as PW2001").action(async (written: string) => {
    const code = written.toUpperCase();
    if (!isCode(code)) {
      const near = nearest(code, Object.keys(REGISTRY));
      throw new Failure(
        `There is no finding ${written}`,
        near ? `Did you mean ${near}?` : "A code is PW and four digits, such as PW2001.",
      );
    }
    const { severity, title } = REGISTRY[code];
    const c = outputColors();
    const width = Math.min(MOST_COLUMNS, standardOutput().columns ?? MOST_COLUMNS);
    const heading = `${code}   ${title.charAt(0).toUpperCase()}${title.slice(1)}`;
    const gap = " ".repeat(Math.max(3, width - heading.length - severity.length));
    const page = await pageOf(code);
    const body = forTerminal(page.replace(/^# .*\n+/, ""), width, c);
    say(`${c.bold(heading)}${gap}${c.dim(severity)}\n${body === "" ? "" : `\n${body}\n`}`);
  });
}
