import { type ClaimLine, claimLine, type PlanBenefits } from "@planwright/evaluator";
import { type Expression, type RateBook, spaced } from "@planwright/ratebook";
import { piecesOf, type Point } from "./pieces.js";
import type { Step } from "./share.js";
import type { View } from "./view.js";

type Coverage = RateBook["coverages"][number];
type Plan = RateBook["plans"][number];

/** No charge of a chart is higher. Dollars. */
export const MOST_CHARGE = 100_000;
/** Lines of one chart; the other plans are named beside it. */
const MOST_LINES = 10;

/** What a chart is drawn for: one line of a claim, with what an example says of it. */
export interface Subject {
  readonly service: string;
  readonly network: string | undefined;
  /** The example that the facts are taken from. */
  readonly example: string | undefined;
  readonly facts: Readonly<Record<string, string>>;
  readonly line: ClaimLine;
}

/** What one plan leaves to the member, by the charge. */
export interface Curve {
  /** Of plans, or of networks of one plan: those with the same points are one line. */
  readonly names: readonly string[];
  readonly plan: Plan;
  readonly network: string | undefined;
  /** From a charge of $0 on; between two points it is straight. Cents. */
  readonly points: readonly Point[];
  /** What the member pays of a charge, in cents, as the evaluator says it. */
  at(charge: number): number;
}

export interface Chart {
  readonly subject: Subject;
  readonly curves: readonly Curve[];
  /** Plans that cannot be drawn, and why. */
  readonly missing: readonly { readonly name: string; readonly why: string }[];
}

/**
 * What a member pays of one service under each plan of a coverage, computed over a range of charges. Nothing where no plan
 * of it has a deductible or a share: there is nothing to draw. `service`: the one to draw, where it is of this coverage.
 */
export function chartOf(view: View, coverage: Coverage, service?: string): Chart | undefined {
  const plans = view
    .plansOf(coverage.id)
    .filter((plan) => plan.benefits && !plan.isSchedule && plan.benefits.riderTo.length === 0);
  if (plans.length === 0) return undefined;
  const subject = subjectOf(view, coverage, plans, service);
  if (!subject) return undefined;
  const curves: Curve[] = [];
  const missing: { name: string; why: string }[] = [];
  for (const { name, plan, network } of linesOf(view, plans, subject)) {
    if (curves.length >= MOST_LINES) {
      missing.push({ name, why: `a chart has ${MOST_LINES} lines at most.` });
      continue;
    }
    const pay = (charge: number) => paid(view, plan, { ...subject, network }, charge);
    const points = piecesOf(pay, MOST_CHARGE);
    if (typeof points === "string") {
      missing.push({ name, why: points });
      continue;
    }
    const at = (charge: number): number => {
      const cents = pay(charge);
      return typeof cents === "number" ? cents : 0;
    };
    const same = curves.findIndex((curve) => JSON.stringify(curve.points) === JSON.stringify(points));
    const before = curves[same];
    if (before) curves[same] = { ...before, names: [...before.names, name] };
    else curves.push({ names: [name], plan, network, points, at });
  }
  return curves.length === 0 ? undefined : { subject, curves, missing };
}

interface Line {
  readonly name: string;
  readonly plan: Plan;
  readonly network: string | undefined;
}

/** A line for each plan; of a plan alone, one for each network. */
function linesOf(view: View, plans: readonly Plan[], { network }: Subject): readonly Line[] {
  const [only, second] = plans;
  if (!only || second || network === undefined) {
    return plans.filter((plan) => paysIn(plan, network)).map((plan) => ({ name: plan.name, plan, network }));
  }
  return view.book.networks
    .filter(({ id, coverage }) => coverage === only.coverage && paysIn(only, id))
    .map(({ id, name }) => ({ name, plan: only, network: id }));
}

const paysIn = ({ benefits }: Plan, network: string | undefined): boolean =>
  network === undefined ||
  benefits === undefined ||
  benefits.networks.length === 0 ||
  benefits.networks.includes(network);

/** A subject that says nearly as much as the one that says most goes before it, if it is claimed earlier. */
const NEARLY = 0.75;

/** Of what the examples claim, the first of which plans say about most: a deductible, a share. Or what is asked for. */
function subjectOf(
  view: View,
  coverage: Coverage,
  plans: readonly Plan[],
  service: string | undefined,
): Subject | undefined {
  const all = [...claimed(view, coverage), ...plainSubjects(view, coverage)]
    .filter((subject) => service === undefined || subject.service === service)
    .map((subject) => ({
      subject,
      score: scoresOf(view, plans, subject),
    }));
  const most = Math.max(0, ...all.map(({ score }) => score));
  if (service !== undefined) return (all.find(({ score }) => score > 0) ?? all[0])?.subject;
  if (most === 0) return undefined;
  return all.find(({ score }) => score >= most * NEARLY)?.subject;
}

const SCORES: Readonly<Record<Step["op"], number>> = {
  no_charge: 0,
  not_covered: 0,
  not_printed: 0,
  copay: 0,
  price_difference: 0,
  discount: 0,
  allow: 1,
  allowance: 1,
  deductible: 2,
  pays: 2,
};

/** A plan alone is drawn by network: then it says more where networks differ. */
function scoresOf(view: View, plans: readonly Plan[], subject: Subject): number {
  const [only, second] = plans;
  const benefits = only && view.benefits.get(only.id);
  if (!benefits || second)
    return plans.reduce((sum, plan) => sum + scoreOf(view.benefits.get(plan.id), subject), 0);
  const networks = subject.network === undefined ? [undefined] : benefits.networks.map(({ id }) => id);
  const kinds = new Set(
    networks.map((network) =>
      JSON.stringify(benefits.cellsOf(subject.service, network, subject.line.channel)[0]?.cases),
    ),
  );
  return Math.max(...networks.map((network) => scoreOf(benefits, { ...subject, network }))) * kinds.size;
}

function scoreOf(benefits: PlanBenefits | undefined, { service, network, line }: Subject): number {
  const [cell] = benefits?.cellsOf(service, network, line.channel) ?? [];
  const last = cell?.cases[0];
  return last?.steps.reduce((sum, { op }) => sum + SCORES[op], 0) ?? 0;
}

/** The lines of the examples of a coverage, each service and network once. */
function claimed(view: View, coverage: Coverage): readonly Subject[] {
  const found = new Map<string, Subject>();
  const own = new Set(view.plansOf(coverage.id).map(({ id }) => id));
  const services = new Set(
    view.book.services.filter((one) => one.coverage === coverage.id).map(({ id }) => id),
  );
  for (const { name, given, claims } of view.book.examples) {
    for (const row of claims?.lines ?? []) {
      const line = claimLine(row);
      const { service, network } = line;
      if (service === undefined || line.voids !== undefined || !services.has(service)) continue;
      if (!claims?.plans.some((plan) => own.has(plan))) continue;
      const key = `${service}|${network ?? ""}`;
      if (!found.has(key)) found.set(key, { service, network, example: name, facts: given, line });
    }
  }
  return [...found.values()];
}

/** Services of which no example speaks: nothing is known but the service. */
function plainSubjects(view: View, { id }: Coverage): readonly Subject[] {
  const { services, networks, program } = view.book;
  const network = networks.find(({ coverage }) => coverage === id)?.id;
  return services
    .filter(({ coverage }) => coverage === id)
    .map(({ id: service }) => ({
      service,
      network,
      example: undefined,
      facts: {},
      line: { date: program.effective.from, member: "a", service },
    }));
}

/** What the member pays of a charge that is allowed whole, in cents; or why that cannot be said. */
function paid(
  view: View,
  plan: Plan,
  { service, network, facts, line }: Subject,
  charge: number,
): number | string {
  const amount = String(charge);
  const fees = Object.fromEntries(feesOf(plan).map((id) => [id, amount]));
  const { allowed: _, charge: __, other_paid: ___, ...rest } = line;
  const answer = view.prepared.claim({
    plans: [plan.id],
    members: [{ id: "a" }],
    facts: { ...facts, ...fees },
    lines: [
      {
        ...rest,
        member: "a",
        service,
        network,
        plan: undefined,
        charge: amount,
        ...(line.allowed === undefined && !isNegotiated(plan) ? {} : { allowed: amount }),
        facts: { ...(line.facts ?? {}), ...fees },
      },
    ],
  });
  const [error] = answer.errors;
  const [first] = answer.lines;
  if (error || !first) return error?.message ?? "Nothing was paid.";
  const [whole = "0", cents = ""] = first.member_pays.split(".");
  return Number(whole) * 100 + Number(cents.padEnd(2, "0").slice(0, 2));
}

const isNegotiated = ({ benefits }: Plan): boolean =>
  benefits?.allowed.some(({ amount }) => amount === "negotiated") ?? false;

/** Inputs that bound what is allowed: for a chart they are the charge itself. */
function feesOf({ benefits }: Plan): readonly string[] {
  const found: string[] = [];
  const walk = (e: Expression): void => {
    if (e.op === "input") found.push(e.ref);
    if ("a" in e) walk(e.a);
    if ("b" in e) walk(e.b);
  };
  for (const { amount } of benefits?.allowed ?? []) if (amount !== "negotiated") walk(amount);
  return found;
}

/** The facts that a chart takes for granted, in words. */
export function factWords(view: View, { subject, curves }: Chart): readonly string[] {
  const fees = new Set(curves.flatMap(({ plan }) => feesOf(plan)));
  const { units = {}, facts = {} } = subject.line;
  return [
    ...Object.entries({ ...subject.facts, ...facts })
      .filter(([id, value]) => !fees.has(id) && value !== null && value !== "")
      .map(
        ([id, value]) =>
          `${spaced(id)}: ${view.book.inputs.find((input) => input.id === id)?.kind === "truth" ? String(value) : spaced(String(value))}`,
      ),
    ...Object.entries(units).map(([unit, count]) => `${count} ${unit}`),
  ];
}
