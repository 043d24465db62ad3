// What each line about plans, rates and who pays does: change it in health.plan, and an answer changes. Figures are
// worked out by hand; where it takes more than a look at the plan, the way stands above.
import { book, DENTAL, FAMILY, ONE, VISION } from "./people.ts";
import type { Witness } from "./witness.ts";

const SECOND_HALF = "rates for dental effective 2015-07-01 to 2015-12-31 {\n  per   enrollment per month\n";

const plans: readonly Witness[] = [
  {
    row: "plan heading: name",
    change: ["plan bright", "plan shiny"],
    sees: "finding",
    before: "no finding",
    after: "finding PW1001",
  },
  book("plan heading: title", ['"Gold"', '"Golden"'], "/plans/gold/name", "Gold", "Golden"),
  {
    row: "plan heading: for",
    change: ['"Bright" for vision', '"Bright" for dental'],
    sees: "finding",
    before: "no finding",
    after: "finding PW1001",
  },
  {
    row: "plan heading: like",
    change: [" like gold", ""],
    person: { ...ONE, "plan of medical": "silver", eligible: "no" },
    sees: "premium of medical",
    before: "error plan of medical",
    after: "400.00",
  },
  book("plan: product", ["ppo", "hmo"], "/plans/gold/product", "ppo", "hmo"),
  book(
    "plan: carrier",
    ["carrier         acme", "carrier         bravo"],
    "/plans/gold/carrier",
    "acme",
    "bravo",
  ),
  {
    row: "plan: formerly",
    change: ["  carrier  bravo\n", "  carrier  bravo\n  formerly gold\n"],
    sees: "finding",
    before: "no finding",
    after: "finding PW7001",
  },
  {
    row: "plan: formerly",
    part: "is kept",
    change: ["  carrier  bravo\n", "  carrier  bravo\n  formerly bronze\n"],
    sees: "book /formerly",
    before: "nothing",
    after: '[{"of":"plan","was":"bronze","is":"silver"}]',
  },
  {
    row: "plan: changes",
    change: ["  carrier  bravo\n", "  carrier  bravo\n  changes  from gold in visit\n"],
    sees: "finding",
    before: "no finding",
    after: "finding PW1001",
  },
  {
    row: "plan: available in",
    change: ["available when  eligible", "available in    inland"],
    person: ONE,
    sees: "premium of medical",
    before: "500.25",
    after: "error plan of medical",
  },
  {
    row: "plan: available when",
    change: ["available when  eligible", "available when  not eligible"],
    person: ONE,
    sees: "premium of medical",
    before: "500.25",
    after: "error plan of medical",
  },
  book(
    "plan: block features",
    ["20 a year", "30 a year"],
    "/plans/gold/features/visits",
    "20 a year",
    "30 a year",
  ),
  book(
    "features: declaration",
    ["visits  20", "calls  20"],
    "/plans/gold/features",
    { visits: "20 a year" },
    { calls: "20 a year" },
  ),
];

const rates: readonly Witness[] = [
  {
    row: "rates heading: for",
    change: ["rates for dental effective 2015-07-01", "rates for dental, vision effective 2015-07-01"],
    sees: "finding",
    before: "no finding",
    after: "finding PW2015",
  },
  {
    row: "rates heading: when",
    change: ["when status is cobra", "when status is active, cobra"],
    sees: "finding",
    before: "no finding",
    after: "finding PW2015",
  },
  {
    row: "rates heading: effective",
    change: ["effective 2015-07-01", "effective 2015-07-02"],
    sees: "finding",
    before: "no finding",
    after: "finding PW2102",
  },
  {
    row: "program: dated",
    given: [
      "  market      small group\n",
      '  market      small group\n  dated       2015-03-01\n  event       2015-02-01 "Meeting"\n',
    ],
    change: ["2015-03-01", "2015-01-31"],
    sees: "finding",
    before: "no finding",
    after: "finding PW5110",
  },
  {
    row: "program: event",
    given: [
      "  market      small group\n",
      '  market      small group\n  dated       2015-03-01\n  event       2015-02-01 "Meeting"\n',
    ],
    change: ["2015-02-01", "2015-03-02"],
    sees: "finding",
    before: "no finding",
    after: "finding PW5110",
  },
  {
    row: "program: joining from",
    given: ["  market      small group\n", "  market        small group\n  joining from  2015-06-01\n"],
    change: ["joining from  2015-06-01", "joining from  2016-01-01"],
    sees: "finding",
    before: "no finding",
    after: "finding PW5111",
  },
  {
    row: "rates: rate period",
    given: [SECOND_HALF, `${SECOND_HALF}  rate period  6 months\n`],
    change: ["6 months", "12 months"],
    sees: "finding",
    before: "no finding",
    after: "finding PW2101",
  },
  // From 40.00 and 2% of it to 45.00: 10.29%.
  {
    row: "rates: stated change",
    given: [SECOND_HALF, `${SECOND_HALF}  stated change  10.3%\n`],
    change: ["10.3%", "12.5%"],
    sees: "finding",
    before: "no finding",
    after: "finding PW5108",
  },
  {
    row: "rates: guaranteed",
    change: ["through 2015-12-31", "through 2015-11-30"],
    person: { ...ONE, date: "2015-12-01" },
    sees: "remark",
    before: "no remark",
    after: "The rates of Medical are guaranteed through 2015-11-30 only.",
  },
  {
    row: "rates: rate",
    change: ["$45.00", "$46.00"],
    person: { ...DENTAL, date: "2015-08-01" },
    sees: "premium of dental",
    before: "45.00",
    after: "46.00",
  },
  // 40.00 x 102% and 40.00 x 103%
  {
    row: "rates: load",
    change: ["load  2%", "load  3%"],
    person: DENTAL,
    sees: "premium of dental",
    before: "40.80",
    after: "41.20",
  },
  // 1,250.56 + 2 x 50.25 and + 2 x 60
  {
    row: "rates: each further member",
    change: ["adds $50.25", "adds $60"],
    person: { ...FAMILY, members: "4" },
    sees: "premium of medical",
    before: "1351.06",
    after: "1370.56",
  },
  {
    row: "rates: not offered",
    change: ["  not offered  bright\n", ""],
    sees: "finding",
    before: "no finding",
    after: "finding PW2011",
  },
  {
    row: "rates: table",
    change: ["$500.25", "$510.25"],
    person: ONE,
    sees: "premium of medical",
    before: "500.25",
    after: "510.25",
  },
  {
    row: "rates: block (dimension)",
    change: ["area coast {", "area inland {"],
    person: ONE,
    sees: "premium of medical",
    before: "500.25",
    after: "finding PW2011 PW2012 PW2012 PW2012 PW2012",
  },
];

/** Questions that rates ask: what the line asks of is one coverage, what it decides another. */
const questions: readonly Witness[] = [
  // 500.25 x 102% = 510.255 and x 103% = 515.2575
  {
    row: "question rate",
    change: ["102% of rate", "103% of rate"],
    person: { ...ONE, status: "cobra" },
    sees: "premium of medical",
    before: "510.26",
    after: "515.26",
  },
  ...(
    [
      ["premium", "0.90"],
      ["employee share", "0.90"],
      ["employer share", "0.00"],
    ] as const
  ).map(
    ([head, after]): Witness => ({
      row: `question ${head.replace(" ", "_")}`,
      change: ["rate  $45.00", `rate  10% of ${head} of vision`],
      person: { ...VISION, dental: "yes", date: "2015-08-01" },
      sees: "premium of dental",
      before: "45.00",
      after,
    }),
  ),
];

const contributions: readonly Witness[] = [
  {
    row: "contributions heading: for",
    change: ["contributions for vision", "contributions for hearing"],
    person: VISION,
    sees: "employee share of vision",
    before: "9.00",
    after: "nothing",
  },
  // 75% and 50% of 40.80
  {
    row: "contributions: employer pays",
    change: ["employer pays  75%", "employer pays  50%"],
    person: DENTAL,
    sees: "employer share of dental",
    before: "30.60",
    after: "20.40",
  },
  {
    row: "contributions: employee pays",
    change: ["employee pays  100%", "employee pays  50%"],
    person: VISION,
    sees: "employee share of vision",
    before: "9.00",
    after: "4.50",
  },
  // 80% and 70% of 500.25: 400.20 and 350.175
  {
    row: "contributions: table",
    change: ["employer pays share", "employer pays 70%"],
    person: ONE,
    sees: "employer share of medical",
    before: "400.20",
    after: "350.18",
  },
  {
    row: "participation: require",
    change: ["require    employer pays at least 60%", "require    employer pays at least 90%"],
    person: { ...ONE, lives: "5" },
    sees: "premium of medical",
    before: "500.25",
    after: "error medical",
  },
  {
    row: "participation: recommend",
    change: ["recommend  employer pays at least 80%", "recommend  employer pays at least 70%"],
    person: DENTAL,
    sees: "remark",
    before: "The employer pays 75% of the premium of Dental; at least 80% is recommended.",
    after: "no remark",
  },
  book(
    "participation: block features",
    ["75% of those", "80% of those"],
    "/features/enrollment",
    "75% of those eligible",
    "80% of those eligible",
  ),
  book(
    "example heading: title",
    ['example "Vision"', 'example "Sight"'],
    "/examples/0/name",
    "Vision",
    "Sight",
  ),
  {
    row: "example: given",
    change: ["plan clear of vision", "plan bright of vision"],
    sees: "example",
    before: "pass",
    after: "fail",
  },
  {
    row: "example: expect",
    change: ["premium of vision $9.00", "premium of vision $9.01"],
    sees: "example",
    before: "pass",
    after: "fail",
  },
];

export const HEALTH_RATES: readonly Witness[] = [...plans, ...rates, ...questions, ...contributions];
