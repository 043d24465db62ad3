import type { LiteralNode } from "@planwright/syntax";
import { exact, shortest } from "./exact.js";
import { NUMBER, PERCENT, type Type, units } from "./units.js";

export function literalType(node: LiteralNode): Type {
  switch (node.kind) {
    case "money":
      return { kind: "figure", units: node.per ? units({ money: 1, [node.per]: -1 }) : { money: 1 } };
    case "percent":
      return PERCENT;
    case "number":
      return NUMBER;
    case "duration":
      // A year has twelve months, always; a month has no fixed number of days.
      return { kind: "figure", units: { [node.unit === "year" ? "month" : node.unit]: 1 } };
    case "day":
      return { kind: "date" };
    case "text":
      return { kind: "text" };
  }
}

/** The figure of a literal; a duration in years counts its months. */
export function literalValue(node: LiteralNode): string {
  if (node.kind === "duration" && node.unit === "year") return shortest(exact(node.value).mul(12).toString());
  return node.kind === "day" || node.kind === "text" ? node.value : shortest(node.value);
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
