/** The census of the benchmarks as a table of Arrow, and what rates it into one. */
import { rateArrow } from "@planwright/columnar";
import type { Book } from "@planwright/evaluator";
import { DateDay, Dictionary, Float64, Int32, Table, Utf8, type Vector, vectorFromArray } from "apache-arrow";
import { COLUMNS, type CensusPerson, type Column } from "./census.ts";

const NUMBERS: readonly Column[] = [
  ...(["hours", "full_time_hours", "annual_salary", "lives", "employer_share", "dependent_share"] as const),
];

function vectorOf(name: Column, people: readonly CensusPerson[]): Vector {
  const cells = people.map((person) => (person[name] === "" ? null : person[name]));
  const or = <T>(read: (cell: string) => T) => cells.map((cell) => (cell === null ? null : read(cell)));
  if (name === "id") return vectorFromArray(cells, new Utf8());
  if (name === "birth")
    return vectorFromArray(
      or((day) => new Date(`${day}T00:00:00Z`)),
      new DateDay(),
    );
  if (NUMBERS.includes(name)) return vectorFromArray(or(Number), new Float64());
  return vectorFromArray(cells, new Dictionary(new Utf8(), new Int32()));
}

/** Names as dictionaries, days as dates, amounts and shares as floats. */
export const arrowCensus = (people: readonly CensusPerson[]): Table =>
  new Table(Object.fromEntries(COLUMNS.map((name) => [name, vectorOf(name, people)])));

/** Rates a table into a table, as many lines as there are; answers the lines. */
export const arrowToArrow =
  (book: Book, people: Table, asOf: string): (() => number) =>
  () =>
    rateArrow(book, people, { asOf }).numRows;
