/** What stands in the numbers of a column: each is looked at once, however many questions read the column. */

/** Numbers of a column, of any type that an array of the machine has. */
export type Numbers =
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint32Array
  | Int16Array
  | Uint16Array
  | Int8Array
  | Uint8Array;

/** The least and the largest of whole numbers, and whether some are none. */
export interface Ends {
  readonly low: number;
  readonly high: number;
  readonly hasEmpty: boolean;
}

/** What of codes are places in a list of names: all of them, all but -1 which stands for an empty cell, or not even these. */
export type Codes = "all" | "or empty" | "or stray";

/** What is known of the columns of one census while it is rated. */
export class KnownEnds {
  private readonly ends = new Map<Numbers, Ends | undefined>();
  /** Two columns may share their codes, and have other names. */
  private readonly codes = new Map<Numbers, { readonly names: number; readonly found: Codes }>();

  /** Undefined where a number has parts, all of them are none, or there are too few of them. */
  of(numbers: Numbers, rows: number): Ends | undefined {
    if (!this.ends.has(numbers)) this.ends.set(numbers, endsOf(numbers, rows));
    return this.ends.get(numbers);
  }

  /** Where there are fewer codes than rows, the cells of the rest are empty, and have no code that says so. */
  codesOf(codes: Numbers, names: number, rows: number): Codes {
    if (codes.length < rows) return "or stray";
    const known = this.codes.get(codes);
    if (known?.names === names) return known.found;
    const isShort = codes instanceof Int8Array && isAligned(codes);
    const found = isShort ? shortCodes(codes, names) : codesIn(codes, names);
    this.codes.set(codes, { names, found });
    return found;
  }
}

export function endsOf(numbers: Numbers, rows: number): Ends | undefined {
  if (numbers.length < rows) return undefined;
  if (numbers instanceof Float64Array || numbers instanceof Float32Array) return floatEnds(numbers, rows);
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < rows; i++) {
    const value = numbers[i] as number;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? { low, high, hasEmpty: false } : undefined;
}

/** What is not a number is neither below nor above another. */
function floatEnds(numbers: Float64Array | Float32Array, rows: number): Ends | undefined {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let hasEmpty = false;
  for (let i = 0; i < rows; i++) {
    const value = numbers[i] as number;
    if (value < low) low = value;
    if (value > high) high = value;
    if (value > Math.floor(value)) return undefined;
    // Once is enough: whether the next one is empty as well is as good as random, and guessing it wrongly takes long.
    if (!hasEmpty && Number.isNaN(value)) hasEmpty = true;
  }
  return low <= high ? { low, high, hasEmpty } : undefined;
}

function codesIn(codes: Numbers, names: number): Codes {
  let hasEmpty = false;
  const { length } = codes;
  for (let i = 0; i < length; i++) {
    const code = codes[i] as number;
    if (code >= 0 && code < names && code === Math.floor(code)) continue;
    if (code !== -1) return "or stray";
    hasEmpty = true;
  }
  return hasEmpty ? "or empty" : "all";
}

const isAligned = ({ byteOffset, length }: Int8Array): boolean => byteOffset % 4 === 0 && length % 4 === 0;

/** Codes of eight bits, four at a time. One more than a code is a byte from 0 for an empty cell to the count of the names. */
function shortCodes(codes: Int8Array, names: number): Codes {
  // The highest bit of each of four bytes, all bits below these, and one in each.
  const TOPS = 0x80808080 | 0;
  const BELOW = 0x7f7f7f7f;
  const ONES = 0x01010101;
  const most = Math.min(names, 127);
  const words = new Int32Array(codes.buffer, codes.byteOffset, codes.length / 4);
  const { length } = words;
  // Added to a byte that is above the most, it sets the highest bit of it; so does 127 to one that is not zero.
  const room = Math.imul(127 - most, ONES);
  let above = 0;
  let filled = TOPS;
  for (let i = 0; i < length; i++) {
    const word = words[i] as number;
    const next = ((word & BELOW) + ONES) ^ (word & TOPS);
    const low = next & BELOW;
    above |= next | (low + room);
    filled &= next | (low + BELOW);
  }
  if ((above & TOPS) !== 0) return names > most ? codesIn(codes, names) : "or stray";
  return (filled & TOPS) === TOPS ? "all" : "or empty";
}
