import { textValue } from "../phrase.js";
import * as T from "../tokens.js";
import type { Span } from "../tree.js";
import type * as A from "./ast.js";
import { CLAUSE_WORDS, digits, type Title } from "./base.js";
import type { ValueType, ValueTypes } from "./index.js";

type Tokens = readonly T.Token[];

const spanOf = (first: T.Token, last = first): Span => ({
  start: first.startOffset,
  end: last.endOffset + 1,
});

const nameOf = (token: T.Token | undefined): A.NameNode | undefined =>
  token?.tokenType === T.Word ? { kind: "name", name: token.image, span: spanOf(token) } : undefined;

const titleOf = (token: T.Token | undefined): Title | undefined =>
  token?.tokenType === T.Text ? { text: textValue(token), span: spanOf(token) } : undefined;

function literalOf(token: T.Token | undefined): A.LiteralNode | undefined {
  const image = token?.image ?? "";
  switch (token?.tokenType) {
    case T.Money:
      return { kind: "money", value: digits(image), per: undefined, span: spanOf(token) };
    case T.Percent:
      return { kind: "percent", value: digits(image), span: spanOf(token) };
    case T.Numeral:
      return { kind: "number", value: digits(image), written: image, span: spanOf(token) };
    case T.Day:
      return { kind: "day", value: image, span: spanOf(token) };
    case T.Text:
      return { kind: "text", value: textValue(token), span: spanOf(token) };
    default:
      return undefined;
  }
}

const only = (tokens: Tokens): T.Token | undefined => (tokens.length === 1 ? tokens[0] : undefined);
const literal = (tokens: Tokens) => literalOf(only(tokens));

/** `under 25`, `25 to 29`, `60 and over`. */
function range([first, second, third, surplus]: Tokens): A.RangeNode | undefined {
  if (!first || !second || surplus) return undefined;
  const span = spanOf(first, third ?? second);
  if (first.image === "under" && !third) {
    const max = literalOf(second);
    return max && { kind: "range", min: undefined, minHeld: true, max, maxHeld: false, span };
  }
  const min = literalOf(first);
  if (!min || !third) return undefined;
  if (second.image === "and" && third.image === "over")
    return { kind: "range", min, minHeld: true, max: undefined, maxHeld: true, span };
  const max = second.image === "to" ? literalOf(third) : undefined;
  return max && { kind: "range", min, minHeld: true, max, maxHeld: true, span };
}

/** `medical "Medical"`. */
function declaration([first, second, surplus]: Tokens): A.DeclarationNode | undefined {
  const name = nameOf(first);
  const title = titleOf(second);
  if (!first || !name || (second && !title) || surplus) return undefined;
  const span = spanOf(first, second);
  return { name, title, formerly: undefined, covers: undefined, when: undefined, span };
}

/** `gold_ppo "Gold PPO" for medical`. */
function heading([first, second, third, fourth, surplus]: Tokens): A.HeadingNode | undefined {
  const name = nameOf(first);
  const title = titleOf(second);
  const coverage = nameOf(fourth);
  if (!first || !name || CLAUSE_WORDS.has(name.name) || (second && !title) || surplus) return undefined;
  if (third && (third.image !== "for" || !coverage)) return undefined;
  const span = spanOf(first, fourth ?? second);
  const others = { each: undefined, by: undefined, like: undefined, when: undefined, effective: undefined };
  return { name, title, for: coverage ? [coverage] : [], ...others, span };
}

/**
 * The plainest phrases, which most lines and cells are, each as its grammar would read it: a test holds them to it.
 * Where one answers nothing the grammar decides.
 */
export const PLAIN: { readonly [Type in ValueType]?: (tokens: Tokens) => ValueTypes[Type] | undefined } = {
  name: (tokens) => nameOf(only(tokens)),
  nameOrLiteral: (tokens) => nameOf(only(tokens)) ?? literal(tokens),
  literal,
  figure: literal,
  expression: literal,
  range,
  declaration,
  heading,
};
