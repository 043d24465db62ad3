import type { RateBook } from "@planwright/ratebook";
import type Fraction from "fraction.js";
import { addDays } from "../claims/days.js";
import { daysBetween } from "../ages.js";
import { exact, min, ZERO } from "../exact.js";
import type { Entry, Movement } from "./types.js";

export type Account = NonNullable<RateBook["accounts"]>[number];

/** What an entry says beside its date, its movement and its amount. */
export interface Told {
  readonly why: string;
  /** The part of the account that says so: `credit`, `vesting/0`. */
  readonly part?: string | undefined;
  readonly to?: string | undefined;
  readonly portion?: string | undefined;
  readonly unpaid?: Fraction | undefined;
  /** Where it is said, if that is in another account. */
  readonly said?: Pick<Entry, "source" | "cites"> | undefined;
}

/** One account of one employee: what is in it of each contract year, and how that came about. */
export class AccountState {
  readonly entries: Entry[] = [];
  /** By the first day of the contract year: what is left of its credit. */
  private readonly lots = new Map<string, Fraction>();

  constructor(
    readonly account: Account,
    private readonly sourceOf: (part: string) => Pick<Entry, "source" | "cites">,
  ) {}

  get balance(): Fraction {
    let sum = ZERO;
    for (const lot of this.lots.values()) sum = sum.add(lot);
    return sum;
  }

  /** The contract years of which something is left, the oldest first. */
  years(): string[] {
    return [...this.lots].flatMap(([year, left]) => (left.compare(0) > 0 ? [year] : [])).sort();
  }

  lot(year: string): Fraction {
    return this.lots.get(year) ?? ZERO;
  }

  put(date: string, movement: Movement, amount: Fraction, year: string, told: Told): void {
    this.lots.set(year, this.lot(year).add(amount));
    this.tell(date, movement, amount, amount, told);
  }

  /** Takes what there is of some years, in their order; answers how much that was. */
  take(date: string, movement: Movement, amount: Fraction, years: readonly string[], told: Told): Fraction {
    let left = amount;
    for (const year of years) {
      const taken = min(left, this.lot(year));
      this.lots.set(year, this.lot(year).sub(taken));
      left = left.sub(taken);
    }
    const taken = amount.sub(left);
    this.tell(date, movement, taken.neg(), amount, told);
    return taken;
  }

  /** Writes down what changes nothing. */
  note(date: string, movement: Movement, amount: Fraction, told: Told): void {
    this.tell(date, movement, ZERO, amount, told);
  }

  private tell(date: string, movement: Movement, change: Fraction, amount: Fraction, told: Told): void {
    this.entries.push({
      date,
      account: this.account.id,
      movement,
      change,
      amount,
      unpaid: told.unpaid ?? ZERO,
      balance: this.balance,
      to: told.to,
      portion: told.portion,
      why: told.why,
      ...(told.said ?? this.sourceOf(told.part === undefined ? "" : `/${told.part}`)),
    });
  }

  /** What was debited from one day through another. */
  debited(from: string, through: string): Fraction {
    return this.sum(({ date, movement, change }) =>
      movement === "debit" && date >= from && date <= through ? change.neg() : ZERO,
    );
  }

  sum(of: (entry: Entry) => Fraction): Fraction {
    return this.entries.reduce((total, entry) => total.add(of(entry)), ZERO);
  }

  /** The average of what the balance was at the end of each day, both days counted. */
  average(from: string, through: string): Fraction {
    const days = daysBetween(from, through) + 1;
    let since = from;
    let balance = ZERO;
    let total = ZERO;
    for (const entry of this.entries) {
      if (entry.date > through) break;
      if (entry.date > since) {
        total = total.add(balance.mul(daysBetween(since, entry.date)));
        since = entry.date;
      }
      balance = entry.balance;
    }
    const rest = daysBetween(since, addDays(through, 1));
    return total.add(balance.mul(rest)).div(exact(String(days)));
  }
}
