// A renewal of SDRMA that is made up: what `diff` says of it. Percentages and what members pay are worked out by hand.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compile } from "@planwright/compiler";
import { comparisonOf, effectOnMembers, judged, peopleOf, policyOf, ratesSpread } from "@planwright/diff";
import type { RateBook } from "@planwright/ratebook";
import { describe, expect, it } from "vitest";
import { analyzeFolder, ROOT } from "./support/programs.ts";

const BEFORE = "examples/sdrma-2015";
const AFTER = "examples/sdrma-2016-sample";

function bookOf(folder: string): RateBook {
  const { program, trees } = analyzeFolder(folder);
  if (!program) throw new Error(`${folder} has errors`);
  return compile(program, trees);
}

const head = bookOf(AFTER);
const { changes, base } = comparisonOf(bookOf(BEFORE), head);
const textOf = (folder: string, file: string): string => readFileSync(join(ROOT, folder, file), "utf8");

describe("the rates of the renewal", () => {
  const rates = changes.filter(({ kind }) => kind.startsWith("rate.") && kind !== "rate.changed");

  it("are 138, of which 120 rise and 18 fall", () => {
    expect(rates.filter(({ kind }) => kind === "rate.increased")).toHaveLength(120);
    expect(rates.filter(({ kind }) => kind === "rate.decreased")).toHaveLength(18);
    expect(rates).toHaveLength(138);
  });

  it("change by plan as they were made to", () => {
    const spread = ratesSpread(changes).map(({ subject, least, most, mean }) => [subject, least, most, mean]);
    // The mean of Gold: (5.8 + 6.1 + 5.6 + 5.2 + 5.5 + 5 + 4.9 + 5.2 + 4.7 + 5 + 5.3 + 4.8 + 6.1 + 6.4 + 5.9 + 5.4 + 5.7
    // + 5.2) / 18 = 97.8 / 18 = 5.433…. Of EPO without the slip (5.1 + 4.5 + 4.2 + 4.3 + 5.4 + 4.7) / 6 = 4.7; the slip adds
    // (9.44 - 4.2) / 18 = 0.29.
    expect(new Map(spread.map(([name, ...rest]) => [name, rest.join(" ")]))).toEqual(
      new Map([
        ["Gold PPO", "4.7 6.4 5.43"],
        ["Platinum PPO", "5.6 7.3 6.33"],
        ["Silver PPO", "4.1 5.3 4.6"],
        ["EPO", "4.2 9.44 4.99"],
        ["HDHP 10%", "3.6 4.8 4.1"],
        ["HDHP 20%", "-1.5 -0.3 -1"],
        ["Access+ HMO 15", "6.5 7.8 7.06"],
        ["Access+ HMO 20", "6 7.3 6.56"],
      ]),
    );
  });
});

describe("what the board allows", () => {
  const read = policyOf(JSON.parse(textOf(AFTER, "approvals.json")));
  if (!read.ok) throw new Error(read.message);
  const findings = judged(changes, { policy: read.policy, head }, "2015-10-01");

  it("is left by one rate, a slip", () => {
    // 2,089.64 / 1,909.44 = 1.09437….
    expect(findings.filter(({ kind }) => kind === "outside_corridor").map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^EPO, .*Los Angeles.*\$1,909\.44 → \$2,089\.64: 9\.44% is above the corridor, which ends at 8%$/,
      ),
    ]);
  });

  it("is asked for the deductible of Gold, and was given for the emergency room of the EPO", () => {
    expect(findings.filter(({ kind }) => kind === "needs_approval").map(({ message }) => message)).toEqual([
      "Gold PPO, deductible, per person, $500 → $600: leaner needs approval",
      "Gold PPO, deductible, per family, $1,000 → $1,200: leaner needs approval",
    ]);
    expect(findings.filter(({ kind }) => kind === "approval_unused")).toEqual([]);
  });
});

describe("what members pay", () => {
  const standard = effectOnMembers(peopleOf(base, head)).filter(({ from }) => from === "standard");
  const paid = (plan: string) =>
    standard
      .filter((one) => one.plan === plan)
      .map(
        ({ scenario, before, after }) => `${scenario}: ${before === after ? before : `${before} → ${after}`}`,
      );

  it("in the EPO, which has copays", () => {
    expect(paid("epo")).toEqual([
      // 2 × 30.
      "A healthy year: 60",
      // 8 × 30 are 240; a stay is no charge after the deductible of 300.
      "A birth: 540",
      // 4 × 30 are 120. Equipment 4 × 300: 300 + 20% of 900 are 480. Drugs: 12 × 10; the first brand 200 and the 10 that are left, then 11 × 20.
      "Diabetes: 1150",
      // Ambulance 50, emergency room 100 → 150, equipment 180 all deductible, 6 × 30.
      "A fracture: 510 → 560",
      "A long hospital stay: 300",
      // a: 300. b: 300, the family's deductible of 600 is met. c: 20% of 700 are 140, a visit of 30.
      "A family of three, one in hospital: 770",
    ]);
  });

  it("in HDHP 20%, where the maximum is lower", () => {
    const told = paid("hdhp_20");
    // 140 × 2, all below the deductible.
    expect(told).toContain("A healthy year: 280");
    // 3,000 and 20% of 22,000 are 7,400; the most of a year is 5,950, then 5,500.
    expect(told).toContain("A long hospital stay: 5950 → 5500");
  });

  it("does not change in the plans that were not touched", () => {
    const touched = ["gold_ppo", "epo", "hdhp_20"];
    const others = standard.filter(({ plan, delta }) => !touched.includes(plan) && delta !== undefined);
    expect(others.length).toBeGreaterThan(15);
    expect(others.filter(({ delta }) => delta !== "0")).toEqual([]);
  });
});

describe("the files that the renewal did not touch", () => {
  const CHANGED = ["program.plan", "medical.plan", "medical-rates.plan", "dental.plan"];
  const files = readdirSync(join(ROOT, AFTER)).filter((name) => name.endsWith(".plan"));

  it.each(files.filter((name) => !CHANGED.includes(name)))("%s is that of 2015", (name) => {
    expect(textOf(AFTER, name)).toBe(textOf(BEFORE, name));
  });

  it("dental.plan differs in one date", () => {
    expect(textOf(AFTER, "dental.plan").replace("until 2017-01-01", "until 2016-01-01")).toBe(
      textOf(BEFORE, "dental.plan"),
    );
  });

  it("medical.plan differs in three lines", () => {
    const before = textOf(BEFORE, "medical.plan").split("\n");
    const after = textOf(AFTER, "medical.plan").split("\n");
    expect(after).toHaveLength(before.length);
    expect(
      after.filter((line, i) => line.replace(/ +/g, " ") !== before[i]?.replace(/ +/g, " ")),
    ).toHaveLength(3);
  });
});
