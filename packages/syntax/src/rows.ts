import { isPlain, readCell } from "./phrase.js";
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

/**
 * How many cells a row has whose cells are words, figures and signs alone, and never empty: reading them finds no mark
 * and no problem. 0 for any other row.
 */
export function plainWidth(tokens: T.Tokens, from: number, to: number): number {
  let width = 1;
  let isEmpty = true;
  for (let i = from; i < to; i++) {
    if (tokens.isBar(i)) {
      if (isEmpty) return 0;
      width++;
      isEmpty = true;
    } else if (isPlain(tokens.typeAt(i))) isEmpty = false;
    else return 0;
  }
  return isEmpty ? 0 : width;
}

/**
 * A row without marks, as nearly all are. Its cells are read each time when they are asked for: a large program is
 * rows for the most part, and whoever looks at one is done with it before the next.
 */
export class PlainRow implements Row {
  readonly kind = "row";
  readonly isPlain = true;

  constructor(
    private readonly tokens: T.Tokens,
    readonly from: number,
    readonly to: number,
    readonly width: number,
    readonly above: readonly Trivia[],
    readonly comments: readonly Comment[],
  ) {}

  get cells(): readonly Cell[] {
    return readCells(this.tokens, this.from, this.to, []);
  }

  get span(): Span {
    return { start: this.tokens.startAt(this.from), end: this.tokens.endAt(this.to - 1) };
  }

  textsBeforeAmounts(count: number): readonly string[] | undefined {
    const { tokens, to, width } = this;
    const amounts = width - count;
    // An amount is one token, and so is the bar before it.
    const first = to - 2 * amounts + 1;
    if (amounts < 1 || first < this.from) return undefined;
    for (let i = first; i < to; i += 2) {
      if (!tokens.isMoney(i) || tokens.firstCharacter(i) === MINUS) return undefined;
      if (i > this.from && !tokens.isBar(i - 1)) return undefined;
    }
    const texts = new Array<string>(count);
    let begin = this.from;
    for (let k = 0; k < count; k++) {
      const bar = this.barAfter(begin);
      texts[k] = tokens.text.slice(tokens.startAt(begin), tokens.endAt(bar - 1));
      begin = bar + 1;
    }
    return texts;
  }

  spanOfCell(i: number): Span {
    const { tokens } = this;
    let begin = this.from;
    for (let k = 0; k < i; k++) begin = this.barAfter(begin) + 1;
    return { start: tokens.startAt(begin), end: tokens.endAt(this.barAfter(begin) - 1) };
  }

  private barAfter(begin: number): number {
    let i = begin;
    while (i < this.to && !this.tokens.isBar(i)) i++;
    return i;
  }
}

/** A row with marks, or with a fault. */
export class MarkedRow implements Row {
  readonly kind = "row";
  readonly isPlain = false;

  constructor(
    readonly cells: readonly Cell[],
    readonly span: Span,
    readonly from: number,
    readonly to: number,
    readonly above: readonly Trivia[],
    readonly comments: readonly Comment[],
  ) {}

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
