import { describe, expect, it } from "vitest";
import { valueGrammar } from "./describe.js";

const rules = valueGrammar();
const definitionOf = (name: string): string | undefined =>
  rules
    .find((rule) => rule.name === name)
    ?.definition.replace(/\s+/g, " ")
    .trim();

describe("the grammar of values in words", () => {
  it("gives a rule to every type of value, and to what they are made of", () => {
    expect(rules.filter(({ type }) => type === undefined).map(({ name }) => name)).toContain("question");
    expect(definitionOf("volume rule")).toBeDefined();
    expect(definitionOf("text")).toBe("TEXT { TEXT }");
  });

  it("names no rule that it does not have", () => {
    const names = rules.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(rules.flatMap(({ uses }) => uses).filter((name) => !names.includes(name))).toEqual([]);
  });

  it("writes choices, what may be left out and what may stand again", () => {
    expect(definitionOf("names")).toBe('name { "," name }');
    expect(definitionOf("guarantee")).toBe('( "until" | "through" ) literal');
    expect(definitionOf("load")).toBe('literal [ "," "rounded" rounding ]');
    expect(definitionOf("given")).toContain(
      '"used" amount-or-count "of" whose | name ( NUMBER "times" name | name-or-literal ) [ "of" name ]',
    );
  });

  it("joins words of the language that follow each other", () => {
    expect(definitionOf("range")).toContain('"up to" literal');
    expect(definitionOf("question")).toContain('"evidence of insurability"');
  });

  it("writes a short rule out where it is used once, and a long one apart", () => {
    expect(definitionOf("expect")?.replace(/\s+/g, " ")).toBe(
      '( "used" | "remaining" ) "of" whose amount-or-count | "error on" name [ "of" name ] | expression ( "not offered" | range | name-or-literal )',
    );
    expect(definitionOf("answer")).toBeUndefined();
    expect(definitionOf("factor")).toMatch(/\| question \|/);
  });

  it("keeps lines short, with the bars of a long choice under each other", () => {
    expect(rules.flatMap(({ definition }) => definition.split("\n")).filter((l) => l.length > 88)).toEqual(
      [],
    );
    const lines = rules.find(({ name }) => name === "range")?.definition.split("\n") ?? [];
    expect(lines.map((line) => line.slice(0, 2))).toEqual(["  ", "| ", "| ", "| ", "| "]);
  });
});
