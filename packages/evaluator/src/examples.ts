import type { RateBook } from "@planwright/ratebook";
import type Fraction from "fraction.js";
import { attempt } from "./ask.js";
import { checkClaims } from "./claims/example.js";
import { NOT_OFFERED } from "./coverage.js";
import { type cents, decimal, exact, round } from "./exact.js";
import { figureOf } from "./expressions.js";
import { describeRange, holds, readDay } from "./inputs.js";
import { refuse } from "./refusal.js";
import type { Book } from "./rate.js";
import { Claims } from "./claims/claim.js";
import { Prepared } from "./prepare.js";

type Example = RateBook["examples"][number];
type Expectation = Example["expects"][number];

export interface Check {
  readonly what: string;
  readonly expected: string;
  readonly actual: string;
  /** Of a figure that is no amount: what it counts, such as `months`; empty for a number. */
  readonly unit?: string;
  /** What the source prints, where that is another figure. */
  readonly printed?: string;
  readonly because?: string;
  readonly status: "pass" | "fail";
  /** There is no answer, and none was expected. */
  readonly refused?: true;
}

export interface ExampleResult {
  readonly name: string;
  readonly status: "pass" | "fail";
  readonly checks: readonly Check[];
  /** Path of the example in the book, for its source. */
  readonly path: string;
}

/** What examples are asked of. */
type Asked = Pick<Book, "prepared" | "claim">;

/** Runs the examples of a rate book of which nothing else is asked: it is laid out for that alone. */
export function answerExamples(book: RateBook): ExampleResult[] {
  const prepared = new Prepared(book);
  let claims: Claims | undefined;
  return runExamples({
    prepared,
    claim: (claim) => {
      claims ??= new Claims(prepared);
      return claims.pay(claim);
    },
  });
}

/** Runs the examples of a rate book. */
export function runExamples(book: Asked): ExampleResult[] {
  const { prepared } = book;
  return prepared.book.examples.map((example, i) => {
    const checks = [
      ...example.expects.map((expect) => check(prepared, example, expect)),
      ...(example.claims ? checkClaims(book, example.given, example.claims) : []),
    ];
    const status = checks.every((c) => c.status === "pass") ? "pass" : "fail";
    return { name: example.name, status, checks, path: `/examples/${i}` };
  });
}

function check(book: Prepared, example: Example, expect: Expectation): Check {
  const { what, printed, because, answer } = expect;
  const { actual, matches, refused } = compare(book, example, expect);
  return {
    what,
    expected: expectedText(answer),
    actual,
    ...(answer.kind === "figure" && answer.unit !== undefined ? { unit: answer.unit } : {}),
    ...(printed === undefined ? {} : { printed }),
    ...(because === undefined || because === "" ? {} : { because }),
    status: matches ? "pass" : "fail",
    ...(refused && !matches ? { refused } : {}),
  };
}

function expectedText(answer: Expectation["answer"]): string {
  switch (answer.kind) {
    case "figure":
      return answer.value;
    case "percent":
      return `${answer.value}%`;
    case "text":
      return answer.value;
    case "range":
      return describeRange(answer.range, { kind: "money" });
    case "not_offered":
      return NOT_OFFERED;
    case "error":
      return "an error";
  }
}

function compare(
  book: Prepared,
  example: Example,
  expect: Expectation,
): { readonly actual: string; readonly matches: boolean; readonly refused?: true } {
  const { ask, answer } = expect;
  const result = attempt(() => {
    const { from, to } = book.program.effective;
    const day = example.given.date;
    const asking = book.ask(example.given, day === undefined ? undefined : readDay("date", day));
    asking.events = example.events ?? [];
    asking.dependents = example.dependents ?? [];
    asking.example = example;
    if (asking.date < from || asking.date > to) {
      refuse("date", `${asking.date} is outside the program, which runs from ${from} to ${to}.`);
    }
    if ("error" in ask) return askForError(book, asking, ask.error);
    if (ask.op === "arrangement") return asking.nested(ask.head, () => book.arrangement(asking, ask));
    return figureOf(ask, book)(asking, undefined);
  });
  if (!result.ok) {
    const { about, message } = result.refusal.problem;
    if (answer.kind === "not_offered")
      return {
        actual: about === NOT_OFFERED ? NOT_OFFERED : message,
        matches: about === NOT_OFFERED,
        refused: true,
      };
    const matches = "error" in ask && about === ask.error;
    return { actual: matches ? "an error" : `${message} (${about})`, matches, refused: true };
  }
  const { value } = result;
  if (typeof value === "string")
    return { actual: value, matches: answer.kind === "text" && value === answer.value };
  if (answer.kind === "range") return { actual: decimal(value, 2), matches: holds(answer.range, value) };
  if (answer.kind === "figure")
    return { actual: figureText(value, answer), matches: value.equals(exact(answer.value)) };
  if (answer.kind === "percent") {
    const places = answer.value.split(".")[1]?.length ?? 0;
    const rounded = round(
      value.mul(100),
      "half_up",
      exact(places === 0 ? "1" : `0.${"0".repeat(places - 1)}1`),
    );
    return { actual: `${decimal(rounded, places)}%`, matches: rounded.equals(exact(answer.value)) };
  }
  return { actual: decimal(value, 2), matches: false };
}

/** Asks for everything that the person has; the error expected must come of it. */
function askForError(book: Prepared, asking: ReturnType<Prepared["ask"]>, about: string): string {
  const coverage = / of (\w+)$/.exec(about)?.[1] ?? about;
  for (const prepared of book.coverages.values()) {
    const concerned = prepared.id === coverage || !book.coverages.has(coverage);
    if (concerned && prepared.hasRates && (prepared.id === coverage || book.holds(asking, prepared)))
      book.premium(asking, prepared.id);
  }
  return "no error";
}

const figureText = (value: Fraction, answer: Expectation["answer"] & { kind: "figure" }): string =>
  answer.unit === undefined ? moneyText(value, answer.value) : decimal(value);

const moneyText = (value: Parameters<typeof cents>[0], like: string): string =>
  like.includes(".") || !value.equals(value.floor()) ? decimal(value, 2) : decimal(value);
