import type { BlockSpec } from "./spec.js";

/** The words of rules over the program itself, of figures of the law, and of how findings are taken. */

export const RULE = {
  word: "rule",
  means:
    "What must hold of the program itself: of each plan, of each rate. `check` reports where it does not hold. It asks about the program and never about a person.",
  example: 'rule "The family deductible is twice the individual one" {',
  heading: { title: "must" },
  properties: {
    "for each": {
      value: "ruleLoop",
      means: "what it is asked of, one by one: `plan`, `coverage` or `rate of` a coverage; without it, once",
      example: "for each plan for medical when deductible per family of plan is not none",
    },
    when: {
      value: "ruleCondition",
      means: "what the program must be like for the rule to be asked at all",
      example: 'when market is "small group"',
    },
    applies: {
      value: "applies",
      means: "the first day, and the day before which, a plan year begins that the rule is for",
      example: "applies from 2014-01-01",
    },
    must: {
      value: "ruleCondition",
      means: "what must hold",
      example: "must deductible per family of plan is exactly 2 * deductible per person of plan",
    },
    severity: {
      value: "name",
      means: "how bad it is when it does not: error, warning or note",
      example: "severity warning",
    },
    message: {
      value: "text",
      means: "what is then said; what stands in braces is answered",
      example: 'message "{plan} has {deductible per family of plan} for a family"',
    },
    tagged: {
      value: "names",
      means: "words by which `findings` takes several rules together",
      example: "tagged regulation",
    },
    authority: {
      value: "text",
      means: "whose rule it is; the finding names it",
      example: 'authority "Internal Revenue Code, section 223(c)(2)"',
    },
    seen: {
      value: "words",
      means: "where what it asks for was read: `at the authority`, `in a secondary source` or `from memory`",
      example: "seen in a secondary source",
    },
  },
  blocks: [],
  later: [],
} as const satisfies BlockSpec;

export const LIMITS = {
  word: "limits",
  means:
    "Figures that change with the year, such as those of a law. A plan year takes those of the calendar year in which it begins; a year that is not there is an error, and never taken from another.",
  example: 'limits federal_out_of_pocket "Largest out of pocket maximum" {',
  heading: { name: "must", title: "may" },
  properties: {
    authority: {
      value: "text",
      means: "who sets them",
      example: 'authority "Affordable Care Act, section 1302(c)(1)"',
    },
  },
  table:
    "figures by year: `year | person | family | seen`; `seen` says where each line was read: `at the authority`, `in a secondary source` or `from memory`",
  blocks: [],
  later: [],
} as const satisfies BlockSpec;

export const FINDINGS = {
  word: "findings",
  means:
    "How findings are taken in this program: error, warning, note or off. What makes a rate book impossible stays an error.",
  example: "findings {",
  heading: {},
  properties: {},
  declares: {
    value: "findingLevel",
    means:
      "a code, a family of findings, a tag or one `rule`, and how it is taken, perhaps only `in` some files; less than it was has a reason",
    example: 'PW5001 note in "legacy" because "Closed to new groups"',
    many: true,
  },
  blocks: [],
  later: [],
} as const satisfies BlockSpec;
