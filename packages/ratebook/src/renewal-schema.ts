import * as z from "zod";
import { condition, day, decimal, expression, id, rounding, text } from "./base-schema.js";

// How rates are renewed. Changes are decimal strings of the percentage: `"6.5"`; the step of a rounding of a change is
// of hundredths, `"0.001"` for 0.1%, as in all that is calculated.

/** How the next rates of coverages come about. */
export const renewal = z.strictObject({
  id,
  name: text,
  coverages: z.array(id).min(1),
  /** Empty: those of every carrier. */
  carriers: z.array(id),
  when: condition.optional(),
  /** What a group that is new pays in its first year. */
  first: expression.optional(),
  change: expression,
  /** The corridors that the change is held to. */
  within: id.optional(),
  rounding: rounding.optional(),
  newRates: rounding.optional(),
});

/** The smallest and the largest change, by the day on which new rates take effect. */
export const corridors = z.strictObject({
  id,
  name: text,
  rows: z.array(
    z.strictObject({
      /** Empty: every coverage. */
      coverages: z.array(id),
      effective: z.strictObject({ from: day, to: day }),
      least: decimal,
      most: decimal,
    }),
  ),
});

/** How rates changed before. */
export const history = z.strictObject({
  id,
  name: text,
  keys: z.array(id),
  rows: z.array(
    z.union([
      z.strictObject({ keys: z.record(id, z.array(id)), effective: day, least: decimal, most: decimal }),
      z.strictObject({ keys: z.record(id, z.array(id)), effective: day, hole: z.literal("not_printed") }),
    ]),
  ),
  /** What some changes are made of: which rows they are about, by their number from 0. */
  parts: z.array(
    z.strictObject({
      rows: z.array(z.number().int().nonnegative()),
      parts: z.array(z.strictObject({ name: id, percent: decimal })).min(1),
      together: z.enum(["added", "compounded"]),
    }),
  ),
});
