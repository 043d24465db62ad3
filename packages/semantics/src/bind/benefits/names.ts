import type { ListedNode, NameNode } from "@planwright/syntax";
import type { Channel, Network, Service } from "../../benefits-model.js";
import { type Broken, Namespace } from "../scope.js";
import type { Reporter } from "../../diagnostics/report.js";
import { nearest, replaceWith } from "../../diagnostics/report.js";
import type { Place } from "../../places.js";
import type { ReadBlock } from "../../reading/block.js";
import type { BLOCKS } from "../../vocabulary/index.js";
import { noteFormer } from "../former-names.js";
import { placeOf, type Scope } from "../scope.js";
import { OCCASIONS, PEOPLE, UNITS, unitOf } from "./units.js";

/** A unit after `per`, or after a number; reports a word that is none. */
export function bindUnit(
  name: NameNode,
  file: string,
  reporter: Reporter,
  also: readonly string[] = [],
): string | undefined {
  if (also.includes(name.name)) return name.name;
  const unit = unitOf(name.name);
  if (unit) return unit;
  reportUnit(name, [...also, ...UNITS], file, reporter);
  return undefined;
}

/** For whom or what an amount adds up: persons, families and occasions; a visit or a day is over when it ends. */
export function bindScope(name: NameNode, file: string, reporter: Reporter): string | undefined {
  const known = [...PEOPLE, ...OCCASIONS];
  const found = known.find((scope) => scope === name.name);
  if (!found) reportUnit(name, known, file, reporter);
  return found;
}

function reportUnit(name: NameNode, known: readonly string[], file: string, reporter: Reporter): void {
  const meant = nearest(name.name, known);
  const place = placeOf(file, name.span);
  reporter.report("PW1001", { name: name.name, kind: "a unit" }, place, {
    label: meant && `did you mean ${meant}?`,
    why: `Units: ${known.join(", ")}.`,
    fixes: meant ? [replaceWith(place, meant)] : [],
  });
}

/** A count that must be a whole number of at least one; reports another. */
export function bindCount(
  text: string,
  place: Place,
  reporter: Reporter,
  most = 1_000_000,
): number | undefined {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= most) return count;
  const wanted = most < 1_000_000 ? `A whole number from 1 to ${most}` : "A whole number above zero";
  reporter.report("PW3003", { wanted, got: text }, place);
  return undefined;
}

type Kind = "network" | "service" | "channel";
interface Listed {
  network: Network;
  service: Service;
  channel: Channel;
}

/** Networks, services and channels: each coverage has its own. */
export class BenefitNames {
  private readonly spaces = new Map<string, Namespace<Network | Service | Channel>>();

  constructor(
    private readonly reporter: Reporter,
    private readonly broken: Broken,
  ) {}

  private space<K extends Kind>(kind: K, coverage: string): Namespace<Listed[K]> {
    const key = `${kind} ${coverage}`;
    let found = this.spaces.get(key);
    if (!found) {
      found = new Namespace(`a ${kind} of ${coverage}`, this.reporter, this.broken);
      this.spaces.set(key, found);
    }
    return found as unknown as Namespace<Listed[K]>;
  }

  declare<K extends Kind>(kind: K, name: NameNode, file: string, value: Listed[K]): void {
    this.space(kind, value.coverage).declare(name, file, value);
  }

  find<K extends Kind>(kind: K, coverage: string, name: NameNode, file: string): Listed[K] | undefined {
    return this.space(kind, coverage).find(name, file);
  }

  /** The names that are declared; the others are reported. */
  ids(kind: Kind, coverage: string, names: readonly NameNode[], file: string): string[] {
    return names.flatMap((name) => this.find(kind, coverage, name, file)?.id ?? []);
  }

  of<K extends Kind>(kind: K, coverage: string): readonly Listed[K][] {
    return this.space(kind, coverage).values();
  }

  all<K extends Kind>(kind: K): Listed[K][] {
    return [...this.spaces].flatMap(([key, space]) =>
      key.startsWith(`${kind} `) ? (space.values() as Listed[K][]) : [],
    );
  }

  /** The service, and the groups that it is in, the nearest first. */
  lineage(coverage: string, service: string): string[] {
    const path = [service];
    for (let i = 0; i < path.length; i++) {
      for (const { id, groups } of this.of("service", coverage)) {
        if (groups.includes(path[i] ?? "") && !path.includes(id)) path.push(id);
      }
    }
    return path;
  }
}

type ListBlock = ReadBlock<(typeof BLOCKS)["networks" | "services" | "drugs" | "channels"]>;
type Quality = "groups" | "codes" | "balance" | "supply";

/** Declares what a block lists, for each coverage that it is for. */
export function bindListed(
  block: ListBlock,
  kind: "network" | "service" | "drug" | "channel",
  scope: Scope,
): void {
  const { file } = block;
  const coverages = scope.findCoverages(block.heading?.for ?? [], file);
  const allowed: readonly Quality[] =
    kind === "network" ? ["balance"] : kind === "channel" ? ["supply"] : ["groups", "codes"];
  for (const { value, origin } of block.declared as unknown as readonly {
    value: ListedNode;
    origin: Network["origin"];
  }[]) {
    refuseQualities(value, allowed, file, scope);
    const name = value.title?.text ?? value.name.name;
    for (const coverage of coverages) {
      const common = { id: value.name.name, name, coverage, origin };
      const of = kind === "drug" ? "service" : kind;
      noteFormer({ of, node: value.formerly, is: common.id, file, origin, coverage }, scope);
      if (kind === "network") {
        scope.lists.declare("network", value.name, file, { ...common, balance: value.balance });
      } else if (kind === "channel") {
        const supply =
          value.supply && bindCount(value.supply.days, placeOf(file, value.supply.span), scope.reporter);
        scope.lists.declare("channel", value.name, file, { ...common, supply });
      } else {
        const groups = value.groups.map(({ name: group }) => group);
        const codes = codesOf(value, file, scope);
        scope.lists.declare("service", value.name, file, { ...common, kind, groups, codes });
      }
    }
  }
}

function refuseQualities(node: ListedNode, allowed: readonly Quality[], file: string, scope: Scope): void {
  const given: Readonly<Record<Quality, boolean>> = {
    groups: node.groups.length > 0,
    codes: node.codes.length > 0,
    balance: node.balance !== undefined,
    supply: node.supply !== undefined,
  };
  for (const quality of Object.keys(given) as Quality[]) {
    if (!given[quality] || allowed.includes(quality)) continue;
    scope.reporter.report("PW0021", { words: quality, where: "on this line" }, placeOf(file, node.span));
  }
}

function codesOf(node: ListedNode, file: string, scope: Scope): Service["codes"] {
  return node.codes.flatMap(({ from, to, span }) => {
    if (from.length === to.length && from <= to) return [{ from, to }];
    const what = `From ${from} to ${to} is no range of codes: both have as many characters, and the second is not before the first`;
    scope.reporter.report("PW2013", { what }, placeOf(file, span));
    return [];
  });
}

/** Groups name services of their coverage, and lead to no group that they are in; a code is in one service. */
export function checkGroups(blocks: readonly ListBlock[], scope: Scope): void {
  for (const block of blocks) {
    const coverages = scope.findCoverages(block.heading?.for ?? [], block.file);
    for (const { value } of block.declared as unknown as readonly { value: ListedNode }[]) {
      for (const coverage of coverages) {
        scope.lists.ids("service", coverage, value.groups, block.file);
        const path = ringFrom(value.name.name, coverage, scope);
        if (!path) continue;
        const place = placeOf(block.file, value.groups[0]?.span ?? value.span);
        // Each member finds the ring: it is one finding.
        scope.reporter.report("PW1004", { path }, place, {
          cause: `ring ${[...new Set(path)].sort().join(" ")}`,
        });
      }
    }
  }
  for (const coverage of new Set(scope.lists.all("service").map(({ coverage: of }) => of))) {
    checkCodes(coverage, scope);
  }
}

/** The way from a service through its groups back to itself. */
function ringFrom(start: string, coverage: string, scope: Scope): string[] | undefined {
  const services = new Map(scope.lists.of("service", coverage).map((service) => [service.id, service]));
  const walk = (id: string, path: readonly string[]): string[] | undefined => {
    for (const next of services.get(id)?.groups ?? []) {
      if (next === start) return [...path, next];
      if (path.includes(next)) continue;
      const found = walk(next, [...path, next]);
      if (found) return found;
    }
    return undefined;
  };
  return walk(start, [start]);
}

/** Of two ranges of codes that meet the narrower goes before; two as wide would be a guess. */
function checkCodes(coverage: string, scope: Scope): void {
  const services = scope.lists.of("service", coverage);
  for (const [i, one] of services.entries()) {
    for (const other of services.slice(0, i)) {
      const related =
        scope.lists.lineage(coverage, one.id).includes(other.id) ||
        scope.lists.lineage(coverage, other.id).includes(one.id);
      const code = related ? undefined : sharedCode(one.codes, other.codes);
      if (code === undefined) continue;
      const what = `The code ${code} is in ${other.id} and in ${one.id}`;
      scope.reporter.report("PW2307", { what }, one.origin.place, {
        related: [{ place: other.origin.place, message: "and here" }],
        why: "Of two ranges that hold a code the narrower goes before; these are as wide.",
      });
    }
  }
}

function sharedCode(a: Service["codes"], b: Service["codes"]): string | undefined {
  const width = ({ from, to }: Service["codes"][number]) =>
    Number(to.replace(/\D/g, "") || 0) - Number(from.replace(/\D/g, "") || 0);
  for (const one of a) {
    const other = b.find(
      (candidate) =>
        candidate.from.length === one.from.length &&
        candidate.from <= one.to &&
        one.from <= candidate.to &&
        width(candidate) === width(one),
    );
    if (other) return other.from > one.from ? other.from : one.from;
  }
  return undefined;
}
