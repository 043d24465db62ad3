import type { Scope } from "../../bind/scope.js";
import type { DependentRow, Eligibility } from "../../eligibility-model.js";
import type { Point } from "../../model.js";

/** Nobody is married, or a partner, at an earlier birthday. */
const YOUNGEST = 16;
const PARTNERS: readonly string[] = ["spouse", "domestic_partner"];

/** Reports rows about dependents that decide nothing: another row holds for longer, or nobody is ever so young. */
export function checkDependents({ dependents }: Eligibility, scope: Scope): void {
  for (const [i, row] of dependents.entries()) {
    const { relations, until, origin } = row;
    const longer = relations.map((relation) =>
      dependents.find(
        (other, at) => at !== i && other.relations.includes(relation) && outlasts(other, row, at < i),
      ),
    );
    const [first] = longer;
    if (first && !longer.includes(undefined)) {
      scope.reporter.report("PW2421", { what: "This row decides nothing" }, origin.place, {
        related: [{ place: first.origin.place, message: "holds as long, whenever it does" }],
        why: "Somebody is a dependent as long as any row holds.",
      });
    }
    const partner = relations.find((relation) => PARTNERS.includes(relation));
    if (partner !== undefined && until?.op === "birthday" && until.nth < YOUNGEST) {
      scope.reporter.report("PW2421", { what: `This row insures no ${partner}` }, origin.place, {
        why: `It ends at birthday ${until.nth}, before anybody is one. \`any age\` has no end.`,
      });
    }
  }
}

/** Whether a row holds whenever another one does, and for as long. Of two that are alike the first is meant. */
function outlasts(a: DependentRow, b: DependentRow, isEarlier: boolean): boolean {
  if (a.when && JSON.stringify(a.when) !== JSON.stringify(b.when)) return false;
  const isSame = JSON.stringify(a.until) === JSON.stringify(b.until);
  if (isSame && JSON.stringify(a.when) === JSON.stringify(b.when)) return isEarlier;
  return isSame || reaches(a.until, b.until);
}

function reaches(a: Point | undefined, b: Point | undefined): boolean {
  if (!a) return true;
  return a.op === "birthday" && b?.op === "birthday" && a.nth >= b.nth;
}
