import type { Condition, DateTest, Expression, Point, RateBook } from "@planwright/ratebook";
import type * as S from "@planwright/semantics";

/** Expressions, conditions and ranges of a checked program in the form of the rate book. */

export function lowerExpression(e: S.Expression): Expression {
  switch (e.op) {
    case "literal":
      return e.percent ? { op: "literal", value: e.value, percent: true } : { op: "literal", value: e.value };
    case "input":
    case "formula":
      return { op: e.op, ref: e.ref };
    case "line":
      return { op: e.op, ref: e.ref };
    case "add":
    case "subtract":
    case "multiply":
    case "divide":
    case "lesser":
    case "greater":
      return { op: e.op, a: lowerExpression(e.a), b: lowerExpression(e.b) };
    case "convert":
      return { op: "convert", a: lowerExpression(e.a), times: e.times, over: e.over };
    case "round":
      return { op: "round", a: lowerExpression(e.a), mode: e.mode, to: e.to };
    case "ask":
      return {
        op: "ask",
        head: e.head,
        ...(e.of === undefined ? {} : { of: e.of }),
        ...(Object.keys(e.with).length === 0 ? {} : { with: e.with }),
        ...(e.on === undefined ? {} : { on: e.on }),
      };
    case "arrangement":
      return {
        op: "arrangement",
        head: e.head,
        ...(e.of.length === 0 ? {} : { of: [...e.of] }),
        ...(Object.keys(e.clauses).length === 0 ? {} : { clauses: e.clauses }),
      };
  }
}

export function lowerCondition(c: S.Condition): Condition {
  switch (c.op) {
    case "all":
    case "any":
      return { op: c.op, of: c.of.map(lowerCondition) };
    case "not":
      return { op: "not", a: lowerCondition(c.of) };
    case "truth":
    case "condition":
      return { op: c.op, ref: c.ref };
    case "is":
      return { op: "is", key: c.key, values: [...c.values] };
    case "compare":
      return { op: "compare", relation: c.relation, a: lowerExpression(c.a), b: lowerExpression(c.b) };
    case "day":
      return { op: "day", ref: c.ref, relation: c.relation, day: c.day };
    case "dates":
      return { op: "dates", test: lowerDateTest(c.test) };
    case "within":
      return { op: "within", a: lowerExpression(c.a), range: lowerRange(c.range) };
  }
}

function lowerDateTest(test: S.Enrolment.DateTest): DateTest {
  switch (test.kind) {
    case "compare":
      return { kind: test.kind, ref: test.ref, relation: test.relation, point: lowerPoint(test.point) };
    case "day_of_month":
    case "day_of_year":
      return test;
    case "lasting":
      return { ...test, range: lowerRange(test.range) };
  }
}

export function lowerPoint(p: S.Point): Point {
  switch (p.op) {
    case "event":
    case "day":
    case "birthday":
    case "never":
      return p;
    case "plus":
      return { op: "plus", at: lowerPoint(p.at), unit: p.unit, length: lowerExpression(p.length) };
    case "first_of_month":
    case "first_of_year":
      return { ...p, after: lowerPoint(p.after) };
    case "last_day":
      return { op: "last_day", of: p.of, at: lowerPoint(p.at) };
    case "before":
    case "after":
      return { op: p.op, at: lowerPoint(p.at) };
    case "earlier":
    case "later":
      return { op: p.op, a: lowerPoint(p.a), b: lowerPoint(p.b) };
  }
}

type BookRange = NonNullable<RateBook["inputs"][number]["range"]>;

export function lowerRange(range: S.Range): BookRange {
  return {
    ...(range.min === undefined ? {} : { min: range.min }),
    ...(range.min === undefined || range.minHeld ? {} : { minOpen: true }),
    ...(range.max === undefined ? {} : { max: range.max }),
    ...(range.max === undefined || range.maxHeld ? {} : { maxOpen: true }),
  };
}

/** Leaves out what is not there, so that the book says nothing instead of "nothing". */
export function present<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const said: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) if (inner !== undefined) said[key] = inner;
  return said as never;
}

export const optional = <T, U>(value: T | undefined, lower: (value: T) => U): U | undefined =>
  value === undefined ? undefined : lower(value);
