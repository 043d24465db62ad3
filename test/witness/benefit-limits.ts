// Limits of what a plan pays, allows or covers, and how often. Change a line, and who pays what changes. Figures are
// worked out by hand.
import { type Case, plan, wide, witnesses, withOther } from "./benefit-rows.ts";

const YEAR = "each calendar year";
const limited = (line: string, ...lines: readonly string[]) => plan("no charge", line, ...lines);
const TWICE = ["exam 200", "exam 200"];

const pays: readonly Case[] = [
  [
    "amount per person",
    limited(`plan pays at most $300 per person ${YEAR}`),
    ["$300", "$350"],
    TWICE,
    "over limit 100, plan pays 100",
    "over limit 50, plan pays 150",
  ],
  [
    "per family",
    limited(`plan pays at most $300 per family ${YEAR}`),
    ["per family", "per person"],
    ["exam 200", "exam 200 by b"],
    "over limit 100, plan pays 100",
    "plan pays 200",
  ],
  // 50 for each of two visits
  [
    "per visit",
    limited("plan pays at most $50 per visit"),
    ["$50", "$60"],
    "exam 200 visits 2",
    "over limit 100, plan pays 100",
    "over limit 80, plan pays 120",
  ],
  [
    "per accident",
    limited("plan pays at most $300 per accident"),
    ["per accident", "per visit"],
    ["exam 200 accident one", "exam 200 accident one"],
    "over limit 100, plan pays 100",
    "plan pays 200",
  ],
  [
    "each lifetime",
    limited("plan pays at most $300 per person each lifetime"),
    ["each lifetime", YEAR],
    ["exam 200 on 2015-12-31", "exam 200 on 2016-01-01"],
    "over limit 100, plan pays 100",
    "plan pays 200",
  ],
  [
    "each contract year",
    limited("plan pays at most $300 per person each contract year"),
    ["each contract year", YEAR],
    ["exam 200 on 2015-06-30", "exam 200 on 2015-07-01"],
    "plan pays 200",
    "over limit 100, plan pays 100",
  ],
  // From 16 March to 15 April, or from 2 March
  [
    "each 1 months",
    limited("plan pays at most $300 per person each 1 months"),
    ["each 1 months", "each 45 days"],
    ["exam 200 on 2015-03-15", "exam 200 on 2015-04-15"],
    "plan pays 200",
    "over limit 100, plan pays 100",
  ],
  [
    "for",
    limited(`plan pays at most $150 per person ${YEAR} for exam`),
    ["for exam", "for xray"],
    "exam 200",
    "over limit 50, plan pays 150",
    "plan pays 200",
  ],
  [
    "for a group",
    limited(`plan pays at most $150 per person ${YEAR} for diagnostic`),
    ["for diagnostic", "for blood_test"],
    "xray 200",
    "over limit 50, plan pays 150",
    "plan pays 200",
  ],
  [
    "together or separately",
    limited(`plan pays at most $300 per person ${YEAR} for exam, xray together`),
    ["together", "separately"],
    ["exam 200", "xray 200"],
    "over limit 100, plan pays 100",
    "plan pays 200",
  ],
  [
    "in",
    wide("no charge", `plan pays at most $150 per person ${YEAR} in inside`),
    ["in inside\n", "in outside\n"],
    "exam 200 in inside",
    "over limit 50, plan pays 150",
    "plan pays 200",
  ],
  [
    "when",
    limited(`plan pays at most $150 per person ${YEAR}, when medicare`),
    ["when medicare", "when not medicare"],
    "exam 200 medicare yes",
    "over limit 50, plan pays 150",
    "plan pays 200",
  ],
  [
    "without maximum",
    withOther(
      limited(`plan pays at most $150 per person ${YEAR}`),
      'plan silver "Silver" for medical like gold {\n  plan pays without maximum\n}\n',
    ),
    ["  plan pays without maximum\n", ""],
    ["plans silver", "exam 200"],
    "plan pays 200",
    "over limit 50, plan pays 150",
  ],
];

/** Half of what is allowed. */
const half = (line: string) => plan("plan pays 50%", line);

const allows: readonly Case[] = [
  [
    "amount",
    half(`plan allows at most $100 per person ${YEAR} for exam`),
    ["$100", "$200"],
    "exam 300",
    "coinsurance 50, over limit 200, plan pays 50",
    "coinsurance 100, over limit 100, plan pays 100",
  ],
  // Of 100, 80 are used.
  [
    "each lifetime",
    half("plan allows at most $100 per person each lifetime"),
    ["each lifetime", YEAR],
    ["exam 80 on 2015-12-31", "exam 80 on 2016-01-01"],
    "coinsurance 10, over limit 60, plan pays 10",
    "coinsurance 40, plan pays 40",
  ],
  [
    "per family",
    half(`plan allows at most $100 per family ${YEAR}`),
    ["per family", "per person"],
    ["exam 80", "exam 80 by b"],
    "coinsurance 10, over limit 60, plan pays 10",
    "coinsurance 40, plan pays 40",
  ],
  // 2 x 40 of 100
  [
    "per visit",
    half("plan allows at most $40 per visit"),
    ["$40", "$45"],
    "exam 100 visits 2",
    "coinsurance 40, over limit 20, plan pays 40",
    "coinsurance 45, over limit 10, plan pays 45",
  ],
  [
    "for together or separately",
    half(`plan allows at most $100 per person ${YEAR} for exam, xray together`),
    ["together", "separately"],
    ["exam 80", "xray 80"],
    "coinsurance 10, over limit 60, plan pays 10",
    "coinsurance 40, plan pays 40",
  ],
  [
    "in",
    wide("plan pays 50%", `plan allows at most $100 per person ${YEAR} in inside`),
    ["in inside\n", "in outside\n"],
    "exam 300 in inside",
    "coinsurance 50, over limit 200, plan pays 50",
    "coinsurance 150, plan pays 150",
  ],
  [
    "and not pays",
    half(`plan allows at most $100 per person ${YEAR}`),
    ["plan allows", "plan pays"],
    "exam 300",
    "coinsurance 50, over limit 200, plan pays 50",
    "coinsurance 150, over limit 50, plan pays 100",
  ],
  [
    "when",
    half(`plan allows at most $100 per person ${YEAR} when medicare`),
    ["when medicare", "when not medicare"],
    "exam 300 medicare yes",
    "coinsurance 50, over limit 200, plan pays 50",
    "coinsurance 150, plan pays 150",
  ],
  [
    "without maximum",
    withOther(
      half(`plan allows at most $100 per person ${YEAR}`),
      'plan silver "Silver" for medical like gold {\n  plan allows without maximum\n}\n',
    ),
    ["  plan allows without maximum\n", ""],
    ["plans silver", "exam 300"],
    "coinsurance 150, plan pays 150",
    "coinsurance 50, over limit 200, plan pays 50",
  ],
];

const units: readonly Case[] = (
  ["visit", "trip", "prescription", "procedure", "session", "item", "pair", "day", "hour"] as const
).map(
  (unit): Case => [
    `${unit}s`,
    limited(`plan covers at most 2 ${unit}s per person ${YEAR}`),
    [`2 ${unit}s`, `3 ${unit}s`],
    `exam 300 ${unit}s 3`,
    "over limit 100, plan pays 200",
    "plan pays 300",
  ],
);

const occasions: readonly Case[] = (
  ["admission", "accident", "incident", "condition", "episode", "course"] as const
).map(
  (unit): Case => [
    `${unit}s`,
    limited(`plan covers at most 1 ${unit}s per person ${YEAR}`),
    [`1 ${unit}s`, `2 ${unit}s`],
    [`exam 100 ${unit} one`, `exam 100 ${unit} one`, `exam 300 ${unit} two`],
    "over limit 300",
    "plan pays 300",
  ],
);

const covers: readonly Case[] = [
  ...units,
  ...occasions,
  [
    "surgeries",
    limited(`plan covers at most 2 surgeries per person ${YEAR}`),
    ["2 surgeries", "3 surgeries"],
    "exam 300 surgeries 3",
    "over limit 100, plan pays 200",
    "plan pays 300",
  ],
  [
    "days that a line does not say",
    limited(`plan covers at most 2 days per person ${YEAR}`),
    ["2 days", "2 visits"],
    "stay 300",
    "error days",
    "plan pays 300",
  ],
  [
    "per family",
    limited(`plan covers at most 1 visits per family ${YEAR}`),
    ["per family", "per person"],
    ["exam 100", "exam 100 by b"],
    "over limit 100",
    "plan pays 100",
  ],
  [
    "each lifetime",
    limited("plan covers at most 1 visits per person each lifetime"),
    ["each lifetime", YEAR],
    ["exam 100 on 2015-12-31", "exam 100 on 2016-01-01"],
    "over limit 100",
    "plan pays 100",
  ],
  [
    "for together or separately",
    limited(`plan covers at most 1 visits per person ${YEAR} for exam, xray together`),
    ["together", "separately"],
    ["exam 100", "xray 100"],
    "over limit 100",
    "plan pays 100",
  ],
  [
    "in",
    wide("no charge", `plan covers at most 1 visits per person ${YEAR} in inside`),
    ["in inside\n", "in outside\n"],
    ["exam 100 in inside", "exam 100 in inside"],
    "over limit 100",
    "plan pays 100",
  ],
  [
    "when",
    limited(`plan covers at most 1 visits per person ${YEAR} when medicare`),
    ["when medicare", "when not medicare"],
    ["exam 100 medicare yes", "exam 100 medicare yes"],
    "over limit 100",
    "plan pays 100",
  ],
  [
    "without maximum",
    withOther(
      limited(`plan covers at most 1 visits per person ${YEAR}`),
      'plan silver "Silver" for medical like gold {\n  plan covers without maximum\n}\n',
    ),
    ["  plan covers without maximum\n", ""],
    ["plans silver", "exam 100 visits 2"],
    "plan pays 100",
    "over limit 50, plan pays 50",
  ],
];

const often = (...lines: readonly string[]) =>
  plan("no charge").replace(
    "\n  benefits",
    `\n  frequency {\n${lines.map((line) => `    ${line}\n`).join("")}  }\n\n  benefits`,
  );

/** On three days of one year */
const THREE = ["exam 100 on 2015-01-10", "exam 100 on 2015-02-10", "exam 100 on 2015-03-10"];

const frequencies: readonly Case[] = [
  [
    "twice, once",
    often(`exam twice ${YEAR}`),
    ["twice", "once"],
    THREE.slice(1),
    "plan pays 100",
    "over limit 100",
  ],
  [
    "3 times, twice",
    often(`exam 3 times ${YEAR}`),
    ["3 times", "twice"],
    THREE,
    "plan pays 100",
    "over limit 100",
  ],
  // From 3 March 2015 to 2 March 2016
  [
    "each 12 months",
    often("exam once each 12 months"),
    ["each 12 months", "each 13 months"],
    ["exam 100 on 2015-03-02", "exam 100 on 2016-03-02"],
    "plan pays 100",
    "over limit 100",
  ],
  [
    "each 30 days",
    often("exam once each 30 days"),
    ["each 30 days", "each 31 days"],
    ["exam 100 on 2015-03-31", "exam 100 on 2015-04-30"],
    "plan pays 100",
    "over limit 100",
  ],
  [
    "each contract year, each lifetime",
    often("exam once each contract year"),
    ["each contract year", "each lifetime"],
    ["exam 100 on 2015-06-30", "exam 100 on 2015-07-01"],
    "plan pays 100",
    "over limit 100",
  ],
  [
    "of a group",
    often(`diagnostic once ${YEAR}`),
    ["diagnostic once", "xray once"],
    ["xray 100", "blood_test 100"],
    "over limit 100",
    "plan pays 100",
  ],
  [
    "in lieu of: one after the other",
    often(`exam once ${YEAR}, in lieu of xray`, `xray once ${YEAR}`),
    [", in lieu of xray", ""],
    ["xray 100", "exam 100"],
    "over limit 100",
    "plan pays 100",
  ],
  [
    "in lieu of: the other after the one",
    often(`exam once ${YEAR}, in lieu of xray`, `xray once ${YEAR}`),
    [", in lieu of xray", ""],
    ["exam 100", "xray 100"],
    "over limit 100",
    "plan pays 100",
  ],
];

export const LIMITS = [
  ...witnesses("plan: plan pays", pays),
  ...witnesses("plan: plan allows", allows),
  ...witnesses("plan: plan covers", covers),
  ...witnesses("frequency: declaration", frequencies),
  ...witnesses("plan: block frequency", [
    [
      "",
      often(`exam once ${YEAR}`),
      [`  frequency {\n    exam once ${YEAR}\n  }\n`, ""],
      ["exam 100", "exam 100"],
      "over limit 100",
      "plan pays 100",
    ],
  ]),
];
