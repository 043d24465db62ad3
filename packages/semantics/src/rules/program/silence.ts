import { type ProgramFacts, reportSilence } from "../../bind/program.js";
import type { Scope } from "../../bind/scope.js";
import type { Expression, Program } from "../../model.js";
import type { Origin, Place } from "../../places.js";
import type { ReadBlock } from "../../reading/block.js";
import type { ConventionId } from "../../vocabulary/conventions.js";
import type { BLOCKS } from "../../vocabulary/index.js";
import { checkBenefits } from "../benefits/benefits.js";
import { checkEligibilitySilence } from "../eligibility/conventions.js";

/** What is not said of a program without a convention, why that matters, and where it is needed. */
interface Needed {
  readonly what: string;
  readonly why: string;
  readonly place: Place;
}

type Need = readonly [ConventionId, (program: Program) => Needed | undefined];

/** A convention that is needed as soon as a program has something. */
const need = <T extends { readonly origin: Origin }>(
  id: ConventionId,
  of: (program: Program) => T | undefined,
  what: string | ((one: T) => string),
  why: string,
): Need => [
  id,
  (program) => {
    const one = of(program);
    return one && { what: typeof what === "string" ? what : what(one), why, place: one.origin.place };
  },
];

const NEEDS: readonly Need[] = [
  need(
    "age",
    ({ inputs }) => inputs.find(({ kind, from }) => kind === "age" && from !== undefined),
    ({ id, from }) => `how ${id} follows from ${from}`,
    "Plans differ, and a birthday decides the rate.",
  ),
  need(
    "shares",
    ({ contributions }) => contributions[0],
    "which share of a premium is rounded",
    "Half of $707.89 is $353.945: one side pays the odd half cent.",
  ),
  need(
    "dependent_premium",
    ({ contributions, participation }) =>
      contributions.find(({ part }) => part !== "premium") ??
      participation.find(({ part }) => part !== "premium"),
    "what of a premium is for the dependents",
    "The shares of the employee and the dependent premium differ.",
  ),
  need(
    "volume_rounding",
    (program) =>
      program.coverages
        .flatMap(({ volumes }) => volumes)
        .find(
          (rule) => rule.kind === "times" || (rule.kind === "computed" && asksAnything(rule.value, program)),
        ),
    "how a volume that follows from pay is rounded",
    "Carriers differ: to the next $1,000, to the nearest, or not at all.",
  ),
  need(
    "month_arithmetic",
    ({ accounts }) => accounts[0],
    "what a month from the 31st is",
    "Months of cover are counted, and payments fall due months after an event.",
  ),
];

/** Conventions that an answer depends on must be given. */
export function checkSilence(
  program: Program,
  block: ReadBlock<(typeof BLOCKS)["conventions"]> | undefined,
  facts: ProgramFacts,
  scope: Scope,
): void {
  const { conventions } = program;
  const say = (id: ConventionId, what: string, why: string, place = facts.origin.place) =>
    conventions.has(id) || scope.brokenConventions.has(id)
      ? undefined
      : reportSilence(id, what, why, place, block, facts, scope);
  for (const [id, find] of NEEDS) {
    const needed = find(program);
    if (needed) say(id, needed.what, needed.why, needed.place);
  }
  checkBenefits(program, scope, say);
  checkEligibilitySilence(program, scope, say);
}

/** Whether a figure depends on a person: one that does not is as round as it was written. */
function asksAnything(e: Expression, program: Program): boolean {
  switch (e.op) {
    case "literal":
      return false;
    case "input":
    case "line":
    case "ask":
    case "arrangement":
      return true;
    case "formula": {
      const formula = program.formulas.find(({ id }) => id === e.ref);
      return formula !== undefined && asksAnything(formula.value, program);
    }
    case "convert":
    case "round":
      return asksAnything(e.a, program);
    default:
      return asksAnything(e.a, program) || asksAnything(e.b, program);
  }
}
