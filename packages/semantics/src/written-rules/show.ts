import { dollars, exact } from "../types/exact.js";
import type { Typed } from "../types/typed.js";

/** A figure for a reader: `$1,000`, `80%`, `3.25`; at most four decimals, money at most two. */
export function showFigure({ type, value }: Typed): string {
  if (value.op !== "literal") return "a figure";
  const figure = exact(value.value);
  if (type.kind === "figure" && type.units.money === 1) return dollars(figure.round(2).toString());
  const short = figure.round(4).toString();
  return type.kind === "percent" ? `${short}%` : short;
}
