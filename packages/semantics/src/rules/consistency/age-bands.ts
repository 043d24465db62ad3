import type { Scope } from "../../bind/scope.js";
import type { AgeBound, Coverage, FixedAmount } from "../../model.js";

/** The fixed amounts of somebody insured follow on one another: no age has two of them, and none has nothing. */
export function checkAgeBands(coverages: readonly Coverage[], scope: Scope): void {
  for (const { id, amounts } of coverages) {
    for (const insured of new Set(amounts.map((row) => row.insured))) {
      const rows = amounts.filter((row) => row.insured === insured);
      checkRows(
        id,
        [...rows].sort((a, b) => daysOf(a.from) - daysOf(b.from)),
        scope,
      );
    }
  }
}

function checkRows(coverage: string, rows: readonly FixedAmount[], scope: Scope): void {
  let before: FixedAmount | undefined;
  for (const row of rows) {
    const start = daysOf(row.from);
    const end = before ? daysOf(before.to ?? NEVER) : 0;
    const related = before ? [{ place: before.origin.place, message: "the band before" }] : [];
    const both = before !== undefined && start === end && before.to?.held === true && row.from?.held === true;
    if ((before && start < end) || both) {
      const value = `An age of ${both || !row.from ? written(before?.to) : written(row.from)} (${row.insured})`;
      scope.reporter.report("PW2002", { value }, row.origin.place, {
        subject: coverage,
        related,
        why: "Two amounts hold for it. `14 days to under 6 months` leaves the last day out.",
      });
    } else if (start > end || (before && !before.to?.held && !row.from?.held)) {
      const gap = before ? `from ${written(before.to)} to` : "under";
      const value = start > end ? `An age ${gap} ${written(row.from)}` : `An age of ${written(row.from)}`;
      scope.reporter.report("PW2001", { value: `${value} (${row.insured})` }, row.origin.place, {
        subject: coverage,
        related,
        why: "Nothing says what is insured then: `$0` where it is nothing.",
      });
    }
    if (!before || daysOf(row.to ?? NEVER) >= end) before = row;
  }
}

const NEVER: AgeBound = { count: "1000", unit: "year", held: true };

/** In days, to tell which is more: months and years as they are on average. */
function daysOf(bound: AgeBound | undefined): number {
  if (!bound) return 0;
  return Number(bound.count) * { day: 1, month: 365.25 / 12, year: 365.25 }[bound.unit];
}

const written = (bound: AgeBound | undefined): string =>
  bound ? `${bound.count} ${bound.unit}${bound.count === "1" ? "" : "s"}` : "0";
