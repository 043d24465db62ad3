import type Fraction from "fraction.js";
import type { Ask } from "../ask.js";
import { max, ONE, ZERO } from "../exact.js";
import { type Figure, figureOf } from "../expressions.js";
import type { Prepared } from "../prepare.js";
import { refuse } from "../refusal.js";
import { Amounts, type Basis, premiumOf } from "./amounts.js";
import { Calendar, firstDay, type Month, monthOf } from "./calendar.js";
import type { Funding, Projection } from "./types.js";

/** What a part of a funding is expected to cost, month by month: exact amounts. */
export class Projected implements Basis {
  readonly first: Month;
  readonly last: Month;
  private readonly amounts: Amounts;
  private readonly calendar: Calendar;
  private readonly figures = new Map<object, Figure>();

  constructor(
    private readonly book: Prepared,
    private readonly projection: Projection,
    private readonly funding: Funding,
    private readonly ask: Ask,
  ) {
    this.first = monthOf(projection.from);
    this.last = monthOf(projection.to);
    // What is due each contract year is due in the months of the projection on which contract years begin.
    this.calendar = new Calendar({
      ...book.program,
      effective: { from: projection.from, to: projection.to },
    });
    this.amounts = new Amounts(book, this.calendar, {}, ask);
  }

  private figure(e: Parameters<typeof figureOf>[0]): Fraction {
    let figure = this.figures.get(e);
    if (!figure) {
      figure = figureOf(e, this.book);
      this.figures.set(e, figure);
    }
    return figure(this.ask, undefined);
  }

  /** What a series has grown to in a month: by whole years since the projection began. */
  private grown(growth: Projection["parts"][number]["growth"], month: Month): Fraction {
    const years = Math.floor((month - this.first) / 12);
    if (!growth || years === 0) return ONE;
    const factor = ONE.add(this.figure(growth));
    let grown = ONE;
    for (let i = 0; i < years; i++) grown = grown.mul(factor);
    return grown;
  }

  claims(month: Month): Fraction {
    const series = this.projection.claims.find(({ funding }) => funding === this.funding.id);
    if (!series)
      return refuse(
        "claims",
        `The projection ${this.projection.id} does not say the claims of ${this.funding.id}.`,
      );
    return this.figure(series.amount).mul(this.grown(series.growth, month));
  }

  private counted(what: "employees" | "enrollments") {
    const series = this.projection.counts.filter((one) => one.what === what);
    if (series.length === 0) refuse(what, `The projection ${this.projection.id} does not say its ${what}.`);
    return series;
  }

  private count(what: "employees" | "enrollments", month: Month): Fraction {
    return this.counted(what).reduce(
      (sum, { count, growth }) => sum.add(this.figure(count).mul(this.grown(growth, month))),
      ZERO,
    );
  }

  employees(month: Month): Fraction {
    return this.count("employees", month);
  }

  enrollments(month: Month): Fraction {
    return this.count("enrollments", month);
  }

  premium(month: Month, _member: string | undefined, coverages: readonly string[]): Fraction {
    const { from, to } = this.book.program.effective;
    const day = firstDay(month);
    const within = day < from ? from : day > to ? to : day;
    return this.counted("enrollments").reduce((sum, { keys, count, growth }) => {
      const premium = premiumOf(this.book, this.ask.personWith(keys), within, coverages);
      return sum.add(premium.mul(this.figure(count)).mul(this.grown(growth, month)));
    }, ZERO);
  }

  /** What a part costs in a month; the months of the lag at the start have no claims yet. */
  private partIn(part: string, month: Month, lag: number): Fraction {
    const lagging = month < this.first + lag;
    const basis = lagging ? this.withoutClaims : this;
    if (part === "claims") return this.funding.claims && !lagging ? this.claims(month) : ZERO;
    return this.funding.charges
      .filter((charge) => charge.part === part)
      .reduce((sum, { amount }) => {
        const due = this.amounts.due(amount, month, undefined, basis)?.amount ?? ZERO;
        const series = this.projection.parts.find(
          (one) => one.funding === this.funding.id && one.part === part,
        );
        return sum.add(amount.kind === "figure" ? due.mul(this.grown(series?.growth, month)) : due);
      }, ZERO);
  }

  private readonly withoutClaims: Basis = {
    claims: () => ZERO,
    employees: (month) => this.employees(month),
    enrollments: (month) => this.enrollments(month),
    premium: (month, member, coverages) => this.premium(month, member, coverages),
  };

  private partsOf(part: string | undefined): readonly string[] {
    return part === undefined ? ["claims", "administration", "premium", "fee", "local"] : [part];
  }

  /** What the months from one to another cost, rounded at the end. */
  cost(part: string | undefined, from = this.first, to = this.last): Fraction {
    let total = ZERO;
    for (let month = from; month <= to; month++) {
      for (const one of this.partsOf(part))
        total = total.add(this.partIn(one, month, this.funding.lagMonths));
    }
    return this.amounts.rounded(total);
  }

  /** What a month costs that has all its claims. Months that differ have no one answer. */
  costEachMonth(part: string | undefined): Fraction {
    let answer: Fraction | undefined;
    for (let month = this.first; month <= this.last; month++) {
      const cost = this.partsOf(part).reduce((sum, one) => sum.add(this.partIn(one, month, 0)), ZERO);
      if (answer && !answer.equals(cost))
        refuse("each month", `The months of ${this.projection.id} differ, and have no one cost each month.`);
      answer = cost;
    }
    return this.amounts.rounded(answer ?? ZERO);
  }

  /**
   * What a fund earns: in each year, the rate on what is left from the years before. What is earned is paid out, and
   * does not earn again.
   */
  earned(from = this.first, to = this.last): Fraction {
    const rules = this.projection.earns.filter(({ funding }) => funding === this.funding.id);
    if (rules.length === 0)
      return refuse(
        "interest",
        `The projection ${this.projection.id} does not say what ${this.funding.id} earns.`,
      );
    let total = ZERO;
    for (const { part, rate, less } of rules) {
      let left = ZERO;
      for (let year = this.first; year <= this.last; year += 12) {
        const end = Math.min(year + 11, this.last);
        if (year >= from && year <= to) total = total.add(left.mul(this.figure(rate)));
        const spent = less ? this.figure(less) : ZERO;
        let paid = ZERO;
        for (let month = year; month <= end; month++)
          paid = paid.add(this.partIn(part, month, this.funding.lagMonths));
        left = max(left.add(paid).sub(spent), ZERO);
      }
    }
    return this.amounts.rounded(total);
  }
}
