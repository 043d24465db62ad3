import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Generated, generate } from "./generate.ts";
import type { Bench } from "./main.ts";
import { atMost, beside, figure, inTurns, type Result, runNode } from "./measure.ts";
import { headOf, withoutExamples } from "./diffing.ts";

/** A program of ten rows of rates, as somebody begins. */
export const TEN_ROWS: Generated = {
  path: "small.plan",
  rateRows: 10,
  text: `program small "A small program" {
  operator    "Nobody in particular"
  effective   2026-01-01 to 2026-12-31
  currency    USD
  rounding    half up to cent
  source      brochure "Generated rates"
}

coverages {
  dental  "Dental"
}

tiers {
  employee_only   "Employee"  covers employee
  family          "Family"  covers employee and 1 or more dependents
}

${Array.from({ length: 10 }, (_, i) => `plan dental_${i} "Dental ${i}" for dental [page 1] {\n  product     ppo\n}\n`).join("\n")}
rates for dental [page 2] {
  per         enrollment per month

  plan by tier | employee_only | family
${Array.from({ length: 10 }, (_, i) => `  dental_${i}     | $${20 + i}.10 | $${60 + 3 * i}.40`).join("\n")}
}
`,
};

/**
 * About a thousand rows of rates, 2,500 and ten thousand. Up to 5,000 rates, 1,250 of these rows, `check` looks for figures that
 * break the pattern of their table; the growth is measured where all sizes have the same done to them.
 */
const SIZES = [
  { markets: 1, areas: 47 },
  { markets: 2, areas: 59 },
  { markets: 8, areas: 59 },
];

/** Growth that is linear has a ratio of 1, and time that grows with the square of the rows one of ten. */
const MOST_GROWTH = 1.5;

type Step = "check" | "build" | "diff";

/** Each step from the text of a program to its end in a process of its own, on programs of several sizes. */
export function compiling(bench: Bench): readonly Result[] {
  const programs = [TEN_ROWS, ...SIZES.map(generate)].map((program, i) => written(bench, program, i));
  const cli = join(bench.root, "packages/cli/dist/planwright.cjs");
  const run = (...args: readonly string[]) => runNode([cli, ...args]).ms;
  const runs: Record<string, () => number> = { node: () => runNode(["-e", "0"]).ms };
  for (const { rows, base, head, out } of programs) {
    runs[`check ${rows}`] = () => run("check", base);
    runs[`build ${rows}`] = () => run("build", base, "--out", out);
    runs[`diff ${rows}`] = () => run("diff", base, head, "--format", "markdown");
  }
  const taken = inTurns(runs, bench.isFull ? 15 : 3);
  const node = figure("ms", taken.of("node"));
  const line = (step: Step): Result[] => {
    const measured = programs.map(({ rows }) => ({ rows, times: taken.of(`${step} ${rows}`) }));
    const [few, , some, many] = measured;
    if (!few || !some || !many) return [];
    // What the code takes to load, and ten rows, is in all of them; what is left is for the other rows.
    const start = figure("ms", few.times).median;
    const perRow = (of: typeof some) =>
      figure(
        "µs a row",
        of.times.map((ms) => ((ms - start) * 1000) / (of.rows - few.rows)),
      );
    const count = (rows: number) => `${step}, ${rows.toLocaleString("en-US")} rows`;
    return [
      ...measured.map(({ rows, times }) => beside(count(rows), figure("ms", times), "node -e 0", node)),
      beside(
        `${count(many.rows)}, for each row beyond the first ${few.rows}`,
        perRow(many),
        `${some.rows.toLocaleString("en-US")} rows`,
        perRow(some),
        atMost(MOST_GROWTH),
      ),
    ];
  };
  return (["check", "build", "diff"] as const).flatMap(line);
}

/** A program in a folder, and beside it the same with nearly every rate another. */
function written({ scratch }: Bench, { path, text, rateRows: rows }: Generated, i: number) {
  const folder = (name: string, content: string): string => {
    const of = join(scratch, `${name}-${i}`);
    mkdirSync(of, { recursive: true });
    writeFileSync(join(of, path), content);
    return of;
  };
  const base = withoutExamples(text);
  return {
    rows,
    base: folder("base", base),
    head: folder("head", headOf(base)),
    out: join(scratch, `out-${i}.ratebook.json`),
  };
}
