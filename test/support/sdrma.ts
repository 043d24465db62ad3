// Persons of the SDRMA 2015 program, and how they are asked for.
import type { PremiumLine, Problem } from "@planwright/evaluator";
import { sdrmaBook } from "./programs.ts";

export type Person = Readonly<Record<string, string>>;

/** Somebody of whom nothing but the rate is in question. */
export const ACTIVE: Person = {
  status: "active",
  benefit_eligible: "yes",
  hours: "40",
  full_time_hours: "40",
  employer_share: "100",
  dependent_share: "100",
  hmo_available: "yes",
};

/** The premium line of a coverage; throws with the reasons when there is none. */
export function fullLineOf(coverage: string, person: Person): PremiumLine {
  const { lines, errors } = sdrmaBook().rate(person);
  const line = lines.find((candidate) => candidate.coverage === coverage);
  if (!line) throw new Error(errors.map(({ message }) => message).join(" "));
  return line;
}

type Rated = Pick<PremiumLine, "rate" | "premium" | "volume">;

/** Rate, premium and volume of a coverage, or the reasons why there are none. */
export function lineOf(coverage: string, person: Person): Rated | readonly Problem[] {
  const { lines, errors } = sdrmaBook().rate(person);
  const line = lines.find((candidate) => candidate.coverage === coverage);
  if (!line) return errors;
  const { rate, premium, volume } = line;
  return volume === undefined ? { rate, premium } : { rate, premium, volume };
}
