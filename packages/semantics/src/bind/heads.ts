import type { ArrangementHead, AskedNode } from "@planwright/syntax";
import type { Typed, Where } from "../types/typed.js";
import type { HeadBinder } from "./arrangements.js";
import { ACCOUNT_QUESTIONS, bindAccountQuestion } from "./accounts/questions.js";
import { ELIGIBILITY_BINDERS } from "./eligibility/questions.js";
import { FUNDING_BINDERS } from "./funding/questions.js";
import { participants } from "./members.js";
import { RENEWAL_BINDERS } from "./renewal/questions.js";
import { placeOf, type Scope } from "./scope.js";

/** By the words that begin each question about an arrangement, who reads it. */
const BINDERS: Readonly<Partial<Record<ArrangementHead, HeadBinder>>> = {
  ...Object.fromEntries(Object.keys(ACCOUNT_QUESTIONS).map((head) => [head, bindAccountQuestion])),
  ...RENEWAL_BINDERS,
  participants,
  ...ELIGIBILITY_BINDERS,
  ...FUNDING_BINDERS,
  // An account earns interest, and so does a funding.
  interest: (node, scope, where) => {
    const [of] = node.of;
    const isFunding = of ? scope.funding.costs.get(of.name) !== undefined : scope.funding.fundings.length > 0;
    return (isFunding ? FUNDING_BINDERS.interest : bindAccountQuestion)(node, scope, where);
  },
};

/** Reads a question about an arrangement, by the words that begin it. */
export function bindHead(node: AskedNode, scope: Scope, where: Where): Typed | undefined {
  const binder = BINDERS[node.head];
  if (binder) return binder(node, scope, where);
  scope.reporter.report("PW0022", { words: node.head }, placeOf(where.file, node.span));
  return undefined;
}
