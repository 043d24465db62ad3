// A line may be for a part of an hour, and what it comes to is whole cents all the same.
import type { Claim } from "@planwright/evaluator";
import { describe, expect, it } from "vitest";
import { analyzeText, findingsOf, prepared } from "../support/programs.ts";

const program = (pays: string, lines = "") => `program hours "Hours" {
  effective 2026-01-01 to 2026-12-31
  currency USD
  rounding half up to cent
}
coverages {
  medical "Medical"
}
services for medical {
  care "Care"
}
plan only "Only" for medical {
  allowed charge in full
  deductible $100 per person, each calendar year
${lines}
  benefits {
    service | pays
    care    | ${pays}
  }
}
`;

/** Two and a half hours for $200. */
const claim = (used: Claim["used"] = undefined): Claim => ({
  plans: ["only"],
  members: [{ id: "a" }],
  used,
  lines: [
    { id: "1", date: "2026-03-02", member: "a", service: "care", charge: "200.00", units: { hours: "2.5" } },
  ],
});

function paid(text: string, asked = claim()): readonly (string | undefined)[] {
  const analysis = analyzeText(text);
  expect(findingsOf(analysis).filter((finding) => !/PW2306|PW5\d{3}/.test(finding))).toEqual([]);
  const { lines, errors } = prepared(analysis).claim(asked);
  const [line] = lines;
  if (!line) return errors.map(({ message }) => message);
  // Every cent of the charge is somebody's.
  expect(Number(line.plan_pays) + Number(line.member_pays)).toBeCloseTo(200, 9);
  return [line.copay, line.coinsurance, line.over_limit, line.plan_pays];
}

describe("2.5 hours at $33.33 are $83.325, and so $83.33", () => {
  // 80% of 200 is 160, of which 160 - 83.33 = 76.67 is above the limit; the member's share is 40.
  it("as the most that the plan pays", () => {
    expect(paid(program("plan pays 80%, at most $33.33 per hour"))).toEqual([
      "0.00",
      "40.00",
      "76.67",
      "83.33",
    ]);
    expect(paid(program("plan pays 80%", "  plan pays at most $33.33 per hour for care"))).toEqual([
      ...["0.00", "40.00", "76.67", "83.33"],
    ]);
  });

  // 200 - 83.33 = 116.67 for the plan.
  it("as a copay", () => {
    expect(paid(program("copay $33.33 per hour"))).toEqual(["83.33", "0.00", "0.00", "116.67"]);
  });

  // 200 - 83.33 = 116.67 above; 80% of 83.33 is 66.664, so 66.66 and 16.67.
  it("as what is allowed", () => {
    const parts = ["0.00", "16.67", "116.67", "66.66"];
    expect(paid(program("allow at most $33.33 per hour then plan pays 80%"))).toEqual(parts);
    expect(paid(program("plan pays 80%", "  plan allows at most $33.33 per hour for care"))).toEqual(parts);
  });
});

describe("what was used before the first line", () => {
  const text = program("deductible then plan pays 80%");
  const used = (amount: string) => claim([{ of: "deductible", by: "a", amount }]);

  it("is in whole cents", () => {
    expect(paid(text, used("30.005"))).toEqual(["30.005 has parts of a cent."]);
    // 100 - 30.05 = 69.95 of the deductible is left; 20% of 130.05 is 26.01, and 104.04 is for the plan.
    expect(paid(text, used("30.05"))).toEqual(["0.00", "26.01", "0.00", "104.04"]);
  });
});
