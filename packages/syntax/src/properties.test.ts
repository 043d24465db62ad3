import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fragments, texts } from "../test/arbitrary.js";
import { drafts, layout, tree } from "../test/support.js";
import { format } from "./print.js";
import type { SourceTree, Span, Statement } from "./tree.js";
import { readValue, type ValueType } from "./values/index.js";

const WHITE = /^[ \t\r\n\ufeff\u00a0]*$/;

/** The stretches of a text that no token and no comment covers. */
function gaps({ text, tokens, comments }: SourceTree): string[] {
  const covered: Span[] = [
    ...tokens.map(({ startOffset, endOffset }) => ({ start: startOffset, end: endOffset + 1 })),
    ...comments.map(({ span }) => span),
  ].sort((a, b) => a.start - b.start);
  const result: string[] = [];
  let at = 0;
  for (const { start, end } of covered) {
    if (start < at || end <= start) throw new Error(`overlap at ${start}`);
    result.push(text.slice(at, start));
    at = end;
  }
  return [...result, text.slice(at)];
}

function everyStatement(statements: readonly Statement[]): Statement[] {
  return statements.flatMap((s) => (s.kind === "block" ? [s, ...everyStatement(s.children)] : [s]));
}

const runs = (numRuns: number): fc.Parameters<unknown> => ({ numRuns, seed: 20150101 });

describe("any text", () => {
  it("becomes a tree that holds each of its characters", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const source = tree(text);
        expect(gaps(source).filter((gap) => !WHITE.test(gap))).toEqual([]);
        const { tokens } = source;
        expect(tokens.map((t) => text.slice(t.startOffset, t.endOffset + 1))).toEqual(
          tokens.map((t) => t.image),
        );
      }),
      runs(3000),
    );
  });

  it("has statements that share no token, in its order", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { statements } = tree(text);
        let at = 0;
        for (const { from, to } of everyStatement(statements)) {
          expect(from).toBeGreaterThanOrEqual(at);
          expect(to).toBeGreaterThan(from);
          at = to;
        }
        expect(at).toBeLessThanOrEqual(text.length);
      }),
      runs(1000),
    );
  });

  it("has problems with places inside it, in order", () => {
    fc.assert(
      fc.property(texts, (text) => {
        let at = 0;
        for (const problem of tree(text).problems) {
          expect(problem.span.start).toBeGreaterThanOrEqual(at);
          expect(problem.span.end).toBeGreaterThan(problem.span.start);
          expect(problem.span.end).toBeLessThanOrEqual(text.length);
          if ("insertAt" in problem) expect(problem.insertAt).toBeLessThanOrEqual(text.length);
          at = problem.span.start;
        }
      }),
      runs(1000),
    );
  });
});

const HARMLESS = new Set(["stray character", "odd grouping", "no such day"]);

describe("formatting any text", () => {
  it("keeps its tokens and comments, and is done with after once; or refuses a text that is not sound", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const before = tree(text);
        const result = format(before, layout);
        if (!result.ok) {
          expect(before.problems.filter(({ kind }) => !HARMLESS.has(kind))).not.toEqual([]);
          return;
        }
        const after = tree(result.text);
        expect(after.tokens.map(({ image }) => image)).toEqual(before.tokens.map(({ image }) => image));
        expect(after.comments.map((c) => c.text)).toEqual(before.comments.map((c) => c.text));
        expect(format(after, layout)).toEqual(result);
      }),
      runs(3000),
    );
  });

  it.each(drafts)("$name changes nothing but white space, and nothing the second time", ({ text }) => {
    const result = format(tree(text), layout);
    if (!result.ok) throw new Error(result.reason);
    expect(result.text.replace(/\s+/g, "")).toBe(text.replace(/\s+/g, ""));
    expect(format(tree(result.text), layout)).toEqual(result);
  });
});

const TYPES: readonly ValueType[] = [
  ...(["expression", "figure", "condition", "range", "rounding", "names", "name", "nameOrLiteral"] as const),
  ...([
    "literal",
    "text",
    "dates",
    "guarantee",
    "unit",
    "inputLine",
    "volumeRule",
    "share",
    "requirement",
  ] as const),
  ...(["insures", "amountWhen", "heading", "declaration", "accept", "furtherMember", "formula"] as const),
  ...(["conditionDefinition", "load", "given", "expect"] as const),
];

/** Reads the tokens as each type of value; what cannot be read has its place among them. */
function readAll(source: SourceTree, from: number, to: number): void {
  const tokens = source.tokens.slice(from, to);
  for (const type of TYPES) {
    const result = readValue(type, tokens, { start: 0, end: 0 });
    const [first] = tokens;
    if (result.ok || !first) continue;
    expect(result.span.start).toBeGreaterThanOrEqual(first.startOffset);
    expect(result.span.end).toBeLessThanOrEqual((tokens.at(-1)?.endOffset ?? 0) + 1);
    if (result.found) expect(source.text.slice(result.span.start, result.span.end)).toBe(result.found);
  }
}

describe("reading values", () => {
  it("never fails on any run of tokens, whatever is expected", () => {
    fc.assert(
      fc.property(fragments, fc.nat(20), fc.nat(20), (text, from, count) => {
        readAll(tree(text), from, from + count);
      }),
      runs(300),
    );
  });

  it("never fails on the phrases of the drafts, whatever is expected", () => {
    for (const { text } of drafts) {
      const source = tree(text);
      for (const { from, to } of everyStatement(source.statements).filter((_, i) => i % 7 === 0)) {
        readAll(source, from + 1, to);
      }
    }
  });
});
