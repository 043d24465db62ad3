import { ACCOUNT, CREDIT, EVENTS, PAYS } from "./accounts.js";
import { BENEFITS, CHANNELS, DRUGS, FREQUENCY, NETWORKS, PLAN, SCHEDULE, SERVICES } from "./benefits.js";
import { ABSENCE, BEGINS, CHANGE, CONTINUATION, DEPENDENTS, ELIGIBILITY, ENDS } from "./eligibility.js";
import { CHANGES } from "./changes.js";
import { CLAIMS, EXAMPLE, EXPECTED } from "./examples.js";
import { MEMBERS } from "./members.js";
import { COVERAGE, REDUCTION, AMOUNTS, RATES, CONTRIBUTIONS, PARTICIPATION } from "./rating.js";
import { CORRIDORS, HISTORY, RENEWAL } from "./renewal.js";
import { FINDINGS, LIMITS, RULE } from "./rules.js";
import { FUNDING_BLOCKS, FUNDING_INNER } from "./funding.js";
import type { BlockSpec, LineSpec } from "./spec.js";

export type { BlockSpec, HeadingSpec, LineSpec, PropertySpec, SpecValue } from "./spec.js";

/**
 * The vocabulary: which words may begin a line in which block, and what value they take. The checker, the
 * formatter and the language reference are made from these tables.
 */

const PROGRAM = {
  word: "program",
  means: "One program: its period, its currency, its rounding, the document it is taken from.",
  example: 'program sdrma_2015 "SDRMA Health Benefits Program" {',
  heading: { name: "must", title: "must" },
  properties: {
    operator: {
      value: "text",
      means: "who runs it",
      example: 'operator "Special District Risk Management Authority"',
    },
    effective: {
      value: "dates",
      means: "its first and its last day",
      example: "effective 2015-01-01 to 2015-12-31",
    },
    approved: {
      value: "approval",
      means: "the day on which it was approved; `retroactive` where it took effect before",
      example: "approved 2014-11-20",
    },
    currency: {
      value: "name",
      means: "the currency of every amount, as its ISO code",
      example: "currency USD",
    },
    rounding: {
      value: "rounding",
      means: "how a premium and a share of it are rounded",
      example: "rounding half up to cent",
    },
    "contract year begins": {
      value: "words",
      means: "the month and the day on which each contract year begins",
      example: "contract year begins July 1",
    },
    market: {
      value: "words",
      means:
        "the market it is in, by which rules of law apply: `individual`, `small group`, `large group`, `insured`, `self funded employer` or `self funded pool`",
      example: "market self funded pool",
    },
    state: {
      value: "text",
      means: "the state whose law applies to it",
      example: 'state "New York"',
    },
    dated: {
      value: "literal",
      means: "the day that the document bears; what it tells of has been by then",
      example: "dated 1990-04-11",
    },
    event: {
      value: "words",
      means: "something that the document tells of as past, and its day",
      example: 'event 1990-04-09 "Employee meeting"',
      many: true,
    },
    "joining from": {
      value: "literal",
      means: "the first day on which a group can join; the rates must not have ended by then",
      example: "joining from 2015-07-01",
    },
    source: {
      value: "words",
      means: "the document that citations such as `[page 4]` are in",
      example: 'source brochure "SDRMA 2015 Health Benefits Program"',
    },
    note: {
      value: "text",
      means: "a remark that goes into the rate book",
      example: 'note "The plan contract prevails."',
      many: true,
    },
  },
  blocks: [],
  later: [],
} as const satisfies BlockSpec;

const declarations = (
  word: string,
  means: string,
  heading: BlockSpec["heading"],
  example: string,
  line: string,
) =>
  ({
    word,
    means,
    example,
    heading,
    properties: {},
    declares: {
      value: "declaration",
      means: "a name, its display name, its qualities",
      example: line,
      many: true,
    },
    blocks: [],
    later: [],
  }) as const satisfies BlockSpec;

const CARRIERS = declarations(
  "carriers",
  "Who insures or administers. `formerly` keeps an earlier name, so that a document that still uses it can be put right.",
  {},
  "carriers {",
  'voya "VOYA Financial" formerly "ING"',
);

const COVERAGES = declarations(
  "coverages",
  "The lines of coverage.",
  {},
  "coverages {",
  'basic_life "Basic life and AD&D"',
);

const TIERS = declarations(
  "tiers",
  "Who is covered together. The tiers of one block belong together: a table by tier needs each of them.",
  { name: "may", title: "may" },
  "tiers {",
  'plus_one "Employee + 1" covers employee and 1 dependent',
);

const CLASSES = declarations(
  "classes",
  "Classes of persons, each with its condition. A person is in one class.",
  {},
  "classes {",
  'full_time "Full-time employee" when hours at least 30',
);

const AREAS = {
  word: "areas",
  means:
    "Rating areas: which values of an input, such as its counties, each holds. Every value is in one area.",
  example: "areas by county {",
  heading: { by: "must" },
  properties: {},
  declares: {
    value: "words",
    means: "a name, its display name, its places; `otherwise` takes the rest",
    example: 'sacramento "Area VI: Sacramento" El Dorado, Placer, Sacramento',
    many: true,
  },
  blocks: [],
  later: [],
} as const satisfies BlockSpec;

const PLACES = {
  word: "places",
  means: "A list of places. An input that is a `choice of` the list takes each of them.",
  example: "places california {",
  heading: { name: "must" },
  properties: {},
  declares: {
    value: "words",
    means: "places, with commas between",
    example: "Alameda, Alpine, Amador",
    many: true,
  },
  blocks: [],
  later: [],
} as const satisfies BlockSpec;

const CONVENTIONS = {
  word: "conventions",
  means: "What the source leaves unsaid, decided once for the program.",
  example: "conventions {",
  heading: {},
  properties: {},
  declares: {
    value: "words",
    means: "the convention, then one of its readings",
    example: "shares of a premium round the employer share, the rest to employee",
    many: true,
  },
  blocks: [],
  later: [],
} as const satisfies BlockSpec;

const FEATURES = {
  word: "features",
  means: "Facts that nothing computes with: kept in the rate book, for a reader.",
  example: "features {",
  heading: {},
  properties: {},
  declares: {
    value: "words",
    means: "any name, any phrase",
    example: "sessions 3 per incident per member",
    many: true,
  },
  blocks: [],
  later: [],
} as const satisfies BlockSpec;

/** Every block, by the words that begin it. */
export const BLOCKS = {
  program: PROGRAM,
  carriers: CARRIERS,
  coverages: COVERAGES,
  tiers: TIERS,
  areas: AREAS,
  places: PLACES,
  conventions: CONVENTIONS,
  classes: CLASSES,
  networks: NETWORKS,
  services: SERVICES,
  drugs: DRUGS,
  channels: CHANNELS,
  plan: PLAN,
  schedule: SCHEDULE,
  benefits: BENEFITS,
  frequency: FREQUENCY,
  coverage: COVERAGE,
  reduction: REDUCTION,
  amounts: AMOUNTS,
  features: FEATURES,
  rates: RATES,
  contributions: CONTRIBUTIONS,
  participation: PARTICIPATION,
  members: MEMBERS,
  renewal: RENEWAL,
  corridors: CORRIDORS,
  history: HISTORY,
  changes: CHANGES,
  account: ACCOUNT,
  credit: CREDIT,
  pays: PAYS,
  eligibility: ELIGIBILITY,
  dependents: DEPENDENTS,
  begins: BEGINS,
  ends: ENDS,
  absence: ABSENCE,
  change: CHANGE,
  continuation: CONTINUATION,
  ...FUNDING_BLOCKS,
  limits: LIMITS,
  rule: RULE,
  findings: FINDINGS,
  example: EXAMPLE,
  claims: CLAIMS,
  expect: EXPECTED,
  events: EVENTS,
} as const satisfies Readonly<Record<string, BlockSpec>>;

/** Blocks that stand only in other blocks. */
export const INNER_BLOCKS: readonly string[] = [
  "reduction",
  "amounts",
  "features",
  "benefits",
  "frequency",
  "claims",
  "expect",
  "credit",
  "pays",
  "events",
  "dependents",
  "begins",
  "ends",
  "absence",
  "change",
  "continuation",
  ...FUNDING_INNER,
];

/** Statements of one line at the top of a file. */
export const LINES = {
  use: {
    word: "use",
    value: "words",
    means: "brings in the standard library, or the declarations of another folder",
    example: "use standard",
  },
  input: {
    word: "input",
    value: "inputLine",
    means: "a fact that is asked for: a column of a census",
    example: 'input hours number of hours per week "Hours that the employee works"',
  },
  formula: {
    word: "formula",
    value: "formula",
    means: "a named value",
    example: "formula covered_pay is lesser of annual_salary by the month and $5,000 per month / 60%",
  },
  condition: {
    word: "condition",
    value: "conditionDefinition",
    means: "a named condition",
    example: "condition small_group when lives under 10",
  },
  accept: {
    word: "accept",
    value: "accept",
    means: "a finding that is accepted, with the reason",
    example: 'accept PW2107 "guarantee ends before the program" for eap because "Printed so"',
  },
} as const satisfies Readonly<Record<string, LineSpec>>;

/** Blocks and lines that the language will have. They are reported, and nothing in them is read. */
export const LATER_AT_TOP: readonly string[] = ["tier bases", "options", "amendment"];
