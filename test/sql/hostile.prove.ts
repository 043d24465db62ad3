// Names and texts of a rate book are data: what means something to a database must mean nothing in them.
import type { Person } from "@planwright/evaluator";
import { NotInSql, sqlOf } from "@planwright/sql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { byPerson, Duck, tableOf } from "./duck.ts";
import { HOSTILE, hostile, PLACE } from "./hostile.ts";
import { Cluster, serverFolder } from "./postgres.ts";
import { COLUMNS, compare, LINE_COLUMNS, people } from "./support.ts";

const columns = COLUMNS.map((name) => (name === "county" ? HOSTILE : name));
const all = people(300).map(
  ({ county, ...person }): Person => ({
    ...person,
    [HOSTILE]: county === "Marin" ? PLACE : county,
  }),
);
const TABLE = tableOf(HOSTILE, columns, all);
const LINES = `SELECT id, ${LINE_COLUMNS.map((name) => `CAST(${name} AS VARCHAR)`).join(", ")} FROM planwright_lines`;
const LEFT = "SELECT id FROM planwright_left";

function hold(rows: readonly (readonly (string | null)[])[], left: readonly (string | null)[]): void {
  const lines = byPerson(rows);
  const result = compare(hostile(), all, lines, new Set(left.map((id) => id ?? "")));
  expect(result.faults.slice(0, 2)).toEqual([]);
  expect(all.some((person) => person[HOSTILE] === PLACE && lines.has(person.id ?? ""))).toBe(true);
}

const script = (dialect: "duckdb" | "postgres") => sqlOf(hostile(), { dialect, census: HOSTILE, columns });

describe("hostile names", () => {
  it("mean nothing in DuckDB", async () => {
    const duck = await Duck.open();
    await duck.run(`${TABLE}\n${script("duckdb")}`);
    hold(
      await duck.rows(LINES),
      (await duck.rows(LEFT)).map(([id]) => id ?? null),
    );
  });

  const bin = serverFolder();
  describe.skipIf(!bin)("in PostgreSQL", () => {
    let cluster: Cluster;
    beforeAll(async () => {
      cluster = new Cluster(bin ?? "");
      await cluster.start();
    });
    afterAll(() => cluster.stop());
    it("mean nothing", () => {
      cluster.query(TABLE);
      cluster.query(script("postgres"));
      hold(
        cluster.query(`${LINES};`),
        cluster.query(`${LEFT};`).map(([id]) => id ?? null),
      );
    });
  });

  it("are refused where a database would cut them in silence", () => {
    const long = "x".repeat(64);
    expect(() => sqlOf(hostile(), { dialect: "postgres", census: long })).toThrow(NotInSql);
    expect(() => sqlOf(hostile(), { dialect: "duckdb", census: long })).not.toThrow();
  });
});
