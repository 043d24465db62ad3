// What is asked where a plan says nothing, and what does not fit together: without some words of a line, there is a
// finding.
import { COUNTED_BY_CONVENTION } from "./benefit-accounts.ts";
import { findings, ladder, other, plan, wide, withOther } from "./benefit-rows.ts";
import type { Witness } from "./witness.ts";

const YEAR = "each calendar year";
const SHARE = "deductible then plan pays 80%";
const DEDUCTIBLE = `deductible $100 per person, ${YEAR}`;
const FAMILY = `$100 per person, $150 per family, ${YEAR}`;
const COUNTS = "counts deductible, copay, coinsurance";

const conventions: readonly Witness[] = [
  ...findings("convention family deductible: embedded", [
    [
      "not said",
      plan(SHARE, `deductible ${FAMILY}`),
      ["  family deductible             embedded\n", ""],
      "PW2501",
    ],
  ]),
  ...findings("convention family out of pocket maximum: embedded", [
    [
      "not said",
      plan("plan pays 80%", `out of pocket maximum ${FAMILY}, ${COUNTS}`),
      ["  family out of pocket maximum  embedded\n", ""],
      "PW2501",
    ],
  ]),
  ...findings(`convention out of pocket maximum: ${COUNTS}`, [
    ["not said", COUNTED_BY_CONVENTION, [`  out of pocket maximum         ${COUNTS}\n`, ""], "PW2501"],
  ]),
  ...findings("convention allowed charge: in full", [
    ["not said", plan("no charge"), ["  allowed charge                in full\n", ""], "PW2501"],
  ]),
  ...findings("convention limit counts: covered units", [
    [
      "not said",
      plan(SHARE, DEDUCTIBLE, `plan covers at most 2 visits per person ${YEAR}`),
      ["  limit counts                  covered units\n", ""],
      "PW2501",
    ],
  ]),
  ...findings("convention month arithmetic: last day of a shorter month", [
    [
      "not said, for a waiting period",
      plan("no charge", "waiting period 1 month after hire"),
      ["  month arithmetic              last day of a shorter month\n", ""],
      "PW2501",
    ],
    [
      "not said, for a limit",
      plan("no charge", "plan pays at most $100 per person each 12 months"),
      ["  month arithmetic              last day of a shorter month\n", ""],
      "PW2501",
    ],
  ]),
  ...findings("program: contract year begins", [
    [
      "not said",
      plan(SHARE, "deductible $100 per person, each contract year"),
      ["  contract year begins  July 1\n", ""],
      "PW2501",
    ],
  ]),
];

const lines: readonly Witness[] = [
  ...findings("plan: deductible", [
    ["no period", plan(SHARE, DEDUCTIBLE), [`, ${YEAR}`, ""], "PW2501"],
    ["no networks", wide(SHARE, `${DEDUCTIBLE}, in inside, outside`), [", in inside, outside", ""], "PW2501"],
    [
      "not for a network",
      wide(SHARE, `${DEDUCTIBLE}, in inside, outside`),
      ["in inside, outside", "in inside"],
      "PW2305",
    ],
    [
      "two at once",
      plan(SHARE, DEDUCTIBLE, `deductible $200 per person, ${YEAR}, when medicare`),
      [", when medicare", ""],
      "PW0024",
    ],
    [
      "two at once in one network",
      wide(SHARE, `${DEDUCTIBLE}, in inside`, `${DEDUCTIBLE}, in outside`),
      ["in outside\n", "in outside, inside\n"],
      "PW2307",
    ],
    ["in no share", plan(SHARE, DEDUCTIBLE), ["| deductible then plan", "| plan"], "PW2306"],
    [
      "adds to one that there is not",
      plan(
        "deductible er then deductible then plan pays 80%",
        DEDUCTIBLE,
        `deductible er $50 per person, ${YEAR}, adds to deductible`,
      ),
      ["adds to deductible", "adds to room"],
      "PW2305",
    ],
  ]),
  ...findings("plan: plan pays", [
    ["no period", plan("no charge", `plan pays at most $100 per person ${YEAR}`), [` ${YEAR}`, ""], "PW2501"],
    [
      "neither together nor separately",
      plan("no charge", `plan pays at most $300 per person ${YEAR} for exam, xray together`),
      [" together", ""],
      "PW2501",
    ],
    ["units", plan("no charge", `plan pays at most $300 per person ${YEAR}`), ["$300", "3 visits"], "PW3003"],
  ]),
  ...findings("plan: plan covers", [
    [
      "an amount",
      plan("no charge", `plan covers at most 3 visits per person ${YEAR}`),
      ["3 visits", "$300"],
      "PW3003",
    ],
  ]),
  ...findings("plan: allowed charge", [
    [
      "two in one network",
      wide("no charge", "allowed charge negotiated in inside", "allowed charge negotiated in outside"),
      ["negotiated in outside", "negotiated in outside, inside"],
      "PW2307",
    ],
    [
      "no balance",
      plan("no charge", "allowed charge negotiated, balance billed"),
      ["negotiated, balance billed", "negotiated"],
      "PW2501",
    ],
  ]),
  ...findings("networks: declaration", [
    [
      "no balance",
      wide("no charge", "allowed charge negotiated"),
      ['"Inside"  balance written off', '"Inside"'],
      "PW2501",
    ],
  ]),
  ...findings("plan: covers", [
    ["no condition", plan("no charge", "covers exam when medicare"), [" when medicare", ""], "PW0025"],
  ]),
  ...findings("plan: waiting period", [
    [
      "after no date",
      plan("no charge", "waiting period 30 days after hire"),
      ["after hire", "after patient_age"],
      "PW3003",
    ],
  ]),
  ...findings("plan: coordination", [
    [
      "no manner",
      plan("no charge", "coordination standard"),
      ["coordination standard", "coordination usual"],
      "PW1001",
    ],
  ]),
];

/** Figures and words that say nothing, or two things. */
const slips: readonly Witness[] = [
  ...findings("plan: carry over", [
    [
      "of a deductible that there is not",
      plan(SHARE, DEDUCTIBLE, "carry over last 3 months of deductible"),
      ["of deductible\n", "of deductible er\n"],
      "PW2305",
    ],
    [
      "of a lifetime",
      plan(SHARE, DEDUCTIBLE, "carry over last 3 months of deductible"),
      [YEAR, "each lifetime"],
      "PW2306",
    ],
    [
      "of more than a year",
      plan(SHARE, DEDUCTIBLE, "carry over last 12 months of deductible"),
      ["last 12 months", "last 13 months"],
      "PW3003",
    ],
  ]),
  ...findings("plan: deductible", [
    [
      "two manners",
      plan(SHARE, `deductible ${FAMILY}, embedded`),
      [", embedded", ", embedded, aggregate"],
      "PW0024",
    ],
    ["two periods", plan(SHARE, DEDUCTIBLE), [YEAR, `${YEAR}, each lifetime`], "PW0024"],
  ]),
  ...findings("plan: plan pays", [
    [
      "without maximum for a service",
      plan("no charge", "plan pays without maximum"),
      ["without maximum", "without maximum for exam"],
      "PW0021",
    ],
    [
      "without maximum, and a maximum",
      plan("no charge", "plan pays without maximum"),
      ["without maximum\n", `without maximum\n  plan pays at most $100 per person ${YEAR}\n`],
      "PW2307",
    ],
  ]),
  ...findings("plan: with", [
    [
      "itself",
      withOther(plan("no charge", "with sheet"), other('schedule sheet "Sheet" for drug', "no charge")),
      ["with sheet", "with gold"],
      "PW1004",
    ],
  ]),
  ...findings("frequency: declaration", [
    [
      "a part of a time",
      plan("no charge").replace(
        "\n  benefits",
        `\n  frequency {\n    exam 3 times ${YEAR}\n  }\n\n  benefits`,
      ),
      ["3 times", "1.5 times"],
      "PW3003",
    ],
  ]),
  ...findings("benefits: table", [
    ["a share above the whole", plan("plan pays 100%"), ["100%", "150%"], "PW3003"],
    [
      "at least more than at most",
      plan("member pays 30%, at least $10, at most $100"),
      ["at least $10", "at least $110"],
      "PW2304",
    ],
    [
      "first days of none",
      plan("copay $10 per day for first 3 days"),
      ["first 3 days", "first 0 days"],
      "PW3003",
    ],
    [
      "a row beside a ladder",
      ladder(`for exam ${YEAR}`, "1 | no charge\n2 and over | not covered"),
      ["    every other service |", "    exam | no charge\n    every other service |"],
      "PW2307",
    ],
  ]),
];

const LADDER = ladder(`for exam, therapy together ${YEAR}`, "1 to 2 | no charge\n3 and over | plan pays 50%");

const shares: readonly Witness[] = findings("benefits: table", [
  [
    "no otherwise",
    plan("no charge when medicare, otherwise not covered"),
    [", otherwise not covered", ""],
    "PW2501",
  ],
  ["what a deductible leaves", plan(SHARE, DEDUCTIBLE), [" then plan pays 80%", ""], "PW2501"],
  [
    "what is above the first dollars",
    plan(`plan pays 80% of first $300 per person ${YEAR} then no charge`),
    [" then no charge", ""],
    "PW2501",
  ],
  [
    "first dollars of no time",
    plan(`plan pays 80% of first $300 per person ${YEAR} then no charge`),
    [` ${YEAR}`, ""],
    "PW2501",
  ],
  [
    "a step behind all",
    plan("copay $10 per visit"),
    ["copay $10 per visit", "no charge then copay $10 per visit"],
    "PW2304",
  ],
  ["not covered is no step", plan(SHARE, DEDUCTIBLE), ["then plan pays 80%", "then not covered"], "PW2304"],
  [
    "same of nothing",
    wide("every other service | no charge | same"),
    ["no charge | same", "same | no charge"],
    "PW2304",
  ],
  [
    "same as itself",
    plan("exam | no charge\nevery other service | same as exam"),
    ["exam | no charge", "exam | same as exam"],
    "PW1004",
  ],
  [
    "two rows",
    plan("exam | no charge\nevery other service | no charge"),
    ["    every other", "    exam | not covered\n    every other"],
    "PW2307",
  ],
  ["a ladder of no services", LADDER, [`for exam, therapy together ${YEAR}`, YEAR], "PW2501"],
  ["a ladder of no time", LADDER, [`together ${YEAR}`, "together"], "PW2501"],
  ["a ladder neither together nor separately", LADDER, [" together", ""], "PW2501"],
  ["a ladder with a hole", LADDER, ["3 and over", "4 and over"], "PW2001"],
]);

export const SILENCE: readonly Witness[] = [...conventions, ...lines, ...slips, ...shares];
