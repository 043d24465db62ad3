import type { Latencies } from "./editor-cli.ts";
import type { Bench } from "./main.ts";
import { median, type Result, runNode } from "./measure.ts";

/** What is wanted of us, 20 ms and 45, beside what TypeScript 7 took in native code on the same machine: 73 and 100. */
const MEDIAN = 20 / 73;
const LATE = 45 / 100;
/** What is held may not grow with the number of changes; V8 gives nothing back until it has to. */
const MEMORY = 1.5;

/** How long an editor waits: of our server, beside the one of TypeScript on as many lines. */
export function editing({ root, programs }: Bench): readonly Result[] {
  const { output } = runNode([
    `${programs}/editor-cli.mjs`,
    `${root}packages/cli/dist/planwright.cjs`,
    `${root}node_modules/typescript/lib/tsserver.js`,
  ]);
  const measured = JSON.parse(output) as Latencies;
  const { lines, ours, theirs, completion, hover, idle, memory } = measured;
  const beside = (what: string, of: (values: readonly number[]) => number, goal: number): Result => ({
    what,
    ours: `${of(ours).toFixed(0)} ms`,
    peer: `${of(theirs).toFixed(0)} ms`,
    ratio: of(ours) / of(theirs),
    goal: { relation: "at most", ratio: Math.round(goal * 100) / 100 },
  });
  const alone = (what: string, values: readonly number[]): Result => ({
    what,
    ours: `${median(values).toFixed(0)} ms, 95% under ${late(values).toFixed(0)}`,
    peer: "",
    ratio: undefined,
    goal: undefined,
  });
  return [
    beside(`change to diagnostics, ${lines.toLocaleString("en-US")} lines, median`, median, MEDIAN),
    beside("the same, 95 of 100 under", late, LATE),
    alone("completion right after a change", completion),
    alone("hover right after a change", hover),
    alone("hover when nothing has changed", idle),
    ...(memory ? [grown(memory)] : []),
  ];
}

function late(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))] ?? Number.NaN;
}

const megabytes = (kilobytes: number): string => `${(kilobytes / 1000).toFixed(0)} MB`;

const grown = ([early, after]: readonly [number, number]): Result => ({
  what: "memory after 10,000 changes, beside 3,000",
  ours: megabytes(after),
  peer: megabytes(early),
  ratio: after / early,
  goal: { relation: "at most", ratio: MEMORY },
});
