import type { Scope } from "../../bind/scope.js";
import type { Program } from "../../model.js";

/** Where some coverages have rates, one with plans and without rates can be chosen and not be rated. */
export function checkPlansWithoutRates(program: Program, scope: Scope): void {
  if (program.rates.length === 0) return;
  for (const { id, origin } of program.coverages) {
    const plan = program.plans.find(({ coverage, isSchedule }) => coverage === id && !isSchedule);
    // A program may say what its plans pay and leave their price out.
    if (plan?.benefits) continue;
    const rated = program.rates.some(({ coverages }) => coverages.includes(id));
    if (!plan || rated || scope.brokenRates.has(id)) continue;
    scope.reporter.report("PW2018", { coverage: id }, plan.origin.place, {
      subject: id,
      related: [{ place: origin.place, message: "the coverage" }],
    });
  }
}
