import type { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { SourceFile } from "@planwright/semantics";
import { Failure } from "../failure.js";

/** What git hands over may have so many bytes. */
const MOST_BYTES = 200_000_000;

/** A path as it was in a commit. */
export interface Revision {
  readonly commit: string;
  readonly path: string;
  /** As it was asked for: `git:main:plans`. */
  readonly given: string;
}

type Run = typeof execFileSync;

/** The bundle leaves `child_process` out, since commander asks for it in vain: Node itself has it. */
const runner = (): Run => process.getBuiltinModule("node:child_process").execFileSync;

/** What git answers, or nothing where it refuses. */
function git(...args: readonly string[]): string | undefined {
  try {
    return runner()("git", args, {
      encoding: "utf8",
      maxBuffer: MOST_BYTES,
      stdio: ["ignore", "pipe", "ignore"],
    });
  } catch (thrown) {
    const code = thrown instanceof Error && "code" in thrown ? thrown.code : undefined;
    if (code === "ENOENT") throw new Failure("`git` is not installed, or not on the PATH");
    if (code === "ENOBUFS") throw new Failure(`git answers with more than ${MOST_BYTES / 1_000_000} MB`);
    return undefined;
  }
}

/** Reads `git:REV:PATH`. */
export function revisionOf(given: string): Revision {
  const [, rev = "", path = ""] = /^git:([^:]+):(.*)$/s.exec(given) ?? [];
  if (rev === "")
    throw new Failure(`${given} is no \`git:REV:PATH\``, "Write `git:main:examples/sdrma-2015`.");
  if (rev.includes("\0") || path.includes("\0"))
    throw new Failure("A revision and a path have no zero bytes");
  if (git("rev-parse", "--git-dir") === undefined)
    throw new Failure(`${given}: this folder is in no git repository`, "Run it inside the repository.");
  const commit = git("rev-parse", "--verify", "--quiet", "--end-of-options", `${rev}^{commit}`)?.trim();
  if (!commit)
    throw new Failure(`${given}: git knows no revision ${rev}`, "`git log --all --oneline` lists them.");
  return {
    commit,
    path: join(path === "" ? "." : path)
      .replaceAll("\\", "/")
      .replace(/(?<=.)\/$/, ""),
    given,
  };
}

/** A path as git reads it after a colon: from the working folder. */
const below = (path: string): string => (path.startsWith("../") ? path : `./${path}`);

/** Whether it was a folder or a file. */
export function kindOf({ commit, path, given }: Revision): "folder" | "file" {
  const kind = git("cat-file", "-t", `${commit}:${path === "." ? "./" : below(path)}`)?.trim();
  if (kind === "tree") return "folder";
  if (kind === "blob") return "file";
  throw new Failure(`${given}: there was no ${path} in that revision`);
}

/** The text of a file as it was. */
export function textIn(commit: string, path: string): string {
  const text = git("cat-file", "blob", `${commit}:${below(path)}`);
  if (text === undefined) throw new Failure(`${path} cannot be read from git`);
  return text;
}

/** The `.plan` files of a folder as they were; nothing where there was no such folder. */
export function plansIn(commit: string, folder: string): readonly SourceFile[] | undefined {
  const listed = git("ls-tree", "-z", "--name-only", commit, `${folder}/`);
  if (!listed) return undefined;
  return listed
    .split("\0")
    .filter((path) => path.endsWith(".plan"))
    .sort()
    .map((path) => ({ path, text: textIn(commit, path) }));
}

/** A commit as a list of changes names it. */
export interface Commit {
  readonly id: string;
  /** The day on which it was written. */
  readonly date: string;
  readonly subject: string;
}

/** More commits are not gone through. */
const MOST_COMMITS = 2_000;

/** The commits after one revision up to another, the oldest first, each merge as one. */
export function commitsBetween(
  from: string,
  to: string,
): { readonly start: string; readonly commits: readonly Commit[] } {
  const [start, end] = [from, to].map((rev) => revisionOf(`git:${rev}:.`).commit);
  const listed = git(
    "log",
    "--first-parent",
    "--reverse",
    "--date=short",
    "--format=%H%x00%ad%x00%s",
    `${start}..${end}`,
  );
  if (start === undefined || listed === undefined) throw new Failure(`git cannot list ${from}..${to}`);
  const commits = listed.split("\n").flatMap((line): Commit[] => {
    const [id, date, subject] = line.split("\0");
    return id && date !== undefined ? [{ id, date, subject: subject ?? "" }] : [];
  });
  if (commits.length > MOST_COMMITS)
    throw new Failure(
      `${from}..${to} are ${commits.length} commits, and at most ${MOST_COMMITS} are gone through`,
      "Name a later revision to begin with.",
    );
  return { start, commits };
}

/** Whether a path was there in a commit. */
export const existsIn = (commit: string, path: string): boolean => {
  const at = join(path)
    .replaceAll("\\", "/")
    .replace(/(?<=.)\/$/, "");
  return git("cat-file", "-t", `${commit}:${at === "." ? "./" : below(at)}`) !== undefined;
};
