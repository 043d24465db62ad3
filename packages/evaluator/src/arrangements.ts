import type { ArrangementQuestion } from "@planwright/ratebook";
import type Fraction from "fraction.js";
import { ACCOUNT_ANSWERS } from "./accounts/questions.js";
import type { Ask } from "./ask.js";
import { ELIGIBILITY_ANSWERS } from "./enroll/answers.js";
import type { Prepared } from "./prepare.js";
import { RENEWAL_ANSWERS } from "./renew/answers.js";

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
  ...ELIGIBILITY_ANSWERS,
};
