// One slip is one mistake: it should not make the checker report a page of them.
import { join } from "node:path";
import { analyze, type RunExamples, type SourceFile } from "@planwright/semantics";
import { describe, expect, it } from "vitest";
import { findingsOf, plansIn, ROOT, runExamples } from "./support/programs.ts";
import { random, slip, weighted } from "./support/slips.ts";

const SLIPS = 2000;
const FOLDER = "examples/sdrma-2015";
const files = plansIn(join(ROOT, FOLDER)) ?? [];

interface Outcome {
  readonly change: string;
  readonly findings: readonly string[];
}

/** Slips whose examples are answered as well, which takes much longer. */
const ANSWERED = 300;

function outcomeOf(seed: number, runs?: RunExamples): Outcome {
  const chance = random(seed);
  const file = weighted(files, ({ text }) => text.length, chance);
  const text = slip(file.text, chance);
  const changed: SourceFile[] = files.map((other) => (other === file ? { ...file, text } : other));
  return {
    change: `${file.path}: ${excerpt(file.text, text)}`,
    findings: findingsOf(analyze(FOLDER, changed, undefined, { runExamples: runs })),
  };
}

/** The line that a slip has changed, before and after. */
function excerpt(before: string, after: string): string {
  const [a, b] = [before.split("\n"), after.split("\n")];
  const at = a.findIndex((line, i) => line !== b[i]);
  return `${at + 1}: ${JSON.stringify(a[at])} → ${JSON.stringify(b.slice(at, at + 1 + b.length - a.length).join("\n") || b[at])}`;
}

function expectFew(outcomes: readonly Outcome[]): void {
  const counts: number[] = [];
  for (const { findings } of outcomes) counts[findings.length] = (counts[findings.length] ?? 0) + 1;
  const few = outcomes.filter(({ findings }) => findings.length <= 2).length;
  const percent = ((100 * few) / outcomes.length).toFixed(1);
  console.info(
    `${percent}% of ${outcomes.length} slips lead to at most two findings; by number of findings:`,
    counts
      .map((n, i) => `${i}: ${n}`)
      .filter(Boolean)
      .join(", "),
  );
  const many = outcomes.filter(({ findings }) => findings.length > 2);
  expect(
    few / outcomes.length,
    many
      .slice(0, 5)
      .map(({ change, findings }) => [change, ...findings].join("\n  "))
      .join("\n"),
  ).toBeGreaterThanOrEqual(0.98);
}

describe("slips of one character in the showcase lead to at most two findings in 98 of 100 cases", () => {
  it(`${SLIPS} of them`, { timeout: 400_000 }, () => {
    expect(files.length).toBeGreaterThan(5);
    expectFew(Array.from({ length: SLIPS }, (_, seed) => outcomeOf(seed)));
  });

  it(`${ANSWERED} of them, where a wrong figure makes examples come out wrong too`, {
    timeout: 400_000,
  }, () => {
    expectFew(Array.from({ length: ANSWERED }, (_, seed) => outcomeOf(seed, runExamples)));
  });
});
