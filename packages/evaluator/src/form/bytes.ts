import type { Input } from "../inputs.js";
import { isFigure, MOST_READ, partsOf } from "./slots.js";
import { MOST_PLACES, placesOf, writerOf } from "./text.js";

/** How a column of a census may be told where its cells are many different ones: days, or whole numbers of parts. */
export type ManyCells = { readonly kind: "days" } | { readonly kind: "numbers"; readonly parts: number };

/**
 * How the cells of an input may be told in columns. Undefined where a cell must be read as it is written: a percentage with
 * and without its sign are two things.
 */
export function manyCells(input: Input | undefined): ManyCells | undefined {
  if (input?.kind === "date") return { kind: "days" };
  if (!input || !isFigure(input) || input.kind === "percent" || input.choices) return undefined;
  return { kind: "numbers", parts: partsOf(input) };
}

const ZERO = 48;
const POINT = 46;
const DASH = 45;
/** A double holds every whole number of so many digits. */
const DIGITS = 15;
/** Not read: the cell is written in another way. */
export const UNREAD = -1;

/** A decimal written plainly, `87.5`, in parts, a power of ten; `UNREAD` where it is written otherwise. */
export function decimalIn(bytes: Uint8Array, from: number, to: number, parts: number): number {
  if (to - from > DIGITS || to === from || bytes[from] === POINT) return UNREAD;
  let value = 0;
  let left = parts;
  let hasPoint = false;
  for (let i = from; i < to; i++) {
    const digit = (bytes[i] ?? 0) - ZERO;
    if (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
      if (hasPoint) left /= 10;
    } else if (bytes[i] === POINT && !hasPoint && i < to - 1) hasPoint = true;
    else return UNREAD;
  }
  return left >= 1 && value * left <= MOST_READ ? value * left : UNREAD;
}

/** `2015-03-01` as 20150301; `UNREAD` where it is written otherwise. Whether there is such a day is not asked. */
export function dayIn(bytes: Uint8Array, from: number, to: number): number {
  if (to - from !== 10 || bytes[from + 4] !== DASH || bytes[from + 7] !== DASH) return UNREAD;
  let day = 0;
  for (let i = from; i < to; i++) {
    if (i === from + 4 || i === from + 7) continue;
    const digit = (bytes[i] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) return UNREAD;
    day = day * 10 + digit;
  }
  return day === 0 ? UNREAD : day;
}

/** No figure that columns hold is longer; some bytes after it may be written over. */
export const MOST_BYTES = 32;

/** Numbers of units below this are written as whole numbers of 32 bits. */
const QUICK = 2 ** 31;
/** Below it every whole number is a number. */
const MOST_EXACT = 2 ** 52;

/** Four digits are written at once. */
const GROUP = 10_000;
/** Of each number below that its four digits, as the bytes of one number; and how many there are after zeros. */
const DIGITS_OF = new Int32Array(GROUP);
const LENGTH_OF = new Uint8Array(GROUP);

/** Fills them when they are first wanted: most commands write no figure so. */
function fillDigits(): void {
  if (LENGTH_OF[0] !== 0) return;
  for (let number = 0; number < GROUP; number++) {
    let rest = number;
    for (let place = 0; place < 4; place++) {
      DIGITS_OF[number] = (DIGITS_OF[number] ?? 0) | ((ZERO + (rest % 10)) << (8 * place));
      rest = Math.floor(rest / 10);
    }
    LENGTH_OF[number] = String(number).length;
  }
}

/** Writes figures of so many parts with at least so many decimals, to the character as texts of them are. */
export class FigureBytes {
  /** The decimals that are told at most, and how many units of the last one make one. */
  private readonly places: number;
  private readonly power: number;
  /** Units of a part; not a number where a figure need not end with them. */
  private readonly scale: number;
  private readonly text: (number: number) => string;

  constructor(
    private readonly parts: number,
    private readonly least: number,
  ) {
    fillDigits();
    this.text = writerOf(parts, least);
    const places = placesOf(parts);
    this.places = Math.max(places ?? MOST_PLACES, least);
    this.power = 10 ** this.places;
    this.scale = places === undefined ? Number.NaN : this.power / parts;
  }

  /** Writes a figure from a place on, and answers where it ends. There must be room for `MOST_BYTES`. */
  write(number: number, into: DataView, at: number): number {
    const { places, least, power } = this;
    const units = number * this.scale;
    if (!(units >= 0 && units < QUICK)) return this.unending(number, into, at);
    if (places === 0) return wholeInto(units | 0, into, at);
    if (places === 2 && least === 2) return hundredthsInto(units | 0, into, at);
    const whole = (units / power) | 0;
    const rest = (units | 0) - whole * power;
    return decimalsInto(rest | 0, places, least, into, wholeInto(whole, into, at));
  }

  /** A figure whose decimals need not end is rounded half up to the last that is told. */
  private unending(number: number, into: DataView, at: number): number {
    const { parts, least, power } = this;
    const whole = Math.floor(number / parts);
    const scaled = (number - whole * parts) * power;
    const rest = Math.floor((2 * scaled + parts) / (2 * parts));
    const isExact = number >= 0 && whole < QUICK && 2 * scaled + parts <= MOST_EXACT;
    if (!Number.isNaN(this.scale) || !isExact || rest === power)
      return asciiInto(this.text(number), into, at);
    return decimalsInto(rest | 0, this.places, least, into, wholeInto(whole | 0, into, at));
  }
}

function wholeInto(whole: number, into: DataView, at: number): number {
  if (whole >= GROUP) return groupsInto(whole, into, at);
  const length = LENGTH_OF[whole] ?? 0;
  into.setInt32(at, (DIGITS_OF[whole] ?? 0) << (32 - 8 * length));
  return at + length;
}

function groupsInto(whole: number, into: DataView, at: number): number {
  const groups = (whole / GROUP) | 0;
  const end = wholeInto(groups, into, at);
  into.setInt32(end, DIGITS_OF[whole - groups * GROUP] ?? 0);
  return end + 4;
}

function hundredthsInto(units: number, into: DataView, at: number): number {
  const whole = (units / 100) | 0;
  const end = wholeInto(whole, into, at);
  // The two digits stand at the end of four, and the point takes the place of the one before them.
  const digits = DIGITS_OF[units - whole * 100] ?? 0;
  into.setInt32(end, (POINT << 24) | ((digits & 0xffff) << 8));
  return end + 3;
}

/** Writes a point and so many decimals, without needless zeros at their end. */
function decimalsInto(decimals: number, places: number, least: number, into: DataView, at: number): number {
  let rest = decimals;
  let left = places;
  while (left > least && rest % 10 === 0) {
    rest = (rest / 10) | 0;
    left--;
  }
  if (left === 0) return at;
  into.setUint8(at, POINT);
  for (let i = at + left; i > at; i--) {
    const tenth = (rest / 10) | 0;
    into.setUint8(i, ZERO + rest - 10 * tenth);
    rest = tenth;
  }
  return at + 1 + left;
}

function asciiInto(text: string, into: DataView, at: number): number {
  for (let i = 0; i < text.length; i++) into.setUint8(at + i, text.charCodeAt(i));
  return at + text.length;
}
