import * as z from "zod";

// What the parts of a rate book are made of.

/** A decimal of at most 30 digits before its point and 20 after it. */
export const decimal = z.string().regex(/^-?\d{1,30}(\.\d{1,20})?$/, 'a decimal such as "0.276"');
/** A decimal above zero: a step of a rounding, an amount that something is per. */
export const step = z
  .string()
  .regex(/^(?!0+(\.0+)?$)\d{1,30}(\.\d{1,20})?$/, 'a decimal above zero, such as "0.01"');
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day such as "2015-01-01"');
/** A declared name. */
export const id = z.string().min(1).max(200);
export const text = z.string().max(100_000);

export const mode = z.enum(["half_up", "half_even", "half_down", "up", "down"]);
export const rounding = z.strictObject({ mode, to: step });

/** An absent end is open; an end is held unless it says otherwise. */
export const range = z.strictObject({
  min: decimal.optional(),
  minOpen: z.literal(true).optional(),
  max: decimal.optional(),
  maxOpen: z.literal(true).optional(),
});

export const QUESTIONS = [
  "rate",
  "premium",
  "employer_share",
  "employee_share",
  "volume",
  "elected_volume",
  "guaranteed_issue",
  "evidence_of_insurability",
  "benefit",
] as const;

export type Expression =
  | { readonly op: "literal"; readonly value: string; readonly percent?: true | undefined }
  | { readonly op: "input"; readonly ref: string }
  | { readonly op: "formula"; readonly ref: string }
  /** The charge of a line of a claim. */
  | { readonly op: "line"; readonly ref: "charge" }
  | {
      readonly op: "add" | "subtract" | "multiply" | "divide" | "lesser" | "greater";
      readonly a: Expression;
      readonly b: Expression;
    }
  | { readonly op: "convert"; readonly a: Expression; readonly times: string; readonly over: string }
  | {
      readonly op: "round";
      readonly a: Expression;
      readonly mode: z.infer<typeof mode>;
      readonly to: string;
    }
  | {
      readonly op: "ask";
      readonly head: (typeof QUESTIONS)[number];
      readonly of?: string | undefined;
      readonly with?: Readonly<Record<string, string>> | undefined;
      /** The day asked about, where it is not that of the person. */
      readonly on?: string | undefined;
    }
  | ArrangementQuestion;

/** A question about an arrangement: eligibility, funding, an account, a renewal. */
export interface ArrangementQuestion {
  readonly op: "arrangement";
  /** The words that begin it: `payment date`. */
  readonly head: string;
  readonly of?: readonly string[] | undefined;
  /** By the word that begins each: `for`, `by`, `in`, `on`, `each`; a key by its name. */
  readonly clauses?: Readonly<Record<string, string>> | undefined;
}

export const expression: z.ZodType<Expression> = z.lazy(() =>
  z.union([
    z.strictObject({ op: z.literal("literal"), value: decimal, percent: z.literal(true).optional() }),
    z.strictObject({ op: z.literal("input"), ref: id }),
    z.strictObject({ op: z.literal("formula"), ref: id }),
    z.strictObject({ op: z.literal("line"), ref: z.literal("charge") }),
    z.strictObject({
      op: z.enum(["add", "subtract", "multiply", "divide", "lesser", "greater"]),
      a: expression,
      b: expression,
    }),
    z.strictObject({ op: z.literal("convert"), a: expression, times: step, over: step }),
    z.strictObject({ op: z.literal("round"), a: expression, mode, to: step }),
    z.strictObject({
      op: z.literal("ask"),
      head: z.enum(QUESTIONS),
      of: id.optional(),
      with: z.record(id, text).optional(),
      on: day.optional(),
    }),
    z.strictObject({
      op: z.literal("arrangement"),
      head: id,
      of: z.array(id).optional(),
      clauses: z.record(id, text).optional(),
    }),
  ]),
);

/** A day that follows from events of a person. */
export type Point =
  /** A date of the person, or the end of something: `program end`. */
  | { readonly op: "event"; readonly ref: string }
  | { readonly op: "day"; readonly day: string }
  | { readonly op: "plus"; readonly at: Point; readonly unit: "month" | "day"; readonly length: Expression }
  /** The first day of the nth month after, or on or after, a day. */
  | { readonly op: "first_of_month"; readonly nth: number; readonly strict: boolean; readonly after: Point }
  /** The first such day of a year after, or on or after, a day. */
  | {
      readonly op: "first_of_year";
      readonly month: number;
      readonly day: number;
      readonly strict: boolean;
      readonly after: Point;
    }
  | {
      readonly op: "last_day";
      readonly of: "month" | "calendar_year" | "contract_year";
      readonly at: Point;
    }
  | { readonly op: "before" | "after"; readonly at: Point }
  | { readonly op: "birthday"; readonly nth: number }
  | { readonly op: "earlier" | "later"; readonly a: Point; readonly b: Point }
  | { readonly op: "never" };

export const point: z.ZodType<Point> = z.lazy(() =>
  z.union([
    z.strictObject({ op: z.literal("event"), ref: id }),
    z.strictObject({ op: z.literal("day"), day }),
    z.strictObject({
      op: z.literal("plus"),
      at: point,
      unit: z.enum(["month", "day"]),
      length: expression,
    }),
    z.strictObject({
      op: z.literal("first_of_month"),
      nth: z.number().int().min(1).max(3),
      strict: z.boolean(),
      after: point,
    }),
    z.strictObject({
      op: z.literal("first_of_year"),
      month: z.number().int().min(1).max(12),
      day: z.number().int().min(1).max(31),
      strict: z.boolean(),
      after: point,
    }),
    z.strictObject({
      op: z.literal("last_day"),
      of: z.enum(["month", "calendar_year", "contract_year"]),
      at: point,
    }),
    z.strictObject({ op: z.enum(["before", "after"]), at: point }),
    z.strictObject({ op: z.literal("birthday"), nth: z.number().int().min(1).max(150) }),
    z.strictObject({ op: z.enum(["earlier", "later"]), a: point, b: point }),
    z.strictObject({ op: z.literal("never") }),
  ]),
);

export type Condition =
  | { readonly op: "all" | "any"; readonly of: readonly Condition[] }
  | { readonly op: "not"; readonly a: Condition }
  | { readonly op: "truth"; readonly ref: string }
  | { readonly op: "condition"; readonly ref: string }
  | { readonly op: "is"; readonly key: string; readonly values: readonly string[] }
  | {
      readonly op: "compare";
      readonly relation: "at_least" | "at_most" | "under" | "over" | "equal";
      readonly a: Expression;
      readonly b: Expression;
    }
  /** The bounds of a percentage are hundredths here, as in all that is calculated: `"0.5"` for 50%. */
  | { readonly op: "within"; readonly a: Expression; readonly range: z.infer<typeof range> }
  /** A date of the person is before or after a day. */
  | { readonly op: "day"; readonly ref: string; readonly relation: DayRelation; readonly day: string }
  | { readonly op: "dates"; readonly test: DateTest };

type DayRelation = z.infer<typeof dayRelation>;
export const dayRelation = z.enum(["before", "after", "on_or_before", "on_or_after"]);

/** What is asked of the days of a person. Ends of stretches are held. */
export type DateTest =
  | {
      readonly kind: "compare";
      readonly ref: string;
      readonly relation: DayRelation;
      readonly point: Point;
    }
  | { readonly kind: "day_of_month"; readonly ref: string; readonly from: number; readonly to: number }
  /** `MM-DD`; one that begins later than it ends passes the end of the year. */
  | { readonly kind: "day_of_year"; readonly ref: string; readonly from: string; readonly to: string }
  /** How many months, or days, lie between two events. */
  | {
      readonly kind: "lasting";
      readonly from: string;
      readonly to: string;
      readonly unit: "month" | "day";
      readonly range: z.infer<typeof range>;
    };

const dayOfMonth = z.number().int().min(1).max(31);
const dayOfYear = z.string().regex(/^\d{2}-\d{2}$/, 'a day of each year such as "07-01"');

const dateTest: z.ZodType<DateTest> = z.union([
  z.strictObject({ kind: z.literal("compare"), ref: id, relation: dayRelation, point }),
  z.strictObject({ kind: z.literal("day_of_month"), ref: id, from: dayOfMonth, to: dayOfMonth }),
  z.strictObject({ kind: z.literal("day_of_year"), ref: id, from: dayOfYear, to: dayOfYear }),
  z.strictObject({ kind: z.literal("lasting"), from: id, to: id, unit: z.enum(["month", "day"]), range }),
]);

export const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ op: z.enum(["all", "any"]), of: z.array(condition) }),
    z.strictObject({ op: z.literal("not"), a: condition }),
    z.strictObject({ op: z.enum(["truth", "condition"]), ref: id }),
    z.strictObject({ op: z.literal("is"), key: id, values: z.array(text) }),
    z.strictObject({
      op: z.literal("compare"),
      relation: z.enum(["at_least", "at_most", "under", "over", "equal"]),
      a: expression,
      b: expression,
    }),
    z.strictObject({ op: z.literal("within"), a: expression, range }),
    z.strictObject({ op: z.literal("day"), ref: id, relation: dayRelation, day }),
    z.strictObject({ op: z.literal("dates"), test: dateTest }),
  ]),
);
