/** Days are `2015-01-01`, without a time zone, in the proleptic Gregorian calendar. */
export function addDays(day: string, days: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, date + days);
  return at.toISOString().slice(0, -"T00:00:00.000Z".length);
}

const MILLISECONDS_OF_A_DAY = 86_400_000;

/** How many days lie from one day to another. */
export function daysBetween(from: string, to: string): number {
  const [a, b] = [from, to].map((day) => Date.parse(`${day}T00:00:00.000Z`));
  return Math.round(((b ?? 0) - (a ?? 0)) / MILLISECONDS_OF_A_DAY);
}

export const dayBefore = (day: string): string => addDays(day, -1);
export const dayAfter = (day: string): string => addDays(day, 1);
