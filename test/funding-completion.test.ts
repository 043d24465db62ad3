// Claims incurred and not paid, by completion factors: ultimate = paid to date / factor, unpaid = ultimate - paid.
import { describe, expect, it } from "vitest";
import { analyzeText, prepared } from "./support/programs.ts";

const planOf = (...rows: readonly string[]) => `program reserved "Reserved" {
  effective  2015-01-01 to 2015-12-31
  currency   USD
  rounding   half up to cent
}

input own  percent

funding self_funded "Self-funding" {
  parties         city, cds
  claims paid by  city

  reserve unpaid "Claims incurred and not paid yet" {
    set aside by  city

    months since incurred    | paid by then
${rows.map((row) => `    ${row}\n`).join("")}  }
}
`;

const PLAN = planOf("0 | 40%", "1 | 75%", "2 | 95%", "3 and over | 100%");

/** Month paid, month incurred, dollars. */
type Row = readonly [month: string, incurred: string, claims: string];

const quiet: readonly Row[] = ["01", "02", "03", "04", "05", "06", "07", "08"].map((month) => [
  `2015-${month}`,
  `2015-${month}`,
  "100",
]);

const nothing: readonly Row[] = Array.from({ length: 12 }, (_, i): Row => {
  const month = `2015-${String(i + 1).padStart(2, "0")}`;
  return [month, month, "0"];
});

const LAST: readonly Row[] = [
  ["2015-09", "2015-09", "1000"],
  ["2015-10", "2015-10", "1900"],
  ["2015-11", "2015-11", "2000"],
  ["2015-12", "2015-11", "1000"],
  ["2015-12", "2015-12", "500"],
];

function settle(plan: string, rows: readonly Row[], inputs: Record<string, string> = {}) {
  return prepared(analyzeText(plan)).settle(
    {
      inputs,
      months: rows.map(([month, incurred, claims]) => ({ month, incurred, claims, employees: "1" })),
      enrollment: [],
      claims: [],
    },
    { trace: true },
  );
}

describe("completion factors", () => {
  it("make of what is paid of each month what will have been paid in the end", () => {
    const answer = settle(PLAN, [...quiet, ...LAST]);
    // October: 1,900 / 95% = 2,000. November: 3,000 / 75% = 4,000. December: 500 / 40% = 1,250. 100 + 1,000 + 750.
    expect(answer.years[0]?.reserves).toMatchObject([{ due: "1850.00", held: "1850.00" }]);
    expect(answer.years[0]?.reserves[0]?.trace?.slice(-3).map(({ text }) => text)).toEqual([
      "incurred in 2015-10: $1,900 paid, 95% after 2 months; in the end $2,000, $100 more",
      "incurred in 2015-11: $3,000 paid, 75% after 1 month; in the end $4,000, $1,000 more",
      "incurred in 2015-12: $500 paid, 40% after 0 months; in the end $1,250, $750 more",
    ]);
    expect(answer.years[0]?.reserves[0]?.trace?.at(-1)?.source).toBe("test.plan:17");
  });

  it("round once, the reserve and not its months", () => {
    // 100 / 75% - 100 = 33.333..., three times: 100.00 and not 99.99.
    const plan = planOf("0 and over | 75%");
    const rows = ["10", "11", "12"].map((month): Row => [`2015-${month}`, `2015-${month}`, "100"]);
    expect(settle(plan, [...nothing.slice(0, 9), ...rows]).years[0]?.reserves[0]?.due).toBe("100.00");
  });

  it("count payments to the end of the year, also of claims incurred before it", () => {
    const before: Row = ["2015-01", "2014-12", "300"];
    const answer = settle(planOf("0 and over | 60%"), [before, ...nothing]);
    // 300 / 60% - 300
    expect(answer.years[0]?.reserves[0]?.due).toBe("200.00");
  });

  it("may be inputs, which are held to what a factor is", () => {
    const plan = planOf("0 | own", "1 | 75%", "2 and over | 100%");
    const due = (own: string) => settle(plan, [...quiet, ...LAST], { own });
    // November: 1,000 more; December: 500 / 50% - 500.
    expect(due("50%").years[0]?.reserves[0]?.due).toBe("1500.00");
    expect(due("80%").errors[0]?.message).toBe(
      "The reserve unpaid says that 75% of the claims are paid by then, and more were paid before: what is paid adds up.",
    );
    expect(due("0%").errors[0]?.message).toBe("0% is no percentage above 0% and up to 100%.");
    expect(due("120%").errors[0]?.message).toBe("120% is no percentage above 0% and up to 100%.");
  });

  it("make nothing of nothing, and a remark says so", () => {
    const rows = LAST.map(
      ([month, incurred, claims]): Row => [month, incurred, incurred === "2015-12" ? "0" : claims],
    );
    const answer = settle(PLAN, [...quiet, ...rows]);
    expect(answer.years[0]?.reserves[0]?.due).toBe("1100.00");
    expect(answer.remarks).toEqual([
      "By 2015-12-31 city has borne no claim incurred in 2015-12, and so the reserve unpaid holds nothing for what may come: a completion factor makes nothing of nothing.",
    ]);
    expect(settle(PLAN, [...quiet, ...LAST]).remarks).toEqual([]);
  });

  it("need the month in which claims were incurred", () => {
    const answer = prepared(analyzeText(PLAN)).settle({
      months: quiet.concat(LAST).map(([month, , claims]) => ({ month, claims })),
      enrollment: [],
      claims: [],
    });
    expect(answer.errors[0]?.message).toBe(
      "The reserve unpaid needs the month in which claims were incurred, and a row of 2015-01 does not say it.",
    );
  });
});
