import type Fraction from "fraction.js";
import type { ArrangementAnswer } from "../arrangements.js";
import { exact } from "../exact.js";
import { refuse } from "../refusal.js";
import { Renewals } from "./changes.js";
import { changeInHistory, type End } from "./history.js";

/** `change by pooled` and `change in rate_changes`, the least and the greatest of each. */
const change =
  (end: End): ArrangementAnswer =>
  (book, ask, question) => {
    const { clauses = {}, of } = question;
    if (clauses.by === undefined) return changeInHistory(book, question, end, false);
    const renewals = Renewals.of(book);
    const renewal = renewals.named(clauses.by);
    const effective = clauses.on ?? renewals.nextDay;
    if (end === "only") return renewals.change(renewal, ask, of?.[0], effective).change;
    const corridor = renewals.corridor(renewal, of?.[0], effective);
    if (!corridor) return refuse(question.head, `${renewal.renewal.name} has no corridor.`);
    return end === "least" ? corridor.least : corridor.most;
  };

const compounded =
  (end: End): ArrangementAnswer =>
  (book, _ask, question) =>
    changeInHistory(book, question, end, true);

const beforeCorridor: ArrangementAnswer = (book, ask, { clauses = {}, of }) => {
  const renewals = Renewals.of(book);
  const renewal = renewals.named(clauses.by ?? "");
  return renewals.computed(renewal, ask, of?.[0], clauses.on ?? renewals.nextDay);
};

const firstRate: ArrangementAnswer = (book, ask, { head, clauses = {}, of }) => {
  const { first, renewal } = Renewals.of(book).named(clauses.by ?? "");
  return first ? first(ask, of?.[0]) : refuse(head, `${renewal.name} says no first rate.`);
};

const newRate: ArrangementAnswer = (book, ask, { head, clauses = {}, of }): Fraction => {
  const renewals = Renewals.of(book);
  const renewal = renewals.named(clauses.by ?? "");
  const effective = clauses.on ?? renewals.nextDay;
  const coverage = book.coverages.get(of?.[0] ?? "");
  if (!coverage) return refuse(head, `Nothing says of which coverage the new rate is asked.`);
  const keys = Object.entries(clauses).flatMap(([clause, value]) => {
    const key = /^with (.+)$/.exec(clause)?.[1];
    return key === undefined ? [] : [[key, value] as const];
  });
  const asked = renewals.before(ask.with(Object.fromEntries(keys)), effective);
  const { rate, row } = coverage.rated(asked);
  if (!("rate" in row) || !rate.equals(exact(row.rate))) {
    return refuse(
      head,
      `This rate of ${coverage.coverage.name} follows from others: ask for the new rate of those.`,
    );
  }
  const { change } = renewals.change(renewal, ask, coverage.id, effective);
  return renewals.newRate(renewal, rate, change);
};

/** By the words that begin each question about a renewal, or about how rates changed before. */
export const RENEWAL_ANSWERS: Readonly<Record<string, ArrangementAnswer>> = {
  change: change("only"),
  "least change": change("least"),
  "greatest change": change("greatest"),
  "change before corridor": beforeCorridor,
  "compounded change": compounded("only"),
  "least compounded change": compounded("least"),
  "greatest compounded change": compounded("greatest"),
  "first rate": firstRate,
  "new rate": newRate,
};
