import * as z from "zod";
import { condition, decimal, expression, id, point, text } from "./base-schema.js";

// Eligibility: who is insured by some coverages, from when, until when.

const ids = z.array(id);
const when = condition.optional();

/** What one side pays of the premium: a share of it, or an amount a month. */
const pays = z.strictObject({
  payer: z.enum(["employer", "employee"]),
  pays: expression,
  is: z.enum(["share", "amount"]),
});

/** `for`: `dependent` for all of them, or relations; empty for everyone. */
const dateRule = z.strictObject({ for: ids, when, at: point });

const absence = z.strictObject({
  from: id,
  to: id,
  when,
  rows: z.array(
    z.strictObject({
      when: condition,
      /** A day; as for somebody new, with the return in place of an event; or as if there had been no absence. */
      begins: z.union([
        z.strictObject({ at: point }),
        z.strictObject({ newAs: id }),
        z.strictObject({ asBefore: z.literal(true) }),
      ]),
      accumulators: z.enum(["continue", "start_again"]).optional(),
      waitingPeriod: z.enum(["waived", "applies", "continues"]).optional(),
    }),
  ),
});

const change = z.strictObject({
  /** From the day of a row on, the first input has the value of the second. */
  of: id,
  to: id,
  on: id,
  when,
  /** `pays`: who pays until the day of the row, from another one on. */
  rows: z.array(
    z.strictObject({ when: condition, at: point, pays: pays.extend({ from: point }).optional() }),
  ),
});

const continuation = z.strictObject({
  /** An input of type date, or `dependent end`. */
  after: text,
  /** `dependent` for all of them, or relations; empty for the employee. */
  for: ids,
  when,
  rows: z.array(
    z.strictObject({
      when: condition,
      continues: z.union([
        z.strictObject({ kind: z.literal("none") }),
        z.strictObject({ kind: z.literal("through"), at: point }),
        z.strictObject({ kind: z.literal("while"), when: condition }),
      ]),
      pays: pays.optional(),
    }),
  ),
});

export const eligibility = z.strictObject({
  coverages: ids.min(1),
  /** Without classes, every employee. */
  insures: z.array(z.strictObject({ classes: ids, when })),
  /** `who`: `employee`, `dependent` for all of them, or relations. */
  excludes: z.array(z.strictObject({ who: ids, when: condition })),
  dependents: z.array(
    z.strictObject({
      relations: ids,
      /** The first day without cover; without it, at any age. */
      until: point.optional(),
      when,
    }),
  ),
  begins: z.array(dateRule),
  ends: z.array(dateRule),
  absences: z.array(absence),
  changes: z.array(change),
  /** How cover may go on after an event. An employee may be asked for more than the premium. */
  continuations: z.array(continuation),
  /** What is still paid after cover has ended. */
  extends: z.array(
    z.strictObject({
      what: z.enum(["procedure", "confinement", "disability"]),
      most: z.strictObject({ unit: z.enum(["month", "day"]), length: expression }).optional(),
    }),
  ),
  /** What part of the premium is due for a month in which cover begins or ends; absent where nothing says it. */
  premium: z
    .union([
      z.strictObject({ kind: z.enum(["whole", "by_day"]) }),
      /** A half for each half with cover; `from` is the first day of the second. */
      z.strictObject({ kind: z.literal("halves"), from: z.number().int().min(2).max(28) }),
    ])
    .optional(),
  /** When one of two employees is insured as the dependent of the other: on a condition, or from an event on. */
  couple: z
    .strictObject({
      asDependent: z.union([z.strictObject({ when: condition }), z.strictObject({ from: id })]),
      isUnderOne: z.boolean(),
    })
    .optional(),
});

/** What a group must fulfil, beside what is paid. Without coverages, for every coverage. */
export const groupRequirement = z.strictObject({
  level: z.enum(["require", "recommend"]),
  words: text,
  coverages: ids,
  /** Of whom it is: the others are not counted. */
  when,
  test: z.union([
    z.strictObject({ kind: z.literal("enrolled"), least: decimal, is: z.enum(["share", "count"]) }),
    z.strictObject({ kind: z.literal("eligible"), least: decimal, most: decimal.optional() }),
    z.strictObject({ kind: z.enum(["with_dependents", "one_plan"]) }),
    z.strictObject({ kind: z.literal("fact"), when: condition }),
  ]),
});

export const document = z.strictObject({ id, coverages: ids });

/** Dependents of the employee of an example: column to text. */
export const exampleDependents = z.array(z.record(text, text));
