import { textValue } from "../phrase.js";
import * as T from "../tokens.js";
import type { Span } from "../tree.js";
import type * as A from "./ast.js";
import { CLAUSE_WORDS, digits, JOINING_WORDS, LIST_ENDS, type Title } from "./base.js";
import { asksArrangement } from "./heads.js";
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

/** The word of a token; nothing for a text, a figure or a sign. */
const wordOf = (token: T.Token | undefined): string | undefined =>
  token?.tokenType === T.Word ? token.image : undefined;

/** Whether these words and no others stand from a place on. */
const isAt = (tokens: Tokens, at: number, ...words: readonly string[]): boolean =>
  words.every((word, i) => wordOf(tokens[at + i]) === word);

/** `medical "Medical" formerly health covers employee and 1 or more dependents when age at least 16`: each part may be missing. */
function declaration(tokens: Tokens): A.DeclarationNode | undefined {
  const [first] = tokens;
  const name = nameOf(first);
  if (!first || !name) return undefined;
  const title = titleOf(tokens[1]);
  let at = title ? 2 : 1;
  let formerly: A.FormerlyNode | undefined;
  if (isAt(tokens, at, "formerly")) {
    const title = titleOf(tokens[at + 1]);
    formerly = title ? { kind: "text", value: title.text, span: title.span } : nameOf(tokens[at + 1]);
    at += formerly === undefined ? 0 : 2;
  }
  let coverage: A.CoversNode | undefined;
  if (isAt(tokens, at, "covers")) {
    const end = tokens.findIndex((token, i) => i > at && wordOf(token) === "when");
    coverage = covers(tokens.slice(at + 1, end < 0 ? undefined : end));
    at = coverage ? (end < 0 ? tokens.length : end) : at;
  }
  const when = whenFrom(tokens, at);
  const end = tokens[tokens.length - 1];
  if (when === null || !end) return undefined;
  return { name, title, formerly, covers: coverage, when, span: spanOf(first, end) };
}

/** `employee`, `employee and 1 or more dependents`. */
function covers(tokens: Tokens): A.CoversNode | undefined {
  const [first] = tokens;
  const second = tokens[2];
  const end = tokens[tokens.length - 1];
  const who = wordOf(first);
  if (!first || !end || who === undefined || who === "any") return undefined;
  const groups: { who: string; least: number; most: number | undefined }[] = [{ who, least: 1, most: 1 }];
  if (tokens.length > 1) {
    const isOpen = isAt(tokens, 3, "or", "more");
    const others = wordOf(tokens[isOpen ? 5 : 3]);
    const length = isOpen ? 6 : 4;
    if (!isAt(tokens, 1, "and") || second?.tokenType !== T.Numeral || tokens.length !== length)
      return undefined;
    if (others === undefined || others === "and" || others === "or") return undefined;
    const least = Number(digits(second.image));
    groups.push({ who: others, least, most: isOpen ? undefined : least });
  }
  return { groups, span: spanOf(first, end) };
}

/** Words that begin a question or another expression than a name, or join a phrase. */
const NO_NAMES: ReadonlySet<string> = new Set(
  (
    "rate premium volume benefit employer employee elected guaranteed evidence lesser greater change not class " +
    [...JOINING_WORDS].join(" ")
  ).split(" "),
);

const RELATIONS: readonly (readonly [words: readonly string[], relation: A.Relation])[] = [
  [["at", "least"], "at least"],
  [["at", "most"], "at most"],
  [["under"], "under"],
  [["over"], "over"],
];

/** `age at least 16`, `status is active`. */
function condition(tokens: Tokens): A.ConditionNode | undefined {
  const [first] = tokens;
  const end = tokens[tokens.length - 1];
  const value = nameOf(first);
  if (!first || !end || !value || NO_NAMES.has(value.name) || asksArrangement(tokens)) return undefined;
  const span = spanOf(first, end);
  if (isAt(tokens, 1, "is")) {
    const one = tokens.length === 3 ? nameOf(end) : undefined;
    const isPlain = one && one.name !== "not" && one.name !== "exactly";
    return isPlain ? { kind: "is", value, not: false, values: [one], span } : undefined;
  }
  for (const [words, relation] of RELATIONS) {
    if (!isAt(tokens, 1, ...words)) continue;
    const other = tokens.length === words.length + 2 && end.tokenType !== T.Day ? literalOf(end) : undefined;
    return other && { kind: "compare", relation, value, other, span };
  }
  return undefined;
}

/** The condition behind `when`, from a place on; nothing at the end of the phrase, `null` where something else stands. */
function whenFrom(tokens: Tokens, at: number): A.ConditionNode | undefined | null {
  if (at === tokens.length) return undefined;
  return isAt(tokens, at, "when") ? (condition(tokens.slice(at + 1)) ?? null) : null;
}

/** `gold_ppo "Gold PPO" for medical like silver when status is active`, `for medical`, `"An example"`, `by county`. */
function heading(tokens: Tokens): A.HeadingNode | undefined {
  const [first] = tokens;
  const end = tokens[tokens.length - 1];
  if (!first || !end) return undefined;
  const name = CLAUSE_WORDS.has(wordOf(first) ?? "") ? undefined : nameOf(first);
  let at = name ? 1 : 0;
  const title = titleOf(tokens[at]);
  if (title) at++;
  const clause = (word: string): A.NameNode | undefined => {
    const named = isAt(tokens, at, word) ? nameOf(tokens[at + 1]) : undefined;
    if (named) at += 2;
    return named;
  };
  const coverages = isAt(tokens, at, "for", "each") ? [] : listFrom(tokens, at, "for");
  at += coverages.length * 2;
  const by = clause("by");
  const like = clause("like");
  const when = whenFrom(tokens, at);
  if (when === null) return undefined;
  const others = { each: undefined, by, like, when, effective: undefined };
  return { name, title, for: coverages, ...others, span: spanOf(first, end) };
}

/** The names behind a word, with commas between; none where the word does not stand. */
function listFrom(tokens: Tokens, at: number, word: string): A.NameNode[] {
  const found: A.NameNode[] = [];
  if (!isAt(tokens, at, word)) return found;
  for (let next = at + 1; ; next += 2) {
    const name = nameOf(tokens[next]);
    if (!name || (found.length > 0 && LIST_ENDS.has(name.name))) return [];
    found.push(name);
    if (tokens[next + 1]?.tokenType !== T.Comma) return found;
  }
}

const MODES: readonly (readonly [words: readonly string[], mode: A.RoundingMode])[] = [
  [["half", "up"], "half_up"],
  [["half", "even"], "half_even"],
  [["half", "down"], "half_down"],
  [["up"], "up"],
  [["down"], "down"],
];

/** `half up to cent`. */
function rounding(tokens: Tokens): A.RoundingNode | undefined {
  const [first] = tokens;
  for (const [words, mode] of MODES) {
    const isCents = isAt(tokens, 0, ...words, "to", "cent") && tokens.length === words.length + 2;
    const end = tokens[words.length + 1];
    if (first && end && isCents) return { mode, to: "0.01", unit: "money", span: spanOf(first, end) };
  }
  return undefined;
}

/** `2015-01-01 to 2015-12-31`. */
function dates([first, to, last, surplus]: Tokens): A.DatesNode | undefined {
  const [from, until] = [literalOf(first), literalOf(last)];
  if (!first || !last || surplus || wordOf(to) !== "to" || from?.kind !== "day" || until?.kind !== "day")
    return undefined;
  return { from, to: until, span: spanOf(first, last) };
}

/** `until 2016-01-01`. */
function guarantee([first, day, surplus]: Tokens): A.GuaranteeNode | undefined {
  const word = wordOf(first);
  const literal = literalOf(day);
  if (!first || !day || surplus || literal?.kind !== "day") return undefined;
  return word === "until" || word === "through"
    ? { word, day: literal, span: spanOf(first, day) }
    : undefined;
}

/** `enrollment per month`, `$1,000 of volume per month`. */
function unit(tokens: Tokens): A.UnitNode | undefined {
  const [first, , third] = tokens;
  const end = tokens[tokens.length - 1];
  const of = wordOf(first);
  if (!first || !end) return undefined;
  const span = spanOf(first, end);
  if (tokens.length === 3 && of !== undefined && of !== "dependent" && isAt(tokens, 1, "per", "month"))
    return { base: { kind: "counted", of }, period: "month", span };
  const base = nameOf(third);
  const isAmount = first.tokenType === T.Money && isAt(tokens, 1, "of") && isAt(tokens, 3, "per", "month");
  if (!isAmount || !base || base.name === "monthly" || tokens.length !== 5) return undefined;
  return {
    base: { kind: "amount", amount: digits(first.image), monthly: false, of: base },
    period: "month",
    span,
  };
}

/** `employer pays 75%`. */
function share([first, pays, figure, surplus]: Tokens): A.ShareNode | undefined {
  const payer = wordOf(first);
  const named = nameOf(figure);
  const amount = named && !NO_NAMES.has(named.name) ? named : literalOf(figure);
  if (!first || !figure || surplus || wordOf(pays) !== "pays" || !amount || amount.kind === "text")
    return undefined;
  return payer === "employer" || payer === "employee"
    ? { payer, pays: amount, span: spanOf(first, figure) }
    : undefined;
}

/** `employee when hours at least 20`. */
function insures(tokens: Tokens): A.InsuresNode | undefined {
  const [first] = tokens;
  const end = tokens[tokens.length - 1];
  const role = nameOf(first);
  const when = whenFrom(tokens, 1);
  return first && end && role && when !== null ? { role, when, span: spanOf(first, end) } : undefined;
}

/** `$100,000 when age under 60`. */
function amountWhen(tokens: Tokens): A.AmountWhenNode | undefined {
  const [first] = tokens;
  const end = tokens[tokens.length - 1];
  const amount = first?.tokenType === T.Money ? literalOf(first) : undefined;
  const when = whenFrom(tokens, 1);
  return first && end && amount && when !== null ? { amount, when, span: spanOf(first, end) } : undefined;
}

/** `$10,000 to $100,000 in steps of $10,000`. */
function volumeRule(tokens: Tokens): A.VolumeNode | undefined {
  const [first, , , , , , last] = tokens;
  const chosen = range(tokens.slice(0, 3));
  const step = literalOf(last);
  if (!first || !last || !step || tokens.length !== 7 || chosen?.kind !== "range") return undefined;
  if (!isAt(tokens, 1, "to") || !isAt(tokens, 3, "in", "steps", "of")) return undefined;
  const form = { kind: "chosen", range: chosen } as const;
  return { form, step, most: undefined, noMaximum: false, twice: undefined, span: spanOf(first, last) };
}

/** `age age "Age of the employee"`, `county choice of california`, `hours number of hours per week`, `share percent from 0% to 100%`. */
function inputLine(tokens: Tokens): A.InputNode | undefined {
  const [first, second] = tokens;
  const [name, type] = [nameOf(first), nameOf(second)];
  const end = tokens[tokens.length - 1];
  if (!first || !end || !name || !type) return undefined;
  let at = 2;
  let of: A.NameNode[] = [];
  let unitWords: string | undefined;
  let from: A.RangeNode | undefined;
  if (isAt(tokens, at, "of")) {
    of = listFrom(tokens, at, "of");
    at += of.length * 2;
    const period = isAt(tokens, at, "per") ? wordOf(tokens[at + 1]) : undefined;
    if (period !== undefined) {
      unitWords = `${of.map((unit) => unit.name).join(" ")} per ${period}`;
      at += 2;
    }
  } else if (isAt(tokens, at, "from")) {
    from = range(tokens.slice(at + 1, at + 4));
    at += from ? 4 : 0;
  }
  const meaning = titleOf(tokens[at])?.text;
  if (meaning !== undefined) at++;
  if (at !== tokens.length) return undefined;
  const others = { per: undefined, order: [], otherwise: undefined, formerly: undefined };
  return { name, type, of, unitWords, from, ...others, meaning, span: spanOf(first, end) };
}

/** `tier family`, `volume $50,000 of life`. */
function given(tokens: Tokens): A.GivenValueNode | undefined {
  const [first, second, , fourth] = tokens;
  const what = nameOf(first);
  const value = nameOf(second) ?? literalOf(second);
  const of = tokens.length === 4 && isAt(tokens, 2, "of") ? nameOf(fourth) : undefined;
  if (!first || !second || !what || !value || (tokens.length !== 2 && !of)) return undefined;
  return { kind: "value", what, value, of, span: spanOf(first, of ? (fourth ?? second) : second) };
}

const HEADS: readonly (readonly [words: readonly string[], head: A.Head])[] = [
  [["premium"], "premium"],
  [["employer", "share"], "employer share"],
  [["employee", "share"], "employee share"],
];

/** `premium of medical $1,250.00`, `employee share $375.00`. */
function expected(tokens: Tokens): A.ExpectNode | undefined {
  const [first] = tokens;
  const end = tokens[tokens.length - 1];
  const answer = end?.tokenType === T.Money ? literalOf(end) : undefined;
  const found = HEADS.find(([words]) => isAt(tokens, 0, ...words));
  if (!first || !end || !answer || !found) return undefined;
  const [words, head] = found;
  const named = isAt(tokens, words.length, "of") ? nameOf(tokens[words.length + 1]) : undefined;
  const length = words.length + (named ? 2 : 0);
  const last = tokens[length - 1];
  if (!last || tokens.length !== length + 1) return undefined;
  const ask = { kind: "question", head, of: named ? [named] : [], with: [], on: undefined } as const;
  return {
    kind: "answer",
    ask: { ...ask, span: spanOf(first, last) },
    answer,
    span: spanOf(first, end),
  };
}

/** `full_time, part_time`. */
function names(tokens: Tokens): A.NameNode[] | undefined {
  const found: A.NameNode[] = [];
  for (let at = 0; at < tokens.length; at += 2) {
    const name = nameOf(tokens[at]);
    const isLast = at === tokens.length - 1;
    if (!name || (at > 0 && LIST_ENDS.has(name.name))) return undefined;
    if (!isLast && tokens[at + 1]?.tokenType !== T.Comma) return undefined;
    found.push(name);
  }
  return tokens.length % 2 === 1 ? found : undefined;
}

/** `100% of volume`. */
function expression(tokens: Tokens): A.ExpressionNode | undefined {
  const [first, , third, surplus] = tokens;
  const isShare = first?.tokenType === T.Percent && isAt(tokens, 1, "of", "volume") && !surplus;
  const left = literalOf(first);
  if (!isShare || !third || !left) return literal(tokens);
  const right = {
    kind: "question",
    head: "volume",
    of: [],
    with: [],
    on: undefined,
    span: spanOf(third),
  } as const;
  return { kind: "binary", op: "of", left, right, span: spanOf(first, third) };
}

function text(tokens: Tokens): (A.LiteralNode & { readonly kind: "text" }) | undefined {
  const found = literal(tokens);
  return found?.kind === "text" ? found : undefined;
}

/**
 * The plainest phrases, which most lines and cells are, each as its grammar would read it: a test holds them to it.
 * Where one answers nothing the grammar decides.
 */
export const PLAIN: { readonly [Type in ValueType]?: (tokens: Tokens) => ValueTypes[Type] | undefined } = {
  name: (tokens) => nameOf(only(tokens)),
  nameOrLiteral: (tokens) => nameOf(only(tokens)) ?? literal(tokens),
  literal,
  text,
  figure: expression,
  expression,
  range,
  condition,
  declaration,
  heading,
  names,
  rounding,
  dates,
  guarantee,
  unit,
  share,
  insures,
  amountWhen,
  volumeRule,
  inputLine,
  given,
  expect: expected,
};
