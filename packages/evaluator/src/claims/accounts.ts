import type { RateBook } from "@planwright/ratebook";
import type Fraction from "fraction.js";
import { ZERO } from "../exact.js";
import { refuse } from "../refusal.js";
import { addDays, addMonths } from "./days.js";
import type { Period } from "./plan.js";

/** One payment or use that an account holds. */
interface Entry {
  readonly date: string;
  readonly amount: Fraction;
  /** The line that it came from. */
  readonly line: string;
  /** Entries with one tag count once: days of one episode are one episode. */
  readonly tag: string | undefined;
}

/** An account as an answer shows it. */
export interface Shown {
  readonly plan: string;
  readonly name: string;
  /** A member, or `family`. */
  readonly by: string;
  readonly limit: Fraction;
  readonly window: Window;
}

export interface Move {
  readonly account: string;
  readonly date: string;
  readonly amount: Fraction;
  readonly tag?: string | undefined;
  readonly shown?: Shown | undefined;
}

/** First and last day, both included. */
export interface Window {
  readonly from: string;
  readonly to: string;
  /** It is another one for each day. */
  readonly isRolling?: true;
}

const ALWAYS: Window = { from: "0000-00-00", to: "9999-99-99" };

interface Account {
  entries: Entry[];
  /** What adds up in a year, so that a further line does not add it up again. */
  readonly sums: Map<Window, Fraction>;
}

/** What a household has used, account by account. Only `commit` and `undo` change it. */
export class Accounts {
  private readonly accounts = new Map<string, Account>();

  used(name: string, window: Window): Fraction {
    const account = this.accounts.get(name);
    if (!account) return ZERO;
    const known = account.sums.get(window);
    if (known) return known;
    const sum = account.entries.reduce(
      (total, { date, amount }) => (isWithin(date, window) ? total.add(amount) : total),
      ZERO,
    );
    if (!window.isRolling) account.sums.set(window, sum);
    return sum;
  }

  /** The different tags that an account holds. */
  tags(name: string, window: Window): ReadonlySet<string> {
    const tags = new Set<string>();
    for (const { date, tag } of this.accounts.get(name)?.entries ?? []) {
      if (tag !== undefined && isWithin(date, window)) tags.add(tag);
    }
    return tags;
  }

  commit(line: string, moves: readonly Move[]): void {
    for (const { account: name, date, amount, tag } of moves) {
      let account = this.accounts.get(name);
      if (!account) {
        account = { entries: [], sums: new Map() };
        this.accounts.set(name, account);
      }
      account.entries.push({ date, amount, line, tag });
      for (const [window, sum] of account.sums)
        if (isWithin(date, window)) account.sums.set(window, sum.add(amount));
    }
  }

  /** Gives back what a line took. */
  undo(line: string): void {
    for (const account of this.accounts.values()) {
      const kept = account.entries.filter((entry) => entry.line !== line);
      if (kept.length === account.entries.length) continue;
      account.entries = kept;
      account.sums.clear();
    }
  }
}

const isWithin = (date: string, { from, to }: Window): boolean => date >= from && date <= to;

/** The windows of years, each made once: sums are kept by them. */
const YEARS = new Map<string, Window>();

function yearWindow(from: string, to: string): Window {
  const key = `${from} ${to}`;
  let found = YEARS.get(key);
  if (!found) {
    found = { from, to };
    YEARS.set(key, found);
  }
  return found;
}

/** The days around a day that add up with it. Without a period, all of them: an occasion has no other end. */
export function windowOf(
  period: Period | undefined,
  day: string,
  program: RateBook["program"],
  arithmetic: string | undefined,
  carryOverMonths = 0,
): Window {
  switch (period?.kind) {
    case undefined:
    case "lifetime":
      return ALWAYS;
    case "calendar_year": {
      const year = day.slice(0, 4);
      return carried(`${year}-01-01`, `${year}-12-31`, carryOverMonths);
    }
    case "contract_year": {
      const { contractYear } = program;
      if (!contractYear) return refuse("contract year", "Nothing says when a contract year begins.");
      const { from, to } = contractYearOf(day, contractYear);
      return carried(from, to, carryOverMonths);
    }
    case "rolling": {
      const { count, unit } = period;
      const before = unit === "day" ? addDays(day, -count) : addMonths(day, -count, arithmetic);
      return { from: addDays(before, 1), to: day, isRolling: true };
    }
  }
}

function carried(from: string, to: string, months: number): Window {
  return yearWindow(months === 0 ? from : addMonths(from, -months, "last_day"), to);
}

function contractYearOf(day: string, { month, day: first }: { month: number; day: number }): Window {
  const begins = `${String(month).padStart(2, "0")}-${String(first).padStart(2, "0")}`;
  const year = Number(day.slice(0, 4)) - (day.slice(5) < begins ? 1 : 0);
  const from = `${String(year).padStart(4, "0")}-${begins}`;
  return { from, to: addDays(`${String(year + 1).padStart(4, "0")}-${begins}`, -1) };
}
