import * as PlainDate from "temporal-polyfill/fns/plaindate";

export function addDays(day: string, days: number): string {
  return PlainDate.toString(PlainDate.addDays(PlainDate.fromString(day), days));
}

/** How many days lie between two; below zero where the second is earlier. */
export function daysBetween(from: string, to: string): number {
  const between = PlainDate.diffDays(PlainDate.fromString(from), PlainDate.fromString(to));
  return Math.round(between);
}

/**
 * `last_day`: a day that the month does not have is its last; `next_month`: the first of the next; `month_ends`: the
 * last day of a month leads to the last of another.
 */
export function addMonths(day: string, months: number, arithmetic: string | undefined): string {
  const moved = PlainDate.toString(PlainDate.addMonths(PlainDate.fromString(day), months));
  if (arithmetic === "month_ends" && addDays(day, 1).endsWith("-01")) return lastOfMonth(moved);
  if (arithmetic !== "next_month" || moved.slice(8) === day.slice(8)) return moved;
  return addDays(moved, 1);
}

const lastOfMonth = (day: string): string =>
  addDays(PlainDate.toString(PlainDate.addMonths(PlainDate.fromString(`${day.slice(0, 8)}01`), 1)), -1);

/** The first day after a time has passed since a day. */
export function completeMonthsLater(
  day: string,
  months: number,
  days: number,
  arithmetic: string | undefined,
): string {
  return addDays(months === 0 ? day : addMonths(day, months, arithmetic), days);
}
