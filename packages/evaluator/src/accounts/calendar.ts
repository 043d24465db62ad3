import { addDays, addMonths } from "../claims/days.js";
import { isDay } from "../inputs.js";
import { refuse } from "../refusal.js";

/** The month and the day on which each year of a kind begins. */
export interface YearBegin {
  readonly month: number;
  readonly day: number;
}

export type PeriodKind = "contract_year" | "calendar_year" | "month";

const CALENDAR: YearBegin = { month: 1, day: 1 };

/** Whether every year has such a day. */
export const isDayOfYear = (of: YearBegin): boolean => isDay(inYear(2001, of));

const inYear = (year: number, { month, day }: YearBegin): string =>
  `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;

/** The periods by which accounts credit, carry and pay. All days are `2015-03-02`. */
export class Calendar {
  constructor(
    private readonly begin: YearBegin,
    /** The reading of the convention `month arithmetic`. */
    readonly arithmetic: string | undefined,
  ) {
    if (!isDayOfYear(begin)) refuse("contract year", "Contract years begin on no day of the year.");
  }

  /** The first day of the period in which a day falls. */
  startOf(day: string, kind: PeriodKind): string {
    if (kind === "month") return `${day.slice(0, 8)}01`;
    const begin = kind === "contract_year" ? this.begin : CALENDAR;
    const year = Number(day.slice(0, 4));
    const own = inYear(year, begin);
    return own <= day ? own : inYear(year - 1, begin);
  }

  /** The first day of the period after the one that begins on `start`. */
  next(start: string, kind: PeriodKind): string {
    if (kind === "month") return addMonths(start, 1, undefined);
    return inYear(Number(start.slice(0, 4)) + 1, kind === "contract_year" ? this.begin : CALENDAR);
  }

  previous(start: string, kind: PeriodKind): string {
    return this.startOf(addDays(start, -1), kind);
  }

  lastDay(start: string, kind: PeriodKind): string {
    return addDays(this.next(start, kind), -1);
  }

  /** The first days of the periods that begin within two days, both included. */
  *starts(from: string, to: string, kind: PeriodKind): Generator<string> {
    if (from > to) return;
    let start = this.startOf(from, kind);
    if (start < from) start = this.next(start, kind);
    for (; start <= to; start = this.next(start, kind)) yield start;
  }

  /** Complete months from one day through another, both days counted. */
  months(from: string, through: string): number {
    const end = addDays(through, 1);
    let count = 0;
    while (addMonths(from, count + 1, this.arithmetic) <= end) count++;
    return count;
  }
}
