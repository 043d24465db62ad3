import type { Condition, Expression, RateBook } from "@planwright/ratebook";
import { type Figure, figureOf, type Test, testOf } from "../expressions.js";
import type { Prepared } from "../prepare.js";
import type { SourceOf } from "../trace.js";

export type Benefits = NonNullable<RateBook["plans"][number]["benefits"]>;
export type Cell = Benefits["cells"][number];
export type Step = Cell["cases"][number]["steps"][number];
export type Accumulator = Benefits["accumulators"][number];
export type Limit = Benefits["limits"][number];
export type Period = NonNullable<Accumulator["period"]>;
export type Service = RateBook["services"][number];
export type Network = RateBook["networks"][number];

const NONE: readonly Cell[] = [];

/** The services of a coverage: by name and by procedure code. */
export class ServiceIndex {
  private readonly services = new Map<string, Service>();
  private readonly lineages = new Map<string, readonly string[]>();

  constructor(services: readonly Service[]) {
    for (const service of services) this.services.set(service.id, service);
  }

  get names(): readonly string[] {
    return [...this.services.keys()];
  }

  get(id: string): Service | undefined {
    return this.services.get(id);
  }

  /** The service and the groups that it is in, the nearest first. */
  lineage(id: string): readonly string[] {
    let found = this.lineages.get(id);
    if (!found) {
      const path = [id];
      for (let i = 0; i < path.length; i++) {
        for (const { id: group, groups } of this.services.values()) {
          if (groups.includes(path[i] ?? "") && !path.includes(group)) path.push(group);
        }
      }
      found = path;
      this.lineages.set(id, found);
    }
    return found;
  }

  /** Services whose codes hold a code, those with the fewest codes only: a code's own service goes before a range. */
  withCode(code: string): readonly string[] {
    let fewest = Number.POSITIVE_INFINITY;
    let found: string[] = [];
    for (const { id, codes } of this.services.values()) {
      for (const { from, to } of codes) {
        if (code.length !== from.length || code < from || code > to) continue;
        const width = widthOf(from, to);
        if (width > fewest) continue;
        if (width < fewest) found = [];
        fewest = width;
        if (!found.includes(id)) found.push(id);
      }
    }
    return found;
  }
}

function widthOf(from: string, to: string): number {
  const digits = (code: string) => Number(code.replace(/\D/g, "") || "0");
  return digits(to) - digits(from);
}

/** What a plan pays, laid out for looking up. Prepared once; nothing in it changes. */
export class PlanBenefits {
  readonly id: string;
  readonly name: string;
  readonly coverage: string;
  readonly benefits: Benefits;
  /** Whether anything that it says is by network: then a line must name its own. */
  readonly isByNetwork: boolean;
  private readonly cells = new Map<string, Cell[]>();
  private readonly named: ReadonlySet<string>;
  private readonly indexOf = new Map<Cell, number>();
  private readonly figures = new Map<Expression, Figure>();
  private readonly tests = new Map<Condition, Test>();

  constructor(
    plan: RateBook["plans"][number],
    benefits: Benefits,
    private readonly path: string,
    private readonly book: Prepared,
    readonly services: ServiceIndex,
    readonly networks: readonly Network[],
  ) {
    this.id = plan.id;
    this.name = plan.name;
    this.coverage = plan.coverage;
    this.benefits = benefits;
    this.isByNetwork = isByNetwork(benefits, networks);
    this.named = new Set(benefits.cells.flatMap(({ service }) => service ?? []));
    for (const [i, cell] of benefits.cells.entries()) {
      const key = cellKey(cell.service, cell.network, cell.channel);
      this.indexOf.set(cell, i);
      const list = this.cells.get(key);
      if (list) list.push(cell);
      else this.cells.set(key, [cell]);
    }
  }

  /** The cells that hold for a service: several when it is by the number of the visit or the day. */
  cellsOf(service: string, network: string | undefined, channel: string | undefined): readonly Cell[] {
    for (const name of [...this.services.lineage(service), undefined]) {
      for (const where of network === undefined ? [undefined] : [network, undefined]) {
        for (const by of channel === undefined ? [undefined] : [channel, undefined]) {
          const found = this.cells.get(cellKey(name, where, by));
          if (found) return found;
        }
      }
    }
    return NONE;
  }

  /** Whether a row names the service or a group of it. */
  isNamed(service: string): boolean {
    return this.services.lineage(service).some((name) => this.named.has(name));
  }

  /** Channels that the shares of a service are by. */
  channelsOf(service: string): readonly string[] {
    const lineage = this.services.lineage(service);
    const found = this.benefits.cells.filter(
      (cell) => cell.service === undefined || lineage.includes(cell.service),
    );
    return [...new Set(found.flatMap(({ channel }) => channel ?? []))];
  }

  figure(e: Expression): Figure {
    let found = this.figures.get(e);
    if (!found) {
      found = figureOf(e, this.book);
      this.figures.set(e, found);
    }
    return found;
  }

  test(c: Condition): Test {
    let found = this.tests.get(c);
    if (!found) {
      found = testOf(c, this.book);
      this.tests.set(c, found);
    }
    return found;
  }

  /** Where a part of the plan's benefits was written. */
  source(part: keyof Benefits, index: number): ReturnType<SourceOf> {
    return this.book.sourceOf(`${this.path}/benefits/${part}/${index}`);
  }

  indexOfCell(cell: Cell): number {
    return this.indexOf.get(cell) ?? 0;
  }

  sourceOfCell(cell: Cell): ReturnType<SourceOf> {
    return this.source("cells", this.indexOfCell(cell));
  }
}

function isByNetwork(benefits: Benefits, networks: readonly Network[]): boolean {
  const { cells, accumulators, limits, rules, allowed } = benefits;
  return (
    benefits.networks.length < networks.length ||
    cells.some(({ network }) => network !== undefined) ||
    [...accumulators, ...limits, ...rules, ...allowed].some((one) => one.networks.length > 0)
  );
}

const cellKey = (
  service: string | undefined,
  network: string | undefined,
  channel: string | undefined,
): string => `${service ?? ""}|${network ?? ""}|${channel ?? ""}`;

/** All plans with benefits of a rate book. */
export function preparePlans(book: Prepared): ReadonlyMap<string, PlanBenefits> {
  const { plans, services, networks } = book.book;
  const indexes = new Map<string, ServiceIndex>();
  const prepared = new Map<string, PlanBenefits>();
  for (const [i, plan] of plans.entries()) {
    if (!plan.benefits) continue;
    const { coverage } = plan;
    let index = indexes.get(coverage);
    if (!index) {
      index = new ServiceIndex(services.filter((service) => service.coverage === coverage));
      indexes.set(coverage, index);
    }
    const own = networks.filter((network) => network.coverage === coverage);
    prepared.set(plan.id, new PlanBenefits(plan, plan.benefits, `/plans/${i}`, book, index, own));
  }
  return prepared;
}
