import type { IParserConfig, ParserMethod } from "chevrotain";
import * as T from "../tokens.js";
import type { ConditionDefinitionNode, ConditionNode, LiteralNode, NameNode, ShareNode } from "./ast.js";
import { digits, means } from "./base.js";
import type * as E from "./eligibility-ast.js";
import { keyword as k } from "./keywords.js";
import type { PointNode } from "./point-ast.js";
import { monthNumber, PointGrammar } from "./points.js";

/** Who is insured, from when, until when. Its conditions compare dates with points: `sent before 19th birthday`. */
export class EligibilityGrammar extends PointGrammar {
  constructor(config: IParserConfig = {}) {
    super(config);
    this.performSelfAnalysis();
  }

  /** Its phrases ask nothing of an arrangement. */
  protected override get asks(): boolean {
    return false;
  }

  /** In a condition `and` joins two of them, and adds no time to an event. */
  protected override readonly dayTested = this.OVERRIDE_RULE("dayTested", (): LiteralNode | PointNode => {
    const outer = this.isPicking;
    this.ACTION(() => {
      this.isPicking = true;
    });
    const point = this.SUBRULE(this.point);
    this.ACTION(() => {
      this.isPicking = outer;
    });
    return point;
  });

  /** A condition that may compare dates with points. */
  readonly personCondition: ParserMethod<[], ConditionNode> = this.RULE(
    "personCondition",
    (): ConditionNode => this.SUBRULE(this.condition),
  );

  readonly who: ParserMethod<[], E.WhoNode> = this.RULE("who", (): E.WhoNode => {
    const first = this.LA(1);
    const names = this.SUBRULE(this.names);
    const when = this.SUBRULE(this.whenClause);
    return { names, when, span: this.spanFrom(first) };
  });

  readonly dateRule: ParserMethod<[], E.DateRuleNode> = this.RULE("dateRule", (): E.DateRuleNode => {
    const first = this.LA(1);
    let names: readonly NameNode[] = [];
    this.OPTION(() => {
      this.CONSUME(k("for"));
      names = this.SUBRULE(this.roles);
      this.CONSUME(T.Comma);
    });
    const point = this.SUBRULE(this.point);
    const when = this.SUBRULE(this.whenClause);
    return { for: names, point, when, span: this.spanFrom(first) };
  });

  /** `child, stepchild,`: the comma behind the last parts them from the day. */
  private readonly roles: ParserMethod<[], NameNode[]> = this.RULE("roles", (): NameNode[] => {
    const names = [this.SUBRULE(this.name)];
    this.MANY({
      GATE: () => this.LA(1).tokenType === T.Comma && this.LA(3).tokenType === T.Comma,
      DEF: () => {
        this.CONSUME(T.Comma);
        names.push(this.SUBRULE2(this.name));
      },
    });
    return names;
  });

  readonly extension: ParserMethod<[], E.ExtensionNode> = this.RULE("extension", (): E.ExtensionNode => {
    const what = this.SUBRULE(this.name);
    const first = this.LA(0);
    for (const word of ["begun", "while", "insured"] as const) this.CONSUME(k(word));
    let most: LiteralNode | undefined;
    this.OPTION(() => {
      this.CONSUME(T.Comma);
      this.CONSUME(k("at"));
      this.CONSUME(k("most"));
      most = this.SUBRULE(this.literal);
    });
    return { what, most, span: this.spanFrom(first) };
  });

  readonly monthParts: ParserMethod<[], E.MonthPartsNode> = this.RULE("monthParts", (): E.MonthPartsNode => {
    const first = this.LA(1);
    return this.OR<E.MonthPartsNode>([
      {
        ALT: () => {
          this.CONSUME(k("whole"));
          this.CONSUME(k("months"));
          return { kind: "whole", span: this.spanFrom(first) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(k("by"));
          this.CONSUME(k("day"));
          return { kind: "by day", span: this.spanFrom(first) };
        },
      },
      {
        ALT: () => {
          for (const word of ["half", "month", "from", "the"] as const) this.CONSUME2(k(word));
          const from = Number.parseInt(this.CONSUME(T.Ordinal).image, 10);
          return { kind: "halves", from, span: this.spanFrom(first) };
        },
      },
    ]);
  });

  readonly couple: ParserMethod<[], E.CoupleNode> = this.RULE("couple", (): E.CoupleNode => {
    const first = this.CONSUME(k("insured"));
    this.CONSUME(k("once"));
    this.CONSUME(T.Comma);
    this.CONSUME(k("as"));
    this.CONSUME(k("dependent"));
    const asDependent = this.OR<E.CoupleNode["asDependent"]>([
      {
        ALT: () => {
          this.CONSUME(k("when"));
          return { when: this.SUBRULE(this.condition) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(k("from"));
          return { from: this.SUBRULE(this.name) };
        },
      },
    ]);
    let isUnderOne = false;
    this.OPTION(() => {
      this.CONSUME2(T.Comma);
      for (const word of ["dependents", "under", "one"] as const) this.CONSUME(k(word));
      isUnderOne = true;
    });
    return { asDependent, isUnderOne, span: this.spanFrom(first) };
  });

  /**
   * `from absent to return when cause is lay_off`, `of hours to new_hours on changed`, `after dependent end for child`.
   */
  readonly events: ParserMethod<[], E.EventsNode> = this.RULE("events", (): E.EventsNode => {
    const first = this.LA(1);
    const parts: E.EventPart[] = [];
    this.AT_LEAST_ONE(() => {
      const word = this.OR<E.EventWord>([
        { ALT: () => means("from", this.CONSUME(k("from"))) },
        { ALT: () => means("to", this.CONSUME(k("to"))) },
        { ALT: () => means("of", this.CONSUME(k("of"))) },
        { ALT: () => means("on", this.CONSUME(k("on"))) },
        { ALT: () => means("after", this.CONSUME(k("after"))) },
      ]);
      parts.push({ word, name: this.SUBRULE(this.name), side: this.SUBRULE(this.side) });
    });
    const names = this.SUBRULE(this.forNames);
    const when = this.SUBRULE(this.whenClause);
    return { parts, for: names, when, span: this.spanFrom(first) };
  });

  readonly continuing: ParserMethod<[], E.ContinuingNode> = this.RULE("continuing", (): E.ContinuingNode => {
    const first = this.LA(1);
    return this.OR<E.ContinuingNode>([
      { ALT: () => means({ kind: "none", span: this.spanFrom(first) }, this.CONSUME(k("none"))) },
      {
        ALT: () => {
          this.CONSUME(k("through"));
          const point = this.SUBRULE(this.point);
          return { kind: "through", point, span: this.spanFrom(first) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(k("while"));
          const when = this.SUBRULE(this.condition);
          return { kind: "while", when, span: this.spanFrom(first) };
        },
      },
    ]);
  });

  readonly meanwhile: ParserMethod<[], E.MeanwhileNode> = this.RULE("meanwhile", (): E.MeanwhileNode => {
    const first = this.CONSUME(k("as"));
    this.CONSUME(k("before"));
    let pays: ShareNode | undefined;
    let from: PointNode | undefined;
    this.OPTION(() => {
      this.CONSUME(T.Comma);
      pays = this.SUBRULE(this.share);
      this.OPTION2(() => {
        this.CONSUME(k("from"));
        from = this.SUBRULE(this.point);
      });
    });
    return { pays, from, span: this.spanFrom(first) };
  });

  readonly daysOfYear: ParserMethod<[], E.DaysOfYearNode> = this.RULE("daysOfYear", (): E.DaysOfYearNode => {
    const first = this.LA(1);
    const from = this.SUBRULE(this.dayOfYear);
    this.CONSUME(k("to"));
    const to = this.SUBRULE2(this.dayOfYear);
    return { from, to, span: this.spanFrom(first) };
  });

  private readonly dayOfYear: ParserMethod<[], E.DayOfYearNode> = this.RULE(
    "dayOfYear",
    (): E.DayOfYearNode => {
      const month = monthNumber(this.CONSUME(T.Word).image);
      return { month, day: Number(digits(this.CONSUME(T.Numeral).image)) };
    },
  );

  readonly groupRequirement: ParserMethod<[], E.GroupRequirementNode> = this.RULE(
    "groupRequirement",
    (): E.GroupRequirementNode => {
      const first = this.LA(1);
      const test = this.SUBRULE(this.groupTest);
      const coverages = this.SUBRULE(this.forNames);
      const when = this.SUBRULE(this.whenClause);
      return { test, for: coverages, when, span: this.spanFrom(first) };
    },
  );

  private readonly groupTest: ParserMethod<[], E.GroupTestNode> = this.RULE(
    "groupTest",
    (): E.GroupTestNode =>
      this.OR<E.GroupTestNode>({
        DEF: [
          { GATE: () => this.nextIs(1, "at"), ALT: () => this.SUBRULE(this.enrolledTest) },
          {
            GATE: () => this.nextIs(1, "eligible") && this.nextIs(2, "employees"),
            ALT: () => this.SUBRULE(this.eligibleTest),
          },
          {
            GATE: () => this.nextIs(1, "employee") && this.nextIs(2, "enrolled"),
            ALT: () => {
              for (const word of ["employee", "enrolled", "when", "dependent"] as const)
                this.CONSUME(k(word));
              this.CONSUME2(k("enrolled"));
              return { kind: "with dependents" };
            },
          },
          {
            GATE: () => this.nextIs(1, "one") && this.nextIs(2, "plan"),
            ALT: () => means({ kind: "one plan" }, this.CONSUME(k("one")), this.CONSUME(k("plan"))),
          },
          { ALT: () => ({ kind: "holds", when: this.SUBRULE(this.condition) }) },
        ],
        IGNORE_AMBIGUITIES: true,
      }),
  );

  private readonly enrolledTest: ParserMethod<[], E.GroupTestNode> = this.RULE(
    "enrolledTest",
    (): E.GroupTestNode => {
      this.CONSUME(k("at"));
      this.CONSUME(k("least"));
      const least = this.SUBRULE(this.literal);
      this.OPTION(() => {
        this.CONSUME(k("of"));
        this.CONSUME(k("eligible"));
      });
      this.CONSUME(k("employees"));
      this.CONSUME(k("enrolled"));
      return { kind: "enrolled", least };
    },
  );

  private readonly eligibleTest: ParserMethod<[], E.GroupTestNode> = this.RULE(
    "eligibleTest",
    (): E.GroupTestNode => {
      this.CONSUME(k("eligible"));
      this.CONSUME(k("employees"));
      const least = this.SUBRULE(this.literal);
      let most: LiteralNode | undefined;
      this.OR([
        {
          ALT: () => {
            this.CONSUME(k("to"));
            most = this.SUBRULE2(this.literal);
          },
        },
        { ALT: () => means(undefined, this.CONSUME(k("and")), this.CONSUME(k("over"))) },
      ]);
      return { kind: "eligible", least, most };
    },
  );

  readonly papers: ParserMethod<[], E.PapersNode> = this.RULE("papers", (): E.PapersNode => {
    const first = this.LA(1);
    const names = this.SUBRULE(this.names);
    return { names, for: this.SUBRULE(this.forNames), span: this.spanFrom(first) };
  });

  readonly approval: ParserMethod<[], E.ApprovalNode> = this.RULE("approval", (): E.ApprovalNode => {
    const first = this.LA(1);
    const day = this.SUBRULE(this.literal);
    let isRetroactive = false;
    this.OPTION(() => {
      this.CONSUME(T.Comma);
      this.CONSUME(k("retroactive"));
      isRetroactive = true;
    });
    return { day, isRetroactive, span: this.spanFrom(first) };
  });

  /** `incapacitated when certificate before 20th birthday`. */
  readonly namedCondition: ParserMethod<[], ConditionDefinitionNode> = this.RULE(
    "namedCondition",
    (): ConditionDefinitionNode => {
      const first = this.LA(1);
      const name = this.SUBRULE(this.name);
      this.CONSUME(k("when"));
      const when = this.SUBRULE(this.condition);
      return { name, when, span: this.spanFrom(first) };
    },
  );

  private readonly forNames: ParserMethod<[], readonly NameNode[]> = this.RULE(
    "forNames",
    (): readonly NameNode[] => {
      let names: readonly NameNode[] = [];
      this.OPTION(() => {
        this.CONSUME(k("for"));
        names = this.SUBRULE(this.names);
      });
      return names;
    },
  );
}
