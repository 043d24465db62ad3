import * as Duration from "temporal-polyfill/fns/duration";
import * as PlainDate from "temporal-polyfill/fns/plaindate";

/** Days are `2015-01-01`, without a time zone, in the proleptic Gregorian calendar. */
export function addDays(day: string, days: number): string {
  return PlainDate.toString(PlainDate.add(PlainDate.fromString(day), Duration.fromFields({ days })));
}

export const dayBefore = (day: string): string => addDays(day, -1);
export const dayAfter = (day: string): string => addDays(day, 1);
