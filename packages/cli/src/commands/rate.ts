import { isDay, prepare, type RateAnswer } from "@planwright/evaluator";
import { type Command, Option } from "commander";
import { type CensusRow, fileName, readCensus } from "../census.js";
import { Failure } from "../failure.js";
import { close, emit, openOutput, progress } from "../answer-stream.js";
import { bookOf } from "../programs.js";
import { writerFor } from "../rate-output.js";
import { grouped } from "../text.js";
import { pretty } from "./check.js";

interface Options {
  readonly census: string;
  readonly asOf?: string;
  readonly format?: "table" | "csv" | "json";
  readonly out?: string;
  readonly explain?: boolean;
  readonly ignore: readonly string[];
}

export function define(command: Command): void {
  command
    .argument("<path>", "a program or a rate book")
    .requiredOption(
      "--census <file>",
      "the people: CSV with a header row, or JSON lines (.jsonl); - for standard input",
    )
    .option(
      "--as-of <date>",
      "the day of rows without a column `date`; without both, the first day of the program",
    )
    .addOption(new Option("--format <format>", "how premiums are written").choices(["table", "csv", "json"]))
    .option("--out <file>", "where they go; without it, standard output")
    .option("--explain", "show how each premium comes about")
    .option("--ignore <columns...>", "columns of the census that are not for rating", [])
    .action((path: string, options: Options) => rateCensus(path, options));
}

/** Rows between two updates of the progress line. */
const PROGRESS_ROWS = 5_000;

async function rateCensus(path: string, options: Options): Promise<void> {
  if (options.asOf !== undefined && !isDay(options.asOf)) {
    throw new Failure(`${options.asOf} is not a day`, "Write it like 2015-03-02.");
  }
  const { book, analysis } = await bookOf(path);
  if (!book) {
    process.stderr.write(pretty([{ path, analysis }]));
    process.exitCode = 1;
    return;
  }
  const prepared = prepare(book);
  const output = openOutput(options.out);
  const format = options.format ?? "table";
  const writer = writerFor(format, prepared, {
    explain: options.explain ?? false,
    census: fileName(options.census),
  });
  const failed: string[] = [];
  let rows = 0;
  let unrated = 0;
  let dated = false;
  await emit(output, writer.begin());
  for await (const row of readCensus(options.census, prepared.columns, new Set(options.ignore))) {
    const answer = row.fault
      ? faultAnswer(row)
      : prepared.rate(row.person, { asOf: options.asOf, trace: options.explain });
    rows++;
    dated ||= Boolean(row.person.date);
    if (answer.errors.length > 0) {
      unrated++;
      if (failed.length < 10) failed.push(answer.id === null ? `line ${row.line}` : `id ${answer.id}`);
    }
    await emit(output, writer.row(answer, row.line));
    if (rows % PROGRESS_ROWS === 0) progress(`${grouped(rows)} rows`);
  }
  await emit(output, writer.end());
  await close(output);
  progress("");
  if (!dated && options.asOf === undefined && rows > 0) {
    const { from } = prepared.program.effective;
    process.stderr.write(
      `Rated on ${from}, the first day of the program; --as-of or a column \`date\` names another.\n`,
    );
  }
  report(rows, unrated, failed);
}

function report(rows: number, unrated: number, failed: readonly string[]): void {
  if (rows === 0) process.stderr.write("The census has no row.\n");
  if (unrated === 0) return;
  const more = unrated > failed.length ? `, and ${unrated - failed.length} more` : "";
  process.stderr.write(
    `${unrated} of ${rows} rows ${unrated === 1 ? "was" : "were"} not rated: ${failed.join(", ")}${more}.\n`,
  );
  process.exitCode = 1;
}

function faultAnswer(row: CensusRow): RateAnswer {
  const id = row.person.id || null;
  return {
    id,
    date: "",
    lines: [],
    total: null,
    errors: [{ about: "row", message: row.fault ?? "" }],
    remarks: [],
  };
}
