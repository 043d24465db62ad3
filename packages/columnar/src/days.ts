import type { ReadColumn } from "./cells.js";

/** Days from the first of March of the year 0 to the first of January 1970. */
const EPOCH = 719_468;
const DAYS_OF_400_YEARS = 146_097;
const FIRST_YEAR = 1;
const LAST_YEAR = 9999;

/**
 * A day as a number, 20150301, of how many days it lies after the first of January 1970; undefined outside the years
 * that are written with four digits. Counted from March on, so that a leap day is the last of a year.
 */
export function dayOf(since: number): number | undefined {
  const days = since + EPOCH;
  const era = Math.floor(days / DAYS_OF_400_YEARS);
  const ofEra = days - era * DAYS_OF_400_YEARS;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1_460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const day = ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return year >= FIRST_YEAR && year <= LAST_YEAR ? year * 10_000 + month * 100 + day : undefined;
}

const OUTSIDE = `This date lies outside the years ${FIRST_YEAR} to ${LAST_YEAR}.`;

/** Dates by how many days they lie after the first of January 1970; not a number where a cell is empty. */
export function daysColumn(rows: number, sinceAt: (row: number) => number): ReadColumn {
  return read(rows, sinceAt, (since) => dayOf(since) ?? OUTSIDE);
}

/**
 * Moments that are days: those at midnight. Any other has a fault, since a day is asked for and which one it is
 * depends on where the clock hangs.
 */
export function momentsColumn(
  rows: number,
  at: (row: number) => bigint | undefined,
  unitsOfDay: bigint,
): ReadColumn {
  const since = (row: number): number => {
    const moment = at(row);
    if (moment === undefined) return Number.NaN;
    return moment % unitsOfDay === 0n ? Number(moment / unitsOfDay) : Number.POSITIVE_INFINITY;
  };
  const timeOf = "This is a moment with a time of day, and a day is asked for. Write the column as dates.";
  return read(rows, since, (days) => (Number.isFinite(days) ? (dayOf(days) ?? OUTSIDE) : timeOf));
}

function read(rows: number, sinceAt: (row: number) => number, dayFor: (since: number) => number | string) {
  const days = new Int32Array(rows);
  const faults = new Map<number, string>();
  for (let row = 0; row < rows; row++) {
    const since = sinceAt(row);
    if (Number.isNaN(since)) continue;
    const day = dayFor(since);
    if (typeof day === "number") days[row] = day;
    else faults.set(row, day);
  }
  return { column: { kind: "days", days }, faults } as const;
}
