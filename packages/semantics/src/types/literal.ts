import type { DurationUnit, LiteralNode } from "@planwright/syntax";
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
      return { kind: "figure", units: { [COUNTED_IN[node.unit].unit]: 1 } };
    case "day":
      return { kind: "date" };
    case "text":
      return { kind: "text" };
  }
}

/** A year has twelve months and a week seven days, always; a month has no fixed number of days. */
const COUNTED_IN = {
  day: { unit: "day", times: 1 },
  week: { unit: "day", times: 7 },
  month: { unit: "month", times: 1 },
  year: { unit: "month", times: 12 },
} as const;

/** A length of time in months or in days: one in years counts its months, one in weeks its days. */
export function timeOf(node: { readonly value: string; readonly unit: DurationUnit }): {
  readonly unit: "month" | "day";
  readonly value: string;
} {
  const { unit, times } = COUNTED_IN[node.unit];
  return { unit, value: shortest(exact(node.value).mul(times).toString()) };
}

/** The figure of a literal; a duration in years counts its months, one in weeks its days. */
export function literalValue(node: LiteralNode): string {
  if (node.kind === "duration") return timeOf(node).value;
  return node.kind === "day" || node.kind === "text" ? node.value : shortest(node.value);
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
