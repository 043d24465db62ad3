import { isPlain, readCell } from "./phrase.js";
import type { Scan } from "./scan.js";
import * as T from "./tokens.js";
import type { Cell, Comment, Row, Span, SyntaxProblem, Trivia } from "./tree.js";

/** Reads tokens `from` to `to - 1` as the cells of a row. */
export function readCells(tokens: T.Tokens, from: number, to: number, problems: SyntaxProblem[]): Cell[] {
  let bars = 0;
  for (let i = from; i < to; i++) if (tokens.typeAt(i) === T.Bar) bars++;
  const cells = new Array<Cell>(bars + 1);
  let read = 0;
  let begin = from;
  for (let i = from; i <= to; i++) {
    if (i < to && tokens.typeAt(i) !== T.Bar) continue;
    const place = i < to ? tokens.startAt(i) : tokens.endAt(to - 1);
    cells[read++] = readCell(tokens, begin, i, place, problems);
    begin = i + 1;
  }
  return cells;
}

const MINUS = 45;

/** What the cells of a row without marks are: so many, of which so many at its end hold an amount each, and nothing more. */
export interface RowShape {
  readonly width: number;
  readonly amounts: number;
  /** A text may hold a bar that parts no cells. */
  readonly hasTexts: boolean;
  /** Takes, from the start of a line, a row of this shape that nothing is wrong with, and the end of its line. */
  readonly alike: RegExp | undefined;
}

/** Rows of a shape are told by an expression of its own where they have no more cells than these. */
const MOST_CELLS = 64;
/**
 * Words and numerals with one space between them: what names and bands are written in. Ten at most: V8 keeps a way back for each, and a
 * line of millions would be more than it can.
 */
const KEY = "(?:[A-Za-z][A-Za-z0-9_]*|\\d+)(?: (?:[A-Za-z][A-Za-z0-9_]*|\\d+)){0,9}";
/** A figure whose thousands and zeros are in order. */
const AMOUNT = "\\$(?:[1-9]\\d*|0|[1-9]\\d{0,2}(?:,\\d{3}){1,9})(?:\\.\\d+)?";

function alike(width: number, amounts: number): RegExp | undefined {
  const keys = width - amounts;
  if (keys < 1 || width > MOST_CELLS) return undefined;
  const bar = " *\\| *";
  return new RegExp(` *${KEY}(?:${bar}${KEY}){${keys - 1}}(?:${bar}${AMOUNT}){${amounts}}\\r?\\n`, "y");
}

/** One object for all rows of a shape. */
const SHAPES = new Map<string, RowShape>();

function shape(width: number, amounts: number, hasTexts: boolean): RowShape {
  const name = `${width} ${amounts} ${hasTexts}`;
  let found = SHAPES.get(name);
  if (!found) {
    found = { width, amounts, hasTexts, alike: hasTexts ? undefined : alike(width, amounts) };
    if (width <= MOST_CELLS) SHAPES.set(name, found);
  }
  return found;
}

/**
 * The shape of a row whose cells are words, figures and signs alone, and never empty: reading them finds no mark and no
 * problem. Absent for any other row.
 */
export function shapeOfRow(tokens: T.Tokens, from: number, to: number): RowShape | undefined {
  let width = 1;
  let hasTexts = false;
  let isEmpty = true;
  for (let i = from; i < to; i++) {
    const type = tokens.typeAt(i);
    if (type === T.Bar) {
      if (isEmpty) return undefined;
      width++;
      isEmpty = true;
    } else if (isPlain(type)) {
      isEmpty = false;
      hasTexts ||= type === T.Text;
    } else return undefined;
  }
  return isEmpty ? undefined : shape(width, countAmounts(tokens, from, to), hasTexts);
}

/** How many cells at the end of a row are an amount, which is not below zero. An amount is one token, and so is the bar before it. */
function countAmounts(tokens: T.Tokens, from: number, to: number): number {
  let amounts = 0;
  for (let i = to - 1; i >= from; i -= 2) {
    if (tokens.typeAt(i) !== T.Money || tokens.firstCharacter(i) === MINUS) break;
    if (i > from && tokens.typeAt(i - 1) !== T.Bar) break;
    amounts++;
  }
  return amounts;
}

/**
 * A row without marks, as nearly all are. Its cells are read each time when they are asked for: a large program is
 * rows for the most part, and whoever looks at one is done with it before the next.
 */
export class PlainRow implements Row {
  readonly kind = "row";
  readonly isPlain = true;

  constructor(
    private readonly scan: Pick<Scan, "tokens" | "tokensIn">,
    readonly from: number,
    readonly to: number,
    private readonly shape: RowShape,
    readonly above: readonly Trivia[],
    readonly comments: readonly Comment[],
  ) {}

  get width(): number {
    return this.shape.width;
  }

  get written(): string {
    return this.scan.tokens.text.slice(this.from, this.to);
  }

  get cells(): readonly Cell[] {
    const tokens = this.scan.tokensIn(this.from, this.to);
    return readCells(tokens, 0, tokens.length, []);
  }

  get span(): Span {
    return { start: this.from, end: this.to };
  }

  textsBeforeAmounts(count: number): readonly string[] | undefined {
    const { width, amounts, hasTexts } = this.shape;
    if (count >= width || width - count > amounts) return undefined;
    const { text } = this.scan.tokens;
    if (hasTexts) return this.cells.slice(0, count).map(({ span }) => text.slice(span.start, span.end));
    const texts = new Array<string>(count);
    let begin = this.from;
    for (let k = 0; k < count; k++) {
      const bar = text.indexOf("|", begin);
      texts[k] = text.slice(begin, bar).trim();
      begin = bar + 1;
    }
    return texts;
  }

  spanOfCell(i: number): Span {
    const { width, hasTexts } = this.shape;
    if (hasTexts) return this.cells[i]?.span ?? this.span;
    const { text } = this.scan.tokens;
    let begin = this.from;
    for (let k = 0; k < i; k++) begin = text.indexOf("|", begin) + 1;
    const end = i < width - 1 ? text.indexOf("|", begin) : this.to;
    const cell = text.slice(begin, end);
    return { start: end - cell.trimStart().length, end: begin + cell.trimEnd().length };
  }
}

/** A row with marks, or with a fault. */
export class MarkedRow implements Row {
  readonly kind = "row";
  readonly isPlain = false;
  readonly written = undefined;

  constructor(
    readonly cells: readonly Cell[],
    readonly span: Span,
    readonly above: readonly Trivia[],
    readonly comments: readonly Comment[],
  ) {}

  get from(): number {
    return this.span.start;
  }

  get to(): number {
    return this.span.end;
  }

  get width(): number {
    return this.cells.length;
  }

  textsBeforeAmounts(): undefined {
    return undefined;
  }

  spanOfCell(i: number): Span {
    return this.cells[i]?.span ?? this.span;
  }
}
