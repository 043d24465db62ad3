import type { Condition, Expression, Point, Range } from "./model.js";
import type { Origin } from "./places.js";

/** Who is insured by some coverages, from when, until when. */
export interface Eligibility {
  readonly coverages: readonly string[];
  readonly insures: readonly Insured[];
  readonly excludes: readonly Excluded[];
  readonly dependents: readonly DependentRow[];
  readonly begins: readonly DateRule[];
  readonly ends: readonly DateRule[];
  readonly absences: readonly Absence[];
  readonly changes: readonly Change[];
  readonly continuations: readonly Continuation[];
  readonly extends: readonly Extension[];
  readonly couple: Couple | undefined;
  /** What part of the premium of a month is due; absent where nothing says it. */
  readonly premium: MonthParts | undefined;
  readonly origin: Origin;
}

/** Of a month in which cover begins or ends: all of it, by its days, or by its halves, of which the second has a first day. */
export type MonthParts = { readonly origin: Origin } & (
  | { readonly kind: "whole" | "by day" }
  | { readonly kind: "halves"; readonly from: number }
);

export interface Insured {
  /** Empty when every employee is. */
  readonly classes: readonly string[];
  readonly when: Condition | undefined;
  readonly origin: Origin;
}

export interface Excluded {
  /** `employee`, `dependent` for all of them, or a relation. */
  readonly who: readonly string[];
  readonly when: Condition;
  readonly origin: Origin;
}

export interface DependentRow {
  readonly relations: readonly string[];
  /** The first day without cover; absent at any age. */
  readonly until: Point | undefined;
  readonly when: Condition | undefined;
  readonly origin: Origin;
}

/** A line `begins` or `ends`, or a row of such a table. */
export interface DateRule {
  /** `dependent` for all of them, or relations; empty for everyone. */
  readonly for: readonly string[];
  readonly when: Condition | undefined;
  readonly at: Point;
  readonly origin: Origin;
}

/** What a return after an absence means. */
export interface Absence {
  readonly from: string;
  readonly to: string;
  readonly when: Condition | undefined;
  readonly rows: readonly AbsenceRow[];
  readonly origin: Origin;
}

export interface AbsenceRow {
  readonly when: Condition;
  /**
   * A day; as for somebody new: the rules for `begins`, with the return in place of an event; or as before, as if there
   * had been no absence.
   */
  readonly begins: { readonly at: Point } | { readonly newAs: string } | { readonly asBefore: true };
  readonly accumulators: "continue" | "start_again" | undefined;
  readonly waitingPeriod: "waived" | "applies" | "continues" | undefined;
  readonly origin: Origin;
}

/** What a change of an input means: from when the new value decides the class. */
export interface Change {
  readonly of: string;
  readonly to: string;
  readonly on: string;
  readonly when: Condition | undefined;
  readonly rows: readonly ChangeRow[];
  readonly origin: Origin;
}

export interface ChangeRow {
  readonly when: Condition;
  /** The first day of the new class. */
  readonly at: Point;
  /** Who pays until that day, from another one on. */
  readonly pays: (Pays & { readonly from: Point }) | undefined;
  readonly origin: Origin;
}

/** What one side pays of the premium: a share of it, or an amount a month. */
export interface Pays {
  readonly payer: "employer" | "employee";
  readonly pays: Expression;
  readonly is: "share" | "amount";
}

/** How long cover may go on after an event that ends it. */
export interface Continuation {
  /** An input of type date, or `dependent end`. */
  readonly after: string;
  /** `dependent` or relations; empty when it is for the employee. */
  readonly for: readonly string[];
  readonly when: Condition | undefined;
  readonly rows: readonly ContinuationRow[];
  readonly origin: Origin;
}

export interface ContinuationRow {
  readonly when: Condition;
  readonly continues:
    | { readonly kind: "none" }
    /** The last day. */
    | { readonly kind: "through"; readonly at: Point }
    | { readonly kind: "while"; readonly when: Condition };
  readonly pays: Pays | undefined;
  readonly origin: Origin;
}

/** What is still paid after cover has ended. */
export interface Extension {
  readonly what: "procedure" | "confinement" | "disability";
  readonly most: { readonly unit: "month" | "day"; readonly length: Expression } | undefined;
  readonly origin: Origin;
}

/** Two employees who are married are insured once. */
export interface Couple {
  /** When one of them is insured as the dependent of the other: on a condition, or from the day of an event on. */
  readonly asDependent: { readonly when: Condition } | { readonly from: string };
  readonly isUnderOne: boolean;
  readonly origin: Origin;
}

/** What is asked of the days of a person. Ends of stretches are held. */
export type DateTest =
  | {
      readonly kind: "compare";
      readonly ref: string;
      readonly relation: DayRelation;
      readonly point: Point;
    }
  | { readonly kind: "day_of_month"; readonly ref: string; readonly from: number; readonly to: number }
  /** `MM-DD`; one that begins later than it ends passes the end of the year. */
  | { readonly kind: "day_of_year"; readonly ref: string; readonly from: string; readonly to: string }
  /** How many months or days lie between two events. */
  | {
      readonly kind: "lasting";
      readonly from: string;
      readonly to: string;
      readonly unit: "month" | "day";
      readonly range: Range;
    };

export type DayRelation = "before" | "after" | "on_or_before" | "on_or_after";

/** What a group must fulfil, beside what is paid. */
export interface GroupRequirement {
  readonly level: "require" | "recommend";
  readonly test: /** At least a share of the eligible employees, as a percentage, or so many employees. */
    | { readonly kind: "enrolled"; readonly least: string; readonly is: "share" | "count" }
    | { readonly kind: "eligible"; readonly least: string; readonly most: string | undefined }
    | { readonly kind: "with_dependents" }
    | { readonly kind: "one_plan" }
    | { readonly kind: "fact"; readonly when: Condition };
  /** As written: `at least 75% of eligible employees enrolled`. */
  readonly words: string;
  /** Empty when it holds for every coverage. */
  readonly coverages: readonly string[];
  /** Of whom it is: the others are not counted. */
  readonly when: Condition | undefined;
  readonly origin: Origin;
}

/** Papers that a group hands in. */
export interface Document {
  readonly id: string;
  readonly coverages: readonly string[];
  readonly origin: Origin;
}
