import type { Expression } from "@planwright/ratebook";
import { Ask, attempt } from "./ask.js";
import { decimal, exact } from "./exact.js";
import { figureOf } from "./expressions.js";
import type { Prepared } from "./prepare.js";

/** Formulas may name each other this far. */
const MOST_FORMULAS = 40;

/**
 * What an expression comes to for everybody, as a decimal, a percentage as its hundredth part. Nothing where it asks for an
 * input, a charge or a rate: then it differs from person to person.
 */
export function constantOf(prepared: Prepared, expression: Expression): string | undefined {
  if (expression.op === "literal") {
    const value = exact(expression.value);
    return decimal(expression.percent ? value.div(100) : value);
  }
  if (!isFixed(expression, prepared, 0)) return undefined;
  const ask = new Ask(prepared, {}, prepared.program.effective.from);
  const result = attempt(() => figureOf(expression, prepared)(ask, undefined));
  return result.ok ? decimal(result.value) : undefined;
}

function isFixed(e: Expression, prepared: Prepared, depth: number): boolean {
  switch (e.op) {
    case "literal":
      return true;
    case "input":
    case "line":
    case "ask":
    case "arrangement":
      return false;
    case "formula": {
      const formula = prepared.book.formulas.find(({ id }) => id === e.ref);
      return formula !== undefined && depth < MOST_FORMULAS && isFixed(formula.value, prepared, depth + 1);
    }
    case "convert":
    case "round":
      return isFixed(e.a, prepared, depth);
    case "add":
    case "subtract":
    case "multiply":
    case "divide":
    case "lesser":
    case "greater":
      return isFixed(e.a, prepared, depth) && isFixed(e.b, prepared, depth);
  }
}
