import type { Scope } from "../../bind/scope.js";
import type { Place } from "../../places.js";
import type { PayingPlan } from "./paying-plan.js";

/** Two lines that hold in one network at once. */
export function checkTwice({ plan, benefits }: PayingPlan, scope: Scope): void {
  const { accumulators, allowed } = benefits;
  const meet = (a: readonly string[], b: readonly string[]) =>
    a.length === 0 || b.length === 0 || a.some((one) => b.includes(one));
  for (const [i, one] of accumulators.entries()) {
    const other = accumulators.slice(0, i).find((earlier) => {
      const sameServices = earlier.services.join() === one.services.join();
      return (
        earlier.name === one.name &&
        !earlier.when &&
        !one.when &&
        sameServices &&
        meet(earlier.networks, one.networks)
      );
    });
    if (other)
      reportTwice(
        `${plan.id} has two lines of ${one.name} that hold at once`,
        one.origin.place,
        other.origin.place,
        scope,
      );
  }
  for (const [i, one] of allowed.entries()) {
    const other = allowed.slice(0, i).find((earlier) => {
      const general = (earlier.networks.length === 0) === (one.networks.length === 0);
      return general && meet(earlier.networks, one.networks);
    });
    if (other)
      reportTwice(`${plan.id} says twice what is allowed`, one.origin.place, other.origin.place, scope);
  }
}

function reportTwice(what: string, place: Place, other: Place, scope: Scope): void {
  scope.reporter.report("PW2307", { what }, place, {
    related: [{ place: other, message: "and here" }],
    why: "Which of the two holds would be a guess. `in` says for which networks a line is, `when` for whom.",
  });
}
