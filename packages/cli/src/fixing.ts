import { type Analysis, type Edit, isSafeToFix } from "@planwright/semantics";
import { analyzePath, sourcesOf } from "./programs.js";
import { counted } from "./text.js";
import { replaceFile } from "./writing.js";

/** A fix may bring another to light; so often at most. */
const MOST_ROUNDS = 20;

/**
 * Puts right in place what has one reading alone, file by file, until nothing of the kind is left. Files of used folders
 * are left alone. Answers a sentence for each file that was changed, and nothing where none was.
 */
export function fixPath(path: string): string {
  if (path === "-") return "Standard input is left as it is: --fix changes files.\n";
  const own = new Map(sourcesOf(path).files.map((file) => [file.path, file.text]));
  const fixed = new Map<string, number>();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const edits = safeEdits(analyzePath(path), own);
    if (edits.size === 0) break;
    for (const [file, changes] of edits) {
      const text = edited(own.get(file) ?? "", changes);
      replaceFile(file, text);
      own.set(file, text);
      fixed.set(file, (fixed.get(file) ?? 0) + changes.length);
    }
  }
  return [...fixed].map(([file, changes]) => `Changed ${file} in ${counted(changes, "place")}.\n`).join("");
}

/** The edits of safe fixes in the files that may be changed. */
function safeEdits(analysis: Analysis, own: ReadonlyMap<string, string>): Map<string, Edit[]> {
  const found = new Map<string, Edit[]>();
  for (const { code, fixes } of analysis.diagnostics) {
    const [fix] = fixes;
    if (!fix || !isSafeToFix(code, fixes.length) || !fix.edits.every(({ file }) => own.has(file))) continue;
    for (const edit of fix.edits) found.set(edit.file, [...(found.get(edit.file) ?? []), edit]);
  }
  for (const [file, edits] of found) found.set(file, apart(edits));
  return found;
}

/** In order, and of those that meet the first: the next round sees to the others. */
function apart(edits: readonly Edit[]): Edit[] {
  const kept: Edit[] = [];
  for (const edit of [...edits].sort((a, b) => a.span.start - b.span.start)) {
    const last = kept[kept.length - 1];
    if (!last || edit.span.start > last.span.end) kept.push(edit);
  }
  return kept;
}

function edited(text: string, edits: readonly Edit[]): string {
  let result = "";
  let at = 0;
  for (const { span, text: written } of edits) {
    result += text.slice(at, span.start) + written;
    at = span.end;
  }
  return result + text.slice(at);
}
