import type { SourceTree, Span, Statement } from "@planwright/syntax";
import {
  type FoldingRange,
  FoldingRangeKind,
  type FoldingRangeParams,
  type SelectionRange,
  type SelectionRangeParams,
} from "vscode-languageserver";
import { around, lineAt, spanOf, tableOf, tokensAt } from "../lines.js";
import { offsetAt, toRange } from "../positions.js";
import type { Workspace } from "../workspace.js";

/** A table of fewer rows is seen at a glance. */
const LEAST_ROWS = 4;

/** What can be folded: blocks, long tables, lines that go on, and comments above one another. */
export function folding(workspace: Workspace, { textDocument }: FoldingRangeParams): FoldingRange[] | null {
  const tree = workspace.view(textDocument.uri)?.tree;
  if (!tree) return null;
  const ranges: FoldingRange[] = [];
  const add = (startLine: number, endLine: number, kind?: FoldingRangeKind) => {
    if (endLine > startLine) ranges.push({ startLine, endLine, ...(kind ? { kind } : {}) });
  };
  const walk = (statements: readonly Statement[]): void => {
    for (const [i, statement] of statements.entries()) {
      const { start, end } = spanOf(statement);
      const from = lineAt(tree, start);
      if (statement.kind === "block") {
        add(from, lineAt(tree, end) - 1);
        walk(statement.children);
      } else if (statement.kind === "property") add(from, lineAt(tree, end));
      else if (statement.kind === "row" && statements[i - 1]?.kind !== "row") {
        const rows = tableOf(statement, statements);
        if (rows.length >= LEAST_ROWS) add(from, lineAt(tree, rows[rows.length - 1]?.span.end ?? end));
      }
    }
  };
  walk(tree.statements);
  for (const [from, to] of commentRuns(tree)) add(from, to, FoldingRangeKind.Comment);
  return ranges;
}

/** The first and the last line of comments on lines of their own that follow one another. */
function commentRuns(tree: SourceTree): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  for (const { span } of tree.comments) {
    const line = lineAt(tree, span.start);
    if (tree.text.slice(tree.lineStarts[line] ?? 0, span.start).trim() !== "") continue;
    const last = runs[runs.length - 1];
    if (last && last[1] === line - 1) last[1] = line;
    else runs.push([line, line]);
  }
  return runs;
}

/** What a selection grows to, step by step: a word, a cell, a line, a table, a block, the document. */
export function selection(
  workspace: Workspace,
  { textDocument, positions }: SelectionRangeParams,
): SelectionRange[] | null {
  const tree = workspace.view(textDocument.uri)?.tree;
  return tree ? positions.map((position) => growing(tree, offsetAt(tree, position))) : null;
}

function growing(tree: SourceTree, offset: number): SelectionRange {
  const place = around(tree, offset);
  const { statement, blocks } = place;
  const spans: Span[] = [{ start: 0, end: tree.text.length }];
  for (const block of blocks) {
    spans.push(block.whole);
    const [first] = block.children;
    const last = block.children[block.children.length - 1];
    if (first && last) spans.push({ start: spanOf(first).start, end: spanOf(last).end });
  }
  if (statement) {
    if (statement.kind === "row") {
      const rows = tableOf(statement, blocks[blocks.length - 1]?.children ?? tree.statements);
      spans.push({ start: rows[0]?.span.start ?? 0, end: rows[rows.length - 1]?.span.end ?? 0 });
    }
    spans.push(spanOf(statement), statement.span);
    if (statement.kind === "row") {
      for (const cell of statement.cells)
        if (cell.span.start <= offset && offset <= cell.span.end) spans.push(cell.span);
    }
  }
  const token = tokensAt(tree, offset).at(-1);
  if (token) spans.push({ start: token.startOffset, end: token.endOffset + 1 });
  let range: SelectionRange | undefined;
  for (const span of spans) {
    const before = range?.range;
    const next = toRange(tree, span);
    const isSame = before !== undefined && JSON.stringify(before) === JSON.stringify(next);
    // Each holds the next one, or it is left out.
    if (!isSame && span.start <= offset && offset <= span.end)
      range = range ? { range: next, parent: range } : { range: next };
  }
  return range ?? { range: toRange(tree, { start: offset, end: offset }) };
}
