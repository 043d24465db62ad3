import type { TokenType } from "chevrotain";
import * as T from "./tokens.js";
import {
  type Cell,
  type Mark,
  type Phrase,
  type Span,
  type SyntaxProblem,
  spanOfToken,
  spanOfTokens,
  type Tail,
} from "./tree.js";

/** Words that may begin the range of a misprinted band: `printed over 70`. */
const RANGE_WORDS = new Set(["over", "under", "up", "first"]);

/** Nearly every phrase has no marks; one list, which nothing writes to, serves them all. */
const NO_MARKS: readonly Mark[] = [];

/** Reads tokens `from` to `to - 1` as a cell; `place` is where it would stand if it had none. */
export function readCell(
  tokens: T.Tokens,
  from: number,
  to: number,
  place: number,
  problems: SyntaxProblem[],
): Cell {
  // The common case by far, a cell with one word or figure in it.
  if (to - from === 1) {
    const only = tokens.at(from);
    if (only.tokenType === T.Word || T.isLiteral(only)) {
      const span = { start: tokens.startAt(from), end: tokens.endAt(from) };
      return { kind: "cell", items: [only], marks: NO_MARKS, tail: undefined, span };
    }
  }
  const phrase = readPhrase(tokens.slice(from, to), { start: place, end: place }, problems);
  return { kind: "cell", items: phrase.items, marks: phrase.marks, tail: phrase.tail, span: phrase.span };
}

/** Reads tokens as a phrase: words and values, marks, tail. */
export function readPhrase(tokens: readonly T.Token[], empty: Span, problems: SyntaxProblem[]): Phrase {
  const { plain, marks } = readMarks(tokens, problems);
  const span = spanOfTokens(tokens, empty);
  const cut = tailStart(plain);
  if (cut < 0) return { items: plain, marks, tail: undefined, span };
  const { tail, left } = readTail(plain.slice(cut));
  return { items: [...plain.slice(0, cut), ...left], marks, tail, span };
}

/** Takes the marks out of tokens, and what has no business in a phrase. */
function readMarks(
  tokens: readonly T.Token[],
  problems: SyntaxProblem[],
): { readonly plain: readonly T.Token[]; readonly marks: readonly Mark[] } {
  let plainOnes = 0;
  while (plainOnes < tokens.length && isPlain(tokens[plainOnes]?.tokenType)) plainOnes++;
  if (plainOnes === tokens.length) return { plain: tokens, marks: NO_MARKS };
  const marks: Mark[] = [];
  const plain: T.Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (!token) break;
    if (token.tokenType === T.OpenBracket) i = readMark(tokens, i, tokens.length, marks, problems);
    else if (token.tokenType === T.CloseBracket) {
      problems.push({ kind: "bracket not opened", span: spanOfToken(token) });
    } else keep(token, plain, problems);
  }
  return { plain, marks: marks.length > 0 ? marks : NO_MARKS };
}

/** Whether tokens of a kind are words, figures or signs of a phrase. */
export function isPlain(type: TokenType | undefined): boolean {
  switch (type) {
    case T.OpenBracket:
    case T.CloseBracket:
    case T.OpenBrace:
    case T.CloseBrace:
    case T.Bar:
    case T.Stray:
      return false;
    default:
      return true;
  }
}

/** Adds a token to those that mean something in a phrase; braces have no business there. */
function keep(token: T.Token, kept: T.Token[], problems: SyntaxProblem[]): void {
  if (token.tokenType === T.OpenBrace || token.tokenType === T.CloseBrace) {
    problems.push({ kind: "brace inside a line", span: spanOfToken(token), brace: token.image });
  } else if (token.tokenType !== T.Stray && token.tokenType !== T.Bar) kept.push(token);
}

/** Reads a mark from its opening bracket; answers the last token of it. */
function readMark(
  tokens: readonly T.Token[],
  open: number,
  to: number,
  marks: Mark[],
  problems: SyntaxProblem[],
): number {
  const opening = tokens[open];
  if (!opening) return open;
  const items: T.Token[] = [];
  const { start, end } = spanOfToken(opening);
  let last = open;
  for (let i = open + 1; i < to; i++) {
    const token = tokens[i];
    if (!token) break;
    if (token.tokenType === T.CloseBracket) {
      marks.push({ items, span: { start, end: token.endOffset + 1 } });
      return i;
    }
    if (token.tokenType === T.OpenBracket || beginsTail(token, tokens[i + 1])) break;
    keep(token, items, problems);
    last = i;
  }
  problems.push({ kind: "bracket not closed", span: { start, end } });
  marks.push({ items, span: { start, end } });
  return last;
}

function tailStart(tokens: readonly T.Token[]): number {
  for (let i = 1; i < tokens.length - 1; i++) {
    const token = tokens[i];
    if (token && beginsTail(token, tokens[i + 1])) return i;
  }
  return -1;
}

/** Whether a tail begins with this token, by the one after it. */
export function beginsTail(token: T.Token, next: T.Token | undefined): boolean {
  if (token.tokenType !== T.Word || !next) return false;
  switch (token.image) {
    case "because":
      return next.tokenType === T.Text;
    case "chosen":
      return next.image === "because";
    case "printed":
      return T.isLiteral(next) || RANGE_WORDS.has(next.image);
    default:
      return false;
  }
}

/** Reads a tail; `left` is what stands in it without belonging to it. */
function readTail(tokens: readonly T.Token[]): { tail: Tail; left: T.Token[] } {
  const printed: T.Token[] = [];
  const because: string[] = [];
  const left: T.Token[] = [];
  let chosen = false;
  let reading: "printed" | "because" | undefined;
  for (const [i, token] of tokens.entries()) {
    const next = tokens[i + 1];
    if (token.image === "printed" && i === 0) reading = "printed";
    else if (token.image === "chosen" && next?.image === "because") chosen = true;
    else if (token.image === "because" && next?.tokenType === T.Text) reading = "because";
    else if (reading === "because" && token.tokenType === T.Text) because.push(textValue(token));
    else if (reading === "printed" && token.image !== "because") printed.push(token);
    else left.push(token);
  }
  const tail = {
    printed,
    chosen,
    because: reading === "because" ? because.join(" ") : undefined,
    span: spanOfTokens(tokens, { start: 0, end: 0 }),
  };
  return { tail, left };
}

/** What a text says, without its quotes and backslashes. */
export function textValue(token: T.Token): string {
  const closed = token.image.length > 1 && token.image.endsWith('"');
  const inner = token.image.slice(1, closed ? -1 : undefined);
  return inner.includes("\\") ? inner.replace(/\\(.)/g, "$1") : inner;
}
