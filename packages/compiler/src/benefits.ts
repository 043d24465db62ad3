import type { RateBook } from "@planwright/ratebook";
import type { Benefit, Plan, Program } from "@planwright/semantics";
import { lowerCondition, lowerExpression, lowerRange, optional, present } from "./lower.js";
import type { Sources } from "./sources.js";

/** What plans pay, in the form of the rate book. */

type Benefits = NonNullable<RateBook["plans"][number]["benefits"]>;
type Cell = Benefits["cells"][number];
type Step = Cell["cases"][number]["steps"][number];
type Amount = Benefits["rules"][number]["less"];

export function lowerBenefits(benefits: Benefit.Benefits): Benefits {
  return {
    networks: [...benefits.networks],
    with: benefits.with.map(({ plan, when }) => present({ plan, when: optional(when, lowerCondition) })),
    riderTo: [...benefits.riderTo],
    allowed: benefits.allowed.map(({ networks, amount, balance }) =>
      present({
        networks: [...networks],
        amount: amount === "negotiated" ? amount : lowerExpression(amount),
        balance: balance === "written off" ? ("written_off" as const) : balance,
      }),
    ),
    accumulators: benefits.accumulators.map(lowerAccumulator),
    limits: benefits.limits.map(lowerLimit),
    counters: benefits.counters.map(({ id, unit, services, period }) => ({
      id,
      unit,
      services: [...services],
      period,
    })),
    cells: sorted(benefits.cells).map(lowerCell),
    frequencies: benefits.frequencies.map(({ service, times, period, inLieuOf }) => ({
      service,
      times,
      period,
      inLieuOf: [...inLieuOf],
    })),
    rules: benefits.rules.map(({ services, networks, when, less }) =>
      present({
        services: [...services],
        networks: [...networks],
        when: lowerCondition(when),
        less: optional(less, lowerAmount),
      }),
    ),
    excludes: [...benefits.excludes],
    waiting: benefits.waiting.map(({ months, days, after, services }) =>
      present({ months, days, after, services: [...services] }),
    ),
    coordination: benefits.coordination.map(({ manner, when }) =>
      present({ manner, when: optional(when, lowerCondition) }),
    ),
  };
}

function lowerAccumulator(one: Benefit.Accumulator): Benefits["accumulators"][number] {
  const { id, name, kind, of, manner, period, carryOverMonths } = one;
  return present({
    id,
    name,
    kind,
    of,
    amounts: one.amounts.map(({ per, amount }) => ({ per, amount: lowerExpression(amount) })),
    manner,
    period,
    networks: [...one.networks],
    services: [...one.services],
    counts: [...one.counts],
    addsTo: [...one.addsTo],
    when: optional(one.when, lowerCondition),
    carryOverMonths,
  });
}

function lowerLimit({
  of,
  most,
  per,
  period,
  services,
  networks,
  when,
}: Benefit.Limit): Benefits["limits"][number] {
  return present({
    of,
    most: lowerExpression(most),
    per,
    period,
    services: [...services],
    networks: [...networks],
    when: optional(when, lowerCondition),
  });
}

/** In an order that does not depend on that of the rows: which cell holds, its keys say. */
function sorted(cells: readonly Benefit.BenefitCell[]): Benefit.BenefitCell[] {
  const keyed = cells.map((cell) => ({ cell, key: keyOf(cell) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key))).map(({ cell }) => cell);
}

function keyOf({ service, network, channel, band }: Benefit.BenefitCell): string {
  const begins = band?.range.min?.padStart(32, "0") ?? "";
  return [service ?? "~", network ?? "", channel ?? "", band?.counter ?? "", begins].join("\u0001");
}

function lowerCell({ service, network, channel, band, cases }: Benefit.BenefitCell): Cell {
  return present({
    service,
    network,
    channel,
    band: optional(band, ({ counter, range }) => ({ counter, range: lowerRange(range) })),
    cases: cases.map(({ when, steps }) =>
      present({ when: optional(when, lowerCondition), steps: steps.map(lowerStep) }),
    ),
  });
}

const lowerAmount = ({ value, percent }: Benefit.Amount): NonNullable<Amount> =>
  present({ value: lowerExpression(value), percent: percent || undefined }) as NonNullable<Amount>;

const lowerBound = ({ side, amount, per }: Benefit.Bound) =>
  present({ side, amount: lowerExpression(amount), per });

function lowerStep(step: Benefit.Step): Step {
  switch (step.op) {
    case "no_charge":
    case "not_covered":
    case "not_printed":
      return { op: step.op };
    case "deductible":
      return { op: step.op, accumulator: step.accumulator };
    case "copay":
      return present({
        op: step.op,
        amount: optional(step.amount, lowerExpression),
        accumulator: step.accumulator,
        per: step.per,
        first: step.first,
        unless: optional(step.unless, lowerCondition),
        bounds: step.bounds.map(lowerBound),
      });
    case "allow":
      return present({ op: step.op, most: lowerExpression(step.most), per: step.per });
    case "allowance":
      return present({ op: step.op, amount: lowerExpression(step.amount), per: step.per });
    case "discount":
      return { op: step.op, share: lowerExpression(step.share) };
    case "price_difference":
      return { op: step.op, from: lowerExpression(step.from), counted: step.counted };
    case "pays": {
      const { pays } = step;
      return present({
        op: step.op,
        payer: step.payer,
        pays:
          "pick" in pays
            ? { pick: pays.pick, a: lowerAmount(pays.a), b: lowerAmount(pays.b) }
            : lowerAmount(pays),
        until: optional(step.until, ({ of, amount, per, period, id }) =>
          present({ of, amount: lowerExpression(amount), per, period, id }),
        ),
        paymentIn: step.paymentIn,
        bounds: step.bounds.map(lowerBound),
      });
    }
  }
}

type Claims = NonNullable<RateBook["examples"][number]["claims"]>;

export function lowerClaims(claims: Benefit.ExampleClaims): Claims {
  return {
    plans: [...claims.plans],
    members: [...claims.members],
    used: claims.used.map(({ of, plan, by, amount }) => present({ of, plan, by, amount })),
    lines: claims.lines.map((line) => ({ ...line })),
    expects: claims.expects.map(({ line, part, value, printed, because }) =>
      present({ line, part, value, printed, because }),
    ),
    balances: claims.balances.map(({ of, plan, by, side, amount, printed, because }) =>
      present({ of, plan, by, side, amount, printed, because }),
    ),
  };
}

/** Where each cell, amount and limit of the plans was written. */
export function noteBenefits(plans: readonly Plan[], sources: Sources): void {
  for (const [i, { benefits }] of plans.entries()) {
    if (!benefits) continue;
    for (const part of [
      "cells",
      "accumulators",
      "limits",
      "allowed",
      "frequencies",
      "rules",
      "waiting",
    ] as const) {
      const items = part === "cells" ? sorted(benefits.cells) : benefits[part];
      for (const [n, { origin }] of items.entries()) {
        sources.note(origin, `/plans/${i}/benefits/${part}/${n}`);
      }
    }
  }
}

export function lowerLists(
  program: Program,
  sources: Sources,
): Pick<RateBook, "networks" | "services" | "channels"> {
  return {
    networks: sources.list(program.networks, "/networks", ({ id, name, coverage, balance }) =>
      present({
        id,
        name,
        coverage,
        balance: balance === "written off" ? ("written_off" as const) : balance,
      }),
    ),
    services: sources.list(program.services, "/services", ({ id, name, coverage, kind, groups, codes }) => ({
      id,
      name,
      coverage,
      kind,
      groups: [...groups],
      codes: codes.map((code) => ({ ...code })),
    })),
    channels: sources.list(program.channels, "/channels", ({ id, name, coverage, supply }) =>
      present({ id, name, coverage, supplyDays: supply }),
    ),
  };
}
