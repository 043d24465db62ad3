import type { BoundRates } from "../../bind/rates.js";
import type { Scope } from "../../bind/scope.js";
import { cellsOf, MOST_RATES } from "./cells.js";
import { reportBrokenDifferences } from "./constant-differences.js";
import { reportOutOfPattern } from "./out-of-pattern.js";

/** Finds rates that do not go with the others: most likely slips, and none that an exact rule could find. */
export function checkPatterns(rates: readonly BoundRates[], scope: Scope): void {
  if (rates.reduce((sum, { count }) => sum + count, 0) > MOST_RATES) return;
  for (const bound of rates) {
    if (!bound.complete) continue;
    const cells = cellsOf(bound);
    reportOutOfPattern(bound, cells, scope);
    reportBrokenDifferences(bound, cells, scope);
  }
}
