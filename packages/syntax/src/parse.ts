import { blockLines, isBlank } from "./lines.js";
import { readPhrase } from "./phrase.js";
import { MarkedRow, PlainRow, readCells } from "./rows.js";
import { type Line, type Scan, scan } from "./scan.js";
import type * as T from "./tokens.js";
import type { Comment, Property, SourceTree, Span, Statement, SyntaxProblem, Trivia } from "./tree.js";

/** Blocks may stand this deep in one another; what is deeper is reported and left out. */
export const MOST_DEPTH = 32;
/** A line goes on in lines this much deeper. One column is a slip of the space bar, and no more. */
const DEEPER = 2;
/** A file may have this many characters. */
export const MOST_CHARACTERS = 50_000_000;

/**
 * Reads a text into a tree. Any text gives a tree: what is wrong with it is in `problems`, and each problem
 * spoils the line it stands on and no other.
 */
export function parse(path: string, text: string): SourceTree {
  const tooLong = text.length > MOST_CHARACTERS;
  const scanned = scan(tooLong ? "" : text);
  if (tooLong) {
    scanned.problems.push({ kind: "too long", span: { start: 0, end: 0 }, most: MOST_CHARACTERS });
  }
  return new Skeleton(path, text, scanned).run();
}

/** A block whose closing brace has not come yet. */
interface OpenBlock {
  readonly heading: Property;
  readonly indent: number;
  readonly opening: Span;
  readonly children: Statement[];
  /** Too deep: what is in it is left out. */
  readonly dropped: boolean;
}

/** Most statements have nothing above them and no comment; one list, which nothing writes to, serves them all. */
const NO_TRIVIA: readonly Trivia[] = [];
const NO_COMMENTS: readonly Comment[] = [];

/** The tokens of every line, and of the rows that are like it. */
const allTokens = ({ tokens, lines, tokensIn }: Scan): readonly T.Token[] =>
  lines.flatMap(({ start, end, from, to, alike }) => {
    const all = from < to || start === end ? tokens.slice(from, to) : tokensIn(start, end).slice();
    for (let i = 0; i < alike.length; i += 2) all.push(...tokensIn(alike[i] ?? 0, alike[i + 1] ?? 0).slice());
    return all;
  });

const spanOfLine = ({ start, end }: Line): Span => ({ start, end });

const commentsOf = (line: Line): readonly Comment[] => (line.comment ? [line.comment] : NO_COMMENTS);

class Skeleton {
  private readonly lines: readonly Line[];
  private readonly tokens: T.Tokens;
  private readonly problems: SyntaxProblem[];
  private readonly stack: OpenBlock[] = [];
  private readonly statements: Statement[] = [];
  private above: Trivia[] = [];
  /** Braces say where a block ends; otherwise the indentation does. */
  private readonly bracesLead: boolean;

  constructor(
    private readonly path: string,
    private readonly text: string,
    private readonly scanned: Scan,
  ) {
    this.tokens = scanned.tokens;
    this.problems = scanned.problems;
    const { lines, bracesLead } = blockLines(scanned);
    this.lines = lines;
    this.bracesLead = bracesLead;
  }

  run(): SourceTree {
    for (let i = 0; i < this.lines.length; ) i = this.statementAt(i);
    while (this.stack.length > 0) this.closeUnclosed(this.lines.length);
    this.problems.sort((a, b) => a.span.start - b.span.start);
    const { path, text, scanned, statements, problems } = this;
    const { comments, lineStarts } = scanned;
    const below = this.trimmedTrivia();
    let made: readonly T.Token[] | undefined;
    return {
      path,
      text,
      statements,
      below,
      comments,
      problems,
      lineStarts,
      get tokens() {
        made ??= allTokens(scanned);
        return made;
      },
    };
  }

  /** Reads what begins on line `i`; answers the line after it. */
  private statementAt(i: number): number {
    const line = this.lines[i];
    if (!line) return i + 1;
    if (isBlank(line)) {
      this.above.push(line.comment ? { kind: "comment", ...line.comment } : { kind: "blank" });
      return i + 1;
    }
    if (line.brace === "closes") {
      this.closingBrace(i, line);
      return i + 1;
    }
    if (!this.bracesLead) {
      if (this.isSurplusOpening(i, line)) {
        const span = spanOfLine(line);
        this.leftover(line, { kind: "brace inside a line", span, brace: "{" });
        return i + 1;
      }
      this.closeWhatEndedAbove(i, line);
    }
    if (line.hasBar) {
      this.row(line);
      return i + 1;
    }
    return this.phraseAt(i, line);
  }

  private get siblings(): Statement[] {
    return this.stack[this.stack.length - 1]?.children ?? this.statements;
  }

  private takeAbove(): readonly Trivia[] {
    const { above } = this;
    if (above.length === 0) return NO_TRIVIA;
    this.above = [];
    return above;
  }

  /** Trivia before a closing brace or the end of the file, without the blank lines at its end. */
  private trimmedTrivia(): readonly Trivia[] {
    while (this.above[this.above.length - 1]?.kind === "blank") this.above.pop();
    return this.takeAbove();
  }

  private row(line: Line): void {
    const above = this.takeAbove();
    const comments = commentsOf(line);
    const span = spanOfLine(line);
    const { row, alike } = line;
    if (row) {
      const { scanned, siblings } = this;
      siblings.push(new PlainRow(scanned, span.start, span.end, row, above, comments));
      for (let i = 0; i < alike.length; i += 2)
        siblings.push(new PlainRow(scanned, alike[i] ?? 0, alike[i + 1] ?? 0, row, NO_TRIVIA, NO_COMMENTS));
      return;
    }
    const cells = readCells(this.tokens, line.from, line.to, this.problems);
    this.siblings.push(new MarkedRow(cells, span, above, comments));
  }

  /** A property or a heading, with the deeper lines that continue it. */
  private phraseAt(start: number, line: Line): number {
    let next = start + 1;
    let missingBrace: Line | undefined;
    if (line.brace !== "opens") {
      missingBrace = this.bracesLead ? undefined : this.closingOfBraceless(start, line);
      if (!missingBrace) next = this.continuation(start, line);
    }
    const last = this.lines[next - 1] ?? line;
    const opensBlock = last.brace === "opens";
    const whole = { start: spanOfLine(line).start, end: spanOfLine(last).end };
    const to = opensBlock ? last.to - 1 : last.to;
    const { items, marks, tail, span } = readPhrase(this.tokens.slice(line.from, to), whole, this.problems);
    const property: Property = {
      kind: "property",
      items,
      marks,
      tail,
      span,
      above: this.takeAbove(),
      from: whole.start,
      to: whole.end,
      comments: this.commentsOfLines(start, next),
    };
    if (missingBrace) {
      const closing = spanOfLine(missingBrace);
      this.problems.push({ kind: "heading without brace", span: whole, insertAt: whole.end, closing });
    }
    if (opensBlock || missingBrace) this.open(property, line.indent, opensBlock ? whole.end - 1 : whole.end);
    else this.siblings.push(property);
    return next;
  }

  private commentsOfLines(from: number, to: number): readonly Comment[] {
    const comments: Comment[] = [];
    for (let i = from; i < to; i++) {
      const comment = this.lines[i]?.comment;
      if (comment) comments.push(comment);
    }
    return comments.length > 0 ? comments : NO_COMMENTS;
  }

  /** The lines after `start` that are indented clearly deeper continue it; answers the line after them. */
  private continuation(start: number, line: Line): number {
    let next = start + 1;
    for (let i = start + 1; i < this.lines.length; i++) {
      const candidate = this.lines[i];
      if (!candidate || candidate.indent < line.indent + DEEPER) break;
      if (isBlank(candidate)) {
        if (!candidate.comment) break;
        continue;
      }
      if (candidate.hasBar || candidate.brace === "closes") break;
      next = i + 1;
      if (candidate.brace === "opens") break;
    }
    return next;
  }

  /** A line without a brace that has deeper lines and a closing brace of its own: where that brace is. */
  private closingOfBraceless(start: number, line: Line): Line | undefined {
    for (let i = start + 1; i < this.lines.length; i++) {
      const candidate = this.lines[i];
      if (!candidate) return undefined;
      if (isBlank(candidate) || candidate.indent > line.indent) continue;
      return i > start + 1 && candidate.indent === line.indent && candidate.brace === "closes"
        ? candidate
        : undefined;
    }
    return undefined;
  }

  private open(heading: Property, indent: number, openingAt: number): void {
    const parentDropped = this.stack[this.stack.length - 1]?.dropped ?? false;
    const tooDeep = this.stack.length >= MOST_DEPTH;
    const opening = { start: openingAt, end: openingAt + 1 };
    if (tooDeep && !parentDropped)
      this.problems.push({ kind: "too deep", span: heading.span, most: MOST_DEPTH });
    this.stack.push({ heading, indent, opening, children: [], dropped: tooDeep || parentDropped });
  }

  private close(
    closing: { readonly end: number; readonly comment: Comment | undefined },
    below: readonly Trivia[],
  ): void {
    const block = this.stack.pop();
    if (!block) return;
    const { items, marks, tail, span, above, from, to, comments } = block.heading;
    this.siblings.push({
      kind: "block",
      items,
      marks,
      tail,
      span,
      above,
      from,
      to,
      comments,
      children: block.dropped ? [] : block.children,
      below,
      closingComment: closing.comment,
      whole: { start: span.start, end: closing.end },
    });
  }

  private closingBrace(i: number, line: Line): void {
    const span = spanOfLine(line);
    const found = this.bracesLead ? this.stack.length - 1 : this.blockClosedBy(i, line);
    if (found < 0) {
      this.leftover(line, { kind: "brace not opened", span });
      return;
    }
    while (this.stack.length - 1 > found) this.closeUnclosed(i);
    this.close({ end: span.end, comment: line.comment }, this.trimmedTrivia());
  }

  private leftover(line: Line, problem: SyntaxProblem): void {
    this.problems.push(problem);
    const span = spanOfLine(line);
    this.siblings.push({
      kind: "leftover",
      span,
      above: this.takeAbove(),
      from: span.start,
      to: span.end,
      comments: commentsOf(line),
    });
  }

  /** An opening brace alone on a line, at an indentation that would end a block of which more lines follow. */
  private isSurplusOpening(i: number, line: Line): boolean {
    const top = this.stack[this.stack.length - 1];
    if (!top || line.indent > top.indent || line.to !== line.from + 1 || line.brace !== "opens") return false;
    const next = this.lineWithTokens(i + 1, 1);
    return next !== undefined && next.indent > top.indent;
  }

  /** Which open block a closing brace belongs to, by its indentation; -1 for none. */
  private blockClosedBy(i: number, line: Line): number {
    const next = this.lineWithTokens(i + 1, 1);
    for (let k = this.stack.length - 1; k >= 0; k--) {
      if (this.stack[k]?.indent !== line.indent) continue;
      // What follows is still in the block, so this brace is one too many.
      return next && next.indent > line.indent ? -1 : k;
    }
    const top = this.stack[this.stack.length - 1];
    if (!top) return -1;
    if (!next) return this.stack.length - 1;
    const nextClosesTop = next.brace === "closes" && next.indent === top.indent;
    return next.indent <= top.indent && !nextClosesTop ? this.stack.length - 1 : -1;
  }

  /** The nearest line from `i` on, downwards or upwards, that is not blank. */
  private lineWithTokens(i: number, step: 1 | -1): Line | undefined {
    for (let k = i; ; k += step) {
      const line = this.lines[k];
      if (!line || !isBlank(line)) return line;
    }
  }

  /** Closes the blocks that line `i`, by its indentation, cannot be in. */
  private closeWhatEndedAbove(i: number, line: Line): void {
    for (;;) {
      const top = this.stack[this.stack.length - 1];
      if (!top || line.indent > top.indent) return;
      this.closeUnclosed(i);
    }
  }

  /** Closes the innermost block, whose brace is missing, before line `i` or at the end of the file. */
  private closeUnclosed(i: number): void {
    const top = this.stack[this.stack.length - 1];
    if (!top) return;
    const shownBy = this.lines[i];
    const last = this.lineWithTokens(i - 1, -1);
    const end = last ? (last.alike.at(-1) ?? spanOfLine(last).end) : top.opening.end;
    const newline = this.text.indexOf("\n", end);
    this.problems.push({
      kind: "brace not closed",
      span: top.opening,
      until: shownBy ? spanOfLine(shownBy) : undefined,
      insertAt: newline < 0 ? this.text.length : newline + 1,
      insert: `${newline < 0 ? "\n" : ""}${" ".repeat(top.indent)}}\n`,
    });
    this.close({ end, comment: undefined }, shownBy ? [] : this.trimmedTrivia());
  }
}
