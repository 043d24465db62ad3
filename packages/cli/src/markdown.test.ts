import { describe, expect, it } from "vitest";
import { forTerminal } from "./markdown.js";
import { colors } from "./text.js";

const plain = colors(false);
const shown = (markdown: string, width = 100): string[] => forTerminal(markdown, width, plain).split("\n");

describe("a page on a terminal", () => {
  it("breaks a paragraph at the width, wherever its lines ended", () => {
    expect(shown("Two bands hold the same\nvalue, so there are\ntwo answers.", 30)).toEqual([
      "Two bands hold the same value,",
      "so there are two answers.",
    ]);
  });

  it("keeps paragraphs, headings and blocks apart", () => {
    expect(shown("One.\n\n## Wrong\n\nTwo.")).toEqual(["One.", "", "Wrong", "", "Two."]);
  });

  it("marks headings where there are colours", () => {
    expect(forTerminal("## Wrong", 100, colors(true))).toBe("\u001b[1mWrong\u001b[22m");
  });

  it("sets a block in and leaves its lines as they are, however long", () => {
    const block = "```plan\nrates for life {\n\n  rate  $0.276\n}\n```";
    expect(shown(block, 10)).toEqual(["  rates for life {", "", "    rate  $0.276", "  }"]);
  });

  it("takes what looks like a heading or an item in a block for what it is", () => {
    expect(shown("```text\n# one\n- two\n```")).toEqual(["  # one", "  - two"]);
  });

  it("points to each item of a list, and sets its further lines in", () => {
    expect(shown("- Add the row or the\n  column.\n- Say so.", 20)).toEqual([
      "→ Add the row or the",
      "  column.",
      "→ Say so.",
    ]);
  });

  it("does not break what stands between backticks", () => {
    expect(shown("Write `70 and over` there.", 14)).toEqual(["Write", "`70 and over`", "there."]);
  });

  it("shows a link by its words", () => {
    expect(shown("- [PW2002](PW2002.md) A value is in two bands")).toEqual([
      "→ PW2002 A value is in two bands",
    ]);
  });
});
