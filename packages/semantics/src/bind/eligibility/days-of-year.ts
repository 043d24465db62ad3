import { type Cell, isCalendarDay, monthName, readValue } from "@planwright/syntax";
import type { FileScope } from "../../reading/block.js";
import { addDays } from "../../types/days.js";
import { placeOf, type Scope } from "../scope.js";

/** No month has more days. */
export const LAST_DAY = 31;

/** A leap year, so that every day of every year is in it. */
const LEAP = "2000";

/** Made when it is first asked for: few programs speak of days of every year. */
let all: readonly string[] | undefined;

/** The days of a year from one to another, both held, as `MM-DD`; on into the next year where it ends earlier. */
export function daysOfYear(from: string, to: string): string[] {
  all ??= Array.from({ length: 366 }, (_, i) => addDays(`${LEAP}-01-01`, i).slice(5));
  return all.filter((day) => (from <= to ? from <= day && day <= to : day >= from || day <= to));
}

/** `MM-DD` as `July 1`. */
export function showDay(day: string): string {
  const [month = "", date = ""] = day.split("-");
  return `${monthName(Number(month)) ?? month} ${Number(date)}`;
}

const two = (value: number): string => String(value).padStart(2, "0");

/** `July 1 to September 30`. */
export function readDaysOfYear(
  cell: Cell,
  files: FileScope,
  scope: Scope,
): { readonly from: string; readonly to: string } | undefined {
  const result = readValue("daysOfYear", cell.items, cell.span);
  const why = "Days of each year are written like `July 1 to September 30`.";
  if (!result.ok) {
    const place = placeOf(files.file, result.span);
    scope.reporter.report("PW0023", { found: result.found, of: "days of a year" }, place, { why });
    return undefined;
  }
  const [from, to] = [result.value.from, result.value.to].map(
    ({ month, day }) => `${two(month)}-${two(day)}`,
  );
  if (from && to && isCalendarDay(`${LEAP}-${from}`) && isCalendarDay(`${LEAP}-${to}`)) return { from, to };
  scope.reporter.report(
    "PW0012",
    { day: `in “${cell.items.map(({ image }) => image).join(" ")}”` },
    placeOf(files.file, cell.span),
    { why },
  );
  return undefined;
}
