import type { BoundRenewal } from "../../bind/renewal/renewals.js";
import type { Scope } from "../../bind/scope.js";

/** Two renewals for one coverage must be of different carriers, or for different groups. */
export function checkTwice({ renewal }: BoundRenewal, earlier: readonly BoundRenewal[], scope: Scope): void {
  for (const { renewal: other } of earlier) {
    const coverage = renewal.coverages.find((id) => other.coverages.includes(id));
    if (coverage === undefined || renewal.when || other.when) continue;
    const apart =
      renewal.carriers.length > 0 &&
      other.carriers.length > 0 &&
      !renewal.carriers.some((id) => other.carriers.includes(id));
    if (apart) continue;
    scope.reporter.report("PW2803", { what: `how ${coverage} is renewed` }, renewal.origin.place, {
      related: [{ place: other.origin.place, message: "the other" }],
      why: "Each may name the `carriers` whose rates it renews, or say `when` it holds.",
    });
  }
}
