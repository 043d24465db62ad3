import type { Scope } from "../../bind/scope.js";
import type { Funding } from "../../funding-model.js";
import type { Expression, Program } from "../../model.js";
import { dollars, exact, shortest } from "../../types/exact.js";

const literal = (e: Expression | undefined): string | undefined =>
  e?.op === "literal" && !e.percent ? e.value : undefined;

/** A stop-loss that ends above what the plan pays in a lifetime has a part that nothing reaches. */
export function checkReach(funding: Funding, program: Program, scope: Scope): void {
  const { specific } = funding;
  const attaches = literal(specific?.attaches);
  const most = literal(specific?.most);
  if (!specific || attaches === undefined || most === undefined) return;
  const end = exact(attaches).add(exact(most));
  const plans = program.plans.flatMap((plan) => {
    if (!funding.coverages.includes(plan.coverage) || plan.isSchedule) return [];
    const limit = plan.benefits?.limits.find(
      ({ of, per, period, services }) =>
        of === "payment" && per === "person" && period?.kind === "lifetime" && services.length !== 1,
    );
    const lifetime = literal(limit?.most);
    return limit && lifetime !== undefined ? [{ plan, limit, lifetime }] : [];
  });
  for (const { plan, limit, lifetime } of plans) {
    if (exact(lifetime).compare(end) >= 0) continue;
    const due = exact(lifetime).sub(exact(attaches));
    const atMost = due.compare(0) > 0 ? dollars(shortest(due.toString())) : "$0";
    scope.reporter.report(
      "PW2604",
      {
        funding: funding.id,
        end: dollars(shortest(end.toString())),
        plan: plan.id,
        lifetime: dollars(lifetime),
      },
      specific.origin.place,
      {
        related: [{ place: limit.origin.place, message: `${dollars(lifetime)} in a lifetime` }],
        why: `At most ${atMost} can be due.`,
        subject: funding.id,
      },
    );
  }
}
