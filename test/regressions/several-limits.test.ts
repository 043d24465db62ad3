// Two limits that one line comes under: each counts what both leave, whichever stands first.
import type { Claim, ClaimLine } from "@planwright/evaluator";
import { describe, expect, it } from "vitest";
import { analyzeText, findingsOf, prepared } from "../support/programs.ts";

const program = (limits: readonly string[]) => `program limits "Limits" {
  effective 2026-01-01 to 2027-12-31
  currency USD
  rounding half up to cent
}
coverages {
  medical "Medical"
}
services for medical {
  acu    "Acupuncture"
  chiro  "Chiropractic"
  detox  "Detoxification"
}
conventions {
  limit counts covered units  chosen because "Of this test"
}
plan only "Only" for medical {
  allowed charge in full
${limits.map((limit) => `  ${limit}`).join("\n")}
  benefits {
    service | pays
    acu     | plan pays 80%
    chiro   | plan pays 80%
    detox   | no charge
  }
}
`;

type Line = readonly [date: string, service: string, charge: string, more?: Partial<ClaimLine>];

/** What the plan pays of each line, by whole cents and by exact fractions. */
function paid(limits: readonly string[], lines: readonly Line[]): readonly string[] {
  const analysis = analyzeText(program(limits));
  expect(findingsOf(analysis).filter((finding) => !/PW2306|PW5\d{3}/.test(finding))).toEqual([]);
  const book = prepared(analysis);
  const claim: Claim = {
    plans: ["only"],
    members: [{ id: "a" }],
    lines: lines.map(([date, service, charge, more], i) => ({
      ...{ id: String(i + 1), date, member: "a", service, charge },
      ...more,
    })),
  };
  const [quick, exactly] = [book.claim(claim), book.claim(claim, { exactly: true })];
  expect(quick).toEqual(exactly);
  expect(quick.errors).toEqual([]);
  return quick.lines.map(({ plan_pays }) => plan_pays);
}

const inBothOrders = (limits: readonly [string, string]) =>
  [limits, [limits[1], limits[0]]].map((order) => [order] as const);

describe.each(
  inBothOrders([
    "plan covers at most 5 visits per person each calendar year for acu, chiro together",
    "plan covers at most 3 visits per person each calendar year for acu",
  ]),
)("%j", (limits) => {
  // Of 5 visits for $100, 3 are covered: 60, of which 80% is 48. Of the five visits two are left: 80% of 40 is 32.
  it("the visits that one refuses are not used of the other", () => {
    const [acu, chiro] = [{ units: { visits: "5" } }, { units: { visits: "2" } }];
    expect(
      paid(limits, [
        ["2026-03-02", "acu", "100.00", acu],
        ["2026-03-03", "chiro", "40.00", chiro],
      ]),
    ).toEqual(["48.00", "32.00"]);
  });
});

describe.each(
  inBothOrders([
    "plan allows at most $1,000 per person each calendar year for acu, chiro together",
    "plan allows at most $600 per person each lifetime for acu",
  ]),
)("%j", (limits) => {
  // Of $900, 600 are allowed: 480. Of the 1,000 then 400 are left: 320 of the 500.
  it("what one does not allow is not used of the other", () => {
    expect(
      paid(limits, [
        ["2026-03-02", "acu", "900.00"],
        ["2026-03-03", "chiro", "500.00"],
      ]),
    ).toEqual(["480.00", "320.00"]);
  });
});

describe.each(
  inBothOrders([
    "plan covers at most 5 days per person each calendar year for detox",
    "plan covers at most 2 episodes per person each lifetime for detox",
  ]),
)("%j", (limits) => {
  const stay = (date: string, days: string, episode: string): Line => [
    ...([date, "detox", "200.00"] as const),
    { units: { days }, facts: { episode } },
  ];

  // The days of the year are used up by x; of y nothing is covered, so z of the next year is the second episode.
  it("an episode of which nothing is covered is none", () => {
    const lines = [stay("2026-03-02", "5", "x"), stay("2026-05-02", "2", "y"), stay("2027-05-02", "2", "z")];
    expect(paid(limits, lines)).toEqual(["200.00", "0.00", "200.00"]);
  });

  // x and y are the two episodes; z is none, so its days are not used, and x may have them: 2 + 1 + 2 of 5.
  it("days of an episode that is not covered are not used", () => {
    const lines = [
      ...[stay("2026-03-02", "2", "x"), stay("2026-05-02", "1", "y")],
      ...[stay("2026-06-02", "2", "z"), stay("2026-07-02", "2", "x")],
    ];
    expect(paid(limits, lines)).toEqual(["200.00", "200.00", "0.00", "200.00"]);
  });
});
