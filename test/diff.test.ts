// What `diff` says of a change that somebody made to a plan. Each case is a line before and the line after it, and what
// follows for the people insured, worked out by hand. Each is also made backwards: then the opposite is said.
import { compile } from "@planwright/compiler";
import { type Change, compareBooks, idOf, kindRow, ratesSpread, summaryOf } from "@planwright/diff";
import { prepare, runExamples } from "@planwright/evaluator";
import type { RateBook } from "@planwright/ratebook";
import { type SourceFile, analyze } from "@planwright/semantics";
import { describe, expect, it } from "vitest";
import { analyzeFolder } from "./support/programs.ts";
import { filesShuffled, statementsShuffled } from "./support/reorder.ts";

const PLAN = `program small "Small program" {
  effective  2015-01-01 to 2015-12-31
  currency   USD
  rounding   half up to cent
  source     brochure "Benefits of 2015"
}

conventions {
  limit counts         covered units
  shares of a premium  round the employer share, the rest to employee
}

carriers {
  alpha  "Alpha Mutual"
}

coverages {
  medical  "Medical"
}

tiers {
  single  "Single"  covers employee
  family  "Family"  covers employee and 1 or more dependents
}

networks for medical {
  inside   "Inside"   balance written off
  outside  "Outside"  balance billed
}

services for medical {
  office    "Office visit"
  hospital  "Hospital"
  therapy   "Therapy"
}

input customary_fee  money  "What is customary"
input member  truth  "A member of the club"

plan basic "Basic" for medical {
  carrier                alpha
  allowed charge         negotiated in inside
  allowed charge         customary_fee in outside
  deductible             $500 per person, $1,000 per family, embedded, each calendar year, in inside, outside
  out of pocket maximum  $2,000 per person, $4,000 per family, embedded, each calendar year, counts deductible, copay, coinsurance, in inside, outside

  benefits {
    service by network | inside                          | outside
    office             | copay $20 per visit             | deductible then plan pays 60%
    hospital           | deductible then plan pays 80%   | deductible then plan pays 60%
    therapy            | plan pays 80%                   | not covered
  }

  frequency {
    hospital  once each calendar year
  }

  requires  member for hospital, otherwise plan pays less by 20%

  plan pays at most $3,000 per person each calendar year for therapy
  plan covers at most 26 visits per person each calendar year for therapy
}

rates for medical [page 3] {
  per  enrollment per month

  plan by tier | single   | family
  basic        | $200.00  | $500.00
}

contributions for medical {
  employer pays  80%
}
`;

function bookFrom(files: readonly SourceFile[]): RateBook {
  const { program, trees, diagnostics } = analyze(".", files, () => undefined);
  const [first] = diagnostics.filter(({ severity }) => severity === "error");
  if (!program) throw new Error(`${first?.code} ${first?.message}`);
  return compile(program, trees);
}

const bookOf = (text: string): RateBook => bookFrom([{ path: "test.plan", text }]);

/** What is said: the kind, the figures with their units, and what lies between them. */
const said = ({ kind, beforeText, afterText, deltaText, percent }: Change): string =>
  [
    kind,
    ...(beforeText === undefined && afterText === undefined
      ? []
      : [`${beforeText ?? "none"} → ${afterText ?? "none"}`]),
    ...(deltaText === undefined ? [] : [deltaText]),
    ...(percent === undefined ? [] : [`${percent}%`]),
  ].join(", ");

/** [what somebody did, the text before, the text after, what is said]. */
const CASES: readonly (readonly [string, string, string, ...string[]])[] = [
  ["a rate rises", "$200.00", "$215.00", "rate.increased, $200 → $215, +$15, 7.5%"],
  ["a rate is not offered any more", "| $500.00", "| not offered", "rate.withdrawn, 500 → not offered"],
  [
    "rates are per another unit",
    "enrollment per month",
    "employee per month",
    "rate_unit.changed, enrollment per month → employee per month",
  ],
  // 100 / 500 = 20%; the family amount stays.
  [
    "the deductible of a person",
    "deductible             $500",
    "deductible             $600",
    "deductible.increased, $500 → $600, +$100, 20%",
  ],
  [
    "rates are per another unit, and others",
    "enrollment per month\n\n  plan by tier | single   | family\n  basic        | $200.00",
    "employee per month\n\n  plan by tier | single   | family\n  basic        | $210.00",
    "rate.changed, $200 per enrollment per month → $210 per employee per month",
    "rate_unit.changed, enrollment per month → employee per month",
  ],
  [
    "no maximum",
    "out of pocket maximum  $2,000 per person, $4,000 per family, embedded, each calendar year, counts deductible, copay, coinsurance, in inside, outside",
    "out of pocket maximum  none",
    "out_of_pocket_maximum.removed, $2,000 per person, $4,000 per family → none",
  ],
  [
    "the maximum of a family",
    "$4,000 per family",
    "$3,000 per family",
    "out_of_pocket_maximum.decreased, $4,000 → $3,000, −$1,000, -25%",
  ],
  [
    "aggregate for embedded",
    "$1,000 per family, embedded",
    "$1,000 per family, aggregate",
    "accumulation.changed, embedded → aggregate",
  ],
  ["a copay", "copay $20 per visit", "copay $30 per visit", "copay.increased, $20 → $30, +$10, 50%"],
  // The member pays 20%, then 30%.
  [
    "a share",
    "deductible then plan pays 80%",
    "deductible then plan pays 70%",
    "coinsurance.increased, 20% → 30%, +10 points",
  ],
  [
    "a share that the member pays",
    "plan pays 80%                   | not covered",
    "member pays 15%                 | not covered",
    "coinsurance.decreased, 20% → 15%, −5 points",
  ],
  [
    "the same share in other words",
    "plan pays 80%                   | not covered",
    "member pays 20%                 | not covered",
  ],
  [
    "a deductible before a copay",
    "copay $20 per visit",
    "deductible then copay $20 per visit",
    "deductible.applies, copay $20 per visit → deductible then copay $20 per visit",
  ],
  [
    "a copay before a share",
    "plan pays 80%                   | not covered",
    "copay $10 per visit then plan pays 80% | not covered",
    "copay.added, plan pays 80% → copay $10 per visit then plan pays 80%",
  ],
  [
    "a service that was not covered",
    "| not covered",
    "| plan pays 50%",
    "service.covered, not covered → plan pays 50%",
  ],
  [
    "no charge",
    "plan pays 80%                   | not covered",
    "no charge                       | not covered",
    "benefit.richer, plan pays 80% → no charge",
  ],
  [
    "100% and no charge are one",
    "plan pays 80%                   | not covered",
    "plan pays 80%                   | plan pays 0%",
    "service.covered, not covered → plan pays 0%",
  ],
  [
    "a copay lower, a deductible new",
    "copay $20 per visit",
    "deductible then copay $5 per visit",
    "deductible.applies, copay $20 per visit → deductible then copay $5 per visit",
    "copay.decreased, $20 → $5, −$15, -75%",
  ],
  [
    "a copay for members alone",
    "copay $20 per visit",
    "no charge when member, otherwise copay $20 per visit",
    "benefit.richer, copay $20 per visit → no charge when member, otherwise copay $20 per visit",
  ],
  [
    "which way it goes depends on the club",
    "copay $20 per visit",
    "copay $5 per visit when member, otherwise copay $30 per visit",
    "benefit.changed, copay $20 per visit → copay $5 per visit when member, otherwise copay $30 per visit",
  ],
  // A cap on what the plan pays: nobody gains, and how much is lost depends on the charge.
  [
    "a limit of payments",
    "$3,000 per person",
    "$2,500 per person",
    "limit.decreased, $3,000 → $2,500, −$500, -16.67%",
  ],
  ["a limit of visits", "26 visits", "39 visits", "limit.increased, 26 → 39, +13, 50%"],
  [
    "a limit is lifted",
    "  plan covers at most 26 visits per person each calendar year for therapy\n",
    "",
    "limit.removed, 26 → none",
  ],
  [
    "how often",
    "once each calendar year",
    "twice each calendar year",
    "frequency.increased, 1 → 2, +1, 100%",
  ],
  [
    "a requirement is lifted",
    "  requires  member for hospital, otherwise plan pays less by 20%\n",
    "",
    "requirement.removed, otherwise the plan pays less by 20% → none",
  ],
  [
    "a requirement with another consequence",
    "plan pays less by 20%",
    "plan pays less by 30%",
    "requirement.changed, otherwise the plan pays less by 20% → otherwise the plan pays less by 30%",
  ],
  [
    "the employer pays less",
    "employer pays  80%",
    "employer pays  75%",
    "contribution.decreased, 80% → 75%, −5 points",
  ],
  ["the name of a plan", 'plan basic "Basic"', 'plan basic "Basic Plus"', "name.changed, Basic → Basic Plus"],
  [
    "the period",
    "2015-01-01 to 2015-12-31",
    "2016-01-01 to 2016-12-31",
    "period.changed, 2015-01-01 to 2015-12-31 → 2016-01-01 to 2016-12-31",
  ],
  [
    "how amounts are rounded",
    "half up to cent",
    "half down to cent",
    "rounding.changed, half_up → half_down",
  ],
  [
    "another input",
    "input member",
    'input smoker  truth  "Smokes"\ninput member',
    "input.added, none → kind truth, meaning Smokes",
  ],
];

const edited = (before: string, after: string): string => {
  if (!PLAN.includes(before)) throw new Error(`the plan does not say ${before}`);
  return PLAN.replace(before, () => after);
};

describe("what is said of a change", () => {
  const base = bookOf(PLAN);
  it.each(CASES)("%s", (_what, before, after, ...expected) => {
    const head = bookOf(edited(before, after));
    const changes = compareBooks(base, head);
    expect(changes.map(said)).toEqual(expected);
  });

  it.each(CASES)("%s, and back", (_what, before, after) => {
    const head = bookOf(edited(before, after));
    const there = compareBooks(base, head);
    const back = compareBooks(head, base);
    const turned = there.map(({ kind, before: was, after: is }) => [kindRow(kind).opposite ?? kind, is, was]);
    expect(back.map(({ kind, before: was, after: is }) => [kind, was, is]).sort()).toEqual(turned.sort());
  });
});

describe("what is no change", () => {
  const base = bookOf(PLAN);

  it("comments, blank lines and layout", () => {
    const text = PLAN.replaceAll("\n\n", "\n\n// A remark.\n\n").replaceAll(" | ", "    |   ");
    expect(compareBooks(base, bookOf(text))).toEqual([]);
  });

  it("another order of statements, and other files", () => {
    let seed = 7;
    const chance = (): number => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed / 2147483648;
    };
    const [whole] = [{ path: "test.plan", text: PLAN }];
    for (let i = 0; i < 5; i++) {
      const shuffled = statementsShuffled([whole], chance);
      expect(compareBooks(base, bookFrom(shuffled))).toEqual([]);
    }
    const [head = "", ...rest] = PLAN.split(/\n(?=plan |rates )/);
    const files = [head, ...rest].map((text, i) => ({ path: `${i}.plan`, text: `${text}\n` }));
    expect(files).toHaveLength(3);
    expect(compareBooks(base, bookFrom(filesShuffled(files, chance)))).toEqual([]);
  });

  it("a plan that is written `like` another", () => {
    const plan = PLAN.slice(PLAN.indexOf("plan basic"), PLAN.indexOf("rates for"));
    const second = plan
      .replace('plan basic "Basic"', 'plan plus "Plus"')
      .replace("$500 per person", "$400 per person");
    const line = /^ {2}deductible .*$/m.exec(second)?.[0] ?? "";
    const rate = "  basic        | $200.00  | $500.00";
    const priced = PLAN.replace(rate, `${rate}\n  plus         | $250.00  | $600.00`);
    const spelled = bookOf(priced.replace("rates for", `${second}rates for`));
    const like = bookOf(
      priced.replace("rates for", `plan plus "Plus" for medical like basic {\n${line}\n}\n\nrates for`),
    );
    expect(line).toContain("$400");
    expect(compareBooks(spelled, like)).toEqual([]);
  });
});

describe("what has another name", () => {
  const base = bookOf(PLAN);

  it("a plan is recognised, and its rates are compared under the new name", () => {
    const text = PLAN.replace("plan basic", "plan bronze").replace(
      "  basic        | $200.00",
      "  bronze       | $220.00",
    );
    const changes = compareBooks(base, bookOf(text));
    expect(changes.map(said)).toEqual([
      "rate.increased, $200 → $220, +$20, 10%",
      "id.renamed, basic → bronze",
    ]);
    const renamed = changes.find(({ kind }) => kind === "id.renamed");
    expect(Number(renamed?.confidence)).toBeGreaterThan(90);
    expect(Number(renamed?.confidence)).toBeLessThan(100);
  });

  it("a service is recognised in every cell and limit", () => {
    const changes = compareBooks(base, bookOf(PLAN.replaceAll("therapy", "physio")));
    expect(changes.map(said)).toEqual(["id.renamed, therapy → physio"]);
  });

  it("a plan of which little is left is another one", () => {
    const plan = PLAN.slice(PLAN.indexOf("plan basic"), PLAN.indexOf("rates for"));
    const tiny = `plan tiny "Tiny" for medical {
  allowed charge  negotiated, balance written off
  deductible      none

  benefits {
    service  | pays
    office   | no charge
    hospital | not covered
    therapy  | not covered
  }
}

`;
    const text = PLAN.replace(plan, tiny).replace(
      /basic {8}\| \$200.00 {2}\| \$500.00/,
      "tiny         | $20.00   | $50.00",
    );
    const kinds = compareBooks(base, bookOf(text)).map(({ kind }) => kind);
    expect(kinds).toContain("plan.added");
    expect(kinds).toContain("plan.removed");
  });
});

it("finds the same changes of rates whether or not they stand in one order", () => {
  const { program, trees } = analyzeFolder("examples/sdrma-2015");
  if (!program) throw new Error("the example has errors");
  const base = compile(program, trees);
  // Every third rate a dollar dearer.
  const dearer = base.rates.map((table) => ({
    ...table,
    rows: table.rows.map((row, i) =>
      "rate" in row && i % 3 === 0 ? { ...row, rate: String(Number(row.rate) + 1) } : row,
    ),
  }));
  const turned = dearer.map((table) => ({ ...table, rows: [...table.rows].reverse() }));
  const told = (rates: RateBook["rates"]) =>
    compareBooks(base, { ...base, rates })
      .map(idOf)
      .sort();
  expect(told(dearer).length).toBeGreaterThan(80);
  expect(told(turned)).toEqual(told(dearer));
});

describe("a change is known again", () => {
  const idsOf = (text: string) => compareBooks(bookOf(PLAN), bookOf(text)).map(idOf);
  const raised = PLAN.replace("$500 per person", "$600 per person");

  it("by one id, wherever it stands and whatever else changes", () => {
    const [id] = idsOf(raised);
    expect(id).toMatch(/^[0-9a-f]{16}$/);
    expect(idsOf(`// Above.\n\n${raised}`)).toEqual([id]);
    expect(idsOf(raised.replace("$200.00", "$215.00"))).toContain(id);
  });

  it("and another amount is another change", () => {
    expect(idsOf(raised)).not.toEqual(idsOf(PLAN.replace("$500 per person", "$650 per person")));
  });
});

describe("Western Life, the design and the rates from 1 May 1990 against those before", () => {
  const bookIn = (path: string): RateBook => {
    const { program, trees } = analyzeFolder(path);
    if (!program) throw new Error(`${path} has errors`);
    return compile(program, trees);
  };
  const current = bookIn("examples/western-life-1990/current");
  const renewal = bookIn("examples/western-life-1990/renewal");
  const changes = compareBooks(current, renewal);

  // 22.30 / 143.78, 30.12 / 228.59 and 0.04 / 0.30; accidental death stays at $0.06.
  it("has three rates that rise, by 15.51%, 13.18% and 13.33%", () => {
    expect(
      changes
        .filter(({ path }) => path.startsWith("rate/"))
        .map(({ path, delta, percent }) => [path, delta, percent])
        .sort(),
    ).toEqual([
      ["rate/dependent_medical", "30.12", "13.18"],
      ["rate/life", "0.04", "13.33"],
      ["rate/medical", "22.3", "15.51"],
    ]);
  });

  it("has the deductible on prescriptions only without the card, and nothing new where the card pays", () => {
    const drugs = changes.filter(({ path }) => path.startsWith("plan/") && path.includes("prescriptions"));
    expect(drugs.map(({ kind, when }) => [kind, when])).toEqual([
      ["deductible.applies", "not card option"],
      ["deductible.applies", "not card option"],
    ]);
    expect(changes.filter(({ path }) => path.includes("pcs_card"))).toEqual([]);
  });

  // The city has the card: what it pays for a prescription is worked by hand beside the design until April.
  it("pays for a prescription with the card as before", () => {
    const example = current.examples.find(({ name }) => name === "Prescriptions with the card");
    const asked = JSON.parse(JSON.stringify([example]).replaceAll("1989-11-", "1990-05-"));
    const [result] = runExamples(prepare({ ...renewal, examples: asked }));
    expect(result?.checks.length).toBeGreaterThan(5);
    expect(result?.checks.filter(({ status }) => status !== "pass")).toEqual([]);
  });

  it("is leaner for an office visit and by the authorization, richer in hospital", () => {
    const plan = changes.filter(({ path }) => path.startsWith("plan/") && !path.includes("prescriptions"));
    expect(plan.map(({ kind, path }) => [kind, path.split("/").slice(2).join("/")])).toEqual([
      ["copay.increased", "benefit/office_visit/in_network"],
      ["requirement.added", "requirement/prior authorization/inpatient_hospital"],
      ["benefit.richer", "benefit/inpatient_hospital/in_network"],
      ["benefit.richer", "benefit/inpatient_surgery/in_network"],
      ["name.changed", "name"],
    ]);
  });

  // Censuses that carry what is not asked any more, or lack what is asked now.
  it("breaks what hands in the four inputs that come or go", () => {
    const breaking = changes
      .filter((change) => change.breaking)
      .map(({ path }) => path.split("/").slice(0, 2).join("/"));
    expect(breaking.sort()).toEqual([
      "input/admitted_by_network_physician",
      "input/authorization_penalty",
      "input/office_copay",
      "input/prior_authorization",
    ]);
    expect(summaryOf(changes)).toMatchObject({ dearer: 3, cheaper: 0, leaner: 4, richer: 2, breaking: 4 });
  });
});

it("sums up the rates of a plan", () => {
  // 210 for 200 is 5%; 550 for 500 is 10%; their mean is 7.5%.
  const text = PLAN.replace("$200.00  | $500.00", "$210.00  | $550.00");
  expect(ratesSpread(compareBooks(bookOf(PLAN), bookOf(text)))).toEqual([
    { subject: "Basic", count: 2, least: "5", most: "10", mean: "7.5", leastAmount: "10", mostAmount: "50" },
  ]);
});

describe("a worked example that expects another answer", () => {
  const example = `
example "One" {
  given   plan basic
  given   tier single
  expect  premium of medical $200.00
}
`;
  const base = bookOf(PLAN + example);
  const corrected = example.replace("$200.00", "$199.00");

  it("to the same question was corrected", () => {
    const changes = compareBooks(base, bookOf(PLAN + corrected));
    expect(changes.map(({ kind, class: of, afterText }) => [kind, of, afterText])).toEqual([
      ["example.corrected", "correction", "1 expected otherwise"],
    ]);
  });

  it("in another period is another example", () => {
    const next = PLAN.replace("2015-01-01 to 2015-12-31", "2016-01-01 to 2016-12-31");
    const kinds = compareBooks(base, bookOf(next + corrected)).map(({ kind }) => kind);
    expect(kinds).toEqual(["period.changed", "example.changed"]);
  });

  it("to another question is another example", () => {
    const other = compareBooks(base, bookOf(PLAN + example.replace("tier single", "tier family")));
    expect(other.map(({ kind, class: of }) => [kind, of])).toEqual([["example.changed", "neutral"]]);
  });
});
