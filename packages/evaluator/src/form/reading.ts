import type { Person } from "../ask.js";
import type { Row } from "./closures.js";
import { plainDay, plainDecimal, type Slot } from "./slots.js";

/** A slot that a column fills. */
export interface Reader {
  readonly at: number;
  readonly slot: Slot;
}

/** Whether a row was read; or says something where nothing was said before; or is no plain object of texts. */
export const READ = { fully: 1, otherwise: 2, never: 0 } as const;

/** Reads a row into its slots, all of them that any column of it fills. */
export type Read<Said> = (row: Row, said: Said) => number;

/** What the columns of rows have been found to say. */
export interface Columns {
  /** Columns of the form that say something. */
  readonly said: ReadonlyMap<string, readonly Reader[]>;
  /** Columns of the form that stand in rows, and have said nothing yet. */
  readonly silent: readonly string[];
  /** Names that the form does not know. */
  readonly others: readonly string[];
}

/** Longer texts are not remembered. */
const MOST_LENGTH = 64;
/** So many texts of a column are remembered. */
const TEXTS = { least: 64, most: 1024 };
/** Places for each code that a text can be. */
const PLACES_EACH = 4;

/** What the texts of a column have been read as: each text has two places, where the next one may follow it. */
class Texts {
  readonly texts: string[];
  readonly numbers: readonly Float64Array[];
  readonly mask: number;

  constructor(private readonly readers: readonly Reader[]) {
    const codes = Math.max(0, ...readers.map(({ slot }) => (slot.kind === "code" ? slot.node.high : 0)));
    const wanted = 2 ** Math.ceil(Math.log2(1 + codes * PLACES_EACH));
    const count = Math.min(TEXTS.most, Math.max(TEXTS.least, wanted));
    this.texts = new Array<string>(count).fill("");
    this.numbers = readers.map(() => new Float64Array(count));
    this.mask = count - 1;
  }

  /** Reads a text that is not empty, and remembers it. `at` is its second place. */
  read(said: string, at: number, slots: Float64Array): void {
    const text = trimmed(said);
    const first = at ^ 1;
    const place = said.length > MOST_LENGTH ? -1 : this.texts[first] === "" ? first : at;
    for (const [i, { at: slotAt, slot }] of this.readers.entries()) {
      const number = text === "" ? slot.empty : slot.read(text);
      slots[slotAt] = number;
      const numbers = this.numbers[i];
      if (numbers && place >= 0) numbers[place] = number;
    }
    if (place >= 0) this.texts[place] = said;
  }
}

/** A text without spaces around it, as the reference takes it. */
export function trimmed(text: string): string {
  const { length } = text;
  if (length === 0) return text;
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(length - 1);
  return first > 32 && first < 128 && last > 32 && last < 128 ? text : text.trim();
}

/** Reads the text of a column into slots, where it says anything. */
export function readInto(slots: Float64Array, readers: readonly Reader[], said: string): void {
  const text = trimmed(said);
  if (text === "") return;
  for (let i = 0; i < readers.length; i++) {
    const reader = readers[i];
    if (reader) slots[reader.at] = reader.slot.read(text);
  }
}

/** Whether the prototype of an object is that of a plain one. */
export function isPlain(person: Person): boolean {
  const proto: unknown = Object.getPrototypeOf(person);
  return proto === Object.prototype || proto === null;
}

const HELPERS = { READ, isPlain, plainDay, plainDecimal };

/** Writes code that reads rows. It holds numbers and names made here: what a column is called is given to it. */
class ReadingWriter {
  private readonly lines: string[] = [];
  private readonly texts: Texts[] = [];

  /** `given` is what the code reads beside, by names of one letter. */
  constructor(private readonly given: Readonly<Record<string, unknown>>) {}

  put(line: string): void {
    this.lines.push(line);
  }

  /** Fills the slots of a column from `t`, which is a text. */
  fill(readers: readonly Reader[]): void {
    this.put("n = t.length;");
    this.put(`if (n === 0) { ${emptied(readers)} }`);
    const plain = plainly(readers);
    if (plain) this.put(`else if (${plain.isPlain}) { ${plain.filled} }`);
    const i = this.texts.push(new Texts(readers)) - 1;
    const known = readers.map(({ at }, k) => `S[${at}] = V${i}_${k}[x];`).join(" ");
    this.put(`else {
x = (n + 31 * t.charCodeAt(0) + 5 * t.charCodeAt(n - 1) + (n > 1 ? 7 * t.charCodeAt(n - 2) : 0)) & ${this.texts[i]?.mask};
if (L${i}[x] === t) { ${known} }
else if (L${i}[x ^= 1] === t) { ${known} }
else T${i}.read(t, x, S);
}`);
  }

  /** The code as a function, of rows that are texts by name or by place. */
  made<Said>(end: string): Read<Said> {
    const names = this.texts.flatMap(({ numbers }, i) => [
      `T${i}`,
      `L${i}`,
      ...numbers.map((_, k) => `V${i}_${k}`),
    ]);
    const values = this.texts.flatMap((texts) => [texts, texts.texts, ...texts.numbers]);
    const body = `"use strict";
return (R, P) => { const S = R.slots; let t, v = 0, x = 0, n = 0, c = 0;
${this.lines.join("\n")}
${end} };`;
    const given = { ...HELPERS, ...this.given };
    return new Function(...Object.keys(given), ...names, body)(
      ...Object.values(given),
      ...values,
    ) as Read<Said>;
  }
}

const emptied = (readers: readonly Reader[]): string =>
  readers.map(({ at, slot }) => `S[${at}] = ${slot.empty};`).join(" ");

/** How a column is read whose text is a plain decimal or day; undefined where that says not all of it. */
function plainly(
  readers: readonly Reader[],
): { readonly isPlain: string; readonly filled: string } | undefined {
  const plain = readers.flatMap(({ slot }) => (slot.plain ? [slot.plain] : []));
  const [first] = plain;
  const others = readers.filter(({ slot }) => !slot.plain && slot.use !== "presence");
  if (!first || others.length > 0) return undefined;
  const { kind, places } = first;
  if (plain.some((one) => one.kind !== kind || one.places !== places)) return undefined;
  const above = Math.max(...plain.map((one) => one.above));
  const below = Math.min(...plain.map((one) => one.below));
  const read = kind === "day" ? "plainDay(t)" : `plainDecimal(t, ${places})`;
  const filled = readers.map(({ at, slot }) => `S[${at}] = ${slot.plain ? "v" : 0};`).join(" ");
  return { isPlain: `(v = ${read}) > ${above} && v < ${below}`, filled };
}

/** Tells which column a name is: names mostly come in the order in which they came before. */
class Names {
  private readonly places: ReadonlyMap<string, number>;
  /** After each column the two names that came last, and which columns they are. */
  readonly next: readonly [string[], string[]];
  readonly are: readonly [Int32Array, Int32Array];

  constructor(columns: readonly string[]) {
    this.places = new Map(columns.map((column, i) => [column, i]));
    const count = columns.length + 1;
    this.next = [new Array<string>(count).fill(""), new Array<string>(count).fill("")];
    this.are = [new Int32Array(count).fill(-1), new Int32Array(count).fill(-1)];
  }

  /** The place of a name that came after a column; below zero where it has none. */
  place(name: string, after: number): number {
    const place = this.places.get(name) ?? -1;
    const [last, before] = this.next;
    const [isLast, wasBefore] = this.are;
    before[after] = last[after] ?? "";
    wasBefore[after] = isLast[after] ?? -1;
    last[after] = name;
    isLast[after] = place;
    return place;
  }
}

/** Makes a function that reads objects whose columns say what has been found, and tells those that say something else. */
export function personReader({ said, silent, others }: Columns): Read<Person> {
  const columns = [...said.keys(), ...silent, ...others];
  const names = new Names(columns);
  const texts = new Array<string | undefined>(said.size + silent.length).fill(undefined);
  const writer = new ReadingWriter({
    X: texts,
    W: names,
    F: names.next[0],
    G: names.next[1],
    I: names.are[0],
    J: names.are[1],
  });
  writer.put("if (!isPlain(P)) return READ.never;");
  writer.put(texts.map((_, i) => `X[${i}] = undefined;`).join(" "));
  writer.put(`for (const k in P) {
const a = c;
c = F[a] === k ? I[a] : G[a] === k ? J[a] : W.place(k, a);
if (c < 0) return READ.otherwise;
if (c < ${texts.length}) X[c] = P[k];
c++;
}`);
  for (const [i, readers] of [...said.values()].entries()) {
    writer.put(`t = X[${i}];\nif (typeof t === "string") {`);
    writer.fill(readers);
    writer.put(`} else if (t === undefined) { ${emptied(readers)} } else return READ.never;`);
  }
  for (const [i] of silent.entries())
    writer.put(`t = X[${said.size + i}]; if (t !== undefined && t !== "") return READ.otherwise;`);
  return writer.made("return READ.fully;");
}

/** The same of cells in the order of a header. */
export function cellsReader(header: readonly string[], { said, silent }: Columns): Read<readonly string[]> {
  const writer = new ReadingWriter({});
  for (const [at, column] of header.entries()) {
    const readers = said.get(column);
    if (readers) {
      writer.put(`t = P[${at}];\nif (typeof t === "string") {`);
      writer.fill(readers);
      writer.put(`} else if (t === undefined) { ${emptied(readers)} } else return READ.otherwise;`);
    } else if (silent.includes(column))
      writer.put(`t = P[${at}]; if (t !== undefined && t !== "") return READ.otherwise;`);
  }
  return writer.made("return READ.fully;");
}
