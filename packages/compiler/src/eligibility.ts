import type { RateBook } from "@planwright/ratebook";
import type * as S from "@planwright/semantics";
import { lowerCondition, lowerExpression, lowerPoint, optional, present } from "./lower.js";
import type { Sources } from "./sources.js";

type Book = Pick<RateBook, "eligibility" | "group" | "documents">;
type BookRules = NonNullable<RateBook["eligibility"]>[number];
type BookRequirement = NonNullable<RateBook["group"]>[number];
type Rules = S.Enrolment.Eligibility;

const byText = <T>(items: readonly T[], text: (item: T) => string): T[] =>
  [...items].sort((a, b) => (text(a) < text(b) ? -1 : 1));
const some = <T>(items: T[]): T[] | undefined => (items.length > 0 ? items : undefined);

/** Who is insured, and what a group must fulfil; nothing where the program says nothing of it. */
export function lowerEligibility(program: S.Program, sources: Sources): Book {
  const eligibility = byText(program.eligibility, ({ coverages }) => coverages.join());
  const group = byText(program.group, ({ words, coverages }) => `${words} ${coverages.join()}`);
  const documents = byText(program.documents, ({ id, coverages }) => `${id} ${coverages.join()}`);
  for (const [i, rules] of eligibility.entries()) noteRules(rules, `/eligibility/${i}`, sources);
  return present({
    eligibility: some(sources.list(eligibility, "/eligibility", lowerRules)),
    group: some(sources.list(group, "/group", lowerRequirement)),
    documents: some(
      sources.list(documents, "/documents", ({ id, coverages }) => ({ id, coverages: [...coverages] })),
    ),
  });
}

/** Where each rule was written. */
function noteRules(rules: Rules, path: string, sources: Sources): void {
  const all = (name: string, items: readonly { readonly origin: S.Origin }[]) => {
    for (const [i, { origin }] of items.entries()) sources.note(origin, `${path}/${name}/${i}`);
  };
  for (const name of [
    "insures",
    "excludes",
    "dependents",
    "begins",
    "ends",
    "absences",
    "changes",
    "continuations",
    "extends",
  ] as const) {
    all(name, rules[name]);
  }
  for (const [i, { rows }] of rules.absences.entries()) all(`absences/${i}/rows`, rows);
  for (const [i, { rows }] of rules.changes.entries()) all(`changes/${i}/rows`, rows);
  for (const [i, { rows }] of rules.continuations.entries()) all(`continuations/${i}/rows`, rows);
  if (rules.premium) sources.note(rules.premium.origin, `${path}/premium`);
  if (rules.couple) sources.note(rules.couple.origin, `${path}/couple`);
}

function lowerRules(rules: Rules): BookRules {
  return present({
    coverages: [...rules.coverages],
    insures: rules.insures.map(({ classes, when }) =>
      present({ classes: [...classes], when: optional(when, lowerCondition) }),
    ),
    excludes: rules.excludes.map(({ who, when }) => ({ who: [...who], when: lowerCondition(when) })),
    dependents: rules.dependents.map(({ relations, until, when }) =>
      present({
        relations: [...relations],
        until: optional(until, lowerPoint),
        when: optional(when, lowerCondition),
      }),
    ),
    begins: rules.begins.map(lowerDateRule),
    ends: rules.ends.map(lowerDateRule),
    absences: rules.absences.map(lowerAbsence),
    changes: rules.changes.map(lowerChange),
    continuations: rules.continuations.map(lowerContinuation),
    extends: rules.extends.map(lowerExtension),
    premium: optional(rules.premium, lowerPremium),
    couple: optional(rules.couple, ({ asDependent, isUnderOne }) => ({
      asDependent: "from" in asDependent ? asDependent : { when: lowerCondition(asDependent.when) },
      isUnderOne,
    })),
  });
}

function lowerPremium(premium: S.Enrolment.MonthParts): NonNullable<BookRules["premium"]> {
  if (premium.kind === "halves") return { kind: "halves", from: premium.from };
  return { kind: premium.kind === "whole" ? "whole" : "by_day" };
}

function lowerDateRule(rule: S.Enrolment.DateRule): BookRules["begins"][number] {
  return present({
    for: [...rule.for],
    when: optional(rule.when, lowerCondition),
    at: lowerPoint(rule.at),
  });
}

function lowerAbsence({ from, to, when, rows }: S.Enrolment.Absence): BookRules["absences"][number] {
  return present({
    from,
    to,
    when: optional(when, lowerCondition),
    rows: rows.map((row) =>
      present({
        when: lowerCondition(row.when),
        begins: "at" in row.begins ? { at: lowerPoint(row.begins.at) } : row.begins,
        accumulators: row.accumulators,
        waitingPeriod: row.waitingPeriod,
      }),
    ),
  });
}

function lowerChange({ of, to, on, when, rows }: S.Enrolment.Change): BookRules["changes"][number] {
  return present({
    of,
    to,
    on,
    when: optional(when, lowerCondition),
    rows: rows.map((row) =>
      present({
        when: lowerCondition(row.when),
        at: lowerPoint(row.at),
        pays: optional(row.pays, (pays) => ({ ...lowerPays(pays), from: lowerPoint(pays.from) })),
      }),
    ),
  });
}

const lowerPays = ({ payer, pays, is }: S.Enrolment.Pays) => ({ payer, pays: lowerExpression(pays), is });

function lowerContinuation(rule: S.Enrolment.Continuation): BookRules["continuations"][number] {
  return present({
    after: rule.after,
    for: [...rule.for],
    when: optional(rule.when, lowerCondition),
    rows: rule.rows.map(({ when, continues, pays }) =>
      present({
        when: lowerCondition(when),
        continues: lowerContinues(continues),
        pays: optional(pays, lowerPays),
      }),
    ),
  });
}

type Continues = BookRules["continuations"][number]["rows"][number]["continues"];

function lowerContinues(continues: S.Enrolment.ContinuationRow["continues"]): Continues {
  switch (continues.kind) {
    case "none":
      return { kind: "none" };
    case "through":
      return { kind: "through", at: lowerPoint(continues.at) };
    case "while":
      return { kind: "while", when: lowerCondition(continues.when) };
  }
}

function lowerExtension({ what, most }: S.Enrolment.Extension): BookRules["extends"][number] {
  return present({
    what,
    most: optional(most, ({ unit, length }) => ({ unit, length: lowerExpression(length) })),
  });
}

function lowerRequirement(rule: S.Enrolment.GroupRequirement): BookRequirement {
  return present({
    level: rule.level,
    words: rule.words,
    coverages: [...rule.coverages],
    when: optional(rule.when, lowerCondition),
    test: lowerTest(rule.test),
  });
}

function lowerTest(test: S.Enrolment.GroupRequirement["test"]): BookRequirement["test"] {
  switch (test.kind) {
    case "enrolled":
    case "with_dependents":
    case "one_plan":
      return test;
    case "eligible":
      return present(test);
    case "fact":
      return { kind: "fact", when: lowerCondition(test.when) };
  }
}
