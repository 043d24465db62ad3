// Gold PPO of SDRMA against a program written by hand for that one plan: a year of many households, to the cent.
import { describe, expect, it } from "vitest";
import { household } from "./bench/claims.ts";
import { peerColumns } from "./bench/peer-claims.ts";
import { sdrmaBook } from "./support/programs.ts";

describe("a year of claims under Gold PPO", () => {
  it("comes to what a program in whole cents, written for this plan alone, makes of it", () => {
    const book = sdrmaBook();
    for (let n = 0; n < 300; n++) {
      const claim = household(n, 12);
      const answer = book.claim(claim);
      expect(answer.errors).toEqual([]);
      expect(answer.lines.map(({ plan_pays }) => Math.round(Number(plan_pays) * 100))).toEqual([
        ...peerColumns([claim]).plan_pays,
      ]);
    }
  });
});
