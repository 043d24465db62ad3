// What each reading of the conventions about benefits does. Figures are worked out by hand.
import {
  COUNTED_BY_CONVENTION,
  COUNTS_ALL,
  COUNTS_COINSURANCE,
  COUNTS_COPAY,
  COUNTS_DEDUCTIBLE,
} from "./benefit-accounts.ts";
import { type Case, plan, wide, witnesses } from "./benefit-rows.ts";
import type { Witness } from "./witness.ts";

/** One change from a reading to another is a witness of both. */
const readings = (
  words: string,
  from: string,
  to: string,
  cases: readonly (readonly [part: string, plan: string, claims: Case[3], before: string, after: string])[],
): readonly Witness[] =>
  [from, to].flatMap((reading) =>
    witnesses(
      `convention ${words}: ${reading}`,
      cases.map(([part, text, claims, before, after]) => [
        part,
        text,
        [`${words.padEnd(30)}${from}`, `${words} ${to}`],
        claims,
        before,
        after,
      ]),
    ),
  );

const YEAR = "each calendar year";
const COUNTS = "counts deductible, copay, coinsurance";

/** Which payments count, when the maximum does not say it. */
const counted: readonly Witness[] = (
  [
    ["counts copay, coinsurance", COUNTS_COPAY],
    ["counts deductible, coinsurance", COUNTS_DEDUCTIBLE],
    ["counts coinsurance", COUNTS_COINSURANCE],
  ] as const
).flatMap(([to, after]) =>
  readings("out of pocket maximum", COUNTS, to, [
    [`not ${to}`, COUNTED_BY_CONVENTION, "exam 500", COUNTS_ALL, after],
  ]),
);

export const CONVENTIONS_OF_BENEFITS: readonly Witness[] = [
  // One alone has 100, or what the family has: 150
  ...readings("family deductible", "embedded", "aggregate", [
    [
      "",
      plan("deductible then plan pays 80%", `deductible $100 per person, $150 per family, ${YEAR}`),
      ["household a b", "exam 500"],
      "deductible 100, coinsurance 80, plan pays 320",
      "deductible 150, coinsurance 70, plan pays 280",
    ],
  ]),
  ...readings("family out of pocket maximum", "embedded", "aggregate", [
    [
      "",
      plan("plan pays 50%", `out of pocket maximum $100 per person, $150 per family, ${YEAR}, ${COUNTS}`),
      ["household a b", "exam 500"],
      "coinsurance 100, plan pays 400",
      "coinsurance 150, plan pays 350",
    ],
  ]),
  ...counted,
  ...readings("allowed charge", "in full", "negotiated", [
    ["not said", wide("no charge"), "exam 500 in inside", "plan pays 500", "error allowed"],
    // In full, a claim that says another amount is wrong.
    [
      "said",
      wide("no charge"),
      "exam 500 allowed 400 in inside",
      "error allowed",
      "written off 100, plan pays 400",
    ],
  ]),
  // The first visit is all deductible: it is covered, and the plan pays nothing of it.
  ...readings("limit counts", "covered units", "units that the plan pays", [
    [
      "",
      plan(
        "deductible then plan pays 80%",
        `deductible $100 per person, ${YEAR}`,
        `plan covers at most 1 visits per person ${YEAR}`,
      ),
      ["exam 100", "exam 500"],
      "over limit 500",
      "coinsurance 100, plan pays 400",
    ],
  ]),
  ...readings("month arithmetic", "last day of a shorter month", "first day of the next month", [
    // A month after 31 January is 28 February, or 1 March.
    [
      "waiting period",
      plan("no charge", "waiting period 1 month after hire"),
      "exam 500 hire 2015-01-31 on 2015-02-28",
      "plan pays 500",
      "not covered 500",
    ],
    // A month before 31 March is 28 February, so 1 March counts; or it is 1 March, which does not.
    [
      "a period that is counted back",
      plan("deductible then plan pays 80%", "deductible $100 per person, each 1 months"),
      ["exam 500 on 2015-03-01", "exam 500 on 2015-03-31"],
      "coinsurance 100, plan pays 400",
      "deductible 100, coinsurance 80, plan pays 320",
    ],
  ]),
];
