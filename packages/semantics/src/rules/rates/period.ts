import type { BoundRates } from "../../bind/rates.js";
import type { Scope } from "../../bind/scope.js";
import type { Period } from "../../model.js";

export function checkPeriod({ table, block }: BoundRates, program: Period, scope: Scope): void {
  const { from, to } = table.effective;
  if (from >= program.from && to <= program.to) return;
  const span = block.heading?.effective?.span ?? block.node.span;
  const what = `These rates run from ${from} to ${to}, the program from ${program.from} to ${program.to}`;
  scope.reporter.report("PW2101", { what }, { file: block.file, span }, { subject: table.coverages[0] });
}
