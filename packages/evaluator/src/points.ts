import type { DateTest, Expression, Point } from "@planwright/ratebook";
import type Fraction from "fraction.js";
import { addDays, addMonths } from "./claims/days.js";
import { firstOfMonth } from "./ages.js";
import { readDay } from "./inputs.js";
import { refuse } from "./refusal.js";

/** What a point is asked of. */
export interface PointFacts {
  /** The day of an event; refuses where nothing says it. */
  event(ref: string): string;
  /** The length of a duration. */
  figure(e: Expression): Fraction;
  /** The date of birth of the person whom the line is about. */
  birth(): string;
  /** The reading of the convention `month arithmetic`. */
  readonly arithmetic: string | undefined;
  readonly contractYear: { readonly month: number; readonly day: number } | undefined;
}

/** After every day. */
export const NEVER = "never";

type Relation = (DateTest & { readonly kind: "compare" })["relation"];

/** Compares two days; `never`, the last in the order of texts, is after every day. */
export function relates(day: string, relation: Relation, other: string): boolean {
  switch (relation) {
    case "before":
      return day < other;
    case "after":
      return day > other;
    case "on_or_before":
      return day <= other;
    case "on_or_after":
      return day >= other;
  }
}

/** Nobody waits longer, in months or days. */
const LONGEST = 10_000;

/** The day of a point, `2015-03-02`, or `never`. Refuses where an event is missing. */
export function pointOn(point: Point, facts: PointFacts): string {
  switch (point.op) {
    case "event":
      return facts.event(point.ref);
    case "day":
      return readDay("date", point.day);
    case "never":
      return NEVER;
    case "birthday":
      return birthday(facts.birth(), point.nth);
    case "earlier":
    case "later":
      return pick(point.op, pointOn(point.a, facts), pointOn(point.b, facts));
    case "plus":
      return after(pointOn(point.at, facts), (day) => plus(day, point, facts));
    case "first_of_month":
      return after(pointOn(point.after, facts), (day) => firstOfNthMonth(day, point.nth, point.strict));
    case "first_of_year":
      return after(pointOn(point.after, facts), (day) => firstOfYear(day, point, point.strict));
    case "last_day":
      return after(pointOn(point.at, facts), (day) => lastDay(day, point.of, facts));
    case "before":
      return after(pointOn(point.at, facts), (day) => addDays(day, -1));
    case "after":
      return after(pointOn(point.at, facts), (day) => addDays(day, 1));
  }
}

function after(day: string, move: (day: string) => string): string {
  if (day === NEVER) return NEVER;
  const moved = move(day);
  if (!/^\d{4}-/.test(moved)) refuse("date", `${moved} is outside the years that a plan can name.`);
  return moved;
}

/** The nth birthday. One on 29 February falls on 1 March in other years. */
export function birthday(birth: string, nth: number): string {
  return addMonths(birth, 12 * nth, "next_month");
}

function pick(which: "earlier" | "later", a: string, b: string): string {
  if (a === NEVER) return which === "later" ? NEVER : b;
  if (b === NEVER) return which === "later" ? NEVER : a;
  return (which === "later") === a > b ? a : b;
}

function plus(day: string, point: Point & { op: "plus" }, facts: PointFacts): string {
  const length = facts.figure(point.length);
  if (length.d !== 1n || length.compare(LONGEST) > 0 || length.compare(-LONGEST) < 0) {
    refuse(
      "duration",
      `${length.toString()} is no whole number of ${point.unit}s that can be added to a day.`,
    );
  }
  const count = Number(length.n * length.s);
  return point.unit === "day" ? addDays(day, count) : addMonths(day, count, facts.arithmetic);
}

function firstOfNthMonth(day: string, nth: number, strict: boolean): string {
  const first = firstOfMonth(day);
  const isFirst = first === day && !strict;
  return addMonths(first, isFirst ? nth - 1 : nth, undefined);
}

interface DayOfYear {
  readonly month: number;
  readonly day: number;
}

const inYear = (year: number, { month, day }: DayOfYear): string =>
  `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;

/** The first such day of a year after a day, or on it where `strict` is not. */
export function firstOfYear(day: string, of: DayOfYear, strict: boolean): string {
  const year = Number(day.slice(0, 4));
  const own = inYear(year, of);
  return own > day || (own === day && !strict) ? own : inYear(year + 1, of);
}

function lastDay(day: string, of: (Point & { op: "last_day" })["of"], facts: PointFacts): string {
  switch (of) {
    case "month":
      return addDays(firstOfNthMonth(day, 1, true), -1);
    case "calendar_year":
      return `${day.slice(0, 4)}-12-31`;
    case "contract_year": {
      const begin = facts.contractYear ?? refuse("contract year", "Nothing says when contract years begin.");
      return addDays(firstOfYear(day, begin, true), -1);
    }
  }
}
