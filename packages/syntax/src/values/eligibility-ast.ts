import type { Span } from "../tree.js";
import type { ConditionNode, LiteralNode, NameNode, ShareNode } from "./ast.js";
import type { PointNode } from "./point-ast.js";

/** The small trees of eligibility: who is insured, from when, until when. */

/** `full, partial`, `dependent when in_military_service`. */
export interface WhoNode {
  readonly names: readonly NameNode[];
  readonly when: ConditionNode | undefined;
  readonly span: Span;
}

/** `for child, first of month after birth, when supported`. */
export interface DateRuleNode {
  /** Empty when it is for everyone. */
  readonly for: readonly NameNode[];
  readonly point: PointNode;
  readonly when: ConditionNode | undefined;
  readonly span: Span;
}

/** `procedure begun while insured, at most 3 months`. */
export interface ExtensionNode {
  readonly what: NameNode;
  readonly most: LiteralNode | undefined;
  readonly span: Span;
}

/** `insured once, as dependent from covered_by_spouse, dependents under one`. */
export interface CoupleNode {
  /** When a person is insured as the dependent of the other: on a condition, or from a day on. */
  readonly asDependent: { readonly when: ConditionNode } | { readonly from: NameNode };
  readonly isUnderOne: boolean;
  readonly span: Span;
}

/** What part of a month's premium is due: `whole months`, `by day`, `half month from the 16th`. */
export type MonthPartsNode =
  | { readonly kind: "whole" | "by day"; readonly span: Span }
  | { readonly kind: "halves"; readonly from: number; readonly span: Span };

/** What follows the words that begin a table of events: `from absent to return`, `of hours to new_hours on changed`. */
export interface EventsNode {
  readonly parts: readonly EventPart[];
  /** Whose events they are: `after divorce for spouse`. Empty when they are the employee's. */
  readonly for: readonly NameNode[];
  readonly when: ConditionNode | undefined;
  readonly span: Span;
}

export interface EventPart {
  readonly word: EventWord;
  readonly name: NameNode;
  /** `dependent end`. */
  readonly side: "begin" | "end" | undefined;
}

export type EventWord = "from" | "to" | "of" | "on" | "after";

/** What happens to cover after an event: `none`, `through 3 months after leaving`, `while premium_paid`. */
export type ContinuingNode =
  | { readonly kind: "none"; readonly span: Span }
  | { readonly kind: "through"; readonly point: PointNode; readonly span: Span }
  | { readonly kind: "while"; readonly when: ConditionNode; readonly span: Span };

/** `as before`, `as before, employee pays 100% from first of month after changed`. */
export interface MeanwhileNode {
  readonly pays: ShareNode | undefined;
  /** From which day on; without it, from the change. */
  readonly from: PointNode | undefined;
  readonly span: Span;
}

/** `July 1 to September 30`; a stretch that passes the end of the year goes on in the next. */
export interface DaysOfYearNode {
  readonly from: DayOfYearNode;
  readonly to: DayOfYearNode;
  readonly span: Span;
}

export interface DayOfYearNode {
  /** From 1; 0 where the word is no month. */
  readonly month: number;
  readonly day: number;
}

/** What a group must fulfil, beside what is paid: of which coverages, and counted over which employees. */
export interface GroupRequirementNode {
  readonly test: GroupTestNode;
  readonly for: readonly NameNode[];
  readonly when: ConditionNode | undefined;
  readonly span: Span;
}

export type GroupTestNode =
  /** `at least 75% of eligible employees enrolled`, `at least 2 employees enrolled`. */
  | { readonly kind: "enrolled"; readonly least: LiteralNode }
  /** `eligible employees 100 to 399`. */
  | { readonly kind: "eligible"; readonly least: LiteralNode; readonly most: LiteralNode | undefined }
  /** `employee enrolled when dependent enrolled`. */
  | { readonly kind: "with dependents" }
  /** `one plan for dental, vision`. */
  | { readonly kind: "one plan" }
  | { readonly kind: "holds"; readonly when: ConditionNode };

/** `resolution, interest_form for medical`. */
export interface PapersNode {
  readonly names: readonly NameNode[];
  readonly for: readonly NameNode[];
  readonly span: Span;
}

/** `1985-01-02, retroactive`. */
export interface ApprovalNode {
  readonly day: LiteralNode;
  readonly isRetroactive: boolean;
  readonly span: Span;
}
