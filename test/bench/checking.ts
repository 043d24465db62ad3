import { analyze } from "@planwright/semantics";
import { withoutExamples } from "./diffing.ts";
import { type Generated, generate } from "./generate.ts";
import type { Bench } from "./main.ts";
import { alone, atMost, beside, figure, inTurns, type Result, timed } from "./measure.ts";

/** Examples are answered in small programs alone: without them, all sizes have the same done to them. */
const programs = (sizes: readonly { readonly markets: number; readonly areas: number }[]): Generated[] =>
  sizes.map((size) => {
    const { text, ...generated } = generate(size);
    return { ...generated, text: withoutExamples(text) };
  });

/** Growth that is linear has a ratio of 1, and time that grows with the square of the rows one of 4. */
const MOST_GROWTH = 1.5;

function check(generated: Generated): void {
  const { diagnostics } = analyze(".", [generated]);
  const [first] = diagnostics;
  if (first) throw new Error(`the generated program has a finding: ${first.message}`);
}

/** Whether the time to check grows as the program does, with more coverages and with larger tables. */
export function checking({ isFull }: Bench): readonly Result[] {
  const rounds = isFull ? 31 : 9;
  // About 2,500 rows of rates, and twice and four times as many.
  const coverages = programs([2, 4, 8].map((markets) => ({ markets, areas: 59 })));
  const areas = programs([122, 247, 497].map((areas) => ({ markets: 1, areas })));
  // Up to 5,000 rates, about 1,250 of these rows, figures are looked for that break the pattern of their table.
  const small = programs([14, 29, 59].map((areas) => ({ markets: 1, areas })));
  return [
    ...growth("patterns looked for", small, rounds),
    ...growth("more coverages", coverages, rounds),
    ...growth("more areas in one coverage", areas, rounds),
  ];
}

function growth(what: string, sizes: readonly Generated[], rounds: number): readonly Result[] {
  for (const generated of [...sizes, ...sizes]) check(generated);
  const runs = Object.fromEntries(
    sizes.map((generated) => [generated.rateRows, () => timed(() => check(generated))]),
  );
  const taken = inTurns(runs, rounds);
  const perRow = sizes.map(({ rateRows }) =>
    figure(
      "µs a row",
      taken.of(String(rateRows)).map((ms) => (ms * 1000) / rateRows),
    ),
  );
  return sizes.flatMap(({ rateRows }, i): Result[] => {
    const [smallest, own] = [perRow[0], perRow[i]];
    if (!smallest || !own) return [];
    const size = `${rateRows.toLocaleString("en-US")} rate rows, ${what}`;
    const all = alone(`${size}, in all`, figure("ms", taken.of(String(rateRows))));
    const name = `${(sizes[0]?.rateRows ?? 0).toLocaleString("en-US")} rows`;
    return i === 0 ? [all] : [all, beside(`${size}, for each row`, own, name, smallest, atMost(MOST_GROWTH))];
  });
}
