import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { nearest } from "@planwright/evaluator";
import { CsvError, parse } from "csv-parse";
import { Failure, reasonOf } from "./failure.js";
import { cellsFault } from "./rate-output.js";
import { repeatedKey } from "./json-keys.js";
import { grouped, wrap } from "./text.js";

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

/** A row may have this many characters. */
const MOST_CHARACTERS_OF_A_ROW = 1_000_000;

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
  const stream = openCensus(path);
  const name = fileName(path);
  try {
    yield* isOfLines(path)
      ? readLines(stream, name, columns, ignored, inner)
      : readCsv(stream, name, columns, ignored);
  } catch (thrown) {
    throw unreadable(name, thrown);
  }
}

export const openCensus = (path: string): Readable =>
  path === "-" ? process.stdin : createReadStream(path, { highWaterMark: BLOCK });

/** Bytes that are read at a time. */
const BLOCK = 1 << 18;

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

/** A column that the program does not know would be left out in silence; so it is refused. */
export function checkColumns(
  header: readonly string[],
  path: string,
  columns: ReadonlyMap<string, string>,
  ignored: ReadonlySet<string>,
): void {
  const [only] = header;
  if (header.length === 1 && only?.includes(";")) {
    throw new Failure(
      `${path} has semicolons between its cells`,
      "Save it with commas: CSV (comma separated).",
    );
  }
  for (const name of ignored) {
    if (columns.has(name)) {
      throw new Failure(
        `--ignore ${name}: the program has a column \`${name}\`, and reads it where an answer depends on it`,
        `Rename the column in ${path} where it means something else there.`,
      );
    }
  }
  const seen = new Set<string>();
  for (const name of header) {
    if (seen.has(name)) throw new Failure(`${path}: two columns are called ${name}`);
    seen.add(name);
    if (columns.has(name) || ignored.has(name)) continue;
    const near = nearest(name, [...columns.keys()]);
    const known = near ? `Did you mean \`${near}\`?` : columnsText(columns);
    throw new Failure(
      `${path}: the program has no column \`${name}\``,
      advice(`${known} A column that the program does not need is left out with --ignore.`),
    );
  }
}

const advice = (text: string): string => wrap(text, 98).replaceAll("\n", "\n  ");

/** The columns of a program; of those that stand again for each coverage one as an example. */
function columnsText(columns: ReadonlyMap<string, string>): string {
  const names = [...columns.keys()];
  const general = names.filter((name) => !name.includes(" of "));
  const [example] = names.filter((name) => name.includes(" of "));
  const further = example === undefined ? "" : `, and of one coverage such as \`${example}\``;
  return `Columns of this program: ${general.join(", ")}${further}.`;
}

/** What is to be left out is there; of objects of JSON one has it. */
export function checkIgnored(header: readonly string[], path: string, ignored: ReadonlySet<string>): void {
  const none = [...ignored].find((name) => !header.includes(name));
  if (none === undefined) return;
  const near = nearest(none, header);
  throw new Failure(
    `--ignore ${none}: ${path} has no column \`${none}\``,
    near === undefined ? undefined : `Did you mean \`${near}\`?`,
  );
}

async function* readLines(
  stream: Readable,
  path: string,
  columns: ReadonlyMap<string, string>,
  ignored: ReadonlySet<string>,
  inner: string | undefined,
): AsyncGenerator<CensusRow> {
  let line = 0;
  const known = new Set<string>();
  let failed: unknown;
  stream.on("error", (error) => (failed = error));
  for await (const text of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    line++;
    if (text.trim() === "") continue;
    const row = rowOf(text, inner);
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

const NO_OBJECT = { fault: "This line is no object of JSON with plain values." };

/** A line of JSON as a row, with the rows that stand in it, or why it is none. */
function rowOf(
  text: string,
  inner: string | undefined,
): Pick<CensusRow, "person" | "inner"> | { readonly fault: string } {
  if (text.length > MOST_CHARACTERS_OF_A_ROW) return NO_OBJECT;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return NO_OBJECT;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return NO_OBJECT;
  const twice = repeatedKey(text);
  if (twice !== undefined)
    return { fault: `\`${twice.slice(0, 60)}\` stands twice in one object of this line: it has one value.` };
  const entries: [string, unknown][] = Object.entries(value);
  const person = objectOf(entries.filter(([name]) => name !== inner));
  if (!person) return NO_OBJECT;
  const list = entries.find(([name]) => name === inner)?.[1];
  if (list === undefined || list === null) return { person };
  if (!Array.isArray(list)) return NO_OBJECT;
  const rows = list.map((one: unknown) =>
    typeof one === "object" && one !== null && !Array.isArray(one)
      ? objectOf(Object.entries(one))
      : undefined,
  );
  const whole = rows.filter((one) => one !== undefined);
  return whole.length === rows.length ? { person, inner: whole } : NO_OBJECT;
}

/** Texts, numbers as they are written, yes and no for true and false. */
function objectOf(entries: readonly [string, unknown][]): Record<string, string> | undefined {
  const person: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [name, inner] of entries) {
    if (typeof inner === "string") person[name] = inner;
    else if (typeof inner === "number") person[name] = String(inner);
    else if (typeof inner === "boolean") person[name] = inner ? "yes" : "no";
    else if (inner !== null) return undefined;
  }
  return person;
}
