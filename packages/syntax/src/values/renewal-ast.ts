import type { Span } from "../tree.js";
import type { LiteralNode, NameNode } from "./ast.js";

export type Together = "added" | "compounded";

export interface PartNode {
  readonly percent: LiteralNode;
  readonly name: NameNode;
}

/** What a change of rates is made of, for which rows of a history, and on which day. */
export interface PartsNode {
  readonly parts: readonly PartNode[];
  /** Absent where nobody says it. */
  readonly together: Together | undefined;
  readonly for: readonly NameNode[];
  readonly on: LiteralNode;
  readonly span: Span;
}
