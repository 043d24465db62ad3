import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { endsOf, KnownEnds, type Numbers } from "./ends.js";

const runs = { numRuns: 2_000, seed: 20150101 };

/** What is said of codes, told one by one. */
function plainly(codes: readonly number[], names: number): string {
  if (codes.some((code) => code < -1 || code >= names || !Number.isInteger(code))) return "or stray";
  return codes.includes(-1) ? "or empty" : "all";
}

const codesOf = (codes: Numbers, names: number): string =>
  new KnownEnds().codesOf(codes, names, codes.length);

describe("codes of names", () => {
  const code = fc.oneof(
    { weight: 20, arbitrary: fc.integer({ min: -1, max: 3 }) },
    { weight: 1, arbitrary: fc.integer({ min: -128, max: 127 }) },
  );
  const count = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 200 }));

  it("of eight bits are told four at a time as one by one, wherever they begin", () => {
    fc.assert(
      fc.property(
        fc.array(code, { maxLength: 20 }),
        count,
        fc.integer({ min: 0, max: 5 }),
        (codes, names, from) => {
          const at = new Int8Array(from + codes.length).fill(-77);
          at.set(codes, from);
          expect(codesOf(at.subarray(from), names)).toBe(plainly(codes, names));
        },
      ),
      runs,
    );
  });

  it.each([
    ["each of 127", 127],
    ["each of 126", 126],
    ["none", 0],
  ])("are told at the ends of what a byte holds: %s", (_, names) => {
    for (let one = -128; one <= 127; one++)
      for (const codes of [
        [one, one, one, one],
        [0, one, 0, 0],
        [one, -1, 0, 0],
      ])
        expect(codesOf(Int8Array.from(codes), names)).toBe(plainly(codes, names));
  });

  it("are told for each list of names, though two columns share them", () => {
    const known = new KnownEnds();
    const codes = Int8Array.of(0, 2, 1, 2);
    expect([known.codesOf(codes, 3, 4), known.codesOf(codes, 2, 4), known.codesOf(codes, 3, 4)]).toEqual([
      "all",
      "or stray",
      "all",
    ]);
  });

  it("of other sizes are told as well, and parts of a number are no code", () => {
    for (const kind of [Int16Array, Int32Array, Float64Array])
      expect([
        codesOf(kind.of(0, 299), 300),
        codesOf(kind.of(-1, 299), 300),
        codesOf(kind.of(-1, 300), 300),
      ]).toEqual(["all", "or empty", "or stray"]);
    expect(codesOf(Float64Array.of(0, 0.5), 300)).toBe("or stray");
    expect(codesOf(Float64Array.of(0, Number.NaN), 300)).toBe("or stray");
  });
});

describe("the least and the largest number", () => {
  it("are of those that are numbers, and it is said whether some are none", () => {
    const value = fc.oneof(fc.integer({ min: -9, max: 9 }), fc.constant(Number.NaN));
    fc.assert(
      fc.property(fc.array(value, { maxLength: 7 }), (values) => {
        const there = values.filter((one) => !Number.isNaN(one));
        const expected = there.length > 0 && {
          low: Math.min(...there),
          high: Math.max(...there),
          hasEmpty: there.length < values.length,
        };
        expect(endsOf(Float64Array.from(values), values.length)).toEqual(expected || undefined);
      }),
      runs,
    );
  });

  it("are not told of numbers with parts, of too few, or of none", () => {
    expect(endsOf(Float64Array.of(1, 2.5), 2)).toBeUndefined();
    expect(endsOf(Float64Array.of(1), 2)).toBeUndefined();
    expect(endsOf(Int32Array.of(), 0)).toBeUndefined();
    expect(endsOf(Int32Array.of(7, 3), 2)).toEqual({ low: 3, high: 7, hasEmpty: false });
  });
});
