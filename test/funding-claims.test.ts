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
