import type { Accumulator, Limit, Period } from "../../benefits-model.js";
import type { Scope } from "../../bind/scope.js";
import type { Eligibility } from "../../eligibility-model.js";
import type { Program } from "../../model.js";
import type { Origin } from "../../places.js";

/** Accumulators that start again at a return: what a plan pays at most in a year is paid twice in that year. */
export function checkNewLimits(program: Program, scope: Scope): void {
  for (const eligibility of program.eligibility) {
    const rows = eligibility.absences.flatMap((absence) =>
      absence.rows.filter(({ accumulators }) => accumulators === "start_again"),
    );
    const [first] = rows;
    const limit = first && yearlyLimit(eligibility, program);
    if (!first || !limit) continue;
    const deductible = yearlyDeductible(limit.plan, program);
    scope.reporter.report("PW5159", { plan: limit.plan }, first.origin.place, {
      subject: limit.plan,
      related: [
        { place: limit.origin.place, message: "at most this in a year" },
        ...(deductible ? [{ place: deductible.place, message: "due again as well" }] : []),
      ],
      why: "Somebody who is back within the year has the whole of it before the absence, and the whole of it after.",
    });
  }
}

const isYearly = (period: Period | undefined): boolean =>
  period?.kind === "calendar_year" || period?.kind === "contract_year";

function yearlyLimit(
  { coverages }: Eligibility,
  program: Program,
): { readonly plan: string; readonly origin: Origin } | undefined {
  const isPaid = ({ of, per, period }: Limit) => of === "payment" && per === "person" && isYearly(period);
  for (const { id, coverage, benefits } of program.plans) {
    const limit = coverages.includes(coverage) ? benefits?.limits.find(isPaid) : undefined;
    if (limit) return { plan: id, origin: limit.origin };
  }
  return undefined;
}

function yearlyDeductible(plan: string, program: Program): Origin | undefined {
  const isDue = ({ kind, period }: Accumulator) => kind === "deductible" && isYearly(period);
  return program.plans.find(({ id }) => id === plan)?.benefits?.accumulators.find(isDue)?.origin;
}
