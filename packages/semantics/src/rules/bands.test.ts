import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Reporter } from "../diagnostics/report.js";
import type { Input, Range } from "../model.js";
import { coverGaps, domainOf, joinUp } from "./bands.js";

const place = { file: "", span: { start: 0, end: 0 } };
const input = (kind: "age" | "count" | "percent", range?: Range): Input => ({
  ...{
    id: "of",
    kind,
    type: { kind: "figure", units: {} },
    meaning: undefined,
    choices: [],
    range,
    unit: undefined,
  },
  ...{ of: undefined, ofSaid: false, order: [], otherwise: undefined, from: undefined },
  origin: { place, cites: [], notes: [] },
});

const end = fc.constantFrom(undefined, "0", "17", "18", "19", "20", "20.5", "64", "65", "130", "131", "200");
const band = fc.record({ min: end, minHeld: fc.boolean(), max: end, maxHeld: fc.boolean() });
/** Bands that follow on each other as a rule: cut at some places, of which one may be wrong. */
const chain = fc
  .tuple(fc.subarray([18, 20, 30, 65, 70], { minLength: 1 }), fc.boolean(), fc.integer({ min: -1, max: 12 }))
  .map(([cuts, isHeld, wrong]) =>
    [...cuts, undefined].map((cut, i): Range => {
      const low = i === 0 ? undefined : cuts[i - 1];
      return {
        min: low === undefined ? undefined : String(low + (i === wrong ? 1 : 0)),
        minHeld: true,
        max: cut === undefined ? undefined : String(isHeld ? cut - 1 : cut),
        maxHeld: isHeld !== (i === wrong - 6),
      };
    }),
  );
const inputs = fc.constantFrom(
  input("age"),
  input("count"),
  input("age", { min: "18", minHeld: true, max: "64", maxHeld: true }),
  input("count", { min: "2", minHeld: false, max: undefined, maxHeld: true }),
  input("percent"),
);

describe("bands that join up", () => {
  it("are those in which no gap and no overlap is found", () => {
    const seen = { true: 0, false: 0 };
    fc.assert(
      fc.property(fc.oneof(chain, fc.array(band, { maxLength: 4 })), inputs, fc.nat(), (ranges, of, turn) => {
        const turned = [
          ...ranges.slice(turn % (ranges.length + 1)),
          ...ranges.slice(0, turn % (ranges.length + 1)),
        ];
        const domain = domainOf(of);
        const bands = turned.map((range) => ({ range, place }));
        const found = coverGaps(bands, of, new Reporter(), place, { domain });
        expect(joinUp(turned, of, domain)).toBe(found);
        seen[`${found}`]++;
      }),
      { numRuns: 2000 },
    );
    expect(Math.min(seen.true, seen.false)).toBeGreaterThan(100);
  });
});

describe("two bands that overlap", () => {
  const range = (min: string, max: string): Range => ({ min, minHeld: true, max, maxHeld: true });
  const fixesOf = (one: Range, other: Range): readonly string[] => {
    const reporter = new Reporter();
    const bands = [one, other].map((range, i) => ({
      range,
      place: { file: "", span: { start: i, end: i } },
    }));
    coverGaps(bands, input("age", range("30", "49")), reporter, place);
    return reporter.all().flatMap(({ fixes }) => fixes.map(({ title }) => title));
  };

  it("are put apart from either side", () => {
    expect(fixesOf(range("30", "41"), range("40", "49"))).toEqual([
      "Begin this band where the one before ends: `42 to 49`",
      "End the band before where this one begins: `30 to 39`",
    ]);
  });

  it("are put apart from one side alone where nothing would be left of the other", () => {
    expect(fixesOf(range("30", "49"), range("40", "49"))).toEqual([
      "End the band before where this one begins: `30 to 39`",
    ]);
  });
});
