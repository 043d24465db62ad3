import { nearest, quoted } from "../inputs.js";
import type { Prepared } from "../prepare.js";
import { refuse } from "../refusal.js";
import type { PlanBenefits } from "./plan.js";
import type { ClaimLine } from "./types.js";

/** What of a line says which service it is. */
export type Served = Pick<ClaimLine, "service" | "code" | "network" | "channel">;

/** The plan that pays a line, and the service that it knows it as. A row of the service goes before a group's. */
export function served(
  plans: readonly PlanBenefits[],
  line: Served,
): { readonly plan: PlanBenefits; readonly service: string } {
  const { service, code } = line;
  if (service === undefined && code === undefined) refuse("service", "Nothing says which service this is.");
  let known: { plan: PlanBenefits; service: string } | undefined;
  let other: { plan: PlanBenefits; service: string } | undefined;
  for (const plan of plans) {
    // What is said of a code goes before what is said of the service that it was filed under.
    const coded = code === undefined ? [] : plan.services.withCode(code);
    for (const name of coded.length > 0 ? coded : service === undefined ? [] : [service]) {
      if (!plan.services.get(name)) continue;
      known ??= { plan, service: name };
      if (plan.cellsOf(name, line.network, line.channel).length === 0) continue;
      // A row of the service, in whatever plan, goes before `every other service` of another.
      if (plan.isNamed(name)) return { plan, service: name };
      other ??= { plan, service: name };
    }
  }
  if (other) return other;
  if (known) return known;
  if (service === undefined)
    return refuse("code", `No service of this plan holds the code ${quoted(code ?? "")}.`);
  const names = plans.flatMap(({ services }) => services.names);
  const near = nearest(service, names);
  return refuse(
    "service",
    `${quoted(service)} is not a service of this plan.${near ? ` Did you mean ${near}?` : ""}`,
  );
}

/** The network of a line, as far as the coverage has any. */
export function networkOf(plan: PlanBenefits, network: string | undefined): string | undefined {
  const names = plan.networks.map(({ id }) => id);
  // Of one network alone nothing needs to be said.
  if (network === undefined && names.length === 1) return names[0];
  if (names.length === 0 || (network === undefined && !plan.isByNetwork)) return undefined;
  if (network === undefined)
    return refuse("network", `Nothing says in which network this was: ${names.join(", ")}.`);
  if (names.includes(network)) return network;
  const near = nearest(network, names);
  return refuse(
    "network",
    `${quoted(network)} is not a network of ${plan.coverage}.${near ? ` Did you mean ${near}?` : ` It is one of: ${names.join(", ")}.`}`,
  );
}

/** A channel that the coverage has, and what it fills at most. */
export function checkChannel(
  book: Prepared,
  plan: PlanBenefits,
  channel: string,
  units: ClaimLine["units"],
): void {
  const channels = book.book.channels.filter(({ coverage }) => coverage === plan.coverage);
  const found = channels.find(({ id }) => id === channel);
  if (!found) {
    const names = channels.map(({ id }) => id);
    refuse(
      "channel",
      `${quoted(channel)} is not a channel of ${plan.coverage}. It is one of: ${names.join(", ")}.`,
    );
  }
  const days = units?.days;
  if (days !== undefined && found.supplyDays !== undefined && Number(days) > found.supplyDays)
    refuse("days", `${found.name} fills at most ${found.supplyDays} days, and this line is for ${days}.`);
}
