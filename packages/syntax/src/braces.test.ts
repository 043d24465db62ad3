import { describe, expect, it } from "vitest";
import { excerpt, lines, outlineOf, problemsOf, tree } from "../test/support.js";

const gold = ["plan gold {", "  product ppo", "  benefits {", "    visit | $20", "  }", "}"];
const silver = ["", "// the next", "plan silver {", "  product hmo", "}"];
const sound = lines(...gold, ...silver);

/** The two plans above with some lines changed. */
function changed(change: (lines: string[]) => unknown): string {
  const all = [...gold, ...silver];
  change(all);
  return lines(...all);
}

const soundOutline = [
  "plan gold {",
  "  product ppo",
  "  benefits {",
  "    visit | $20",
  "plan silver {",
  "  product hmo",
];

/** The text after the fixes that its problems offer, one after the other. */
function repaired(text: string): string {
  const [problem] = tree(text).problems;
  if (problem?.kind === "brace not closed") {
    return repaired(text.slice(0, problem.insertAt) + problem.insert + text.slice(problem.insertAt));
  }
  if (problem?.kind === "heading without brace") {
    return repaired(`${text.slice(0, problem.insertAt)} {${text.slice(problem.insertAt)}`);
  }
  return text;
}

describe("a missing closing brace", () => {
  it("of an outer block is found by the indentation of what follows", () => {
    const text = changed((all) => all.splice(5, 1));
    expect(outlineOf(text)).toEqual(soundOutline);
    expect(problemsOf(text)).toEqual(["brace not closed: {"]);
    expect(tree(text).problems[0]).toMatchObject({ span: { start: 10 }, insert: "}\n" });
  });

  it("of an inner block is found by the brace of the outer one", () => {
    const text = changed((all) => all.splice(4, 1));
    expect(outlineOf(text)).toEqual(soundOutline);
    expect(problemsOf(text)).toEqual(["brace not closed: {"]);
  });

  it("is put back behind the last line of its block", () => {
    expect(repaired(changed((all) => all.splice(5, 1)))).toBe(sound);
    expect(repaired(changed((all) => all.splice(4, 1)))).toBe(sound);
    expect(repaired(changed((all) => all.splice(10, 1)))).toBe(sound);
    expect(repaired("plan a {\n  b")).toBe("plan a {\n  b\n}\n");
  });

  it("points at the line that shows it, unless the file ends", () => {
    const text = changed((all) => all.splice(5, 1));
    const [problem] = tree(text).problems;
    expect(problem?.kind === "brace not closed" && problem.until && excerpt(text, problem.until)).toBe(
      "plan silver {",
    );
    expect(tree("plan a {\n  b\n").problems[0]).toMatchObject({ until: undefined });
  });

  it("leaves a comment with the statement under it", () => {
    const { statements } = tree(changed((all) => all.splice(5, 1)));
    expect(statements[1]).toMatchObject({ above: [{ kind: "blank" }, { text: "// the next" }] });
  });

  it("of several blocks is one problem each", () => {
    const text = lines("a {", "  b {", "    c {", "      d", "e {", "  f", "}");
    expect(problemsOf(text)).toHaveLength(3);
    expect(repaired(text)).toBe(
      lines("a {", "  b {", "    c {", "      d", "    }", "  }", "}", "e {", "  f", "}"),
    );
  });

  it("is one problem in a file without indentation, at its end", () => {
    const text = lines("a {", "b", "c {", "d", "}", "e {", "f", "}", "g");
    expect(problemsOf(text)).toEqual(["brace not closed: {"]);
  });
});

describe("a surplus closing brace", () => {
  it.each([
    ["between blocks", 6, "}"],
    ["within a block, at its margin", 1, "}"],
    ["within an inner block", 3, "  }"],
    ["within an inner block, at the outer margin", 3, "}"],
    ["at no block's margin", 3, "   }"],
  ])("%s closes nothing", (_where, at, brace) => {
    const text = changed((all) => all.splice(at, 0, brace));
    expect(problemsOf(text)).toEqual([expect.stringMatching(/^brace not opened: \}$/)]);
    expect(outlineOf(text).filter((line) => !line.includes("(leftover)"))).toEqual(soundOutline);
  });

  it("is kept as a statement of its own, with its comment", () => {
    expect(tree("a\n}  // why\n").statements[1]).toMatchObject({
      kind: "leftover",
      comments: [{ text: "// why" }],
    });
  });
});

describe("a missing opening brace", () => {
  it("makes a heading all the same, when a brace closes the lines below", () => {
    const text = changed((all) => all.splice(2, 1, "  benefits"));
    expect(outlineOf(text)).toEqual(soundOutline);
    expect(problemsOf(text)).toEqual(["heading without brace: benefits"]);
    expect(repaired(text)).toBe(sound);
  });

  it("points at the brace that closes", () => {
    const text = changed((all) => all.splice(0, 1, "plan gold  // x"));
    const [problem] = tree(text).problems;
    expect(problem).toMatchObject({ kind: "heading without brace", span: { start: 0, end: 9 }, insertAt: 9 });
    expect(problem?.kind === "heading without brace" && text.slice(problem.closing.start)).toMatch(/^\}\n\n/);
  });
});

describe("a surplus opening brace", () => {
  it("at the end of a line opens a block that ends at once", () => {
    const text = changed((all) => all.splice(1, 1, "  product ppo {"));
    expect(problemsOf(text)).toEqual(["brace not closed: {"]);
    expect(outlineOf(text)).toEqual(["plan gold {", "  product ppo {", ...soundOutline.slice(2)]);
  });

  it("alone on a line, at the margin of a block around it, opens nothing", () => {
    const text = changed((all) => all.splice(3, 0, "{"));
    expect(problemsOf(text)).toEqual(["brace inside a line: {"]);
    expect(outlineOf(text).filter((line) => !line.includes("(leftover)"))).toEqual(soundOutline);
  });
});

describe("a brace inside a line", () => {
  it("is reported, and not read, where the others agree", () => {
    const text = changed((all) => all.splice(1, 1, "  prod{uct ppo"));
    expect(problemsOf(text)).toEqual(["brace inside a line: {"]);
    expect(outlineOf(text)).toEqual(["plan gold {", "  prod uct ppo", ...soundOutline.slice(2)]);
    expect(problemsOf("a | b } c")).toEqual(["brace inside a line: }"]);
  });

  it("is reported, and read, where a line break was lost", () => {
    const text = lines(
      "plan gold {  product ppo",
      "  benefits {",
      "    visit | $20  }}",
      "",
      "plan silver {",
    );
    expect(problemsOf(`${text}  product hmo }\n`)).toEqual([
      "brace inside a line: {",
      "brace inside a line: }",
      "brace inside a line: }",
      "brace inside a line: }",
    ]);
    expect(outlineOf(`${text}  product hmo }\n`)).toEqual(soundOutline);
  });

  it("is read in a block on one line", () => {
    const text = "plan gold { product ppo }";
    expect(outlineOf(text)).toEqual(["plan gold {", "  product ppo"]);
    expect(problemsOf(text)).toEqual(["brace inside a line: {", "brace inside a line: }"]);
    expect(outlineOf(lines("a {", "  b { c { d } e }", "}"))).toEqual([
      ...["a {", "  b {", "    c {", "      d", "    e"],
    ]);
  });

  it("is read in a block on one line where another brace is missing", () => {
    const text = lines("a {", "  b { c }", "  d", "e {", "  f", "}");
    expect(outlineOf(text)).toEqual(["a {", "  b {", "    c", "  d", "e {", "  f"]);
    expect(problemsOf(text)).toEqual([
      "brace not closed: {",
      "brace inside a line: {",
      "brace inside a line: }",
    ]);
  });

  it("is the second of two that close, and the first before other words", () => {
    expect(problemsOf(lines("a {", "  b {", "    c", "}}"))).toEqual(["brace inside a line: }"]);
    expect(tree(lines("a {", "  b {", "    c", "}}")).problems[0]?.span.start).toBe(17);
    expect(problemsOf(lines("a {", "  c", "} d"))).toEqual(["brace inside a line: }"]);
  });

  it("cannot open a block from a row, but is understood to", () => {
    const text = lines("plan | gold {", "  product ppo", "}");
    expect(problemsOf(text)).toEqual(["brace inside a line: {"]);
    expect(outlineOf(text)).toEqual(["plan gold {", "  product ppo"]);
  });
});

describe("problems", () => {
  it("come in the order of the text", () => {
    const text = lines("a ; $5,0", "b [x", 'c "', "d 2015-02-30", "}", "e {");
    const starts = tree(text).problems.map(({ span }) => span.start);
    expect(starts).toHaveLength(7);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
  });
});
