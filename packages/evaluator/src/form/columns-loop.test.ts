import { describe, expect, it } from "vitest";
import { inLoops, type LoopPart } from "./columns-loop.js";
import { ALWAYS, arithmetic, NEVER, slot, type Whole } from "./nodes.js";

/** A coverage whose premium is made of so many nodes, and a few more. */
function part(place: number, size: number): LoopPart {
  let node: Whole = slot(place, "code", 0, 9);
  for (let i = 0; i < size; i++) node = arithmetic("add", node, slot(1000 + i, "code", 0, 9));
  return {
    place,
    held: ALWAYS,
    stray: NEVER,
    hasLine: true,
    outputs: [{ of: "premium", node, parts: 100 }],
  };
}

const places = (sizes: readonly number[]) =>
  inLoops(sizes.map((size, place) => part(place, size))).map((loop) => loop.map(({ place }) => place));

describe("coverages in loops", () => {
  it("are rated together as long as they are not too many nodes", () => {
    expect(places([10, 20, 30])).toEqual([[0, 1, 2]]);
    expect(places([])).toEqual([]);
  });

  it("go on in another loop beyond that, and a large one has a loop of its own", () => {
    expect(places([400, 400, 400, 10, 10])).toEqual([
      [0, 1],
      [2, 3, 4],
    ]);
    expect(places([10, 5_000, 10, 10])).toEqual([[0], [1], [2, 3]]);
  });
});
