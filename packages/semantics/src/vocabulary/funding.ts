import type { BlockSpec } from "./spec.js";

/** The words of funding arrangements and projections. */

const CHARGE = { value: "fundingCharge", many: true } as const;

export const FUNDING = {
  word: "funding",
  means:
    "A funding arrangement: who pays claims, what passes between its parties, month by month and at the end of a year.",
  example: 'funding self_funded "Self-funding" for dental {',
  heading: { name: "must", title: "may", for: "may" },
  properties: {
    parties: {
      value: "names",
      means: "who pays and who is paid",
      example: "parties city, pool, reinsurer",
    },
    "claims paid by": {
      value: "name",
      means:
        "the party that pays claims; with layers beside it, those who bear them are charged at the retro",
      example: "claims paid by city",
    },
    "one claim is": {
      value: "words",
      means: "what counts as one claim: `one cause`, or `one person each contract year`",
      example: "one claim is one cause",
    },
    "odd cent to": {
      value: "name",
      means: "the party that takes the cent over where a claim is shared",
      example: "odd cent to pool",
    },
    deposit: {
      ...CHARGE,
      means: "what is paid in advance, from whom to whom",
      example: "deposit premium of medical, dental, city to pool",
    },
    administration: {
      ...CHARGE,
      means: "the charge for administration",
      example: "administration 19% of paid claims, city to cds",
    },
    premium: {
      ...CHARGE,
      means: "a premium to an insurer",
      example: "premium $123,000 each contract year, employer to blue_shield",
    },
    fee: { ...CHARGE, means: "a fixed cost", example: "fee $1,000 per month, city to cds" },
    local: {
      ...CHARGE,
      means: "what is paid into accounts of the employees",
      example: "local $500 per employee each contract year, employer to fund",
    },
    taxes: {
      value: "flow",
      means: "who passes taxes on to whom; the experience says how much they are",
      example: "taxes city to cds",
    },
    interest: {
      value: "flow",
      means: "whose interest is, and who pays it out; the experience says how much it is",
      example: "interest cds to city",
    },
    "run-out charges": {
      value: "words",
      means:
        "whether a percentage of paid claims is due of those that are paid after the program: `due`, `none`",
      example: "run-out charges due",
    },
    "claims lag": {
      value: "literal",
      means: "at the start, the months in which no claim is paid yet; a projection leaves them out",
      example: "claims lag 1 month",
    },
  },
  blocks: ["each claim", "specific stop-loss", "aggregate stop-loss", "prefund", "retro", "reserve"],
  later: [],
} as const satisfies BlockSpec;

export const EACH_CLAIM = {
  word: "each claim",
  means: "How one claim is shared: its layers, and what each party bears of them.",
  example: "each claim {",
  heading: {},
  properties: {},
  table: "layers by party: `over $2,500 up to $5,000 | 40% | 60%`",
  blocks: [],
  later: [],
} as const satisfies BlockSpec;

const STOP_LOSS = {
  reimburses: {
    value: "reimburses",
    means: "which part of what is over it pays, where it is not all, and the most",
    example: "reimburses 90%, at most $1,000,000",
  },
  "contract basis": {
    value: "words",
    means:
      "which claims count: `paid` in the contract year, or by the months in which they are incurred and paid, `12/15`",
    example: "contract basis 12/15",
  },
  pays: { value: "flow", means: "who reimburses whom", example: "pays reinsurer to pool" },
  premium: {
    ...CHARGE,
    means: "what it costs; from the pool it is in the deposits, from a member it comes on top of them",
    example: "premium $12.33 per employee per month, pool to reinsurer",
  },
} as const satisfies BlockSpec["properties"];

/** What both kinds of stop-loss say. */
export const BOTH_STOP_LOSS = {
  word: "stop-loss",
  means: "Cover for what passes an attachment.",
  example: "stop-loss {",
  heading: {},
  properties: {
    attaches: { value: "attaches", means: "what is kept", example: "attaches over $100,000" },
    ...STOP_LOSS,
  },
  blocks: [],
  later: [],
} as const satisfies BlockSpec;

export const SPECIFIC = {
  word: "specific stop-loss",
  means: "Cover for what one claim passes.",
  example: "specific stop-loss {",
  heading: {},
  properties: {
    attaches: {
      value: "attaches",
      means: "the amount of one claim that is kept",
      example: "attaches over $100,000",
    },
    laser: {
      value: "laser",
      means: "another amount for a person by name",
      example: 'laser $250,000 for "employee 17"',
      many: true,
    },
    "aggregating deductible": {
      value: "figure",
      means: "what is kept in a contract year of all that would be reimbursed",
      example: "aggregating deductible $50,000",
    },
    ...STOP_LOSS,
  },
  blocks: [],
  later: [],
} as const satisfies BlockSpec;

export const AGGREGATE = {
  word: "aggregate stop-loss",
  means: "Cover for what the claims of a contract year pass together.",
  example: "aggregate stop-loss {",
  heading: {},
  properties: {
    attaches: {
      value: "attaches",
      means: "what is kept in a contract year; several lines are several cases",
      example: "attaches over 125% of expected_claims",
      many: true,
    },
    "minimum attachment": {
      value: "figure",
      means: "the least that is kept, however few are enrolled",
      example: "minimum attachment $100,000",
    },
    counts: {
      value: "names",
      means: "what counts toward it: `claims`, `administration`",
      example: "counts claims, administration",
    },
    ...STOP_LOSS,
  },
  blocks: [],
  later: [],
} as const satisfies BlockSpec;

export const PREFUND = {
  word: "prefund",
  means: "Money held to pay claims from, and when it is raised.",
  example: "prefund {",
  heading: {},
  properties: {
    initial: { value: "figure", means: "what is paid at the start", example: "initial $7,000" },
    maximum: {
      value: "prefundStep",
      means: "what it is raised to, and when",
      example: "maximum $21,000 after 3 months",
      many: true,
    },
    pays: { value: "flow", means: "who pays it, and who holds it", example: "pays city to cds" },
  },
  blocks: [],
  later: [],
} as const satisfies BlockSpec;

export const RETRO = {
  word: "retro",
  means: "What becomes of the result of a contract year.",
  example: "retro {",
  heading: {},
  properties: {
    shares: {
      value: "retroShares",
      means: "whose result is shared, among whom, in proportion to what",
      example: "shares result of pool among city by deposit",
    },
    charges: {
      value: "words",
      means:
        "with what each is charged by itself: `retained claims`, what it bears of claims that were paid for it; or `nothing`, where each pays what it bears",
      example: "charges retained claims",
    },
    retention: {
      value: "retroAmount",
      means: "what the party keeps of a year beside claims, for its expenses and its risk; or `none`",
      example: "retention 12% of deposit",
    },
    "minimum premium": {
      value: "retroAmount",
      means: "the least that the premium of a year comes to, whatever the claims; or `none`",
      example: "minimum premium $90,000",
    },
    "maximum premium": {
      value: "retroAmount",
      means: "the most that the premium of a year comes to, whatever the claims; or `none`",
      example: "maximum premium 125% of deposit",
    },
    due: {
      value: "afterYear",
      means: "when what is called or returned is due",
      example: "due 3 months after contract year",
    },
    calls: {
      value: "resultUse",
      means: "what is called from them: the deficit or a part of it, with a limit or without, or nothing",
      example: "calls deficit, at most 25% of deposit",
    },
    returns: {
      value: "resultUse",
      means: "what is returned to them: the surplus or a part of it, with a limit or without, or nothing",
      example: "returns surplus",
    },
    "odd cent to": {
      value: "words",
      means: "who takes the cent over: `largest share`, `smallest share`",
      example: "odd cent to largest share",
    },
  },
  blocks: [],
  later: [],
} as const satisfies BlockSpec;

export const RESERVE = {
  word: "reserve",
  means:
    "A reserve at the end of a contract year: for claims that are not paid yet, or a contingency. A table by months since incurred says how much of the claims has been paid by then.",
  example: 'reserve contingency "Contingency equity reserve" {',
  heading: { name: "must", title: "may" },
  properties: {
    amount: {
      value: "reserveAmount",
      means: "how much it is; `once`, it is charged in the first contract year alone",
      example: "amount 15% of deposit, once",
    },
    "set aside by": {
      value: "name",
      means: "the party that sets it aside before its result is struck",
      example: "set aside by pool",
    },
    "paid from": {
      value: "names",
      means: "what it is charged to after that: `surplus`, `retro`, in this order",
      example: "paid from surplus, retro",
    },
  },
  table: "completion factors: by months since incurred, the share that is paid by then, `1 | 75%`",
  blocks: [],
  later: [],
} as const satisfies BlockSpec;

export const PROJECTION = {
  word: "projection",
  means: "What arrangements are expected to cost over a period, month by month.",
  example: 'projection first_year "Cost projection, 1985" {',
  heading: { name: "must", title: "may" },
  properties: {
    over: {
      value: "dates",
      means: "its first and its last day: whole months",
      example: "over 1985-01-01 to 1985-12-31",
    },
    assume: {
      value: "assume",
      means: "what is assumed; each series grows or stays level",
      example: "assume claims of self_funded $6,250 per month, stays level",
      many: true,
    },
    arrangement: {
      value: "formula",
      means: "an arrangement that is compared, and what it costs",
      example: "arrangement cds is cost of self_funded",
      many: true,
    },
    compare: {
      value: "compareLine",
      means: "arrangements that are compared, over the same months or `each month`",
      example: "compare travelers, cds each month",
      many: true,
    },
  },
  blocks: [],
  later: [],
} as const satisfies BlockSpec;

export const EXPERIENCE = {
  word: "experience",
  means: "What was paid in each month, in a table.",
  example: "experience {",
  heading: {},
  properties: {},
  table: "months: `month | member | incurred | claims | employees | interest | taxes`",
  blocks: [],
  later: [],
} as const satisfies BlockSpec;

export const ENROLLMENT = {
  word: "enrollment",
  means: "Who was enrolled in each month, in a table: the keys of rates, and how many enrollments.",
  example: "enrollment {",
  heading: {},
  properties: {},
  table: "enrollments: `month | member | plan | tier | enrollments`",
  blocks: [],
  later: [],
} as const satisfies BlockSpec;

export const LARGE_CLAIMS = {
  word: "large claims",
  means: "Claims that are listed one by one, in a table. They are part of the claims of their months.",
  example: "large claims {",
  heading: {},
  properties: {
    "all over": {
      value: "literal",
      means: "every claim above this amount is listed",
      example: "all over $2,500",
    },
  },
  table: "payments: `month | member | person | cause | incurred | amount`",
  blocks: [],
  later: [],
} as const satisfies BlockSpec;

export const FUNDING_BLOCKS = {
  funding: FUNDING,
  "each claim": EACH_CLAIM,
  "specific stop-loss": SPECIFIC,
  "aggregate stop-loss": AGGREGATE,
  prefund: PREFUND,
  retro: RETRO,
  reserve: RESERVE,
  projection: PROJECTION,
  experience: EXPERIENCE,
  enrollment: ENROLLMENT,
  "large claims": LARGE_CLAIMS,
} as const;

/** Those of them that stand only in other blocks. */
export const FUNDING_INNER: readonly string[] = [
  "each claim",
  "specific stop-loss",
  "aggregate stop-loss",
  "prefund",
  "retro",
  "reserve",
  "experience",
  "enrollment",
  "large claims",
];
