// The rules that changes are held to: those that the new program states, and those of a file. Percentages are worked out
// by hand.
import { compile } from "@planwright/compiler";
import { comparisonOf, judged, type PolicyFinding, policyOf, statedChanges } from "@planwright/diff";
import type { RateBook } from "@planwright/ratebook";
import { analyze } from "@planwright/semantics";
import { describe, expect, it } from "vitest";
import { analyzeFolder } from "./support/programs.ts";

const PLAN = `program small "Small program" {
  effective  2016-01-01 to 2016-12-31
  currency   USD
  rounding   half up to cent
}

conventions {
  shares of a premium  round the employer share, the rest to employee
}

coverages {
  medical  "Medical"
  dental   "Dental"
}

tiers {
  single  "Single"  covers employee
  family  "Family"  covers employee and 1 or more dependents
}

services for medical {
  office  "Office visit"
}

plan basic "Basic" for medical {
  allowed charge  in full
  deductible      $500 per person, $1,000 per family, embedded, each calendar year

  benefits {
    service | pays
    office  | deductible then plan pays 80%
  }
}

plan teeth "Teeth" for dental

rates for medical {
  per  enrollment per month

  plan by tier | single  | family
  basic        | $200.00 | $500.00
}

rates for dental {
  per  enrollment per month

  plan by tier | single | family
  teeth        | $20.00 | $50.00
}

contributions for medical, dental {
  employer pays  80%
}
`;

const CORRIDORS = `
corridors yearly "What the board allows" {
  coverage | effective  | at least | at most
  medical  | 2016-01-01 | -3%      | 8%
}
`;

function bookOf(text: string): RateBook {
  const { program, trees, diagnostics } = analyze(".", [{ path: "test.plan", text }], () => undefined);
  const [error] = diagnostics.filter(({ severity }) => severity === "error");
  if (!program) throw new Error(`${error?.code} ${error?.message}`);
  return compile(program, trees);
}

/** What is said when rates or words change, under the rules of the new program and of a file. */
function findings(after: string, rules: string, file?: unknown): PolicyFinding[] {
  const head = bookOf(`${after}${rules}`);
  const { changes, base } = comparisonOf(bookOf(PLAN), head);
  const read = file === undefined ? undefined : policyOf(file);
  if (read && !read.ok) throw new Error(read.message);
  const own = changes.filter(({ kind }) => !kind.startsWith("change_rule") && !kind.startsWith("corridor"));
  return [...judged(own, { policy: read?.policy, head }, "2016-01-01"), ...statedChanges({ base, head })];
}

const said = (after: string, rules: string, file?: unknown): string[] =>
  findings(after, rules, file).map(({ severity, message }) => `${severity} ${message}`);

const with_ = (from: string, to: string): string => {
  expect(PLAN.split(from)).toHaveLength(2);
  return PLAN.replace(from, to);
};

describe("a program says which changes need approval", () => {
  // 500 to 600 is 20% and $100.
  const leaner = with_("$500 per person", "$600 per person");

  it.each([
    ["leaner", true],
    ["leaner over 20%", false],
    ["leaner over 19.99%", true],
    ["leaner over $100", false],
    ["leaner over $99.99", true],
    ["richer, dearer", false],
    ["breaking", false],
    ["dearer, leaner over 5%", true],
  ])("needs approval %s: %s", (what, needs) => {
    const all = said(leaner, `\nchanges {\n  needs approval  ${what}\n}\n`);
    expect(all.length > 0).toBe(needs);
    if (needs) expect(all[0]).toContain("error Basic, deductible, per person, $500 → $600: leaner");
  });

  it("asks for approval of what has no figure that could be small", () => {
    const uncovered = with_("deductible then plan pays 80%", "not covered");
    expect(said(uncovered, "\nchanges {\n  needs approval  leaner over 50%\n}\n")).toHaveLength(1);
  });

  it("does not take points of a share for percentages, nor for dollars", () => {
    // From 80% to 70% is 10 points: neither over 50% of something, nor under.
    const points = with_("plan pays 80%", "plan pays 70%");
    expect(said(points, "\nchanges {\n  needs approval  leaner over 50%\n}\n")).toHaveLength(1);
    expect(said(points, "\nchanges {\n  needs approval  leaner over $50\n}\n")).toHaveLength(1);
  });

  it("is satisfied by an approval in a file", () => {
    const rules = "\nchanges {\n  needs approval  leaner\n}\n";
    const [finding] = findings(leaner, rules);
    const approval = { id: finding?.id, reason: "Board, item 7", by: "Benefits manager" };
    expect(said(leaner, rules, { approvals: [approval] })).toEqual([]);
    expect(said(leaner, rules, { approvals: [{ ...approval, expires: "2015-12-31" }] })).toEqual([
      expect.stringContaining("the approval of Benefits manager ended on 2015-12-31"),
    ]);
    expect(said(PLAN, rules, { approvals: [approval] })).toEqual([
      "warning nothing here needs the approval of Benefits manager (Board, item 7)",
    ]);
  });

  it("says the same in a file", () => {
    expect(said(leaner, "", { approval: [{ class: "leaner", over: "$99.99" }] })).toHaveLength(1);
    expect(said(leaner, "", { approval: [{ class: "leaner", over: "$100" }] })).toEqual([]);
    expect(said(leaner, "", { approval: [{ class: "leaner", over: "20%" }] })).toEqual([]);
    expect(policyOf({ approval: [{ class: "leaner", over: "much" }] }).ok).toBe(false);
  });
});

describe("a program says how far rates may move", () => {
  const within = `${CORRIDORS}\nchanges {\n  within  yearly\n}\n`;

  it.each([
    // 216 / 200 is 8%; the end is held.
    ["$216.00", []],
    ["$216.01", ["error Basic, rate, Single, $200 → $216.01: 8.01% is above the corridor, which ends at 8%"]],
    // 194 / 200 is -3%.
    ["$194.00", []],
    [
      "$193.99",
      ["error Basic, rate, Single, $200 → $193.99: -3.01% is below the corridor, which begins at -3%"],
    ],
  ])("a rate of %s", (rate, expected) => {
    expect(said(with_("$200.00", rate), within)).toEqual(expected);
  });

  it("and it is said where the corridors are silent on a coverage that changed", () => {
    expect(said(with_("$20.00", "$40.00"), within)).toEqual([
      "warning What the board allows says nothing of rates of dental from 2016-01-01, which have changed",
    ]);
  });
});

it("the staff report of Western Life says “approximately 15%” of four rates, and none of them is", () => {
  const [before, after] = ["current", "renewal"].map((name) => {
    const { program, trees } = analyzeFolder(`examples/western-life-1990/${name}`);
    if (!program) throw new Error(`${name} has errors`);
    return compile(program, trees);
  });
  if (!before || !after) throw new Error("two programs are compared");
  const told = statedChanges({ base: before, head: after }).map(({ message }) => message);
  // 22.30 / 143.78 = 15.5098…%, which is 16% as exactly as it is stated; 30.12 / 228.59 = 13.1764…%; 0.04 / 0.30 = 13.3333…%.
  expect(told).toEqual([
    "Employee AD&D is said to change by 15%, and its one rate changes by 0%",
    "Major medical, dependents is said to change by 15%, and its one rate changes by 13.18%",
    "Employee life is said to change by 15%, and its one rate changes by 13.33%",
    "Major medical, employee is said to change by 15%, and its one rate changes by 15.51%",
  ]);
});

describe("a program says by how much its rates change", () => {
  const stated = (percent: string, coverages = "medical"): string =>
    `\nchanges {\n  stated change  ${percent} for ${coverages}\n}\n`;
  // 214.9 / 200 is 7.45%, 537.4 / 500 is 7.48%.
  const after = with_("$200.00 | $500.00", "$214.90 | $537.40");

  it("and it is held against each rate, as exactly as it is stated", () => {
    expect(said(after, stated("7%"))).toEqual([]);
    expect(said(after, stated("7.5%"))).toEqual([]);
    expect(said(after, stated("7.50%"))).toEqual([
      "warning Medical is said to change by 7.50%, and of 2 rates, 2 are others: Basic, Family 7.48%; Basic, Single 7.45%",
    ]);
    expect(said(after, stated("7.48%"))).toEqual([
      "warning Medical is said to change by 7.48%, and of 2 rates, 1 is another: Basic, Single 7.45%",
    ]);
  });

  it("also against a rate that stays", () => {
    expect(said(after, stated("7.5%", "medical, dental"))).toEqual([
      "warning Dental is said to change by 7.5%, and of 2 rates, 2 are others: Teeth, Family 0%; Teeth, Single 0%",
    ]);
  });

  it("also downwards", () => {
    // 190 / 200 and 475 / 500 are -5%.
    const cheaper = with_("$200.00 | $500.00", "$190.00 | $475.00");
    expect(said(cheaper, stated("-5%"))).toEqual([]);
    expect(said(cheaper, stated("5%"))).toHaveLength(1);
  });

  it("and it is said where there is no rate to hold it against", () => {
    const moved = with_(
      "per  enrollment per month\n\n  plan by tier | single | family\n  teeth",
      "per  employee per month\n\n  plan by tier | single | family\n  teeth",
    );
    expect(said(moved, stated("5%", "dental"))).toEqual([
      "warning Dental is said to change by 5%, and there is no rate of it in both",
    ]);
  });
});
