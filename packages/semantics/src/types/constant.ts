import type { RoundingMode } from "@planwright/syntax";
import type Fraction from "fraction.js";
import type { Condition, Expression } from "../model.js";
import { exact } from "./exact.js";

/** What an expression names, beside its literals: whoever asks knows some of it. */
export interface Known {
  readonly formula: (id: string) => Expression | undefined;
  readonly ask?: (asked: Expression & { op: "ask" }) => Fraction | undefined;
}

/** The exact figure of an expression that needs no fact of a person; percentages are hundredths. */
export function constant(value: Expression, known: Known): Fraction | undefined {
  switch (value.op) {
    case "literal":
      return value.percent ? exact(value.value).div(100) : exact(value.value);
    case "formula": {
      const formula = known.formula(value.ref);
      return formula && constant(formula, known);
    }
    case "add":
    case "subtract":
    case "multiply":
    case "divide":
    case "lesser":
    case "greater":
      return joined(value.op, constant(value.a, known), constant(value.b, known));
    case "convert":
      return constant(value.a, known)?.mul(exact(value.times)).div(exact(value.over));
    case "round": {
      const inner = constant(value.a, known);
      return inner && rounded(inner, value.mode, exact(value.to));
    }
    case "ask":
      return known.ask?.(value);
    case "input":
    case "line":
    case "arrangement":
      return undefined;
  }
}

type Joining = "add" | "subtract" | "multiply" | "divide" | "lesser" | "greater";

function joined(op: Joining, a: Fraction | undefined, b: Fraction | undefined): Fraction | undefined {
  // Nothing times anything is nothing.
  if (op === "multiply" && (a?.equals(0) || b?.equals(0))) return exact("0");
  if (!a || !b) return undefined;
  switch (op) {
    case "add":
      return a.add(b);
    case "subtract":
      return a.sub(b);
    case "multiply":
      return a.mul(b);
    case "divide":
      return b.equals(0) ? undefined : a.div(b);
    case "lesser":
      return a.compare(b) <= 0 ? a : b;
    case "greater":
      return a.compare(b) >= 0 ? a : b;
  }
}

/** Rounds to a multiple of a step; `up` and `half_up` go away from zero. */
export function rounded(value: Fraction, mode: RoundingMode, step: Fraction): Fraction {
  const size = value.div(step).abs();
  const whole = size.floor();
  const rest = size.sub(whole);
  const half = rest.compare(0.5);
  const isUp = {
    up: rest.compare(0) > 0,
    down: false,
    half_up: half >= 0,
    half_down: half > 0,
    half_even: half > 0 || (half === 0 && whole.n % 2n === 1n),
  }[mode];
  const result = (isUp ? whole.add(1) : whole).mul(step);
  return value.compare(0) < 0 ? result.neg() : result;
}

/** Whether a condition holds that needs no fact of a person; undefined when it needs one. */
export function constantTruth(when: Condition, known: Known): boolean | undefined {
  switch (when.op) {
    case "all":
    case "any": {
      const deciding = when.op === "any";
      const parts = when.of.map((part) => constantTruth(part, known));
      if (parts.includes(deciding)) return deciding;
      return parts.includes(undefined) ? undefined : !deciding;
    }
    case "not": {
      const inner = constantTruth(when.of, known);
      return inner === undefined ? undefined : !inner;
    }
    case "compare": {
      const a = constant(when.a, known);
      const b = constant(when.b, known);
      return a && b && holds(a.compare(b), when.relation);
    }
    case "within": {
      const a = constant(when.a, known);
      if (!a) return undefined;
      const { min, minHeld, max, maxHeld } = when.range;
      const below = min !== undefined && a.compare(exact(min)) < (minHeld ? 0 : 1);
      const above = max !== undefined && a.compare(exact(max)) > (maxHeld ? 0 : -1);
      return !below && !above;
    }
    case "truth":
    case "condition":
    case "is":
    case "day":
    case "dates":
      return undefined;
  }
}

function holds(order: number, relation: (Condition & { op: "compare" })["relation"]): boolean {
  switch (relation) {
    case "at_least":
      return order >= 0;
    case "at_most":
      return order <= 0;
    case "under":
      return order < 0;
    case "over":
      return order > 0;
    case "equal":
      return order === 0;
  }
}
