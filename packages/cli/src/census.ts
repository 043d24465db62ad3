import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { nearest } from "@planwright/evaluator";
import { CsvError, parse } from "csv-parse";
import { Failure, reasonOf } from "./failure.js";
import { grouped } from "./text.js";

/** A row of a census and the line it begins on. `fault` says why it is no row. */
export interface CensusRow {
  readonly line: number;
  readonly person: Readonly<Record<string, string>>;
  readonly fault?: string;
}

/** A row may have this many characters. */
const MOST_CHARACTERS_OF_A_ROW = 1_000_000;

/** Reads a census row by row: CSV with a header, or an object of JSON a line. Memory does not grow with its rows. */
export async function* readCensus(
  path: string,
  columns: ReadonlyMap<string, string>,
  ignored: ReadonlySet<string>,
): AsyncGenerator<CensusRow> {
  const stream = path === "-" ? process.stdin : createReadStream(path);
  const isLines = /\.(jsonl|ndjson)$/i.test(path);
  try {
    yield* isLines ? readLines(stream, path, columns, ignored) : readCsv(stream, path, columns, ignored);
  } catch (thrown) {
    if (thrown instanceof Failure) throw thrown;
    if (thrown instanceof CsvError) throw new Failure(`${path} is no whole CSV: ${csvReason(thrown)}`);
    throw new Failure(`${path} cannot be read: ${reasonOf(thrown)}`);
  }
}

function csvReason(error: CsvError): string {
  const line = typeof error.lines === "number" ? ` near line ${error.lines}` : "";
  if (error.code === "CSV_QUOTE_NOT_CLOSED") return `a quote is opened and never closed${line}`;
  if (error.code === "CSV_MAX_RECORD_SIZE")
    return `a row is longer than ${grouped(MOST_CHARACTERS_OF_A_ROW)} characters${line}`;
  return `a row cannot be read${line}`;
}

async function* readCsv(
  stream: Readable,
  path: string,
  columns: ReadonlyMap<string, string>,
  ignored: ReadonlySet<string>,
): AsyncGenerator<CensusRow> {
  const parser = stream.pipe(
    parse({
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      max_record_size: MOST_CHARACTERS_OF_A_ROW,
    }),
  );
  stream.on("error", (error) => parser.destroy(error));
  let header: readonly string[] | undefined;
  let line = 1;
  for await (const item of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
    const { record, info } = item;
    if (!header) {
      header = record;
      checkColumns(record, path, columns, ignored);
    } else if (record.length !== header.length) {
      const fault = `This row has ${record.length} cells, the header has ${header.length}.`;
      yield { line, person: { id: header[0] === "id" ? (record[0] ?? "") : "" }, fault };
    } else {
      const person: Record<string, string> = {};
      for (const [i, name] of header.entries()) person[name] = record[i] ?? "";
      yield { line, person };
    }
    line = info.lines + 1;
  }
  if (!header)
    throw new Failure(
      `${path} is empty`,
      `Its first line names its columns: ${[...columns.keys()].slice(0, 6).join(", ")}…`,
    );
}

/** A column that the program does not know would be left out in silence; so it is refused. */
function checkColumns(
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
  const seen = new Set<string>();
  for (const name of header) {
    if (seen.has(name)) throw new Failure(`${path}: two columns are called ${name}`);
    seen.add(name);
    if (columns.has(name) || ignored.has(name)) continue;
    const near = nearest(name, [...columns.keys()]);
    const known = near
      ? `Did you mean \`${near}\`? `
      : `Columns of this program: ${[...columns.keys()].join(", ")}. `;
    throw new Failure(
      `${path}: the program has no column \`${name}\``,
      `${known}A column that is not for rating is left out with --ignore.`,
    );
  }
}

async function* readLines(
  stream: Readable,
  path: string,
  columns: ReadonlyMap<string, string>,
  ignored: ReadonlySet<string>,
): AsyncGenerator<CensusRow> {
  let line = 0;
  const known = new Set<string>();
  let failed: unknown;
  stream.on("error", (error) => (failed = error));
  for await (const text of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    line++;
    if (text.trim() === "") continue;
    const person = objectOf(text);
    if (!person) {
      yield { line, person: {}, fault: "This line is no object of JSON with plain values." };
      continue;
    }
    const fresh = Object.keys(person).filter((name) => !known.has(name));
    checkColumns(fresh, `${path}:${line}`, columns, ignored);
    for (const name of fresh) known.add(name);
    yield { line, person };
  }
  if (failed) throw failed;
}

/** A line of JSON as a row: texts, numbers as they are written, yes and no for true and false. */
function objectOf(text: string): Record<string, string> | undefined {
  if (text.length > MOST_CHARACTERS_OF_A_ROW) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const person: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [name, inner] of Object.entries(value)) {
    if (typeof inner === "string") person[name] = inner;
    else if (typeof inner === "number") person[name] = String(inner);
    else if (typeof inner === "boolean") person[name] = inner ? "yes" : "no";
    else if (inner !== null) return undefined;
  }
  return person;
}
