// A premium that is known when the year is over: what claims and retention come to, at least a minimum and at most a
// maximum, less the deposits. Every amount is worked out by hand beside it.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyzeText, prepared } from "./support/programs.ts";

interface Plan {
  readonly least?: string;
  readonly most?: string;
  readonly retention?: string;
  readonly layers?: string;
  readonly more?: string;
  readonly retro?: string;
}

const planOf = ({
  least = "$80,000",
  most = "120% of deposit",
  retention = "10% of deposit",
  layers = "",
  more = "",
  retro = "",
}: Plan): string => `program year "A year" {
  effective  2015-01-01 to 2015-12-31
  currency   USD
  rounding   half up to cent
}

funding retrospective "Retrospective premium" {
  parties         employer, carrier
  claims paid by  carrier
  deposit         $1,000 per employee per month, employer to carrier
${layers}${more}
  retro {
    shares           result of carrier among employer by deposit
    retention        ${retention}
    minimum premium  ${least}
    maximum premium  ${most}
${retro}    odd cent to      largest share
  }
}
`;

const MONTHS = Array.from({ length: 12 }, (_, i) => `2015-${String(i + 1).padStart(2, "0")}`);

type Members = Readonly<Record<string, { readonly employees: number; readonly claims: string }>>;

/** All claims are paid in March. */
function answerOf(plan: string, members: Members) {
  const rows = Object.entries(members);
  return prepared(analyzeText(plan)).settle(
    {
      listedOver: "0",
      months: MONTHS.flatMap((month) =>
        rows.map(([member, { employees, claims }]) => ({
          month,
          member,
          claims: month === "2015-03" ? claims : "0",
          employees: `${employees}`,
        })),
      ),
      enrollment: [],
      claims: rows.map(([member, { claims }]) => ({
        month: "2015-03",
        member,
        person: "p",
        cause: "c",
        amount: claims,
      })),
    },
    { trace: true },
  );
}

function settle(plan: string, members: Members) {
  const answer = answerOf(plan, members);
  expect(answer.errors).toEqual([]);
  const [year] = answer.years;
  if (!year) throw new Error("the year is not settled");
  const moved = year.movements.map(({ what, from, to, amount }) => `${what} ${from} ${to} ${amount}`);
  return { year, moved, words: year.premium?.trace?.map(({ text }) => text) ?? [] };
}

const alone = (claims: string, employees = 8): Members => ({ employer: { employees, claims } });

// Eight employees deposit 8 x 12 x 1,000 = 96,000; retention is 9,600; the most is 115,200.
describe("a premium of one employer", () => {
  it("is what claims and retention come to, and the rest of the deposits is returned", () => {
    // 75,000 + 9,600 = 84,600; 96,000 - 84,600 = 11,400
    const { year, moved } = settle(planOf({}), alone("75000"));
    expect(year.premium?.amount).toBe("84600.00");
    expect(year.retention).toBe("9600.00");
    expect(moved).toEqual(["retro return carrier employer 11400.00"]);
  });

  it("is at least the minimum, whatever the claims", () => {
    // 40,000 + 9,600 = 49,600, and the minimum is 80,000: 16,000 are returned
    const { year, moved, words } = settle(planOf({}), alone("40000"));
    expect(year.surplus).toBe("46400.00");
    expect(moved).toEqual(["retro return carrier employer 16000.00"]);
    expect(words).toEqual([
      "$96,000 of deposits less $46,400 left over: the year comes to $49,600; retention of $9,600 is among it",
      "at least the minimum premium",
      "premium of $80,000 less $96,000 of deposits",
    ]);
  });

  it("is at most the maximum, and the carrier bears the rest", () => {
    // 150,000 + 9,600 = 159,600, and the maximum 115,200: 19,200 are called
    const { year, moved } = settle(planOf({}), alone("150000"));
    expect(moved).toEqual(["retro call employer carrier 19200.00"]);
    // 96,000 + 19,200 - 150,000
    expect(year.parties.find(({ party }) => party === "carrier")?.balance).toBe("-34800.00");
  });

  it("is called up to a minimum above the deposits, though the year left a surplus", () => {
    // The year comes to 49,600; 100,000 - 96,000
    expect(settle(planOf({ least: "$100,000" }), alone("40000")).moved).toEqual([
      "retro call employer carrier 4000.00",
    ]);
  });

  it("is returned down to a maximum below the deposits, though the year left a deficit", () => {
    // The year comes to 109,600; 96,000 - 90,000
    expect(settle(planOf({ most: "$90,000" }), alone("100000")).moved).toEqual([
      "retro return carrier employer 6000.00",
    ]);
  });

  it("moves nothing where it is what was deposited", () => {
    const { year, moved } = settle(planOf({}), alone("86400"));
    expect(moved).toEqual([]);
    expect(year.premium?.amount).toBe("96000.00");
  });

  it("has one bound where the other is none", () => {
    expect(settle(planOf({ most: "none" }), alone("150000")).year.premium?.amount).toBe("159600.00");
    expect(settle(planOf({ least: "none" }), alone("40000")).year.premium?.amount).toBe("49600.00");
  });

  it("counts what is set aside for claims that are not paid yet", () => {
    // 75,000 + 9,600 + 10% of 75,000 = 92,100
    const more = `
  reserve unpaid "Unpaid claims" {
    amount        10% of paid claims
    set aside by  carrier
  }
`;
    expect(settle(planOf({ more }), alone("75000")).year.premium?.amount).toBe("92100.00");
  });

  it("fills a reserve as far as the maximum leaves room", () => {
    // 100,000 + 9,600 is 13,600 over the deposits, and the reserve wants 20,000; the maximum leaves 19,200 - 13,600.
    const more = `
  reserve contingency "Contingency" {
    amount     $20,000
    paid from  surplus, retro
  }
`;
    const { year, moved } = settle(planOf({ more }), alone("100000"));
    expect(moved).toEqual(["retro call employer carrier 19200.00"]);
    expect(year.reserves[0]?.held).toBe("5600.00");
  });

  it("is refused in a year in which the minimum comes to more than the maximum", () => {
    // 120% of 5 x 12,000 is 72,000
    const { errors } = answerOf(planOf({}), alone("1000", 5));
    expect(errors.map(({ message }) => message)).toEqual([
      "The minimum premium of the year is $80,000, and the maximum $72,000.",
    ]);
  });
});

describe("a premium of the members of a pool", () => {
  const three = (claims: string): Members => ({
    a: { employees: 1, claims },
    b: { employees: 1, claims: "0" },
    c: { employees: 1, claims: "0" },
  });

  it("is shared in proportion, and one takes the odd cent", () => {
    // 36,000 deposited; 20,000 + 3,600 = 23,600, and 12,400 are returned: 4,133.33 each, and 4,133.34 to the first
    const { moved } = settle(planOf({ least: "none" }), three("20000"));
    expect(moved).toEqual([
      "retro return carrier a 4133.34",
      "retro return carrier b 4133.33",
      "retro return carrier c 4133.33",
    ]);
  });

  const layers = `  one claim is    one cause
  odd cent to     carrier

  each claim {
    layer by party | employer | carrier
    up to $5,000   |     100% |      0%
    over $5,000    |       0% |    100%
  }
`;

  it("is one of each member where each is charged with its own claims, within bounds of its own", () => {
    // 36,000 - 3,600 - 20,000 = 12,400, and 17,400 before the 5,000 that a retains: 5,800 each. a has 800 over, and
    // comes to 11,200; b and c come to 6,200, and the minimum of each is 75% of 12,000.
    const { year, moved } = settle(
      planOf({ layers, least: "75% of deposit", retro: "    charges          retained claims\n" }),
      three("20000"),
    );
    expect(moved).toEqual([
      "retro return carrier a 800.00",
      "retro return carrier b 3000.00",
      "retro return carrier c 3000.00",
    ]);
    expect(year.premium?.amount).toBe("29200.00");
  });

  it("is between its bounds to the cent, and deposits with what is called come to it", () => {
    const cents = (text: string) => Math.round(Number(text) * 100);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 9_000_000 })), {
          minLength: 1,
          maxLength: 4,
        }),
        (rows) => {
          const members = Object.fromEntries(
            rows.map(([employees, claims], i) => [`m${i}`, { employees, claims: (claims / 100).toFixed(2) }]),
          );
          const { year } = settle(planOf({ least: "75% of deposit" }), members);
          const deposits = rows.reduce((sum, [employees]) => sum + employees * 1_200_000, 0);
          const claims = rows.reduce((sum, [, paid]) => sum + paid, 0);
          const wanted = Math.min(Math.max(claims + deposits / 10, (deposits * 3) / 4), (deposits * 6) / 5);
          const moved = year.movements.reduce(
            (sum, { what, amount }) => sum + (what === "retro call" ? 1 : -1) * cents(amount),
            deposits,
          );
          expect(moved).toBe(wanted);
          expect(cents(year.premium?.amount ?? "")).toBe(wanted);
          expect(year.parties.reduce((sum, { balance }) => sum + cents(balance), 0)).toBe(0 - claims);
        },
      ),
      { numRuns: 25 },
    );
  });
});
