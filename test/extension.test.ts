// What the extension holds that needs no editor to be tried: how lines are indented, snippets, and how results are read.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { BLOCKS, INNER_BLOCKS } from "@planwright/semantics";
import { parse } from "@planwright/syntax";
import { describe, expect, it } from "vitest";
import { lineOf, readResults, told } from "../vscode-extension/src/example-results.ts";
import { ROOT } from "./support/programs.ts";

const EXTENSION = join(ROOT, "vscode-extension");
const json = (name: string) => JSON.parse(readFileSync(join(EXTENSION, name), "utf8"));

describe("the language configuration", () => {
  const { indentationRules, onEnterRules, wordPattern, comments } = json("language-configuration.json");
  const opens = new RegExp(indentationRules.increaseIndentPattern.pattern);
  const closes = new RegExp(indentationRules.decreaseIndentPattern.pattern);
  const lines = readdirSync(join(ROOT, "examples"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".plan"))
    .flatMap((name) => readFileSync(join(ROOT, "examples", name), "utf8").split("\n"));

  it("indents after each heading of the examples, and after nothing else", () => {
    expect(lines.length).toBeGreaterThan(3_000);
    const isHeading = (line: string) => /\{\s*(\/\/.*)?$/.test(line) && !line.trim().startsWith("//");
    expect(lines.filter((line) => opens.test(line) !== isHeading(line))).toEqual([]);
  });

  it("takes no brace of a text or a comment for one", () => {
    expect(opens.test('source "a {')).toBe(false);
    expect(opens.test("// plan {")).toBe(false);
    expect(opens.test('plan x "A { b" {  // why')).toBe(true);
    expect(opens.test("  rate  $5 / 12 {")).toBe(true);
  });

  it("indents a closing brace as its heading", () => {
    expect(lines.filter((line) => closes.test(line) !== (line.trim() === "}"))).toEqual([]);
  });

  it("goes on with a comment that is broken in two, and not after one that is whole", () => {
    const [{ beforeText, afterText, action }] = onEnterRules;
    expect(new RegExp(beforeText).test("  // Page 12")).toBe(true);
    expect(new RegExp(beforeText).test("currency USD // Page 12")).toBe(false);
    expect(new RegExp(afterText).test("")).toBe(false);
    expect(action).toEqual({ indent: "none", appendText: "// " });
    expect(comments).toEqual({ lineComment: "//" });
  });

  it("takes a name, a figure and a percentage for one word each", () => {
    const words = new RegExp(wordPattern.pattern, `g${wordPattern.flags}`);
    expect("plus_one | $1,200.50 75% stop-loss".match(words)).toEqual([
      "plus_one",
      "$1,200.50",
      "75%",
      "stop-loss",
    ]);
  });
});

describe("the snippets", () => {
  const snippets: Readonly<Record<string, { body: readonly string[]; prefix?: string }>> =
    json("snippets/planwright.json");

  it("are the blocks of the vocabulary, without a prefix: the server offers them while somebody types", () => {
    const outer = Object.values(BLOCKS).filter(({ word }) => !INNER_BLOCKS.includes(word));
    expect(Object.keys(snippets)).toEqual(outer.map(({ word }) => word));
    expect(Object.values(snippets).filter(({ prefix }) => prefix !== undefined)).toEqual([]);
  });

  it.each(Object.entries(snippets))(
    "%s is a block that can be read, as soon as it is put in",
    (word, { body }) => {
      const text = body
        .join("\n")
        .replace(/\$\{\d+:([^}]*)\}/g, "$1")
        .replace("$0", "");
      expect(text).not.toContain("$");
      const { statements, problems } = parse("snippet.plan", text);
      expect(problems).toEqual([]);
      expect(statements.map(({ kind }) => kind)).toEqual(["block"]);
      expect(text.startsWith(`${word} `)).toBe(true);
    },
  );
});

describe("the results of examples", () => {
  const figure = { what: "premium of vision", expected: "7.99", actual: "1207.96", status: "fail" };
  const example = { name: "A", file: "/p/a.plan", line: 7, status: "fail", checks: [figure] };

  it("are read from what the command prints", () => {
    expect(readResults(JSON.stringify({ examples: [example], summary: {} }))).toEqual([example]);
  });

  it.each(["", "no json", "null", "[]", '{"examples":7}', '{"examples":[{"file":1}]}'])(
    "are none in %j, which an error in the program leaves",
    (text) => expect(readResults(text)).toEqual([]),
  );

  it("leave out an example with a check that cannot be understood", () => {
    const odd = { ...example, checks: [{ what: 7 }] };
    expect(readResults(JSON.stringify({ examples: [odd, example] }))).toEqual([example]);
  });

  it("stand at the line that expects the figure, else at the first", () => {
    const lines = ['example "A" {', "  given   plan x", "  expect  premium of vision $7.99", "}"];
    expect(lineOf(figure, lines)).toBe(2);
    expect(lineOf({ what: "premium of visi" }, lines)).toBe(0);
    expect(lineOf({ what: "line 1: deductible" }, lines)).toBe(0);
  });

  it("are told with their figures, as dollars or in what they count", () => {
    expect(told(figure)).toBe("premium of vision is $1,207.96, and $7.99 is expected");
    const months = { ...figure, what: "reserve", expected: "2", actual: "-3.5", unit: "months" };
    expect(told(months)).toBe("reserve is -3.5 months, and 2 months is expected");
    expect(told({ ...figure, expected: "eligible", actual: "refused" })).toBe(
      "premium of vision is refused, and eligible is expected",
    );
  });
});
