import { describe, expect, it } from "vitest";
import { piecesOf } from "./pieces.js";

/** What a plan leaves to the member, in cents: a deductible, a share above it, and a maximum. */
const plan = (deductible: number, percent: number, maximum: number) => (charge: number) =>
  Math.min(
    maximum * 100,
    Math.round(Math.min(charge, deductible) * 100 + Math.max(0, charge - deductible) * percent),
  );

describe("the points between which what is paid is straight", () => {
  it.each([
    // 500 + 1,500 / 0.2 = 8,000.
    [
      "a deductible, a share, a maximum",
      plan(500, 20, 2000),
      [0, 500, 8000, 100_000],
      [0, 50_000, 200_000, 200_000],
    ],
    // 300 + 1,000 / 0.1 = 10,300.
    ["another share", plan(300, 10, 1300), [0, 300, 10_300, 100_000], [0, 30_000, 130_000, 130_000]],
    ["a small deductible alone", plan(25, 0, 25), [0, 25, 100_000], [0, 2500, 2500]],
    ["nothing", () => 0, [0, 100_000], [0, 0]],
    ["all of it", (charge: number) => charge * 100, [0, 100_000], [0, 10_000_000]],
    // 85% of what is above $25 is $1,000 at 1,201.47, of which 201.47 are left.
    [
      "a maximum of the plan, between two dollars",
      (charge: number) => charge * 100 - Math.min(100_000, Math.round(Math.max(0, charge - 25) * 85)),
      [0, 25, 1201.47, 100_000],
      [0, 2500, 20_147, 9_900_000],
    ],
  ])("%s", (_, paid, charges, cents) => {
    const points = piecesOf(paid, 100_000);
    if (typeof points === "string") throw new Error(points);
    expect(points.map(({ charge }) => charge)).toEqual(charges);
    expect(points.map((point) => point.cents)).toEqual(cents);
  });

  it("a jump stays a jump, from one dollar to the next", () => {
    const points = piecesOf((charge) => (charge > 1000 ? 50_000 : 10_000), 100_000);
    expect(points).toEqual([
      { charge: 0, cents: 10_000 },
      { charge: 1000, cents: 10_000 },
      { charge: 1001, cents: 50_000 },
      { charge: 100_000, cents: 50_000 },
    ]);
  });

  it("asks for each charge once, and few of them", () => {
    const asked: number[] = [];
    piecesOf((charge) => {
      asked.push(charge);
      return plan(500, 20, 2000)(charge);
    }, 100_000);
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked.length).toBeLessThan(80);
  });

  it("is every figure of a plan that is drawn at random", () => {
    let seed = 7;
    const next = (most: number): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % most;
    };
    for (let round = 0; round < 200; round++) {
      const deductible = next(60) * 50;
      const paid = plan(deductible, 5 + next(10) * 5, deductible + next(80) * 50);
      const points = piecesOf(paid, 100_000);
      if (typeof points === "string") throw new Error(points);
      for (let k = 0; k < 20; k++) {
        const charge = next(100_000);
        const i = points.findIndex((point) => point.charge >= charge);
        const [a, b] = [points[Math.max(0, i - 1)], points[i]];
        if (!a || !b) throw new Error(`nothing at ${charge}`);
        const drawn =
          a === b ? b.cents : a.cents + ((b.cents - a.cents) * (charge - a.charge)) / (b.charge - a.charge);
        expect(Math.abs(drawn - paid(charge))).toBeLessThanOrEqual(3);
      }
    }
  });

  it("is the reason where nothing can be said", () => {
    expect(piecesOf((charge) => (charge > 5 ? "Nothing says where." : 0), 100_000)).toBe(
      "Nothing says where.",
    );
  });
});
