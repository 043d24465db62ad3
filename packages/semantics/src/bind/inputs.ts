import type { InputNode, LiteralNode, NameNode } from "@planwright/syntax";
import { nearest, replaceWith } from "../diagnostics/report.js";
import type { Input, InputKind } from "../model.js";
import { spaceOfKey, VALUES } from "../names.js";
import type { Read } from "../reading/block.js";
import { bindRange } from "../types/condition.js";
import { shortest } from "../types/exact.js";
import { literalType } from "../types/literal.js";
import { describe, NUMBER, PERCENT, sameType, type Type, units } from "../types/units.js";
import { bindInputValue } from "./examples.js";
import { bindOrder, checkOrder } from "./input-order.js";
import { noteFormer } from "./former-names.js";
import { placeOf, type Scope } from "./scope.js";

const KINDS: readonly InputKind[] = [
  "money",
  "percent",
  "count",
  "number",
  "age",
  "date",
  "duration",
  "truth",
  "choice",
  "text",
];

/** Kinds whose `of` names a unit, and no values. */
const COUNTED: ReadonlySet<InputKind> = new Set(["count", "number", "duration"]);

/** Kinds of which there is nothing below zero; a trend or a difference may be. */
const NEVER_NEGATIVE: ReadonlySet<InputKind> = new Set(["count", "age", "duration"]);

const isKind = (word: string): word is InputKind => (KINDS as readonly string[]).includes(word);

function typeOf(kind: InputKind, node: InputNode): Type {
  switch (kind) {
    case "money":
      return { kind: "figure", units: node.per ? units({ money: 1, [node.per]: -1 }) : { money: 1 } };
    case "percent":
      return PERCENT;
    case "count":
    case "number":
    case "age":
      return NUMBER;
    case "date":
      return { kind: "date" };
    case "duration":
      return { kind: "figure", units: { [durationUnit(node) ?? "month"]: 1 } };
    case "truth":
      return { kind: "truth" };
    case "choice":
    case "text":
      return { kind: "text" };
  }
}

/** Declares an input, and reads what it takes. */
export function bindInput(read: Read<InputNode>, scope: Scope): void {
  const node = read.value;
  const { file } = read.place;
  const kindPlace = placeOf(file, node.type.span);
  if (!isKind(node.type.name)) {
    const meant = nearest(node.type.name, KINDS);
    scope.reporter.report("PW1001", { name: node.type.name, kind: "a kind of input" }, kindPlace, {
      label: meant ? `did you mean ${meant}?` : undefined,
      why: `Kinds: ${KINDS.join(", ")}.`,
      fixes: meant ? [replaceWith(kindPlace, meant)] : [],
    });
    scope.broken.add(node.name.name);
    return;
  }
  const kind = node.type.name;
  if (!scope.declareValue(node.name, file, read.origin)) return;
  noteFormer({ of: "input", node: node.formerly, is: node.name.name, file, origin: read.origin }, scope);
  if (kind === "duration" && !durationUnit(node)) {
    scope.reporter.report("PW0025", { block: `The input ${node.name.name}`, what: "unit" }, kindPlace, {
      why: "A duration is counted in one unit: `duration of months`, or `duration of days`.",
    });
  }
  const type = typeOf(kind, node);
  const isAge = kind === "age";
  const range =
    node.from && node.from.kind !== "name"
      ? bindRange(node.from, type, scope, { file, coverage: undefined })
      : undefined;
  if (range?.min?.startsWith("-") && NEVER_NEGATIVE.has(kind) && node.from) {
    const found = { wanted: `A ${kind} from zero on`, got: range.min };
    scope.reporter.report("PW3003", found, placeOf(file, node.from.span));
  }
  scope.inputs.set(node.name.name, {
    id: node.name.name,
    kind,
    type,
    meaning: node.meaning,
    choices: isAge || COUNTED.has(kind) ? [] : choicesOf(node, kind, type, file, scope),
    range,
    unit: node.unitWords ?? unitWords(node, kind),
    of: isAge ? roleOf(node) : undefined,
    ofSaid: node.of.length > 0,
    from: node.from?.kind === "name" ? node.from.name : undefined,
    order: [],
    otherwise: undefined,
    origin: read.origin,
  });
}

/** `duration of months` or `duration of days`: in what it is counted. */
function durationUnit(node: InputNode): "month" | "day" | undefined {
  const [unit] = node.of;
  if (unit?.kind !== "name") return undefined;
  return unit.name === "months" ? "month" : unit.name === "days" ? "day" : undefined;
}

const roleOf = (node: InputNode): string => (node.of[0]?.kind === "name" ? node.of[0].name : "employee");

function unitWords(node: InputNode, kind: InputKind): string | undefined {
  if (kind === "money") return node.per && `per ${node.per}`;
  const words = node.of.map((value) => (value.kind === "name" ? value.name : value.value)).join(" ");
  return COUNTED.has(kind) && words ? words : undefined;
}

/** A value that is allowed is declared here, unless it is a list of them. */
function noteChoice(input: string, value: NameNode | LiteralNode, file: string, scope: Scope): void {
  if (value.kind !== "name") return;
  if (scope.places.get(value.name)) scope.reporter.names?.use(scope.places.kind, value, file);
  else scope.reporter.names?.declare(spaceOfKey(input), value, file);
}

function choicesOf(node: InputNode, kind: InputKind, type: Type, file: string, scope: Scope): string[] {
  const choices = new Set<string>();
  for (const value of node.of) {
    noteChoice(node.name.name, value, file, scope);
    const found = choiceValues(misspeltList(value, kind, file, scope) ?? value, kind, type, file, scope);
    for (const choice of found) {
      if (choices.has(choice)) {
        scope.reporter.report("PW1002", { name: choice, kind: "value" }, placeOf(file, value.span));
      } else choices.add(choice);
    }
  }
  if (kind === "choice" && choices.size === 0) {
    scope.reporter.report(
      "PW0025",
      { block: `The input ${node.name.name}`, what: "values" },
      placeOf(file, node.type.span),
      {
        why: "It is written like `status choice of active, retiree, cobra`.",
      },
    );
  }
  return [...choices];
}

/** `choice of califorina`: a name that is nearly that of a list of places was meant to be it. */
function misspeltList(
  value: NameNode | LiteralNode,
  kind: InputKind,
  file: string,
  scope: Scope,
): NameNode | undefined {
  if (kind !== "choice" || value.kind !== "name" || scope.places.get(value.name)) return undefined;
  const meant = nearest(value.name, scope.places.names());
  if (!meant) return undefined;
  scope.places.missing(value.name, placeOf(file, value.span));
  return { ...value, name: meant };
}

function choiceValues(
  value: NameNode | LiteralNode,
  kind: InputKind,
  type: Type,
  file: string,
  scope: Scope,
): readonly string[] {
  if (kind === "choice" || kind === "text") {
    if (value.kind === "name") return scope.places.get(value.name)?.places ?? [value.name];
    return [value.kind === "text" ? value.value : shortest(value.value)];
  }
  const got = value.kind === "name" ? undefined : literalType(value);
  const plainMoney = kind === "money" && value.kind === "money" && value.per === undefined;
  if (value.kind !== "name" && got && (sameType(got, type) || plainMoney)) return [shortest(value.value)];
  scope.reporter.report(
    "PW3003",
    { wanted: describe(type), got: value.kind === "name" ? value.name : describe(got ?? type) },
    placeOf(file, value.span),
  );
  return [];
}

/** `otherwise never`: an event that may not happen at all. */
const isNever = (input: Input, value: NameNode | LiteralNode): boolean =>
  input.kind === "date" && value.kind === "name" && value.name === "never";

/** Checks what inputs say of each other, once all are declared. */
export function checkInputs(reads: readonly Read<InputNode>[], scope: Scope): void {
  for (const { value: node, place } of reads) {
    const input = scope.inputs.get(node.name.name);
    const from = node.from;
    if (input && node.otherwise) {
      const otherwise = isNever(input, node.otherwise)
        ? "never"
        : bindInputValue(node.name, node.otherwise, scope, place.file, input.id)?.[1];
      scope.inputs.set(input.id, { ...input, otherwise });
    }
    if (node.order.length > 0) bindOrder(node, place.file, scope);
    if (!input || from?.kind !== "name") continue;
    const source: Input | undefined = scope.inputs.get(from.name);
    scope.reporter.names?.use(VALUES, from, place.file);
    const at = placeOf(place.file, from.span);
    if (input.kind !== "age") {
      scope.reporter.report("PW3003", { wanted: "A range of values", got: from.name }, at);
    } else if (!source) scope.values.missing(from.name, at);
    else if (source.kind !== "date") {
      scope.reporter.report(
        "PW3003",
        { wanted: "A date of birth", got: `${from.name}, which is ${describe(source.type)}` },
        at,
      );
    }
  }
  checkOrder(scope);
}
