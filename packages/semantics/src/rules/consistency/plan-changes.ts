import type { Token } from "@planwright/syntax";
import type { BenefitCell, Benefits } from "../../benefits-model.js";
import { placeOf, type Scope } from "../../bind/scope.js";
import type { Plan } from "../../model.js";
import type { Place } from "../../places.js";
import type { Read } from "../../reading/block.js";

/** `changes from current in office_visit, prescriptions`, as a plan says it. */
export interface StatedPlanChanges {
  readonly plan: string;
  readonly read: Read<readonly Token[]>;
}

/** A list of what changes from one plan to another follows from the two: what is on it changes, and nothing else does. */
export function checkPlanChanges(
  stated: readonly StatedPlanChanges[],
  plans: readonly Plan[],
  scope: Scope,
): void {
  for (const { plan: id, read } of stated) {
    const plan = plans.find((one) => one.id === id);
    const listed = listOf(read, plans, plan?.coverage ?? "", scope);
    if (!plan?.benefits || !listed?.from.benefits) continue;
    const isWhole = plan.benefits.isWhole && listed.from.benefits.isWhole;
    const { from, services } = listed;
    const [now, before] = [plan.benefits, listed.from.benefits];
    const changed = scope.lists
      .of("service", plan.coverage)
      .filter(({ groups }) => groups.length === 0)
      .map((service) => service.id)
      .filter((service) => said(service, plan, now, scope) !== said(service, from, before, scope));
    for (const { name, place } of services) {
      const own = [name, ...membersOf(name, plan.coverage, scope)];
      if (own.some((service) => changed.includes(service) || !isRead(service, [from, plan], scope))) continue;
      scope.reporter.report(
        "PW5109",
        { what: `${name} is said to change from ${from.id}, and nothing of it does` },
        place,
        {
          subject: id,
          related: placesOf(name, [from, plan]),
          why: "Members were told of a change that does not come, or the plan lacks it.",
        },
      );
    }
    const told = new Set(services.flatMap(({ name }) => [name, ...membersOf(name, plan.coverage, scope)]));
    const untold = changed.filter((service) => !told.has(service));
    if (untold.length === 0 || !isWhole) continue;
    const what = `${untold.join(", ")} ${untold.length === 1 ? "changes" : "change"} from ${from.id}, and ${untold.length === 1 ? "is" : "are"} not on this list`;
    scope.reporter.report("PW5109", { what }, read.place, {
      subject: id,
      related: placesOf(untold[0] ?? "", [from, plan]),
      why: "Members would learn of it with their first claim.",
    });
  }
}

interface Listed {
  readonly from: Plan;
  readonly services: readonly { readonly name: string; readonly place: Place }[];
}

function listOf(
  { value, place }: Read<readonly Token[]>,
  plans: readonly Plan[],
  coverage: string,
  scope: Scope,
): Listed | undefined {
  const [word, plan, into, ...rest] = value;
  const at = (token: Token) => placeOf(place.file, { start: token.startOffset, end: token.endOffset + 1 });
  const why = "It is written like `changes from current in office_visit, prescriptions`.";
  if (word?.image !== "from" || !plan || into?.image !== "in" || rest.length === 0) {
    const odd = word?.image !== "from" ? word : plan && into?.image !== "in" ? into : undefined;
    scope.reporter.report("PW0023", { found: odd?.image, of: "`changes`" }, odd ? at(odd) : place, { why });
    return undefined;
  }
  const from = scope.plans.find({ kind: "name", name: plan.image, span: at(plan).span }, place.file);
  const names = rest.filter(({ image }) => image !== ",");
  const services = names.flatMap((token) => {
    const name = { kind: "name" as const, name: token.image, span: at(token).span };
    const found = scope.lists.find("service", coverage, name, place.file);
    return found ? [{ name: found.id, place: at(token) }] : [];
  });
  const bound = from && plans.find(({ id }) => id === from.id);
  return bound && services.length === names.length ? { from: bound, services } : undefined;
}

const membersOf = (group: string, coverage: string, scope: Scope): readonly string[] =>
  scope.lists
    .of("service", coverage)
    .map(({ id }) => id)
    .filter((id) => id !== group && scope.lists.lineage(coverage, id).includes(group));

/** Whether each plan has a share of a service in each of its networks: none was left out for a fault. */
function isRead(service: string, plans: readonly Plan[], scope: Scope): boolean {
  return plans.every(({ coverage, benefits }) => {
    const lineage = scope.lists.lineage(coverage, service);
    const cells = benefits?.cells.filter(
      (cell) => cell.service === undefined || lineage.includes(cell.service),
    );
    const networks = benefits && benefits.networks.length > 0 ? benefits.networks : [undefined];
    return networks.every((network) =>
      cells?.some((cell) => cell.network === undefined || cell.network === network),
    );
  });
}

/** All that a plan says of a service, without the places: equal texts say the same. */
function said(service: string, { coverage }: Plan, benefits: Benefits, scope: Scope): string {
  const lineage = scope.lists.lineage(coverage, service);
  const isOf = (services: readonly string[]) => services.some((one) => lineage.includes(one));
  const named = benefits.cells.filter((cell) => cell.service !== undefined && lineage.includes(cell.service));
  const cells = named.length > 0 ? named : benefits.cells.filter((cell) => cell.service === undefined);
  return plain([
    cells.map(({ network, channel, band, cases }: BenefitCell) => ({ network, channel, band, cases })),
    benefits.limits.filter(({ services }) => isOf(services)),
    benefits.rules.filter(({ services }) => isOf(services)),
    benefits.frequencies.filter((one) => lineage.includes(one.service)),
    benefits.waiting.filter(({ services }) => isOf(services)),
    isOf(benefits.excludes),
  ]);
}

const plain = (value: unknown): string =>
  JSON.stringify(value, (key, inner: unknown) => (key === "origin" || key === "span" ? undefined : inner)) ??
  "";

const placesOf = (service: string, plans: readonly Plan[]) =>
  plans.flatMap(({ id, benefits }) => {
    const cell = benefits?.cells.find((one) => one.service === service);
    return cell ? [{ place: cell.origin.place, message: `in ${id}` }] : [];
  });
