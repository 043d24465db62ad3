// What of a charge is allowed, what is covered on which condition, and what comes beside a plan. Figures are worked
// out by hand.
import { type Case, other, plan, wide, witnesses, withOther } from "./benefit-rows.ts";

const EXAM = "exam 500";

const networks: readonly Case[] = [
  [
    "",
    wide("no charge", "networks inside"),
    ["networks inside", "networks inside, outside"],
    "exam 500 in outside",
    "not covered 500",
    "plan pays 500",
  ],
];

const companions: readonly Case[] = [
  [
    "schedule",
    withOther(
      plan("exam | no charge\nevery other service | not covered", "with sheet"),
      other('schedule sheet "Sheet" for drug', "copay $10 per prescription"),
    ),
    ["  with sheet\n", ""],
    "generic 100",
    "copay 10, plan pays 90",
    "error service",
  ],
  [
    "when",
    withOther(
      plan("no charge", "with sheet when medicare"),
      other('schedule sheet "Sheet" for drug', "copay $10 per prescription"),
    ),
    ["when medicare", "when not medicare"],
    "generic 100 medicare yes",
    "copay 10, plan pays 90",
    "error service",
  ],
  [
    "another plan",
    withOther(
      plan("no charge", "with sheet"),
      other('plan sheet "Sheet" for drug', "copay $10 per prescription"),
    ),
    ["with sheet", "with sheet when medicare"],
    "generic 100 medicare no",
    "copay 10, plan pays 90",
    "error service",
  ],
];

const rider = (rows: string, ...lines: readonly string[]) =>
  withOther(plan("no charge"), other('plan extra "Extra" for medical', rows, ...lines));

const riders: readonly Case[] = [
  [
    "",
    rider("exam | copay $10 per visit", "rider to gold"),
    ["  rider to gold\n", ""],
    ["plans gold extra", EXAM],
    "copay 10, plan pays 490",
    "finding PW2301",
  ],
  [
    "goes before the plan",
    rider("exam | copay $10 per visit", "rider to gold"),
    ["exam | copay", "xray | copay"],
    ["plans gold extra", EXAM],
    "copay 10, plan pays 490",
    "plan pays 500",
  ],
];

const allowed: readonly Case[] = [
  [
    "in full or negotiated",
    wide("no charge", "allowed charge negotiated"),
    ["allowed charge negotiated", "allowed charge in full"],
    "exam 500 in inside",
    "error allowed",
    "plan pays 500",
  ],
  [
    "negotiated",
    plan("no charge", "allowed charge negotiated, balance billed"),
    ["negotiated, balance billed", "negotiated, balance written off"],
    "exam 500 allowed 400",
    "balance bill 100, plan pays 400",
    "written off 100, plan pays 400",
  ],
  [
    "expression",
    plan("no charge", "allowed charge lesser of usual_fee and charge, balance billed"),
    ["usual_fee and charge", "(usual_fee + $50) and charge"],
    "exam 500 usual_fee 300",
    "balance bill 200, plan pays 300",
    "balance bill 150, plan pays 350",
  ],
  [
    "expression above the charge",
    plan("no charge", "allowed charge usual_fee, balance billed"),
    ["usual_fee,", "(usual_fee - $300),"],
    "exam 500 usual_fee 700",
    "plan pays 500",
    "balance bill 100, plan pays 400",
  ],
  [
    "at most",
    plan("no charge", "allowed charge in full, at most $250, balance billed"),
    ["$250", "$300"],
    EXAM,
    "balance bill 250, plan pays 250",
    "balance bill 200, plan pays 300",
  ],
  [
    "in",
    wide(
      "no charge",
      "allowed charge in full, at most $250 in inside",
      "allowed charge in full, at most $300 in outside",
    ),
    ["$300 in outside", "$350 in outside"],
    "exam 500 in outside",
    "balance bill 200, plan pays 300",
    "balance bill 150, plan pays 350",
  ],
  [
    "in, before a line for every network",
    wide("no charge", "allowed charge in full", "allowed charge in full, at most $300 in outside"),
    ["in outside\n", "in inside\n"],
    "exam 500 in outside",
    "balance bill 200, plan pays 300",
    "plan pays 500",
  ],
  [
    "balance goes before that of the network",
    wide("no charge", "allowed charge negotiated, balance billed"),
    [", balance billed", ""],
    "exam 500 allowed 400 in inside",
    "balance bill 100, plan pays 400",
    "written off 100, plan pays 400",
  ],
];

const covers: readonly Case[] = [
  [
    "",
    plan("no charge", "covers exam when patient_age at most 2"),
    ["at most 2", "at most 3"],
    "exam 500 patient_age 3",
    "not covered 500",
    "plan pays 500",
  ],
  [
    "of a group",
    plan("no charge", "covers diagnostic when medicare"),
    ["covers diagnostic", "covers blood_test"],
    "xray 500 medicare no",
    "not covered 500",
    "plan pays 500",
  ],
];

const excludes: readonly Case[] = [
  [
    "",
    plan("no charge", "excludes exam"),
    ["excludes exam", "excludes xray"],
    EXAM,
    "not covered 500",
    "plan pays 500",
  ],
  [
    "of a group",
    plan("no charge", "excludes diagnostic"),
    ["excludes diagnostic", "excludes blood_test"],
    "xray 500",
    "not covered 500",
    "plan pays 500",
  ],
];

const FOUR_FIFTHS = "plan pays 80%";
const NO = "exam 500 authorized no";

const requires: readonly Case[] = [
  [
    "otherwise not covered",
    plan(FOUR_FIFTHS, "requires authorized for exam, otherwise not covered"),
    ["for exam,", "for xray,"],
    NO,
    "not covered 500",
    "coinsurance 100, plan pays 400",
  ],
  [
    "condition",
    plan(FOUR_FIFTHS, "requires authorized for exam, otherwise not covered"),
    ["requires authorized", "requires not authorized"],
    NO,
    "not covered 500",
    "coinsurance 100, plan pays 400",
  ],
  // A fifth of 400, or a quarter
  [
    "less by a percentage",
    plan(FOUR_FIFTHS, "requires authorized for exam, otherwise plan pays less by 20%"),
    ["by 20%", "by 25%"],
    NO,
    "coinsurance 100, not covered 80, plan pays 320",
    "coinsurance 100, not covered 100, plan pays 300",
  ],
  [
    "less by an amount",
    plan(FOUR_FIFTHS, "requires authorized for exam, otherwise plan pays less by $150"),
    ["by $150", "by $450"],
    NO,
    "coinsurance 100, not covered 150, plan pays 250",
    "coinsurance 100, not covered 400",
  ],
  [
    "in",
    wide(FOUR_FIFTHS, "requires authorized for exam in inside, otherwise plan pays less by $150"),
    ["in inside,", "in outside,"],
    "exam 500 authorized no in inside",
    "coinsurance 100, not covered 150, plan pays 250",
    "coinsurance 100, plan pays 400",
  ],
];

const waiting: readonly Case[] = [
  // 12 months after 3 March 2014 are over on 3 March 2015, 11 on 3 February.
  [
    "months",
    plan("no charge", "waiting period 12 months after hire for exam"),
    ["12 months", "11 months"],
    "exam 500 hire 2014-03-03",
    "not covered 500",
    "plan pays 500",
  ],
  // 30 days after 1 February are over on 3 March, 29 on 2 March.
  [
    "days",
    plan("no charge", "waiting period 30 days after hire for exam"),
    ["30 days after", "29 days after"],
    "exam 500 hire 2015-02-01",
    "not covered 500",
    "plan pays 500",
  ],
  [
    "years",
    plan("no charge", "waiting period 2 years after hire for exam"),
    ["2 years", "1 year"],
    "exam 500 hire 2014-03-02",
    "not covered 500",
    "plan pays 500",
  ],
  [
    "for",
    plan("no charge", "waiting period 12 months after hire for exam"),
    ["for exam", "for xray"],
    "exam 500 hire 2015-01-01",
    "not covered 500",
    "plan pays 500",
  ],
  [
    "for every service",
    plan("no charge", "waiting period 12 months after hire"),
    ["after hire", "after hire for xray"],
    "exam 500 hire 2015-01-01",
    "not covered 500",
    "plan pays 500",
  ],
];

const OTHER = "exam 500 other_paid 300";
/** The plan alone would pay 400: it pays the 200 that are still owed. */
const STANDARD = "other paid 300, plan pays 200";
/** 400 less 300 */
const CARVE_OUT = "coinsurance 100, other paid 300, plan pays 100";
/** 80% of 200 */
const MAINTENANCE = "coinsurance 40, other paid 300, plan pays 160";
const coordinated = (...lines: readonly string[]) => plan(FOUR_FIFTHS, ...lines);

const coordination: readonly Case[] = [
  [
    "standard",
    coordinated("coordination standard"),
    ["coordination standard", "coordination carve_out"],
    OTHER,
    STANDARD,
    CARVE_OUT,
  ],
  [
    "carve_out",
    coordinated("coordination carve_out"),
    ["coordination carve_out", "coordination maintenance"],
    OTHER,
    CARVE_OUT,
    MAINTENANCE,
  ],
  [
    "maintenance",
    coordinated("coordination maintenance"),
    ["coordination maintenance", "coordination standard"],
    OTHER,
    MAINTENANCE,
    STANDARD,
  ],
  // The plan pays no more than it would alone.
  [
    "standard, little paid",
    coordinated("coordination standard"),
    ["coordination standard", "coordination maintenance"],
    "exam 500 other_paid 50",
    "coinsurance 50, other paid 50, plan pays 400",
    "coinsurance 90, other paid 50, plan pays 360",
  ],
  [
    "when",
    coordinated("coordination carve_out when medicare", "coordination standard"),
    ["when medicare", "when not medicare"],
    `${OTHER} medicare yes`,
    CARVE_OUT,
    STANDARD,
  ],
  [
    "none",
    coordinated("coordination standard"),
    ["  coordination standard\n", ""],
    OTHER,
    STANDARD,
    "error other_paid",
  ],
];

export const RULES = [
  ...witnesses("plan: networks", networks),
  ...witnesses("plan: with", companions),
  ...witnesses("plan: rider to", riders),
  ...witnesses("plan: allowed charge", allowed),
  ...witnesses("plan: covers", covers),
  ...witnesses("plan: excludes", excludes),
  ...witnesses("plan: requires", requires),
  ...witnesses("plan: waiting period", waiting),
  ...witnesses("plan: coordination", coordination),
  ...witnesses("plan: block benefits", [
    [
      "",
      withOther(
        plan("no charge"),
        'plan silver "Silver" for medical like gold {\n  benefits {\n    service | pays\n    exam | copay $10 per visit\n  }\n}\n',
      ),
      ["  benefits {\n    service | pays\n    exam | copay $10 per visit\n  }\n", ""],
      ["plans silver", EXAM],
      "copay 10, plan pays 490",
      "plan pays 500",
    ],
  ]),
];
