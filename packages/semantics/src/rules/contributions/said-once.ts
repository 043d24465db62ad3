import type { Scope } from "../../bind/scope.js";
import type { Contribution, Program } from "../../model.js";
import { PART_WORDS } from "./parts.js";

const overlaps = (a: Contribution, b: Contribution): boolean =>
  (a.classes.length === 0 || b.classes.length === 0 || a.classes.some((id) => b.classes.includes(id))) &&
  (a.part === b.part || a.part === "premium" || b.part === "premium");

export function checkSaidOnce(coverage: string, program: Program, scope: Scope): void {
  const own = program.contributions.filter(({ coverages }) => coverages.includes(coverage));
  for (const [i, later] of own.entries()) {
    const earlier = own.slice(0, i).find((candidate) => overlaps(candidate, later));
    if (!earlier) continue;
    scope.reporter.report(
      "PW0024",
      { what: `Who pays the ${PART_WORDS[later.part]} of ${coverage}` },
      later.origin.place,
      {
        subject: coverage,
        related: [{ place: earlier.origin.place, message: "said here first" }],
        why: "One side's share is given once; the other pays the rest.",
      },
    );
    return;
  }
  const byTier = program.rates.some(
    ({ coverages, keys }) => coverages.includes(coverage) && keys.includes("tier"),
  );
  const first = own.find(({ part }) => part === "employee_premium");
  if (byTier && first && !own.some(({ part }) => part === "dependent_premium")) {
    scope.reporter.report(
      "PW2501",
      { what: `who pays the dependent premium of ${coverage}` },
      first.origin.place,
      {
        subject: coverage,
        why: "Its rates are by tier, so some of them are for dependents as well.",
      },
    );
  }
}
