import type { Accumulator, BenefitCell, Benefits, Limit, Step } from "../benefits-model.js";
import type { Scope } from "../bind/scope.js";
import type { Fix } from "../diagnostics/report.js";
import type { Plan, Program } from "../model.js";
import type { Place } from "../places.js";
import { checkBenefitSilence } from "./benefit-silence.js";

/** A plan with what it pays, and the plans that come with it. */
export interface PayingPlan {
  readonly plan: Plan;
  readonly benefits: Benefits;
  readonly companions: readonly Plan[];
}

/** What a schedule of benefits leaves open, says twice, or says for nothing. */
export function checkBenefits(program: Program, scope: Scope, sayConvention: SayConvention): void {
  const byId = new Map(program.plans.map((plan) => [plan.id, plan]));
  for (const plan of program.plans) {
    const { benefits } = plan;
    if (!benefits) continue;
    const companions = companionsOf(plan, byId);
    const paying = { plan, benefits, companions };
    // What could not be read may have been what is missing.
    if (benefits.tablesWhole) checkHoles(paying, scope);
    checkAccumulators(paying, scope);
    checkCompanions(paying, program, scope);
    checkElsewhere(paying, scope);
    checkTwice(paying, scope);
    checkBenefitSilence(paying, program, scope, sayConvention);
  }
  checkBalances(program, scope);
}

/** Reports that a convention is needed, with its readings; does nothing when the program gives it. */
export type SayConvention = (
  id: "limit_counts" | "month_arithmetic" | "allowed_charge" | "out_of_pocket_maximum",
  what: string,
  why: string,
  place: Place,
) => void;

function companionsOf(plan: Plan, byId: ReadonlyMap<string, Plan>): Plan[] {
  const found: Plan[] = [];
  const visit = (from: Plan): void => {
    for (const { plan: id } of from.benefits?.with ?? []) {
      const other = byId.get(id);
      if (!other || other === plan || found.includes(other)) continue;
      found.push(other);
      visit(other);
    }
  };
  visit(plan);
  return found;
}

/** Services listed in one finding. */
const MOST_LISTED = 6;

/** A plan says something of each service of its coverage, in each network in which it pays. */
function checkHoles({ plan, benefits, companions }: PayingPlan, scope: Scope): void {
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

const stepsOf = (cell: BenefitCell): readonly Step[] => cell.cases.flatMap(({ steps }) => steps);

/** The accumulator that a step of a cell names. */
function namedBy(step: Step): string | undefined {
  if (step.op === "deductible") return step.accumulator;
  return step.op === "copay" ? step.accumulator : undefined;
}

export const isIn = ({ networks }: Accumulator, network: string | undefined): boolean =>
  networks.length === 0 || network === undefined || networks.includes(network);

/** Each step finds its deductible in its network, and each deductible has a step. */
function checkAccumulators({ plan, benefits }: PayingPlan, scope: Scope): void {
  const { accumulators, cells } = benefits;
  const used = new Set<string>();
  for (const cell of cells) {
    for (const name of stepsOf(cell).flatMap((step) => namedBy(step) ?? [])) {
      used.add(name);
      const networks = cell.network === undefined ? benefits.networks : [cell.network];
      const lost = networks.find(
        (network) => !accumulators.some((one) => one.name === name && isIn(one, network)),
      );
      if (lost === undefined) continue;
      scope.reporter.report("PW2305", { what: `There is no ${name} in ${lost}` }, cell.origin.place, {
        why: `The ${name} of ${plan.id} is for other networks.`,
        related: accumulators
          .filter((one) => one.name === name)
          .map((one) => ({ place: one.origin.place, message: `in ${one.networks.join(", ")}` })),
      });
    }
  }
  for (const one of accumulators) for (const name of one.addsTo) used.add(name);
  if (!benefits.isWhole) return;
  for (const one of accumulators) {
    if (one.kind === "out_of_pocket_maximum" || used.has(one.name) || cells.length === 0) continue;
    scope.reporter.report("PW2306", { what: `No share says \`${one.name}\`` }, one.origin.place, {
      subject: plan.id,
      why: `So it changes nothing: a share applies it by saying \`${one.name}\` as one of its steps.`,
    });
  }
  checkAddsTo(benefits, scope);
}

function checkAddsTo({ accumulators }: Benefits, scope: Scope): void {
  for (const one of accumulators) {
    for (const name of one.addsTo) {
      if (accumulators.some((other) => other.name === name && other !== one)) continue;
      const what =
        name === one.name ? `The ${name} cannot add to itself` : `There is no ${name} in this plan`;
      scope.reporter.report("PW2305", { what }, one.origin.place);
    }
  }
}

/** What a plan shares with the plan that it comes with must be there; and no plan comes with itself. */
function checkCompanions({ plan, benefits, companions }: PayingPlan, program: Program, scope: Scope): void {
  if (benefits.with.some(({ plan: id }) => id === plan.id) || benefits.riderTo.includes(plan.id)) {
    scope.reporter.report("PW1004", { path: [plan.id, plan.id] }, plan.origin.place);
  }
  const family = [plan, ...companions];
  for (const one of family) {
    for (const { of, name, origin } of one.benefits?.accumulators ?? []) {
      if (of === undefined) continue;
      const isGuest = one === plan && (plan.isSchedule || isBroughtAlong(plan, program));
      const host = family.find((other) => other !== one && other.coverage === of);
      if (!isGuest && host) checkWhichShared(one, host, name, origin.place, scope);
      if (isGuest || host?.benefits?.accumulators.some((other) => other.name === name)) continue;
      const what = host
        ? `${one.id} shares the ${name} of ${host.id}, which has none`
        : `${one.id} shares the ${name} of a plan of ${of}, and comes with none`;
      scope.reporter.report("PW2305", { what }, origin.place, {
        related: [{ place: plan.origin.place, message: `with ${plan.id}` }],
      });
    }
  }
}

/** A network that the other coverage has not cannot say which of several accounts of one name is shared. */
function checkWhichShared(guest: Plan, host: Plan, name: string, place: Place, scope: Scope): void {
  const theirs = (host.benefits?.accumulators ?? []).filter((other) => other.name === name);
  const ids = [...new Set(theirs.map(({ id }) => id))];
  const known = scope.lists.of("network", host.coverage).map(({ id }) => id);
  const own = scope.lists.of("network", guest.coverage).map(({ id }) => id);
  if (ids.length < 2 || (own.length > 0 && own.every((id) => known.includes(id)))) return;
  const lost = own.find((id) => !known.includes(id));
  scope.reporter.report(
    "PW2305",
    { what: `${guest.id} shares the ${name} of ${host.id}, which has ${ids.length}` },
    place,
    {
      why: `They are: ${ids.join("; ")}. Which one is meant follows from the network, and ${host.coverage} has no network ${lost ?? "that a line of this plan names"}. Name the networks of ${guest.coverage} as those of ${host.coverage} are: ${known.join(", ")}.`,
    },
  );
}

const isBroughtAlong = ({ id }: Plan, program: Program): boolean =>
  program.plans.some(({ benefits }) => benefits?.with.some(({ plan }) => plan === id));

/** Lines for networks in which the plan does not pay; a share of the payment in its own network. */
function checkElsewhere({ plan, benefits }: PayingPlan, scope: Scope): void {
  const { networks, accumulators, limits, cells } = benefits;
  if (networks.length === 0) return;
  const named = [
    ...accumulators.map((one) => ({ of: one.networks, origin: one.origin })),
    ...limits.map((one) => ({ of: one.networks, origin: one.origin })),
    ...cells.map((cell) => ({ of: cell.network === undefined ? [] : [cell.network], origin: cell.origin })),
  ];
  for (const { of, origin } of named) {
    const dead = of.find((network) => !networks.includes(network));
    if (dead === undefined) continue;
    scope.reporter.report("PW2306", { what: `${plan.id} pays nothing in ${dead}` }, origin.place, {
      subject: plan.id,
      why: "Its line `networks` names those in which it pays.",
      cause: `elsewhere ${plan.id} ${dead}`,
    });
  }
  for (const cell of cells) {
    for (const step of stepsOf(cell)) {
      if (step.op !== "pays" || step.paymentIn === undefined) continue;
      const isOwn = cell.network === undefined || cell.network === step.paymentIn;
      if (!isOwn && networks.includes(step.paymentIn)) continue;
      const what = isOwn
        ? `A share of the payment in ${step.paymentIn} stands in ${step.paymentIn}`
        : `${plan.id} pays nothing in ${step.paymentIn}, so there is no share of it`;
      scope.reporter.report("PW2304", { what }, cell.origin.place);
    }
  }
}

/** Two lines that hold in one network at once. */
function checkTwice({ plan, benefits }: PayingPlan, scope: Scope): void {
  const { accumulators, allowed } = benefits;
  const meet = (a: readonly string[], b: readonly string[]) =>
    a.length === 0 || b.length === 0 || a.some((one) => b.includes(one));
  for (const [i, one] of accumulators.entries()) {
    const other = accumulators.slice(0, i).find((earlier) => {
      const sameServices = earlier.services.join() === one.services.join();
      return (
        earlier.name === one.name &&
        !earlier.when &&
        !one.when &&
        sameServices &&
        meet(earlier.networks, one.networks)
      );
    });
    if (other)
      reportTwice(
        `${plan.id} has two lines of ${one.name} that hold at once`,
        one.origin.place,
        other.origin.place,
        scope,
      );
  }
  for (const [i, one] of allowed.entries()) {
    const other = allowed.slice(0, i).find((earlier) => {
      const general = (earlier.networks.length === 0) === (one.networks.length === 0);
      return general && meet(earlier.networks, one.networks);
    });
    if (other)
      reportTwice(`${plan.id} says twice what is allowed`, one.origin.place, other.origin.place, scope);
  }
}

function reportTwice(what: string, place: Place, other: Place, scope: Scope): void {
  scope.reporter.report("PW2307", { what }, place, {
    related: [{ place: other, message: "and here" }],
    why: "Which of the two holds would be a guess. `in` says for which networks a line is, `when` for whom.",
  });
}

/** `expect used of deductible by a`: the plans of the example have one. */
function checkBalances(program: Program, scope: Scope): void {
  if (program.plans.some(({ benefits }) => benefits && !benefits.isWhole)) return;
  const known = new Set(program.plans.flatMap(({ benefits }) => (benefits ? namesOf(benefits) : [])));
  for (const { claims } of program.examples) {
    if (!claims) continue;
    for (const { of, plan, origin } of [...claims.used, ...claims.balances]) {
      const paying = program.plans.find(({ id }) => id === (plan ?? claims.plans[0]))?.benefits;
      const meant = paying ? accountsNamed(paying, of) : [];
      const [one] = meant;
      if (meant.length > 1 && one !== undefined) {
        scope.reporter.report("PW1001", { name: of, kind: "the name of one account alone" }, origin.place, {
          why: `It may be: ${meant.join("; ")}. Name one of them, such as \`${one}\`.`,
        });
      } else if (meant.length === 0 && !known.has(of)) {
        scope.reporter.report(
          "PW1001",
          { name: of, kind: "a deductible, copay, maximum or limit" },
          origin.place,
          { why: `There are: ${[...known].join("; ") || "none"}.` },
        );
      }
    }
  }
}

/** Whole names of the accounts that are meant: the one called so, or all that are called so in short. */
function accountsNamed(benefits: Benefits, of: string): string[] {
  const named = benefits.accumulators.filter(({ name }) => name === of).map(({ id }) => id);
  return namesOf(benefits).includes(of) ? [of] : [...new Set(named)];
}

const namesOf = ({ accumulators, limits }: Benefits): string[] => [
  ...accumulators.map(({ id }) => id),
  ...limits.map(limitName),
];

/** `visits of acupuncture, chiropractic`, `plan pays in ppo`: as the evaluator calls it. */
function limitName({ of, services, networks }: Limit): string {
  const isMoney = typeof of === "string";
  const unit = isMoney ? "" : of.unit === "surgery" ? "surgeries" : `${of.unit}s`;
  const what = isMoney ? (of === "payment" ? "plan pays" : "plan allows") : unit;
  const named = services.length > 0 ? ` ${isMoney ? "for" : "of"} ${services.join(", ")}` : "";
  return `${what}${named}${networks.length > 0 ? ` in ${networks.join(", ")}` : ""}`;
}

/** Words that are put behind a line. */
export function behind(place: Place, words: readonly string[]): Fix[] {
  const end = { start: place.span.end, end: place.span.end };
  return words.map((text) => ({
    title: `\`${text.replace(/^[, ]+/, "")}\``,
    edits: [{ file: place.file, span: end, text }],
  }));
}
