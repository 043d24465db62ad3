import type { IParserConfig, IToken, ParserMethod } from "chevrotain";
import * as T from "../tokens.js";
import type { ExpressionNode, LiteralNode, NameNode, WithPair } from "./ast.js";
import { means } from "./base.js";
import { ExpressionGrammar } from "./expressions.js";
import type * as F from "./funding-ast.js";
import { keyword as k } from "./keywords.js";

const COUNTED = ["employee", "enrollment"] as const;

/** Amounts that pass between the parties of a funding arrangement, and what a projection assumes. */
export class FundingGrammar extends ExpressionGrammar {
  constructor(config: IParserConfig = {}) {
    super(config);
    this.performSelfAnalysis();
  }

  readonly fundingAmount: ParserMethod<[], F.FundingAmountNode> = this.RULE(
    "fundingAmount",
    (): F.FundingAmountNode =>
      this.OR<F.FundingAmountNode>({
        DEF: [
          { GATE: () => this.shareFollows(), ALT: () => this.SUBRULE(this.shareOf) },
          {
            GATE: () => this.nextIs(2, "month", "months") && this.nextIs(3, "of") && this.nextIs(4, "paid"),
            ALT: () => this.SUBRULE(this.monthsOf),
          },
          {
            GATE: () =>
              (this.nextIs(1, "premium") && this.nextIs(2, "of")) ||
              (this.nextIs(2, "of") && this.nextIs(3, "premium") && this.nextIs(4, "of")),
            ALT: () => this.SUBRULE(this.premiumOf),
          },
          { ALT: () => this.SUBRULE(this.dueFigure) },
        ],
        IGNORE_AMBIGUITIES: true,
      }),
  );

  private shareFollows(): boolean {
    return (
      this.nextIs(2, "of") && (this.nextIs(3, "paid") || (this.nextIs(3, "deposit") && !this.nextIs(4, "of")))
    );
  }

  private readonly shareOf: ParserMethod<[], F.FundingAmountNode> = this.RULE(
    "shareOf",
    (): F.FundingAmountNode => {
      const first = this.LA(1);
      const share = this.SUBRULE(this.nameOrLiteral);
      this.CONSUME(k("of"));
      const of = this.OR<"paid claims" | "deposit">([
        { ALT: () => means("paid claims", this.CONSUME(k("paid")), this.CONSUME(k("claims"))) },
        { ALT: () => means("deposit", this.CONSUME(k("deposit"))) },
      ]);
      return { kind: "share", share, of, span: this.spanFrom(first) };
    },
  );

  private readonly monthsOf: ParserMethod<[], F.FundingAmountNode> = this.RULE(
    "monthsOf",
    (): F.FundingAmountNode => {
      const first = this.LA(1);
      const months = this.SUBRULE(this.literal);
      this.CONSUME(k("of"));
      this.CONSUME(k("paid"));
      this.CONSUME(k("claims"));
      return { kind: "months", months, span: this.spanFrom(first) };
    },
  );

  private readonly premiumOf: ParserMethod<[], F.FundingAmountNode> = this.RULE(
    "premiumOf",
    (): F.FundingAmountNode => {
      const first = this.LA(1);
      let share: ExpressionNode | undefined;
      this.OPTION({
        GATE: () => this.nextIs(2, "of") && this.nextIs(3, "premium"),
        DEF: () => {
          share = this.SUBRULE(this.nameOrLiteral);
          this.CONSUME(k("of"));
        },
      });
      this.CONSUME(k("premium"));
      this.CONSUME2(k("of"));
      const of = [this.SUBRULE(this.name)];
      this.MANY({
        // `premium of medical, city to pool`: the flow is no further coverage.
        GATE: () => !this.nextIs(3, "to"),
        DEF: () => {
          this.CONSUME(T.Comma);
          of.push(this.SUBRULE2(this.name));
        },
      });
      return { kind: "premium", share, of, span: this.spanFrom(first) };
    },
  );

  private readonly dueFigure: ParserMethod<[], F.FundingAmountNode> = this.RULE(
    "dueFigure",
    (): F.FundingAmountNode => {
      const first = this.LA(1);
      const value = this.OR<ExpressionNode>({
        DEF: [
          {
            GATE: () => this.nextIs(2, "per") && this.nextIs(3, ...COUNTED),
            ALT: () => this.SUBRULE(this.amountAlone),
          },
          { ALT: () => this.SUBRULE(this.figure) },
        ],
        IGNORE_AMBIGUITIES: true,
      });
      let per: "employee" | "enrollment" | undefined;
      let each: F.FundingPeriod | undefined;
      this.OPTION({
        GATE: () => this.nextIs(2, ...COUNTED),
        DEF: () => {
          this.CONSUME(k("per"));
          per = this.OR2<"employee" | "enrollment">([
            { ALT: () => means("employee", this.CONSUME(k("employee"))) },
            { ALT: () => means("enrollment", this.CONSUME(k("enrollment"))) },
          ]);
        },
      });
      this.OPTION2(() => {
        each = this.SUBRULE(this.duePeriod);
      });
      return { kind: "figure", value, per, each, span: this.spanFrom(first) };
    },
  );

  /** An amount or a name before `per employee`, whose `per` is not its own. */
  private readonly amountAlone: ParserMethod<[], ExpressionNode> = this.RULE(
    "amountAlone",
    (): ExpressionNode => {
      const first = this.LA(1);
      return this.OR<ExpressionNode>([
        {
          ALT: () => {
            const value = this.CONSUME(T.Money).image.replace(/[$,]/g, "");
            return { kind: "money", value, per: undefined, span: this.spanFrom(first) };
          },
        },
        { ALT: () => this.SUBRULE(this.name) },
      ]);
    },
  );

  private readonly duePeriod: ParserMethod<[], F.FundingPeriod> = this.RULE(
    "duePeriod",
    (): F.FundingPeriod => {
      this.OR([{ ALT: () => this.CONSUME(k("per")) }, { ALT: () => this.CONSUME(k("each")) }]);
      return this.OR2<F.FundingPeriod>([
        { ALT: () => means("contract year", this.CONSUME(k("contract")), this.CONSUME(k("year"))) },
        { ALT: () => this.SUBRULE(this.period) },
      ]);
    },
  );

  readonly flow: ParserMethod<[], F.FlowNode> = this.RULE("flow", (): F.FlowNode => {
    const first = this.LA(1);
    const from = this.SUBRULE(this.name);
    this.CONSUME(k("to"));
    const to = this.SUBRULE2(this.name);
    return { from, to, span: this.spanFrom(first) };
  });

  readonly fundingCharge: ParserMethod<[], F.ChargeNode> = this.RULE("fundingCharge", (): F.ChargeNode => {
    const first = this.LA(1);
    const amount = this.SUBRULE(this.fundingAmount);
    this.CONSUME(T.Comma);
    const flow = this.SUBRULE(this.flow);
    return { amount, flow, span: this.spanFrom(first) };
  });

  readonly attaches: ParserMethod<[], F.AttachesNode> = this.RULE("attaches", (): F.AttachesNode => {
    const first = this.CONSUME(k("over"));
    const amount = this.SUBRULE(this.fundingAmount);
    const when = this.SUBRULE(this.whenClause);
    return { amount, when, span: this.spanFrom(first) };
  });

  readonly laser: ParserMethod<[], F.LaserNode> = this.RULE("laser", (): F.LaserNode => {
    const first = this.LA(1);
    const amount = this.SUBRULE(this.expression);
    this.CONSUME(k("for"));
    const person = this.OR<string>([
      { ALT: () => this.SUBRULE(this.text).value },
      { ALT: () => this.SUBRULE(this.name).name },
    ]);
    return { amount, person, span: this.spanFrom(first) };
  });

  readonly reimburses: ParserMethod<[], F.ReimbursesNode> = this.RULE("reimburses", (): F.ReimbursesNode => {
    const first = this.LA(1);
    return this.OR<F.ReimbursesNode>([
      {
        GATE: () => this.nextIs(1, "at"),
        ALT: () => {
          const most = this.SUBRULE(this.atMost);
          return { share: undefined, most, span: this.spanFrom(first) };
        },
      },
      {
        ALT: () => {
          const share = this.SUBRULE(this.nameOrLiteral);
          let most: F.FundingAmountNode | undefined;
          this.OPTION(() => {
            this.CONSUME(T.Comma);
            most = this.SUBRULE2(this.atMost);
          });
          return { share, most, span: this.spanFrom(first) };
        },
      },
    ]);
  });

  private readonly atMost: ParserMethod<[], F.FundingAmountNode> = this.RULE(
    "atMost",
    (): F.FundingAmountNode => {
      this.CONSUME(k("at"));
      this.CONSUME(k("most"));
      return this.SUBRULE(this.fundingAmount);
    },
  );

  readonly afterYear: ParserMethod<[], LiteralNode> = this.RULE("afterYear", (): LiteralNode => {
    const wait = this.SUBRULE(this.literal);
    this.CONSUME(k("after"));
    this.CONSUME(k("contract"));
    this.CONSUME(k("year"));
    return wait;
  });

  readonly resultUse: ParserMethod<[], F.ResultUseNode> = this.RULE("resultUse", (): F.ResultUseNode => {
    const first = this.LA(1);
    let share: NameNode | LiteralNode | undefined;
    this.OPTION({
      GATE: () => this.nextIs(2, "of"),
      DEF: () => {
        share = this.SUBRULE(this.nameOrLiteral);
        this.CONSUME(k("of"));
      },
    });
    const what = this.OR<F.ResultUseNode["what"]>([
      { ALT: () => means("deficit", this.CONSUME(k("deficit"))) },
      { ALT: () => means("surplus", this.CONSUME(k("surplus"))) },
      { ALT: () => means("nothing", this.CONSUME(k("nothing"))) },
    ]);
    let most: F.FundingAmountNode | undefined;
    this.OPTION2(() => {
      this.CONSUME(T.Comma);
      most = this.SUBRULE(this.atMost);
    });
    return { what, share, most, span: this.spanFrom(first) };
  });

  readonly retroAmount: ParserMethod<[], F.RetroAmountNode> = this.RULE(
    "retroAmount",
    (): F.RetroAmountNode => {
      const first = this.LA(1);
      return this.OR<F.RetroAmountNode>({
        DEF: [
          {
            GATE: () => this.nextIs(1, "none"),
            ALT: () => {
              this.CONSUME(k("none"));
              return { kind: "none", span: this.spanFrom(first) };
            },
          },
          { ALT: () => this.SUBRULE(this.fundingAmount) },
        ],
        IGNORE_AMBIGUITIES: true,
      });
    },
  );

  readonly reserveAmount: ParserMethod<[], F.ReserveAmountNode> = this.RULE(
    "reserveAmount",
    (): F.ReserveAmountNode => {
      const first = this.LA(1);
      const amount = this.SUBRULE(this.fundingAmount);
      let once = false;
      this.OPTION(() => {
        this.CONSUME(T.Comma);
        this.CONSUME(k("once"));
        once = true;
      });
      return { amount, once, span: this.spanFrom(first) };
    },
  );

  readonly prefundStep: ParserMethod<[], F.PrefundStepNode> = this.RULE(
    "prefundStep",
    (): F.PrefundStepNode => {
      const first = this.LA(1);
      const amount = this.SUBRULE(this.expression);
      this.CONSUME(k("after"));
      const after = this.SUBRULE(this.literal);
      return { amount, after, span: this.spanFrom(first) };
    },
  );

  readonly retroShares: ParserMethod<[], F.RetroSharesNode> = this.RULE(
    "retroShares",
    (): F.RetroSharesNode => {
      const first = this.CONSUME(k("result"));
      this.CONSUME(k("of"));
      const of = this.SUBRULE(this.name);
      this.CONSUME(k("among"));
      const among = this.SUBRULE2(this.name);
      this.CONSUME(k("by"));
      const by = this.OR<F.RetroSharesNode["by"]>([
        { ALT: () => means("deposit", this.CONSUME(k("deposit"))) },
        { ALT: () => means("paid claims", this.CONSUME(k("paid")), this.CONSUME(k("claims"))) },
        { ALT: () => means("employees", this.CONSUME(k("employees"))) },
      ]);
      return { of, among, by, span: this.spanFrom(first) };
    },
  );

  readonly assume: ParserMethod<[], F.AssumeNode> = this.RULE("assume", (): F.AssumeNode => {
    const first = this.LA(1);
    return this.OR<F.AssumeNode>({
      DEF: [
        {
          GATE: () => this.nextIs(1, "claims"),
          ALT: () => this.SUBRULE(this.assumedClaims),
        },
        {
          GATE: () => this.nextIs(2, "employees", "enrollments"),
          ALT: () => this.SUBRULE(this.assumedCount),
        },
        { ALT: () => this.SUBRULE(this.assumedPart, { ARGS: [first] }) },
      ],
      IGNORE_AMBIGUITIES: true,
    });
  });

  private readonly assumedClaims: ParserMethod<[], F.AssumeNode> = this.RULE(
    "assumedClaims",
    (): F.AssumeNode => {
      const first = this.CONSUME(k("claims"));
      this.CONSUME(k("of"));
      const of = this.SUBRULE(this.name);
      const amount = this.SUBRULE(this.expression);
      const growth = this.SUBRULE(this.growthClause);
      return { kind: "claims", of, amount, growth, span: this.spanFrom(first) };
    },
  );

  private readonly assumedCount: ParserMethod<[], F.AssumeNode> = this.RULE(
    "assumedCount",
    (): F.AssumeNode => {
      const first = this.LA(1);
      const count: NameNode | LiteralNode = this.SUBRULE(this.nameOrLiteral);
      const what = this.OR<"employees" | "enrollments">([
        { ALT: () => means("employees", this.CONSUME(k("employees"))) },
        { ALT: () => means("enrollments", this.CONSUME(k("enrollments"))) },
      ]);
      const pairs: WithPair[] = [];
      this.OPTION(() => {
        this.CONSUME(k("with"));
        pairs.push(this.SUBRULE(this.pair));
        this.MANY({
          GATE: () => !this.nextIs(2, "stays", "grows"),
          DEF: () => {
            this.CONSUME(T.Comma);
            pairs.push(this.SUBRULE2(this.pair));
          },
        });
      });
      const growth = this.SUBRULE(this.growthClause);
      return { kind: "count", what, count, with: pairs, growth, span: this.spanFrom(first) };
    },
  );

  private readonly assumedPart: ParserMethod<[IToken], F.AssumeNode> = this.RULE(
    "assumedPart",
    (first: IToken): F.AssumeNode => {
      const part = this.SUBRULE(this.name);
      this.CONSUME(k("of"));
      const of = this.SUBRULE2(this.name);
      return this.OR<F.AssumeNode>([
        {
          ALT: () => {
            const growth = this.SUBRULE(this.growth);
            return { kind: "part", part, of, growth, span: this.ACTION(() => this.spanFrom(first)) };
          },
        },
        {
          ALT: () => {
            this.CONSUME(k("earns"));
            const rate = this.SUBRULE(this.expression);
            this.CONSUME(k("each"));
            this.CONSUME(k("year"));
            let less: ExpressionNode | undefined;
            this.OPTION(() => {
              this.CONSUME(T.Comma);
              this.CONSUME(k("less"));
              less = this.SUBRULE2(this.expression);
            });
            return { kind: "earns", part, of, rate, less, span: this.ACTION(() => this.spanFrom(first)) };
          },
        },
      ]);
    },
  );

  private readonly growthClause: ParserMethod<[], F.GrowthNode | undefined> = this.RULE(
    "growthClause",
    (): F.GrowthNode | undefined => {
      let growth: F.GrowthNode | undefined;
      this.OPTION(() => {
        this.CONSUME(T.Comma);
        growth = this.SUBRULE(this.growth);
      });
      return growth;
    },
  );

  private readonly growth: ParserMethod<[], F.GrowthNode> = this.RULE(
    "growth",
    (): F.GrowthNode =>
      this.OR<F.GrowthNode>([
        { ALT: () => means({ kind: "level" }, this.CONSUME(k("stays")), this.CONSUME(k("level"))) },
        {
          ALT: () => {
            this.CONSUME(k("grows"));
            this.CONSUME(k("by"));
            const by = this.SUBRULE(this.expression);
            this.CONSUME(k("each"));
            this.CONSUME(k("year"));
            return { kind: "grows", by };
          },
        },
      ]),
  );

  readonly compareLine: ParserMethod<[], F.CompareNode> = this.RULE("compareLine", (): F.CompareNode => {
    const first = this.LA(1);
    const names = [this.SUBRULE(this.name)];
    this.MANY(() => {
      this.CONSUME(T.Comma);
      names.push(this.SUBRULE2(this.name));
    });
    let eachMonth = false;
    this.OPTION(() => {
      this.CONSUME(k("each"));
      this.CONSUME(k("month"));
      eachMonth = true;
    });
    return { names, eachMonth, span: this.spanFrom(first) };
  });
}
