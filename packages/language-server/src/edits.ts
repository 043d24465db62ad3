import type { Analysis, Edit } from "@planwright/semantics";
import type { TextEdit, WorkspaceEdit } from "vscode-languageserver";
import { toRange } from "./positions.js";
import type { Workspace } from "./workspace.js";

/** Edits of a program as an editor applies them. */
export function toWorkspaceEdit(
  edits: readonly Edit[],
  { trees }: Pick<Analysis, "trees">,
  workspace: Workspace,
): WorkspaceEdit {
  const changes: Record<string, TextEdit[]> = {};
  for (const { file, span, text } of edits) {
    const tree = trees.get(file);
    if (!tree) continue;
    const uri = workspace.uri(file);
    const list = changes[uri] ?? [];
    changes[uri] = list;
    list.push({ range: toRange(tree, span), newText: text });
  }
  return { changes };
}

/**
 * What changes a text into another. Where they differ in white space alone, the lines that hold something are the same
 * ones in the same order, so each is changed where it stands; else all between the first change and the last is.
 */
export function edits(before: string, after: string): readonly TextEdit[] {
  if (before === after) return [];
  const old = linesOf(before);
  const now = linesOf(after);
  const pairs = paired(old, now);
  if (!pairs) return [middle(old, now)];
  const result: TextEdit[] = [];
  let [i, k] = [0, 0];
  for (const [a, b] of pairs) {
    if (a - i !== b - k) result.push(linesReplaced(i, a, now.slice(k, b)));
    const edit = a < old.length && b < now.length ? within(a, old[a] ?? "", now[b] ?? "") : undefined;
    if (edit) result.push(edit);
    [i, k] = [a + 1, b + 1];
  }
  return result;
}

const linesOf = (text: string): readonly string[] => text.split(/\r?\n/);

const endOf = (lines: readonly string[]) => ({
  line: lines.length - 1,
  character: lines[lines.length - 1]?.length ?? 0,
});

/** The lines between those that are the same at the start and at the end. */
function middle(old: readonly string[], now: readonly string[]): TextEdit {
  const most = Math.min(old.length, now.length) - 1;
  let from = 0;
  while (from < most && old[from] === now[from]) from++;
  let last = 0;
  while (last < most - from && old[old.length - 1 - last] === now[now.length - 1 - last]) last++;
  return last === 0
    ? { range: { start: { line: from, character: 0 }, end: endOf(old) }, newText: now.slice(from).join("\n") }
    : linesReplaced(from, old.length - last, now.slice(from, now.length - last));
}

const bare = (line: string): string => line.replace(/[\s\uFEFF\u00A0]+/g, "");

/** The lines that hold something, as they correspond, and the end of both; nothing when they do not. */
function paired(old: readonly string[], now: readonly string[]): (readonly [number, number])[] | undefined {
  const held = (lines: readonly string[]) => lines.flatMap((line, i) => (bare(line) === "" ? [] : [i]));
  const [a, b] = [held(old), held(now)];
  if (a.length !== b.length) return undefined;
  const pairs: (readonly [number, number])[] = [];
  for (const [n, i] of a.entries()) {
    const k = b[n] ?? 0;
    if (bare(old[i] ?? "") !== bare(now[k] ?? "")) return undefined;
    pairs.push([i, k]);
  }
  // What follows the last newline is no line of its own: the last empty ones correspond.
  return [...pairs, [old.length - 1, now.length - 1] as const].filter(
    ([i, k], n, all) => n === 0 || (i > (all[n - 1]?.[0] ?? -1) && k > (all[n - 1]?.[1] ?? -1)),
  );
}

const linesReplaced = (from: number, to: number, lines: readonly string[]): TextEdit => ({
  range: { start: { line: from, character: 0 }, end: { line: to, character: 0 } },
  newText: lines.map((line) => `${line}\n`).join(""),
});

/** The change of one line: what is the same at its start and at its end stays. */
function within(line: number, before: string, after: string): TextEdit | undefined {
  if (before === after) return undefined;
  let from = 0;
  while (from < before.length && before[from] === after[from]) from++;
  let end = 0;
  while (
    end < Math.min(before.length, after.length) - from &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  )
    end++;
  return {
    range: { start: { line, character: from }, end: { line, character: before.length - end } },
    newText: after.slice(from, after.length - end),
  };
}
