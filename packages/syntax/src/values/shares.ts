import type { ParserMethod } from "chevrotain";
import * as T from "../tokens.js";
import type { ConditionNode, ExpressionNode, NameNode } from "./ast.js";
import { digits, JOINING_WORDS, means } from "./base.js";
import type * as B from "./benefit-ast.js";
import { ExpressionGrammar } from "./expressions.js";
import { keyword as k } from "./keywords.js";

/** Cost shares: the steps in a cell of a schedule of benefits. */
export class ShareGrammar extends ExpressionGrammar {
  readonly costShare: ParserMethod<[], B.CostShareNode> = this.RULE("costShare", (): B.CostShareNode => {
    const first = this.LA(1);
    const variants = [this.SUBRULE(this.variant)];
    this.MANY(() => {
      this.CONSUME(T.Comma);
      this.CONSUME(k("otherwise"));
      variants.push(this.SUBRULE2(this.variant));
    });
    return { variants, span: this.spanFrom(first) };
  });

  private readonly variant: ParserMethod<[], B.VariantNode> = this.RULE("variant", (): B.VariantNode => {
    const first = this.LA(1);
    const share = this.OR<B.VariantNode["share"]>([
      {
        ALT: () => {
          this.CONSUME(k("same"));
          let as: NameNode | undefined;
          this.OPTION(() => {
            this.CONSUME(k("as"));
            as = this.SUBRULE(this.name);
          });
          return { kind: "same", as };
        },
      },
      {
        ALT: () => {
          const steps = [this.SUBRULE(this.step)];
          this.MANY(() => {
            this.CONSUME(k("then"));
            steps.push(this.SUBRULE2(this.step));
          });
          return { kind: "steps", steps };
        },
      },
    ]);
    let when: ConditionNode | undefined;
    this.OPTION2(() => {
      this.CONSUME(k("when"));
      when = this.SUBRULE(this.condition);
    });
    return { share, when, span: this.spanFrom(first) };
  });

  private readonly step: ParserMethod<[], B.StepNode> = this.RULE(
    "step",
    (): B.StepNode =>
      this.OR<B.StepNode>([
        { ALT: () => this.SUBRULE(this.plainStep) },
        { ALT: () => this.SUBRULE(this.deductibleStep) },
        { ALT: () => this.SUBRULE(this.copayStep) },
        { ALT: () => this.SUBRULE(this.allowStep) },
        { ALT: () => this.SUBRULE(this.priceStep) },
        { ALT: () => this.SUBRULE(this.paysStep) },
      ]),
  );

  private readonly plainStep: ParserMethod<[], B.StepNode> = this.RULE("plainStep", (): B.StepNode => {
    const first = this.LA(1);
    const kind = this.OR<"no charge" | "not covered" | "not printed">([
      { ALT: () => means("no charge", this.CONSUME(k("no")), this.CONSUME(k("charge"))) },
      { ALT: () => means("not covered", this.CONSUME(k("not")), this.CONSUME(k("covered"))) },
      { ALT: () => means("not printed", this.CONSUME2(k("not")), this.CONSUME(k("printed"))) },
    ]);
    return { kind, span: this.spanFrom(first) };
  });

  private readonly deductibleStep: ParserMethod<[], B.StepNode> = this.RULE(
    "deductibleStep",
    (): B.StepNode => {
      const first = this.CONSUME(k("deductible"));
      let name: NameNode | undefined;
      this.OPTION({
        GATE: () => !this.stepEnds(),
        DEF: () => {
          name = this.SUBRULE(this.name);
        },
      });
      return { kind: "deductible", name, span: this.spanFrom(first) };
    },
  );

  private readonly copayStep: ParserMethod<[], B.StepNode> = this.RULE("copayStep", (): B.StepNode => {
    const token = this.CONSUME(k("copay"));
    let amount: ExpressionNode | undefined;
    let per: NameNode | undefined;
    let first: { count: string; unit: NameNode } | undefined;
    let unless: ConditionNode | undefined;
    this.OPTION({
      GATE: () => !this.stepEnds(),
      DEF: () => {
        amount = this.SUBRULE(this.amount);
      },
    });
    this.OPTION2(() => {
      per = this.SUBRULE(this.perUnit);
    });
    this.OPTION3(() => {
      this.CONSUME(k("for"));
      this.CONSUME(k("first"));
      const count = digits(this.CONSUME(T.Numeral).image);
      const unit = this.SUBRULE(this.name);
      first = { count, unit };
    });
    this.OPTION4(() => {
      this.CONSUME(k("unless"));
      unless = this.SUBRULE(this.condition);
    });
    const bounds = this.SUBRULE(this.bounds);
    return { kind: "copay", amount, per, first, unless, bounds, span: this.spanFrom(token) };
  });

  private readonly allowStep: ParserMethod<[], B.StepNode> = this.RULE("allowStep", (): B.StepNode => {
    const first = this.LA(1);
    return this.OR<B.StepNode>([
      {
        ALT: () => {
          this.CONSUME(k("allow"));
          const bound = this.SUBRULE(this.bound);
          return { kind: "allow", bounds: [bound], span: this.spanFrom(first) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(k("allowance"));
          const amount = this.SUBRULE(this.amount);
          let per: NameNode | undefined;
          this.OPTION(() => {
            per = this.SUBRULE(this.perUnit);
          });
          return { kind: "allowance", amount, per, span: this.spanFrom(first) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(k("discount"));
          const percent = this.SUBRULE2(this.amount);
          return { kind: "discount", percent, span: this.spanFrom(first) };
        },
      },
    ]);
  });

  /** `price difference from generic_price, not counted`. */
  private readonly priceStep: ParserMethod<[], B.StepNode> = this.RULE("priceStep", (): B.StepNode => {
    const first = this.CONSUME(k("price"));
    this.CONSUME(k("difference"));
    this.CONSUME(k("from"));
    const from = this.SUBRULE(this.amount);
    this.CONSUME(T.Comma);
    let counted = true;
    this.OPTION(() => {
      this.CONSUME(k("not"));
      counted = false;
    });
    this.CONSUME(k("counted"));
    return { kind: "price difference", from, counted, span: this.spanFrom(first) };
  });

  private readonly paysStep: ParserMethod<[], B.StepNode> = this.RULE("paysStep", (): B.StepNode => {
    const first = this.LA(1);
    const payer = this.OR<B.Payer>([
      { ALT: () => means("plan", this.CONSUME(k("plan"))) },
      { ALT: () => means("member", this.CONSUME(k("member"))) },
    ]);
    this.CONSUME(k("pays"));
    const share = this.SUBRULE(this.paidShare);
    let limit: B.PaysNode["limit"];
    this.OPTION(() => {
      limit = this.SUBRULE(this.paidLimit);
    });
    let upTo: B.BoundNode | undefined;
    // What a member pays is bounded; what a plan pays may be, or what is allowed.
    this.OPTION2({
      GATE: () => payer === "plan",
      DEF: () => {
        upTo = this.SUBRULE(this.upTo);
      },
    });
    const bounds = this.SUBRULE(this.bounds);
    return { kind: "pays", payer, pays: { share, limit }, upTo, bounds, span: this.spanFrom(first) };
  });

  private readonly paidShare: ParserMethod<[], B.PaysNode["share"]> = this.RULE(
    "paidShare",
    (): B.PaysNode["share"] =>
      this.OR<B.PaysNode["share"]>([
        {
          ALT: () => {
            const pick = this.OR2<"greater" | "lesser">([
              { ALT: () => means("greater", this.CONSUME(k("greater"))) },
              { ALT: () => means("lesser", this.CONSUME(k("lesser"))) },
            ]);
            this.CONSUME(k("of"));
            const a = this.SUBRULE(this.amount);
            this.CONSUME(k("and"));
            const b = this.SUBRULE2(this.amount);
            return { kind: "either", pick, a, b };
          },
        },
        {
          GATE: () => !this.nextIs(1, "greater", "lesser"),
          ALT: () => this.SUBRULE3(this.amount),
        },
      ]),
  );

  private readonly paidLimit: ParserMethod<[], NonNullable<B.PaysNode["limit"]>> = this.RULE(
    "paidLimit",
    (): NonNullable<B.PaysNode["limit"]> =>
      this.OR<NonNullable<B.PaysNode["limit"]>>([
        {
          ALT: () => {
            this.CONSUME(k("of"));
            this.CONSUME(k("its"));
            this.CONSUME(k("payment"));
            this.CONSUME(k("in"));
            return { kind: "payment", network: this.SUBRULE(this.name) };
          },
        },
        {
          ALT: () => {
            this.CONSUME2(k("of"));
            this.CONSUME(k("first"));
            return this.SUBRULE(this.limitedBy, { ARGS: ["first"] });
          },
        },
        {
          ALT: () => {
            this.CONSUME(k("until"));
            this.CONSUME(k("member"));
            this.CONSUME(k("paid"));
            return this.SUBRULE2(this.limitedBy, { ARGS: ["until"] });
          },
        },
      ]),
  );

  private readonly limitedBy: ParserMethod<["first" | "until"], NonNullable<B.PaysNode["limit"]>> = this.RULE(
    "limitedBy",
    (kind: "first" | "until"): NonNullable<B.PaysNode["limit"]> => {
      const amount = this.SUBRULE(this.amount);
      let per: NameNode | undefined;
      let period: B.PeriodNode | undefined;
      this.OPTION(() => {
        per = this.SUBRULE(this.perUnit);
      });
      this.OPTION2(() => {
        period = this.SUBRULE(this.eachPeriod);
      });
      return { kind, amount, per, period };
    },
  );

  private readonly bounds: ParserMethod<[], B.BoundNode[]> = this.RULE("bounds", (): B.BoundNode[] => {
    const bounds: B.BoundNode[] = [];
    this.MANY({
      GATE: () => this.nextIs(2, "at"),
      DEF: () => {
        this.CONSUME(T.Comma);
        bounds.push(this.SUBRULE(this.bound));
      },
    });
    return bounds;
  });

  private readonly bound: ParserMethod<[], B.BoundNode> = this.RULE("bound", (): B.BoundNode => {
    const first = this.CONSUME(k("at"));
    const side = this.OR<"least" | "most">([
      { ALT: () => means("least", this.CONSUME(k("least"))) },
      { ALT: () => means("most", this.CONSUME(k("most"))) },
    ]);
    const amount = this.SUBRULE(this.amount);
    let per: NameNode | undefined;
    this.OPTION(() => {
      per = this.SUBRULE(this.perUnit);
    });
    return { side, amount, per, span: this.spanFrom(first) };
  });

  /** `up to $600 per day`, as brochures print it: of what is paid, or of what is allowed. */
  private readonly upTo: ParserMethod<[], B.BoundNode> = this.RULE("upTo", (): B.BoundNode => {
    const first = this.CONSUME(k("up"));
    this.CONSUME(k("to"));
    const amount = this.SUBRULE(this.amount);
    let per: NameNode | undefined;
    this.OPTION(() => {
      per = this.SUBRULE(this.perUnit);
    });
    return { side: "most", amount, per, span: this.spanFrom(first) };
  });

  /** `per visit`: a unit of service, or whom an amount is for. */
  protected readonly perUnit: ParserMethod<[], NameNode> = this.RULE("perUnit", (): NameNode => {
    this.CONSUME(k("per"));
    return this.SUBRULE(this.name);
  });

  /** An amount or a percentage: `$600`, `80%`, a name, or an expression in brackets. `per` is not part of it. */
  protected readonly amount: ParserMethod<[], ExpressionNode> = this.RULE("amount", (): ExpressionNode => {
    const first = this.LA(1);
    return this.OR<ExpressionNode>({
      DEF: [
        {
          ALT: () => {
            const value = digits(this.CONSUME(T.Money).image);
            return { kind: "money", value, per: undefined, span: this.spanFrom(first) };
          },
        },
        {
          ALT: () => {
            const value = digits(this.CONSUME(T.Percent).image);
            return { kind: "percent", value, span: this.spanFrom(first) };
          },
        },
        { ALT: () => this.SUBRULE(this.bracketed) },
        { ALT: () => this.SUBRULE(this.pick) },
        { GATE: () => !JOINING_WORDS.has(this.LA(1).image), ALT: () => this.SUBRULE(this.name) },
      ],
      IGNORE_AMBIGUITIES: true,
    });
  });

  private readonly bracketed: ParserMethod<[], ExpressionNode> = this.RULE(
    "bracketed",
    (): ExpressionNode => {
      this.CONSUME(T.OpenParen);
      const inner = this.SUBRULE(this.expression);
      this.CONSUME(T.CloseParen);
      return inner;
    },
  );

  /** `each calendar year`, `each 24 months`. */
  readonly eachPeriod: ParserMethod<[], B.PeriodNode> = this.RULE("eachPeriod", (): B.PeriodNode => {
    const first = this.CONSUME(k("each"));
    return this.OR<B.PeriodNode>([
      {
        ALT: () => {
          this.CONSUME(k("calendar"));
          this.CONSUME(k("year"));
          return { kind: "calendar year", span: this.spanFrom(first) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(k("contract"));
          this.CONSUME2(k("year"));
          return { kind: "contract year", span: this.spanFrom(first) };
        },
      },
      { ALT: () => ({ kind: "lifetime", span: this.spanFrom(means(first, this.CONSUME(k("lifetime")))) }) },
      {
        ALT: () => {
          const count = digits(this.CONSUME(T.Numeral).image);
          const unit = this.OR2<"day" | "month" | "year">([
            { ALT: () => means("day", this.CONSUME(k("days"))) },
            { ALT: () => means("month", this.CONSUME(k("months"))) },
            { ALT: () => means("year", this.CONSUME(k("years"))) },
          ]);
          return { kind: "rolling", count, unit, span: this.spanFrom(first) };
        },
      },
    ]);
  });

  private stepEnds(): boolean {
    const next = this.LA(1);
    return next.tokenType === T.Comma || this.nextIs(1, "then", "when", "unless", "per", "for", "");
  }
}
