import {
  type Book,
  type Census,
  type CensusColumn,
  partOfColumn,
  type RateAnswer,
} from "@planwright/evaluator";
import type { Input, ReadColumn } from "./cells.js";

/** People of a file, column by column, and the rows with a cell that is no value. */
export interface ReadCensus extends Census {
  /** What is wrong with such a row, by its place. */
  readonly faults: ReadonlyMap<number, RateAnswer["errors"]>;
}

/** A column of a file that is still to be read. */
export interface UnreadColumn {
  readonly name: string;
  read(input: Input | undefined): ReadColumn;
}

/** Reads the columns of so many rows as a book takes them. */
export function censusOf(book: Book, rows: number, unread: readonly UnreadColumn[]): ReadCensus {
  const columns: Record<string, CensusColumn> = {};
  const faults = new Map<number, RateAnswer["errors"]>();
  for (const { name, read } of unread) {
    const { column, faults: own } = read(book.prepared.inputs.get(name));
    columns[name] = column;
    for (const [row, fault] of own)
      faults.set(row, [...(faults.get(row) ?? []), { about: name, message: `${name}: ${fault}` }]);
  }
  return { rows, columns, faults };
}

/** Some rows of a census, without copying numbers. */
export function sliceOf({ columns, faults }: ReadCensus, from: number, to: number): ReadCensus {
  const own = [...faults].filter(([row]) => row >= from && row < to);
  return {
    rows: to - from,
    columns: Object.fromEntries(
      Object.entries(columns).map(([name, column]) => [name, partOfColumn(column, from, to)]),
    ),
    faults: new Map(own.map(([row, errors]) => [row - from, errors])),
  };
}
