import type { Condition, DateTest, Expression, Point } from "./base-schema.js";

// What stands in a rate book, in words for a reader. They are close to the language, and no text of a plan.

/** `out_of_network` as `out of network`. */
export const spaced = (id: string): string => id.replaceAll("_", " ");

/** 1414.7 as $1,414.70, 0.276 as $0.276, 500 as $500. */
export function money(decimal: string): string {
  const negative = decimal.startsWith("-");
  const [whole = "0", rest = ""] = (negative ? decimal.slice(1) : decimal).split(".");
  const cents = rest.length === 1 ? `${rest}0` : rest;
  const grouped = whole.length > 3 ? whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",") : whole;
  return `${negative ? "−" : ""}$${grouped}${cents === "" ? "" : `.${cents}`}`;
}

const ADDS: Readonly<Record<string, string>> = {
  add: "+",
  subtract: "-",
  multiply: "x",
  divide: "/",
};

/** An expression; with `isMoney`, a figure in it that is no percentage is an amount. */
export function sayExpression(expression: Expression, isMoney = false): string {
  const inner = (e: Expression): string => {
    const text = sayExpression(e, isMoney);
    return e.op in ADDS ? `(${text})` : text;
  };
  switch (expression.op) {
    case "literal":
      if (expression.percent) return `${expression.value}%`;
      return isMoney ? money(expression.value) : expression.value;
    case "input":
    case "formula":
      return spaced(expression.ref);
    case "line":
      return expression.ref;
    case "add":
    case "subtract":
    case "multiply":
    case "divide":
      return `${inner(expression.a)} ${ADDS[expression.op]} ${inner(expression.b)}`;
    case "lesser":
    case "greater":
      return `${expression.op} of ${inner(expression.a)} and ${inner(expression.b)}`;
    case "convert":
      return `${inner(expression.a)} x ${expression.times} / ${expression.over}`;
    case "round":
      return `${inner(expression.a)} rounded ${spaced(expression.mode)} to ${expression.to}`;
    case "ask":
      return [
        spaced(expression.head),
        ...(expression.of === undefined ? [] : ["of", spaced(expression.of)]),
        ...sayPairs(expression.with),
        ...(expression.on === undefined ? [] : ["on", expression.on]),
      ].join(" ");
    case "arrangement":
      return [
        spaced(expression.head),
        ...(expression.of ? ["of", expression.of.map(spaced).join(", ")] : []),
        ...sayPairs(expression.clauses),
      ].join(" ");
  }
}

const sayPairs = (pairs: Readonly<Record<string, string>> | undefined): string[] =>
  Object.entries(pairs ?? {}).map(([key, value]) => `${spaced(key)} ${spaced(value)}`);

/** A range as `30 to 39`, `under 30`, `above 49`. */
export function sayRange(range: {
  readonly min?: string | undefined;
  readonly minOpen?: true | undefined;
  readonly max?: string | undefined;
  readonly maxOpen?: true | undefined;
}): string {
  const { min, max } = range;
  if (min === undefined && max === undefined) return "any";
  if (min === undefined) return `${range.maxOpen ? "under" : "to"} ${max}`;
  if (max === undefined) return range.minOpen ? `above ${min}` : `${min} and over`;
  return `${range.minOpen ? `above ${min}` : min} to ${range.maxOpen ? `under ${max}` : max}`;
}

/** A condition, as after `when`. */
export function sayCondition(condition: Condition): string {
  switch (condition.op) {
    case "all":
    case "any":
      return condition.of.map(inBrackets).join(condition.op === "all" ? " and " : " or ");
    case "not":
      return `not ${inBrackets(condition.a)}`;
    case "truth":
    case "condition":
      return spaced(condition.ref);
    case "is":
      return `${spaced(condition.key)} is ${condition.values.map(spaced).join(" or ")}`;
    case "compare":
      return `${sayExpression(condition.a)} ${spaced(condition.relation)} ${sayExpression(condition.b)}`;
    case "within":
      return `${sayExpression(condition.a)} ${sayRange(condition.range)}`;
    case "day":
      return `${spaced(condition.ref)} ${spaced(condition.relation)} ${condition.day}`;
    case "dates":
      return sayTest(condition.test);
  }
}

const inBrackets = (condition: Condition): string =>
  condition.op === "all" || condition.op === "any" ? `(${sayCondition(condition)})` : sayCondition(condition);

function sayTest(test: DateTest): string {
  switch (test.kind) {
    case "compare":
      return `${spaced(test.ref)} ${spaced(test.relation)} ${sayPoint(test.point)}`;
    case "day_of_month":
      return `${spaced(test.ref)} on day ${test.from} to ${test.to} of a month`;
    case "day_of_year":
      return `${spaced(test.ref)} from ${test.from} to ${test.to} of a year`;
    case "lasting":
      return `from ${spaced(test.from)} to ${spaced(test.to)} ${sayRange(test.range)} ${test.unit}s`;
  }
}

const NTH = ["", "first", "second", "third"];

/** A day that follows from events. */
export function sayPoint(point: Point): string {
  switch (point.op) {
    case "event":
      return spaced(point.ref);
    case "day":
      return point.day;
    case "plus":
      return `${sayExpression(point.length)} ${point.unit}s after ${sayPoint(point.at)}`;
    case "first_of_month":
      return `first of the ${NTH[point.nth] ?? ""} month ${point.strict ? "after" : "on or after"} ${sayPoint(point.after)}`;
    case "first_of_year":
      return `first ${point.month}-${point.day} ${point.strict ? "after" : "on or after"} ${sayPoint(point.after)}`;
    case "last_day":
      return `last day of the ${spaced(point.of)} of ${sayPoint(point.at)}`;
    case "before":
      return `day before ${sayPoint(point.at)}`;
    case "after":
      return `day after ${sayPoint(point.at)}`;
    case "birthday":
      return `birthday ${point.nth}`;
    case "earlier":
    case "later":
      return `${point.op} of ${sayPoint(point.a)} and ${sayPoint(point.b)}`;
    case "never":
      return "never";
  }
}
