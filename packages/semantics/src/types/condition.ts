import type {
  ConditionNode,
  ExpressionNode,
  LiteralNode,
  NameNode,
  PointNode,
  RangeNode,
} from "@planwright/syntax";
import { isDimension, placeOf, type Scope } from "../bind/scope.js";
import { type Fix, replaceWith } from "../diagnostics/report.js";
import type { Condition, Range } from "../model.js";
import { spaceOfKey, VALUES } from "../names.js";
import { exact, shortest } from "./exact.js";
import { bindExpression, periodFix } from "./expression.js";
import type { Typed, Where } from "./typed.js";
import { bindPoint } from "./point.js";
import { bindKeyValue } from "./question.js";
import { capital, literalType, literalValue } from "./literal.js";
import { describe, sameType, type Type } from "./units.js";

/** Reads a condition: resolves its names and checks that what it compares can be compared. */
export function bindCondition(node: ConditionNode, scope: Scope, where: Where): Condition | undefined {
  switch (node.kind) {
    case "all":
    case "any": {
      const of = node.of.map((part) => bindCondition(part, scope, where));
      const complete = of.filter((part) => part !== undefined);
      return complete.length === of.length ? { op: node.kind, of: complete } : undefined;
    }
    case "not": {
      const of = bindCondition(node.of, scope, where);
      return of && { op: "not", of };
    }
    case "fact":
      return bindFact(node.value, scope, where);
    case "is":
      return bindIs(node, scope, where);
    case "compare":
      return bindComparison(node, scope, where);
    case "dated":
      return bindDay(node, scope, where);
    case "within": {
      const value = bindExpression(node.value, scope, where);
      const range = value && bindRange(node.range, value.type, scope, where);
      if (!value || !range) return undefined;
      return {
        op: "within",
        a: value.value,
        range: value.type.kind === "percent" ? hundredths(range) : range,
      };
    }
  }
}

/** Percentages are calculated with as hundredths. */
function hundredths(range: Range): Range {
  const scaled = (value: string | undefined) => value && shortest(exact(value).div(100).toString());
  return { ...range, min: scaled(range.min), max: scaled(range.max) };
}

function bindFact(node: ExpressionNode, scope: Scope, where: Where): Condition | undefined {
  const place = placeOf(where.file, node.span);
  if (node.kind !== "name") {
    scope.reporter.report(
      "PW3003",
      { wanted: "A condition", got: "a figure that is compared with nothing" },
      place,
    );
    return undefined;
  }
  const input = scope.inputs.get(node.name);
  const space = scope.values.get(node.name) ? VALUES : spaceOfKey("class");
  scope.reporter.names?.use(space, node, where.file);
  if (input?.kind === "truth") return { op: "truth", ref: input.id };
  if (scope.conditionOf(node.name, place)) return { op: "condition", ref: node.name };
  if (scope.classes.get(node.name)) return { op: "is", key: "class", values: [node.name] };
  if (input || scope.formulas.has(node.name)) {
    scope.reporter.report(
      "PW3003",
      { wanted: "A condition", got: `${node.name}, compared with nothing` },
      place,
      {
        why: "Write what it must be: `is ...`, `at least ...`, `under ...`.",
      },
    );
  } else if (!scope.values.get(node.name)) scope.values.missing(node.name, place);
  return undefined;
}

function bindIs(node: ConditionNode & { kind: "is" }, scope: Scope, where: Where): Condition | undefined {
  const fact = where.facts?.is(node);
  if (fact) return fact.condition;
  const { value } = node;
  const wrap = (inner: Condition): Condition => (node.not ? { op: "not", of: inner } : inner);
  const keyed = value.kind === "name" && (isDimension(value.name) || scope.inputs.has(value.name));
  if (keyed && !isCompared(value, scope)) {
    const values = node.values.map((v) => bindKeyValue(value, v, scope, where.file, where.coverage));
    const complete = values.filter((v) => v !== undefined);
    return complete.length === values.length
      ? wrap({ op: "is", key: value.name, values: complete })
      : undefined;
  }
  const left = bindExpression(value, scope, where);
  if (!left) return undefined;
  const of = node.values.map((v) => equality(left, v, scope, where));
  const complete = of.filter((part) => part !== undefined);
  if (complete.length !== of.length) return undefined;
  const [only] = complete;
  return wrap(complete.length === 1 && only ? only : { op: "any", of: complete });
}

/** The relations of days, as they are written and as they are called. */
export const DAY_RELATIONS = {
  before: "before",
  after: "after",
  "on or before": "on_or_before",
  "on or after": "on_or_after",
} as const;

const isDay = (node: LiteralNode | PointNode): node is LiteralNode & { readonly kind: "day" } =>
  node.kind === "day";

const LITERAL_KINDS = new Set(["money", "percent", "number", "duration", "text"]);
const isOtherLiteral = (
  node: LiteralNode | PointNode,
): node is Exclude<LiteralNode, { readonly kind: "day" }> => LITERAL_KINDS.has(node.kind);

/** `hire before 2015-01-01`: a date of the person, and a day or one that follows from events. */
function bindDay(node: ConditionNode & { kind: "dated" }, scope: Scope, where: Where): Condition | undefined {
  const { value, day } = node;
  const relation = DAY_RELATIONS[node.relation];
  if (isOtherLiteral(day)) {
    const got = describe(literalType(day));
    scope.reporter.report("PW3003", { wanted: "A day", got }, placeOf(where.file, day.span), {
      why: "A day is written like `2015-01-01`.",
    });
    return undefined;
  }
  const place = placeOf(where.file, value.span);
  const input = value.kind === "name" ? scope.inputs.get(value.name) : undefined;
  if (value.kind === "name") scope.reporter.names?.use(VALUES, value, where.file);
  if (value.kind === "name" && !input) {
    scope.values.missing(value.name, place);
    return undefined;
  }
  if (input?.kind !== "date") {
    const got = input ? `${input.id}, which is ${describe(input.type)}` : "a figure";
    scope.reporter.report("PW3003", { wanted: "A date", got }, place);
    return undefined;
  }
  if (isDay(day)) return { op: "day", ref: input.id, relation, day: day.value };
  const point = bindPoint(day, scope, where);
  if (point?.op === "day") return { op: "day", ref: input.id, relation, day: point.day };
  return point && { op: "dates", test: { kind: "compare", ref: input.id, relation, point } };
}

/** Inputs with an open list of figures are compared; closed lists are looked up. */
function isCompared(name: NameNode, scope: Scope): boolean {
  const input = scope.inputs.get(name.name);
  return (
    input !== undefined && input.type.kind !== "text" && input.kind !== "truth" && input.choices.length === 0
  );
}

function equality(
  left: Typed,
  node: NameNode | LiteralNode,
  scope: Scope,
  where: Where,
): Condition | undefined {
  const right = bindExpression(node, scope, where);
  if (!right || !comparable(left, right, node, scope, where)) return undefined;
  return { op: "compare", relation: "equal", a: left.value, b: right.value };
}

function bindComparison(
  node: ConditionNode & { kind: "compare" },
  scope: Scope,
  where: Where,
): Condition | undefined {
  const left = bindExpression(node.value, scope, where);
  const right = bindExpression(node.other, scope, where);
  if (!left || !right || !comparable(left, right, node.other, scope, where)) return undefined;
  if (!sameWords(left, right, node.other, scope, where)) return undefined;
  const relation = {
    "at least": "at_least",
    "at most": "at_most",
    under: "under",
    over: "over",
    exactly: "equal",
  } as const;
  return { op: "compare", relation: relation[node.relation], a: left.value, b: right.value };
}

/** Two inputs that are counted in different units: hours per week and hours per month. */
function sameWords(left: Typed, right: Typed, node: ExpressionNode, scope: Scope, where: Where): boolean {
  if (left.value.op !== "input" || right.value.op !== "input") return true;
  const [a, b] = [scope.inputs.get(left.value.ref)?.unit, scope.inputs.get(right.value.ref)?.unit];
  if (a === undefined || b === undefined || a === b) return true;
  scope.reporter.report(
    "PW3001",
    { what: `${capital(a)} cannot be compared with ${b}` },
    placeOf(where.file, node.span),
  );
  return false;
}

function comparable(left: Typed, right: Typed, node: ExpressionNode, scope: Scope, where: Where): boolean {
  if (sameType(left.type, right.type)) return true;
  const fix = periodFix(node, right.type, left.type, where) ?? plainMoneyFix(node, left.type, where);
  const what = `${capital(describe(left.type))} cannot be compared with ${describe(right.type)}`;
  scope.reporter.report("PW3001", { what }, placeOf(where.file, node.span), { fixes: fix ? [fix] : [] });
  return false;
}

/** `$50,000` beside a pay per year: `$50,000 per year`. */
function plainMoneyFix(node: ExpressionNode, wanted: Type, where: Where): Fix | undefined {
  if (node.kind !== "money" || node.per !== undefined || wanted.kind !== "figure") return undefined;
  const period = ["year", "quarter", "month"].find((unit) => wanted.units[unit] === -1);
  const at = placeOf(where.file, { start: node.span.end, end: node.span.end });
  return period ? replaceWith(at, ` per ${period}`, `Write \`per ${period}\` after it`) : undefined;
}

/** Reads a range whose ends must be of the type. */
export function bindRange(node: RangeNode, type: Type, scope: Scope, where: Where): Range | undefined {
  if (node.kind === "any") return { min: undefined, minHeld: true, max: undefined, maxHeld: true };
  const end = (literal: LiteralNode | undefined): string | undefined | null => {
    if (!literal) return undefined;
    const got = literalType(literal);
    // The amounts of a band are in the unit of what the band is of: `$50,000 and over` of a pay per year.
    const plain =
      literal.kind === "money" &&
      literal.per === undefined &&
      type.kind === "figure" &&
      type.units.money === 1;
    if ((plain || sameType(got, type)) && literal.kind !== "text") {
      return literalValue(literal);
    }
    scope.reporter.report(
      "PW3003",
      { wanted: capital(describe(type)), got: describe(got) },
      placeOf(where.file, literal.span),
    );
    return null;
  };
  const min = end(node.min);
  const max = end(node.max);
  if (min === null || max === null) return undefined;
  if (min !== undefined && max !== undefined) {
    const order =
      type.kind === "date" ? (min < max ? -1 : Number(min > max)) : exact(min).compare(exact(max));
    if (order > 0 || (order === 0 && !(node.minHeld && node.maxHeld))) {
      scope.reporter.report(
        "PW2013",
        { what: "This range holds nothing: its end is below its beginning" },
        placeOf(where.file, node.span),
      );
      return undefined;
    }
  }
  return { min, minHeld: node.minHeld, max, maxHeld: node.maxHeld };
}
