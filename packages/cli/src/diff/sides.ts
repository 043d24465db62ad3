import { dirname } from "node:path";
import { type LoadResult, loadRateBook, type RateBook } from "@planwright/ratebook";
import { type Analysis, analyze } from "@planwright/semantics";
import { Failure } from "../failure.js";
import { bookOf, today } from "../programs.js";
import { kindOf, plansIn, type Revision, revisionOf, textIn } from "./git.js";

/** The rate book of a side: a folder, a plan, a rate book, or any of these in a revision of git. */
export async function sideOf(
  given: string,
): Promise<{ readonly book: RateBook } | { readonly book: undefined; readonly analysis: Analysis }> {
  if (!given.startsWith("git:")) return bookOf(given);
  const revision = revisionOf(given);
  if (kindOf(revision) === "file" && revision.path.endsWith(".json")) return { book: await loaded(revision) };
  const analysis = analyzeIn(revision);
  if (!analysis.program) return { book: undefined, analysis };
  const { compileForOnce } = await import("@planwright/compiler");
  return { book: compileForOnce(analysis.program, analysis.trees) };
}

async function loaded({ commit, path, given }: Revision): Promise<RateBook> {
  const result: LoadResult = await loadRateBook(textIn(commit, path));
  if (!result.ok) throw new Failure(`${given}: ${result.message}.`, result.advice);
  return result.book;
}

function analyzeIn(revision: Revision): Analysis {
  const { commit, path, given } = revision;
  const isFile = kindOf(revision) === "file";
  if (isFile && !path.endsWith(".plan"))
    throw new Failure(`${given} is no folder, no \`.plan\` file and no rate book`);
  const files = isFile ? [{ path, text: textIn(commit, path) }] : (plansIn(commit, path) ?? []);
  if (files.length === 0) throw new Failure(`${given}: there was no \`.plan\` file in that folder`);
  const folder = isFile ? dirname(path) : path;
  return analyze(folder, files, (other) => plansIn(commit, other), { today: today() });
}
