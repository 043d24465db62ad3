// What holds for any funding and any experience.
import type { FundingExperience, SettleAnswer } from "@planwright/evaluator";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { analyzeText, findingsOf, prepared } from "./support/programs.ts";

vi.setConfig({ testTimeout: 120_000 });

const runs = (numRuns: number) => ({ numRuns, seed: 20260101 });

/** Cents as a whole number, so that sums are exact. */
const cents = (amount: string): number => {
  const match = /^(-?)(\d+)\.(\d\d)$/.exec(amount);
  if (!match) throw new Error(`${amount} is no amount in cents`);
  return Number(`${match[1]}${match[2]}${match[3]}`);
};
const money = (amount: number): string =>
  `${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, "0")}`;

interface Shape {
  readonly bounds: readonly number[];
  readonly shares: readonly number[];
  readonly by: "deposit" | "paid claims" | "employees";
  readonly oddCent: "largest share" | "smallest share";
  readonly attaches: number;
  readonly most: number;
  readonly aggregating: number;
  readonly aggregate: number;
  readonly rate: number;
  readonly deposit: number;
  /** The pool pays every claim, and charges the cities when the year ends. */
  readonly retained: boolean;
}

const shapes: fc.Arbitrary<Shape> = fc.record({
  bounds: fc.uniqueArray(fc.integer({ min: 101, max: 9_000 }), { minLength: 1, maxLength: 3 }),
  shares: fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 4, maxLength: 4 }),
  by: fc.constantFrom("deposit", "paid claims", "employees"),
  oddCent: fc.constantFrom("largest share", "smallest share"),
  attaches: fc.integer({ min: 500, max: 12_000 }),
  most: fc.integer({ min: 1, max: 20_000 }),
  aggregating: fc.integer({ min: 0, max: 3_000 }),
  aggregate: fc.integer({ min: 100, max: 30_000 }),
  rate: fc.integer({ min: 0, max: 3_000 }),
  deposit: fc.integer({ min: 1, max: 90_000 }),
  retained: fc.boolean(),
});

const percent = (hundredths: number): string => `${hundredths / 100}%`;

function planOf(shape: Shape): string {
  const bounds = [...shape.bounds].sort((a, b) => a - b);
  const ranges = [
    `up to $${bounds[0]}`,
    ...bounds.slice(1).map((end, i) => `over $${bounds[i]} up to $${end}`),
    `over $${bounds[bounds.length - 1]}`,
  ];
  const rows = ranges.map((range, i) => {
    const share = shape.shares[i] ?? 0;
    return `    ${range} | ${percent(share)} | ${percent(10_000 - share)}`;
  });
  return `program any "Any" {
  effective  2015-01-01 to 2015-12-31
  currency   USD
  rounding   half up to cent
}

funding pool "Pool" {
  parties         city, pool, reinsurer
${shape.retained ? "  claims paid by  pool\n" : ""}  one claim is    one cause
  odd cent to     pool
  deposit         $${money(shape.deposit)} per employee per month, city to pool
  administration  ${percent(shape.rate)} of paid claims, pool to reinsurer

  each claim {
    layer by party | city | pool
${rows.join("\n")}
  }

  specific stop-loss {
    attaches                over $${shape.attaches}
    reimburses              at most $${shape.most}
    aggregating deductible  $${shape.aggregating}
    contract basis          paid
    pays                    reinsurer to pool
  }

  aggregate stop-loss {
    attaches        over $${shape.aggregate}
    counts          claims
    contract basis  paid
    pays            reinsurer to pool
  }

  reserve contingency {
    amount     7.5% of deposit, once
    paid from  surplus, retro
  }

  retro {
    shares       result of pool among city by ${shape.by}
    charges      ${shape.retained ? "retained claims" : "nothing"}
    calls        deficit
    returns      surplus
    odd cent to  ${shape.oddCent}
  }
}
`;
}

const MEMBERS = ["a", "b", "c"] as const;
const MONTHS = Array.from({ length: 12 }, (_, i) => `2015-${String(i + 1).padStart(2, "0")}`);

interface Paid {
  readonly month: number;
  readonly member: (typeof MEMBERS)[number];
  readonly cause: number;
  readonly amount: number;
}

const payments: fc.Arbitrary<readonly Paid[]> = fc.array(
  fc.record({
    month: fc.integer({ min: 0, max: 11 }),
    member: fc.constantFrom(...MEMBERS),
    cause: fc.integer({ min: 0, max: 3 }),
    amount: fc.integer({ min: 1, max: 1_500_000 }),
  }),
  { minLength: 1, maxLength: 12 },
);

const small: fc.Arbitrary<readonly number[]> = fc.array(fc.integer({ min: 0, max: 100_000 }), {
  minLength: 36,
  maxLength: 36,
});

function experienceOf(paid: readonly Paid[], rest: readonly number[]): FundingExperience {
  return {
    listedOver: "100",
    enrollment: [],
    months: MONTHS.flatMap((month, m) =>
      MEMBERS.map((member, n) => {
        const large = paid.filter((one) => one.month === m && one.member === member);
        const total = large.reduce((sum, { amount }) => sum + amount, rest[m * 3 + n] ?? 0);
        return { month, member, claims: money(total), employees: String(3 + n) };
      }),
    ),
    claims: paid.map(({ month, member, cause, amount }) => ({
      month: MONTHS[month],
      member,
      cause: `c${cause}`,
      amount: money(amount),
    })),
  };
}

function settled(text: string, experience: FundingExperience): SettleAnswer {
  const analysis = analyzeText(text);
  expect(findingsOf(analysis)).toEqual([]);
  const answer = prepared(analysis).settle(experience);
  expect(answer.errors).toEqual([]);
  return answer;
}

describe("any experience under any funding", () => {
  it("adds up: parties bear the claims, balances come to them, and a retro leaves the pool its reserve", () => {
    fc.assert(
      fc.property(shapes, payments, small, (shape, paid, rest) => {
        const { months, years } = settled(planOf(shape), experienceOf(paid, rest));
        for (const one of [...months, ...years]) {
          const total = (of: "claims" | "balance" | "paid" | "received") =>
            one.parties.reduce((sum, party) => sum + cents(party[of]), 0);
          expect(total("claims")).toBe(cents(one.claims));
          expect(total("balance")).toBe(-cents(one.claims));
          expect(total("paid")).toBe(total("received"));
          for (const party of one.parties) expect(cents(party.claims)).toBeGreaterThanOrEqual(0);
        }
        const [year] = years;
        const pool = year?.parties.find(({ party }) => party === "pool");
        const reserve = year?.reserves[0];
        expect(reserve?.held).toBe(reserve?.due);
        // What the pool has in the end is its reserve: the rest was called or returned to the cent.
        expect(pool?.balance).toBe(reserve?.held);
        const results = year?.results ?? [];
        expect(results.length).toBe(shape.retained ? MEMBERS.length : 0);
        if (shape.retained)
          expect(results.reduce((sum, { result }) => sum + cents(result), 0)).toBe(
            cents(year?.surplus ?? "?"),
          );
      }),
      runs(80),
    );
  });

  it("comes to the same year however a month is split into rows, and in whatever order rows stand", () => {
    const split = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 36, maxLength: 36 });
    fc.assert(
      fc.property(shapes, payments, small, split, fc.integer(), (shape, paid, rest, parts, seed) => {
        const text = planOf(shape);
        const experience = experienceOf(paid, rest);
        const first = settled(text, experience);
        const months = experience.months.flatMap((row, i) => {
          const total = cents(row.claims ?? "0.00");
          const part = Math.floor((total * (parts[i] ?? 0)) / 100);
          return [
            { ...row, claims: money(part) },
            { ...row, claims: money(total - part), employees: undefined },
          ];
        });
        // Each claim paid in two payments of the month.
        const claims = experience.claims.flatMap((row) => {
          const total = cents(row.amount ?? "0.00");
          const half = Math.floor(total / 3);
          return [
            { ...row, amount: money(half) },
            { ...row, amount: money(total - half) },
          ];
        });
        const shuffled = <T>(rows: readonly T[]): T[] =>
          rows
            .map((row, i) => [(i * 7_919 + Math.abs(seed)) % 104_729, row] as const)
            .sort((x, y) => x[0] - y[0])
            .map(([, row]) => row);
        const second = settled(text, { ...experience, months: shuffled(months), claims: shuffled(claims) });
        expect(second).toEqual(first);
      }),
      runs(50),
    );
  });

  it("has continuous layers: a cent more of a claim is a cent more for one party, and for none less", () => {
    fc.assert(
      fc.property(shapes, fc.integer({ min: 1, max: 2_000_000 }), (shape, amount) => {
        const analysis = analyzeText(planOf(shape));
        const book = prepared(analysis);
        const borne = (claim: number) => {
          const [month] = book.settle({
            months: [{ month: "2015-01", claims: money(claim), employees: "1" }],
            enrollment: [],
            claims: [{ month: "2015-01", cause: "x", amount: money(claim) }],
          }).months;
          return month?.parties.map((party) => cents(party.claims)) ?? [];
        };
        const before = borne(amount);
        const after = borne(amount + 1);
        const differences = after.map((share, i) => share - (before[i] ?? 0));
        expect(differences.reduce((sum, one) => sum + one, 0)).toBe(1);
        for (const one of differences) expect(Math.abs(one)).toBeLessThanOrEqual(1);
      }),
      runs(200),
    );
  });
});
