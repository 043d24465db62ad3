import type { Scope } from "../../bind/scope.js";
import type { Plan, Program } from "../../model.js";
import type { Place } from "../../places.js";
import type { PayingPlan } from "./paying-plan.js";

export function companionsOf(plan: Plan, byId: ReadonlyMap<string, Plan>): Plan[] {
  const found: Plan[] = [];
  const visit = (from: Plan): void => {
    for (const { plan: id } of from.benefits?.with ?? []) {
      const other = byId.get(id);
      if (!other || other === plan || found.includes(other)) continue;
      found.push(other);
      visit(other);
    }
  };
  visit(plan);
  return found;
}

/** What a plan shares with the plan that it comes with must be there; and no plan comes with itself. */
export function checkCompanions(
  { plan, benefits, companions }: PayingPlan,
  program: Program,
  scope: Scope,
): void {
  if (benefits.with.some(({ plan: id }) => id === plan.id) || benefits.riderTo.includes(plan.id)) {
    scope.reporter.report("PW1004", { path: [plan.id, plan.id] }, plan.origin.place);
  }
  const family = [plan, ...companions];
  for (const one of family) {
    for (const { of, name, origin } of one.benefits?.accumulators ?? []) {
      if (of === undefined) continue;
      const isGuest = one === plan && (plan.isSchedule || isBroughtAlong(plan, program));
      const host = family.find((other) => other !== one && other.coverage === of);
      if (!isGuest && host) checkWhichShared(one, host, name, origin.place, scope);
      if (isGuest || host?.benefits?.accumulators.some((other) => other.name === name)) continue;
      const what = host
        ? `${one.id} shares the ${name} of ${host.id}, which has none`
        : `${one.id} shares the ${name} of a plan of ${of}, and comes with none`;
      scope.reporter.report("PW2305", { what }, origin.place, {
        related: [{ place: plan.origin.place, message: `with ${plan.id}` }],
      });
    }
  }
}

/** A network that the other coverage has not cannot say which of several accounts of one name is shared. */
function checkWhichShared(guest: Plan, host: Plan, name: string, place: Place, scope: Scope): void {
  const theirs = (host.benefits?.accumulators ?? []).filter((other) => other.name === name);
  const ids = [...new Set(theirs.map(({ id }) => id))];
  const known = scope.lists.of("network", host.coverage).map(({ id }) => id);
  const own = scope.lists.of("network", guest.coverage).map(({ id }) => id);
  if (ids.length < 2 || (own.length > 0 && own.every((id) => known.includes(id)))) return;
  const lost = own.find((id) => !known.includes(id));
  scope.reporter.report(
    "PW2305",
    { what: `${guest.id} shares the ${name} of ${host.id}, which has ${ids.length}` },
    place,
    {
      why: `They are: ${ids.join("; ")}. Which one is meant follows from the network, and ${host.coverage} has no network ${lost ?? "that a line of this plan names"}. Name the networks of ${guest.coverage} as those of ${host.coverage} are: ${known.join(", ")}.`,
    },
  );
}

const isBroughtAlong = ({ id }: Plan, program: Program): boolean =>
  program.plans.some(({ benefits }) => benefits?.with.some(({ plan }) => plan === id));
