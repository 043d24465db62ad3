// Decimal arithmetic over whole numbers, written for the tests alone: what is expected must not come from the
// arithmetic that is tested.

/** A quotient of whole numbers; `under` is above zero. */
export interface Ratio {
  readonly over: bigint;
  readonly under: bigint;
}

/** The value of a decimal such as `-1414.74`. */
export function ratio(decimal: string): Ratio {
  const [whole = "0", fraction = ""] = decimal.split(".");
  return { over: BigInt(whole + fraction), under: 10n ** BigInt(fraction.length) };
}

export const times = (a: Ratio, b: Ratio): Ratio => ({ over: a.over * b.over, under: a.under * b.under });

export const plus = (a: Ratio, b: Ratio): Ratio => ({
  over: a.over * b.under + b.over * a.under,
  under: a.under * b.under,
});

export function dividedBy(a: Ratio, b: Ratio): Ratio {
  const sign = b.over < 0n ? -1n : 1n;
  return { over: a.over * b.under * sign, under: a.under * b.over * sign };
}

export type Mode = "half_up" | "half_even" | "half_down" | "up" | "down";

/** How many whole units a value comes to. Modes go by magnitude: `up` is away from zero. */
export function roundedUnits({ over, under }: Ratio, mode: Mode): bigint {
  const magnitude = over < 0n ? -over : over;
  const whole = magnitude / under;
  const twiceRest = 2n * (magnitude % under);
  const up = {
    up: twiceRest > 0n,
    down: false,
    half_up: twiceRest >= under,
    half_down: twiceRest > under,
    half_even: twiceRest > under || (twiceRest === under && whole % 2n === 1n),
  }[mode];
  const units = up ? whole + 1n : whole;
  return over < 0n ? -units : units;
}

/** Money from a number of cents: `1414.74`. */
export function centsText(cents: bigint): string {
  const sign = cents < 0n ? "-" : "";
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, "0");
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** A value rounded to the cent. */
export const toCents = (value: Ratio, mode: Mode = "half_up"): string =>
  centsText(roundedUnits(times(value, ratio("100")), mode));
