import { describe, expect, it } from "vitest";
import { excerpt, layout, lines, outlineOf, problemsOf, tree } from "../test/support.js";
import { MOST_CHARACTERS, MOST_DEPTH, parse } from "./parse.js";
import { format } from "./print.js";
import type { Block, Statement } from "./tree.js";

function blockAt(statements: readonly Statement[], at: number): Block {
  const statement = statements[at];
  if (statement?.kind !== "block") throw new Error("not a block");
  return statement;
}

describe("a line", () => {
  it("is a statement", () => {
    expect(outlineOf(lines("use standard", "input age  age"))).toEqual(["use standard", "input age age"]);
  });

  it("goes on while the next lines are indented deeper", () => {
    const text = lines(
      "ends  later of age 65 and normal_retirement_age",
      '      chosen because "Printed: to age 65"',
      '        "or SSNRA"',
      "begins now",
    );
    expect(outlineOf(text)).toEqual([
      "ends later of age 65 and normal_retirement_age (chosen) (because Printed: to age 65 or SSNRA)",
      "begins now",
    ]);
  });

  it("does not go on after a blank line, nor at the same indentation", () => {
    expect(outlineOf(lines("a b", "", "  c d", "e"))).toEqual(["a b", "c d", "e"]);
    expect(outlineOf(lines("a (b", "c)"))).toEqual(["a ( b", "c )"]);
  });

  it("goes on in lines that are two columns deeper; one column is a slip", () => {
    expect(outlineOf(lines("a", "  b", "c"))).toEqual(["a b", "c"]);
    expect(outlineOf(lines("a", " b", "c"))).toEqual(["a", "b", "c"]);
  });

  it("counts a tab as the columns up to the next fourth", () => {
    expect(outlineOf(lines("    a", "\t  b", "\tc"))).toEqual(["a b", "c"]);
    expect(outlineOf(lines("a", "  \tb", "   c"))).toEqual(["a b c"]);
  });

  it("is the same with carriage returns and without a line end at its end", () => {
    expect(outlineOf("a b\r\n  c\r\nd")).toEqual(["a b c", "d"]);
  });

  it("keeps comments between the lines it goes on in", () => {
    const text = lines("a b  // one", "    // two", "  c  // three", "d");
    expect(outlineOf(text)).toEqual(["a b c", "d"]);
    expect(tree(text).statements[0]).toMatchObject({
      comments: [{ text: "// one" }, { text: "// two" }, { text: "// three" }],
    });
  });

  it("does not swallow a comment that belongs to the next one", () => {
    const text = lines("a b", "  // of c", "c");
    expect(tree(text).statements[0]).toMatchObject({ comments: [] });
    expect(tree(text).statements[1]).toMatchObject({ above: [{ kind: "comment", text: "// of c" }] });
  });

  it("knows its tokens and its span", () => {
    const text = lines("a b", "  c  [1]", "d");
    const { statements } = tree(text);
    expect(statements.map(({ from, to }) => [from, to])).toEqual([
      [0, 12],
      [13, 14],
    ]);
    expect(statements.map(({ span }) => excerpt(text, span))).toEqual(["a b\n  c  [1]", "d"]);
  });
});

describe("a row", () => {
  it("is a line with a bar", () => {
    expect(outlineOf(lines("plan by tier | employee |  family", "gold_ppo | $5 | not offered"))).toEqual([
      "plan by tier | employee | family",
      "gold_ppo | $5 | not offered",
    ]);
  });

  it("is whole: it neither continues a line nor is continued", () => {
    expect(outlineOf(lines("a", "  b | c", "    d"))).toEqual(["a", "b | c", "d"]);
  });

  it("may have empty cells", () => {
    expect(outlineOf("| a ||")).toEqual([" | a |  | "]);
    expect(tree("| a ||").statements[0]).toMatchObject({
      cells: [{ span: { start: 0, end: 0 } }, {}, {}, {}],
    });
  });

  it("gives each cell its span, marks included", () => {
    const text = "gold | $5 [1] |  x";
    const [row] = tree(text).statements;
    const cells = row?.kind === "row" ? row.cells : [];
    expect(cells.map(({ span }) => excerpt(text, span))).toEqual(["gold", "$5 [1]", "x"]);
  });
});

describe("a block", () => {
  const program = lines(
    "// Pages 4 to 6",
    'plan gold "Gold PPO" for medical {  // the first',
    "  product ppo",
    "",
    "  benefits {",
    "    service | pays",
    "    // the only one",
    "    visit   | $20",
    "    // after it",
    "  }  // of benefits",
    "}",
    "",
    "// the end",
  );

  it("holds what stands between its braces", () => {
    expect(outlineOf(program)).toEqual([
      'plan gold "Gold PPO" for medical {',
      "  product ppo",
      "  benefits {",
      "    service | pays",
      "    visit | $20",
    ]);
    expect(problemsOf(program)).toEqual([]);
  });

  it("keeps comments and blank lines where they are", () => {
    const { statements, below, comments } = tree(program);
    const plan = blockAt(statements, 0);
    const benefits = blockAt(plan.children, 1);
    expect(plan).toMatchObject({
      above: [{ text: "// Pages 4 to 6" }],
      comments: [{ text: "// the first" }],
    });
    expect(benefits).toMatchObject({ above: [{ kind: "blank" }], below: [{ text: "// after it" }] });
    expect(benefits.children[1]).toMatchObject({ above: [{ text: "// the only one" }] });
    expect(benefits.closingComment?.text).toBe("// of benefits");
    expect(below).toMatchObject([{ kind: "blank" }, { text: "// the end" }]);
    expect(comments).toHaveLength(6);
  });

  it("reaches from its heading to its closing brace", () => {
    const plan = blockAt(tree(program).statements, 0);
    expect(excerpt(program, plan.span)).toBe('plan gold "Gold PPO" for medical');
    expect(excerpt(program, plan.whole)).toMatch(/^plan gold [\s\S]*\n\}$/);
  });

  it("may have a heading over several lines", () => {
    const text = lines('plan gold "Gold"', "    for medical", "    like silver {", "  product ppo", "}");
    expect(outlineOf(text)).toEqual(['plan gold "Gold" for medical like silver {', "  product ppo"]);
    expect(problemsOf(text)).toEqual([]);
  });

  it("may be empty", () => {
    expect(outlineOf(lines("plan gold {", "}"))).toEqual(["plan gold {"]);
  });

  it("is told by its braces as long as they agree, whatever the indentation", () => {
    const text = lines("plan gold {", "product ppo", "benefits {", "a | b", "}", "  }", "use x");
    expect(outlineOf(text)).toEqual(["plan gold {", "  product ppo", "  benefits {", "    a | b", "use x"]);
    expect(problemsOf(text)).toEqual([]);
  });

  it(`may stand ${MOST_DEPTH} deep; what is deeper is left out`, () => {
    const nested = (depth: number) =>
      lines(...Array<string>(depth).fill("a {"), ...Array<string>(depth).fill("}"));
    expect(problemsOf(nested(MOST_DEPTH))).toEqual([]);
    expect(problemsOf(nested(MOST_DEPTH + 3))).toEqual(["too deep: a"]);
    expect(outlineOf(nested(MOST_DEPTH + 3))).toHaveLength(MOST_DEPTH + 1);
    expect(tree(nested(MOST_DEPTH + 3)).problems[0]).toMatchObject({ most: MOST_DEPTH });
  });
});

describe("a file", () => {
  it("may be empty, or nothing but comments", () => {
    expect(outlineOf("")).toEqual([]);
    expect(tree("// a").below).toMatchObject([{ text: "// a" }]);
    expect(tree("\n\n").lineStarts).toEqual([0, 1, 2]);
  });

  it.each([
    ["strange characters", "; ".repeat(200_000)],
    ["brackets", "[".repeat(200_000)],
    ["blanks in a text that is not closed", `"${" ".repeat(200_000)}x`],
    ["braces", "a { b }} ".repeat(50_000)],
    ["blocks in one another", "a {\n".repeat(50_000)],
    ["surplus braces", `a {\n${"  }\n".repeat(50_000)}`],
    ["lines", "a b\n".repeat(150_000)],
  ])("may hold very many %s", (_what, text) => {
    const source = tree(text);
    expect(source.tokens.length).toBeGreaterThan(0);
    expect(format(source, layout).ok).toBe(source.problems.every(({ kind }) => kind === "stray character"));
  });

  it("that is too long is not read", () => {
    const { problems, statements } = parse("long.plan", "a".repeat(MOST_CHARACTERS + 1));
    expect(problems).toEqual([{ kind: "too long", span: { start: 0, end: 0 }, most: MOST_CHARACTERS }]);
    expect(statements).toEqual([]);
  });
});
