import Fraction from "fraction.js";

export type RoundingMode = "half_up" | "half_even" | "half_down" | "up" | "down";

export const ZERO = new Fraction(0);
export const ONE = new Fraction(1);

const KNOWN = new Map<string, Fraction>();
const MOST_KNOWN = 50_000;

/** The exact value of a decimal such as `"0.276"`. */
export function exact(decimal: string): Fraction {
  let found = KNOWN.get(decimal);
  if (!found) {
    found = new Fraction(decimal);
    if (KNOWN.size >= MOST_KNOWN) KNOWN.clear();
    KNOWN.set(decimal, found);
  }
  return found;
}

export const min = (a: Fraction, b: Fraction): Fraction => (a.compare(b) <= 0 ? a : b);
export const max = (a: Fraction, b: Fraction): Fraction => (a.compare(b) >= 0 ? a : b);

/** Rounds to a multiple of `step`. `half_up` and `up` go away from zero, `down` and `half_down` towards it. */
export function round(value: Fraction, mode: RoundingMode, step: Fraction): Fraction {
  const units = value.div(step);
  const magnitude = units.abs();
  const whole = magnitude.floor();
  const rest = magnitude.sub(whole);
  const half = rest.compare(0.5);
  const upwards = (): boolean => {
    switch (mode) {
      case "up":
        return rest.compare(0) > 0;
      case "down":
        return false;
      case "half_up":
        return half >= 0;
      case "half_down":
        return half > 0;
      case "half_even":
        return half > 0 || (half === 0 && whole.n % 2n === 1n);
    }
  };
  const rounded = (upwards() ? whole.add(1) : whole).mul(step);
  return units.compare(0) < 0 ? rounded.neg() : rounded;
}

/** Money with its cents: `"27.60"`. The value must be rounded already. */
export function cents(value: Fraction): string {
  return fixed(value, 2);
}

/** A decimal with at least `least` decimals and at most `most`, rounded half up where it does not end. */
export function decimal(value: Fraction, least = 0, most = 8): string {
  const scaled = 10n ** BigInt(most) * value.n;
  const whole = (scaled + value.d / 2n) / value.d;
  const text = placed(whole, most, value.s < 0n);
  let end = text.length;
  const point = end - most;
  while (end > point + least && text.charCodeAt(end - 1) === 48) end--;
  return end === point ? text.slice(0, point - 1) : text.slice(0, end);
}

/** Whether a decimal of at most `places` writes the value exactly. */
export const endsWithin = (value: Fraction, places: number): boolean =>
  value.mul(new Fraction(10n ** BigInt(places))).d === 1n;

function fixed(value: Fraction, places: number): string {
  return placed((10n ** BigInt(places) * value.n) / value.d, places, value.s < 0n);
}

/** Puts the point into digits. */
function placed(units: bigint, places: number, isNegative: boolean): string {
  const digits = units.toString().padStart(places + 1, "0");
  const sign = isNegative && units !== 0n ? "-" : "";
  return places === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** `$1,414.74`; whole dollars without cents; a figure that does not end is cut short with `…`. */
export function dollars(value: Fraction): string {
  const ends = endsWithin(value, 6);
  const text = ends
    ? decimal(value.abs(), 0, 6)
    : decimal(round(value.abs(), "down", new Fraction(1n, 1_000_000n)), 6, 6);
  const [whole = "0", rest = ""] = text.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  const fraction = rest === "" ? "" : `.${rest.padEnd(2, "0")}`;
  return `${value.compare(0) < 0 ? "-" : ""}$${grouped}${fraction}${ends ? "" : "…"}`;
}
