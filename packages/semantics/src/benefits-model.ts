import type { Balance, Payer } from "@planwright/syntax";
import type { Condition, Expression, Range } from "./model.js";
import type { Origin } from "./places.js";

/** What a plan pays, checked: names are resolved, `like`, `same` and lists are written out. */

export interface Network {
  readonly id: string;
  readonly name: string;
  readonly coverage: string;
  /** What becomes of a charge above what is allowed; absent when nothing is said. */
  readonly balance: Balance | undefined;
  readonly origin: Origin;
}

export interface Service {
  readonly id: string;
  readonly name: string;
  readonly coverage: string;
  readonly kind: "service" | "drug";
  /** Services that it stands for. */
  readonly groups: readonly string[];
  /** Procedure codes, both ends held, as written. */
  readonly codes: readonly { readonly from: string; readonly to: string }[];
  readonly origin: Origin;
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly coverage: string;
  /** Days that it fills at most. */
  readonly supply: number | undefined;
  readonly origin: Origin;
}

/** What an amount is for: persons, or occasions that a line of a claim names. */
export type Scope = "person" | "family" | Unit;

/** What a service is counted in, or an occasion that it belongs to. */
export type Unit = string;

export type Period =
  | { readonly kind: "calendar_year" | "contract_year" | "lifetime" }
  | { readonly kind: "rolling"; readonly count: number; readonly unit: "day" | "month" };

/** A money expression, or a percentage of what is left. */
export interface Amount {
  readonly value: Expression;
  readonly percent: boolean;
}

export interface Bound {
  readonly side: "least" | "most";
  readonly amount: Expression;
  readonly per: Unit | undefined;
}

export type Step =
  | { readonly op: "no_charge" | "not_covered" | "not_printed" }
  | { readonly op: "deductible"; readonly accumulator: string }
  /** `accumulator` for a copay that the plan declares. */
  | {
      readonly op: "copay";
      readonly amount: Expression | undefined;
      readonly accumulator: string | undefined;
      readonly per: Unit | undefined;
      /** Counts at most so many of the line's units. */
      readonly first: number | undefined;
      readonly unless: Condition | undefined;
      readonly bounds: readonly Bound[];
    }
  | { readonly op: "allow"; readonly most: Expression; readonly per: Unit | undefined }
  | { readonly op: "allowance"; readonly amount: Expression; readonly per: Unit | undefined }
  | { readonly op: "discount"; readonly share: Expression }
  | { readonly op: "price_difference"; readonly from: Expression; readonly counted: boolean }
  | {
      readonly op: "pays";
      readonly payer: Payer;
      readonly pays: Amount | { readonly pick: "greater" | "lesser"; readonly a: Amount; readonly b: Amount };
      /** The share holds for so much; the rest goes to the next step. */
      readonly until: Slice | undefined;
      /** A share of what the plan would pay in that network. */
      readonly paymentIn: string | undefined;
      readonly bounds: readonly Bound[];
    };

export interface Slice {
  /** Of the charge, or of what the member has paid under it. */
  readonly of: "charge" | "member_paid";
  readonly amount: Expression;
  readonly per: Scope;
  readonly period: Period | undefined;
  /** Slices of one plan with the same words are one. */
  readonly id: string;
}

export interface ShareCase {
  readonly when: Condition | undefined;
  readonly steps: readonly Step[];
}

/** A cell of the schedule. `undefined`: whatever it is. */
export interface BenefitCell {
  /** A service or a group of services; `undefined` for every other service. */
  readonly service: string | undefined;
  readonly network: string | undefined;
  readonly channel: string | undefined;
  /** Numbers of the visits or days, and what counts them. */
  readonly band: { readonly counter: string; readonly range: Range } | undefined;
  readonly cases: readonly ShareCase[];
  readonly origin: Origin;
}

/** Counts visits or days of services together. */
export interface Counter {
  readonly id: string;
  readonly unit: Unit;
  readonly services: readonly string[];
  readonly period: Period;
}

export type Counted = "deductible" | "copay" | "coinsurance";

export interface Accumulator {
  /** Lines with one id fill one account: `deductible`, `deductible in non_participating`. */
  readonly id: string;
  /** What steps call it: `deductible`, `deductible emergency`. */
  readonly name: string;
  readonly kind: "deductible" | "out_of_pocket_maximum" | "copay";
  /** The coverage whose plan's it is; then it has no amounts. */
  readonly of: string | undefined;
  readonly amounts: readonly { readonly per: Scope; readonly amount: Expression }[];
  readonly manner: "embedded" | "aggregate" | { readonly members: number } | undefined;
  readonly period: Period | undefined;
  /** Empty: every one. */
  readonly networks: readonly string[];
  readonly services: readonly string[];
  readonly counts: readonly Counted[];
  readonly addsTo: readonly string[];
  readonly when: Condition | undefined;
  /** What is paid in so many last months of a year counts in the next one as well. */
  readonly carryOverMonths: number | undefined;
  readonly origin: Origin;
}

export interface Limit {
  /** What the plan pays, what is allowed, or units that are covered. */
  readonly of: "payment" | "allowed" | { readonly unit: Unit };
  readonly most: Expression;
  readonly per: Scope;
  readonly period: Period | undefined;
  /** Empty: every one. */
  readonly services: readonly string[];
  readonly networks: readonly string[];
  readonly when: Condition | undefined;
  readonly origin: Origin;
}

export interface AllowedRule {
  /** Empty: every one. */
  readonly networks: readonly string[];
  /** `negotiated`: the claim says it. */
  readonly amount: Expression | "negotiated";
  readonly balance: Balance | undefined;
  readonly origin: Origin;
}

export interface Frequency {
  readonly service: string;
  readonly times: number;
  readonly period: Period;
  readonly inLieuOf: readonly string[];
  readonly origin: Origin;
}

/** A condition of services; empty lists hold for all. */
export interface ServiceRule {
  readonly services: readonly string[];
  readonly networks: readonly string[];
  readonly when: Condition;
  /** By what the plan pays less without it; absent: not covered. */
  readonly less: Amount | undefined;
  readonly origin: Origin;
}

export interface WaitingPeriod {
  readonly months: number | undefined;
  readonly days: number | undefined;
  /** An input of dates. */
  readonly after: string;
  readonly services: readonly string[];
  readonly origin: Origin;
}

export interface Coordination {
  readonly manner: "standard" | "carve_out" | "maintenance";
  readonly when: Condition | undefined;
  readonly origin: Origin;
}

export interface Benefits {
  /** All that the plan says could be read; all its tables could. */
  readonly isWhole: boolean;
  readonly tablesWhole: boolean;
  /** The networks in which it pays at all; empty when the coverage has none. */
  readonly networks: readonly string[];
  readonly with: readonly { readonly plan: string; readonly when: Condition | undefined }[];
  readonly riderTo: readonly string[];
  readonly allowed: readonly AllowedRule[];
  readonly accumulators: readonly Accumulator[];
  readonly limits: readonly Limit[];
  readonly counters: readonly Counter[];
  readonly cells: readonly BenefitCell[];
  readonly frequencies: readonly Frequency[];
  /** `covers` and `requires`. */
  readonly rules: readonly ServiceRule[];
  readonly excludes: readonly string[];
  readonly waiting: readonly WaitingPeriod[];
  readonly coordination: readonly Coordination[];
}

/** Claims of an example, as the evaluator takes them, and what is expected of them. */
export interface ExampleClaims {
  readonly plans: readonly string[];
  readonly members: readonly string[];
  readonly used: readonly UsedBefore[];
  readonly lines: readonly Readonly<Record<string, string>>[];
  readonly expects: readonly ExpectedLine[];
  readonly balances: readonly ExpectedBalance[];
}

export interface UsedBefore {
  readonly of: string;
  /** The plan whose it is, where several have one. */
  readonly plan: string | undefined;
  readonly by: string;
  readonly amount: string;
  readonly origin: Origin;
}

export interface ExpectedLine {
  readonly line: string;
  /** The part of the answer: `member_pays`; or `error`. */
  readonly part: string;
  readonly value: string;
  readonly printed: string | undefined;
  readonly because: string | undefined;
  readonly origin: Origin;
}

export interface ExpectedBalance extends UsedBefore {
  readonly side: "used" | "remaining";
  readonly printed: string | undefined;
  readonly because: string | undefined;
}
