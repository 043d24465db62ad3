import { type Book, nearest } from "@planwright/evaluator";
import { type RecordBatch, Table } from "apache-arrow";
import { checkTypes, censusOfBatch } from "./arrow-census.js";
import { ArrowLines } from "./arrow-lines.js";
import { LineColumns, shapeOf } from "./lines.js";
import { rateInto } from "./rated.js";
import { columnWords, Refused } from "./refused.js";

export interface RateArrowOptions {
  /** The day rated. A column `date` goes before it; without both, the first day of the program. */
  readonly asOf?: string | undefined;
  /** With the columns `table` and `row`: the places in the rate book of the table and the row that a rate is of. */
  readonly provenance?: boolean | undefined;
  /** Columns that are not for rating. */
  readonly ignore?: Iterable<string> | undefined;
}

/**
 * The premiums of an Arrow table of people, as a table with a row for each coverage of each person: `id`, `coverage`,
 * `plan`, `rate`, `per`, `quantity`, `premium`, `employer`, `employee`, and `error`, which alone says why somebody is not
 * rated. Amounts are decimals, to the cent those of `book.rate(person)`. Throws `Refused` for a column that the book does
 * not know, that stands twice, or that holds no cells of a census.
 */
export function rateArrow(
  book: Book,
  people: Table | RecordBatch,
  { asOf, provenance = false, ignore = [] }: RateArrowOptions = {},
): Table {
  const ignored = new Set(ignore);
  const batches = people instanceof Table ? people.batches : [people];
  checkNames(book, people, ignored);
  checkTypes(people.schema.fields, ignored);
  const lines = new LineColumns(shapeOf(book, provenance));
  const written = new ArrowLines(lines.shape);
  const rated = batches.map((batch) => {
    rateInto(lines, book, censusOfBatch(book, batch, ignored), asOf);
    return written.batch(lines.take());
  });
  return new Table(written.schema, rated);
}

/** A column that the program does not know would be left out in silence; so it is refused. */
function checkNames(book: Book, { schema }: Table | RecordBatch, ignored: ReadonlySet<string>): void {
  const unknown = schema.fields.find(({ name }) => !book.columns.has(name) && !ignored.has(name));
  if (!unknown) return;
  const near = nearest(unknown.name, [...book.columns.keys()]);
  throw new Refused(
    `The program has no column ${columnWords(unknown.name)}`,
    near === undefined ? "Leave it out, or ignore it." : `Did you mean \`${near}\`?`,
  );
}
