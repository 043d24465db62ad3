// Volumes: each line says what it lets through, and no line decides silently over another.
import { describe, expect, it } from "vitest";
import { CONVENTIONS, errors, findings, life, premium } from "./plans.ts";

const INPUTS = "input pay money per year\ninput bonus money per year\ninput amount money\n";
const plan = (...lines: readonly string[]): string => `${INPUTS}${CONVENTIONS}${life(...lines)}`;
const elect = (volume: string, more: Readonly<Record<string, string>> = {}) => ({
  "volume of life": volume,
  ...more,
});

it("`to under $100,000` does not hold $100,000", () => {
  const text = plan("volume $10,000 to under $100,000");
  if (errors(text).length > 0) return;
  expect(premium(text, elect("100000"))).toContain("$100,000");
  expect(premium(text, elect("99999"))).toBe("100.00");
});

describe("two lines that answer the same person differently are reported", () => {
  it.each([
    ["a choice, and a formula that overrides it", ["volume $10,000 to $50,000", "volume 2 * amount"]],
    ["two formulas", ["volume 2 * amount", "volume 3 * amount"]],
    [
      "the same multiple with two maximums",
      ["volume 1 or 2 times pay, at most $50,000", "volume 2 times pay, at most $100,000"],
    ],
    ["a range with an end, and no maximum", ["volume $10,000 to $100,000, no maximum"]],
  ])("%s", (_, lines) => {
    expect(errors(plan(...lines))).not.toEqual([]);
  });
});

it("a multiple of something else than the pay of the plan is not taken for it", () => {
  const text = plan("volume 1 or 2 times pay, no maximum");
  const row = { pay: "10000", bonus: "90000" };
  expect(premium(text, elect("2 times pay", row))).toBe("20.00");
  expect(premium(text, elect("2 times bonus", row))).not.toBe("20.00");
});

it("a rate per $0 is reported", () => {
  expect(errors(life("volume $10,000 to $20,000").replace("per $1,000", "per $0"))).not.toEqual([]);
});

it("a volume below zero is not rated", () => {
  expect(premium(plan("volume amount - $50,000"), { life: "yes", amount: "24000" })).not.toBe("-26.00");
});

describe("evidence of insurability", () => {
  const AGE = "input age age\n";

  it("where no guaranteed issue holds for an age, check asks how much is guaranteed", () => {
    const some = `${AGE}${life("volume $10,000 to $200,000", "guaranteed issue $100,000 when age under 60")}`;
    const all = some.replace(" when age under 60", "");
    expect(findings(all)).toEqual([]);
    expect(findings(some)).not.toEqual([]);
  });

  it("where two hold for one age, check finds it", () => {
    const text = `${AGE}${life(
      "volume $10,000 to $200,000",
      "guaranteed issue $100,000 when age under 60",
      "guaranteed issue $50,000 when age at least 59",
    )}`;
    expect(errors(text)).not.toEqual([]);
  });
});

describe("a coverage of the spouse says whose age it asks for", () => {
  const spouse = (...lines: readonly string[]): string =>
    `input age age\n${life("insures spouse", "volume $10,000 to $200,000", ...lines)}`;

  it.each([
    ["in whom it insures", ["insures spouse when age under 70"]],
    [
      "in its guaranteed issue",
      ["guaranteed issue $20,000 when age under 60", "guaranteed issue $10,000 when age at least 60"],
    ],
    [
      "in its reductions",
      ["reduction {", "  age | volume", "  under 65 | 100% of volume", "  65 and over | 50% of volume", "}"],
    ],
  ])("%s", (_, lines) => {
    expect(errors(spouse(...lines))).toContain("PW2501");
  });
});
