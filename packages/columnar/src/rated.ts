import {
  type Book,
  type CoverageColumns,
  cellText,
  type RateAnswer,
  type RatedColumns,
} from "@planwright/evaluator";
import type { ReadCensus } from "./census.js";
import { FIGURE_COLUMNS, type LineColumns, linesOf } from "./lines.js";

/** A row that is not rated. */
export interface Unrated {
  readonly id: string | null;
  /** Its place in the census. */
  readonly row: number;
}

const RATED = 1;

/**
 * Rates a census, and adds its premium lines, in the order of its rows and of the coverages of the program. Answers the
 * rows that are not rated. A row with a cell that is no value is not rated.
 */
export function rateInto(
  lines: LineColumns,
  book: Book,
  census: ReadCensus,
  asOf: string | undefined,
): readonly Unrated[] {
  const provenance = lines.shape.hasProvenance;
  const rated = book.rateColumns(census, { asOf, provenance: provenance || hasSeveralPers(book) });
  const idOf = (row: number): string | null => {
    const column = census.columns.id;
    return (column && cellText(column, row, undefined)?.trim()) || null;
  };
  const apart = apartOf(lines, rated, census, idOf);
  const next = placed(lines, rated, apart, idOf);
  for (const coverage of rated.coverages) addCoverage(lines, book, coverage, apart, next);
  return [...apart].flatMap(([row, { id, errors }]) => (errors.length > 0 ? [{ id, row }] : []));
}

/** Which table a rate is of tells what it is per, where the tables of a coverage differ in that. */
const hasSeveralPers = (book: Book): boolean =>
  [...book.prepared.coverages.values()].some(({ tables }) => persOf(tables).size > 1);

const persOf = (tables: readonly { readonly table: { readonly per: string } }[]): ReadonlySet<string> =>
  new Set(tables.map(({ table }) => table.per));

/** The rows that are told by an answer of their own, in their order. */
function apartOf(
  lines: LineColumns,
  rated: RatedColumns,
  { faults }: ReadCensus,
  idOf: (row: number) => string | null,
): ReadonlyMap<number, RateAnswer> {
  const apart = new Map([...rated.apart].map(([row, answer]) => [row, lines.told(answer)]));
  for (const [row, errors] of faults) apart.set(row, refused(idOf(row), errors));
  for (const { status, rate, quantity } of rated.coverages) {
    const long = [...lines.figures.rate.tooLong(rate), ...lines.figures.quantity.tooLong(quantity)];
    for (const row of long)
      if (status[row] === RATED && !apart.has(row)) apart.set(row, refused(idOf(row), [lines.tooLong]));
  }
  return new Map([...apart].sort(([a], [b]) => a - b));
}

const refused = (id: string | null, errors: RateAnswer["errors"]): RateAnswer => ({
  ...{ id, date: "", lines: [], total: null },
  ...{ errors, remarks: [] },
});

/** Reserves the lines of all rows and names them. Answers where the first line of each row stands. */
function placed(
  lines: LineColumns,
  { rows, coverages }: RatedColumns,
  apart: ReadonlyMap<number, RateAnswer>,
  idOf: (row: number) => string | null,
): Int32Array {
  const counts = new Int32Array(rows);
  for (const { status } of coverages)
    for (let row = 0; row < rows; row++) if (status[row] === RATED) counts[row] = (counts[row] ?? 0) + 1;
  for (const [row, answer] of apart) counts[row] = linesOf(answer);
  let at = lines.reserve(counts.reduce((sum, count) => sum + count, 0));
  for (let row = 0; row < rows; row++) {
    const count = counts[row] ?? 0;
    counts[row] = at;
    const answer = apart.get(row);
    if (answer) lines.write(at, answer);
    const id = answer ? answer.id : idOf(row);
    for (const end = at + count; at < end; at++) lines.ids[at] = id;
  }
  return counts;
}

/** Writes the lines of one coverage, and moves on by one in each row that has it. */
function addCoverage(
  lines: LineColumns,
  book: Book,
  coverage: CoverageColumns,
  apart: ReadonlyMap<number, RateAnswer>,
  next: Int32Array,
): void {
  const { status, choice, choices, table, row } = coverage;
  const { names, shape } = lines;
  const code = shape.names.coverage.indexOf(coverage.coverage);
  const plans = Int32Array.from(choices, (name) => shape.names.plan.indexOf(name));
  const perOf = perCodes(lines, book, coverage);
  const writers = FIGURE_COLUMNS.flatMap((name) => {
    const amounts = coverage[name];
    return amounts ? [lines.figures[name].writerOf(amounts)] : [];
  });
  for (let i = 0; i < status.length; i++) {
    if (status[i] !== RATED || (apart.size > 0 && apart.has(i))) continue;
    const at = next[i] ?? 0;
    next[i] = at + 1;
    names.coverage[at] = code;
    names.plan[at] = plans[choice[i] ?? -1] ?? -1;
    names.per[at] = perOf(i);
    for (let k = 0; k < writers.length; k++) writers[k]?.(at, i);
    if (table && row) {
      lines.table[at] = table[i] ?? -1;
      lines.row[at] = row[i] ?? -1;
    }
  }
}

/** What the rate of a row is per. */
function perCodes(
  lines: LineColumns,
  book: Book,
  { coverage, table }: CoverageColumns,
): (row: number) => number {
  const { per } = lines.shape.names;
  const [only = "", ...others] = persOf(book.prepared.coverages.get(coverage)?.tables ?? []);
  const code = per.indexOf(only);
  if (others.length === 0 || !table) return () => code;
  const codes = book.prepared.book.rates.map((rates) => per.indexOf(rates.per));
  return (row) => codes[table[row] ?? -1] ?? code;
}
