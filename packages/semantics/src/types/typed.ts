import type { Expression } from "../model.js";
import type { Type } from "./units.js";

/** An expression whose names are resolved, and what it comes to. */
export interface Typed {
  readonly value: Expression;
  readonly type: Type;
  /** Of a question that is answered with a name: all that it may be. */
  readonly answers?: readonly string[];
}

/** Where an expression stands: its file, and the coverage of the block around it. */
export interface Where {
  readonly file: string;
  readonly coverage: string | undefined;
  /** The expression is about a line of a claim, and may name its charge. */
  readonly line?: boolean;
  /** What may end here beside the program: `employee end`. */
  readonly ends?: readonly string[];
  /** Whether a birthday is that of somebody: the person whom the line is about. */
  readonly hasBirthday?: boolean;
  /** Whether a day of the cover of the employee may be asked for: `begins of medical`. */
  readonly hasCover?: boolean;
}
