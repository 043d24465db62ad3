import type { Span } from "../tree.js";
import type { ConditionNode, ExpressionNode, LiteralNode, NameNode } from "./ast.js";
import type { DurationNode, PointNode } from "./point-ast.js";

/** The lines and cells of an account that is kept for each employee. */

export type AccountPeriod = "contract year" | "calendar year" | "month";
/** A period at whose end something is counted up. */
export type AccountYear = Exclude<AccountPeriod, "month">;

/** `from hire through leaving, when vesting_clock is employment`. */
export interface CoveredNode {
  readonly from: PointNode;
  readonly through: PointNode;
  readonly when: ConditionNode | undefined;
  readonly span: Span;
}

/** `$500 each contract year, mid-year entry in full`. */
export interface AccountCreditNode {
  readonly amount: ExpressionNode;
  readonly each: AccountPeriod;
  /** What an employee who enters after the year has begun is credited with. */
  readonly entry: "in full" | "by months left" | undefined;
  readonly span: Span;
}

/** `claims under deductible of stay_well, at most $500 each contract year, newest credit first`. */
export interface AccountDebitNode {
  readonly plan: NameNode;
  readonly most: { readonly amount: ExpressionNode; readonly each: AccountPeriod } | undefined;
  readonly order: "newest" | "oldest" | undefined;
  readonly span: Span;
}

/** `unused balance to next contract year`, `at most $500 to next contract year`. */
export interface CarriesNode {
  /** An amount that is carried at most, all of it, or none of it. */
  readonly carried: ExpressionNode | "unused balance" | "nothing";
  readonly to: AccountYear;
  readonly span: Span;
}

/** `interest_rate each contract year on average balance, to employer`. */
export interface AccountInterestNode {
  readonly rate: ExpressionNode;
  readonly each: AccountYear;
  readonly on: "average" | "closing";
  readonly to: NameNode;
  readonly span: Span;
}

/** `50% to spouse, the rest to employee, from contract year of marriage`. */
export interface SplitNode {
  readonly share: LiteralNode;
  readonly from: PointNode;
  readonly when: ConditionNode | undefined;
  readonly span: Span;
}

/** `none`, `$100`, `unused balance of deductible_trust, at most $500 by months covered`. */
export interface CreditCellNode {
  readonly kind: "none" | "amount" | "unused";
  /** The account that the money comes from. */
  readonly from: NameNode | undefined;
  /** The amount, or the most that is moved. */
  readonly amount: ExpressionNode | undefined;
  readonly byMonths: boolean;
  readonly span: Span;
}

/** `July 1`, `at once`, `1 month after leaving`. */
export type CreditDayNode =
  | { readonly kind: "at once"; readonly span: Span }
  | { readonly kind: "day of year"; readonly month: number; readonly day: number; readonly span: Span }
  | { readonly kind: "point"; readonly point: PointNode; readonly span: Span };

/** `last contract year`, `rest`, `at most $1,000`. */
export interface PortionNode {
  readonly portion:
    | "whole balance"
    | "last contract year"
    | "all but last contract year"
    | "rest"
    | "at most";
  readonly amount: ExpressionNode | undefined;
  readonly span: Span;
}

/** `employee`, `beneficiary, with beneficiary_statement`, `premium of major_medical, dental`. */
export interface PayeeNode {
  readonly to: NameNode | undefined;
  /** Coverages whose premium is paid. */
  readonly premiumOf: readonly NameNode[];
  /** What there must be, or nothing is paid. */
  readonly with: NameNode | undefined;
  readonly span: Span;
}

/** `at once`, `6 months after leaving`, `monthly from first of month after retirement, at most 3 months`. */
export interface DueNode {
  readonly due: "at once" | PointNode;
  readonly isMonthly: boolean;
  readonly most: DurationNode | undefined;
  readonly span: Span;
}
