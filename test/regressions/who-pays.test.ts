// Who pays must follow from exactly one line: two that differ, and none, are found before anybody is rated.
import { describe, expect, it } from "vitest";
import { CLASSES, CONVENTIONS, errors, findings, MEDICAL, paid, rates, TIERS } from "./plans.ts";

const TABLE = rates("  plan by tier | single | two | family\n  gold | $100.01 | $200.03 | $300.05");
const plan = (contributions: string): string =>
  `${MEDICAL}${TIERS}${TABLE}${CLASSES}${CONVENTIONS}${contributions}`;
const table = (...rows: readonly string[]): string =>
  `contributions for medical {\n${rows.map((row) => `  ${row}`).join("\n")}\n}\n`;

const PARTS = "class | employee premium | dependent premium";
const ALL = "working, continued";

it("a complete table is clean", () => {
  expect(findings(plan(table(PARTS, `${ALL} | employer pays 80% | employer pays 50%`)))).toEqual([]);
});

it("a row for any class holds for everyone, and asks for no class", () => {
  const text = `${MEDICAL}${TIERS}${TABLE}${CONVENTIONS}${table(PARTS, "any | employer pays 80% | employer pays 50%")}`;
  expect(findings(text)).toEqual([]);
  // 80% of 100.01 is 80.008; 50% of 200.03 - 100.01 is 50.01; together 130.018.
  expect(paid(text, { plan: "gold", tier: "two" })).toEqual(["200.03", "130.02", "70.01"]);
});

describe("said twice", () => {
  it.each([
    [
      "two blocks",
      "contributions for medical {\n  employer pays 80%\n}\ncontributions for medical {\n  employer pays 50%\n}\n",
    ],
    [
      "a block for all, and a table by class",
      `contributions for medical {\n  employer pays 50%\n}\n${table("class | premium", "working | employer pays 80%")}`,
    ],
    [
      "a class in two rows",
      table("class | premium", `${ALL} | employer pays 80%`, "working | employer pays 10%"),
    ],
    [
      "a part in two columns",
      table(
        "class | employee premium | employee premium | dependent premium",
        `${ALL} | employer pays 10% | employer pays 90% | employer pays 50%`,
      ),
    ],
    [
      "the whole premium and its parts",
      table(
        "class | premium | employee premium | dependent premium",
        `${ALL} | employer pays 10% | employer pays 90% | employer pays 50%`,
      ),
    ],
  ])("%s", (_, contributions) => {
    expect(errors(plan(contributions))).not.toEqual([]);
  });
});

describe("not said", () => {
  it.each([["for the dependents", table("class | employee premium", `${ALL} | employer pays 80%`)]])(
    "%s",
    (_, contributions) => {
      expect(findings(plan(contributions))).not.toEqual([]);
    },
  );
});

describe("shares that cannot be", () => {
  it("more than the whole", () => {
    expect(errors(plan("contributions for medical {\n  employer pays 120%\n}\n"))).not.toEqual([]);
  });

  it("less than the requirement, in one class alone", () => {
    const required =
      "participation {\n  require employer pays at least 75% of employee premium for medical\n}\n";
    const low = table(
      PARTS,
      "working | employer pays 74% | employer pays 0%",
      "continued | employer pays 0% | employer pays 0%",
    );
    expect(errors(plan(`${required}${low}`))).toContain("PW3101");
  });

  it("less of the whole premium than is required of a part", () => {
    const required =
      "participation {\n  require employer pays at least 75% of employee premium for medical\n}\n";
    expect(errors(plan(`${required}contributions for medical {\n  employer pays 74%\n}\n`))).toContain(
      "PW3101",
    );
  });
});

it("a requirement of a coverage for which nothing says who pays is reported", () => {
  const required = "participation {\n  require employer pays 100% of premium for medical\n}\n";
  expect(findings(plan(required))).not.toEqual([]);
});

it("a share just below what is required is not shown as what is required", () => {
  const text = `${MEDICAL}${TIERS}${TABLE}${CONVENTIONS}input share percent
contributions for medical {
  employer pays share
}
participation {
  require employer pays at least 75% of premium for medical
}
`;
  const row = { plan: "gold", tier: "single", share: "74.999%" };
  expect(paid(text, row).join(" ")).toContain("74.999%");
  expect(paid(text, { ...row, share: "75%" })).toEqual(["100.01", "75.01", "25.00"]);
});
