// Which claims a stop-loss counts, by the months in which they are incurred and paid. Each claim is of its own power of
// two, so that the sum that is reimbursed says which of them count.
import { describe, expect, it } from "vitest";
import { analyzeText, prepared } from "./support/programs.ts";

const planOf = (basis: string): string => `program years "Two years" {
  effective  2015-01-01 to 2016-12-31
  currency   USD
  rounding   half up to cent
}

funding pool "Pool" {
  parties         pool, reinsurer
  claims paid by  pool
  one claim is    one cause

  specific stop-loss {
    attaches        over $0
    contract basis  ${basis}
    pays            reinsurer to pool
  }
}
`;

/** Month incurred, month paid, dollars. */
const CLAIMS = [
  ["2014-09", "2015-01", 1],
  ["2014-10", "2015-02", 2],
  ["2015-03", "2015-04", 4],
  ["2015-11", "2016-02", 8],
  ["2015-12", "2016-03", 16],
  ["2015-12", "2016-04", 32],
  ["2016-12", "2016-12", 64],
] as const;

const RUN_OUT = [
  ["2016-11", "2017-03", 128],
  ["2016-11", "2017-02", 256],
] as const;

function settle(basis: string, claims: readonly (readonly [string, string, number])[]) {
  const rows = claims.map(([incurred, month, amount]) => ({
    incurred,
    month,
    cause: `${amount}`,
    amount: `${amount}.00`,
  }));
  return prepared(analyzeText(planOf(basis))).settle({ months: [], enrollment: [], claims: rows });
}

describe("a contract basis of", () => {
  it.each([
    ["paid", CLAIMS, 1 + 2 + 4 + 8 + 16 + 32 + 64],
    // Incurred and paid in one contract year.
    ["12/12", CLAIMS, 4 + 64],
    // Three months of run-in: October to December before the year.
    ["15/12", CLAIMS, 2 + 4 + 8 + 16 + 32 + 64],
    // Three months of run-out: January to March after the year, after the last one as well.
    ["12/15", [...CLAIMS, ...RUN_OUT], 4 + 8 + 16 + 64 + 128 + 256],
  ] as const)("%s", (basis, claims, due) => {
    const { months, errors } = settle(basis, claims);
    expect(errors).toEqual([]);
    const paid = months.flatMap(({ movements }) => movements).map(({ amount }) => Number(amount));
    expect(paid.reduce((sum, one) => sum + one, 0)).toBe(due);
  });

  it("without run-out takes no month after the program", () => {
    const [problem] = settle("12/12", RUN_OUT).errors;
    expect(problem?.message).toBe("2017-03 is outside the program, which runs from 2015-01 to 2016-12.");
  });
});

describe("percentages of paid claims in the run-out", () => {
  const plan = (words: string) =>
    planOf("12/15").replace(
      "  one claim is",
      `  administration  10% of paid claims, pool to reinsurer
  fee             $7 per month, pool to reinsurer
  run-out charges ${words}
  one claim is`,
    );
  const movements = (words: string) => {
    const [incurred, month] = ["2016-11", "2017-02"];
    const amount = "1000.00";
    const answer = prepared(analyzeText(plan(words))).settle({
      months: [
        { month: "2016-12", incurred: "2016-12", claims: "500" },
        { month, incurred, claims: amount },
      ],
      enrollment: [],
      claims: [{ month, incurred, person: "p", cause: "c", amount }],
      listedOver: "0",
    });
    return answer.months.flatMap(({ month: of, movements: all }) =>
      all.map((one) => `${of} ${one.what} ${one.amount}`),
    );
  };

  it("are due where the plan says so, and what is due each month is not", () => {
    expect(movements("due")).toEqual([
      "2016-12 administration 50.00",
      "2016-12 fee 7.00",
      "2017-02 administration 100.00",
      "2017-02 specific stop-loss 1000.00",
    ]);
  });

  it("are not due where it says that", () => {
    expect(movements("none")).not.toContain("2017-02 administration 100.00");
    expect(movements("none")).toContain("2016-12 administration 50.00");
  });
});
