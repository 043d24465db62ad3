import fc from "fast-check";
import { expect, it } from "vitest";
import { Figures } from "./figures.js";

/** A column of one figure, as the whole number of its units. */
function unitsOf(figures: Figures): bigint {
  const { pairs } = figures;
  return (BigInt(pairs[1] ?? 0) << 32n) | BigInt((pairs[0] ?? 0) >>> 0);
}

const column = (places: number): Figures => {
  const figures = new Figures(places);
  figures.grow(1);
  return figures;
};

it.each<[string, number, bigint]>([
  ["0", 2, 0n],
  ["27.6", 2, 2_760n],
  ["1414.74", 2, 141_474n],
  ["-0.05", 2, -5n],
  ["-1234567890123456.78", 2, -123_456_789_012_345_678n],
  ["9999999999.99999999", 8, 999_999_999_999_999_999n],
  ["42949672.96", 2, 2n ** 32n],
  ["-42949672.97", 2, -(2n ** 32n) - 1n],
])("%s with %i places are %s units", (decimal, places, units) => {
  const figures = column(places);
  expect(figures.fits(decimal)).toBe(true);
  figures.setText(0, decimal);
  expect(unitsOf(figures)).toBe(units);
});

it.each<[string, number]>([
  ["10000000000000000", 2],
  ["0.005", 2],
  ["10000000000", 8],
])("%s has more digits than a column of %i places", (decimal, places) => {
  expect(column(places).fits(decimal)).toBe(false);
});

it("amounts in parts are rounded half up where they have more decimals", () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 1, max: 999 }), (number, parts) => {
      const figures = column(8);
      figures.writerOf({ numbers: Float64Array.of(number), parts })(0, 0);
      // Twice the distance to the true value, in parts of a unit, is at most one unit.
      const distance = unitsOf(figures) * BigInt(parts) - BigInt(number) * 10n ** 8n;
      expect(2n * (distance < 0n ? -distance : distance)).toBeLessThanOrEqual(BigInt(parts));
    }),
    { seed: 20150101 },
  );
});

it("an amount with more digits than the column is told", () => {
  const numbers = Float64Array.of(9_999_999_999, 10_000_000_000);
  expect(column(8).tooLong({ numbers, parts: 1 })).toEqual([1]);
});
