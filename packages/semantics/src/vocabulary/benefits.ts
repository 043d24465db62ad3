import type { BlockSpec, PropertySpec } from "./spec.js";

/** The words of a schedule of benefits: who pays what of a charge. */

const listed = (word: string, means: string, example: string, line: string) =>
  ({
    word,
    means,
    example,
    heading: { for: "must" },
    properties: {},
    declares: {
      value: "listed",
      means: "a name, its display name, its qualities",
      example: line,
      many: true,
    },
    blocks: [],
    later: [],
  }) as const satisfies BlockSpec;

export const NETWORKS = listed(
  "networks",
  "The networks of providers of a coverage, and what becomes of a charge above what is allowed.",
  "networks for medical {",
  'participating "Participating provider" balance written off',
);

export const SERVICES = listed(
  "services",
  "The services that a schedule of benefits is by: the procedure codes that each holds, and the services that it groups.",
  "services for dental {",
  'preventive "Diagnostic and preventive" groups oral_exam, cleaning codes 010 to 160',
);

export const DRUGS = listed(
  "drugs",
  "The tiers of drugs that a schedule of benefits is by.",
  "drugs for drug {",
  'generic "Generic"',
);

export const CHANNELS = listed(
  "channels",
  "Where a prescription is filled, and for how many days at most.",
  "channels for drug {",
  'mail_90 "Mail order" supply 90 days',
);

/** How a plan pays: the lines that plans and schedules have in common. */
const PAYING = {
  networks: {
    value: "names",
    means: "the networks in which the plan pays at all; elsewhere nothing is covered",
    example: "networks participating",
  },
  with: {
    value: "namesWhen",
    means: "plans or schedules that come with it: their services are claimed under this plan as well",
    example: "with rx_gold when status is active",
    many: true,
  },
  "rider to": {
    value: "names",
    means: "the plans that it adds to: what it says goes before what they say",
    example: "rider to vision_a, vision_b",
  },
  deductible: {
    value: "accumulator",
    means: "what the member pays first, where a share says `deductible`",
    example: "deductible $500 per person, $1,000 per family, embedded, each calendar year",
    many: true,
  },
  "carry over": {
    value: "carryOver",
    means: "what is paid toward a deductible in the last months of a year counts in the next one as well",
    example: "carry over last 3 months of deductible",
    many: true,
  },
  "out of pocket maximum": {
    value: "accumulator",
    means: "caps what the member pays of the parts that it counts",
    example:
      "out of pocket maximum $2,000 per person, $4,000 per family, embedded, each calendar year, counts deductible, copay, coinsurance",
    many: true,
  },
  copay: {
    value: "accumulator",
    means: "one copay for all services whose share says `copay` with its name",
    example: "copay materials $25 per person each calendar year",
    many: true,
  },
  "allowed charge": {
    value: "allowed",
    means: "what of a charge is allowed, and what becomes of the rest",
    example: "allowed charge lesser of usual_fee and charge in non_participating, balance billed",
    many: true,
  },
  "plan pays": {
    value: "limit",
    means: "a limit of what the plan pays",
    example: "plan pays at most $1,000 per person each calendar year for orthodontics",
    many: true,
  },
  "plan allows": {
    value: "limit",
    means: "a limit of the allowed charge that shares apply to",
    example: "plan allows at most $1,000 per person each lifetime for orthodontics",
    many: true,
  },
  "plan covers": {
    value: "limit",
    means: "a limit of visits, days or other units",
    example:
      "plan covers at most 26 visits per person each calendar year for acupuncture, chiropractic together",
    many: true,
  },
  covers: {
    value: "namesWhen",
    means: "services that are covered only on a condition",
    example: "covers well_baby when patient_age at most 2",
    many: true,
  },
  excludes: { value: "names", means: "services that are not covered", example: "excludes orthokeratology" },
  requires: {
    value: "requires",
    means: "a condition of some services, and what happens without it",
    example: "requires prior_authorization for inpatient_hospital, otherwise not covered",
    many: true,
  },
  "waiting period": {
    value: "waiting",
    means: "how long after an event services are not covered yet",
    example: "waiting period 12 months after hire for major",
    many: true,
  },
  coordination: {
    value: "namesWhen",
    means: "what the plan pays when another payer has paid: standard, carve_out or maintenance",
    example: "coordination carve_out when medicare",
    many: true,
  },
} as const satisfies Readonly<Record<string, PropertySpec>>;

const formerly = {
  value: "name",
  means: "the name that it had in the program before; `diff` then compares the two as one",
  example: "formerly gold_2014",
} as const satisfies PropertySpec;

const carrier = {
  value: "name",
  means: "a declared carrier",
  example: "carrier blue_shield",
} as const satisfies PropertySpec;

export const PLAN = {
  word: "plan",
  means: "A plan of a coverage. `like` takes over what another plan says, but for the lines below.",
  example: 'plan gold_ppo "Gold PPO" for medical {',
  heading: { name: "must", title: "may", for: "must", like: "may" },
  properties: {
    product: { value: "name", means: "ppo, epo, hmo, hdhp, indemnity or prepaid", example: "product ppo" },
    carrier,
    formerly,
    "available when": {
      value: "condition",
      means: "whom the plan is offered to; a person for whom it does not hold is not rated",
      example: "available when area is not out_of_state",
    },
    changes: {
      value: "words",
      means: "the services that are said to change from another plan, held against the two",
      example: "changes from gold_2025 in office_visit, hospital_stay",
    },
    "available in": {
      value: "words",
      means: "the areas in which the plan is offered; `some areas` where they are not named is reported",
      example: "available in bay_area, sacramento",
    },
    ...PAYING,
  },
  blocks: ["benefits", "frequency", "features"],
  later: [],
} as const satisfies BlockSpec;

export const SCHEDULE = {
  word: "schedule",
  means: "A schedule of benefits that nobody chooses: plans bring it along with `with`, or are `like` it.",
  example: 'schedule rx_gold "Prescription drugs" for drug {',
  heading: { name: "must", title: "may", for: "must", like: "may" },
  properties: { carrier, formerly, ...PAYING },
  blocks: ["benefits", "frequency", "features"],
  later: [],
} as const satisfies BlockSpec;

export const BENEFITS = {
  word: "benefits",
  means:
    "What the member and the plan pay of each service. `per prescription` is the unit of every copay and bound in the table; `for ... each calendar year` counts visits or days of those services.",
  example: "benefits {",
  heading: {},
  properties: {},
  table: "cost shares by service, drug, network, channel, or number of the visit or day",
  blocks: [],
  later: [],
} as const satisfies BlockSpec;

export const FREQUENCY = {
  word: "frequency",
  means: "How often a service is covered.",
  example: "frequency {",
  heading: {},
  properties: {},
  declares: {
    value: "frequency",
    means: "services, how often, and in lieu of which others",
    example: "contacts once each 24 months, in lieu of lenses, frames",
    many: true,
  },
  blocks: [],
  later: [],
} as const satisfies BlockSpec;
