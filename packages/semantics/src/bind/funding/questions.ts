import type { AskedNode, LiteralNode, NameNode } from "@planwright/syntax";
import { PARTS } from "../../funding-model.js";
import type { Keys } from "../../model.js";
import { MONEY_PER_MONTH, type Type, units } from "../../types/units.js";
import type { Typed, Where } from "../../types/typed.js";
import type { HeadBinder } from "../arrangements.js";
import { placeOf, type Scope } from "../scope.js";
import type { ArrangementName, FundingName } from "./names.js";

type Clause = "of" | "for" | "by" | "in" | "on" | "each" | "with";

/** What each question about a funding takes. */
const TAKES: Readonly<Record<string, readonly Clause[]>> = {
  cost: ["of", "for", "in", "each"],
  claims: ["of", "in", "each"],
  deposit: ["of", "by", "in", "each"],
  interest: ["of", "in"],
  paid: ["of", "by", "in"],
  "largest paid": ["of", "by", "in"],
  "specific attachment": ["of", "for"],
  "aggregate attachment": ["of"],
  prefund: ["of", "on"],
  reserve: ["of", "for"],
  surplus: ["of", "by"],
  "retro call": ["of", "by"],
  "retro return": ["of", "by"],
  "retro premium": ["of", "by"],
  "retro due": ["of"],
};

const MONEY: Type = { kind: "figure", units: { money: 1 } };

const given = (node: AskedNode): readonly Clause[] => {
  const all: readonly (readonly [Clause, boolean])[] = [
    ["of", node.of.length > 0],
    ["for", node.for.length > 0],
    ["by", node.by !== undefined],
    ["in", node.in.length > 0],
    ["on", node.on !== undefined],
    ["each", node.each !== undefined],
    ["with", node.with.length > 0],
  ];
  return all.flatMap(([clause, isGiven]) => (isGiven ? [clause] : []));
};

/** Reads a question about a funding or about an arrangement of a projection. */
const bindFundingQuestion: HeadBinder = (node, scope, where) => {
  const place = placeOf(where.file, node.span);
  const takes = TAKES[node.head] ?? [];
  const surplus = given(node).find((clause) => !takes.includes(clause));
  if (surplus) {
    scope.reporter.report("PW0023", { found: surplus, of: `\`${node.head}\`` }, place, {
      why: `\`${node.head}\` takes ${takes.map((clause) => `\`${clause}\``).join(", ")}.`,
    });
    return undefined;
  }
  const asked = subjectOf(node, scope, where);
  if (!asked) return undefined;
  const { subject, span } = asked;
  if (subject.kind === "arrangement") return ofArrangement(node, subject, scope, where);
  const clauses = clausesOf(node, subject, span, scope, where);
  return (
    clauses && {
      type: typeOf(node),
      value: { op: "arrangement", head: node.head, of: [subject.id], clauses },
    }
  );
};

function typeOf(node: AskedNode): Type {
  if (node.head === "retro due") return { kind: "date" };
  return node.each === undefined ? MONEY : { kind: "figure", units: units(MONEY_PER_MONTH) };
}

interface Subject {
  readonly subject: FundingName | ArrangementName;
  /** The words after `in` that are no name of the funding. */
  readonly span: readonly (NameNode | LiteralNode)[];
}

/** What is asked about: after `of`; after `in` where a party paid; or the only funding there is. */
function subjectOf(node: AskedNode, scope: Scope, { file }: Where): Subject | undefined {
  const { costs, fundings } = scope.funding;
  const [of, second] = node.of;
  const place = placeOf(file, node.span);
  if (second) {
    scope.reporter.report(
      "PW0023",
      { found: second.name, of: `\`${node.head}\`` },
      placeOf(file, second.span),
    );
    return undefined;
  }
  if (of) {
    const subject = costs.find(of, file);
    return subject && { subject, span: node.in };
  }
  const [inName, ...rest] = node.in;
  const isParty = node.head === "paid" || node.head === "largest paid";
  if (isParty && inName?.kind === "name" && !scope.funding.projections.get(inName.name)) {
    const subject = costs.find(inName, file);
    return subject && { subject, span: rest };
  }
  const [only, another] = fundings;
  if (only && !another) return { subject: only, span: node.in };
  scope.reporter.report("PW3001", { what: `\`${node.head}\` does not say of which funding` }, place);
  return undefined;
}

function ofArrangement(
  node: AskedNode,
  subject: ArrangementName,
  scope: Scope,
  { file }: Where,
): Typed | undefined {
  const surplus = given(node).find((clause) => clause !== "of" && clause !== "each" && clause !== "in");
  if (node.head !== "cost" || surplus) {
    const what = `\`${node.head}\`${surplus ? ` with \`${surplus}\`` : ""} is asked of a funding, and ${subject.id} is an arrangement`;
    scope.reporter.report("PW3001", { what }, placeOf(file, node.span));
    return undefined;
  }
  if (!projectionOf(node.in, subject.projection, scope, file)) return undefined;
  const each = eachOf(node, scope, file);
  if (each === undefined) return undefined;
  const clauses = { in: subject.projection, ...each };
  return { type: typeOf(node), value: { op: "arrangement", head: node.head, of: [subject.id], clauses } };
}

/** The projection that `in` names, which must be the arrangement's own. */
function projectionOf(
  words: readonly (NameNode | LiteralNode)[],
  own: string | undefined,
  scope: Scope,
  file: string,
): { readonly id: string | undefined } | undefined {
  const [name, second] = words;
  if (!name) return { id: own };
  if (name.kind !== "name" || second) {
    const found = second?.kind === "name" ? second.name : "a day";
    scope.reporter.report("PW0023", { found, of: "`in`" }, placeOf(file, (second ?? name).span), {
      why: "After `in` stands a projection.",
    });
    return undefined;
  }
  const projection = scope.funding.projections.find(name, file);
  if (!projection) return undefined;
  if (own === undefined || projection.id === own) return projection;
  scope.reporter.report(
    "PW3001",
    { what: `This arrangement is of ${own}, not of ${projection.id}` },
    placeOf(file, name.span),
  );
  return undefined;
}

function eachOf(node: AskedNode, scope: Scope, file: string): Record<string, string> | undefined {
  if (node.each === undefined) return {};
  if (node.each === "month") return { each: "month" };
  scope.reporter.report("PW0023", { found: node.each, of: "`each`" }, placeOf(file, node.span), {
    why: "What is asked is `each month`.",
  });
  return undefined;
}

function clausesOf(
  node: AskedNode,
  subject: FundingName,
  span: Subject["span"],
  scope: Scope,
  { file }: Where,
): Keys | undefined {
  const projection = projectionOf(span, undefined, scope, file);
  const each = eachOf(node, scope, file);
  if (!projection || !each) return undefined;
  const clauses: Record<string, string> = { ...each };
  if (projection.id !== undefined) clauses.in = projection.id;
  const { by, on } = node;
  if (node.head === "paid" || node.head === "largest paid") {
    if (!by)
      return needs(
        node,
        "by",
        `\`${node.head} by ${subject.parties[0] ?? "pool"} in ${subject.id}\``,
        scope,
        file,
      );
    const party = scope.funding.oneOf(by, file, subject.parties, `a party of ${subject.id}`);
    if (party === undefined) return undefined;
    clauses.by = party;
  } else if (by) clauses.by = by.name;
  const about = node.for.map(({ name }) => name).join(" ");
  if (about !== "") {
    const bound = forOf(node, about, subject, scope, file);
    if (bound === undefined) return undefined;
    clauses.for = bound;
  } else if (node.head === "reserve")
    return needs(
      node,
      "for",
      `\`reserve of ${subject.id} for ${subject.reserves[0] ?? "contingency"}\``,
      scope,
      file,
    );
  if (node.head === "prefund") {
    if (on?.kind !== "day")
      return needs(node, "on", `\`prefund of ${subject.id} on 1985-04-01\``, scope, file);
    clauses.on = on.value;
  }
  return clauses;
}

function needs(node: AskedNode, clause: Clause, example: string, scope: Scope, file: string): undefined {
  scope.reporter.report(
    "PW3001",
    { what: `\`${node.head}\` needs \`${clause}\`` },
    placeOf(file, node.span),
    {
      why: `It is asked like ${example}.`,
    },
  );
  return undefined;
}

/** After `for`: a part of the cost, a reserve, or a person with a laser. */
function forOf(
  node: AskedNode,
  about: string,
  subject: FundingName,
  scope: Scope,
  file: string,
): string | undefined {
  const [first] = node.for;
  if (!first || node.head === "specific attachment") return about;
  const name = { ...first, name: about };
  if (node.head === "reserve")
    return scope.funding.oneOf(name, file, subject.reserves, `a reserve of ${subject.id}`);
  return scope.funding.oneOf(name, file, ["claims", ...PARTS, "taxes"], "a part of a cost");
}

/** The questions about funding, by the words that begin each. */
export const FUNDING_BINDERS = {
  cost: bindFundingQuestion,
  claims: bindFundingQuestion,
  paid: bindFundingQuestion,
  "largest paid": bindFundingQuestion,
  "specific attachment": bindFundingQuestion,
  "aggregate attachment": bindFundingQuestion,
  deposit: bindFundingQuestion,
  prefund: bindFundingQuestion,
  reserve: bindFundingQuestion,
  surplus: bindFundingQuestion,
  "retro call": bindFundingQuestion,
  "retro return": bindFundingQuestion,
  "retro premium": bindFundingQuestion,
  "retro due": bindFundingQuestion,
  interest: bindFundingQuestion,
} as const;
