import type { Scope } from "../../bind/scope.js";
import type { Program } from "../../model.js";
import { checkAccountBasis } from "./account-basis.js";
import { checkChangePayers } from "./change-payers.js";
import { checkLinkedVolumes } from "./linked-volumes.js";
import { checkMonthsOfYear } from "./months-of-a-year.js";
import { checkNothingSaid } from "./nothing-said.js";
import { checkOpenTiers } from "./open-tiers.js";
import { checkReturns } from "./returns.js";
import { checkUnfunded } from "./unfunded.js";

/** What two places of a program say of one thing, and do not agree on. `own`: the files of its folder. */
export function checkConsistency(program: Program, own: readonly string[], scope: Scope): void {
  checkOpenTiers(program.rates, scope);
  checkLinkedVolumes(program.coverages, scope);
  checkAccountBasis(program, scope);
  checkChangePayers(program, scope);
  checkMonthsOfYear(program, scope);
  checkNothingSaid(program, own, scope);
  checkReturns(program, scope);
  checkUnfunded(program, scope);
}
