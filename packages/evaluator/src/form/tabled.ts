import { Closures } from "./closures.js";
import type { Form } from "./form.js";
import { Memo, MemoStore, NO_VALUE, UNFILLED } from "./memo.js";
import {
  arithmetic,
  at,
  isTruth,
  known,
  lookedUp,
  partsOf,
  pick,
  relation,
  type Truth,
  type Whole,
  whole,
} from "./nodes.js";
import { type Maker, mapped, remade, remadeTruth } from "./remade.js";
import { shared } from "./shared.js";

/** A memo has at most so many cells, and those of a form together. Larger ones would be filled more often than read. */
const MOST_CELLS = 1 << 15;
const MOST_CELLS_OF_ALL = 1 << 19;
/** A node of more values is no key, */
const MOST_VALUES = 256;
/** and one of few is a key instead of what it is made of, where that has so many times more. */
const FEWER = 4;
/** What is made of fewer nodes is as quickly computed as looked up. */
const LEAST_NODES = { number: 3, truth: 6 };
/** A memo of so few cells that is a key is filled when it is made. */
const MOST_LISTED = 256;
/** A key is computed for everybody: it may be made of so many nodes. */
const MOST_AT_HAND = 6;

/** What a memo is by. */
interface Key {
  readonly of: Whole | Truth;
  readonly low: number;
  readonly size: number;
  /** What stands for it where it has no value; absent where it always has one. */
  readonly none: number | undefined;
}

interface Keys {
  readonly keys: readonly Key[];
  readonly size: number;
}

const NO_KEYS: Keys = { keys: [], size: 1 };

/**
 * Makes memos of what follows from a few codes alone: the plan, the area, the tier and the status of a person decide over a
 * premium in many steps, and yet there are only some thousand ways in which they can stand. The place of a cell follows from
 * the bounds of its keys, which hold every number that a key can be.
 */
class Tabling implements Maker {
  private readonly wholes = new Map<Whole, Whole>();
  private readonly truths = new Map<Truth, Truth>();
  private readonly keys = new Map<Whole | Truth, Keys | undefined>();
  private count = 0;
  private readonly store = new MemoStore(MOST_CELLS_OF_ALL);

  constructor(private readonly form: Form) {}

  /** The keys that a node follows from; undefined where there are none, or they are too many. */
  private keysOf(node: Whole | Truth): Keys | undefined {
    if (!this.keys.has(node)) this.keys.set(node, this.findKeys(node));
    return this.keys.get(node);
  }

  private findKeys(node: Whole | Truth): Keys | undefined {
    if (node.op === "whole" || node.op === "constant") return NO_KEYS;
    const inner = this.keysWithin(node);
    if (isTruth(node) && inner) return inner;
    const own = isTruth(node) ? this.truthKey(node) : wholeKey(node, node);
    if (!own) return inner;
    // What is at hand is the better key where it has few values: the area is, and not the county.
    if (inner && (inner.size < own.size * FEWER || nodesIn(node, new Set()) > MOST_AT_HAND)) return inner;
    return { keys: [own], size: own.size };
  }

  /** The keys of what a node is made of. */
  private keysWithin(node: Whole | Truth): Keys | undefined {
    const parts = partsOf(node);
    if (parts.length === 0) return undefined;
    const found = new Map<Whole | Truth, Key>();
    let size = 1;
    for (const part of parts) {
      const of = this.keysOf(part);
      if (!of) return undefined;
      for (const key of of.keys) {
        if (found.has(key.of)) continue;
        found.set(key.of, key);
        size *= key.size;
        if (size > MOST_CELLS) return undefined;
      }
    }
    return { keys: [...found.values()], size };
  }

  /** A comparison of two numbers that are at hand. */
  private truthKey(truth: Truth): Key | undefined {
    if (truth.op !== "relation" || nodesIn(truth, new Set()) > MOST_AT_HAND) return undefined;
    const isSure = truth.a.sure && truth.b.sure;
    return { of: truth, low: 0, size: isSure ? 2 : 3, none: isSure ? undefined : 2 };
  }

  whole(node: Whole): Whole {
    let found = this.wholes.get(node);
    if (!found) {
      found = this.memo(node, LEAST_NODES.number) ?? remade(node, this);
      this.wholes.set(node, found);
    }
    return found;
  }

  truth(node: Truth): Truth {
    let found = this.truths.get(node);
    if (!found) {
      // Of a comparison the numbers are looked up: they are needed for more than that.
      const isJoined = node.op === "all" || node.op === "any";
      const asked = isJoined ? this.memo(pick(node, whole(1), whole(0)), LEAST_NODES.truth) : undefined;
      found = asked ? relation("===", asked, whole(1)) : remadeTruth(node, this);
      this.truths.set(node, found);
    }
    return found;
  }

  private memo(node: Whole, least: number): Whole | undefined {
    const found = this.keysWithin(node);
    if (!found || found.keys.length === 0 || found.size > this.store.left) return undefined;
    if (node.low <= UNFILLED + 1 || node.high >= 2 ** 31) return undefined;
    if (nodesIn(node, new Set(found.keys.map(({ of }) => of))) < least) return undefined;
    const given = new Map(found.keys.map(({ of, none }, i) => [of, { slot: i, none }]));
    const { cells } = this.form;
    const compute = () => new Closures(cells, given).whole(node);
    const memo = new Memo(this.count++, this.store, found.keys, compute);
    return lookedUp(node, memo, this.cellOf(found.keys));
  }

  private cellOf(keys: readonly Key[]): Whole {
    let cell: Whole = whole(0);
    let first = 0;
    for (const key of keys) {
      cell = arithmetic("add", arithmetic("multiply", cell, whole(key.size)), this.asked(key));
      first = first * key.size + key.low;
    }
    return arithmetic("subtract", cell, whole(first));
  }

  /** The number that a key is for a row. It is there for everybody. */
  private asked({ of, none }: Key): Whole {
    const number = isTruth(of) ? pick(remadeTruth(of, this), whole(1), whole(0)) : this.whole(of);
    if (number.op === "memo" && number.memo.size <= MOST_LISTED) return listed(number, none ?? 0);
    return none === undefined ? number : known(number, none);
  }
}

/** A short memo as a list that is whole from the beginning. */
function listed({ memo, cell }: Whole & { readonly op: "memo" }, none: number): Whole {
  const values = Array.from({ length: memo.size }, (_, i) => {
    const value = memo.at(i);
    return value === NO_VALUE ? none : value;
  });
  return at(cell, values, 0);
}

/** The key that a number of few values is. */
function wholeKey({ low, high, sure }: Whole, of: Whole): Key | undefined {
  const size = high - low + 1;
  if (size > MOST_VALUES) return undefined;
  return sure ? { of, low, size, none: undefined } : { of, low: low - 1, size: size + 1, none: low - 1 };
}

/** How many nodes are computed for a node, beside those that are at hand. */
function nodesIn(node: Whole | Truth, seen: Set<Whole | Truth>): number {
  if (seen.has(node) || node.op === "whole" || node.op === "constant") return 0;
  seen.add(node);
  return partsOf(node).reduce((sum, part) => sum + nodesIn(part, seen), 1);
}

/** A form of which what follows from few codes is looked up in memos, and what comes to the same is one node. */
export function quickest(form: Form): Form {
  const once = shared(form);
  return shared(mapped(once, new Tabling(once)));
}
