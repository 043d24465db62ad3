// What the benchmarks stand on: generated programs that are right, peers that come to the same premiums, and figures that
// say what was measured. How fast anything is, no test says.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "@planwright/syntax";
import { describe, expect, it, vi } from "vitest";
import figures from "../fixtures/sdrma-2015.json" with { type: "json" };
import { analyzeText, findingsOf, prepared, sdrmaBook } from "../support/programs.ts";
import { brochureOf, COVERAGES } from "./brochure.ts";
import { census, csvHeader, csvLine, jsonLine } from "./census.ts";
import { chart } from "./chart.ts";
import { inColumns, inPeerColumns } from "./columns.ts";
import { TEN_ROWS } from "./compiling.ts";
import { fractions } from "./fractions.ts";
import { generate, generateCharacters, rateRowsOf } from "./generate.ts";
import { run } from "./main.ts";
import { atLeast, atMost, beside, cellsOf, figure, figureText, margin } from "./measure.ts";
import { peerFor } from "./peer.ts";
import { raterFor } from "./peer-arithmetic.ts";
import { ratedByHand } from "./peer-columns.ts";
import { type Machine, type Measured, writeReport } from "./report.ts";
import { hold } from "./served.ts";
import { typeSpecModels } from "./typespec.ts";

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

  it("come to the same in exact fractions", () => {
    const exact = fractions();
    const rateExactly = raterFor(exact, brochureOf(figures), DAY);
    for (const person of census(400)) {
      const lines = COVERAGES.flatMap((coverage, i) => {
        const share = rateExactly(person)[i];
        const cents = (amount: readonly [bigint, bigint]) => Number(exact.inCents(amount));
        return share ? [{ coverage, premium: cents(share.premium), employer: cents(share.employer) }] : [];
      });
      const due = rate(person).lines.map(({ coverage, premium, employer }) => ({
        coverage,
        premium,
        employer,
      }));
      expect({ id: person.id, lines }).toEqual({ id: person.id, lines: due });
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

describe("exact fractions", () => {
  it("round the half of a cent up, and count it", () => {
    const { of, over, times, cents, inCents, ties } = fractions();
    // 30,000 a year at 0.497 for each $100 of a month: 30000 x 0.497 / 1200 = 12.425.
    expect(inCents(cents(over(times(of("30000"), of("0.497")), of("1200"))))).toBe(1243n);
    expect(ties()).toBe(1);
    // A third of a cent below, and two thirds: neither is a half.
    expect(inCents(cents(over(of("0.01"), of("3"))))).toBe(0n);
    expect(inCents(cents(over(of("0.02"), of("3"))))).toBe(1n);
    expect(ties()).toBe(1);
    expect(inCents(cents(of("90071992547409.915")))).toBe(9_007_199_254_740_992n);
  });
});

describe("an engine that is measured", () => {
  const paid = (medical: number) => ({
    premium: [[medical], [0], [0], [0], [0], [0]],
    employer: [[0], [0], [0], [0], [0], [0]],
  });

  it("is refused when it comes to another cent", () => {
    expect(() => hold("A peer", paid(100), paid(100))).not.toThrow();
    expect(() => hold("A peer", paid(100), paid(101))).toThrow(
      "A peer: the premium of medical of person p1 is 101 cents, and ours 100",
    );
  });
});

const MACHINE: Machine = {
  ...{ date: "2026-01-02", commit: "abc1234", node: "20.20.2", system: "linux x64", processor: "Some CPU" },
  ...{ cores: 2, gigabytes: 24, load: 0.1, peers: { langium: "4.2.1" }, missing: [] },
};

describe("a figure", () => {
  const times = figure("ms", [10, 30, 20, 40, 50]);

  it("is the median, with half of what the middle half differs by", () => {
    expect(times).toMatchObject({ unit: "ms", median: 30, low: 20, high: 40, rounds: 5 });
    expect(figureText(times)).toBe("30.0 ms ±33%");
    expect(figureText(figure("ms", [1234.5]))).toBe("1,235 ms");
  });

  it("is set beside a peer's in the sense of its goal, times and rates alike", () => {
    const peer = figure("ms", [60]);
    const [slow, quick] = [figure("rows/s", [50]), figure("rows/s", [200])];
    expect(beside("a", times, "b", peer, atMost(0.4))).toMatchObject({ ratio: 0.5, sense: "as much" });
    expect(beside("a", times, "b", peer, atLeast(4))).toMatchObject({ ratio: 2, sense: "as quick" });
    expect(beside("a", times, "b", peer)).toMatchObject({ ratio: 2, sense: "as quick" });
    expect(beside("a", slow, "b", quick)).toMatchObject({ ratio: 4, sense: "as much" });
    expect(beside("a", quick, "b", slow, atLeast(4))).toMatchObject({ ratio: 4, sense: "as quick" });
  });

  it("is set beside the peer's of the same round, so that a slow minute of the machine counts for nothing", () => {
    const peer = figure("ms", [5, 15, 10, 1, 25]);
    expect(peer.median).toBe(10);
    // 10/5, 30/15, 20/10, 40/1, 50/25: the medians alone would say 3.
    expect(beside("a", times, "b", peer, atMost(2))).toMatchObject({ ratio: 2 });
  });

  it("says whether the goal is met, and by how much", () => {
    const peer = figure("ms", [60]);
    const missed = beside("a", times, "b", peer, atMost(0.4));
    expect(margin(missed)).toEqual({ isMet: false, by: 0.8 });
    expect(margin(beside("a", times, "b", peer, atLeast(1)))).toEqual({ isMet: true, by: 2 });
    expect(margin(beside("a", times, "b", peer))).toBeUndefined();
    expect(cellsOf(missed)).toEqual([
      ...["a", "30.0 ms ±33%", "b", "60.0 ms", "0.50 x as much", "at most 0.4", "not met"],
    ]);
  });

  it("is drawn with words for what is met and what is not", () => {
    const results = [
      beside("quick <one>", times, "b", figure("ms", [60]), atMost(1)),
      beside("slow", times, "b", figure("ms", [10]), atMost(1)),
      beside("without a goal", times, "b", figure("ms", [10])),
    ];
    const picture = chart([{ name: "rate", title: "Rating", seconds: 1, results, machine: MACHINE }]);
    expect(picture).toContain("quick &lt;one>");
    expect(picture.match(/>met</g)).toHaveLength(1);
    expect(picture.match(/>not met</g)).toHaveLength(1);
    expect(picture).not.toMatch(/NaN|Infinity|undefined/);
  });
});

describe("what is kept of a run", () => {
  const section = (name: string, commit: string, ratio: number): Measured => {
    const results = [beside(name, figure("ms", [ratio]), "b", figure("ms", [1]), atMost(1))];
    return { name, title: `Title of ${name}`, seconds: 1, results, machine: { ...MACHINE, commit } };
  };

  it("takes the place of what was kept of its sections, beside the others as they were", () => {
    const folder = `${mkdtempSync(join(tmpdir(), "planwright-bench-"))}/`;
    writeReport(folder, false, [section("rate", "one", 2), section("parse", "one", 2)]);
    expect(readFileSync(`${folder}quick.md`, "utf8")).toContain("0 of 2 goals are met.");
    const written = writeReport(folder, false, [section("parse", "two", 0.5), section("edit", "two", 3)]);
    expect(written).toBe("test/bench/results/quick.{json,md,svg}");
    const page = readFileSync(`${folder}quick.md`, "utf8");
    rmSync(folder, { recursive: true });
    expect(page).toContain("1 of 3 goals are met.");
    expect(page.match(/^## .*$/gm)).toEqual(["## Title of rate", "## Title of parse", "## Title of edit"]);
    expect(page).toContain("- 2026-01-02, commit one: `rate`. Node 20.20.2, linux x64, 2 x Some CPU, 24 GB");
    expect(page).toContain("- 2026-01-02, commit two: `parse`, `edit`. ");
    expect(page).toMatch(/bench -- parse` measures this alone; it took 1 seconds, at commit two/);
  });
});

it("the chart tells no figure of ours as that of another engine, kept or new", () => {
  const [few, all] = [figure("ns a person", [10]), figure("ns a person", [20])];
  const results = [
    beside("all", all, "without them", few),
    beside("few", few, "by hand", figure("ns a person", [9])),
  ];
  const section: Measured = { name: "rate", title: "Rating", seconds: 1, results, machine: MACHINE };
  for (const one of [section, JSON.parse(JSON.stringify(section)) as Measured]) {
    const names = chart([one]).match(/(?<=>)(Planwright, \w+|without them|by hand)(?=<)/g);
    expect(names).toEqual(["by hand", "Planwright, few", "Planwright, all"]);
  }
});

describe("a run of the benchmarks", () => {
  const places = { root: "", programs: "", bench: "", peers: {}, missing: [] };

  it.each([
    [["rate", "speed"], "speed is neither a section (rate, workers, file,"],
    [["--ful"], "nor an option (--full, --write)."],
  ])("is refused with %j", async (args, words) => {
    const error = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    expect(await run(args, places)).toBe(2);
    expect(String(error.mock.calls[0]?.[0])).toContain(words);
    error.mockRestore();
  });
});

describe("what the steps from text are measured with", () => {
  it("is a program of ten rows that checks without a finding, and models of as many lines", () => {
    expect(findingsOf(analyzeText(TEN_ROWS.text))).toEqual([]);
    expect(TEN_ROWS.text.match(/^ +dental_\d +\|/gm)).toHaveLength(TEN_ROWS.rateRows);
    expect(typeSpecModels(120).split("\n")).toHaveLength(121);
  });
});
