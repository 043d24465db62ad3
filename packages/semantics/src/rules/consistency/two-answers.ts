import type { Reporter } from "../../diagnostics/report.js";
import type { Example, Expectation, Program } from "../../model.js";
import { exact } from "../../types/exact.js";

type Answer = Expectation["answer"];

interface Asked {
  readonly example: Example;
  readonly expectation: Expectation;
}

/**
 * The same question with the same facts has one answer. `failing` are those that did not come out as they say: of
 * them it is known which is wrong.
 */
export function checkTwoAnswers(
  program: Program,
  failing: ReadonlySet<Expectation>,
  reporter: Reporter,
): void {
  const byQuestion = new Map<string, Asked[]>();
  for (const example of program.examples) {
    for (const expectation of example.expects) {
      const key = JSON.stringify(expectation.ask);
      byQuestion.set(key, [...(byQuestion.get(key) ?? []), { example, expectation }]);
    }
  }
  for (const asked of byQuestion.values()) {
    for (const [i, later] of asked.entries()) {
      const earlier = asked.slice(0, i).find((one) => disagree(one, later, failing));
      if (earlier) report(earlier.expectation, later.expectation, reporter);
    }
  }
}

function disagree(a: Asked, b: Asked, failing: ReadonlySet<Expectation>): boolean {
  if (failing.has(a.expectation) || failing.has(b.expectation)) return false;
  return excludes(a.expectation.answer, b.expectation.answer) && factsOf(a.example) === factsOf(b.example);
}

const factsOf = ({ given, claims, events, dependents, experience }: Example): string =>
  JSON.stringify([
    Object.entries(given).sort(([a], [b]) => (a < b ? -1 : 1)),
    claims && [claims.plans, claims.members, claims.lines],
    events.map(({ origin: _, ...event }) => event),
    dependents,
    experience,
  ]);

/** Whether no answer can be both. */
function excludes(a: Answer, b: Answer): boolean {
  if (a.kind === "range") return isFigure(b) && !isWithin(a, b);
  if (b.kind === "range") return isFigure(a) && !isWithin(b, a);
  if (a.kind === "percent" && b.kind === "percent") {
    const places = Math.min(placesOf(a.value), placesOf(b.value));
    return !exact(a.value).round(places).equals(exact(b.value).round(places));
  }
  if (isFigure(a) && isFigure(b)) return !exact(a.value).equals(exact(b.value));
  return a.kind === "text" && b.kind === "text" && a.value !== b.value;
}

const isFigure = (a: Answer): a is Answer & { readonly kind: "figure" } => a.kind === "figure";
const placesOf = (decimal: string): number => decimal.split(".")[1]?.length ?? 0;

function isWithin({ range }: Answer & { kind: "range" }, { value }: Answer & { kind: "figure" }): boolean {
  const { min, minHeld, max, maxHeld } = range;
  const above = min === undefined ? 1 : exact(value).compare(exact(min));
  const below = max === undefined ? 1 : exact(max).compare(exact(value));
  return (above > 0 || (above === 0 && minHeld)) && (below > 0 || (below === 0 && maxHeld));
}

function report(earlier: Expectation, later: Expectation, reporter: Reporter): void {
  reporter.report("PW5151", { what: later.what }, later.origin.place, {
    related: [{ place: earlier.origin.place, message: "another answer" }],
    why: "The same question with the same facts has one answer. Expect what is right, and keep the other as `printed ... because`.",
  });
}
