// What is one claim, and what a payment of it is reimbursed. Every amount is worked out by hand beside it.
import { describe, expect, it } from "vitest";
import { analyzeText, prepared } from "./support/programs.ts";

const program = (funding: string, to = "2016-12-31"): string => `program years "Some years" {
  effective  2015-01-01 to ${to}
  currency   USD
  rounding   half up to cent
}

${funding}
`;

type Row = Readonly<Record<string, string>>;

const settle = (plan: string, months: readonly Row[], claims: readonly Row[]) =>
  prepared(analyzeText(plan)).settle({ months, claims, enrollment: [], listedOver: "1000" });

/** What a party bore of the claims in all months. */
const borne = (answer: ReturnType<typeof settle>, party: string): number =>
  answer.months
    .flatMap(({ parties }) => parties)
    .filter((one) => one.party === party)
    .reduce((sum, { claims }) => sum + Number(claims), 0);

/** What a stop-loss moved, in months or at the end of a year. */
const moved = (answer: ReturnType<typeof settle>, what: string): readonly string[] =>
  [...answer.months, ...answer.years]
    .flatMap(({ movements }) => movements)
    .filter((one) => one.what === what)
    .map(({ amount }) => amount);

describe("one cause", () => {
  const layered = program(`funding pool "Pool" {
  parties       city, pool
  one claim is  one cause
  odd cent to   pool

  each claim {
    layer by party   | city | pool
    up to $2,500     | 100% |   0%
    over $2,500      |   0% | 100%
  }
}`);
  const birth = (person: string, month: string) => ({ month, person, cause: "birth", amount: "2500" });

  it("of two persons is two claims: each city part is 2,500", () => {
    const answer = settle(layered, [], [birth("ann", "2015-01"), birth("bea", "2015-01")]);
    expect(answer.errors).toEqual([]);
    expect([borne(answer, "city"), borne(answer, "pool")]).toEqual([5000, 0]);
  });

  it("of one person in two months is one claim: 2,500 of 5,000 are the city's", () => {
    const answer = settle(layered, [], [birth("ann", "2015-01"), birth("ann", "2015-02")]);
    expect([borne(answer, "city"), borne(answer, "pool")]).toEqual([2500, 2500]);
  });

  it("of two persons is kept twice by a specific stop-loss: 2 x (15,000 - 10,000)", () => {
    const stopLoss = program(`funding own "Own" {
  parties         city, reinsurer
  claims paid by  city
  one claim is    one cause

  specific stop-loss {
    attaches        over $10,000
    laser           $12,000 for bea
    contract basis  paid
    pays            reinsurer to city
  }
}`);
    const claim = (person: string) => ({ month: "2015-01", person, cause: "fire", amount: "15000" });
    // Of bea, with her own attachment, 3,000.
    const answer = settle(stopLoss, [], [claim("ann"), claim("cid"), claim("bea")]);
    expect(moved(answer, "specific stop-loss")).toEqual(["13000.00"]);
  });
});

/** Twelve months from January, each with its claims and when they are incurred. */
const monthly = (year: number, claims: string) =>
  Array.from({ length: 12 }, (_, m) => {
    const month = `${year}-${String(m + 1).padStart(2, "0")}`;
    return { month, incurred: month, claims };
  });

const stopLoss = (specific: string, aggregate: string, deductible = ""): string => `funding own "Own" {
  parties         employer, reinsurer
  claims paid by  employer
  one claim is    one cause

  specific stop-loss {
    attaches        over $10,000
    contract basis  ${specific}
    pays            reinsurer to employer
    ${deductible}
  }

  aggregate stop-loss {
    attaches        over $50,000
    counts          claims
    contract basis  ${aggregate}
    pays            reinsurer to employer
  }
}`;

describe("specific and aggregate stop-loss of different contract bases", () => {
  it("never reimburse a dollar twice", () => {
    // Paid in 2016 for 2015: of 110,000 the specific one reimburses 100,000, and 10,000 count toward 50,000.
    const late = { month: "2016-01", incurred: "2015-12", claims: "110000" };
    const answer = settle(
      program(stopLoss("paid", "12 / 15")),
      [...monthly(2015, "0"), ...monthly(2016, "0"), late],
      [{ ...late, person: "ann", cause: "fire", amount: "110000", claims: undefined }].map(
        ({ claims: _, ...row }) => row,
      ),
    );
    expect(answer.errors).toEqual([]);
    expect(moved(answer, "specific stop-loss")).toEqual(["100000.00"]);
    expect(moved(answer, "aggregate stop-loss")).toEqual([]);
  });

  const early = { month: "2015-01", incurred: "2014-12", person: "ann", cause: "fire", amount: "110000" };

  it("take off only what was reimbursed of the payments that count", () => {
    // Ten months of 8,000 count; what was incurred before the year does not, nor what was reimbursed of it.
    const months = monthly(2015, "8000").map((row, i) => (i > 9 ? { ...row, claims: "0" } : row));
    const answer = settle(
      program(stopLoss("paid", "12 / 12"), "2015-12-31"),
      [...months, { month: "2015-01", incurred: "2014-12", claims: "110000" }],
      [early],
    );
    expect(answer.errors).toEqual([]);
    expect(moved(answer, "specific stop-loss")).toEqual(["100000.00"]);
    expect(moved(answer, "aggregate stop-loss")).toEqual(["30000.00"]);
  });

  it("share what a deductible leaves by what each payment of the month adds", () => {
    // In January 110,000 - 10,000 that do not count and 60,000 - 10,000 that do, less 75,000: 75,000 are reimbursed, a
    // third of it for what counts. 60,000 - 25,000 + 11 x 2,000 are 57,000, over 50,000.
    const counted = { month: "2015-01", incurred: "2015-01", person: "bea", cause: "fire", amount: "60000" };
    const months = monthly(2015, "2000").map((row, i) => (i === 0 ? { ...row, claims: "60000" } : row));
    const answer = settle(
      program(stopLoss("paid", "12 / 12", "aggregating deductible  $75,000"), "2015-12-31"),
      [...months, { month: "2015-01", incurred: "2014-12", claims: "110000" }],
      [early, counted],
    );
    expect(answer.errors).toEqual([]);
    expect(moved(answer, "specific stop-loss")).toEqual(["75000.00"]);
    expect(moved(answer, "aggregate stop-loss")).toEqual(["7000.00"]);
  });
});

describe("a contract year that the program does not have", () => {
  it("has no stop-loss: what is paid after the last year counts for none that begins then", () => {
    const plan = program(stopLoss("24 / 12", "12 / 18"), "2015-12-31");
    const late = { month: "2016-03", incurred: "2015-11", person: "ann", cause: "fire", amount: "40000" };
    const answer = settle(
      plan,
      [...monthly(2015, "0"), { month: "2016-03", incurred: "2015-11", claims: "40000" }],
      [late],
    );
    expect(answer.errors).toEqual([]);
    expect(moved(answer, "specific stop-loss")).toEqual([]);
  });

  it("has no stop-loss for what is incurred in it", () => {
    const plan = program(stopLoss("12 / 18", "12 / 18"), "2015-12-31");
    const late = { month: "2016-03", incurred: "2016-02", person: "ann", cause: "fire", amount: "40000" };
    const answer = settle(
      plan,
      [...monthly(2015, "0"), { month: "2016-03", incurred: "2016-02", claims: "40000" }],
      [late],
    );
    expect(answer.errors).toEqual([]);
    expect(moved(answer, "specific stop-loss")).toEqual([]);
  });
});

describe("one person each contract year", () => {
  const plan = (basis: string) =>
    program(`funding pool "Pool" {
  parties       city, pool, reinsurer
  one claim is  one person each contract year
  odd cent to   pool

  each claim {
    layer by party   | city | pool
    up to $100,000   | 100% |   0%
    over $100,000    |   0% | 100%
  }

  specific stop-loss {
    attaches        over $120,000
    contract basis  ${basis}
    pays            reinsurer to pool
  }
}`);
  const row = (month: string, amount: string) => ({ month, incurred: "2015-11", person: "ann", amount });
  const claims = [row("2015-12", "90000"), row("2016-01", "50000")];

  it("is the year for which the stop-loss counts a claim: what is paid in the run-out goes on with it", () => {
    const answer = settle(plan("12 / 15"), [], claims);
    expect(answer.errors).toEqual([]);
    // 90,000 and 10,000 in the first layer, 40,000 over it; of 140,000 the reinsurer has 20,000.
    expect([borne(answer, "city"), borne(answer, "pool")]).toEqual([100000, 40000]);
    expect(moved(answer, "specific stop-loss")).toEqual(["20000.00"]);
  });

  it("is the year of payment where the stop-loss counts claims by it", () => {
    const answer = settle(plan("paid"), [], claims);
    expect([borne(answer, "city"), borne(answer, "pool")]).toEqual([140000, 0]);
    expect(moved(answer, "specific stop-loss")).toEqual([]);
  });
});
