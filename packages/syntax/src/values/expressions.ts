import { EOF, type IToken, type ParserMethod } from "chevrotain";
import * as T from "../tokens.js";
import type {
  ConditionNode,
  DayRelation,
  ExpressionNode,
  Head,
  LiteralNode,
  NameNode,
  QuestionNode,
  Relation,
  RoundingNode,
  WithPair,
} from "./ast.js";
import type { PointNode } from "./point-ast.js";
import { AskedGrammar } from "./asked.js";
import { JOINING_WORDS, means } from "./base.js";
import { keyword as k } from "./keywords.js";

const AFTER_OPERAND_WORDS: ReadonlySet<string> = new Set(
  "is at under over up any of by before after on".split(" "),
);
const AFTER_OPERAND_KINDS: ReadonlySet<unknown> = new Set([
  T.Plus,
  T.Minus,
  T.Times,
  T.Divide,
  T.Money,
  T.Percent,
  T.Numeral,
  T.Day,
  T.Text,
]);

/** Expressions, questions and conditions. */
export class ExpressionGrammar extends AskedGrammar {
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
        { ALT: () => means("add", this.CONSUME(T.Plus)) },
        { ALT: () => means("subtract", this.CONSUME(T.Minus)) },
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
        { ALT: () => means("multiply", this.CONSUME(T.Times)) },
        { ALT: () => means("divide", this.CONSUME(T.Divide)) },
        { ALT: () => means("of", this.CONSUME(k("of"))) },
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
        ...(this.asks ? [{ GATE: () => this.nextIs(2, "from"), ALT: () => this.SUBRULE(this.changed) }] : []),
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
        ...(this.asks
          ? [{ GATE: () => this.arrangementWords() > 0, ALT: () => this.SUBRULE(this.asked) }]
          : []),
        { GATE: () => !JOINING_WORDS.has(this.LA(1).image), ALT: () => this.SUBRULE(this.name) },
      ],
      IGNORE_AMBIGUITIES: true,
    });
    this.MANY({
      GATE: () => !this.nextIs(2, "months"),
      DEF: () => {
        this.CONSUME(k("by"));
        this.CONSUME(k("the"));
        const to = this.SUBRULE(this.period);
        value = { kind: "convert", value, to, span: this.spanFrom(first) };
      },
    });
    return value;
  });

  protected readonly pick: ParserMethod<[], ExpressionNode> = this.RULE("pick", (): ExpressionNode => {
    const first = this.LA(1);
    const pick = this.OR<"lesser" | "greater">([
      { ALT: () => means("lesser", this.CONSUME(k("lesser"))) },
      { ALT: () => means("greater", this.CONSUME(k("greater"))) },
    ]);
    this.CONSUME(k("of"));
    const left = this.SUBRULE(this.expression);
    this.CONSUME(k("and"));
    const right = this.SUBRULE2(this.expression);
    return { kind: "pick", pick, left, right, span: this.spanFrom(first) };
  });

  private readonly changed: ParserMethod<[], ExpressionNode> = this.RULE("changed", (): ExpressionNode => {
    if (!this.asks) return this.SUBRULE(this.literal);
    const first = this.CONSUME(k("change"));
    this.CONSUME(k("from"));
    const from = this.SUBRULE(this.expression);
    this.CONSUME(k("to"));
    const to = this.SUBRULE2(this.expression);
    return { kind: "changed", from, to, span: this.spanFrom(first) };
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
      { ALT: () => means("rate", this.CONSUME(k("rate"))) },
      { ALT: () => means("premium", this.CONSUME(k("premium"))) },
      { ALT: () => means("employer share", this.CONSUME(k("employer")), this.CONSUME(k("share"))) },
      { ALT: () => means("employee share", this.CONSUME(k("employee")), this.CONSUME2(k("share"))) },
      { ALT: () => means("volume", this.CONSUME(k("volume"))) },
      { ALT: () => means("elected volume", this.CONSUME(k("elected")), this.CONSUME2(k("volume"))) },
      { ALT: () => means("guaranteed issue", this.CONSUME(k("guaranteed")), this.CONSUME(k("issue"))) },
      {
        ALT: () => {
          this.CONSUME(k("evidence"));
          this.CONSUME(k("of"));
          this.CONSUME(k("insurability"));
          return "evidence of insurability";
        },
      },
      { ALT: () => means("benefit", this.CONSUME(k("benefit"))) },
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
        GATE: () => !this.nextIs(2, "rounded", "no") && !JOINING_WORDS.has(this.LA(2).image),
        DEF: () => {
          this.CONSUME(T.Comma);
          pairs.push(this.SUBRULE2(this.pair));
        },
      });
    });
    let on: LiteralNode | undefined;
    this.OPTION3({
      GATE: () => this.LA(2).tokenType === T.Day,
      DEF: () => {
        this.CONSUME(k("on"));
        on = this.SUBRULE(this.literal);
      },
    });
    return { kind: "question", head, of, with: pairs, on, span: this.spanFrom(first) };
  });

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

  private readonly conjunction: ParserMethod<[], ConditionNode> = this.RULE(
    "conjunction",
    (): ConditionNode => {
      const first = this.LA(1);
      const of = [this.SUBRULE(this.test)];
      this.MANY(() => {
        this.CONSUME(k("and"));
        of.push(this.SUBRULE2(this.test));
      });
      const only = of[0];
      return of.length === 1 && only ? only : { kind: "all", of, span: this.spanFrom(first) };
    },
  );

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
          GATE: () => this.bracketsHoldCondition(),
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

  /** Tells `(a or b) and c` from `(a + b) over $5`: after the latter the expression goes on, or is compared. */
  private bracketsHoldCondition(): boolean {
    let depth = 0;
    for (let i = 1; ; i++) {
      const { tokenType } = this.LA(i);
      if (tokenType === T.OpenParen) depth++;
      else if (tokenType === T.CloseParen) depth--;
      if (tokenType === EOF) return true;
      if (depth > 0) continue;
      const next = this.LA(i + 1);
      return !AFTER_OPERAND_WORDS.has(next.image) && !AFTER_OPERAND_KINDS.has(next.tokenType);
    }
  }

  private readonly comparison: ParserMethod<[], ConditionNode> = this.RULE(
    "comparison",
    (): ConditionNode => {
      const first = this.LA(1);
      const value = this.SUBRULE(this.expression);
      let result: ConditionNode | undefined;
      this.OPTION({
        GATE: () => !this.nextIs(1, "and", "or"),
        DEF: () => {
          result = this.OR<ConditionNode>({
            DEF: [
              { ALT: () => this.SUBRULE(this.isTest, { ARGS: [first, value] }) },
              { ALT: () => this.SUBRULE(this.dayTest, { ARGS: [first, value] }) },
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
    },
  );

  /** Tells `over $2,500 up to $5,000` from `over base_pay`. */
  private rangeFollows(): boolean {
    if (!this.nextIs(1, "under", "over")) return true;
    if (this.nextIs(3, "per")) return this.nextIs(this.nextIs(4, "half") ? 6 : 5, "up");
    return this.nextIs(3, "up") || (this.LA(2).tokenType === T.Numeral && this.nextIs(4, "up"));
  }

  private readonly relation: ParserMethod<[], Relation> = this.RULE(
    "relation",
    (): Relation =>
      this.OR<Relation>([
        { ALT: () => means("at least", this.CONSUME(k("at")), this.CONSUME(k("least"))) },
        { ALT: () => means("at most", this.CONSUME2(k("at")), this.CONSUME(k("most"))) },
        { ALT: () => means("under", this.CONSUME(k("under"))) },
        { ALT: () => means("over", this.CONSUME(k("over"))) },
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
      // `is exactly 2 * $500`: a figure beside another that is calculated.
      let other: ExpressionNode | undefined;
      const values: (NameNode | LiteralNode)[] = [];
      this.OR<unknown>({
        DEF: [
          {
            GATE: () => this.nextIs(1, "exactly"),
            ALT: () => {
              this.CONSUME(k("exactly"));
              other = this.SUBRULE(this.expression);
            },
          },
          {
            ALT: () => {
              values.push(this.SUBRULE(this.nameOrLiteral));
              this.MANY({
                GATE: () => this.listGoesOn(),
                DEF: () => {
                  this.CONSUME(T.Comma);
                  values.push(this.SUBRULE2(this.nameOrLiteral));
                },
              });
            },
          },
        ],
        IGNORE_AMBIGUITIES: true,
        MAX_LOOKAHEAD: 1,
      });
      const span = this.ACTION(() => this.spanFrom(first));
      if (!other) return { kind: "is", value, not, values, span };
      const test = { kind: "compare", relation: "exactly", value, other, span } as const;
      return not ? { kind: "not", of: test, span } : test;
    },
  );

  /** `hire before 2015-01-01`; `after` leaves its day out as well, `on or before` and `on or after` hold it. */
  private readonly dayTest: ParserMethod<[IToken, ExpressionNode], ConditionNode> = this.RULE(
    "dayTest",
    (first: IToken, value: ExpressionNode): ConditionNode => {
      const relation = this.SUBRULE(this.dayRelation);
      const day = this.SUBRULE(this.dayTested);
      return { kind: "dated", value, relation, day, span: this.ACTION(() => this.spanFrom(first)) };
    },
  );

  protected readonly dayRelation: ParserMethod<[], DayRelation> = this.RULE(
    "dayRelation",
    (): DayRelation =>
      this.OR<DayRelation>([
        { ALT: () => means("before", this.CONSUME(k("before"))) },
        { ALT: () => means("after", this.CONSUME(k("after"))) },
        {
          ALT: () => {
            this.CONSUME(k("on"));
            this.CONSUME(k("or"));
            return this.OR2<DayRelation>([
              { ALT: () => means("on or before", this.CONSUME2(k("before"))) },
              { ALT: () => means("on or after", this.CONSUME2(k("after"))) },
            ]);
          },
        },
      ]),
  );

  /** What a date is compared with: a day; where points may stand, any of those. */
  protected readonly dayTested: ParserMethod<[], LiteralNode | PointNode> = this.RULE(
    "dayTested",
    (): LiteralNode | PointNode => this.SUBRULE(this.literal),
  );

  protected readonly whenClause: ParserMethod<[], ConditionNode | undefined> = this.RULE(
    "whenClause",
    (): ConditionNode | undefined => {
      let when: ConditionNode | undefined;
      this.OPTION(() => {
        this.OPTION2(() => this.CONSUME(T.Comma));
        this.CONSUME(k("when"));
        when = this.SUBRULE(this.condition);
      });
      return when;
    },
  );
}
