// A rate book whose accounts were changed by hand, with a hash that fits, is refused or answers: it never throws.
import { prepare, settleHolders } from "@planwright/evaluator";
import { hashOf, loadRateBook, type RateBook } from "@planwright/ratebook";
import { describe, expect, it } from "vitest";
import { FULL_TIME, stayWell } from "./support/stay-well.ts";

const bytes = JSON.stringify(stayWell().prepared.book);

const SPOILS: readonly unknown[] = [
  "",
  "0",
  "-1",
  "9".repeat(30),
  "x",
  "2015-99-99",
  0,
  -1,
  2,
  31,
  null,
  true,
  [],
  {},
  "employee",
  "deductible_trust",
  "month",
];

type Path = readonly string[];

const partsOf = (value: unknown): [string, unknown][] =>
  typeof value === "object" && value !== null ? Object.entries(value) : [];

const pathsIn = (value: unknown, path: Path): Path[] =>
  partsOf(value).flatMap(([key, inner]) => [[...path, key], ...pathsIn(inner, [...path, key])]);

function spoil(value: unknown, [key, ...rest]: Path, by: unknown): void {
  const inner = partsOf(value).find(([name]) => name === key)?.[1];
  if (rest.length > 0) spoil(inner, rest, by);
  else if (typeof value === "object" && value !== null && key !== undefined)
    Object.assign(value, { [key]: by });
}

const whole: RateBook = JSON.parse(bytes);
/** The accounts, and the day on which contract years begin. */
const paths = [
  ...pathsIn(whole.accounts, ["accounts"]),
  ["program", "contractYear", "month"],
  ["program", "contractYear", "day"],
  ["rounding", "to"],
  ["conventions", "month_arithmetic", "reading"],
];

const PEOPLE = ["leaving", "retirement", "death", "change_of_employer"].map((event) => ({
  id: event,
  facts: {
    ...FULL_TIME,
    hire: "1981-02-12",
    marriage: "1982-05-05",
    plan: "stay_well",
    dental: "yes",
    beneficiary_statement: "yes",
    interest_rate: "5%",
    [event]: "1984-02-29",
  },
  events: [
    { date: "1982-02-28", event: "claims", amount: "320.50" },
    { date: "1983-02-28", event: "loan", amount: "100" },
  ],
}));

/** Some of all ways to spoil some of all places, the same each time. */
const CASES = Array.from({ length: 150 }, (_, i) => ({
  path: paths[(i * 7919) % paths.length] ?? [],
  by: SPOILS[i % SPOILS.length],
}));

describe("a rate book whose accounts were changed", () => {
  it("is refused or answers, and never throws", async () => {
    let read = 0;
    for (const { path, by } of CASES) {
      const copy: RateBook = JSON.parse(bytes);
      spoil(copy, path, by);
      copy.hash = hashOf(copy);
      const loaded = await loadRateBook(JSON.stringify(copy));
      if (!loaded.ok) continue;
      read++;
      expect(settleHolders(prepare(loaded.book), PEOPLE)).toHaveLength(PEOPLE.length);
    }
    expect(read).toBeGreaterThan(10);
  }, 120_000);
});
