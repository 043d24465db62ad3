import type { RateBook } from "@planwright/ratebook";
import { closest, distance } from "fastest-levenshtein";
import type Fraction from "fraction.js";
import { exact } from "./exact.js";
import { refuse } from "./refusal.js";

export type Input = RateBook["inputs"][number];
type Range = NonNullable<Input["range"]>;

/** A value of an input, read: a figure, a day, yes or no, or a name. `key` is what tables are looked up by. */
export interface Value {
  readonly key: string;
  /** The figure; a percentage as its hundredth part. */
  readonly figure: Fraction | undefined;
  /** The figure as it is written in bands: a percentage as such. */
  readonly written?: Fraction | undefined;
}

/** No person is older. */
const OLDEST = 130;
/** Figures with more digits than these are no figures of a census. */
const MOST_DIGITS = 30;

/** Reads what a census says for an input; refuses what it cannot mean. */
export function readInput(input: Input, text: string): Value {
  const written = text.trim();
  switch (input.kind) {
    case "money":
      return money(input, written);
    case "percent":
      return percent(input, written);
    case "number":
      return checked(input, written, figureOf(input, written));
    case "count":
    case "age": {
      const value = figureOf(input, written);
      if (value.d !== 1n) refuse(input.id, `${input.id} ${written} is not a whole number.`);
      if (input.kind === "age" && value.compare(OLDEST) > 0)
        refuse(input.id, `${input.id} ${written} is above ${OLDEST}.`);
      return checked(input, written, value);
    }
    case "duration":
      return duration(input, written);
    case "date":
      if (written === "never" && input.otherwise === "never") return { key: written, figure: undefined };
      return { key: dayWithin(input, written), figure: undefined };
    case "truth":
      return { key: readTruth(input.id, written), figure: undefined };
    case "choice":
      return { key: readChoice(input.id, written, input.choices ?? []), figure: undefined };
    case "text":
      if (input.choices) return { key: readChoice(input.id, written, input.choices), figure: undefined };
      return { key: written, figure: undefined };
  }
}

function figureOf(input: Input, text: string): Fraction {
  const plain = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(",", "") : text;
  if (!/^-?(\d+(\.\d+)?|\.\d+)$/.test(plain) || plain.length > MOST_DIGITS) {
    refuse(
      input.id,
      `${input.id} ${quoted(text)} is not ${input.kind === "money" ? "an amount" : "a number"}.`,
    );
  }
  if (plain.startsWith("-") && !reachesBelowZero(input))
    refuse(input.id, `${input.id} ${text} is below zero.`);
  return exact(plain.replace(/^(-?)\./, (_, sign: string) => `${sign}0.`));
}

/** Whether the plan says that a figure may be below zero: a trend goes down as well as up. */
const reachesBelowZero = ({ range }: Input): boolean => range?.min?.startsWith("-") ?? false;

/** An amount, with its period or without; another period than the input's is refused, and not taken for it. */
function money(input: Input, written: string): Value {
  const period = / (per (?:year|quarter|month|half month|day))$/.exec(written);
  if (period && period[1] !== input.unit) {
    const due = input.unit === undefined ? "an amount, without a period" : `an amount ${input.unit}`;
    refuse(input.id, `${input.id} ${quoted(written)} is ${period[1]}, and ${due} is asked for.`);
  }
  const amount = period ? written.slice(0, -period[0].length) : written;
  return checked(input, written, figureOf(input, amount.replace(/^(-?)\$/, "$1")));
}

function percent(input: Input, written: string): Value {
  const signed = written.endsWith("%");
  const value = figureOf(input, signed ? written.slice(0, -1).trim() : written);
  if (!signed && !value.equals(0) && value.abs().compare(1) < 0) {
    refuse(
      input.id,
      `${input.id} ${written} could be ${written}% or ${value.mul(100).toString()}%. Write it with its sign.`,
    );
  }
  return checked(input, signed ? written : `${written}%`, value, value.div(100));
}

/** `14`, or with its unit: `14 months`, `2 years`. Another unit than the input's is refused. */
function duration(input: Input, written: string): Value {
  const parts = /^([\d.,]+)\s*(days?|months?|years?)?$/.exec(written);
  const unit = parts?.[2]?.replace(/s$/, "");
  const own = input.unit === "days" ? "day" : "month";
  const fits = unit === undefined || unit === own || (unit === "year" && own === "month");
  if (!parts?.[1] || !fits)
    refuse(input.id, `${input.id} ${quoted(written)} is not a number of ${input.unit ?? "months"}.`);
  const value = figureOf(input, parts[1]);
  return checked(input, written, unit === "year" ? value.mul(12) : value);
}

function checked(input: Input, written: string, value: Fraction, figure = value): Value {
  const { choices, range } = input;
  if (choices && !choices.some((choice) => exact(choice).equals(value))) {
    refuse(
      input.id,
      `${input.id} ${written} is not one of its values: ${choices.map((c) => show(input, c)).join(", ")}.`,
    );
  }
  if (range && !holds(range, value))
    refuse(input.id, `${input.id} ${written} is outside ${describeRange(range, input)}.`);
  return {
    key: choices?.find((choice) => exact(choice).equals(value)) ?? value.toFraction(),
    figure,
    written: value,
  };
}

export function holds(range: Range, value: Fraction): boolean {
  if (range.min !== undefined) {
    const order = value.compare(exact(range.min));
    if (order < 0 || (order === 0 && range.minOpen)) return false;
  }
  if (range.max !== undefined) {
    const order = value.compare(exact(range.max));
    if (order > 0 || (order === 0 && range.maxOpen)) return false;
  }
  return true;
}

export function show(input: Pick<Input, "kind">, value: string): string {
  if (input.kind === "percent") return `${value}%`;
  if (input.kind !== "money") return value;
  const [whole = "", rest] = value.replace("-", "").split(".");
  return `${value.startsWith("-") ? "-" : ""}$${whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",")}${rest === undefined ? "" : `.${rest.padEnd(2, "0")}`}`;
}

export function describeRange(range: Range, input: Pick<Input, "kind">): string {
  const { min, max } = range;
  if (min !== undefined && max !== undefined) {
    return `${range.minOpen ? "over " : ""}${show(input, min)} to ${range.maxOpen ? "under " : ""}${show(input, max)}`;
  }
  if (min !== undefined) return range.minOpen ? `over ${show(input, min)}` : `${show(input, min)} and over`;
  if (max !== undefined) return range.maxOpen ? `under ${show(input, max)}` : `up to ${show(input, max)}`;
  return "any";
}

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function dayWithin(input: Input, written: string): string {
  const day = readDay(input.id, written);
  const { from, to } = input.days ?? {};
  if ((from === undefined || day >= from) && (to === undefined || day <= to)) return day;
  const range = [from && `from ${from}`, to && `to ${to}`].filter(Boolean).join(" ");
  return refuse(input.id, `${input.id} ${day} is not ${range}.`);
}

/** Whether a text is a day of the calendar, written like `2015-03-02`. */
export function isDay(written: string): boolean {
  const [year = 0, month = 0, day = 0] = written.split("-").map(Number);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const exists =
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= (DAYS[month - 1] ?? 0) &&
    (month !== 2 || day < 29 || leap);
  return /^\d{4}-\d{2}-\d{2}$/.test(written) && exists;
}

export function readDay(about: string, written: string): string {
  return isDay(written)
    ? written
    : refuse(about, `${about} ${quoted(written)} is not a day. Write it like 2015-03-02.`);
}

function readTruth(about: string, written: string): "yes" | "no" {
  switch (written.toLowerCase()) {
    case "yes":
    case "true":
      return "yes";
    case "no":
    case "false":
      return "no";
    default:
      return refuse(about, `${about} ${quoted(written)} is neither yes nor no.`);
  }
}

/** One of a closed list; capitals do not matter. */
export function readChoice(about: string, written: string, choices: readonly string[]): string {
  if (choices.includes(written)) return written;
  const lower = written.toLowerCase();
  const found = choices.find((choice) => choice.toLowerCase() === lower);
  if (found !== undefined) return found;
  const near = nearest(written, choices);
  const some = choices.length <= 12 ? ` It is one of: ${choices.join(", ")}.` : "";
  return refuse(
    about,
    `${quoted(written)} is not a value of ${about}.${near ? ` Did you mean ${near}?` : some}`,
  );
}

export function nearest(name: string, names: readonly string[]): string | undefined {
  if (names.length === 0 || name.length > 100) return undefined;
  const best = closest(name, names);
  return distance(name, best) <= Math.max(1, Math.floor(name.length / 3)) ? best : undefined;
}

export const quoted = (text: string): string => `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`;
