import { type Change, compareBooks, type Summary, summaryOf } from "@planwright/diff";
import type { RateBook } from "@planwright/ratebook";
import { Failure } from "../failure.js";
import type { Colors } from "../text.js";
import { commitsBetween, type Commit, existsIn } from "./git.js";
import { sideOf } from "./sides.js";
import { changeTable, plain } from "./markdown.js";
import { changesOf } from "./text.js";
import { sayCounts } from "./words.js";

/** What one commit changed in a program. */
export interface Entry {
  readonly commit: string;
  readonly date: string;
  readonly subject: string;
  /** Absent where there was no whole program before it, or is none after it. */
  readonly changes?: readonly Change[];
  readonly remark?: string;
}

/**
 * What changed when: each commit of `REV..REV` after which the program says something else, the newest first. Commits
 * of a merged branch are told by the merge.
 */
export async function changelogOf(range: string, path: string): Promise<readonly Entry[]> {
  const [, from = "", to = ""] = /^(.+?)\.\.(?!\.)(.*)$/.exec(range) ?? [];
  if (from === "")
    throw new Failure(`${range} is no \`REV..REV\``, "Write `planwright diff --changelog v1..HEAD plans`.");
  const { start, commits } = commitsBetween(from, to === "" ? "HEAD" : to);
  let before = await bookAt(start, path);
  const entries: Entry[] = [];
  for (const commit of commits) {
    const after = await bookAt(commit.id, path);
    const entry = entryOf(commit, before, after);
    if (entry) entries.push(entry);
    before = after;
  }
  return entries.reverse();
}

type Side = RateBook | "none" | "broken";

/** The program of a commit; one without it, or with errors in it, has none. */
async function bookAt(commit: string, path: string): Promise<Side> {
  if (!existsIn(commit, path)) return "none";
  try {
    const side = await sideOf(`git:${commit}:${path}`);
    return side.book ?? "broken";
  } catch (thrown) {
    if (thrown instanceof Failure) return "broken";
    throw thrown;
  }
}

function entryOf({ id, date, subject }: Commit, before: Side, after: Side): Entry | undefined {
  const told = { commit: id.slice(0, 10), date, subject };
  if (typeof before === "object" && typeof after === "object") {
    const changes = compareBooks(before, after);
    return changes.length === 0 ? undefined : { ...told, changes };
  }
  if (before === after) return undefined;
  const remark =
    after === "none"
      ? "The program is gone."
      : after === "broken"
        ? "The program has errors since, and is not compared."
        : before === "none"
          ? "The program begins."
          : "The program is whole again; what changed meanwhile is not told.";
  return { ...told, remark };
}

/** For a terminal. */
export function changelogText(entries: readonly Entry[], c: Colors): string {
  if (entries.length === 0) return "No change in meaning.\n";
  return entries
    .map(({ date, commit, subject, changes, remark }) => {
      const heading = `${c.bold(`${date}  ${subject}`)}  ${c.dim(commit)}\n`;
      if (!changes) return `${heading}  ${remark ?? ""}\n`;
      return `${heading}${changesOf(changes, c)}  ${sayCounts(summaryOf(changes))}.\n`;
    })
    .join("\n");
}

/** As a page that can be kept. */
export function changelogMarkdown(entries: readonly Entry[], path: string): string {
  const parts = entries.map(({ date, commit, subject, changes, remark }) => {
    const body = changes
      ? [`${sayCounts(summaryOf(changes))}.`, "", ...changeTable(changes)]
      : [remark ?? "", ""];
    return [`## ${date} ${plain(subject)} (${commit})`, "", ...body].join("\n");
  });
  return [
    `# Changes of ${plain(path)}`,
    "",
    ...(parts.length > 0 ? parts : ["No change in meaning.", ""]),
  ].join("\n");
}

/** For other programs. */
export const changelogJson = (
  entries: readonly Entry[],
): readonly (Entry & { readonly summary?: Summary })[] =>
  entries.map((entry) => (entry.changes ? { ...entry, summary: summaryOf(entry.changes) } : entry));
