import { isDay, prepare } from "@planwright/evaluator";
import { type Command, Option } from "commander";
import { close, emit, openOutput } from "../answer-stream.js";
import { columnsOf, fileName, sizeOf } from "../census.js";
import { premiumFile } from "../column-files.js";
import { Failure } from "../failure.js";
import { bookOf } from "../programs.js";
import { isTerminal } from "../output.js";
import { helpfulThreads } from "../rate-blocks.js";
import { CensusRun, isText, type OutputFormat } from "../rate-census.js";
import { columnWriter, writerFor } from "../rate-output.js";
import { RateThreads } from "../rate-threads.js";
import { pretty } from "./check.js";

interface Options {
  readonly census: string;
  readonly asOf?: string;
  readonly format?: OutputFormat;
  readonly out?: string;
  readonly explain?: boolean;
  readonly threads?: string;
  readonly ignore: readonly string[];
}

export function define(command: Command): void {
  command
    .argument("<path>", "a program or a rate book")
    .requiredOption(
      "--census <file>",
      "the people: CSV with a header row, JSON lines (.jsonl), Arrow (.arrow, .feather) or Parquet; - for CSV from standard input",
    )
    .option(
      "--as-of <date>",
      "the day of rows without a column `date`; without both, the first day of the program",
    )
    .addOption(
      new Option("--format <format>", "how premiums are written").choices([
        "table",
        "csv",
        "json",
        "arrow",
        "parquet",
      ]),
    )
    .option("--out <file>", "where they go; without it, standard output")
    .option("--explain", "show how each premium comes about")
    .option(
      "--threads <number>",
      "how many threads rate CSV or JSON lines to CSV or JSON; without it, as many as help",
    )
    .option("--ignore <columns...>", "columns of the census that are not for rating", [])
    .action((path: string, options: Options) => rateCensus(path, options));
}

const MOST_THREADS = 64;

async function rateCensus(path: string, options: Options): Promise<void> {
  if (options.asOf !== undefined && !isDay(options.asOf)) {
    throw new Failure(`${options.asOf} is not a day`, "Write it like 2015-03-02.");
  }
  const threads = options.threads === undefined ? undefined : Number(options.threads);
  if (threads !== undefined && !(Number.isInteger(threads) && threads >= 1 && threads <= MOST_THREADS))
    throw new Failure(`${options.threads} is no number of threads`, `Write one from 1 to ${MOST_THREADS}.`);
  const started = new RateThreads(countOf(options, threads));
  try {
    await rateIn(started, path, options);
  } finally {
    await started.stop();
  }
}

/** How many threads: only texts of lines are rated in several. */
function countOf({ census, explain, format }: Options, asked: number | undefined): number {
  if (explain || columnsOf(census) || !isText(format ?? "table")) return 1;
  return asked ?? helpfulThreads(sizeOf(census) ?? 0);
}

async function rateIn(threads: RateThreads, path: string, options: Options): Promise<void> {
  const { book, analysis } = await bookOf(path);
  if (!book) {
    process.stderr.write(pretty([{ path, analysis }]));
    process.exitCode = 1;
    return;
  }
  const prepared = prepare(book);
  const explain = options.explain ?? false;
  const format = options.format ?? "table";
  const { asOf, census } = options;
  const isOfColumns = format === "arrow" || format === "parquet";
  if (isOfColumns) checkColumnsOut(options);
  const output = openOutput(options.out);
  const writer = isOfColumns
    ? columnWriter(premiumFile(prepared, format))
    : writerFor(format, prepared, {
        explain,
        census: fileName(census),
        counts: columnsOf(census) ? "row" : "line",
      });
  const run = new CensusRun(prepared, output, writer, {
    census,
    asOf,
    explain,
    format,
    threads,
    ignored: new Set(options.ignore),
  });
  await emit(output, writer.begin());
  await run.all();
  await emit(output, writer.end());
  await close(output);
  if (!run.dated && asOf === undefined && run.rows > 0) {
    const { from } = prepared.program.effective;
    process.stderr.write(
      `Rated on ${from}, the first day of the program; --as-of or a column \`date\` names another.\n`,
    );
  }
  report(run);
}

/** Bytes are for a file or a pipe, and have no place for what leads to a premium. */
function checkColumnsOut({ format, out, explain }: Options): void {
  if (explain) {
    throw new Failure(
      `--explain is told in words, and --format ${format} has columns`,
      "Leave out one of the two.",
    );
  }
  if ((out === undefined || out === "-") && isTerminal()) {
    throw new Failure(
      `--format ${format} is no text for a terminal`,
      "Name a file with --out, or send it to a pipe.",
    );
  }
}

function report({ rows, unrated, failed }: CensusRun): void {
  if (rows === 0) process.stderr.write("The census has no row.\n");
  if (unrated === 0) return;
  const more = unrated > failed.length ? `, and ${unrated - failed.length} more` : "";
  process.stderr.write(
    `${unrated} of ${rows} rows ${unrated === 1 ? "was" : "were"} not rated: ${failed.join(", ")}${more}.\n`,
  );
  process.exitCode = 1;
}
