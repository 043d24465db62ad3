import type { IParserConfig, ParserMethod } from "chevrotain";
import * as T from "../tokens.js";
import type * as C from "./account-ast.js";
import type { ExpressionNode, NameNode } from "./ast.js";
import { means } from "./base.js";
import { keyword as k } from "./keywords.js";
import type { DurationNode, PointNode } from "./point-ast.js";
import { monthNumber, PointGrammar } from "./points.js";

/** What moves in an account that is kept for each employee. */
export class AccountGrammar extends PointGrammar {
  constructor(config: IParserConfig = {}) {
    super(config);
    this.performSelfAnalysis();
  }

  /** `from hire through leaving, when vesting_clock is employment`. */
  readonly covered: ParserMethod<[], C.CoveredNode> = this.RULE("covered", (): C.CoveredNode => {
    const first = this.CONSUME(k("from"));
    const from = this.SUBRULE(this.point);
    this.CONSUME(k("through"));
    const through = this.SUBRULE2(this.point);
    const when = this.SUBRULE(this.whenClause);
    return { from, through, when, span: this.spanFrom(first) };
  });

  private readonly accountYear: ParserMethod<[], C.AccountYear> = this.RULE(
    "accountYear",
    (): C.AccountYear =>
      this.OR<C.AccountYear>([
        { ALT: () => means("contract year", this.CONSUME(k("contract")), this.CONSUME(k("year"))) },
        { ALT: () => means("calendar year", this.CONSUME(k("calendar")), this.CONSUME2(k("year"))) },
      ]),
  );

  private readonly eachAccountPeriod: ParserMethod<[], C.AccountPeriod> = this.RULE(
    "eachAccountPeriod",
    (): C.AccountPeriod => {
      this.CONSUME(k("each"));
      return this.OR<C.AccountPeriod>([
        { ALT: () => this.SUBRULE(this.accountYear) },
        { ALT: () => means("month", this.CONSUME(k("month"))) },
      ]);
    },
  );

  /** `$500 each contract year, mid-year entry in full`. */
  readonly accountCredit: ParserMethod<[], C.AccountCreditNode> = this.RULE(
    "accountCredit",
    (): C.AccountCreditNode => {
      const first = this.LA(1);
      const amount = this.SUBRULE(this.expression);
      const each = this.SUBRULE(this.eachAccountPeriod);
      let entry: C.AccountCreditNode["entry"];
      this.OPTION(() => {
        this.CONSUME(T.Comma);
        this.CONSUME(k("mid-year"));
        this.CONSUME(k("entry"));
        entry = this.OR<"in full" | "by months left">([
          { ALT: () => means("in full", this.CONSUME(k("in")), this.CONSUME(k("full"))) },
          {
            ALT: () =>
              means(
                "by months left",
                this.CONSUME(k("by")),
                this.CONSUME(k("months")),
                this.CONSUME(k("left")),
              ),
          },
        ]);
      });
      return { amount, each, entry, span: this.spanFrom(first) };
    },
  );

  /** `claims under deductible of stay_well, at most $500 each contract year, newest credit first`. */
  readonly accountDebit: ParserMethod<[], C.AccountDebitNode> = this.RULE(
    "accountDebit",
    (): C.AccountDebitNode => {
      const first = this.CONSUME(k("claims"));
      this.CONSUME(k("under"));
      this.CONSUME(k("deductible"));
      this.CONSUME(k("of"));
      const plan = this.SUBRULE(this.name);
      let most: C.AccountDebitNode["most"];
      let order: C.AccountDebitNode["order"];
      this.OPTION(() => {
        this.CONSUME(T.Comma);
        const amount = this.SUBRULE(this.atMost);
        const each = this.SUBRULE(this.eachAccountPeriod);
        most = { amount, each };
      });
      this.OPTION2(() => {
        this.CONSUME2(T.Comma);
        order = this.OR<"newest" | "oldest">([
          { ALT: () => means("newest", this.CONSUME(k("newest"))) },
          { ALT: () => means("oldest", this.CONSUME(k("oldest"))) },
        ]);
        this.CONSUME(k("credit"));
        this.CONSUME(k("first"));
      });
      return { plan, most, order, span: this.spanFrom(first) };
    },
  );

  private readonly atMost: ParserMethod<[], ExpressionNode> = this.RULE("atMost", (): ExpressionNode => {
    this.CONSUME(k("at"));
    this.CONSUME(k("most"));
    return this.SUBRULE(this.expression);
  });

  /** `unused balance to next contract year`, `nothing to next contract year`. */
  readonly carries: ParserMethod<[], C.CarriesNode> = this.RULE("carries", (): C.CarriesNode => {
    const first = this.LA(1);
    const carried = this.OR<C.CarriesNode["carried"]>([
      { ALT: () => means("unused balance", this.CONSUME(k("unused")), this.CONSUME(k("balance"))) },
      { ALT: () => means("nothing", this.CONSUME(k("nothing"))) },
      { ALT: () => this.SUBRULE(this.atMost) },
    ]);
    this.CONSUME(k("to"));
    this.CONSUME(k("next"));
    const to = this.SUBRULE(this.accountYear);
    return { carried, to, span: this.spanFrom(first) };
  });

  /** `interest_rate each contract year on average balance, to employer`. */
  readonly accountInterest: ParserMethod<[], C.AccountInterestNode> = this.RULE(
    "accountInterest",
    (): C.AccountInterestNode => {
      const first = this.LA(1);
      const rate = this.SUBRULE(this.expression);
      this.CONSUME(k("each"));
      const each = this.SUBRULE(this.accountYear);
      this.CONSUME(k("on"));
      const on = this.OR<"average" | "closing">([
        { ALT: () => means("average", this.CONSUME(k("average"))) },
        { ALT: () => means("closing", this.CONSUME(k("closing"))) },
      ]);
      this.CONSUME(k("balance"));
      this.CONSUME(T.Comma);
      this.CONSUME(k("to"));
      const to = this.SUBRULE(this.name);
      return { rate, each, on, to, span: this.spanFrom(first) };
    },
  );

  /** `50% to spouse, the rest to employee, from contract year of marriage`. */
  readonly accountSplit: ParserMethod<[], C.SplitNode> = this.RULE("accountSplit", (): C.SplitNode => {
    const first = this.LA(1);
    const share = this.SUBRULE(this.literal);
    this.CONSUME(k("to"));
    this.CONSUME(k("spouse"));
    this.CONSUME(T.Comma);
    this.CONSUME(k("the"));
    this.CONSUME(k("rest"));
    this.CONSUME2(k("to"));
    this.CONSUME(k("employee"));
    this.CONSUME2(T.Comma);
    this.CONSUME(k("from"));
    this.CONSUME(k("contract"));
    this.CONSUME(k("year"));
    this.CONSUME(k("of"));
    const from = this.SUBRULE(this.point);
    const when = this.SUBRULE(this.whenClause);
    return { share, from, when, span: this.spanFrom(first) };
  });

  /** `unused balance of deductible_trust, at most $500 by months covered`. */
  readonly creditCell: ParserMethod<[], C.CreditCellNode> = this.RULE("creditCell", (): C.CreditCellNode => {
    const first = this.LA(1);
    let kind: C.CreditCellNode["kind"] = "none";
    let from: NameNode | undefined;
    let amount: ExpressionNode | undefined;
    let byMonths = false;
    this.OR<unknown>({
      DEF: [
        { ALT: () => this.CONSUME(k("none")) },
        {
          ALT: () => {
            this.CONSUME(k("unused"));
            this.CONSUME(k("balance"));
            this.CONSUME(k("of"));
            kind = "unused";
            from = this.SUBRULE(this.name);
            this.OPTION(() => {
              this.CONSUME(T.Comma);
              amount = this.SUBRULE(this.atMost);
              byMonths = this.SUBRULE(this.byMonthsCovered);
            });
          },
        },
        {
          ALT: () => {
            kind = "amount";
            amount = this.SUBRULE(this.expression);
            byMonths = this.SUBRULE2(this.byMonthsCovered);
          },
        },
      ],
      IGNORE_AMBIGUITIES: true,
    });
    return { kind, from, amount, byMonths, span: this.spanFrom(first) };
  });

  private readonly byMonthsCovered: ParserMethod<[], boolean> = this.RULE("byMonthsCovered", (): boolean => {
    let isSaid = false;
    this.OPTION(() => {
      this.CONSUME(k("by"));
      this.CONSUME(k("months"));
      this.CONSUME(k("covered"));
      isSaid = true;
    });
    return isSaid;
  });

  /** `July 1`, `at once` when it is known, or a day that follows from an event. */
  readonly creditDay: ParserMethod<[], C.CreditDayNode> = this.RULE("creditDay", (): C.CreditDayNode => {
    const first = this.LA(1);
    return this.OR<C.CreditDayNode>({
      DEF: [
        {
          GATE: () => monthNumber(this.LA(1).image) > 0 && this.LA(2).tokenType === T.Numeral,
          ALT: () => {
            const month = monthNumber(this.CONSUME(T.Word).image);
            const day = Number(this.CONSUME(T.Numeral).image);
            return { kind: "day of year", month, day, span: this.spanFrom(first) };
          },
        },
        {
          GATE: () => this.nextIs(2, "once"),
          ALT: () => {
            this.CONSUME(k("at"));
            this.CONSUME(k("once"));
            return { kind: "at once", span: this.spanFrom(first) };
          },
        },
        {
          ALT: () => ({ kind: "point", point: this.SUBRULE(this.point), span: this.spanFrom(first) }),
        },
      ],
      IGNORE_AMBIGUITIES: true,
    });
  });

  /** `all but last contract year`. */
  readonly portion: ParserMethod<[], C.PortionNode> = this.RULE("portion", (): C.PortionNode => {
    const first = this.LA(1);
    let amount: ExpressionNode | undefined;
    const portion = this.OR<C.PortionNode["portion"]>([
      { ALT: () => means("whole balance", this.CONSUME(k("whole")), this.CONSUME(k("balance"))) },
      { ALT: () => means("last contract year", this.SUBRULE(this.lastContractYear)) },
      {
        ALT: () => {
          this.CONSUME(k("all"));
          this.CONSUME(k("but"));
          this.SUBRULE2(this.lastContractYear);
          return "all but last contract year";
        },
      },
      { ALT: () => means("rest", this.CONSUME(k("rest"))) },
      {
        ALT: () => {
          amount = this.SUBRULE(this.atMost);
          return "at most";
        },
      },
    ]);
    return { portion, amount, span: this.spanFrom(first) };
  });

  private readonly lastContractYear = this.RULE("lastContractYear", () => {
    const first = this.CONSUME(k("last"));
    this.CONSUME(k("contract"));
    this.CONSUME(k("year"));
    return first;
  });

  /** `beneficiary, with beneficiary_statement`, `premium of major_medical, dental`. */
  readonly payee: ParserMethod<[], C.PayeeNode> = this.RULE("payee", (): C.PayeeNode => {
    const first = this.LA(1);
    let to: NameNode | undefined;
    let premiumOf: readonly NameNode[] = [];
    let needed: NameNode | undefined;
    this.OR<unknown>({
      DEF: [
        {
          GATE: () => this.nextIs(2, "of"),
          ALT: () => {
            this.CONSUME(k("premium"));
            this.CONSUME(k("of"));
            premiumOf = this.SUBRULE(this.names);
          },
        },
        {
          ALT: () => {
            to = this.SUBRULE(this.name);
          },
        },
      ],
      IGNORE_AMBIGUITIES: true,
    });
    this.OPTION(() => {
      this.CONSUME(T.Comma);
      this.CONSUME(k("with"));
      needed = this.SUBRULE2(this.name);
    });
    return { to, premiumOf, with: needed, span: this.spanFrom(first) };
  });

  /** `at once`, `6 months after leaving`, `monthly from first of month after retirement, at most 3 months`. */
  readonly due: ParserMethod<[], C.DueNode> = this.RULE("due", (): C.DueNode => {
    const first = this.LA(1);
    let due: "at once" | PointNode = "at once";
    let isMonthly = false;
    let most: DurationNode | undefined;
    this.OR<unknown>({
      DEF: [
        {
          GATE: () => this.nextIs(2, "once"),
          ALT: () => {
            this.CONSUME(k("at"));
            this.CONSUME(k("once"));
          },
        },
        {
          GATE: () => this.nextIs(2, "from"),
          ALT: () => {
            this.CONSUME(k("monthly"));
            this.CONSUME(k("from"));
            isMonthly = true;
            due = this.SUBRULE(this.point);
            this.OPTION(() => {
              this.CONSUME(T.Comma);
              this.CONSUME2(k("at"));
              this.CONSUME(k("most"));
              most = this.SUBRULE(this.durationValue);
            });
          },
        },
        {
          ALT: () => {
            due = this.SUBRULE2(this.point);
          },
        },
      ],
      IGNORE_AMBIGUITIES: true,
    });
    return { due, isMonthly, most, span: this.spanFrom(first) };
  });
}
