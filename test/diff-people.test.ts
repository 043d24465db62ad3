// What a change means for people: members in scenarios, the people of a census, the households of a file of claims. Each
// figure is worked out by hand beside it.
import { compile } from "@planwright/compiler";
import {
  CensusComparison,
  ClaimsComparison,
  comparisonOf,
  effectOnMembers,
  type Facts,
  type MemberEffect,
  peopleOf,
  SCENARIOS,
} from "@planwright/diff";
import type { RateBook } from "@planwright/ratebook";
import { analyze } from "@planwright/semantics";
import { describe, expect, it } from "vitest";
import { analyzeFolder } from "./support/programs.ts";

function bookOf(text: string): RateBook {
  const { program, trees, diagnostics } = analyze(".", [{ path: "test.plan", text }], () => undefined);
  if (!program) throw new Error(diagnostics.map(({ code, message }) => `${code} ${message}`).join("\n"));
  return compile(program, trees);
}

/** SDRMA's brochure with words of its medical plans in place of others. */
function sdrma(...changes: readonly (readonly [string, string])[]): RateBook {
  const { trees } = analyzeFolder("examples/sdrma-2015");
  const files = [...trees].filter(([path]) => path.startsWith("examples/sdrma-2015/"));
  const changed = files.map(([path, { text }]) => {
    const isMedical = path.endsWith("/medical.plan");
    return {
      path,
      text: isMedical ? changes.reduce((all, [from, to]) => replacedOnce(all, from, to), text) : text,
    };
  });
  const { program, trees: read, diagnostics } = analyze("examples/sdrma-2015", changed, () => undefined);
  if (!program) throw new Error(diagnostics.map(({ code, message }) => `${code} ${message}`).join("\n"));
  return compile(program, read);
}

/** The first place of a text, which must be there. */
function replacedOnce(text: string, from: string, to: string): string {
  expect(text).toContain(from);
  return text.replace(from, to);
}

const effects = (before: RateBook, after: RateBook, given: Facts = {}): readonly MemberEffect[] => {
  const { base } = comparisonOf(before, after);
  return effectOnMembers(peopleOf(base, after), given);
};

/** `1140 → 1220`, or why nobody can say. */
const said = ({ before, after, why }: MemberEffect): string =>
  why ?? (before === after ? `${before}` : `${before} → ${after}`);

const of = (all: readonly MemberEffect[], plan: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    all.filter((one) => one.plan === plan && one.from === "standard").map((one) => [one.scenario, said(one)]),
  );

describe("a higher deductible of Gold PPO, $600 and $1,200 for $500 and $1,000", () => {
  const all = effects(
    sdrma(),
    sdrma([
      "deductible  $500 per person, $1,000 per family",
      "deductible  $600 per person, $1,200 per family",
    ]),
  );

  it("costs in each scenario what the brochure's shares come to", () => {
    expect(of(all, "gold_ppo")).toEqual({
      // Preventive care has no charge; 2 visits of $20.
      "A healthy year": "40",
      // 8 visits of $20 are 160. Hospital 9,800: 500 and 20% of 9,300 are 2,360; the most of a year is 2,000 with the 160.
      // With 600, 20% of 9,200 are 1,840: 2,440, and the most of a year is the same.
      "A birth": "2000",
      // 4 visits of $20 are 80. Equipment 4 × 300: 500 + 20% of 700 are 640, then 600 + 20% of 600 are 720. Drugs,
      // which have a maximum of their own: 12 × 5 and 12 × 30 are 420.
      Diabetes: "1140 → 1220",
      // In the order of days. Ambulance 900: 500 + 20% of 400 are 580, then 600 + 20% of 300 are 660. Emergency room
      // 1,900: 100 + 20% of 1,800 are 460. Equipment 20% of 180 are 36. Therapy 6 × 20% of 110 are 132. In all 1,208.
      "A fracture": "1208 → 1288",
      // 500 + 20% of 24,500 are 5,400; the most of a year is 2,000.
      "A long hospital stay": "2000",
      // a: 500 + 20% of 9,500 are 2,400, of which 2,000. b: 300, all deductible. c: the family has 1,000 - 500 - 300 = 200
      // left, and 20% of 500 are 100: 300; a visit of 20. In all 2,620. Then b 300; c 1,200 - 600 - 300 = 300 and 20% of
      // 400 are 80: 380. In all 2,700.
      "A family of three, one in hospital": "2620 → 2700",
    });
  });

  it("changes nothing for those who are in another plan", () => {
    const others = all.filter(({ plan, delta }) => plan !== "gold_ppo" && delta !== undefined);
    expect(others.length).toBeGreaterThan(20);
    expect(others.filter(({ delta }) => delta !== "0")).toEqual([]);
  });

  it("is told of the program's own examples", () => {
    // The example of three members: 400 below the deductible; 500 + 20% of 100; 100 + 20% of 250; 20% of 200: 1,110.
    // With 600 and 1,200: 400; 600; the family has 200 left, + 20% of 150 are 230; 20% of 200 are 40: 1,270.
    const [example] = all.filter(
      ({ scenario }) => scenario === "Gold: three members meet the deductible of the family",
    );
    expect(example).toMatchObject({
      from: "example",
      plan: "gold_ppo",
      before: "1110",
      after: "1270",
      delta: "160",
    });
  });
});

it("an emergency room that costs $50 more is felt in a fracture alone", () => {
  // EPO: copay 100, then 150.
  const all = effects(
    sdrma(),
    sdrma([
      "emergency_room_not_admitted                  | copay $100 per visit then deductible then plan pays 80%",
      "emergency_room_not_admitted                  | copay $150 per visit then deductible then plan pays 80%",
    ]),
  );
  const moved = Object.entries(of(all, "gold_ppo")).filter(([, text]) => text.includes("→"));
  // Ambulance 580; emergency room 150 + 20% of 1,750 are 500, where 100 + 20% of 1,800 are 460; 36; 132.
  expect(moved).toEqual([["A fracture", "1208 → 1248"]]);
});

const PLAN = `program small "Small program" {
  effective  2015-01-01 to 2015-12-31
  currency   USD
  rounding   half up to cent
}

conventions {
  shares of a premium  round the employer share, the rest to employee
  limit counts         covered units
}

coverages {
  medical  "Medical"
}

tiers {
  single  "Single"  covers employee
  family  "Family"  covers employee and 1 or more dependents
}

input county    choice of Marin, Napa
input has_card  truth

areas by county {
  north  "North"  Marin
  south  "South"  otherwise
}

networks for medical {
  inside   "Inside"   balance written off
  outside  "Outside"  balance billed
}

services for medical {
  office_visit        "Office visit"
  inpatient_hospital  "Hospital"
}

plan basic "Basic" for medical {
  allowed charge  negotiated in inside
  allowed charge  in full in outside
  deductible      $500 per person, $1,000 per family, embedded, each calendar year

  benefits {
    service by network | inside                        | outside
    office_visit       | copay $20 per visit           | plan pays 60%
    inpatient_hospital | deductible then plan pays 80% | plan pays 60%
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

contributions for medical {
  employer pays  80%
}
`;

const NEXT = PLAN.replace("2015-01-01 to 2015-12-31", "2016-01-01 to 2016-12-31");

describe("a scenario", () => {
  it("is not told of a plan without one of its services, and says which it is", () => {
    const all = effects(bookOf(PLAN), bookOf(PLAN.replace("copay $20", "copay $30")));
    expect(of(all, "basic")).toEqual({
      "A healthy year": "It has no preventive care.",
      // 8 × 20 = 160, 8 × 30 = 240; 500 + 20% of 9,300 = 2,360.
      "A birth": "2520 → 2600",
      Diabetes: "It has no durable medical equipment.",
      // 500 + 20% of 24,500.
      "A long hospital stay": "5400",
      "A family of three, one in hospital": "It has no durable medical equipment.",
    });
  });

  it("is the same in a program of the next year", () => {
    expect(of(effects(bookOf(PLAN), bookOf(NEXT)), "basic")["A birth"]).toBe("2520");
  });

  it("lies in one year, where a program passes the end of one", () => {
    const across = PLAN.replace("2015-01-01 to 2015-12-31", "2014-11-01 to 2015-10-31");
    // The deductible of 500 is due once, and not in November and in March.
    expect(of(effects(bookOf(across), bookOf(PLAN)), "basic")["A birth"]).toBe("2520");
  });

  it("is not guessed where two networks could be that of the plan", () => {
    const two = PLAN.replace('"Outside"  balance billed', '"Outside"  balance written off');
    expect(of(effects(bookOf(PLAN), bookOf(two)), "basic")["A long hospital stay"]).toBe(
      "After: Nothing says which of its networks is that of the plan: inside, outside.",
    );
  });

  it("asks what the plan asks, and takes what is given", () => {
    const card = PLAN.replace("copay $20 per visit ", "copay $20 per visit unless has_card");
    const without = of(effects(bookOf(PLAN), bookOf(card)), "basic")["A birth"];
    expect(without).toMatch(/^After: has_card is missing/);
    const given = effects(bookOf(PLAN), bookOf(card), { has_card: true });
    // No copay of 8 × 20.
    expect(of(given, "basic")["A birth"]).toBe("2520 → 2360");
  });

  it("has a name and an id of its own", () => {
    expect(new Set(SCENARIOS.map(({ id }) => id)).size).toBe(SCENARIOS.length);
    expect(new Set(SCENARIOS.map(({ name }) => name)).size).toBe(SCENARIOS.length);
  });
});

const CENSUS = [
  { id: "1", county: "Marin", tier: "single", plan: "basic" },
  { id: "2", county: "Marin", tier: "family", plan: "basic" },
  { id: "3", county: "Napa", tier: "single", plan: "basic" },
  { id: "4", county: "Solano", tier: "single", plan: "basic" },
];

function rated(before: RateBook, after: RateBook, rows: readonly Readonly<Record<string, string>>[]) {
  const { base, renames } = comparisonOf(before, after);
  const census = new CensusComparison(peopleOf(base, after), renames);
  for (const row of rows) census.add(row, row.id ?? "");
  return census.effect();
}

describe("a census", () => {
  const dearer = NEXT.replace("$200.00 | $500.00", "$220.00 | $510.00");

  it("tells the premiums before and after by plan, tier and area, weighted by who is enrolled", () => {
    const effect = rated(bookOf(PLAN), bookOf(dearer), CENSUS);
    // 200 + 500 + 210 = 910; 220 + 510 + 210 = 940: +30 of 910 are 3.2967…%. The employee pays a fifth: 182, 188.
    const total = { before: "910", after: "940", delta: "30", percent: "3.3" };
    const employee = { before: "182", after: "188", delta: "6", percent: "3.3" };
    expect(effect.total).toEqual({ id: "total", name: "All", people: 3, premium: total, employee });
    expect(effect.plans).toEqual([{ id: "basic", name: "Basic", people: 3, premium: total, employee }]);
    const brief = effect.tiers.map(({ name, people, premium }) => [
      name,
      people,
      premium.delta,
      premium.percent,
    ]);
    // Single: 200 + 210 = 410, + 20 are 4.878…%. Family: 500, + 10 are 2%.
    expect(brief).toEqual([
      ["Single", 2, "20", "4.88"],
      ["Family", 1, "10", "2"],
    ]);
    const areas = effect.areas.map(({ name, people, premium }) => [name, people, premium.delta]);
    expect(areas).toEqual([
      ["North", 2, "30"],
      ["South", 1, "0"],
    ]);
  });

  it("counts apart who cannot be rated, and says why", () => {
    const effect = rated(bookOf(PLAN), bookOf(dearer), CENSUS);
    expect([effect.rated, effect.people]).toEqual([3, 4]);
    expect(effect.unrated).toEqual([{ id: "4", why: expect.stringMatching(/^Before: .*Solano/) }]);
  });

  it("moves a day of the one program into the other", () => {
    const row = { ...CENSUS[0], id: "1", date: "2015-03-01" };
    expect(rated(bookOf(PLAN), bookOf(dearer), [row]).total.premium.delta).toBe("20");
  });

  it("knows people by the names of either program", () => {
    const renamed = dearer
      .replace(/^( +)basic {3,}\|/gm, "$1gold |")
      .replace('plan basic "Basic" for medical {', 'plan gold "Gold" for medical {\n  formerly basic');
    for (const plan of ["basic", "gold"]) {
      const effect = rated(bookOf(PLAN), bookOf(renamed), [{ ...CENSUS[0], id: "1", plan }]);
      expect(effect.plans.map(({ name, premium }) => [name, premium.delta])).toEqual([["Gold", "20"]]);
    }
  });
});

it("a census knows an input by the name that it had, and by the one that it has", () => {
  const renamed = NEXT.replace(/\bcounty\b/g, "home_county").replace(
    "choice of Marin, Napa",
    "choice of Marin, Napa formerly county",
  );
  for (const column of ["county", "home_county"]) {
    const row = { id: "1", [column]: "Marin", tier: "single", plan: "basic" };
    expect(rated(bookOf(PLAN), bookOf(renamed), [row])).toMatchObject({
      rated: 1,
      total: { premium: { before: "200", after: "200" } },
    });
  }
});

describe("a file of claims", () => {
  const claim = (date: string, allowed: string) => ({
    plans: ["basic"],
    members: [{ id: "a" }],
    lines: [
      {
        id: "1",
        date,
        member: "a",
        service: "inpatient_hospital",
        network: "inside",
        charge: allowed,
        allowed,
      },
    ],
  });
  const leaner = NEXT.replace(
    "deductible      $500 per person, $1,000",
    "deductible      $600 per person, $1,200",
  );

  function paid(before: RateBook, after: RateBook, dates: readonly string[]) {
    const { base, renames } = comparisonOf(before, after);
    const claims = new ClaimsComparison(peopleOf(base, after), renames);
    for (const [i, date] of dates.entries())
      claims.add(claim(date, "1500"), String(i + 1), { tier: "single" });
    return claims.effect();
  }

  it("tells what members and plans pay, of claims of either year", () => {
    const { total, tiers } = paid(bookOf(PLAN), bookOf(leaner), ["2015-03-01", "2016-07-01"]);
    // Each: 500 + 20% of 1,000 are 700, then 600 + 20% of 900 are 780; the plan pays 800, then 720.
    expect(total).toEqual({
      id: "total",
      name: "All",
      households: 2,
      members: { before: "1400", after: "1560", delta: "160", percent: "11.43" },
      plan: { before: "1600", after: "1440", delta: "-160", percent: "-10" },
    });
    expect(tiers.map(({ name, households }) => [name, households])).toEqual([["Single", 2]]);
  });

  it("does not count a household that one program does not pay, and says why", () => {
    const {
      paid: done,
      households,
      unpaid,
    } = paid(bookOf(PLAN), bookOf(leaner), ["2015-03-01", "2013-07-01"]);
    expect([done, households]).toEqual([1, 2]);
    expect(unpaid).toEqual([{ id: "2", why: "Before: Its lines are not all in one of the programs." }]);
  });
});
