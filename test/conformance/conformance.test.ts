import { canonicalText } from "@planwright/ratebook";
import { prepare, runExamples } from "@planwright/evaluator";
import { type Analysis, type Diagnostic, type Fix, LAYOUT, REGISTRY } from "@planwright/semantics";
import { format, parse } from "@planwright/syntax";
import { describe, expect, it } from "vitest";
import { expectGolden } from "../support/golden.ts";
import { compiled, findingsOf } from "../support/programs.ts";
import {
  analyzeCase,
  type Case,
  cases,
  censusOf,
  disagreements,
  goldenFile,
  marksOf,
  ownSources,
} from "./cases.ts";
import { explanations, unbalanced } from "./explanations.ts";
import { outline } from "./outline.ts";

const analyses = new Map(cases.map((one) => [one.name, analyzeCase(one)]));

function analysisOf({ name }: Case): Analysis {
  const analysis = analyses.get(name);
  if (!analysis) throw new Error(`no case ${name}`);
  return analysis;
}

const named = cases.map((one) => ({ name: one.name, one }));

describe("findings are those that are marked", () => {
  it.each(named)("$name", ({ one }) => {
    const analysis = analysisOf(one);
    expect(one.files.length, "a case has a program").toBeGreaterThan(0);
    expect(disagreements(analysis, ownSources(analysis).flatMap(marksOf))).toEqual([]);
  });
});

describe("goldens", () => {
  const wanted = (file: string) => named.filter(({ one }) => goldenFile(one, file) !== undefined);
  const files = (one: Case) => ownSources(analysisOf(one));

  it.each(wanted("tree.golden.txt"))("$name: the shape of its tree", ({ one }) => {
    const shapes = files(one).map(({ path, text }) => `== ${path}\n${outline(parse(path, text))}`);
    expectGolden(goldenFile(one, "tree.golden.txt") ?? "", shapes.join("\n"));
  });

  it.each(wanted("formatted.golden.plan"))("$name: the standard layout", ({ one }) => {
    const [only, ...others] = one.files;
    expect(others, "only the layout of one file is compared").toEqual([]);
    const result = format(parse(only?.path ?? "", only?.text ?? ""), LAYOUT);
    expectGolden(
      goldenFile(one, "formatted.golden.plan") ?? "",
      result.ok ? result.text : `${result.reason}\n`,
    );
  });

  it.each(wanted("ratebook.golden.json"))("$name: the rate book", ({ one }) => {
    const book: Record<string, unknown> = JSON.parse(canonicalText(compiled(analysisOf(one))));
    // What made it, and where each line was written, is no part of what it says.
    delete book.compiler;
    delete book.sources;
    expectGolden(goldenFile(one, "ratebook.golden.json") ?? "", `${JSON.stringify(book, null, 1)}\n`);
  });

  it.each(wanted("answers.golden.json"))("$name: the premiums of its census", ({ one }) => {
    const book = prepare(compiled(analysisOf(one)));
    const answers = censusOf(one).map((person) => book.rate(person));
    expectGolden(goldenFile(one, "answers.golden.json") ?? "", `${JSON.stringify(answers, null, 1)}\n`);
  });

  it.each(wanted("claims.golden.txt"))("$name: the claims of its examples, explained", ({ one }) => {
    expectGolden(goldenFile(one, "claims.golden.txt") ?? "", explanations(compiled(analysisOf(one))));
  });
});

describe("examples in a case pass, or give what their golden says", () => {
  const withExamples = named.filter(({ one }) => (analysisOf(one).program?.examples.length ?? 0) > 0);
  const isGolden = ({ one }: { one: Case }) => goldenFile(one, "examples.golden.json") !== undefined;

  it.each(withExamples.filter((each) => !isGolden(each)))("$name", ({ one }) => {
    const results = runExamples(prepare(compiled(analysisOf(one))));
    expect(results.filter(({ status }) => status === "fail")).toEqual([]);
    expect(results.length).toBeGreaterThan(0);
  });

  it.each(withExamples.filter(isGolden))("$name: what its examples say", ({ one }) => {
    const results = runExamples(prepare(compiled(analysisOf(one))));
    expectGolden(goldenFile(one, "examples.golden.json") ?? "", `${JSON.stringify(results, null, 1)}\n`);
  });
});

describe("the figures of each claim come to its charge", () => {
  const withClaims = named.filter(({ one }) =>
    analysisOf(one).program?.examples.some(({ claims }) => claims !== undefined),
  );

  it.each(withClaims)("$name", ({ one }) => {
    expect(unbalanced(compiled(analysisOf(one)))).toEqual([]);
  });
});

/** Findings without their places, which the layout moves. */
const bare = ({ diagnostics }: Analysis): string[] =>
  diagnostics.map(({ code, message }) => `${code} ${message}`).sort();

describe("setting a program in the standard layout changes no finding", () => {
  const sound = named.filter(({ one }) =>
    [...analysisOf(one).trees.values()].every(({ problems }) => problems.length === 0),
  );

  it.each(sound)("$name", ({ one }) => {
    const formatted = new Map(
      ownSources(analysisOf(one)).map(({ path, text }) => {
        const result = format(parse(path, text), LAYOUT);
        if (!result.ok) throw new Error(`${path}: ${result.reason}`);
        const again = format(parse(path, result.text), LAYOUT);
        expect(again, "a second time changes nothing").toEqual(result);
        return [path, result.text];
      }),
    );
    expect(bare(analyzeCase(one, formatted))).toEqual(bare(analysisOf(one)));
  });
});

/** The files of a program with the edits of a fix made. */
function fixed(analysis: Analysis, fix: Fix): Map<string, string> {
  const texts = new Map([...analysis.trees].map(([path, { text }]) => [path, text]));
  for (const { file, span, text } of [...fix.edits].sort((a, b) => b.span.start - a.span.start)) {
    const before = texts.get(file) ?? "";
    texts.set(file, before.slice(0, span.start) + text + before.slice(span.end));
  }
  return texts;
}

const timesFound = ({ diagnostics }: Analysis, { code, message }: Diagnostic): number =>
  diagnostics.filter((other) => other.code === code && other.message === message).length;

/** What can be read no more: a fix may bring the next question, and never a text that says nothing. */
function unreadable(before: Analysis, after: Analysis): readonly string[] {
  const said = ({ diagnostics }: Analysis) =>
    diagnostics.flatMap(({ code, message }) =>
      code.startsWith("PW00") && code !== "PW0024" ? [`${code} ${message}`] : [],
    );
  const known = said(before);
  return said(after).filter((one) => !known.includes(one));
}

describe("a fix that is offered takes its finding away, and leaves a text that can be read", () => {
  const fixable = named.flatMap(({ name, one }) =>
    analysisOf(one).diagnostics.flatMap((finding) =>
      finding.fixes.map((fix) => ({ name, one, finding, fix, code: finding.code, title: fix.title })),
    ),
  );

  it.each(fixable)("$name, $code: $title", ({ one, finding, fix }) => {
    const before = analysisOf(one);
    const after = analyzeCase(one, fixed(before, fix));
    expect(timesFound(after, finding), findingsOf(after).join("\n")).toBeLessThan(
      timesFound(before, finding),
    );
    expect(unreadable(before, after)).toEqual([]);
  });
});

/** Findings that have one or two obvious repairs: a line too many, a figure that would fit, a name nearly right. */
const REPAIRABLE =
  "PW0001 PW0002 PW0003 PW0004 PW0006 PW0011 PW0021 PW0024 PW1001 PW1002 PW1006 PW1009 PW2001 PW2002 PW2013 PW2016 " +
  "PW2101 PW2305 PW2306 PW2421 PW2501 PW2601 PW3001 PW3003 PW3101 PW4001 PW4002 PW4003 PW5002 PW5003 PW5103 PW5105 " +
  "PW5108 PW5150";

describe("what has an obvious repair offers it", () => {
  it.each(REPAIRABLE.split(" "))("%s", (code) => {
    const found = [...analyses.values()].flatMap(({ diagnostics }) => diagnostics);
    const offered = found.filter((one) => one.code === code && one.fixes.length > 0);
    expect(offered.length).toBeGreaterThan(0);
  });
});

describe("each code of the registry", () => {
  const codes = Object.keys(REGISTRY);
  const marked = new Set(
    cases.flatMap((one) => ownSources(analysisOf(one)).flatMap(marksOf)).map(({ code }) => code),
  );

  it.each(codes)("%s has a case that is named for it and marks it", (code) => {
    const own = cases.filter(
      ({ name }) => name.includes(`/${code.toLowerCase()}-`) && !name.endsWith("-near-miss"),
    );
    expect(own.length).toBeGreaterThan(0);
    for (const one of own)
      expect(
        ownSources(analysisOf(one))
          .flatMap(marksOf)
          .map((mark) => mark.code),
      ).toContain(code);
    expect(marked).toContain(code);
  });

  it.each(codes)("%s has a near miss, in which it is not found", (code) => {
    const near = cases.filter(({ name }) => name.endsWith(`/${code.toLowerCase()}-near-miss`));
    expect(near).toHaveLength(1);
    for (const one of near) {
      const { diagnostics, accepted } = analysisOf(one);
      expect([...diagnostics, ...accepted].map((finding) => finding.code)).not.toContain(code);
    }
  });

  it("no case marks a code that is none", () => {
    expect([...marked].filter((code) => !codes.includes(code))).toEqual([]);
  });
});
