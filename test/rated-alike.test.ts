// Premiums are computed in three ways: by exact fractions, by functions made of nodes, by code that is made of them.
// The first is the reference. The others say the same to the last character, errors and remarks with it.
import type { Person } from "@planwright/evaluator";
import type { RateBook } from "@planwright/ratebook";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { census } from "./bench/census.ts";
import { spoiledRow, type Ways, waysOf, written } from "./support/rated-alike.ts";
import { analyzeFolder, analyzeText, compiled } from "./support/programs.ts";
import { randomPerson, randomProgram } from "./support/random-rates.ts";

vi.setConfig({ testTimeout: 60_000 });

const runs = (numRuns: number) => ({ numRuns, seed: 20150101 });
const EXAMPLES = ["sdrma-2015", "scjpia-1990", "lodi-1985", "ascip-2021", "mendocino-staywell"];

function expectAlike(ways: Ways, person: Person, asOf?: string): void {
  const expected = written(ways.reference.rate(person, { asOf }));
  expect(written(ways.code.rate(person, { asOf }))).toBe(expected);
  expect(written(ways.closures.rate(person, { asOf }))).toBe(expected);
}

const givenIn = (book: RateBook): readonly Person[] => book.examples.map(({ given }) => given);

describe.each(EXAMPLES)("the program of %s", (name) => {
  const book = compiled(analyzeFolder(`examples/${name}`));
  const ways = waysOf(book);

  it("is in the form with every coverage", () => {
    expect([...ways.code.leftToReference()]).toEqual([]);
  });

  it("rates what its examples give, and what spoils it, alike in each way", () => {
    for (const person of givenIn(book)) expectAlike(ways, person);
    fc.assert(
      fc.property(spoiledRow(book, givenIn(book)), (person) => expectAlike(ways, person)),
      runs(300),
    );
  });
});

describe("a census", () => {
  const book = compiled(analyzeFolder("examples/sdrma-2015"));
  const ways = waysOf(book);
  const people = [...census(300)];

  it("is rated alike in each way", () => {
    for (const person of people) expectAlike(ways, person, "2015-03-01");
  });

  it("is rated alike with some cells spoiled", () => {
    fc.assert(
      fc.property(spoiledRow(book, people), (person) => expectAlike(ways, person, "2015-03-01")),
      runs(800),
    );
  });
});

describe("a program that nobody wrote", () => {
  it("rates anybody alike in each way", () => {
    let rated = 0;
    let lines = 0;
    fc.assert(
      fc.property(randomProgram, fc.array(randomPerson, { minLength: 12, maxLength: 12 }), (text, people) => {
        const ways = waysOf(compiled(analyzeText(text)));
        // A rate of ten digits beside one of seven decimals is too long for the form, and nothing else is.
        for (const [, why] of ways.code.leftToReference()) expect(why).toBe("a figure with too many digits");
        for (const person of people) {
          expectAlike(ways, person);
          const answer = ways.code.rate(person);
          rated++;
          lines += answer.lines.length;
        }
      }),
      runs(80),
    );
    // Enough of what is drawn can be rated: otherwise nothing but refusals were compared.
    expect(lines).toBeGreaterThan(rated / 2);
  });
});

/** A program of one coverage whose rate, or whose condition, is another. */
const small = (rate: string, insured = "", after = ""): string => `program small "Small" {
  effective  2020-01-01 to 2020-12-31
  currency   USD
  rounding   half up to cent
}

coverages {
  life   "Life"
  other  "Other"
}

input lives  count at least 1
input pay    money per year
input hire   date
input leave  date${after}
${insured && `coverage life {\n  insures  employee when ${insured}\n}\n`}
rates for life {
  per   employee per month
  rate  ${rate}
}

rates for other {
  per   employee per month
  rate  $1.00
}
`;

describe("what the form cannot say", () => {
  it.each([
    ["a division by what depends on the person", small("pay by the month / lives")],
    ["a figure with too many digits", small("$123,456,789,012.34567")],
    ["a date that has an order to another", small("$1.00", "leave after 2020-03-01", " after hire")],
    ["a figure that follows from the employer share of a coverage", small("employer share of other")],
    ["a question that leads back to itself", small("rate of life with lives 3")],
  ])("is %s: the coverage is rated by the reference, the other in the form", (why, text) => {
    const ways = waysOf(compiled(analyzeText(text)));
    expect([...ways.code.leftToReference()]).toEqual([["life", why]]);
    for (const lives of ["", "1", "3"])
      expectAlike(ways, {
        life: "yes",
        other: "yes",
        lives,
        pay: "36000",
        hire: "2020-02-29",
        leave: "2020-06-02",
      });
  });
});
