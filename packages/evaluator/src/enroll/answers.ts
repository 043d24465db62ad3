import type { ArrangementQuestion } from "@planwright/ratebook";
import type { ArrangementAnswer } from "../arrangements.js";
import type { Ask } from "../ask.js";
import { NEVER } from "../points.js";
import type { Prepared } from "../prepare.js";
import { refuse } from "../refusal.js";
import type { Cover, DependentCover } from "./cover.js";
import { Enrolment } from "./enroll.js";
import { type Segment, segmentOn } from "./rules.js";

/** The cover that a question is about: that of the employee, or of a dependent. */
function coverFor(
  book: Prepared,
  ask: Ask,
  { of, clauses }: ArrangementQuestion,
): Cover & Pick<DependentCover, "continues"> {
  const coverage = of?.[0] ?? refuse("coverage", "Nothing says of which coverage.");
  const rules = Enrolment.of(book).coverOf(coverage);
  const employee = rules.employee(ask);
  const name = clauses?.for;
  if (name === undefined) return employee;
  const person = ask.dependents.find(({ id }) => id === name);
  return person
    ? rules.dependent(ask, person, employee)
    : refuse(name, `${name} is no dependent of this person.`);
}

/** A day of the cover; refuses for somebody who is not insured, with the reason. */
function dayOf(book: Prepared, ask: Ask, question: ArrangementQuestion, which: "begins" | "ends"): string {
  const cover = coverFor(book, ask, question);
  const [reason] = cover.rules;
  return (
    cover[which] ??
    refuse(`${question.of?.[0] ?? "cover"}`, `Not insured: ${reason?.text ?? ""}.`, reason?.source)
  );
}

const continues: ArrangementAnswer = (book, ask, question) => {
  const ends = dayOf(book, ask, question, "ends");
  if (ends === NEVER) return ends;
  const cover = Enrolment.of(book).coverOf(question.of?.[0] ?? "");
  if (question.clauses?.for !== undefined) return coverFor(book, ask, question).continues?.day ?? ends;
  return cover.continuing(ask, cover.employee(ask))?.day ?? ends;
};

/** The class on a day: changes of inputs count from the day that their table gives. */
const classOn: ArrangementAnswer = (book, ask, { clauses }) => {
  const on = clauses?.on;
  if (on === undefined) return ask.classOrNone() ?? "none";
  const enrolment = Enrolment.of(book);
  const found = new Map<string, string>();
  for (const coverage of enrolment.coverages) {
    const timeline: readonly Segment[] = enrolment.coverOf(coverage).rules.timeline(ask);
    found.set(segmentOn(timeline, on)?.class ?? "none", coverage);
  }
  const [first, second] = [...found.keys()];
  if (first !== undefined && second !== undefined) {
    refuse(
      "class",
      `The class on ${on} is ${first} for ${found.get(first)}, and ${second} for ${found.get(second)}.`,
    );
  }
  return first ?? ask.classOrNone() ?? "none";
};

export const ELIGIBILITY_ANSWERS: Readonly<Record<string, ArrangementAnswer>> = {
  begins: (book, ask, question) => dayOf(book, ask, question, "begins"),
  ends: (book, ask, question) => dayOf(book, ask, question, "ends"),
  eligible: (book, ask, question) => (coverFor(book, ask, question).eligible ? "yes" : "no"),
  continues,
  class: classOn,
};
