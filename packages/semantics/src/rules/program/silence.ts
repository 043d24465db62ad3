import { type ProgramFacts, reportSilence } from "../../bind/program.js";
import type { Scope } from "../../bind/scope.js";
import type { Expression, Program } from "../../model.js";
import type { ReadBlock } from "../../reading/block.js";
import type { BLOCKS } from "../../vocabulary/index.js";
import { checkBenefits } from "../benefits/benefits.js";
import { checkEligibilitySilence } from "../eligibility/conventions.js";

/** Conventions that an answer depends on must be given. */
export function checkSilence(
  program: Program,
  block: ReadBlock<(typeof BLOCKS)["conventions"]> | undefined,
  facts: ProgramFacts,
  scope: Scope,
): void {
  const { conventions } = program;
  const say = (
    id: Parameters<typeof reportSilence>[0],
    what: string,
    why: string,
    place = facts.origin.place,
  ) =>
    conventions.has(id) || scope.brokenConventions.has(id)
      ? undefined
      : reportSilence(id, what, why, place, block, facts, scope);
  const fromBirth = program.inputs.find(({ kind, from }) => kind === "age" && from !== undefined);
  if (fromBirth) {
    say(
      "age",
      `how ${fromBirth.id} follows from ${fromBirth.from}`,
      "Plans differ, and a birthday decides the rate.",
      fromBirth.origin.place,
    );
  }
  const [contribution] = program.contributions;
  if (contribution) {
    say(
      "shares",
      "which share of a premium is rounded",
      "Half of $707.89 is $353.945: one side pays the odd half cent.",
      contribution.origin.place,
    );
  }
  const parted =
    program.contributions.find(({ part }) => part !== "premium") ??
    program.participation.find(({ part }) => part !== "premium");
  if (parted) {
    say(
      "dependent_premium",
      "what of a premium is for the dependents",
      "The shares of the employee and the dependent premium differ.",
      parted.origin.place,
    );
  }
  const volume = program.coverages
    .flatMap(({ volumes }) => volumes)
    .find((rule) => rule.kind === "times" || (rule.kind === "computed" && asksAnything(rule.value, program)));
  if (volume) {
    say(
      "volume_rounding",
      "how a volume that follows from pay is rounded",
      "Carriers differ: to the next $1,000, to the nearest, or not at all.",
      volume.origin.place,
    );
  }
  const [account] = program.accounts;
  if (account) {
    say(
      "month_arithmetic",
      "what a month from the 31st is",
      "Months of cover are counted, and payments fall due months after an event.",
      account.origin.place,
    );
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
