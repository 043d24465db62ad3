import type { Scope } from "../../bind/scope.js";
import type { Funding } from "../../funding-model.js";

/** Where claims cost something, someone bears them. */
export function checkBearer(funding: Funding, scope: Scope): void {
  const { claims, charges, specific, aggregate, reserves } = funding;
  const sharesClaims = charges.some(({ amount }) => amount.kind === "share");
  if (claims || scope.broken.covers(funding.id)) return;
  if (!sharesClaims && !specific && !aggregate && reserves.every(({ completion }) => completion.length === 0))
    return;
  scope.reporter.report("PW2501", { what: `who bears the claims of ${funding.id}` }, funding.origin.place, {
    why: "It is written `claims paid by city`, or in layers of `each claim`.",
    cause: `bearer of ${funding.id}`,
  });
}
