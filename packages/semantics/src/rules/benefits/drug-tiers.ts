import type { Scope } from "../../bind/scope.js";
import type { Plan } from "../../model.js";

/** A tier is expected of a schedule when so many others with the same channels have it, */
const FEWEST_OTHERS = 3;
/** and at least this share of them. */
const LEAST_SHARE = 2 / 3;

/**
 * A schedule of drugs says something of each tier in each of its channels: of a tier that it has in one channel, and of
 * one that the other schedules with its channels have.
 */
export function checkDrugTiers(plans: readonly Plan[], scope: Scope): void {
  const groups = new Map<string, { readonly channels: readonly string[]; readonly schedules: Plan[] }>();
  for (const plan of plans) {
    if (!plan.isSchedule || !plan.benefits?.tablesWhole) continue;
    const channels = channelsOf(plan);
    const name = [plan.coverage, ...channels].join("\n");
    const group = groups.get(name);
    if (group) group.schedules.push(plan);
    else if (channels.length > 0) groups.set(name, { channels, schedules: [plan] });
  }
  for (const { channels, schedules } of groups.values()) checkGroup(channels, schedules, scope);
}

/** Schedules of one coverage with the same channels. */
function checkGroup(channels: readonly string[], schedules: readonly Plan[], scope: Scope): void {
  const [first] = schedules;
  const tiers = scope.lists
    .of("service", first?.coverage ?? "")
    .filter(({ kind, groups }) => kind === "drug" && groups.length === 0);
  const having = new Map(tiers.map(({ id }) => [id, schedules.filter((plan) => says(plan, id)).length]));
  for (const plan of schedules) {
    if (says(plan, undefined)) continue;
    const missing = tiers.flatMap(({ id }) => {
      const said = channels.filter((channel) => says(plan, id, channel));
      if (said.length === channels.length) return [];
      if (said.length > 0)
        return channels.filter((one) => !said.includes(one)).map((one) => `${id} in ${one}`);
      const others = having.get(id) ?? 0;
      return others >= FEWEST_OTHERS && others >= (schedules.length - 1) * LEAST_SHARE ? [id] : [];
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
