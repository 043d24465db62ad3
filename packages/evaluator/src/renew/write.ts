import type { Condition, Expression } from "@planwright/ratebook";
import { decimal, exact } from "../exact.js";
import { type Input, show } from "../inputs.js";
import type { Prepared } from "../prepare.js";

/** Thrown where something of a rate book cannot be written as a plan without guessing; caught by who writes. */
export class Unwritable {
  constructor(readonly what: string) {}
}

const unwritable = (what: string): never => {
  throw new Unwritable(what);
};

type Range = {
  readonly min?: string | undefined;
  readonly minOpen?: true | undefined;
  readonly max?: string | undefined;
  readonly maxOpen?: true | undefined;
};

/** A name as a plan writes it: one word, or a text in quotes. */
export const nameText = (name: string): string =>
  /^[\p{L}_][\p{L}\p{N}_-]*$/u.test(name) || /^-?\d+(\.\d+)?$/.test(name)
    ? name
    : `"${name.replaceAll('"', "”")}"`;

/** `under 25`, `30 to 39`, `over 50% up to 100%`, as a table of a plan writes it. */
export function rangeText(range: Range, input: Pick<Input, "kind">): string {
  const { min, max, minOpen, maxOpen } = range;
  const end = (value: string): string => show(input, value);
  if (min === undefined && max === undefined) return "any";
  if (min === undefined) return `${maxOpen ? "under" : "up to"} ${end(max ?? "")}`;
  if (max === undefined) return minOpen ? `over ${end(min)}` : `${end(min)} and over`;
  if (minOpen)
    return maxOpen ? unwritable("a band without its two ends") : `over ${end(min)} up to ${end(max)}`;
  return `${end(min)} to ${maxOpen ? "under " : ""}${end(max)}`;
}

/** A condition as a plan writes it. What the rate book has lost, such as the unit of an amount, is not guessed. */
export function conditionText(c: Condition, book: Prepared): string {
  switch (c.op) {
    case "all":
    case "any": {
      const of = c.of.map((part) => bracketed(part, book));
      return of.length > 0 ? of.join(c.op === "all" ? " and " : " or ") : unwritable("an empty condition");
    }
    case "not":
      return `not ${bracketed(c.a, book)}`;
    case "truth":
    case "condition":
      return c.ref;
    case "is":
      return `${c.key} is ${c.values.map((value) => valueText(c.key, value, book)).join(", ")}`;
    case "day":
      return `${c.ref} ${c.relation.replaceAll("_", " ")} ${c.day}`;
    case "dates":
      return unwritable("a condition of days that follow from events");
    case "compare":
      return comparisonText(c, book);
    case "within": {
      const input = inputOf(c.a, book);
      const scaled = input.kind === "percent" ? hundredfold(c.range) : c.range;
      return `${input.id} ${rangeText(scaled, input)}`;
    }
  }
}

const bracketed = (c: Condition, book: Prepared): string =>
  c.op === "all" || c.op === "any" ? `(${conditionText(c, book)})` : conditionText(c, book);

const RELATIONS = {
  at_least: "at least",
  at_most: "at most",
  under: "under",
  over: "over",
  equal: "is",
} as const;

function comparisonText({ a, b, relation }: Condition & { op: "compare" }, book: Prepared): string {
  const input = inputOf(a, book);
  if (b.op !== "literal") return unwritable(`the comparison of ${input.id} with something computed`);
  const per = input.kind === "money" && input.unit !== undefined ? ` ${input.unit}` : "";
  return `${input.id} ${RELATIONS[relation]} ${show(input, b.value)}${per}`;
}

function inputOf(e: Expression, book: Prepared): Input {
  const input = e.op === "input" ? book.inputs.get(e.ref) : undefined;
  return input ?? unwritable("a comparison of something computed");
}

function hundredfold(range: Range): Range {
  const scaled = (value: string | undefined) =>
    value === undefined ? undefined : decimal(exact(value).mul(100));
  return { ...range, min: scaled(range.min), max: scaled(range.max) };
}

/** The value of a key: a name, or a figure as its input writes it. */
export function valueText(key: string, value: string, book: Prepared): string {
  const input = book.inputs.get(key);
  return input && input.kind !== "choice" && input.kind !== "text" ? show(input, value) : nameText(value);
}

const OPERATORS = { add: "+", subtract: "-", divide: "/" } as const;

/** An expression that follows the rates of its coverage, as a plan writes it. */
export function expressionText(e: Expression, book: Prepared): string {
  switch (e.op) {
    case "literal":
      return e.percent ? `${e.value}%` : e.value;
    case "ask": {
      const keys = Object.entries(e.with ?? {}).map(
        ([key, value]) => `${key} ${valueText(key, value, book)}`,
      );
      const of = e.of === undefined ? "" : ` of ${e.of}`;
      return `${e.head.replaceAll("_", " ")}${of}${keys.length > 0 ? ` with ${keys.join(", ")}` : ""}`;
    }
    case "multiply":
      // `102% of rate of medical`
      if (e.a.op === "literal" && e.a.percent) return `${e.a.value}% of ${operandText(e.b, book)}`;
      return `${operandText(e.a, book)} * ${operandText(e.b, book)}`;
    case "add":
    case "subtract":
    case "divide":
      return `${operandText(e.a, book)} ${OPERATORS[e.op]} ${operandText(e.b, book)}`;
    case "lesser":
    case "greater":
      return `${e.op} of ${operandText(e.a, book)} and ${operandText(e.b, book)}`;
    case "input":
    case "formula":
      return e.ref;
    case "round":
    case "line":
    case "convert":
    case "arrangement":
      return unwritable("a rate that is computed in several steps");
  }
}

const operandText = (e: Expression, book: Prepared): string =>
  ["literal", "ask", "input", "formula"].includes(e.op)
    ? expressionText(e, book)
    : `(${expressionText(e, book)})`;

/** A rate that is computed, with what it is rounded to if anything. */
export function figureText(e: Expression, book: Prepared): string {
  if (e.op !== "round") return expressionText(e, book);
  return `${expressionText(e.a, book)}, rounded ${roundingText(e.mode, e.to)}`;
}

export const roundingText = (mode: string, to: string): string =>
  `${mode.replace("_", " ")} to ${to === "0.01" ? "cent" : `$${to}`}`;
