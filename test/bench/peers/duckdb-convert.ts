/** Puts some columns, or `*`, of a file of CSV or of Parquet into one of the other kind: `node duckdb-convert.mjs FROM TO COLUMNS`. */
import { DuckDBInstance } from "@duckdb/node-api";
import { cellsOf } from "./duckdb-sql.ts";

const [from = "", to = "", columns = ""] = process.argv.slice(2);
const db = await (await DuckDBInstance.create(":memory:")).connect();
await db.run(`COPY (SELECT ${columns} FROM ${cellsOf(from)}) TO '${to}'`);
