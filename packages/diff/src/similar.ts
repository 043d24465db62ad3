import Fraction from "fraction.js";
import { decimal } from "./exact.js";
import { isObject } from "./say.js";

/** What a thing says, as lines such as `/benefits/limits/most/value=1000`; numbers in lists are left out. */
export function facts(value: unknown, skip: ReadonlySet<string> = new Set(), at = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => facts(item, skip, at));
  if (isObject(value)) {
    return Object.entries(value).flatMap(([key, inner]) =>
      inner === undefined || skip.has(`${at}/${key}`) ? [] : facts(inner, skip, `${at}/${key}`),
    );
  }
  return [`${at}=${String(value)}`];
}

/** How much two lists have in common: what is in both, of what is in either. */
export function shared(a: readonly string[], b: readonly string[]): Fraction {
  const counts = new Map<string, number>();
  for (const fact of a) counts.set(fact, (counts.get(fact) ?? 0) + 1);
  let both = 0;
  for (const fact of b) {
    const left = counts.get(fact) ?? 0;
    if (left === 0) continue;
    counts.set(fact, left - 1);
    both += 1;
  }
  const either = a.length + b.length - both;
  return either === 0 ? new Fraction(0) : new Fraction(both, either);
}

/** 0.8333… as `83`: rounded down, so that only what is equal is 100. */
export const percentOf = (share: Fraction): string => decimal(share.mul(100).floor(), 0);
