// What `planwright test --format json` answers, read without trust.

/** A figure that an example expects, and what it comes to. */
export interface Figure {
  readonly what: string;
  readonly expected: string;
  readonly actual: string;
  readonly unit?: string;
  readonly status: string;
}

export interface Example {
  readonly name: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly status: string;
  readonly checks: readonly Figure[];
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

const isFigure = (value: unknown): value is Figure =>
  isRecord(value) &&
  [value.what, value.expected, value.actual, value.status].every((part) => typeof part === "string");

const isExample = (value: unknown): value is Example =>
  isRecord(value) &&
  typeof value.file === "string" &&
  typeof value.line === "number" &&
  typeof value.status === "string" &&
  Array.isArray(value.checks) &&
  value.checks.every(isFigure);

/** The results of a run; none where it answered nothing, because an error stands in the program. */
export function readResults(text: string): readonly Example[] {
  try {
    const answer: unknown = JSON.parse(text);
    const examples = isRecord(answer) ? answer.examples : undefined;
    return Array.isArray(examples) ? examples.filter(isExample) : [];
  } catch {
    return [];
  }
}

const words = (text: string): string => text.trim().split(/\s+/).join(" ");

/** Which line of an example expects a figure, from 0; its first where no line begins with the words of it. */
export function lineOf({ what }: Pick<Figure, "what">, lines: readonly string[]): number {
  const at = lines.findIndex((line) => `${words(line)} `.startsWith(`expect ${words(what)} `));
  return Math.max(at, 0);
}

const MONEY = /^-?\d+\.\d{2}$/;

function figure(text: string, unit: string | undefined): string {
  if (unit !== undefined) return `${text} ${unit}`.trim();
  if (!MONEY.test(text)) return text;
  const [whole = "", cents = ""] = text.replace("-", "").split(".");
  return `${text.startsWith("-") ? "-" : ""}$${whole.replace(/\B(?=(?:\d{3})+$)/g, ",")}.${cents}`;
}

/** `premium of vision is $7.96, and $7.99 is expected`. */
export const told = ({ what, expected, actual, unit }: Figure): string =>
  `${what} is ${figure(actual, unit)}, and ${figure(expected, unit)} is expected`;
