// The SQL target in DuckDB: 100,000 people, good rows and bad, against the evaluator.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sqlOf } from "@planwright/sql";
import { afterAll, describe, expect, it } from "vitest";
import { census } from "../bench/census.ts";
import { Duck } from "./duck.ts";
import { COLUMNS, compare, csvOf, people, showcase } from "./support.ts";

const PEOPLE = Number(process.env.PEOPLE ?? 100_000);
const folder = mkdtempSync(join(tmpdir(), "planwright-sql-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("DuckDB", () => {
  it("rates a census as the evaluator does", async () => {
    const duck = await Duck.open();
    const book = showcase();
    const all = people(PEOPLE);
    const file = join(folder, "census.csv");
    writeFileSync(file, csvOf(all, COLUMNS));
    await duck.run(
      `CREATE TABLE census AS SELECT * FROM read_csv('${file}', all_varchar = true, header = true, quote = '"', escape = '"')`,
    );
    await duck.run(sqlOf(book, { dialect: "duckdb", columns: COLUMNS, asOf: "2015-03-01" }));
    await duck.run("SET threads = 1");
    const began = performance.now();
    await duck.run("CREATE TABLE answers AS SELECT * FROM planwright_lines");
    const ms = performance.now() - began;
    const { lines, left } = await duck.answers("answers");
    const result = compare(book, all, lines, left, "2015-03-01");
    console.log(
      `DuckDB: ${result.rated} rated, ${result.left} left (${result.doubtful} of them can be rated), ${Math.round(ms)} ms on one thread`,
    );
    expect(result.faults.slice(0, 3)).toEqual([]);
    expect(result.rated).toBeGreaterThan(PEOPLE * 0.9);
  });

  it("reads numbers, dates and truths as well as texts", async () => {
    const duck = await Duck.open();
    const book = showcase();
    const all = [...census(3_000)];
    const file = join(folder, "typed.csv");
    writeFileSync(file, csvOf(all, COLUMNS));
    await duck.run(
      `CREATE TABLE census AS SELECT * FROM read_csv('${file}', header = true, sample_size = -1)`,
    );
    const types = (await duck.rows("DESCRIBE census")).map(([, type]) => type);
    expect(types).toEqual(expect.arrayContaining(["DATE", "BIGINT", "DOUBLE", "VARCHAR"]));
    await duck.run(sqlOf(book, { dialect: "duckdb", columns: COLUMNS }));
    const { lines, left } = await duck.answers();
    const result = compare(book, all, lines, left);
    expect(result.faults.slice(0, 2)).toEqual([]);
    expect(result.rated).toBe(all.length);
  });
});
