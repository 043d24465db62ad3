import Fraction from "fraction.js";

/** Exact values of figures that stand in a plan, for the checker. */
export const exact = (decimal: string): Fraction => new Fraction(decimal);

export const isZero = (decimal: string): boolean => exact(decimal).equals(0);

/** The shortest way to write a decimal: `"7.50"` is `"7.5"`, `"010"` is `"10"`. */
export function shortest(decimal: string): string {
  const negative = decimal.startsWith("-");
  const [whole = "0", fraction = ""] = (negative ? decimal.slice(1) : decimal).split(".");
  const digits = whole.replace(/^0+(?=\d)/, "");
  const rest = fraction.replace(/0+$/, "");
  const text = rest ? `${digits}.${rest}` : digits;
  return negative && text !== "0" ? `-${text}` : text;
}

/** `1414.74` as `$1,414.74`; whole dollars without cents. */
export function dollars(decimal: string): string {
  const [whole = "0", fraction] = shortest(decimal).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  const cents = fraction === undefined ? "" : `.${fraction.padEnd(2, "0")}`;
  return whole.startsWith("-") ? `-$${grouped.slice(1)}${cents}` : `$${grouped}${cents}`;
}
