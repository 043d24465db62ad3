/**
 * DuckDB from a census to its premiums, on two threads, CSV or Parquet by the ends of their names: `node duckdb-file.mjs ROOT
 * CENSUS ANSWERS`. The lines of `peer-cli.ts`.
 */
import { readFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";
import { brochureOf } from "../brochure.ts";
import type { Figures } from "../peer.ts";
import { censusRows, naturalQuery, naturalTables } from "./duckdb-sql.ts";

const [root = "", from = "", to = ""] = process.argv.slice(2);
const brochure = brochureOf(
  JSON.parse(readFileSync(`${root}test/fixtures/sdrma-2015.json`, "utf8")) as Figures,
);

const lines = (
  [
    ["medical", "medical"],
    ["dental", "dental"],
    ["vision", "vision"],
    ["basic_life", "life"],
    ["ltd", "ltd"],
    ["eap", "eap"],
  ] as const
).map(([coverage, name]) => {
  const plan = { medical: "medical", dental: "dental", vision: "vision", ltd: "option" }[coverage as string];
  return `{coverage: '${coverage}', plan: ${plan ?? "NULL"}, premium: ${name}_premium, employer: ${name}_employer,
    employee: ${name}_premium - ${name}_employer}`;
});

const query = `
WITH people AS (${naturalQuery(brochure, `(${censusRows(from)})`, "medical, dental, vision, option, ")}),
lines AS (SELECT id, unnest([${lines.join(", ")}]) AS line FROM people)
SELECT id, line.coverage, line.plan, line.premium, line.employer, line.employee FROM lines
WHERE line.premium IS NOT NULL`;

const db = await (await DuckDBInstance.create(":memory:")).connect();
await db.run("SET threads = 2");
const statements = await db.extractStatements(`${naturalTables(brochure)}COPY (${query}) TO '${to}';`);
for (let i = 0; i < statements.count; i++) await (await statements.prepare(i)).run();
