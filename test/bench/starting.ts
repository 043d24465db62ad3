import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generate } from "./generate.ts";
import type { Bench } from "./main.ts";
import { atMost, beside, figure, inTurns, type Result, runNode } from "./measure.ts";
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
  const taken = inTurns(
    {
      nothing: node("-e", "0"),
      version: node(cli, "--version"),
      small: node(cli, "check", small),
      example: node(cli, "check", `${root}examples/sdrma-2015`),
      large: node(cli, "check", large),
      typespec: hasTypeSpec ? node(tsp, "compile", models, "--no-emit") : undefined,
    },
    bench.isFull ? 31 : 7,
  );
  const nothing = figure("ms", taken.of("nothing"));
  const row = (what: string, ours: readonly number[], most?: number): Result =>
    beside(what, figure("ms", ours), "node -e 0", nothing, most === undefined ? undefined : atMost(most));
  const count = lines.toLocaleString("en-US");
  return [
    row("--version", taken.of("version"), 1.05),
    row("check of what `init` makes", taken.of("small"), 1.5),
    row("check of examples/sdrma-2015", taken.of("example")),
    row(`check of ${count} lines`, taken.of("large"), 2.8),
    ...(hasTypeSpec
      ? [
          beside(
            `check of ${count} lines`,
            figure("ms", taken.of("large")),
            "TypeSpec, as many lines",
            figure("ms", taken.of("typespec")),
            atMost(0.25),
          ),
        ]
      : []),
  ];
}
