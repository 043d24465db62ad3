import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generate } from "./generate.ts";
import type { Bench } from "./main.ts";
import { atMost, beside, figure, inTurns, type Result, type Rounds, runNode } from "./measure.ts";
import { typeSpecModels } from "./typespec.ts";

/** With 8 markets and 36 areas a program has a little more than 10,000 lines. */
const TEN_THOUSAND_LINES = { markets: 8, areas: 36 };

/** How long the command line takes from its start to its end, beside Node that does nothing and the compiler of TypeSpec. */
export function starting(bench: Bench): readonly Result[] {
  const { root, scratch } = bench;
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
  const models = join(scratch, "models.tsp");
  writeFileSync(models, typeSpecModels(lines));
  const tsp = join(bench.bench, "node_modules/@typespec/compiler/cmd/tsp.js");
  const hasTypeSpec = bench.peers["@typespec/compiler"] !== undefined;
  const nothingAtAll = node("-e", "0");
  // Starts are short, and differ by a fifth on a machine that others use too: of those with a goal there are many.
  const taken = inTurns(
    {
      nothing: nothingAtAll,
      version: node(cli, "--version"),
      small: node(cli, "check", small),
      large: node(cli, "check", large),
    },
    bench.isFull ? 75 : 25,
  );
  const long = inTurns(
    {
      nothing: nothingAtAll,
      example: node(cli, "check", `${root}examples/sdrma-2015`),
      large: node(cli, "check", large),
      typespec: hasTypeSpec ? node(tsp, "compile", models, "--no-emit") : undefined,
    },
    bench.isFull ? 31 : 7,
  );
  const count = lines.toLocaleString("en-US");
  const row = (what: string, rounds: Rounds, name: string, most?: number): Result =>
    beside(
      what,
      figure("ms", rounds.of(name)),
      "node -e 0",
      figure("ms", rounds.of("nothing")),
      most === undefined ? undefined : atMost(most),
    );
  return [
    row("--version", taken, "version", 1.05),
    row("check of what `init` makes", taken, "small", 1.5),
    row("check of examples/sdrma-2015", long, "example"),
    row(`check of ${count} lines`, taken, "large", 2.8),
    ...(hasTypeSpec
      ? [
          beside(
            `check of ${count} lines`,
            figure("ms", long.of("large")),
            "TypeSpec, as many lines",
            figure("ms", long.of("typespec")),
            atMost(0.25),
          ),
        ]
      : []),
  ];
}
