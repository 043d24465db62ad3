import type { BoundRates } from "../../bind/rates.js";
import type { Scope } from "../../bind/scope.js";
import { dayAfter } from "../../types/days.js";

/** `rate period 6 months`: how long the rates hold, as the document says it beside their days. */
export function checkRatePeriods(rates: readonly BoundRates[], scope: Scope): void {
  for (const { block, table } of rates) {
    const read = block.one("rate period");
    if (!read) continue;
    const { value } = read;
    if (value.kind !== "duration" || value.unit === "day") {
      scope.reporter.report(
        "PW3003",
        { wanted: "A number of months or years", got: "another figure" },
        read.place,
        {
          why: "It is written like `rate period 12 months`.",
        },
      );
      continue;
    }
    const stated = Number(value.value) * (value.unit === "year" ? 12 : 1);
    const { from, to } = table.effective;
    const months = monthsBetween(from, dayAfter(to));
    if (months === stated) continue;
    const length = months === undefined ? "no whole number of months" : `${months} months`;
    const what = `A rate period of ${stated} months, and these rates run from ${from} to ${to}, ${length}`;
    const span = block.heading?.effective?.span;
    scope.reporter.report("PW2101", { what }, read.place, {
      subject: table.coverages[0],
      related: span ? [{ place: { file: block.file, span }, message: "their days" }] : [],
      why: "The next rates are due at the end of one of the two. Ask which, and put the other right.",
    });
  }
}

/** Whole months from a day to the same day of a later month. */
function monthsBetween(from: string, to: string): number | undefined {
  const [y1 = 0, m1 = 0, d1 = 0] = from.split("-").map(Number);
  const [y2 = 0, m2 = 0, d2 = 0] = to.split("-").map(Number);
  return d1 === d2 ? (y2 - y1) * 12 + m2 - m1 : undefined;
}
