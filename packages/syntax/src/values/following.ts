import type { TokenType } from "chevrotain";
import { Day, Money, Numeral, Percent, Text, type Token, Word } from "../tokens.js";
import { grammarFor, type ValueType } from "./index.js";
import { withKeywords } from "./keywords.js";

/** What may come next in a value. */
export interface Following {
  /** Words of the language. */
  readonly words: readonly string[];
  /** Kinds of what the author writes. */
  readonly kinds: ReadonlySet<"name" | "money" | "percent" | "number" | "day" | "text">;
}

const KINDS: ReadonlyMap<TokenType, "name" | "money" | "percent" | "number" | "day" | "text"> = new Map([
  [Word, "name"],
  [Money, "money"],
  [Percent, "percent"],
  [Numeral, "number"],
  [Day, "day"],
  [Text, "text"],
]);

/** A longer phrase is not looked into: the ways in which it can be read grow with it. */
const MOST_TOKENS = 24;

/** What may follow the tokens of a value of the type: what its grammar accepts next, wherever it stands by now. */
export function whatMayFollow(type: ValueType, tokens: readonly Token[]): Following {
  const words = new Set<string>();
  const kinds = new Set<"name" | "money" | "percent" | "number" | "day" | "text">();
  if (tokens.length <= MOST_TOKENS) {
    const paths = grammarFor(type, tokens).computeContentAssist(type, withKeywords(tokens) as never);
    for (const { nextTokenType } of paths) {
      const kind = KINDS.get(nextTokenType);
      if (kind) kinds.add(kind);
      else if (/^"\p{L}/u.test(nextTokenType.name)) words.add(nextTokenType.name.slice(1, -1));
    }
  }
  return { words: [...words], kinds };
}
