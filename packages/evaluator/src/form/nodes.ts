import type { RoundingMode } from "../exact.js";
import { roundQuotient } from "./arith.js";
import { type Memo, NO_VALUE } from "./memo.js";

/**
 * The intermediate form of rating: whole numbers and truths, as a graph without circles. Nodes are shared, and whoever
 * computes them computes each once. A row of which a node has no value is not for the form: the reference rates it.
 */
export type Whole = Bounds &
  (
    | { readonly op: "whole"; readonly value: number }
    /** What a column says, read as a number. A `code` is never missing: below zero it says why there is no value. */
    | { readonly op: "slot"; readonly slot: number; readonly kind: "number" | "code" }
    | { readonly op: "day" }
    | { readonly op: Arithmetic; readonly a: Whole; readonly b: Whole; readonly guarded: boolean }
    /** `a` by a number above zero, rounded to whole. */
    | { readonly op: "quotient"; readonly a: Whole; readonly by: number; readonly mode: RoundingMode }
    /** The age of who was born on a day, on another. Days are numbers such as 20150301. */
    | { readonly op: "age"; readonly birth: Whole; readonly on: Whole; readonly way: "completed" | "nearest" }
    /** An entry of a list of numbers, of which the first is that of `from`. */
    | { readonly op: "at"; readonly index: Whole; readonly values: readonly number[]; readonly from: number }
    /** How many of the steps, which ascend, a number reaches. */
    | { readonly op: "reached"; readonly a: Whole; readonly steps: readonly number[] }
    /** The row of a rate table that a person's keys lead to. */
    | { readonly op: "row"; readonly table: number; readonly cell: Whole }
    /** A node that is looked up: what a memo of it says in a cell. */
    | { readonly op: "memo"; readonly of: Whole; readonly memo: Memo; readonly cell: Whole }
    /** Which condition is the only one that holds; without a value where none does, or two do. */
    | { readonly op: "only"; readonly of: readonly Truth[] }
    | { readonly op: "choose"; readonly index: Whole; readonly of: readonly Whole[] }
    | { readonly op: "need"; readonly when: Truth; readonly then: Whole }
    | { readonly op: "pick"; readonly when: Truth; readonly a: Whole; readonly b: Whole }
    /** A number, or another one where it has no value. */
    | { readonly op: "known"; readonly a: Whole; readonly otherwise: number }
  );

export type Truth =
  | { readonly op: "constant"; readonly value: boolean }
  | { readonly op: "all" | "any"; readonly of: readonly Truth[] }
  | { readonly op: "not"; readonly a: Truth }
  | { readonly op: "relation"; readonly relation: Relation; readonly a: Whole; readonly b: Whole };

export type Relation = "<" | "<=" | ">" | ">=" | "===";
type Arithmetic = "add" | "subtract" | "multiply" | "lesser" | "greater";

interface Bounds {
  readonly low: number;
  readonly high: number;
  /** It has a value for everybody. */
  readonly sure: boolean;
}

/** No number of the form is larger: below it a quotient of two is exact enough to be cut to a whole number. */
export const MOST = 2 ** 52;

/** Thrown while a form is made, of what it cannot say. */
export class Unsaid {
  constructor(readonly what: string) {}
}

export function unsaid(what: string): never {
  throw new Unsaid(what);
}

export const ALWAYS: Truth = { op: "constant", value: true };
export const NEVER: Truth = { op: "constant", value: false };

export function whole(value: number): Whole {
  if (!Number.isInteger(value) || Math.abs(value) > MOST) unsaid("a figure with too many digits");
  return { op: "whole", value, low: value, high: value, sure: true };
}

export const DAY: Whole = { op: "day", low: 10_101, high: 99_991_231, sure: true };

export const slot = (number: number, kind: "number" | "code", low: number, high: number): Whole => ({
  op: "slot",
  slot: number,
  kind,
  low,
  high,
  sure: kind === "code",
});

const isConstant = (node: Whole): node is Whole & { readonly op: "whole" } => node.op === "whole";

function compute(op: Arithmetic, a: number, b: number): number {
  switch (op) {
    case "add":
      return a + b;
    case "subtract":
      return a - b;
    case "multiply":
      return a * b;
    case "lesser":
      return Math.min(a, b);
    case "greater":
      return Math.max(a, b);
  }
}

export function arithmetic(op: Arithmetic, a: Whole, b: Whole): Whole {
  if (isConstant(a) && isConstant(b)) return whole(compute(op, a.value, b.value));
  if (isConstant(b) && b.value === (op === "multiply" ? 1 : 0) && op !== "lesser" && op !== "greater")
    return a;
  if (isConstant(a) && a.value === (op === "multiply" ? 1 : 0) && (op === "multiply" || op === "add"))
    return b;
  if (op === "lesser" && b.sure && a.high <= b.low) return a;
  if (op === "greater" && b.sure && a.low >= b.high) return a;
  const ends =
    op === "lesser" || op === "greater"
      ? [compute(op, a.low, b.low), compute(op, a.high, b.high)]
      : [a.low, a.high].flatMap((x) => [b.low, b.high].map((y) => compute(op, x, y)));
  const low = Math.min(...ends);
  const high = Math.max(...ends);
  const guarded = low < -MOST || high > MOST;
  const sure = a.sure && b.sure && !guarded;
  return { op, a, b, guarded, sure, low: Math.max(low, -MOST), high: Math.min(high, MOST) };
}

export function quotient(a: Whole, by: number, mode: RoundingMode): Whole {
  if (by === 1) return a;
  if (isConstant(a)) return whole(roundQuotient(a.value, by, mode));
  const low = Math.floor(a.low / by) - (a.low < 0 ? 1 : 0);
  return { op: "quotient", a, by, mode, low, high: Math.ceil(a.high / by) + 1, sure: a.sure };
}

export function ageNode(birth: Whole, on: Whole, way: "completed" | "nearest"): Whole {
  const sure = birth.sure && on.sure && birth.high <= on.low;
  const low = Math.max(0, Math.floor((on.low - birth.high) / 10_000));
  const high = Math.max(0, Math.ceil((on.high - birth.low) / 10_000) + 1);
  return { op: "age", birth, on, way, low, high, sure };
}

const leastOf = (values: readonly number[]): number =>
  values.reduce((least, value) => Math.min(least, value));
const mostOf = (values: readonly number[]): number => values.reduce((most, value) => Math.max(most, value));

export function at(index: Whole, values: readonly number[], from: number): Whole {
  if (isConstant(index)) {
    const value = values[index.value - from];
    return value === undefined ? need(NEVER, whole(0)) : whole(value);
  }
  if (values.every((value, i) => value === i + from)) return index;
  const own = values.slice(Math.max(0, index.low - from), index.high - from + 1);
  const sure = index.sure && index.low >= from && index.high - from < values.length;
  if (own.length === 0) return need(NEVER, whole(0));
  return { op: "at", index, values, from, low: leastOf(own), high: mostOf(own), sure };
}

export function reached(a: Whole, steps: readonly number[]): Whole {
  if (steps.length === 0) return whole(0);
  if (isConstant(a)) return whole(steps.filter((step) => step <= a.value).length);
  const low = steps.filter((step) => step <= a.low).length;
  const high = steps.filter((step) => step <= a.high).length;
  return low === high && a.sure ? whole(low) : { op: "reached", a, steps, low, high, sure: a.sure };
}

export const rowNode = (table: number, cell: Whole, rows: number): Whole => ({
  op: "row",
  table,
  cell,
  low: 0,
  high: Math.max(0, rows - 1),
  sure: false,
});

export function lookedUp(of: Whole, memo: Memo, cell: Whole): Whole {
  const { low, high, sure } = of;
  if (!isConstant(cell)) return { op: "memo", of, memo, cell, low, high, sure };
  const value = memo.at(cell.value);
  return value === NO_VALUE ? need(NEVER, whole(0)) : whole(value);
}

export function only(of: readonly Truth[]): Whole {
  const [single] = of;
  if (of.length === 1 && single) return need(single, whole(0));
  if (of.every(isSettled)) {
    const holding = of.flatMap((truth, i) => (truth.value ? [i] : []));
    return holding.length === 1 ? whole(holding[0] ?? 0) : need(NEVER, whole(0));
  }
  return { op: "only", of, low: 0, high: Math.max(0, of.length - 1), sure: false };
}

export function choose(index: Whole, of: readonly Whole[]): Whole {
  const [first] = of;
  if (!first) return need(NEVER, whole(0));
  if (isConstant(index)) return of[index.value] ?? need(NEVER, first);
  const low = Math.min(...of.map((node) => node.low));
  const sure = index.sure && index.low >= 0 && index.high < of.length && of.every((node) => node.sure);
  return { op: "choose", index, of, low, high: Math.max(...of.map((node) => node.high)), sure };
}

export function need(when: Truth, then: Whole): Whole {
  if (when.op === "constant" && when.value) return then;
  if (when.op !== "relation" || when.a !== then)
    return { op: "need", when, then, low: then.low, high: then.high, sure: false };
  // What is needed of a number itself is known of it afterwards, or was before.
  const { relation: order, b } = when;
  if (b.sure && settledBy(order, then, b)) return then;
  const low = order === ">=" || order === ">" ? Math.max(then.low, b.low) : then.low;
  const high = order === "<=" || order === "<" ? Math.min(then.high, b.high) : then.high;
  return { op: "need", when, then, low: Math.min(low, high), high: Math.max(low, high), sure: false };
}

export function pick(when: Truth, a: Whole, b: Whole): Whole {
  if (isSettled(when)) return when.value ? a : b;
  // A number that is another where it is that other already.
  if (when.op === "relation" && when.relation === "===" && when.a === b && isSame(when.b, a)) return b;
  if (a === b && isSure(when)) return a;
  const sure = isSure(when) && a.sure && b.sure;
  return { op: "pick", when, a, b, low: Math.min(a.low, b.low), high: Math.max(a.high, b.high), sure };
}

export function known(a: Whole, otherwise: number): Whole {
  if (a.sure) return a;
  const low = Math.min(a.low, otherwise);
  return { op: "known", a, otherwise, low, high: Math.max(a.high, otherwise), sure: true };
}

const isSame = (a: Whole, b: Whole): boolean =>
  a === b || (isConstant(a) && isConstant(b) && a.value === b.value);

/** Whether a truth can be decided for everybody. */
function isSure(truth: Truth): boolean {
  switch (truth.op) {
    case "constant":
      return true;
    case "all":
    case "any":
      return truth.of.every(isSure);
    case "not":
      return isSure(truth.a);
    case "relation":
      return truth.a.sure && truth.b.sure;
  }
}

const isSettled = (truth: Truth): truth is Truth & { readonly op: "constant" } => truth.op === "constant";

export function all(of: readonly Truth[]): Truth {
  return joined("all", of);
}

export function any(of: readonly Truth[]): Truth {
  return joined("any", of);
}

/** What follows a part that settles the matter is not asked: it may have no value. */
function joined(op: "all" | "any", of: readonly Truth[]): Truth {
  const settles = op === "any";
  const parts: Truth[] = [];
  for (const part of of) {
    if (part.op === "constant" && part.value !== settles) continue;
    if (part.op === "constant") {
      if (parts.every(isSure)) return part;
      parts.push(part);
      break;
    }
    parts.push(part);
  }
  const [first] = parts;
  if (!first) return settles ? NEVER : ALWAYS;
  return parts.length === 1 ? first : { op, of: parts };
}

export function not(a: Truth): Truth {
  if (a.op === "constant") return a.value ? NEVER : ALWAYS;
  return a.op === "not" ? a.a : { op: "not", a };
}

export function holdsBetween(relation: Relation, a: number, b: number): boolean {
  switch (relation) {
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    case ">=":
      return a >= b;
    case "===":
      return a === b;
  }
}

/** What the bounds of two numbers say of how they stand to each other. */
export function settledBy(relation: Relation, a: Bounds, b: Bounds): boolean | undefined {
  if (relation === "===") {
    if (a.high < b.low || a.low > b.high) return false;
    return a.low === a.high && b.low === b.high ? true : undefined;
  }
  const least = holdsBetween(relation, a.low, b.high);
  const most = holdsBetween(relation, a.high, b.low);
  const isAscending = relation === ">" || relation === ">=";
  const [always, ever] = isAscending ? [least, most] : [most, least];
  return always ? true : ever ? undefined : false;
}

export function relation(relation: Relation, a: Whole, b: Whole): Truth {
  if (a.sure && b.sure) {
    const settled = settledBy(relation, a, b);
    if (settled !== undefined) return settled ? ALWAYS : NEVER;
  }
  return { op: "relation", relation, a, b };
}

export const isTruth = (node: Whole | Truth): node is Truth => !("low" in node);

/** The parts of a node, numbers and truths. */
export function partsOf(node: Whole | Truth): readonly (Whole | Truth)[] {
  switch (node.op) {
    case "whole":
    case "slot":
    case "day":
    case "constant":
      return [];
    case "add":
    case "subtract":
    case "multiply":
    case "lesser":
    case "greater":
    case "relation":
      return [node.a, node.b];
    case "quotient":
    case "reached":
    case "known":
    case "not":
      return [node.a];
    case "age":
      return [node.birth, node.on];
    case "at":
      return [node.index];
    case "row":
    case "memo":
      return [node.cell];
    case "only":
    case "all":
    case "any":
      return node.of;
    case "choose":
      return [node.index, ...node.of];
    case "need":
      return [node.when, node.then];
    case "pick":
      return [node.when, node.a, node.b];
  }
}
