// Every finding has a page, and every page is right: what it calls wrong is reported, what it calls right is not.
//
// A page shows only the lines that matter. They are one more file of a small program, `diagnostics/base.plan`; what
// they say themselves, they say in place of what stands there (see `completed`). A block of plan lines
//   under "## Wrong"       gives the finding of the page, and at most one other beside it;
//   under "## Right"       does not give it, and has no error;
//   under "## What to do"  is another way out, checked as one that is right; or, if it begins with `accept`, goes
//                          below what is wrong, and takes the finding away.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { format, MOST_DEPTH, parse, type Statement } from "@planwright/syntax";
import { describe, expect, it } from "vitest";
import { analyze } from "../analyze.js";
import { LAYOUT } from "../layout.js";
import type { SourceFile } from "../source.js";
import { PAGES } from "./pages.generated.js";
import { type Code, isCode, REGISTRY } from "./registry.js";
import type { Diagnostic } from "./report.js";

const FOLDER = fileURLToPath(new URL("../../diagnostics/", import.meta.url));
const read = (name: string): string => readFileSync(FOLDER + name, "utf8").replaceAll("\r\n", "\n");
const BASE = read("base.plan");
const CODES = Object.keys(REGISTRY).filter(isCode);

/** The day on which the pages are read. */
const TODAY = "2026-03-01";

/** Findings that nothing reports yet. They get their page when something does. */
const NOT_REPORTED: ReadonlySet<Code> = new Set<Code>();
const WITH_PAGE = CODES.filter((code) => !NOT_REPORTED.has(code));

/** Found by answering examples, which the host does: test/check-examples.test.ts looks at this page. */
const ANSWERED: ReadonlySet<Code> = new Set<Code>(["PW5150"]);

/** What no few lines can show. */
const COMPOSED: Partial<Record<Code, string>> = {
  PW0013: `plan gold "Gold" for medical {\n${"features {\n".repeat(MOST_DEPTH)}${"}\n".repeat(MOST_DEPTH)}}\n`,
};

/** The folders that a page may name: what the host would find beside the program. */
const readFolder = (path: string): readonly SourceFile[] | undefined =>
  path === "../shared" ? [{ path: "../shared/carriers.plan", text: "" }] : undefined;

const SECTIONS = ["Wrong", "Right", "What to do", "See also"] as const;
type Section = (typeof SECTIONS)[number];

/** A page by its parts; a part that is missing is empty. */
interface Page {
  readonly title: string;
  readonly headings: readonly string[];
  readonly text: Readonly<Record<Section, string>>;
}

function pageOf(code: Code): Page {
  const [top = "", ...rest] = read(`${code}.md`).split(/^## /m);
  const parts = new Map(rest.map((part) => [part.slice(0, part.indexOf("\n")), part]));
  const text = (section: Section) => parts.get(section) ?? "";
  return {
    title: top.slice(0, top.indexOf("\n")),
    headings: [...parts.keys()],
    text: {
      Wrong: text("Wrong"),
      Right: text("Right"),
      "What to do": text("What to do"),
      "See also": text("See also"),
    },
  };
}

/** A block of plan lines. */
const PLAN = /^```plan\n([\s\S]*?)^```$/gm;
const plansIn = (part: string): string[] => [...part.matchAll(PLAN)].map(([, lines = ""]) => lines);

/** The lines as the formatter sets them, unless what is wrong with them stops it. */
function laidOut(lines: string): string {
  const result = format(parse("", lines), LAYOUT);
  return result.ok ? result.text : lines;
}

/** Compares a file with what it should hold; rewrites it under `npm run goldens`. */
function expectFile(name: string, text: string): void {
  if (process.env.UPDATE_GOLDENS) writeFileSync(FOLDER + name, text);
  expect(read(name)).toBe(text);
}

/** Statements that there may be several of, told apart by the name after their first word. */
const NAMED: ReadonlySet<string> = new Set(["plan", "coverage", "input", "formula", "condition"]);

/** What a statement says something about: `tiers`, `plan gold`. */
function subjectOf(statement: Statement): string {
  const words = statement.kind === "block" || statement.kind === "property" ? statement.items : [];
  const [first = "", second = ""] = words.map(({ image }) => image);
  return NAMED.has(first) ? `${first} ${second}` : first;
}

/** The files of the small program: its own, without what the lines say themselves, and the lines. */
function completed(lines: string): readonly SourceFile[] {
  const said = new Set(parse("", lines).statements.map(subjectOf));
  const kept = parse("", BASE).statements.filter((statement) => !said.has(subjectOf(statement)));
  const textOf = (statement: Statement) => {
    const { start, end } = statement.kind === "block" ? statement.whole : statement.span;
    return BASE.slice(start, end);
  };
  return [
    { path: "base.plan", text: kept.map((statement) => `${textOf(statement)}\n`).join("") },
    { path: "page.plan", text: lines },
  ];
}

const findings = (lines: string): readonly Diagnostic[] =>
  analyze(".", completed(lines), readFolder, { today: TODAY }).diagnostics;

const shown = ({ code, message }: Diagnostic): string => `${code} ${message}`;
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

it("the small program behind the pages has nothing to correct, and is in the standard layout", () => {
  expectFile("base.plan", laidOut(BASE));
  expect(analyze(".", [{ path: "base.plan", text: BASE }]).diagnostics.map(shown)).toEqual([]);
});

it("each finding has a page, and each page is of a finding", () => {
  const pages = readdirSync(FOLDER).filter((name) => name.endsWith(".md") && name !== "README.md");
  expect(pages.sort()).toEqual(WITH_PAGE.map((code) => `${code}.md`).sort());
  expect(Object.keys(PAGES).sort()).toEqual([...WITH_PAGE].sort());
});

describe.each(WITH_PAGE)("the page of %s", (code) => {
  const page = pageOf(code);
  const wrong = COMPOSED[code] ?? plansIn(page.text.Wrong).join("\n");
  const more = plansIn(page.text["What to do"]);
  const accepting = more.filter((lines) => lines.startsWith("accept"));

  it("has the title of the finding, and its parts in order", () => {
    expect(page.title).toBe(`# ${code} ${capital(REGISTRY[code].title)}`);
    expect(page.headings).toEqual(SECTIONS);
  });

  it("fits a terminal of 100 columns, where blocks are set in by two", () => {
    const text = read(`${code}.md`);
    const inBlocks = [...text.matchAll(/^```\w+\n([\s\S]*?)^```$/gm)].flatMap(([, lines = ""]) =>
      lines.split("\n"),
    );
    expect(text.split("\n").filter((line) => line.length > 100)).toEqual([]);
    expect(inBlocks.filter((line) => line.length > 98)).toEqual([]);
  });

  it("shows lines in the standard layout", () => {
    const text = read(`${code}.md`);
    expectFile(
      `${code}.md`,
      text.replace(PLAN, (block, lines: string) => block.replace(lines, () => laidOut(lines))),
    );
  });

  it.skipIf(ANSWERED.has(code))("shows what is wrong", () => {
    const found = findings(wrong);
    expect(found.map((finding) => finding.code)).toContain(code);
    expect(found.length, found.map(shown).join("\n")).toBeLessThanOrEqual(2);
  });

  it("shows what is right", () => {
    expect(plansIn(page.text.Right)).toHaveLength(1);
    const found = [...plansIn(page.text.Right), ...more].filter((lines) => !accepting.includes(lines));
    const faults = found.flatMap(findings).filter((f) => f.code === code || f.severity === "error");
    expect(faults.map(shown)).toEqual([]);
  });

  // PW4002 and PW4003 are about acceptances; they are put right, never accepted.
  it("shows how it is accepted, if it can be", () => {
    const acceptable = REGISTRY[code].severity !== "error" && code !== "PW4002" && code !== "PW4003";
    expect(accepting).toHaveLength(acceptable ? 1 : 0);
    // A page shows the rates of one coverage; that the others of the base have none is not what it is about.
    const noise = code === "PW2018" ? undefined : "PW2018";
    for (const lines of accepting) {
      const left = findings(`${wrong}\n${lines}`).filter((finding) => finding.code !== noise);
      expect(left.map(shown)).toEqual([]);
    }
  });

  it("leads to other pages by their titles", () => {
    const lines = page.text["See also"].trim().split("\n").slice(1).filter(Boolean);
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) {
      const [, other = ""] = /^- \[(PW\d{4})\]/.exec(line) ?? [];
      expect(WITH_PAGE.filter((known) => known === other && known !== code)).toHaveLength(1);
      if (isCode(other)) expect(line).toBe(`- [${other}](${other}.md) ${capital(REGISTRY[other].title)}`);
    }
  });
});
