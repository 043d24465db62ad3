// Twelve months of a pool of two cities, worked out here in whole cents, without the project's own arithmetic: layers,
// specific and aggregate stop-loss, administration, reserves, retro.
import { describe, expect, it } from "vitest";
import { analyzeText, prepared } from "./support/programs.ts";

const PLAN = `program hand "By hand" {
  effective  2015-01-01 to 2015-12-31
  currency   USD
  rounding   half up to cent
}

funding pool "Pool" {
  parties         city, pool, reinsurer, cds
  one claim is    one person each contract year
  odd cent to     pool
  deposit         $310.07 per employee per month, city to pool
  administration  7.25% of paid claims, pool to cds
  run-out charges none

  each claim {
    layer by party           | city | pool
    up to $1,000             | 100% |   0%
    over $1,000 up to $4,000 |  35% |  65%
    over $4,000              |   0% | 100%
  }

  specific stop-loss {
    attaches                over $20,000
    laser                   $30,000 for dora
    reimburses              at most $50,000
    aggregating deductible  $2,500
    contract basis          12/15
    pays                    reinsurer to pool
    premium                 $11.19 per employee per month, pool to reinsurer
  }

  aggregate stop-loss {
    attaches        over $41.50 per employee per month
    counts          claims, administration
    reimburses      at most $9,000
    contract basis  12/12
    pays            reinsurer to pool
  }

  reserve unpaid {
    amount        1.5 months of paid claims
    set aside by  pool
  }

  reserve contingency {
    amount     15% of deposit, once
    paid from  surplus, retro
  }

  retro {
    shares       result of pool among city by deposit
    charges      nothing
    calls        deficit, at most 30% of deposit
    returns      surplus
    odd cent to  largest share
  }
}
`;

/** Paid claims of persons: city, person, month paid, month incurred, cents. Month 0 is December 2014. */
const LARGE = [
  ["a", "ann", 2, 1, 1_234_567],
  ["a", "ann", 5, 2, 2_345_678],
  ["a", "bob", 3, 0, 345_601],
  ["b", "cal", 7, 6, 250_033],
  ["b", "cal", 7, 7, 99_999],
  ["b", "dora", 9, 8, 4_100_001],
  ["b", "dora", 14, 12, 500_000],
] as const;

/** Claims that are not listed, of each month: in the first layer, the cities' own. */
const SMALL = { a: 123_411, b: 98_777 } as const;
const EMPLOYEES = { a: 21, b: 34 } as const;
const CITIES = ["a", "b"] as const;
const YEAR = Array.from({ length: 12 }, (_, i) => i + 1);

/** A quotient of whole numbers, rounded half up. */
const halfUp = (above: number, below: number): number => Math.floor((2 * above + below) / (2 * below));
const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0);

/** What a city bears of a claim: all of the first 1,000 and 35% of the next 3,000. */
const cityOf = (claim: number): number =>
  halfUp(Math.min(claim, 100_000) * 100 + Math.max(Math.min(claim, 400_000) - 100_000, 0) * 35, 100);

const paidIn = (months: (month: number) => boolean, city?: string) =>
  LARGE.filter(([of, , month]) => months(month) && (city === undefined || of === city));
const persons = [...new Set(LARGE.map(([, person]) => person))];
const totalOf = (person: string, counts: (one: (typeof LARGE)[number]) => boolean): number =>
  sum(LARGE.filter((one) => one[1] === person && counts(one)).map((one) => one[4]));
const inYear = (month: number): boolean => month >= 1 && month <= 12;

/** A claim of one person is of one contract year: what dora is paid in 2016 is a new one. */
const poolOf = (person: string): number => {
  const total = totalOf(person, (one) => inYear(one[2]));
  return total - cityOf(total);
};

const staff = EMPLOYEES.a + EMPLOYEES.b;
const deposits = { a: 12 * 31_007 * EMPLOYEES.a, b: 12 * 31_007 * EMPLOYEES.b };
const deposit = deposits.a + deposits.b;
const largeInYear = sum(paidIn(inYear).map((one) => one[4]));
const claims = largeInYear + 12 * (SMALL.a + SMALL.b);
const administration = halfUp(claims * 725, 10_000);
const premium = 12 * 1_119 * staff;

// 12/15: incurred in 2015, and paid by March 2016. bob's was incurred in 2014.
const counts15 = (one: (typeof LARGE)[number]): boolean => inYear(one[3]) && one[2] <= 15;
const overOf = (person: string, kept: number): number =>
  Math.min(Math.max(totalOf(person, counts15) - kept, 0), 5_000_000);
const specific = Math.max(overOf("ann", 2_000_000) + overOf("dora", 3_000_000) - 250_000, 0);
/** What of it falls in 2015: of dora the 5,000 of 2016 are over as well. */
const specificInYear = Math.max(
  overOf("ann", 2_000_000) + Math.max(totalOf("dora", (one) => inYear(one[2])) - 3_000_000, 0) - 250_000,
  0,
);

const poolClaims = sum(persons.map(poolOf));
// 12/12: without bob's; less all that the specific stop-loss pays for the year, and with administration.
const counted = poolClaims - poolOf("bob") - specific + administration;
const attachment = 12 * 4_150 * staff;
const aggregate = Math.min(Math.max(counted - attachment, 0), 900_000);
const unpaid = halfUp(poolClaims * 15, 10 * 12);
const result = deposit + specificInYear + aggregate - administration - premium - poolClaims - unpaid;
const reserve = halfUp(deposit * 15, 100);
const fromSurplus = Math.min(Math.max(result, 0), reserve);
const call = Math.min(Math.max(-result, 0) + reserve - fromSurplus, halfUp(deposit * 30, 100));
const back = Math.max(result, 0) - fromSurplus;

const money = (cents: number): string => {
  const digits = String(Math.abs(cents)).padStart(3, "0");
  return `${cents < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};
const monthText = (month: number): string => {
  const year = 2015 + Math.floor((month - 1) / 12);
  return `${year}-${String(((month + 11) % 12) + 1).padStart(2, "0")}`;
};

const experience = {
  listedOver: "1000",
  months: YEAR.flatMap((month) =>
    CITIES.map((city) => {
      const large = sum(paidIn((paid) => paid === month, city).map((one) => one[4]));
      return {
        month: monthText(month),
        member: city,
        claims: money(large + SMALL[city]),
        employees: String(EMPLOYEES[city]),
      };
    }),
  ),
  enrollment: [],
  claims: LARGE.map(([member, person, month, incurred, cents]) => ({
    month: monthText(month),
    member,
    person,
    incurred: monthText(incurred),
    amount: money(cents),
  })),
};

describe("twelve months of a pool", () => {
  const answer = prepared(analyzeText(PLAN)).settle(experience, { trace: true });
  const [year] = answer.years;
  const movement = (what: string, who?: string) =>
    [
      ...answer.months.filter(({ month }) => month < "2016").flatMap((one) => one.movements),
      ...(year?.movements ?? []),
    ]
      .filter((one) => one.what === what && (who === undefined || one.from === who || one.to === who))
      .reduce((total, one) => total + Math.round(Number(one.amount) * 100), 0);

  it("is settled without an error", () => {
    expect(answer.errors).toEqual([]);
    expect(answer.years).toHaveLength(1);
  });

  it("has the hand's figures worth looking at: each mechanism is at work", () => {
    for (const figure of [specificInYear, specific - specificInYear, aggregate, unpaid, reserve])
      expect(figure).toBeGreaterThan(0);
  });

  it("shares each claim by its layers", () => {
    const borne = (party: string) => year?.parties.find((one) => one.party === party)?.claims;
    expect(year?.claims).toBe(money(claims));
    expect(borne("pool")).toBe(money(poolClaims));
    for (const city of CITIES) {
      const own = persons.filter((person) => LARGE.some((one) => one[0] === city && one[1] === person));
      const retained = sum(own.map((person) => cityOf(totalOf(person, (one) => inYear(one[2])))));
      expect(borne(city)).toBe(money(retained + 12 * SMALL[city]));
    }
  });

  it("charges and deposits by the month, to the cent of the year", () => {
    expect(movement("deposit", "a")).toBe(deposits.a);
    expect(movement("deposit", "b")).toBe(deposits.b);
    expect(movement("administration")).toBe(administration);
    expect(movement("premium")).toBe(premium);
  });

  it("reimburses by both stop-losses, and the run-out in its own month", () => {
    expect(movement("specific stop-loss")).toBe(specificInYear);
    const february = answer.months.find(({ month }) => month === "2016-02");
    expect(february?.movements.map(({ what, amount }) => [what, amount])).toEqual([
      ["specific stop-loss", money(specific - specificInYear)],
    ]);
    expect(movement("aggregate stop-loss")).toBe(aggregate);
  });

  it("sets aside, pays the reserve, and calls the rest by the deposits", () => {
    expect(year?.surplus).toBe(money(result));
    expect(year?.reserves.map(({ reserve: id, due }) => [id, due])).toEqual([
      ["unpaid", money(unpaid)],
      ["contingency", money(reserve)],
    ]);
    const ofA = halfUp(call * deposits.a, deposit);
    expect(movement("retro call", "a")).toBe(ofA);
    expect(movement("retro call", "b")).toBe(call - ofA);
    const backToA = halfUp(back * deposits.a, deposit);
    expect(movement("retro return", "a")).toBe(backToA);
    expect(movement("retro return")).toBe(back);
  });

  it("leads each amount back to a line of the plan", () => {
    const all = [...answer.months.flatMap((one) => one.movements), ...(year?.movements ?? [])];
    for (const { trace = [] } of all) {
      expect(trace.length).toBeGreaterThan(0);
      expect(trace[0]?.source).toMatch(/^test\.plan:\d+$/);
    }
  });
});
