import { join } from "node:path";
import type { Bench } from "./main.ts";
import { atLeast, beside, figure, type Goal, inTurns, type Result, runNode } from "./measure.ts";

/** Megabytes a second of one parser on a text of so many characters, in a process of its own. */
const megabytes = (
  { programs, root }: Bench,
  engine: string,
  characters: number,
  milliseconds: number,
): number => {
  const program = engine === "langium" ? ["peers/langium.mjs"] : ["engines.mjs", engine];
  const [file = "", ...args] = program;
  return Number(
    runNode([join(programs, file), ...args, String(characters), String(milliseconds), root]).output,
  );
};

/** How fast a text becomes a tree, beside the parsers of TypeScript and of Langium. */
export function parsing(bench: Bench): readonly Result[] {
  const at = (engine: string, characters: number, milliseconds: number) => () =>
    megabytes(bench, engine, characters, milliseconds);
  const [small, large] = [1_000_000, 10_000_000];
  const one = inTurns(
    {
      planwright: at("planwright", small, 2_000),
      typescript: at("typescript", small, 2_000),
      declarations: at("declarations", small, 2_000),
      langium: bench.peers.langium === undefined ? undefined : at("langium", small, 2_000),
    },
    bench.isFull ? 9 : 3,
  );
  const ten = inTurns(
    { planwright: at("planwright", large, 3_000), typescript: at("typescript", large, 3_000) },
    bench.isFull ? 5 : 2,
  );
  const line = (what: string, ours: readonly number[], name: string, peer: readonly number[], goal?: Goal) =>
    beside(what, figure("MB/s", ours), name, figure("MB/s", peer), goal);
  return [
    line("1 MB of a plan", one.of("planwright"), "TypeScript, its code", one.of("typescript"), atLeast(3.5)),
    line("10 MB of a plan", ten.of("planwright"), "TypeScript, its code", ten.of("typescript"), atLeast(3.5)),
    line(
      "1 MB of a plan",
      one.of("planwright"),
      "TypeScript, declarations, mostly comments",
      one.of("declarations"),
    ),
    ...(one.has("langium")
      ? [
          line(
            "1 MB of a plan",
            one.of("planwright"),
            "Langium, the same text",
            one.of("langium"),
            atLeast(8),
          ),
        ]
      : []),
  ];
}
