import type { Scope } from "../../bind/scope.js";
import type { Program } from "../../model.js";
import { checkLinkedVolumes } from "./linked-volumes.js";
import { checkOpenTiers } from "./open-tiers.js";

/** What two places of a program say of one thing, and do not agree on. */
export function checkConsistency(program: Program, scope: Scope): void {
  checkOpenTiers(program.rates, scope);
  checkLinkedVolumes(program.coverages, scope);
}
