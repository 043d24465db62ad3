import * as z from "zod";
import { condition, day, decimal, expression, id, point, text } from "./base-schema.js";

// Accounts that are kept for each employee, in the rate book. Amounts are money; a contract year is that of the program.

const period = z.enum(["contract_year", "calendar_year", "month"]);
const year = z.enum(["contract_year", "calendar_year"]);

const vesting = z.strictObject({
  /** How much of a contract year was covered, and what of its neighbours. */
  cases: z
    .array(
      z.enum(["full_year", "part_year_before_full_year", "part_year_after_full_year", "part_year_alone"]),
    )
    .min(1),
  amount: z.union([
    z.strictObject({ kind: z.literal("none") }),
    z.strictObject({ kind: z.literal("amount"), amount: expression, byMonths: z.boolean() }),
    /** What is left in another account of the credit of that contract year. */
    z.strictObject({
      kind: z.literal("unused"),
      from: id,
      most: expression.optional(),
      byMonths: z.boolean(),
    }),
  ]),
  /** The day on which it is known, the first such day after that, or the day of an event; absent where nothing is credited. */
  on: z
    .union([
      z.literal("at_once"),
      z.strictObject({ month: z.number().int().min(1).max(12), day: z.number().int().min(1).max(31) }),
      z.strictObject({ point }),
    ])
    .optional(),
});

const payment = z.strictObject({
  /** An input of type date. */
  event: id,
  portion: z.union([
    z.enum(["whole_balance", "last_contract_year", "all_but_last_contract_year", "rest"]),
    z.strictObject({ most: expression }),
  ]),
  to: z.union([z.strictObject({ party: id }), z.strictObject({ premiumOf: z.array(id).min(1) })]),
  /** Without it nothing is paid. */
  needs: condition.optional(),
  due: z.union([
    z.strictObject({ kind: z.literal("at_once") }),
    z.strictObject({ kind: z.literal("point"), point }),
    /** `most` counts months. */
    z.strictObject({ kind: z.literal("monthly"), from: point, most: expression.optional() }),
  ]),
});

export const account = z.strictObject({
  id,
  name: text,
  effective: z.strictObject({ from: day, to: day }),
  heldBy: id.optional(),
  opens: condition.optional(),
  /** Of several, the one whose condition holds. */
  covered: z.array(z.strictObject({ from: point, through: point, when: condition.optional() })),
  credit: z
    .strictObject({ amount: expression, each: period, entry: z.enum(["full", "months_left"]).optional() })
    .optional(),
  vesting: z.array(vesting),
  debit: z
    .strictObject({
      plan: id,
      most: z.strictObject({ amount: expression, each: period }).optional(),
      order: z.enum(["newest", "oldest"]).optional(),
    })
    .optional(),
  carries: z
    .strictObject({ carried: z.union([z.enum(["all", "nothing"]), expression]), to: year })
    .optional(),
  interest: z
    .strictObject({ rate: expression, each: year, on: z.enum(["average", "closing"]), to: id })
    .optional(),
  /** `share`: the percentage that goes to the spouse; the rest is the employee's. */
  split: z.strictObject({ share: decimal, from: point, when: condition.optional() }).optional(),
  /** What may be asked for and is not given. */
  refuses: z.array(id),
  pays: z.array(payment),
  /** For a reader. */
  features: z.record(id, text),
});

/** What happens to the accounts of the employee of an example. */
export const accountEvent = z.strictObject({
  date: day,
  event: id,
  amount: decimal,
  plan: id.optional(),
  account: id.optional(),
});
