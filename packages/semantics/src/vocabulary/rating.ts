import type { BlockSpec } from "./spec.js";

/** The words of what is insured, what it costs, who pays and what a group must fulfil. */

export const COVERAGE = {
  word: "coverage",
  means: "A coverage whose benefit is a volume or an income: life, disability; or one without plans.",
  example: "coverage basic_life {",
  heading: { name: "must" },
  properties: {
    carrier: { value: "name", means: "a declared carrier", example: "carrier voya" },
    insures: {
      value: "insures",
      means: "whom it insures, and on what condition; anyone else is not rated",
      example: "insures employee when hours at least 20",
      many: true,
    },
    needs: { value: "names", means: "coverages that must be held as well", example: "needs basic_life" },
    "needs carrier": {
      value: "name",
      means: "the carrier that those coverages must be with",
      example: "needs carrier voya",
    },
    volume: {
      value: "volumeRule",
      means: "how the amount insured is chosen or computed; two lines are two ways",
      example: "volume $10,000 to $100,000 in steps of $10,000",
      many: true,
    },
    "guaranteed issue": {
      value: "amountWhen",
      means: "the amount without evidence of insurability; the answer says how much is above it",
      example: "guaranteed issue $100,000 when age under 60",
      many: true,
    },
    reduction: {
      value: "heading",
      means: "the same reduction as another coverage",
      example: "reduction like basic_life",
    },
    options: { value: "names", means: "options that a group chooses from", example: "options ltd_1, ltd_2" },
    benefit: {
      value: "figure",
      means: "what is paid, shown in the answer",
      example: "benefit 60% of volume",
    },
    "maximum benefit": {
      value: "figure",
      means: "the most that is paid in a period",
      example: "maximum benefit $5,000 per month",
    },
  },
  blocks: ["reduction", "amounts", "features"],
  later: [
    "accidental death",
    "accelerated",
    "includes",
    "begins",
    "ends",
    "elimination",
    "own occupation",
    "earnings test",
    "recurrent",
    "limit by cause",
    "pre-existing condition",
    "networks",
    "employer pays",
    "employee pays",
    "age",
    "premium",
  ],
} as const satisfies BlockSpec;

export const REDUCTION = {
  word: "reduction",
  means: "The share of the elected volume that is in force, by age.",
  example: "reduction {",
  heading: {},
  properties: {},
  table: "by age, the share of the volume in force: `65 to 69 | 65% of volume`",
  blocks: [],
  later: [],
} as const satisfies BlockSpec;

export const AMOUNTS = {
  word: "amounts",
  means: "Amounts insured that nobody chooses, by who is insured and by age; they stand in the rate book.",
  example: "amounts {",
  heading: {},
  properties: {},
  table:
    "by who is insured and by age, the amount of each option: `child | 6 months to under 19 years | $1,000`",
  blocks: [],
  later: [],
} as const satisfies BlockSpec;

export const RATES = {
  word: "rates",
  means: "Rates of one or more coverages, for the persons of a condition and the days of a period.",
  example: "rates for medical when status is active, retiree {",
  heading: { for: "must", when: "may", effective: "may" },
  properties: {
    per: {
      value: "unit",
      means: "the unit of every rate in the block",
      example: "per $1,000 of volume per month",
    },
    guaranteed: {
      value: "guarantee",
      means: "the day until which (not included) or through which the rates hold",
      example: "guaranteed until 2016-01-01",
    },
    "rate period": {
      value: "literal",
      means: "how long the rates hold, as the document says it beside their days",
      example: "rate period 12 months",
    },
    "stated change": {
      value: "literal",
      means: "by how much the rates are said to change, held against the rates of the day before",
      example: "stated change 15%",
    },
    rate: {
      value: "figure",
      means: "one rate for all, or how it follows from another",
      example: "rate 102% of rate of medical with status active, rounded half up to cent",
    },
    "continuation of": {
      value: "continuedRates",
      means:
        "whose rates these continue, under COBRA, and for what reason where a longer one has a rate of its own; rules of law ask for it",
      example: "continuation of status active for disability",
    },
    "age of": { value: "name", means: "whose age a key `age` is", example: "age of employee" },
    load: {
      value: "load",
      means: "a percentage that is added to every rate of the block",
      example: "load 2%, rounded half up to cent",
    },
    "each further member": {
      value: "furtherMember",
      means: "what each member adds above the number that the tier names",
      example: "each further member of family_medicare adds rate of medical with tier single_medicare",
      many: true,
    },
    "not offered": {
      value: "names",
      means: "plans, tiers, areas or options that have no rate here on purpose",
      example: "not offered hdhp_10, hdhp_20",
      many: true,
    },
  },
  table: "rates by plan, tier, area, option, coverage or any input",
  blocks: ["(dimension)"],
  later: [],
} as const satisfies BlockSpec;

export const CONTRIBUTIONS = {
  word: "contributions",
  means: "Who pays the premium. The other side pays the rest.",
  example: "contributions for medical {",
  heading: { for: "must" },
  properties: {
    "employer pays": {
      value: "figure",
      means: "the employer's share of the whole premium",
      example: "employer pays 100%",
    },
    "employee pays": {
      value: "figure",
      means: "the employee's share of the whole premium",
      example: "employee pays 100%",
    },
  },
  table: "by class, the share of the premium, or of the employee premium and the dependent premium",
  blocks: [],
  later: ["deduction"],
} as const satisfies BlockSpec;

export const PARTICIPATION = {
  word: "participation",
  means: "What a group must fulfil.",
  example: "participation {",
  heading: {},
  properties: {
    require: {
      value: "words",
      means:
        "what must hold: of who pays for each person, who is otherwise not rated; of the people of the group, or of an input",
      example: "require employer pays at least 75% of employee premium for medical",
      many: true,
    },
    recommend: {
      value: "words",
      means: "is reported in the answer when it does not hold",
      example: "recommend employer pays at least 50% of dependent premium for medical",
      many: true,
    },
    documents: {
      value: "papers",
      means: "papers that the group hands in",
      example: "documents resolution, interest_form for medical",
      many: true,
    },
  },
  blocks: ["features"],
  later: [],
} as const satisfies BlockSpec;
