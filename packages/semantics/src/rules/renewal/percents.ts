import type Fraction from "fraction.js";
import type { ChangeRange } from "../../renewal-model.js";
import { exact, shortest } from "../../types/exact.js";

export const percentText = (value: Fraction): string => {
  const places = exact("10000");
  const rounded = value.mul(places).round().div(places);
  return `${rounded.equals(value) ? "" : "about "}${shortest(rounded.toString(4))}%`;
};

export const rangeText = ({ least, most }: ChangeRange): string =>
  least === most ? `${least}%` : `${least}% to ${most}%`;
