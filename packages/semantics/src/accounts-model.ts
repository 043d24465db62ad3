import type { Condition, Expression, Features, Period, Point } from "./model.js";
import type { Origin } from "./places.js";

/** An account that is kept for each employee, checked: names are resolved, amounts are money. */
export interface Account {
  readonly id: string;
  readonly name: string;
  /** The days for which its lines are described, both included. */
  readonly effective: Period;
  readonly heldBy: string | undefined;
  readonly opens: Condition | undefined;
  readonly covered: readonly Covered[];
  readonly credit: AccountCredit | undefined;
  /** What is credited once it is known how much of a contract year was covered. */
  readonly vesting: readonly VestingRow[];
  readonly debit: AccountDebit | undefined;
  readonly carries: Carries | undefined;
  readonly interest: AccountInterest | undefined;
  readonly split: Split | undefined;
  readonly refuses: { readonly what: readonly string[]; readonly origin: Origin } | undefined;
  readonly pays: readonly PayRow[];
  readonly features: Features;
  readonly origin: Origin;
}

export interface Covered {
  readonly from: Point;
  readonly through: Point;
  readonly when: Condition | undefined;
  readonly origin: Origin;
}

export type AccountPeriod = "contract_year" | "calendar_year" | "month";

export interface AccountCredit {
  readonly amount: Expression;
  readonly each: AccountPeriod;
  readonly entry: "full" | "months_left" | undefined;
  readonly origin: Origin;
}

/** How much of a contract year was covered, and what of its neighbours. */
export const COVER_CASES = [
  "full_year",
  "part_year_before_full_year",
  "part_year_after_full_year",
  "part_year_alone",
] as const;
export type CoverCase = (typeof COVER_CASES)[number];

export interface VestingRow {
  readonly cases: readonly CoverCase[];
  readonly amount:
    | { readonly kind: "none" }
    | { readonly kind: "amount"; readonly amount: Expression; readonly byMonths: boolean }
    | {
        readonly kind: "unused";
        readonly from: string;
        readonly most: Expression | undefined;
        readonly byMonths: boolean;
      };
  readonly on:
    | "at_once"
    | { readonly month: number; readonly day: number }
    | { readonly point: Point }
    | undefined;
  readonly origin: Origin;
}

export interface AccountDebit {
  readonly plan: string;
  readonly most: { readonly amount: Expression; readonly each: AccountPeriod } | undefined;
  readonly order: "newest" | "oldest" | undefined;
  readonly origin: Origin;
}

export interface Carries {
  /** Everything, nothing, or an amount at most. */
  readonly carried: Expression | "all" | "nothing";
  readonly to: Exclude<AccountPeriod, "month">;
  readonly origin: Origin;
}

export interface AccountInterest {
  readonly rate: Expression;
  readonly each: Exclude<AccountPeriod, "month">;
  readonly on: "average" | "closing";
  readonly to: string;
  readonly origin: Origin;
}

export interface Split {
  /** A decimal: the percentage that goes to the spouse. */
  readonly share: string;
  readonly from: Point;
  readonly when: Condition | undefined;
  readonly origin: Origin;
}

export type Portion =
  | "whole_balance"
  | "last_contract_year"
  | "all_but_last_contract_year"
  | "rest"
  | { readonly most: Expression };

export interface PayRow {
  /** An input of type date. */
  readonly event: string;
  readonly portion: Portion;
  readonly to: { readonly party: string } | { readonly premiumOf: readonly string[] };
  /** A fact or a condition without which nothing is paid. */
  readonly needs: Condition | undefined;
  readonly due:
    | { readonly kind: "at_once" }
    | { readonly kind: "point"; readonly point: Point }
    | { readonly kind: "monthly"; readonly from: Point; readonly most: Expression | undefined };
  readonly origin: Origin;
}

/** What happens to the accounts of an employee in an example. */
export interface AccountEvent {
  readonly date: string;
  readonly event: string;
  readonly amount: string;
  readonly plan: string | undefined;
  readonly account: string | undefined;
  readonly origin: Origin;
}
