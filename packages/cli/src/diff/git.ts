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
