import type { ParserMethod } from "chevrotain";
import * as T from "../tokens.js";
import type * as A from "./ast.js";
import { digits, means } from "./base.js";
import { ExpressionGrammar } from "./expressions.js";
import { keyword as k } from "./keywords.js";

/** What is charged, insured, shared and asked for. */
export class FigureGrammar extends ExpressionGrammar {
  readonly unit: ParserMethod<[], A.UnitNode> = this.RULE("unit", (): A.UnitNode => {
    const first = this.LA(1);
    const base = this.OR<A.UnitBase>({
      DEF: [
        { ALT: () => this.SUBRULE(this.amountBase) },
        {
          ALT: () => {
            this.CONSUME(k("dependent"));
            this.CONSUME(k("unit"));
            return { kind: "counted", of: "dependent unit" };
          },
        },
        { ALT: () => ({ kind: "counted", of: this.CONSUME(T.Word).image }) },
      ],
      IGNORE_AMBIGUITIES: true,
    });
    let period: A.PeriodWord | undefined;
    this.OPTION(() => {
      this.CONSUME(k("per"));
      period = this.SUBRULE(this.period);
    });
    return { base, period, span: this.spanFrom(first) };
  });

  private readonly amountBase: ParserMethod<[], A.UnitBase> = this.RULE("amountBase", (): A.UnitBase => {
    const amount = digits(this.CONSUME(T.Money).image);
    let monthly = false;
    let of: A.NameNode | undefined;
    this.OPTION(() => {
      this.CONSUME(k("of"));
      this.OPTION2(() => {
        this.CONSUME(k("monthly"));
        monthly = true;
      });
      of = this.SUBRULE(this.name);
    });
    return { kind: "amount", amount, monthly, of };
  });

  /** `county choice of california, out_of_state "Where the employee works"`. */
  readonly inputLine: ParserMethod<[], A.InputNode> = this.RULE("inputLine", (): A.InputNode => {
    const first = this.LA(1);
    const name = this.SUBRULE(this.name);
    const type = this.SUBRULE2(this.name);
    let per: A.PeriodWord | undefined;
    let of: (A.NameNode | A.LiteralNode)[] = [];
    let unitWords: string | undefined;
    let from: A.RangeNode | A.NameNode | undefined;
    const order: A.InputOrderNode[] = [];
    let otherwise: A.NameNode | A.LiteralNode | undefined;
    this.MANY(() =>
      this.OR<unknown>([
        {
          ALT: () => {
            this.CONSUME(k("per"));
            per = this.SUBRULE(this.period);
          },
        },
        {
          ALT: () => {
            this.CONSUME(k("of"));
            of = this.SUBRULE(this.choices);
            this.OPTION(() => {
              this.CONSUME2(k("per"));
              const period = this.CONSUME(T.Word).image;
              const words = this.ACTION(() =>
                of.map((v) => (v.kind === "name" ? v.name : v.value)).join(" "),
              );
              unitWords = `${words} per ${period}`;
            });
          },
        },
        {
          ALT: () => {
            this.CONSUME(k("from"));
            from = this.OR2<A.RangeNode | A.NameNode>({
              DEF: [{ ALT: () => this.SUBRULE(this.range) }, { ALT: () => this.SUBRULE3(this.name) }],
              IGNORE_AMBIGUITIES: true,
            });
          },
        },
        {
          ALT: () => {
            from = this.SUBRULE(this.bound);
          },
        },
        { ALT: () => order.push(this.SUBRULE(this.inputOrder)) },
        {
          ALT: () => {
            this.CONSUME(k("otherwise"));
            otherwise = this.SUBRULE(this.nameOrLiteral);
          },
        },
      ]),
    );
    let meaning: string | undefined;
    this.OPTION2(() => {
      meaning = this.SUBRULE(this.title).text;
    });
    const formerly: A.FormerlyNode | undefined = this.OPTION3(() => this.SUBRULE(this.formerly));
    const span = this.spanFrom(first);
    return { name, type, per, of, unitWords, from, order, otherwise, meaning, formerly, span };
  });

  /** `on or after hire and returned`: how a date stands to others. */
  private readonly inputOrder: ParserMethod<[], A.InputOrderNode> = this.RULE(
    "inputOrder",
    (): A.InputOrderNode => {
      const relation = this.SUBRULE(this.dayRelation);
      const dates = [this.SUBRULE(this.name)];
      this.MANY(() => {
        this.CONSUME(k("and"));
        dates.push(this.SUBRULE2(this.name));
      });
      return { relation, dates };
    },
  );

  private readonly choices: ParserMethod<[], (A.NameNode | A.LiteralNode)[]> = this.RULE(
    "choices",
    (): (A.NameNode | A.LiteralNode)[] => {
      const values = [this.SUBRULE(this.nameOrLiteral)];
      this.MANY(() => {
        this.CONSUME(T.Comma);
        values.push(this.SUBRULE2(this.nameOrLiteral));
      });
      return values;
    },
  );

  /** `at least 2`, `at most $5,000`. */
  private readonly bound: ParserMethod<[], A.RangeNode> = this.RULE("bound", (): A.RangeNode => {
    const first = this.CONSUME(k("at"));
    const least = this.OR([
      { ALT: () => means(true, this.CONSUME(k("least"))) },
      { ALT: () => means(false, this.CONSUME(k("most"))) },
    ]);
    const value = this.SUBRULE(this.literal);
    return {
      kind: "range",
      min: least ? value : undefined,
      minHeld: true,
      max: least ? undefined : value,
      maxHeld: true,
      span: this.spanFrom(first),
    };
  });

  readonly volumeRule: ParserMethod<[], A.VolumeNode> = this.RULE("volumeRule", (): A.VolumeNode => {
    const first = this.LA(1);
    const form = this.OR<A.VolumeNode["form"]>({
      DEF: [
        { GATE: () => this.timesFollows(), ALT: () => this.SUBRULE(this.timesForm) },
        {
          GATE: () => this.nextIs(2, "to") && !this.nextIs(1, "lesser", "greater"),
          ALT: () => ({ kind: "chosen", range: this.SUBRULE(this.range) }),
        },
        { ALT: () => ({ kind: "computed", value: this.SUBRULE(this.figure) }) },
      ],
      IGNORE_AMBIGUITIES: true,
    });
    let step: A.LiteralNode | undefined;
    let most: A.ExpressionNode | undefined;
    let noMaximum = false;
    let twice: A.VolumeNode["twice"];
    this.MANY(() => {
      this.OPTION(() => this.CONSUME(T.Comma));
      this.OR2<unknown>([
        {
          ALT: () => {
            const word = this.CONSUME(k("in"));
            this.CONSUME(k("steps"));
            this.CONSUME(k("of"));
            const again = step !== undefined;
            step = this.SUBRULE(this.literal);
            if (again) twice ??= { words: "in steps of", span: this.spanFrom(word) };
          },
        },
        {
          ALT: () => {
            const word = this.CONSUME(k("at"));
            this.CONSUME(k("most"));
            const again = most !== undefined;
            most = this.SUBRULE(this.expression);
            if (again) twice ??= { words: "at most", span: this.spanFrom(word) };
          },
        },
        {
          ALT: () => {
            this.CONSUME(k("no"));
            this.CONSUME(k("maximum"));
            noMaximum = true;
          },
        },
      ]);
    });
    return { form, step, most, noMaximum, twice, span: this.spanFrom(first) };
  });

  private timesFollows(): boolean {
    for (let i = 2; i < 16; i += 2) {
      if (this.nextIs(i, "times")) return true;
      if (!this.nextIs(i, "or")) return false;
    }
    return false;
  }

  private readonly timesForm: ParserMethod<[], A.VolumeNode["form"]> = this.RULE(
    "timesForm",
    (): A.VolumeNode["form"] => {
      const multiples = [this.CONSUME(T.Numeral).image];
      this.MANY(() => {
        this.CONSUME(k("or"));
        multiples.push(this.CONSUME2(T.Numeral).image);
      });
      this.CONSUME(k("times"));
      return { kind: "times", multiples, pay: this.SUBRULE(this.name) };
    },
  );

  protected readonly payer: ParserMethod<[], "employer" | "employee"> = this.RULE(
    "payer",
    (): "employer" | "employee" => {
      const payer = this.OR<"employer" | "employee">([
        { ALT: () => means("employer", this.CONSUME(k("employer"))) },
        { ALT: () => means("employee", this.CONSUME(k("employee"))) },
      ]);
      this.CONSUME(k("pays"));
      return payer;
    },
  );

  readonly share: ParserMethod<[], A.ShareNode> = this.RULE("share", (): A.ShareNode => {
    const first = this.LA(1);
    const payer = this.SUBRULE(this.payer);
    const pays = this.SUBRULE(this.figure);
    return { payer, pays, span: this.spanFrom(first) };
  });

  readonly requirement: ParserMethod<[], A.RequirementNode> = this.RULE(
    "requirement",
    (): A.RequirementNode => {
      const first = this.LA(1);
      const payer = this.SUBRULE(this.payer);
      let atLeast = false;
      this.OPTION(() => {
        this.CONSUME(k("at"));
        this.CONSUME(k("least"));
        atLeast = true;
      });
      const share = this.SUBRULE(this.literal);
      this.CONSUME(k("of"));
      const part = this.OR<A.RequirementNode["part"]>([
        { ALT: () => means("employee premium", this.CONSUME(k("employee")), this.CONSUME(k("premium"))) },
        { ALT: () => means("dependent premium", this.CONSUME(k("dependent")), this.CONSUME2(k("premium"))) },
        { ALT: () => means("premium", this.CONSUME3(k("premium"))) },
      ]);
      let coverages: A.NameNode[] = [];
      this.OPTION2(() => {
        this.CONSUME(k("for"));
        coverages = this.SUBRULE(this.names);
      });
      const when = this.SUBRULE(this.whenClause);
      return { payer, atLeast, share, part, for: coverages, when, span: this.spanFrom(first) };
    },
  );

  readonly insures: ParserMethod<[], A.InsuresNode> = this.RULE("insures", (): A.InsuresNode => {
    const first = this.LA(1);
    const role = this.SUBRULE(this.name);
    const when = this.SUBRULE(this.whenClause);
    return { role, when, span: this.spanFrom(first) };
  });

  readonly amountWhen: ParserMethod<[], A.AmountWhenNode> = this.RULE("amountWhen", (): A.AmountWhenNode => {
    const first = this.LA(1);
    const amount = this.SUBRULE(this.figure);
    const when = this.SUBRULE(this.whenClause);
    return { amount, when, span: this.spanFrom(first) };
  });

  readonly furtherMember: ParserMethod<[], A.FurtherMemberNode> = this.RULE(
    "furtherMember",
    (): A.FurtherMemberNode => {
      const first = this.CONSUME(k("of"));
      const tiers = this.SUBRULE(this.names);
      this.CONSUME(k("adds"));
      const adds = this.SUBRULE(this.figure);
      return { tiers, adds, span: this.spanFrom(first) };
    },
  );

  readonly load: ParserMethod<[], A.LoadNode> = this.RULE("load", (): A.LoadNode => {
    const first = this.LA(1);
    const percent = this.SUBRULE(this.literal);
    let rounding: A.RoundingNode | undefined;
    this.OPTION(() => {
      this.CONSUME(T.Comma);
      this.CONSUME(k("rounded"));
      rounding = this.SUBRULE(this.rounding);
    });
    return { percent, rounding, span: this.spanFrom(first) };
  });
}
