import { addDays, addMonths, daysBetween } from "@planwright/evaluator";
import type { RateBook } from "@planwright/ratebook";

type Program = RateBook["program"];

/** Two days, both included. */
export interface Stretch {
  readonly from: string;
  readonly to: string;
}

/**
 * The longest stretch of a program in which neither a calendar year nor a contract year begins anew, so that
 * what adds up by the year adds up over all of it. Of two as long, the first.
 */
export function oneYearOf({ effective: { from, to }, contractYear }: Program): Stretch {
  const starts = new Set<string>([from]);
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++) {
    const first = [`${year}-01-01`];
    if (contractYear) first.push(`${year}-${two(contractYear.month)}-${two(contractYear.day)}`);
    for (const day of first) if (day > from && day <= to && isReal(day)) starts.add(day);
  }
  const days = [...starts].sort();
  const stretches = days.map((day, i) => {
    const next = days[i + 1];
    return { from: day, to: next === undefined ? to : addDays(next, -1) };
  });
  return stretches.reduce((best, one) =>
    daysBetween(one.from, one.to) > daysBetween(best.from, best.to) ? one : best,
  );
}

const two = (n: number): string => String(n).padStart(2, "0");

/** 29 February is in some years only. */
const isReal = (day: string): boolean => !day.endsWith("-02-29") || Number(day.slice(0, 4)) % 4 === 0;

/** The nth day of so many that are spread evenly over a stretch. */
export function spread({ from, to }: Stretch, n: number, of: number): string {
  const length = daysBetween(from, to) + 1;
  return addDays(from, Math.floor((n * length) / of));
}

/** How many months lie between the beginnings of two programs, where they are whole. */
export function monthsBetween(base: Program, head: Program): number | undefined {
  const [a, b] = [base.effective.from, head.effective.from];
  const months = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return a.slice(8) === b.slice(8) ? months(b) - months(a) : undefined;
}

export const shifted = (day: string, months: number): string => addMonths(day, months, "last_day");

/** Whether days that lie in one calendar year still do when all are moved. */
export function keepsYears(days: readonly string[], months: number): boolean {
  if (months % 12 === 0) return true;
  const years = (all: readonly string[]): number => new Set(all.map((day) => day.slice(0, 4))).size;
  return years(days) === 1 && years(days.map((day) => shifted(day, months))) === 1;
}
