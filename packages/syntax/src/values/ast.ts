import type { Span } from "../tree.js";
import type { ArrangementHead, RuleHead } from "./heads.js";
import type { PointNode } from "./point-ast.js";

/** The small trees of values: what stands after the words that begin a line, or in a cell. */

export type PeriodWord = "day" | "half month" | "month" | "quarter" | "year";
export type DurationUnit = "day" | "week" | "month" | "year";
export type RoundingMode = "half_up" | "half_even" | "half_down" | "up" | "down";

export interface NameNode {
  readonly kind: "name";
  readonly name: string;
  readonly span: Span;
}

/** Figures are decimal strings without separators: `$1,414.74` is `"1414.74"`, `80%` is `"80"`. */
export type LiteralNode =
  | {
      readonly kind: "money";
      readonly value: string;
      readonly per: PeriodWord | undefined;
      readonly span: Span;
    }
  | { readonly kind: "percent"; readonly value: string; readonly span: Span }
  | { readonly kind: "number"; readonly value: string; readonly written: string; readonly span: Span }
  | { readonly kind: "duration"; readonly value: string; readonly unit: DurationUnit; readonly span: Span }
  | { readonly kind: "day"; readonly value: string; readonly span: Span }
  | { readonly kind: "text"; readonly value: string; readonly span: Span };

/** The questions that an expression may ask. */
export type Head =
  | "rate"
  | "premium"
  | "employer share"
  | "employee share"
  | "volume"
  | "elected volume"
  | "guaranteed issue"
  | "evidence of insurability"
  | "benefit";

export interface WithPair {
  readonly key: NameNode;
  readonly value: NameNode | LiteralNode;
}

export interface QuestionNode {
  readonly kind: "question";
  readonly head: Head;
  readonly of: readonly NameNode[];
  readonly with: readonly WithPair[];
  /** The day it is asked about, where it is not that of the person. */
  readonly on: LiteralNode | undefined;
  readonly span: Span;
}

/** A question about an arrangement: when cover begins, what a party paid, what an account holds. */
export interface AskedNode {
  readonly kind: "asked";
  /** The words that begin it: `payment date`. */
  readonly head: ArrangementHead;
  readonly of: readonly NameNode[];
  /** Words after `for`: `last contract year`. */
  readonly for: readonly NameNode[];
  readonly by: NameNode | undefined;
  /** Words or a day after `in`: a funding, `first year`, `contract year 1984-07-01`. */
  readonly in: readonly (NameNode | LiteralNode)[];
  readonly on: NameNode | LiteralNode | undefined;
  readonly each: PeriodWord | undefined;
  /** `from 2018-10-01 through 2020-10-01`: both days held. */
  readonly between: { readonly from: LiteralNode; readonly through: LiteralNode } | undefined;
  readonly with: readonly WithPair[];
  readonly span: Span;
}

/** A question about the program itself, which its rules ask: `deductible per person of plan`. */
export interface AboutNode extends Omit<AskedNode, "kind" | "head"> {
  readonly kind: "about";
  readonly head: RuleHead;
  /** Whom an amount is for: `person`, `family`. */
  readonly per?: NameNode;
}

export type ExpressionNode =
  | LiteralNode
  | NameNode
  | QuestionNode
  | AskedNode
  | AboutNode
  | {
      readonly kind: "binary";
      readonly op: "add" | "subtract" | "multiply" | "divide" | "of";
      readonly left: ExpressionNode;
      readonly right: ExpressionNode;
      readonly span: Span;
    }
  | {
      readonly kind: "pick";
      readonly pick: "lesser" | "greater";
      readonly left: ExpressionNode;
      readonly right: ExpressionNode;
      readonly span: Span;
    }
  /** By what share one figure is above another, or below it: `change from $100 to $107` is 7%. */
  | {
      readonly kind: "changed";
      readonly from: ExpressionNode;
      readonly to: ExpressionNode;
      readonly span: Span;
    }
  | {
      readonly kind: "convert";
      readonly value: ExpressionNode;
      readonly to: PeriodWord;
      readonly span: Span;
    }
  | {
      readonly kind: "rounded";
      readonly value: ExpressionNode;
      readonly rounding: RoundingNode;
      readonly span: Span;
    };

export interface RoundingNode {
  readonly mode: RoundingMode;
  /** A decimal: `"0.01"` for the cent. */
  readonly to: string;
  /** What the step is written in; the cent is money. */
  readonly unit: "money" | "percent" | "number";
  readonly span: Span;
}

/** A stretch of values. An absent end is open. */
export type RangeNode =
  | { readonly kind: "any"; readonly span: Span }
  | {
      readonly kind: "range";
      readonly min: LiteralNode | undefined;
      readonly minHeld: boolean;
      readonly max: LiteralNode | undefined;
      readonly maxHeld: boolean;
      readonly span: Span;
    };

export type DayRelation = "before" | "after" | "on or before" | "on or after";

export type Relation = "at least" | "at most" | "under" | "over" | "exactly";

export type ConditionNode =
  | {
      readonly kind: "all" | "any";
      readonly of: readonly ConditionNode[];
      readonly span: Span;
    }
  | { readonly kind: "not"; readonly of: ConditionNode; readonly span: Span }
  | { readonly kind: "fact"; readonly value: ExpressionNode; readonly span: Span }
  | {
      readonly kind: "is";
      readonly value: ExpressionNode;
      readonly not: boolean;
      readonly values: readonly (NameNode | LiteralNode)[];
      readonly span: Span;
    }
  | {
      readonly kind: "compare";
      readonly relation: Relation;
      readonly value: ExpressionNode;
      readonly other: ExpressionNode;
      readonly span: Span;
    }
  | {
      readonly kind: "within";
      readonly value: ExpressionNode;
      readonly range: RangeNode;
      readonly span: Span;
    }
  | {
      readonly kind: "dated";
      readonly value: ExpressionNode;
      readonly relation: DayRelation;
      readonly day: LiteralNode | PointNode;
      readonly span: Span;
    };

export interface DatesNode {
  readonly from: LiteralNode;
  readonly to: LiteralNode;
  readonly span: Span;
}

export interface GuaranteeNode {
  /** `until` leaves its day out, `through` holds it. */
  readonly word: "until" | "through";
  readonly day: LiteralNode;
  readonly span: Span;
}

export type UnitBase =
  | { readonly kind: "counted"; readonly of: string }
  | {
      readonly kind: "amount";
      readonly amount: string;
      readonly monthly: boolean;
      /** Absent where it is not said: that is reported. */
      readonly of: NameNode | undefined;
    };

export interface UnitNode {
  readonly base: UnitBase;
  /** Absent where it is not said: that is reported. */
  readonly period: PeriodWord | undefined;
  readonly span: Span;
}

export interface InputNode {
  readonly name: NameNode;
  readonly type: NameNode;
  readonly per: PeriodWord | undefined;
  /** Values allowed, or the words of a unit. */
  readonly of: readonly (NameNode | LiteralNode)[];
  /** `hours per week` after `of`: kept as written, for the reader. */
  readonly unitWords: string | undefined;
  readonly from: RangeNode | NameNode | undefined;
  /** Of a date: which others it follows or precedes. */
  readonly order: readonly InputOrderNode[];
  /** What it is where nobody says it. */
  readonly otherwise: NameNode | LiteralNode | undefined;
  readonly meaning: string | undefined;
  readonly formerly: FormerlyNode | undefined;
  readonly span: Span;
}

/** `on or after hire and returned`: how a date stands to other inputs. */
export interface InputOrderNode {
  readonly relation: DayRelation;
  readonly dates: readonly NameNode[];
}

export interface VolumeNode {
  readonly form:
    | { readonly kind: "chosen"; readonly range: RangeNode }
    | { readonly kind: "times"; readonly multiples: readonly string[]; readonly pay: NameNode }
    | { readonly kind: "computed"; readonly value: ExpressionNode };
  readonly step: LiteralNode | undefined;
  readonly most: ExpressionNode | undefined;
  readonly noMaximum: boolean;
  /** What is said a second time: the first of it does not count. */
  readonly twice: { readonly words: string; readonly span: Span } | undefined;
  readonly span: Span;
}

export interface ShareNode {
  readonly payer: "employer" | "employee";
  readonly pays: ExpressionNode;
  readonly span: Span;
}

export interface RequirementNode {
  readonly payer: "employer" | "employee";
  readonly atLeast: boolean;
  readonly share: LiteralNode;
  readonly part: "premium" | "employee premium" | "dependent premium";
  readonly for: readonly NameNode[];
  readonly when: ConditionNode | undefined;
  readonly span: Span;
}

export interface CoversNode {
  readonly groups: readonly {
    readonly who: string;
    readonly least: number;
    /** Absent when the group is open: `2 or more`. */
    readonly most: number | undefined;
  }[];
  readonly span: Span;
}

export interface HeadingNode {
  readonly name: NameNode | undefined;
  readonly title: { readonly text: string; readonly span: Span } | undefined;
  readonly for: readonly NameNode[];
  /** `for each employee`. */
  readonly each: NameNode | undefined;
  readonly by: NameNode | undefined;
  readonly like: NameNode | undefined;
  readonly when: ConditionNode | undefined;
  readonly effective: DatesNode | undefined;
  readonly span: Span;
}

export type FormerlyNode = { readonly kind: "text"; readonly value: string; readonly span: Span } | NameNode;

export interface DeclarationNode {
  readonly name: NameNode;
  readonly title: { readonly text: string; readonly span: Span } | undefined;
  /** What it was called before: of a carrier a display name, of all else its name in the program. */
  readonly formerly: FormerlyNode | undefined;
  readonly covers: CoversNode | undefined;
  readonly when: ConditionNode | undefined;
  readonly span: Span;
}

export interface AcceptNode {
  readonly code: NameNode;
  readonly title: { readonly text: string; readonly span: Span };
  readonly for: NameNode | undefined;
  /** The day from which it is accepted no more. */
  readonly until: LiteralNode | undefined;
  readonly span: Span;
}

export interface FurtherMemberNode {
  readonly tiers: readonly NameNode[];
  readonly adds: ExpressionNode;
  readonly span: Span;
}

export interface InsuresNode {
  readonly role: NameNode;
  readonly when: ConditionNode | undefined;
  readonly span: Span;
}

export interface AmountWhenNode {
  readonly amount: ExpressionNode;
  readonly when: ConditionNode | undefined;
  readonly span: Span;
}

export interface FormulaNode {
  readonly name: NameNode;
  readonly value: ExpressionNode;
  readonly span: Span;
}

export interface ConditionDefinitionNode {
  readonly name: NameNode;
  readonly when: ConditionNode;
  readonly span: Span;
}

/** What an accumulator holds: `used $500 of deductible by a`. */
export interface BalanceNode {
  readonly kind: "balance";
  readonly side: "used" | "remaining";
  /** Its words; a comma stays with the word before it. */
  readonly of: readonly NameNode[];
  readonly by: NameNode;
  readonly amount: LiteralNode;
  /** Of a count: `visits`. */
  readonly unit: NameNode | undefined;
  readonly span: Span;
}

export type GivenValue =
  | LiteralNode
  | NameNode
  | { readonly kind: "times"; readonly multiple: string; readonly pay: NameNode; readonly span: Span };

export interface GivenValueNode {
  readonly kind: "value";
  readonly what: NameNode;
  readonly value: GivenValue;
  readonly of: NameNode | undefined;
  readonly span: Span;
}

export type GivenNode = GivenValueNode | BalanceNode;

export type ExpectNode =
  | BalanceNode
  | {
      readonly kind: "answer";
      readonly ask: ExpressionNode;
      readonly answer:
        | LiteralNode
        | NameNode
        | { readonly kind: "not offered"; readonly span: Span }
        /** Of a question about an arrangement: `over $12,000`. */
        | { readonly kind: "between"; readonly range: RangeNode; readonly span: Span };
      readonly span: Span;
    }
  | {
      readonly kind: "error";
      readonly what: NameNode;
      readonly of: NameNode | undefined;
      readonly span: Span;
    };

export interface LoadNode {
  readonly percent: LiteralNode;
  readonly rounding: RoundingNode | undefined;
  readonly span: Span;
}
