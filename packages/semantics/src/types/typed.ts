import type { Expression } from "../model.js";
import type { Type } from "./units.js";

/** An expression whose names are resolved, and what it comes to. */
export interface Typed {
  readonly value: Expression;
  readonly type: Type;
}

/** Where an expression stands: its file, and the coverage of the block around it. */
export interface Where {
  readonly file: string;
  readonly coverage: string | undefined;
  /** The expression is about a line of a claim, and may name its charge. */
  readonly line?: boolean;
}
