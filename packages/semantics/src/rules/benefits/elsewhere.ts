import type { BenefitCell, Step } from "../../benefits-model.js";
import type { Scope } from "../../bind/scope.js";
import type { PayingPlan } from "./paying-plan.js";

export const stepsOf = (cell: BenefitCell): readonly Step[] => cell.cases.flatMap(({ steps }) => steps);

/** Lines for networks in which the plan does not pay; a share of the payment in its own network. */
export function checkElsewhere({ plan, benefits }: PayingPlan, scope: Scope): void {
  const { networks, accumulators, limits, cells } = benefits;
  if (networks.length === 0) return;
  const named = [
    ...accumulators.map((one) => ({ of: one.networks, origin: one.origin })),
    ...limits.map((one) => ({ of: one.networks, origin: one.origin })),
    ...cells.map((cell) => ({ of: cell.network === undefined ? [] : [cell.network], origin: cell.origin })),
  ];
  for (const { of, origin } of named) {
    const dead = of.find((network) => !networks.includes(network));
    if (dead === undefined) continue;
    scope.reporter.report("PW2306", { what: `${plan.id} pays nothing in ${dead}` }, origin.place, {
      subject: plan.id,
      why: "Its line `networks` names those in which it pays.",
      cause: `elsewhere ${plan.id} ${dead}`,
    });
  }
  for (const cell of cells) {
    for (const step of stepsOf(cell)) {
      if (step.op !== "pays" || step.paymentIn === undefined) continue;
      const isOwn = cell.network === undefined || cell.network === step.paymentIn;
      if (!isOwn && networks.includes(step.paymentIn)) continue;
      const what = isOwn
        ? `A share of the payment in ${step.paymentIn} stands in ${step.paymentIn}`
        : `${plan.id} pays nothing in ${step.paymentIn}, so there is no share of it`;
      scope.reporter.report("PW2304", { what }, cell.origin.place);
    }
  }
}
