import type { Reporter } from "../diagnostics/report.js";
import { replaceWith } from "../diagnostics/report.js";
import type { Code } from "../diagnostics/registry.js";
import type { Analysis, Example, Expectation, Program } from "../model.js";
import type { Origin, Place } from "../places.js";
import { dollars } from "../types/exact.js";
import { type ConventionId, CONVENTIONS } from "../vocabulary/conventions.js";

/** How one question of an example turned out. */
export interface ExampleCheck {
  /** As it was asked. */
  readonly what: string;
  readonly expected: string;
  /** The answer; where there is none, why. */
  readonly actual: string;
  /** Of a figure that is no amount: what it counts, such as `months`; empty for a number. */
  readonly unit?: string;
  readonly status: "pass" | "fail";
  /** There is no answer, and none was due. */
  readonly refused?: true;
}

/** The answers of all examples: for each, its questions in the order in which they stand, then those about its claims. */
export type ExampleRun = readonly { readonly checks: readonly ExampleCheck[] }[];

/**
 * Makes a program ready to answer its examples, as it is or with another convention. The host hands it in, because
 * nothing here knows how a premium is computed.
 */
export type RunExamples = (
  program: Program,
  trees: Analysis["trees"],
) => (convention?: { readonly id: ConventionId; readonly reading: string }) => ExampleRun;

/**
 * Errors that leave a program in one piece: what it answers elsewhere, it answers all the same. With any other, a line
 * may be missing from it, and no example is asked.
 */
const LEAVES_WHOLE: ReadonlySet<Code> = new Set<Code>([
  "PW2001",
  "PW2002",
  "PW2003",
  "PW2011",
  "PW2014",
  "PW2017",
  "PW2101",
  "PW2102",
  "PW2201",
  "PW2301",
  "PW2401",
  "PW2402",
  "PW2403",
  "PW2404",
  "PW2501",
  "PW2601",
  "PW2602",
  "PW2603",
  "PW2620",
  "PW2621",
  "PW2622",
  "PW2701",
  "PW2702",
  "PW2803",
  "PW2804",
  "PW3101",
  "PW4004",
  "PW6001",
  "PW6002",
  "PW6003",
  "PW5105",
  "PW5153",
]);

export const leavesWhole = (code: Code): boolean => LEAVES_WHOLE.has(code);

/**
 * Reports what does not come out as an example says, and answers which expectations that are. Where conventions are
 * `silent`, what fails by one of their readings and not by another is left to the silence. While other errors stand,
 * `unsure`, a question without an answer may have none because of them.
 */
export function checkExamples(
  { program, trees, runExamples }: Asking,
  { silent, unsure }: { readonly silent: ReadonlySet<ConventionId>; readonly unsure: boolean },
  reporter: Reporter,
): ReadonlySet<Expectation> {
  const run = runExamples(program, trees)();
  const wrong = program.examples.flatMap((example, i) => {
    const checks = run[i]?.checks ?? [];
    return checks.some(({ status }) => status === "fail") ? [{ example, checks }] : [];
  });
  const examples = wrong.map(({ example }) => example);
  const others = wrong.some(({ checks }) => checks.some(isWrong))
    ? byReadings({ program: { ...program, examples }, trees, runExamples }, silent)
    : [];
  const failing = new Set<Expectation>();
  for (const [i, { example, checks }] of wrong.entries()) {
    for (const [j, check] of checks.entries()) {
      if (check.status === "pass" || (check.refused && unsure)) continue;
      if (!others.every((other) => isWrong(other[i]?.checks[j]))) continue;
      const place = (originOf(example, j, checks.length) ?? example.origin).place;
      const expectation = example.expects[j];
      if (expectation && !check.refused) failing.add(expectation);
      report(check, { example, expectation, place }, unsure, reporter);
    }
  }
  return failing;
}

interface Asking {
  readonly program: Program;
  readonly trees: Analysis["trees"];
  readonly runExamples: RunExamples;
}

const isWrong = (check: ExampleCheck | undefined): boolean => check?.status === "fail" && !check.refused;

/** The answers by each reading of each convention that should be given and is not. */
function byReadings(
  { program, trees, runExamples }: Asking,
  silent: ReadonlySet<ConventionId>,
): readonly ExampleRun[] {
  const open = CONVENTIONS.filter(({ id }) => silent.has(id) && !program.conventions.has(id));
  if (open.length === 0) return [];
  const run = runExamples(program, trees);
  return open.flatMap(({ id, readings }) =>
    readings
      .filter(({ later, words }) => !later && !words.includes("AMOUNT"))
      .map((reading) => run({ id, reading: reading.id })),
  );
}

interface Asked {
  readonly example: Example;
  readonly expectation: Expectation | undefined;
  readonly place: Place;
}

function report(
  check: ExampleCheck,
  { example, expectation, place }: Asked,
  unsure: boolean,
  reporter: Reporter,
): void {
  const { what } = check;
  if (check.refused) {
    reporter.report("PW5150", { what, why: check.actual }, place, {
      why: "What the question depends on is given, or the refusal is what is expected: `expect error on ...`.",
      cause: `${example.origin.place.file} ${example.origin.place.span.start} ${check.actual}`,
    });
    return;
  }
  const due = figure(check.expected, check.unit);
  const actual = figure(check.actual, check.unit);
  reporter.report("PW5150", { what, due, actual }, place, {
    why:
      "The program, the example or the document is wrong. Where the document prints it so, expect what is right and keep what is printed." +
      (unsure ? " Other errors stand; this is answered as far as they leave the program." : ""),
    fixes: expectation ? misprintFix(expectation, check) : [],
  });
}

/** Where a question stands: balances come last, and lines of claims that nobody expected to fail stand nowhere. */
function originOf({ expects, claims }: Example, index: number, all: number): Origin | undefined {
  const own = index - expects.length;
  const balance = index - (all - (claims?.balances.length ?? 0));
  return (expects[index] ?? claims?.expects[own] ?? claims?.balances[balance])?.origin;
}

const FIGURE = /^-?\d+(\.\d+)?$/;

function figure(text: string, unit: string | undefined): string {
  if (!FIGURE.test(text)) return text;
  if (unit === undefined) return `${dollars(text)}${/^-?\d+\.0+$/.test(text) ? ".00" : ""}`;
  return `${text} ${text === "1" ? unit.replace(/s$/, "") : unit}`.trim();
}

/** Expects what is right, and keeps what was expected as what the document prints. */
function misprintFix({ answer, answerPlace, printed }: Expectation, check: ExampleCheck) {
  if (printed !== undefined || check.refused || !answerPlace) return [];
  const isPlain =
    (answer.kind === "figure" && FIGURE.test(check.actual)) ||
    (answer.kind === "percent" && /^-?[\d.]+%$/.test(check.actual)) ||
    (answer.kind === "text" && /^\d{4}-\d\d-\d\d$/.test(check.actual) && /^\d{4}/.test(answer.value));
  if (!isPlain) return [];
  const right = figure(check.actual, check.unit);
  const wrong = figure(check.expected, check.unit);
  return [replaceAnswer(answerPlace, right, wrong)];
}

const replaceAnswer = (place: Place, right: string, wrong: string) =>
  replaceWith(place, `${right} printed ${wrong} because ""`, `Expect ${right}, printed ${wrong}`);
