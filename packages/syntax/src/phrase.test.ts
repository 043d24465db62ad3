import { describe, expect, it } from "vitest";
import { excerpt, lines, outlineOf, problemsOf, tree } from "../test/support.js";
import { textValue } from "./phrase.js";
import type { Phrase, Statement } from "./tree.js";

function first(text: string): Statement & Phrase {
  const [statement] = tree(text).statements;
  if (statement?.kind !== "property") throw new Error(`not a line: ${text}`);
  return statement;
}

describe("marks", () => {
  it("are taken out of the phrase, wherever they stand", () => {
    expect(outlineOf('blue_shield "Blue Shield" [page 4] formerly "X" [1]')).toEqual([
      'blue_shield "Blue Shield" formerly "X" [page 4] [1]',
    ]);
  });

  it("may be names, lists and ranges of lines", () => {
    expect(outlineOf("a [merged_cell] [lines 1, 39] [lines 79-104] []")).toEqual([
      "a [merged_cell] [lines 1 , 39] [lines 79 -104] []",
    ]);
  });

  it("know their place, brackets included", () => {
    const text = "deductible none [page 4] [1]";
    expect(first(text).marks.map(({ span }) => excerpt(text, span))).toEqual(["[page 4]", "[1]"]);
  });

  it("stand on each cell of a row", () => {
    expect(outlineOf("plan [page 8] | family [2]")).toEqual(["plan [page 8] | family [2]"]);
  });

  it("that are not closed end at the next mark or at the tail", () => {
    expect(outlineOf("a $5 [page 4 [1]")).toEqual(["a $5 [page 4] [1]"]);
    expect(problemsOf("a $5 [page 4 [1]")).toEqual(["bracket not closed: ["]);
    expect(outlineOf('a $5 [page 4 because "x"')).toEqual(["a $5 [page 4] (because x)"]);
    expect(problemsOf('a $5 [page 4 because "x"')).toEqual(["bracket not closed: ["]);
  });

  it("that are not closed do not reach into the next cell or line", () => {
    expect(outlineOf(lines("a [1 | b [2]", "c [page 3", "d"))).toEqual(["a [1] | b [2]", "c [page 3]", "d"]);
    expect(problemsOf(lines("a [1 | b [2]", "c [page 3", "d"))).toEqual([
      "bracket not closed: [",
      "bracket not closed: [",
    ]);
  });

  it("that are not opened leave their words in the phrase", () => {
    expect(outlineOf("a page 4]")).toEqual(["a page 4"]);
    expect(problemsOf("a page 4]")).toEqual(["bracket not opened: ]"]);
  });

  it("hold no braces", () => {
    expect(problemsOf("a [page { 4]")).toEqual(["brace inside a line: {"]);
  });
});

describe("tails", () => {
  it.each([
    ['fee $5 because "r"', "fee $5 (because r)"],
    ['fee $5 chosen because "r"', "fee $5 (chosen) (because r)"],
    ["fee $5 printed $6", "fee $5 (printed $6)"],
    ['fee $5 printed $6 because "r"', "fee $5 (printed $6) (because r)"],
    ['fee $5 printed "x" chosen because "r"', 'fee $5 (printed "x") (chosen) (because r)'],
    ["fee $5 printed over 70", "fee $5 (printed over 70)"],
    ["fee $5 printed 2% to 3%", "fee $5 (printed 2% to 3%)"],
    ["fee $5 printed 2015-01-01", "fee $5 (printed 2015-01-01)"],
    ['fee $5 because "a" "b"', "fee $5 (because a b)"],
    ['fee $5 because "a \\"b\\" c"', 'fee $5 (because a "b" c)'],
    ['fee $5 [page 4] printed $6 because "r" [page 5]', "fee $5 [page 4] [page 5] (printed $6) (because r)"],
  ])("%s", (text, expected) => {
    expect(outlineOf(text)).toEqual([expected]);
    expect(problemsOf(text)).toEqual([]);
  });

  it("are told from names by the word after them", () => {
    expect(outlineOf("note 1 printed for three members")).toEqual(["note 1 printed for three members"]);
    expect(outlineOf("tier because")).toEqual(["tier because"]);
    expect(outlineOf("tier chosen when small")).toEqual(["tier chosen when small"]);
  });

  it("do not begin a line", () => {
    expect(outlineOf('because "Because"')).toEqual(['because "Because"']);
    expect(outlineOf('printed "Printed" covers 1')).toEqual(['printed "Printed" covers 1']);
  });

  it("stand on cells too, but do not begin one", () => {
    expect(outlineOf('$5 printed $6 because "r" | because "r"')).toEqual([
      '$5 (printed $6) (because r) | because "r"',
    ]);
  });

  it("leave to the phrase what does not belong to them", () => {
    expect(outlineOf('fee $5 because "a" when retired "b"')).toEqual(["fee $5 when retired (because a b)"]);
    expect(outlineOf("fee $5 chosen because")).toEqual(["fee $5 because (chosen)"]);
  });

  it("know their place", () => {
    const text = 'fee $5  printed $6 because "r"  [1]';
    const { tail, span } = first(text);
    expect(tail && excerpt(text, tail.span)).toBe('printed $6 because "r"');
    expect(excerpt(text, span)).toBe(text);
  });
});

describe("a text", () => {
  it.each([
    ['"a"', "a"],
    ['""', ""],
    [String.raw`"a \"b\" \\ c"`, String.raw`a "b" \ c`],
    ['"not closed', "not closed"],
  ])("%s says %s", (image, value) => {
    const [token] = tree(image).tokens;
    expect(token && textValue(token)).toBe(value);
  });
});
