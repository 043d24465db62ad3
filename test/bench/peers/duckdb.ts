/** DuckDB as an engine, one thread, what it answers stored in a table: `node duckdb.mjs natural|tuned|planwright ROOT SCRATCH`. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { sqlOf } from "@planwright/sql";
import { brochureOf, COVERAGES } from "../brochure.ts";
import { census, COLUMNS, csvHeader, csvLine } from "../census.ts";
import { type Answers, answersOf, type Engine, serve } from "../engine.ts";
import { exampleBook } from "../example.ts";
import type { Figures } from "../peer.ts";
import {
  censusTable,
  codedCensus,
  naturalQuery,
  naturalTables,
  tunedQuery,
  tunedTables,
} from "./duckdb-sql.ts";

const [way = "", root = "", scratch = ""] = process.argv.slice(2);
const DAY = "2015-03-01";

const brochure = brochureOf(
  JSON.parse(readFileSync(`${root}test/fixtures/sdrma-2015.json`, "utf8")) as Figures,
);

/** How a way lays out a census that lies in a file, what it asks, and how an answer becomes whole cents. */
interface Way {
  readonly people: number;
  readonly layOut: (file: string) => string;
  readonly query: string;
  /** A row of twelve cents a person, in the order of the census. */
  readonly answers: string;
}

const inOrder = "ORDER BY length(id), id";
const columns = ["premium", "employer"].flatMap((which) => COVERAGES.map((id) => `${id}_${which}`));
const places = ["m", "d", "v", "l", "t", "e"];

const ways: Readonly<Record<string, () => Way>> = {
  natural: () => ({
    people: 200_000,
    layOut: (file) => naturalTables(brochure) + censusTable(file),
    query: naturalQuery(brochure),
    answers: `SELECT ${columns.map((name) => `(${name.replace("basic_life", "life")} * 100)::BIGINT`).join(", ")} FROM premiums ${inOrder}`,
  }),
  tuned: () => ({
    people: 400_000,
    layOut: (file) =>
      naturalTables(brochure) + tunedTables(brochure) + censusTable(file) + codedCensus(brochure),
    query: tunedQuery(brochure),
    answers: `SELECT ${["p", "e"].flatMap((which) => places.map((place) => `${place}${which}::BIGINT`)).join(", ")} FROM premiums ORDER BY id`,
  }),
  /** The text of `planwright build --target sql`: it reads and checks every cell as `planwright rate` does. */
  planwright: () => ({
    people: 20_000,
    layOut: (file) =>
      `CREATE TABLE census AS SELECT * FROM read_csv('${file}', header = true, all_varchar = true);\n${sqlOf(exampleBook(root), { dialect: "duckdb", columns: COLUMNS, asOf: DAY })}`,
    query: "SELECT id, coverage, premium, employer, employee FROM planwright_lines",
    answers: `SELECT ${(["premium", "employer"] as const)
      .flatMap((which) =>
        COVERAGES.map((id) => `sum((${which} * 100)::BIGINT) FILTER (coverage = '${id}')::BIGINT`),
      )
      .join(", ")} FROM premiums GROUP BY id ${inOrder}`,
  }),
};

async function connect(): Promise<DuckDBConnection> {
  const db = await (await DuckDBInstance.create(":memory:")).connect();
  await db.run("SET threads = 1");
  return db;
}

async function runAll(db: DuckDBConnection, script: string): Promise<void> {
  const statements = await db.extractStatements(script);
  for (let i = 0; i < statements.count; i++) await (await statements.prepare(i)).run();
}

/** A database with so many people of the census in it. */
async function withPeople({ layOut }: Way, people: number): Promise<DuckDBConnection> {
  const file = join(scratch, `${way}-${people}.csv`);
  writeFileSync(file, [csvHeader, ...Array.from(census(people), csvLine)].join(""));
  const db = await connect();
  await runAll(db, layOut(file));
  return db;
}

const store = ({ query }: Way): string => `CREATE OR REPLACE TABLE premiums AS ${query}`;

async function engine(): Promise<Engine> {
  const own = ways[way]?.();
  if (!own) throw new Error(`DuckDB is not asked in a way called ${way}`);
  const db = await withPeople(own, own.people);
  return {
    people: own.people,
    clock: "processor",
    run: async () => void (await db.run(store(own))),
    answers: async (people): Promise<Answers> => {
      const few = await withPeople(own, people);
      await few.run(store(own));
      const rows = (await few.runAndReadAll(own.answers)).getRows();
      return answersOf(rows.map((row) => row.map((value) => (value === null ? null : Number(value)))));
    },
  };
}

await serve(engine());
