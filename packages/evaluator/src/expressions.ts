import type { ArrangementQuestion, Condition, Expression } from "@planwright/ratebook";
import type Fraction from "fraction.js";
import type { Ask } from "./ask.js";
import { exact, max, min, round } from "./exact.js";
import { holds } from "./inputs.js";
import { dateTestOf } from "./dates.js";
import { relates } from "./points.js";
import { refuse } from "./refusal.js";

/** A figure of a person. `coverage` is the one that the figure is about. Percentages are their hundredth part. */
export type Figure = (ask: Ask, coverage: string | undefined) => Fraction;
export type Test = (ask: Ask, coverage: string | undefined) => boolean;

/** What a prepared book must answer, so that an expression can ask it. */
export interface Questions {
  formula(id: string): Figure;
  condition(id: string): Test;
  answer(ask: Ask, head: (Expression & { op: "ask" })["head"], coverage: string | undefined): Fraction;
  /** What an arrangement answers: a figure, or a day or a name as text. */
  arrangement(ask: Ask, question: ArrangementQuestion): Fraction | string;
}

/** Makes a function of an expression, once, so that nothing is looked up twice while people are rated. */
export function figureOf(e: Expression, book: Questions): Figure {
  switch (e.op) {
    case "literal": {
      const value = e.percent ? exact(e.value).div(100) : exact(e.value);
      return () => value;
    }
    case "input":
      return (ask) => ask.figure(e.ref);
    case "line":
      return (ask) => ask.charge();
    case "formula":
      return (ask) =>
        ask.once(`formula ${e.ref}`, () => ask.nested(e.ref, () => book.formula(e.ref)(ask, undefined)));
    case "add":
    case "subtract":
    case "multiply":
    case "divide":
    case "lesser":
    case "greater":
      return binary(e.op, figureOf(e.a, book), figureOf(e.b, book));
    case "convert": {
      const a = figureOf(e.a, book);
      const factor = exact(e.times).div(exact(e.over));
      return (ask, coverage) => a(ask, coverage).mul(factor);
    }
    case "round": {
      const a = figureOf(e.a, book);
      const step = exact(e.to);
      return (ask, coverage) => round(a(ask, coverage), e.mode, step);
    }
    case "ask": {
      const fixed = e.with ?? {};
      return (ask, coverage) =>
        ask.nested(e.head, () => book.answer(ask.with(fixed).on(e.on), e.head, e.of ?? coverage));
    }
    case "arrangement":
      return (ask) =>
        ask.nested(e.head, () => {
          const answer = book.arrangement(ask, e);
          return typeof answer === "string"
            ? refuse(e.head, `${e.head} is ${answer}, which is no figure.`)
            : answer;
        });
  }
}

type BinaryOp = "add" | "subtract" | "multiply" | "divide" | "lesser" | "greater";

function binary(op: BinaryOp, a: Figure, b: Figure): Figure {
  switch (op) {
    case "add":
      return (ask, c) => a(ask, c).add(b(ask, c));
    case "subtract":
      return (ask, c) => a(ask, c).sub(b(ask, c));
    case "multiply":
      return (ask, c) => a(ask, c).mul(b(ask, c));
    case "divide":
      return (ask, c) => {
        const divisor = b(ask, c);
        if (divisor.equals(0)) refuse("division", "A figure is divided by zero.");
        return a(ask, c).div(divisor);
      };
    case "lesser":
      return (ask, c) => min(a(ask, c), b(ask, c));
    case "greater":
      return (ask, c) => max(a(ask, c), b(ask, c));
  }
}

export function testOf(c: Condition, book: Questions): Test {
  switch (c.op) {
    case "all": {
      const tests = c.of.map((part) => testOf(part, book));
      return (ask, coverage) => tests.every((test) => test(ask, coverage));
    }
    case "any": {
      const tests = c.of.map((part) => testOf(part, book));
      return (ask, coverage) => tests.some((test) => test(ask, coverage));
    }
    case "not": {
      const test = testOf(c.a, book);
      return (ask, coverage) => !test(ask, coverage);
    }
    case "truth":
      return (ask) => ask.truth(c.ref);
    case "condition":
      return (ask, coverage) => ask.nested(c.ref, () => book.condition(c.ref)(ask, coverage));
    case "is": {
      const values = new Set(c.values);
      return (ask, coverage) => values.has(ask.key(c.key, coverage));
    }
    case "compare":
      return comparison(c, book);
    case "day":
      return (ask) => relates(ask.value(c.ref).key, c.relation, c.day);
    case "dates":
      return dateTestOf(c.test, book);
    case "within": {
      const a = figureOf(c.a, book);
      return (ask, coverage) => holds(c.range, a(ask, coverage));
    }
  }
}

function comparison(c: Condition & { op: "compare" }, book: Questions): Test {
  const a = figureOf(c.a, book);
  const b = figureOf(c.b, book);
  const accept = {
    at_least: (order: number) => order >= 0,
    at_most: (order: number) => order <= 0,
    under: (order: number) => order < 0,
    over: (order: number) => order > 0,
    equal: (order: number) => order === 0,
  }[c.relation];
  return (ask, coverage) => accept(a(ask, coverage).compare(b(ask, coverage)));
}
