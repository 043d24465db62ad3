import { type Compute, NoValue, type Row } from "./closures.js";

/** A cell that nobody has asked for yet, and one of which the node has no value. All values are larger. */
export const UNFILLED = -(2 ** 31);
export const NO_VALUE = UNFILLED + 1;

/** One key of a memo: how many numbers it can be, from which on. */
export interface MemoKey {
  readonly low: number;
  readonly size: number;
}

/**
 * The values of a node for all that its keys can be, as a block of cells. A cell is filled when it is first asked for. Code
 * reads the cells itself, and calls `fill` where it finds none.
 */
export class Memo {
  readonly cells: Int32Array;
  private readonly row: Row;
  private compute: Compute | undefined;

  /** `make` makes what computes the node of a row, of which the slots are the keys. */
  constructor(
    readonly id: number,
    private readonly keys: readonly MemoKey[],
    private readonly make: () => Compute,
  ) {
    this.cells = new Int32Array(keys.reduce((product, { size }) => product * size, 1)).fill(UNFILLED);
    this.row = { slots: new Float64Array(keys.length), day: 0, stamp: 0 };
  }

  /** The value in a cell; `NO_VALUE` where there is none. */
  at(cell: number): number {
    const found = this.cells[cell] ?? NO_VALUE;
    return found === UNFILLED ? this.fill(cell) : found;
  }

  fill(cell: number): number {
    const { row, keys } = this;
    let rest = cell;
    for (let i = keys.length - 1; i >= 0; i--) {
      const { low, size } = keys[i] ?? { low: 0, size: 1 };
      row.slots[i] = low + (rest % size);
      rest = Math.floor(rest / size);
    }
    row.stamp++;
    const value = this.computed();
    this.cells[cell] = value;
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
