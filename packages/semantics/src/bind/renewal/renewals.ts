import type { ExpressionNode, HeadingNode, NameNode } from "@planwright/syntax";
import type { Expression, Rounding } from "../../model.js";
import type { Origin } from "../../places.js";
import type { Corridors, History, Placed, Renewal } from "../../renewal-model.js";
import type { FileScope, Read, ReadBlock } from "../../reading/block.js";
import { bindCondition } from "../../types/condition.js";
import { bindExpression, bindStep } from "../../types/expression.js";
import type { Typed, Where } from "../../types/typed.js";
import { describe, type Type } from "../../types/units.js";
import type { BLOCKS } from "../../vocabulary/index.js";
import { Namespace, placeOf, type Scope } from "../scope.js";
import { bindCorridors, type CorridorsBlock } from "./corridors.js";
import { bindHistory, type HistoryBlock } from "./history.js";

type RenewalBlock = ReadBlock<(typeof BLOCKS)["renewal"]>;

interface Draft<B> {
  readonly id: string;
  readonly block: B;
  readonly files: FileScope;
  readonly origin: Origin;
}

/** A history with the block it was read from, and the corridors that its changes lay in. */
export interface BoundHistory {
  readonly history: History;
  readonly block: HistoryBlock;
}

/** A renewal with the block it was read from. */
export interface BoundRenewal {
  readonly renewal: Renewal;
  readonly block: RenewalBlock;
}

export interface BoundRenewals {
  readonly renewals: readonly BoundRenewal[];
  readonly corridors: readonly Corridors[];
  readonly histories: readonly BoundHistory[];
  /** Names that lines `within` have, whether the block around them could be read or not. */
  readonly within: ReadonlySet<string>;
}

export const NO_RENEWALS: BoundRenewals = { renewals: [], corridors: [], histories: [], within: new Set() };

/**
 * Declares renewals, corridors and histories by name, and reads each when it is first asked for: a formula may ask
 * about one that stands further down.
 */
export class RenewalBinder {
  private readonly renewalNames: Namespace<Draft<RenewalBlock>>;
  private readonly corridorNames: Namespace<Draft<CorridorsBlock>>;
  private readonly historyNames: Namespace<Draft<HistoryBlock>>;
  private readonly corridors = new Map<string, Corridors | undefined>();
  private readonly histories = new Map<string, BoundHistory | undefined>();
  private readonly firstRates = new Map<string, Typed | undefined>();

  constructor(private readonly scope: Scope) {
    const { reporter, broken } = scope;
    this.renewalNames = new Namespace("a renewal", reporter, broken);
    this.corridorNames = new Namespace("corridors", reporter, broken);
    this.historyNames = new Namespace("a history", reporter, broken);
  }

  declareRenewal(block: RenewalBlock, files: FileScope): void {
    declare(this.renewalNames, block, files);
  }

  declareCorridors(block: CorridorsBlock, files: FileScope): void {
    declare(this.corridorNames, block, files);
  }

  declareHistory(block: HistoryBlock, files: FileScope): void {
    declare(this.historyNames, block, files);
  }

  /** Whether a name is that of a renewal, and not of a history. */
  isRenewal(name: string): boolean {
    return this.renewalNames.get(name) !== undefined;
  }

  /** The coverages of a renewal; reports a name that is none. */
  findRenewal(
    name: NameNode,
    file: string,
  ): { id: string; coverages: readonly string[]; heading: HeadingNode } | undefined {
    const draft = this.renewalNames.find(name, file);
    const heading = draft?.block.heading;
    if (!draft || !heading) return undefined;
    const coverages = heading.for.map((coverage) => coverage.name);
    return { id: draft.id, coverages, heading };
  }

  /** Names of corridors that `changes` is within, declared or not. */
  private readonly ofChanges: string[] = [];

  /** The corridors that `changes` names. */
  corridorsOfChanges(name: NameNode, file: string): Corridors | undefined {
    this.ofChanges.push(name.name);
    return this.findCorridors(name, file);
  }

  findCorridors(name: NameNode, file: string): Corridors | undefined {
    const draft = this.corridorNames.find(name, file);
    return draft && this.corridorsOf(draft);
  }

  /** The corridors that a renewal names, where it names any. */
  corridorsIn(renewal: string): Corridors | undefined {
    const name = this.renewalNames.get(renewal)?.block.one("within")?.value;
    const draft = name && this.corridorNames.get(name.name);
    return draft && this.corridorsOf(draft);
  }

  findHistory(name: NameNode, file: string): History | undefined {
    const draft = this.historyNames.find(name, file);
    return draft && this.historyOf(draft)?.history;
  }

  /** What a group that is new pays, where the renewal says it. */
  firstRateOf(renewal: string): Typed | undefined {
    const draft = this.renewalNames.get(renewal);
    if (!draft) return undefined;
    if (!this.firstRates.has(renewal)) {
      // One that asks for itself finds nothing.
      this.firstRates.set(renewal, undefined);
      this.firstRates.set(renewal, this.bindFirst(draft.block));
    }
    return this.firstRates.get(renewal);
  }

  private corridorsOf(draft: Draft<CorridorsBlock>): Corridors | undefined {
    if (!this.corridors.has(draft.id))
      this.corridors.set(draft.id, bindCorridors(draft.block, draft.files, this.scope));
    return this.corridors.get(draft.id);
  }

  private historyOf(draft: Draft<HistoryBlock>): BoundHistory | undefined {
    if (!this.histories.has(draft.id)) {
      const history = bindHistory(draft.block, draft.files, this.scope);
      this.histories.set(draft.id, history && { history, block: draft.block });
    }
    return this.histories.get(draft.id);
  }

  /** Everything, whether it was asked for or not. */
  bindAll(): BoundRenewals {
    const within = [
      ...this.ofChanges,
      ...this.renewalNames.values().map(({ block }) => block.one("within")?.value.name),
      ...this.historyNames.values().map(({ block }) => block.one("within")?.value.name?.name),
    ];
    return {
      within: new Set(within.filter((name) => name !== undefined)),
      corridors: this.corridorNames.values().flatMap((draft) => this.corridorsOf(draft) ?? []),
      histories: this.historyNames.values().flatMap((draft) => this.historyOf(draft) ?? []),
      renewals: this.renewalNames.values().flatMap(({ id, block }) => {
        const renewal = this.bindRenewal(id, block);
        return renewal ? [{ renewal, block }] : [];
      }),
    };
  }

  private bindRenewal(id: string, block: RenewalBlock): Renewal | undefined {
    const { scope } = this;
    const { heading } = block;
    if (!heading) return undefined;
    const coverages = scope.findCoverages(heading.for, block.file);
    const where = whereOf(block);
    const when = heading.when && bindCondition(heading.when, scope, where);
    const change = block.one("change");
    const value = change && this.bindChange(change, where);
    if (!change && !block.isGiven("change") && block.isWhole) {
      scope.reporter.report(
        "PW0025",
        { block: `The renewal ${id}`, what: "change" },
        placeOf(block.file, block.node.span),
        { why: "It is written like `change own_weight of own_trend + (100% - own_weight) of pool_trend`." },
      );
    }
    const first = this.firstRateOf(id);
    const within = block.one("within");
    const corridors = within && this.findCorridors(within.value, block.file);
    const carriers = block.one("carriers")?.value.flatMap((name) => scope.useCarrier(name, block.file) ?? []);
    const rounding = this.bindRounding(block.one("rounding"), "percent");
    const newRates = this.bindRounding(block.one("new rates"), "money");
    if (!value || !change || (heading.when && !when)) return undefined;
    return {
      id,
      name: heading.title?.text ?? id,
      coverages,
      carriers: carriers ?? [],
      when,
      first: placed(block.one("first rate"), first?.value),
      change: { value, origin: change.origin },
      corridors: placed(within, corridors?.id),
      rounding,
      newRates,
      origin: block.origin,
    };
  }

  private bindChange(read: Read<ExpressionNode>, where: Where): Expression | undefined {
    const typed = bindExpression(read.value, this.scope, where);
    if (!typed || typed.type.kind === "percent") return typed?.value;
    const got = describe(typed.type);
    this.scope.reporter.report("PW3003", { wanted: "A change, which is a percentage,", got }, read.place, {
      why: "`change from A to B` is by how much B is above A.",
    });
    return undefined;
  }

  private bindFirst(block: RenewalBlock): Typed | undefined {
    const read = block.one("first rate");
    const typed = read && bindExpression(read.value, this.scope, whereOf(block));
    if (!read || !typed) return undefined;
    if (isMoney(typed.type)) return typed;
    const got = describe(typed.type);
    this.scope.reporter.report(
      "PW3003",
      { wanted: "A rate, which is money per something,", got },
      read.place,
    );
    return undefined;
  }

  private bindRounding(
    read: Read<Parameters<typeof bindStep>[0]> | undefined,
    of: "percent" | "money",
  ): Placed<Rounding> | undefined {
    const to = read && bindStep(read.value, of, this.scope, { file: read.place.file });
    return read && to !== undefined ? placed(read, { mode: read.value.mode, to }) : undefined;
  }
}

function whereOf(block: RenewalBlock): Where {
  const [only, second] = block.heading?.for ?? [];
  return { file: block.file, coverage: only && !second ? only.name : undefined };
}

const isMoney = (type: Type): boolean => type.kind === "figure" && type.units.money === 1;

const placed = <T>(read: Read<unknown> | undefined, value: T | undefined): Placed<T> | undefined =>
  read && value !== undefined ? { value, origin: read.origin } : undefined;

function declare<B extends Pick<RenewalBlock, "file" | "heading" | "origin">>(
  names: Namespace<Draft<B>>,
  block: B,
  files: FileScope,
): void {
  const name = block.heading?.name;
  if (name) names.declare(name, block.file, { id: name.name, block, files, origin: block.origin });
}
