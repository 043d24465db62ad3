import type { BoundRates } from "../../bind/rates.js";
import type { Scope } from "../../bind/scope.js";
import type { Period } from "../../model.js";

export function checkGuarantee({ table, block }: BoundRates, program: Period, scope: Scope): void {
  const guaranteed = block.one("guaranteed");
  const last = table.effective.to < program.to ? table.effective.to : program.to;
  if (!table.guaranteed || !guaranteed || table.guaranteed >= last) return;
  for (const coverage of table.coverages) {
    scope.reporter.report("PW2107", { coverage, last: table.guaranteed, program: last }, guaranteed.place, {
      subject: coverage,
      why: `For the days after ${table.guaranteed} it is not certain that these rates hold. A person rated then is rated, with a remark.`,
    });
  }
}
