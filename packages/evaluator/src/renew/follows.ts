import type { Expression, RateBook } from "@planwright/ratebook";

/** Whether a figure changes in step with the rates of a coverage: `rate` or a `number` beside it, or neither. */
type Degree = "rate" | "number" | undefined;

/**
 * Whether a rate that is computed follows the rates of its own coverage: when they all change by one share, it does
 * too. `102% of rate of medical with status active` does; `rate of medical + $5` does not.
 */
export const followsRates = (e: Expression, coverage: string, book: RateBook): boolean =>
  degreeOf(e, coverage, book) === "rate";

/** Kinds of inputs that are no amounts: a rate may be multiplied by them. */
const FACTORS: ReadonlySet<string> = new Set(["number", "percent", "count", "age"]);

function degreeOf(e: Expression, coverage: string, book: RateBook): Degree {
  const of = (part: Expression): Degree => degreeOf(part, coverage, book);
  switch (e.op) {
    case "literal":
      return "number";
    case "ask":
      return e.head === "rate" && (e.of ?? coverage) === coverage && e.on === undefined ? "rate" : undefined;
    case "round":
      return of(e.a);
    case "multiply": {
      const [a, b] = [of(e.a), of(e.b)];
      if (a === "number") return b;
      return b === "number" ? a : undefined;
    }
    case "divide": {
      const [a, b] = [of(e.a), of(e.b)];
      return b === "number" ? a : undefined;
    }
    case "add":
    case "subtract":
    case "lesser":
    case "greater": {
      const [a, b] = [of(e.a), of(e.b)];
      return a === b ? a : undefined;
    }
    case "input": {
      const kind = book.inputs.find(({ id }) => id === e.ref)?.kind;
      return kind !== undefined && FACTORS.has(kind) ? "number" : undefined;
    }
    case "formula": {
      const formula = book.formulas.find(({ id }) => id === e.ref);
      return formula && of(formula.value);
    }
    case "line":
    case "convert":
    case "arrangement":
      return undefined;
  }
}
