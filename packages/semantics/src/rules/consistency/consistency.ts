import type { ProgramFacts } from "../../bind/program.js";
import type { BoundRates } from "../../bind/rates.js";
import type { Scope } from "../../bind/scope.js";
import type { Program } from "../../model.js";
import { checkAccountBasis } from "./account-basis.js";
import { checkAgeBands } from "./age-bands.js";
import { checkChangePayers } from "./change-payers.js";
import { checkDocumentDays } from "./documents.js";
import { checkDominatedPlans } from "./dominated-plans.js";
import { checkLinkedVolumes } from "./linked-volumes.js";
import { checkMonthsOfYear } from "./months-of-a-year.js";
import { checkNewLimits } from "./new-limits.js";
import { checkNothingSaid } from "./nothing-said.js";
import { checkOpenTiers } from "./open-tiers.js";
import { checkPlanChanges, type StatedPlanChanges } from "./plan-changes.js";
import { checkRatePeriods } from "./rate-period.js";
import { checkRecommendedShares } from "./recommended-shares.js";
import { checkRefusedExceptions } from "./refused-exceptions.js";
import { checkReturns } from "./returns.js";
import { checkStatedChanges } from "./stated-changes.js";
import { checkUnfunded } from "./unfunded.js";

/** What the rules look at beside the program itself: lines that say something of other lines. */
export interface Stated {
  readonly facts: ProgramFacts;
  readonly rates: readonly BoundRates[];
  readonly planChanges: readonly StatedPlanChanges[];
  /** The files of its folder. */
  readonly own: readonly string[];
}

/** What two places of a program say of one thing, and do not agree on. */
export function checkConsistency(
  program: Program,
  { facts, rates, planChanges, own }: Stated,
  scope: Scope,
): void {
  checkDocumentDays(facts, program.rates, scope);
  checkRatePeriods(rates, scope);
  checkStatedChanges(rates, scope);
  checkAgeBands(program.coverages, scope);
  checkOpenTiers(program.rates, scope);
  checkLinkedVolumes(program.coverages, scope);
  checkPlanChanges(planChanges, program.plans, scope);
  checkDominatedPlans(program, scope);
  checkRecommendedShares(program, scope);
  checkRefusedExceptions(program.plans, scope);
  checkAccountBasis(program, scope);
  checkChangePayers(program, scope);
  checkMonthsOfYear(program, scope);
  checkNewLimits(program, scope);
  checkNothingSaid(program, own, scope);
  checkReturns(program, scope);
  checkUnfunded(program, scope);
}
