import { type Book, type CensusColumn, cellText } from "@planwright/evaluator";

/** What the program says of a column, where it is an input. */
export type Input = NonNullable<ReturnType<Book["prepared"]["inputs"]["get"]>>;

/** Rows whose cell is not the value that it stands for, or is none, with why. */
export type Faults = ReadonlyMap<number, string>;

/** A column of a file as a census has it. A cell with a fault is empty in it. */
export interface ReadColumn {
  readonly column: CensusColumn;
  readonly faults: Faults;
}

export const NO_FAULTS: Faults = new Map();

export const whole = (column: CensusColumn): ReadColumn => ({ column, faults: NO_FAULTS });

/** A column of which no row says anything. */
export const emptyColumn = (rows: number): ReadColumn =>
  whole({ kind: "names", codes: new Int8Array(rows).fill(-1), names: [] });

/** Parts in which numbers are told at most: of a millionth. */
const MOST_PLACES = 6;
const POWERS = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];

/** The decimals in which the evaluator reads an input the quick way. */
const OWN_PLACES: Readonly<Record<string, number>> = { money: 2, percent: 3, number: 2, duration: 2 };

const ownPlaces = (input: Input | undefined): number => (input ? (OWN_PLACES[input.kind] ?? 0) : 0);

/** Numbers of fewer places first: those in which the input is read, then more of them. */
const placesFor = (input: Input | undefined): readonly number[] => {
  const own = ownPlaces(input);
  return [own, ...POWERS.keys()].filter((places, i) => i === 0 || places > own);
};

/**
 * Numbers of a column as a census has them. A percentage below one, which could be a share as well, is told as it is
 * written, so that it is asked about as in a census of texts.
 */
export function numbersColumn(
  numbers: Float64Array,
  parts: number,
  input: Input | undefined,
  faults: Faults = NO_FAULTS,
): ReadColumn {
  const column: CensusColumn = { kind: "numbers", numbers, parts };
  if (input?.kind !== "percent" || !numbers.some((value) => value !== 0 && Math.abs(value) < parts))
    return { column, faults };
  const texts = Array.from(numbers, (_, row) => cellText(column, row, undefined));
  return { column: { kind: "texts", texts }, faults };
}

/** How exactly a float tells a decimal: whole numbers of parts below this lie further apart than floats do. */
const MOST_UNITS = { double: 2 ** 51, single: 2 ** 23 } as const;

/**
 * Floats as the decimals that they stand for. A float stands for a decimal with at most six places when it is the float
 * next to that and to no other; what stands for none, such as 0.30000000000000004, has a fault, and is never rounded.
 * Empty cells are told by `isEmpty`.
 */
export function floatsColumn(
  values: ArrayLike<number>,
  isEmpty: (row: number) => boolean,
  input: Input | undefined,
  precision: keyof typeof MOST_UNITS,
): ReadColumn {
  const numbers = new Float64Array(values.length);
  for (const places of placesFor(input)) {
    const parts = POWERS[places] ?? 1;
    const faults = inParts(values, isEmpty, precision, parts, numbers, places === MOST_PLACES);
    if (faults) return numbersColumn(numbers, parts, input, faults);
  }
  return emptyColumn(values.length);
}

/** The number that the bits of a half float are. */
export function halfFloat(bits: number): number {
  const sign = bits >> 15 === 0 ? 1 : -1;
  const exponent = (bits >> 10) & 0x1f;
  const rest = bits & 0x3ff;
  if (exponent === 0) return sign * 2 ** -24 * rest;
  if (exponent === 0x1f) return rest === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * 2 ** (exponent - 15) * (1 + rest / 1024);
}

/** Writes floats as whole numbers of parts. Where one is none: undefined, or its fault where these are the last parts. */
function inParts(
  values: ArrayLike<number>,
  isEmpty: (row: number) => boolean,
  precision: keyof typeof MOST_UNITS,
  parts: number,
  into: Float64Array,
  isLast: boolean,
): Faults | undefined {
  const most = MOST_UNITS[precision];
  const faults = new Map<number, string>();
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? Number.NaN;
    const units = Math.round(value * parts);
    const near = units / parts;
    const isExact =
      near === value || (precision === "single" && Math.abs(units) < most && Math.fround(near) === value);
    if (isEmpty(row)) into[row] = Number.NaN;
    else if (isExact && Math.abs(units) <= MOST_UNITS.double) into[row] = units === 0 ? 0 : units;
    else if (!isLast && Number.isFinite(value)) return undefined;
    else {
      into[row] = Number.NaN;
      faults.set(row, floatFault(value));
    }
  }
  return faults;
}

function floatFault(value: number): string {
  if (!Number.isFinite(value)) return `${value} is no number; an empty cell is null.`;
  return `${value} is a float that stands for no decimal of at most ${MOST_PLACES} places. Write the column as decimals or texts.`;
}

/** Whole numbers of parts, read one by one as large as they may be: a row that is empty gives nothing. */
export function unitsColumn(
  rows: number,
  unitsAt: (row: number) => number | bigint | undefined,
  places: number,
  input: Input | undefined,
): ReadColumn {
  const numbers = new Float64Array(rows);
  let isSafe = places >= 0 && places <= 15;
  for (let row = 0; isSafe && row < rows; row++) {
    const units = unitsAt(row);
    numbers[row] = units === undefined ? Number.NaN : Number(units);
    if (units !== undefined && !Number.isSafeInteger(numbers[row])) isSafe = false;
  }
  if (isSafe) return fewerPlaces(numbers, places, input);
  const texts = Array.from({ length: rows }, (_, row) => {
    const units = unitsAt(row);
    return units === undefined ? undefined : decimalText(BigInt(units), places);
  });
  return whole({ kind: "texts", texts });
}

/** The same numbers in the parts that the input is read in, where that is exact. */
function fewerPlaces(numbers: Float64Array, places: number, input: Input | undefined): ReadColumn {
  const own = Math.min(ownPlaces(input), places);
  const over = 10 ** (places - own);
  if (over > 1 && numbers.every((value) => Number.isNaN(value) || value % over === 0))
    return numbersColumn(
      numbers.map((value) => value / over),
      10 ** own,
      input,
    );
  return numbersColumn(numbers, 10 ** places, input);
}

/** A decimal of so many places, without needless zeros. Places below zero are zeros before the point. */
export function decimalText(units: bigint, places: number): string {
  if (places <= 0) return String(units * 10n ** BigInt(-places));
  const digits = String(units < 0n ? -units : units).padStart(places + 1, "0");
  const rest = digits.slice(-places).replace(/0+$/, "");
  const sign = units < 0n ? "-" : "";
  return `${sign}${digits.slice(0, -places)}${rest === "" ? "" : `.${rest}`}`;
}

/** Yes and no, as truths are written. */
export const truthsColumn = (
  rows: number,
  truthAt: (row: number) => boolean | null | undefined,
): ReadColumn => {
  const codes = new Int8Array(rows);
  for (let row = 0; row < rows; row++) {
    const truth = truthAt(row);
    codes[row] = truth === true ? 0 : truth === false ? 1 : -1;
  }
  return whole({ kind: "names", codes, names: ["yes", "no"] });
};
