import type { Prepared } from "../../prepare.js";
import { windowOf } from "../accounts.js";
import { plainDay } from "../../form/slots.js";
import { addDays } from "../days.js";
import type { Period } from "../plan.js";
import { beyond } from "./cents.js";

/** Days as whole numbers in their order: 20150302 of `2015-03-02`. */

/** Years of a program beyond these are not laid out. */
const MOST_WINDOWS = 60;

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The number of a day of the calendar; -1 of any other text. */
export function dayNumber(text: string): number {
  const plain = plainDay(text);
  if (!Number.isNaN(plain)) return plain;
  if (text.length !== 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return -1;
  let number = 0;
  for (let i = 0; i < 10; i++) {
    if (i === 4 || i === 7) continue;
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  const day = number % 100;
  const month = ((number - day) / 100) % 100;
  const most = month === 2 && isLeap(Math.floor(number / 10_000)) ? 29 : (DAYS[month - 1] ?? 0);
  return month >= 1 && day >= 1 && day <= most ? number : -1;
}

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** The number of a day that may be before or after all of them: `0000-00-00`. */
const numberOf = (day: string): number => Number(day.replaceAll("-", ""));

/** The stretches of days in which accounts of a period add up, as far as a program runs. */
export class Windows {
  /** First and last days of the windows; those of a carry-over begin before the one before has ended. */
  private readonly begins: number[] = [];
  private readonly ends: number[] = [];
  /** Where the next year begins: a day belongs to the window of its own year. */
  private readonly years: number[] = [];
  readonly isRolling: boolean;
  private readonly rolling = new Map<number, number>();
  private lastDay = -1;
  private lastIndex = 0;

  constructor(
    private readonly book: Prepared,
    private readonly period: Period | undefined,
    private readonly carryOverMonths: number,
  ) {
    this.isRolling = period?.kind === "rolling";
    if (!this.isRolling) this.layOut();
  }

  private layOut(): void {
    const { from, to } = this.book.program.effective;
    for (let day = from; day <= to && this.begins.length < MOST_WINDOWS; ) {
      const window = this.around(day);
      this.begins.push(numberOf(window.from));
      this.ends.push(numberOf(window.to));
      this.years.push(numberOf(day));
      if (window.to.startsWith("9999")) return;
      day = addDays(window.to, 1);
    }
    if (numberOf(to) > (this.ends[this.ends.length - 1] ?? 0)) beyond();
  }

  private around(day: string) {
    const { program, conventions } = this.book;
    return windowOf(this.period, day, program, conventions.month_arithmetic?.reading, this.carryOverMonths);
  }

  /** A day falls into one window alone. */
  get isPlain(): boolean {
    return !this.isRolling && this.carryOverMonths === 0;
  }

  get size(): number {
    return this.isRolling ? 0 : this.begins.length;
  }

  /** The window of a day; -1 of one that is not laid out. */
  indexOf(day: number): number {
    if (day === this.lastDay) return this.lastIndex;
    let found = this.years.length - 1;
    while (found > 0 && (this.years[found] ?? 0) > day) found--;
    const fits = day >= (this.begins[found] ?? 0) && day <= (this.ends[found] ?? 0);
    this.lastDay = day;
    this.lastIndex = fits ? found : -1;
    return this.lastIndex;
  }

  /** Whether a day falls into the window of the year after its own too: its amounts are carried over. */
  isCarried(day: number, index: number): boolean {
    return this.carryOverMonths > 0 && day >= (this.begins[index + 1] ?? Number.POSITIVE_INFINITY);
  }

  /** The first day of the window that ends on a day, or that a day falls into. */
  beginOf(day: number): number {
    if (!this.isRolling) return this.begins[this.indexOf(day)] ?? 0;
    let found = this.rolling.get(day);
    if (found === undefined) {
      const text = String(day).padStart(8, "0");
      const { from } = this.around(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`);
      found = numberOf(from);
      this.rolling.set(day, found);
    }
    return found;
  }

  endOf(day: number): number {
    return this.isRolling ? day : (this.ends[this.indexOf(day)] ?? 0);
  }
}

/** The windows of each period of a book, each laid out once. */
export class Calendar {
  private readonly windows = new Map<string, Windows>();

  constructor(private readonly book: Prepared) {}

  of(period: Period | undefined, carryOverMonths = 0): Windows {
    const lasting = period?.kind === "lifetime" ? undefined : period;
    const key = JSON.stringify([lasting ?? null, carryOverMonths]);
    let found = this.windows.get(key);
    if (!found) {
      found = new Windows(this.book, lasting, carryOverMonths);
      this.windows.set(key, found);
    }
    return found;
  }
}
