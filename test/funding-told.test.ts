// What an experience leaves out, says twice, or holds too much of.
import { describe, expect, it } from "vitest";
import { analyzeText, prepared } from "./support/programs.ts";

const PLAN = `program year "A year" {
  effective  2015-01-01 to 2015-12-31
  currency   USD
  rounding   half up to cent
}

funding pool "Pool" {
  parties         city, pool, reinsurer
  claims paid by  pool
  one claim is    one cause
  deposit         $1 per employee per month, city to pool

  specific stop-loss {
    attaches        over $10,000
    contract basis  paid
    pays            reinsurer to pool
  }

  reserve contingency "Contingency" {
    amount     10% of deposit
    paid from  surplus
  }

  retro {
    shares       result of pool among city by deposit
    calls        deficit
    returns      surplus
    odd cent to  largest share
  }
}
`;

type Experience = Parameters<ReturnType<typeof prepared>["settle"]>[0];
const book = prepared(analyzeText(PLAN));
const settle = (experience: Partial<Experience>) =>
  book.settle({ months: [], enrollment: [], claims: [], listedOver: "1000", ...experience });
const problem = (experience: Partial<Experience>) => settle(experience).errors[0]?.message;

const paid = { month: "2015-03", claims: "500", employees: "4" };

describe("a month in which claims were incurred", () => {
  it.each([
    ["1900-01", "A claim paid in 2015-03 is incurred in 1900-01, more than 10 years earlier."],
    ["2090-01", "A claim paid in 2015-03 is incurred in 2090-01, which is later."],
    ["2005-03", undefined],
  ])("%s", (incurred, message) => {
    expect(problem({ months: [{ ...paid, incurred }] })).toBe(message);
  });
});

describe("what is left out", () => {
  it.each([
    ["no claims", { month: "2015-03", employees: "4" }],
    ["empty claims", { month: "2015-03", employees: "4", claims: "" }],
    ["claims of nothing", { month: "2015-03", employees: "4", claims: undefined }],
  ])("is no month without claims: %s", (_, row) => {
    const message = "The claims of 2015-03 are missing (months, row 2). Write 0 where none were paid.";
    expect(problem({ months: [{ ...paid, month: "2015-02" }, row] })).toBe(message);
    expect(
      problem({
        months: [
          { ...paid, month: "2015-02" },
          { ...row, claims: "0" },
        ],
      }),
    ).toBeUndefined();
  });

  it("is asked for in each row that says when claims are incurred", () => {
    const rows = [
      { ...paid, incurred: "2015-02" },
      { month: "2015-03", incurred: "2015-03" },
    ];
    expect(problem({ months: rows })).toBe(
      "The claims of 2015-03 are missing (months, row 2). Write 0 where none were paid.",
    );
  });

  it("may stand in another row of the month", () => {
    expect(
      problem({
        months: [
          { month: "2015-03", claims: "500" },
          { month: "2015-03", employees: "4" },
        ],
      }),
    ).toBeUndefined();
  });

  it("is named of a member", () => {
    const months = [
      { ...paid, member: "lodi" },
      { month: "2015-03", member: "ojai", employees: "3" },
    ];
    expect(problem({ months })).toContain("The claims of 2015-03 of ojai are missing (months, row 2).");
  });

  it("is named of a claim that is listed", () => {
    const claims = [{ month: "2015-03", person: "ann", cause: "fire", amount: "" }];
    expect(problem({ months: [paid], claims })).toBe("An amount is missing (claims, row 1).");
  });
});

describe("what is said twice", () => {
  const claim = { month: "2015-03", person: "ann", cause: "fire", amount: "1500" };
  const months = [{ ...paid, claims: "6000" }];

  it("counts twice, and a remark says so", () => {
    const other = { ...claim, amount: "1400" };
    const { errors, remarks, months: answered } = settle({ months, claims: [claim, other, claim] });
    expect(errors).toEqual([]);
    expect(remarks[0]).toBe(
      "Rows 1 and 3 of claims say the same. All of them count: leave out what is there by mistake.",
    );
    expect(answered[0]?.claims).toBe("6000.00");
  });

  it("is found among months, whatever the order of their columns", () => {
    const { remarks } = settle({ months: [paid, { employees: "4", claims: "500", month: "2015-03" }, paid] });
    expect(remarks[0]).toBe(
      "Rows 1 and 2 of months say the same, and so does 1 more row. All of them count: leave out what is there by mistake.",
    );
  });

  it("is not what differs", () => {
    const { remarks } = settle({
      months,
      claims: [claim, { ...claim, month: "2015-03-01", amount: "1501" }],
    });
    expect(remarks.filter((one) => one.includes("say the same"))).toEqual([]);
  });
});

describe("what a reserve held before", () => {
  it("is of a reserve of the funding", () => {
    expect(problem({ months: [paid], opening: { contingency: "5" } })).toBeUndefined();
    expect(problem({ months: [paid], opening: { zz: "5" } })).toBe("pool has no reserve “zz”: contingency.");
  });
});

describe("very much", () => {
  const month = (i: number) => `2015-${String((i % 12) + 1).padStart(2, "0")}`;

  it.each([
    // 1,000 each and 0 + 1 + ... + 149,999, less 10,000
    ["of one claim", () => "ann", 150_000_000 + (149_999 * 150_000) / 2 - 10_000],
    // Those over 10,000 pass it by 1, 2, ... 140,999.
    ["of as many persons", (i: number) => `p${i}`, (140_999 * 141_000) / 2],
  ])(
    "is 150,000 payments %s, settled in seconds",
    (_, person, due) => {
      const claims = Array.from({ length: 150_000 }, (_, i) => ({
        month: month(i),
        person: person(i),
        cause: "fire",
        amount: `${1000 + i}`,
      }));
      const months = Array.from({ length: 12 }, (_, i) => ({
        ...paid,
        month: month(i),
        claims: "9999999999",
      }));
      const answer = settle({ months, claims });
      expect(answer.errors).toEqual([]);
      const [year] = answer.years;
      const moved = answer.months
        .flatMap(({ movements }) => movements)
        .filter(({ what }) => what === "specific stop-loss")
        .reduce((sum, { amount }) => sum + Number(amount), 0);
      expect([year?.claims, moved]).toEqual(["119999999988.00", due]);
    },
    30_000,
  );

  it("is more members than are settled at once", () => {
    const months = Array.from({ length: 1_001 }, (_, i) => ({ ...paid, member: `m${i}` }));
    expect(problem({ months })).toBe("More than 1000 members cannot be settled at once: this names 1001.");
  });
});
