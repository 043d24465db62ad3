import type { Bench } from "./main.ts";
import { inTurns, type Result, runNode } from "./measure.ts";

/** Megabytes a second of one parser on a text of so many characters, in a process of its own. */
const megabytes = (
  { programs, root }: Bench,
  engine: string,
  characters: number,
  milliseconds: number,
): number =>
  Number(runNode([`${programs}/engines.mjs`, engine, String(characters), String(milliseconds), root]).output);

const perSecond = (value: number): string => `${value.toFixed(1)} MB/s`;

/** How fast a text becomes a tree, beside the parsers of TypeScript and of Langium. */
export function parsing(bench: Bench): readonly Result[] {
  const at = (engine: string, characters: number, milliseconds: number) => () =>
    megabytes(bench, engine, characters, milliseconds);
  const small = 1_000_000;
  const large = 10_000_000;
  const one = inTurns(
    {
      planwright: at("planwright", small, 2_000),
      typescript: at("typescript", small, 2_000),
      declarations: at("declarations", small, 2_000),
      langium: at("langium", small, 2_000),
    },
    3,
  );
  const ten = inTurns(
    { planwright: at("planwright", large, 3_000), typescript: at("typescript", large, 3_000) },
    2,
  );
  const row = (what: string, ours: number, peer: number, goal: Result["goal"]): Result => ({
    what,
    ours: perSecond(ours),
    peer: perSecond(peer),
    ratio: ours / peer,
    goal,
  });
  return [
    row("1 MB, TypeScript on its code", one.planwright, one.typescript, { relation: "at least", ratio: 3.5 }),
    row("10 MB, TypeScript on its code", ten.planwright, ten.typescript, {
      relation: "at least",
      ratio: 3.5,
    }),
    row("1 MB, TypeScript on declarations, mostly comments", one.planwright, one.declarations, undefined),
    row("1 MB, Langium on the same text", one.planwright, one.langium, { relation: "at least", ratio: 8 }),
  ];
}
