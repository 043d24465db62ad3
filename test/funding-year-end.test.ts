// What happens to a reserve and to the result when a year ends. Every amount is worked out by hand beside it.
import { describe, expect, it } from "vitest";
import { analyzeText, prepared } from "./support/programs.ts";

const planOf = (deposit: string, amount: string, calls: string): string => `program years "Two years" {
  effective  2015-01-01 to 2016-12-31
  currency   USD
  rounding   half up to cent
}

funding pool "Pool" {
  parties         city, pool
  claims paid by  pool
  deposit         ${deposit}, city to pool

  reserve contingency "Contingency" {
    amount     ${amount}
    paid from  surplus
  }

  retro {
    shares    result of pool among city by deposit
    calls     ${calls}
    returns   surplus
    odd cent to  largest share
  }
}
`;

/** Claims and employees of each month, the same in all months of a year. */
function settle(plan: string, years: readonly (readonly [claims: number, employees: number])[]) {
  const months = years.flatMap(([claims, employees], i) =>
    Array.from({ length: 12 }, (_, m) => ({
      month: `${2015 + i}-${String(m + 1).padStart(2, "0")}`,
      claims: `${claims}`,
      employees: `${employees}`,
    })),
  );
  const answer = prepared(analyzeText(plan)).settle({ months, enrollment: [], claims: [] });
  expect(answer.errors).toEqual([]);
  return answer.years.map(({ surplus, reserves, movements }) => ({
    surplus,
    held: reserves.map(({ held }) => held),
    moved: movements.map(({ what, amount }) => `${what} ${amount}`),
  }));
}

describe("what a reserve releases", () => {
  // Deposits of 12,000, then of 6,000: the level falls from 1,200 to 600. Claims of 6,000, then of 10,800.
  const experience = [
    [500, 100],
    [900, 50],
  ] as const;

  it("serves the deficit before anything is returned", () => {
    const [first, second] = settle(
      planOf("$10 per employee per month", "10% of deposit", "nothing"),
      experience,
    );
    expect(first).toEqual({ surplus: "6000.00", held: ["1200.00"], moved: ["retro return 4800.00"] });
    expect(second).toEqual({ surplus: "-4800.00", held: ["600.00"], moved: [] });
  });

  it("lowers what is called: 4,800 less 600", () => {
    const [, second] = settle(planOf("$10 per employee per month", "10% of deposit", "deficit"), experience);
    expect(second?.moved).toEqual(["retro call 4200.00"]);
  });

  it("is returned as far as the deficit leaves it: 600 less 240", () => {
    // Claims of 520 a month against deposits of 500: a deficit of 240 in the second year.
    const [, second] = settle(planOf("$10 per employee per month", "10% of deposit", "deficit"), [
      [500, 100],
      [520, 50],
    ]);
    expect(second).toEqual({ surplus: "-240.00", held: ["600.00"], moved: ["retro return 360.00"] });
  });
});

describe("a reserve that is charged once", () => {
  it("is charged in the first contract year alone, also when that year had no surplus for it", () => {
    const [first, second] = settle(planOf("$100 per month", "10% of deposit, once", "deficit"), [
      [200, 1],
      [10, 1],
    ]);
    // Deposits of 1,200 and claims of 2,400, then of 120: all of the second year's surplus is returned.
    expect(first).toEqual({ surplus: "-1200.00", held: ["0.00"], moved: ["retro call 1200.00"] });
    expect(second).toEqual({ surplus: "1080.00", held: ["0.00"], moved: ["retro return 1080.00"] });
  });

  it("is kept in the years after it", () => {
    const [, second] = settle(planOf("$100 per month", "10% of deposit, once", "deficit"), [
      [50, 1],
      [10, 1],
    ]);
    expect(second).toEqual({ surplus: "1080.00", held: ["120.00"], moved: ["retro return 1080.00"] });
  });
});

describe("a part of the result", () => {
  const experience = [
    [500, 100],
    [900, 50],
  ] as const;
  const planned = (returns: string, calls: string) =>
    planOf("$10 per employee per month", "10% of deposit", calls).replace("returns   surplus", returns);

  it("is returned, and the rest stays with the party", () => {
    // 12,000 - 6,000 = 6,000, less the reserve of 1,200: 50% of 4,800. Next year a deficit of 4,800, less 600.
    const [first, second] = settle(planned("returns   50% of surplus", "nothing"), experience);
    expect(first?.moved).toEqual(["retro return 2400.00"]);
    expect(second?.moved).toEqual([]);
  });

  it("is limited after that", () => {
    // 5% of 12,000
    const [first] = settle(planned("returns   50% of surplus, at most 5% of deposit", "nothing"), experience);
    expect(first?.moved).toEqual(["retro return 600.00"]);
  });

  it("is called", () => {
    // A third of 4,800 - 600 = 4,200
    const [, second] = settle(planned("returns   nothing", "33.33% of deficit"), experience);
    expect(second?.moved).toEqual(["retro call 1399.86"]);
  });
});
