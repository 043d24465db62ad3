import { readFileSync } from "node:fs";
import type { Amounts, Book, Census, CoverageColumns, RatedColumns } from "@planwright/evaluator";
import { brochureOf, COVERAGES } from "./brochure.ts";
import { type CensusPerson, census } from "./census.ts";
import { inColumns } from "./columns.ts";
import { exampleBook } from "./example.ts";
import { type Fractions, fractions } from "./fractions.ts";
import type { Bench } from "./main.ts";
import { atMost, type Figure, type Result } from "./measure.ts";
import type { Figures } from "./peer.ts";
import { raterFor, type Share } from "./peer-arithmetic.ts";

const DAY = "2015-03-01";
const AT_ONCE = 50_000;

/** Every so many people earn so much that a product of theirs is beyond 2^53, and lie on the half of a cent. */
const EVERY_LARGE = 97;
const EVERY_TIE = 5;

/** Cents of what each coverage costs and of what the employer and the employee pay; undefined where it is not held. */
type Paid = readonly (readonly bigint[] | undefined)[];

/** The people of the census, some of whom are made hard to round or too large for a double. */
function* corpus(count: number): Generator<CensusPerson> {
  let i = 0;
  for (const person of census(count)) {
    i++;
    if (person.status !== "active") yield person;
    else if (i % EVERY_LARGE === 0)
      // Up to 90,071,992,547,409.91, whose cents are the largest whole number that a double holds.
      yield {
        ...person,
        annual_salary: `${90_071_992_547_409 - i}.${10 + (i % 82)}`,
        "volume of basic_life": "1 times annual_salary",
      };
    // At 0.497 for each $100, from ten lives on, pay of an odd multiple of $6,000 comes to the half of a cent a month.
    else if (i % EVERY_TIE === 0)
      yield { ...person, lives: "12", option: "ltd_1", annual_salary: String(30_000 + (i % 6) * 12_000) };
    else yield person;
  }
}

/** How many amounts are off by a cent or more, of so many people, against fractions of whole numbers without bounds. */
export function exactness({ root, isFull }: Bench): readonly Result[] {
  const people = isFull ? 1_000_000 : 100_000;
  const book = exampleBook(root);
  const figures = JSON.parse(readFileSync(`${root}test/fixtures/sdrma-2015.json`, "utf8")) as Figures;
  const exact = fractions();
  const rate = raterFor(exact, brochureOf(figures), DAY);
  const found = { columns: 0, rows: 0, apart: 0, amounts: 0 };
  const block: CensusPerson[] = [];
  const finish = () => {
    const rated = book.rateColumns(columnsOf(block), { asOf: DAY });
    found.apart += rated.apart.size;
    for (const [row, person] of block.entries()) {
      const due = paidOf(rate(person), exact);
      found.amounts += due.reduce((sum, one) => sum + (one?.length ?? 0), 0);
      found.columns += differences(due, paidInColumns(rated, row));
      found.rows += differences(due, paidInRow(book, person));
    }
    block.length = 0;
  };
  for (const person of corpus(people)) if (block.push(person) === AT_ONCE) finish();
  if (block.length > 0) finish();
  if (exact.ties() === 0 || found.apart === 0)
    throw new Error("the corpus has no half of a cent, or nobody whose figures are beyond 2^53");
  return resultsOf(people, found, exact.ties());
}

function resultsOf(
  people: number,
  found: Readonly<Record<"columns" | "rows" | "apart" | "amounts", number>>,
  ties: number,
): readonly Result[] {
  const count = (value: number) => value.toLocaleString("en-US");
  const amounts = (value: number): Figure => ({
    unit: "amounts",
    ...{ median: value, low: value, high: value },
    rounds: 1,
  });
  const line = (what: string, off: number): Result => ({
    what: `${what}: off by a cent or more, of ${count(people)} people`,
    ours: amounts(off),
    peer: {
      name: `exact fractions: ${count(ties)} on the half of a cent, ${count(found.apart)} people beyond 2^53`,
      figure: amounts(found.amounts),
    },
    ratio: off,
    goal: atMost(0),
  });
  return [line("in columns", found.columns), line("one by one", found.rows)];
}

/** The census in columns; pay has more digits than a column of numbers holds, so that it stays in texts. */
function columnsOf(people: readonly CensusPerson[]): Census {
  const { rows, columns } = inColumns(people);
  const texts = people.map(({ annual_salary: pay }) => pay);
  return { rows, columns: { ...columns, annual_salary: { kind: "texts", texts } } };
}

const paidOf = (shares: readonly Share<readonly [bigint, bigint]>[], { inCents, minus }: Fractions): Paid =>
  shares.map(
    (share) =>
      share && [
        inCents(share.premium),
        inCents(share.employer),
        inCents(minus(share.premium, share.employer)),
      ],
  );

/** A decimal such as `1414.74` in cents; what has no whole cents is no amount. */
function centsOf(decimal: string | null): bigint {
  const [, whole = "", part = ""] = /^(\d+)\.(\d\d)$/.exec(decimal ?? "") ?? [];
  if (whole === "") throw new Error(`${decimal} is not an amount in cents`);
  return BigInt(whole + part);
}

function paidInRow(book: Book, person: CensusPerson): Paid {
  const { lines, errors } = book.rate(person, { asOf: DAY });
  if (errors.length > 0) throw new Error(`${person.id}: ${errors[0]?.message}`);
  return paidOfLines(lines);
}

function paidOfLines(lines: ReturnType<Book["rate"]>["lines"]): Paid {
  return COVERAGES.map((id) => {
    const line = lines.find(({ coverage }) => coverage === id);
    return line && [centsOf(line.premium), centsOf(line.employer), centsOf(line.employee)];
  });
}

function paidInColumns({ coverages, apart }: RatedColumns, row: number): Paid {
  const own = apart.get(row);
  if (own) return paidOfLines(own.lines);
  return COVERAGES.map((id) => {
    const coverage = coverages.find((one) => one.coverage === id);
    if (coverage?.status[row] !== 1) return undefined;
    return amountsOf(coverage).map(({ numbers, parts }) => {
      const cents = ((numbers[row] ?? Number.NaN) * 100) / parts;
      // What is no whole number of cents differs from every amount that is due.
      return Number.isInteger(cents) ? BigInt(cents) : -1n;
    });
  });
}

function amountsOf({ coverage, premium, employer, employee }: CoverageColumns): readonly Amounts[] {
  if (!employer || !employee) throw new Error(`the rate book does not say who pays ${coverage}`);
  return [premium, employer, employee];
}

/** How many amounts differ; a coverage that only one side has counts as all of its amounts. */
function differences(due: Paid, said: Paid): number {
  return due.reduce((sum, one, i) => {
    const other = said[i];
    if (!one || !other) return sum + (one ?? other ?? []).length;
    return sum + one.filter((amount, at) => amount !== other[at]).length;
  }, 0);
}
