import { createToken, Lexer, type TokenType } from "chevrotain";
import { makeToken, SCANNED_KINDS, type Token, Word } from "../tokens.js";

/**
 * Keywords are contextual: the scanner makes words, and only on the way into a value grammar does a word of this
 * list become a keyword. A keyword is still a word, so a name is taken wherever one is due: a plan may be called
 * `rates`.
 */
const WORDS = [
  "and",
  "or",
  "not",
  "is",
  "at",
  "least",
  "most",
  "under",
  "over",
  "up",
  "to",
  "from",
  "any",
  "of",
  "by",
  "for",
  "the",
  "per",
  "with",
  "when",
  "like",
  "on",
  "in",
  "until",
  "through",
  "effective",
  "formerly",
  "covers",
  "more",
  "lesser",
  "greater",
  "rounded",
  "half",
  "even",
  "down",
  "cent",
  "day",
  "days",
  "month",
  "months",
  "quarter",
  "year",
  "years",
  "monthly",
  "rate",
  "premium",
  "employer",
  "employee",
  "dependent",
  "share",
  "volume",
  "elected",
  "guaranteed",
  "issue",
  "evidence",
  "insurability",
  "benefit",
  "steps",
  "times",
  "no",
  "maximum",
  "pays",
  "adds",
  "error",
  "offered",
  "unit",
] as const;

export type Keyword = (typeof WORDS)[number];

const BY_WORD: ReadonlyMap<string, TokenType> = new Map(
  WORDS.map((word) => [word, createToken({ name: `"${word}"`, pattern: Lexer.NA, categories: [Word] })]),
);

export const ALL_TOKEN_TYPES: TokenType[] = [...SCANNED_KINDS, ...BY_WORD.values()];

export function keyword(word: Keyword): TokenType {
  return BY_WORD.get(word) ?? Word;
}

/** The same tokens, with words that the value grammars know as keywords. */
export function withKeywords(tokens: readonly Token[]): Token[] {
  return tokens.map((token) => {
    const type = token.tokenType === Word ? BY_WORD.get(token.image) : undefined;
    return type ? makeToken(type, token.image, token.startOffset) : token;
  });
}
