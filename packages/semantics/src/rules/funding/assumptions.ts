import { monthsBetween } from "../../bind/funding/projection.js";
import type { Scope } from "../../bind/scope.js";
import type { Funding, FundingAmount, Projection } from "../../funding-model.js";

const needs = (amount: FundingAmount): "claims" | "employees" | "enrollments" | undefined => {
  switch (amount.kind) {
    case "share":
    case "months":
      return "claims";
    case "premium":
      return "enrollments";
    case "figure":
      return amount.per === undefined ? undefined : `${amount.per}s`;
  }
};

/** What the cost of its arrangements depends on is assumed; over more than a year it is said whether charges grow. */
export function checkAssumptions(
  projection: Projection,
  used: readonly Funding[],
  { reporter }: Scope,
): void {
  const months = monthsBetween(projection.from, projection.to);
  const missing = (what: string) =>
    reporter.report("PW0025", { block: `The projection ${projection.id}`, what }, projection.origin.place, {
      cause: `${projection.id} ${what}`,
    });
  for (const funding of used) {
    const due = new Set(
      funding.charges.filter(({ part }) => part !== "deposit").flatMap(({ amount }) => needs(amount) ?? []),
    );
    if (funding.claims) due.add("claims");
    if (due.has("claims") && !projection.claims.some((one) => one.funding === funding.id))
      missing(`claims of ${funding.id}`);
    for (const what of ["employees", "enrollments"] as const) {
      if (due.has(what) && !projection.counts.some((one) => one.what === what)) missing(what);
    }
    const silent = funding.charges.find(
      ({ part, amount }) =>
        part !== "deposit" &&
        amount.kind === "figure" &&
        !projection.parts.some((one) => one.funding === funding.id && one.part === part),
    );
    if (silent && months > 12)
      reporter.report(
        "PW2501",
        { what: `whether the ${silent.part} of ${funding.id} grows or stays level` },
        projection.origin.place,
        {
          why: `This projection is over ${months} months. Write \`assume ${silent.part} of ${funding.id} stays level\`, or what it grows by.`,
        },
      );
  }
}
