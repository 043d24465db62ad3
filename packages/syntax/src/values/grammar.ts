import type { IParserConfig, ParserMethod } from "chevrotain";
import * as T from "../tokens.js";
import type * as A from "./ast.js";
import { digits, means, type Title } from "./base.js";
import { FigureGrammar } from "./figures.js";
import { keyword as k } from "./keywords.js";

/** How far on `by` is looked for: longer names of accounts there are none. */
const MOST_WORDS = 60;

type Answer = (A.ExpectNode & { kind: "answer" })["answer"];

/** One entry rule for each type of value that a line or a cell may hold. */
export class ValueGrammar extends FigureGrammar {
  constructor(config: IParserConfig = {}) {
    super(config);
    this.performSelfAnalysis();
  }

  protected override get asks(): boolean {
    return false;
  }

  readonly dates: ParserMethod<[], A.DatesNode> = this.RULE("dates", (): A.DatesNode => {
    const first = this.LA(1);
    const from = this.SUBRULE(this.literal);
    this.CONSUME(k("to"));
    const to = this.SUBRULE2(this.literal);
    return { from, to, span: this.spanFrom(first) };
  });

  readonly guarantee: ParserMethod<[], A.GuaranteeNode> = this.RULE("guarantee", (): A.GuaranteeNode => {
    const first = this.LA(1);
    const word = this.OR<"until" | "through">([
      { ALT: () => means("until", this.CONSUME(k("until"))) },
      { ALT: () => means("through", this.CONSUME(k("through"))) },
    ]);
    const day = this.SUBRULE(this.literal);
    return { word, day, span: this.spanFrom(first) };
  });

  /** `employee and 2 or more dependents`, `1 with medicare and 2 or more without`. */
  readonly covers: ParserMethod<[], A.CoversNode> = this.RULE("covers", (): A.CoversNode => {
    const first = this.LA(1);
    const groups = [this.SUBRULE(this.coversGroup)];
    this.MANY(() => {
      this.CONSUME(k("and"));
      groups.push(this.SUBRULE2(this.coversGroup));
    });
    return { groups, span: this.spanFrom(first) };
  });

  private readonly coversGroup: ParserMethod<[], A.CoversNode["groups"][number]> = this.RULE(
    "coversGroup",
    (): A.CoversNode["groups"][number] => {
      let least = 1;
      let most: number | undefined = 1;
      this.OPTION(() =>
        this.OR<unknown>([
          {
            ALT: () => {
              least = Number(digits(this.CONSUME(T.Numeral).image));
              most = least;
              this.OPTION2(() => {
                this.CONSUME(k("or"));
                this.CONSUME(k("more"));
                most = undefined;
              });
            },
          },
          {
            ALT: () => {
              this.CONSUME(k("any"));
              least = 0;
              most = undefined;
            },
          },
        ]),
      );
      const words: string[] = [];
      this.AT_LEAST_ONE({
        GATE: () => !this.nextIs(1, "and", "or", "when"),
        DEF: () => words.push(this.CONSUME(T.Word).image),
      });
      return { who: words.join(" "), least, most };
    },
  );

  /** What follows the words that name a block: `gold_ppo "Gold PPO" for medical like silver_ppo`. */
  readonly heading: ParserMethod<[], A.HeadingNode> = this.RULE("heading", (): A.HeadingNode => {
    const first = this.LA(1);
    let name: A.NameNode | undefined;
    let title: Title | undefined;
    let coverages: A.NameNode[] = [];
    let each: A.NameNode | undefined;
    let by: A.NameNode | undefined;
    let like: A.NameNode | undefined;
    let when: A.ConditionNode | undefined;
    let effective: A.DatesNode | undefined;
    this.OPTION({
      GATE: () => !this.nextIsClause(1),
      DEF: () => {
        name = this.SUBRULE(this.name);
      },
    });
    this.OPTION2(() => {
      title = this.SUBRULE(this.title);
    });
    this.MANY(() =>
      this.OR<unknown>([
        {
          ALT: () => {
            this.CONSUME(k("for"));
            this.OR2<unknown>({
              DEF: [
                {
                  GATE: () => this.nextIs(1, "each"),
                  ALT: () => {
                    this.CONSUME(k("each"));
                    each = this.SUBRULE4(this.name);
                  },
                },
                {
                  ALT: () => {
                    coverages = this.SUBRULE(this.names);
                  },
                },
              ],
              IGNORE_AMBIGUITIES: true,
            });
          },
        },
        {
          ALT: () => {
            this.CONSUME(k("by"));
            by = this.SUBRULE2(this.name);
          },
        },
        {
          ALT: () => {
            this.CONSUME(k("like"));
            like = this.SUBRULE3(this.name);
          },
        },
        {
          ALT: () => {
            this.CONSUME(k("when"));
            when = this.SUBRULE(this.condition);
          },
        },
        {
          ALT: () => {
            this.CONSUME(k("effective"));
            effective = this.SUBRULE(this.dates);
          },
        },
      ]),
    );
    return { name, title, for: coverages, each, by, like, when, effective, span: this.spanFrom(first) };
  });

  /** One line of a list of declarations: a name, its display name, its qualities. */
  readonly declaration: ParserMethod<[], A.DeclarationNode> = this.RULE(
    "declaration",
    (): A.DeclarationNode => {
      const first = this.LA(1);
      const name = this.SUBRULE(this.name);
      let title: Title | undefined;
      let formerly: A.FormerlyNode | undefined;
      let covers: A.CoversNode | undefined;
      this.OPTION(() => {
        title = this.SUBRULE(this.title);
      });
      this.OPTION2(() => {
        formerly = this.SUBRULE(this.formerly);
      });
      this.OPTION3(() => {
        this.CONSUME(k("covers"));
        covers = this.SUBRULE(this.covers);
      });
      const when = this.SUBRULE(this.whenClause);
      return { name, title, formerly, covers, when, span: this.spanFrom(first) };
    },
  );

  readonly accept: ParserMethod<[], A.AcceptNode> = this.RULE("accept", (): A.AcceptNode => {
    const first = this.LA(1);
    const code = this.SUBRULE(this.name);
    const title = this.SUBRULE(this.title);
    let subject: A.NameNode | undefined;
    this.OPTION(() => {
      this.CONSUME(k("for"));
      subject = this.SUBRULE2(this.name);
    });
    const until = this.OPTION2(() => {
      this.CONSUME(k("until"));
      return this.SUBRULE(this.literal);
    });
    return { code, title, for: subject, until, span: this.spanFrom(first) };
  });

  readonly formula: ParserMethod<[], A.FormulaNode> = this.RULE("formula", (): A.FormulaNode => {
    const first = this.LA(1);
    const name = this.SUBRULE(this.name);
    this.CONSUME(k("is"));
    const value = this.SUBRULE(this.figure);
    return { name, value, span: this.spanFrom(first) };
  });

  readonly conditionDefinition: ParserMethod<[], A.ConditionDefinitionNode> = this.RULE(
    "conditionDefinition",
    (): A.ConditionDefinitionNode => {
      const first = this.LA(1);
      const name = this.SUBRULE(this.name);
      this.CONSUME(k("when"));
      const when = this.SUBRULE(this.condition);
      return { name, when, span: this.spanFrom(first) };
    },
  );

  readonly given: ParserMethod<[], A.GivenNode> = this.RULE(
    "given",
    (): A.GivenNode =>
      this.OR<A.GivenNode>({
        DEF: [
          { GATE: () => this.givesBalance(), ALT: () => this.SUBRULE(this.givenBalance) },
          { ALT: () => this.SUBRULE(this.givenValue) },
        ],
        IGNORE_AMBIGUITIES: true,
        MAX_LOOKAHEAD: 1,
      }),
  );

  /** `used $300 of deductible by a`, and not an input that is called `used`. */
  private givesBalance(): boolean {
    if (!this.nextIs(1, "used")) return false;
    for (let ahead = 3; ahead <= MOST_WORDS; ahead++) if (this.nextIs(ahead, "by")) return true;
    return false;
  }

  private readonly givenBalance: ParserMethod<[], A.BalanceNode> = this.RULE(
    "givenBalance",
    (): A.BalanceNode => {
      const first = this.CONSUME(k("used"));
      const { amount, unit } = this.SUBRULE(this.amountOrCount);
      this.CONSUME(k("of"));
      const { of, by } = this.SUBRULE(this.whose);
      return { kind: "balance", side: "used", of, by, amount, unit, span: this.spanFrom(first) };
    },
  );

  private readonly amountOrCount: ParserMethod<[], Pick<A.BalanceNode, "amount" | "unit">> = this.RULE(
    "amountOrCount",
    (): Pick<A.BalanceNode, "amount" | "unit"> => {
      const amount = this.SUBRULE(this.literal);
      let unit: A.NameNode | undefined;
      this.OPTION({
        GATE: () => !this.nextIs(1, "of"),
        DEF: () => {
          unit = this.SUBRULE(this.name);
        },
      });
      return { amount, unit };
    },
  );

  /** `deductible emergency by a`, `deductible in preferred, participating by a`. */
  private readonly whose: ParserMethod<[], Pick<A.BalanceNode, "of" | "by">> = this.RULE(
    "whose",
    (): Pick<A.BalanceNode, "of" | "by"> => {
      const of: A.NameNode[] = [];
      this.AT_LEAST_ONE({
        GATE: () => !this.nextIs(1, "by"),
        DEF: () => {
          const word = this.SUBRULE(this.name);
          const comma = this.OPTION(() => this.CONSUME(T.Comma));
          of.push(comma ? { ...word, name: `${word.name},` } : word);
        },
      });
      this.CONSUME(k("by"));
      return { of, by: this.SUBRULE2(this.name) };
    },
  );

  private readonly givenValue: ParserMethod<[], A.GivenValueNode> = this.RULE(
    "givenValue",
    (): A.GivenValueNode => {
      const first = this.LA(1);
      const what = this.SUBRULE(this.name);
      const value = this.OR<A.GivenValue>({
        DEF: [
          { GATE: () => this.nextIs(2, "times"), ALT: () => this.SUBRULE(this.givenTimes) },
          { ALT: () => this.SUBRULE(this.nameOrLiteral) },
        ],
        IGNORE_AMBIGUITIES: true,
      });
      let of: A.NameNode | undefined;
      this.OPTION(() => {
        this.CONSUME(k("of"));
        of = this.SUBRULE2(this.name);
      });
      return { kind: "value", what, value, of, span: this.spanFrom(first) };
    },
  );

  private readonly givenTimes: ParserMethod<[], A.GivenValue> = this.RULE("givenTimes", (): A.GivenValue => {
    const token = this.CONSUME(T.Numeral);
    this.CONSUME(k("times"));
    const pay = this.SUBRULE(this.name);
    return { kind: "times", multiple: token.image, pay, span: this.spanFrom(token) };
  });

  readonly expect: ParserMethod<[], A.ExpectNode> = this.RULE("expect", (): A.ExpectNode => {
    const first = this.LA(1);
    return this.OR<A.ExpectNode>({
      DEF: [
        {
          GATE: () => this.nextIs(1, "used", "remaining") && this.nextIs(2, "of"),
          ALT: () => this.SUBRULE(this.expectBalance),
        },
        {
          GATE: () => this.nextIs(2, "on"),
          ALT: () => {
            this.CONSUME(k("error"));
            this.CONSUME(k("on"));
            const what = this.SUBRULE(this.name);
            let of: A.NameNode | undefined;
            this.OPTION(() => {
              this.CONSUME(k("of"));
              of = this.SUBRULE2(this.name);
            });
            return { kind: "error", what, of, span: this.spanFrom(first) };
          },
        },
        {
          ALT: () => {
            this.answerFollows = true;
            const ask = this.SUBRULE(this.expression);
            this.answerFollows = false;
            const answer = this.SUBRULE(this.answer);
            return { kind: "answer", ask, answer, span: this.spanFrom(first) };
          },
        },
      ],
      IGNORE_AMBIGUITIES: true,
    });
  });

  /** `used of deductible by a $500`, `remaining of deductible by family $0`. */
  private readonly expectBalance: ParserMethod<[], A.BalanceNode> = this.RULE(
    "expectBalance",
    (): A.BalanceNode => {
      const first = this.LA(1);
      const side = this.OR<"used" | "remaining">([
        { ALT: () => means("used", this.CONSUME(k("used"))) },
        { ALT: () => means("remaining", this.CONSUME(k("remaining"))) },
      ]);
      this.CONSUME(k("of"));
      const { of, by } = this.SUBRULE(this.whose);
      const { amount, unit } = this.SUBRULE(this.amountOrCount);
      return { kind: "balance", side, of, by, amount, unit, span: this.spanFrom(first) };
    },
  );

  private readonly answer: ParserMethod<[], Answer> = this.RULE("answer", (): Answer => {
    const first = this.LA(1);
    return this.OR<Answer>({
      DEF: [
        {
          ALT: () => {
            this.CONSUME(k("not"));
            this.CONSUME(k("offered"));
            return { kind: "not offered", span: this.spanFrom(first) };
          },
        },
        {
          GATE: () => this.nextIs(1, "over", "under", "up"),
          ALT: () => {
            const range = this.SUBRULE(this.range);
            return { kind: "between", range, span: this.spanFrom(first) };
          },
        },
        { GATE: () => !this.nextIs(1, "not"), ALT: () => this.SUBRULE(this.nameOrLiteral) },
      ],
      IGNORE_AMBIGUITIES: true,
    });
  });
}

/** The same values where their expressions ask about arrangements. */
export class AskingValueGrammar extends ValueGrammar {
  protected override get asks(): boolean {
    return true;
  }
}
