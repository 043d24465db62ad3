import { createReadStream } from "node:fs";
import type { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import { Failure, reasonOf } from "./failure.js";
import { grouped } from "./text.js";

/** A household as the file has it, unread. */
export interface RawHousehold {
  /** Where it stands, in words: `household 2`, `line 2`; nothing when it is the only one. */
  readonly place: string;
  readonly value: unknown;
  /** Why it is no household. */
  readonly fault?: string | undefined;
}

/** What a file of claims holds: one household, a list of them, or one on each line. */
export interface ClaimsFile {
  readonly kind: "one" | "list" | "lines";
  readonly households: AsyncIterable<RawHousehold> | Iterable<RawHousehold>;
}

/** A household on a line of its own may have this many characters. */
const MOST_CHARACTERS_OF_A_LINE = 20_000_000;
/** A file that is read as a whole may have this many characters. */
const MOST_CHARACTERS = 200_000_000;

interface TextLine {
  readonly number: number;
  /** Absent when the line is too long. */
  readonly text: string | undefined;
}

/**
 * Opens a file of claims. JSON lines, by the name of the file or because an object stands on the first line and more
 * follows, are read one at a time; memory does not grow with their number.
 */
export async function openClaims(path: string): Promise<ClaimsFile> {
  const lines = guarded(textLines(path === "-" ? process.stdin : createReadStream(path), path), path);
  if (/\.(jsonl|ndjson)$/i.test(path)) {
    const first = await nextLine(lines);
    if (!first) throw empty(path);
    return { kind: "lines", households: householdsOf([first], lines) };
  }
  const first = await nextLine(lines);
  if (!first) throw empty(path);
  if (first.text === undefined || parsed(first.text).kind !== "object") {
    return whole(await restOf([first], lines, path), path);
  }
  const second = await nextLine(lines);
  if (!second) return whole(first.text, path);
  return { kind: "lines", households: householdsOf([first, second], lines) };
}

const empty = (path: string): Failure =>
  new Failure(
    `${nameOf(path)} is empty`,
    'A household is written { "plan": "…", "household": …, "lines": [ … ] }.',
  );

const nameOf = (path: string): string => (path === "-" ? "standard input" : path);

/** The next line that is not blank. */
async function nextLine(lines: AsyncGenerator<TextLine>): Promise<TextLine | undefined> {
  for (;;) {
    const { value, done } = await lines.next();
    if (done) return undefined;
    if (value.text === undefined || value.text.trim() !== "") return value;
  }
}

/** Why a file cannot be read, in a sentence. */
async function* guarded(lines: AsyncGenerator<TextLine>, path: string): AsyncGenerator<TextLine> {
  try {
    yield* lines;
  } catch (thrown) {
    if (thrown instanceof Failure) throw thrown;
    throw new Failure(`${nameOf(path)} cannot be read: ${reasonOf(thrown)}`);
  }
}

/** The lines of a stream; what is longer than a household may be is not kept. */
async function* textLines(stream: Readable, path: string): AsyncGenerator<TextLine> {
  const decoder = new StringDecoder("utf8");
  let parts: string[] = [];
  let length = 0;
  let number = 0;
  const add = (part: string): void => {
    length += part.length;
    if (length > MOST_CHARACTERS_OF_A_LINE) parts = [];
    else parts.push(part);
  };
  const take = (): TextLine => {
    const text = length > MOST_CHARACTERS_OF_A_LINE ? undefined : parts.join("");
    parts = [];
    length = 0;
    number++;
    return { number, text: number === 1 ? text?.replace(/^\uFEFF/, "") : text };
  };
  let isFirst = true;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (isFirst && isUtf16(chunk))
      throw new Failure(`${nameOf(path)} is saved as UTF-16`, "Save it as UTF-8.");
    isFirst = false;
    const pieces = decoder.write(chunk).split("\n");
    for (const [i, piece] of pieces.entries()) {
      add(piece);
      if (i < pieces.length - 1) yield take();
    }
  }
  add(decoder.end());
  if (length > 0) yield take();
}

function isUtf16(bytes: Buffer): boolean {
  const [first, second] = bytes;
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

async function restOf(
  begun: readonly TextLine[],
  lines: AsyncGenerator<TextLine>,
  path: string,
): Promise<string> {
  const texts: string[] = [];
  let length = 0;
  const add = ({ text, number }: TextLine): void => {
    length += text?.length ?? 0;
    if (text === undefined || length > MOST_CHARACTERS) {
      throw new Failure(
        `${nameOf(path)} is too large to be read as a whole, on line ${grouped(number)}`,
        "Write one household on each line, and call the file .jsonl.",
      );
    }
    texts.push(text);
  };
  for (const line of begun) add(line);
  for await (const line of lines) add(line);
  return texts.join("\n");
}

/** A file that is one value. */
function whole(text: string, path: string): ClaimsFile {
  const result = parsed(text);
  if (result.kind === "broken") {
    const advice = result.where === "" ? undefined : `It goes wrong ${result.where}.`;
    throw new Failure(`${nameOf(path)} is not JSON`, advice);
  }
  const { value } = result;
  if (Array.isArray(value)) {
    const households = (value as unknown[]).map((one, i) => ({ place: `household ${i + 1}`, value: one }));
    return { kind: "list", households };
  }
  if (result.kind === "object") return { kind: "one", households: [{ place: "", value }] };
  throw new Failure(
    `${nameOf(path)} holds no household`,
    "It holds a single value. A household is an object, { … }.",
  );
}

async function* householdsOf(
  begun: readonly TextLine[],
  lines: AsyncGenerator<TextLine>,
): AsyncGenerator<RawHousehold> {
  for (const line of begun) yield householdOf(line);
  for await (const line of lines)
    if (line.text === undefined || line.text.trim() !== "") yield householdOf(line);
}

function householdOf({ number, text }: TextLine): RawHousehold {
  const place = `line ${number}`;
  if (text === undefined) {
    const most = grouped(MOST_CHARACTERS_OF_A_LINE);
    return { place, value: undefined, fault: `This line is longer than ${most} characters.` };
  }
  const result = parsed(text);
  if (result.kind !== "broken") return { place, value: result.value };
  const where = result.where === "" ? "" : ` It goes wrong ${result.where.replace("on line 1, ", "at ")}.`;
  return { place, value: undefined, fault: `This line is not JSON.${where}` };
}

type Parsed =
  | { readonly kind: "object" | "other"; readonly value: unknown }
  | { readonly kind: "broken"; readonly where: string };

function parsed(text: string): Parsed {
  try {
    const value: unknown = JSON.parse(text);
    return {
      kind: typeof value === "object" && value !== null && !Array.isArray(value) ? "object" : "other",
      value,
    };
  } catch (thrown) {
    return { kind: "broken", where: whereIn(text, thrown) };
  }
}

/** Where JSON goes wrong, as far as the reason that JavaScript gives has its position. */
function whereIn(text: string, thrown: unknown): string {
  const message = thrown instanceof Error ? thrown.message : "";
  const position = Number(/at position (\d+)/.exec(message)?.[1] ?? Number.NaN);
  if (message.includes("end of JSON") || position >= text.trimEnd().length)
    return "at its end: something is still open";
  if (Number.isNaN(position)) return "";
  const before = text.slice(0, position).split("\n");
  return `on line ${before.length}, column ${(before[before.length - 1]?.length ?? 0) + 1}`;
}
