import { EmbeddedActionsParser, type IToken, type ParserMethod } from "chevrotain";
import { textValue } from "../phrase.js";
import * as T from "../tokens.js";
import type { Span } from "../tree.js";
import type {
  ConditionNode,
  ExpressionNode,
  Head,
  LiteralNode,
  NameNode,
  PeriodWord,
  QuestionNode,
  RangeNode,
  Relation,
  RoundingMode,
  RoundingNode,
  WithPair,
} from "./ast.js";
import { ALL_TOKEN_TYPES, keyword as k } from "./keywords.js";

const digits = (image: string): string => image.replace(/[$,%]/g, "");

/**
 * Words that join a phrase, and so cannot be names. The list is public: whoever binds declarations reports them.
 */
export const JOINING_WORDS: ReadonlySet<string> = new Set(
  "and or not is of with by for at to in per when unless otherwise same under over until the".split(" "),
);

/** Words after which a name cannot stand, because they continue the phrase instead. */
const CLAUSE_WORDS = new Set(["for", "by", "when", "like", "effective", "formerly", "covers", "of"]);

/** Expressions, conditions and ranges: the grammars that other values are made of. */
export class BaseGrammar extends EmbeddedActionsParser {
  constructor() {
    super(ALL_TOKEN_TYPES, {
      maxLookahead: 2,
      recoveryEnabled: false,
      // The grammar is validated by a test, once, and not each time the program starts.
      skipValidations: true,
    });
  }

  protected spanFrom(first: IToken): Span {
    return { start: first.startOffset, end: (this.LA(0).endOffset ?? 0) + 1 };
  }

  protected nextIs(ahead: number, ...words: string[]): boolean {
    return words.includes(this.LA(ahead).image);
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
      GATE: () => this.LA(1).tokenType === T.Comma && !this.nextIsClause(2),
      DEF: () => {
        this.CONSUME(T.Comma);
        names.push(this.SUBRULE2(this.name));
      },
    });
    return names;
  });

  readonly period: ParserMethod<[], PeriodWord> = this.RULE("period", (): PeriodWord =>
    this.OR<PeriodWord>([
      { ALT: () => (this.CONSUME(k("day")), "day") },
      { ALT: () => (this.CONSUME2(k("month")), "month") },
      { ALT: () => (this.CONSUME(k("quarter")), "quarter") },
      { ALT: () => (this.CONSUME(k("year")), "year") },
      { ALT: () => (this.CONSUME(k("half")), this.CONSUME(k("month")), "half month") },
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

  private readonly numberOrDuration: ParserMethod<[], LiteralNode> = this.RULE("numberOrDuration", (): LiteralNode => {
    const token = this.CONSUME(T.Numeral);
    const value = digits(token.image);
    let unit: "day" | "month" | "year" | undefined;
    this.OPTION(() => {
      this.OR([
        { ALT: () => (this.CONSUME(k("day")), (unit = "day")) },
        { ALT: () => (this.CONSUME(k("days")), (unit = "day")) },
        { ALT: () => (this.CONSUME(k("month")), (unit = "month")) },
        { ALT: () => (this.CONSUME(k("months")), (unit = "month")) },
        { ALT: () => (this.CONSUME(k("year")), (unit = "year")) },
        { ALT: () => (this.CONSUME(k("years")), (unit = "year")) },
      ]);
    });
    const span = this.spanFrom(token);
    return unit
      ? { kind: "duration", value, unit, span }
      : { kind: "number", value, written: token.image, span };
  });

  /** Texts side by side are one. */
  readonly text: ParserMethod<[], LiteralNode & { kind: "text" }> = this.RULE("text", (): LiteralNode & { kind: "text" } => {
    const first = this.LA(1);
    const parts: string[] = [];
    this.AT_LEAST_ONE(() => parts.push(textValue(this.CONSUME(T.Text) as T.Token)));
    return { kind: "text", value: parts.join(" "), span: this.spanFrom(first) };
  });

  readonly rounding: ParserMethod<[], RoundingNode> = this.RULE("rounding", (): RoundingNode => {
    const first = this.LA(1);
    const mode = this.OR<RoundingMode>([
      {
        ALT: () => {
          this.CONSUME(k("half"));
          return this.OR2<RoundingMode>([
            { ALT: () => (this.CONSUME(k("up")), "half_up") },
            { ALT: () => (this.CONSUME(k("even")), "half_even") },
            { ALT: () => (this.CONSUME(k("down")), "half_down") },
          ]);
        },
      },
      { ALT: () => (this.CONSUME2(k("up")), "up") },
      { ALT: () => (this.CONSUME2(k("down")), "down") },
    ]);
    this.CONSUME(k("to"));
    const to = this.OR3<string>([
      { ALT: () => (this.CONSUME(k("cent")), "0.01") },
      { ALT: () => digits(this.CONSUME(T.Money).image) },
      { ALT: () => digits(this.CONSUME(T.Percent).image) },
      { ALT: () => digits(this.CONSUME(T.Numeral).image) },
    ]);
    return { mode, to, span: this.spanFrom(first) };
  });

  /** An expression, and what it is rounded to. */
  readonly figure: ParserMethod<[], ExpressionNode> = this.RULE("figure", (): ExpressionNode => {
    const first = this.LA(1);
    const value = this.SUBRULE(this.expression);
    let rounding: RoundingNode | undefined;
    this.OPTION({
      GATE: () => this.nextIs(2, "rounded"),
      DEF: () => {
        this.CONSUME(T.Comma);
        this.CONSUME(k("rounded"));
        rounding = this.SUBRULE(this.rounding);
      },
    });
    return rounding ? { kind: "rounded", value, rounding, span: this.spanFrom(first) } : value;
  });

  readonly expression: ParserMethod<[], ExpressionNode> = this.RULE("expression", (): ExpressionNode => {
    const first = this.LA(1);
    let left = this.SUBRULE(this.product);
    this.MANY(() => {
      const op = this.OR<"add" | "subtract">([
        { ALT: () => (this.CONSUME(T.Plus), "add") },
        { ALT: () => (this.CONSUME(T.Minus), "subtract") },
      ]);
      const right = this.SUBRULE2(this.product);
      left = { kind: "binary", op, left, right, span: this.spanFrom(first) };
    });
    return left;
  });

  private readonly product: ParserMethod<[], ExpressionNode> = this.RULE("product", (): ExpressionNode => {
    const first = this.LA(1);
    let left = this.SUBRULE(this.factor);
    this.MANY(() => {
      const op = this.OR<"multiply" | "divide" | "of">([
        { ALT: () => (this.CONSUME(T.Times), "multiply") },
        { ALT: () => (this.CONSUME(T.Divide), "divide") },
        { ALT: () => (this.CONSUME(k("of")), "of") },
      ]);
      const right = this.SUBRULE2(this.factor);
      left = { kind: "binary", op, left, right, span: this.spanFrom(first) };
    });
    return left;
  });

  private readonly factor: ParserMethod<[], ExpressionNode> = this.RULE("factor", (): ExpressionNode => {
    const first = this.LA(1);
    let value = this.OR<ExpressionNode>({
      DEF: [
        { ALT: () => this.SUBRULE(this.pick) },
        { ALT: () => this.SUBRULE(this.literal) },
        {
          ALT: () => {
            this.CONSUME(T.OpenParen);
            const inner = this.SUBRULE(this.expression);
            this.CONSUME(T.CloseParen);
            return inner;
          },
        },
        { GATE: () => this.headLength() > 0, ALT: () => this.SUBRULE(this.question) },
        { GATE: () => !JOINING_WORDS.has(this.LA(1).image), ALT: () => this.SUBRULE(this.name) },
      ],
      IGNORE_AMBIGUITIES: true,
    });
    this.MANY(() => {
      this.CONSUME(k("by"));
      this.CONSUME(k("the"));
      const to = this.SUBRULE(this.period);
      value = { kind: "convert", value, to, span: this.spanFrom(first) };
    });
    return value;
  });

  private readonly pick: ParserMethod<[], ExpressionNode> = this.RULE("pick", (): ExpressionNode => {
    const first = this.LA(1);
    const pick = this.OR<"lesser" | "greater">([
      { ALT: () => (this.CONSUME(k("lesser")), "lesser") },
      { ALT: () => (this.CONSUME(k("greater")), "greater") },
    ]);
    this.CONSUME(k("of"));
    const left = this.SUBRULE(this.expression);
    this.CONSUME(k("and"));
    const right = this.SUBRULE2(this.expression);
    return { kind: "pick", pick, left, right, span: this.spanFrom(first) };
  });

  /** How many words of a question's head come next; 0 when none does. */
  private headLength(): number {
    switch (this.LA(1).image) {
      case "rate":
      case "premium":
      case "volume":
      case "benefit":
        return 1;
      case "employer":
      case "employee":
        return this.nextIs(2, "share") ? 2 : 0;
      case "elected":
        return this.nextIs(2, "volume") ? 2 : 0;
      case "guaranteed":
        return this.nextIs(2, "issue") ? 2 : 0;
      case "evidence":
        return this.nextIs(2, "of") && this.nextIs(3, "insurability") ? 3 : 0;
      default:
        return 0;
    }
  }

  readonly question: ParserMethod<[], QuestionNode> = this.RULE("question", (): QuestionNode => {
    const first = this.LA(1);
    const head = this.OR<Head>([
      { ALT: () => (this.CONSUME(k("rate")), "rate") },
      { ALT: () => (this.CONSUME(k("premium")), "premium") },
      { ALT: () => (this.CONSUME(k("employer")), this.CONSUME(k("share")), "employer share") },
      { ALT: () => (this.CONSUME(k("employee")), this.CONSUME2(k("share")), "employee share") },
      { ALT: () => (this.CONSUME(k("volume")), "volume") },
      { ALT: () => (this.CONSUME(k("elected")), this.CONSUME2(k("volume")), "elected volume") },
      { ALT: () => (this.CONSUME(k("guaranteed")), this.CONSUME(k("issue")), "guaranteed issue") },
      {
        ALT: () => {
          this.CONSUME(k("evidence"));
          this.CONSUME(k("of"));
          this.CONSUME(k("insurability"));
          return "evidence of insurability";
        },
      },
      { ALT: () => (this.CONSUME(k("benefit")), "benefit") },
    ]);
    let of: NameNode[] = [];
    const pairs: WithPair[] = [];
    this.OPTION(() => {
      this.CONSUME2(k("of"));
      of = [this.SUBRULE(this.name)];
    });
    this.OPTION2(() => {
      this.CONSUME(k("with"));
      pairs.push(this.SUBRULE(this.pair));
      this.MANY({
        GATE: () => !this.nextIs(2, "rounded"),
        DEF: () => {
          this.CONSUME(T.Comma);
          pairs.push(this.SUBRULE2(this.pair));
        },
      });
    });
    return { kind: "question", head, of, with: pairs, span: this.spanFrom(first) };
  });

  private readonly pair: ParserMethod<[], WithPair> = this.RULE("pair", (): WithPair => {
    const key = this.SUBRULE(this.name);
    const value = this.SUBRULE(this.nameOrLiteral);
    return { key, value };
  });

  readonly nameOrLiteral: ParserMethod<[], NameNode | LiteralNode> = this.RULE("nameOrLiteral", (): NameNode | LiteralNode =>
    this.OR<NameNode | LiteralNode>([
      { ALT: () => this.SUBRULE(this.literal) },
      { ALT: () => this.SUBRULE(this.name) },
    ]),
  );

  readonly range: ParserMethod<[], RangeNode> = this.RULE("range", (): RangeNode => {
    const first = this.LA(1);
    return this.OR<RangeNode>([
      { ALT: () => (this.CONSUME(k("any")), { kind: "any", span: this.spanFrom(first) }) },
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

  private readonly rangeFromValue: ParserMethod<[], RangeNode> = this.RULE("rangeFromValue", (): RangeNode => {
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
  });

  private rangeNode(
    first: IToken,
    min: LiteralNode | undefined,
    minHeld: boolean,
    max: LiteralNode | undefined,
    maxHeld: boolean,
  ): RangeNode {
    return { kind: "range", min, minHeld, max, maxHeld, span: this.spanFrom(first) };
  }

  readonly condition: ParserMethod<[], ConditionNode> = this.RULE("condition", (): ConditionNode => {
    const first = this.LA(1);
    const of = [this.SUBRULE(this.conjunction)];
    this.MANY(() => {
      this.CONSUME(k("or"));
      of.push(this.SUBRULE2(this.conjunction));
    });
    const only = of[0];
    return of.length === 1 && only ? only : { kind: "any", of, span: this.spanFrom(first) };
  });

  private readonly conjunction: ParserMethod<[], ConditionNode> = this.RULE("conjunction", (): ConditionNode => {
    const first = this.LA(1);
    const of = [this.SUBRULE(this.test)];
    this.MANY(() => {
      this.CONSUME(k("and"));
      of.push(this.SUBRULE2(this.test));
    });
    const only = of[0];
    return of.length === 1 && only ? only : { kind: "all", of, span: this.spanFrom(first) };
  });

  private readonly test: ParserMethod<[], ConditionNode> = this.RULE("test", (): ConditionNode => {
    const first = this.LA(1);
    let not = false;
    this.OPTION(() => {
      this.CONSUME(k("not"));
      not = true;
    });
    const inner = this.OR<ConditionNode>({
      DEF: [
        {
          ALT: () => {
            this.CONSUME(T.OpenParen);
            const condition = this.SUBRULE(this.condition);
            this.CONSUME(T.CloseParen);
            return condition;
          },
        },
        { ALT: () => this.SUBRULE(this.comparison) },
      ],
      IGNORE_AMBIGUITIES: true,
    });
    return not ? { kind: "not", of: inner, span: this.spanFrom(first) } : inner;
  });

  private readonly comparison: ParserMethod<[], ConditionNode> = this.RULE("comparison", (): ConditionNode => {
    const first = this.LA(1);
    const value = this.SUBRULE(this.expression);
    let result: ConditionNode | undefined;
    this.OPTION({
      GATE: () => !this.nextIs(1, "and", "or"),
      DEF: () => {
        result = this.OR<ConditionNode>({
          DEF: [
            { ALT: () => this.SUBRULE(this.isTest, { ARGS: [first, value] }) },
            {
              GATE: () => this.nextIs(1, "at") || !this.rangeFollows(),
              ALT: () => {
                const relation = this.SUBRULE(this.relation);
                const other = this.SUBRULE2(this.expression);
                return { kind: "compare", relation, value, other, span: this.spanFrom(first) };
              },
            },
            {
              ALT: () => {
                const range = this.SUBRULE(this.range);
                return { kind: "within", value, range, span: this.spanFrom(first) };
              },
            },
          ],
          IGNORE_AMBIGUITIES: true,
        });
      },
    });
    return result ?? { kind: "fact", value, span: this.spanFrom(first) };
  });

  /** Tells `over $2,500 up to $5,000` from `over base_pay`. */
  private rangeFollows(): boolean {
    if (!this.nextIs(1, "under", "over")) return true;
    return this.nextIs(3, "up");
  }

  private readonly relation: ParserMethod<[], Relation> = this.RULE("relation", (): Relation =>
    this.OR<Relation>([
      { ALT: () => (this.CONSUME(k("at")), this.CONSUME(k("least")), "at least") },
      { ALT: () => (this.CONSUME2(k("at")), this.CONSUME(k("most")), "at most") },
      { ALT: () => (this.CONSUME(k("under")), "under") },
      { ALT: () => (this.CONSUME(k("over")), "over") },
    ]),
  );

  private readonly isTest: ParserMethod<[IToken, ExpressionNode], ConditionNode> = this.RULE(
    "isTest",
    (first: IToken, value: ExpressionNode): ConditionNode => {
      this.CONSUME(k("is"));
      let not = false;
      this.OPTION(() => {
        this.CONSUME(k("not"));
        not = true;
      });
      const values = [this.SUBRULE(this.nameOrLiteral)];
      this.MANY(() => {
        this.CONSUME(T.Comma);
        values.push(this.SUBRULE2(this.nameOrLiteral));
      });
      return { kind: "is", value, not, values, span: this.ACTION(() => this.spanFrom(first)) };
    },
  );
}
