import type { Scope } from "../../bind/scope.js";
import type { AbsenceRow, DateRule, Eligibility } from "../../eligibility-model.js";
import type { Point, Program } from "../../model.js";
import { pointsIn } from "../../types/point.js";

/** A return with a first day of its own, and with the waiting period of somebody new, has two first days. */
export function checkReturns(program: Program, scope: Scope): void {
  for (const eligibility of program.eligibility) {
    const waits = eligibility.begins.find(({ for: who, at }) => who.length === 0 && hasWait(at));
    if (!waits || hasBenefitsThatWait(eligibility, program)) continue;
    for (const { to, rows } of eligibility.absences) {
      for (const row of rows) if (isTwofold(row, to, waits)) report(row, waits, scope);
    }
  }
}

const hasWait = (at: Point): boolean => [...pointsIn(at)].some(({ op }) => op === "plus");

/** Then the waiting period that applies may be that of some services, and not that of cover. */
const hasBenefitsThatWait = ({ coverages }: Eligibility, program: Program): boolean =>
  program.plans.some(
    ({ coverage, benefits }) => coverages.includes(coverage) && (benefits?.waiting.length ?? 0) > 0,
  );

function isTwofold({ begins, waitingPeriod }: AbsenceRow, returned: string, waits: DateRule): boolean {
  if (waitingPeriod !== "applies" || !("at" in begins)) return false;
  return shape(begins.at, returned) !== shape(waits.at, undefined);
}

/** A day in which each event stands for any; of a return, the return alone. */
function shape(at: Point, event: string | undefined): string {
  return JSON.stringify(at, (key, value: unknown) =>
    key === "ref" && (event === undefined || value === event) ? "event" : value,
  );
}

function report({ origin }: AbsenceRow, waits: DateRule, scope: Scope): void {
  scope.reporter.report("PW5152", {}, origin.place, {
    related: [{ place: waits.origin.place, message: "the waiting period" }],
    why: "Somebody who comes back is covered from the day that this row says, or waits as somebody new does. Write `waived` where the day of the row holds, or `as new ...` where the wait does.",
  });
}
