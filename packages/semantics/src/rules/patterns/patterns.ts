import type { BoundRates } from "../../bind/rates.js";
import type { Scope } from "../../bind/scope.js";
import type { Plan } from "../../model.js";
import { cellsOf, MOST_RATES } from "./cells.js";
import { reportChannelMultiples } from "./channel-multiples.js";
import { reportCopiedLimits } from "./copied-limit.js";
import { reportFamilyAmounts } from "./family-amounts.js";
import { reportBrokenDifferences } from "./constant-differences.js";
import { reportOutOfPattern } from "./out-of-pattern.js";
import { reportHiddenLoads } from "./hidden-load.js";
import { reportRicherOutside } from "./richer-outside.js";
import { reportSumsOfRates } from "./sums-of-rates.js";

/** Finds figures that do not go with the others: most likely slips, and none that an exact rule could find. */
export function checkPatterns(rates: readonly BoundRates[], plans: readonly Plan[], scope: Scope): void {
  reportFamilyAmounts(plans, scope);
  reportCopiedLimits(plans, scope);
  reportChannelMultiples(plans, scope);
  reportRicherOutside(plans, scope.lists.all("network"), scope);
  if (rates.reduce((sum, { count }) => sum + count, 0) > MOST_RATES) return;
  const sheets = rates.flatMap((bound) => (bound.complete ? [{ bound, cells: cellsOf(bound) }] : []));
  for (const { bound, cells } of sheets) {
    reportOutOfPattern(bound, cells, scope);
    reportBrokenDifferences(bound, cells, scope);
  }
  reportSumsOfRates(sheets, scope);
  reportHiddenLoads(sheets, scope);
}
