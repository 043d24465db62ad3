// The SQL target in a PostgreSQL server from Debian's packages: 100,000 people, good rows and bad.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { sqlOf } from "@planwright/sql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { byPerson } from "./duck.ts";
import { Cluster, serverFolder } from "./postgres.ts";
import { COLUMNS, compare, csvOf, LINE_COLUMNS, people, showcase } from "./support.ts";

const PEOPLE = Number(process.env.PEOPLE ?? 100_000);
const bin = serverFolder();
if (!bin) console.log("PostgreSQL is not installed, so nothing is proved of it: apt-get install postgresql");

describe.skipIf(!bin)("PostgreSQL", () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = new Cluster(bin ?? "");
    await cluster.start();
  });
  afterAll(() => cluster.stop());

  it("rates a census as the evaluator does", () => {
    const book = showcase();
    const all = people(PEOPLE);
    const file = join(cluster.folder, "census.csv");
    writeFileSync(file, csvOf(all, COLUMNS));
    const columns = COLUMNS.map((name) => `"${name}" VARCHAR`).join(", ");
    cluster.query(
      `CREATE TABLE census (${columns});\n\\copy census FROM '${file}' WITH (FORMAT csv, HEADER true)\nANALYZE census;`,
    );
    cluster.query(sqlOf(book, { dialect: "postgres", columns: COLUMNS, asOf: "2015-03-01" }));
    const began = performance.now();
    cluster.query("CREATE TABLE answers AS SELECT * FROM planwright_lines;");
    const ms = performance.now() - began;
    const lines = byPerson(cluster.query(`SELECT id, ${LINE_COLUMNS.join(", ")} FROM answers;`));
    const left = new Set(cluster.query("SELECT id FROM planwright_left;").map(([id]) => id ?? ""));
    const result = compare(book, all, lines, left, "2015-03-01");
    console.log(
      `PostgreSQL: ${result.rated} rated, ${result.left} left (${result.doubtful} of them can be rated), ${Math.round(ms)} ms`,
    );
    expect(result.faults.slice(0, 3)).toEqual([]);
    expect(result.rated).toBeGreaterThan(PEOPLE * 0.9);
  });
});
