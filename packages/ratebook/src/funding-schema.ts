import * as z from "zod";
import { condition, day, decimal, expression, id, range, text } from "./base-schema.js";

// Funding arrangements and projections. Shares are percentages; an expression that is one has `percent` literals.

const flow = z.strictObject({ from: id, to: id });

/** An amount between parties: a share, months of claims, premiums of the enrolled, or a figure with its period. */
export const fundingAmount = z.union([
  z.strictObject({ kind: z.literal("share"), share: expression, of: z.enum(["paid_claims", "deposit"]) }),
  z.strictObject({ kind: z.literal("months"), months: decimal }),
  /** Of those enrolled in coverages; `share` absent: all of it. */
  z.strictObject({ kind: z.literal("premium"), share: expression.optional(), of: z.array(id).min(1) }),
  z.strictObject({
    kind: z.literal("figure"),
    value: expression,
    per: z.enum(["employee", "enrollment"]).optional(),
    /** Absent: an amount that is due once. */
    each: z.enum(["month", "quarter", "year", "contract_year"]).optional(),
  }),
]);

const part = z.enum(["deposit", "administration", "premium", "fee", "local"]);

/** Which claims count for a contract year: paid in it, or incurred and paid in so many months. */
const basis = z.union([
  z.strictObject({ kind: z.literal("paid") }),
  z.strictObject({
    kind: z.literal("months"),
    incurred: z.number().int().min(12).max(36),
    paid: z.number().int().min(12).max(36),
  }),
]);

const months = z.number().int().min(0).max(600);

const sharing = z.union([
  z.strictObject({ kind: z.literal("party"), party: id }),
  /** In order; the shares of each add up to 100. */
  z.strictObject({
    kind: z.literal("layers"),
    layers: z.array(z.strictObject({ range, shares: z.record(id, decimal) })).min(1),
    /** Who pays claims, where those who bear them are charged by the retro. */
    paidBy: id.optional(),
  }),
]);

const resultUse = z.union([
  z.strictObject({ kind: z.literal("nothing") }),
  /** `share` absent: all of it. */
  z.strictObject({ kind: z.literal("part"), share: expression.optional(), most: fundingAmount.optional() }),
]);

export const funding = z.strictObject({
  id,
  name: text,
  coverages: z.array(id),
  parties: z.array(id),
  claims: sharing.optional(),
  oneClaim: z.enum(["cause", "person"]).optional(),
  oddCent: id.optional(),
  charges: z.array(z.strictObject({ part, amount: fundingAmount, ...flow.shape })),
  taxes: flow.optional(),
  interest: flow.optional(),
  lagMonths: months,
  /** Whether percentages of paid claims are due of those paid after the program. */
  runOutCharges: z.enum(["due", "none"]).optional(),
  specific: z
    .strictObject({
      attaches: expression,
      lasers: z.array(z.strictObject({ person: text, attaches: expression })),
      /** The part of what is over that is reimbursed; absent: all of it. */
      share: expression.optional(),
      most: expression.optional(),
      aggregatingDeductible: expression.optional(),
      basis,
      ...flow.shape,
    })
    .optional(),
  aggregate: z
    .strictObject({
      attaches: z.array(z.strictObject({ amount: fundingAmount, when: condition.optional() })).min(1),
      least: expression.optional(),
      share: expression.optional(),
      most: expression.optional(),
      counts: z.array(z.enum(["claims", "administration"])),
      basis,
      ...flow.shape,
    })
    .optional(),
  prefund: z
    .strictObject({
      initial: expression,
      steps: z.array(z.strictObject({ amount: expression, afterMonths: months })),
      ...flow.shape,
    })
    .optional(),
  reserves: z.array(
    z.strictObject({
      id,
      name: text,
      amount: fundingAmount.optional(),
      /** By months since incurred, the percentage of the claims that is paid by then. */
      completion: z.array(z.strictObject({ range, share: expression })),
      once: z.boolean(),
      setAsideBy: id.optional(),
      paidFrom: z.array(z.enum(["surplus", "retro"])),
    }),
  ),
  retro: z
    .strictObject({
      of: id,
      among: id,
      by: z.enum(["deposit", "paid_claims", "employees"]),
      /** Each member is charged with what it bears of claims that were paid for it. */
      charges: z.literal("retained_claims").optional(),
      /** Whole months after the contract year has ended. */
      dueMonths: months.optional(),
      /** What the party keeps of a year beside claims. */
      retention: fundingAmount.optional(),
      /** The least and the most that deposits, less what is returned and with what is called, come to. */
      premium: z
        .strictObject({ minimum: fundingAmount.optional(), maximum: fundingAmount.optional() })
        .optional(),
      calls: resultUse,
      returns: resultUse,
      oddCent: z.enum(["largest_share", "smallest_share"]),
    })
    .optional(),
});

const growth = { growth: expression.optional() };

export const projection = z.strictObject({
  id,
  name: text,
  from: day,
  to: day,
  claims: z.array(z.strictObject({ funding: id, amount: expression, ...growth })),
  counts: z.array(
    z.strictObject({
      what: z.enum(["employees", "enrollments"]),
      count: expression,
      keys: z.record(text, text),
      ...growth,
    }),
  ),
  parts: z.array(z.strictObject({ funding: id, part, ...growth })),
  earns: z.array(z.strictObject({ funding: id, part, rate: expression, less: expression.optional() })),
  arrangements: z.array(z.strictObject({ id, value: expression })),
  compare: z.array(z.strictObject({ names: z.array(id).min(2), eachMonth: z.boolean() })),
});

const row = z.record(text, text);

/** What an example tells of what was paid; its rows are those of an experience file. */
export const exampleExperience = z.strictObject({
  months: z.array(row),
  enrollment: z.array(row),
  claims: z.array(row),
  listedOver: decimal.optional(),
});
