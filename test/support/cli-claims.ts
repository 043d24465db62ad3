// `planwright claim` on SDRMA's plans, run as a process.
import type { ClaimAnswer } from "@planwright/evaluator";
import { expect } from "vitest";
import { faultsOf, planwright, type Ran } from "./cli.ts";

export const SDRMA = "examples/sdrma-2015";
export const FACTS = { medicare: false, prior_authorization: true };

/** The stay of the contract: 3 days, $12,000 charged, $10,000 allowed. */
export const STAY = {
  id: "1",
  date: "2015-03-02",
  member: "a",
  service: "inpatient_hospital",
  network: "participating",
  charge: "12000.00",
  allowed: "10000.00",
  units: { days: "3" },
};

/** Claims from standard input: a value as JSON, or a text as it is. */
export async function claim(content: unknown, ...options: readonly string[]): Promise<Ran> {
  const text = typeof content === "string" ? content : JSON.stringify(content, null, 2);
  const ran = await planwright(["claim", SDRMA, "--claims", "-", ...options], { input: text });
  expect(faultsOf(ran)).toEqual([]);
  return ran;
}

/** The answer of one household, as JSON. */
export async function answerOf(household: unknown): Promise<ClaimAnswer> {
  const { stdout } = await claim(household, "--format", "json");
  return JSON.parse(stdout) as ClaimAnswer;
}

/** The answers of many, each on a line of its own. */
export async function answersOf(households: readonly unknown[]): Promise<ClaimAnswer[]> {
  const { stdout } = await claim(households, "--format", "json");
  return JSON.parse(stdout) as ClaimAnswer[];
}
