import { type Book, constantOf, listed, monthName } from "@planwright/evaluator";
import { type Expression, money, type RateBook, sayExpression, spaced } from "@planwright/ratebook";
import Fraction from "fraction.js";

type Period = NonNullable<
  NonNullable<RateBook["plans"][number]["benefits"]>["accumulators"][number]["period"]
>;

/** `2015-01-01` as `January 1, 2015`. */
export function dayWords(day: string): string {
  const [year = "", month = "", date = ""] = day.split("-");
  return `${monthName(Number(month))} ${Number(date)}, ${year}`;
}

/** The days in a text, in words. */
export const daysInWords = (text: string): string => text.replace(/\b\d{4}-\d{2}-\d{2}\b/g, dayWords);

/** `January 1 to December 31, 2015`: a year is said once. */
export function spanWords({ from, to }: { readonly from: string; readonly to: string }): string {
  const begins = dayWords(from);
  return from.slice(0, 4) === to.slice(0, 4)
    ? `${begins.slice(0, -6)} to ${dayWords(to)}`
    : `${begins} to ${dayWords(to)}`;
}

export const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** A name inside a sentence: `Basic services` as `basic services`, but not `MRI`. */
export const uncapital = (text: string): string =>
  /^\p{Lu}\p{Ll}/u.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;

/** `a visit`, `an hour`. */
export const each = (unit: string): string => `${/^([aeio]|hour)/i.test(unit) ? "an" : "a"} ${spaced(unit)}`;

/** After an amount: ` a visit`; nothing where it is for no unit. */
export const perUnit = (unit: string | undefined): string => (unit === undefined ? "" : ` ${each(unit)}`);

/** `a calendar year`, `each 24 months`. */
export function periodWords(period: Period | undefined): string {
  if (!period) return "";
  if (period.kind === "rolling")
    return `each ${period.count === 1 ? "" : `${period.count} `}${period.unit}${period.count === 1 ? "" : "s"}`;
  return period.kind === "lifetime" ? "in a lifetime" : `a ${spaced(period.kind)}`;
}

/** With its cents, or with so many places: 707.9 as $707.90, 0.276 as $0.276. */
export function rateWords(decimal: string, places = 2): string {
  const [whole = "0", rest = ""] = decimal.split(".");
  return money(`${whole}.${rest.padEnd(places, "0")}`);
}

/** Decimals without the zeros that say nothing. */
const plain = (decimal: string): string => (decimal.includes(".") ? decimal.replace(/\.?0+$/, "") : decimal);

/** A figure that does not end is cut short: 41.66666667 as $41.6666…. */
const endless = (decimal: string, say: (decimal: string) => string): string => {
  const [, begin] = /^(.*\.\d{4})\d{3,}$/.exec(decimal) ?? [];
  return begin === undefined ? say(decimal) : `${say(begin)}…`;
};

/** All among which the lesser, or the greater, is picked. */
const picked = (e: Expression, op: "lesser" | "greater"): readonly Expression[] =>
  e.op === op ? [...picked(e.a, op), ...picked(e.b, op)] : [e];

const MOST_CHOICES = 8;

/** Amounts of one rate book, as they are said: a figure where it is one for everybody. */
export class Amounts {
  private readonly inputs: ReadonlyMap<string, RateBook["inputs"][number]>;

  constructor(private readonly book: Book) {
    this.inputs = new Map(book.prepared.book.inputs.map((input) => [input.id, input]));
  }

  /** The figure of an expression that asks for nothing; a percentage as its hundredth part. */
  figure(expression: Expression): string | undefined {
    return constantOf(this.book.prepared, expression);
  }

  /** An amount of money. */
  money(expression: Expression): string {
    const figure = this.figure(expression);
    if (figure !== undefined) return endless(figure, money);
    return this.choices(expression, money) ?? this.asked(expression, true);
  }

  /** A number, or what it is asked for. */
  number(expression: Expression): string {
    const figure = this.figure(expression);
    return figure === undefined
      ? (this.choices(expression, plain) ?? this.asked(expression, false))
      : plain(figure);
  }

  /** A share, as a percentage. */
  percent(expression: Expression): string {
    if (expression.op === "literal")
      return expression.percent ? `${expression.value}%` : money(expression.value);
    return this.choices(expression, (value) => `${plain(value)}%`) ?? this.asked(expression, false);
  }

  /** A share that is one for everybody, and what it leaves of all. */
  share(expression: Expression): { readonly share: string; readonly rest: string } | undefined {
    const figure = this.figure(expression);
    if (figure === undefined) return undefined;
    const share = new Fraction(figure).mul(100);
    return { share: `${share.toString()}%`, rest: `${new Fraction(100).sub(share).toString()}%` };
  }

  /** `$3, $5, $7 or $10`; `$5 to $100`. */
  private choices(expression: Expression, say: (decimal: string) => string): string | undefined {
    const input = expression.op === "input" ? this.inputs.get(expression.ref) : undefined;
    const figures = input?.choices?.filter((choice) => /^-?\d+(\.\d+)?$/.test(choice)) ?? [];
    if (figures.length > 0 && figures.length <= MOST_CHOICES && figures.length === input?.choices?.length)
      return alternatives(figures.map(say));
    const { min, max, minOpen, maxOpen } = input?.range ?? {};
    if (min === undefined || max === undefined || minOpen || maxOpen) return undefined;
    return `${say(min)} to ${say(max)}`;
  }

  private asked(expression: Expression, isMoney: boolean): string {
    if (expression.op === "line") return "what is charged";
    if (expression.op === "lesser" || expression.op === "greater") {
      const all = picked(expression, expression.op).map((one) => this.inner(one, isMoney));
      const word = all.length === 2 ? expression.op : expression.op === "lesser" ? "least" : "greatest";
      return `the ${word} of ${listed(all)}`;
    }
    if (expression.op === "multiply" && expression.a.op === "literal" && expression.a.percent)
      return `${expression.a.value}% of ${this.inner(expression.b, isMoney)}`;
    const text = sayExpression(expression, isMoney);
    return expression.op === "input" || expression.op === "formula" ? `the ${text}` : text;
  }

  private inner(expression: Expression, isMoney: boolean): string {
    return isMoney ? this.money(expression) : this.number(expression);
  }
}

/** `$3, $5 or $7`. */
export function alternatives(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} or ${last}`;
}

export { listed };
