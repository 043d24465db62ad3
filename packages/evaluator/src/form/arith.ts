import type { RoundingMode } from "../exact.js";

/** Rounds the quotient of two whole numbers, the second above zero, to a whole number. Both are exact in a double. */
export function roundQuotient(a: number, by: number, mode: RoundingMode): number {
  const magnitude = Math.abs(a);
  const cut = Math.floor(magnitude / by);
  const rest = magnitude - cut * by;
  const result = cut + (upwards(cut, 2 * rest - by, rest, mode) ? 1 : 0);
  return a < 0 ? 0 - result : result;
}

/** `half` is below zero where less than a half is left over. */
function upwards(cut: number, half: number, rest: number, mode: RoundingMode): boolean {
  switch (mode) {
    case "up":
      return rest > 0;
    case "down":
      return false;
    case "half_up":
      return half >= 0;
    case "half_down":
      return half > 0;
    case "half_even":
      return half > 0 || (half === 0 && cut % 2 === 1);
  }
}

/** How many of the steps, which ascend, a number reaches. */
export function countReached(value: number, steps: ArrayLike<number>): number {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The days since 1 March of the year 0 of a day such as 20150301. */
function dayCount(day: number): number {
  const month = Math.floor(day / 100) % 100;
  const year = Math.floor(day / 10_000) - (month <= 2 ? 1 : 0);
  const ofYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + (day % 100) - 1;
  return 365 * year + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400) + ofYear;
}

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** A birthday on 29 February falls on 1 March in other years. */
function birthdayIn(birth: number, year: number): number {
  const day = birth % 10_000;
  return year * 10_000 + (day === 229 && !isLeap(year) ? 301 : day);
}

/** The age at the birthday that is nearest; of two as near, the earlier. Not a number before the birth. */
export function nearestAge(birth: number, on: number): number {
  const years = completedAge(birth, on);
  const born = Math.floor(birth / 10_000);
  const last = dayCount(on) - dayCount(birthdayIn(birth, born + years));
  const next = dayCount(birthdayIn(birth, born + years + 1)) - dayCount(on);
  return next < last ? years + 1 : years;
}

/** Completed years on a day. Not a number before the birth. */
export const completedAge = (birth: number, on: number): number =>
  birth > on ? Number.NaN : Math.floor((on - birth) / 10_000);
