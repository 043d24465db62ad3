import type { Token } from "./tokens.js";

/** A stretch of a file: UTF-16 offsets from its start, `end` not included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Comment {
  readonly text: string;
  readonly span: Span;
}

/** What stands between statements: a blank line, or a comment on a line of its own. */
export type Trivia = { readonly kind: "blank" } | ({ readonly kind: "comment" } & Comment);

/** `[page 4]` or `[1]`: where a value comes from, or which footnote belongs to it. */
export interface Mark {
  readonly items: readonly Token[];
  readonly span: Span;
}

/** `printed $29.00 chosen because "..."`: what the source says, whether the author chose, and why. */
export interface Tail {
  readonly printed: readonly Token[];
  readonly chosen: boolean;
  readonly because: string | undefined;
  readonly span: Span;
}

/** The words and values of a line or cell, without its marks and its tail. */
export interface Phrase {
  readonly items: readonly Token[];
  readonly marks: readonly Mark[];
  readonly tail: Tail | undefined;
  /** The whole of it, marks and tail included. */
  readonly span: Span;
}

export interface Cell extends Phrase {
  readonly kind: "cell";
}

interface StatementBase {
  /** Blank lines and comments above it. */
  readonly above: readonly Trivia[];
  /** Offsets at which its tokens begin and end, `to` not included. The brace of a heading is one of them. */
  readonly from: number;
  readonly to: number;
  /** Comments at the end of its lines, and those on lines of their own between them. */
  readonly comments: readonly Comment[];
}

export interface Property extends StatementBase, Phrase {
  readonly kind: "property";
}

export interface Block extends StatementBase, Phrase {
  readonly kind: "block";
  readonly children: readonly Statement[];
  /** Blank lines and comments between the last child and the closing brace. */
  readonly below: readonly Trivia[];
  readonly closingComment: Comment | undefined;
  /** From its heading to its closing brace. */
  readonly whole: Span;
}

export interface Row extends StatementBase {
  readonly kind: "row";
  /** No cell of it has a mark, and none is empty. */
  readonly isPlain: boolean;
  /** How many cells it has. */
  readonly width: number;
  /** What is written in a plain row; absent for any other. */
  readonly written: string | undefined;
  /** They may be read each time when they are asked for, so ask once. */
  readonly cells: readonly Cell[];
  readonly span: Span;
  /**
   * What is written in the first `count` cells of a plain row whose other cells hold an amount each, and nothing more;
   * absent for any other row. Makes no cells.
   */
  textsBeforeAmounts(count: number): readonly string[] | undefined;
  /** Where cell `i` of it is. */
  spanOfCell(i: number): Span;
}

/** A brace on a line of its own that opens or closes nothing. Its token is kept; nothing reads it. */
export interface Leftover extends StatementBase {
  readonly kind: "leftover";
  readonly span: Span;
}

export type Statement = Property | Block | Row | Leftover;

export type SyntaxProblem =
  | { readonly kind: "text not closed"; readonly span: Span }
  | { readonly kind: "stray character"; readonly span: Span; readonly character: string }
  | {
      readonly kind: "brace not closed";
      readonly span: Span;
      /** The first words of the line that shows it must have ended, if a line does. */
      readonly until: Span | undefined;
      /** Where the missing brace belongs, and the line to put there. */
      readonly insertAt: number;
      readonly insert: string;
    }
  | { readonly kind: "brace not opened"; readonly span: Span }
  | {
      readonly kind: "heading without brace";
      readonly span: Span;
      readonly insertAt: number;
      readonly closing: Span;
    }
  | { readonly kind: "brace inside a line"; readonly span: Span; readonly brace: string }
  | { readonly kind: "bracket not closed"; readonly span: Span }
  | { readonly kind: "bracket not opened"; readonly span: Span }
  | { readonly kind: "odd grouping"; readonly span: Span; readonly image: string; readonly digits: string }
  | { readonly kind: "no such day"; readonly span: Span; readonly image: string }
  | { readonly kind: "too deep"; readonly span: Span; readonly most: number }
  | { readonly kind: "too long"; readonly span: Span; readonly most: number };

/** A file as it stands: every token and comment is in it, whatever is wrong with it. */
export interface SourceTree {
  readonly path: string;
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly statements: readonly Statement[];
  /** Blank lines and comments after the last statement. */
  readonly below: readonly Trivia[];
  /** All comments, in order. */
  readonly comments: readonly Comment[];
  readonly problems: readonly SyntaxProblem[];
  /** Offsets at which lines start. */
  readonly lineStarts: readonly number[];
}

export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
}

/** Where an offset is, as editors count: lines and columns from 1, columns in UTF-16 units. */
export function positionAt(lineStarts: readonly number[], offset: number): Position {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1 };
}

/** The stretch from the first of some tokens to the last, or of those from one place to another. */
export function spanOfTokens(tokens: readonly Token[], otherwise: Span, from = 0, to = tokens.length): Span {
  const first = tokens[from];
  const last = tokens[to - 1];
  return first && last ? { start: first.startOffset, end: last.endOffset + 1 } : otherwise;
}

export function spanOfToken(token: Token): Span {
  return { start: token.startOffset, end: token.endOffset + 1 };
}

/** The first of some tokens that begins at an offset or behind it. */
export function firstTokenAt(tokens: readonly Token[], offset: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.startOffset ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The tokens of a statement; those of a block are the ones of its heading. */
export const tokensOf = ({ tokens }: SourceTree, { from, to }: Statement): readonly Token[] =>
  tokens.slice(firstTokenAt(tokens, from), firstTokenAt(tokens, to));
