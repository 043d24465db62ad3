import type { Scope } from "../../bind/scope.js";
import type { Program } from "../../model.js";
import { checkOne } from "./requirements.js";
import { checkSaidOnce } from "./said-once.js";

/** Who pays must follow from one line, for each class and each part; fixed percentages must meet requirements. */
export function checkContributions(program: Program, scope: Scope): void {
  for (const { id } of program.coverages) checkSaidOnce(id, program, scope);
  for (const requirement of program.participation) {
    const named = requirement.coverages.filter(
      (id) => !program.contributions.some((c) => c.coverages.includes(id)),
    );
    const [unpaid] = named;
    if (unpaid !== undefined && !scope.contributionsUnsure) {
      scope.reporter.report("PW2501", { what: `who pays ${named.join(", ")}` }, requirement.origin.place, {
        why: "A requirement on a share can be held against contributions alone.",
        subject: unpaid,
      });
    }
    if (requirement.level !== "require" || requirement.when || requirement.is !== "share") continue;
    for (const contribution of program.contributions) checkOne(requirement, contribution, scope);
  }
}
