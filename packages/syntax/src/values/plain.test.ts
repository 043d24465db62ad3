import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fragments } from "../../test/arbitrary.js";
import { drafts, tree } from "../../test/support.js";
import type { Token } from "../tokens.js";
import type { Statement } from "../tree.js";
import { readByGrammar, readValue, type ValueType } from "./index.js";
import { PLAIN } from "./plain.js";

const TYPES = Object.keys(PLAIN) as (keyof typeof PLAIN)[];
const NOWHERE = { start: 0, end: 0 };

/** How many of the phrases were read without a grammar; fails where that makes a difference. */
function readPlainly(tokens: readonly Token[], types: readonly ValueType[] = TYPES): number {
  let plain = 0;
  for (const type of types) {
    expect(readValue(type, tokens, NOWHERE)).toStrictEqual(readByGrammar(type, tokens, NOWHERE));
    if (PLAIN[type]?.(tokens)) plain++;
  }
  return plain;
}

const phrasesOf = (statements: readonly Statement[]): (readonly Token[])[] =>
  statements.flatMap((statement) => {
    switch (statement.kind) {
      case "row":
        return statement.cells.map(({ items }) => items);
      case "property":
        return [0, 1, 2].map((words) => statement.items.slice(words));
      case "block":
        return [statement.items, statement.items.slice(1), ...phrasesOf(statement.children)];
      default:
        return [];
    }
  });

describe("a plain phrase", () => {
  it.each([
    ["name", "gold_ppo"],
    ["name", "per"],
    ["nameOrLiteral", "rate"],
    ["nameOrLiteral", '"Marin"'],
    ["literal", "$1,414.74"],
    ["literal", "2015-01-01"],
    ["figure", "-1.29%"],
    ["expression", "010"],
    ["range", "under 25"],
    ["range", "$25 to $1,000"],
    ["range", "60 and over"],
    ["declaration", "medical"],
    ["declaration", 'per "a \\" b"'],
    ["heading", "gold_ppo"],
    ["heading", 'gold_ppo "Gold PPO" for medical'],
  ] as const)("as a %s, %s, is read without the grammar, as the grammar reads it", (type, phrase) => {
    expect(readPlainly(tree(`x ${phrase}`).tokens.slice(1), [type])).toBe(1);
  });

  it.each([
    ["range", "under 25 months"],
    ["range", "25 to under 29"],
    ["range", "over 25"],
    ["range", "to to to"],
    ["literal", "$5 per month"],
    ["literal", "19th"],
    ["figure", "volume"],
    ["expression", "and"],
    ["declaration", '"Medical" medical'],
    ["heading", "for medical"],
    ["heading", 'by "by"'],
    ["heading", "gold_ppo for medical, dental"],
    ["heading", 'gold_ppo "Gold" like silver'],
    ["heading", 'gold_ppo "Gold" for'],
  ] as const)("near miss: as a %s, %s is left to the grammar", (type, phrase) => {
    expect(readPlainly(tree(`x ${phrase}`).tokens.slice(1), [type])).toBe(0);
  });

  it("of a draft is read as the grammar reads it", () => {
    const phrases = drafts.flatMap(({ text }) => phrasesOf(tree(text).statements));
    const plain = phrases.reduce((sum, phrase) => sum + readPlainly(phrase), 0);
    expect(plain).toBeGreaterThan(1000);
  });

  it("of any words and signs is read as the grammar reads it", () => {
    const length = fc.integer({ min: 0, max: 6 });
    fc.assert(
      fc.property(fragments, length, (text, most) => {
        const { tokens } = tree(text);
        for (let i = 0; i < tokens.length; i++) readPlainly(tokens.slice(i, i + most));
      }),
      { numRuns: 200 },
    );
  });
});
