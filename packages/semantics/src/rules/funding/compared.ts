import { monthsBetween } from "../../bind/funding/projection.js";
import type { Scope } from "../../bind/scope.js";
import type { Funding, Projection } from "../../funding-model.js";

/** Arrangements that are compared count the same months. */
export function checkCompared(
  projection: Projection,
  used: ReadonlyMap<string, ReadonlySet<string>>,
  fundings: readonly Funding[],
  scope: Scope,
): void {
  const all = monthsBetween(projection.from, projection.to);
  for (const { names, eachMonth, origin } of projection.compare) {
    if (eachMonth) continue;
    const months = names.map((name) => {
      const lags = [...(used.get(name) ?? [])].map((id) => {
        const funding = fundings.find((one) => one.id === id);
        return funding?.claims ? funding.lagMonths : 0;
      });
      return { name, months: all - Math.max(0, ...lags) };
    });
    const [first] = months;
    const other = months.find((one) => one.months !== first?.months);
    if (!first || !other) continue;
    scope.reporter.report(
      "PW2603",
      { a: first.name, months: first.months, b: other.name, others: other.months },
      origin.place,
      { why: "Write `each month` after it to compare month by month." },
    );
  }
}
