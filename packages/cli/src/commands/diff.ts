import { compareBooks, summaryOf } from "@planwright/diff";
import type { RateBook } from "@planwright/ratebook";
import { type Command, Option } from "commander";
import { asMarkdown } from "../diff/markdown.js";
import { sideOf } from "../diff/sides.js";
import { asText } from "../diff/text.js";
import { say } from "../output.js";
import { outputColors } from "../text.js";
import { pretty } from "./check.js";

type Format = "text" | "markdown" | "json";

export function define(command: Command): void {
  command
    .argument(
      "<base>",
      "before: a folder of .plan files, one file, a rate book, or git:REV:PATH of any of them",
    )
    .argument("<head>", "after: the same")
    .addOption(
      new Option(
        "--format <format>",
        "how changes are printed; markdown is for the comment of a pull request",
      )
        .choices(["text", "markdown", "json"])
        .default("text"),
    )
    .addHelpText(
      "after",
      `
Dearer and cheaper are about what is paid for cover, leaner and richer about what a plan pays; “either way”
depends on the person or the claim. Comments, layout, order, moved files and a plan rewritten with \`like\` are no change.

  planwright diff git:main:examples/sdrma-2015 examples/sdrma-2015`,
    )
    .action(diff);
}

async function diff(base: string, head: string, { format }: { format: Format }): Promise<void> {
  const before = await bookOrFindings(base);
  const after = await bookOrFindings(head);
  if (!before || !after) {
    process.exitCode = 1;
    return;
  }
  const changes = compareBooks(before, after);
  const compared = { base: before.program, head: after.program, changes };
  switch (format) {
    case "text":
      return say(asText(compared, outputColors()));
    case "markdown":
      return say(asMarkdown(compared));
    case "json":
      return say(`${JSON.stringify({ changes, summary: summaryOf(changes) }, null, 2)}\n`);
  }
}

/** What is wrong in a side is said, and then there is nothing to compare. */
async function bookOrFindings(given: string): Promise<RateBook | undefined> {
  const side = await sideOf(given);
  if (side.book) return side.book;
  process.stderr.write(`${given} has errors, and is not compared.\n`);
  process.stderr.write(pretty([{ path: given, analysis: side.analysis }]));
  return undefined;
}
