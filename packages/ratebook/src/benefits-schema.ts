import * as z from "zod";
import { condition, decimal, expression, id, range, text } from "./base-schema.js";

// What plans pay, in the rate book. `like`, `same` and lists are written out: a cell says all that holds in it.
// A list of services, networks or channels that is empty stands for every one.

const ids = z.array(id);
const count = z.number().int().positive().max(1_000_000);

export const network = z.strictObject({
  id,
  name: text,
  coverage: id,
  /** What becomes of a charge above what is allowed. */
  balance: z.enum(["billed", "written_off"]).optional(),
});

export const service = z.strictObject({
  id,
  name: text,
  coverage: id,
  kind: z.enum(["service", "drug"]),
  /** Services that it stands for. */
  groups: ids,
  /** Procedure codes, both ends held. */
  codes: z.array(z.strictObject({ from: id, to: id })),
});

export const channel = z.strictObject({ id, name: text, coverage: id, supplyDays: count.optional() });

const period = z.union([
  z.strictObject({ kind: z.enum(["calendar_year", "contract_year", "lifetime"]) }),
  z.strictObject({ kind: z.literal("rolling"), count, unit: z.enum(["day", "month"]) }),
]);

/** A percentage is of what the steps before have left. */
const amount = z.strictObject({ value: expression, percent: z.literal(true).optional() });
const bound = z.strictObject({ side: z.enum(["least", "most"]), amount: expression, per: id.optional() });

const slice = z.strictObject({
  of: z.enum(["charge", "member_paid"]),
  amount: expression,
  per: id,
  period: period.optional(),
  /** Slices of one plan with one id add up together. */
  id: text,
});

const step = z.union([
  z.strictObject({ op: z.enum(["no_charge", "not_covered", "not_printed"]) }),
  /** The deductible of that name which holds in the network. */
  z.strictObject({ op: z.literal("deductible"), accumulator: id }),
  z.strictObject({
    op: z.literal("copay"),
    amount: expression.optional(),
    accumulator: id.optional(),
    per: id.optional(),
    first: count.optional(),
    unless: condition.optional(),
    bounds: z.array(bound),
  }),
  z.strictObject({ op: z.literal("allow"), most: expression, per: id.optional() }),
  z.strictObject({ op: z.literal("allowance"), amount: expression, per: id.optional() }),
  z.strictObject({ op: z.literal("discount"), share: expression }),
  z.strictObject({ op: z.literal("price_difference"), from: expression, counted: z.boolean() }),
  z.strictObject({
    op: z.literal("pays"),
    payer: z.enum(["plan", "member"]),
    pays: z.union([amount, z.strictObject({ pick: z.enum(["greater", "lesser"]), a: amount, b: amount })]),
    until: slice.optional(),
    paymentIn: id.optional(),
    bounds: z.array(bound),
  }),
]);

const cell = z.strictObject({
  /** A service or a group of services; absent: every other service. */
  service: id.optional(),
  network: id.optional(),
  channel: id.optional(),
  band: z.strictObject({ counter: text, range }).optional(),
  /** The first whose condition holds; the last has none. */
  cases: z.array(z.strictObject({ when: condition.optional(), steps: z.array(step).min(1) })).min(1),
});

const counter = z.strictObject({ id: text, unit: id, services: ids, period });

const accumulator = z.strictObject({
  /** Accumulators of a plan with one id fill one account. */
  id: text,
  /** What steps call it. */
  name: text,
  kind: z.enum(["deductible", "out_of_pocket_maximum", "copay"]),
  /** The coverage whose plan's it is. */
  of: id.optional(),
  amounts: z.array(z.strictObject({ per: id, amount: expression })),
  manner: z.union([z.enum(["embedded", "aggregate"]), z.strictObject({ members: count })]).optional(),
  period: period.optional(),
  networks: ids,
  services: ids,
  counts: z.array(z.enum(["deductible", "copay", "coinsurance"])),
  addsTo: z.array(text),
  when: condition.optional(),
  carryOverMonths: z.number().int().positive().max(12).optional(),
});

const limit = z.strictObject({
  of: z.union([z.enum(["payment", "allowed"]), z.strictObject({ unit: id })]),
  most: expression,
  per: id,
  period: period.optional(),
  services: ids,
  networks: ids,
  when: condition.optional(),
});

const rule = z.strictObject({
  services: ids,
  networks: ids,
  when: condition,
  /** By what the plan pays less without it; absent: not covered. */
  less: amount.optional(),
});

export const benefits = z.strictObject({
  /** The networks in which it pays at all; empty: the coverage has none. */
  networks: ids,
  with: z.array(z.strictObject({ plan: id, when: condition.optional() })),
  riderTo: ids,
  allowed: z.array(
    z.strictObject({
      networks: ids,
      amount: z.union([z.literal("negotiated"), expression]),
      balance: z.enum(["billed", "written_off"]).optional(),
    }),
  ),
  accumulators: z.array(accumulator),
  limits: z.array(limit),
  counters: z.array(counter),
  cells: z.array(cell),
  frequencies: z.array(z.strictObject({ service: id, times: count, period, inLieuOf: ids })),
  rules: z.array(rule),
  excludes: ids,
  waiting: z.array(
    z.strictObject({ months: count.optional(), days: count.optional(), after: id, services: ids }),
  ),
  coordination: z.array(
    z.strictObject({ manner: z.enum(["standard", "carve_out", "maintenance"]), when: condition.optional() }),
  ),
});

/** Claims of an example, and what is expected of them. */
export const exampleClaims = z.strictObject({
  plans: ids,
  members: ids,
  used: z.array(z.strictObject({ of: text, plan: id.optional(), by: id, amount: decimal })),
  /** A line as a row of a table: column to text. */
  lines: z.array(z.record(text, text)),
  expects: z.array(
    z.strictObject({
      line: id,
      part: id,
      value: text,
      printed: text.optional(),
      because: text.optional(),
    }),
  ),
  balances: z.array(
    z.strictObject({
      of: text,
      /** The plan whose it is, where several have one. */
      plan: id.optional(),
      by: id,
      side: z.enum(["used", "remaining"]),
      amount: decimal,
      printed: text.optional(),
      because: text.optional(),
    }),
  ),
});
