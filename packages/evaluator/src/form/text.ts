import Fraction from "fraction.js";
import { decimal } from "../exact.js";

/** Amounts in hundredths below this are kept as texts. */
const MOST_KEPT = 1 << 18;
const KEPT: string[] = [];

/** Most decimals that a figure is written with. */
export const MOST_PLACES = 8;
const MOST_POWER = 10 ** MOST_PLACES;

function hundredths(number: number): string {
  const whole = Math.floor(number / 100);
  const rest = number - whole * 100;
  return rest < 10 ? `${whole}.0${rest}` : `${whole}.${rest}`;
}

/** The decimals of a figure in so many parts; undefined where it need not end within those that are written. */
export function placesOf(parts: number): number | undefined {
  for (let places = 0, power = 1; places <= MOST_PLACES; places++, power *= 10)
    if (power % parts === 0) return places;
  return undefined;
}

/** Makes a function that writes figures of so many parts as the reference does, with at least so many decimals. */
export function writerOf(parts: number, least: number): (number: number) => string {
  const places = placesOf(parts);
  const long = (number: number) => decimal(new Fraction(BigInt(number), BigInt(parts)), least);
  if (places === undefined) return (number) => unending(number, parts, least) ?? long(number);
  const power = 10 ** places;
  const scale = power / parts;
  if (places <= 2 && least === 2) {
    const byHundredths = (100 * scale) / power;
    return (number) => cents(number * byHundredths) ?? long(number);
  }
  return (number) => ending(number * scale, power, places, least) ?? long(number);
}

function cents(number: number): string | undefined {
  if (number >= 0 && number < MOST_KEPT) {
    const kept = KEPT[number];
    if (kept !== undefined) return kept;
    while (KEPT.length <= number) KEPT.push(hundredths(KEPT.length));
    return KEPT[number];
  }
  return number >= 0 && number <= Number.MAX_SAFE_INTEGER ? hundredths(number) : undefined;
}

/** A number of units of which `power` make one. */
function ending(units: number, power: number, places: number, least: number): string | undefined {
  if (!(units >= 0 && units <= Number.MAX_SAFE_INTEGER)) return undefined;
  const whole = Math.floor(units / power);
  return joined(whole, units - whole * power, places, least);
}

/** A figure whose decimals do not end, cut at the last that is written. */
function unending(number: number, parts: number, least: number): string | undefined {
  if (!(number >= 0)) return undefined;
  let whole = Math.floor(number / parts);
  const scaled = (number - whole * parts) * MOST_POWER;
  if (2 * scaled + parts > 2 ** 52) return undefined;
  let rest = Math.floor((2 * scaled + parts) / (2 * parts));
  if (rest === MOST_POWER) {
    whole++;
    rest = 0;
  }
  return joined(whole, rest, MOST_PLACES, least);
}

function joined(whole: number, rest: number, places: number, least: number): string {
  let left = places;
  let digits = rest;
  while (left > least && digits % 10 === 0) {
    digits /= 10;
    left--;
  }
  if (left === 0) return String(whole);
  const text = String(digits);
  return `${whole}.${"00000000".slice(text.length, left)}${text}`;
}
