// What is due for a month in which cover begins or ends. The premium is $310 a month until July and $620 from then on;
// the employer pays half.
import type { Person } from "@planwright/evaluator";
import { describe, expect, it } from "vitest";
import { analyzeText, prepared } from "./support/programs.ts";

const planOf = (premium: string) => `program parts "Parts" {
  effective  2015-01-01 to 2016-12-31
  currency   USD
  rounding   half up to cent
}

coverages {
  medical  "Medical"
}

conventions {
  shares of a premium  round the employer share, the rest to employee
  month arithmetic     last day of a shorter month
}

input hire     date
input leaving  date
input away     date
input back     date

rates for medical effective 2015-01-01 to 2015-06-30 {
  per  employee per month

  coverage |    rate
  medical  | $310.00
}

rates for medical effective 2015-07-01 to 2016-12-31 {
  per  employee per month

  coverage |    rate
  medical  | $620.00
}

contributions for medical {
  employer pays  50%
}

eligibility for medical {
  insures  employee
  begins   day of hire
  ends     day of leaving
  ends     day before away
  premium  ${premium}

  absence from away to back {
    lasting  | begins
    any      | day of back
  }
}
`;

function monthsOf(premium: string, person: Person): string[] {
  const book = prepared(analyzeText(planOf(premium)));
  const answer = book.enroll({ medical: "yes", ...person }, []);
  expect(answer.errors).toEqual([]);
  const [medical] = answer.coverages;
  return (medical?.months ?? []).map(
    ({ month, part, premium: due, employer, employee }) => `${month} ${part} ${due} ${employer} ${employee}`,
  );
}

describe("a month by its days", () => {
  it("holds the first and the last day", () => {
    // 10 of 31 days of 310 are 100; 1 of 30 days of 620 is 20.67, and of 310 is 10.33.
    expect(monthsOf("by day", { hire: "2015-05-22", leaving: "2015-09-01" })).toEqual([
      "2015-05 10/31 100.00 50.00 50.00",
      "2015-09 1/30 20.67 10.33 10.34",
    ]);
  });

  it("is counted once where cover begins and ends in it", () => {
    // 14 of 28 days in 2015, and 14 of 29 in 2016: 620 x 14 / 29 = 299.31.
    expect(monthsOf("by day", { hire: "2015-02-02", leaving: "2015-02-15" })).toEqual([
      "2015-02 1/2 155.00 77.50 77.50",
    ]);
    expect(monthsOf("by day", { hire: "2016-02-02", leaving: "2016-02-15" })).toEqual([
      "2016-02 14/29 299.31 149.66 149.65",
    ]);
  });

  it("adds the days before and after an absence", () => {
    // Through the 9th and from the 21st on: 9 + 10 = 19 of 30 days of 310.
    expect(monthsOf("by day", { hire: "2015-01-01", away: "2015-06-10", back: "2015-06-21" })).toEqual([
      "2015-01 1 310.00 155.00 155.00",
      "2015-06 19/30 196.33 98.17 98.16",
    ]);
  });

  it("has no premium outside the program", () => {
    expect(monthsOf("by day", { hire: "2014-12-22", leaving: "2015-01-31" })).toEqual([
      "2014-12 10/31 null null null",
      "2015-01 1 310.00 155.00 155.00",
    ]);
  });
});

describe("a month by its halves", () => {
  const from16 = "half month from the 16th";
  it.each([
    ["2015-05-15", "1 310.00 155.00 155.00"],
    ["2015-05-16", "1/2 155.00 77.50 77.50"],
    ["2015-05-31", "1/2 155.00 77.50 77.50"],
  ])("begins on %s", (hire, due) => {
    expect(monthsOf(from16, { hire })).toEqual([`2015-05 ${due}`]);
  });

  it.each([
    ["2015-06-15", "1/2 155.00 77.50 77.50"],
    ["2015-06-16", "1 310.00 155.00 155.00"],
  ])("ends on %s", (leaving, due) => {
    expect(monthsOf(from16, { hire: "2015-05-01", leaving })).toEqual([
      "2015-05 1 310.00 155.00 155.00",
      `2015-06 ${due}`,
    ]);
  });
});
