import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Reporter } from "../diagnostics/report.js";
import type { Key, RateRow } from "../model.js";
import { CoverCheck, isSound, type KeyedLine, type KeySpec } from "./cover.js";

const PLACE = { file: "test.plan", span: { start: 0, end: 1 } };
const PLANS = ["low", "high"];
const TIERS = ["one", "family"];

const spec = (id: string, members: readonly string[]): KeySpec => ({ id, members, show: (name) => name });
const is = (...names: string[]): Key => ({ is: names });
const COLUMNS = TIERS.map((tier) => ({ key: is(tier) }));

/** A line of a table by area and plan, across tiers: mostly one name to a key, and sometimes other than it should be. */
const line: fc.Arbitrary<KeyedLine> = fc
  .record({
    area: fc.constantFrom(is("north"), is("south"), is("north", "south")),
    plan: fc.constantFrom<Key>(is("low"), is("high"), is("low", "high"), is("other"), { any: true }),
    columns: fc.constantFrom(COLUMNS, COLUMNS, COLUMNS, [...COLUMNS].reverse(), COLUMNS.slice(1)),
  })
  .map(({ area, plan, columns }) => ({
    keys: { area, plan },
    across: "tier",
    columns,
    cells: columns.length,
  }));

const rowsOf = ({ keys, columns }: KeyedLine): RateRow[] =>
  columns.flatMap(({ key }) =>
    key
      ? [
          {
            keys: { ...keys, tier: key },
            value: "not_offered",
            origin: { place: PLACE, cites: [], notes: [] },
          },
        ]
      : [],
  );

describe("a table seen by whole lines", () => {
  const specs = [spec("area", ["north", "south"]), spec("plan", PLANS), spec("tier", TIERS)];
  const whole = ["north", "south"].flatMap((area) =>
    PLANS.map((plan) => ({
      keys: { area: is(area), plan: is(plan) },
      across: "tier",
      columns: COLUMNS,
      cells: 2,
    })),
  );

  it("is sound when each combination has one line", () => {
    expect(isSound(whole, 8, specs)).toBe(true);
    expect(isSound(whole.slice(1), 6, specs)).toBe(false);
    expect(isSound([...whole, ...whole.slice(1)], 14, specs)).toBe(false);
    expect(isSound(whole, 9, specs)).toBe(false);
  });

  it("is sound only when going through its cells finds nothing", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.array(line, { maxLength: 6 }), fc.shuffledSubarray(whole, { minLength: 3 })),
        (lines) => {
          const rows = lines.flatMap(rowsOf);
          const reporter = new Reporter();
          new CoverCheck(specs, reporter, PLACE, undefined, new Map()).run(rows);
          if (isSound(lines, rows.length, specs)) expect(reporter.all()).toEqual([]);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
