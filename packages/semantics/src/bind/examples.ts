import type { BalanceNode, ExpectNode, GivenValueNode, LiteralNode, NameNode } from "@planwright/syntax";
import type { Example, Expectation } from "../model.js";
import { spaceOfKey, VALUES } from "../names.js";
import type { FileScope, Read, ReadBlock } from "../reading/block.js";
import { bindEvents } from "./accounts/events.js";
import { bindClaims, isClaimExample } from "./benefits/claims.js";
import { bindExampleDependents } from "./eligibility/dependents.js";
import { bindExperience } from "./funding/experience.js";
import { shortest } from "../types/exact.js";
import { bindExpression } from "../types/expression.js";
import type { Typed } from "../types/typed.js";
import { bindRange } from "../types/condition.js";
import { bindKeyValue } from "../types/question.js";
import { capital, literalType, literalValue } from "../types/literal.js";
import { describe, NUMBER, sameType, type Type } from "../types/units.js";
import type { BLOCKS } from "../vocabulary/index.js";
import { placeOf, type Scope } from "./scope.js";

/** Columns of a census that are no inputs: what a person has chosen, and the day asked for. */
const CHOICES = ["plan", "tier", "option", "volume", "members", "date"] as const;

/** Reads a worked example: the census row that it stands for, and what is expected of it. */
export function bindExample(
  block: ReadBlock<(typeof BLOCKS)["example"]>,
  files: FileScope,
  scope: Scope,
  asked: ReadonlySet<string> = new Set(),
): Example | undefined {
  const name = block.heading?.title?.text;
  if (name === undefined) return undefined;
  const given: Record<string, string> = {};
  for (const read of block.all("given")) {
    const pair = isValue(read) && bindGiven(read, scope);
    if (!pair) continue;
    const [key, value] = pair;
    if (Object.hasOwn(given, key)) scope.reporter.report("PW0024", { what: `\`given ${key}\`` }, read.place);
    given[key] = value;
  }
  const dependents = block.blocks
    .filter(({ items }) => items[0]?.image === "dependents")
    .flatMap((inner) => bindExampleDependents(inner, files, scope));
  scope.exampleDependents = dependents.flatMap(({ id }) => id ?? []);
  const expects = block
    .all("expect")
    .flatMap((read) => (isQuestion(read) ? (bindExpect(read, scope) ?? []) : []));
  const claims = isClaimExample(block) ? bindClaims(block, files, scope) : undefined;
  const [happened, second] = block.blocks.filter(({ items }) => items[0]?.image === "events");
  if (second) scope.reporter.report("PW0024", { what: "`events`" }, placeOf(block.file, second.span));
  const events = happened ? bindEvents(happened, files, scope, asked) : [];
  const isAsked = block.isGiven("expect") || block.blocks.some(({ items }) => items[0]?.image === "expect");
  if (!isAsked && block.isWhole) {
    scope.reporter.report(
      "PW0025",
      { block: "This example", what: "answer" },
      placeOf(block.file, block.node.span),
      {
        why: "It is written like `expect premium of basic_life $27.60`.",
      },
    );
  }
  const experience = bindExperience(block, files, scope);
  return { name, given, expects, claims, events, dependents, experience, origin: block.origin };
}

const isValue = (read: Read<GivenValueNode | BalanceNode>): read is Read<GivenValueNode> =>
  read.value.kind === "value";
const isQuestion = (read: Read<ExpectNode>): read is Read<Exclude<ExpectNode, BalanceNode>> =>
  read.value.kind !== "balance";

function bindGiven(read: Read<GivenValueNode>, scope: Scope): [key: string, value: string] | undefined {
  const { what, value, of } = read.value;
  const { file } = read.place;
  const coverage = of && scope.findCoverage(of, file);
  if (of && !coverage) return undefined;
  const space = scope.inputs.has(what.name) ? VALUES : spaceOfKey("coverage");
  scope.reporter.names?.use(space, what, file);
  const key = coverage ? `${what.name} of ${coverage}` : what.name;
  if (what.name === "volume" && !coverage) {
    scope.reporter.report("PW0025", { block: "This line", what: "coverage" }, read.place, {
      why: "It is written like `given volume $100,000 of basic_life`.",
    });
    return undefined;
  }
  if (value.kind === "times") return [key, `${value.multiple} times ${value.pay.name}`];
  if (isChoice(what.name)) {
    const text = choiceText(what, value, scope, file, coverage);
    return text === undefined ? undefined : [key, text];
  }
  if (scope.inputs.has(what.name)) return bindInputValue(what, value, scope, file, key);
  if (what.name === "claim" && scope.funding.fundings.length > 0) return bindClaim(value, scope, file);
  if (scope.coverages.get(what.name)) {
    const text = value.kind === "name" ? value.name : "";
    const choice = choiceOf(what.name, scope);
    if (choice) {
      const found = { wanted: `\`given ${choice}\``, got: `\`given ${what.name} ${text}\`` };
      scope.reporter.report("PW3003", found, read.place, {
        why: `${what.name} is held by what is chosen of it.`,
      });
      return undefined;
    }
    if (text === "yes" || text === "no") return [key, text];
    scope.reporter.report(
      "PW3003",
      { wanted: "`yes` or `no`", got: text || describe(literalType(value as LiteralNode)) },
      read.place,
    );
    return undefined;
  }
  scope.values.missing(what.name, placeOf(file, what.span));
  return undefined;
}

/** `given claim $12,000`: the one claim of an example about a funding. */
function bindClaim(value: NameNode | LiteralNode, scope: Scope, file: string): [string, string] | undefined {
  if (value.kind === "money" && value.per === undefined) return ["claim", shortest(value.value)];
  const got = value.kind === "name" ? value.name : describe(literalType(value));
  scope.reporter.report("PW3003", { wanted: "An amount of money", got }, placeOf(file, value.span));
  return undefined;
}

/** How a person comes to hold a coverage that is not held by saying yes; nothing for the others. */
function choiceOf(coverage: string, scope: Scope): string | undefined {
  const [plan] = scope.membersOf("plan", coverage) ?? [];
  if (plan !== undefined) return `plan ${plan}`;
  const [option] = scope.membersOf("option", coverage) ?? [];
  if (option !== undefined) return `option ${option}`;
  const volume = scope.details.get(coverage)?.volumes.find(({ kind }) => kind !== "computed");
  if (!volume) return undefined;
  const amount = volume.kind === "times" ? `${volume.multiples[0]} times ${volume.pay}` : "$...";
  return `volume ${amount} of ${coverage}`;
}

const isChoice = (name: string): name is (typeof CHOICES)[number] =>
  (CHOICES as readonly string[]).includes(name);

function choiceText(
  what: NameNode,
  value: NameNode | LiteralNode,
  scope: Scope,
  file: string,
  coverage: string | undefined,
): string | undefined {
  const wanted = {
    plan: "name",
    tier: "name",
    option: "name",
    volume: "money",
    members: "number",
    date: "day",
  } as const;
  const kind = wanted[what.name as keyof typeof wanted];
  if (kind === "name") return bindKeyValue(what, value, scope, file, coverage);
  if (value.kind === kind) return value.kind === "day" ? value.value : shortest(value.value);
  const due = { money: "An amount", number: "A number", day: "A day" }[kind];
  const got = value.kind === "name" ? value.name : describe(literalType(value));
  scope.reporter.report("PW3003", { wanted: due, got }, placeOf(file, value.span));
  return undefined;
}

export function bindInputValue(
  what: NameNode,
  value: NameNode | LiteralNode,
  scope: Scope,
  file: string,
  key: string,
): [string, string] | undefined {
  const input = scope.inputs.get(what.name);
  if (!input) return undefined;
  if (input.choices.length > 0 || input.type.kind === "text" || input.type.kind === "truth") {
    const text = bindKeyValue(what, value, scope, file);
    return text === undefined ? undefined : [key, text];
  }
  // After every day, where the input says that this may be.
  const isNever = value.kind === "name" && value.name === "never";
  if (isNever && input.kind === "date" && input.otherwise === "never") return [key, "never"];
  const got = value.kind === "name" ? undefined : literalType(value);
  const fits = got !== undefined && fitsInput(got, input.type);
  // A percentage keeps its sign, so that 0.5% is not taken for a half.
  if (fits && value.kind === "percent") return [key, `${literalValue(value)}%`];
  if (fits && value.kind !== "name") return [key, literalValue(value)];
  scope.reporter.report(
    "PW3003",
    { wanted: capital(describe(input.type)), got: got ? describe(got) : (value as NameNode).name },
    placeOf(file, value.span),
  );
  return undefined;
}

/** `$50,000` may stand for `$50,000 per year`: the input says what it is per. */
function fitsInput(got: Type, wanted: Type): boolean {
  if (got.kind !== "figure" || wanted.kind !== "figure") return got.kind === wanted.kind;
  const plainMoney = JSON.stringify(got.units) === '{"money":1}' && wanted.units.money === 1;
  return plainMoney || JSON.stringify(got.units) === JSON.stringify(wanted.units);
}

function bindExpect(read: Read<Exclude<ExpectNode, BalanceNode>>, scope: Scope): Expectation | undefined {
  const { value: node, origin, node: line } = read;
  const { file } = read.place;
  const [note] = origin.notes;
  const tail = { printed: note?.printed, because: note?.text, origin };
  const words = line.items.slice(1).map(({ image }) => image);
  if (node.kind === "error") {
    const of = node.of && scope.findCoverage(node.of, file);
    if (node.of && !of) return undefined;
    return {
      what: words.join(" "),
      ask: { error: of ? `${node.what.name} of ${of}` : node.what.name },
      answer: { kind: "error" },
      answerPlace: undefined,
      ...tail,
    };
  }
  const asked = bindExpression(node.ask, scope, { file, coverage: undefined });
  if (asked?.value.op === "arrangement" && asked.value.head === "class" && node.answer.kind === "name")
    scope.reporter.names?.use(spaceOfKey("class"), node.answer, file);
  const answer = asked && bindAnswer(node.answer, asked, scope, file);
  if (!asked || !answer) return undefined;
  const answerStart = node.answer.span.start;
  const what = line.items.slice(1).filter(({ startOffset }) => startOffset < answerStart);
  return {
    what: what
      .map(({ image }) => image)
      .join(" ")
      .replaceAll(" ,", ","),
    ask: asked.value,
    answer,
    answerPlace: placeOf(file, node.answer.span),
    ...tail,
  };
}

/** An amount without a period takes that of the question; one with a period must agree. */
function answersWith(node: LiteralNode, got: Type, wanted: Type): boolean {
  if (wanted.kind !== "figure" || got.kind !== "figure") return false;
  if (node.kind !== "money") return sameType(got, wanted);
  const { money, volume, ...rest } = wanted.units;
  if ((money ?? 0) + (volume ?? 0) !== 1) return false;
  return node.per === undefined || rest[node.per] === -1;
}

/** A day, a name or yes and no, where the question has such an answer. */
function textAnswer(
  node: NameNode | (LiteralNode & { kind: "day" }),
  asked: Typed,
): Expectation["answer"] | undefined {
  const isPossible = !asked.answers || (node.kind === "name" && asked.answers.includes(node.name));
  if (!isPossible) return undefined;
  const written = node.kind === "name" ? node.name : node.value;
  const answer = { kind: "text", value: written, written } as const;
  switch (asked.type.kind) {
    case "date":
      return node.kind === "day" || written === "never" ? answer : undefined;
    case "truth":
      return written === "yes" || written === "no" ? answer : undefined;
    case "text":
      return node.kind === "name" ? answer : undefined;
    case "figure":
    case "percent":
      return undefined;
  }
}

/** What a figure that is no amount is counted in; nothing for a number, absent for an amount. */
function unitOf(type: Type): string | undefined {
  if (type.kind !== "figure" || type.units.money || type.units.volume) return undefined;
  const [only, second] = Object.keys(type.units);
  return only === undefined || second !== undefined ? "" : `${only}s`;
}

function bindAnswer(
  node: (ExpectNode & { kind: "answer" })["answer"],
  asked: Typed,
  scope: Scope,
  file: string,
): Expectation["answer"] | undefined {
  if (node.kind === "not offered") return { kind: "not_offered" };
  if (node.kind === "between") {
    const range = bindRange(node.range, asked.type, scope, { file, coverage: undefined });
    return range && { kind: "range", range, written: "" };
  }
  const got = node.kind === "name" ? undefined : literalType(node);
  const wanted = asked.type;
  if (node.kind === "name" || node.kind === "day") {
    const named = textAnswer(node, asked);
    if (named) return named;
  }
  // What a figure is of another of its kind may be told as a percentage.
  if (node.kind === "percent" && (wanted.kind === "percent" || sameType(wanted, NUMBER)))
    return { kind: "percent", value: node.value, written: `${node.value}%` };
  if (node.kind !== "name" && node.kind !== "percent" && got && answersWith(node, got, wanted)) {
    // As written, so that the answer shows the cents that the document does.
    return {
      kind: "figure",
      value: node.kind === "duration" ? literalValue(node) : node.value,
      written: node.value,
      unit: unitOf(wanted),
    };
  }
  scope.reporter.report(
    "PW3003",
    { wanted: capital(describe(wanted)), got: got ? describe(got) : (node as NameNode).name },
    placeOf(file, node.span),
  );
  return undefined;
}
