import { EmbeddedActionsParser, type IParserConfig, type IToken, type ParserMethod } from "chevrotain";
import { textValue } from "../phrase.js";
import * as T from "../tokens.js";
import type { Span } from "../tree.js";
import type {
  DurationUnit,
  FormerlyNode,
  LiteralNode,
  NameNode,
  PeriodWord,
  RangeNode,
  RoundingMode,
  RoundingNode,
} from "./ast.js";
import { allTokenTypes, keyword as k } from "./keywords.js";
import { Lookahead, MOST_LOOKAHEAD } from "./lookahead.js";

/** What the words that were read mean. */
export function means<V>(value: V, ..._words: readonly IToken[]): V {
  return value;
}

export const digits = (image: string): string => image.replace(/[$,%]/g, "");

/**
 * Words that join a phrase, and so cannot be names. The list is public: whoever binds declarations reports them.
 */
export const JOINING_WORDS: ReadonlySet<string> = new Set(
  "and or not is of with by for at to in per when unless otherwise same under over until the".split(" "),
);

export type Title = { readonly text: string; readonly span: Span };

/** Words after which a name cannot stand, because they continue the phrase instead. */
export const CLAUSE_WORDS: ReadonlySet<string> = new Set([
  "for",
  "by",
  "when",
  "like",
  "effective",
  "formerly",
  "covers",
  "of",
]);

/** Words that continue the phrase after the comma behind a list, and so are no further item of it. */
export const LIST_ENDS: ReadonlySet<string> = new Set(
  "for by when like effective formerly covers of otherwise each embedded aggregate counts in adds at balance".split(
    " ",
  ),
);

/** Names, literals and ranges: what other values are made of. */
export class BaseGrammar extends EmbeddedActionsParser {
  constructor(config: IParserConfig = {}) {
    const lookaheadStrategy = new Lookahead();
    super(allTokenTypes(), {
      maxLookahead: MOST_LOOKAHEAD,
      lookaheadStrategy,
      recoveryEnabled: false,
      // The grammar is validated by a test, once, and not each time the program starts.
      skipValidations: true,
      ...config,
    });
    lookaheadStrategy.tokenAt = (ahead) => this.LA(ahead);
  }

  protected spanFrom(first: IToken): Span {
    return { start: first.startOffset, end: (this.LA(0).endOffset ?? 0) + 1 };
  }

  protected nextIs(ahead: number, ...words: string[]): boolean {
    return words.includes(this.LA(ahead).image);
  }

  /** Whether the list goes on: a comma comes next, and an item after it. */
  protected listGoesOn(): boolean {
    return this.LA(1).tokenType === T.Comma && !LIST_ENDS.has(this.LA(2).image);
  }

  protected nextIsClause(ahead: number): boolean {
    return CLAUSE_WORDS.has(this.LA(ahead).image);
  }

  readonly name: ParserMethod<[], NameNode> = this.RULE("name", (): NameNode => {
    const token = this.CONSUME(T.Word);
    return { kind: "name", name: token.image, span: this.spanFrom(token) };
  });

  readonly names: ParserMethod<[], NameNode[]> = this.RULE("names", (): NameNode[] => {
    const names = [this.SUBRULE(this.name)];
    this.MANY({
      GATE: () => this.listGoesOn(),
      DEF: () => {
        this.CONSUME(T.Comma);
        names.push(this.SUBRULE2(this.name));
      },
    });
    return names;
  });

  readonly period: ParserMethod<[], PeriodWord> = this.RULE(
    "period",
    (): PeriodWord =>
      this.OR<PeriodWord>([
        { ALT: () => means("day", this.CONSUME(k("day"))) },
        { ALT: () => means("month", this.CONSUME2(k("month"))) },
        { ALT: () => means("quarter", this.CONSUME(k("quarter"))) },
        { ALT: () => means("year", this.CONSUME(k("year"))) },
        { ALT: () => means("half month", this.CONSUME(k("half")), this.CONSUME(k("month"))) },
      ]),
  );

  readonly literal: ParserMethod<[], LiteralNode> = this.RULE("literal", (): LiteralNode => {
    const first = this.LA(1);
    return this.OR<LiteralNode>([
      {
        ALT: () => {
          const value = digits(this.CONSUME(T.Money).image);
          let per: PeriodWord | undefined;
          this.OPTION(() => {
            this.CONSUME(k("per"));
            per = this.SUBRULE(this.period);
          });
          return { kind: "money", value, per, span: this.spanFrom(first) };
        },
      },
      {
        ALT: () => {
          const value = digits(this.CONSUME(T.Percent).image);
          return { kind: "percent", value, span: this.spanFrom(first) };
        },
      },
      { ALT: () => this.SUBRULE(this.numberOrDuration) },
      {
        ALT: () => {
          const value = this.CONSUME(T.Day).image;
          return { kind: "day", value, span: this.spanFrom(first) };
        },
      },
      { ALT: () => this.SUBRULE(this.text) },
    ]);
  });

  protected readonly durationUnit: ParserMethod<[], DurationUnit> = this.RULE(
    "durationUnit",
    (): DurationUnit =>
      this.OR<DurationUnit>([
        { ALT: () => means("day", this.CONSUME(k("day"))) },
        { ALT: () => means("day", this.CONSUME(k("days"))) },
        { ALT: () => means("week", this.CONSUME(k("week"))) },
        { ALT: () => means("week", this.CONSUME(k("weeks"))) },
        { ALT: () => means("month", this.CONSUME(k("month"))) },
        { ALT: () => means("month", this.CONSUME(k("months"))) },
        { ALT: () => means("year", this.CONSUME(k("year"))) },
        { ALT: () => means("year", this.CONSUME(k("years"))) },
      ]),
  );

  private readonly numberOrDuration: ParserMethod<[], LiteralNode> = this.RULE(
    "numberOrDuration",
    (): LiteralNode => {
      const token = this.CONSUME(T.Numeral);
      const value = digits(token.image);
      let unit: DurationUnit | undefined;
      this.OPTION(() => {
        unit = this.SUBRULE(this.durationUnit);
      });
      const span = this.spanFrom(token);
      return unit
        ? { kind: "duration", value, unit, span }
        : { kind: "number", value, written: token.image, span };
    },
  );

  /** Texts side by side are one. */
  readonly text: ParserMethod<[], LiteralNode & { kind: "text" }> = this.RULE(
    "text",
    (): LiteralNode & { kind: "text" } => {
      const first = this.LA(1);
      const parts: string[] = [];
      this.AT_LEAST_ONE(() => parts.push(textValue(this.CONSUME(T.Text) as T.Token)));
      return { kind: "text", value: parts.join(" "), span: this.spanFrom(first) };
    },
  );

  /** `formerly "ING"`, `formerly gold_ppo`. */
  protected readonly formerly: ParserMethod<[], FormerlyNode> = this.RULE("formerly", (): FormerlyNode => {
    this.CONSUME(k("formerly"));
    return this.OR<FormerlyNode>([
      { ALT: () => this.SUBRULE(this.text) },
      { ALT: () => this.SUBRULE(this.name) },
    ]);
  });

  protected readonly title: ParserMethod<[], Title> = this.RULE("title", (): Title => {
    const text = this.SUBRULE(this.text);
    return { text: text.value, span: text.span };
  });

  readonly rounding: ParserMethod<[], RoundingNode> = this.RULE("rounding", (): RoundingNode => {
    const first = this.LA(1);
    const mode = this.OR<RoundingMode>([
      {
        ALT: () => {
          this.CONSUME(k("half"));
          return this.OR2<RoundingMode>([
            { ALT: () => means("half_up", this.CONSUME(k("up"))) },
            { ALT: () => means("half_even", this.CONSUME(k("even"))) },
            { ALT: () => means("half_down", this.CONSUME(k("down"))) },
          ]);
        },
      },
      { ALT: () => means("up", this.CONSUME2(k("up"))) },
      { ALT: () => means("down", this.CONSUME2(k("down"))) },
    ]);
    this.CONSUME(k("to"));
    const step = this.OR3<Pick<RoundingNode, "to" | "unit">>([
      { ALT: () => means({ to: "0.01", unit: "money" }, this.CONSUME(k("cent"))) },
      { ALT: () => ({ to: digits(this.CONSUME(T.Money).image), unit: "money" }) },
      { ALT: () => ({ to: digits(this.CONSUME(T.Percent).image), unit: "percent" }) },
      { ALT: () => ({ to: digits(this.CONSUME(T.Numeral).image), unit: "number" }) },
    ]);
    return { mode, ...step, span: this.spanFrom(first) };
  });

  readonly nameOrLiteral: ParserMethod<[], NameNode | LiteralNode> = this.RULE(
    "nameOrLiteral",
    (): NameNode | LiteralNode =>
      this.OR<NameNode | LiteralNode>([
        { ALT: () => this.SUBRULE(this.literal) },
        { ALT: () => this.SUBRULE(this.name) },
      ]),
  );

  readonly range: ParserMethod<[], RangeNode> = this.RULE("range", (): RangeNode => {
    const first = this.LA(1);
    return this.OR<RangeNode>([
      {
        ALT: () => {
          this.CONSUME(k("any"));
          return { kind: "any", span: this.spanFrom(first) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(k("under"));
          const max = this.SUBRULE(this.literal);
          return this.rangeNode(first, undefined, true, max, false);
        },
      },
      {
        ALT: () => {
          this.CONSUME(k("over"));
          const min = this.SUBRULE2(this.literal);
          let max: LiteralNode | undefined;
          this.OPTION(() => {
            this.CONSUME(k("up"));
            this.CONSUME(k("to"));
            max = this.SUBRULE3(this.literal);
          });
          return this.rangeNode(first, min, false, max, true);
        },
      },
      {
        ALT: () => {
          this.CONSUME2(k("up"));
          this.CONSUME2(k("to"));
          const max = this.SUBRULE4(this.literal);
          return this.rangeNode(first, undefined, true, max, true);
        },
      },
      { ALT: () => this.SUBRULE(this.rangeFromValue) },
    ]);
  });

  private readonly rangeFromValue: ParserMethod<[], RangeNode> = this.RULE(
    "rangeFromValue",
    (): RangeNode => {
      const first = this.LA(1);
      const min = this.SUBRULE(this.literal);
      let result: RangeNode = { kind: "range", min, minHeld: true, max: min, maxHeld: true, span: min.span };
      this.OPTION({
        GATE: () => this.nextIs(1, "to") || (this.nextIs(1, "and") && this.nextIs(2, "over")),
        DEF: () =>
          this.OR([
            {
              ALT: () => {
                this.CONSUME(k("to"));
                let held = true;
                this.OPTION2(() => {
                  this.CONSUME(k("under"));
                  held = false;
                });
                const max = this.SUBRULE2(this.literal);
                result = this.rangeNode(first, min, true, max, held);
              },
            },
            {
              ALT: () => {
                this.CONSUME(k("and"));
                this.CONSUME(k("over"));
                result = this.rangeNode(first, min, true, undefined, true);
              },
            },
          ]),
      });
      return result;
    },
  );

  private rangeNode(
    first: IToken,
    min: LiteralNode | undefined,
    minHeld: boolean,
    max: LiteralNode | undefined,
    maxHeld: boolean,
  ): RangeNode {
    return { kind: "range", min, minHeld, max, maxHeld, span: this.spanFrom(first) };
  }
}
