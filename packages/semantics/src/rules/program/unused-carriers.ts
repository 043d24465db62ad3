import type { Scope } from "../../bind/scope.js";
import { nearest } from "../../diagnostics/report.js";
import type { Program } from "../../model.js";

/** A folder that others use may declare more than one program needs. */
export function checkUnusedCarriers(program: Program, own: readonly string[], scope: Scope): void {
  // A line that could not be read may use any of them.
  if (scope.carriersUnsure) return;
  for (const { id, formerly, origin } of program.carriers) {
    // Somebody who is nearly called so was most likely meant to be it.
    const names = formerly === undefined ? [id] : [id, formerly.toLowerCase()];
    const isMeant = scope.unknownCarriers.some((name) => nearest(name, names) !== undefined);
    if (own.includes(origin.place.file) && !scope.usedCarriers.has(id) && !isMeant)
      scope.reporter.report("PW1006", { name: id }, origin.place, { subject: id });
  }
}
