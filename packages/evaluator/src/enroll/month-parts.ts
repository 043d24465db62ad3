import Fraction from "fraction.js";
import { firstDay, lastDay, type Month, monthOf, monthText } from "../settle/calendar.js";
import { NEVER } from "../points.js";
import type { BookRules } from "./rules.js";

type Rule = NonNullable<BookRules["premium"]>;

/** A stretch of cover, both days held; `ends` may be never. */
export interface Stretch {
  readonly begins: string;
  readonly ends: string;
}

/** A month in which cover begins or ends, and what part of its premium is due. */
export interface MonthPart {
  /** `2015-03`. */
  readonly month: string;
  /** The first day of it with cover. */
  readonly day: string;
  readonly part: Fraction;
  /** `16 of 31 days`. */
  readonly words: string;
}

/** The months in which cover begins or ends, in order. Stretches do not overlap. */
export function monthParts(rule: Rule, stretches: readonly Stretch[]): MonthPart[] {
  const held = stretches.filter(({ begins, ends }) => begins <= ends);
  const months = held.flatMap(({ begins, ends }) => [
    monthOf(begins),
    ...(ends === NEVER ? [] : [monthOf(ends)]),
  ]);
  return [...new Set(months)]
    .sort((a, b) => a - b)
    .map((month) => {
      const days = daysOf(month, held);
      return { month: monthText(month), day: dayIn(month, days[0] ?? 1), ...partOf(rule, month, days) };
    });
}

const dayIn = (month: Month, day: number): string => `${monthText(month)}-${String(day).padStart(2, "0")}`;

const lengthOf = (month: Month): number => Number(lastDay(month).slice(8));

/** The days of a month with cover, by number, in order. */
function daysOf(month: Month, stretches: readonly Stretch[]): number[] {
  const [first, last] = [firstDay(month), lastDay(month)];
  const days = stretches.flatMap(({ begins, ends }) => {
    if (begins > last || ends < first) return [];
    const from = begins > first ? Number(begins.slice(8)) : 1;
    const to = ends < last ? Number(ends.slice(8)) : lengthOf(month);
    return Array.from({ length: to - from + 1 }, (_, i) => from + i);
  });
  return [...new Set(days)].sort((a, b) => a - b);
}

function partOf(
  rule: Rule,
  month: Month,
  days: readonly number[],
): { readonly part: Fraction; readonly words: string } {
  switch (rule.kind) {
    case "whole":
      return { part: new Fraction(1), words: "the whole month" };
    case "by_day": {
      const length = lengthOf(month);
      return { part: new Fraction(days.length, length), words: `${days.length} of ${length} days` };
    }
    case "halves": {
      const halves = [days.some((day) => day < rule.from), days.some((day) => day >= rule.from)];
      const touched = halves.filter((one) => one).length;
      return { part: new Fraction(touched, 2), words: touched === 2 ? "the whole month" : "half a month" };
    }
  }
}
