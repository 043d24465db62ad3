import { analyze } from "@planwright/semantics";
import { type Generated, generate } from "./generate.ts";
import { inTurns, type Result, timed } from "./measure.ts";

/** About 1,250 rows of rates, and twice, four times and eight times as many. */
const MORE_COVERAGES = [1, 2, 4, 8].map((markets) => generate({ markets, areas: 59 }));
const MORE_AREAS = [59, 122, 247, 497].map((areas) => generate({ markets: 1, areas }));

/** Growth that is linear has a ratio of 1, and time that grows with the square of the rows one of 8. */
const MOST_GROWTH = 1.5;

function check(generated: Generated): void {
  const { diagnostics } = analyze(".", [generated]);
  const [first] = diagnostics;
  if (first) throw new Error(`the generated program has a finding: ${first.message}`);
}

/** Whether the time to check grows as the program does, with more coverages and with larger tables. */
export function checking(): readonly Result[] {
  return [...growth("more coverages", MORE_COVERAGES), ...growth("more areas in one coverage", MORE_AREAS)];
}

function growth(what: string, programs: readonly Generated[]): readonly Result[] {
  for (const generated of programs.slice(0, 3)) check(generated);
  const runs = Object.fromEntries(
    programs.map((generated) => [generated.rateRows, () => timed(() => check(generated))]),
  );
  const taken = inTurns(runs, 7);
  const perRow = programs.map(({ rateRows }) => (taken[rateRows] ?? Number.NaN) / rateRows);
  const [smallest = Number.NaN] = perRow;
  return programs.map(({ rateRows }, i): Result => {
    const own = perRow[i] ?? Number.NaN;
    return {
      what: `${rateRows.toLocaleString("en-US")} rate rows, ${what}`,
      ours: `${(taken[rateRows] ?? Number.NaN).toFixed(0)} ms`,
      peer: `${(own * 1000).toFixed(0)} µs a row`,
      ratio: i === 0 ? undefined : own / smallest,
      goal: i === 0 ? undefined : { relation: "at most", ratio: MOST_GROWTH },
    };
  });
}
