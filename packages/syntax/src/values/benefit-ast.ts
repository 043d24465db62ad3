import type { Span } from "../tree.js";
import type { ConditionNode, ExpressionNode, FormerlyNode, LiteralNode, NameNode } from "./ast.js";

/** The small trees of a schedule of benefits: cost shares, and what adds up beside them. */

/** What a cell of a schedule holds: one share, or several with conditions. */
export interface CostShareNode {
  readonly variants: readonly VariantNode[];
  readonly span: Span;
}

export interface VariantNode {
  readonly share:
    | { readonly kind: "steps"; readonly steps: readonly StepNode[] }
    /** The cell to the left; with a name, the same column of that row. */
    | { readonly kind: "same"; readonly as: NameNode | undefined };
  readonly when: ConditionNode | undefined;
  readonly span: Span;
}

export type Payer = "plan" | "member";

export type StepNode =
  | { readonly kind: "no charge" | "not covered" | "not printed"; readonly span: Span }
  | { readonly kind: "deductible"; readonly name: NameNode | undefined; readonly span: Span }
  | {
      readonly kind: "copay";
      /** Absent for a copay that the plan declares. */
      readonly amount: ExpressionNode | undefined;
      readonly per: NameNode | undefined;
      readonly first: { readonly count: string; readonly unit: NameNode } | undefined;
      readonly unless: ConditionNode | undefined;
      readonly bounds: readonly BoundNode[];
      readonly span: Span;
    }
  | { readonly kind: "allow"; readonly bounds: readonly BoundNode[]; readonly span: Span }
  | {
      readonly kind: "allowance";
      readonly amount: ExpressionNode;
      readonly per: NameNode | undefined;
      readonly span: Span;
    }
  | { readonly kind: "discount"; readonly percent: ExpressionNode; readonly span: Span }
  | {
      readonly kind: "price difference";
      readonly from: ExpressionNode;
      readonly counted: boolean;
      readonly span: Span;
    }
  | {
      readonly kind: "pays";
      readonly payer: Payer;
      readonly pays: PaysNode;
      /** A bound of which it is not said what it bounds. */
      readonly upTo: BoundNode | undefined;
      readonly bounds: readonly BoundNode[];
      readonly span: Span;
    };

/** How much a payer pays of what is left. */
export interface PaysNode {
  readonly share:
    | ExpressionNode
    /** Of an amount and a percentage of what is left, or of two of either. */
    | {
        readonly kind: "either";
        readonly pick: "greater" | "lesser";
        readonly a: ExpressionNode;
        readonly b: ExpressionNode;
      };
  readonly limit: /** `of first $5,000 per person each calendar year`, `until member paid $1,000 per person each calendar year`. */
    | {
        readonly kind: "first" | "until";
        readonly amount: ExpressionNode;
        readonly per: NameNode | undefined;
        readonly period: PeriodNode | undefined;
      }
    /** `of its payment in contracting`. */
    | { readonly kind: "payment"; readonly network: NameNode }
    | undefined;
}

export interface BoundNode {
  readonly side: "least" | "most";
  readonly amount: ExpressionNode;
  readonly per: NameNode | undefined;
  readonly span: Span;
}

export type PeriodNode =
  | { readonly kind: "calendar year" | "contract year" | "lifetime"; readonly span: Span }
  | {
      readonly kind: "rolling";
      readonly count: string;
      readonly unit: "day" | "month" | "year";
      readonly span: Span;
    };

export interface ScopedAmount {
  readonly amount: ExpressionNode;
  readonly per: NameNode;
}

/** A deductible, an out-of-pocket maximum or a shared copay. */
export interface AccumulatorNode {
  readonly form:
    | { readonly kind: "none" }
    /** That of the plan of a coverage that this one comes with. */
    | { readonly kind: "of"; readonly coverage: NameNode }
    | { readonly kind: "amounts"; readonly name: NameNode | undefined };
  readonly amounts: readonly ScopedAmount[];
  readonly manner:
    | { readonly kind: "embedded" | "aggregate"; readonly span: Span }
    | { readonly kind: "members"; readonly count: string; readonly span: Span }
    | undefined;
  readonly period: PeriodNode | undefined;
  readonly counts: readonly NameNode[];
  readonly for: readonly NameNode[];
  readonly in: readonly NameNode[];
  readonly addsTo: readonly NameNode[];
  readonly when: ConditionNode | undefined;
  /** Where each clause stands, as often as it does. */
  readonly clauses: readonly { readonly kind: AccumulatorClause; readonly span: Span }[];
  readonly span: Span;
}

export type AccumulatorClause = "manner" | "period" | "when" | "counts" | "for" | "in" | "addsTo";

/** `at most 26 visits per person each calendar year for acupuncture, chiropractic together in ppo`. */
export interface LimitNode {
  readonly most:
    | { readonly kind: "money"; readonly amount: ExpressionNode }
    | { readonly kind: "units"; readonly count: string; readonly unit: NameNode }
    | { readonly kind: "none" };
  readonly per: NameNode | undefined;
  readonly period: PeriodNode | undefined;
  readonly for: readonly NameNode[];
  /** Whether several services share it, or each has its own; absent when nothing is said. */
  readonly sharing: Sharing | undefined;
  readonly in: readonly NameNode[];
  readonly when: ConditionNode | undefined;
  readonly span: Span;
}

export interface AllowedNode {
  readonly amount: ExpressionNode;
  readonly most: ExpressionNode | undefined;
  readonly in: readonly NameNode[];
  readonly balance: Balance | undefined;
  readonly span: Span;
}

export type Sharing = "together" | "separately";

/** What becomes of the charge above what is allowed. */
export type Balance = "billed" | "written off";

export interface FrequencyNode {
  readonly services: readonly NameNode[];
  readonly times: string;
  readonly period: PeriodNode;
  readonly inLieuOf: readonly NameNode[];
  readonly span: Span;
}

export interface NamesWhenNode {
  readonly names: readonly NameNode[];
  readonly when: ConditionNode | undefined;
  readonly span: Span;
}

export interface RequiresNode {
  readonly when: ConditionNode;
  readonly for: readonly NameNode[];
  readonly in: readonly NameNode[];
  /** What happens without; absent, or without an amount, where it is not said: that is reported. */
  readonly otherwise:
    | { readonly kind: "not covered" }
    | { readonly kind: "less"; readonly by: ExpressionNode | undefined }
    | undefined;
  readonly span: Span;
}

export interface WaitingNode {
  readonly time: LiteralNode;
  readonly after: NameNode;
  readonly for: readonly NameNode[];
  readonly span: Span;
}

export interface CarryOverNode {
  readonly months: string;
  readonly of: NameNode | undefined;
  readonly span: Span;
}

/** A line of `networks`, `services`, `drugs` or `channels`. */
export interface ListedNode {
  readonly name: NameNode;
  readonly title: { readonly text: string; readonly span: Span } | undefined;
  readonly groups: readonly NameNode[];
  /** Procedure codes as written: `010 to 160`. */
  readonly codes: readonly { readonly from: string; readonly to: string; readonly span: Span }[];
  readonly balance: Balance | undefined;
  readonly formerly: FormerlyNode | undefined;
  readonly supply: { readonly days: string; readonly span: Span } | undefined;
  readonly span: Span;
}

/** What stands after the word `benefits`. */
export interface BenefitsHeadingNode {
  readonly per: NameNode | undefined;
  readonly for: readonly NameNode[];
  /** Whether several services share it, or each has its own; absent when nothing is said. */
  readonly sharing: Sharing | undefined;
  readonly period: PeriodNode | undefined;
  readonly span: Span;
}
