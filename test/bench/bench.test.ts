// What the benchmarks stand on: generated programs that are right, and a peer that comes to the same premiums.
// How fast anything is, no test says.
import { parse } from "@planwright/syntax";
import { describe, expect, it } from "vitest";
import figures from "../fixtures/sdrma-2015.json" with { type: "json" };
import { analyzeText, findingsOf, prepared, sdrmaBook } from "../support/programs.ts";
import { census, csvHeader, csvLine, jsonLine } from "./census.ts";
import { inColumns, inPeerColumns } from "./columns.ts";
import { generate, generateCharacters, rateRowsOf } from "./generate.ts";
import { peerFor } from "./peer.ts";
import { ratedByHand } from "./peer-columns.ts";

describe("a generated program", () => {
  const small = generate({ markets: 2, areas: 2 });

  it("checks without a finding", () => {
    const analysis = analyzeText(small.text);
    expect(findingsOf(analysis)).toEqual([]);
    expect(analysis.accepted).toEqual([]);
  });

  it("has the rows that it states: 20 plans in 2 areas, 5 dental plans at 9 ages, 2 times 9 of life", () => {
    expect(small.rateRows).toBe(2 * (20 * 2 + 5 * 9 + 2 * 9));
    expect(rateRowsOf({ markets: 2, areas: 2 })).toBe(small.rateRows);
    const bars = small.text.split("\n").filter((line) => line.includes("|"));
    // Of each market: the headings of 2 + 1 + 1 rate tables, the reductions with 3 rows, the contributions with 3.
    expect(bars).toHaveLength(small.rateRows + 2 * (4 + 3 + 3));
  });

  it("rates somebody by its own text", () => {
    const [line] = prepared(analyzeText(small.text)).rate({
      age: "40",
      smoker: "no",
      hours: "40",
      county: "County 002-A",
      plan: "medical_2_plan_20",
      tier: "family",
      share: "100",
    }).lines;
    const areaText = small.text.slice(small.text.lastIndexOf("area area_002"));
    const printed = /^ *medical_2_plan_20 .*\| +\$([\d,.]+)$/m.exec(areaText)?.[1]?.replace(",", "");
    expect(line?.premium).toBe(printed);
    expect(printed).toMatch(/^\d+\.\d\d$/);
  });

  it("is of the size that was asked for, and the same each time", () => {
    const { text } = generateCharacters(100_000, 5);
    expect(text.length).toBeGreaterThanOrEqual(100_000);
    expect(text.length).toBeLessThan(130_000);
    expect(generateCharacters(100_000, 5).text).toBe(text);
    expect(parse("generated.plan", text).problems).toEqual([]);
  });
});

const DAY = "2015-03-01";
const cents = (decimal: string | null): number => Number(decimal?.replace(".", ""));

describe("the census and the peer", () => {
  const book = sdrmaBook();
  const rate = peerFor(figures, DAY);

  it("come to the premiums and shares that the rate book comes to", () => {
    let rated = 0;
    for (const person of census(400)) {
      const { id, errors, lines } = book.rate(person, { asOf: DAY });
      expect({ id, errors }).toEqual({ id: person.id, errors: [] });
      const ours = lines.map(({ coverage, plan, premium, employer, employee }) => ({
        coverage,
        plan,
        premium: cents(premium),
        employer: cents(employer),
        employee: cents(employee),
      }));
      expect({ id, lines: ours }).toEqual({ id, lines: rate(person).lines });
      rated += lines.length;
    }
    // Most have six coverages; retirees and officials have three, and COBRA is for medical.
    expect(rated).toBeGreaterThan(1_800);
  });

  it("come to the same in columns, and the peer in columns to the same", () => {
    const people = [...census(400)];
    const { coverages, apart } = book.rateColumns(inColumns(people), { asOf: DAY });
    const { premium, employer } = ratedByHand(figures, inPeerColumns(people), 20_150_301);
    expect(apart.size).toBe(0);
    for (const [i, id] of ["medical", "dental", "vision", "basic_life", "ltd", "eap"].entries()) {
      const ours = coverages.find(({ coverage }) => coverage === id);
      for (const [row, person] of people.entries()) {
        const expected = rate(person).lines.find(({ coverage }) => coverage === id);
        const paid = { id: person.id, premium: expected?.premium ?? 0, employer: expected?.employer ?? 0 };
        expect({ id: person.id, premium: premium[i]?.[row], employer: employer[i]?.[row] }).toEqual(paid);
        if (expected)
          expect([ours?.premium.numbers[row], ours?.employer?.numbers[row]]).toEqual([
            paid.premium,
            paid.employer,
          ]);
        else expect(ours?.status[row]).toBe(0);
      }
    }
  });

  it("is the same each time, as CSV and as JSON", () => {
    const [first] = census(1);
    expect([...census(3)].slice(0, 1)).toEqual([first]);
    if (!first) throw new Error("a census of one has one person");
    expect(csvHeader.split(",")).toHaveLength(csvLine(first).split(",").length);
    expect(JSON.parse(jsonLine(first))).toEqual(
      Object.fromEntries(Object.entries(first).filter(([, value]) => value !== "")),
    );
  });
});
