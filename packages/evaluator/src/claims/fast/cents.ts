import type Fraction from "fraction.js";
import type { RoundingMode } from "../../exact.js";
import { FEW_DIGITS, plainDecimal } from "../../form/slots.js";

/** Money as whole cents, in numbers that JavaScript keeps exactly. What passes them is paid in exact fractions. */

/** Thrown where the quick way does not hold: the household is then paid the exact way. It says nothing of the claim. */
export const BEYOND = Symbol("beyond the quick way");
/** Thrown where a value cannot be known: the exact way says why. */
export const REFUSED = Symbol("refused");

export function beyond(): never {
  throw BEYOND;
}

export function refused(): never {
  throw REFUSED;
}

/** A charge may have so many cents: then no sum over the lines of a household passes what is exact. */
const MOST_CENTS = 10_000_000_000;

const POINT = 46;
const ZERO_DIGIT = 48;

/** Cents of `"120"`, `"120.5"` or `"120.50"`; -1 of any other text. */
export function plainCents(text: string): number {
  const { length } = text;
  // Most amounts are short, and read in one way everywhere.
  if (length > 0 && length <= FEW_DIGITS) {
    const plain = plainDecimal(text, 2);
    return plain <= MOST_CENTS ? plain : -1;
  }
  let cents = 0;
  let decimals = -1;
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code === POINT && decimals < 0 && i > 0) decimals = 0;
    else {
      const digit = code - ZERO_DIGIT;
      if (digit < 0 || digit > 9 || decimals >= 2) return -1;
      cents = cents * 10 + digit;
      if (decimals >= 0) decimals++;
    }
  }
  if (length === 0 || length > 13 || decimals === 0) return -1;
  const whole = decimals === 2 ? cents : decimals === 1 ? cents * 10 : cents * 100;
  return whole <= MOST_CENTS ? whole : -1;
}

/** A whole number of at most six digits; -1 of any other text. */
export function plainCount(text: string): number {
  const { length } = text;
  if (length === 0 || length > 6) return -1;
  let count = 0;
  for (let i = 0; i < length; i++) {
    const digit = text.charCodeAt(i) - ZERO_DIGIT;
    if (digit < 0 || digit > 9) return -1;
    count = count * 10 + digit;
  }
  return count;
}

/** A whole number as numbers are written: `"17"`, not `"017"`; -1 of any other text. */
export const plainNumber = (text: string): number =>
  text.charCodeAt(0) === ZERO_DIGIT && text.length > 1 ? -1 : plainCount(text);

/** Cents of an amount that is a whole number of them. */
export function centsOf(value: Fraction): number {
  const cents = value.mul(100);
  if (cents.d !== 1n || cents.n > BigInt(Number.MAX_SAFE_INTEGER)) return beyond();
  return Number(cents.n) * Number(cents.s);
}

/** A figure that is a whole number. */
export function countOf(value: Fraction): number {
  if (value.d !== 1n || value.n > BigInt(Number.MAX_SAFE_INTEGER)) return beyond();
  return Number(value.n) * Number(value.s);
}

/** A share such as four fifths. */
export interface Ratio {
  readonly over: number;
  readonly under: number;
}

export function ratioOf({ s, n, d }: Fraction): Ratio {
  if (s < 0n || n > 1_000_000_000n || d > 1_000_000_000n) return beyond();
  return { over: Number(n), under: Number(d) };
}

/** A product of whole numbers that is exact. */
export function times(a: number, b: number): number {
  const product = a * b;
  return product <= Number.MAX_SAFE_INTEGER ? product : beyond();
}

/** Rounds as a program says, to a multiple of so many cents. */
export class Rounder {
  constructor(
    private readonly mode: RoundingMode,
    private readonly step: number,
  ) {}

  /** `a` times `over`, divided by `under`: whole numbers, none below zero. */
  share(a: number, over: number, under: number): number {
    const product = times(a, over);
    const divisor = this.step === 1 ? under : times(under, this.step);
    let whole = Math.floor(product / divisor);
    let rest = product - whole * divisor;
    // The quotient of two large numbers may have been rounded to its neighbour.
    if (rest < 0) {
      whole--;
      rest += divisor;
    } else if (rest >= divisor) {
      whole++;
      rest -= divisor;
    }
    if (rest !== 0 && this.isUp(whole, rest - (divisor - rest))) whole++;
    return whole * this.step;
  }

  /** `half` is above zero for a rest of more than a half, zero for a half. */
  private isUp(whole: number, half: number): boolean {
    switch (this.mode) {
      case "up":
        return true;
      case "down":
        return false;
      case "half_up":
        return half >= 0;
      case "half_down":
        return half > 0;
      case "half_even":
        return half > 0 || (half === 0 && whole % 2 === 1);
    }
  }
}

/** `"1234.50"` of 123450 cents. */
export function centsText(cents: number): string {
  if (cents < 0) return `-${centsText(-cents)}`;
  const whole = Math.floor(cents / 100);
  const rest = cents - whole * 100;
  return rest < 10 ? `${whole}.0${rest}` : `${whole}.${rest}`;
}
