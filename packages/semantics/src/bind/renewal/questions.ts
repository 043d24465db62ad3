import type { AskedNode, LiteralNode, NameNode } from "@planwright/syntax";
import type { History } from "../../renewal-model.js";
import { literalType } from "../../types/literal.js";
import { bindPairs } from "../../types/question.js";
import type { Typed, Where } from "../../types/typed.js";
import { describe, PERCENT, type Type } from "../../types/units.js";
import type { HeadBinder } from "../arrangements.js";
import { placeOf, type Scope } from "../scope.js";
import { findMember, isChangeKey } from "./keys.js";

type Clauses = Record<string, string>;

const CLAUSES = ["of", "for", "by", "in", "on", "each", "from", "with"] as const;
type Clause = (typeof CLAUSES)[number];

const isGiven = (node: AskedNode, clause: Clause): boolean => {
  switch (clause) {
    case "of":
      return node.of.length > 0;
    case "for":
      return node.for.length > 0;
    case "in":
      return node.in.length > 0;
    case "with":
      return node.with.length > 0;
    case "from":
      return node.between !== undefined;
    case "by":
    case "on":
    case "each":
      return node[clause] !== undefined;
  }
};

/** Reports the clauses that a question does not take, and those that it lacks. */
function checkClauses(
  node: AskedNode,
  takes: readonly Clause[],
  needs: readonly Clause[],
  example: string,
  scope: Scope,
  where: Where,
): boolean {
  const surplus = CLAUSES.find((clause) => isGiven(node, clause) && !takes.includes(clause));
  const missing = needs.find((clause) => !isGiven(node, clause));
  if (surplus === undefined && missing === undefined) return true;
  const what =
    surplus === undefined
      ? `\`${node.head}\` is asked with \`${missing}\``
      : `\`${node.head}\` is not asked with \`${surplus}\` here`;
  scope.reporter.report("PW3001", { what }, placeOf(where.file, node.span), {
    why: `It is written like \`${example}\`.`,
  });
  return false;
}

/** The day of a clause; `null` where something else stands there. */
function dayOf(
  node: NameNode | LiteralNode | undefined,
  scope: Scope,
  where: Where,
): string | undefined | null {
  if (!node) return undefined;
  if (node.kind === "day") return node.value;
  const got = node.kind === "name" ? node.name : describe(literalType(node));
  scope.reporter.report("PW3003", { wanted: "A day", got }, placeOf(where.file, node.span), {
    why: "A day is written like `2018-10-01`.",
  });
  return null;
}

/** Keys stand beside the other clauses, each after the word `with`: a key may have the name of a clause. */
const withKeys = (keys: Readonly<Clauses>): Clauses =>
  Object.fromEntries(Object.entries(keys).map(([key, value]) => [`with ${key}`, value]));

function answer(node: AskedNode, type: Type, of: readonly string[], clauses: Clauses): Typed {
  return { type, value: { op: "arrangement", head: node.head, of, clauses } };
}

const BY_EXAMPLE = "change of medical_ppo by pooled on 2020-10-01";

/** `change by pooled`: of which of its coverages, with new rates on which day. */
function byRenewal(
  node: AskedNode,
  scope: Scope,
  where: Where,
): { of: string[]; clauses: Clauses } | undefined {
  const { renewals } = scope;
  const renewal = node.by && renewals?.findRenewal(node.by, where.file);
  const on = dayOf(node.on, scope, where);
  if (!renewal || on === null) return undefined;
  const clauses: Clauses = { by: renewal.id, ...(on === undefined ? {} : { on }) };
  const [subject, second] = node.of;
  if (second) {
    const what = `\`${node.head}\` is of one coverage`;
    scope.reporter.report("PW3001", { what }, placeOf(where.file, second.span));
    return undefined;
  }
  if (subject) {
    const coverage = scope.findCoverage(subject, where.file);
    if (coverage === undefined) return undefined;
    if (renewal.coverages.includes(coverage)) return { of: [coverage], clauses };
    const what = `The renewal ${renewal.id} is not for ${coverage}`;
    scope.reporter.report("PW3001", { what }, placeOf(where.file, subject.span));
    return undefined;
  }
  const [only, another] = renewal.coverages;
  if (only !== undefined && another === undefined) return { of: [only], clauses };
  const byCoverage = renewals?.corridorsIn(renewal.id)?.rows.some(({ coverages }) => coverages.length > 0);
  const isHeld = byCoverage && node.head !== "first rate" && node.head !== "change before corridor";
  if (!isHeld && node.head !== "new rate") return { of: [], clauses };
  const what = `\`${node.head}\` does not say of which coverage`;
  scope.reporter.report("PW3001", { what }, placeOf(where.file, node.span), {
    why: `The renewal ${renewal.id} is for ${renewal.coverages.join(", ")}. It is written like \`${BY_EXAMPLE}\`.`,
  });
  return undefined;
}

const IN_EXAMPLE = "change in rate_changes with coverage medical_hmo, carrier kaiser on 2018-10-01";
const COMPOUNDED_EXAMPLE = "compounded change in rate_changes with coverage medical_hmo, carrier kaiser";

/** `change in rate_changes with carrier kaiser`: which of its rows, on which day or days. */
function inHistory(node: AskedNode, scope: Scope, where: Where): Typed | undefined {
  const [name, surplus] = node.in;
  if (name?.kind !== "name" || surplus) {
    const found = surplus ?? name;
    scope.reporter.report(
      "PW3003",
      { wanted: "A history", got: found?.kind === "name" ? found.name : "something else" },
      placeOf(where.file, found?.span ?? node.span),
    );
    return undefined;
  }
  const history = scope.renewals?.findHistory(name, where.file);
  const keys = history && bindKeys(node, history, scope, where);
  if (!history || !keys) return undefined;
  const clauses: Clauses = { in: history.id, ...withKeys(keys) };
  const on = dayOf(node.on, scope, where);
  if (on === null) return undefined;
  if (on !== undefined) clauses.on = on;
  if (node.between) {
    const from = dayOf(node.between.from, scope, where);
    const through = dayOf(node.between.through, scope, where);
    if (!from || !through) return undefined;
    clauses.from = from;
    clauses.through = through;
  }
  const part = partOf(node, history, scope, where);
  if (part === null) return undefined;
  if (part !== undefined) clauses.for = part;
  return answer(node, PERCENT, [], clauses);
}

/** `for rate_change`, or `for parts`: all of them together; `null` where there is no such part. */
function partOf(node: AskedNode, history: History, scope: Scope, where: Where): string | undefined | null {
  const [part, surplus] = node.for;
  if (!part) return undefined;
  const known = [...new Set(history.parts.flatMap(({ parts }) => parts.map(({ name }) => name)))];
  if (!surplus && (part.name === "parts" || known.includes(part.name))) return part.name;
  const found = { name: (surplus ?? part).name, kind: `a part of a change in ${history.id}` };
  scope.reporter.report("PW1001", found, placeOf(where.file, (surplus ?? part).span), {
    why:
      known.length > 0
        ? `There is: ${known.join(", ")}; \`parts\` is all of them.`
        : "No line `parts` says any.",
  });
  return null;
}

/** The keys of the question; those that it leaves out must not matter. */
function bindKeys(node: AskedNode, history: History, scope: Scope, where: Where): Clauses | undefined {
  const keys: Clauses = {};
  for (const { key, value } of node.with) {
    if (!isChangeKey(key.name) || !history.keys.includes(key.name)) {
      const what = `The history ${history.id} is not by ${key.name}`;
      scope.reporter.report("PW3001", { what }, placeOf(where.file, key.span), {
        why: `It is by ${history.keys.join(", ")}.`,
      });
      return undefined;
    }
    const name = value.kind === "name" ? value : undefined;
    const found = name && findMember(key.name, name, where.file, scope);
    if (!name)
      scope.reporter.report("PW3003", { wanted: "A name", got: "a figure" }, placeOf(where.file, value.span));
    if (found === undefined) return undefined;
    keys[key.name] = found;
  }
  const rows = history.rows.filter((row) =>
    Object.entries(keys).every(([key, value]) => row.keys[key]?.includes(value)),
  );
  const place = placeOf(where.file, node.span);
  if (rows.length === 0) {
    const what = `The history ${history.id} has no change for ${Object.values(keys).join(", ")}`;
    scope.reporter.report("PW3001", { what }, place);
    return undefined;
  }
  const open = history.keys.find((key) => {
    if (key in keys) return false;
    return new Set(rows.map((row) => row.keys[key]?.join(", "))).size > 1;
  });
  if (open === undefined) return keys;
  const values = [...new Set(rows.flatMap((row) => row.keys[open] ?? []))];
  scope.reporter.report("PW3001", { what: `\`${node.head}\` does not say of which ${open}` }, place, {
    why: `There are changes of ${values.join(", ")}. It is written like \`${IN_EXAMPLE}\`.`,
  });
  return undefined;
}

/** `change by RENEWAL` or `change in HISTORY`, the least and the greatest of each. */
const change: HeadBinder = (node, scope, where) => {
  if (node.by) {
    if (!checkClauses(node, ["of", "by", "on"], ["by"], BY_EXAMPLE, scope, where)) return undefined;
    const asked = byRenewal(node, scope, where);
    if (!asked) return undefined;
    const needsCorridor = node.head !== "change";
    if (!needsCorridor || scope.renewals?.corridorsIn(node.by.name))
      return answer(node, PERCENT, asked.of, asked.clauses);
    const what = `The renewal ${node.by.name} has no corridor, so its change has no bounds`;
    scope.reporter.report("PW3001", { what }, placeOf(where.file, node.span));
    return undefined;
  }
  if (node.in.length === 0) {
    const what = `\`${node.head}\` says neither \`by\` which renewal nor \`in\` which history`;
    scope.reporter.report("PW3001", { what }, placeOf(where.file, node.span), {
      why: `It is written like \`${BY_EXAMPLE}\`, or \`${IN_EXAMPLE}\`.`,
    });
    return undefined;
  }
  const takes = ["in", "on", "for", "with"] as const;
  return checkClauses(node, takes, ["in", "on"], IN_EXAMPLE, scope, where)
    ? inHistory(node, scope, where)
    : undefined;
};

const beforeCorridor: HeadBinder = (node, scope, where) => {
  const example = "change before corridor of medical_ppo by pooled";
  if (!checkClauses(node, ["of", "by", "on"], ["by"], example, scope, where)) return undefined;
  const asked = byRenewal(node, scope, where);
  return asked && answer(node, PERCENT, asked.of, asked.clauses);
};

const compounded: HeadBinder = (node, scope, where) =>
  checkClauses(node, ["in", "from", "with"], ["in"], COMPOUNDED_EXAMPLE, scope, where)
    ? inHistory(node, scope, where)
    : undefined;

const firstRate: HeadBinder = (node, scope, where) => {
  if (!checkClauses(node, ["of", "by"], ["by"], "first rate by pooled", scope, where)) return undefined;
  const asked = byRenewal(node, scope, where);
  const typed = asked?.clauses.by === undefined ? undefined : scope.renewals?.firstRateOf(asked.clauses.by);
  if (asked && typed) return answer(node, typed.type, asked.of, asked.clauses);
  if (asked) {
    const what = `The renewal ${node.by?.name} says no \`first rate\``;
    scope.reporter.report("PW3001", { what }, placeOf(where.file, node.span));
  }
  return undefined;
};

const newRate: HeadBinder = (node, scope, where) => {
  const example = "new rate of vision by yearly with plan vision_1, tier family";
  if (!checkClauses(node, ["of", "by", "on", "with"], ["by"], example, scope, where)) return undefined;
  const asked = byRenewal(node, scope, where);
  const coverage = asked?.of[0];
  if (!asked || coverage === undefined) return undefined;
  const of = scope.rateUnits.get(coverage);
  if (!of) {
    if (scope.broken.covers(coverage) || scope.brokenRates.has(coverage)) scope.reporter.passOver();
    else {
      const what = `${coverage} has no rates that could be renewed`;
      scope.reporter.report("PW3001", { what }, placeOf(where.file, node.span));
    }
    return undefined;
  }
  const keys = bindPairs(node.with, scope, where, coverage);
  return (
    keys && answer(node, { kind: "figure", units: of }, asked.of, { ...withKeys(keys), ...asked.clauses })
  );
};

/** Who reads the questions about renewals, by their first words. */
export const RENEWAL_BINDERS = {
  change,
  "least change": change,
  "greatest change": change,
  "change before corridor": beforeCorridor,
  "compounded change": compounded,
  "least compounded change": compounded,
  "greatest compounded change": compounded,
  "first rate": firstRate,
  "new rate": newRate,
} as const satisfies Readonly<Record<string, HeadBinder>>;
