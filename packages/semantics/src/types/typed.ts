import type { ConditionNode, ExpressionNode } from "@planwright/syntax";
import type { Condition, Expression } from "../model.js";
import type { Type } from "./units.js";

/** An expression whose names are resolved, and what it comes to. */
export interface Typed {
  readonly value: Expression;
  readonly type: Type;
  /** Of a question that is answered with a name: all that it may be. */
  readonly answers?: readonly string[];
}

/** A day that the rules of eligibility have found before, and that others may follow from. */
export type KnownDay = "employee begin" | "employee end" | "dependent end";

/** Where an expression stands: its file, and the coverage of the block around it. */
export interface Where {
  readonly file: string;
  readonly coverage: string | undefined;
  /** The expression is about a line of a claim, and may name its charge. */
  readonly line?: boolean;
  /** First and last days of cover that are known here: `employee begin`. */
  readonly known?: readonly KnownDay[];
  /** Whether the line is about a dependent, so that it may name days of the employee: `hire of employee`. */
  readonly isOfDependent?: boolean;
  /** Whether a birthday is that of somebody: the person whom the line is about. */
  readonly hasBirthday?: boolean;
  /** Whether a day of the cover of the employee may be asked for: `begins of medical`. */
  readonly hasCover?: boolean;
  /** Answers what is asked about the program itself: in its rules. */
  readonly facts?: FactSource;
}

/** Answers questions about the program itself. */
export interface FactSource {
  /** Of a question about the program, what it comes to, or nothing when it is reported; of anything else, `undefined`. */
  figure(node: ExpressionNode): { readonly typed: Typed | undefined } | undefined;
  /** The same of a test of a word: `product of plan is hdhp`. */
  is(node: ConditionNode & { kind: "is" }): { readonly condition: Condition | undefined } | undefined;
}
