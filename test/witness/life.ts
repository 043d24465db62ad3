// What each line about volumes, ages and benefits does: change it in life.plan, and an answer changes. Figures are
// worked out by hand.
import type { Person } from "../support/observe.ts";
import type { Witness } from "./witness.ts";

/** Forty years old on the day rated, with $50,000 of life: 50 x 0.200 = 10.00; at 39 it would be 5.00. */
const FORTY: Person = {
  date: "2015-06-20",
  birth: "1975-06-10",
  spouse_age: "35",
  hours: "40",
  salary: "48000",
  waiting: "60",
  department: "Police",
  "volume of life": "50000",
};
const SPOUSE = { ...FORTY, "volume of spouse_life": "25000" };
const OLD = { birth: "1950-01-01" };
const DISABILITY = { ...FORTY, option: "short" };

const AGE = "in completed years on the date rated";

/** Born so that the reading makes another age than the last birthday before 20 June 2015. */
const ages: readonly Witness[] = (
  [
    [AGE, "1975-06-10", "in completed years on the first of the month rated", "10.00", "5.00"],
    ["in completed years on the first of the month rated", "1975-06-10", undefined, "10.00", "5.00"],
    ["in completed years on the first day of the program", "1975-03-10", undefined, "10.00", "5.00"],
    // The 40th birthday is 173 days off, the 39th was 192 days ago.
    ["at the nearest birthday on the date rated", "1975-12-10", undefined, "5.00", "10.00"],
    // From 1 June it is 162 days to the 40th birthday, and 203 to the 39th.
    ["at the nearest birthday on the first of the month rated", "1975-11-10", undefined, "5.00", "10.00"],
    // From 1 January it is 178 days to the 40th birthday, and 187 to the 39th.
    ["at the nearest birthday on the first day of the program", "1975-06-28", undefined, "5.00", "10.00"],
  ] as const
).map(([reading, birth, to, before, after]) => ({
  row: `convention age: ${reading}`,
  change: [AGE, to ?? reading],
  person: { ...FORTY, birth },
  sees: "premium of life",
  before,
  after,
}));

const roundings: readonly Witness[] = (
  [
    ["exact", "up to $1,000", "40200", "40200.00", "41000.00"],
    ["up to AMOUNT", "up to $1,000", "40200", "40200.00", "41000.00"],
    ["down to AMOUNT", "down to $1,000", "40700", "40700.00", "40000.00"],
    ["half up to AMOUNT", "half up to $1,000", "40500", "40500.00", "41000.00"],
  ] as const
).map(([reading, words, salary, before, after]) => ({
  row: `convention volume rounding: ${reading}`,
  change: ["volume rounding  exact", `volume rounding  ${words}`],
  person: { ...FORTY, salary, "volume of life": "1 times salary" },
  sees: "volume of life",
  before,
  after,
}));

const inputs: readonly Witness[] = [
  {
    row: "input kind money",
    change: ["money per year", "money per month"],
    sees: "finding",
    before: "no finding",
    after: "finding PW3003",
  },
  {
    row: "input kind age",
    change: ["age of spouse", "number"],
    sees: "finding",
    before: "no finding",
    after: "finding PW1001",
  },
  {
    row: "input kind date",
    change: ["birth       date", "birth       text"],
    sees: "finding",
    before: "no finding",
    after: "finding PW3003",
  },
  {
    row: "input kind duration",
    change: ["duration of days", "duration of months"],
    sees: "finding",
    before: "no finding",
    after: "finding PW3001",
  },
  {
    row: "input kind text",
    change: ["department  text", "department  choice of Police, Fire"],
    person: { ...DISABILITY, department: "Parks" },
    sees: "premium of ltd",
    before: "20.00",
    after: "error department",
  },
  // 48,000 a year are 4,000 a month, of which 3,000 are insured: 30 x 0.500
  {
    row: "formula",
    change: ["$5,000 per month", "$3,000 per month"],
    person: DISABILITY,
    sees: "premium of ltd",
    before: "20.00",
    after: "15.00",
  },
];

const coverage: readonly Witness[] = [
  {
    row: "coverage heading: name",
    change: ["coverage ltd", "coverage life"],
    sees: "finding",
    before: "no finding",
    after: "finding PW0024 PW3001",
  },
  {
    row: "coverage: carrier",
    change: ["  carrier           acme\n", ""],
    sees: "finding",
    before: "no finding",
    after: "finding PW1006",
  },
  {
    row: "coverage: insures",
    change: ["hours at least 20", "hours at least 41"],
    person: FORTY,
    sees: "premium of life",
    before: "10.00",
    after: "error life",
  },
  {
    row: "coverage: block amounts",
    change: [
      "  reduction  like life\n",
      "  reduction  like life\n\n  amounts {\n    insured | age               | amount\n    spouse  | under 60 years    | $1,000\n    spouse  | 60 years and over | $500\n  }\n",
    ],
    sees: "book /coverages/1/amounts/0/amounts/0/amount",
  },
  {
    row: "amounts: table",
    given: [
      "  reduction  like life\n",
      "  reduction  like life\n\n  amounts {\n    insured | age               | amount\n    spouse  | under 60 years    | $1,000\n    spouse  | 60 years and over | $500\n  }\n",
    ],
    change: ["under 60 years ", "under 59 years "],
    sees: "finding",
    before: "no finding",
    after: "finding PW2001",
  },
  {
    row: "coverage: needs carrier",
    change: ["  needs            life\n", "  needs            life\n  needs carrier    zenith\n"],
    sees: "finding",
    before: "no finding",
    after: "finding PW5105",
  },
  {
    row: "coverage: needs",
    change: ["  needs            life\n", ""],
    person: { ...DISABILITY, "volume of life": "" },
    sees: "premium of ltd",
    before: "error ltd",
    after: "20.00",
  },
  {
    row: "coverage: volume",
    change: ["in steps of $10,000", "in steps of $5,000"],
    person: { ...FORTY, "volume of life": "55000" },
    sees: "premium of life",
    before: "error volume of life",
    after: "11.00",
  },
  {
    row: "coverage: guaranteed issue",
    change: ["$50,000 when", "$30,000 when"],
    person: FORTY,
    sees: "evidence of life",
    before: "none",
    after: "20000.00",
  },
  {
    row: "coverage: reduction",
    change: ["  reduction  like life\n", ""],
    person: { ...SPOUSE, ...OLD },
    sees: "volume of spouse_life",
    before: "12500.00",
    after: "25000.00",
  },
  {
    row: "coverage: options",
    change: ["short, long\n", "short, long, longer\n"],
    sees: "finding",
    before: "no finding",
    after: "finding PW2011",
  },
  // 60% and 50% of 4,000
  {
    row: "coverage: benefit",
    change: ["60% of volume", "50% of volume"],
    person: DISABILITY,
    sees: "benefit of ltd",
    before: "2400.00",
    after: "2000.00",
  },
  {
    row: "coverage: maximum benefit",
    change: ["$2,500 per month", "$2,000 per month"],
    person: DISABILITY,
    sees: "benefit of ltd",
    before: "2400.00",
    after: "2000.00",
  },
  {
    row: "coverage: block reduction",
    given: ["  reduction  like life\n", ""],
    change: [
      "  reduction {\n    age         | volume\n    under 65    | 100% of volume\n    65 and over | 50% of volume\n  }\n",
      "",
    ],
    person: { ...FORTY, ...OLD },
    sees: "volume of life",
    before: "25000.00",
    after: "50000.00",
  },
  {
    row: "reduction: table",
    change: ["| 50% of volume", "| 35% of volume"],
    person: { ...FORTY, ...OLD },
    sees: "volume of life",
    before: "25000.00",
    after: "17500.00",
  },
  {
    row: "coverage: block features",
    change: ["seat_belt  included", "seat_belt  not included"],
    sees: "book /coverages/life/features/seat_belt",
    before: '"included"',
    after: '"not included"',
  },
];

const rates: readonly Witness[] = [
  {
    row: "rates: per",
    change: ["per  $1,000 of volume per month", "per  $10,000 of volume per month"],
    person: FORTY,
    sees: "premium of life",
    before: "10.00",
    after: "1.00",
  },
  // By the age of the spouse, 35, or of the employee, 40: 25 x 0.110 and 25 x 0.220
  {
    row: "rates: age of",
    change: ["age of  spouse", "age of  employee"],
    person: SPOUSE,
    sees: "premium of spouse_life",
    before: "2.75",
    after: "5.50",
  },
];

const MOST = "at most 50% of elected volume of life";

/** What bounds the volume of a spouse: half of what was elected, or something else that is asked. */
const questions: readonly Witness[] = [
  {
    row: "question elected_volume",
    change: [MOST, "at most 40% of elected volume of life"],
    person: SPOUSE,
    sees: "volume of spouse_life",
    before: "25000.00",
    after: "error volume of spouse_life",
  },
  // At 65 half of 50,000 is in force.
  {
    row: "question volume",
    change: [MOST, "at most 50% of volume of life"],
    person: { ...SPOUSE, ...OLD },
    sees: "volume of spouse_life",
    before: "12500.00",
    after: "error volume of spouse_life",
  },
  {
    row: "question guaranteed_issue",
    change: [MOST, "at most guaranteed issue of life"],
    person: { ...SPOUSE, "volume of spouse_life": "30000" },
    sees: "volume of spouse_life",
    before: "error volume of spouse_life",
    after: "30000.00",
  },
  // Of 80,000, 50,000 are guaranteed and 30,000 are not.
  {
    row: "question evidence_of_insurability",
    change: [MOST, "at most evidence of insurability of life"],
    person: { ...SPOUSE, "volume of life": "80000", "volume of spouse_life": "35000" },
    sees: "volume of spouse_life",
    before: "35000.00",
    after: "error volume of spouse_life",
  },
  // A hundredth of 2,400 for each $100 of 4,000
  {
    row: "question benefit",
    change: ["short  | $0.500", "short  | 1% of benefit of ltd"],
    person: DISABILITY,
    sees: "premium of ltd",
    before: "20.00",
    after: "960.00",
  },
];

export const LIFE: readonly Witness[] = [
  ...ages,
  ...roundings,
  ...inputs,
  ...coverage,
  ...rates,
  ...questions,
];
