import type { RateBook } from "@planwright/ratebook";
import type { Fund, Program } from "@planwright/semantics";
import { lowerCondition, lowerExpression, lowerRange, optional, present } from "./lower.js";
import type { Sources } from "./sources.js";

/** Funding arrangements and projections, in the form of the rate book. */

type Funding = NonNullable<RateBook["fundings"]>[number];
type Amount = Funding["charges"][number]["amount"];
type Projection = NonNullable<RateBook["projections"]>[number];
type Experience = NonNullable<RateBook["examples"][number]["experience"]>;

const byId = <T extends { readonly id: string }>(items: readonly T[]): T[] =>
  [...items].sort((a, b) => (a.id < b.id ? -1 : 1));

/** Absent where a program has none. */
export function lowerFundings(program: Program, sources: Sources): Funding[] | undefined {
  if (program.fundings.length === 0) return undefined;
  const fundings = byId(program.fundings);
  for (const [i, funding] of fundings.entries()) noteParts(funding, `/fundings/${i}`, sources);
  return sources.list(fundings, "/fundings", lowerFunding);
}

/** Where each line of a funding was written, so that a movement of money leads back to it. */
function noteParts(funding: Fund.Funding, path: string, sources: Sources): void {
  const { claims, charges, specific, aggregate, prefund, retro, taxes, interest, reserves } = funding;
  if (claims?.kind === "party") sources.note(claims.origin, `${path}/claims`);
  if (claims?.kind === "layers")
    for (const [i, { origin }] of claims.layers.entries()) sources.note(origin, `${path}/claims/layers/${i}`);
  for (const [i, { origin }] of charges.entries()) sources.note(origin, `${path}/charges/${i}`);
  for (const [i, { origin, completion }] of reserves.entries()) {
    sources.note(origin, `${path}/reserves/${i}`);
    for (const [n, row] of completion.entries())
      sources.note(row.origin, `${path}/reserves/${i}/completion/${n}`);
  }
  for (const [i, { origin }] of (aggregate?.attaches ?? []).entries())
    sources.note(origin, `${path}/aggregate/attaches/${i}`);
  const { minimum, maximum } = retro?.premium ?? {};
  for (const [key, one] of Object.entries({ minimum, maximum }))
    if (one) sources.note(one.origin, `${path}/retro/premium/${key}`);
  if (retro?.retention) sources.note(retro.retention.origin, `${path}/retro/retention`);
  const single = { specific, aggregate, prefund, retro, taxes, interest };
  for (const [key, one] of Object.entries(single)) if (one) sources.note(one.origin, `${path}/${key}`);
}

function lowerFunding(funding: Fund.Funding): Funding {
  const { prefund } = funding;
  return present({
    id: funding.id,
    name: funding.name,
    coverages: [...funding.coverages],
    parties: [...funding.parties],
    claims: optional(funding.claims, lowerSharing),
    oneClaim: funding.oneClaim,
    oddCent: funding.oddCent,
    charges: funding.charges.map(({ part, amount, from, to }) => ({
      part,
      amount: lowerAmount(amount),
      from,
      to,
    })),
    taxes: optional(funding.taxes, lowerFlow),
    interest: optional(funding.interest, lowerFlow),
    lagMonths: funding.lagMonths,
    runOutCharges: optional(funding.runOutCharges, ({ due }) => (due ? ("due" as const) : ("none" as const))),
    specific: optional(funding.specific, lowerSpecific),
    aggregate: optional(funding.aggregate, lowerAggregate),
    prefund: optional(prefund, ({ initial, steps, flow }) => ({
      initial: lowerExpression(initial),
      steps: steps.map(({ amount, afterMonths }) => ({ amount: lowerExpression(amount), afterMonths })),
      ...lowerFlow(flow),
    })),
    reserves: funding.reserves.map(lowerReserve),
    retro: optional(funding.retro, lowerRetro),
  });
}

function lowerSpecific(specific: Fund.SpecificStopLoss): NonNullable<Funding["specific"]> {
  const { attaches, lasers, share, most, aggregatingDeductible, basis, flow } = specific;
  return present({
    attaches: lowerExpression(attaches),
    lasers: lasers.map(({ person, attaches: over }) => ({ person, attaches: lowerExpression(over) })),
    share: optional(share, lowerExpression),
    most: optional(most, lowerExpression),
    aggregatingDeductible: optional(aggregatingDeductible, lowerExpression),
    basis: { ...basis },
    ...lowerFlow(flow),
  });
}

function lowerAggregate(aggregate: Fund.AggregateStopLoss): NonNullable<Funding["aggregate"]> {
  const { attaches, least, share, most, counts, basis, flow } = aggregate;
  return present({
    attaches: attaches.map(({ amount, when }) =>
      present({ amount: lowerAmount(amount), when: optional(when, lowerCondition) }),
    ),
    least: optional(least, lowerExpression),
    share: optional(share, lowerExpression),
    most: optional(most, lowerExpression),
    counts: [...counts],
    basis: { ...basis },
    ...lowerFlow(flow),
  });
}

function lowerRetro(retro: Fund.Retro): NonNullable<Funding["retro"]> {
  const { of, among, by, charges, dueMonths, retention, premium, calls, returns, oddCent } = retro;
  return present({
    of,
    among,
    by: by === "paid claims" ? ("paid_claims" as const) : by,
    charges: charges === "retained claims" ? ("retained_claims" as const) : undefined,
    dueMonths,
    retention: optional(retention, ({ amount }) => lowerAmount(amount)),
    premium: optional(premium, ({ minimum, maximum }) =>
      present({
        minimum: optional(minimum, ({ amount }) => lowerAmount(amount)),
        maximum: optional(maximum, ({ amount }) => lowerAmount(amount)),
      }),
    ),
    calls: lowerUse(calls),
    returns: lowerUse(returns),
    oddCent: oddCent === "largest share" ? ("largest_share" as const) : ("smallest_share" as const),
  });
}

const lowerFlow = ({ from, to }: Fund.Flow) => ({ from, to });

function lowerSharing(claims: Fund.ClaimSharing): NonNullable<Funding["claims"]> {
  if (claims.kind === "party") return { kind: "party", party: claims.party };
  return present({
    kind: "layers" as const,
    layers: claims.layers.map(({ range, shares }) => ({ range: lowerRange(range), shares: { ...shares } })),
    paidBy: claims.paidBy?.party,
  });
}

function lowerAmount(amount: Fund.FundingAmount): Amount {
  switch (amount.kind) {
    case "share":
      return {
        kind: "share",
        share: lowerExpression(amount.share),
        of: amount.of === "deposit" ? "deposit" : "paid_claims",
      };
    case "months":
      return { kind: "months", months: amount.months };
    case "premium":
      return present({ kind: "premium", share: optional(amount.share, lowerExpression), of: [...amount.of] });
    case "figure":
      return present({
        kind: "figure",
        value: lowerExpression(amount.value),
        per: amount.per,
        each: amount.each === "contract year" ? ("contract_year" as const) : amount.each,
      });
  }
}

function lowerUse(use: Fund.ResultUse): NonNullable<Funding["retro"]>["calls"] {
  return use.kind === "nothing"
    ? { kind: "nothing" }
    : present({
        kind: "part" as const,
        share: optional(use.share, lowerExpression),
        most: optional(use.most, lowerAmount),
      });
}

function lowerReserve(reserve: Fund.Reserve): Funding["reserves"][number] {
  return present({
    id: reserve.id,
    name: reserve.name,
    amount: optional(reserve.amount, lowerAmount),
    completion: reserve.completion.map(({ range, share }) => ({
      range: lowerRange(range),
      share: lowerExpression(share),
    })),
    once: reserve.once,
    setAsideBy: reserve.setAsideBy,
    paidFrom: [...reserve.paidFrom],
  });
}

/** Absent where a program has none. */
export function lowerProjections(program: Program, sources: Sources): Projection[] | undefined {
  if (program.projections.length === 0) return undefined;
  const projections = byId(program.projections);
  for (const [i, { arrangements, claims, counts, parts, earns, compare }] of projections.entries()) {
    for (const [key, list] of Object.entries({ arrangements, claims, counts, parts, earns, compare }))
      for (const [n, { origin }] of list.entries()) sources.note(origin, `/projections/${i}/${key}/${n}`);
  }
  return sources.list(projections, "/projections", lowerProjection);
}

function lowerProjection(projection: Fund.Projection): Projection {
  const grown = (growth: Fund.Projection["parts"][number]["growth"]) => optional(growth, lowerExpression);
  return {
    id: projection.id,
    name: projection.name,
    from: projection.from,
    to: projection.to,
    claims: projection.claims.map(({ funding, amount, growth }) =>
      present({ funding, amount: lowerExpression(amount), growth: grown(growth) }),
    ),
    counts: projection.counts.map(({ what, count, keys, growth }) =>
      present({ what, count: lowerExpression(count), keys: { ...keys }, growth: grown(growth) }),
    ),
    parts: projection.parts.map(({ funding, part, growth }) =>
      present({ funding, part, growth: grown(growth) }),
    ),
    earns: projection.earns.map(({ funding, part, rate, less }) =>
      present({ funding, part, rate: lowerExpression(rate), less: optional(less, lowerExpression) }),
    ),
    arrangements: projection.arrangements.map(({ id, value }) => ({ id, value: lowerExpression(value) })),
    compare: projection.compare.map(({ names, eachMonth }) => ({ names: [...names], eachMonth })),
  };
}

export function lowerExperience(experience: Fund.ExampleExperience): Experience {
  const rows = (all: readonly Readonly<Record<string, string>>[]) => all.map((row) => ({ ...row }));
  return present({
    months: rows(experience.months),
    enrollment: rows(experience.enrollment),
    claims: rows(experience.claims),
    listedOver: experience.listedOver,
  });
}
