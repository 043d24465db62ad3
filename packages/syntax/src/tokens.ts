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

/** The same token, so many units further on. */
export const moved = ({ tokenType, image, startOffset }: Token, by: number): Token =>
  makeToken(tokenType, image, startOffset + by);

const BY_INDEX: readonly TokenType[] = SCANNED_KINDS.reduce<TokenType[]>((types, type) => {
  types[type.tokenTypeIdx ?? 0] = type;
  return types;
}, []);

/** Room for the tokens of a line, or of a short text. */
const FIRST_ROOM = 512;

/**
 * The tokens of a text, as figures: what kind each is, where it begins, and where it ends. An object is made of one
 * only when it is asked for, each time. A text has so many that to make and keep all of them took longer than to
 * read it.
 */
export class Tokens {
  length = 0;
  private kinds = new Uint16Array(FIRST_ROOM);
  private starts = new Int32Array(FIRST_ROOM);
  private ends = new Int32Array(FIRST_ROOM);

  constructor(readonly text: string) {}

  /** Adds a token; `end` is not included. */
  add(type: TokenType, start: number, end: number): void {
    const i = this.length++;
    if (i === this.starts.length) this.grow();
    this.kinds[i] = type.tokenTypeIdx ?? 0;
    this.starts[i] = start;
    this.ends[i] = end;
  }

  private grow(): void {
    const room = this.starts.length * 2;
    const { kinds, starts, ends } = this;
    this.kinds = new Uint16Array(room);
    this.starts = new Int32Array(room);
    this.ends = new Int32Array(room);
    this.kinds.set(kinds);
    this.starts.set(starts);
    this.ends.set(ends);
  }

  typeAt(i: number): TokenType | undefined {
    return i >= 0 && i < this.length ? BY_INDEX[this.kinds[i] ?? 0] : undefined;
  }

  /** The code of the first character of a token. */
  firstCharacter(i: number): number {
    return this.text.charCodeAt(this.startAt(i));
  }

  startAt(i: number): number {
    return this.starts[i] ?? 0;
  }

  /** Where it ends, not included. */
  endAt(i: number): number {
    return this.ends[i] ?? 0;
  }

  /** Tokens `from` to `to - 1`. */
  slice(from = 0, to = this.length): Token[] {
    const tokens = new Array<Token>(Math.max(0, to - from));
    for (let i = from; i < to; i++) tokens[i - from] = this.at(i);
    return tokens;
  }

  /** Token `i`, which must be there. */
  at(i: number): Token {
    const start = this.startAt(i);
    return makeToken(this.typeAt(i) ?? Stray, this.text.slice(start, this.endAt(i)), start);
  }
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
