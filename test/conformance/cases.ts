// A case is a folder with a program; its files say on which lines findings are due.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Analysis, analyze, type SourceFile } from "@planwright/semantics";
import { findingText, plansIn, runExamples } from "../support/programs.ts";

const HERE = fileURLToPath(new URL(".", import.meta.url));

export interface Case {
  /** `bands/pw2001-gap`. */
  readonly name: string;
  readonly folder: string;
  readonly files: readonly SourceFile[];
}

const foldersIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

/** Every case: `<topic>/<case>`. Folders deeper than that belong to the case that uses them. */
export const cases: readonly Case[] = foldersIn(HERE).flatMap((topic) =>
  foldersIn(join(HERE, topic)).map((name) => {
    const folder = join(HERE, topic, name);
    return { name: `${topic}/${name}`, folder, files: plansIn(folder, folder) ?? [] };
  }),
);

/** Checks a program that stands in the folder of a case; `replaced` files are read instead of those on disk. */
export function analyzeCase(
  { folder, files }: Case,
  replaced: ReadonlyMap<string, string> = new Map(),
): Analysis {
  const current = (of: readonly SourceFile[] | undefined) =>
    of?.map(({ path, text }) => ({ path, text: replaced.get(path) ?? text }));
  const readFolder = (other: string) => current(plansIn(join(folder, other), folder));
  return analyze(".", current(files) ?? [], readFolder, { today: TODAY, runExamples });
}

/** The day on which the cases are checked. */
const TODAY = "2026-03-01";

/** A finding that is due on a line: its code and a part of its message. */
export interface Mark {
  readonly file: string;
  readonly line: number;
  readonly accepted: boolean;
  /**
   * In the transcription of a document: the ids of the faults that it is, as `test/fixtures/inconsistencies.json` has
   * them; `also` for a true fault that is not in that list, `false alarm` for what is none.
   */
  readonly faults: readonly string[];
  readonly code: string;
  readonly part: string;
}

const MARK = /\/\/ \^ (.*)$/;
const DUE = /^(?:(also|false alarm|[A-Z]\d\d(?:, [A-Z]\d\d)*): )?(accepted )?(PW\d{4})(?: (.*))?$/;

/**
 * The marks of a file: `// ^ PW2001 Age 70 ; PW2002`. What a program accepts is marked `accepted PW2107`. A mark on a
 * line of its own stands for the nearest line above that is no mark. Before the code may stand which faults of a
 * document it is: `// ^ S03, S04: PW2001 Age 70`, `// ^ also: PW2001`, `// ^ false alarm: PW2001`.
 */
export function marksOf({ path, text }: SourceFile): Mark[] {
  const marks: Mark[] = [];
  let line = 0;
  for (const [i, written] of text.split(/\r?\n/).entries()) {
    if (!/^\s*\/\/ \^ /.test(written)) line = i + 1;
    for (const due of (MARK.exec(written)?.[1] ?? "").split(/ ; | \^ /).filter((part) => part !== "")) {
      const [, faults, accepted, code = "", part = ""] = DUE.exec(due.trim()) ?? [];
      if (code === "") throw new Error(`${path}:${i + 1}: “${due}” is no mark`);
      marks.push({
        file: path,
        line,
        accepted: accepted !== undefined,
        faults: faults?.split(", ") ?? [],
        code,
        part,
      });
    }
  }
  return marks;
}

/** Where findings and marks do not agree, in words; empty when they do. */
export function disagreements(analysis: Analysis, marks: readonly Mark[]): string[] {
  const open = [...marks];
  const found = [
    ...analysis.diagnostics.map((finding) => ({ finding, accepted: false })),
    ...analysis.accepted.map((finding) => ({ finding, accepted: true })),
  ];
  const unmarked = found.flatMap(({ finding, accepted }) => {
    const text = findingText(finding, analysis);
    const at = open.findIndex(
      (mark) =>
        mark.accepted === accepted &&
        mark.code === finding.code &&
        text.startsWith(`${mark.file}:${mark.line} `) &&
        finding.message.includes(mark.part),
    );
    if (at < 0) return [`not marked:  ${accepted ? "accepted " : ""}${text}`];
    open.splice(at, 1);
    return [];
  });
  return [
    ...unmarked,
    ...open.map(
      ({ file, line, accepted, code, part }) =>
        `not found:   ${file}:${line} ${accepted ? "accepted " : ""}${code} ${part}`,
    ),
  ];
}

/** All files that a program read from its folder and those below it, not the standard library. */
export const ownSources = ({ trees }: Analysis): SourceFile[] =>
  [...trees].filter(([path]) => !path.startsWith("standard/")).map(([path, { text }]) => ({ path, text }));

/** The golden files of a case: one that exists is compared, so an empty file asks for one. */
export function goldenFile({ folder }: Case, name: string): string | undefined {
  const file = join(folder, name);
  return existsSync(file) ? file : undefined;
}

/** The rows of a `census.csv`, whose cells hold neither commas nor quotes. */
export function censusOf({ folder }: Case): Readonly<Record<string, string>>[] {
  const [header = "", ...rows] = readFileSync(join(folder, "census.csv"), "utf8").trimEnd().split("\n");
  const columns = header.split(",");
  return rows.map((row) => {
    const cells = row.split(",");
    return Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? ""]));
  });
}
