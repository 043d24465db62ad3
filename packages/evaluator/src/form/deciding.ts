import type { CoverageForm } from "./form.js";
import { nodesOf } from "./lines.js";
import { isTruth, known, MOST, not, partsOf, pick, type Truth, type Whole, whole } from "./nodes.js";
import type { Maker } from "./remade.js";

type Node = Whole | Truth;

/** A number of more values is wide: a salary, a share. The others are taken together as one number. */
const MOST_VALUES = 256;
const WIDE = Number.POSITIVE_INFINITY;
/** A node of few values stands for what it is made of, where that has so many times more, */
const FEWER = 4;
/** and it is made of no more nodes than these: where it is made of what is wide, and where it is not. */
const MOST_AT_HAND = { wide: 24, few: 6 };
/** A condition of so many nodes is asked to see whether a wide number counts. */
const MOST_GUARD = 8;
/** Nodes of so many are asked whether they stand for several others, so many of them, where the ways are that many times fewer. */
const MOST_JOINING = 64;
const MOST_ASKED = 16;
const LEAST_NARROWED = 2;
/** What follows from more is not kept. */
const MOST_DECIDING = 100;
const MOST_WIDE = 6;
/** The numbers of few values have together at most so many. */
const MOST_TOGETHER = 2 ** 48;
/** What stands for a wide number that has no value: no number of the form is as small. */
const NO_VALUE = -MOST - 1;

/** A number of few values. */
export interface Few {
  readonly number: Whole;
  readonly ways: number;
}

/** What decides over a coverage: two rows that have it, and in which these numbers are alike, have the same line. */
export interface Deciding {
  /** Whether a row has the coverage, and whether it says something of it that it does not have: 1, or 0, or unknown. */
  readonly held: Whole;
  readonly stray: Whole;
  readonly few: readonly Few[];
  readonly wide: readonly Whole[];
  /** In how many ways the numbers of few values can stand together. */
  readonly ways: number;
}

/** Nodes that decide over another one, and how many ways they can stand in together. */
interface Cut {
  readonly nodes: ReadonlySet<Node>;
  readonly ways: number;
}

/** A number that counts only where a truth holds, or does not. */
interface Guard {
  readonly when: Truth;
  readonly holds: boolean;
  readonly of: Node;
}

const NOTHING: Cut = { nodes: new Set(), ways: 1 };

/**
 * Finds what decides over the line of a coverage: the plan, the area, the tier, whether the hours reach a limit. Each way from
 * the line to a column leads through one of these nodes, and each of them has a number for everybody.
 */
export class Deciders {
  private readonly cuts = new Map<Node, Cut | undefined>();
  private readonly guards = new Map<Node, Guard>();

  /** `by` makes one node of those that come to the same. */
  constructor(private readonly by: Maker) {}

  /** Undefined where it is too much that decides. */
  of({ held, stray, line }: CoverageForm): Deciding | undefined {
    if (!line) return undefined;
    const of = nodesOf(line);
    const all = union(of.map((node) => this.cut(node)));
    if (!all) return undefined;
    const few = new Map<Whole, Few>();
    const wide = new Set<Whole>();
    for (const node of this.narrowed(of, this.needed(all.nodes))) {
      const number = this.by.whole(asked(node));
      const ways = waysOf(node);
      if (ways === WIDE) wide.add(number);
      else few.set(number, { number, ways });
    }
    const ways = [...few.values()].reduce((product, one) => product * one.ways, 1);
    if (wide.size > MOST_WIDE || ways > MOST_TOGETHER) return undefined;
    const [has, says] = [held, stray].map((truth) => this.by.whole(asked(truth)));
    if (!has || !says) return undefined;
    return { held: has, stray: says, few: [...few.values()], wide: [...wide], ways };
  }

  private cut(node: Node): Cut | undefined {
    if (!this.cuts.has(node)) this.cuts.set(node, this.find(node));
    return this.cuts.get(node);
  }

  private find(node: Node): Cut | undefined {
    if (node.op === "whole" || node.op === "constant") return NOTHING;
    const own = { nodes: new Set([node]), ways: waysOf(node) };
    if (partsOf(node).length === 0) return own;
    const inner = this.within(node);
    // What is cut off at a limit is alike for all that is beyond it.
    if (own.ways === WIDE) return inner && isLimited(node) && inner.nodes.size === 1 ? own : inner;
    if (inner && inner.ways < own.ways * FEWER) return inner;
    const isWide = inner?.ways === WIDE;
    if (!isWide && node.op !== "at") return inner;
    return isMadeOf(node, isWide ? MOST_AT_HAND.wide : MOST_AT_HAND.few) ? own : inner;
  }

  private within(node: Node): Cut | undefined {
    if (node.op !== "pick") return union(partsOf(node).map((part) => this.cut(part)));
    const { when } = node;
    const [a, b] = [this.cut(node.a), this.cut(node.b)];
    return union([this.cut(when), a && this.guarded(a, when, true), b && this.guarded(b, when, false)]);
  }

  /** Wide numbers that count only where a condition holds, of something else, are one and the same where it does not. */
  private guarded({ nodes, ways }: Cut, when: Truth, holds: boolean): Cut {
    if (ways < WIDE || !isMadeOf(when, MOST_GUARD)) return { nodes, ways };
    const all = [...nodes].map((of) => {
      if (waysOf(of) < WIDE || hasPart(when, of)) return of;
      const guard = pick(holds ? when : not(when), asked(of), whole(0));
      this.guards.set(guard, { when, holds, of });
      return guard;
    });
    return { nodes: new Set(all), ways };
  }

  /** The nodes without those that follow from the others. */
  private needed(nodes: ReadonlySet<Node>): ReadonlySet<Node> {
    const left = new Set(nodes);
    for (const node of nodes) {
      left.delete(node);
      if (!this.follows(node, left, new Map())) left.add(node);
    }
    return left;
  }

  /** The nodes with one instead of several that count by way of it alone: the class of a person, and not what it follows from. */
  private narrowed(of: readonly Node[], nodes: ReadonlySet<Node>): readonly Node[] {
    let left = nodes;
    for (const instead of joining(of, nodes)) {
      const next = new Set([...left, instead]);
      let ways = 1;
      for (const node of left) {
        if (waysOf(node) === WIDE || !hasPart(instead, node)) continue;
        next.delete(node);
        const seen = new Map<Node, boolean>();
        if (of.every((one) => this.follows(one, next, seen))) ways *= waysOf(node);
        else next.add(node);
      }
      if (ways >= waysOf(instead) * LEAST_NARROWED) left = next;
    }
    return [...left];
  }

  private follows(node: Node, from: ReadonlySet<Node>, seen: Map<Node, boolean>): boolean {
    if (from.has(node) || node.op === "whole" || node.op === "constant") return true;
    let found = seen.get(node);
    if (found === undefined) {
      const parts = partsOf(node);
      found =
        node.op === "pick"
          ? this.follows(node.when, from, seen) && this.sidesFollow(node, from, seen)
          : parts.length > 0 && parts.every((part) => this.follows(part, from, seen));
      seen.set(node, found);
    }
    return found;
  }

  /** Whether each side of a choice follows: on it some numbers count that do not on the other. */
  private sidesFollow(
    { when, a, b }: Whole & { readonly op: "pick" },
    from: ReadonlySet<Node>,
    seen: Map<Node, boolean>,
  ): boolean {
    return [true, false].every((holds) => {
      const side = holds ? a : b;
      const counting = [...from].flatMap((one) => {
        const guard = this.guards.get(one);
        return guard && guard.when === when && guard.holds === holds ? [guard.of] : [];
      });
      if (counting.length === 0) return this.follows(side, from, seen);
      return this.follows(side, new Set([...from, ...counting]), new Map());
    });
  }
}

function union(cuts: readonly (Cut | undefined)[]): Cut | undefined {
  const nodes = new Set<Node>();
  let ways = 1;
  for (const cut of cuts) {
    if (!cut) return undefined;
    for (const node of cut.nodes) {
      if (nodes.has(node)) continue;
      nodes.add(node);
      ways *= waysOf(node);
    }
    if (nodes.size > MOST_DECIDING) return undefined;
  }
  return { nodes, ways };
}

const JOINING: ReadonlySet<Node["op"]> = new Set(["only", "at", "all", "any"]);

/** Nodes of few values that join several of those that decide, the largest first. */
function joining(of: readonly Node[], nodes: ReadonlySet<Node>): readonly Node[] {
  const found = new Map<Node, number>();
  const seen = new Set<Node>();
  const visit = (node: Node): void => {
    if (seen.has(node) || nodes.has(node)) return;
    seen.add(node);
    const isJoining = JOINING.has(node.op);
    const size = isJoining ? sizeOf(node, nodes) : undefined;
    if (size !== undefined) found.set(node, size);
    for (const part of partsOf(node)) visit(part);
  };
  for (const node of of) visit(node);
  const bySize = [...found].sort(([, a], [, b]) => b - a).map(([node]) => node);
  return bySize.slice(0, MOST_ASKED);
}

/** Of how many nodes one is made; undefined where they are too many, or where some of what it follows from is wide. */
function sizeOf(node: Node, nodes: ReadonlySet<Node>): number | undefined {
  const seen = new Set<Node>();
  const visit = (one: Node): boolean => {
    if (seen.has(one) || one.op === "whole" || one.op === "constant") return true;
    seen.add(one);
    if (seen.size > MOST_JOINING) return false;
    if (nodes.has(one)) return waysOf(one) < WIDE;
    return partsOf(one).length > 0 && partsOf(one).every(visit);
  };
  return visit(node) ? seen.size : undefined;
}

/** Whether a node is a number that is held against a limit. */
const isLimited = (node: Node): boolean =>
  (node.op === "lesser" || node.op === "greater") && (node.a.op === "whole" || node.b.op === "whole");

/** How many numbers a node can be, one for having none among them; `WIDE` where they are too many to be taken together. */
function waysOf(node: Node): number {
  if (isTruth(node)) return pick(node, whole(1), whole(0)).sure ? 2 : 3;
  const ways = node.high - node.low + (node.sure ? 1 : 2);
  return ways > MOST_VALUES ? WIDE : ways;
}

/** The number of a node, with one of its own where it has no value. */
function asked(node: Node): Whole {
  if (isTruth(node)) return known(pick(node, whole(1), whole(0)), 2);
  return known(node, waysOf(node) < WIDE ? node.low - 1 : NO_VALUE);
}

const hasPart = (node: Node, part: Node): boolean =>
  node === part || partsOf(node).some((one) => hasPart(one, part));

/** Whether a node is made of no more than so many, itself with them. */
function isMadeOf(node: Node, most: number): boolean {
  const seen = new Set<Node>();
  const visit = (one: Node): boolean => {
    if (seen.has(one) || one.op === "whole" || one.op === "constant") return true;
    seen.add(one);
    return seen.size <= most && partsOf(one).every(visit);
  };
  return visit(node);
}
