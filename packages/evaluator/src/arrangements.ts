import type { ArrangementQuestion } from "@planwright/ratebook";
import type Fraction from "fraction.js";
import { ACCOUNT_ANSWERS } from "./accounts/questions.js";
import type { Ask } from "./ask.js";
import { ELIGIBILITY_ANSWERS } from "./enroll/answers.js";
import type { Prepared } from "./prepare.js";
import { refuse } from "./refusal.js";
import { participants } from "./members.js";
import { RENEWAL_ANSWERS } from "./renew/answers.js";
import { FUNDING_ANSWERS } from "./settle/questions.js";

/** Answers one question about an arrangement: a figure, or a day or a name as text. */
export type ArrangementAnswer = (
  book: Prepared,
  ask: Ask,
  question: ArrangementQuestion,
) => Fraction | string;

/** By the words that begin each question. */
export const ARRANGEMENT_ANSWERS: Readonly<Record<string, ArrangementAnswer>> = {
  ...ACCOUNT_ANSWERS,
  ...RENEWAL_ANSWERS,
  participants,
  ...ELIGIBILITY_ANSWERS,
  ...FUNDING_ANSWERS,
  interest: (book, ask, question) => {
    const isFunding = book.book.fundings?.some(({ id }) => id === question.of?.[0]) ?? false;
    const answer = (isFunding ? FUNDING_ANSWERS : ACCOUNT_ANSWERS).interest;
    return answer?.(book, ask, question) ?? refuse("interest", "Nothing earns interest.");
  },
};
