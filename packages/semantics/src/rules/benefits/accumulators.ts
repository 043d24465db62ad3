import type { Accumulator, Benefits, Step } from "../../benefits-model.js";
import type { Scope } from "../../bind/scope.js";
import type { Plan } from "../../model.js";
import { stepsOf } from "./elsewhere.js";
import type { PayingPlan } from "./paying-plan.js";

/** The accumulator that a step of a cell names. */
function namedBy(step: Step): string | undefined {
  if (step.op === "deductible") return step.accumulator;
  return step.op === "copay" ? step.accumulator : undefined;
}

export const isIn = ({ networks }: Accumulator, network: string | undefined): boolean =>
  networks.length === 0 || network === undefined || networks.includes(network);

/** The names of accumulators that shares apply, or to which others add. */
function namesUsed({ accumulators, cells }: Benefits): Set<string> {
  const steps = cells.flatMap(stepsOf);
  return new Set([
    ...steps.flatMap((step) => namedBy(step) ?? []),
    ...accumulators.flatMap(({ addsTo }) => addsTo),
  ]);
}

/** Whether a plan that is like a schedule applies a line of it. */
function isUsedByLike({ origin: { place }, name }: Accumulator, plans: readonly Plan[]): boolean {
  return plans.some(({ benefits }) => {
    const isThere = benefits?.accumulators.some(
      ({ origin }) => origin.place.file === place.file && origin.place.span.start === place.span.start,
    );
    return benefits !== undefined && isThere === true && namesUsed(benefits).has(name);
  });
}

/** Each step finds its deductible in its network, and each deductible has a step. */
export function checkAccumulators(
  { plan, benefits }: PayingPlan,
  plans: readonly Plan[],
  scope: Scope,
): void {
  const { accumulators, cells } = benefits;
  for (const cell of cells) {
    for (const name of stepsOf(cell).flatMap((step) => namedBy(step) ?? [])) {
      const networks = cell.network === undefined ? benefits.networks : [cell.network];
      const lost = networks.find(
        (network) => !accumulators.some((one) => one.name === name && isIn(one, network)),
      );
      if (lost === undefined) continue;
      scope.reporter.report("PW2305", { what: `There is no ${name} in ${lost}` }, cell.origin.place, {
        why: `The ${name} of ${plan.id} is for other networks.`,
        related: accumulators
          .filter((one) => one.name === name)
          .map((one) => ({ place: one.origin.place, message: `in ${one.networks.join(", ")}` })),
      });
    }
  }
  if (!benefits.isWhole) return;
  const used = namesUsed(benefits);
  for (const one of accumulators) {
    if (one.kind === "out_of_pocket_maximum" || used.has(one.name) || cells.length === 0) continue;
    if (plan.isSchedule && isUsedByLike(one, plans)) continue;
    scope.reporter.report("PW2306", { what: `No share says \`${one.name}\`` }, one.origin.place, {
      subject: plan.id,
      why: `So it changes nothing: a share applies it by saying \`${one.name}\` as one of its steps.`,
    });
  }
  checkAddsTo(benefits, scope);
}

function checkAddsTo({ accumulators }: Benefits, scope: Scope): void {
  for (const one of accumulators) {
    for (const name of one.addsTo) {
      if (accumulators.some((other) => other.name === name && other !== one)) continue;
      const what =
        name === one.name ? `The ${name} cannot add to itself` : `There is no ${name} in this plan`;
      scope.reporter.report("PW2305", { what }, one.origin.place);
    }
  }
}
