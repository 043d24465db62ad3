import type { Scope } from "../bind/scope.js";
import type { Plan } from "../model.js";

/** A tier is expected of a schedule when so many others with the same channels have it, */
const FEWEST_OTHERS = 3;
/** and at least this share of them. */
const LEAST_SHARE = 2 / 3;

/**
 * A schedule of drugs says something of each tier in each of its channels: of a tier that it has in one channel, and of
 * one that the other schedules with its channels have.
 */
export function checkDrugTiers(plans: readonly Plan[], scope: Scope): void {
  const schedules = plans.filter(({ isSchedule, benefits }) => isSchedule && benefits?.tablesWhole);
  for (const plan of schedules) {
    const own = channelsOf(plan);
    if (own.length === 0) continue;
    const others = schedules.filter(
      (other) =>
        other !== plan && other.coverage === plan.coverage && channelsOf(other).join() === own.join(),
    );
    const missing = scope.lists.of("service", plan.coverage).flatMap(({ id, kind, groups }) => {
      if (kind !== "drug" || groups.length > 0 || says(plan, undefined)) return [];
      const said = own.filter((channel) => says(plan, id, channel));
      if (said.length === own.length) return [];
      if (said.length > 0) return own.filter((one) => !said.includes(one)).map((one) => `${id} in ${one}`);
      const having = others.filter((other) => says(other, id)).length;
      return having >= FEWEST_OTHERS && having >= others.length * LEAST_SHARE ? [id] : [];
    });
    if (missing.length === 0) continue;
    scope.reporter.report("PW2301", { plan: plan.id, what: missing.join(", ") }, plan.origin.place, {
      subject: plan.id,
      why:
        "A prescription for it could not be paid; the other schedules with these channels have the tier. Where it is " +
        "not covered write `not covered`, and where the source is silent `not printed`.",
    });
  }
}

const channelsOf = ({ benefits }: Plan): readonly string[] =>
  [...new Set(benefits?.cells.flatMap(({ channel }) => channel ?? []))].sort();

/** Whether it has a cell for a tier; without a tier, one for every other. */
const says = ({ benefits }: Plan, drug: string | undefined, channel?: string): boolean =>
  benefits?.cells.some(
    (cell) =>
      cell.service === drug &&
      (channel === undefined || cell.channel === undefined || cell.channel === channel),
  ) ?? false;
