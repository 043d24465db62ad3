import type { AskedNode } from "@planwright/syntax";
import type { Where } from "../types/typed.js";
import { placeOf, type Scope } from "./scope.js";

const CLAUSES = ["of", "for", "by", "in", "on", "each", "with"] as const;
export type Clause = (typeof CLAUSES)[number];

const isGiven = (node: AskedNode, clause: Clause): boolean => {
  const value = node[clause];
  return Array.isArray(value) ? value.length > 0 : value !== undefined;
};

/** Whether a question has no other clauses than these; reports the first that it may not have. */
export function hasOnly(
  node: AskedNode,
  clauses: readonly Clause[],
  example: string,
  scope: Scope,
  where: Where,
): boolean {
  const surplus = CLAUSES.find((clause) => isGiven(node, clause) && !clauses.includes(clause));
  if (!surplus) return true;
  const what = `\`${node.head}\` takes no \`${surplus}\``;
  scope.reporter.report("PW3001", { what }, placeOf(where.file, node.span), {
    why: `It is written like \`${example}\`.`,
  });
  return false;
}
