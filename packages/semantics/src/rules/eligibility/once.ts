import type { BoundEligibility } from "../../bind/eligibility/eligibility.js";
import type { Scope } from "../../bind/scope.js";
import type { Origin } from "../../places.js";

/** A coverage has one block. */
export function checkOnce(bound: readonly BoundEligibility[], scope: Scope): void {
  const seen = new Map<string, Origin>();
  for (const { eligibility } of bound) {
    for (const coverage of eligibility.coverages) {
      const earlier = seen.get(coverage);
      if (earlier) {
        scope.reporter.report(
          "PW0024",
          { what: `\`eligibility\` of ${coverage}` },
          eligibility.origin.place,
          {
            related: [{ place: earlier.place, message: "given here first" }],
          },
        );
      } else seen.set(coverage, eligibility.origin);
    }
  }
}
