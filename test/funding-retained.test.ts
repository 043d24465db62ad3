// A pool that pays every claim and charges each city at the retro. Every amount is worked out by hand beside it.
import { describe, expect, it } from "vitest";
import { analyzeText, prepared } from "./support/programs.ts";

const planOf = (calls = "deficit", reserve = "") => `program pooled "Pooled" {
  effective  2015-01-01 to 2015-12-31
  currency   USD
  rounding   half up to cent
}

funding pool "Pool" {
  parties         city, pool
  claims paid by  pool
  one claim is    one cause
  odd cent to     pool
  deposit         $100 per employee per month, city to pool

  each claim {
    layer by party   | city | pool
    up to $2,500     | 100% |   0%
    over $2,500      |   0% | 100%
  }
${reserve}
  retro {
    shares       result of pool among city by deposit
    charges      retained claims
    due          2 months after contract year
    calls        ${calls}
    returns      surplus
    odd cent to  largest share
  }
}
`;

const MONTHS = Array.from({ length: 12 }, (_, i) => `2015-${String(i + 1).padStart(2, "0")}`);

/** Ten employees of a and five of b, and one claim of each in March. */
function settle(plan: string, ofA: number, ofB: number) {
  const claimed = { a: ofA, b: ofB };
  const cities = ["a", "b"] as const;
  const answer = prepared(analyzeText(plan)).settle(
    {
      listedOver: "0",
      months: MONTHS.flatMap((month) =>
        cities.map((member) => ({
          month,
          member,
          claims: month === "2015-03" ? `${claimed[member]}` : "0",
          employees: member === "a" ? "10" : "5",
        })),
      ),
      enrollment: [],
      claims: cities.map((member) => ({
        month: "2015-03",
        member,
        person: "p",
        cause: "c",
        amount: `${claimed[member]}`,
      })),
    },
    { trace: true },
  );
  expect(answer.errors).toEqual([]);
  const [year] = answer.years;
  if (!year) throw new Error("the year is not settled");
  const moved = year.movements.map(({ what, from, to, amount }) => `${what} ${from} ${to} ${amount}`);
  return { answer, year, moved };
}

describe("retained claims", () => {
  it("are charged to the member that retains them, after the rest is shared", () => {
    // 18,000 deposited and 6,000 paid: 12,000, and 17,000 before 2 x 2,500. Two thirds of it, and one.
    const { year, moved } = settle(planOf(), 3000, 3000);
    expect(year.surplus).toBe("12000.00");
    expect(year.results).toEqual([
      { member: "a", part: "11333.33", retained: "2500.00", result: "8833.33" },
      { member: "b", part: "5666.67", retained: "2500.00", result: "3166.67" },
    ]);
    expect(moved).toEqual(["retro return pool a 8833.33", "retro return pool b 3166.67"]);
  });

  it("may leave one member owing while another is owed", () => {
    // 18,000 - 14,000 = 4,000; before 1,000 + 2,500 it is 7,500: 5,000 - 1,000, and 2,500 - 2,500 - nothing.
    expect(settle(planOf(), 1000, 13000).moved).toEqual(["retro return pool a 4000.00"]);
    // 18,000 - 17,000 = 1,000; 4,500 before: 3,000 - 1,000, and 1,500 - 2,500.
    expect(settle(planOf(), 1000, 16000).moved).toEqual([
      "retro return pool a 2000.00",
      "retro call b pool 1000.00",
    ]);
  });

  it("are money of the party that pays until then", () => {
    const { answer, year } = settle(planOf(), 1000, 16000);
    expect(answer.months[2]?.parties).toEqual([
      { party: "a", claims: "0.00", paid: "1000.00", received: "0.00", balance: "-1000.00" },
      { party: "b", claims: "0.00", paid: "500.00", received: "0.00", balance: "-500.00" },
      { party: "pool", claims: "17000.00", paid: "0.00", received: "1500.00", balance: "-15500.00" },
    ]);
    // What a has paid in the end: 1,000 that it retains, and two thirds of the 13,500 that all share.
    const own = year.parties.find(({ party }) => party === "a");
    expect(own?.balance).toBe("-10000.00");
    expect(year.parties.find(({ party }) => party === "pool")?.balance).toBe("0.00");
  });

  it("are due when the plan says: two months after the last day of December", () => {
    expect(settle(planOf(), 3000, 3000).year.movements.map(({ due }) => due)).toEqual([
      "2016-02-29",
      "2016-02-29",
    ]);
  });

  it("are called within the limit of each member", () => {
    // 18,000 - 42,000 = -24,000, and -19,000 before 5,000: -12,666.67 - 2,500, and -6,333.33 - 2,500.
    expect(settle(planOf(), 21000, 21000).moved).toEqual([
      "retro call a pool 15166.67",
      "retro call b pool 8833.33",
    ]);
    // A quarter of 12,000 and of 6,000.
    expect(settle(planOf("deficit, at most 25% of deposit"), 21000, 21000).moved).toEqual([
      "retro call a pool 3000.00",
      "retro call b pool 1500.00",
    ]);
    expect(settle(planOf("nothing"), 21000, 21000).moved).toEqual([]);
  });

  it("stand beside a reserve to which each member pays its part", () => {
    const reserve = `
  reserve contingency "Contingency" {
    amount     10% of deposit, once
    paid from  surplus, retro
  }
`;
    // As above 2,000 and -1,000; of 1,800 a has 1,200 in its surplus, and b is called for 600 more.
    const { year, moved } = settle(planOf("deficit", reserve), 1000, 16000);
    expect(moved).toEqual(["retro return pool a 800.00", "retro call b pool 1600.00"]);
    expect(year.reserves).toMatchObject([
      { due: "1800.00", held: "1800.00", from_surplus: "1200.00", from_retro: "600.00" },
    ]);
    const surplusAlone = reserve.replace("surplus, retro", "surplus");
    const { year: less, moved: called } = settle(planOf("deficit", surplusAlone), 1000, 16000);
    expect(called).toEqual(["retro return pool a 800.00", "retro call b pool 1000.00"]);
    expect(less.reserves).toMatchObject([{ due: "1800.00", held: "1200.00", from_retro: "0.00" }]);
  });

  it("are explained for each member, and each claim by its layers", () => {
    const { answer, year } = settle(planOf(), 3000, 3000);
    expect(year.movements[0]?.trace?.map(({ text }) => text)).toEqual([
      "$17,000 before retained claims, shared by deposit: $12,000 of $18,000",
      "$11,333.33 less $2,500 of claims that a bears is $8,833.33",
    ]);
    const [listed] = answer.months[2]?.listed ?? [];
    expect(listed).toMatchObject({
      member: "a",
      person: "p",
      cause: "c",
      amount: "3000.00",
      borne: [
        { party: "a", amount: "2500.00" },
        { party: "pool", amount: "500.00" },
      ],
    });
    expect(listed?.trace.map(({ text }) => text)).toEqual([
      "$2,500 of the first layer: a 100%",
      "$500 of what is over $2,500: pool 100%",
    ]);
  });
});
