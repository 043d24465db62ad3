import type { Expression, RateBook } from "@planwright/ratebook";
import Fraction from "fraction.js";

/** Rounded half up, away from zero, to so many places; zeros at the end are left out. */
export function decimal(value: Fraction, places: number): string {
  const scale = 10n ** BigInt(places);
  const scaled = (value.n * scale * 2n + value.d) / (value.d * 2n);
  const whole = scaled / scale;
  const rest =
    places === 0
      ? ""
      : String(scaled % scale)
          .padStart(places, "0")
          .replace(/0+$/, "");
  const sign = value.s < 0n && scaled !== 0n ? "-" : "";
  return `${sign}${whole}${rest === "" ? "" : `.${rest}`}`;
}

/** The most decimals that a figure of a rate book has. */
const PLACES = 20;

/** Digits that are kept of each of many fractions. */
const KEPT = 10n ** 40n;

/**
 * The mean of fractions, to so many places. Their exact sum has a denominator that grows with each of them; so each is
 * cut, and only where the cut could decide how the mean is rounded is it summed exactly.
 */
export function meanOf(values: readonly Fraction[], places: number): string {
  const count = BigInt(values.length);
  if (count === 0n) return "0";
  let cut = 0n;
  for (const { s, n, d } of values) {
    const scaled = (n * KEPT) / d;
    // Towards what is smaller, so that each is less than one too small.
    cut += s < 0n ? -scaled - 1n : scaled;
  }
  const least = decimal(new Fraction(cut, KEPT * count), places);
  const most = decimal(new Fraction(cut + count, KEPT * count), places);
  if (least === most) return least;
  const sum = values.reduce((a, b) => a.add(b), new Fraction(0));
  return decimal(sum.div(values.length), places);
}

/** What lies between two decimals, and by how many percent of the first: two places, half up; none of zero. */
export function between(before: string, after: string): Moved {
  const [a, b] = [partsOf(before), partsOf(after)];
  return (a !== undefined && b !== undefined && betweenParts(a, b)) || betweenFractions(before, after);
}

interface Moved {
  readonly delta: string;
  readonly percent?: string;
}

/** Figures with at most this many characters and places are compared as whole numbers of parts, which are exact. */
const MOST_CHARACTERS = 10;
const PART_PLACES = 4;
const PARTS = 10_000;

function partsOf(figure: string): number | undefined {
  const point = figure.indexOf(".");
  if (figure.length > MOST_CHARACTERS || (point >= 0 && figure.length - point - 1 > PART_PLACES))
    return undefined;
  const value = Math.round(Number(figure) * PARTS);
  return Number.isNaN(value) ? undefined : value;
}

function betweenParts(from: number, to: number): Moved | undefined {
  const moved = Math.abs(to - from);
  const sign = to < from ? "-" : "";
  const delta = sign + textOfParts(moved, PARTS);
  const base = Math.abs(from);
  if (base === 0) return { delta };
  // A hundred percent in two places, and half of the last one.
  const twice = moved * 20_000 + base;
  if (twice > Number.MAX_SAFE_INTEGER) return undefined;
  const percent = (twice - (twice % (2 * base))) / (2 * base);
  return { delta, percent: `${percent === 0 ? "" : sign}${textOfParts(percent, 100)}` };
}

/** 1250 hundredths as `12.5`. */
function textOfParts(value: number, parts: 100 | 10_000): string {
  const rest = value % parts;
  const whole = String((value - rest) / parts);
  return rest === 0
    ? whole
    : `${whole}.${String(parts + rest)
        .slice(1)
        .replace(/0+$/, "")}`;
}

function betweenFractions(before: string, after: string): Moved {
  const from = new Fraction(before);
  const delta = new Fraction(after).sub(from);
  if (from.n === 0n) return { delta: decimal(delta, PLACES) };
  return { delta: decimal(delta, PLACES), percent: decimal(delta.div(from.abs()).mul(100), 2) };
}

/** Whether the second decimal is the larger one. */
export function isMore(before: string, after: string): boolean {
  const [a, b] = [partsOf(before), partsOf(after)];
  return a !== undefined && b !== undefined ? b > a : new Fraction(after).compare(new Fraction(before)) > 0;
}

/** Where a value can lie; an absent end is open. Of percentages, in hundredths. */
export interface Bounds {
  readonly least?: Fraction | undefined;
  readonly most?: Fraction | undefined;
}

export type Inputs = ReadonlyMap<string, RateBook["inputs"][number]>;

/** Where the value of an expression can lie, as far as literals and the declared values of inputs say. */
export function boundsOf(expression: Expression, inputs: Inputs): Bounds {
  switch (expression.op) {
    case "literal": {
      const value = new Fraction(expression.value);
      const plain = expression.percent ? value.div(100) : value;
      return { least: plain, most: plain };
    }
    case "input":
      return boundsOfInput(expression.ref, inputs);
    case "add": {
      const a = boundsOf(expression.a, inputs);
      const b = boundsOf(expression.b, inputs);
      return {
        least: a.least && b.least && a.least.add(b.least),
        most: a.most && b.most && a.most.add(b.most),
      };
    }
    default:
      return {};
  }
}

/** Of inputs of money alone: how the choices of a percentage are written is left to what computes with them. */
function boundsOfInput(ref: string, inputs: Inputs): Bounds {
  const input = inputs.get(ref);
  if (input?.kind !== "money") return {};
  if (input.choices) {
    const values = input.choices.map((choice) => new Fraction(choice)).sort((a, b) => a.compare(b));
    return { least: values[0], most: values.at(-1) };
  }
  const { min, max } = input.range ?? {};
  return {
    least: min === undefined ? undefined : new Fraction(min),
    most: max === undefined ? undefined : new Fraction(max),
  };
}

/** The one value of an expression that is a figure: `"500"`, `"80"` of a percentage. */
export function figureOf(
  expression: Expression,
): { readonly value: string; readonly percent: boolean } | undefined {
  return expression.op === "literal"
    ? { value: expression.value, percent: expression.percent === true }
    : undefined;
}

/** Whether the second is above the first, below it, or the same, whatever the inputs are. */
export function direction(before: Bounds, after: Bounds): "up" | "down" | "same" | "unknown" {
  const { least: a, most: b } = before;
  const { least: c, most: d } = after;
  if (a && b && c && d && a.equals(b) && c.equals(d) && a.equals(c)) return "same";
  if (b && c && c.compare(b) >= 0) return "up";
  if (a && d && d.compare(a) <= 0) return "down";
  return "unknown";
}
