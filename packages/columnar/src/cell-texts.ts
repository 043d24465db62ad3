import { type Book, cellText } from "@planwright/evaluator";
import type { ReadCensus } from "./census.js";

/** Tells the cells of each row as texts, in the order of the columns. Empty where a cell is. */
export function cellsIn(book: Book, { columns }: ReadCensus): (row: number) => readonly string[] {
  const read = Object.entries(columns).map(
    ([name, column]) => [column, book.prepared.inputs.get(name)] as const,
  );
  return (row) => read.map(([column, input]) => cellText(column, row, input) ?? "");
}
