import {
  Alternation,
  Alternative,
  type ILookaheadStrategy,
  type IProduction,
  type IToken,
  LLkLookaheadStrategy,
  Option,
  Repetition,
  RepetitionMandatory,
  type Rule,
} from "chevrotain";
import { describe, expect, it } from "vitest";
import { BenefitGrammar } from "./benefits.js";
import { ValueGrammar } from "./grammar.js";
import { allTokenTypes } from "./keywords.js";
import { Lookahead, MOST_LOOKAHEAD } from "./lookahead.js";

/** A parser that stands before any two tokens. */
class Place {
  readonly tokens: IToken[] = [];
  LA_FAST(ahead: number): IToken {
    const token = this.tokens[ahead - 1];
    if (!token) throw new Error("no decision looks further ahead");
    return token;
  }
}

const TOKENS = allTokenTypes().map(
  (type): IToken => ({
    image: type.name,
    startOffset: 0,
    endOffset: 0,
    tokenType: type,
    tokenTypeIdx: type.tokenTypeIdx ?? 0,
  }),
);

type Decision = (this: unknown, ...args: unknown[]) => unknown;
interface Named {
  readonly what: string;
  readonly decide: Decision;
}

/** Every decision of a rule, as a strategy takes it. */
function decisionsOf(rule: Rule, strategy: ILookaheadStrategy): Named[] {
  const shared = { rule, maxLookahead: MOST_LOOKAHEAD, dynamicTokensEnabled: false };
  const all: Named[] = [];
  const visit = (production: IProduction): void => {
    if (production instanceof Alternation) {
      const own = production as Alternation & { readonly maxLookahead?: number };
      const maxLookahead = own.maxLookahead ?? MOST_LOOKAHEAD;
      const options = { ...shared, maxLookahead, prodOccurrence: production.idx, hasPredicates: true };
      const decide = strategy.buildLookaheadForAlternation(options) as Decision;
      all.push({ what: `alternation ${production.idx}`, decide });
    }
    for (const [prodType, kind] of Object.entries({ Option, Repetition, RepetitionMandatory } as const)) {
      if (!(production instanceof kind)) continue;
      const options = { ...shared, prodOccurrence: production.idx, prodType: prodType as "Option" };
      const decide = strategy.buildLookaheadForOptional(options) as Decision;
      all.push({ what: `${prodType} ${production.idx}`, decide });
    }
    const kinds = [Alternation, Alternative, Option, Repetition, RepetitionMandatory];
    for (const kind of kinds)
      if (production instanceof kind) for (const part of production.definition) visit(part);
  };
  for (const production of rule.definition) visit(production);
  return all;
}

describe("looking ahead", () => {
  const place = new Place();
  const ours = new Lookahead();
  ours.tokenAt = (ahead) => place.LA_FAST(ahead);
  const theirs = new LLkLookaheadStrategy({ maxLookahead: MOST_LOOKAHEAD });
  const rules = Object.values({
    ...new BenefitGrammar().getGAstProductions(),
    ...new ValueGrammar().getGAstProductions(),
  });

  it.each(rules.map((rule) => [rule.name, rule] as const))(
    "in %s decides as chevrotain does, whichever two tokens come",
    (_name, rule) => {
      const expected = decisionsOf(rule, theirs);
      const decisions = decisionsOf(rule, ours);
      expect(decisions.map(({ what }) => what)).toEqual(expected.map(({ what }) => what));
      for (const [i, { what, decide }] of decisions.entries()) {
        for (const first of TOKENS) {
          for (const second of TOKENS) {
            place.tokens.splice(0, 2, first, second);
            const decided = decide.call(place, []);
            if (decided === expected[i]?.decide.call(place, [])) continue;
            throw new Error(`${what} differs before ${first.image} ${second.image}`);
          }
        }
      }
    },
  );
});
