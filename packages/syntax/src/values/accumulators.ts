import type { ParserMethod } from "chevrotain";
import * as T from "../tokens.js";
import type { ConditionNode, ExpressionNode, NameNode } from "./ast.js";
import { digits, means } from "./base.js";
import type * as B from "./benefit-ast.js";
import { keyword as k } from "./keywords.js";
import { ShareGrammar } from "./shares.js";

type Clauses = {
  -readonly [K in "manner" | "period" | "when"]: B.AccumulatorNode[K];
} & Record<"counts" | "for" | "in" | "addsTo", readonly NameNode[]> & {
    readonly clauses: { kind: B.AccumulatorClause; span: B.AccumulatorNode["span"] }[];
  };

const CLAUSE_WORDS = ["embedded", "aggregate", "each", "in", "for", "counts", "adds", "when"];

/** What adds up beside a schedule: deductibles, maxima, copays and limits; and what of a charge is allowed. */
export class AccumulatorGrammar extends ShareGrammar {
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

  protected readonly whenOnly: ParserMethod<[], ConditionNode> = this.RULE("whenOnly", (): ConditionNode => {
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

  protected readonly sharing: ParserMethod<[], B.Sharing> = this.RULE(
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

  protected readonly inNames: ParserMethod<[], NameNode[]> = this.RULE("inNames", (): NameNode[] => {
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

  protected readonly balance: ParserMethod<[], B.Balance> = this.RULE("balance", (): B.Balance => {
    this.CONSUME(k("balance"));
    return this.OR<B.Balance>([
      { ALT: () => means("billed", this.CONSUME(k("billed"))) },
      { ALT: () => means("written off", this.CONSUME(k("written")), this.CONSUME(k("off"))) },
    ]);
  });
}
