import * as z from "zod";
import { account, accountEvent } from "./accounts-schema.js";
import {
  condition,
  day,
  dayRelation,
  decimal,
  expression,
  id,
  range,
  rounding,
  step,
  text,
} from "./base-schema.js";
import { benefits, channel, exampleClaims, network, service } from "./benefits-schema.js";
import { document, eligibility, exampleDependents, groupRequirement } from "./eligibility-schema.js";
import { FORMAT } from "./format.js";
import { corridors, history, renewal } from "./renewal-schema.js";
import { exampleExperience, funding, projection } from "./funding-schema.js";

export {
  type ArrangementQuestion,
  type Condition,
  type DateTest,
  type Expression,
  type Point,
  QUESTIONS,
} from "./base-schema.js";

// The rate book: what a program computes with, without its text. Figures are decimal strings (`"0.276"`),
// percentages decimal strings of the percentage (`"80"`), days `"2015-01-01"`, first and last days included.

const period = z.strictObject({ from: day, to: day });
const named = { id, name: text };
const features = z.record(id, text);

const input = z.strictObject({
  id,
  kind: z.enum(["money", "percent", "count", "number", "age", "date", "duration", "truth", "choice", "text"]),
  meaning: text.optional(),
  unit: text.optional(),
  /** The only values it can have, in order. */
  choices: z.array(text).optional(),
  range: range.optional(),
  /** Of a date: its first and its last day, both included. */
  days: z.strictObject({ from: day.optional(), to: day.optional() }).optional(),
  /** Of an age: whose it is, and the date of birth that it follows from. */
  of: id.optional(),
  from: id.optional(),
  /** Of a date: how it stands to other inputs of type date, where both have happened. */
  order: z.array(z.strictObject({ relation: dayRelation, to: id })).optional(),
  /** What it is where nobody says it, as a census would. */
  otherwise: text.optional(),
});

const volume = z.union([
  z.strictObject({
    kind: z.literal("chosen"),
    min: decimal,
    max: decimal.optional(),
    step: step.optional(),
    most: expression.optional(),
  }),
  z.strictObject({
    kind: z.literal("times"),
    multiples: z.array(decimal),
    pay: id,
    most: expression.optional(),
  }),
  z.strictObject({ kind: z.literal("computed"), value: expression, most: expression.optional() }),
]);

const ageBound = z.strictObject({
  count: decimal,
  unit: z.enum(["day", "month", "year"]),
  held: z.boolean(),
});

const coverage = z.strictObject({
  ...named,
  carrier: id.optional(),
  insures: z.array(z.strictObject({ role: id, when: condition.optional() })),
  needs: z.array(id),
  options: z.array(id),
  volumes: z.array(volume),
  guaranteedIssue: z.array(z.strictObject({ amount: expression, when: condition.optional() })),
  reduction: z
    .strictObject({ age: id, bands: z.array(z.strictObject({ range, share: decimal })) })
    .optional(),
  /** Amounts that nobody chooses, by who is insured and by age. */
  amounts: z
    .array(
      z.strictObject({
        insured: id,
        from: ageBound.optional(),
        to: ageBound.optional(),
        amounts: z.array(z.strictObject({ option: id.optional(), amount: decimal })),
      }),
    )
    .optional(),
  benefit: expression.optional(),
  maximumBenefit: expression.optional(),
  features,
});

const plan = z.strictObject({
  ...named,
  coverage: id,
  product: id.optional(),
  carrier: id.optional(),
  available: condition.optional(),
  features,
  /** Nobody chooses it: other plans bring it along. */
  isSchedule: z.literal(true).optional(),
  benefits: benefits.optional(),
});

const base = z.union([
  z.strictObject({ kind: z.literal("counted"), of: id }),
  z.strictObject({ kind: z.literal("amount"), amount: step, monthly: z.boolean(), of: id }),
]);

/** A key that is not named holds for every value. */
const key = z.union([text, range]);

const row = z.union([
  z.strictObject({ keys: z.record(id, key), rate: decimal }),
  z.strictObject({ keys: z.record(id, key), value: expression }),
  z.strictObject({ keys: z.record(id, key), hole: z.literal("not_offered") }),
]);

const rates = z.strictObject({
  coverages: z.array(id).min(1),
  when: condition.optional(),
  effective: period,
  per: text,
  base,
  keys: z.array(id),
  rows: z.array(row),
  /** The last day on which they are guaranteed. */
  guaranteed: day.optional(),
  load: z.strictObject({ percent: decimal, rounding: rounding.optional() }).optional(),
  /** Members of its keys that have no rate here on purpose. */
  notOffered: z.array(z.strictObject({ key: id, value: id })),
  furtherMembers: z.array(z.strictObject({ tiers: z.array(id), adds: expression })),
});

const part = z.enum(["premium", "employee_premium", "dependent_premium"]);
const payer = z.enum(["employer", "employee"]);

const contribution = z.strictObject({
  coverages: z.array(id),
  /** Empty: everyone. */
  classes: z.array(id),
  part,
  payer,
  pays: expression,
  is: z.enum(["share", "amount"]),
});

const requirement = z.strictObject({
  level: z.enum(["require", "recommend"]),
  payer,
  relation: z.enum(["at_least", "equal"]),
  share: decimal,
  is: z.enum(["share", "amount"]),
  part,
  /** Empty: every coverage. */
  coverages: z.array(id),
  when: condition.optional(),
  cites: z.array(text),
});

const answer = z.union([
  /** `unit`: of a figure that is no amount, what it counts: `months`; empty for a number. */
  z.strictObject({ kind: z.literal("figure"), value: decimal, unit: text.optional() }),
  z.strictObject({ kind: z.literal("percent"), value: decimal }),
  /** A day or a name. */
  z.strictObject({ kind: z.literal("text"), value: text }),
  z.strictObject({ kind: z.literal("range"), range }),
  z.strictObject({ kind: z.enum(["not_offered", "error"]) }),
]);

const example = z.strictObject({
  name: text,
  /** The row of a census that it stands for. */
  given: z.record(text, text),
  expects: z.array(
    z.strictObject({
      what: text,
      ask: z.union([z.strictObject({ error: text }), expression]),
      answer,
      printed: text.optional(),
      because: text.optional(),
    }),
  ),
  claims: exampleClaims.optional(),
  /** What happens to the accounts of the employee. */
  events: z.array(accountEvent).optional(),
  dependents: exampleDependents.optional(),
  experience: exampleExperience.optional(),
});

/** Where a part of the book was written: its path in the book, such as `/rates/0/rows/3`. */
const source = z.strictObject({
  file: text,
  line: z.number().int().positive(),
  column: z.number().int().positive(),
  cites: z.array(text).optional(),
  notes: z
    .array(z.strictObject({ kind: z.enum(["printed", "chosen", "because"]), text, printed: text.optional() }))
    .optional(),
});

export const rateBook = z.strictObject({
  format: z.literal(FORMAT),
  compiler: text,
  /** SHA-256 of the canonical bytes without `compiler`, `hash` and `sources`. */
  hash: z.string().regex(/^[0-9a-f]{64}$/, "64 hexadecimal digits"),
  program: z.strictObject({
    ...named,
    effective: period,
    /** The day on which it was approved. */
    approved: day.optional(),
    /** It took effect before it was approved. */
    retroactive: z.literal(true).optional(),
    operator: text.optional(),
    /** The month and the day on which each contract year begins. */
    contractYear: z
      .strictObject({ month: z.number().int().min(1).max(12), day: z.number().int().min(1).max(31) })
      .optional(),
    currency: z.string().regex(/^[A-Z]{3}$/),
    market: text.optional(),
    source: text.optional(),
    notes: z.array(text),
  }),
  rounding,
  conventions: z.partialRecord(
    z.enum([
      "age",
      "shares",
      "dependent_premium",
      "volume_rounding",
      "family_deductible",
      "family_out_of_pocket_maximum",
      "out_of_pocket_maximum",
      "allowed_charge",
      "limit_counts",
      "month_arithmetic",
      "corridor_and_rounding",
    ]),
    z.strictObject({ reading: id, amount: step.optional() }),
  ),
  carriers: z.array(z.strictObject({ ...named, formerly: text.optional() })),
  tiers: z.array(
    z.strictObject({
      id: id.optional(),
      name: text.optional(),
      tiers: z.array(
        z.strictObject({
          ...named,
          /** How many people it covers; without `most` it is open. */
          least: z.number().int().nonnegative().optional(),
          most: z.number().int().nonnegative().optional(),
          /** It covers the employee alone: what it costs is the employee premium. */
          alone: z.literal(true).optional(),
        }),
      ),
    }),
  ),
  areas: z
    .strictObject({ by: id, areas: z.array(z.strictObject({ ...named, places: z.array(text) })) })
    .optional(),
  inputs: z.array(input),
  formulas: z.array(z.strictObject({ id, value: expression })),
  conditions: z.array(z.strictObject({ id, when: condition })),
  classes: z.array(z.strictObject({ ...named, when: condition })),
  coverages: z.array(coverage),
  networks: z.array(network),
  services: z.array(service),
  channels: z.array(channel),
  plans: z.array(plan),
  rates: z.array(rates),
  contributions: z.array(contribution),
  participation: z.array(requirement),
  /** Who takes part in which line of a pool: lines that it does not speak of are for every member. */
  members: z
    .strictObject({
      by: id,
      coverages: z.array(id).min(1),
      rows: z.array(z.strictObject({ member: text, takes: z.array(id) })),
    })
    .optional(),
  renewals: z.array(renewal).optional(),
  corridors: z.array(corridors).optional(),
  histories: z.array(history).optional(),
  eligibility: z.array(eligibility).optional(),
  /** What the group must fulfil beside what is paid, and the papers that it hands in. */
  group: z.array(groupRequirement).optional(),
  documents: z.array(document).optional(),
  /** Of the group, for a reader. */
  features,
  /** Accounts that are kept for each employee; absent where there is none. */
  accounts: z.array(account).optional(),
  fundings: z.array(funding).optional(),
  projections: z.array(projection).optional(),
  /** What was called otherwise before: nothing computes with it, and a comparison takes the two for one. */
  formerly: z
    .array(
      z.strictObject({
        of: z.enum(["coverage", "input", "network", "class", "area", "tier", "channel", "service", "plan"]),
        /** Whose network, service or way to buy it is. */
        coverage: id.optional(),
        was: id,
        is: id,
      }),
    )
    .optional(),
  /** How the program may differ from the one before it. Percentages are as they are written: `"15.0"`. */
  changes: z
    .strictObject({
      approvals: z.array(
        z.strictObject({
          of: z.enum([
            "dearer",
            "cheaper",
            "leaner",
            "richer",
            "depends",
            "structural",
            "correction",
            "neutral",
            "breaking",
          ]),
          /** Only what is larger. */
          over: z.strictObject({ kind: z.enum(["money", "percent"]), value: decimal }).optional(),
        }),
      ),
      /** The corridors that the change of each rate must lie in. */
      within: id.optional(),
      stated: z.array(z.strictObject({ coverages: z.array(id).min(1), percent: decimal })),
    })
    .optional(),
  examples: z.array(example),
  /** May be dropped: nothing computes with it. */
  sources: z.record(text, source).optional(),
});

export type RateBook = z.infer<typeof rateBook>;

/** The JSON Schema of the rate book, as `planwright schema` prints it. */
export function jsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(rateBook, { target: "draft-2020-12" });
  return { $id: "https://planwright.dev/schema/ratebook-1.json", title: "Planwright rate book", ...schema };
}
