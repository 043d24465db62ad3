import { describe, expect, it } from "vitest";
import { NotInSql, Writer } from "./dialect.js";

describe("names and texts", () => {
  it("are data, whatever stands in them", () => {
    expect(new Writer("duckdb").name('a"b; --')).toBe('"a""b; --"');
    expect(new Writer("spark").name("a`b")).toBe("`a``b`");
    expect(new Writer("postgres").text("O'Brien\\")).toBe("'O''Brien\\'");
    expect(new Writer("spark").text("O'Brien\\")).toBe("'O\\'Brien\\\\'");
    expect(new Writer("duckdb").comment("one\nDROP TABLE two")).toBe("-- one·DROP TABLE two");
  });

  it("name a schema with a point", () => {
    expect(new Writer("postgres").table("hr.census")).toBe('"hr"."census"');
  });

  it("are refused where a database would change them", () => {
    expect(() => new Writer("postgres").name("é".repeat(32))).toThrow(NotInSql);
    expect(new Writer("postgres").name("é".repeat(31))).toBe(`"${"é".repeat(31)}"`);
    expect(() => new Writer("duckdb").text("a\0b")).toThrow(NotInSql);
    expect(() => new Writer("duckdb").name("")).toThrow(NotInSql);
  });
});
