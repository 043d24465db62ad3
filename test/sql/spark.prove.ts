// The SQL target for Spark: no cluster is at hand, so its text is held against a grammar of Spark SQL.
import { SparkSQL } from "dt-sql-parser";
import { prepare } from "@planwright/evaluator";
import { sqlOf } from "@planwright/sql";
import { describe, expect, it } from "vitest";
import { analyzeFolder, compiled } from "../support/programs.ts";
import { hostile, HOSTILE } from "./hostile.ts";

const grammar = new SparkSQL();

/** Statement by statement: the parser takes long for many at once. */
const faultsIn = (sql: string) =>
  sql
    .split(/;\n/)
    .filter((statement) => statement.trim() !== "")
    .flatMap((statement) =>
      grammar
        .validate(`${statement};`)
        .map(({ message }) => `${statement.slice(0, 80)}: ${message.slice(0, 200)}`),
    );

describe("Spark", () => {
  it("is a grammar that finds faults", () => {
    expect(faultsIn("CREATE VIEW a AS\nSELECT FROM WHERE;")).not.toEqual([]);
    expect(faultsIn("CREATE VIEW a AS SELECT `b c` DIV 2 FROM `t``t` WHERE x RLIKE '\\\\d'")).toEqual([]);
  });

  it.each(["sdrma-2015", "scjpia-1990"])("takes the text of %s", (name) => {
    const book = prepare(compiled(analyzeFolder(`examples/${name}`)));
    expect(faultsIn(sqlOf(book, { dialect: "spark", census: "hr.census" }))).toEqual([]);
  });

  it("takes names and texts that would end a statement", () => {
    expect(faultsIn(sqlOf(hostile(), { dialect: "spark", census: HOSTILE }))).toEqual([]);
  });
});
