import type { Scope } from "../../bind/scope.js";
import type { Audience } from "./audience.js";

/** Two tables that say what happens after one event, to the same people. */
export function checkTwiceAfterEvents(audience: Audience, scope: Scope): void {
  const { continuations, changes } = audience.eligibility;
  const tables = [
    ...continuations.map((one) => ({ ...one, event: one.after, word: `continuation after ${one.after}` })),
    ...changes.map((one) => ({ ...one, for: [], event: one.on, word: `change of ${one.of} on ${one.on}` })),
  ];
  for (const [i, second] of tables.entries()) {
    const first = tables
      .slice(0, i)
      .find(
        (one) =>
          one.word === second.word && meet(one.for, second.for) && audience.mayBoth(one.when, second.when),
      );
    if (!first) continue;
    const related = [{ place: first.origin.place, message: "given here first" }];
    if (!first.when && !second.when)
      scope.reporter.report("PW0024", { what: `\`${second.word}\`` }, second.origin.place, {
        related,
      });
    else
      scope.reporter.report("PW2401", { what: second.event }, second.origin.place, {
        related,
        why: "The conditions of two tables about one event may both hold.",
      });
  }
}

/** Whether two tables are about the same people: the employee, or some dependents. */
function meet(a: readonly string[], b: readonly string[]): boolean {
  if (a.length === 0 || b.length === 0) return a.length === b.length;
  return a.includes("dependent") || b.includes("dependent") || a.some((one) => b.includes(one));
}
