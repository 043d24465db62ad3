import type Fraction from "fraction.js";
import { Ask } from "../ask.js";
import { decimal, dollars, exact, round, ZERO } from "../exact.js";
import { type Figure, figureOf } from "../expressions.js";
import type { Prepared } from "../prepare.js";
import { refuse } from "../refusal.js";
import { type Calendar, firstDay, type Month, monthText } from "./calendar.js";
import type { Told } from "./experience.js";
import type { Amount } from "./types.js";

/** What an amount follows from in a month: of one member, or of all. */
export interface Basis {
  claims(month: Month, member: string | undefined): Fraction;
  employees(month: Month, member: string | undefined): Fraction;
  enrollments(month: Month, member: string | undefined): Fraction;
  /** What the enrollments of the month cost, by coverage. */
  premium(month: Month, member: string | undefined, coverages: readonly string[]): Fraction;
}

export const percentText = (share: Fraction): string => `${decimal(share.mul(100))}%`;
const countText = (count: Fraction, noun: string): string =>
  `${decimal(count)} ${noun}${count.equals(1) ? "" : "s"}`;

/** An exact amount, and how it comes about in words. */
export interface Worked {
  readonly amount: Fraction;
  readonly text: string;
}

/** Amounts of a funding, laid out for asking. */
export class Amounts {
  private readonly figures = new Map<object, Figure>();

  constructor(
    private readonly book: Prepared,
    private readonly calendar: Calendar,
    private readonly inputs: Readonly<Record<string, string | undefined>>,
    /** Of an example or a projection, what its questions are about. */
    private readonly asking?: Ask,
  ) {}

  /** A person without a face, who asks for what does not depend on one; on the day of the program nearest to a month. */
  askOn(month: Month): Ask {
    if (this.asking) return this.asking;
    const { from, to } = this.book.program.effective;
    const day = firstDay(month);
    return this.book.ask(this.inputs, day < from ? from : day > to ? to : day);
  }

  figure(e: Parameters<typeof figureOf>[0], month: Month): Fraction {
    let figure = this.figures.get(e);
    if (!figure) {
      figure = figureOf(e, this.book);
      this.figures.set(e, figure);
    }
    return figure(this.askOn(month), undefined);
  }

  /** A percentage above 0% and up to 100%, which an input may break. */
  part(e: Parameters<typeof figureOf>[0], month: Month, about: string): Fraction {
    const part = this.figure(e, month);
    if (part.compare(0) > 0 && part.compare(1) <= 0) return part;
    return refuse(about, `${percentText(part)} is no percentage above 0% and up to 100%.`);
  }

  /** What is due in a month; nothing in a month in which it is not. */
  due(amount: Amount, month: Month, member: string | undefined, basis: Basis): Worked | undefined {
    switch (amount.kind) {
      case "share": {
        if (amount.of !== "paid_claims")
          return refuse("deposit", "A share of the deposit is not due in a month.");
        const share = this.figure(amount.share, month);
        const claims = basis.claims(month, member);
        return {
          amount: share.mul(claims),
          text: `${percentText(share)} of ${dollars(claims)} of paid claims`,
        };
      }
      case "months":
        return refuse("claims", "Months of paid claims are not due in a month.");
      case "premium": {
        const premium = basis.premium(month, member, amount.of);
        const text = `premium of ${amount.of.join(", ")} for those enrolled`;
        if (!amount.share) return { amount: premium, text };
        const share = this.figure(amount.share, month);
        return { amount: share.mul(premium), text: `${percentText(share)} of ${dollars(premium)}, ${text}` };
      }
      case "figure":
        return this.isDue(amount.each, month) ? this.dueFigure(amount, month, member, basis) : undefined;
    }
  }

  private dueFigure(
    { value, per }: Amount & { kind: "figure" },
    month: Month,
    member: string | undefined,
    basis: Basis,
  ): Worked {
    const figure = this.figure(value, month);
    if (!per) return { amount: figure, text: dollars(figure) };
    const count = per === "employee" ? basis.employees(month, member) : basis.enrollments(month, member);
    return { amount: figure.mul(count), text: `${countText(count, per)} × ${dollars(figure)}` };
  }

  private isDue(each: (Amount & { kind: "figure" })["each"], month: Month): boolean {
    const since = month - this.calendar.yearStart(month);
    switch (each) {
      case "month":
        return true;
      case "quarter":
        return since % 3 === 0;
      case "year":
      case "contract_year":
        return since === 0 || month === this.calendar.first;
      case undefined:
        return month === this.calendar.first;
    }
  }

  rounded(amount: Fraction): Fraction {
    const { mode, to } = this.book.book.rounding;
    return round(amount, mode, exact(to));
  }
}

/** Rows of a month, and those of one member in it. */
class Rows<T extends { readonly month: Month; readonly member: string }> {
  private readonly found = new Map<string, T[]>();

  constructor(rows: readonly T[]) {
    for (const row of rows) {
      for (const key of [`${row.month}`, `${row.month} ${row.member}`]) {
        const list = this.found.get(key);
        if (list) list.push(row);
        else this.found.set(key, [row]);
      }
    }
  }

  of(month: Month, member: string | undefined): readonly T[] {
    return this.found.get(member === undefined ? `${month}` : `${month} ${member}`) ?? [];
  }
}

/** What an experience says of a month. */
export class ToldBasis implements Basis {
  private readonly premiums = new Map<string, Fraction>();
  private readonly months: Rows<Told["months"][number]>;
  private readonly enrollment: Rows<Told["enrollment"][number]>;

  constructor(
    private readonly book: Prepared,
    private readonly told: Told,
    private readonly inputs: Readonly<Record<string, string | undefined>>,
    private readonly paid: (month: Month, member: string | undefined) => Fraction,
  ) {
    this.months = new Rows(told.months);
    this.enrollment = new Rows(told.enrollment);
  }

  /** The rows of a month. */
  rowsOf(month: Month, member: string | undefined): Told["months"] {
    return this.months.of(month, member);
  }

  claims(month: Month, member: string | undefined): Fraction {
    return this.paid(month, member);
  }

  /** Of each member once: rows of one month and member must agree. */
  employees(month: Month, member: string | undefined): Fraction {
    const byMember = new Map<string, Fraction>();
    for (const row of this.months.of(month, member)) {
      if (!row.employees) continue;
      const other = byMember.get(row.member);
      if (other && !other.equals(row.employees))
        refuse(
          "employees",
          `Two rows of ${monthText(month)} say ${decimal(other)} and ${decimal(row.employees)} employees.`,
        );
      byMember.set(row.member, row.employees);
    }
    const members = member === undefined ? this.told.members : [member];
    return members.reduce(
      (sum, one) => sum.add(byMember.get(one) ?? this.missing("employees", month, one)),
      ZERO,
    );
  }

  private missing(what: string, month: Month, member: string): never {
    return refuse(what, `${what} of ${monthText(month)} are missing${member === "" ? "" : ` (${member})`}.`);
  }

  private enrolled(month: Month, member: string | undefined) {
    const rows = this.enrollment.of(month, member);
    return rows.length > 0 ? rows : this.missing("enrollments", month, member ?? "");
  }

  enrollments(month: Month, member: string | undefined): Fraction {
    return this.enrolled(month, member).reduce((sum, { count }) => sum.add(count), ZERO);
  }

  premium(month: Month, member: string | undefined, coverages: readonly string[]): Fraction {
    return this.enrolled(month, member).reduce(
      (sum, { keys, count }) =>
        sum.add(this.premiumOf({ ...this.inputs, ...keys }, month, coverages).mul(count)),
      ZERO,
    );
  }

  /** The premium of one enrollment, of those of the coverages that it holds. */
  private premiumOf(
    person: Readonly<Record<string, string | undefined>>,
    month: Month,
    coverages: readonly string[],
  ): Fraction {
    const key = JSON.stringify([person, month, coverages]);
    const known = this.premiums.get(key);
    if (known) return known;
    const premium = premiumOf(this.book, person, firstDay(month), coverages);
    this.premiums.set(key, premium);
    return premium;
  }
}

/**
 * The premium of one enrollment on a day; it must hold one of the coverages. What a coverage needs is taken to be held:
 * it is counted where it is enrolled itself.
 */
export function premiumOf(
  book: Prepared,
  person: Readonly<Record<string, string | undefined>>,
  day: string,
  coverages: readonly string[],
): Fraction {
  const ask = new Ask(book, person, day);
  const held = coverages.filter((id) => {
    const coverage = book.coverages.get(id);
    return coverage !== undefined && book.holds(ask, coverage);
  });
  if (held.length === 0) {
    const chosen = Object.entries(person).flatMap(([key, value]) =>
      value === undefined ? [] : [`${key} ${value}`],
    );
    refuse(
      "enrollments",
      `An enrollment holds none of ${coverages.join(", ")}: ${chosen.join(", ") || "it chooses nothing"}.`,
    );
  }
  return held.reduce((sum, id) => {
    const needed = (book.coverages.get(id)?.coverage.needs ?? []).map((need) => [need, "yes"] as const);
    const whole =
      needed.length === 0 ? ask : new Ask(book, { ...Object.fromEntries(needed), ...person }, day);
    return sum.add(book.premium(whole, id).premium);
  }, ZERO);
}
