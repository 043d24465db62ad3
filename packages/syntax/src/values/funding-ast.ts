import type { Span } from "../tree.js";
import type { ConditionNode, ExpressionNode, LiteralNode, NameNode, PeriodWord, WithPair } from "./ast.js";

/** The trees of a funding arrangement and of a projection. */

/** How often an amount is due. */
export type FundingPeriod = PeriodWord | "contract year";

export type FundingAmountNode =
  /** `19% of paid claims`, `15% of deposit`. */
  | {
      readonly kind: "share";
      readonly share: NameNode | LiteralNode;
      readonly of: "paid claims" | "deposit";
      readonly span: Span;
    }
  /** `1.5 months of paid claims`. */
  | { readonly kind: "months"; readonly months: LiteralNode; readonly span: Span }
  /** `premium of medical, dental`: what the enrollments of the month cost; or a share of it, `60% of premium of medical`. */
  | {
      readonly kind: "premium";
      readonly share: ExpressionNode | undefined;
      readonly of: readonly NameNode[];
      readonly span: Span;
    }
  /** `$12.33 per employee per month`, `$500 per employee each contract year`. */
  | {
      readonly kind: "figure";
      readonly value: ExpressionNode;
      readonly per: "employee" | "enrollment" | undefined;
      readonly each: FundingPeriod | undefined;
      readonly span: Span;
    };

/** `city to cds`. */
export interface FlowNode {
  readonly from: NameNode;
  readonly to: NameNode;
  readonly span: Span;
}

export interface ChargeNode {
  readonly amount: FundingAmountNode;
  readonly flow: FlowNode;
  readonly span: Span;
}

/** `over 150% of paid claims, when base is first_year`. */
export interface AttachesNode {
  readonly amount: FundingAmountNode;
  readonly when: ConditionNode | undefined;
  readonly span: Span;
}

/** `$250,000 for "employee 17"`. */
export interface LaserNode {
  readonly amount: ExpressionNode;
  readonly person: string;
  readonly span: Span;
}

/** `90%, at most $1,000,000`: of what is over, and the most; or one of the two. */
export interface ReimbursesNode {
  readonly share: NameNode | LiteralNode | undefined;
  readonly most: FundingAmountNode | undefined;
  readonly span: Span;
}

/** What becomes of the result of a year: `deficit, at most 25% of deposit`, `50% of surplus`. */
export interface ResultUseNode {
  readonly share: NameNode | LiteralNode | undefined;
  readonly what: "deficit" | "surplus" | "nothing";
  readonly most: FundingAmountNode | undefined;
  readonly span: Span;
}

/** What a retro keeps or is bound by: an amount, or `none`. */
export type RetroAmountNode = FundingAmountNode | { readonly kind: "none"; readonly span: Span };

export interface ReserveAmountNode {
  readonly amount: FundingAmountNode;
  readonly once: boolean;
  readonly span: Span;
}

/** `$21,000 after 3 months`. */
export interface PrefundStepNode {
  readonly amount: ExpressionNode;
  readonly after: LiteralNode;
  readonly span: Span;
}

/** `result of pool among city by deposit`. */
export interface RetroSharesNode {
  readonly of: NameNode;
  readonly among: NameNode;
  readonly by: "deposit" | "paid claims" | "employees";
  readonly span: Span;
}

export type GrowthNode = { readonly kind: "level" } | { readonly kind: "grows"; readonly by: ExpressionNode };

export type AssumeNode =
  | {
      readonly kind: "claims";
      readonly of: NameNode;
      readonly amount: ExpressionNode;
      readonly growth: GrowthNode | undefined;
      readonly span: Span;
    }
  | {
      readonly kind: "count";
      readonly what: "employees" | "enrollments";
      readonly count: LiteralNode | NameNode;
      readonly with: readonly WithPair[];
      readonly growth: GrowthNode | undefined;
      readonly span: Span;
    }
  /** `premium of stay_well_budget grows by inflation_rate each year`. */
  | {
      readonly kind: "part";
      readonly part: NameNode;
      readonly of: NameNode;
      readonly growth: GrowthNode;
      readonly span: Span;
    }
  /** `local of stay_well_budget earns interest_rate each year, less claims_under`. */
  | {
      readonly kind: "earns";
      readonly part: NameNode;
      readonly of: NameNode;
      readonly rate: ExpressionNode;
      readonly less: ExpressionNode | undefined;
      readonly span: Span;
    };

export interface CompareNode {
  readonly names: readonly NameNode[];
  readonly eachMonth: boolean;
  readonly span: Span;
}
