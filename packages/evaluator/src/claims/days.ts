import * as PlainDate from "temporal-polyfill/fns/plaindate";

export function addDays(day: string, days: number): string {
  return PlainDate.toString(PlainDate.addDays(PlainDate.fromString(day), days));
}

/** `last_day`: a day that the month does not have is its last; `next_month`: the first of the next. */
export function addMonths(day: string, months: number, arithmetic: string | undefined): string {
  const moved = PlainDate.toString(PlainDate.addMonths(PlainDate.fromString(day), months));
  if (arithmetic !== "next_month" || moved.slice(8) === day.slice(8)) return moved;
  return addDays(moved, 1);
}

/** The first day after a time has passed since a day. */
export function completeMonthsLater(
  day: string,
  months: number,
  days: number,
  arithmetic: string | undefined,
): string {
  return addDays(months === 0 ? day : addMonths(day, months, arithmetic), days);
}
