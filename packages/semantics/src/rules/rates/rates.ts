import type { BoundRates } from "../../bind/rates.js";
import type { Scope } from "../../bind/scope.js";
import type { Coverage, Period } from "../../model.js";
import { checkCases } from "./days.js";
import { checkGuarantee } from "./guarantee.js";
import { checkPeriod } from "./period.js";
import { checkTable } from "./rows.js";

/** Finds holes and doubles in each table, and days and cases of a coverage without rates or with two. */
export function checkRates(
  rates: readonly BoundRates[],
  coverages: readonly Coverage[],
  program: Period,
  scope: Scope,
): void {
  for (const bound of rates) {
    checkTable(bound, scope);
    checkGuarantee(bound, program, scope);
    checkPeriod(bound, program, scope);
  }
  for (const coverage of coverages) {
    const tables = rates.filter(({ table }) => table.coverages.includes(coverage.id));
    if (tables.length > 0 && !scope.brokenRates.has(coverage.id))
      checkCases(coverage, tables, program, scope);
  }
}
