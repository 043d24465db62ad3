import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Reporter } from "../diagnostics/report.js";
import type { Input, Key, RateRow } from "../model.js";
import { domainOf } from "./bands.js";
import { CoverCheck, type KeySpec } from "./cover.js";
import { isSound, type KeyedLines } from "./sound.js";

const PLACE = { file: "test.plan", span: { start: 0, end: 1 } };
const AREAS = ["north", "south"];
const PLANS = ["low", "high"];
const TIERS = ["one", "family"];
const AGE: Input = {
  id: "age",
  kind: "age",
  type: { kind: "figure", units: {} },
  meaning: undefined,
  choices: [],
  range: undefined,
  unit: undefined,
  of: "employee",
  ofSaid: false,
  order: [],
  otherwise: undefined,
  from: undefined,
  origin: { place: PLACE, cites: [], notes: [] },
};

const spec = (id: string, members: readonly string[]): KeySpec => ({ id, members, show: (name) => name });
const SPECS: readonly KeySpec[] = [
  spec("area", AREAS),
  spec("plan", PLANS),
  { id: "age", input: AGE, domain: domainOf(AGE) },
  spec("tier", TIERS),
];
const is = (...names: string[]): Key => ({ is: names });
const band = (min: string | undefined, max: string | undefined): Key => ({
  range: { min, minHeld: true, max, maxHeld: true },
});
const COLUMNS = TIERS.map((tier) => ({ key: is(tier) }));

type Line = readonly [plan: Key, age: Key];

const table = (area: Key, lines: readonly Line[], columns: KeyedLines["columns"] = COLUMNS): KeyedLines => ({
  count: lines.length,
  fixed: { area },
  ids: ["plan", "age"],
  lineKeys: lines.flat(),
  across: "tier",
  columns,
});

const rowsOf = ({ count, fixed, ids, lineKeys, columns }: KeyedLines): RateRow[] =>
  Array.from({ length: count }, (_, line) =>
    columns.map(({ key }): RateRow => {
      const own = ids.map((id, i) => [id, lineKeys[line * ids.length + i]]);
      const keys = { ...fixed, ...Object.fromEntries(own), ...(key ? { tier: key } : {}) };
      return { keys, value: "not_offered", origin: { place: PLACE, cites: [], notes: [] } };
    }),
  ).flat();

/** What a table is by when each combination has one line. */
const whole = (): Line[] =>
  PLANS.flatMap((plan) => [band(undefined, "39"), band("40", undefined)].map((age): Line => [is(plan), age]));

/** A key of a line: mostly as it should be, and sometimes not. */
const line: fc.Arbitrary<Line> = fc.tuple(
  fc.constantFrom<Key>(is("low"), is("high"), is("low", "high"), is("other"), { any: true }),
  fc.constantFrom<Key>(
    band(undefined, "39"),
    band("40", undefined),
    band("39", undefined),
    { any: true },
    is("40"),
  ),
);

const tables: fc.Arbitrary<KeyedLines[]> = fc.array(
  fc
    .record({
      area: fc.constantFrom(is("north"), is("south"), is("north", "south")),
      lines: fc.oneof(
        fc.constant(whole()),
        fc.shuffledSubarray(whole(), { minLength: 3 }),
        fc.array(line, { maxLength: 4 }),
      ),
      columns: fc.constantFrom(COLUMNS, COLUMNS, COLUMNS, [...COLUMNS].reverse(), COLUMNS.slice(1)),
    })
    .map(({ area, lines, columns }) => table(area, lines, columns)),
  { maxLength: 3 },
);

describe("tables seen by whole lines", () => {
  const north = table(is("north"), whole());
  const south = table(is("south"), whole());

  it("are sound when each combination has one line", () => {
    expect(isSound([north, south], 16, SPECS)).toBe(true);
    expect(isSound([table(is("south", "north"), whole())], 8, SPECS)).toBe(true);
    expect(isSound([north], 8, SPECS)).toBe(false);
    expect(isSound([north, north], 16, SPECS)).toBe(false);
    expect(isSound([north, table(is("south"), whole().slice(1))], 14, SPECS)).toBe(false);
    expect(isSound([north, south], 17, SPECS)).toBe(false);
  });

  it("are not sound when bands leave a value out", () => {
    const gap = whole().map(([plan, age], i): Line => [plan, i % 2 === 0 ? band(undefined, "38") : age]);
    expect(isSound([table(is("north", "south"), gap)], 8, SPECS)).toBe(false);
  });

  it("are sound only when going through their cells finds nothing", () => {
    let sound = 0;
    fc.assert(
      fc.property(tables, (some) => {
        const rows = some.flatMap(rowsOf);
        if (!isSound(some, rows.length, SPECS)) return;
        sound++;
        const reporter = new Reporter();
        new CoverCheck(SPECS, reporter, PLACE, undefined, new Map()).run(rows);
        expect(reporter.all()).toEqual([]);
      }),
      { numRuns: 2000 },
    );
    expect(sound).toBeGreaterThan(0);
  });
});
