import { nearest, prepare } from "@planwright/evaluator";
import { type Command, Option } from "commander";
import { close, emit, openOutput } from "../answer-stream.js";
import { Failure } from "../failure.js";
import { standardOutput } from "../output.js";
import { bookOf, readText } from "../programs.js";
import { FUNDING } from "../settle/funding-section.js";
import { PEOPLE } from "../settle/people-section.js";
import type { ExperienceFile, Section } from "../settle/section.js";
import { colors as stylesOf, outputColors } from "../text.js";
import { pretty } from "./check.js";

interface Options {
  readonly experience: string;
  readonly format: "json" | "table";
  readonly explain?: boolean;
  readonly out?: string;
}

/** What `settle` answers, in this order. */
const SECTIONS: readonly Section[] = [FUNDING, PEOPLE];

/** An experience file may have this many characters. */
const MOST_CHARACTERS = 200_000_000;

export function define(command: Command): void {
  command
    .argument("<path>", "a program or a rate book")
    .requiredOption(
      "--experience <file>",
      "what was paid and who was enrolled, as JSON; - for standard input",
    )
    .addOption(
      new Option("--format <format>", "how the settlement is written")
        .choices(["json", "table"])
        .default("table"),
    )
    .option("--explain", "show how each amount comes about")
    .option("--out <file>", "where it goes; without it, standard output")
    .action((path: string, options: Options) => settle(path, options));
}

async function settle(path: string, options: Options): Promise<void> {
  const { book, analysis } = await bookOf(path);
  if (!book) {
    process.stderr.write(pretty([{ path, analysis }]));
    process.exitCode = 1;
    return;
  }
  const file = readExperience(options.experience);
  checkKeys(file);
  const { format, explain = false } = options;
  const output = openOutput(options.out);
  const colors = output.stream === standardOutput() ? outputColors() : stylesOf(false);
  const context = { book: prepare(book), explain, colors };
  const answers = SECTIONS.flatMap((section) => section.answer(file, context) ?? []);
  if (answers.length === 0) {
    throw new Failure(
      `${nameOf(options.experience)} holds nothing to settle`,
      `It has one of: ${known().join(", ")}.`,
    );
  }
  const json = Object.assign({}, ...answers.map((answer) => answer.json)) as Record<string, unknown>;
  await emit(
    output,
    format === "json" ? `${JSON.stringify(json)}\n` : answers.map(({ text }) => text).join("\n"),
  );
  await close(output);
  if (answers.some(({ failed }) => failed)) process.exitCode = 1;
}

const nameOf = (path: string): string => (path === "-" ? "standard input" : path);
const known = (): readonly string[] => [...new Set(SECTIONS.flatMap(({ keys }) => keys))];

function readExperience(path: string): ExperienceFile {
  const text = readText(path).replace(/^\uFEFF/, "");
  if (text.trim() === "") throw new Failure(`${nameOf(path)} is empty`, EXAMPLE);
  if (text.length > MOST_CHARACTERS) throw new Failure(`${nameOf(path)} is too large to be read`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Failure(`${nameOf(path)} is not JSON`, EXAMPLE);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new Failure(`${nameOf(path)} holds no experience`, EXAMPLE);
  return value as ExperienceFile;
}

const EXAMPLE = 'An experience is written { "months": [ { "month": "1985-01", "claims": "6250.00" } ] }.';

/** A key that nobody reads is a slip, and not left out in silence. */
function checkKeys(file: ExperienceFile): void {
  const all = known();
  for (const key of Object.keys(file)) {
    if (all.includes(key)) continue;
    const meant = nearest(key, all);
    throw new Failure(
      `“${key.slice(0, 60)}” is no key of an experience`,
      meant ? `Did you mean “${meant}”?` : `Keys: ${all.join(", ")}.`,
    );
  }
}
