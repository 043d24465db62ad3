import { statSync } from "node:fs";
import { dirname } from "node:path";
import { type Book, type Experience, prepare, type RenewalAnswer } from "@planwright/evaluator";
import { LAYOUT } from "@planwright/semantics";
import { format as formatted, parse } from "@planwright/syntax";
import { type Command, Option } from "commander";
import { close, emit, openOutput } from "../answer-stream.js";
import { readExperience } from "../experience-file.js";
import { standardOutput } from "../output.js";
import { bookOf } from "../programs.js";
import { renewalText } from "../renew-output.js";
import { colors as stylesOf, counted, outputColors } from "../text.js";
import { pretty } from "./check.js";

interface Options {
  readonly experience: string;
  readonly format: "json" | "table" | "plan";
  readonly explain?: boolean;
  readonly out?: string;
}

export function define(command: Command): void {
  command
    .argument("<path>", "a program or a rate book")
    .requiredOption(
      "--experience <file>",
      "what happened, as JSON: coverages with their inputs; - for standard input",
    )
    .addOption(
      new Option("--format <format>", "how answers are written; plan: the new rate tables, to be committed")
        .choices(["json", "table", "plan"])
        .default("table"),
    )
    .option("--explain", "show how each change and each new rate comes about")
    .option("--out <file>", "where they go; without it, standard output")
    .action((path: string, options: Options) => renewProgram(path, options));
}

async function renewProgram(path: string, options: Options): Promise<void> {
  // That days of the program have no rates yet is why they are renewed.
  const { book, analysis } = await bookOf(path, { tolerates: ["PW2102"] });
  if (!book) {
    process.stderr.write(pretty([{ path, analysis }]));
    process.exitCode = 1;
    return;
  }
  const prepared = prepare(book);
  const experience = readExperience(options.experience);
  const { format, explain = false } = options;
  const answer = prepared.renew(experience, { trace: explain });
  if (format === "plan") await writePlan(prepared, experience, answer, options);
  else {
    const output = openOutput(options.out);
    const colors = output.stream === standardOutput() ? outputColors() : stylesOf(false);
    const text =
      format === "json"
        ? `${JSON.stringify(answer, null, 2)}\n`
        : renewalText(answer, prepared, { explain, folder: folderOf(path), colors });
    await emit(output, text);
    await close(output);
  }
  const unanswered = answer.lines.filter(({ errors }) => errors.length > 0).length;
  if (answer.errors.length === 0 && unanswered === 0) return;
  process.exitCode = 1;
  if (answer.errors.length > 0) process.stderr.write("Nothing was renewed.\n");
  else
    process.stderr.write(
      `${unanswered} of ${counted(answer.lines.length, "line")} ${unanswered === 1 ? "was" : "were"} not renewed.\n`,
    );
}

/** The new tables in the standard layout; nothing is written where a table would not be whole. */
async function writePlan(
  book: Book,
  experience: Experience,
  answer: RenewalAnswer,
  options: Options,
): Promise<void> {
  const made = book.renewedPlan(experience);
  if (!made.ok) {
    process.stderr.write(`${made.problems.map((problem) => `${problem}\n`).join("")}No table was written.\n`);
    process.exitCode = 1;
    return;
  }
  const { from, to } = answer.effective;
  const heading = `// New rates of ${book.program.name}, ${from} to ${to}, made by planwright renew.\n\n`;
  const result = formatted(parse("rates.plan", heading + made.text), LAYOUT);
  const output = openOutput(options.out);
  await emit(output, result.ok ? result.text : heading + made.text);
  await close(output);
}

function folderOf(path: string): string {
  try {
    return statSync(path).isDirectory() ? path : dirname(path);
  } catch {
    return ".";
  }
}
