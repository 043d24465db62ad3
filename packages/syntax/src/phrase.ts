import * as T from "./tokens.js";
import { type Mark, type Phrase, type Span, type SyntaxProblem, spanOfToken, spanOfTokens, type Tail } from "./tree.js";

/** Words that may begin the range of a misprinted band: `printed over 70`. */
const RANGE_WORDS = new Set(["over", "under", "up", "first"]);

/** Reads tokens `from` to `to - 1` as a phrase: words and values, marks, tail. */
export function readPhrase(
  tokens: readonly T.Token[],
  from: number,
  to: number,
  empty: Span,
  problems: SyntaxProblem[],
): Phrase {
  // The common case by far, a cell with one figure in it.
  if (to - from === 1) {
    const only = tokens[from];
    if (only && (only.tokenType === T.Money || only.tokenType === T.Word)) {
      return { items: [only], marks: [], tail: undefined, span: spanOfToken(only) };
    }
  }
  const marks: Mark[] = [];
  const plain: T.Token[] = [];
  for (let i = from; i < to; i++) {
    const token = tokens[i];
    if (!token) break;
    if (token.tokenType === T.OpenBracket) i = readMark(tokens, i, to, marks, problems);
    else if (token.tokenType === T.CloseBracket) {
      problems.push({ kind: "bracket not opened", span: spanOfToken(token) });
    } else if (token.tokenType === T.OpenBrace || token.tokenType === T.CloseBrace) {
      problems.push({ kind: "brace inside a line", span: spanOfToken(token), brace: token.image });
    } else if (token.tokenType !== T.Stray) plain.push(token);
  }
  const cut = tailStart(plain);
  return {
    items: cut < 0 ? plain : plain.slice(0, cut),
    marks,
    tail: cut < 0 ? undefined : readTail(plain.slice(cut)),
    span: spanOfTokens(tokens.slice(from, to), empty),
  };
}

function readMark(
  tokens: readonly T.Token[],
  open: number,
  to: number,
  marks: Mark[],
  problems: SyntaxProblem[],
): number {
  const items: T.Token[] = [];
  let i = open + 1;
  for (; i < to; i++) {
    const token = tokens[i];
    if (!token || token.tokenType === T.CloseBracket || token.tokenType === T.OpenBracket) break;
    items.push(token);
  }
  const first = tokens[open];
  const last = tokens[Math.min(i, to - 1)];
  if (!first || !last) return to;
  const closed = i < to && last.tokenType === T.CloseBracket;
  if (!closed) problems.push({ kind: "bracket not closed", span: spanOfToken(first) });
  marks.push({ items, span: { start: first.startOffset, end: (closed ? last : first).endOffset + 1 } });
  return closed ? i : i - 1;
}

function tailStart(tokens: readonly T.Token[]): number {
  for (let i = 1; i < tokens.length - 1; i++) {
    const token = tokens[i];
    const next = tokens[i + 1];
    if (!token || !next || token.tokenType !== T.Word) continue;
    if (token.image === "because" && next.tokenType === T.Text) return i;
    if (token.image === "chosen" && next.image === "because") return i;
    if (token.image === "printed" && (T.isLiteral(next) || RANGE_WORDS.has(next.image))) return i;
  }
  return -1;
}

function readTail(tokens: readonly T.Token[]): Tail {
  const printed: T.Token[] = [];
  const because: string[] = [];
  let chosen = false;
  let reading: "printed" | "because" | undefined;
  for (const [i, token] of tokens.entries()) {
    const next = tokens[i + 1];
    if (token.image === "printed" && reading === undefined) reading = "printed";
    else if (token.image === "chosen" && next?.image === "because") chosen = true;
    else if (token.image === "because" && next?.tokenType === T.Text) reading = "because";
    else if (reading === "because" && token.tokenType === T.Text) because.push(textValue(token));
    else printed.push(token);
  }
  return {
    printed,
    chosen,
    because: reading === "because" ? because.join(" ") : undefined,
    span: spanOfTokens(tokens, { start: 0, end: 0 }),
  };
}

/** What a text says, without its quotes and backslashes. */
export function textValue(token: T.Token): string {
  const closed = token.image.length > 1 && token.image.endsWith('"');
  const inner = token.image.slice(1, closed ? -1 : undefined);
  return inner.includes("\\") ? inner.replace(/\\(.)/g, "$1") : inner;
}
