import type { Accumulator } from "../../benefits-model.js";
import type { Scope } from "../../bind/scope.js";
import type { Program } from "../../model.js";

/** An account of one employee pays the claims under a deductible; a deductible of the family is another basis. */
export function checkAccountBasis(program: Program, scope: Scope): void {
  for (const { id, debit } of program.accounts) {
    if (!debit) continue;
    const plan = program.plans.find((one) => one.id === debit.plan);
    const family = plan?.benefits?.accumulators.find(isOfFamily);
    if (!plan || !family) continue;
    scope.reporter.report("PW5154", { account: id, plan: plan.id }, debit.origin.place, {
      subject: id,
      related: [{ place: family.origin.place, message: "per family" }],
      why: "What a spouse or a child spends uses up what is held in the name of the employee, and two employees of one family have two accounts for one deductible.",
    });
  }
}

const isOfFamily = ({ kind, amounts }: Accumulator): boolean =>
  kind === "deductible" &&
  amounts.some(({ per }) => per === "family") &&
  !amounts.some(({ per }) => per === "person");
