import { braceOf, type Line, type Scan } from "./scan.js";
import * as T from "./tokens.js";
import { type SyntaxProblem, spanOfToken } from "./tree.js";

/** The lines of a file as blocks see them, and what to go by where a block ends. */
export interface BlockLines {
  readonly lines: readonly Line[];
  /** Braces say where a block ends; otherwise the indentation does. */
  readonly bracesLead: boolean;
}

export const isBlank = (line: Line): boolean => line.start === line.end;

/**
 * A block on one line is reported, but read. Braces that agree by count are believed. Where they do not agree,
 * but would if those that stand inside a line were counted, these are reported and believed too: a line break was
 * lost. Otherwise the indentation is believed, unless the file has none.
 */
export function blockLines({ tokens, lines: written, problems }: Scan): BlockLines {
  const isInline = (line: Line) => isInlineBlock(tokens, line);
  const split = (line: Line) => (isInline(line) ? splitAtBraces(tokens, line, problems) : [line]);
  const lines = written.some(isInline) ? written.flatMap(split) : written;
  if (bracesBalance(lines)) return { lines, bracesLead: true };
  const misplaced: SyntaxProblem[] = [];
  const pieces = lines.flatMap((line) => splitAtBraces(tokens, line, misplaced));
  if (misplaced.length > 0 && bracesBalance(pieces)) {
    for (const problem of misplaced) problems.push(problem);
    return { lines: pieces, bracesLead: true };
  }
  return { lines, bracesLead: !isIndented(lines) };
}

function bracesBalance(lines: readonly Line[]): boolean {
  let depth = 0;
  const isBalanced = lines.every(({ brace }) => {
    if (brace === "opens") depth++;
    else if (brace === "closes") depth--;
    return depth >= 0;
  });
  return isBalanced && depth === 0;
}

/** Whether a line holds a block from brace to brace: `plan gold { product ppo }`. */
function isInlineBlock(tokens: T.Tokens, line: Line): boolean {
  if (line.hasBar || !line.hasClosing) return false;
  let depth = 0;
  let blocks = 0;
  for (let i = line.from; i < line.to; i++) {
    const type = tokens.typeAt(i);
    if (type === T.OpenBrace) depth++;
    else if (type === T.CloseBrace && --depth === 0) blocks++;
    if (depth < 0) return false;
  }
  return depth === 0 && blocks > 0;
}

/** Whether blocks hold deeper lines, as a rule. */
function isIndented(lines: readonly Line[]): boolean {
  let balance = 0;
  let heading: Line | undefined;
  for (const line of lines) {
    if (isBlank(line)) continue;
    if (heading && line.brace !== "closes") balance += line.indent > heading.indent ? 1 : -1;
    heading = line.brace === "opens" ? line : undefined;
  }
  return balance >= 0;
}

/** The stretches of a line that would be lines of their own if each brace stood where it belongs. */
function splitAtBraces(tokens: T.Tokens, line: Line, misplaced: SyntaxProblem[]): Line[] {
  const wrong = misplacedBraces(tokens, line);
  if (wrong.length === 0) return [line];
  for (const brace of wrong) {
    misplaced.push({ kind: "brace inside a line", span: spanOfToken(brace), brace: brace.image });
  }
  const pieces: Line[] = [];
  let from = line.from;
  const cut = (to: number) => {
    if (to > from) pieces.push(piece(tokens, line, from, to));
    from = to;
  };
  for (let i = line.from; i < line.to; i++) {
    const type = tokens.typeAt(i);
    if (type === T.CloseBrace) cut(i);
    if (type === T.CloseBrace || type === T.OpenBrace) cut(i + 1);
  }
  cut(line.to);
  return pieces;
}

function misplacedBraces(tokens: T.Tokens, line: Line): T.Token[] {
  const inLine = tokens.slice(line.from, line.to);
  const onlyClosing = inLine.every(({ tokenType }) => tokenType === T.CloseBrace);
  return inLine.filter(({ tokenType }, i) => {
    if (tokenType === T.CloseBrace) return !onlyClosing || i > 0;
    return tokenType === T.OpenBrace && (line.hasBar || i < inLine.length - 1);
  });
}

function piece(tokens: T.Tokens, line: Line, from: number, to: number): Line {
  const start = tokens.startAt(from);
  const part = tokens.slice(from, to);
  const opening = part[part.length - 1]?.tokenType === T.OpenBrace;
  const closing = part[0]?.tokenType === T.CloseBrace;
  const hasBar = !opening && part.some(({ tokenType }) => tokenType === T.Bar);
  return {
    row: undefined,
    alike: [],
    brace: braceOf(tokens, from, to, hasBar),
    start,
    end: tokens.endAt(to - 1),
    indent: closing ? line.indent : line.indent + start - line.start,
    from,
    to,
    comment: to === line.to ? line.comment : undefined,
    hasClosing: part.some(({ tokenType }) => tokenType === T.CloseBrace),
    hasBar,
  };
}
