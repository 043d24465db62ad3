import type { Scope } from "../bind/scope.js";
import { monthsBetween } from "../bind/funding/projection.js";
import type { Funding, FundingAmount, Projection } from "../funding-model.js";
import type { Expression, Program } from "../model.js";
import { checkParties } from "./funding-parties.js";
import { dollars, exact, shortest } from "../types/exact.js";

/** Rules over funding arrangements and projections, once they are bound. */
export function checkFunding(program: Program, scope: Scope): void {
  for (const funding of program.fundings) {
    checkBearer(funding, scope);
    checkAmounts(funding, program, scope);
    checkReach(funding, program, scope);
    checkParties(funding, scope);
  }
  for (const projection of program.projections) {
    const used = new Map(
      projection.arrangements.map(({ id, value }) => [id, usedIn(value, program, new Set())]),
    );
    const named = new Set([...used.values()].flatMap((all) => [...all]));
    checkAssumptions(
      projection,
      program.fundings.filter(({ id }) => named.has(id)),
      scope,
    );
    checkCompared(projection, used, program.fundings, scope);
  }
}

/** Questions about what was paid: nothing answers them while it is settled, unless they ask of a projection. */
const TOLD: readonly string[] = [
  "cost",
  "claims",
  "deposit",
  "paid",
  "surplus",
  "reserve",
  "retro call",
  "retro return",
  "retro premium",
  "interest",
];

/** What passes between parties follows from no one person, and what a stop-loss keeps from nothing that is paid. */
function checkAmounts(funding: Funding, program: Program, scope: Scope): void {
  const { charges, aggregate, specific, prefund, reserves, retro } = funding;
  const ofRetro = [retro?.retention, retro?.premium?.minimum, retro?.premium?.maximum].flatMap(
    (line) => line ?? [],
  );
  const lines = [...charges, ...(aggregate?.attaches ?? []), ...ofRetro].map(({ amount, origin }) => ({
    figure: amount.kind === "figure" ? amount.value : undefined,
    origin,
  }));
  const plain = [
    ...[specific?.attaches, specific?.share, specific?.most, specific?.aggregatingDeductible].map(
      (figure) => ({
        figure,
        origin: specific?.origin,
      }),
    ),
    ...[aggregate?.least, aggregate?.share, aggregate?.most].map((figure) => ({
      figure,
      origin: aggregate?.origin,
    })),
    { figure: prefund?.initial, origin: prefund?.origin },
    ...reserves.flatMap(({ completion }) =>
      completion.map(({ share, origin }) => ({ figure: share, origin })),
    ),
  ];
  for (const { figure, origin } of [...lines, ...plain]) {
    if (!figure || !origin) continue;
    const asked = questionsIn(figure, program, new Set());
    if (asked.some((one) => one.op === "ask" && one.head !== "rate"))
      scope.reporter.report(
        "PW3003",
        { wanted: "An amount for all who are enrolled", got: "the premium of one person" },
        origin.place,
        { why: "It is written like `premium of medical`, or a part of it like `60% of premium of medical`." },
      );
    const told = asked.find(
      (one) => one.op === "arrangement" && TOLD.includes(one.head) && one.clauses.in === undefined,
    );
    if (told)
      scope.reporter.report(
        "PW3003",
        { wanted: "An amount that is known beforehand", got: `the ${told.head} of an arrangement` },
        origin.place,
        {
          why: "What is expected is that of a projection, `125% of cost of self_funded in first_year`; where a stop-loss attaches may follow from the deposits, `125% of deposit`.",
        },
      );
  }
}

/** The questions in an expression, through formulas. */
function questionsIn(
  e: Expression,
  program: Program,
  seen: ReadonlySet<string>,
): (Expression & { op: "ask" | "arrangement" })[] {
  switch (e.op) {
    case "ask":
    case "arrangement":
      return [e];
    case "formula": {
      const formula = program.formulas.find(({ id }) => id === e.ref);
      return formula && !seen.has(e.ref)
        ? questionsIn(formula.value, program, new Set([...seen, e.ref]))
        : [];
    }
    case "add":
    case "subtract":
    case "multiply":
    case "divide":
    case "lesser":
    case "greater":
      return [...questionsIn(e.a, program, seen), ...questionsIn(e.b, program, seen)];
    case "convert":
    case "round":
      return questionsIn(e.a, program, seen);
    case "literal":
    case "input":
    case "line":
      return [];
  }
}

/** Where claims cost something, someone bears them. */
function checkBearer(funding: Funding, scope: Scope): void {
  const { claims, charges, specific, aggregate, reserves } = funding;
  const sharesClaims = charges.some(({ amount }) => amount.kind === "share");
  if (claims || scope.broken.covers(funding.id)) return;
  if (!sharesClaims && !specific && !aggregate && reserves.every(({ completion }) => completion.length === 0))
    return;
  scope.reporter.report("PW2501", { what: `who bears the claims of ${funding.id}` }, funding.origin.place, {
    why: "It is written `claims paid by city`, or in layers of `each claim`.",
    cause: `bearer of ${funding.id}`,
  });
}

const literal = (e: Expression | undefined): string | undefined =>
  e?.op === "literal" && !e.percent ? e.value : undefined;

/** A stop-loss that ends above what the plan pays in a lifetime has a part that nothing reaches. */
function checkReach(funding: Funding, program: Program, scope: Scope): void {
  const { specific } = funding;
  const attaches = literal(specific?.attaches);
  const most = literal(specific?.most);
  if (!specific || attaches === undefined || most === undefined) return;
  const end = exact(attaches).add(exact(most));
  const plans = program.plans.flatMap((plan) => {
    if (!funding.coverages.includes(plan.coverage) || plan.isSchedule) return [];
    const limit = plan.benefits?.limits.find(
      ({ of, per, period, services }) =>
        of === "payment" && per === "person" && period?.kind === "lifetime" && services.length !== 1,
    );
    const lifetime = literal(limit?.most);
    return limit && lifetime !== undefined ? [{ plan, limit, lifetime }] : [];
  });
  for (const { plan, limit, lifetime } of plans) {
    if (exact(lifetime).compare(end) >= 0) continue;
    const due = exact(lifetime).sub(exact(attaches));
    const atMost = due.compare(0) > 0 ? dollars(shortest(due.toString())) : "$0";
    scope.reporter.report(
      "PW2604",
      {
        funding: funding.id,
        end: dollars(shortest(end.toString())),
        plan: plan.id,
        lifetime: dollars(lifetime),
      },
      specific.origin.place,
      {
        related: [{ place: limit.origin.place, message: `${dollars(lifetime)} in a lifetime` }],
        why: `At most ${atMost} can be due.`,
        subject: funding.id,
      },
    );
  }
}

/** The fundings that an expression asks about, through formulas and arrangements. */
function usedIn(e: Expression, program: Program, seen: Set<string>): Set<string> {
  const found = new Set<string>();
  const add = (more: ReadonlySet<string>) => {
    for (const one of more) found.add(one);
  };
  switch (e.op) {
    case "arrangement": {
      const [of] = e.of;
      const inner = program.projections
        .flatMap(({ arrangements }) => arrangements)
        .find(({ id }) => id === of);
      if (inner && !seen.has(inner.id)) add(usedIn(inner.value, program, new Set([...seen, inner.id])));
      else if (of !== undefined && !inner) found.add(of);
      return found;
    }
    case "formula": {
      const formula = program.formulas.find(({ id }) => id === e.ref);
      if (formula && !seen.has(e.ref)) add(usedIn(formula.value, program, new Set([...seen, e.ref])));
      return found;
    }
    case "add":
    case "subtract":
    case "multiply":
    case "divide":
    case "lesser":
    case "greater":
      add(usedIn(e.a, program, seen));
      add(usedIn(e.b, program, seen));
      return found;
    case "convert":
    case "round":
      return usedIn(e.a, program, seen);
    case "literal":
    case "input":
    case "line":
    case "ask":
      return found;
  }
}

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
function checkAssumptions(projection: Projection, used: readonly Funding[], { reporter }: Scope): void {
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

/** Arrangements that are compared count the same months. */
function checkCompared(
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
