import type { ExpressionNode, LiteralNode, NameNode, PeriodWord, RoundingNode } from "@planwright/syntax";
import { placeOf, type Scope } from "../bind/scope.js";
import { replaceWith } from "../diagnostics/report.js";
import type { Expression } from "../model.js";
import { VALUES } from "../names.js";
import { constant } from "./constant.js";
import { exact, isZero, shortest } from "./exact.js";
import { capital, literalType, literalValue } from "./literal.js";
import { bindQuestion } from "./question.js";
import type { Typed, Where } from "./typed.js";
import {
  describe,
  describeUnits,
  multiplied,
  NUMBER,
  PERCENT,
  sameType,
  type Type,
  type Units,
} from "./units.js";

/** How many months a period has; a day has no fixed number of them. */
const MONTHS: Readonly<Record<Exclude<PeriodWord, "day">, readonly [times: number, over: number]>> = {
  "half month": [1, 2],
  month: [1, 1],
  quarter: [3, 1],
  year: [12, 1],
};

/** Reads an expression: resolves its names and checks its units. Reports and answers nothing when it does not fit. */
export function bindExpression(node: ExpressionNode, scope: Scope, where: Where): Typed | undefined {
  const fact = where.facts?.figure(node);
  if (fact) return fact.typed;
  switch (node.kind) {
    case "money":
    case "percent":
    case "number":
    case "duration":
    case "day":
    case "text":
      return bindLiteral(node, scope, where);
    case "name":
      return bindName(node, scope, where);
    case "question":
      return bindQuestion(node, scope, where);
    case "asked":
      return scope.bindAsked(node, where);
    case "about":
      scope.reporter.report("PW0022", { words: node.head }, placeOf(where.file, node.span), {
        why: "Only a `rule` asks about the program itself.",
      });
      return undefined;
    case "binary":
      return bindBinary(node, scope, where);
    case "pick":
      return bindPick(node, scope, where);
    case "changed":
      return bindChanged(node, scope, where);
    case "convert":
      return bindConvert(node, scope, where);
    case "rounded": {
      const inner = bindExpression(node.value, scope, where);
      const step = inner && bindStep(node.rounding, stepOf(inner.type), scope, where);
      if (!inner || step === undefined) return undefined;
      return { type: inner.type, value: { op: "round", a: inner.value, mode: node.rounding.mode, to: step } };
    }
  }
}

/** What a figure of a type is rounded to. */
function stepOf(type: Type): RoundingNode["unit"] {
  if (type.kind === "percent") return "percent";
  return type.kind === "figure" && (type.units.money || type.units.volume) ? "money" : "number";
}

/** The step of a rounding: an amount for money, a percentage for a percentage. Percentages come as hundredths. */
export function bindStep(
  node: RoundingNode,
  of: RoundingNode["unit"],
  scope: Scope,
  where: { readonly file: string },
): string | undefined {
  const place = placeOf(where.file, node.span);
  if (isZero(node.to)) {
    scope.reporter.report("PW3003", { wanted: "A step above zero", got: node.to }, place);
    return undefined;
  }
  if (node.unit !== of) {
    const examples = { money: "`cent` or `$0.05`", percent: "`0.1%`", number: "`1`" };
    const wanted = `A step like ${examples[of]}`;
    scope.reporter.report(
      "PW3003",
      { wanted, got: node.unit === "percent" ? `${node.to}%` : node.to },
      place,
    );
    return undefined;
  }
  return of === "percent" ? shortest(exact(node.to).div(100).toString()) : shortest(node.to);
}

function bindLiteral(node: LiteralNode, scope: Scope, where: Where): Typed | undefined {
  if (node.kind === "day" || node.kind === "text") {
    scope.reporter.report(
      "PW3003",
      { wanted: "A figure", got: describe(literalType(node)) },
      placeOf(where.file, node.span),
    );
    return undefined;
  }
  return {
    type: literalType(node),
    value: { op: "literal", value: literalValue(node), percent: node.kind === "percent" },
  };
}

function bindName(node: NameNode, scope: Scope, where: Where): Typed | undefined {
  const place = placeOf(where.file, node.span);
  if (where.line && node.name === "charge") {
    return { type: { kind: "figure", units: { money: 1 } }, value: { op: "line", ref: "charge" } };
  }
  const input = scope.inputs.get(node.name);
  scope.reporter.names?.use(VALUES, node, where.file);
  if (input) {
    if (input.type.kind === "figure" || input.type.kind === "percent") {
      return { type: input.type, value: { op: "input", ref: input.id } };
    }
    scope.reporter.report(
      "PW3003",
      { wanted: "A figure", got: `${input.id}, which is ${describe(input.type)}` },
      place,
    );
    return undefined;
  }
  if (scope.values.get(node.name)) {
    const type = scope.formulaType(node.name, place);
    if (type) return { type, value: { op: "formula", ref: node.name } };
    if (scope.conditions.has(node.name)) {
      scope.reporter.report("PW3003", { wanted: "A figure", got: `the condition ${node.name}` }, place);
    }
    return undefined;
  }
  scope.values.missing(node.name, place);
  return undefined;
}

function bindPick(node: ExpressionNode & { kind: "pick" }, scope: Scope, where: Where): Typed | undefined {
  const a = bindExpression(node.left, scope, where);
  const b = bindExpression(node.right, scope, where);
  if (!a || !b) return undefined;
  if (!sameType(a.type, b.type)) {
    const what = `The ${node.pick} of ${describe(a.type)} and ${describe(b.type)} is neither`;
    reportMismatch(node.left, node.right, a.type, b.type, what, scope, where);
    return undefined;
  }
  return { type: a.type, value: { op: node.pick, a: a.value, b: b.value } };
}

/** `change from $100 to $107`: the second over the first, less one. */
function bindChanged(
  node: ExpressionNode & { kind: "changed" },
  scope: Scope,
  where: Where,
): Typed | undefined {
  const from = bindExpression(node.from, scope, where);
  const to = bindExpression(node.to, scope, where);
  if (!from || !to) return undefined;
  if (!sameType(from.type, to.type)) {
    const what = `There is no change from ${describe(from.type)} to ${describe(to.type)}`;
    reportMismatch(node.from, node.to, from.type, to.type, what, scope, where);
    return undefined;
  }
  if (isConstantZero(from.value, scope)) {
    scope.reporter.report("PW3004", {}, placeOf(where.file, node.from.span));
    return undefined;
  }
  const one: Expression = { op: "literal", value: "1", percent: false };
  const ratio: Expression = { op: "divide", a: to.value, b: from.value };
  return { type: PERCENT, value: { op: "subtract", a: ratio, b: one } };
}

function bindBinary(
  node: ExpressionNode & { kind: "binary" },
  scope: Scope,
  where: Where,
): Typed | undefined {
  const a = bindExpression(node.left, scope, where);
  // `evidnce of insurability of life`: what follows a word that is not known is not looked at on its own.
  if (!a && node.op === "of") {
    scope.reporter.passOver();
    return undefined;
  }
  const b = bindExpression(node.right, scope, where);
  if (!a || !b) return undefined;
  const place = placeOf(where.file, node.span);
  const refuse = (what: string): undefined => {
    scope.reporter.report("PW3001", { what }, place);
    return undefined;
  };
  switch (node.op) {
    case "add":
    case "subtract": {
      if (!sameType(a.type, b.type)) {
        const what = `${capital(describe(a.type))} and ${describe(b.type)} cannot be ${node.op === "add" ? "added" : "subtracted"}`;
        reportMismatch(node.left, node.right, a.type, b.type, what, scope, where);
        return undefined;
      }
      return { type: a.type, value: { op: node.op, a: a.value, b: b.value } };
    }
    case "of":
      if (a.type.kind === "percent" || (a.type.kind === "figure" && sameType(a.type, NUMBER))) {
        return { type: b.type, value: { op: "multiply", a: a.value, b: b.value } };
      }
      return refuse(`Only a percentage is taken \`of\` a figure, not ${describe(a.type)}`);
    case "multiply":
    case "divide":
      return scale(node, a, b, scope, where, refuse);
  }
}

/** Whether a figure is zero whatever a person says: a literal, a formula or a difference that comes to nothing. */
function isConstantZero(value: Expression, scope: Scope): boolean {
  const known = { formula: (id: string) => scope.formulas.get(id)?.value };
  return constant(value, known)?.equals(0) ?? false;
}

function scale(
  node: ExpressionNode & { kind: "binary" },
  a: Typed,
  b: Typed,
  scope: Scope,
  where: Where,
  refuse: (what: string) => undefined,
): Typed | undefined {
  const divides = node.op === "divide";
  if (divides && isConstantZero(b.value, scope)) {
    scope.reporter.report("PW3004", {}, placeOf(where.file, node.right.span));
    return undefined;
  }
  const value: Expression = { op: divides ? "divide" : "multiply", a: a.value, b: b.value };
  if (b.type.kind === "percent") return { type: a.type, value };
  if (a.type.kind === "percent")
    return divides ? refuse("A percentage cannot be divided like this") : { type: b.type, value };
  if (a.type.kind !== "figure" || b.type.kind !== "figure") {
    return refuse(`${capital(describe(a.type))} and ${describe(b.type)} cannot be calculated with`);
  }
  const both = ["money", "volume"].some(
    (unit) => (a.type as { units: Units }).units[unit] && (b.type as { units: Units }).units[unit],
  );
  if (!divides && both && (a.type.units.money ?? 0) > 0 && (b.type.units.money ?? 0) > 0) {
    return refuse("Money times money is not an amount of anything");
  }
  return { type: { kind: "figure", units: multiplied(a.type.units, b.type.units, divides ? -1 : 1) }, value };
}

/** Two figures that should be of one type; when a period alone differs, offers `by the month`. */
function reportMismatch(
  left: ExpressionNode,
  right: ExpressionNode,
  a: Type,
  b: Type,
  what: string,
  scope: Scope,
  where: Where,
): void {
  const fix = periodFix(left, a, b, where) ?? periodFix(right, b, a, where);
  scope.reporter.report(
    "PW3001",
    { what },
    placeOf(where.file, { start: left.span.start, end: right.span.end }),
    {
      related: [
        { place: placeOf(where.file, left.span), message: describe(a) },
        { place: placeOf(where.file, right.span), message: describe(b) },
      ],
      fixes: fix ? [fix] : [],
    },
  );
}

/** `annual_salary` where money per month is due: `annual_salary by the month`. */
export function periodFix(node: ExpressionNode, got: Type, wanted: Type, where: { readonly file: string }) {
  if (got.kind !== "figure" || wanted.kind !== "figure") return undefined;
  const rest = multiplied(got.units, wanted.units, -1);
  const names = Object.keys(rest);
  const period = names.find((name) => rest[name] === 1 && name in MONTHS);
  if (names.length !== 2 || !period || !names.every((name) => name in MONTHS)) return undefined;
  const end = { start: node.span.end, end: node.span.end };
  return replaceWith(placeOf(where.file, end), ` by the ${period}`, `Write \`by the ${period}\` after it`);
}

function bindConvert(
  node: ExpressionNode & { kind: "convert" },
  scope: Scope,
  where: Where,
): Typed | undefined {
  const inner = bindExpression(node.value, scope, where);
  if (!inner) return undefined;
  const place = placeOf(where.file, node.span);
  const refuse = (what: string): undefined => {
    scope.reporter.report("PW3001", { what }, place);
    return undefined;
  };
  if (node.to === "day")
    return refuse("A month has no fixed number of days: `by the day` is not supported yet");
  const of = inner.type.kind === "figure" ? inner.type.units : {};
  const from = Object.keys(MONTHS).find((period) => of[period] === -1) as keyof typeof MONTHS | undefined;
  if (!from)
    return refuse(
      `${capital(describe(inner.type))} is not per year, quarter or month, so it is not \`by the ${node.to}\``,
    );
  if (from === node.to) return inner;
  const [times, under] = MONTHS[node.to];
  const [divide, over] = MONTHS[from];
  const type: Type = { kind: "figure", units: multiplied(of, { [from]: 1, [node.to]: -1 }) };
  const result = {
    op: "convert",
    a: inner.value,
    times: String(times * over),
    over: String(divide * under),
  } as const;
  return { type, value: result };
}

/** Checks that a figure comes to the units wanted; says what it comes to when it does not. */
export function expectUnits(
  node: ExpressionNode,
  typed: Typed,
  wanted: Units,
  scope: Scope,
  where: Where,
  why?: string,
): boolean {
  const goal: Type = { kind: "figure", units: wanted };
  if (sameType(typed.type, goal)) return true;
  const fix = periodFix(node, typed.type, goal, where);
  scope.reporter.report(
    "PW3002",
    { got: describe(typed.type), wanted: describeUnits(wanted) },
    placeOf(where.file, node.span),
    { why, fixes: fix ? [fix] : [] },
  );
  return false;
}
