import { describe, expect, it } from "vitest";
import { random, slip } from "../test/arbitrary.js";
import { drafts, tree } from "../test/support.js";

const SLIPS = 3000;

/** How many slips of one character lead to how many problems: `counts[2]` slips to two. */
function problemCounts(seed: number): number[] {
  const chance = random(seed);
  const counts: number[] = [];
  for (let i = 0; i < SLIPS; i++) {
    const draft = drafts[Math.floor(chance() * drafts.length)];
    const found = tree(slip(draft?.text ?? "", chance)).problems.length;
    counts[found] = (counts[found] ?? 0) + 1;
  }
  return counts;
}

describe("a slip of one character in a real program", () => {
  it("the drafts have no problem to begin with", () => {
    expect(drafts.filter(({ text }) => tree(text).problems.length > 0)).toEqual([]);
    expect(drafts.length).toBeGreaterThan(20);
  });

  it("leads to at most two problems nearly always", () => {
    const counts = problemCounts(1);
    const few = counts.slice(0, 3).reduce((sum, count) => sum + (count ?? 0), 0);
    expect(few / SLIPS).toBeGreaterThanOrEqual(0.98);
    expect(counts.length - 1, "most problems of one slip").toBeLessThanOrEqual(4);
  });
});
