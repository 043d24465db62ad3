import { createToken, Lexer, type TokenType } from "chevrotain";

/**
 * The kinds of token that the scanner makes. They are chevrotain token types, so that the value grammars can
 * read them as they stand. Keywords are no kinds of their own: see `values/keywords.ts`.
 */
const kind = (name: string): TokenType => createToken({ name, pattern: Lexer.NA });

export const Word = kind("Word");
export const Money = kind("Money");
export const Percent = kind("Percent");
export const Numeral = kind("Numeral");
export const Ordinal = kind("Ordinal");
export const Day = kind("Day");
export const Text = kind("Text");
export const OpenBrace = kind("OpenBrace");
export const CloseBrace = kind("CloseBrace");
export const OpenParen = kind("OpenParen");
export const CloseParen = kind("CloseParen");
export const OpenBracket = kind("OpenBracket");
export const CloseBracket = kind("CloseBracket");
export const Bar = kind("Bar");
export const Comma = kind("Comma");
export const Plus = kind("Plus");
export const Minus = kind("Minus");
export const Times = kind("Times");
export const Divide = kind("Divide");
/** A character that the language has no use for. */
export const Stray = kind("Stray");

export const SCANNED_KINDS: readonly TokenType[] = [
  Word,
  Money,
  Percent,
  Numeral,
  Ordinal,
  Day,
  Text,
  OpenBrace,
  CloseBrace,
  OpenParen,
  CloseParen,
  OpenBracket,
  CloseBracket,
  Bar,
  Comma,
  Plus,
  Minus,
  Times,
  Divide,
  Stray,
];

/** One token. Offsets count UTF-16 units from the start of the file; `endOffset` is the last unit, included. */
export interface Token {
  readonly image: string;
  readonly startOffset: number;
  readonly endOffset: number;
  readonly tokenType: TokenType;
  readonly tokenTypeIdx: number;
}

/** Tokens are two thirds of a large tree, so they hold nothing that follows from the rest. */
class ScannedToken implements Token {
  constructor(
    readonly tokenType: TokenType,
    readonly image: string,
    readonly startOffset: number,
  ) {}

  get endOffset(): number {
    return this.startOffset + this.image.length - 1;
  }

  get tokenTypeIdx(): number {
    // chevrotain gives every token type an index when it is created
    return this.tokenType.tokenTypeIdx ?? 0;
  }
}

export function makeToken(type: TokenType, image: string, startOffset: number): Token {
  return new ScannedToken(type, image, startOffset);
}

export function isLiteral(token: Token): boolean {
  switch (token.tokenType) {
    case Money:
    case Percent:
    case Numeral:
    case Ordinal:
    case Day:
    case Text:
      return true;
    default:
      return false;
  }
}
