import type { AskedNode } from "@planwright/syntax";
import { nearest, replaceWith } from "../../diagnostics/report.js";
import type { Typed, Where } from "../../types/typed.js";
import type { Type } from "../../types/units.js";
import type { HeadBinder } from "../arrangements.js";
import { hasOnly } from "../clauses.js";
import { placeOf, type Scope } from "../scope.js";

/** A question about the cover of an employee, or of one of the dependents of an example. */
const ofCover =
  (type: Type): HeadBinder =>
  (node, scope, where) => {
    const example = `${node.head} of dental for ann`;
    if (!hasOnly(node, ["of", "for"], example, scope, where)) return undefined;
    const coverage = coverageOf(node, example, scope, where);
    const dependent = dependentOf(node, scope, where);
    if (!coverage || dependent === null) return undefined;
    const clauses = dependent === undefined ? {} : { for: dependent };
    return { type, value: { op: "arrangement", head: node.head, of: [coverage], clauses } };
  };

function coverageOf(node: AskedNode, example: string, scope: Scope, where: Where): string | undefined {
  const [subject, second] = node.of;
  const place = placeOf(where.file, node.span);
  if (!subject || second) {
    const what = `\`${node.head}\` is asked of one coverage`;
    scope.reporter.report("PW3001", { what }, place, { why: `It is written like \`${example}\`.` });
    return undefined;
  }
  const coverage = scope.findCoverage(subject, where.file);
  if (!coverage || scope.eligibilities.has(coverage)) return coverage;
  scope.reporter.report("PW3001", { what: `Nothing says who is insured by ${coverage}` }, place, {
    why: `A block \`eligibility for ${coverage} {\` says it.`,
    cause: `eligibility of ${coverage}`,
  });
  return undefined;
}

/** What stands after `for`; null when it is no dependent of the example. */
function dependentOf(node: AskedNode, scope: Scope, where: Where): string | undefined | null {
  const [first, second] = node.for;
  if (!first) return undefined;
  const name = node.for.map((word) => word.name).join(" ");
  if (!second && scope.exampleDependents.includes(first.name)) return first.name;
  const place = placeOf(where.file, first.span);
  const meant = nearest(name, scope.exampleDependents);
  scope.reporter.report("PW1001", { name, kind: "a dependent of this example" }, place, {
    label: meant && `did you mean ${meant}?`,
    why: "A block `dependents {` of the example lists them: `dependent | relation | birth`.",
    fixes: meant ? [replaceWith(place, meant)] : [],
  });
  return null;
}

/** `class`, or `class on 1983-10-01` where a change of an input changes it. */
const bindClass: HeadBinder = (node, scope, where): Typed | undefined => {
  if (!hasOnly(node, ["on"], "class on 1983-10-01", scope, where)) return undefined;
  const { on } = node;
  if (on && on.kind !== "day") {
    scope.reporter.report(
      "PW3003",
      { wanted: "A day", got: "something else" },
      placeOf(where.file, on.span),
      {
        why: "A day is written like `2015-01-01`.",
      },
    );
    return undefined;
  }
  const answers = [...scope.classes.names(), "none"];
  const clauses = on ? { on: on.value } : {};
  return { type: { kind: "text" }, answers, value: { op: "arrangement", head: "class", of: [], clauses } };
};

const DATE: Type = { kind: "date" };

export const ELIGIBILITY_BINDERS = {
  begins: ofCover(DATE),
  ends: ofCover(DATE),
  continues: ofCover(DATE),
  eligible: ofCover({ kind: "truth" }),
  class: bindClass,
} as const;
