import { parse } from "./parse.js";
import { beginsTail } from "./phrase.js";
import * as T from "./tokens.js";
import {
  type Block,
  type Cell,
  type Comment,
  firstTokenAt,
  positionAt,
  type Property,
  type Row,
  type SourceTree,
  type Statement,
  tokensOf,
  type Trivia,
} from "./tree.js";

/** What the printer must be told, because it knows no word of the language. */
export interface Layout {
  /**
   * Where the columns of a line begin: the numbers of the items at which its value, and what comes after it, are
   * set under those of its neighbours. None: the line is not set in columns.
   * `path` holds the first word of each block around it, outermost first.
   */
  columns(path: readonly string[], items: readonly T.Token[]): readonly number[];
}

export type FormatResult =
  | { readonly ok: true; readonly text: string }
  /** Formatting could lose something; `offset` is where. */
  | { readonly ok: false; readonly reason: "braces" | "texts" | "tokens"; readonly offset: number };

const INDENT = 2;
/** Columns widen in steps, so that a longer value seldom moves its neighbours. */
const STEP = 4;
/** A longer head takes its two spaces and does not push the values of its neighbours. */
const WIDEST_HEAD = 32;
const WIDEST_VALUE = 48;

const upToStep = (width: number): number => Math.ceil(width / STEP) * STEP;

/** Sets a file in the standard layout. Changes white space alone; refuses where anything else could change. */
export function format(tree: SourceTree, layout: Layout): FormatResult {
  for (const problem of tree.problems) {
    if (problem.kind === "text not closed") return { ok: false, reason: "texts", offset: problem.span.start };
    if (
      problem.kind === "odd grouping" ||
      problem.kind === "no such day" ||
      problem.kind === "stray character"
    )
      continue;
    return { ok: false, reason: "braces", offset: problem.span.start };
  }
  const text = new Printer(tree, layout).print();
  const again = parse(tree.path, text);
  const at = firstDifference(tree, again);
  return at === undefined ? { ok: true, text } : { ok: false, reason: "tokens", offset: at };
}

function firstDifference(before: SourceTree, after: SourceTree): number | undefined {
  for (const [i, token] of before.tokens.entries()) {
    const other = after.tokens[i];
    if (!other || other.image !== token.image || other.tokenType !== token.tokenType)
      return token.startOffset;
  }
  if (after.tokens.length !== before.tokens.length) return before.text.length;
  for (const [i, comment] of before.comments.entries()) {
    if (after.comments[i]?.text !== comment.text) return comment.span.start;
  }
  if (shapeOf(before, before.statements) !== shapeOf(after, after.statements)) return 0;
  return after.comments.length === before.comments.length ? undefined : before.text.length;
}

/** Which statements there are and where their tokens are: continuation lines must stay with their statement. */
function shapeOf({ tokens }: Pick<SourceTree, "tokens">, statements: readonly Statement[]): string {
  return statements
    .map((s) => {
      const inner = s.kind === "block" ? `(${shapeOf({ tokens }, s.children)})` : "";
      return `${s.kind}${firstTokenAt(tokens, s.from)}-${firstTokenAt(tokens, s.to)}${inner}`;
    })
    .join(" ");
}

class Printer {
  private readonly out: string[] = [];

  constructor(
    private readonly tree: SourceTree,
    private readonly layout: Layout,
  ) {}

  print(): string {
    this.statements(this.tree.statements, [], true);
    this.trivia(this.tree.below, 0, this.out.length === 0);
    return this.out.length === 0 ? "" : `${this.out.join("\n")}\n`;
  }

  private line(depth: number, text: string, comment?: Comment): void {
    this.lineAt(depth * INDENT, text, comment);
  }

  private lineAt(column: number, text: string, comment: Comment | undefined): void {
    const body = comment ? `${text}${text ? "  " : ""}${comment.text}` : text;
    this.out.push(`${" ".repeat(column)}${body}`.replace(/ +$/, ""));
  }

  private trivia(trivia: readonly Trivia[], depth: number, first: boolean): void {
    let atStart = first;
    for (const item of trivia) {
      if (item.kind === "comment") {
        this.line(depth, item.text);
        atStart = false;
      } else if (!atStart && this.out[this.out.length - 1] !== "") this.out.push("");
    }
  }

  private statements(statements: readonly Statement[], path: readonly string[], top: boolean): void {
    const depth = path.length;
    const columns = this.valueColumns(statements, path);
    const tables = this.tableWidths(statements);
    for (const [i, statement] of statements.entries()) {
      this.trivia(statement.above, depth, i === 0 && (!top || this.out.length === 0));
      switch (statement.kind) {
        case "property":
          this.property(statement, path, columns.get(statement) ?? []);
          break;
        case "block":
          this.block(statement, path);
          break;
        case "row":
          this.line(depth, this.row(statement, tables.get(statement) ?? []), statement.comments[0]);
          break;
        case "leftover":
          this.line(depth, "}", statement.comments[0]);
          break;
      }
    }
  }

  private block(block: Block, path: readonly string[]): void {
    const depth = path.length;
    this.wrapped(block, depth, depth * INDENT + 2 * INDENT, (tokens) => join(tokens));
    this.statements(block.children, [...path, block.items[0]?.image ?? ""], false);
    this.trivia(block.below, depth + 1, block.children.length === 0);
    this.line(depth, "}", block.closingComment);
  }

  private property(property: Property, path: readonly string[], columns: readonly number[]): void {
    const depth = path.length;
    const starts = this.columnStarts(property, path);
    this.wrapped(property, depth, depth * INDENT + (columns[0] ?? 2 * INDENT), (tokens, isFirst) =>
      isFirst ? joinInColumns(tokens, starts, columns) : join(tokens, isFirst),
    );
  }

  /** Prints a statement on the lines it was written on; the later ones begin at `indent`. */
  private wrapped(
    statement: Property | Block,
    depth: number,
    indent: number,
    render: (tokens: readonly T.Token[], isFirst: boolean) => string,
  ): void {
    let textsAt: number | undefined;
    let inTail = false;
    for (const [i, { tokens, comment }] of this.physicalLines(statement).entries()) {
      const text = inTail ? join(tokens, false, " ") : render(tokens, i === 0);
      const goesOn = tokens[0]?.tokenType === T.Text && textsAt !== undefined && textsAt > depth * INDENT;
      const at = i === 0 ? depth * INDENT : goesOn ? (textsAt ?? indent) : indent;
      this.lineAt(at, text, comment);
      inTail ||= tokens.some((token, k) => (i > 0 || k > 0) && beginsTail(token, tokens[k + 1]));
      textsAt = lastTextsAt(at + text.length, tokens);
    }
  }

  private physicalLines(statement: Property | Block): { tokens: T.Token[]; comment: Comment | undefined }[] {
    const byLine = new Map<number, { tokens: T.Token[]; comment: Comment | undefined }>();
    const at = (offset: number) => {
      const { line } = positionAt(this.tree.lineStarts, offset);
      const found = byLine.get(line) ?? { tokens: [], comment: undefined };
      byLine.set(line, found);
      return found;
    };
    for (const token of tokensOf(this.tree, statement)) at(token.startOffset).tokens.push(token);
    for (const comment of statement.comments) at(comment.span.start).comment = comment;
    return [...byLine.entries()].sort(([a], [b]) => a - b).map(([, line]) => line);
  }

  /** At which tokens of its first line the columns of a property begin. */
  private columnStarts(property: Property, path: readonly string[]): number[] {
    const tokens = tokensOf(this.tree, property);
    const [first] = tokens;
    const lineOf = (token: T.Token) => positionAt(this.tree.lineStarts, token.startOffset).line;
    return this.layout.columns(path, property.items).flatMap((i) => {
      const item = property.items[i];
      const at = tokens.findIndex(({ startOffset }) => startOffset === item?.startOffset);
      return item && first && at > 0 && lineOf(item) === lineOf(first) ? [at] : [];
    });
  }

  /** The columns of a run of properties, aligned. A blank line, a block or a row ends a run. */
  private valueColumns(statements: readonly Statement[], path: readonly string[]): Map<Statement, number[]> {
    const columns = new Map<Statement, number[]>();
    let run: { statement: Property; tokens: readonly T.Token[]; starts: readonly number[] }[] = [];
    const settle = () => {
      for (const { statement } of run) columns.set(statement, []);
      for (let k = 0; run.some(({ starts }) => k < starts.length); k++) {
        const ends = run
          .filter(({ starts }) => k < starts.length)
          .map(({ statement, tokens, starts }) => {
            const from = k === 0 ? 0 : (starts[k - 1] ?? 0);
            const begin = k === 0 ? 0 : (columns.get(statement)?.[k - 1] ?? 0);
            const width = spaced(tokens, from, starts[k] ?? 0, endingAt(tokens, true), "  ").length;
            return { statement, end: begin + width, isWide: width > (k === 0 ? WIDEST_HEAD : WIDEST_VALUE) };
          });
        const widest = ends.reduce((most, { end, isWide }) => (isWide ? most : Math.max(most, end)), 0);
        // A line without neighbours has nothing to stand under.
        const column = ends.length > 1 ? upToStep(widest + 2) : 0;
        for (const { statement, end } of ends) columns.get(statement)?.push(Math.max(column, end + 2));
      }
      run = [];
    };
    for (const statement of statements) {
      if (statement.kind !== "property" || statement.above.some(({ kind }) => kind === "blank")) settle();
      if (statement.kind !== "property") continue;
      const tokens = tokensOf(this.tree, statement);
      run.push({ statement, tokens, starts: this.columnStarts(statement, path) });
    }
    settle();
    return columns;
  }

  private cellText(cell: Cell): string {
    const tokens: T.Token[] = [];
    const { start, end } = cell.span;
    for (let i = firstTokenAt(this.tree.tokens, start); i < this.tree.tokens.length; i++) {
      const token = this.tree.tokens[i];
      if (!token || token.endOffset >= end) break;
      tokens.push(token);
    }
    return join(tokens, true, " ");
  }

  private tableWidths(statements: readonly Statement[]): Map<Statement, readonly Column[]> {
    const widths = new Map<Statement, readonly Column[]>();
    const rows = statements.filter((statement): statement is Row => statement.kind === "row");
    if (rows.length === 0) return widths;
    const columns: Column[] = [];
    for (const [r, row] of rows.entries()) {
      for (const [c, cell] of row.cells.entries()) {
        const column = columns[c] ?? { width: 0, figures: 0, words: 0 };
        columns[c] = column;
        column.width = Math.max(column.width, this.cellText(cell).length);
        if (r === 0) continue;
        if (isFigure(cell)) column.figures++;
        else if (!isStandIn(cell)) column.words++;
      }
    }
    for (const row of rows) widths.set(row, columns);
    return widths;
  }

  private row(row: Row, columns: readonly Column[]): string {
    const last = row.cells.length - 1;
    return row.cells
      .map((cell, c) => {
        const column = columns[c];
        const text = this.cellText(cell);
        if (!column) return text;
        const width = upToStep(column.width);
        if (c > 0 && column.figures > 0 && column.words === 0) return text.padStart(width);
        return c === last ? text : text.padEnd(width);
      })
      .join(" | ");
  }
}

interface Column {
  width: number;
  figures: number;
  words: number;
}

const FIGURES: ReadonlySet<unknown> = new Set([T.Money, T.Percent, T.Numeral, T.Ordinal]);

/** A figure, or a range of figures: `2% to 6%`. */
function isFigure(cell: Cell): boolean {
  const [first, to, last] = cell.items;
  if (!first || !FIGURES.has(first.tokenType)) return false;
  if (cell.items.length === 1) return true;
  return cell.items.length === 3 && to?.image === "to" && FIGURES.has(last?.tokenType);
}

/** Cells that are at home among figures and among words. */
const STAND_INS = new Set(["", "not covered", "not offered", "not printed", "none", "same"]);

function isStandIn(cell: Cell): boolean {
  return STAND_INS.has(cell.items.map(({ image }) => image).join(" "));
}

/** Tokens on one line. The marks and the tail at its end stand after `gap`. */
function join(tokens: readonly T.Token[], isFirst = true, gap = "  "): string {
  return spaced(tokens, 0, tokens.length, endingAt(tokens, isFirst), gap);
}

/** Tokens on one line, those of each column under those of the line's neighbours. */
function joinInColumns(
  tokens: readonly T.Token[],
  starts: readonly number[],
  columns: readonly number[],
): string {
  const ending = endingAt(tokens, true);
  let text = "";
  for (let k = 0; k <= starts.length; k++) {
    const from = k === 0 ? 0 : (starts[k - 1] ?? 0);
    const to = Math.min(starts[k] ?? tokens.length, tokens.length);
    if (k > 0) text = text.padEnd(columns[k - 1] ?? 0);
    text += spaced(tokens, from, to, ending, "  ");
  }
  return text;
}

function spaced(tokens: readonly T.Token[], from: number, to: number, ending: number, gap: string): string {
  let text = "";
  for (let i = from; i < to; i++) {
    const token = tokens[i];
    const before = tokens[i - 1];
    if (!token) break;
    if (before && i > from) text += i === ending ? gap : spaceBetween(before, token);
    text += token.image;
  }
  return text;
}

function spaceBetween(before: T.Token, after: T.Token): string {
  if (after.tokenType === T.Comma || after.tokenType === T.CloseParen || after.tokenType === T.CloseBracket)
    return "";
  if (before.tokenType === T.OpenParen || before.tokenType === T.OpenBracket) return "";
  const touches = before.endOffset + 1 === after.startOffset;
  return touches && after.image.startsWith("-") && after.image.length > 1 && isPlain(before) ? "" : " ";
}

/** Whether a negative figure that touches this token was meant as one with it: `lines 79-104`. */
function isPlain(token: T.Token): boolean {
  return token.tokenType === T.Word || (T.isLiteral(token) && token.tokenType !== T.Text);
}

/** Where the marks and the tail at the end of a line begin; -1 when it has none. */
function endingAt(tokens: readonly T.Token[], isFirst: boolean): number {
  return tokens.findIndex((token, i) => {
    if (i === 0 && isFirst) return false;
    return (
      beginsTail(token, tokens[i + 1]) || (token.tokenType === T.OpenBracket && onlyMarksFollow(tokens, i))
    );
  });
}

function onlyMarksFollow(tokens: readonly T.Token[], from: number): boolean {
  let inside = false;
  for (let i = from; i < tokens.length; i++) {
    const token = tokens[i];
    if (token?.tokenType === T.OpenBracket) inside = true;
    else if (token?.tokenType === T.CloseBracket) inside = false;
    else if (token && !inside) return beginsTail(token, tokens[i + 1]);
  }
  return true;
}

/** The column of the texts that end a line; texts that go on in the next line stand under them. */
function lastTextsAt(end: number, tokens: readonly T.Token[]): number | undefined {
  const from = tokens.findLastIndex(({ tokenType }) => tokenType !== T.Text) + 1;
  return from < tokens.length ? end - join(tokens.slice(from)).length : undefined;
}
