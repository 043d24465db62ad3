// What each step and bound of a cost share does: change it, and who pays what of a charge changes. Figures
// are worked out by hand.
import { type Case, plan, wide, witnesses } from "./benefit-rows.ts";

const EXAM = "exam 500";

const plain: readonly Case[] = [
  ["no charge", plan("no charge"), ["no charge", "not covered"], EXAM, "plan pays 500", "not covered 500"],
  [
    "not covered",
    plan("not covered"),
    ["not covered", "plan pays 80%"],
    EXAM,
    "not covered 500",
    "coinsurance 100, plan pays 400",
  ],
  ["not printed", plan("not printed"), ["not printed", "no charge"], EXAM, "error exam", "plan pays 500"],
];

const copays: readonly Case[] = [
  // 20 for each of two visits
  [
    "copay per visit",
    plan("copay $20 per visit"),
    ["$20", "$30"],
    "exam 500 visits 2",
    "copay 40, plan pays 460",
    "copay 60, plan pays 440",
  ],
  [
    "copay, at most what is left",
    plan("copay $20 per visit"),
    ["$20", "$30"],
    "exam 25",
    "copay 20, plan pays 5",
    "copay 25",
  ],
  // 100, and 80% of 400
  [
    "copay, then a share",
    plan("copay $100 per visit then plan pays 80%"),
    [" then plan pays 80%", ""],
    EXAM,
    "copay 100, coinsurance 80, plan pays 320",
    "copay 100, plan pays 400",
  ],
  // 80% of 500, or of 400
  [
    "order of steps",
    plan(
      "copay $100 per visit then deductible then plan pays 80%",
      "deductible $450 per person, each calendar year",
    ),
    ["copay $100 per visit then deductible", "deductible then copay $100 per visit"],
    EXAM,
    "deductible 400, copay 100",
    "deductible 450, copay 50",
  ],
  [
    "copay for first days",
    plan("copay $100 per day for first 3 days"),
    ["first 3 days", "first 2 days"],
    "stay 1000 days 5",
    "copay 300, plan pays 700",
    "copay 200, plan pays 800",
  ],
  [
    "copay unless",
    plan("copay $100 per visit unless admitted"),
    ["unless admitted", "unless not admitted"],
    "exam 500 admitted yes",
    "plan pays 500",
    "copay 100, plan pays 400",
  ],
  [
    "copay at most",
    plan("copay $100 per day, at most $250"),
    ["$250", "$290"],
    "stay 1000 days 3",
    "copay 250, plan pays 750",
    "copay 290, plan pays 710",
  ],
  // 20 for two visits is less than 2 x 15.
  [
    "copay at least",
    plan("copay $10 per visit, at least $15 per visit"),
    ["$15", "$12"],
    "exam 500 visits 2",
    "copay 30, plan pays 470",
    "copay 24, plan pays 476",
  ],
  [
    "copay of an input",
    plan("copay usual_fee per visit"),
    ["usual_fee per", "(usual_fee + $10) per"],
    "exam 500 usual_fee 40",
    "copay 40, plan pays 460",
    "copay 50, plan pays 450",
  ],
  [
    "copay of no unit",
    plan("copay $20 per visit"),
    [" per visit", ""],
    EXAM,
    "copay 20, plan pays 480",
    "finding PW2501",
  ],
  [
    "a shared copay",
    plan("copay materials", "copay materials $25 per person, each calendar year"),
    ["| copay materials", "| copay $25 per visit"],
    ["exam 100", "exam 100"],
    "plan pays 100",
    "copay 25, plan pays 75",
  ],
];

const COUNTED = "trip prescription procedure session item pair day hour".split(" ");
const OCCASIONS = "admission accident incident condition episode course occurrence".split(" ");

/** 10 for each of three, or for one visit; 10 for the first of two lines that name one accident. */
const units: readonly Case[] = [
  ...COUNTED.map(
    (unit): Case => [
      `copay per ${unit}`,
      plan(`copay $10 per ${unit}`),
      [`per ${unit}`, "per visit"],
      `exam 500 ${unit}s 3`,
      "copay 30, plan pays 470",
      "copay 10, plan pays 490",
    ],
  ),
  ...OCCASIONS.map(
    (unit): Case => [
      `copay per ${unit}`,
      plan(`copay $10 per ${unit}`),
      [`per ${unit}`, "per visit"],
      [`exam 500 ${unit} one`, `exam 500 ${unit} one`],
      "plan pays 500",
      "copay 10, plan pays 490",
    ],
  ),
  [
    "copay per surgery",
    plan("copay $10 per surgery"),
    ["per surgery", "per visit"],
    "exam 500 surgeries 3",
    "copay 30, plan pays 470",
    "copay 10, plan pays 490",
  ],
];

/** 20% of 500, or what is said of it. */
const shares: readonly Case[] = [
  [
    "plan pays",
    plan("plan pays 80%"),
    ["plan pays 80%", "plan pays 70%"],
    EXAM,
    "coinsurance 100, plan pays 400",
    "coinsurance 150, plan pays 350",
  ],
  // Half of 10.01 is 5.005; the side that is written is rounded, up.
  [
    "plan pays, member pays",
    plan("plan pays 50%"),
    ["plan pays 50%", "member pays 50%"],
    "exam 10.01",
    "coinsurance 5, plan pays 5.01",
    "coinsurance 5.01, plan pays 5",
  ],
  [
    "member pays greater of",
    plan("member pays greater of $10 and 20%"),
    ["greater", "lesser"],
    EXAM,
    "coinsurance 100, plan pays 400",
    "coinsurance 10, plan pays 490",
  ],
  [
    "plan pays greater of two shares",
    plan("plan pays greater of 50% and 80%"),
    ["50% and 80%", "50% and 40%"],
    EXAM,
    "coinsurance 100, plan pays 400",
    "coinsurance 250, plan pays 250",
  ],
  [
    "plan pays lesser of",
    plan("plan pays lesser of $100 and 90%"),
    ["lesser", "greater"],
    EXAM,
    "coinsurance 400, plan pays 100",
    "coinsurance 50, plan pays 450",
  ],
  // Of the first 300, 60; of the other 200, 100
  [
    "of first",
    plan("plan pays 80% of first $300 per person each calendar year then plan pays 50%"),
    ["$300", "$400"],
    EXAM,
    "coinsurance 160, plan pays 340",
    "coinsurance 130, plan pays 370",
  ],
  // The same words are one amount: the first line has used it. Then 20% of 300, and half of 200
  [
    "of first, in two rows",
    plan(
      "xray | plan pays 80% of first $300 per person each lifetime then plan pays 50%\nevery other service | same as xray",
    ),
    ["| same as xray", "| plan pays 80% of first $300 per person each calendar year then plan pays 50%"],
    ["xray 300", "exam 500"],
    "coinsurance 250, plan pays 250",
    "coinsurance 160, plan pays 340",
  ],
  [
    "of first, period",
    plan("plan pays 80% of first $300 per person each calendar year then plan pays 50%"),
    ["each calendar year", "each lifetime"],
    ["exam 300 on 2015-12-31", "exam 300 on 2016-01-01"],
    "coinsurance 60, plan pays 240",
    "coinsurance 150, plan pays 150",
  ],
  [
    "of first, per family",
    plan("plan pays 80% of first $300 per family each calendar year then plan pays 50%"),
    ["per family", "per person"],
    ["exam 300", "exam 300 by b"],
    "coinsurance 150, plan pays 150",
    "coinsurance 60, plan pays 240",
  ],
  [
    "of first, per accident",
    plan("plan pays 80% of first $300 per accident then plan pays 50%"),
    ["per accident", "per occurrence"],
    ["exam 300 accident one", "exam 300 accident one"],
    "coinsurance 150, plan pays 150",
    "coinsurance 60, plan pays 240",
  ],
  // 30 June and 1 July are in two contract years; in one calendar year half of 300.
  [
    "of first, each contract year",
    plan("plan pays 80% of first $300 per person each contract year then plan pays 50%"),
    ["each contract year", "each calendar year"],
    ["exam 300 on 2015-06-30", "exam 300 on 2015-07-01"],
    "coinsurance 60, plan pays 240",
    "coinsurance 150, plan pays 150",
  ],
  [
    "of first, each 1 months",
    plan("plan pays 80% of first $300 per person each 1 months then plan pays 50%"),
    ["each 1 months", "each 32 days"],
    ["exam 300 on 2015-03-15", "exam 300 on 2015-04-15"],
    "coinsurance 60, plan pays 240",
    "coinsurance 150, plan pays 150",
  ],
  // 20% of 250 are 50; the other 250 are free. 20% of 400 are 80.
  [
    "until member paid",
    plan("plan pays 80% until member paid $50 per person each calendar year then no charge"),
    ["$50", "$80"],
    EXAM,
    "coinsurance 50, plan pays 450",
    "coinsurance 80, plan pays 420",
  ],
  // Inside it would pay 400, of which it pays half or a quarter.
  [
    "of its payment in",
    wide(
      "exam | plan pays 80% | plan pays 50% of its payment in inside\nevery other service | no charge | same",
    ),
    ["plan pays 50% of", "plan pays 25% of"],
    "exam 500 in outside",
    "coinsurance 300, plan pays 200",
    "coinsurance 400, plan pays 100",
  ],
  [
    "of its payment in, the other share",
    wide(
      "exam | plan pays 80% | plan pays 50% of its payment in inside\nevery other service | no charge | same",
    ),
    ["plan pays 80%", "plan pays 60%"],
    "exam 500 in outside",
    "coinsurance 300, plan pays 200",
    "coinsurance 350, plan pays 150",
  ],
];

const bounds: readonly Case[] = [
  [
    "member pays at most",
    plan("member pays 30%, at least $10, at most $150"),
    ["$150", "$120"],
    EXAM,
    "coinsurance 150, plan pays 350",
    "coinsurance 120, plan pays 380",
  ],
  // 30% of 20 is 6.
  [
    "member pays at least",
    plan("member pays 30%, at least $10, at most $150"),
    ["$10,", "$8,"],
    "exam 20",
    "coinsurance 10, plan pays 10",
    "coinsurance 8, plan pays 12",
  ],
  // Of 250, what is above the bound is over the limit.
  [
    "plan pays at most",
    plan("plan pays 50%, at most $100"),
    ["$100", "$200"],
    EXAM,
    "coinsurance 250, over limit 150, plan pays 100",
    "coinsurance 250, over limit 50, plan pays 200",
  ],
  [
    "plan pays at least",
    plan("plan pays 50%, at least $400"),
    ["$400", "$300"],
    EXAM,
    "coinsurance 100, plan pays 400",
    "coinsurance 200, plan pays 300",
  ],
  // 3 x 40, or 2 x 40
  [
    "at most per day",
    plan("plan pays 50%, at most $40 per day"),
    ["per day", "per visit"],
    "stay 500 days 3 visits 2",
    "coinsurance 250, over limit 130, plan pays 120",
    "coinsurance 250, over limit 170, plan pays 80",
  ],
];

const others: readonly Case[] = [
  // 200 are over; 80% of 300
  [
    "allow at most",
    plan("allow at most $300 then plan pays 80%"),
    ["$300", "$400"],
    EXAM,
    "coinsurance 60, over limit 200, plan pays 240",
    "coinsurance 80, over limit 100, plan pays 320",
  ],
  [
    "allow at most per day",
    plan("allow at most $100 per day then plan pays 80%"),
    ["per day", "per visit"],
    "stay 500 days 3",
    "coinsurance 60, over limit 200, plan pays 240",
    "coinsurance 20, over limit 400, plan pays 80",
  ],
  [
    "allowance",
    plan("allowance $130"),
    ["$130", "$150"],
    EXAM,
    "over limit 370, plan pays 130",
    "over limit 350, plan pays 150",
  ],
  [
    "allowance per pair",
    plan("allowance $130 per pair"),
    ["per pair", "per visit"],
    "exam 500 pairs 2",
    "over limit 240, plan pays 260",
    "over limit 370, plan pays 130",
  ],
  // Of the 370 that are left, half
  [
    "allowance, then a share",
    plan("allowance $130 then plan pays 50%"),
    [" then plan pays 50%", ""],
    EXAM,
    "coinsurance 185, plan pays 315",
    "over limit 370, plan pays 130",
  ],
  // 20% of 370 are 74.
  [
    "allowance, then discount",
    plan("allowance $130 then discount 20%"),
    ["20%", "10%"],
    EXAM,
    "over limit 296, written off 74, plan pays 130",
    "over limit 333, written off 37, plan pays 130",
  ],
  [
    "discount",
    plan("discount 20%"),
    ["20%", "25%"],
    EXAM,
    "over limit 400, written off 100",
    "over limit 375, written off 125",
  ],
  // 40 above the price of 60, and a copay of 10
  [
    "price difference",
    plan("price difference from generic_price, counted then copay $10 per prescription"),
    ["price difference from generic_price, counted then ", ""],
    "exam 100 generic_price 60",
    "copay 50, plan pays 50",
    "copay 10, plan pays 90",
  ],
  [
    "price difference, counted or not",
    plan(
      "price difference from generic_price, counted",
      "out of pocket maximum $30 per person, each calendar year, counts copay",
    ),
    [", counted", ", not counted"],
    "exam 100 generic_price 60",
    "copay 30, plan pays 70",
    "over limit 40, plan pays 60",
  ],
];

export const SHARES = witnesses("benefits: table", [
  ...plain,
  ...copays,
  ...units,
  ...shares,
  ...bounds,
  ...others,
]);
