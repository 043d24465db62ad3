// One employee over six contract years, entered by hand in a ledger of its own: cover in mid-year, claims in each year,
// marriage, leaving. The program must make the same entries, and no other.
import { describe, expect, it } from "vitest";
import { FULL_TIME, settled, stayWell } from "./support/stay-well.ts";

const book = stayWell();

const HOLDER = {
  facts: {
    ...FULL_TIME,
    hire: "1979-08-05",
    marriage: "1983-02-14",
    leaving: "1984-12-15",
  },
  events: (
    [
      ["1979-10-03", "80"],
      ["1980-12-01", "350"],
      ["1981-03-01", "220"],
      ["1982-05-20", "500"],
      ["1983-06-30", "33.33"],
      ["1984-02-29", "124.99"],
      ["1984-09-09", "60"],
      ["1984-12-31", "40"],
    ] as const
  ).map(([date, amount]) => ({ date, event: "claims", amount, plan: "stay_well" })),
  through: "1985-06-30",
};

// The fund of the year. Each year brings 500, of which 500 may be used. What a part year leaves above its months stays.
const DEDUCTIBLE = `
  1979-09-01  credit        500.00   500.00
  1979-10-03  debit         -80.00   420.00
  1980-07-01  credit        500.00   920.00
  1980-12-01  debit        -350.00   570.00
  1981-03-01  debit        -150.00   420.00   unpaid 70.00
  1981-07-01  transfer out -416.67     3.33
  1981-07-01  credit        500.00   503.33
  1982-05-20  debit        -500.00     3.33
  1982-07-01  credit        500.00   503.33
  1983-06-30  debit         -33.33   470.00
  1983-07-01  transfer out -466.67     3.33
  1983-07-01  credit        500.00   503.33
  1984-02-29  debit        -124.99   378.34
  1984-07-01  transfer out -375.01     3.33
  1984-07-01  credit        500.00   503.33
  1984-09-09  debit         -60.00   443.33
  1984-12-15  transfer out -208.33   235.00
  1984-12-31  debit           0.00   235.00   unpaid 40.00
  1985-06-15  payment      -235.00     0.00   to employer
`;

// 416.67 is 10/12 of 500, for September through June; 1980-81 and 1981-82 leave nothing. From the contract year of
// marriage on half of each credit is the spouse's, who has the odd cent: 466.67, 375.01 and 208.33, which is 5/12 of
// 500 for July through November. On leaving what is older than 1983-84 is paid, the rest six months later.
const VESTED = `
  1981-07-01  transfer in   416.67   416.67
  1983-07-01  transfer in   466.67   883.34
  1983-07-01  to spouse    -233.34   650.00   to spouse
  1984-07-01  transfer in   375.01  1025.01
  1984-07-01  to spouse    -187.51   837.50   to spouse
  1984-12-15  transfer in   208.33  1045.83
  1984-12-15  to spouse    -104.17   941.66   to spouse
  1984-12-15  payment      -650.00   291.66   to employee
  1985-06-15  payment      -291.66     0.00   to employee
`;

const rows = (text: string): string[] =>
  text
    .trim()
    .split("\n")
    .map((line) => line.trim().replace(/ +/g, " "));

const answer = settled(book, HOLDER);

/** The entries of an account, but for those that only say that a balance goes on into the next year. */
function ledgerOf(id: string): string[] {
  const trace = answer.accounts.find(({ account }) => account === id)?.trace ?? [];
  return trace
    .filter(({ movement }) => movement !== "carried over")
    .map(({ date, movement, change, balance, unpaid, to }) => {
      const tail = movement.startsWith("transfer") || to === undefined ? "" : ` to ${to}`;
      return `${date} ${movement} ${change} ${balance}${unpaid ? ` unpaid ${unpaid}` : ""}${tail}`;
    });
}

describe("the ledger of an employee over six contract years", () => {
  it("of the fund of the year is that by hand", () => {
    expect(ledgerOf("deductible_trust")).toEqual(rows(DEDUCTIBLE));
  });

  it("of what has vested is that by hand", () => {
    expect(ledgerOf("vested_trust")).toEqual(rows(VESTED));
  });

  it("adds up, and leads back to the lines of the plan", () => {
    const vested = answer.accounts.find(({ account }) => account === "vested_trust");
    // 416.67 + 466.67 + 375.01 + 208.33, and of it 233.34 + 187.51 + 104.17, and 650.00 + 291.66
    expect(vested).toMatchObject({
      opening: "0.00",
      credits: "1466.68",
      debits: "0.00",
      to_others: "525.02",
      payments: "941.66",
      closing: "0.00",
      full_years: 4,
      interest: null,
    });
    for (const { trace } of answer.accounts)
      for (const { source } of trace)
        expect(source).toMatch(/^examples\/mendocino-staywell\/accounts\.plan:\d+$/);
  });
});

describe("husband and wife, each an employee", () => {
  it("have half of what vests from the contract year of marriage on, and no cent is lost", async () => {
    const { settleHolders } = await import("@planwright/evaluator");
    const facts = { ...FULL_TIME, marriage: "1983-02-14" };
    const [a, b] = settleHolders(book, [
      // The policy of a is kept. b was covered for one full year, and is insured with a from the marriage on.
      {
        id: "a",
        spouse: "b",
        through: "1984-06-30",
        facts: { ...facts, hire: "1980-06-01" },
        events: [],
      },
      {
        id: "b",
        spouse: "a",
        through: "1984-06-30",
        facts: { ...facts, hours: "25", hire: "1981-06-01" },
        events: [],
      },
    ]);
    const vested = (of: typeof a) => of?.accounts.find(({ account }) => account === "vested_trust");
    expect(a?.errors).toEqual([]);
    expect(b?.errors).toEqual([]);
    // 500 of 1980-81 and of 1981-82, and half of 1982-83
    expect(vested(a)).toMatchObject({ credits: "1500.00", to_others: "250.00", closing: "1250.00" });
    expect(vested(b)).toMatchObject({ credits: "250.00", closing: "250.00" });
    expect(vested(b)?.trace).toContainEqual(
      expect.objectContaining({ date: "1983-07-01", movement: "from spouse", change: "250.00" }),
    );
  });

  it("must name each other", async () => {
    const { settleHolders } = await import("@planwright/evaluator");
    const one = { facts: FULL_TIME, events: [] };
    const messages = (holders: Parameters<typeof settleHolders>[1]) =>
      settleHolders(book, holders).flatMap(({ errors }) => errors.map(({ message }) => message));
    expect(messages([{ id: "a", spouse: "b", ...one }])).toEqual([
      "“b”, the spouse of a, is not in this file.",
    ]);
    expect(
      messages([
        { id: "a", spouse: "b", ...one },
        { id: "b", ...one },
      ])[0],
    ).toBe("b is the spouse of a, and does not name a as spouse.");
  });
});
