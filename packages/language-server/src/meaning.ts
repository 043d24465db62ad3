import { compile } from "@planwright/compiler";
import { type Analysis, analyze, type Diagnostic } from "@planwright/semantics";
import type { Workspace } from "./workspace.js";

/**
 * What a program comes to, line by line and in no order: where it was written is left out, and the place of something
 * in a list, which may be in the order of names. `said`: how a line is to be compared.
 */
export function meaning({ program, trees }: Analysis, said: (line: string) => string): string {
  if (!program) return "";
  const { sources: _where, hash: _hash, ...book } = compile(program, trees);
  return JSON.stringify(book, null, 1)
    .split("\n")
    .map((line) => said(line).replace(/,$/, ""))
    .map((line) => line.replace(/^ *\d+$/, "#"))
    .sort()
    .join("\n");
}

/** A program as it would be checked with other texts in some of its files. */
export function analysisWith(
  workspace: Workspace,
  folder: string,
  texts: ReadonlyMap<string, string>,
): Analysis {
  const readFolder = (path: string) =>
    workspace.filesIn(path)?.map((file) => ({ path: file.path, text: texts.get(file.path) ?? file.text }));
  return analyze(folder, readFolder(folder) ?? [], readFolder, { today: workspace.host.today() });
}

/** The first finding that is there afterwards and was not before. */
export function addedFinding(
  before: Analysis,
  after: Analysis,
  said: (message: string) => string = (message) => message,
): Diagnostic | undefined {
  const known = new Set(before.diagnostics.map(({ code, message }) => `${code} ${said(message)}`));
  return after.diagnostics.find(({ code, message }) => !known.has(`${code} ${said(message)}`));
}
