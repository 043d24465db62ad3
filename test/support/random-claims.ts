// Plans and claims drawn at random, for what must hold of any of them.
import type { Claim, ClaimLine } from "@planwright/evaluator";
import fc from "fast-check";

const SERVICES = ["visit_care", "hospital", "therapy", "supplies"] as const;
const NETWORKS = ["inside", "outside"] as const;

const money = (least: number, most: number) =>
  fc.integer({ min: least, max: most }).map((amount) => `$${amount.toLocaleString("en-US")}`);
const percent = fc.integer({ min: 0, max: 100 }).map((share) => `${share}%`);

/** A step after which nothing is left without a payer. */
const lastStep = fc.oneof(
  fc.constant("no charge"),
  percent.map((share) => `plan pays ${share}`),
  fc.tuple(percent, money(1, 300)).map(([share, most]) => `plan pays ${share}, at most ${most} per visit`),
  fc
    .tuple(percent, money(0, 20), money(20, 200))
    .map(([share, least, most]) => `member pays ${share}, at least ${least}, at most ${most}`),
  fc.tuple(money(1, 100), percent).map(([amount, share]) => `member pays greater of ${amount} and ${share}`),
  fc.tuple(money(1, 100), percent).map(([amount, share]) => `plan pays lesser of ${amount} and ${share}`),
  money(0, 80).map((amount) => `copay ${amount} per visit`),
  fc.tuple(money(1, 400), percent).map(([amount, share]) => `allowance ${amount} then discount ${share}`),
);

const firstStep = fc.oneof(
  fc.constant("deductible"),
  fc.constant("deductible special"),
  money(0, 60).map((amount) => `copay ${amount} per visit`),
  money(50, 900).map((amount) => `allow at most ${amount}`),
  fc
    .tuple(percent, money(100, 3000))
    .map(([share, amount]) => `plan pays ${share} of first ${amount} per person each calendar year`),
  fc
    .tuple(fc.integer({ min: 0, max: 99 }), money(100, 900))
    .map(
      ([share, amount]) => `plan pays ${share}% until member paid ${amount} per person each calendar year`,
    ),
);

/** A deductible is a step of a share once. */
const isOnce = (steps: readonly string[]): boolean =>
  ["deductible", "deductible special"].every((step) => steps.filter((one) => one === step).length < 2);

const share = fc
  .tuple(fc.array(firstStep, { maxLength: 3 }).filter(isOnce), lastStep)
  .map(([steps, last]) => [...steps, last].join(" then "));

const cell = fc.oneof({ weight: 8, arbitrary: share }, { weight: 1, arbitrary: fc.constant("not covered") });

const manner = fc.constantFrom("embedded", "aggregate", "2 members must each meet it");
const counts = fc.constantFrom("deductible, copay, coinsurance", "copay, coinsurance", "coinsurance");

/** The text of a program with one plan. */
export const planTexts: fc.Arbitrary<string> = fc
  .record({
    deductible: fc.integer({ min: 0, max: 900 }),
    special: money(1, 300),
    manner,
    maximum: fc.integer({ min: 100, max: 4000 }),
    counts,
    limit: money(200, 5000),
    visits: fc.integer({ min: 1, max: 20 }),
    cells: fc.array(cell, { minLength: 8, maxLength: 8 }),
    limitCounts: fc.constantFrom("covered units", "units that the plan pays"),
  })
  .map(
    ({ deductible, special, manner: how, maximum, counts: counted, limit, visits, cells, limitCounts }) => {
      const rows = SERVICES.map((service, i) => `    ${service} | ${cells[i * 2]} | ${cells[i * 2 + 1]}`);
      return `program random "Random" {
  effective 2026-01-01 to 2026-12-31
  currency USD
  rounding half up to cent
}
conventions {
  limit counts ${limitCounts}
}
coverages {
  medical "Medical"
}
networks for medical {
  inside "Inside" balance written off
  outside "Outside" balance billed
}
services for medical {
${SERVICES.map((service) => `  ${service} "${service}"`).join("\n")}
}
plan any_plan "Any" for medical {
  allowed charge negotiated
  coordination standard
  deductible $${deductible} per person, $${deductible * 2} per family, ${how}, each calendar year, in inside, outside
  deductible special ${special} per person, each calendar year, in inside, outside
  out of pocket maximum $${maximum} per person, $${maximum * 2} per family, embedded, each calendar year, counts ${counted}, in inside
  plan pays at most ${limit} per person each calendar year for therapy, supplies together
  plan covers at most ${visits} visits per person each calendar year for therapy
  benefits {
    service by network | inside | outside
${rows.join("\n")}
  }
}
`;
    },
  );

const cents = (amount: number): string => (amount / 100).toFixed(2);

const line: fc.Arbitrary<ClaimLine> = fc
  .record({
    day: fc.integer({ min: 1, max: 28 }),
    month: fc.integer({ min: 1, max: 12 }),
    member: fc.constantFrom("a", "b", "c"),
    service: fc.constantFrom(...SERVICES),
    network: fc.constantFrom(...NETWORKS),
    charge: fc.integer({ min: 0, max: 300_000 }),
    allowed: fc.integer({ min: 0, max: 100 }),
    visits: fc.integer({ min: 1, max: 4 }),
    other: fc.oneof(
      { weight: 5, arbitrary: fc.constant(0) },
      { weight: 1, arbitrary: fc.integer({ max: 100, min: 0 }) },
    ),
  })
  .map(({ day, month, member, service, network, charge, allowed, visits, other }) => ({
    date: `2026-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`,
    member,
    service,
    network,
    charge: cents(charge),
    allowed: cents(Math.floor((charge * allowed) / 100)),
    units: { visits: String(visits) },
    ...(other === 0 ? {} : { other_paid: cents(Math.floor((charge * other) / 100)) }),
  }));

export const claims: fc.Arbitrary<Claim> = fc.array(line, { minLength: 1, maxLength: 12 }).map((lines) => ({
  plans: ["any_plan"],
  members: [{ id: "a" }, { id: "b" }, { id: "c" }],
  lines: lines.map((one, i) => ({ ...one, id: String(i + 1) })),
}));
