import type { AskedNode, NameNode } from "@planwright/syntax";
import type { Keys } from "../../model.js";
import type { Typed, Where } from "../../types/typed.js";
import { NUMBER, type Type } from "../../types/units.js";
import type { HeadBinder } from "../arrangements.js";
import { placeOf, type Scope } from "../scope.js";
import type { DeclaredAccount } from "./accounts.js";

type Clause = "for" | "by" | "in" | "on" | "each" | "with";

interface Question {
  readonly type: Type;
  readonly may: readonly Clause[];
  readonly must?: readonly Clause[];
  /** What the account must have, or the question has no answer. */
  readonly needs?: "debit" | "interest" | "credit table" | "pays";
}

const MONEY: Type = { kind: "figure", units: { money: 1 } };
const MONTHS: Type = { kind: "figure", units: { month: 1 } };

/** The questions that an account answers. */
export const ACCOUNT_QUESTIONS = {
  balance: { type: MONEY, may: ["on", "by"], must: ["on"] },
  usable: { type: MONEY, may: ["on"], must: ["on"], needs: "debit" },
  unpaid: { type: MONEY, may: ["on"], must: ["on"], needs: "debit" },
  interest: { type: MONEY, may: ["on"], must: ["on"], needs: "interest" },
  "credited months": { type: MONTHS, may: ["on"], must: ["on"], needs: "credit table" },
  "covered months": { type: MONTHS, may: ["on"], must: ["on"] },
  "full years": { type: NUMBER, may: ["on"], must: ["on"] },
  payment: { type: MONEY, may: ["for", "on"], needs: "pays" },
  "payment date": { type: { kind: "date" }, may: ["for"], needs: "pays" },
} as const satisfies Readonly<Partial<Record<AskedNode["head"], Question>>>;

export const PORTIONS = ["whole balance", "last contract year", "all but last contract year", "rest", "part"];

/** `balance of vested_trust on 1984-07-01`, `payment date of vested_trust for last contract year`. */
export const bindAccountQuestion: HeadBinder = (node, scope, where): Typed | undefined => {
  const question: Question | undefined = Object.hasOwn(ACCOUNT_QUESTIONS, node.head)
    ? ACCOUNT_QUESTIONS[node.head as keyof typeof ACCOUNT_QUESTIONS]
    : undefined;
  const place = placeOf(where.file, node.span);
  const [name, second] = node.of;
  if (!question) return undefined;
  if (!name || second) {
    const found = { block: `\`${node.head}\``, what: second ? "one account" : "account" };
    scope.reporter.report("PW0025", found, place, {
      why: `It is asked of one account: \`${node.head} of vested_trust\`.`,
    });
    return undefined;
  }
  const account = scope.accounts.find(name, where.file);
  if (!account || !clausesFit(node, question, scope, where)) return undefined;
  if (question.needs && !account.has.has(question.needs)) {
    const isTable = question.needs === "credit table" || question.needs === "pays";
    const missing = isTable
      ? `table \`${question.needs.replace(" table", "")}\``
      : `line \`${question.needs}\``;
    const what = `There is no ${node.head} of ${account.id}: it has no ${missing}`;
    scope.reporter.report("PW3001", { what }, place);
    return undefined;
  }
  const clauses = clausesOf(node, account, scope, where);
  return (
    clauses && {
      type: question.type,
      value: { op: "arrangement", head: node.head, of: [account.id], clauses },
    }
  );
};

function clausesFit(node: AskedNode, question: Question, scope: Scope, where: Where): boolean {
  const place = placeOf(where.file, node.span);
  const given: Readonly<Record<Clause, boolean>> = {
    for: node.for.length > 0,
    by: node.by !== undefined,
    in: node.in.length > 0,
    on: node.on !== undefined,
    each: node.each !== undefined,
    with: node.with.length > 0,
  };
  for (const clause of Object.keys(given) as Clause[]) {
    if (!given[clause] || question.may.includes(clause)) continue;
    const what = `\`${node.head}\` of an account takes no \`${clause}\``;
    scope.reporter.report("PW3001", { what }, place, {
      why: question.may.length > 0 ? `It takes: ${question.may.join(", ")}.` : undefined,
    });
    return false;
  }
  const missing = question.must?.find((clause) => !given[clause]);
  if (missing === undefined) return true;
  scope.reporter.report("PW0025", { block: `\`${node.head}\``, what: "day" }, place, {
    why: `What an account comes to changes from day to day: \`${node.head} of ${node.of[0]?.name ?? ""} on 1984-07-01\`, or \`on leaving\`.`,
  });
  return false;
}

function clausesOf(node: AskedNode, account: DeclaredAccount, scope: Scope, where: Where): Keys | undefined {
  const clauses: Record<string, string> = {};
  const { on, by } = node;
  if (on) {
    const day = dayOf(on, scope, where);
    if (day === undefined) return undefined;
    clauses.on = day;
  }
  if (by) {
    if (by.name !== "spouse") {
      const found = { wanted: "`spouse`", got: by.name };
      scope.reporter.report("PW3003", found, placeOf(where.file, by.span), {
        why: "`by spouse` asks for what has gone to the spouse's account.",
      });
      return undefined;
    }
    if (!account.has.has("split")) {
      const what = `Nothing of ${account.id} goes to a spouse: the account has no line \`split\``;
      scope.reporter.report("PW3001", { what }, placeOf(where.file, by.span));
      return undefined;
    }
    clauses.by = by.name;
  }
  if (node.for.length > 0) {
    const portion = node.for.map(({ name }) => name).join(" ");
    if (!PORTIONS.includes(portion)) {
      const [first] = node.for;
      const last = node.for[node.for.length - 1];
      const span = { start: first?.span.start ?? 0, end: last?.span.end ?? 0 };
      scope.reporter.report("PW1001", { name: portion, kind: "a portion" }, placeOf(where.file, span), {
        why: `Portions: ${PORTIONS.join(", ")}.`,
      });
      return undefined;
    }
    clauses.for = portion;
  }
  return clauses;
}

/** A day, or the name of a date that is asked of the person. */
function dayOf(on: NonNullable<AskedNode["on"]>, scope: Scope, where: Where): string | undefined {
  if (on.kind === "day") return on.value;
  const input = on.kind === "name" ? scope.inputs.get(on.name) : undefined;
  if (input?.kind === "date") return input.id;
  const place = placeOf(where.file, on.span);
  if (on.kind === "name" && !input) scope.values.missing((on as NameNode).name, place);
  else {
    const got = on.kind === "name" ? on.name : "another value";
    scope.reporter.report("PW3003", { wanted: "A day, or an input of type date", got }, place);
  }
  return undefined;
}
