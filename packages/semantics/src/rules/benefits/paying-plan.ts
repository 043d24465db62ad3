import type { Benefits } from "../../benefits-model.js";
import type { Plan } from "../../model.js";

/** A plan with what it pays, and the plans that come with it. */
export interface PayingPlan {
  readonly plan: Plan;
  readonly benefits: Benefits;
  readonly companions: readonly Plan[];
}
