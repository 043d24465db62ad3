// The plan as a page: held against the documents, safe whatever a plan says, and tied to its text.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { documentOf, planPage, STYLE } from "@planwright/pages";
import type { RateBook } from "@planwright/ratebook";
import { describe, expect, it } from "vitest";
import sdrmaFacts from "./fixtures/sdrma-2015.json" with { type: "json" };
import { partOf, tableAfter, tagsOf, textOf } from "./support/markup.ts";
import { analyzeFolder, analyzeText, compiled, ROOT } from "./support/programs.ts";

const EXAMPLES = [
  "sdrma-2015",
  "scjpia-1990",
  "lodi-1985",
  "mendocino-staywell",
  "western-life-1990/current",
  "western-life-1990/renewal",
  "ascip-2021",
];

const books = new Map<string, RateBook>();

function bookOf(example: string): RateBook {
  let book = books.get(example);
  if (!book) {
    book = compiled(analyzeFolder(`examples/${example}`));
    books.set(example, book);
  }
  return book;
}

const pageOf = (example: string): string => planPage(bookOf(example)).body;

describe("the page of SDRMA's program, against its brochure", () => {
  const page = pageOf("sdrma-2015");

  it("has every medical rate that is printed, in its row and column", () => {
    const table = tableAfter(partOf(page, "rates"), "if status is active or retiree or public official");
    const [head = [], ...rows] = table;
    const plans = new Map(bookOf("sdrma-2015").plans.map(({ id, name }) => [id, name]));
    const tiers = {
      employee: "Employee",
      employee_plus_1: "Employee + 1",
      employee_plus_2_or_more: "Employee + 2 or More",
    } as const;
    let found = 0;
    for (const [area, { rates }] of Object.entries(sdrmaFacts.medical.areas)) {
      const column = head.findIndex((text) => text.startsWith(`Area ${area}:`));
      expect(column).toBeGreaterThan(1);
      for (const [plan, byTier] of Object.entries(rates)) {
        for (const [tier, rate] of Object.entries(byTier as Record<string, string>)) {
          const row = rows.find(
            ([name, who]) => name === plans.get(plan) && who === tiers[tier as keyof typeof tiers],
          );
          const [whole = "", cents] = rate.split(".");
          const printed = `$${whole.replace(/\B(?=(\d{3})+$)/g, ",")}.${cents}`;
          expect(row?.[column], `${plan}, ${tier}, area ${area}`).toBe(printed);
          found++;
        }
      }
    }
    // Page 7 and 8: eight plans in six areas, three tiers, less two plans out of the state.
    expect(found).toBe(8 * 6 * 3 - 2 * 3);
  });

  it.each([
    // Page 4 and 5 of the brochure, and the tables of drugs on page 9.
    ["Deductible", "Gold PPO", "$500 a person"],
    ["Deductible", "Gold PPO", "$1,000 a family"],
    ["Deductible", "Silver PPO", "$2,000 a person"],
    ["Deductible", "HDHP 20%", "$6,000 a family"],
    ["Deductible", "Access+ HMO 15", "none"],
    ["Out of pocket maximum", "Gold PPO", "$2,000 a person"],
    ["Out of pocket maximum", "Gold PPO", "$1,500 a person"],
    ["Out of pocket maximum", "HDHP 20%", "$11,900 a family"],
    ["Inpatient hospital", "Gold PPO", "you pay 20% after the deductible"],
    ["Inpatient hospital", "EPO", "no charge after the deductible"],
    ["Inpatient hospital", "Access+ HMO 20", "you pay $250 an admission"],
    [
      "Emergency room, visit does not",
      "Gold PPO",
      "you pay $100 a visit, then the deductible, then you pay 20%",
    ],
    ["Emergency room, visit does not", "Access+ HMO 15", "you pay $50 a visit"],
  ])("%s of %s: %s", (service, plan, wanted) => {
    const [head = [], ...rows] = tableAfter(page, 'id="coverage-0"');
    const column = head.findIndex((text) => text.startsWith(plan));
    const row = rows.find(([name = ""]) => name.startsWith(service));
    expect(row?.[column]).toContain(wanted);
  });

  it("draws what a member pays of a hospital stay, as a calculation by hand has it", () => {
    const part = partOf(page, "pays-0");
    const [head = [], ...rows] = tableAfter(part, "figcaption");
    const paid = (plan: string, charge: string) =>
      rows.find(([name]) => name === plan)?.[head.indexOf(charge)];
    // Gold: $500, then 20% of the rest: 500 + 0.2 x 4,500 = 1,400; of $10,000 it would be 2,400, and 2,000 is the most.
    expect(paid("Gold PPO", "$5,000")).toBe("$1,400");
    expect(paid("Gold PPO", "$10,000")).toBe("$2,000");
    // EPO: the deductible of $300, and no charge above it.
    expect(paid("EPO", "$5,000")).toBe("$300");
    // HDHP 20%: 3,000 + 0.2 x 7,000 = 4,400.
    expect(paid("HDHP 20%", "$10,000")).toBe("$4,400");
    // 20% reach the other $1,500 at 500 + 1,500 / 0.2 = 8,000.
    expect(textOf(part)).toContain("Bends at $500 of $500 and $2,000 of $8,000.");
  });

  it("draws the service that is asked for", () => {
    const drawn = planPage(bookOf("sdrma-2015"), { service: "office_visit" }).body;
    expect(partOf(drawn, "pays-0")).toContain("Participating provider");
    expect(partOf(drawn, "pays-0")).toContain("Physician, office visit");
    expect(partOf(page, "pays-0")).not.toContain("Physician, office visit");
  });
});

describe("the pages of the other programs, against their documents", () => {
  it("Western Life: the rates of the notice, and the copay that the city chooses", () => {
    const page = textOf(pageOf("western-life-1990/current"));
    for (const rate of ["$143.78", "$228.59", "$0.30", "$0.06"]) expect(page).toContain(rate);
    expect(page).toContain("you pay $3, $5, $7 or $10 a visit");
    expect(page).toContain(
      "you pay 20% of the first $5,000 a person a calendar year, then no charge after the deductible",
    );
  });

  it("Lodi: the dental plan pays 100, 85 and 50 percent, at most $1,000 a year", () => {
    const rows = tableAfter(pageOf("lodi-1985"), "CDS Dollar Guard");
    const paid = new Map(rows.map(([service = "", share = ""]) => [service, share]));
    expect(paid.get("Diagnostic and preventive codes 010 to 160, 800 to 812")).toBe("no charge");
    expect(paid.get("Other basic")).toBe("you pay 15% after the deductible");
    expect(paid.get("Crowns and cast restorations")).toBe("you pay 50% after the deductible");
    expect(textOf(pageOf("lodi-1985"))).toContain(
      "The plan pays at most $1,000 a person a calendar year for diagnostic",
    );
  });

  it("Lodi: the member pays all above the maximum, from the cent on at which it is reached", () => {
    // The plan pays 85% of what is above $25: $1,000 at 25 + 1,000 / 0.85 = 1,201.47, of which 201.47 are left.
    expect(textOf(pageOf("lodi-1985"))).toContain("Bends at $25 of $25 and $201.47 of $1,201.47.");
  });

  it("Mendocino: who pays for whom, and an account that is theirs", () => {
    const page = pageOf("mendocino-staywell");
    expect(tableAfter(page, 'id="contributions"')).toContainEqual([
      "Dental",
      "20 to under 30 hours",
      "employer 75%",
    ]);
    const accounts = textOf(partOf(page, "accounts"));
    expect(accounts).toContain("$500 each contract year");
    // Line 176 of the booklet: half to each, from the year in which they marry.
    expect(accounts).toContain(
      "The spouse's share 50% of what is credited, from the contract year of marriage on",
    );
    expect(accounts).toContain("After leaving: all but last contract year to employee, at once");
  });

  it("SCJPIA: rates of vision by plan, deductible and tier", () => {
    const rows = tableAfter(partOf(pageOf("scjpia-1990"), "rates"), "Vision");
    expect(rows.length).toBeGreaterThan(20);
    expect(rows[0]).toContain("Vision deductible");
  });
});

describe.each(EXAMPLES)("the page of %s", (example) => {
  const page = pageOf(example);

  it("says nothing that is no word", () => {
    expect(textOf(page)).not.toMatch(/undefined|NaN|\[object|null|Infinity/);
  });

  it("has each id once, and links that lead somewhere", () => {
    const tags = tagsOf(page);
    const ids = tags.flatMap(({ attributes }) => attributes.get("id") ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = tags.flatMap(({ attributes }) => attributes.get("href") ?? []);
    for (const target of targets) expect(ids).toContain(target.slice(1));
  });

  it("stands alone: it loads nothing, runs nothing, and its policy says so", () => {
    const text = documentOf(planPage(bookOf(example)));
    expect(text).not.toMatch(/https?:|url\(|@import|<script|javascript:/i);
    const hash = createHash("sha256").update(STYLE).digest("base64");
    expect(text).toContain(
      `content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'"`,
    );
    expect(text).toContain(`<style>${STYLE}</style>`);
  });

  it("is the same in every run", () => {
    expect(planPage(bookOf(example)).body).toBe(page);
  });
});

describe("a plan that would be more than text", () => {
  const HOSTILE = `</title><script>alert(1)</script><img src=x onerror="alert(1)"> '"--> {{x}} \u202egnp\u0007\ud800 &lt;`;
  const ELEMENTS = new Set(tagsOf(EXAMPLES.map(pageOf).join("")).map(({ name }) => name));
  const ATTRIBUTES = new Set(
    tagsOf(EXAMPLES.map(pageOf).join("")).flatMap(({ attributes }) => [...attributes.keys()]),
  );

  /** Every text of a book that is for a reader, spoiled; names by which parts find each other stay. */
  function spoiled(value: unknown, key = ""): unknown {
    if (typeof value === "string")
      return [
        "name",
        "text",
        "printed",
        "meaning",
        "words",
        "notes",
        "operator",
        "source",
        "cites",
        "per",
        "member",
        "places",
        "file",
        "features",
      ].includes(key)
        ? `${HOSTILE}${value}`
        : value;
    if (Array.isArray(value)) return value.map((item) => spoiled(item, key));
    if (typeof value !== "object" || value === null) return value;
    const isFeatures = key === "features";
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        isFeatures ? `${HOSTILE}${name}` : name,
        spoiled(inner, isFeatures ? "features" : name),
      ]),
    );
  }

  it.each(EXAMPLES)("stays text on the page of %s", (example) => {
    const book = spoiled(bookOf(example)) as RateBook;
    const body = planPage(book, { anchors: true }).body;
    for (const { name, attributes } of tagsOf(body)) {
      expect(ELEMENTS).toContain(name);
      for (const [key, value] of attributes) {
        expect(key === "data-at" || ATTRIBUTES.has(key), key).toBe(true);
        expect(value).not.toMatch(/[<>]/);
      }
    }
    expect(body).toContain("&lt;script&gt;alert(1)");
    expect(body).not.toMatch(/\u202e|\p{Cs}|(?!\n)\p{Cc}/u);
    expect(documentOf({ title: HOSTILE, body: "" }).match(/<\/title>/g)).toHaveLength(1);
  });

  it("stays text where it is an id that no name explains", () => {
    const book = structuredClone(bookOf("western-life-1990/current"));
    for (const plan of book.plans) plan.coverage = HOSTILE;
    for (const coverage of book.coverages) coverage.id = HOSTILE;
    expect(() => tagsOf(planPage(book).body)).not.toThrow();
  });
});

describe("what ties a page to the text of the plan", () => {
  const { body, anchors } = planPage(bookOf("sdrma-2015"), { anchors: true });
  const lineOf = (file: string, line: number) =>
    readFileSync(join(ROOT, file), "utf8").split("\n")[line - 1] ?? "";

  it("leads from a rate to the row in which it is written", () => {
    const [, id] = /data-at="(\d+)">(?:<svg[^>]*><rect[^>]*\/><\/svg>)?\$707\.88/.exec(body) ?? [];
    const anchor = anchors.find((one) => String(one.id) === id);
    expect(anchor?.path).toMatch(/^\/rates\/\d+\/rows\/\d+$/);
    expect(lineOf(anchor?.file ?? "", anchor?.line ?? 0)).toContain("707.88");
  });

  it("leads from the head of a plan to its block", () => {
    const [, id] = /data-at="(\d+)">Gold PPO/.exec(body) ?? [];
    const anchor = anchors.find((one) => String(one.id) === id);
    expect(lineOf(anchor?.file ?? "", anchor?.line ?? 0)).toMatch(/^plan gold_ppo/);
  });

  it("has an anchor for each number, and none without asking", () => {
    const numbers = tagsOf(body).flatMap(({ attributes }) => attributes.get("data-at") ?? []);
    const known = new Set(anchors.map(({ id }) => String(id)));
    expect(numbers.length).toBeGreaterThan(300);
    for (const number of numbers) expect(known).toContain(number);
    expect(planPage(bookOf("sdrma-2015")).body).not.toContain("data-at");
  });
});

describe("a cell of a benefit table", () => {
  const plan = (cell: string) => `program small "Small" {
  effective  2015-01-01 to 2015-12-31
  currency   USD
  rounding   half up to cent
}

coverages {
  medical  "Medical"
}

services for medical {
  visit  "A visit"
  other  "Another"
}

input approved truth "Approved before"
input fee money "What the city sets"

plan basic "Basic" for medical {
  allowed charge  charge
  deductible      $250 per person, each calendar year

  benefits {
    service | pays
    visit   | ${cell}
    other   | deductible then plan pays 80%
  }
}
`;

  it.each([
    ["no charge", "no charge"],
    ["not covered", "not covered"],
    ["plan pays 100%", "no charge"],
    ["plan pays 80%", "you pay 20% no deductible"],
    ["member pays 12.5%", "you pay 12.5% no deductible"],
    ["deductible then plan pays 80%", "you pay 20% after the deductible"],
    ["deductible then no charge", "no charge after the deductible"],
    ["copay $20 per visit", "you pay $20 a visit no deductible"],
    [
      "copay $20 per visit then deductible then plan pays 80%",
      "you pay $20 a visit, then the deductible, then you pay 20%",
    ],
    ["plan pays 50%, at most $600 per day", "plan pays 50%, at most $600 a day no deductible"],
    [
      "member pays 30%, at most $150 per prescription",
      "you pay 30%, at most $150 a prescription no deductible",
    ],
    ["copay fee per visit", "you pay the fee a visit no deductible"],
    ["no charge when approved, otherwise not covered", "if approved: no charge otherwise not covered"],
  ])("%s is told as: %s", (cell, wanted) => {
    const page = planPage(compiled(analyzeText(plan(cell)))).body;
    const [, row] = tableAfter(page, "Basic");
    expect(row).toEqual(["A visit", wanted]);
  });
});

describe("a program with more plans than fit beside each other", () => {
  const text = (count: number) => `program many "Many" {
  effective  2015-01-01 to 2015-12-31
  currency   USD
  rounding   half up to cent
}

coverages {
  medical  "Medical"
}

services for medical {
  visit  "A visit"
}

${Array.from(
  { length: count },
  (_, i) => `plan p${i} "Plan ${i}" for medical {
  allowed charge  charge
  deductible      $${100 + i} per person, each calendar year

  benefits {
    service | pays
    visit   | deductible then plan pays 80%
  }
}
`,
).join("\n")}`;
  const page = planPage(compiled(analyzeText(text(21)))).body;

  it("has them in tables of one size, each plan once", () => {
    const heads = [...page.matchAll(/<table class="all"><thead><tr><td><\/td>(.*?)<\/tr>/g)].map(
      ([, head = ""]) => head.match(/<th /g)?.length,
    );
    expect(heads).toEqual([7, 7, 7]);
    for (let i = 0; i < 21; i++) expect(page).toContain(`<th scope="col">Plan ${i}</th>`);
  });

  it("draws ten of them, and names the others", () => {
    const [, note = ""] = /<figcaption>(.*?)<\/figcaption>/.exec(page) ?? [];
    expect(page.match(/<path class="ln k\d" d="M6/g)).toHaveLength(10);
    expect(note).toContain("Plan 10 is not drawn: a chart has 10 lines at most.");
    expect(note).toContain("Plan 20 is not drawn");
    expect(note).not.toContain("Plan 9 is not drawn");
  });
});
