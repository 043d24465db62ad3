// What changed, as a page: held against the notice of Western Life, and against changes made by hand.
import { between, comparisonOf, idOf } from "@planwright/diff";
import { diffPage } from "@planwright/pages";
import type { RateBook } from "@planwright/ratebook";
import { describe, expect, it } from "vitest";
import { tableAfter, tagsOf, textOf } from "./support/markup.ts";
import { analyzeFolder, analyzeText, compiled } from "./support/programs.ts";

const NOBODY = { members: [] };

function pageOf(base: RateBook, head: RateBook, more: Partial<Parameters<typeof diffPage>[0]> = {}): string {
  const comparison = comparisonOf(base, head);
  return diffPage({
    base: comparison.base,
    head,
    changes: comparison.changes,
    findings: [],
    people: NOBODY,
    ...more,
  }).body;
}

describe("the renewal of Western Life", () => {
  const current = compiled(analyzeFolder("examples/western-life-1990/current"));
  const renewal = compiled(analyzeFolder("examples/western-life-1990/renewal"));
  const page = pageOf(current, renewal);

  // The notice of March 22, 1990 has 143.78 and 166.08, 228.59 and 258.71, .30 and .34. 22.30 / 143.78 is 15.51%,
  // 30.12 / 228.59 is 13.18%, 0.04 / 0.30 is 13.33%.
  it.each([
    ["Major medical, employee", "▲ +15.51% +$22.30 $143.78 → $166.08"],
    ["Major medical, dependents", "▲ +13.18% +$30.12 $228.59 → $258.71"],
    ["Employee life", "▲ +13.33% +$0.04 $0.30 → $0.34"],
  ])("tells the rate of %s: %s", (name, wanted) => {
    const rates = textOf(page.slice(page.indexOf('id="rates"')));
    expect(rates.slice(rates.indexOf(name)).replace(/^.*?(?=[▲▼])/, "")).toMatch(
      new RegExp(`^${wanted.replace(/[$+.]/g, "\\$&")}`),
    );
  });

  it("leaves out the rate that stays", () => {
    expect(page.slice(page.indexOf('id="rates"'))).not.toContain("Employee AD&amp;D");
    expect(textOf(page)).toContain("Without change: 1 table of rates.");
  });

  it("says the sum of it first", () => {
    const head = textOf(page.slice(0, page.indexOf("<nav")));
    expect(head).toContain("November 1, 1989 to April 30, 1990 → May 1 to October 31, 1990");
    expect(head).toContain("Major medical, employee +15.51% (+$22.30)");
    expect(head).toMatch(/3 ▲ dearer\s*4 ⊖ leaner\s*2 ⊕ richer/);
  });

  const rows = tableAfter(page, 'id="benefits"');
  const row = (name: string) => rows.find(([about]) => about === name) ?? [];

  it("puts benefits side by side: the office visit, and prescriptions without the card", () => {
    expect(rows[1]).toEqual([
      "",
      "Network provider",
      "Any other provider",
      "Network provider",
      "Any other provider",
    ]);
    expect(row("Doctor office visit").slice(1, 4)).toEqual([
      "you pay $3, $5, $7 or $10 a visit no deductible",
      "you pay 20% of the first $5,000 a person a calendar year, then no charge after the deductible",
      "you pay $10 a visit no deductible",
    ]);
    // The notice: the deductible applies to prescriptions where it did not before.
    expect(row("Prescriptions")[1]).toBe(
      "if not card option: you pay 20% no deductible otherwise not covered",
    );
    expect(row("Prescriptions")[3]).toBe(
      "if not card option: you pay 20% after the deductible otherwise not covered",
    );
  });

  it("marks the cells that changed, on both sides, and no others", () => {
    const [, office = ""] = /<th scope="row">Doctor office visit<\/th>(.*?)<\/tr>/.exec(page) ?? [];
    expect([...office.matchAll(/<td class="([^"]*)"/g)].map(([, of]) => of)).toEqual([
      "was",
      "same",
      "new bar",
      "same",
    ]);
  });

  it("folds what stays, and counts it", () => {
    expect(row("Deductible")).toEqual([]);
    expect(textOf(page)).toMatch(/\d+ rows without change/);
    expect(textOf(page)).toContain("Benefits without change: PCS prescription card.");
  });

  it("says a plan that is called otherwise by both names", () => {
    expect(page).toContain(
      "<del>Major medical with the Med$ense network</del> → Major medical with PHCS WesternCare",
    );
  });

  it("is a page of its own: ids once, links that lead somewhere, words where others have none", () => {
    const ids = tagsOf(page).flatMap(({ attributes }) => attributes.get("id") ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { attributes } of tagsOf(page)) {
      const target = attributes.get("href");
      if (target !== undefined) expect(ids).toContain(target.slice(1));
    }
    expect(textOf(page)).not.toMatch(/undefined|NaN|\[object|null/);
  });

  it("has no change between a program and itself", () => {
    const same = pageOf(current, current);
    expect(textOf(same)).toContain("No change in meaning.");
    expect(same).not.toMatch(/<table|<ins|<del/);
  });
});

describe("changes made by hand", () => {
  const PLAN = `program small "Small" {
  effective  2015-01-01 to 2015-12-31
  currency   USD
  rounding   half up to cent
}

coverages {
  medical  "Medical"
}

tiers {
  single  "Single"  covers employee
  family  "Family"  covers employee and 1 or more dependents
}

services for medical {
  visit  "A visit"
  stay   "A stay"
}

plan basic "Basic" for medical {
  allowed charge  charge
  deductible      $250 per person, each calendar year

  benefits {
    service | pays
    visit   | copay $20 per visit
    stay    | deductible then plan pays 80%
  }
}

plan better "Better" for medical {
  allowed charge  charge

  benefits {
    service | pays
    visit   | no charge
    stay    | no charge
  }
}

rates for medical {
  per  enrollment per month

  plan by tier | single  | family
  basic        | $100.00 | $250.00
  better       | $160.00 | $400.00
}
`;
  const book = (text: string) => compiled(analyzeText(text));
  const changed = (from: string, to: string) => pageOf(book(PLAN), book(PLAN.replace(from, to)));

  it("tells a cheaper rate with its sign, and leaves the others in a fold", () => {
    const page = changed("$250.00", "$241.25");
    // 8.75 / 250 is 3.5%.
    expect(tableAfter(page, 'id="rates"')).toEqual([
      ["Plan", "Single", "Family"],
      ["Basic", "$100.00", "▼ −3.50% −$8.75 $250.00 → $241.25"],
    ]);
    expect(textOf(page)).toContain("1 row without change");
  });

  it("tells a deductible in the row of deductibles", () => {
    const rows = tableAfter(changed("$250 per person", "$300 per person"), 'id="benefits"');
    expect(rows.at(-1)).toEqual([
      "Deductible",
      "$250 a person each calendar year",
      "$300 a person each calendar year",
    ]);
  });

  it("tells a plan that is new, and one that is gone", () => {
    const without = PLAN.replace(/plan better[\s\S]*?\n}\n\n/, "").replace(/ {2}better .*\n/, "");
    expect(textOf(pageOf(book(without), book(PLAN)))).toContain("New: Better.");
    const gone = textOf(pageOf(book(PLAN), book(without)));
    expect(gone).toContain("No longer there: Better.");
    expect(gone).toContain("2 rates of before are no longer there.");
  });

  it("marks the rate that leaves the corridor, and no other", () => {
    const [base, head] = [book(PLAN), book(PLAN.replace("$100.00", "$109.00").replace("$250.00", "$251.00"))];
    const change = comparisonOf(base, head).changes.find(({ after }) => after === "109");
    const id = change ? idOf(change) : "";
    const page = pageOf(base, head, {
      findings: [{ kind: "outside_corridor", severity: "error", id, message: "9% is above the corridor" }],
    });
    expect(tableAfter(page, 'id="rates"')[1]).toEqual([
      "Basic",
      "▲ +9.00% +$9.00 $100.00 → $109.00 outside the corridor",
      "▲ +0.40% +$1.00 $250.00 → $251.00",
    ]);
  });

  it("keeps texts of a plan texts", () => {
    const spoiled = changed('"A visit"', '"<script>alert(1)</script>"');
    expect(tagsOf(spoiled).map(({ name }) => name)).not.toContain("script");
    const named = changed('"Basic"', '"<img src=x onerror=alert(1)>"');
    expect(tagsOf(named).map(({ name }) => name)).not.toContain("img");
  });

  it("shows what a policy says before all tables, and what it means for people", () => {
    const moved = between("1100", "1260");
    const page = pageOf(book(PLAN), book(PLAN.replace("$100.00", "$150.00")), {
      findings: [{ kind: "outside_corridor", severity: "error", id: "abc", message: "Basic, Single: +50%" }],
      people: {
        members: [
          {
            from: "standard",
            scenario: "A birth",
            says: "stay $9,800",
            plan: "basic",
            planName: "Basic",
            before: "1100",
            after: "1260",
            delta: moved.delta,
          },
        ],
      },
    });
    expect(page.indexOf("Basic, Single: +50%")).toBeLessThan(page.indexOf("<table"));
    expect(tableAfter(page, 'id="people"')).toContainEqual([
      "Basic",
      "A birth stay $9,800",
      "$1,100 → $1,260",
      "+$160",
    ]);
    expect(textOf(page)).toContain(
      "a member pays more in 1. The largest difference is +$160: Basic, A birth.",
    );
  });
});

describe("the renewal of SDRMA that is made up", () => {
  const page = pageOf(
    compiled(analyzeFolder("examples/sdrma-2015")),
    compiled(analyzeFolder("examples/sdrma-2016-sample")),
  );

  it("sums up many rates in one sentence", () => {
    // 48 rates of each of the six areas but two: 8 plans, 3 tiers, less the plans that area V does not have.
    expect(textOf(page.slice(0, page.indexOf("<nav")))).toMatch(
      /138 rates of 8 plans and coverages changed, by −1\.50% to \+9\.44%; the mean is \+4\.\d\d%, each rate counted once\./,
    );
  });

  it("shows the three plans that changed, and names the others", () => {
    const shown = [...page.matchAll(/<section class="plan"><h3>([^<]*)/g)].map(([, name]) => name?.trim());
    expect(shown).toEqual(["Gold PPO", "EPO", "HDHP 20%"]);
    expect(textOf(page)).toMatch(/Benefits without change: .*Platinum PPO/);
  });
});
