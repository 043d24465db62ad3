import type { Benefits, Limit } from "../../benefits-model.js";
import type { Scope } from "../../bind/scope.js";
import type { Program } from "../../model.js";

/** `expect used of deductible by a`: the plans of the example have one. */
export function checkBalances(program: Program, scope: Scope): void {
  if (program.plans.some(({ benefits }) => benefits && !benefits.isWhole)) return;
  const known = new Set(program.plans.flatMap(({ benefits }) => (benefits ? namesOf(benefits) : [])));
  for (const { claims } of program.examples) {
    if (!claims) continue;
    for (const { of, plan, origin } of [...claims.used, ...claims.balances]) {
      const paying = program.plans.find(({ id }) => id === (plan ?? claims.plans[0]))?.benefits;
      const meant = paying ? accountsNamed(paying, of) : [];
      const [one] = meant;
      if (meant.length > 1 && one !== undefined) {
        scope.reporter.report("PW1001", { name: of, kind: "the name of one account alone" }, origin.place, {
          why: `It may be: ${meant.join("; ")}. Name one of them, such as \`${one}\`.`,
        });
      } else if (meant.length === 0 && !known.has(of)) {
        scope.reporter.report(
          "PW1001",
          { name: of, kind: "a deductible, copay, maximum or limit" },
          origin.place,
          { why: `There are: ${[...known].join("; ") || "none"}.` },
        );
      }
    }
  }
}

/** Whole names of the accounts that are meant: the one called so, or all that are called so in short. */
function accountsNamed(benefits: Benefits, of: string): string[] {
  const named = benefits.accumulators.filter(({ name }) => name === of).map(({ id }) => id);
  return namesOf(benefits).includes(of) ? [of] : [...new Set(named)];
}

const namesOf = ({ accumulators, limits }: Benefits): string[] => [
  ...accumulators.map(({ id }) => id),
  ...limits.map(limitName),
];

/** `visits of acupuncture, chiropractic`, `plan pays in ppo`: as the evaluator calls it. */
function limitName({ of, services, networks }: Limit): string {
  const isMoney = typeof of === "string";
  const unit = isMoney ? "" : of.unit === "surgery" ? "surgeries" : `${of.unit}s`;
  const what = isMoney ? (of === "payment" ? "plan pays" : "plan allows") : unit;
  const named = services.length > 0 ? ` ${isMoney ? "for" : "of"} ${services.join(", ")}` : "";
  return `${what}${named}${networks.length > 0 ? ` in ${networks.join(", ")}` : ""}`;
}
