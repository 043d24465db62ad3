import type { Expression } from "@planwright/ratebook";

/** Whether a figure changes in step with the rates of a coverage: `rate` or a `number` beside it, or neither. */
type Degree = "rate" | "number" | undefined;

/**
 * Whether a rate that is computed follows the rates of its own coverage: when they all change by one share, it does
 * too. `102% of rate of medical with status active` does; `rate of medical + $5` does not.
 */
export const followsRates = (e: Expression, coverage: string): boolean => degreeOf(e, coverage) === "rate";

function degreeOf(e: Expression, coverage: string): Degree {
  switch (e.op) {
    case "literal":
      return "number";
    case "ask":
      return e.head === "rate" && (e.of ?? coverage) === coverage && e.on === undefined ? "rate" : undefined;
    case "round":
      return degreeOf(e.a, coverage);
    case "multiply": {
      const [a, b] = [degreeOf(e.a, coverage), degreeOf(e.b, coverage)];
      if (a === "number") return b;
      return b === "number" ? a : undefined;
    }
    case "divide": {
      const [a, b] = [degreeOf(e.a, coverage), degreeOf(e.b, coverage)];
      return b === "number" ? a : undefined;
    }
    case "add":
    case "subtract":
    case "lesser":
    case "greater": {
      const [a, b] = [degreeOf(e.a, coverage), degreeOf(e.b, coverage)];
      return a === b ? a : undefined;
    }
    case "input":
    case "formula":
    case "line":
    case "convert":
    case "arrangement":
      return undefined;
  }
}
