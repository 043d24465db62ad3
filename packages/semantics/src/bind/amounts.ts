import { type Cell, Money, type Row } from "@planwright/syntax";
import type { Expression, Key, RateRow } from "../model.js";
import type { Said } from "../reading/table.js";
import type { KeyedLines } from "../rules/sound.js";
import { shortest } from "../types/exact.js";
import { placeOf } from "./scope.js";

/** A column of rates. */
export interface Column {
  /** Absent where the table has one column of rates. */
  readonly key: Key | undefined;
  /** With what the corner of the table says, once that is known. */
  readonly said: Said;
}

/** The rates of a line of a table, or its row when it holds nothing but amounts, as nearly all do. */
type Line = Row | readonly RateRow[];

/** The lines of one table of rates. The rates of lines of amounts are made when they are asked for. */
export class RateLines implements KeyedLines {
  readonly lineKeys: Key[] = [];
  private readonly lines: Line[] = [];

  constructor(
    private readonly file: string,
    /** What headings above the table fix. */
    readonly fixed: Readonly<Record<string, Key>>,
    readonly ids: readonly string[],
    readonly across: string | undefined,
    readonly columns: readonly Column[],
  ) {}

  get count(): number {
    return this.lines.length;
  }

  add(keys: readonly Key[], line: Line): void {
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i];
      if (key) this.lineKeys.push(key);
    }
    this.lines.push(line);
  }

  /** The keys of a line, with those that stand above the table. */
  keysOf(keys: readonly Key[]): Readonly<Record<string, Key>> {
    const all: Record<string, Key> = { ...this.fixed };
    for (const [i, id] of this.ids.entries()) {
      const key = keys[i];
      if (key) all[id] = key;
    }
    return all;
  }

  /** The keys of one of its rates. */
  keysIn(column: Column, keys: Readonly<Record<string, Key>>): Readonly<Record<string, Key>> {
    return column.key && this.across ? { ...keys, [this.across]: column.key } : keys;
  }

  rows(): readonly RateRow[] {
    const width = this.ids.length;
    return this.lines.flatMap((line, i) =>
      "kind" in line ? this.rowsOf(line, this.lineKeys.slice(i * width, (i + 1) * width)) : line,
    );
  }

  private rowsOf(line: Row, lineKeys: readonly Key[]): RateRow[] {
    const keys = this.keysOf(lineKeys);
    const cells = line.cells.slice(this.ids.length);
    return cells.flatMap((cell, i) => {
      const column = this.columns[i];
      const value = amountOf(cell);
      if (!column || !value) return [];
      const { cites, notes } = column.said;
      const place = placeOf(this.file, cell.span);
      return [{ keys: this.keysIn(column, keys), value, origin: { place, cites, notes } }];
    });
  }
}

/** The value of a plain amount. */
export function amountOf({ items }: Cell): Expression | undefined {
  const first = items[0];
  if (items.length !== 1 || first?.tokenType !== Money || first.image.startsWith("-")) return undefined;
  const figure = first.image.slice(1);
  const value = shortest(figure.includes(",") ? figure.replaceAll(",", "") : figure);
  return { op: "literal", value, percent: false };
}
