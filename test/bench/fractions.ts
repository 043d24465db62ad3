/** Exact fractions of whole numbers without bounds, and how many of what was rounded lay on the half of a cent. */
import type { Arithmetic } from "./peer-arithmetic.ts";

/** Above and below the line; below is more than zero. */
type Fraction = readonly [bigint, bigint];

export interface Fractions extends Arithmetic<Fraction> {
  /** Amounts that were rounded and lay on the half of a cent. */
  ties(): number;
  /** An amount that is a whole number of cents. */
  inCents(value: Fraction): bigint;
}

export function fractions(): Fractions {
  let ties = 0;
  return {
    of: (decimal) => {
      const [whole = "", part = ""] = decimal.split(".");
      return [BigInt(whole + part), 10n ** BigInt(part.length)];
    },
    plus: ([a, b], [c, d]) => [a * d + c * b, b * d],
    minus: ([a, b], [c, d]) => [a * d - c * b, b * d],
    times: ([a, b], [c, d]) => [a * c, b * d],
    over: ([a, b], [c, d]) => [a * d, b * c],
    least: (one, other) => (one[0] * other[1] < other[0] * one[1] ? one : other),
    cents: ([a, b]) => {
      // No amount of the census is below zero, so that half up is the next whole number of half cents, halved.
      const doubled = 200n * a;
      if (doubled % b === 0n && (doubled / b) % 2n === 1n) ties++;
      return [(doubled + b) / (2n * b), 100n];
    },
    ties: () => ties,
    inCents: ([a, b]) => {
      if ((a * 100n) % b !== 0n) throw new Error("an amount that was rounded is no whole number of cents");
      return (a * 100n) / b;
    },
  };
}
