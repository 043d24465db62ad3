import type { Scope } from "../../bind/scope.js";
import type { Program } from "../../model.js";

/** The tier of the employee alone is what tells the employee premium from the dependent premium. */
export function checkTierAlone(program: Program, scope: Scope): void {
  const parted =
    program.contributions.find(({ part }) => part !== "premium") ??
    program.participation.find(({ part }) => part !== "premium");
  if (!parted) return;
  const used = new Set(program.rates.flatMap(({ tiers }) => [...tiers]));
  for (const { tiers } of program.tierSets) {
    const [first] = tiers;
    if (!first || !tiers.some(({ id }) => used.has(id)) || tiers.some(({ alone }) => alone)) continue;
    scope.reporter.report("PW2501", { what: "which tier covers the employee alone" }, first.origin.place, {
      related: [{ place: parted.origin.place, message: "here the employee premium is asked for" }],
      why: "What that tier costs is the employee premium; the rest is for dependents. Write `covers employee` after it.",
    });
  }
}
