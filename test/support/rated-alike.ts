// Rows for holding the ways of rating against each other: what examples give, spoiled in every way that a census is.
import { type Book, type Person, prepare, type RateAnswer } from "@planwright/evaluator";
import type { RateBook } from "@planwright/ratebook";
import fc from "fast-check";

export interface Ways {
  readonly code: Book;
  readonly closures: Book;
  readonly reference: Book;
}

export const waysOf = (book: RateBook): Ways => ({
  code: prepare(book, { ratedBy: "code" }),
  closures: prepare(book, { ratedBy: "closures" }),
  reference: prepare(book, { ratedBy: "reference" }),
});

/** An answer as it is written: the order of its lines, errors and remarks with it. */
export const written = (answer: RateAnswer): string => JSON.stringify(answer);

/** What somebody may type into a cell that is meant for something else, or is at an edge. */
const TYPED = [
  ...[
    "",
    " ",
    "0",
    "1",
    "-1",
    "-0",
    "007",
    "100",
    "101",
    "0.5",
    "0.99",
    "87.5",
    "87.512345",
    "12.345",
    "1e3",
  ],
  ...[
    "999999999999.99",
    "10995116277.76",
    "10995116277.77",
    "99999999999999999999",
    "$1,000",
    "$10,000.00",
    "1,00",
  ],
  ...["50%", "0%", "100%", "100.001%", "yes", "YES", "true", "no", "maybe", "5.", ".5", "٣", " 40 ", "40"],
  ...["2015-02-29", "2016-02-29", "1980-02-29", "1950-12-31", "2014-03-31", "2030-01-01", "1880-01-01"],
  ...["1 times annual_salary", "2 x", "3 times", "1.0 times annual_salary", "65", "64", "70", "25", "131"],
  ...[
    "per year",
    "50000 per year",
    "never",
    "toString",
    "__proto__",
    "employee",
    "family",
    "\u00a0yes\u00a0",
  ],
];

/** A row that begins as one of those given, of which some cells are another text, one of the book's own, or gone. */
export function spoiledRow(book: RateBook, given: readonly Person[]): fc.Arbitrary<Person> {
  const columns = [...prepare(book).columns.keys()];
  const said = [...new Set(given.flatMap((row) => Object.values(row)))].filter((text) => text !== undefined);
  const names = [
    ...book.plans.map(({ id }) => id),
    ...book.tiers.flatMap(({ tiers }) => tiers.map(({ id }) => id)),
    ...book.inputs.flatMap(({ choices = [] }) => choices),
    ...book.coverages.flatMap(({ options }) => options),
  ];
  const text = fc.oneof(
    fc.constantFrom(...TYPED),
    fc.constantFrom(...said, "yes"),
    fc.constantFrom(...names, "no"),
    fc.integer({ min: 0, max: 200_000 }).map(String),
    fc.integer({ min: 0, max: 10_000 }).map((n) => (n / 100).toFixed(2)),
  );
  const cell = fc.tuple(fc.constantFrom(...columns), fc.option(text, { nil: undefined, freq: 6 }));
  return fc
    .tuple(fc.constantFrom(...given, {}), fc.array(cell, { maxLength: 4 }))
    .map(([row, cells]) => ({ ...row, ...Object.fromEntries(cells) }));
}
