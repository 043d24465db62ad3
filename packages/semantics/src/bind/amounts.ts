import { type Cell, Money, type Row } from "@planwright/syntax";
import type { Expression, Key, RateRow } from "../model.js";
import type { Said } from "../reading/table.js";
import type { KeyedLine } from "../rules/cover.js";
import { shortest } from "../types/exact.js";
import { placeOf } from "./scope.js";

/** A column of rates. */
export interface Column {
  /** Absent where the table has one column of rates. */
  readonly key: Key | undefined;
  /** With what the corner of the table says, once that is known. */
  readonly said: Said;
}

/** A line of a table that holds nothing but amounts, as nearly all do. Its rows are made when they are asked for. */
export interface AmountLine extends KeyedLine {
  readonly columns: readonly Column[];
  readonly node: Row;
  /** Its first cell with an amount. */
  readonly from: number;
}

function isAmount(cell: Cell): boolean {
  const { items } = cell;
  const first = items[0];
  return items.length === 1 && first?.tokenType === Money && !first.image.startsWith("-");
}

/** Whether all cells from one on are plain amounts. */
export function areAmounts(cells: readonly Cell[], from: number): boolean {
  for (let i = from; i < cells.length; i++) {
    const cell = cells[i];
    if (!cell || !isAmount(cell)) return false;
  }
  return true;
}

/** The value of a plain amount. */
export function amountOf(cell: Cell): Expression | undefined {
  if (!isAmount(cell)) return undefined;
  const figure = cell.items[0]?.image.slice(1) ?? "";
  const value = shortest(figure.includes(",") ? figure.replaceAll(",", "") : figure);
  return { op: "literal", value, percent: false };
}

/** The rows of a line, one for each column. */
export function rowsOf(line: AmountLine, file: string): RateRow[] {
  const { node, keys, across, columns, from } = line;
  const cells = node.cells.slice(from);
  return cells.flatMap((cell, i) => {
    const column = columns[i];
    const value = amountOf(cell);
    if (!column || !value) return [];
    const { cites, notes } = column.said;
    const place = placeOf(file, cell.span);
    const own = column.key && across ? { ...keys, [across]: column.key } : keys;
    return [{ keys: own, value, origin: { place, cites, notes } }];
  });
}
