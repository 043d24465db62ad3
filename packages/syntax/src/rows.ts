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

/** Whether a row has words, figures and signs alone: reading its cells finds no mark and no problem. */
export function isPlainRow(tokens: T.Tokens, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const type = tokens.typeAt(i);
    if (type !== T.Bar && !isPlain(type)) return false;
  }
  return true;
}

/**
 * A row without marks, as nearly all are. Its cells are read each time when they are asked for: a large program is
 * rows for the most part, and whoever looks at one is done with it before the next.
 */
export class PlainRow implements Row {
  constructor(
    private readonly tokens: T.Tokens,
    readonly from: number,
    readonly to: number,
    readonly above: readonly Trivia[],
    readonly comments: readonly Comment[],
  ) {}

  get kind(): "row" {
    return "row";
  }

  get isPlain(): true {
    return true;
  }

  get cells(): readonly Cell[] {
    return readCells(this.tokens, this.from, this.to, []);
  }

  get span(): Span {
    return { start: this.tokens.startAt(this.from), end: this.tokens.endAt(this.to - 1) };
  }
}
