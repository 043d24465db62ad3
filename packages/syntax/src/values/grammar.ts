import type { ParserMethod } from "chevrotain";
import { textValue } from "../phrase.js";
import * as T from "../tokens.js";
import type * as A from "./ast.js";
import { BaseGrammar } from "./base.js";
import { keyword as k } from "./keywords.js";

type Title = { readonly text: string; readonly span: { start: number; end: number } };

/** One entry rule for each type of value that a line or a cell may hold. */
export class ValueGrammar extends BaseGrammar {
  constructor() {
    super();
    this.performSelfAnalysis();
  }

  private readonly title: ParserMethod<[], Title> = this.RULE("title", (): Title => {
    const text = this.SUBRULE(this.text);
    return { text: text.value, span: text.span };
  });

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
      { ALT: () => (this.CONSUME(k("until")), "until") },
      { ALT: () => (this.CONSUME(k("through")), "through") },
    ]);
    const day = this.SUBRULE(this.literal);
    return { word, day, span: this.spanFrom(first) };
  });

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
    this.CONSUME(k("per"));
    const period = this.SUBRULE(this.period);
    return { base, period, span: this.spanFrom(first) };
  });

  private readonly amountBase: ParserMethod<[], A.UnitBase> = this.RULE("amountBase", (): A.UnitBase => {
    const amount = this.CONSUME(T.Money).image.replace(/[$,]/g, "");
    this.CONSUME(k("of"));
    let monthly = false;
    this.OPTION(() => {
      this.CONSUME(k("monthly"));
      monthly = true;
    });
    const of = this.SUBRULE(this.name);
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
              const words = this.ACTION(() => of.map((v) => (v.kind === "name" ? v.name : v.value)).join(" "));
              unitWords = `${words} per ${period}`;
            });
          },
        },
        {
          ALT: () => {
            this.CONSUME(k("from"));
            from = this.OR2<A.RangeNode | A.NameNode>([
              { ALT: () => this.SUBRULE3(this.name) },
              { ALT: () => this.SUBRULE(this.range) },
            ]);
          },
        },
        { ALT: () => (from = this.SUBRULE(this.bound)) },
      ]),
    );
    let meaning: string | undefined;
    this.OPTION2(() => (meaning = this.SUBRULE(this.title).text));
    return { name, type, per, of, unitWords, from, meaning, span: this.spanFrom(first) };
  });

  private readonly choices: ParserMethod<[], (A.NameNode | A.LiteralNode)[]> = this.RULE("choices", (): (A.NameNode | A.LiteralNode)[] => {
    const values = [this.SUBRULE(this.nameOrLiteral)];
    this.MANY(() => {
      this.CONSUME(T.Comma);
      values.push(this.SUBRULE2(this.nameOrLiteral));
    });
    return values;
  });

  /** `at least 2`, `at most $5,000`. */
  private readonly bound: ParserMethod<[], A.RangeNode> = this.RULE("bound", (): A.RangeNode => {
    const first = this.CONSUME(k("at"));
    const least = this.OR([
      { ALT: () => (this.CONSUME(k("least")), true) },
      { ALT: () => (this.CONSUME(k("most")), false) },
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
    this.MANY(() => {
      this.OPTION(() => this.CONSUME(T.Comma));
      this.OR2<unknown>([
        {
          ALT: () => {
            this.CONSUME(k("in"));
            this.CONSUME(k("steps"));
            this.CONSUME(k("of"));
            step = this.SUBRULE(this.literal);
          },
        },
        {
          ALT: () => {
            this.CONSUME(k("at"));
            this.CONSUME(k("most"));
            most = this.SUBRULE(this.expression);
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
    return { form, step, most, noMaximum, span: this.spanFrom(first) };
  });

  private timesFollows(): boolean {
    for (let i = 2; i < 16; i += 2) {
      if (this.nextIs(i, "times")) return true;
      if (!this.nextIs(i, "or")) return false;
    }
    return false;
  }

  private readonly timesForm: ParserMethod<[], A.VolumeNode["form"]> = this.RULE("timesForm", (): A.VolumeNode["form"] => {
    const multiples = [this.CONSUME(T.Numeral).image];
    this.MANY(() => {
      this.CONSUME(k("or"));
      multiples.push(this.CONSUME2(T.Numeral).image);
    });
    this.CONSUME(k("times"));
    return { kind: "times", multiples, pay: this.SUBRULE(this.name) };
  });

  private readonly payer: ParserMethod<[], "employer" | "employee"> = this.RULE("payer", (): "employer" | "employee" => {
    const payer = this.OR<"employer" | "employee">([
      { ALT: () => (this.CONSUME(k("employer")), "employer") },
      { ALT: () => (this.CONSUME(k("employee")), "employee") },
    ]);
    this.CONSUME(k("pays"));
    return payer;
  });

  readonly share: ParserMethod<[], A.ShareNode> = this.RULE("share", (): A.ShareNode => {
    const first = this.LA(1);
    const payer = this.SUBRULE(this.payer);
    const pays = this.SUBRULE(this.figure);
    return { payer, pays, span: this.spanFrom(first) };
  });

  readonly requirement: ParserMethod<[], A.RequirementNode> = this.RULE("requirement", (): A.RequirementNode => {
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
      { ALT: () => (this.CONSUME(k("employee")), this.CONSUME(k("premium")), "employee premium") },
      { ALT: () => (this.CONSUME(k("dependent")), this.CONSUME2(k("premium")), "dependent premium") },
      { ALT: () => (this.CONSUME3(k("premium")), "premium") },
    ]);
    let coverages: A.NameNode[] = [];
    this.OPTION2(() => {
      this.CONSUME(k("for"));
      coverages = this.SUBRULE(this.names);
    });
    const when = this.SUBRULE(this.whenClause);
    return { payer, atLeast, share, part, for: coverages, when, span: this.spanFrom(first) };
  });

  private readonly whenClause: ParserMethod<[], A.ConditionNode | undefined> = this.RULE("whenClause", (): A.ConditionNode | undefined => {
    let when: A.ConditionNode | undefined;
    this.OPTION(() => {
      this.OPTION2(() => this.CONSUME(T.Comma));
      this.CONSUME(k("when"));
      when = this.SUBRULE(this.condition);
    });
    return when;
  });

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

  private readonly coversGroup: ParserMethod<[], A.CoversNode["groups"][number]> = this.RULE("coversGroup", (): A.CoversNode["groups"][number] => {
    let least = 1;
    let most: number | undefined = 1;
    this.OPTION(() =>
      this.OR<unknown>([
        {
          ALT: () => {
            least = Number(this.CONSUME(T.Numeral).image);
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
      GATE: () => !this.nextIs(1, "and"),
      DEF: () => words.push(this.CONSUME(T.Word).image),
    });
    return { who: words.join(" "), least, most };
  });

  /** What follows the words that name a block: `gold_ppo "Gold PPO" for medical like silver_ppo`. */
  readonly heading: ParserMethod<[], A.HeadingNode> = this.RULE("heading", (): A.HeadingNode => {
    const first = this.LA(1);
    let name: A.NameNode | undefined;
    let title: Title | undefined;
    let coverages: A.NameNode[] = [];
    let by: A.NameNode | undefined;
    let like: A.NameNode | undefined;
    let when: A.ConditionNode | undefined;
    let effective: A.DatesNode | undefined;
    this.OPTION({ GATE: () => !this.nextIsClause(1), DEF: () => (name = this.SUBRULE(this.name)) });
    this.OPTION2(() => (title = this.SUBRULE(this.title)));
    this.MANY(() =>
      this.OR<unknown>([
        { ALT: () => (this.CONSUME(k("for")), (coverages = this.SUBRULE(this.names))) },
        { ALT: () => (this.CONSUME(k("by")), (by = this.SUBRULE2(this.name))) },
        { ALT: () => (this.CONSUME(k("like")), (like = this.SUBRULE3(this.name))) },
        { ALT: () => (this.CONSUME(k("when")), (when = this.SUBRULE(this.condition))) },
        { ALT: () => (this.CONSUME(k("effective")), (effective = this.SUBRULE(this.dates))) },
      ]),
    );
    return { name, title, for: coverages, by, like, when, effective, span: this.spanFrom(first) };
  });

  /** One line of a list of declarations: a name, its display name, its qualities. */
  readonly declaration: ParserMethod<[], A.DeclarationNode> = this.RULE("declaration", (): A.DeclarationNode => {
    const first = this.LA(1);
    const name = this.SUBRULE(this.name);
    let title: Title | undefined;
    let formerly: string | undefined;
    let covers: A.CoversNode | undefined;
    this.OPTION(() => (title = this.SUBRULE(this.title)));
    this.OPTION2(() => {
      this.CONSUME(k("formerly"));
      formerly = this.SUBRULE(this.text).value;
    });
    this.OPTION3(() => {
      this.CONSUME(k("covers"));
      covers = this.SUBRULE(this.covers);
    });
    const when = this.SUBRULE(this.whenClause);
    return { name, title, formerly, covers, when, span: this.spanFrom(first) };
  });

  readonly accept: ParserMethod<[], A.AcceptNode> = this.RULE("accept", (): A.AcceptNode => {
    const first = this.LA(1);
    const code = this.SUBRULE(this.name);
    const title = this.SUBRULE(this.title);
    let subject: A.NameNode | undefined;
    this.OPTION(() => {
      this.CONSUME(k("for"));
      subject = this.SUBRULE2(this.name);
    });
    return { code, title, for: subject, span: this.spanFrom(first) };
  });

  readonly furtherMember: ParserMethod<[], A.FurtherMemberNode> = this.RULE("furtherMember", (): A.FurtherMemberNode => {
    const first = this.CONSUME(k("of"));
    const tiers = this.SUBRULE(this.names);
    this.CONSUME(k("adds"));
    const adds = this.SUBRULE(this.figure);
    return { tiers, adds, span: this.spanFrom(first) };
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

  readonly given: ParserMethod<[], A.GivenNode> = this.RULE("given", (): A.GivenNode => {
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
    return { what, value, of, span: this.spanFrom(first) };
  });

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
            const ask = this.SUBRULE(this.expression);
            const answer = this.SUBRULE(this.answer);
            return { kind: "answer", ask, answer, span: this.spanFrom(first) };
          },
        },
      ],
      IGNORE_AMBIGUITIES: true,
    });
  });

  private readonly answer: ParserMethod<[], A.LiteralNode | A.NameNode | { kind: "not offered"; span: A.NameNode["span"] }> =
    this.RULE("answer", (): A.LiteralNode | A.NameNode | { kind: "not offered"; span: A.NameNode["span"] } => {
      const first = this.LA(1);
      return this.OR<A.LiteralNode | A.NameNode | { kind: "not offered"; span: A.NameNode["span"] }>({
        DEF: [
          {
            ALT: () => {
              this.CONSUME(k("not"));
              this.CONSUME(k("offered"));
              return { kind: "not offered", span: this.spanFrom(first) };
            },
          },
          { ALT: () => this.SUBRULE(this.nameOrLiteral) },
        ],
        IGNORE_AMBIGUITIES: true,
      });
    });
}
