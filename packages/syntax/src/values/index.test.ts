import { describe, expect, it } from "vitest";
import { failure, read } from "../../test/brief.js";
import { excerpt, tree } from "../../test/support.js";
import { MOST_NESTING, MOST_OPERATORS, readValue } from "./index.js";

describe("the place of a value", () => {
  it("is that of its words", () => {
    const text = "given volume $100,000 of basic_life";
    const result = readValue("given", tree(text).tokens.slice(1), { start: 0, end: 0 });
    if (!result.ok || result.value.kind !== "value") throw new Error("not understood");
    const { span, what, value, of } = result.value;
    expect([span, what.span, value.span].map((place) => excerpt(text, place))).toEqual([
      "volume $100,000 of basic_life",
      "volume",
      "$100,000",
    ]);
    expect(of && excerpt(text, of.span)).toBe("basic_life");
  });

  it("is the given one for a phrase without words", () => {
    const nowhere = { start: 7, end: 9 };
    expect(readValue("expression", [], nowhere)).toEqual({ ok: false, span: nowhere, found: undefined });
  });
});

describe("a phrase that goes too deep", () => {
  const nested = (depth: number) => `${"(".repeat(depth)}a${")".repeat(depth)}`;

  it(`stops at the bracket that is deeper than ${MOST_NESTING}`, () => {
    expect(read("expression", nested(MOST_NESTING))).toBe("a");
    expect(failure("expression", nested(MOST_NESTING + 1))).toMatch(/^stops at \(a\)+$/);
    expect(failure("condition", nested(10_000))).toMatch(/^stops at \(/);
  });

  it("counts the words that pick as brackets", () => {
    const phrase = `${"lesser of ".repeat(MOST_NESTING + 1)}a${" and b".repeat(MOST_NESTING + 1)}`;
    expect(failure("expression", phrase)).toMatch(/^stops at lesser of a and b/);
    expect(read("expression", `lesser of ${nested(MOST_NESTING - 1)} and b`)).toBe("lesser(a, b)");
  });

  it(`stops at the operator after ${MOST_OPERATORS} others`, () => {
    expect(failure("expression", `a${" + a".repeat(MOST_OPERATORS)}`)).toBe("is understood");
    expect(failure("expression", `a${" + a".repeat(MOST_OPERATORS + 1)}`)).toBe("stops at + a");
  });

  it("does not take one phrase's failure into the next", () => {
    expect(failure("expression", "lesser of (a")).toBe("ends too early after ...a");
    expect(read("expression", "a + b")).toBe("(a + b)");
  });
});
