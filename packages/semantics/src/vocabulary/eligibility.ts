import type { BlockSpec } from "./spec.js";

/** The words of eligibility: who is insured, from when, until when. */

export const ELIGIBILITY = {
  word: "eligibility",
  means: "Who is insured by some coverages, from when and until when.",
  example: "eligibility for medical, dental {",
  heading: { for: "must" },
  properties: {
    insures: {
      value: "who",
      means: "the classes that are insured, or `employee` for everyone; on a condition",
      example: "insures full_time, part_time",
      many: true,
    },
    excludes: {
      value: "who",
      means: "who is not insured after all: `employee`, `dependent` or a relation, on a condition",
      example: "excludes dependent when in_military_service",
      many: true,
    },
    condition: {
      value: "namedCondition",
      means: "a named condition that may compare dates with days that follow from events",
      example: "condition incapacitated when incapacity_began before 19th birthday",
      many: true,
    },
    begins: {
      value: "dateRule",
      means: "the first day with cover; `for` a relation, that of such a dependent",
      example: "begins first of month on or after 1 month after hire",
      many: true,
    },
    ends: {
      value: "dateRule",
      means: "the last day with cover; of several the earliest",
      example: "ends for dependent, last day of month of dependent end",
      many: true,
    },
    extends: {
      value: "extension",
      means: "what is still paid after cover has ended: a procedure, a confinement or a disability",
      example: "extends procedure begun while insured, at most 3 months",
      many: true,
    },
    premium: {
      value: "monthParts",
      means:
        "what part of the premium is due for a month in which cover begins or ends: `whole months`, `by day`, or a half for each half with cover, of which the second begins on a day",
      example: "premium half month from the 16th",
    },
    couple: {
      value: "couple",
      means:
        "that two employees who are married are insured once, and when, or from which day, one of them is insured as the dependent",
      example: "couple insured once, as dependent from covered_by_spouse, dependents under one",
    },
  },
  blocks: ["dependents", "begins", "ends", "absence", "change", "continuation", "features"],
  later: [],
} as const satisfies BlockSpec;

const table = (
  word: string,
  means: string,
  example: string,
  holds: string,
  heading: BlockSpec["heading"] = {},
) =>
  ({
    word,
    means,
    example,
    heading,
    properties: {},
    table: holds,
    blocks: [],
    later: [],
  }) as const satisfies BlockSpec;

export const DEPENDENTS = table(
  "dependents",
  "In `eligibility`: which dependents are insured, until when, on which condition. In an example: the dependents of the employee.",
  "dependents {",
  "by relation: `relation | until | when`; in an example `dependent | relation | birth`, with any inputs about them",
);

export const BEGINS = table(
  "begins",
  "The first day with cover, by the day of an event, the class or any input.",
  "begins {",
  "by `day of hire`, `class` or inputs, in the last column the day: `1 to 10 | first of month after hire`",
  { when: "may" },
);

export const ENDS = table(
  "ends",
  "The last day with cover, by the day of an event, the class or any input.",
  "ends {",
  "by `day of leaving`, `class` or inputs, in the last column the day",
  { when: "may" },
);

export const ABSENCE = table(
  "absence",
  "What a return after an absence means, by how long it lasted. Its heading names the day from which and the day to which somebody was absent.",
  "absence from absent to return when cause is lay_off {",
  "`lasting | begins | accumulators | waiting period`, with any inputs before `begins`",
);

export const CHANGE = table(
  "change",
  "From when another value of an input decides the class. Its heading names the input, the one with its new value, and the day of the change.",
  "change of hours to new_hours on changed {",
  "by `direction`, the time of year of the change or inputs: `new class from`, and `until then` who pays",
);

export const CONTINUATION = table(
  "continuation",
  "How long cover may go on after the event that its heading names: that of the employee, or of dependents where it says `for`.",
  "continuation after leaving {",
  "by inputs such as the reason: `continues`, and `who pays`",
);
