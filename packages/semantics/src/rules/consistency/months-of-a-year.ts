import type { Scope } from "../../bind/scope.js";
import type { Expression, Program, RateRow, Rounding } from "../../model.js";
import { dollars, exact, shortest } from "../../types/exact.js";

type Split = Expression & { readonly op: "convert" };

/** An amount a year that is paid by the month, each month rounded: twelve of them may come to another amount. */
export function checkMonthsOfYear(program: Program, scope: Scope): void {
  for (const { computed, rows, coverages } of program.rates.filter(({ computed: all }) =>
    all.some(isSplit),
  )) {
    if (computed.length === 0) continue;
    for (const row of rows) checkRow(row, coverages, program.rounding, scope);
  }
}

const isSplit = (e: Expression): e is Split =>
  e.op === "convert" && e.a.op === "literal" && !e.a.percent && e.times === "1" && e.over === "12";

function checkRow(row: RateRow, coverages: readonly string[], rounding: Rounding, scope: Scope): void {
  const { value, keys, origin } = row;
  if (value === "not_offered" || !isSplit(value) || value.a.op !== "literal") return;
  const year = value.a.value;
  const month = rounded(exact(year).div(12), rounding);
  const twelve = month.mul(12);
  if (twelve.equals(exact(year))) return;
  const coverage = keys.coverage && "is" in keys.coverage ? keys.coverage.is[0] : coverages[0];
  scope.reporter.report(
    "PW5158",
    {
      month: dollars(shortest(month.toString())),
      twelve: dollars(shortest(twelve.toString())),
      year: dollars(year),
    },
    origin.place,
    {
      subject: coverage,
      cause: `months of ${year} of ${coverage}`,
      why: "Each month is rounded on its own. Where the year must come to its amount, one of its months takes what is left.",
    },
  );
}

function rounded(value: ReturnType<typeof exact>, { mode, to }: Rounding): ReturnType<typeof exact> {
  const steps = value.div(exact(to));
  const below = steps.floor();
  const rest = steps.sub(below);
  const half = exact("0.5");
  const up: Readonly<Record<Rounding["mode"], boolean>> = {
    up: rest.compare(0) > 0,
    down: false,
    half_up: rest.compare(half) >= 0,
    half_down: rest.compare(half) > 0,
    half_even: rest.compare(half) > 0 || (rest.equals(half) && !below.mod(2).equals(0)),
  };
  return below.add(up[mode] ? 1 : 0).mul(exact(to));
}
