// What is read from bytes and written as bytes is what is read from texts and written as texts.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayIn, decimalIn, FigureBytes, MOST_BYTES, UNREAD } from "./bytes.js";
import { plainDecimal } from "./slots.js";
import { writerOf } from "./text.js";

function written(parts: number, least: number, number: number): string {
  const memory = Buffer.alloc(MOST_BYTES + 8, "?");
  const end = new FigureBytes(parts, least).write(number, new DataView(memory.buffer, memory.byteOffset), 1);
  expect(end).toBeLessThanOrEqual(MOST_BYTES + 1);
  expect(memory.toString("latin1", 0, 1)).toBe("?");
  return memory.toString("latin1", 1, end);
}

describe("a figure as bytes", () => {
  it.each([
    [100, 2, 123_456, "1234.56"],
    [100, 2, 5, "0.05"],
    [1, 2, 40_000_000, "40000000.00"],
    [1, 0, 1, "1"],
    [1_000, 2, 150, "0.15"],
    [1_000, 2, 427, "0.427"],
    [12, 0, 1, "0.08333333"],
    [12, 0, 18, "1.5"],
    [3, 2, 2, "0.66666667"],
    [100, 2, 2 ** 40, "10995116277.76"],
    [100, 2, -150, "-1.50"],
  ])("in %i parts with %i decimals at least: %i is %s", (parts, least, number, text) => {
    expect(written(parts, least, number)).toBe(text);
  });

  it("is the text to the character", () => {
    const numbers = fc.oneof(
      fc.integer({ min: 0, max: 2 ** 31 + 10 }),
      fc.integer({ min: 0, max: 12_000 }),
      fc.integer({ min: -100, max: 2 ** 52 }),
    );
    const partsOf = fc.constantFrom(
      1,
      2,
      3,
      4,
      7,
      10,
      12,
      40,
      100,
      1_000,
      1_200,
      10_000,
      36_500,
      10 ** 8,
      2 ** 20,
    );
    fc.assert(
      fc.property(partsOf, fc.constantFrom(0, 2), numbers, (parts, least, number) => {
        expect(written(parts, least, number)).toBe(writerOf(parts, least)(number));
      }),
      { numRuns: 20_000, seed: 20150101 },
    );
  });
});

describe("a cell as bytes", () => {
  const within = (text: string) => Buffer.from(`,${text},`);

  it("is the decimal that its text is, or is not read", () => {
    const texts = fc.oneof(
      fc.stringMatching(/^[0-9]{0,16}(\.[0-9]{0,4})?$/),
      fc.constantFrom(
        "",
        ".",
        "5.",
        ".5",
        "1e3",
        "-1",
        "$5",
        " 5",
        "1.2.3",
        "1099511627776",
        "1099511627777",
      ),
    );
    fc.assert(
      fc.property(texts, fc.constantFrom(0, 2, 3), (text, places) => {
        const read = decimalIn(within(text), 1, 1 + text.length, 10 ** places);
        const value = text === "" ? Number.NaN : plainDecimal(text, places);
        expect(read).toBe(value <= 2 ** 40 ? value : UNREAD);
      }),
      { numRuns: 5_000, seed: 20150101 },
    );
  });

  it.each([
    ["2015-03-01", 20_150_301],
    ["2015-02-30", 20_150_230],
    ["0000-00-00", UNREAD],
    ["2015-3-1", UNREAD],
    ["2015/03/01", UNREAD],
    ["2015-03-0x", UNREAD],
    ["2015-03-011", UNREAD],
  ])("%s as a day is %i", (text, day) => {
    expect(dayIn(within(text), 1, 1 + text.length)).toBe(day);
  });
});
