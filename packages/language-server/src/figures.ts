import type { Expression, Program } from "@planwright/semantics";
import Fraction from "fraction.js";

/** Formulas may name each other this far. */
const MOST_FORMULAS = 40;

/** What an expression comes to where it asks for nothing: no input, no rate. Exact. */
export function constantOf(expression: Expression, program: Program, depth = 0): Fraction | undefined {
  const of = (inner: Expression) => constantOf(inner, program, depth);
  const both = (a: Expression, b: Expression, join: (x: Fraction, y: Fraction) => Fraction) => {
    const [x, y] = [of(a), of(b)];
    return x && y && join(x, y);
  };
  switch (expression.op) {
    case "literal":
      return expression.percent ? new Fraction(expression.value).div(100) : new Fraction(expression.value);
    case "formula": {
      const formula = program.formulas.find(({ id }) => id === expression.ref);
      return formula && depth < MOST_FORMULAS ? constantOf(formula.value, program, depth + 1) : undefined;
    }
    case "add":
      return both(expression.a, expression.b, (x, y) => x.add(y));
    case "subtract":
      return both(expression.a, expression.b, (x, y) => x.sub(y));
    case "multiply":
      return both(expression.a, expression.b, (x, y) => x.mul(y));
    case "divide":
      return both(expression.a, expression.b, (x, y) => x.div(y));
    case "lesser":
      return both(expression.a, expression.b, (x, y) => (x.compare(y) <= 0 ? x : y));
    case "greater":
      return both(expression.a, expression.b, (x, y) => (x.compare(y) >= 0 ? x : y));
    case "convert":
      return of(expression.a)?.mul(expression.times).div(expression.over);
    case "round":
    case "input":
    case "line":
    case "ask":
    case "arrangement":
      return undefined;
  }
}

/** A figure as a plan writes it: `$1,234.50`, `$0.276`, `$41.666…` where it does not end. */
export function dollars(value: Fraction | string): string {
  const fraction = new Fraction(value);
  const sign = fraction.s < 0n ? "-" : "";
  const [whole = "0", rest = ""] = plain(fraction.abs()).split(".");
  const cents = rest === "" ? "00" : rest.padEnd(2, "0");
  return `${sign}$${grouped(whole)}.${cents}`;
}

const PLACES_SHOWN = 3;

/** A figure without a unit; one that does not end is cut short. */
export function plain(value: Fraction): string {
  const text = value.toString(20);
  if (!text.includes("(")) return text;
  const digits = text.replace(/[()]/g, "");
  const [whole = "0", rest = ""] = digits.split(".");
  return `${whole}.${rest.padEnd(PLACES_SHOWN, rest.at(-1) ?? "0").slice(0, PLACES_SHOWN)}…`;
}

export const grouped = (whole: string): string => whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");

/** A change with its sign, to two places: `+9.37%`. */
export function percentChange(from: Fraction, to: Fraction): string {
  const change = to.sub(from).div(from).mul(100).round(2);
  const text = Number(change.valueOf()).toFixed(2);
  return `${change.s < 0n ? "" : "+"}${text}%`;
}

/** How many times one figure another is, to four places. */
export const times = (value: Fraction, of: Fraction): string =>
  Number(value.div(of).round(4).valueOf()).toString();
