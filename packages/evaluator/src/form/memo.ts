import { type Compute, NoValue, type Row } from "./closures.js";

/** A cell that nobody has asked for yet, and one of which the node has no value. All values are larger. */
export const UNFILLED = -(2 ** 31);
export const NO_VALUE = UNFILLED + 1;

/** Cells of many memos, one after the other: code finds all of them in one array. */
export class MemoStore {
  readonly cells: Int32Array;
  private used = 0;

  constructor(size: number) {
    this.cells = new Int32Array(size);
  }

  get left(): number {
    return this.cells.length - this.used;
  }

  /** The place of the first of so many new cells. */
  take(size: number): number {
    const first = this.used;
    this.used += size;
    this.cells.fill(UNFILLED, first, this.used);
    return first;
  }
}

/** One key of a memo: how many numbers it can be, from which on. */
export interface MemoKey {
  readonly low: number;
  readonly size: number;
}

/**
 * The values of a node for all that its keys can be, as a block of cells in a store. A cell is filled when it is first asked
 * for. Code reads the cells itself, and has one filled where it finds none. A cell is named by its place in the store.
 */
export class Memo {
  readonly first: number;
  readonly size: number;
  private readonly row: Row;
  private compute: Compute | undefined;

  /** `make` makes what computes the node of a row, of which the slots are the keys. */
  constructor(
    readonly id: number,
    readonly store: MemoStore,
    private readonly keys: readonly MemoKey[],
    private readonly make: () => Compute,
  ) {
    this.size = keys.reduce((product, { size }) => product * size, 1);
    this.first = store.take(this.size);
    this.row = { slots: new Float64Array(keys.length), day: 0, stamp: 0 };
  }

  /** The value in one of its cells, counted from its first; `NO_VALUE` where there is none. */
  at(index: number): number {
    const place = this.first + index;
    const found = this.store.cells[place] ?? NO_VALUE;
    return found === UNFILLED ? this.fill(place) : found;
  }

  fill(place: number): number {
    const { row, keys } = this;
    let rest = place - this.first;
    for (let i = keys.length - 1; i >= 0; i--) {
      const { low, size } = keys[i] ?? { low: 0, size: 1 };
      row.slots[i] = low + (rest % size);
      rest = Math.floor(rest / size);
    }
    row.stamp++;
    const value = this.computed();
    this.store.cells[place] = value;
    return value;
  }

  private computed(): number {
    this.compute ??= this.make();
    try {
      return this.compute(this.row);
    } catch (thrown) {
      if (thrown instanceof NoValue) return NO_VALUE;
      throw thrown;
    }
  }
}
