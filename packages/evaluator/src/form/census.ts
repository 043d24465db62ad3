import { attempt, type Person } from "../ask.js";
import { type Input, isDay, readInput } from "../inputs.js";
import { type Ends, endsOf, type KnownEnds, type Numbers } from "./ends.js";
import { need, NEVER, slot as slotNode, type Whole, whole } from "./nodes.js";
import { isFigure, MOST_READ, partsOf, type Slot } from "./slots.js";

/**
 * A column of a census. Names are coded: a code that is no place in the list says that the cell is empty. Numbers are whole
 * numbers of parts, of which `parts`, a power of ten, make one: cents with 100; what is not a number is empty. Days are numbers such as
 * 20150301; 0 is empty. Texts are as in a row.
 */
export type CensusColumn =
  | { readonly kind: "names"; readonly codes: Numbers; readonly names: readonly string[] }
  | { readonly kind: "numbers"; readonly numbers: Numbers; readonly parts?: number | undefined }
  | { readonly kind: "days"; readonly days: Numbers }
  | { readonly kind: "texts"; readonly texts: readonly (string | undefined)[] };

/** Many people, column by column. Columns have the names that `columns` of a book tells. */
export interface Census {
  readonly rows: number;
  readonly columns: Readonly<Record<string, CensusColumn>>;
  /** Somebody as a row says it, where columns do not hold that to the letter. Absent: what the cells would be as texts. */
  readonly person?: ((row: number) => Person) | undefined;
}

/** The cells of some rows of a column. */
export function partOfColumn(column: CensusColumn, from: number, to: number): CensusColumn {
  switch (column.kind) {
    case "names":
      return { ...column, codes: column.codes.subarray(from, to) };
    case "numbers":
      return { ...column, numbers: column.numbers.subarray(from, to) };
    case "days":
      return { ...column, days: column.days.subarray(from, to) };
    case "texts":
      return { ...column, texts: column.texts.slice(from, to) };
  }
}

/** The text that a cell would be in a row; undefined where it is empty. */
export function cellText(column: CensusColumn, row: number, input: Input | undefined): string | undefined {
  switch (column.kind) {
    case "names":
      return column.names[column.codes[row] ?? -1];
    case "numbers": {
      const value = column.numbers[row] ?? Number.NaN;
      return Number.isNaN(value) ? undefined : numberText(value, column.parts ?? 1, input);
    }
    case "days": {
      const day = column.days[row] ?? 0;
      return day === 0 || Number.isNaN(day) ? undefined : dayText(day);
    }
    case "texts":
      return column.texts[row];
  }
}

function dayText(day: number): string {
  const text = String(day).padStart(8, "0");
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
}

/** A number as a row says it: a percentage with its sign, since nothing else is meant by it. */
const numberText = (value: number, parts: number, input: Input | undefined): string =>
  `${decimalText(value, parts)}${input?.kind === "percent" ? "%" : ""}`;

/** A whole number of parts as a decimal without needless zeros. */
function decimalText(value: number, parts: number): string {
  const places = Math.round(Math.log10(parts));
  if (value % parts === 0) return String(value / parts);
  const digits = String(Math.abs(value)).padStart(places + 1, "0");
  return `${value < 0 ? "-" : ""}${digits.slice(0, -places)}.${digits.slice(-places).replace(/0+$/, "")}`;
}

/** How made code reads a slot of a census: of which list, by way of which codes, and what is known of it. */
export interface Source {
  readonly node: Whole;
  /** The numbers, one for each row; undefined where all rows say the same. */
  readonly numbers: Numbers | undefined;
  /** What each number stands for, where it is a code that is not the slot's own; that of an empty cell is the first. */
  readonly meanings: Int32Array | Float64Array | undefined;
}

const read = (slot: Slot, text: string | undefined): number => {
  const said = text?.trim() ?? "";
  return said === "" ? slot.empty : slot.read(said);
};

/** Finds how a slot is read of a column. */
export function sourceOf(
  at: number,
  slot: Slot,
  column: CensusColumn | undefined,
  rows: number,
  input: Input | undefined,
  known: KnownEnds,
): Source {
  if (!column) return fixed(slot.empty);
  if (column.kind === "names") return named(at, slot, column, rows, known);
  if (slot.use === "presence" && !hasEmpty(column, rows)) return fixed(0);
  const plain = slot.use === "input" && input ? plainNumbers(column, input, rows, known) : undefined;
  // An empty cell is not a number in the column, and none for the slot: else all cells are read.
  if (plain && (!plain.hasEmpty || Number.isNaN(slot.empty))) {
    const { low, high } = column.kind === "days" ? roundYears(plain) : roundUp(plain, slot.node);
    const node = slotNode(at, plain.hasEmpty ? "number" : "code", low, high);
    return { node, numbers: plain.numbers, meanings: undefined };
  }
  const numbers = readEach(slot, column, rows, input);
  return measured(at, numbers, undefined, numbers);
}

/** Bounds with some room, within those of the input: those of the next census are mostly the same then, and so is the code. */
function roundUp({ low, high }: Ends, own: Whole): Pick<Ends, "low" | "high"> {
  const beyond = (size: number) => (size === 0 ? 0 : 2 ** Math.ceil(Math.log2(size + 1)));
  const [least, most] = [low < 0 ? -beyond(-low) : 0, high < 0 ? 0 : beyond(high)];
  return { low: Math.max(least, Math.min(own.low, low)), high: Math.min(most, Math.max(own.high, high)) };
}

/** Days to the ends of their decade. */
function roundYears({ low, high }: Ends): Pick<Ends, "low" | "high"> {
  const decade = (day: number) => Math.floor(day / 100_000) * 100_000;
  return { low: decade(low) + 101, high: decade(high) + 91_231 };
}

function hasEmpty(column: CensusColumn, rows: number): boolean {
  for (let i = 0; i < rows; i++) {
    if (column.kind === "days" && (column.days[i] || 0) === 0) return true;
    if (column.kind === "numbers" && Number.isNaN(column.numbers[i] ?? Number.NaN)) return true;
    if (column.kind === "texts" && (column.texts[i] ?? "").trim() === "") return true;
  }
  return false;
}

/** Reads cells one by one, as a row would say them. Of numbers each is read once. */
function readEach(slot: Slot, column: CensusColumn, rows: number, input: Input | undefined): Float64Array {
  const result = new Float64Array(rows);
  const known = new Map<number, number>();
  for (let i = 0; i < rows; i++) {
    const number =
      column.kind === "numbers" ? column.numbers[i] : column.kind === "days" ? column.days[i] : undefined;
    const before = number === undefined ? undefined : known.get(number);
    const value = before ?? read(slot, cellText(column, i, input));
    if (before === undefined && number !== undefined) known.set(number, value);
    result[i] = value;
  }
  return result;
}

/** What stands for a number that is the same for everybody. */
export const fixedNode = (value: number): Whole =>
  Number.isNaN(value) ? need(NEVER, whole(0)) : whole(value);

const fixed = (value: number): Source => ({
  node: fixedNode(value),
  numbers: undefined,
  meanings: undefined,
});

/** Codes are read once for each name, and an empty cell for all. */
function named(
  at: number,
  slot: Slot,
  { codes, names }: CensusColumn & { readonly kind: "names" },
  rows: number,
  known: KnownEnds,
): Source {
  const meanings = [slot.empty, ...names.map((name) => read(slot, name))];
  const found = known.codesOf(codes, names.length, rows);
  const plain = found === "or stray" ? withinNames(codes, names.length, rows) : codes;
  const used = Float64Array.from(found === "all" ? meanings.slice(1) : meanings);
  const isOwn = meanings.every((meaning, code) => meaning === code - 1);
  const isSmall = meanings.every((meaning) => Number.isInteger(meaning) && Math.abs(meaning) < 2 ** 31);
  return measured(at, plain, isOwn ? undefined : (isSmall ? Int32Array : Float64Array).from(meanings), used);
}

/** As many codes as rows, of which each that has no name is -1. */
const withinNames = (codes: Numbers, names: number, rows: number): Int32Array =>
  Int32Array.from({ length: rows }, (_, row) => {
    const code = codes[row] ?? -1;
    return code >= 0 && code < names && Number.isInteger(code) ? code : -1;
  });

/** A source whose bounds are those of the values that stand in it. */
function measured(at: number, numbers: Numbers, meanings: Source["meanings"], values: Float64Array): Source {
  const bounds = endsOf(values, values.length);
  if (bounds && !bounds.hasEmpty && bounds.low === bounds.high) return fixed(bounds.low);
  // Where no row has a value, none is read.
  if (!bounds) return fixed(Number.NaN);
  const node = slotNode(at, bounds.hasEmpty ? "number" : "code", bounds.low, bounds.high);
  return { node, numbers, meanings };
}

interface Plain extends Ends {
  readonly numbers: Numbers;
}

/** The numbers of a column when they are in the parts that the input is read in, and none is refused. */
function plainNumbers(column: CensusColumn, input: Input, rows: number, known: KnownEnds): Plain | undefined {
  const numbers = ownNumbers(column, input);
  const bounds = numbers && known.of(numbers, rows);
  if (!numbers || !bounds) return undefined;
  if (column.kind === "days" && !areDays(numbers, rows)) return undefined;
  const parts = isFigure(input) ? partsOf(input) : 1;
  const isRead = (value: number): boolean => {
    const text = column.kind === "days" ? dayText(value) : numberText(value, parts, input);
    return Math.abs(value) <= MOST_READ && attempt(() => readInput(input, text)).ok;
  };
  // Every number between two that are read is read as well: a range has no holes.
  return isRead(bounds.low) && isRead(bounds.high) ? { numbers, ...bounds } : undefined;
}

function ownNumbers(column: CensusColumn, input: Input): Numbers | undefined {
  if (column.kind === "days") return input.kind === "date" ? column.days : undefined;
  if (column.kind !== "numbers" || !isFigure(input) || input.choices) return undefined;
  const own = partsOf(input);
  const parts = column.parts ?? 1;
  if (parts === own) return column.numbers;
  if (own % parts !== 0) return undefined;
  const times = own / parts;
  return Float64Array.from(column.numbers, (value) => value * times);
}

/** For each month and day, such as 301, whether it is in every year. */
const IN_EVERY_YEAR = new Uint8Array(10_000);
for (const [i, days] of [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].entries())
  IN_EVERY_YEAR.fill(1, 100 * (i + 1) + 1, 100 * (i + 1) + days + 1);

/** Whether all numbers are days of the calendar. */
function areDays(days: Numbers, rows: number): boolean {
  for (let i = 0; i < rows; i++) {
    const value = days[i] ?? 0;
    if (IN_EVERY_YEAR[value % 10_000] !== 1 && !isDay(dayText(value))) return false;
  }
  return true;
}
