// The SQL target in DuckDB under programs that nobody wrote, and under all examples, with rows that are spoiled.
import { type Person, prepare } from "@planwright/evaluator";
import { NotInSql, sqlOf } from "@planwright/sql";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyzeFolder, analyzeText, compiled } from "../support/programs.ts";
import { randomPerson, randomProgram } from "../support/random-rates.ts";
import { spoiledRow } from "../support/rated-alike.ts";
import { Duck, tableOf } from "./duck.ts";
import { compare } from "./support.ts";

type RateBook = ReturnType<typeof compiled>;

async function proved(duck: Duck, rateBook: RateBook, drawn: readonly Person[]) {
  const book = prepare(rateBook);
  const people = drawn.map((person, i) => ({ ...person, id: `p${i}` }));
  const known = new Set(["id", "date", ...book.columns.keys()]);
  const columns = [...new Set([...known, ...people.flatMap(Object.keys)])];
  await duck.run(tableOf("census", columns, people));
  await duck.run(sqlOf(book, { dialect: "duckdb", columns }));
  const { lines, left } = await duck.answers();
  return compare(book, people, lines, left);
}

describe("DuckDB, of any program,", () => {
  it("rates as the evaluator does where nobody wrote it", async () => {
    const duck = await Duck.open();
    const programs = fc.sample(randomProgram, { numRuns: 25, seed: 20150103 });
    const people = fc.sample(randomPerson, { numRuns: 200, seed: 20150104 });
    let rated = 0;
    const refused: string[] = [];
    for (const text of programs) {
      try {
        const result = await proved(duck, compiled(analyzeText(text)), people);
        expect(result.faults.slice(0, 1), text).toEqual([]);
        rated += result.rated;
      } catch (thrown) {
        if (!(thrown instanceof NotInSql)) throw thrown;
        refused.push(thrown.what);
      }
    }
    console.log(
      `${programs.length} random programs: ${rated} of ${programs.length * people.length} rows rated; refused: ${refused.join("; ")}`,
    );
    expect(refused.length).toBeLessThan(programs.length / 3);
    expect(rated).toBeGreaterThan(300);
  });

  const EXAMPLES = [
    "sdrma-2015",
    "scjpia-1990",
    "lodi-1985",
    "mendocino-staywell",
    "western-life-1990/current",
  ];
  it.each(EXAMPLES)("rates what the examples of %s give, and what spoils it", async (name) => {
    const duck = await Duck.open();
    const book = compiled(analyzeFolder(`examples/${name}`));
    const given: readonly Person[] = book.examples.map((example) => example.given);
    const spoiled = fc.sample(spoiledRow(book, given), { numRuns: 300, seed: 20150105 });
    const result = await proved(duck, book, [...given, ...spoiled]);
    console.log(
      `${name}: ${result.rated} rated, ${result.left} left (${result.doubtful} of them can be rated)`,
    );
    expect(result.faults.slice(0, 2)).toEqual([]);
  });
});
