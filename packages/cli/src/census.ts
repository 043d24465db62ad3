import { createReadStream, statSync } from "node:fs";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { checkColumns, checkIgnored } from "./census-columns.js";
import { Failure, reasonOf } from "./failure.js";
import { jsonRow } from "./json-rows.js";
import { MOST_CHARACTERS_OF_A_ROW } from "./limits.js";
import { cellsFault } from "./rate-output.js";
import { grouped } from "./text.js";

/** A row of a census and the line it begins on. `fault` says why it is no row. */
export interface CensusRow {
  readonly line: number;
  readonly person: Readonly<Record<string, string>>;
  readonly fault?: string;
  /** Rows that stand in this one, of a file of JSON lines. */
  readonly inner?: readonly Readonly<Record<string, string>>[];
}

/** What a file is called in messages: `-` is standard input. */
export const fileName = (path: string): string => (path === "-" ? "standard input" : path);

/**
 * Reads a census row by row: CSV with a header, or an object of JSON a line. Memory does not grow with its rows. A
 * line of JSON may hold a list of rows under the name `inner`.
 */
export async function* readCensus(
  path: string,
  columns: ReadonlyMap<string, string>,
  ignored: ReadonlySet<string>,
  inner?: string,
): AsyncGenerator<CensusRow> {
  const name = fileName(path);
  if (columnsOf(path))
    throw new Failure(
      `${name}: Arrow and Parquet are read by \`rate\` alone`,
      "Write the file as CSV, or as JSON lines with the ending .jsonl.",
    );
  const stream = openCensus(path);
  try {
    yield* isOfLines(path)
      ? readLines(stream, name, columns, ignored, inner)
      : readCsv(stream, name, columns, ignored);
  } catch (thrown) {
    throw unreadable(name, thrown);
  }
}

export const openCensus = (path: string): Readable =>
  path === "-"
    ? process.stdin
    : createReadStream(path, { highWaterMark: isOfLines(path) ? BLOCK : BLOCK_OF_COLUMNS });

/** How many bytes a census has, where that can be known before it is read. */
export function sizeOf(path: string): number | undefined {
  try {
    return path === "-" ? undefined : statSync(path).size;
  } catch {
    // Why it cannot be read is said when it is opened.
    return undefined;
  }
}

/** Bytes that are read at a time; more where a block is rated column by column. */
const BLOCK = 1 << 18;
const BLOCK_OF_COLUMNS = 1 << 18;

/** The kind of a census that is a file of columns; none of one that is text. */
export function columnsOf(path: string): "arrow" | "parquet" | undefined {
  if (/\.(arrow|arrows|feather|ipc)$/i.test(path)) return "arrow";
  return /\.parquet$/i.test(path) ? "parquet" : undefined;
}

/** Whether a census is a file of JSON lines. */
export const isOfLines = (path: string): boolean => /\.(jsonl|ndjson)$/i.test(path);

/** Reads on in a file of CSV of which the first lines have been read. */
export async function* readRest(
  stream: Readable,
  path: string,
  columns: ReadonlyMap<string, string>,
  ignored: ReadonlySet<string>,
  begun: Begun | undefined,
): AsyncGenerator<CensusRow> {
  const name = fileName(path);
  try {
    yield* readCsv(stream, name, columns, ignored, begun);
  } catch (thrown) {
    throw unreadable(name, thrown, begun?.lines);
  }
}

/** Why a census cannot be read, in words. */
export function unreadable(name: string, thrown: unknown, lines = 0): Failure {
  if (thrown instanceof Failure) return thrown;
  if (thrown instanceof CsvError) return new Failure(`${name} is no whole CSV: ${csvReason(thrown, lines)}`);
  return new Failure(`${name} cannot be read: ${reasonOf(thrown)}`);
}

function csvReason(error: CsvError, before: number): string {
  const line = typeof error.lines === "number" ? ` near line ${error.lines + before}` : "";
  if (error.code === "CSV_QUOTE_NOT_CLOSED") return `a quote is opened and never closed${line}`;
  if (error.code === "CSV_MAX_RECORD_SIZE")
    return `a row is longer than ${grouped(MOST_CHARACTERS_OF_A_ROW)} characters${line}`;
  return `a row cannot be read${line}`;
}

/** A file of CSV of which the first lines have been read. */
export interface Begun {
  readonly header: readonly string[];
  readonly hasReturns: boolean;
  /** How many lines, and which was the last row. */
  readonly lines: number;
  readonly lastRow: number;
}

async function* readCsv(
  stream: Readable,
  path: string,
  columns: ReadonlyMap<string, string>,
  ignored: ReadonlySet<string>,
  begun?: Begun,
): AsyncGenerator<CensusRow> {
  const parser = stream.pipe(
    parse({
      bom: begun === undefined,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      max_record_size: MOST_CHARACTERS_OF_A_ROW,
      ...(begun ? { record_delimiter: begun.hasReturns ? "\r\n" : "\n" } : {}),
    }),
  );
  stream.on("error", (error) => parser.destroy(error));
  let header: readonly string[] | undefined = begun?.header;
  let line = (begun?.lastRow ?? 0) + 1;
  for await (const item of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
    const { record, info } = item;
    if (!header) {
      header = record;
      checkColumns(record, path, columns, ignored);
      checkIgnored(record, path, ignored);
    } else if (record.length !== header.length) {
      const fault = cellsFault(record.length, header.length);
      yield { line, person: { id: header[0] === "id" ? (record[0] ?? "") : "" }, fault };
    } else {
      const person: Record<string, string> = {};
      for (const [i, name] of header.entries()) person[name] = record[i] ?? "";
      yield { line, person };
    }
    line = info.lines + (begun?.lines ?? 0) + 1;
  }
  if (!header)
    throw new Failure(
      `${path} is empty`,
      `Its first line names its columns: ${[...columns.keys()].slice(0, 6).join(", ")}…`,
    );
}

/** A file of JSON lines of which the first lines have been read. */
export interface BegunLines {
  readonly lines: number;
  /** The names of columns so far. */
  readonly known: ReadonlySet<string>;
}

/** Reads on in a file of JSON lines. */
export async function* readRestOfLines(
  stream: Readable,
  path: string,
  columns: ReadonlyMap<string, string>,
  ignored: ReadonlySet<string>,
  begun: BegunLines,
): AsyncGenerator<CensusRow> {
  const name = fileName(path);
  try {
    yield* readLines(stream, name, columns, ignored, undefined, begun);
  } catch (thrown) {
    throw unreadable(name, thrown);
  }
}

async function* readLines(
  stream: Readable,
  path: string,
  columns: ReadonlyMap<string, string>,
  ignored: ReadonlySet<string>,
  inner: string | undefined,
  begun: BegunLines = { lines: 0, known: new Set() },
): AsyncGenerator<CensusRow> {
  let { lines: line } = begun;
  const known = new Set(begun.known);
  let failed: unknown;
  stream.on("error", (error) => (failed = error));
  for await (const text of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    line++;
    if (text.trim() === "") continue;
    const row = jsonRow(text, inner);
    if ("fault" in row) {
      yield { line, person: {}, ...row };
      continue;
    }
    for (const person of [row.person, ...(row.inner ?? [])]) {
      const fresh = Object.keys(person).filter((name) => !known.has(name));
      checkColumns(fresh, `${path}:${line}`, columns, ignored);
      for (const name of fresh) known.add(name);
    }
    yield { line, ...row };
  }
  if (failed) throw failed;
  if (known.size > 0) checkIgnored([...known], path, ignored);
}
