// Short texts for the trees of values: `(60% of volume)`, `all(a?, not b?)`, `age in [65, ..)`.
import type {
  AboutNode,
  AskedNode,
  ConditionNode,
  ExpressionNode,
  LiteralNode,
  NameNode,
  RangeNode,
} from "../src/values/ast.js";
import type { PointNode } from "../src/values/point-ast.js";
import { readValue, type ValueType } from "../src/values/index.js";
import { excerpt, tree } from "./support.js";

export function literal(node: LiteralNode): string {
  switch (node.kind) {
    case "money":
      return `$${node.value}${node.per ? ` per ${node.per}` : ""}`;
    case "percent":
      return `${node.value}%`;
    case "number":
      return node.written;
    case "duration":
      return `${node.value} ${node.unit}s`;
    case "day":
      return node.value;
    case "text":
      return JSON.stringify(node.value);
  }
}

const operand = (node: NameNode | LiteralNode): string => (node.kind === "name" ? node.name : literal(node));

const SIGNS = { add: "+", subtract: "-", multiply: "*", divide: "/", of: "of" };

export function expression(node: ExpressionNode): string {
  switch (node.kind) {
    case "binary":
      return `(${expression(node.left)} ${SIGNS[node.op]} ${expression(node.right)})`;
    case "pick":
      return `${node.pick}(${expression(node.left)}, ${expression(node.right)})`;
    case "changed":
      return `change(${expression(node.from)}, ${expression(node.to)})`;
    case "convert":
      return `${expression(node.value)} by ${node.to}`;
    case "rounded":
      return `${expression(node.value)} rounded ${node.rounding.mode} ${node.rounding.to}`;
    case "question": {
      const keys = node.with.map(({ key, value }) => `${key.name}=${operand(value)}`).join(" ");
      const on = node.on ? `{on ${literal(node.on)}}` : "";
      return `${node.head}?${node.of.map(({ name }) => name).join(",")}${keys && `{${keys}}`}${on}`;
    }
    case "asked":
    case "about":
      return asked(node);
    default:
      return operand(node);
  }
}

function asked(node: AskedNode | AboutNode): string {
  const clauses = [
    ["of", node.of.map(({ name }) => name).join(",")],
    ["for", node.for.map(({ name }) => name).join(" ")],
    ["per", "per" in node ? node.per?.name : undefined],
    ["by", node.by?.name],
    ["in", node.in.map(operand).join(" ")],
    ["on", node.on && operand(node.on)],
    ["each", node.each],
    ["from", node.between && `${literal(node.between.from)} through ${literal(node.between.through)}`],
    ["with", node.with.map(({ key, value }) => `${key.name}=${operand(value)}`).join(" ")],
  ].filter(([, value]) => value);
  return `${node.head}?${clauses.map(([word, value]) => `{${word} ${value}}`).join("")}`;
}

export function range(node: RangeNode): string {
  if (node.kind === "any") return "any";
  const { min, minHeld, max, maxHeld } = node;
  return `${min && minHeld ? "[" : "("}${min ? literal(min) : ".."}, ${max ? literal(max) : ".."}${max && maxHeld ? "]" : ")"}`;
}

export function condition(node: ConditionNode): string {
  switch (node.kind) {
    case "all":
    case "any":
      return `${node.kind}(${node.of.map(condition).join(", ")})`;
    case "not":
      return `not ${condition(node.of)}`;
    case "fact":
      return `${expression(node.value)}?`;
    case "is":
      return `${expression(node.value)} is ${node.not ? "not " : ""}${node.values.map(operand).join(" | ")}`;
    case "compare":
      return `${expression(node.value)} ${node.relation} ${expression(node.other)}`;
    case "within":
      return `${expression(node.value)} in ${range(node.range)}`;
    case "dated":
      return `${expression(node.value)} ${node.relation} ${dayOrPoint(node.day)}`;
  }
}

const LITERALS = new Set(["money", "percent", "number", "duration", "day", "text"]);
const isLiteral = (node: LiteralNode | PointNode): node is LiteralNode => LITERALS.has(node.kind);
const dayOrPoint = (node: LiteralNode | PointNode): string => (isLiteral(node) ? literal(node) : point(node));

function point(node: PointNode): string {
  switch (node.kind) {
    case "event":
      return `${node.name.name}${node.side ? ` ${node.side}` : ""}${node.isEmployees ? " of employee" : ""}`;
    case "plus":
      return `(${point(node.after)} + ${operand(node.duration)})`;
    case "first":
      return `first(${node.relation} ${point(node.after)})`;
    case "last":
      return `last(${node.of} ${point(node.at)})`;
    case "beside":
      return `${node.relation}(${point(node.at)})`;
    case "choice":
      return `${node.pick}(${point(node.left)}, ${point(node.right)})`;
    case "cover":
      return `${node.which} of ${node.of.name}`;
    case "birthday":
      return `birthday ${node.nth}`;
    case "date":
      return node.day;
    case "never":
      return "never";
  }
}

const SHOWN: Readonly<Record<string, (node: never) => string>> = {
  ...Object.fromEntries(
    ["money", "percent", "number", "duration", "day", "text"].map((kind) => [kind, literal]),
  ),
  ...Object.fromEntries(
    ["name", "question", "asked", "binary", "pick", "changed", "convert", "rounded"].map((kind) => [
      kind,
      expression,
    ]),
  ),
  ...Object.fromEntries(
    ["all", "not", "fact", "is", "compare", "within", "dated"].map((kind) => [kind, condition]),
  ),
  range,
};

/** A value without its places and its absent parts, its expressions and conditions as short texts. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== "object" || value === null) return value;
  if ("kind" in value && typeof value.kind === "string") {
    const show = value.kind === "any" ? ("of" in value ? condition : range) : SHOWN[value.kind];
    if (show) return show(value as never);
  }
  const parts = Object.entries(value).filter(
    ([key, part]) => !/^span$|Span$/.test(key) && part !== undefined,
  );
  return Object.fromEntries(parts.map(([key, part]) => [key, bare(part)]));
}

function result<T extends ValueType>(type: T, phrase: string) {
  const text = phrase === "" ? "start" : `start ${phrase}`;
  const source = tree(text);
  return { text, read: readValue(type, source.tokens.slice(1), { start: 5, end: 5 }) };
}

/** Where a phrase cannot be read: `stops at least 5`, from the word that is not understood on. */
export function failure(type: ValueType, phrase: string): string {
  const { text, read } = result(type, phrase);
  if (read.ok) return "is understood";
  const there = excerpt(text, read.span);
  if (read.found === undefined) return `ends too early after ...${there}`;
  if (read.found !== there) return `says ${read.found} but points at ${there}`;
  return `stops at ${text.slice(read.span.start)}`;
}

/** The tree of a phrase as plain data; a text that says where it cannot be read, when it cannot. */
export function read(type: ValueType, phrase: string): unknown {
  const { read: value } = result(type, phrase);
  return value.ok ? bare(value.value) : failure(type, phrase);
}
