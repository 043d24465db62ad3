import type { Latencies } from "./editor-cli.ts";
import type { Bench } from "./main.ts";
import { alone, atMost, beside, type Figure, figure, type Result, runNode } from "./measure.ts";

/** What is wanted of us, 20 ms and 45, beside what TypeScript 7 took in native code: 73 and 100. */
const MEDIAN = 0.27;
const LATE = 0.45;
/** What is held may not grow with the number of changes; V8 gives nothing back until it has to. */
const MEMORY = 1.5;

/** How long an editor waits: of our server, beside the one of TypeScript on as many lines. */
export function editing({ root, programs, isFull }: Bench): readonly Result[] {
  const { output } = runNode([
    `${programs}/editor-cli.mjs`,
    `${root}packages/cli/dist/planwright.cjs`,
    `${root}node_modules/typescript/lib/tsserver.js`,
    String(isFull ? 300 : 60),
  ]);
  const measured = JSON.parse(output) as Latencies;
  const { lines, ours, theirs, completion, hover, idle, memory } = measured;
  const count = lines.toLocaleString("en-US");
  const peer = "the server of TypeScript";
  return [
    beside(
      `change to diagnostics, ${count} lines`,
      figure("ms", ours),
      peer,
      figure("ms", theirs),
      atMost(MEDIAN),
    ),
    beside("the same, 95 of 100 under", late(ours), peer, late(theirs), atMost(LATE)),
    alone("completion right after a change", figure("ms", completion)),
    alone("completion, 95 of 100 under", late(completion)),
    alone("hover right after a change", figure("ms", hover)),
    alone("hover, 95 of 100 under", late(hover)),
    alone("hover when nothing has changed", figure("ms", idle)),
    ...(memory ? [grown(memory)] : []),
  ];
}

/** What 95 of 100 values are under. */
function late(values: readonly number[]): Figure {
  const sorted = [...values].sort((a, b) => a - b);
  const at = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))] ?? Number.NaN;
  return figure("ms", [at]);
}

const grown = ([early, after]: readonly [number, number]): Result =>
  beside(
    "memory after 10,000 changes",
    figure("MB", [after / 1000]),
    "after 3,000",
    figure("MB", [early / 1000]),
    atMost(MEMORY),
  );
