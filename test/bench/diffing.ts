import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { compile } from "@planwright/compiler";
import { compareBooks } from "@planwright/diff";
import { canonicalText, type RateBook } from "@planwright/ratebook";
import { analyze } from "@planwright/semantics";
import { generate } from "./generate.ts";
import type { Bench } from "./main.ts";
import { inTurns, median, type Result, runNode, timed } from "./measure.ts";

/** About 2,500 rows of rates, and twice, four times and eight times as many. A medical row holds four rates. */
const SIZES = [2, 4, 8, 16].map((markets) => ({ markets, areas: 60 }));
const ABOUT_TEN_THOUSAND = SIZES[2];

/** Growth that is linear has a ratio of 1, and time that grows with the square of the rows one of 8. */
const MOST_GROWTH = 1.5;

function bookOf(text: string): RateBook {
  const { program, trees, diagnostics } = analyze(".", [{ path: "generated.plan", text }]);
  if (!program) throw new Error(`the generated program has an error: ${diagnostics[0]?.message}`);
  return compile(program, trees);
}

/** A program, and the same with every rate a cent higher, a plan renamed and a contribution changed. */
export function pair(size: { readonly markets: number; readonly areas: number }): {
  readonly rows: number;
  readonly base: RateBook;
  readonly head: RateBook;
} {
  const { text, rateRows } = generate(size);
  const changed = text
    .replace(/(\.\d)(\d)(?=[ \n])/g, (all: string, tenth: string, cent: string) =>
      cent === "9" ? all : `${tenth}${Number(cent) + 1}`,
    )
    .replaceAll("medical_1_plan_1 ", "medical_1_first ")
    .replace(/^example [\s\S]*?^}/gm, "");
  return { rows: rateRows, base: bookOf(text.replace(/^example [\s\S]*?^}/gm, "")), head: bookOf(changed) };
}

/** How long it takes to compare two programs in which nearly every rate differs, and how that grows. */
export function diffing(bench: Bench): readonly Result[] {
  const pairs = SIZES.map(pair);
  for (const { base, head } of pairs) compareBooks(base, head);
  const runs = Object.fromEntries(
    pairs.map(({ rows, base, head }) => [rows, () => timed(() => compareBooks(base, head))]),
  );
  const taken = inTurns(runs, 7);
  const perRow = pairs.map(({ rows }) => (taken[rows] ?? Number.NaN) / rows);
  const [smallest = Number.NaN] = perRow;
  const grown = pairs.map(({ rows, base, head }, i): Result => {
    const own = perRow[i] ?? Number.NaN;
    return {
      what: `${rows.toLocaleString("en-US")} rate rows, ${compareBooks(base, head).length.toLocaleString("en-US")} changes`,
      ours: `${(taken[rows] ?? Number.NaN).toFixed(0)} ms`,
      peer: `${(own * 1000).toFixed(0)} µs a row`,
      ratio: i === 0 ? undefined : own / smallest,
      goal: i === 0 ? undefined : { relation: "at most", ratio: MOST_GROWTH },
    };
  });
  return [
    ...grown,
    wholeProcess(bench, pairs[SIZES.indexOf(ABOUT_TEN_THOUSAND ?? SIZES[0] ?? { markets: 0, areas: 0 })]),
  ];
}

/** The command line from two rate books on the disk to the comment of a pull request, beside Node reading both. */
function wholeProcess({ root, scratch }: Bench, of: ReturnType<typeof pair> | undefined): Result {
  if (!of) throw new Error("there is no such pair");
  const [before, after] = [join(scratch, "before.ratebook.json"), join(scratch, "after.ratebook.json")];
  writeFileSync(before, canonicalText(of.base));
  writeFileSync(after, canonicalText(of.head));
  const cli = join(root, "packages/cli/dist/planwright.cjs");
  const read = `for (const p of ${JSON.stringify([before, after])}) JSON.parse(require("fs").readFileSync(p, "utf8"))`;
  const ours: number[] = [];
  const peer: number[] = [];
  for (let i = 0; i < 5; i++) {
    ours.push(runNode([cli, "diff", before, after, "--format", "markdown"]).ms);
    peer.push(runNode(["-e", read]).ms);
  }
  return {
    what: `${of.rows.toLocaleString("en-US")} rate rows, whole process, rate books to a comment`,
    ours: `${median(ours).toFixed(0)} ms`,
    peer: `${median(peer).toFixed(0)} ms to read them as JSON`,
    ratio: median(ours) / median(peer),
    goal: undefined,
  };
}
