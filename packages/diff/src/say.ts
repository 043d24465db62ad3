import {
  type Condition,
  type Expression,
  type Point,
  sayCondition,
  sayExpression,
  sayPoint,
  sayRange,
  spaced,
} from "@planwright/ratebook";

/** An object in a rate book, of which nothing is known but that it came from JSON. */
export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** JSON with the keys of each object in order, so that equal values have equal texts. */
export function textOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(textOf).join(",")}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? "null";
  const fields = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${textOf(value[key])}`);
  return `{${fields.join(",")}}`;
}

type Op<T extends { readonly op: string }> = T["op"];

const EXPRESSIONS: Readonly<Record<Op<Expression>, true>> = {
  literal: true,
  input: true,
  formula: true,
  line: true,
  add: true,
  subtract: true,
  multiply: true,
  divide: true,
  lesser: true,
  greater: true,
  convert: true,
  round: true,
  ask: true,
  arrangement: true,
};
const CONDITIONS: Readonly<Record<Op<Condition>, true>> = {
  all: true,
  any: true,
  not: true,
  truth: true,
  condition: true,
  is: true,
  compare: true,
  within: true,
  day: true,
  dates: true,
};
const POINTS: Readonly<Record<Op<Point>, true>> = {
  event: true,
  day: true,
  plus: true,
  first_of_month: true,
  first_of_year: true,
  last_day: true,
  before: true,
  after: true,
  birthday: true,
  earlier: true,
  later: true,
  never: true,
};

const isExpression = (value: object): value is Expression =>
  "op" in value && typeof value.op === "string" && Object.hasOwn(EXPRESSIONS, value.op);
const isCondition = (value: object): value is Condition =>
  "op" in value &&
  typeof value.op === "string" &&
  Object.hasOwn(CONDITIONS, value.op) &&
  !("day" in value && !("ref" in value));
const isPoint = (value: object): value is Point =>
  "op" in value && typeof value.op === "string" && Object.hasOwn(POINTS, value.op);

const RANGE_KEYS = new Set(["min", "max", "minOpen", "maxOpen"]);

/** Whether it is said in one piece: an expression, a condition, a day, a range. */
export function isAtom(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((item) => typeof item !== "object" || item === null);
  if (!isObject(value)) return true;
  if (isExpression(value) || isCondition(value) || isPoint(value)) return true;
  const keys = Object.keys(value);
  return keys.length > 0 && (keys.every((key) => RANGE_KEYS.has(key)) || keys.sort().join() === "from,to");
}

/** Any part of a rate book in words. */
export function say(value: unknown): string {
  if (value === undefined || value === null) return "none";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return value;
  if (isObject(value)) return sayObject(value);
  return Array.isArray(value) && value.length > 0 ? value.map(say).join(", ") : "none";
}

function sayObject(value: JsonObject): string {
  if (isExpression(value)) return sayExpression(value);
  if (isCondition(value)) return sayCondition(value);
  if (isPoint(value)) return sayPoint(value);
  const keys = Object.keys(value).filter((key) => value[key] !== undefined);
  if (keys.length > 0 && keys.every((key) => RANGE_KEYS.has(key))) return sayRange(value);
  const { from, to } = value;
  if (keys.length === 2 && from !== undefined && to !== undefined) return `${say(from)} to ${say(to)}`;
  return keys
    .filter((key) => !isEmpty(value[key]))
    .map((key) => `${spaced(key)} ${isObject(value[key]) ? `(${say(value[key])})` : say(value[key])}`)
    .join(", ");
}

const isEmpty = (value: unknown): boolean =>
  (Array.isArray(value) && value.length === 0) || (isObject(value) && Object.keys(value).length === 0);
