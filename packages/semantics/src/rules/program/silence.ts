import { type ProgramFacts, reportSilence } from "../../bind/program.js";
import type { Scope } from "../../bind/scope.js";
import type { Expression, Program } from "../../model.js";
import type { Origin } from "../../places.js";
import type { ReadBlock } from "../../reading/block.js";
import type { BLOCKS } from "../../vocabulary/index.js";
import { checkBenefits } from "../benefits/benefits.js";
import { checkEligibilitySilence } from "../eligibility/conventions.js";

/** A convention that something in a program needs: what is not said without it, why that matters, and where it is needed. */
interface Needed {
  readonly id: Parameters<typeof reportSilence>[0];
  readonly what: string;
  readonly why: string;
  readonly origin: Origin;
}

const NEEDED: readonly ((program: Program) => Needed | undefined)[] = [
  forAge,
  forShares,
  forDependentPremium,
  forVolumes,
  forMonths,
];

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
  for (const needed of NEEDED) {
    const found = needed(program);
    if (found) say(found.id, found.what, found.why, found.origin.place);
  }
  checkBenefits(program, scope, say);
  checkEligibilitySilence(program, scope, say);
}

function forAge({ inputs }: Program): Needed | undefined {
  const one = inputs.find(({ kind, from }) => kind === "age" && from !== undefined);
  return (
    one && {
      id: "age",
      what: `how ${one.id} follows from ${one.from}`,
      why: "Plans differ, and a birthday decides the rate.",
      origin: one.origin,
    }
  );
}

function forShares({ contributions: [one] }: Program): Needed | undefined {
  return (
    one && {
      id: "shares",
      what: "which share of a premium is rounded",
      why: "Half of $707.89 is $353.945: one side pays the odd half cent.",
      origin: one.origin,
    }
  );
}

function forDependentPremium({ contributions, participation }: Program): Needed | undefined {
  const one =
    contributions.find(({ part }) => part !== "premium") ??
    participation.find(({ part }) => part !== "premium");
  return (
    one && {
      id: "dependent_premium",
      what: "what of a premium is for the dependents",
      why: "The shares of the employee and the dependent premium differ.",
      origin: one.origin,
    }
  );
}

function forVolumes(program: Program): Needed | undefined {
  const one = program.coverages
    .flatMap(({ volumes }) => volumes)
    .find((rule) => rule.kind === "times" || (rule.kind === "computed" && asksAnything(rule.value, program)));
  return (
    one && {
      id: "volume_rounding",
      what: "how a volume that follows from pay is rounded",
      why: "Carriers differ: to the next $1,000, to the nearest, or not at all.",
      origin: one.origin,
    }
  );
}

function forMonths({ accounts: [one] }: Program): Needed | undefined {
  return (
    one && {
      id: "month_arithmetic",
      what: "what a month from the 31st is",
      why: "Months of cover are counted, and payments fall due months after an event.",
      origin: one.origin,
    }
  );
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
