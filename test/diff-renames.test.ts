// Names that changed from one program to the next, as `formerly` states them: what is left to tell is told under the
// new name, and nothing else is touched.
import { compile } from "@planwright/compiler";
import { type Change, compareBooks } from "@planwright/diff";
import type { RateBook } from "@planwright/ratebook";
import { analyze } from "@planwright/semantics";
import { describe, expect, it } from "vitest";

const PLAN = `program small "Small program" {
  effective  2015-01-01 to 2015-12-31
  currency   USD
  rounding   half up to cent
}

conventions {
  shares of a premium  round the employer share, the rest to employee
}

coverages {
  medical  "Medical"
  vision   "Vision"
}

tiers {
  single  "Single"  covers employee
  family  "Family"  covers employee and 1 or more dependents
}

input county  choice of Marin, Napa

areas by county {
  north  "North"  Marin
  south  "South"  otherwise
}

classes {
  full  "Full time"  when county is Marin
  part  "Part time"  when county is Napa
}

networks for medical, vision {
  inside   "Inside"   balance written off
  outside  "Outside"  balance billed
}

services for medical, vision {
  visit    "Visit"
  glasses  "Glasses"
}

plan basic "Basic" for medical {
  allowed charge  negotiated in inside
  allowed charge  in full in outside

  benefits {
    service by network | inside              | outside
    visit              | copay $20 per visit | plan pays 60%
    glasses            | not covered         | not covered
  }
}

plan sight "Sight" for vision {
  allowed charge  negotiated in inside
  allowed charge  in full in outside

  benefits {
    service by network | inside              | outside
    visit              | copay $10 per visit | plan pays 50%
    glasses            | no charge           | plan pays 50%
  }
}

rates for medical {
  per  enrollment per month

  area north {
    plan by tier | single  | family
    basic        | $200.00 | $500.00
  }

  area south {
    plan by tier | single  | family
    basic        | $210.00 | $510.00
  }
}

rates for vision {
  per  enrollment per month

  plan by tier | single | family
  sight        | $7.50  | $15.00
}

contributions for medical {
  class | premium
  full  | employer pays 80%
  part  | employer pays 50%
}

contributions for vision {
  employer pays  50%
}

example "A person in Marin" {
  given   plan basic
  given   tier single
  given   county Marin
  expect  premium of medical $200.00
}
`;

function bookOf(text: string): RateBook {
  const { program, trees, diagnostics } = analyze(".", [{ path: "test.plan", text }], () => undefined);
  if (!program) throw new Error(diagnostics.map(({ code, message }) => `${code} ${message}`).join("\n"));
  return compile(program, trees);
}

const said = ({ kind, path, before, after, stated, confidence }: Change): string =>
  `${kind} ${path}: ${before ?? "none"} → ${after ?? "none"}${stated ? ", stated" : ""}${confidence === undefined ? "" : `, ${confidence}% alike`}`;

const changes = (before: string, after: string): string[] =>
  compareBooks(bookOf(before), bookOf(after)).map(said).sort();

/** The text with words in place of others, each wherever it stands as a word. */
const withWords = (text: string, words: Readonly<Record<string, string>>): string =>
  Object.entries(words).reduce((all, [from, to]) => all.replace(new RegExp(`\\b${from}\\b`, "g"), to), text);

/** [what has another name, its kind, the old name, the new one, where `formerly` is written]. */
const RENAMES: readonly (readonly [string, string, string, string, string, string])[] = [
  ["a coverage", "coverage", "vision", "optical", '"Vision"', '"Vision" formerly vision'],
  [
    "an input",
    "input",
    "county",
    "home_county",
    "choice of Marin, Napa",
    "choice of Marin, Napa formerly county",
  ],
  ["a tier", "tier", "single", "alone", '"Single"', '"Single" formerly single'],
  ["an area", "area", "north", "area_1", '"North"', '"North" formerly north'],
  ["a class", "class", "part", "part_time", '"Part time"', '"Part time" formerly part'],
];

describe("a stated rename", () => {
  it.each(RENAMES)("of %s is all that is told", (_title, of, from, to, at, formerly) => {
    const after = withWords(PLAN, { [from]: to }).replace(at, formerly);
    expect(changes(PLAN, after)).toEqual([`id.renamed ${of}/${from}/renamed: ${from} → ${to}, stated`]);
  });

  it.each(RENAMES)("of %s is known backwards as well", (_title, of, from, to, at, formerly) => {
    const after = withWords(PLAN, { [from]: to }).replace(at, formerly);
    expect(changes(after, PLAN)).toEqual([`id.renamed ${of}/${to}/renamed: ${to} → ${from}, stated`]);
  });

  it("of a network or a service of two coverages is told of each", () => {
    const after = withWords(PLAN, { inside: "participating", visit: "office_visit" })
      .replace("per office_visit", "per visit")
      .replace("per office_visit", "per visit")
      .replace('"Inside"', '"Inside" formerly inside')
      .replace('"Visit"', '"Visit" formerly visit');
    expect(changes(PLAN, after)).toEqual([
      "id.renamed network/medical/inside/renamed: inside → participating, stated",
      "id.renamed network/vision/inside/renamed: inside → participating, stated",
      "id.renamed service/medical/visit/renamed: visit → office_visit, stated",
      "id.renamed service/vision/visit/renamed: visit → office_visit, stated",
    ]);
  });

  it("of a service of one coverage leaves that of another coverage alone", () => {
    const both = `services for medical, vision {
  visit    "Visit"
  glasses  "Glasses"
}`;
    const before = PLAN.replace(both, both);
    const after = PLAN.replace(
      both,
      `services for medical {
  exam     "Visit" formerly visit
  glasses  "Glasses"
}

services for vision {
  visit    "Visit"
  glasses  "Glasses"
}`,
    ).replace("visit              | copay $20", "exam               | copay $20");
    expect(changes(before, after)).toEqual([
      "id.renamed service/medical/visit/renamed: visit → exam, stated",
    ]);
  });

  it("of a plan holds whatever else changed in it: the rest is told under the new name", () => {
    const after = withWords(PLAN, { basic: "gold" })
      .replace('plan gold "Basic" for medical {', 'plan gold "Gold" for medical {\n  formerly  basic')
      .replace("copay $20", "copay $35")
      .replace("$200.00 | $500.00", "$900.00 | $2000.00")
      .replace("premium of medical $200.00", "premium of medical $900.00");
    const told = changes(PLAN, after);
    expect(told).toContain("id.renamed plan/basic/renamed: basic → gold, stated");
    expect(told).toContain("rate.increased rate/medical/gold/north/single: 200 → 900");
    expect(told).toContain("copay.increased plan/gold/benefit/visit/inside: 20 → 35");
    expect(told.filter((line) => /added|removed/.test(line))).toEqual([]);
  });

  it("holds where a plan and a tier have one name: the tier stays as it is", () => {
    const before = withWords(PLAN, { basic: "family" });
    const after = before
      .replace('plan family "Basic" for medical {', 'plan gold "Basic" for medical {\n  formerly  family')
      .replace(/^ {4}family {2,}\|/gm, "    gold |")
      .replace("plan family", "plan gold");
    expect(changes(before, after)).toEqual(["id.renamed plan/family/renamed: family → gold, stated"]);
  });
});

describe("a former name", () => {
  it("says nothing where the old program has the new names already", () => {
    const now = PLAN.replace('"Single"', '"Single" formerly employee_only');
    expect(changes(PLAN, now)).toEqual([]);
    expect(changes(now, PLAN)).toEqual([]);
    expect(changes(now, now)).toEqual([]);
  });

  it("is no guess: what is alike is taken for renamed without it, and says how much", () => {
    const after = withWords(PLAN, { basic: "gold" });
    expect(changes(PLAN, after)).toEqual([
      expect.stringMatching(/^id\.renamed plan\/basic\/renamed: basic → gold, \d+% alike$/),
    ]);
  });
});
