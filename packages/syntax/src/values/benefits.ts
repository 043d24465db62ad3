import type { IParserConfig, IToken, ParserMethod } from "chevrotain";
import { AccumulatorGrammar } from "./accumulators.js";
import * as T from "../tokens.js";
import type { ConditionNode, FormerlyNode, NameNode } from "./ast.js";
import { digits, means, type Title } from "./base.js";
import type * as B from "./benefit-ast.js";
import { keyword as k } from "./keywords.js";

/** The lines of a plan that stand beside its schedule: what is asked for, how often, and lists of names. */
export class BenefitGrammar extends AccumulatorGrammar {
  constructor(config: IParserConfig = {}) {
    super(config);
    this.performSelfAnalysis();
  }

  protected override get asks(): boolean {
    return false;
  }

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
    this.OPTION(() => {
      networks = this.SUBRULE(this.inNames);
    });
    const otherwise = this.OPTION2(() => {
      this.CONSUME(T.Comma);
      this.CONSUME(k("otherwise"));
      return this.SUBRULE(this.withoutIt);
    });
    return { when, for: services, in: networks, otherwise, span: this.spanFrom(first) };
  });

  private readonly withoutIt: ParserMethod<[], NonNullable<B.RequiresNode["otherwise"]>> = this.RULE(
    "withoutIt",
    (): NonNullable<B.RequiresNode["otherwise"]> =>
      this.OR<NonNullable<B.RequiresNode["otherwise"]>>([
        {
          ALT: () => means({ kind: "not covered" }, this.CONSUME(k("not")), this.CONSUME(k("covered"))),
        },
        {
          ALT: () => {
            for (const word of ["plan", "pays"] as const) this.CONSUME(k(word));
            this.CONSUME(k("less"));
            const by = this.OPTION(() => {
              this.CONSUME(k("by"));
              return this.SUBRULE(this.amount);
            });
            return { kind: "less", by };
          },
        },
      ]),
  );

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
    let formerly: FormerlyNode | undefined;
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
            formerly = this.SUBRULE(this.formerly);
          },
        },
        {
          ALT: () => {
            supply = this.SUBRULE(this.supply);
          },
        },
      ]),
    );
    return { name, title, groups, codes, balance, formerly, supply, span: this.spanFrom(first) };
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
