import type Fraction from "fraction.js";
import { attempt } from "../ask.js";
import { type Input, isDay, readChoice, readInput } from "../inputs.js";
import { slot, type Whole } from "./nodes.js";

/** What a code says that stands for no value: the column is empty, or what it says is refused. */
export const EMPTY = -1;
export const REFUSED = -2;

/** The largest number that is read from a column, in its parts: what is larger is for the reference. */
export const MOST_READ = 2 ** 40;

/** A column of a census as the form reads it: a code, or a whole number of parts. */
export interface Slot {
  readonly column: string;
  /** What an input says, which code a choice is, or whether the column says anything. */
  readonly use: "code" | "input" | "presence";
  readonly kind: "number" | "code";
  /** What it is where the column is empty. Of numbers, what has no value is not a number. */
  readonly empty: number;
  /** What a text says that is not empty; it has no spaces around it. */
  read(text: string): number;
  readonly node: Whole;
  /** What of the texts it reads as they are written; all others are read by `read` alone. */
  readonly plain?: Plain | undefined;
}

/** Decimals between two numbers of parts, with at most so many places; or days between two days. */
export interface Plain {
  readonly kind: "decimal" | "day";
  readonly places: number;
  readonly above: number;
  readonly below: number;
}

type Reading = Pick<Slot, "kind" | "empty" | "read" | "plain">;

const POWERS = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];
/** A double holds every whole number of so many digits. */
const DIGITS = 15;

/** A decimal of so many characters is a whole number of 32 bits without its point. */
export const FEW_DIGITS = 9;
const POINT = 46 - 48;

/** A decimal written plainly, `87.5`, in parts of so many places; not a number where it is written otherwise. */
export function plainDecimal(text: string, places: number): number {
  const { length } = text;
  if (length > FEW_DIGITS) return longDecimal(text, places);
  let value = 0;
  let point = -1;
  for (let i = 0; i < length; i++) {
    const c = text.charCodeAt(i) - 48;
    if (c >>> 0 <= 9) value = (value * 10 + c) | 0;
    else if (c === POINT && point < 0 && i > 0) point = i;
    else return Number.NaN;
  }
  if (point < 0) return value * (POWERS[places] ?? Number.NaN);
  const after = length - 1 - point;
  if (after === 0 || after > places) return Number.NaN;
  return value * (POWERS[places - after] ?? Number.NaN);
}

function longDecimal(text: string, places: number): number {
  const { length } = text;
  if (length > DIGITS) return Number.NaN;
  let value = 0;
  let after = -1;
  for (let i = 0; i < length; i++) {
    const c = text.charCodeAt(i);
    if (c >= 48 && c <= 57) {
      value = value * 10 + (c - 48);
      if (after >= 0) after++;
    } else if (c === 46 && after < 0 && i > 0) after = 0;
    else return Number.NaN;
  }
  if (after === 0 || after > places) return Number.NaN;
  return value * (POWERS[after < 0 ? places : places - after] ?? Number.NaN);
}

/** Texts that were read the long way are remembered, so many of a column. */
const MOST_REMEMBERED = 1_000;

function remembered(read: (text: string) => number): (text: string) => number {
  const known = new Map<string, number>();
  return (text) => {
    let found = known.get(text);
    if (found === undefined) {
      found = read(text);
      if (known.size >= MOST_REMEMBERED) known.clear();
      known.set(text, found);
    }
    return found;
  };
}

/** A fraction in parts; not a number where it does not come out, or is too large. */
function inParts(value: Fraction | undefined, parts: number): number {
  const exactly = value?.mul(parts);
  if (exactly?.d !== 1n || exactly.n > BigInt(MOST_READ)) return Number.NaN;
  return Number(exactly.s * exactly.n);
}

/** The places with which figures are read: with more of them they are for the reference. */
const PLACES = { money: 2, percent: 3, number: 2, duration: 2, count: 0, age: 0 } as const;
type FigureKind = keyof typeof PLACES;

export const isFigure = (input: Input): input is Input & { readonly kind: FigureKind } =>
  Object.hasOwn(PLACES, input.kind);

export const partsOf = ({ kind }: Input & { readonly kind: FigureKind }): number => POWERS[PLACES[kind]] ?? 1;

/** Reads what an input says, as it is written; and as the reference reads it where it is not written plainly. */
function figureSlot(input: Input & { readonly kind: FigureKind }): Reading {
  const places = PLACES[input.kind];
  const parts = partsOf(input);
  const long = remembered((text) => {
    const read = attempt(() => readInput(input, text));
    return read.ok ? inParts(read.value.written, parts) : Number.NaN;
  });
  const { range, choices, kind } = input;
  const low = Math.max(range?.min === undefined ? 0 : Number(range.min) * parts, 0);
  const most = range?.max === undefined ? MOST_READ : Number(range.max) * parts;
  const high = Math.min(most, kind === "age" ? 130 : MOST_READ);
  // A percentage below one may be meant as a share: the reference refuses it. An end of a range may be open.
  const least = kind === "percent" ? Math.max(low, parts) : low;
  const read = (text: string): number => {
    const value = plainDecimal(text, places);
    return value > least && value < high ? value : long(text);
  };
  return {
    kind: "number",
    empty: input.otherwise === undefined ? Number.NaN : long(input.otherwise),
    read: choices ? long : read,
    plain: choices ? undefined : { kind: "decimal", places, above: least, below: high },
  };
}

/** A day as a number: 20150301. Not a number where it is none. */
export function dayNumber(day: string): number {
  return isDay(day) ? Number(`${day.slice(0, 4)}${day.slice(5, 7)}${day.slice(8)}`) : Number.NaN;
}

/** The days of every month that are in it in every year: others are read the long way. */
const DAYS_OF_EVERY_MONTH = 28;

const digit = (text: string, at: number): number => (text.charCodeAt(at) - 48) >>> 0;

/** A day written plainly, `2015-03-01`, as a number; not a number where it is written otherwise, or late in its month. */
export function plainDay(text: string): number {
  if (text.length !== 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return Number.NaN;
  const [a, b, c, d] = [digit(text, 0), digit(text, 1), digit(text, 2), digit(text, 3)];
  const [e, f, g, h] = [digit(text, 5), digit(text, 6), digit(text, 8), digit(text, 9)];
  if (a > 9 || b > 9 || c > 9 || d > 9 || e > 9 || f > 9 || g > 9 || h > 9) return Number.NaN;
  const month = e * 10 + f;
  const day = g * 10 + h;
  if (month < 1 || month > 12 || day < 1 || day > DAYS_OF_EVERY_MONTH) return Number.NaN;
  return (a * 1000 + b * 100 + c * 10 + d) * 10_000 + month * 100 + day;
}

function daySlot(input: Input): Reading {
  const long = remembered((text) => {
    const read = attempt(() => readInput(input, text));
    return read.ok ? dayNumber(read.value.key) : Number.NaN;
  });
  const from = input.days?.from === undefined ? 0 : dayNumber(input.days.from);
  const to = input.days?.to === undefined ? Number.POSITIVE_INFINITY : dayNumber(input.days.to);
  const read = (text: string): number => {
    const value = plainDay(text);
    return value >= from && value <= to ? value : long(text);
  };
  const otherwise = input.otherwise === undefined ? Number.NaN : long(input.otherwise);
  return {
    kind: "number",
    empty: otherwise,
    read,
    plain: { kind: "day", places: 0, above: from - 1, below: to + 1 },
  };
}

/** Codes of names. `read` gives the name that a text means, or refuses. */
export function codeReader(
  names: readonly string[],
  read: (text: string) => string | undefined,
  unknown: number,
): (text: string) => number {
  const codes = new Map(names.map((name, code) => [name, code]));
  const long = remembered((text) => {
    const found = attempt(() => read(text));
    return found.ok ? (codes.get(found.value ?? "") ?? unknown) : REFUSED;
  });
  return (text) => codes.get(text) ?? long(text);
}

/** The name of a text that no plan speaks of, the first of an open list. */
export const OTHER = "\u0000other";

function inputSlot(input: Input, names: readonly string[]): Reading {
  if (isFigure(input)) return figureSlot(input);
  if (input.kind === "date") return daySlot(input);
  const isOpen = input.kind === "text" && !input.choices;
  const read = codeReader(names, (text) => readInput(input, text).key, isOpen ? 0 : REFUSED);
  return { kind: "code", empty: input.otherwise === undefined ? EMPTY : read(input.otherwise), read };
}

/** The columns that a form reads, in the order in which it came upon them. */
export class Slots {
  readonly list: Slot[] = [];
  private readonly byUse = new Map<string, Slot>();

  /** A column may be read in two ways: `use` tells them apart. */
  private add(
    use: Slot["use"],
    column: string,
    make: () => Reading,
    [low, high]: readonly [number, number],
  ): Slot {
    let found = this.byUse.get(`${use} ${column}`);
    if (!found) {
      const made = make();
      found = { column, use, ...made, node: slot(this.list.length, made.kind, low, high) };
      this.list.push(found);
      this.byUse.set(`${use} ${column}`, found);
    }
    return found;
  }

  /** A column that gives codes: of the names, or as its reader says. */
  code(
    column: string,
    count: number,
    read: (text: string) => number,
    low = REFUSED,
    plain: Plain | undefined = undefined,
  ): Whole {
    return this.add("code", column, () => ({ kind: "code", empty: EMPTY, read, plain }), [low, count - 1])
      .node;
  }

  /** Whether a column says anything. */
  presence(column: string): Whole {
    return this.add("presence", column, () => ({ kind: "code", empty: EMPTY, read: () => 0 }), [EMPTY, 0])
      .node;
  }

  input(input: Input, names: readonly string[]): Whole {
    const isNumber = isFigure(input) || input.kind === "date";
    const bounds = isNumber ? boundsOf(input) : ([REFUSED, names.length - 1] as const);
    return this.add("input", input.id, () => inputSlot(input, names), bounds).node;
  }
}

function boundsOf(input: Input): readonly [number, number] {
  if (!isFigure(input)) return [10_101, 99_991_231];
  const parts = partsOf(input);
  const bound = (decimal: string | undefined, otherwise: number): number => {
    const value = decimal === undefined ? otherwise : Number(decimal) * parts;
    return Math.max(-MOST_READ, Math.min(MOST_READ, value));
  };
  const low = Math.floor(bound(input.range?.min, 0));
  return [low, Math.ceil(bound(input.range?.max, input.kind === "age" ? 130 : MOST_READ))];
}

/** Reads one of a closed list as the reference does. */
export const choiceOf = (about: string, names: readonly string[]) => (text: string) =>
  readChoice(about, text, names);
