// A census of Arrow is rated as its rows are, one by one, by exact fractions.
import { rateArrow } from "@planwright/columnar";
import { type Book, type Person, prepare } from "@planwright/evaluator";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { census } from "./bench/census.ts";
import { expectedLines, linesOf, tableOf } from "./support/arrow.ts";
import { analyzeFolder, analyzeText, compiled } from "./support/programs.ts";
import { randomPerson, randomProgram } from "./support/random-rates.ts";
import { spoiledRow } from "./support/rated-alike.ts";

vi.setConfig({ testTimeout: 120_000 });

const runs = (numRuns: number) => ({ numRuns, seed: 20150101 });

/** Rates a table, and each of its rows; answers how many are rated. */
function expectAlike(book: Book, drawn: readonly Person[], seed: number, asOf?: string): number {
  const { table, people } = tableOf(book, drawn, seed);
  const answers = people.map((person) => book.rate(person, { asOf }));
  expect(linesOf(rateArrow(book, table, { asOf }))).toEqual(answers.flatMap(expectedLines));
  return answers.filter(({ errors }) => errors.length === 0).length;
}

describe("a table of people", () => {
  const book = prepare(compiled(analyzeFolder("examples/sdrma-2015")), { ratedBy: "reference" });
  const asOf = "2015-03-01";

  it("is rated as row by row, whatever types its columns have", () => {
    for (let seed = 0; seed < 8; seed++) expect(expectAlike(book, [...census(60)], seed, asOf)).toBe(60);
  });

  it("tells why somebody is not rated, in the words for a row", () => {
    const row = spoiledRow(book.prepared.book, [...census(50)]);
    let rated = 0;
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 15 }), fc.nat(50), (people, seed) => {
        rated += expectAlike(book, people, seed, asOf);
      }),
      runs(60),
    );
    expect(rated).toBeGreaterThan(50);
  });
});

it("a program that nobody wrote is rated as row by row", () => {
  let rated = 0;
  fc.assert(
    fc.property(
      randomProgram,
      fc.array(randomPerson, { minLength: 1, maxLength: 15 }),
      fc.nat(50),
      (text, people, seed) => {
        const book = prepare(compiled(analyzeText(text)), { ratedBy: "reference" });
        rated += expectAlike(book, people, seed);
      },
    ),
    runs(80),
  );
  expect(rated).toBeGreaterThan(100);
});
