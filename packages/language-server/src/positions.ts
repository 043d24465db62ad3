import { positionAt, type SourceTree, type Span } from "@planwright/syntax";
import type { Position, Range } from "vscode-languageserver";

/** Where a position of an editor is in a text. One that is in no line, or behind its end, becomes the nearest that is. */
export function offsetAt(tree: Pick<SourceTree, "text" | "lineStarts">, position: Position): number {
  const { text, lineStarts } = tree;
  const line = whole(position.line);
  if (line >= lineStarts.length) return text.length;
  const start = lineStarts[line] ?? 0;
  return Math.min(start + whole(position.character), endOfLine(tree, line));
}

const whole = (figure: number): number => (Number.isFinite(figure) ? Math.max(0, Math.trunc(figure)) : 0);

/** Where the characters of a line end, before what ends the line. */
export function endOfLine(
  { text, lineStarts }: Pick<SourceTree, "text" | "lineStarts">,
  line: number,
): number {
  const next = lineStarts[line + 1];
  if (next === undefined) return text.length;
  return text.charCodeAt(next - 2) === 13 ? next - 2 : next - 1;
}

/** An offset as an editor counts: lines and characters from 0, characters in UTF-16 units. */
export function toPosition(lineStarts: readonly number[], offset: number): Position {
  const { line, column } = positionAt(lineStarts, offset);
  return { line: line - 1, character: column - 1 };
}

export function toRange({ lineStarts }: Pick<SourceTree, "lineStarts">, span: Span): Range {
  return { start: toPosition(lineStarts, span.start), end: toPosition(lineStarts, span.end) };
}

export const holds = (span: Span, offset: number): boolean => span.start <= offset && offset <= span.end;
