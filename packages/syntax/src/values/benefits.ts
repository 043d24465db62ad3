import type { IParserConfig, IToken, ParserMethod } from "chevrotain";
import * as T from "../tokens.js";
import type { ConditionNode, ExpressionNode, NameNode } from "./ast.js";
import { digits, means, type Title } from "./base.js";
import type * as B from "./benefit-ast.js";
import { keyword as k } from "./keywords.js";
import { ShareGrammar } from "./shares.js";

type Clauses = {
  -readonly [K in "manner" | "period" | "when"]: B.AccumulatorNode[K];
} & Record<"counts" | "for" | "in" | "addsTo", readonly NameNode[]> & {
    readonly clauses: { kind: B.AccumulatorClause; span: B.AccumulatorNode["span"] }[];
  };

const CLAUSE_WORDS = ["embedded", "aggregate", "each", "in", "for", "counts", "adds", "when"];

/** The lines of a plan that stand beside its schedule: what adds up, and what is asked for. */
export class BenefitGrammar extends ShareGrammar {
  constructor(config: IParserConfig = {}) {
    super(config);
    this.performSelfAnalysis();
  }

  /** `emergency $25 per occurrence`, `$500 per person, $1,000 per family, embedded, each calendar year`. */
  readonly accumulator: ParserMethod<[], B.AccumulatorNode> = this.RULE(
    "accumulator",
    (): B.AccumulatorNode => {
      const first = this.LA(1);
      const amounts: B.ScopedAmount[] = [];
      const form = this.SUBRULE(this.accumulatorForm, { ARGS: [amounts] });
      const clauses: Clauses = {
        manner: undefined,
        period: undefined,
        when: undefined,
        counts: [],
        for: [],
        in: [],
        addsTo: [],
        clauses: [],
      };
      this.MANY(() => {
        this.OPTION2(() => this.CONSUME(T.Comma));
        this.OR<unknown>([
          {
            GATE: () => this.nextIs(1, ...CLAUSE_WORDS) || this.nextIs(2, "members"),
            ALT: () => this.SUBRULE(this.accumulatorClause, { ARGS: [clauses] }),
          },
          {
            GATE: () => !this.nextIs(1, ...CLAUSE_WORDS) && !this.nextIs(2, "members"),
            ALT: () => amounts.push(this.SUBRULE(this.scopedAmount)),
          },
        ]);
      });
      return { form, amounts, ...clauses, span: this.spanFrom(first) };
    },
  );

  private readonly accumulatorForm: ParserMethod<[B.ScopedAmount[]], B.AccumulatorNode["form"]> = this.RULE(
    "accumulatorForm",
    (amounts: B.ScopedAmount[]): B.AccumulatorNode["form"] =>
      this.OR<B.AccumulatorNode["form"]>({
        DEF: [
          { ALT: () => means({ kind: "none" }, this.CONSUME(k("none"))) },
          {
            ALT: () => {
              this.CONSUME(k("of"));
              this.CONSUME(k("the"));
              const coverage = this.SUBRULE(this.name);
              this.CONSUME(k("plan"));
              return { kind: "of", coverage };
            },
          },
          {
            ALT: () => {
              let name: NameNode | undefined;
              this.OPTION({
                GATE: () => !this.nextIs(2, "per", "of"),
                DEF: () => {
                  name = this.SUBRULE2(this.name);
                },
              });
              const amount = this.SUBRULE(this.scopedAmount);
              this.ACTION(() => amounts.push(amount));
              return { kind: "amounts", name };
            },
          },
        ],
        IGNORE_AMBIGUITIES: true,
      }),
  );

  private readonly scopedAmount: ParserMethod<[], B.ScopedAmount> = this.RULE(
    "scopedAmount",
    (): B.ScopedAmount => {
      const amount = this.SUBRULE(this.amount);
      const per = this.SUBRULE(this.perUnit);
      return { amount, per };
    },
  );

  private readonly accumulatorClause: ParserMethod<[Clauses], void> = this.RULE(
    "accumulatorClause",
    (clauses: Clauses): void => {
      const first = this.LA(1);
      let kind: B.AccumulatorClause = "manner";
      this.OR<unknown>({
        DEF: [
          {
            ALT: () => {
              this.CONSUME(k("embedded"));
              this.ACTION(() => (clauses.manner = { kind: "embedded", span: this.spanFrom(first) }));
            },
          },
          {
            ALT: () => {
              this.CONSUME(k("aggregate"));
              this.ACTION(() => (clauses.manner = { kind: "aggregate", span: this.spanFrom(first) }));
            },
          },
          {
            ALT: () => {
              const manner = this.SUBRULE(this.members);
              this.ACTION(() => (clauses.manner = manner));
            },
          },
          {
            ALT: () => {
              const period = this.SUBRULE(this.eachPeriod);
              this.ACTION(() => {
                clauses.period = period;
                kind = "period";
              });
            },
          },
          {
            ALT: () => {
              const when = this.SUBRULE(this.whenOnly);
              this.ACTION(() => {
                clauses.when = when;
                kind = "when";
              });
            },
          },
          {
            ALT: () => {
              const key = this.SUBRULE(this.namesClause);
              const names = this.SUBRULE(this.names);
              this.ACTION(() => {
                clauses[key] = names;
                kind = key;
              });
            },
          },
        ],
      });
      this.ACTION(() => clauses.clauses.push({ kind, span: this.spanFrom(first) }));
    },
  );

  private readonly namesClause: ParserMethod<[], "counts" | "for" | "in" | "addsTo"> = this.RULE(
    "namesClause",
    (): "counts" | "for" | "in" | "addsTo" =>
      this.OR<"counts" | "for" | "in" | "addsTo">([
        { ALT: () => means("counts", this.CONSUME(k("counts"))) },
        { ALT: () => means("for", this.CONSUME(k("for"))) },
        { ALT: () => means("in", this.CONSUME(k("in"))) },
        { ALT: () => means("addsTo", this.CONSUME(k("adds")), this.CONSUME(k("to"))) },
      ]),
  );

  /** `2 members must each meet it`. */
  private readonly members: ParserMethod<[], NonNullable<B.AccumulatorNode["manner"]>> = this.RULE(
    "members",
    (): NonNullable<B.AccumulatorNode["manner"]> => {
      const first = this.CONSUME(T.Numeral);
      for (const word of ["members", "must"] as const) this.CONSUME(k(word));
      this.CONSUME(k("each"));
      this.CONSUME(k("meet"));
      this.CONSUME(k("it"));
      return { kind: "members", count: digits(first.image), span: this.spanFrom(first) };
    },
  );

  private readonly whenOnly: ParserMethod<[], ConditionNode> = this.RULE("whenOnly", (): ConditionNode => {
    this.CONSUME(k("when"));
    return this.SUBRULE(this.condition);
  });

  /** What stands after `plan pays`, `plan covers` or `plan allows`. */
  readonly limit: ParserMethod<[], B.LimitNode> = this.RULE("limit", (): B.LimitNode => {
    const first = this.LA(1);
    let most: B.LimitNode["most"] = { kind: "none" };
    let per: NameNode | undefined;
    let period: B.PeriodNode | undefined;
    let services: readonly NameNode[] = [];
    let networks: readonly NameNode[] = [];
    let sharing: B.Sharing | undefined;
    let when: ConditionNode | undefined;
    this.OR<unknown>([
      {
        ALT: () => {
          this.CONSUME(k("without"));
          this.CONSUME(k("maximum"));
        },
      },
      {
        ALT: () => {
          most = this.SUBRULE(this.limitMost);
          per = this.SUBRULE(this.perUnit);
        },
      },
    ]);
    this.OPTION(() => {
      period = this.SUBRULE(this.eachPeriod);
    });
    this.OPTION2(() => {
      this.CONSUME(k("for"));
      services = this.SUBRULE(this.names);
      this.OPTION3(() => {
        sharing = this.SUBRULE(this.sharing);
      });
    });
    this.OPTION4(() => {
      networks = this.SUBRULE(this.inNames);
    });
    this.OPTION5(() => {
      this.OPTION6(() => this.CONSUME(T.Comma));
      when = this.SUBRULE(this.whenOnly);
    });
    const span = this.spanFrom(first);
    return { most, per, period, for: services, sharing, in: networks, when, span };
  });

  private readonly sharing: ParserMethod<[], B.Sharing> = this.RULE(
    "sharing",
    (): B.Sharing =>
      this.OR<B.Sharing>([
        { ALT: () => means("together", this.CONSUME(k("together"))) },
        { ALT: () => means("separately", this.CONSUME(k("separately"))) },
      ]),
  );

  private readonly limitMost: ParserMethod<[], B.LimitNode["most"]> = this.RULE(
    "limitMost",
    (): B.LimitNode["most"] => {
      this.CONSUME(k("at"));
      this.CONSUME(k("most"));
      return this.OR<B.LimitNode["most"]>([
        {
          ALT: () => {
            const count = digits(this.CONSUME(T.Numeral).image);
            return { kind: "units", count, unit: this.SUBRULE(this.name) };
          },
        },
        { ALT: () => ({ kind: "money", amount: this.SUBRULE(this.amount) }) },
      ]);
    },
  );

  private readonly inNames: ParserMethod<[], NameNode[]> = this.RULE("inNames", (): NameNode[] => {
    this.CONSUME(k("in"));
    return this.SUBRULE(this.names);
  });

  /** `lesser of usual_fee and charge in non_participating, balance billed`. */
  readonly allowed: ParserMethod<[], B.AllowedNode> = this.RULE("allowed", (): B.AllowedNode => {
    const first = this.LA(1);
    const amount = this.OR<ExpressionNode>({
      DEF: [
        {
          ALT: () => {
            this.CONSUME(k("in"));
            this.CONSUME(k("full"));
            return { kind: "name", name: "charge", span: this.spanFrom(first) };
          },
        },
        { ALT: () => this.SUBRULE(this.expression) },
      ],
      IGNORE_AMBIGUITIES: true,
    });
    let most: ExpressionNode | undefined;
    let networks: readonly NameNode[] = [];
    let balance: B.Balance | undefined;
    this.OPTION({
      GATE: () => this.nextIs(2, "at"),
      DEF: () => {
        this.CONSUME(T.Comma);
        this.CONSUME(k("at"));
        this.CONSUME(k("most"));
        most = this.SUBRULE2(this.expression);
      },
    });
    this.OPTION2(() => {
      networks = this.SUBRULE(this.inNames);
    });
    this.OPTION3(() => {
      this.CONSUME2(T.Comma);
      balance = this.SUBRULE(this.balance);
    });
    return { amount, most, in: networks, balance, span: this.spanFrom(first) };
  });

  private readonly balance: ParserMethod<[], B.Balance> = this.RULE("balance", (): B.Balance => {
    this.CONSUME(k("balance"));
    return this.OR<B.Balance>([
      { ALT: () => means("billed", this.CONSUME(k("billed"))) },
      { ALT: () => means("written off", this.CONSUME(k("written")), this.CONSUME(k("off"))) },
    ]);
  });

  /** `contacts once each 24 months, in lieu of lenses, frames`. */
  readonly frequency: ParserMethod<[], B.FrequencyNode> = this.RULE("frequency", (): B.FrequencyNode => {
    const first = this.LA(1);
    const services = this.SUBRULE(this.names);
    const times = this.OR<string>([
      { ALT: () => means("1", this.CONSUME(k("once"))) },
      { ALT: () => means("2", this.CONSUME(k("twice"))) },
      {
        ALT: () => {
          const count = digits(this.CONSUME(T.Numeral).image);
          this.CONSUME(k("times"));
          return count;
        },
      },
    ]);
    const period = this.SUBRULE(this.eachPeriod);
    let inLieuOf: readonly NameNode[] = [];
    this.OPTION(() => {
      this.CONSUME(T.Comma);
      this.CONSUME(k("in"));
      this.CONSUME(k("lieu"));
      this.CONSUME(k("of"));
      inLieuOf = this.SUBRULE2(this.names);
    });
    return { services, times, period, inLieuOf, span: this.spanFrom(first) };
  });

  readonly namesWhen: ParserMethod<[], B.NamesWhenNode> = this.RULE("namesWhen", (): B.NamesWhenNode => {
    const first = this.LA(1);
    const names = this.SUBRULE(this.names);
    let when: ConditionNode | undefined;
    this.OPTION(() => {
      this.OPTION2(() => this.CONSUME(T.Comma));
      when = this.SUBRULE(this.whenOnly);
    });
    return { names, when, span: this.spanFrom(first) };
  });

  /** `prior_authorization for inpatient_hospital, otherwise not covered`. */
  readonly requires: ParserMethod<[], B.RequiresNode> = this.RULE("requires", (): B.RequiresNode => {
    const first = this.LA(1);
    const when = this.SUBRULE(this.condition);
    this.CONSUME(k("for"));
    const services = this.SUBRULE(this.names);
    let networks: readonly NameNode[] = [];
    let less: ExpressionNode | undefined;
    this.OPTION(() => {
      networks = this.SUBRULE(this.inNames);
    });
    this.CONSUME(T.Comma);
    this.CONSUME(k("otherwise"));
    this.OR<unknown>([
      {
        ALT: () => {
          this.CONSUME(k("not"));
          this.CONSUME(k("covered"));
        },
      },
      {
        ALT: () => {
          for (const word of ["plan", "pays"] as const) this.CONSUME(k(word));
          this.CONSUME(k("less"));
          this.CONSUME(k("by"));
          less = this.SUBRULE(this.amount);
        },
      },
    ]);
    return { when, for: services, in: networks, less, span: this.spanFrom(first) };
  });

  /** `12 months after hire for major`. */
  readonly waiting: ParserMethod<[], B.WaitingNode> = this.RULE("waiting", (): B.WaitingNode => {
    const first = this.LA(1);
    const time = this.SUBRULE(this.literal);
    this.CONSUME(k("after"));
    const after = this.SUBRULE(this.name);
    let services: readonly NameNode[] = [];
    this.OPTION(() => {
      this.CONSUME(k("for"));
      services = this.SUBRULE(this.names);
    });
    return { time, after, for: services, span: this.spanFrom(first) };
  });

  /** `last 3 months of deductible`. */
  readonly carryOver: ParserMethod<[], B.CarryOverNode> = this.RULE("carryOver", (): B.CarryOverNode => {
    const first = this.CONSUME(k("last"));
    const months = digits(this.CONSUME(T.Numeral).image);
    this.CONSUME(k("months"));
    this.CONSUME(k("of"));
    this.CONSUME(k("deductible"));
    let of: NameNode | undefined;
    this.OPTION(() => {
      of = this.SUBRULE(this.name);
    });
    return { months, of, span: this.spanFrom(first) };
  });

  readonly listed: ParserMethod<[], B.ListedNode> = this.RULE("listed", (): B.ListedNode => {
    const first = this.LA(1);
    const name = this.SUBRULE(this.name);
    let title: Title | undefined;
    let groups: readonly NameNode[] = [];
    const codes: B.ListedNode["codes"][number][] = [];
    let balance: B.Balance | undefined;
    let supply: B.ListedNode["supply"];
    this.OPTION(() => {
      title = this.SUBRULE(this.title);
    });
    this.MANY(() =>
      this.OR<unknown>([
        {
          ALT: () => {
            this.CONSUME(k("groups"));
            groups = this.SUBRULE(this.names);
          },
        },
        {
          ALT: () => {
            this.CONSUME(k("codes"));
            codes.push(this.SUBRULE(this.code));
            this.MANY2(() => {
              this.CONSUME(T.Comma);
              codes.push(this.SUBRULE2(this.code));
            });
          },
        },
        {
          ALT: () => {
            balance = this.SUBRULE(this.balance);
          },
        },
        {
          ALT: () => {
            supply = this.SUBRULE(this.supply);
          },
        },
      ]),
    );
    return { name, title, groups, codes, balance, supply, span: this.spanFrom(first) };
  });

  private readonly supply: ParserMethod<[], NonNullable<B.ListedNode["supply"]>> = this.RULE(
    "supply",
    (): NonNullable<B.ListedNode["supply"]> => {
      const first = this.CONSUME(k("supply"));
      const days = digits(this.CONSUME(T.Numeral).image);
      this.CONSUME(k("days"));
      return { days, span: this.spanFrom(first) };
    },
  );

  private readonly code: ParserMethod<[], B.ListedNode["codes"][number]> = this.RULE(
    "code",
    (): B.ListedNode["codes"][number] => {
      const first = this.LA(1);
      const from = this.SUBRULE(this.codeText);
      let to = from;
      this.OPTION(() => {
        this.CONSUME(k("to"));
        to = this.SUBRULE2(this.codeText);
      });
      return { from, to, span: this.spanFrom(first) };
    },
  );

  /** A code keeps its digits as they are written: `010`. */
  private readonly codeText: ParserMethod<[], string> = this.RULE("codeText", (): string => {
    const token = this.OR<IToken>([
      { ALT: () => this.CONSUME(T.Numeral) },
      { ALT: () => this.CONSUME(T.Word) },
    ]);
    return token.image;
  });

  /** `per prescription`, `for office_visit, chiropractic together each calendar year`. */
  readonly benefitsHeading: ParserMethod<[], B.BenefitsHeadingNode> = this.RULE(
    "benefitsHeading",
    (): B.BenefitsHeadingNode => {
      const first = this.LA(1);
      let per: NameNode | undefined;
      let services: readonly NameNode[] = [];
      let sharing: B.Sharing | undefined;
      let period: B.PeriodNode | undefined;
      this.OPTION(() => {
        per = this.SUBRULE(this.perUnit);
      });
      this.OPTION2(() => {
        this.CONSUME(k("for"));
        services = this.SUBRULE(this.names);
        this.OPTION3(() => {
          sharing = this.SUBRULE(this.sharing);
        });
      });
      this.OPTION4(() => {
        period = this.SUBRULE(this.eachPeriod);
      });
      return { per, for: services, sharing, period, span: this.spanFrom(first) };
    },
  );
}
