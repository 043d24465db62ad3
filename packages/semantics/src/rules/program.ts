import { type ProgramFacts, reportSilence } from "../bind/program.js";
import type { Scope } from "../bind/scope.js";
import type { Reporter } from "../diagnostics/report.js";
import type { Contribution, PremiumPart, Program, Requirement } from "../model.js";
import type { ReadBlock } from "../reading/block.js";
import type { FileNotes } from "../reading/notes.js";
import { dollars, exact } from "../types/exact.js";
import type { BLOCKS } from "../vocabulary/index.js";

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
  const volume = program.coverages.flatMap(({ volumes }) => volumes).find(({ kind }) => kind !== "chosen");
  if (volume) {
    say(
      "volume_rounding",
      "how a volume that follows from pay is rounded",
      "Carriers differ: to the next $1,000, to the nearest, or not at all.",
      volume.origin.place,
    );
  }
}

/** A citation needs the document that it is in. */
export function checkCitations(
  files: readonly FileNotes[],
  own: readonly string[],
  reporter: Reporter,
): void {
  for (const [i, notes] of files.entries()) {
    const file = own[i];
    const [first] = notes.cites;
    if (file === undefined || !first) continue;
    reporter.report(
      "PW1007",
      { mark: first.mark },
      { file, span: first.span },
      {
        why: 'A line `source brochure "..."` in `program` names it.',
      },
    );
    return;
  }
}

export function checkUnusedCarriers(program: Program, scope: Scope): void {
  // While an error stands, the line that uses it may not have been read.
  if (scope.reporter.hasErrors()) return;
  for (const { id, origin } of program.carriers) {
    if (!scope.usedCarriers.has(id))
      scope.reporter.report("PW1006", { name: id }, origin.place, { subject: id });
  }
}

const PART_WORDS: Readonly<Record<PremiumPart, string>> = {
  premium: "premium",
  employee_premium: "employee premium",
  dependent_premium: "dependent premium",
};

/** Contributions that are fixed percentages are held against the requirements that name the same part. */
export function checkContributions(program: Program, scope: Scope): void {
  for (const requirement of program.participation) {
    if (requirement.level !== "require" || requirement.when || requirement.is !== "share") continue;
    for (const contribution of program.contributions) {
      if (contribution.classes.length === 0 || contribution.is !== "share")
        checkOne(requirement, contribution, scope);
      else if (isForEveryone(contribution, program)) checkOne(requirement, contribution, scope);
    }
  }
}

/** A requirement holds for active employees; classes of others may be paid for otherwise. */
const isForEveryone = (contribution: Contribution, program: Program): boolean =>
  contribution.classes.length === program.classes.length;

function checkOne(requirement: Requirement, contribution: Contribution, scope: Scope): void {
  const shared = contribution.coverages.some(
    (id) => requirement.coverages.length === 0 || requirement.coverages.includes(id),
  );
  const { pays } = contribution;
  if (
    !shared ||
    requirement.part !== contribution.part ||
    pays.op !== "literal" ||
    contribution.is !== "share"
  )
    return;
  const paid =
    contribution.payer === requirement.payer ? exact(pays.value) : exact("100").sub(exact(pays.value));
  const needed = exact(requirement.share);
  const order = paid.compare(needed);
  if (order === 0 || (order > 0 && requirement.relation === "at_least")) return;
  scope.reporter.report(
    "PW3101",
    {
      payer: requirement.payer,
      pays: `${paid.toString()}%`,
      needs: `${requirement.relation === "at_least" ? "at least " : ""}${requirement.is === "share" ? `${requirement.share}%` : dollars(requirement.share)}`,
      of: PART_WORDS[requirement.part],
    },
    contribution.origin.place,
    { related: [{ place: requirement.origin.place, message: "required here" }] },
  );
}
