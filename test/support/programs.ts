// What the tests across packages share: programs from folders or from a text, checked, compiled and rated.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "@planwright/compiler";
import { type Book, prepare, runExamples as run } from "@planwright/evaluator";
import type { RateBook } from "@planwright/ratebook";
import {
  type Analysis,
  analyze,
  type Diagnostic,
  type RunExamples,
  type SourceFile,
} from "@planwright/semantics";
import { positionAt } from "@planwright/syntax";

/** The folder of the repository. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

export const slashed = (path: string): string => path.replaceAll("\\", "/");

/** The `.plan` files of a folder, with paths relative to `base`; nothing when there is no such folder. */
export function plansIn(folder: string, base = ROOT): SourceFile[] | undefined {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return undefined;
  return readdirSync(folder)
    .filter((name) => name.endsWith(".plan") && !name.includes(".golden."))
    .sort()
    .map((name) => join(folder, name))
    .map((file) => ({ path: slashed(relative(base, file)), text: readFileSync(file, "utf8") }));
}

/** Answers the examples of a program, as the command line does for `check`. */
export const runExamples: RunExamples = (program, trees) => {
  const book = compile(program, trees);
  return (convention) =>
    run(
      prepare(
        convention
          ? {
              ...book,
              conventions: { ...book.conventions, [convention.id]: { reading: convention.reading } },
            }
          : book,
      ),
    );
};

/** Checks the folder `path`, given relative to `base`, as one program. */
export function analyzeFolder(path: string, base = ROOT): Analysis {
  return analyze(path, plansIn(join(base, path), base) ?? [], (other) => plansIn(join(base, other), base));
}

/** Checks a text as a program of one file. */
export const analyzeText = (text: string): Analysis => analyze(".", [{ path: "test.plan", text }]);

/** `rates.plan:12 PW2001 Age 70 is in no band`. */
export function findingText(
  { code, message, place }: Diagnostic,
  { trees }: Pick<Analysis, "trees">,
): string {
  const starts = trees.get(place.file)?.lineStarts ?? [0];
  return `${place.file}:${positionAt(starts, place.span.start).line} ${code} ${message}`;
}

export const findingsOf = (analysis: Analysis): string[] =>
  analysis.diagnostics.map((diagnostic) => findingText(diagnostic, analysis));

/** The rate book of a program without errors; throws with its findings otherwise. */
export function compiled(analysis: Analysis): RateBook {
  if (!analysis.program) throw new Error(`no rate book can be made:\n${findingsOf(analysis).join("\n")}`);
  return compile(analysis.program, analysis.trees);
}

export const prepared = (analysis: Analysis): Book => prepare(compiled(analysis));

let sdrma: Book | undefined;

/** The showcase, compiled once. */
export function sdrmaBook(): Book {
  sdrma ??= prepared(analyzeFolder("examples/sdrma-2015"));
  return sdrma;
}
