import type { Prepared } from "../../prepare.js";
import { concerns } from "../household.js";
import type { Accumulator, Benefits, PlanBenefits } from "../plan.js";
import { checkChannel, networkOf, served } from "../serving.js";
import type { ClaimLine } from "../types.js";
import { Calendar } from "./calendar.js";
import { beyond, Rounder } from "./cents.js";
import { type AccountKind, Layout } from "./ledger.js";
import {
  type FastAccumulator,
  type FastCell,
  type FastLimit,
  type FastPlan,
  PlanTerms,
  type Rare,
} from "./terms.js";
import { isLeft, Values } from "./values.js";

/** The accumulators that may hold for a line. */
export interface Candidates {
  readonly list: readonly FastAccumulator[];
  readonly network: string | undefined;
  /** All of them hold, whatever is asked. */
  readonly isPlain: boolean;
  /** Which hold follows from facts: the place of the answer among what a set of facts has found. */
  readonly found: number;
}

/** A service of a plan, in a network and by a channel, with all that holds for it. Made when a line first names it. */
export interface Route {
  /** Its number among all routes of the book. */
  readonly index: number;
  readonly plan: FastPlan;
  readonly service: string;
  readonly network: string | undefined;
  readonly channel: string | undefined;
  readonly lineage: readonly string[];
  /** The plan pays nothing of it, whatever is asked. */
  readonly isNever: boolean;
  readonly waiting: FastPlan["waiting"];
  readonly required: FastPlan["rules"];
  readonly reducing: FastPlan["rules"];
  readonly allowed: AllowedTerms | undefined;
  readonly frequency: FrequencyTerms | undefined;
  /** The uses of the service and its groups that frequencies count. */
  readonly uses: readonly AccountKind[];
  readonly unitLimits: readonly FastLimit[];
  readonly allowedLimits: readonly FastLimit[];
  readonly paymentLimits: readonly FastLimit[];
  readonly cell: FastCell | Rare | undefined;
  /** Only a channel would say which share holds. */
  readonly needsChannel: boolean;
  readonly mostDays: number;
  /** For each of `FastPlan.named`. */
  readonly named: readonly Candidates[];
  readonly maxima: Candidates;
  /** What an accumulator adds to, by its number; made when it is first asked. */
  readonly adds: (readonly Candidates[] | undefined)[];
}

export interface AllowedTerms {
  readonly reading: "negotiated" | "charge" | "figure";
  readonly figure: FastPlan["allowed"][number];
  /** What becomes of a charge above it. */
  readonly balance: "billed" | "written_off" | undefined;
}

export interface FrequencyTerms {
  readonly times: number;
  readonly windows: FastPlan["frequencies"][number]["windows"];
  readonly counted: readonly AccountKind[];
}

/** Plans that may pay a line, in the order in which they are asked. */
export interface PlanList {
  readonly plans: readonly FastPlan[];
  readonly routes: Map<string, Known[]>;
}

interface Known {
  readonly service: string | undefined;
  readonly code: string | undefined;
  readonly network: string | undefined;
  readonly channel: string | undefined;
  readonly plan: string | undefined;
  readonly route: Route;
}

/** The plans of a rate book, laid out for paying many households. */
export class FastBook {
  readonly values: Values;
  readonly layout = new Layout();
  readonly rounder: Rounder;
  readonly plans = new Map<string, FastPlan>();
  /** Whether which plans come with which follows from facts. */
  readonly isSteady: boolean;
  private readonly lists = new Map<string, PlanList>();
  private readonly hosts = new Map<string, Candidates>();
  /** Numbers of what sets of facts find. */
  private finds = 0;
  private routes = 0;

  constructor(
    readonly book: Prepared,
    readonly benefits: ReadonlyMap<string, PlanBenefits>,
  ) {
    const { mode, to } = book.book.rounding;
    const step = Math.round(Number(to) * 100);
    if (step < 1 || Number(to) !== step / 100) beyond();
    this.rounder = new Rounder(mode, step);
    this.values = new Values(book);
    const calendar = new Calendar(book);
    const refs: PlanTerms["refs"] = [];
    let accumulators = 0;
    for (const [id, plan] of benefits) {
      try {
        const terms = new PlanTerms(book, plan, this.values, calendar, this.layout);
        this.plans.set(id, terms.terms(accumulators));
        refs.push(...terms.refs);
        accumulators += plan.benefits.accumulators.length;
      } catch (thrown) {
        // The plan is left to the exact way.
        if (!isLeft(thrown)) throw thrown;
      }
    }
    this.layout.seal();
    for (const ref of refs) ref.offset = ref.kind.offsetOf(ref.windows);
    this.values.seal();
    this.isSteady = [...this.plans.values()].every((plan) => plan.with.every(({ when }) => !when?.isOfLine));
  }

  /** A number for something that a set of facts finds. */
  nextFind(): number {
    return this.finds++;
  }

  plan(id: string): FastPlan {
    return this.plans.get(id) ?? beyond();
  }

  list(plans: readonly FastPlan[]): PlanList {
    const key = plans.map(({ benefits }) => benefits.id).join("|");
    let found = this.lists.get(key);
    if (!found) {
      found = { plans, routes: new Map() };
      this.lists.set(key, found);
    }
    return found;
  }

  route(list: PlanList, line: ClaimLine): Route {
    const { service, code, network, channel, plan } = line;
    const key = service ?? code ?? "";
    const all = list.routes.get(key);
    if (all) {
      for (let i = 0; i < all.length; i++) {
        const known = all[i];
        if (
          known &&
          known.network === network &&
          known.service === service &&
          known.code === code &&
          known.channel === channel &&
          known.plan === plan
        )
          return known.route;
      }
    }
    const route = this.newRoute(list, line);
    const known = { service, code, network, channel, plan, route };
    if (all) all.push(known);
    else list.routes.set(key, [known]);
    return route;
  }

  private newRoute(list: PlanList, line: ClaimLine): Route {
    const named =
      line.plan === undefined ? list.plans : list.plans.filter(({ benefits }) => benefits.id === line.plan);
    if (named.length === 0) return beyond();
    const { plan: benefits, service } = served(
      named.map((plan) => plan.benefits),
      line,
    );
    const network = networkOf(benefits, line.network);
    const { channel } = line;
    if (channel !== undefined) checkChannel(this.book, benefits, channel, undefined);
    return this.routeOf(this.plan(benefits.id), service, network, channel);
  }

  private routeOf(
    plan: FastPlan,
    service: string,
    network: string | undefined,
    channel: string | undefined,
  ): Route {
    const { benefits } = plan;
    const { networks, excludes } = benefits.benefits;
    const lineage = benefits.services.lineage(service);
    const isFor = (one: { readonly services: readonly string[] }) =>
      one.services.length === 0 || one.services.some((name) => lineage.includes(name));
    const isHere = (one: { readonly services: readonly string[]; readonly networks: readonly string[] }) =>
      isFor(one) && (one.networks.length === 0 || (network !== undefined && one.networks.includes(network)));
    const limits = plan.limits.filter(({ source }) => isHere(source));
    const rules = plan.rules.filter(({ source }) => isHere(source));
    const [cell] = benefits.cellsOf(service, network, channel);
    return {
      index: this.routes++,
      plan,
      service,
      network,
      channel,
      lineage,
      isNever:
        (network !== undefined && networks.length > 0 && !networks.includes(network)) ||
        excludes.some((name) => lineage.includes(name)),
      waiting: plan.waiting.filter(({ source }) => isFor(source)),
      required: rules.filter(({ less }) => !less),
      reducing: rules.filter(({ less }) => less),
      allowed: this.allowedOf(plan, network),
      ...frequencyOf(plan, lineage),
      unitLimits: limits.filter(({ unit }) => unit),
      allowedLimits: limits.filter(({ source }) => source.of === "allowed"),
      paymentLimits: limits.filter(({ source }) => source.of === "payment"),
      cell: cell && plan.cells.get(cell),
      needsChannel: cell === undefined && benefits.channelsOf(service).length > 0,
      mostDays: this.mostDays(benefits, channel),
      named: plan.named.map(({ kind, name }) => this.candidates(plan, kind, name, lineage, network)),
      maxima: this.candidates(plan, "out_of_pocket_maximum", undefined, lineage, network),
      adds: [],
    };
  }

  private allowedOf(plan: FastPlan, network: string | undefined): AllowedTerms | undefined {
    const { benefits } = plan;
    const { allowed: rules } = benefits.benefits;
    const holding = (one: Benefits["allowed"][number]) =>
      network !== undefined && one.networks.includes(network);
    const rule = rules.find(holding) ?? rules.find(({ networks }) => networks.length === 0);
    const reading = rule?.amount ?? this.book.conventions.allowed_charge?.reading;
    if (reading === undefined) return undefined;
    return {
      reading: reading === "negotiated" ? reading : typeof reading === "string" ? "charge" : "figure",
      figure: rule && plan.allowed[rules.indexOf(rule)],
      balance: rule?.balance ?? benefits.networks.find(({ id }) => id === network)?.balance,
    };
  }

  private mostDays({ coverage }: PlanBenefits, channel: string | undefined): number {
    if (channel === undefined) return Number.POSITIVE_INFINITY;
    const found = this.book.book.channels.find((one) => one.coverage === coverage && one.id === channel);
    return found?.supplyDays ?? Number.POSITIVE_INFINITY;
  }

  candidates(
    plan: FastPlan,
    kind: Accumulator["kind"],
    name: string | undefined,
    lineage: readonly string[],
    network: string | undefined,
  ): Candidates {
    const list = plan.accumulators.filter(
      ({ source }) =>
        source.kind === kind &&
        (name === undefined || source.name === name) &&
        concerns(source, { lineage, network }),
    );
    const ids = new Set(list.map(({ source }) => source.id));
    const isOwn = list.every(({ source }) => source.of === undefined);
    const isSteady = isOwn && list.every(({ when }) => !when?.isOfLine);
    return {
      list,
      network,
      isPlain: isOwn && ids.size === list.length && list.every(({ when }) => !when),
      found: isSteady ? this.nextFind() : -1,
    };
  }

  /** The accumulators of another plan of the household, which a plan shares. */
  hostCandidates(host: FastPlan, { kind, name }: Accumulator, network: string | undefined): Candidates {
    const key = JSON.stringify([host.benefits.id, kind, name, network ?? null]);
    let found = this.hosts.get(key);
    if (!found) {
      found = this.candidates(host, kind, name, [], network);
      this.hosts.set(key, found);
    }
    return found;
  }

  /** What an accumulator adds to, for a line of a route. */
  addsOf({ adds, lineage }: Route, { index, plan, source }: FastAccumulator): readonly Candidates[] {
    let found = adds[index];
    if (!found) {
      found = source.addsTo.map((name) => this.candidates(plan, source.kind, name, lineage, undefined));
      adds[index] = found;
    }
    return found;
  }
}

function frequencyOf(plan: FastPlan, lineage: readonly string[]): Pick<Route, "frequency" | "uses"> {
  const own = plan.frequencies.find(({ source }) => lineage.includes(source.service));
  const contested = plan.frequencies.filter(({ source }) =>
    source.inLieuOf.some((service) => lineage.includes(service)),
  );
  const uses = lineage.flatMap((service) => plan.uses.get(service) ?? []);
  if (!own) return { frequency: undefined, uses };
  const { service, inLieuOf, times } = own.source;
  const names = new Set([service, ...inLieuOf, ...contested.map(({ source }) => source.service)]);
  return {
    frequency: {
      times,
      windows: own.windows,
      counted: [...names].flatMap((name) => plan.uses.get(name) ?? []),
    },
    uses,
  };
}
