import type { AskedNode } from "@planwright/syntax";
import type { Typed, Where } from "../types/typed.js";
import type { Scope } from "./scope.js";

/** Reads a question about an arrangement: resolves what it is of, and checks its clauses. */
export type HeadBinder = (node: AskedNode, scope: Scope, where: Where) => Typed | undefined;
