import type { DateTest } from "@planwright/ratebook";
import type { Ask } from "./ask.js";
import { addDays, addMonths } from "./claims/days.js";
import { exact } from "./exact.js";
import { readDay } from "./inputs.js";
import { figureOf, type Questions, type Test } from "./expressions.js";
import { NEVER, type PointFacts, pointOn, relates } from "./points.js";
import { refuse } from "./refusal.js";

/**
 * What points are asked of a person. An event that has not happened is never, where `isOpen`; elsewhere it is refused
 * as missing.
 */
export function factsOf(ask: Ask, book: Questions, isOpen: boolean): PointFacts {
  const { program, conventions } = ask.book;
  return {
    event: (ref) => {
      const mark = Object.hasOwn(ask.marks, ref) ? ask.marks[ref] : undefined;
      if (mark !== undefined) return mark;
      if (ref === "program end") return readDay(ref, program.effective.to);
      if (ref.endsWith(OF_EMPLOYEE)) return ofEmployee(ask, ref.slice(0, -OF_EMPLOYEE.length), isOpen);
      if (ref.endsWith(" end")) return refuse(ref, `Nothing says when that is: ${ref}.`);
      return (isOpen ? ask.day(ref) : ask.value(ref).key) ?? NEVER;
    },
    figure: (e) => figureOf(e, book)(ask, undefined),
    birth: () => ask.value("birth").key,
    arithmetic: conventions.month_arithmetic?.reading,
    contractYear: program.contractYear,
  };
}

/** Behind an event in a line about a dependent: that of the employee. */
export const OF_EMPLOYEE = " of employee";

/** A day of the employee, asked of themselves; for a dependent it is among the days that are marked, where it is said. */
function ofEmployee(ask: Ask, id: string, isOpen: boolean): string {
  if (ask.ownFacts === undefined) return (isOpen ? ask.day(id) : ask.value(id).key) ?? NEVER;
  return isOpen ? NEVER : refuse(`${id} of employee`, `${id} of the employee is missing.`);
}

export function dateTestOf(test: DateTest, book: Questions): Test {
  switch (test.kind) {
    case "compare":
      return (ask) =>
        relates(ask.value(test.ref).key, test.relation, pointOn(test.point, factsOf(ask, book, false)));
    case "day_of_month":
      return (ask) => {
        const day = ask.day(test.ref);
        if (day === undefined || day === NEVER) return false;
        const number = Number(day.slice(8));
        return number >= test.from && number <= test.to;
      };
    case "day_of_year":
      return (ask) => {
        const day = ask.day(test.ref)?.slice(5);
        if (day === undefined) return false;
        const { from, to } = test;
        return from <= to ? from <= day && day <= to : day >= from || day <= to;
      };
    case "lasting":
      return (ask) => {
        const [from, to] = [ask.day(test.from), ask.day(test.to)];
        return from !== undefined && to !== undefined && lasts(from, to, test, ask);
      };
  }
}

/** No absence is longer, in months or in days. */
const LONGEST = { month: 10_000, day: 300_000 } as const;

type Lasting = DateTest & { readonly kind: "lasting" };

/** Whether from one day to another it is so many months or days. */
function lasts(from: string, to: string, { unit, range }: Lasting, ask: Ask): boolean {
  const { min, minOpen, max, maxOpen } = range;
  const arithmetic = ask.book.conventions.month_arithmetic?.reading;
  const after = (length: string): string => {
    const exactly = exact(length);
    const whole = exactly.floor();
    // A part of a month is none that a calendar has.
    if (!whole.equals(exactly)) refuse("absence", `${length} is no whole number of ${unit}s.`);
    // Longer than any calendar: no absence has lasted so long.
    if (whole.compare(LONGEST[unit]) > 0) return NEVER;
    const count = Number(whole.n * whole.s);
    return unit === "day" ? addDays(from, count) : addMonths(from, count, arithmetic);
  };
  if (min !== undefined && (minOpen ? to <= after(min) : to < after(min))) return false;
  return max === undefined || (maxOpen ? to < after(max) : to <= after(max));
}

/** The day before; never stays never. */
export const dayBefore = (day: string): string => (day === NEVER ? NEVER : addDays(day, -1));

/** The day after a day: never after never. */
export const dayAfter = (day: string): string => (day === NEVER ? NEVER : addDays(day, 1));
