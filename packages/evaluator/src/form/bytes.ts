import type { Input } from "../inputs.js";
import { isFigure, MOST_READ, partsOf } from "./slots.js";
import { placesOf, writerOf } from "./text.js";

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

/** Writes a figure into bytes from a place on, and answers where it ends. There must be room for `MOST_BYTES`. */
export type WriteFigure = (number: number, bytes: Uint8Array, at: number) => number;

/** No figure that columns hold is longer. */
export const MOST_BYTES = 32;

/** Numbers of units below this are written as whole numbers of 32 bits. */
const QUICK = 2 ** 31;

/** Makes what writes figures of so many parts with at least so many decimals, to the character as texts of them are. */
export function figureBytes(parts: number, least: number): WriteFigure {
  const text = writerOf(parts, least);
  const long: WriteFigure = (number, bytes, at) => asciiInto(text(number), bytes, at);
  const own = placesOf(parts);
  if (own === undefined) return long;
  const places = Math.max(own, least);
  const power = 10 ** places;
  const scale = power / parts;
  return (number, bytes, at) => {
    const units = number * scale;
    return units >= 0 && units < QUICK
      ? unitsInto(units | 0, power | 0, places, least, bytes, at)
      : long(number, bytes, at);
  };
}

function unitsInto(
  units: number,
  power: number,
  places: number,
  least: number,
  bytes: Uint8Array,
  at: number,
): number {
  const whole = (units / power) | 0;
  let end = wholeInto(whole, bytes, at);
  let rest = units - whole * power;
  let left = places;
  while (left > least && rest % 10 === 0) {
    rest = (rest / 10) | 0;
    left--;
  }
  if (left === 0) return end;
  bytes[end++] = POINT;
  for (let i = end + left - 1; i >= end; i--) {
    const tenth = (rest / 10) | 0;
    bytes[i] = ZERO + rest - tenth * 10;
    rest = tenth;
  }
  return end + left;
}

function wholeInto(whole: number, bytes: Uint8Array, at: number): number {
  let length = 1;
  for (let beyond = 10; beyond <= whole; beyond *= 10) length++;
  let rest = whole;
  for (let i = at + length - 1; i >= at; i--) {
    const tenth = (rest / 10) | 0;
    bytes[i] = ZERO + rest - tenth * 10;
    rest = tenth;
  }
  return at + length;
}

function asciiInto(text: string, bytes: Uint8Array, at: number): number {
  for (let i = 0; i < text.length; i++) bytes[at + i] = text.charCodeAt(i);
  return at + text.length;
}
