import type { BlockSpec } from "./spec.js";

/** The words of worked examples. */

export const EXAMPLE = {
  word: "example",
  means: "A worked example. `planwright test` runs it.",
  example: 'example "Basic life of $100,000" {',
  heading: { title: "must" },
  properties: {
    given: {
      value: "given",
      means: "an input, what a person has chosen, or what was used before",
      example: "given tier family",
      many: true,
    },
    plan: {
      value: "names",
      means: "the plan that the claims are made under, and its riders",
      example: "plan gold_ppo",
    },
    household: {
      value: "names",
      means: "the members of the household; one is covered alone",
      example: "household a, b, c",
    },
    expect: {
      value: "expect",
      means: "a question and its answer",
      example: "expect premium of basic_life $27.60",
      many: true,
    },
  },
  blocks: ["claims", "expect", "dependents", "events", "experience", "enrollment", "large claims"],
  later: [],
} as const satisfies BlockSpec;

export const CLAIMS = {
  word: "claims",
  means: "Lines of claims, in a table.",
  example: "claims {",
  heading: {},
  properties: {},
  table: "lines of claims: `line | date | member | service | network | charge | allowed`",
  blocks: [],
  later: [],
} as const satisfies BlockSpec;

export const EXPECTED = {
  word: "expect",
  means: "What each line of the claims comes to, in a table.",
  example: "expect {",
  heading: {},
  properties: {},
  table: "by line: `line | deductible | coinsurance | member pays | plan pays`",
  blocks: [],
  later: [],
} as const satisfies BlockSpec;
