import { type ProgramFacts, reportSilence } from "../bind/program.js";
import type { Scope } from "../bind/scope.js";
import { checkBenefits } from "./benefits.js";
import { checkEligibilitySilence } from "./eligibility-silence.js";
import { nearest, type Reporter } from "../diagnostics/report.js";
import type { Contribution, Expression, PremiumPart, Program, Requirement } from "../model.js";
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

/** A folder that others use may declare more than one program needs. */
export function checkUnusedCarriers(program: Program, own: readonly string[], scope: Scope): void {
  // A line that could not be read may use any of them.
  if (scope.carriersUnsure) return;
  for (const { id, formerly, origin } of program.carriers) {
    // Somebody who is nearly called so was most likely meant to be it.
    const names = formerly === undefined ? [id] : [id, formerly.toLowerCase()];
    const isMeant = scope.unknownCarriers.some((name) => nearest(name, names) !== undefined);
    if (own.includes(origin.place.file) && !scope.usedCarriers.has(id) && !isMeant)
      scope.reporter.report("PW1006", { name: id }, origin.place, { subject: id });
  }
}

const PART_WORDS: Readonly<Record<PremiumPart, string>> = {
  premium: "premium",
  employee_premium: "employee premium",
  dependent_premium: "dependent premium",
};

/** Who pays must follow from one line, for each class and each part; fixed percentages must meet requirements. */
export function checkContributions(program: Program, scope: Scope): void {
  for (const { id } of program.coverages) checkSaidOnce(id, program, scope);
  for (const requirement of program.participation) {
    const named = requirement.coverages.filter(
      (id) => !program.contributions.some((c) => c.coverages.includes(id)),
    );
    const [unpaid] = named;
    if (unpaid !== undefined && !scope.contributionsUnsure) {
      scope.reporter.report("PW2501", { what: `who pays ${named.join(", ")}` }, requirement.origin.place, {
        why: "A requirement on a share can be held against contributions alone.",
        subject: unpaid,
      });
    }
    if (requirement.level !== "require" || requirement.when || requirement.is !== "share") continue;
    for (const contribution of program.contributions) checkOne(requirement, contribution, scope);
  }
}

const overlaps = (a: Contribution, b: Contribution): boolean =>
  (a.classes.length === 0 || b.classes.length === 0 || a.classes.some((id) => b.classes.includes(id))) &&
  (a.part === b.part || a.part === "premium" || b.part === "premium");

function checkSaidOnce(coverage: string, program: Program, scope: Scope): void {
  const own = program.contributions.filter(({ coverages }) => coverages.includes(coverage));
  for (const [i, later] of own.entries()) {
    const earlier = own.slice(0, i).find((candidate) => overlaps(candidate, later));
    if (!earlier) continue;
    scope.reporter.report(
      "PW0024",
      { what: `Who pays the ${PART_WORDS[later.part]} of ${coverage}` },
      later.origin.place,
      {
        subject: coverage,
        related: [{ place: earlier.origin.place, message: "said here first" }],
        why: "One side's share is given once; the other pays the rest.",
      },
    );
    return;
  }
  const byTier = program.rates.some(
    ({ coverages, keys }) => coverages.includes(coverage) && keys.includes("tier"),
  );
  const first = own.find(({ part }) => part === "employee_premium");
  if (byTier && first && !own.some(({ part }) => part === "dependent_premium")) {
    scope.reporter.report(
      "PW2501",
      { what: `who pays the dependent premium of ${coverage}` },
      first.origin.place,
      {
        subject: coverage,
        why: "Its rates are by tier, so some of them are for dependents as well.",
      },
    );
  }
}

/** The tier of the employee alone is what tells the employee premium from the dependent premium. */
export function checkTierAlone(program: Program, scope: Scope): void {
  const parted =
    program.contributions.find(({ part }) => part !== "premium") ??
    program.participation.find(({ part }) => part !== "premium");
  if (!parted) return;
  const used = new Set(program.rates.flatMap(({ tiers }) => [...tiers]));
  for (const { tiers } of program.tierSets) {
    const [first] = tiers;
    if (!first || !tiers.some(({ id }) => used.has(id)) || tiers.some(({ alone }) => alone)) continue;
    scope.reporter.report("PW2501", { what: "which tier covers the employee alone" }, first.origin.place, {
      related: [{ place: parted.origin.place, message: "here the employee premium is asked for" }],
      why: "What that tier costs is the employee premium; the rest is for dependents. Write `covers employee` after it.",
    });
  }
}

function checkOne(requirement: Requirement, contribution: Contribution, scope: Scope): void {
  const shared = contribution.coverages.some(
    (id) => requirement.coverages.length === 0 || requirement.coverages.includes(id),
  );
  const { pays } = contribution;
  // A share of the whole premium is the same share of each of its parts.
  const samePart = requirement.part === contribution.part || contribution.part === "premium";
  if (!shared || !samePart || pays.op !== "literal" || contribution.is !== "share") return;
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

/** Where some coverages have rates, one with plans and without rates can be chosen and not be rated. */
export function checkPlansWithoutRates(program: Program, scope: Scope): void {
  if (program.rates.length === 0) return;
  for (const { id, origin } of program.coverages) {
    const plan = program.plans.find(({ coverage, isSchedule }) => coverage === id && !isSchedule);
    // A program may say what its plans pay and leave their price out.
    if (plan?.benefits) continue;
    const rated = program.rates.some(({ coverages }) => coverages.includes(id));
    if (!plan || rated || scope.brokenRates.has(id)) continue;
    scope.reporter.report("PW2018", { coverage: id }, plan.origin.place, {
      subject: id,
      related: [{ place: origin.place, message: "the coverage" }],
    });
  }
}
