import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generate } from "./generate.ts";
import type { Bench } from "./main.ts";
import { inTurns, type Result, runNode } from "./measure.ts";

/** With 8 markets and 36 areas a program has a little more than 10,000 lines. */
const TEN_THOUSAND_LINES = { markets: 8, areas: 36 };

/** How long the command line takes from its start to its end, beside Node that does nothing. */
export function starting({ root, scratch }: Bench): readonly Result[] {
  const cli = `${root}packages/cli/dist/planwright.cjs`;
  const small = join(scratch, "small");
  const large = join(scratch, "large");
  runNode([cli, "init", small]);
  mkdirSync(large);
  const generated = generate(TEN_THOUSAND_LINES);
  writeFileSync(join(large, generated.path), generated.text);
  const lines = generated.text.split("\n").length - 1;
  const node =
    (...args: readonly string[]) =>
    () =>
      runNode(args).ms;
  const taken = inTurns(
    {
      nothing: node("-e", "0"),
      version: node(cli, "--version"),
      small: node(cli, "check", small),
      example: node(cli, "check", `${root}examples/sdrma-2015`),
      large: node(cli, "check", large),
    },
    11,
  );
  const row = (what: string, ours: number, ratio: number | undefined): Result => ({
    what,
    ours: `${ours.toFixed(0)} ms`,
    peer: `${taken.nothing.toFixed(0)} ms`,
    ratio: ours / taken.nothing,
    goal: ratio === undefined ? undefined : { relation: "at most", ratio },
  });
  return [
    row("--version, beside node -e 0", taken.version, 1.05),
    row("check of what `init` makes", taken.small, 1.5),
    row("check of examples/sdrma-2015", taken.example, undefined),
    row(`check of ${lines.toLocaleString("en-US")} lines`, taken.large, 2.8),
  ];
}
