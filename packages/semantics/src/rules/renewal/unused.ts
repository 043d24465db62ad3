import type { BoundRenewals } from "../../bind/renewal/renewals.js";
import type { Scope } from "../../bind/scope.js";

/** Corridors that hold nothing change no answer. */
export function checkUnused({ corridors, within }: BoundRenewals, scope: Scope): void {
  // A line that names none may have meant any of them.
  const isUnsure = [...within].some((name) => corridors.every(({ id }) => id !== name));
  if (isUnsure) return;
  for (const { id, origin } of corridors) {
    if (!within.has(id))
      scope.reporter.report("PW2306", { what: `No renewal and no history is within ${id}` }, origin.place);
  }
}
