import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { compile } from "@planwright/compiler";
import { compareBooks } from "@planwright/diff";
import { canonicalText, type RateBook } from "@planwright/ratebook";
import { analyze } from "@planwright/semantics";
import { generate } from "./generate.ts";
import type { Bench } from "./main.ts";
import { alone, atMost, beside, figure, inTurns, type Result, runNode, timed } from "./measure.ts";

/** About 2,500 rows of rates, and twice and four times as many. A medical row holds four rates. */
const SIZES = [2, 4, 8].map((markets) => ({ markets, areas: 60 }));

/** Growth that is linear has a ratio of 1, and time that grows with the square of the rows one of 4. */
const MOST_GROWTH = 1.5;

function bookOf(text: string): RateBook {
  const { program, trees, diagnostics } = analyze(".", [{ path: "generated.plan", text }]);
  if (!program) throw new Error(`the generated program has an error: ${diagnostics[0]?.message}`);
  return compile(program, trees);
}

export const withoutExamples = (text: string): string => text.replace(/^example [\s\S]*?^}/gm, "");

/** The text of a program with nearly every rate a cent higher. */
export const headOf = (text: string): string =>
  text.replace(/(\.\d)(\d)(?=[ \n])/g, (all: string, tenth: string, cent: string) =>
    cent === "9" ? all : `${tenth}${Number(cent) + 1}`,
  );

/** A program, and the same with nearly every rate a cent higher. */
export function pair(size: { readonly markets: number; readonly areas: number }): {
  readonly rows: number;
  readonly base: RateBook;
  readonly head: RateBook;
} {
  const { text, rateRows } = generate(size);
  const base = withoutExamples(text);
  return { rows: rateRows, base: bookOf(base), head: bookOf(headOf(base)) };
}

/** How long it takes to compare two programs in which nearly every rate differs, and how that grows. */
export function diffing(bench: Bench): readonly Result[] {
  const pairs = SIZES.map(pair);
  for (const { base, head } of pairs) compareBooks(base, head);
  const runs = Object.fromEntries(
    pairs.map(({ rows, base, head }) => [rows, () => timed(() => compareBooks(base, head))]),
  );
  const taken = inTurns(runs, bench.isFull ? 15 : 5);
  const perRow = pairs.map(({ rows }) =>
    figure(
      "µs a row",
      taken.of(String(rows)).map((ms) => (ms * 1000) / rows),
    ),
  );
  const grown = pairs.flatMap(({ rows, base, head }, i): Result[] => {
    const [smallest, own] = [perRow[0], perRow[i]];
    if (!smallest || !own) return [];
    const changes = compareBooks(base, head).length.toLocaleString("en-US");
    const size = `${rows.toLocaleString("en-US")} rate rows, ${changes} changes`;
    const all = alone(`${size}, in all`, figure("ms", taken.of(String(rows))));
    const name = `${(pairs[0]?.rows ?? 0).toLocaleString("en-US")} rows`;
    return i === 0 ? [all] : [all, beside(`${size}, for each row`, own, name, smallest, atMost(MOST_GROWTH))];
  });
  return [...grown, wholeProcess(bench, pairs.at(-1))];
}

/** The command line from two rate books on the disk to the comment of a pull request, beside Node reading both. */
function wholeProcess({ root, scratch, isFull }: Bench, of: ReturnType<typeof pair> | undefined): Result {
  if (!of) throw new Error("there is no such pair");
  const [before, after] = [join(scratch, "before.ratebook.json"), join(scratch, "after.ratebook.json")];
  writeFileSync(before, canonicalText(of.base));
  writeFileSync(after, canonicalText(of.head));
  const cli = join(root, "packages/cli/dist/planwright.cjs");
  const read = `for (const p of ${JSON.stringify([before, after])}) JSON.parse(require("fs").readFileSync(p, "utf8"))`;
  const ours: number[] = [];
  const peer: number[] = [];
  for (let i = 0; i < (isFull ? 9 : 3); i++) {
    ours.push(runNode([cli, "diff", before, after, "--format", "markdown"]).ms);
    peer.push(runNode(["-e", read]).ms);
  }
  return beside(
    `${of.rows.toLocaleString("en-US")} rate rows, whole process, rate books to a comment`,
    figure("ms", ours),
    "Node reads both as JSON",
    figure("ms", peer),
  );
}
