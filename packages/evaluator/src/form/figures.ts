import Fraction from "fraction.js";
import type { RoundingMode } from "../exact.js";
import { arithmetic, choose, MOST, need, pick, quotient, relation, type Relation } from "./nodes.js";
import { type Truth, unsaid, type Whole, whole } from "./nodes.js";

/** A figure of the form: a whole number of parts, of which `parts` make one. Its scale is fixed while the form is made. */
export interface Scaled {
  readonly number: Whole;
  readonly parts: number;
}

/** A whole number of the size that the form computes with. */
function small(value: bigint): number {
  if (value > BigInt(MOST) || value < -BigInt(MOST)) unsaid("a figure with too many digits");
  return Number(value);
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

const leastMultiple = (a: number, b: number): number => small(BigInt(a / greatestDivisor(a, b)) * BigInt(b));

export const constant = (value: Fraction): Scaled => ({
  number: whole(small(value.s * value.n)),
  parts: small(value.d),
});

/** The constant that a figure is; undefined where it depends on the row. */
export const constantOf = ({ number, parts }: Scaled): Fraction | undefined =>
  number.op === "whole" ? new Fraction(BigInt(number.value), BigInt(parts)) : undefined;

/** The same figure in more parts. */
function inParts({ number, parts }: Scaled, wanted: number): Whole {
  return arithmetic("multiply", number, whole(wanted / parts));
}

/** Several figures in parts of one size. */
export function alike(figures: readonly Scaled[]): {
  readonly numbers: readonly Whole[];
  readonly parts: number;
} {
  const parts = figures.reduce((sum, figure) => leastMultiple(sum, figure.parts), 1);
  return { numbers: figures.map((figure) => inParts(figure, parts)), parts };
}

function together(a: Scaled, b: Scaled): { readonly a: Whole; readonly b: Whole; readonly parts: number } {
  const parts = leastMultiple(a.parts, b.parts);
  return { a: inParts(a, parts), b: inParts(b, parts), parts };
}

export function combine(op: "add" | "subtract" | "lesser" | "greater", a: Scaled, b: Scaled): Scaled {
  const same = together(a, b);
  return { number: arithmetic(op, same.a, same.b), parts: same.parts };
}

export function times(a: Scaled, b: Scaled): Scaled {
  const fixed = constantOf(b);
  if (fixed) return timesConstant(a, fixed);
  const left = constantOf(a);
  if (left) return timesConstant(b, left);
  return {
    number: arithmetic("multiply", a.number, b.number),
    parts: small(BigInt(a.parts) * BigInt(b.parts)),
  };
}

export function timesConstant({ number, parts }: Scaled, by: Fraction): Scaled {
  const reduced = new Fraction(by.s * by.n, by.d * BigInt(parts));
  return {
    number: arithmetic("multiply", number, whole(small(reduced.s * reduced.n))),
    parts: small(reduced.d),
  };
}

export function rounded({ number, parts }: Scaled, mode: RoundingMode, step: Fraction): Scaled {
  // In units of the step the figure is number × step.d / (parts × step.n).
  const units = timesConstant({ number, parts }, step.inverse());
  return timesConstant({ number: quotient(units.number, units.parts, mode), parts: 1 }, step);
}

export function compared(order: Relation, a: Scaled, b: Scaled): Truth {
  const same = together(a, b);
  return relation(order, same.a, same.b);
}

export function picked(when: Truth, a: Scaled, b: Scaled): Scaled {
  const same = together(a, b);
  return { number: pick(when, same.a, same.b), parts: same.parts };
}

export function chosen(index: Whole, of: readonly Scaled[]): Scaled {
  const { numbers, parts } = alike(of);
  return { number: choose(index, numbers), parts };
}

export const needed = (when: Truth, then: Scaled): Scaled => ({
  number: need(when, then.number),
  parts: then.parts,
});

export const isZero = ({ number }: Scaled): Truth => relation("===", number, whole(0));
export const isNotBelowZero = ({ number }: Scaled): Truth => relation(">=", number, whole(0));

interface Range {
  readonly min?: string | undefined;
  readonly minOpen?: true | undefined;
  readonly max?: string | undefined;
  readonly maxOpen?: true | undefined;
}

const ceiling = (value: Fraction): number => small(value.ceil().s * value.ceil().n);
const floor = (value: Fraction): number => small(value.floor().s * value.floor().n);

/** The least number of parts that a range holds, and the least that it holds no more. */
export function stepsOf(range: Range, parts: number): { readonly from?: number; readonly until?: number } {
  const scale = (decimal: string) => new Fraction(decimal).mul(parts);
  const { min, max } = range;
  return {
    ...(min === undefined ? {} : { from: range.minOpen ? floor(scale(min)) + 1 : ceiling(scale(min)) }),
    ...(max === undefined ? {} : { until: range.maxOpen ? ceiling(scale(max)) : floor(scale(max)) + 1 }),
  };
}

/** The conditions under which a range holds a figure. */
export function within({ number, parts }: Scaled, range: Range): readonly Truth[] {
  const { from, until } = stepsOf(range, parts);
  return [
    ...(from === undefined ? [] : [relation(">=", number, whole(from))]),
    ...(until === undefined ? [] : [relation("<", number, whole(until))]),
  ];
}
