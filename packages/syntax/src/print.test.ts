import { describe, expect, it } from "vitest";
import { layout, lines, tree } from "../test/support.js";
import { format, type Layout } from "./print.js";

function formatted(text: string, by: Layout = layout): string[] {
  const result = format(tree(text), by);
  if (!result.ok) throw new Error(`refused: ${result.reason}`);
  return result.text.replace(/\n$/, "").split("\n");
}

describe("lines", () => {
  it("have their values in one column, a multiple of four, at least two blanks away", () => {
    expect(
      formatted(lines("plan gold {", "product ppo", "out of pocket maximum $5", "carrier  x", "}")),
    ).toEqual([
      "plan gold {",
      "  product                 ppo",
      "  out of pocket maximum   $5",
      "  carrier                 x",
      "}",
    ]);
  });

  it("begin a new column after a blank line, a block or a row", () => {
    const text = lines("a {", "product ppo", "", "x y", "b {", "}", "carriers z", "}");
    expect(formatted(text)).toEqual([
      "a {",
      "  product  ppo",
      "",
      "  x  y",
      "  b {",
      "  }",
      "  carriers  z",
      "}",
    ]);
  });

  it("with a very long head do not push the values of the others", () => {
    const long = "a_name_that_is_longer_than_any_name_should_be";
    expect(formatted(lines("{", `${long} x`, "b y", "}"))).toEqual(["{", `  ${long}  x`, "  b   y", "}"]);
  });

  it("without a value, or all of it a head, are set without columns", () => {
    expect(formatted("use   standard [page 4]")).toEqual(["use standard  [page 4]"]);
    expect(formatted(lines("{", "medical", "dental  [1]", "}"))).toEqual([
      "{",
      "  medical",
      "  dental  [1]",
      "}",
    ]);
    expect(formatted(lines("a b c"), { columns: () => [] })).toEqual(["a b c"]);
    expect(formatted(lines("a b c"), { columns: () => [9] })).toEqual(["a b c"]);
  });

  it("take a mark into the head where it stands there", () => {
    expect(formatted("{\ndeductible [1] $500\n}")).toEqual(["{", "  deductible [1]  $500", "}"]);
  });

  it("align a second column of a run, where its lines have one", () => {
    const by: Layout = { columns: () => [1, 2] };
    const text = lines('a "A" covers employee', 'bcd "Longer" covers family', 'e "E"');
    expect(formatted(text, by)).toEqual([
      'a       "A"         covers employee',
      'bcd     "Longer"    covers family',
      'e       "E"',
    ]);
  });

  it("ask the layout with the first words of the blocks around them", () => {
    const asked: string[] = [];
    const by: Layout = {
      columns(path, items) {
        asked.push([...path, items[0]?.image].join("/"));
        return [1];
      },
    };
    formatted(lines("rates for x {", "area y {", "per month", "}", "}"), by);
    expect(asked).toContain("rates/area/per");
  });
});

describe("signs", () => {
  it.each([
    ["a b ,c,  d", "a b, c, d"],
    ["a (b+c )*-3", "a (b + c) * -3"],
    ["a lesser of( b )and c", "a lesser of (b) and c"],
    ["a b [ page 4 ,5 ]", "a b  [page 4, 5]"],
    ["a b [lines 79-104]", "a b  [lines 79-104]"],
    ["a 010 to 160 , 800-812", "a 010 to 160, 800-812"],
    ["a b - 3 -3", "a b - 3 -3"],
  ])("%s", (text, expected) => {
    expect(formatted(text, { columns: () => [9] })).toEqual([expected]);
  });
});

describe("marks and tails", () => {
  it("follow after two blanks, and after one among themselves", () => {
    expect(formatted('use x [page 4] [1] printed $5 chosen because "y" [page 5]')).toEqual([
      'use x  [page 4] [1] printed $5 chosen because "y" [page 5]',
    ]);
    expect(formatted("use x printed over 70")).toEqual(["use x  printed over 70"]);
  });

  it("in the middle of a line have one blank before them", () => {
    expect(formatted('use "PCS"  [page 4]   pharmacy manager')).toEqual([
      'use "PCS" [page 4] pharmacy manager',
    ]);
  });

  it("in a heading have one blank before them", () => {
    expect(formatted(lines("area bay_area  [page 7]  {", "}"))).toEqual(["area bay_area [page 7] {", "}"]);
  });

  it("directly after the head have no gap of their own", () => {
    expect(formatted('{\nnote 1 printed "51% to 100%" chosen because "x"\n}')).toEqual([
      "{",
      '  note 1  printed "51% to 100%" chosen because "x"',
      "}",
    ]);
  });

  it("on a line of their own begin in the column of the values", () => {
    const text = lines("{", "deductible $5 [page 4]", '   chosen   because "a"  [1]', "carrier x", "}");
    expect(formatted(text)).toEqual([
      "{",
      "  deductible  $5  [page 4]",
      '              chosen because "a" [1]',
      "  carrier     x",
      "}",
    ]);
  });

  it("keep the texts they go on with under one another", () => {
    const text = lines("{", 'note 1 chosen because "a"', '  "b" "c"', '    "d" [1]', "}");
    expect(formatted(text)).toEqual([
      "{",
      '  note 1  chosen because "a"',
      '                         "b" "c"',
      '                         "d" [1]',
      "}",
    ]);
  });
});

describe("lines that go on", () => {
  it("keep their breaks", () => {
    const text = lines("{", "includes a, b,", "   c,", "  d [1]", "x y", "}");
    expect(formatted(text)).toEqual([
      "{",
      "  includes    a, b,",
      "              c,",
      "              d  [1]",
      "  x           y",
      "}",
    ]);
  });

  it("of a heading stand deeper than what is in the block", () => {
    const text = lines('plan gold "Gold"', "  for medical", "  {", "x y", "}");
    expect(formatted(text)).toEqual(['plan gold "Gold"', "    for medical", "    {", "  x  y", "}"]);
  });

  it("keep comments among them", () => {
    const text = lines("a b // one", "  // two", "  c // three", "// four", "d");
    expect(formatted(text)).toEqual(["a  b  // one", "   // two", "   c  // three", "// four", "d"]);
  });

  it("stay deeper than their line when it is nothing but a text", () => {
    expect(formatted(lines('"La Verne"', '  "Lakewood"'))).toEqual(['"La Verne"', '    "Lakewood"']);
  });
});

describe("tables", () => {
  const table = (...rows: string[]) => formatted(lines("{", ...rows, "}")).slice(1, -1);

  it("have columns as wide as the next multiple of four, figures to the right", () => {
    expect(
      table("plan by tier|employee|family", "gold_ppo|$707.88|$1,840.08", "epo [1]|$5|not offered"),
    ).toEqual([
      "  plan by tier | employee |       family",
      "  gold_ppo     |  $707.88 |    $1,840.08",
      "  epo [1]      |       $5 |  not offered",
    ]);
  });

  it("do not move when a figure grows within its step", () => {
    const before = table("a|b|c", "x|$9|d", "y|$7|e");
    const after = table("a|b|c", "x|$999|d", "y|$7|e");
    expect(after[0]).toBe(before[0]);
    expect(after[2]).toBe(before[2]);
  });

  it("have words to the left, and so a column that mixes them with figures", () => {
    expect(table("a | rate | c", "x | $500 / 12 | $1", "y | $30.00 | $22")).toEqual([
      "  a    | rate         |    c",
      "  x    | $500 / 12    |   $1",
      "  y    | $30.00       |  $22",
    ]);
  });

  it("count ranges of figures as figures, but not days", () => {
    expect(table("a | 2018-10-01 | date", "x | 2% to 6.5% | 2015-03-02", "y | -3% [1] | 2015-03-03")).toEqual(
      [
        "  a    |   2018-10-01 | date",
        "  x    |   2% to 6.5% | 2015-03-02",
        "  y    |      -3% [1] | 2015-03-03",
      ],
    );
  });

  it("keep the first column to the left, and the last without blanks at its end", () => {
    expect(table("line | pays", "1 | same", "10 | plan pays 80%")).toEqual([
      "  line | pays",
      "  1    | same",
      "  10   | plan pays 80%",
    ]);
  });

  it("keep rows of another width, empty cells, comments and tails", () => {
    expect(table("a|b", "// of x", 'x|$5 printed $6 because "r"  // c', "y", "|", "z|$5|$6|")).toEqual([
      "  a    |                            b",
      "  // of x",
      '  x    |    $5 printed $6 because "r"  // c',
      "  y",
      "       |",
      "  z    |                           $5 |   $6 |",
    ]);
  });
});

describe("blank lines and comments", () => {
  it("are kept one at a time, none at the beginning or end of a block or file", () => {
    const text = lines(
      "",
      "",
      "// one",
      "",
      "",
      "a {",
      "",
      "x",
      "",
      "",
      "// two",
      "",
      "}",
      "",
      "",
      "// three",
      "",
    );
    expect(formatted(text)).toEqual(["// one", "", "a {", "  x", "", "  // two", "}", "", "// three"]);
  });

  it("stand as deep as what is around them", () => {
    const text = lines("a { // b", "   // c", "}    // d");
    expect(formatted(text)).toEqual(["a {  // b", "  // c", "}  // d"]);
  });

  it("of an empty file are none", () => {
    expect(format(tree("\n\n"), layout)).toEqual({ ok: true, text: "" });
    expect(format(tree("// a"), layout)).toEqual({ ok: true, text: "// a\n" });
  });

  it("have one kind of line end and of blank", () => {
    expect(formatted("\ufeffa\u00a0{\r\n\tb\t c\r\n}\r\n", { columns: () => [9] })).toEqual([
      "a {",
      "  b c",
      "}",
    ]);
  });
});

describe("a text that is not sound", () => {
  it.each([
    [lines("a {", "  b"), "braces", 2],
    [lines("a", "}"), "braces", 2],
    [lines("a [b"), "braces", 2],
    [lines("a b]"), "braces", 3],
    [lines("a { b }"), "braces", 2],
    [lines('a "b'), "texts", 2],
  ])("is refused: %j", (text, reason, offset) => {
    expect(format(tree(text), layout)).toEqual({ ok: false, reason, offset });
  });

  it("is set nonetheless where nothing can go wrong", () => {
    expect(formatted(lines("use ;  $500,60"))).toEqual(["use ; $500,60"]);
    expect(formatted(lines("use 2015-02-30"))).toEqual(["use 2015-02-30"]);
  });
});
