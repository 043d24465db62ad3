import type { Span } from "../tree.js";
import type { ConditionNode, LiteralNode, NameNode, WithPair } from "./ast.js";

/** `plan for medical in gold_ppo, silver_ppo when product of plan is ppo`: what a rule is about, one by one. */
export interface RuleLoopNode {
  /** What it ranges over: `plan`, `rate`, `coverage`. */
  readonly each: NameNode;
  readonly for: readonly NameNode[];
  readonly in: readonly NameNode[];
  readonly with: readonly WithPair[];
  readonly when: ConditionNode | undefined;
  readonly span: Span;
}

/** `from 2014-01-01 until 2018-01-01`: the plan years that begin on these days; the second is not held. */
export interface AppliesNode {
  readonly from: LiteralNode;
  readonly until: LiteralNode | undefined;
  readonly span: Span;
}

/** `PW2107 note in "life"`, `patterns off`, `rule "Title" warning`: how a finding is taken. */
export interface FindingLevelNode {
  /** A code, a family of findings, or the word `rule`. */
  readonly of: NameNode;
  readonly rule: { readonly text: string; readonly span: Span } | undefined;
  /** Files under this path alone. */
  readonly in: { readonly text: string; readonly span: Span } | undefined;
  readonly level: NameNode;
  readonly span: Span;
}

/** `status active for disability`: the rates that are continued, and why for longer. */
export interface ContinuedRatesNode {
  readonly with: readonly WithPair[];
  readonly reason: NameNode | undefined;
  readonly span: Span;
}
