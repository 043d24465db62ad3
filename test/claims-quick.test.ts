// Claims are paid in whole cents where that is exact, and in fractions elsewhere: nobody must see which.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Book, type Claim, prepare } from "@planwright/evaluator";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { analyzeCase, cases } from "./conformance/cases.ts";
import { AMOUNTS, amountTexts } from "./support/claim-columns.ts";
import { claimsOf, mended } from "./support/claims-of-book.ts";
import { analyzeFolder, analyzeText, compiled, findingsOf, prepared } from "./support/programs.ts";
import { claims, planTexts } from "./support/random-claims.ts";
import { BENEFITS } from "./witness/benefits.ts";

vi.setConfig({ testTimeout: 240_000 });

/** Pays a claim both ways, and in columns; answers whether whole cents did. */
function paidBothWays(book: Book, claim: Claim): boolean {
  const answer = book.claim(claim);
  const exactly = book.claim(claim, { exactly: true });
  expect(JSON.stringify(answer, null, 1)).toBe(JSON.stringify(exactly, null, 1));
  const columns = book.claimColumns([claim]);
  for (const name of AMOUNTS)
    expect(amountTexts(columns, name), name).toEqual(exactly.lines.map((line) => line[name]));
  const names = claim.lines.map(({ id }, i) => id ?? String(i + 1));
  expect([...columns.line].map((place) => names[place])).toEqual(exactly.lines.map(({ id }) => id));
  expect(columns.errors).toEqual(exactly.errors.map((error) => ({ household: 0, ...error })));
  return columns.exactly === 0;
}

/** Pays claims drawn for a book, as they are and without what is refused; answers how many of these whole cents paid. */
function drawnAndPaid(
  book: Book,
  numRuns: number,
  seed: number,
): { readonly clean: number; readonly quick: number } {
  let clean = 0;
  let quick = 0;
  fc.assert(
    fc.property(claimsOf(book), (drawn) => {
      paidBothWays(book, drawn);
      const claim = mended(book, drawn);
      const isQuick = paidBothWays(book, claim);
      if (book.claim(claim).errors.length > 0) return;
      clean++;
      if (isQuick) quick++;
    }),
    { numRuns, seed },
  );
  return { clean, quick };
}

/** Whether a book has a plan that pays for some service. */
const isPaying = ({ prepared: { book } }: Book): boolean =>
  book.services.length > 0 &&
  book.plans.every(
    ({ benefits, coverage }) => !benefits || book.services.some((service) => service.coverage === coverage),
  ) &&
  book.plans.some(({ benefits }) => benefits);

describe("a claim is paid alike in whole cents and in exact fractions", () => {
  // What is left to the exact way: charges above what cents may hold, and in SCJPIA the ladders of mental health.
  const EXAMPLES = [
    { folder: "sdrma-2015", least: 0.7 },
    { folder: "scjpia-1990", least: 0.5 },
    { folder: "lodi-1985", least: 0.7 },
    { folder: "western-life-1990/current", least: 0.7 },
    { folder: "mendocino-staywell", least: 0.7 },
  ];
  it.each(EXAMPLES)("under the plans of $folder, and mostly in cents", ({ folder, least }) => {
    const { clean, quick } = drawnAndPaid(prepared(analyzeFolder(`examples/${folder}`)), 120, 20260102);
    expect(clean).toBeGreaterThan(20);
    expect(quick / clean).toBeGreaterThan(least);
  });

  it("under plans drawn at random, always in cents", () => {
    fc.assert(
      fc.property(planTexts, claims, (text, claim) => {
        expect(paidBothWays(prepared(analyzeText(text)), claim)).toBe(true);
      }),
      { numRuns: 200, seed: 20260103 },
    );
  });

  it("under plans drawn at random that round otherwise", () => {
    const roundings = fc.constantFrom(
      "half even to cent",
      "down to cent",
      "up to cent",
      "half down to cent",
      "half up to $1",
    );
    fc.assert(
      fc.property(planTexts, roundings, claims, (text, rounding, claim) => {
        const other = text.replace("rounding half up to cent", `rounding ${rounding}`);
        paidBothWays(prepared(analyzeText(other)), claim);
      }),
      { numRuns: 100, seed: 20260104 },
    );
  });

  const plan = readFileSync(fileURLToPath(new URL("witness/benefits.plan", import.meta.url)), "utf8");
  const texts = new Set(
    BENEFITS.flatMap(({ given, change }) => {
      const before = given ? plan.replace(given[0], () => given[1]) : plan;
      return [before, before.replace(change[0], () => change[1])];
    }),
  );
  it("under each plan that is a witness of the vocabulary", () => {
    let plans = 0;
    for (const [i, text] of [...texts].entries()) {
      const analysis = analyzeText(text);
      if (!analysis.program) continue;
      const book = prepared(analysis);
      if (!isPaying(book)) continue;
      plans++;
      drawnAndPaid(book, 2, i);
    }
    expect(plans).toBeGreaterThan(200);
  });

  const topics = cases.filter(({ name }) => name.startsWith("benefits/"));
  it("under each plan of the conformance cases of benefits", () => {
    for (const [i, one] of topics.entries()) {
      const analysis = analyzeCase(one);
      if (!analysis.program) continue;
      const book = prepare(compiled(analysis));
      if (!isPaying(book)) continue;
      drawnAndPaid(book, 6, i);
    }
  });
});

describe("what is left to exact fractions", () => {
  const text = (share: string, rounding = "half up to cent", lines = "") => `program left "Left" {
  effective 2026-01-01 to 2026-12-31
  currency USD
  rounding ${rounding}
}
coverages {
  medical "Medical"
}
services for medical {
  care "Care"
}
plan only "Only" for medical {
  allowed charge in full
  deductible $100 per person, each calendar year
${lines}
  benefits {
    service | pays
    care    | ${share}
  }
}
`;
  const line = (more: object) => ({
    id: "1",
    date: "2026-03-02",
    member: "a",
    service: "care",
    charge: "300.00",
    ...more,
  });
  const claim = (more: object, used: Claim["used"] = undefined): Claim => ({
    plans: ["only"],
    members: [{ id: "a" }],
    used,
    lines: [line(more)],
  });
  const plain = text("deductible then plan pays 80%");
  const LEFT: readonly (readonly [string, string, Claim, string])[] = [
    ["nothing of an everyday line", plain, claim({}), "cents"],
    ["nothing of $100,000,000", plain, claim({ charge: "100000000.00" }), "cents"],
    ["a charge above $100,000,000", plain, claim({ charge: "100000000.01" }), "fractions"],
    ["nothing of $100,000,000 without cents", plain, claim({ charge: "100000000" }), "cents"],
    ["a charge above that without cents", plain, claim({ charge: "100000001" }), "fractions"],
    ["a household with a line that cannot be paid", plain, claim({ member: "b" }), "fractions"],
    [
      "parts of a unit",
      text("plan pays 80%, at most $10 per hour"),
      claim({ units: { hours: "1.5" } }),
      "fractions",
    ],
    [
      "nothing of whole units",
      text("plan pays 80%, at most $10 per hour"),
      claim({ units: { hours: "2" } }),
      "cents",
    ],
    ["rounding to a part of a cent", text("plan pays 80%", "half up to $0.001"), claim({}), "fractions"],
    ["nothing of rounding to a nickel", text("plan pays 80%", "half up to $0.05"), claim({}), "cents"],
    [
      "what was used before in parts of a cent, where cents are rounded to parts",
      text("deductible then plan pays 80%", "half up to $0.001"),
      claim({}, [{ of: "deductible", by: "a", amount: "12.345" }]),
      "fractions",
    ],
    [
      "nothing of what was used before",
      plain,
      claim({}, [{ of: "deductible", by: "a", amount: "12.34" }]),
      "cents",
    ],
    [
      "a limit in parts of a cent",
      text("plan pays 80%", "half up to cent", "  plan pays at most $1.005 per person each calendar year"),
      claim({}),
      "fractions",
    ],
  ];
  it.each(LEFT)("%s", (_what, program, asked, way) => {
    const analysis = analyzeText(program);
    expect(findingsOf(analysis).filter((finding) => !/PW2306|PW5\d{3}/.test(finding))).toEqual([]);
    expect(paidBothWays(prepared(analysis), asked) ? "cents" : "fractions").toBe(way);
  });

  const networks = (share: string) => `program left "Left" {
  effective 2026-01-01 to 2026-12-31
  currency USD
  rounding half up to cent
}
coverages {
  medical "Medical"
}
networks for medical {
  inside  "Inside"  balance written off
  outside "Outside" balance billed
}
services for medical {
  care "Care"
}
plan only "Only" for medical {
  allowed charge in full
  benefits {
    service by network | inside | outside
    care | plan pays 80% | ${share}
  }
}
`;
  it("a share of the payment in another network", () => {
    const book = (share: string) => prepared(analyzeText(networks(share)));
    const outside = claim({ network: "outside" });
    expect(paidBothWays(book("plan pays 60%"), outside)).toBe(true);
    expect(paidBothWays(book("plan pays 60% of its payment in inside"), outside)).toBe(false);
  });

  it("a share by the number of the visit", () => {
    const ladder = text("plan pays 80%").replace(
      "benefits {\n    service | pays\n    care    | plan pays 80%",
      "benefits for care each calendar year {\n    visit | pays\n    1 to 2 | plan pays 80%\n    3 and over | plan pays 50%",
    );
    expect(paidBothWays(prepared(analyzeText(ladder)), claim({}))).toBe(false);
  });
});
