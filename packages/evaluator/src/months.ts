const MONTHS: readonly string[] =
  "January February March April May June July August September October November December".split(" ");

/** The name of a month, counted from 1; its number where there is none. The parser has its own: rate books need none. */
export const monthName = (month: number): string => MONTHS[month - 1] ?? String(month);
