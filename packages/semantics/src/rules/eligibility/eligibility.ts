import type { BoundEligibility } from "../../bind/eligibility/eligibility.js";
import type { Scope } from "../../bind/scope.js";
import type { Program } from "../../model.js";
import { Audience } from "./audience.js";
import { checkDependents } from "./dependents.js";
import { checkOnce } from "./once.js";
import { checkOrderOfDays } from "./order-of-days.js";
import { checkSilence } from "./silence.js";
import { checkTwice } from "./twice.js";
import { checkTwiceAfterEvents } from "./twice-after-events.js";
import { checkVain } from "./vain.js";

/** What eligibility leaves open, says twice, or says in vain. */
export function checkEligibility(bound: readonly BoundEligibility[], program: Program, scope: Scope): void {
  checkOnce(bound, scope);
  for (const one of bound) {
    const audience = new Audience(one.eligibility, program, scope);
    checkTwice(audience, scope);
    checkTwiceAfterEvents(audience, scope);
    checkVain(audience, scope);
    checkOrderOfDays(one.eligibility, program, scope);
    checkDependents(one.eligibility, scope);
    if (one.isWhole) checkSilence(audience, one.end, scope);
  }
}
