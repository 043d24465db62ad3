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
    // Where none answers, the grammar is asked anyway.
    if (!PLAIN[type]?.(tokens)) continue;
    expect(readValue(type, tokens, NOWHERE)).toStrictEqual(readByGrammar(type, tokens, NOWHERE));
    plain++;
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
    ["heading", "for medical"],
    ["heading", "for medical when status is active"],
    ["heading", 'gold_ppo "Gold" like silver'],
    ["heading", '"An example"'],
    ["heading", "by county"],
    ["declaration", 'family "Family" covers employee and 1 or more dependents'],
    ["declaration", 'couple "Couple" covers employee and 1 dependent when age at least 16'],
    ["declaration", 'voya "VOYA" formerly "ING"'],
    ["condition", "age under 60"],
    ["condition", "status is active"],
    ["names", "staff"],
    ["names", "full_time, part_time"],
    ["expression", "100% of volume"],
    ["figure", "50% of volume"],
    ["text", '"Nobody in particular"'],
    ["heading", "gold_ppo for medical, dental"],
    ["share", "employer pays share"],
    ["inputLine", "county choice of california, out_of_state"],
    ["inputLine", 'hours number of hours per week "A week"'],
    ["inputLine", "share percent from 0% to 100%"],
    ["rounding", "half up to cent"],
    ["rounding", "down to cent"],
    ["dates", "2026-01-01 to 2026-12-31"],
    ["guarantee", "until 2026-07-01"],
    ["unit", "enrollment per month"],
    ["unit", "$1,000 of volume per month"],
    ["share", "employer pays 75%"],
    ["insures", "employee when hours at least 20"],
    ["amountWhen", "$100,000 when age under 60"],
    ["volumeRule", "$10,000 to $100,000 in steps of $10,000"],
    ["inputLine", 'age age "Age of the employee"'],
    ["given", "tier family"],
    ["given", "volume $50,000 of life"],
    ["expect", "premium of medical $1,250.00"],
    ["expect", "employee share $375.00"],
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
    ["heading", 'by "by"'],
    ["heading", "for each employee"],
    ["heading", "gold_ppo when rate is 5"],
    ["declaration", 'all "All" covers employee and any dependents'],
    ["declaration", 'two "Two" covers 2 with medicare'],
    ["condition", "age under 60 months"],
    ["condition", "age at least 16 and hours at least 20"],
    ["condition", "status is active, retiree"],
    ["condition", "status is not active"],
    ["condition", "hire on or after 2015-01-01"],
    ["condition", "rate is 5"],
    ["names", "staff, when"],
    ["names", "staff others"],
    ["expression", "100% of salary"],
    ["expression", "100% of volume of life"],
    ["heading", "for medical, each"],
    ["text", '"one" "two"'],
    ["inputLine", "county choice of california otherwise none"],
    ["inputLine", "salary money per year"],
    ["inputLine", "kind choice of 1, 2"],
    ["rounding", "half up to $0.05"],
    ["dates", "2026 to 2027"],
    ["guarantee", "until hire"],
    ["unit", "dependent unit per month"],
    ["unit", "$100 of monthly volume per month"],
    ["unit", "enrollment per year"],
    ["share", "employer pays rate"],
    ["share", "employer pays 50% of premium"],
    ["insures", "employee when hours"],
    ["amountWhen", "2 when age under 60"],
    ["volumeRule", "$10,000 to $100,000, in steps of $10,000"],
    ["given", "volume 2 times salary of life"],
    ["given", "used $5 of deductible by a"],
    ["expect", "premium of medical with tier family $1,250.00"],
    ["expect", "premium of medical over $5"],
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
