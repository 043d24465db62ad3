import type { LiteralNode, NameNode, QuestionNode, WithPair } from "@planwright/syntax";
import { isDimension, placeOf, type Scope } from "../bind/scope.js";
import { nearest, replaceWith } from "../diagnostics/report.js";
import type { Keys, Question } from "../model.js";
import { spaceOfKey, VALUES } from "../names.js";
import type { Place } from "../places.js";
import { dollars } from "./exact.js";
import type { Typed, Where } from "./typed.js";
import { capital, literalType, literalValue } from "./literal.js";
import { describe, MONEY_PER_MONTH, type Type } from "./units.js";

const HEAD_IDS: Readonly<Record<QuestionNode["head"], Question>> = {
  rate: "rate",
  premium: "premium",
  "employer share": "employer_share",
  "employee share": "employee_share",
  volume: "volume",
  "elected volume": "elected_volume",
  "guaranteed issue": "guaranteed_issue",
  "evidence of insurability": "evidence_of_insurability",
  benefit: "benefit",
};

/** Questions that may be asked of all coverages together. */
const OF_THE_TOTAL = new Set<Question>(["premium", "employer_share", "employee_share"]);

/** A question: what it asks, of which coverage, with which keys. */
export function bindQuestion(node: QuestionNode, scope: Scope, where: Where): Typed | undefined {
  const head = HEAD_IDS[node.head];
  const place = placeOf(where.file, node.span);
  const [subject] = node.of;
  const coverage = subject ? scope.findCoverage(subject, where.file) : where.coverage;
  if (subject && !coverage) return undefined;
  if (!coverage && !OF_THE_TOTAL.has(head)) {
    scope.reporter.report("PW3001", { what: `\`${node.head}\` does not say of which coverage` }, place);
    return undefined;
  }
  const keys = bindPairs(node.with, scope, where, coverage);
  const type = questionType(head, coverage, scope, place, node.head);
  if (!keys || !type) return undefined;
  const on = dayOf(node, scope, where);
  return on === null ? undefined : { type, value: { op: "ask", head, of: coverage, with: keys, on } };
}

/** The day that a question is asked about; null where something else stands there. */
function dayOf({ on }: QuestionNode, scope: Scope, where: Where): string | undefined | null {
  if (!on || on.kind === "day") return on?.value;
  const got = describe(literalType(on));
  scope.reporter.report("PW3003", { wanted: "A day", got }, placeOf(where.file, on.span));
  return null;
}

function questionType(
  head: Question,
  coverage: string | undefined,
  scope: Scope,
  place: Place,
  words: string,
): Type | undefined {
  const missing = (what: string): undefined => {
    const isBroken =
      coverage !== undefined && (scope.broken.covers(coverage) || scope.brokenRates.has(coverage));
    if (isBroken) scope.reporter.passOver();
    else {
      const found = { what: `There is no ${words} of ${coverage}: ${what}` };
      scope.reporter.report("PW3001", found, place, { cause: found.what });
    }
    return undefined;
  };
  switch (head) {
    case "premium":
    case "employer_share":
    case "employee_share":
      return { kind: "figure", units: MONEY_PER_MONTH };
    case "rate": {
      const rate = scope.rateUnits.get(coverage ?? "");
      return rate ? { kind: "figure", units: rate } : missing("it has no rates");
    }
    case "volume":
    case "elected_volume":
    case "guaranteed_issue":
    case "evidence_of_insurability": {
      const volume = scope.volumeUnitsOf(coverage ?? "");
      return volume ? { kind: "figure", units: volume } : missing("it has no volume");
    }
    case "benefit":
      return { kind: "figure", units: MONEY_PER_MONTH };
  }
}

/** The keys of `with`: each must exist and be able to have its value. */
export function bindPairs(
  pairs: readonly WithPair[],
  scope: Scope,
  where: Where,
  coverage: string | undefined,
): Keys | undefined {
  const keys: Record<string, string> = {};
  let complete = true;
  for (const { key, value } of pairs) {
    const bound = bindKeyValue(key, value, scope, where.file, coverage);
    if (bound === undefined) complete = false;
    else keys[key.name] = bound;
  }
  return complete ? keys : undefined;
}

/** "a plan of medical", "a value of status": what a name should have been. */
function nounOf(key: string, coverage: string | undefined): string {
  if (!isDimension(key)) return `a value of ${key}`;
  const noun = NOUNS[key] ?? key;
  return coverage !== undefined && (key === "plan" || key === "option") ? `${noun} of ${coverage}` : noun;
}

const NOUNS: Readonly<Record<string, string>> = {
  plan: "a plan",
  tier: "a tier",
  area: "an area",
  option: "an option",
  coverage: "a coverage",
  class: "a class",
};

/** `tier family`, `status is active`: checks that the key exists and can have the value. */
export function bindKeyValue(
  key: NameNode,
  value: NameNode | LiteralNode,
  scope: Scope,
  file: string,
  coverage?: string,
): string | undefined {
  const place = placeOf(file, value.span);
  const input = scope.inputs.get(key.name);
  if (!input && !isDimension(key.name)) {
    scope.values.missing(key.name, placeOf(file, key.span));
    return undefined;
  }
  const text = value.kind === "name" ? value.name : literalValue(value);
  const { names } = scope.reporter;
  if (input) names?.use(VALUES, key, file);
  if (value.kind === "name") names?.use(spaceOfKey(key.name), value, file);
  const members = scope.membersOf(key.name, coverage);
  if (members) {
    if (members.includes(text)) return text;
    if (scope.broken.covers(text)) {
      scope.reporter.passOver();
      return undefined;
    }
    const meant = nearest(text, members);
    scope.reporter.report("PW1001", { name: text, kind: nounOf(key.name, coverage) }, place, {
      cause: `name ${text}`,
      label: meant ? `did you mean ${meant}?` : "not one of its values",
      why:
        members.length > 0 && members.length <= 12
          ? `There ${members.length === 1 ? "is" : "are"}: ${members.map((m) => showValue(m, input?.kind)).join(", ")}.`
          : undefined,
      fixes: meant ? [replaceWith(place, meant.includes(" ") ? `"${meant}"` : meant)] : [],
    });
    return undefined;
  }
  if (value.kind === "name" || value.kind === "text") {
    if (input?.type.kind === "text") return text;
    scope.reporter.report(
      "PW3003",
      { wanted: input ? capital(describe(input.type)) : "A value", got: text },
      place,
    );
    return undefined;
  }
  // A percentage keeps its sign, so that 0.5% is not taken for a half.
  return value.kind === "percent" ? `${text}%` : text;
}

export const showValue = (value: string, kind: string | undefined): string =>
  kind === "money" ? dollars(value) : value;
