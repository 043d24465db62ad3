// Lines about benefits that meet: a plan, claims, and what the last line comes to. Figures are worked out by hand.
import { ladder, other, plan, wide, withOther } from "./benefit-rows.ts";

export type Meeting = readonly [title: string, plan: string, claims: readonly string[], answer: string];

const YEAR = "each calendar year";
const COUNTS = "counts deductible, copay, coinsurance";
const SHARE = "deductible then plan pays 80%";
const DEDUCTIBLE = `deductible $100 per person, ${YEAR}`;
const maximum = (amount: string) => `out of pocket maximum ${amount} per person, ${YEAR}, ${COUNTS}`;

const limits: readonly Meeting[] = [
  // 100 of the third visit are over; two copays; the plan pays the rest of 200.
  [
    "a limit of visits and a copay for each",
    plan("copay $20 per visit", `plan covers at most 2 visits per person ${YEAR}`),
    ["exam 300 visits 3"],
    "copay 40, over limit 100, plan pays 160",
  ],
  // Of 300 for 3 days 200 are covered: 160, of which 2 x 50.
  [
    "a limit of days and a bound for each",
    plan("plan pays 80%, at most $50 per day", `plan covers at most 2 days per person ${YEAR}`),
    ["stay 300 days 3"],
    "coinsurance 40, over limit 160, plan pays 100",
  ],
  // 100 over the visits, 50 over what is allowed; of 150 half is 75, of which 60.
  [
    "limits of visits, of what is allowed and of what is paid",
    plan(
      "plan pays 50%",
      `plan covers at most 2 visits per person ${YEAR}`,
      `plan allows at most $150 per person ${YEAR}`,
      `plan pays at most $60 per person ${YEAR}`,
    ),
    ["exam 300 visits 3"],
    "coinsurance 75, over limit 165, plan pays 60",
  ],
  // 100 are paid of the exam, so 50 are left of 150.
  [
    "a limit for a service within one for all",
    plan(
      "no charge",
      `plan pays at most $100 per person ${YEAR} for exam`,
      `plan pays at most $150 per person ${YEAR}`,
    ),
    ["exam 500", "xray 500"],
    "over limit 450, plan pays 50",
  ],
  // 66.666...
  [
    "a part of a line is rounded",
    plan("no charge", `plan covers at most 2 visits per person ${YEAR}`),
    ["exam 100 visits 3"],
    "over limit 33.33, plan pays 66.67",
  ],
  // The plan paid 100 of the first, with 100 less: 200 of 300 are left.
  [
    "a limit of what the plan paid in the end",
    plan(
      "no charge",
      `plan pays at most $300 per person ${YEAR}`,
      "requires authorized for exam, otherwise plan pays less by $100",
    ),
    ["exam 200 authorized no", "exam 500 authorized yes"],
    "over limit 300, plan pays 200",
  ],
  // A use counts, though the deductible pays for it.
  [
    "how often, and a deductible",
    plan("deductible then no charge", DEDUCTIBLE).replace(
      "\n  benefits",
      `\n  frequency {\n    exam once ${YEAR}\n  }\n\n  benefits`,
    ),
    ["exam 100", "exam 100"],
    "over limit 100",
  ],
];

const maxima: readonly Meeting[] = [
  // Half is 250, the maximum leaves 100 and gives the plan 150; it pays 300 of 400.
  [
    "a maximum and a limit of what the plan pays",
    plan("plan pays 50%", maximum("$100"), `plan pays at most $300 per person ${YEAR}`),
    ["exam 500"],
    "coinsurance 100, over limit 100, plan pays 300",
  ],
  // What is over the limit does not count: 100, then 50 of 150.
  [
    "what is over a limit does not count",
    plan("plan pays 80%", maximum("$150"), `plan pays at most $300 per person ${YEAR} for exam`),
    ["exam 500", "xray 500"],
    "coinsurance 50, plan pays 450",
  ],
  [
    "what is paid less does not count",
    plan("plan pays 80%", maximum("$150"), "requires authorized for exam, otherwise plan pays less by $100"),
    ["exam 500 authorized no", "exam 500 authorized yes"],
    "coinsurance 50, plan pays 450",
  ],
  // The bound stands: 400 less 200 are the plan's, which may pay 100.
  [
    "a maximum and the lesser of two amounts",
    plan("plan pays lesser of $100 and 90%", maximum("$200")),
    ["exam 500"],
    "coinsurance 200, over limit 200, plan pays 100",
  ],
  // 200 with half: 100. Then 100, and 20% of 200: 40. Of 240, 90 are the plan's: 40, then 50.
  [
    "the last step gives way first",
    plan(
      `plan pays 50% of first $200 per person ${YEAR} then deductible then plan pays 80%`,
      DEDUCTIBLE,
      maximum("$150"),
    ),
    ["exam 500"],
    "deductible 50, coinsurance 100, plan pays 350",
  ],
  // 100 and 60 of a family's 150 are more: b has 50, so c has nothing.
  [
    "a family's maximum, within a line",
    plan(
      "plan pays 50%",
      `out of pocket maximum $100 per person, $130 per family, embedded, ${YEAR}, ${COUNTS}`,
    ),
    ["exam 500", "exam 40 by b", "exam 500 by c"],
    "coinsurance 10, plan pays 490",
  ],
  // A deductible that says no network is for each in which the plan pays.
  [
    "a deductible of every network",
    wide(SHARE, "networks inside", DEDUCTIBLE),
    ["exam 500 in inside"],
    "deductible 100, coinsurance 80, plan pays 320",
  ],
  // Outside does not count.
  [
    "a maximum of one network",
    wide("plan pays 50%", `${maximum("$200")} in inside`),
    ["exam 500 in outside", "exam 500 in inside"],
    "coinsurance 200, plan pays 300",
  ],
  // A copay of 30 for the drug: 70 are left.
  [
    "a maximum of two plans",
    withOther(
      plan("plan pays 50%", maximum("$100"), "with sheet"),
      other(
        'schedule sheet "Sheet" for drug',
        "copay $30 per prescription",
        "out of pocket maximum of the medical plan",
      ),
    ),
    ["generic 60", "exam 500"],
    "coinsurance 70, plan pays 430",
  ],
];

const coordination: readonly Meeting[] = [
  // Nothing is left, so nothing is shared: not the copay either.
  [
    "maintenance, with all paid",
    plan("copay $20 per visit then plan pays 80%", "coordination maintenance"),
    ["exam 500 other_paid 500"],
    "other paid 500",
  ],
  // Of 200, the deductible takes 100, then 80% of 100.
  [
    "maintenance and a deductible",
    plan(SHARE, DEDUCTIBLE, "coordination maintenance"),
    ["exam 500 other_paid 300"],
    "deductible 100, coinsurance 20, other paid 300, plan pays 80",
  ],
  [
    "carve_out, with more than the plan would pay",
    plan("plan pays 80%", "coordination carve_out"),
    ["exam 500 other_paid 450"],
    "coinsurance 50, other paid 450",
  ],
  // Alone it pays 320 of the 400 that are allowed; 100 are still owed.
  [
    "standard and a balance",
    wide("plan pays 80%", "allowed charge negotiated", "coordination standard"),
    ["exam 500 allowed 400 other_paid 300 in outside"],
    "other paid 300, balance bill 100, plan pays 100",
  ],
  [
    "standard, with more than is allowed",
    wide("plan pays 80%", "allowed charge negotiated", "coordination standard"),
    ["exam 500 allowed 400 other_paid 450 in outside"],
    "other paid 450, balance bill 50",
  ],
  // The deductible is credited as if there were no other payer.
  [
    "standard, and the deductible of the next line",
    plan(SHARE, DEDUCTIBLE, "coordination standard"),
    ["exam 500 other_paid 500", "exam 500"],
    "coinsurance 100, plan pays 400",
  ],
  // A maximum counts what the member really pays: nothing of the first.
  [
    "standard, and the maximum of the next line",
    plan("plan pays 50%", maximum("$200"), "coordination standard"),
    ["exam 500 other_paid 250", "exam 500"],
    "coinsurance 200, plan pays 300",
  ],
  [
    "not covered, and another payer",
    plan("not covered", "coordination standard"),
    ["exam 500 other_paid 200"],
    "not covered 300, other paid 200",
  ],
  // Alone the plan would pay 300 of the first; less 200 it pays 100, and 200 are left.
  [
    "a limit of what the plan pays beside another payer",
    plan("no charge", "coordination carve_out", `plan pays at most $300 per person ${YEAR}`),
    ["exam 500 other_paid 200", "exam 500"],
    "over limit 300, plan pays 200",
  ],
];

const families: readonly Meeting[] = [
  // 90 and 90 of 250: 70
  [
    "members who did not meet it, and a family's amount",
    plan(SHARE, `deductible $100 per person, $250 per family, 2 members must each meet it, ${YEAR}`),
    ["exam 90", "exam 90 by b", "exam 500 by c"],
    "deductible 70, coinsurance 86, plan pays 344",
  ],
  // One alone is no family.
  [
    "aggregate, of one",
    plan(SHARE, `deductible $100 per person, $150 per family, aggregate, ${YEAR}`),
    ["exam 500"],
    "deductible 100, coinsurance 80, plan pays 320",
  ],
  // The 50 of each of two count: 20 of 120 are left.
  [
    "what adds to a family's amount",
    plan(
      "exam | deductible er then plan pays 80%\nevery other service | deductible then plan pays 80%",
      `deductible $100 per person, $120 per family, embedded, ${YEAR}`,
      `deductible er $50 per person, ${YEAR}, adds to deductible`,
    ),
    ["exam 500", "exam 500 by b", "xray 500 by c"],
    "deductible 20, coinsurance 96, plan pays 384",
  ],
  [
    "a family's deductible, carried over",
    plan(
      SHARE,
      `deductible $100 per person, $150 per family, embedded, ${YEAR}`,
      "carry over last 3 months of deductible",
    ),
    ["exam 100 on 2015-12-01", "exam 50 by b on 2015-12-01", "exam 500 by c on 2016-01-05"],
    "coinsurance 100, plan pays 400",
  ],
  // 40 are left of 100.
  [
    "a part that is carried over",
    plan(SHARE, DEDUCTIBLE, "carry over last 3 months of deductible"),
    ["exam 60 on 2015-11-01", "exam 500 on 2016-02-01"],
    "deductible 40, coinsurance 92, plan pays 368",
  ],
  // The contract year ends with June: 1 April is in its last three months.
  [
    "carried over to a contract year",
    plan(SHARE, "deductible $100 per person, each contract year", "carry over last 3 months of deductible"),
    ["exam 100 on 2015-04-01", "exam 500 on 2015-07-01"],
    "coinsurance 100, plan pays 400",
  ],
  // What was paid stays paid when another amount holds.
  [
    "another condition of one deductible",
    plan(
      SHARE,
      `deductible $100 per person, ${YEAR}, when medicare`,
      `deductible $200 per person, ${YEAR}, when not medicare`,
    ),
    ["exam 150 medicare no", "exam 500 medicare yes"],
    "coinsurance 100, plan pays 400",
  ],
  [
    "an accident of two members",
    plan(SHARE, "deductible $100 per accident"),
    ["exam 500 accident one", "exam 500 accident one by b"],
    "deductible 100, coinsurance 80, plan pays 320",
  ],
];

const FIRST = `plan pays 80% of first $300 per person ${YEAR}, at most $100`;
/** A plan with a line, and a ladder for exams. */
const laddered = (line: string, rows: string) =>
  ladder(`for exam ${YEAR}`, rows).replace("medical {\n", `medical {\n  ${line}\n`);
const DEDUCTED = "1 | deductible then no charge\n2 and over | deductible then plan pays 50%";

const steps: readonly Meeting[] = [
  // Of the first 300 the plan may pay 100; of the other 200 it pays half.
  [
    "a bound is of its step",
    plan(`${FIRST} then plan pays 50%`),
    ["exam 500"],
    "coinsurance 160, over limit 140, plan pays 200",
  ],
  [
    "a bound before no charge",
    plan(`${FIRST} then no charge`),
    ["exam 500"],
    "coinsurance 60, over limit 140, plan pays 300",
  ],
  // Two visits: 160, of which 100; the third: 100
  [
    "a bound of the first visits",
    ladder(`for exam ${YEAR}`, "1 to 2 | plan pays 80%, at most $50 per visit\n3 and over | no charge"),
    ["exam 300 visits 3"],
    "coinsurance 40, over limit 60, plan pays 200",
  ],
  [
    "a bound of the last visits",
    ladder(`for exam ${YEAR}`, "1 to 2 | no charge\n3 and over | plan pays 80%, at most $50 per visit"),
    ["exam 300 visits 3"],
    "coinsurance 20, over limit 30, plan pays 250",
  ],
  // 80 of the first visit, 20 of the second, and half of 60
  [
    "a deductible in two steps of a ladder",
    laddered(DEDUCTIBLE, DEDUCTED),
    ["exam 160 visits 2"],
    "deductible 100, coinsurance 30, plan pays 30",
  ],
  [
    "a deductible of an accident in two steps of a ladder",
    laddered("deductible $100 per accident", DEDUCTED),
    ["exam 160 visits 2 accident one"],
    "deductible 100, coinsurance 30, plan pays 30",
  ],
  // The family has 60 left: 60 of the first visit, and 20 are free; half of 80
  [
    "a family's deductible in two steps of a ladder",
    laddered(`deductible $100 per person, $120 per family, embedded, ${YEAR}`, DEDUCTED),
    ["exam 60 by b", "exam 160 visits 2"],
    "deductible 60, coinsurance 40, plan pays 60",
  ],
  [
    "a shared copay in two steps of a ladder",
    laddered(`copay materials $30 per person, ${YEAR}`, "1 | copay materials\n2 and over | copay materials"),
    ["exam 40 visits 2"],
    "copay 30, plan pays 10",
  ],
  // 50, and the 50 that are left of 100
  [
    "what adds to the deductible of the next step",
    plan(
      "deductible er then deductible then plan pays 80%",
      DEDUCTIBLE,
      `deductible er $50 per person, ${YEAR}, adds to deductible`,
    ),
    ["exam 500"],
    "deductible 100, coinsurance 80, plan pays 320",
  ],
  [
    "a row of a schedule before every other service of the plan",
    withOther(
      plan("xray | no charge\nevery other service | not covered", "with sheet"),
      other('schedule sheet "Sheet" for medical', "exam | copay $10 per visit"),
    ),
    ["exam 100"],
    "copay 10, plan pays 90",
  ],
];

/** A third of 100, and 300 less than it: amounts have no parts of a cent, and are not below zero. */
const THIRD = "(usual_fee / 3)";
const LESS = "(usual_fee - $300)";
const FEE = ["exam 500 usual_fee 100 authorized no"];

const amounts: readonly Meeting[] = [
  ["a third: allowance", plan(`allowance ${THIRD}`), FEE, "over limit 466.67, plan pays 33.33"],
  // 80% of 466.67 is 373.336.
  [
    "a third: deductible",
    plan(SHARE, `deductible ${THIRD} per person, ${YEAR}`),
    FEE,
    "deductible 33.33, coinsurance 93.33, plan pays 373.34",
  ],
  [
    "a third: bound",
    plan(`plan pays 50%, at most ${THIRD}`),
    FEE,
    "coinsurance 250, over limit 216.67, plan pays 33.33",
  ],
  [
    "a third: paid less",
    plan("no charge", `requires authorized for exam, otherwise plan pays less by ${THIRD}`),
    FEE,
    "not covered 33.33, plan pays 466.67",
  ],
  [
    "a third: limit",
    plan("no charge", `plan pays at most ${THIRD} per person ${YEAR}`),
    FEE,
    "over limit 466.67, plan pays 33.33",
  ],
  ["a third: price", plan(`price difference from ${THIRD}, counted`), FEE, "copay 466.67, plan pays 33.33"],
  ["a third: maximum", plan("plan pays 50%", maximum(THIRD)), FEE, "coinsurance 33.33, plan pays 466.67"],
  [
    "below zero: allowed charge",
    plan("no charge", `allowed charge ${LESS}, balance billed`),
    FEE,
    "balance bill 500",
  ],
  ["below zero: allowance", plan(`allowance ${LESS}`), FEE, "over limit 500"],
  [
    "below zero: bound of the plan",
    plan(`plan pays 50%, at most ${LESS}`),
    FEE,
    "coinsurance 250, over limit 250",
  ],
  ["below zero: bound of the member", plan(`member pays 50%, at most ${LESS}`), FEE, "plan pays 500"],
  ["below zero: copay", plan(`copay ${LESS} per visit`), FEE, "plan pays 500"],
];

const lines: readonly Meeting[] = [
  [
    "a line that is taken back",
    plan(SHARE, DEDUCTIBLE),
    ["exam 500", "- 0 voids 1"],
    "deductible -100, coinsurance -80, plan pays -320",
  ],
  [
    "and what stands between",
    plan(SHARE, DEDUCTIBLE),
    [
      "exam 500 on 2015-01-10",
      "exam 500 on 2015-02-10",
      "- 0 voids 1 on 2015-03-10",
      "exam 500 on 2015-04-10",
    ],
    "deductible 100, coinsurance 80, plan pays 320",
  ],
  [
    "a line that is taken back twice",
    plan(SHARE, DEDUCTIBLE),
    ["exam 500", "- 0 voids 1 on 2015-03-10", "- 0 voids 1 on 2015-03-11"],
    "error voids",
  ],
  [
    "a fact that nobody says",
    plan("no charge", "waiting period 30 days after hire"),
    ["exam 100"],
    "error hire",
  ],
  ["a day outside the program", plan("no charge"), ["exam 100 on 2017-01-01"], "error date"],
  ["a service that there is not", plan("no charge"), ["haircut 100"], "error service"],
  ["a network that nobody says", wide("no charge"), ["exam 100"], "error network"],
  // 33.33 and 33.33 and 33.34: the second is shared, the third is not covered.
  [
    "a ladder within a line of thirds",
    ladder(`for exam ${YEAR}`, "1 | no charge\n2 | plan pays 50%\n3 and over | not covered"),
    ["exam 100 visits 3"],
    "coinsurance 16.67, not covered 33.33, plan pays 50",
  ],
  // Inside it would pay 80% of 400. Its deductible is not met by that.
  [
    "a payment elsewhere, after a deductible there",
    wide(
      `exam | ${SHARE} | plan pays 50% of its payment in inside\nevery other service | no charge | same`,
      `${DEDUCTIBLE}, in inside`,
    ),
    ["exam 500 in outside"],
    "coinsurance 340, plan pays 160",
  ],
];

export const MEETINGS: readonly Meeting[] = [
  ...limits,
  ...maxima,
  ...coordination,
  ...families,
  ...steps,
  ...amounts,
  ...lines,
];
