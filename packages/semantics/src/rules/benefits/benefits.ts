import type { Scope } from "../../bind/scope.js";
import type { Program } from "../../model.js";
import type { SayConvention } from "../say-convention.js";
import { checkAccumulators } from "./accumulators.js";
import { checkBalances } from "./balances.js";
import { checkCompanions, companionsOf } from "./companions.js";
import { checkElsewhere } from "./elsewhere.js";
import { checkHoles } from "./holes.js";
import { checkBenefitSilence } from "./silence.js";
import { checkTwice } from "./twice.js";

/** What a schedule of benefits leaves open, says twice, or says for nothing. */
export function checkBenefits(program: Program, scope: Scope, sayConvention: SayConvention): void {
  const byId = new Map(program.plans.map((plan) => [plan.id, plan]));
  for (const plan of program.plans) {
    const { benefits } = plan;
    if (!benefits) continue;
    const companions = companionsOf(plan, byId);
    const paying = { plan, benefits, companions };
    // What could not be read may have been what is missing.
    if (benefits.tablesWhole) checkHoles(paying, scope);
    checkAccumulators(paying, program.plans, scope);
    checkCompanions(paying, program, scope);
    checkElsewhere(paying, scope);
    checkTwice(paying, scope);
    checkBenefitSilence(paying, program, scope, sayConvention);
  }
  checkBalances(program, scope);
}
