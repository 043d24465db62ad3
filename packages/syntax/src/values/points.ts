import type { IParserConfig, ParserMethod } from "chevrotain";
import * as T from "../tokens.js";
import { means } from "./base.js";
import { FigureGrammar } from "./figures.js";
import { keyword as k } from "./keywords.js";
import type * as P from "./point-ast.js";

const MONTHS: readonly string[] =
  "January February March April May June July August September October November December".split(" ");

/** The number of a month by its name, from 1; 0 where it is none. */
export const monthNumber = (name: string): number => MONTHS.indexOf(name) + 1;

/** The name of a month by its number, from 1; nothing where there is none. */
export const monthName = (month: number): string | undefined => MONTHS[month - 1];

/** Days that follow from events. A parser whose values hold points extends this one, and then analyses itself. */
export abstract class PointGrammar extends FigureGrammar {
  readonly point: ParserMethod<[], P.PointNode> = this.RULE("point", (): P.PointNode => {
    return this.OR<P.PointNode>({
      DEF: [
        {
          GATE: () => this.nextIs(1, "earlier", "later") && this.nextIs(2, "of"),
          ALT: () => this.SUBRULE(this.pickedPoint),
        },
        {
          GATE: () => this.nextIs(1, "first") && (this.nextIs(2, "of") || monthNumber(this.LA(2).image) > 0),
          ALT: () => this.SUBRULE(this.firstPoint),
        },
        {
          GATE: () => this.nextIs(1, "last") && this.nextIs(2, "day"),
          ALT: () => this.SUBRULE(this.lastPoint),
        },
        {
          GATE: () => this.nextIs(1, "day") && this.nextIs(2, "of", "before", "after"),
          ALT: () => this.SUBRULE(this.dayPoint),
        },
        {
          GATE: () => this.LA(1).tokenType === T.Numeral || this.nextIs(2, "after"),
          ALT: () => this.SUBRULE(this.laterPoint),
        },
        { ALT: () => this.SUBRULE(this.birthday) },
        { ALT: () => ({ kind: "date", day: this.CONSUME(T.Day).image, span: this.spanFrom(this.LA(0)) }) },
        {
          GATE: () => this.nextIs(1, "never"),
          ALT: () => ({ kind: "never", span: this.spanFrom(this.CONSUME(T.Word)) }),
        },
        {
          GATE: () => this.nextIs(1, "begins", "ends") && this.nextIs(2, "of"),
          ALT: () => this.SUBRULE(this.coverPoint),
        },
        { ALT: () => this.SUBRULE(this.event) },
      ],
      IGNORE_AMBIGUITIES: true,
    });
  });

  /** `earlier of hire and 2015-01-01`: the days themselves add nothing with `and`. */
  private readonly pickedPoint: ParserMethod<[], P.PointNode> = this.RULE("pickedPoint", (): P.PointNode => {
    const first = this.LA(1);
    const pick = this.OR<"earlier" | "later">([
      { ALT: () => means("earlier", this.CONSUME(k("earlier"))) },
      { ALT: () => means("later", this.CONSUME(k("later"))) },
    ]);
    this.CONSUME(k("of"));
    const outer = this.isPicking;
    this.ACTION(() => {
      this.isPicking = true;
    });
    const left = this.SUBRULE(this.point);
    this.ACTION(() => {
      this.isPicking = outer;
    });
    this.CONSUME(k("and"));
    const right = this.SUBRULE2(this.point);
    return { kind: "choice", pick, left, right, span: this.spanFrom(first) };
  });

  /** Inside the first half of `earlier of … and …`, where `and` parts the two. */
  protected isPicking = false;

  override reset(): void {
    super.reset();
    this.isPicking = false;
  }

  private readonly firstPoint: ParserMethod<[], P.PointNode> = this.RULE("firstPoint", (): P.PointNode => {
    const first = this.CONSUME(k("first"));
    const of = this.OR<(P.PointNode & { kind: "first" })["of"]>([
      {
        ALT: () => {
          this.CONSUME(k("of"));
          this.OPTION2(() => this.CONSUME(k("the")));
          let nthMonth: 1 | 2 | 3 = 1;
          this.OPTION(() => {
            nthMonth = this.OR2<2 | 3>([
              { ALT: () => means(2, this.CONSUME(k("second"))) },
              { ALT: () => means(3, this.CONSUME(k("third"))) },
            ]);
          });
          this.CONSUME(k("month"));
          return { nthMonth };
        },
      },
      {
        ALT: () => {
          const month = monthNumber(this.CONSUME(T.Word).image);
          return { month, day: Number(this.CONSUME(T.Numeral).image) };
        },
      },
    ]);
    const word = this.LA(1);
    const relation = this.OR3<"after" | "on or after" | "following">([
      { ALT: () => means("after", this.CONSUME(k("after"))) },
      {
        ALT: () =>
          means("on or after", this.CONSUME(k("on")), this.CONSUME(k("or")), this.CONSUME2(k("after"))),
      },
      { ALT: () => means("following", this.CONSUME(k("following"))) },
    ]);
    const relationSpan = this.spanFrom(word);
    const after = this.SUBRULE(this.point);
    return { kind: "first", of, relation, relationSpan, after, span: this.spanFrom(first) };
  });

  private readonly lastPoint: ParserMethod<[], P.PointNode> = this.RULE("lastPoint", (): P.PointNode => {
    const first = this.CONSUME(k("last"));
    this.CONSUME(k("day"));
    this.CONSUME(k("of"));
    this.OPTION(() => this.CONSUME(k("the")));
    const of = this.OR<(P.PointNode & { kind: "last" })["of"]>([
      { ALT: () => means("month", this.CONSUME(k("month"))) },
      { ALT: () => means("calendar year", this.CONSUME(k("calendar")), this.CONSUME(k("year"))) },
      { ALT: () => means("contract year", this.CONSUME(k("contract")), this.CONSUME2(k("year"))) },
    ]);
    this.CONSUME2(k("of"));
    const at = this.SUBRULE(this.point);
    return { kind: "last", of, at, span: this.spanFrom(first) };
  });

  private readonly dayPoint: ParserMethod<[], P.PointNode> = this.RULE("dayPoint", (): P.PointNode => {
    const first = this.CONSUME(k("day"));
    const relation = this.OR<"of" | "before" | "after">([
      { ALT: () => means("of", this.CONSUME(k("of"))) },
      { ALT: () => means("before", this.CONSUME(k("before"))) },
      { ALT: () => means("after", this.CONSUME(k("after"))) },
    ]);
    const at = this.SUBRULE(this.point);
    return { kind: "beside", relation, at, span: this.spanFrom(first) };
  });

  /** `6 months after leaving`, `waiting_period after hire`. */
  private readonly laterPoint: ParserMethod<[], P.PointNode> = this.RULE("laterPoint", (): P.PointNode => {
    const first = this.LA(1);
    const duration = this.SUBRULE(this.durationValue);
    this.CONSUME(k("after"));
    const after = this.SUBRULE(this.point);
    return { kind: "plus", duration, after, span: this.spanFrom(first) };
  });

  protected readonly durationValue: ParserMethod<[], P.DurationNode> = this.RULE(
    "durationValue",
    (): P.DurationNode => {
      const first = this.LA(1);
      return this.OR<P.DurationNode>([
        {
          ALT: () => {
            const value = this.CONSUME(T.Numeral).image.replaceAll(",", "");
            const unit = this.SUBRULE(this.durationUnit);
            return { kind: "duration", value, unit, span: this.spanFrom(first) };
          },
        },
        { ALT: () => this.SUBRULE(this.name) },
      ]);
    },
  );

  /** `begin` or `end` behind a name makes it the first or the last day of that. */
  protected readonly side: ParserMethod<[], "begin" | "end" | undefined> = this.RULE(
    "side",
    (): "begin" | "end" | undefined => {
      let side: "begin" | "end" | undefined;
      this.OPTION(() => {
        side = this.OR<"begin" | "end">([
          { ALT: () => means("begin", this.CONSUME(k("begin"))) },
          { ALT: () => means("end", this.CONSUME(k("end"))) },
        ]);
      });
      return side;
    },
  );

  private readonly birthday: ParserMethod<[], P.PointNode> = this.RULE("birthday", (): P.PointNode => {
    const first = this.CONSUME(T.Ordinal);
    this.CONSUME(k("birthday"));
    return { kind: "birthday", nth: Number.parseInt(first.image, 10), span: this.spanFrom(first) };
  });

  /** `begins of major_medical`. */
  private readonly coverPoint: ParserMethod<[], P.PointNode> = this.RULE("coverPoint", (): P.PointNode => {
    const first = this.LA(1);
    const which = this.OR<"begins" | "ends">([
      { ALT: () => means("begins", this.CONSUME(k("begins"))) },
      { ALT: () => means("ends", this.CONSUME(k("ends"))) },
    ]);
    this.CONSUME(k("of"));
    const of = this.SUBRULE(this.name);
    return { kind: "cover", which, of, span: this.spanFrom(first) };
  });

  /** `hire`, `hire and waiting_period`, `hire of employee`, `employee begin`, `program end`. */
  private readonly event: ParserMethod<[], P.PointNode> = this.RULE("event", (): P.PointNode => {
    const first = this.LA(1);
    const name = this.SUBRULE(this.name);
    const side = this.SUBRULE(this.side);
    let isEmployees = false;
    this.OPTION(() => {
      this.CONSUME(k("of"));
      this.CONSUME(k("employee"));
      isEmployees = true;
    });
    let point: P.PointNode = { kind: "event", name, side, isEmployees, span: this.spanFrom(first) };
    this.OPTION2({
      GATE: () => !this.isPicking,
      DEF: () => {
        this.CONSUME(k("and"));
        const duration = this.SUBRULE(this.durationValue);
        point = { kind: "plus", duration, after: point, span: this.spanFrom(first) };
      },
    });
    return point;
  });
}

/** Points alone: a cell of a table, or a line that says a day. */
export class PlainPointGrammar extends PointGrammar {
  constructor(config: IParserConfig = {}) {
    super(config);
    this.performSelfAnalysis();
  }
}
