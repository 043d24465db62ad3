import { completedAge, countReached, nearestAge, roundQuotient } from "./arith.js";
import { NO_VALUE as NOT_IN_MEMO } from "./memo.js";
import { holdsBetween, MOST, type Truth, type Whole } from "./nodes.js";
import type { Cells } from "./tables.js";

/** What nodes are computed of: what the columns of one row say, and the day. */
export interface Row {
  readonly slots: Float64Array;
  day: number;
  /** Another one for each row. */
  stamp: number;
}

/** Thrown where a node has no value. */
export class NoValue {}
const NO_VALUE = new NoValue();

export type Compute = (row: Row) => number;

/** A node that has been computed: in which slot it stands, and what stands there where it has no value. */
export interface Given {
  readonly slot: number;
  readonly none: number | undefined;
}

const readGiven =
  ({ slot, none }: Given): Compute =>
  ({ slots }) => {
    const value = valueOr(slots[slot]);
    return value === none ? noValue() : value;
  };

type Decide = (row: Row) => boolean;

/** Makes functions of nodes, where code may not be made of text. */
export class Closures {
  private readonly made = new Map<Whole, Compute>();

  /** What is given is not computed, but read of a slot. */
  constructor(
    private readonly cells: readonly Cells[],
    private readonly given: ReadonlyMap<Whole | Truth, Given> = new Map(),
  ) {}

  /** A number, computed once for a row. */
  whole(node: Whole): Compute {
    const known = this.made.get(node);
    if (known) return known;
    const given = this.given.get(node);
    if (given) return readGiven(given);
    const compute = this.make(node);
    let stamp = -1;
    let value = 0;
    const once: Compute = (row) => {
      if (row.stamp !== stamp) {
        value = compute(row);
        stamp = row.stamp;
      }
      return value;
    };
    const result = node.op === "whole" || node.op === "slot" || node.op === "day" ? compute : once;
    this.made.set(node, result);
    return result;
  }

  private make(node: Whole): Compute {
    switch (node.op) {
      case "whole": {
        const { value } = node;
        return () => value;
      }
      case "slot": {
        const { slot } = node;
        return ({ slots }) => valueOr(slots[slot]);
      }
      case "day":
        return ({ day }) => day;
      case "add":
      case "subtract":
      case "multiply":
      case "lesser":
      case "greater":
        return this.arithmetic(node);
      case "quotient": {
        const { by, mode } = node;
        const a = this.whole(node.a);
        return (row) => roundQuotient(a(row), by, mode);
      }
      case "age": {
        const birth = this.whole(node.birth);
        const on = this.whole(node.on);
        const age = node.way === "nearest" ? nearestAge : completedAge;
        return (row) => valueOr(age(birth(row), on(row)));
      }
      case "at": {
        const { values, from } = node;
        const index = this.whole(node.index);
        return (row) => valueOr(values[index(row) - from]);
      }
      case "reached": {
        const { steps } = node;
        const a = this.whole(node.a);
        return (row) => countReached(a(row), steps);
      }
      case "row": {
        const cell = this.whole(node.cell);
        const cells = this.cells[node.table];
        return (row) => {
          const found = cells?.row(cell(row)) ?? -1;
          return found < 0 ? noValue() : found;
        };
      }
      case "memo": {
        const { memo } = node;
        const cell = this.whole(node.cell);
        return (row) => {
          const found = memo.at(cell(row));
          return found === NOT_IN_MEMO ? noValue() : found;
        };
      }
      default:
        return this.way(node);
    }
  }

  private arithmetic(
    node: Whole & { readonly op: "add" | "subtract" | "multiply" | "lesser" | "greater" },
  ): Compute {
    const a = this.whole(node.a);
    const b = this.whole(node.b);
    switch (node.op) {
      case "add":
        return (row) => within(a(row) + b(row));
      case "subtract":
        return (row) => within(a(row) - b(row));
      case "multiply":
        return (row) => within(a(row) * b(row));
      case "lesser":
        return (row) => Math.min(a(row), b(row));
      case "greater":
        return (row) => Math.max(a(row), b(row));
    }
  }

  /** Nodes that compute some of what they are made of. */
  private way(node: Whole & { readonly op: "only" | "choose" | "need" | "pick" | "known" }): Compute {
    switch (node.op) {
      case "only": {
        const truths = node.of.map((truth) => this.truth(truth));
        return (row) => {
          let found = -1;
          for (const [i, truth] of truths.entries()) {
            if (!truth(row)) continue;
            if (found >= 0) return noValue();
            found = i;
          }
          return found < 0 ? noValue() : found;
        };
      }
      case "choose": {
        const index = this.whole(node.index);
        const of = node.of.map((one) => this.whole(one));
        return (row) => of[index(row)]?.(row) ?? noValue();
      }
      case "need": {
        const when = this.truth(node.when);
        const then = this.whole(node.then);
        return (row) => (when(row) ? then(row) : noValue());
      }
      case "pick": {
        const when = this.truth(node.when);
        const a = this.whole(node.a);
        const b = this.whole(node.b);
        return (row) => (when(row) ? a(row) : b(row));
      }
      case "known": {
        const a = this.whole(node.a);
        const { otherwise } = node;
        return (row) => {
          try {
            return a(row);
          } catch (thrown) {
            if (thrown instanceof NoValue) return otherwise;
            throw thrown;
          }
        };
      }
    }
  }

  truth(truth: Truth): Decide {
    const given = this.given.get(truth);
    if (given) {
      const read = readGiven(given);
      return (row) => read(row) === 1;
    }
    switch (truth.op) {
      case "constant": {
        const { value } = truth;
        return () => value;
      }
      case "all": {
        const of = truth.of.map((one) => this.truth(one));
        return (row) => of.every((one) => one(row));
      }
      case "any": {
        const of = truth.of.map((one) => this.truth(one));
        return (row) => of.some((one) => one(row));
      }
      case "not": {
        const a = this.truth(truth.a);
        return (row) => !a(row);
      }
      case "relation": {
        const { relation } = truth;
        const a = this.whole(truth.a);
        const b = this.whole(truth.b);
        return (row) => holdsBetween(relation, a(row), b(row));
      }
    }
  }
}

function noValue(): never {
  throw NO_VALUE;
}

const valueOr = (value: number | undefined): number =>
  value === undefined || Number.isNaN(value) ? noValue() : value;

const within = (value: number): number => (value > MOST || value < -MOST ? noValue() : value);
