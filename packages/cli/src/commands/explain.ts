import { isCode, pageOf, REGISTRY } from "@planwright/semantics";
import { isKind, KINDS, kindMarkdown, kindRow, pageOfKind } from "@planwright/diff";
import { nearest } from "@planwright/evaluator";
import type { Command } from "commander";
import { classWord } from "../diff/words.js";
import { Failure } from "../failure.js";
import { forTerminal } from "../markdown.js";
import { outputColors } from "../text.js";
import { say, standardOutput } from "../output.js";

/** Longer lines are hard to read, however wide the terminal is. */
const MOST_COLUMNS = 100;

export function define(command: Command): void {
  command
    .argument("<code>", "the code of a finding, such as PW2001, or a kind of change, such as rate.increased")
    .action(async (written: string) => {
      const kind = written.toLowerCase();
      if (isKind(kind)) {
        const { says, class: of } = kindRow(kind);
        return show(
          `${kind}   ${says.replace(/\.$/, "")}`,
          classWord(of),
          kindMarkdown(await pageOfKind(kind)),
        );
      }
      const code = written.toUpperCase();
      if (!isCode(code)) throw unknown(written);
      const { severity, title } = REGISTRY[code];
      const page = await pageOf(code);
      const heading = `${code}   ${title.charAt(0).toUpperCase()}${title.slice(1)}`;
      show(heading, severity, page.replace(/^# .*\n+/, ""));
    });
}

function unknown(written: string): Failure {
  const isOfChange = written.includes(".");
  const near = isOfChange
    ? nearest(written.toLowerCase(), Object.keys(KINDS))
    : nearest(written.toUpperCase(), Object.keys(REGISTRY));
  return new Failure(
    `There is no ${isOfChange ? "kind of change" : "finding"} ${written}`,
    near
      ? `Did you mean ${near}?`
      : "A code is PW and four digits, such as PW2001; a kind of change is such as rate.increased.",
  );
}

/** A page with its heading, and what stands to the right of it. */
function show(heading: string, right: string, markdown: string): void {
  const c = outputColors();
  const width = Math.min(MOST_COLUMNS, standardOutput().columns ?? MOST_COLUMNS);
  const gap = " ".repeat(Math.max(3, width - heading.length - right.length));
  const body = forTerminal(markdown, width, c);
  say(`${c.bold(heading)}${gap}${c.dim(right)}\n${body === "" ? "" : `\n${body}\n`}`);
}
