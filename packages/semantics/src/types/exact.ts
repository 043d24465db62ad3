import Fraction from "fraction.js";

/** Exact values of figures that stand in a plan, for the checker. */
export const exact = (decimal: string): Fraction => new Fraction(decimal);

export const isZero = (decimal: string): boolean => exact(decimal).equals(0);

const ZERO = 48;

/** Whether it begins with a digit other than zero, and has no zero after its point to end with: nearly every rate. */
function isShort(decimal: string): boolean {
  const first = decimal.charCodeAt(0);
  const last = decimal.charCodeAt(decimal.length - 1);
  return first > ZERO && first <= ZERO + 9 && ((last > ZERO && last <= ZERO + 9) || !decimal.includes("."));
}

/** The shortest way to write a decimal: `"7.50"` is `"7.5"`, `"010"` is `"10"`. */
export function shortest(decimal: string): string {
  if (isShort(decimal)) return decimal;
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
