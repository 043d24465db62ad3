import type { BenefitCell } from "../../benefits-model.js";
import type { Scope } from "../../bind/scope.js";
import type { PayingPlan } from "./paying-plan.js";

/** Services listed in one finding. */
const MOST_LISTED = 6;

/** A plan says something of each service of its coverage, in each network in which it pays. */
export function checkHoles({ plan, benefits, companions }: PayingPlan, scope: Scope): void {
  if (plan.isSchedule || benefits.riderTo.length > 0 || benefits.cells.length === 0) return;
  const { coverage } = plan;
  const all = [
    ...benefits.cells,
    ...companions.filter((one) => one.coverage === coverage).flatMap((one) => one.benefits?.cells ?? []),
  ];
  const networks = benefits.networks.length > 0 ? benefits.networks : [undefined];
  const missing: string[] = [];
  for (const { id, groups, kind } of scope.lists.of("service", coverage)) {
    if (
      groups.length > 0 ||
      (kind === "drug" && !all.some(({ service }) => isDrug(service, coverage, scope)))
    )
      continue;
    const lineage = scope.lists.lineage(coverage, id);
    if (benefits.excludes.some((service) => lineage.includes(service))) continue;
    const open = networks.filter((network) => !all.some((cell) => holdsFor(cell, lineage, network)));
    if (open.length === networks.length) missing.push(id);
    else for (const network of open) missing.push(`${id} in ${network}`);
  }
  if (missing.length === 0) return;
  const between = missing.some((what) => what.includes(" in ")) ? "; " : ", ";
  const listed = missing.slice(0, MOST_LISTED).join(between);
  const more = missing.length - MOST_LISTED;
  scope.reporter.report(
    "PW2301",
    { plan: plan.id, what: more > 0 ? `${listed} and ${more} more` : listed },
    plan.origin.place,
    {
      subject: plan.id,
      // Plans that are like one another leave out the same.
      cause: `hole ${coverage} ${listed}`,
      why: "A claim for it could not be paid. Where the source is silent write `not printed`; `every other service` stands for all that have no row.",
    },
  );
}

function isDrug(service: string | undefined, coverage: string, scope: Scope): boolean {
  return scope.lists.of("service", coverage).some(({ id, kind }) => id === service && kind === "drug");
}

function holdsFor(cell: BenefitCell, lineage: readonly string[], network: string | undefined): boolean {
  const forService = cell.service === undefined || lineage.includes(cell.service);
  return forService && (cell.network === undefined || network === undefined || cell.network === network);
}
