import { LAYOUT } from "@planwright/semantics";
import { format, parse, positionAt, type SourceTree } from "@planwright/syntax";
import type {
  DocumentFormattingParams,
  DocumentOnTypeFormattingParams,
  DocumentRangeFormattingParams,
  Range,
  TextEdit,
} from "vscode-languageserver";
import { edits } from "../edits.js";
import { Refusal } from "../feature.js";
import { around, lineAt, siblingsIn, tableOf } from "../lines.js";
import { offsetAt, toPosition } from "../positions.js";
import type { Workspace } from "../workspace.js";

/** Sets a document in the standard layout. */
export function formatDocument(workspace: Workspace, { textDocument }: DocumentFormattingParams) {
  const tree = workspace.view(textDocument.uri)?.tree;
  return tree ? [...formatted(tree)] : null;
}

/** Sets the lines of a range in the standard layout, as they stand in the whole document. */
export function formatRange(workspace: Workspace, { textDocument, range }: DocumentRangeFormattingParams) {
  const tree = workspace.view(textDocument.uri)?.tree;
  return tree ? formatted(tree).filter((edit) => touches(edit.range, range)) : null;
}

const REASONS = {
  braces: "its braces do not match",
  texts: "a text is never closed",
  tokens: "something would be lost",
} as const;

function formatted(tree: SourceTree): readonly TextEdit[] {
  const result = format(tree, LAYOUT);
  if (result.ok) return edits(tree.text, result.text);
  const { line } = positionAt(tree.lineStarts, result.offset);
  throw new Refusal(`This cannot be formatted: ${REASONS[result.reason]}, on line ${line}.`);
}

const touches = (edit: Range, range: Range): boolean =>
  edit.start.line <= range.end.line && edit.end.line >= range.start.line;

/**
 * Puts the lines around the cursor in order: the table after a bar, and after a new line the one above it; a block
 * after its brace. Nothing on the line of the cursor moves behind the cursor.
 */
export function formatOnType(
  workspace: Workspace,
  { textDocument, position, ch }: DocumentOnTypeFormattingParams,
) {
  const tree = workspace.view(textDocument.uri)?.tree;
  if (!tree) return null;
  const offset = offsetAt(tree, position);
  const line = lineAt(tree, offset);
  const at = ch === "\n" ? endOfLineAbove(tree, line) : offset;
  const place = around(tree, at);
  const { statement } = place;
  if (ch === "}") {
    const closed = around(tree, Math.max(0, at - 1)).blocks.at(-1);
    return closed ? within(tree, lineAt(tree, closed.whole.start), line) : null;
  }
  if (statement?.kind === "row") return table(tree, tableOf(statement, siblingsIn(tree, place)));
  return statement && ch === "\n" ? within(tree, lineAt(tree, statement.span.start), line - 1) : null;
}

const endOfLineAbove = (tree: SourceTree, line: number): number =>
  Math.max(0, (tree.lineStarts[line] ?? tree.text.length) - 1);

/** What the layout of the whole document changes on these lines; nothing while it has no layout. */
function within(tree: SourceTree, from: number, to: number): TextEdit[] {
  const result = format(tree, LAYOUT);
  if (!result.ok) return [];
  return edits(tree.text, result.text).filter(
    ({ range }) => range.start.line >= from && range.end.line <= to,
  );
}

/** A table is laid out by itself, so that what else is wrong in the document does not keep it from it. */
function table(tree: SourceTree, rows: ReturnType<typeof tableOf>): TextEdit[] {
  const [first] = rows;
  const last = rows[rows.length - 1];
  if (!first || !last) return [];
  const from = toPosition(tree.lineStarts, first.span.start).line;
  const to = toPosition(tree.lineStarts, last.span.end).line;
  const start = tree.lineStarts[from] ?? 0;
  const end = tree.lineStarts[to + 1] ?? tree.text.length;
  const text = tree.text.slice(start, end);
  const result = format(parse(tree.path, text), LAYOUT);
  if (!result.ok) return [];
  const indent = text.slice(0, first.span.start - start);
  const lines = result.text.replace(/^(?=.)/gm, indent);
  return edits(text.replace(/\r?\n$/, ""), lines.replace(/\n$/, "")).map((edit) => shifted(edit, from));
}

const shifted = ({ range, newText }: TextEdit, by: number): TextEdit => ({
  newText,
  range: {
    start: { line: range.start.line + by, character: range.start.character },
    end: { line: range.end.line + by, character: range.end.character },
  },
});
