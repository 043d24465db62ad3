import type { BlockSpec } from "./spec.js";

/** The words of an account that is kept for each employee. */

export const ACCOUNT = {
  word: "account",
  means:
    "An account that is kept for each employee. Nothing moves in it but by these lines; each movement is one entry of a ledger.",
  example: 'account deductible_trust "Medical Deductible Trust Fund" for each employee {',
  heading: { name: "must", title: "may", each: "must", effective: "may" },
  properties: {
    "held by": {
      value: "name",
      means: "whose money it is until it is paid: `employer`, or a declared carrier",
      example: "held by employer",
    },
    "opens when": {
      value: "condition",
      means: "who has one; for anybody else nothing is ever in it",
      example: "opens when hours at least 30",
    },
    covered: {
      value: "covered",
      means:
        "the first and the last day that count as covered; of several lines the one whose condition holds",
      example: "covered from hire through leaving, when vesting_clock is employment",
      many: true,
    },
    credit: {
      value: "accountCredit",
      means:
        "what is credited on the first day of each period, and what an employee who enters later in the year gets",
      example: "credit $500 each contract year, mid-year entry in full",
    },
    debit: {
      value: "accountDebit",
      means: "which claims are paid from it, up to what, and which year's credit is used first",
      example:
        "debit claims under deductible of stay_well, at most $500 each contract year, newest credit first",
    },
    carries: {
      value: "carries",
      means: "what of the balance goes on into the next year; the rest is forfeited, the oldest first",
      example: "carries unused balance to next contract year",
    },
    interest: {
      value: "accountInterest",
      means: "what the money earns, on which balance, and whose that is",
      example: "interest interest_rate each contract year on average balance, to employer",
    },
    split: {
      value: "accountSplit",
      means: "the share of each later credit that goes to the spouse's account",
      example: "split 50% to spouse, the rest to employee, from contract year of marriage",
    },
    refuses: {
      value: "names",
      means: "what an employee may ask for and does not get",
      example: "refuses loan, withdrawal",
    },
  },
  blocks: ["credit", "pays", "features"],
  later: [],
} as const satisfies BlockSpec;

export const CREDIT = {
  word: "credit",
  means:
    "What is credited for a contract year once it is known how much of it was covered: every day of it (`full year`), a part of it before or after such a year, or a part alone.",
  example: "credit {",
  heading: {},
  properties: {},
  table: "by cover, what is credited, and on which day: `covered | credit | on`",
  blocks: [],
  later: [],
} as const satisfies BlockSpec;

export const PAYS = {
  word: "pays",
  means: "What becomes of the balance when an event ends it. Nothing is paid before it is credited.",
  example: "pays {",
  heading: {},
  properties: {},
  table: "by event, which portion is paid, to whom, and when: `event | portion | to | due`",
  blocks: [],
  later: [],
} as const satisfies BlockSpec;

export const EVENTS = {
  word: "events",
  means:
    "What happens to the accounts of an employee: `claims`, a `balance` that was there before, and whatever else is asked for.",
  example: "events {",
  heading: {},
  properties: {},
  table: "by day: `date | event | amount | plan | account`",
  blocks: [],
  later: [],
} as const satisfies BlockSpec;
