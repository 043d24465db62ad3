import type { Scope } from "../../bind/scope.js";
import type { Coverage, Program } from "../../model.js";
import { leavesWhole } from "../worked-examples.js";

/**
 * A coverage that the document names, as its citation says, and of which the program says no more. Where a line could
 * not be read, it may have been about any of them.
 */
export function checkNothingSaid(program: Program, own: readonly string[], scope: Scope): void {
  const used = usedCoverages(program);
  const silent = program.coverages.filter((one) => !used.has(one.id) && !isDescribed(one));
  const isWhole = scope.reporter
    .all()
    .every(({ severity, code }) => severity !== "error" || leavesWhole(code));
  // A program that is only begun says nothing of any.
  if (silent.length === program.coverages.length || !isWhole) return;
  for (const { id, origin } of silent) {
    const cite = origin.cites.join(", ");
    if (cite === "" || !own.includes(origin.place.file)) continue;
    scope.reporter.report("PW5157", { coverage: id, cite }, origin.place, {
      subject: id,
      why: "Nobody can be rated or insured by it, and nothing tells how its rates changed. It may be a second name of a coverage that is there.",
    });
  }
}

function isDescribed(one: Coverage): boolean {
  const { carrier, insures, needs, options, volumes, guaranteedIssue, reduction, benefit, features } = one;
  return (
    carrier !== undefined ||
    [insures, needs, options, volumes, guaranteedIssue].some(({ length }) => length > 0) ||
    reduction !== undefined ||
    benefit !== undefined ||
    features.size > 0
  );
}

function usedCoverages(program: Program): ReadonlySet<string> {
  return new Set([
    ...program.plans.map(({ coverage }) => coverage),
    ...[...program.networks, ...program.services, ...program.channels].map(({ coverage }) => coverage),
    ...program.coverages.flatMap(({ needs }) => needs),
    ...[
      ...program.rates,
      ...program.contributions,
      ...program.participation,
      ...program.eligibility,
      ...program.renewals,
      ...program.group,
      ...program.documents,
      ...program.fundings,
      ...program.corridors.flatMap(({ rows }) => rows),
    ].flatMap(({ coverages }) => coverages),
    ...(program.members?.coverages ?? []),
    ...program.histories.flatMap(({ rows }) => rows.flatMap(({ keys }) => keys.coverage ?? [])),
  ]);
}
