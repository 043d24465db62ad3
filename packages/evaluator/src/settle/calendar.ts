import type { RateBook } from "@planwright/ratebook";
import { refuse } from "../refusal.js";

/** A month as a number, so that months can be counted: January of the year 0 is 0. */
export type Month = number;

export const monthOf = (written: string): Month =>
  Number(written.slice(0, 4)) * 12 + Number(written.slice(5, 7)) - 1;

/** `1985-01`. */
export const monthText = (month: Month): string =>
  `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}`;

export const firstDay = (month: Month): string => `${monthText(month)}-01`;

export function lastDay(month: Month): string {
  const day = new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).getUTCDate();
  return `${monthText(month)}-${day}`;
}

/** A contract year, or what of it lies in the program. */
export interface ContractYear {
  readonly first: Month;
  readonly last: Month;
}

/** The months and contract years of a program. */
export class Calendar {
  readonly first: Month;
  readonly last: Month;
  private readonly begins: number;

  constructor(program: RateBook["program"]) {
    const { effective, contractYear } = program;
    this.first = monthOf(effective.from);
    this.last = monthOf(effective.to);
    this.begins = contractYear ? contractYear.month - 1 : this.first % 12;
    const day = contractYear?.day ?? Number(effective.from.slice(8));
    if (day !== 1)
      refuse("contract year", `Months are settled, and the contract year begins on day ${day} of a month.`);
  }

  /** The first month of the contract year that a month lies in, whether or not the program has begun. */
  yearStart(month: Month): Month {
    return month - ((((month - this.begins) % 12) + 12) % 12);
  }

  /** The contract year of a month, as far as it lies in the program. */
  yearOf(month: Month): ContractYear {
    const start = this.yearStart(month);
    return { first: Math.max(start, this.first), last: Math.min(start + 11, this.last) };
  }

  /** The first contract year of the program. */
  get firstYear(): ContractYear {
    return this.yearOf(this.first);
  }

  holds(month: Month): boolean {
    return month >= this.first && month <= this.last;
  }
}
