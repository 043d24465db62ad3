// The figures of the law that come with `use regulation` are those of a list that was made apart from them, and every
// one says where it was read.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { analyzeText } from "./support/programs.ts";
import { ROOT } from "./support/programs.ts";

const FOLDER = join(ROOT, "packages/semantics/regulation");
const files = readdirSync(FOLDER)
  .sort()
  .map((name) => ({ name, text: readFileSync(join(FOLDER, name), "utf8") }));

interface Figures {
  readonly aca_oop_max: Readonly<Record<string, readonly [number, number, string]>>;
  readonly hdhp: Readonly<Record<string, readonly (number | string)[]>>;
}
const figures = JSON.parse(
  readFileSync(join(ROOT, "test/fixtures/regulation/federal-figures.json"), "utf8"),
) as Figures;

const YEARS = Array.from({ length: 13 }, (_, i) => String(2014 + i));

/** The findings of a plan whose figures are all at a limit, and of one with a figure a dollar off. */
function findingsOf(year: string, product: string, deductibles: string, maxima: string): string[] {
  const text = `
program p "P" {
  effective  ${year}-01-01 to ${year}-12-31
  currency   USD
  rounding   half up to cent
}
use regulation
coverages {
  medical "Medical"
}
networks for medical {
  inside "Inside" balance written off
}
services for medical {
  visit "Visit"
}
conventions {
  allowed charge negotiated
}
plan one "One" for medical {
  product ${product}
  deductible ${deductibles}, aggregate, each calendar year
  out of pocket maximum ${maxima}, embedded, each calendar year, counts deductible, copay, coinsurance
  benefits {
    service by network | inside
    visit              | deductible then plan pays 80%
  }
}
`;
  return analyzeText(text).diagnostics.map(({ rule, code }) => rule?.title ?? code);
}

const amounts = (person: number, family: number) => `$${person} per person, $${family} per family`;

describe("the federal limits of a year", () => {
  it.each(YEARS)("of out-of-pocket maxima, %s", (year) => {
    const [person, family] = figures.aca_oop_max[year] ?? [0, 0];
    const low = amounts(500, 1000);
    expect(findingsOf(year, "ppo", low, amounts(person, family))).toEqual([]);
    expect(findingsOf(year, "ppo", low, amounts(person + 1, family))).toEqual([
      "Out-of-pocket maxima stay within the federal limit",
    ]);
    expect(findingsOf(year, "ppo", low, amounts(person, family + 1))).toEqual([
      "Out-of-pocket maxima of a family stay within the federal limit",
    ]);
  });

  it.each(YEARS)("of high deductible health plans, %s", (year) => {
    const [person = 0, family = 0, mostPerson = 0, mostFamily = 0] = (figures.hdhp[year] ?? []).map(Number);
    const maxima = amounts(mostPerson, mostFamily);
    expect(findingsOf(year, "hdhp", amounts(person, family), maxima)).toEqual([]);
    expect(findingsOf(year, "hdhp", amounts(person - 1, family), maxima)).toEqual([
      "The deductible of a high deductible plan is high enough",
    ]);
    expect(findingsOf(year, "hdhp", amounts(person, family - 1), maxima)).toEqual([
      "The family deductible of a high deductible plan is high enough",
    ]);
    expect(
      findingsOf(year, "hdhp", amounts(person, family), amounts(mostPerson + 1, mostFamily + 1)),
    ).toContain("The out-of-pocket maximum of a high deductible plan is low enough");
    expect(findingsOf(year, "hdhp", amounts(person, family), amounts(mostPerson, mostFamily + 1))).toContain(
      "The family out-of-pocket maximum of a high deductible plan is low enough",
    );
  });
});

describe("the rules of law", () => {
  it("each name their authority and are tagged as such", () => {
    const blocks = files.flatMap(({ text }) => text.split(/^(?=rule |limits )/m).slice(1));
    expect(blocks.length).toBeGreaterThan(12);
    for (const block of blocks) {
      expect(block).toMatch(/^ {2}authority +"/m);
      if (!block.startsWith("rule")) continue;
      expect(block).toMatch(/^ {2}tagged +regulation$/m);
      expect(block).toMatch(/^ {2}seen +(at the authority|in a secondary source|from memory)$/m);
    }
  });

  it("say of each figure where it was read", () => {
    const rows = files.flatMap(({ text }) => text.split("\n").filter((line) => /^ +\d{4} +\|/.test(line)));
    expect(rows.length).toBeGreaterThan(60);
    for (const row of rows) expect(row).toMatch(/\| (at the authority|in a secondary source|from memory)$/);
  });
});
