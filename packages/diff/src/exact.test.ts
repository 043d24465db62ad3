import fc from "fast-check";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { between, boundsOf, decimal, direction, type Inputs, isMore, meanOf } from "./exact.js";

describe("what lies between two figures", () => {
  // 22.30 / 143.78 = 15.5098…%; 30.12 / 228.59 = 13.1764…%; 0.04 / 0.30 = 13.3333…%
  it.each([
    ["143.78", "166.08", "22.3", "15.51"],
    ["228.59", "258.71", "30.12", "13.18"],
    ["0.30", "0.34", "0.04", "13.33"],
    ["0.06", "0.06", "0", "0"],
    ["200", "150", "-50", "-25"],
    // Half up, away from zero: 0.125% and -0.125%.
    ["800", "801", "1", "0.13"],
    ["800", "799", "-1", "-0.13"],
  ])("%s to %s is %s, %s percent", (before, after, delta, percent) => {
    expect(between(before, after)).toEqual({ delta, percent });
  });

  it("has no percentage of zero", () => {
    expect(between("0", "5")).toEqual({ delta: "5" });
  });

  it("is the same of short figures as of the same with zeros after them, which are compared as fractions", () => {
    const figure = fc
      .tuple(fc.integer({ min: -99_999_999, max: 99_999_999 }), fc.integer({ min: 0, max: 4 }))
      .map(([parts, places]) => (parts / 10 ** places).toFixed(places));
    const long = (text: string) => `${text.includes(".") ? text : `${text}.`}0000000000`;
    fc.assert(
      fc.property(figure, figure, (a, b) => {
        expect(between(a, b)).toEqual(between(long(a), long(b)));
        expect(isMore(a, b)).toBe(isMore(long(a), long(b)));
      }),
    );
  });

  it("is exact beyond what a double holds", () => {
    expect(between("12345678901234567890.01", "12345678901234567890.02").delta).toBe("0.01");
  });
});

it("rounds half up to so many places", () => {
  expect(decimal(new Fraction(1, 8), 2)).toBe("0.13");
  expect(decimal(new Fraction(2, 3), 0)).toBe("1");
  expect(decimal(new Fraction(-1, 1000), 2)).toBe("0");
});

describe("which way an amount goes whose value is not known", () => {
  const inputs: Inputs = new Map([
    ["copay", { id: "copay", kind: "money", choices: ["3", "5", "7", "10"] }],
    ["open", { id: "open", kind: "money", range: { min: "5" } }],
  ]);
  const literal = (value: string) => ({ op: "literal", value }) as const;
  const input = (ref: string) => ({ op: "input", ref }) as const;
  it.each([
    [input("copay"), literal("10"), "up"],
    [input("copay"), literal("3"), "down"],
    [input("copay"), literal("5"), "unknown"],
    [literal("10"), input("copay"), "down"],
    [input("open"), literal("5"), "down"],
    [input("open"), literal("500"), "unknown"],
    [literal("5"), literal("5.00"), "same"],
  ] as const)("%j to %j is %s", (before, after, goes) => {
    expect(direction(boundsOf(before, inputs), boundsOf(after, inputs))).toBe(goes);
  });
});

describe("a mean", () => {
  const of = (...texts: readonly string[]): string =>
    meanOf(
      texts.map((text) => new Fraction(text)),
      2,
    );

  it.each([
    // (1/3 + 2/3) / 2 = 0.5; (1/3 + 1/7) / 2 = 0.2380…
    [["1/3", "2/3"], "0.5"],
    [["1/3", "1/7"], "0.24"],
    // Ties go away from zero, also where no fraction of them ends: (1/3 + 2/3 - 0.99) / 2 = 0.005.
    [["1/3", "-97/300"], "0.01"],
    [["-1/3", "97/300"], "-0.01"],
    [["0.005"], "0.01"],
    [["-0.005"], "-0.01"],
    [["-1/3", "-1/3", "-1/3"], "-0.33"],
  ])("of %j is %s", (texts, mean) => {
    expect(of(...texts)).toBe(mean);
  });

  it("of many fractions is that of their exact sum", () => {
    const values = Array.from({ length: 200 }, (_, i) => new Fraction(i - 90, 3 * i + 7));
    const exact = values.reduce((a, b) => a.add(b), new Fraction(0)).div(values.length);
    expect(meanOf(values, 12)).toBe(decimal(exact, 12));
  });
});
