// Renewing a whole rate sheet: each new rate, the tables as a plan that can be committed, and what cannot be renewed.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Experience, prepare } from "@planwright/evaluator";
import { analyze, LAYOUT, type SourceFile } from "@planwright/semantics";
import { format, parse } from "@planwright/syntax";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyzeText, compiled, findingsOf, plansIn, prepared, ROOT } from "./support/programs.ts";

const SDRMA = (plansIn(join(ROOT, "examples/sdrma-2015")) ?? []).filter(
  ({ path }) => !/(examples|claims)\.plan$/.test(path),
);
const RENEWAL = `input trend  percent from -50% to 50%

renewal yearly "Yearly renewal" for medical, dental, vision, eap {
  change     trend
  new rates  half up to cent
}

renewal lives "Yearly renewal of life and disability" for basic_life, supplemental_life, spouse_life, child_life, ltd {
  change     trend
  new rates  half up to $0.001
}
`;
const COVERAGES = [
  "medical",
  "dental",
  "vision",
  "eap",
  "basic_life",
  "supplemental_life",
  "spouse_life",
  "child_life",
  "ltd",
];

const program = (files: readonly SourceFile[]) => {
  const analysis = analyze("sheet", files);
  if (!analysis.program) throw new Error(findingsOf(analysis).join("\n"));
  return prepare(compiled(analysis));
};

const sheet = program([...SDRMA, { path: "sheet/renewal.plan", text: RENEWAL }]);

const experience = (trend: string): Experience => ({
  from: "2016-01-01",
  to: "2016-12-31",
  inputs: { trend },
  lines: COVERAGES.map((coverage) => ({ coverage })),
});

/** The program of the next year: without the old tables, with the new ones, from the first day of 2016. */
function nextYear(trend: string) {
  const made = sheet.renewedPlan(experience(trend));
  if (!made.ok) throw new Error(made.problems.join("\n"));
  const files = SDRMA.map(({ path, text }) => {
    const tree = parse(path, text);
    const old = tree.statements.filter(
      (statement) => statement.kind === "block" && statement.items[0]?.image === "rates",
    );
    const kept = old.reduceRight(
      (left, statement) =>
        statement.kind === "block"
          ? left.slice(0, statement.whole.start) + left.slice(statement.whole.end)
          : left,
      text,
    );
    return { path, text: kept.replace("2015-01-01 to 2015-12-31", "2016-01-01 to 2016-12-31") };
  });
  return { made: made.text, files: [...files, { path: "sheet/rates.plan", text: made.text }] };
}

const FACTS = {
  benefit_eligible: "yes",
  hours: "40",
  full_time_hours: "36",
  lives: "12",
  employer_share: "90%",
  dependent_share: "50%",
};

const PEOPLE = [
  { ...FACTS, plan: "gold_ppo", tier: "family", county: "Alameda", status: "active" },
  { ...FACTS, plan: "silver_ppo", tier: "plus_one", county: "Fresno", status: "cobra" },
  {
    ...FACTS,
    plan: "epo",
    tier: "family_medicare",
    members: "5",
    county: "Alameda",
    status: "medicare_retiree",
  },
  { ...FACTS, plan: "dental_low", tier: "plus_one", dependent_share: "20%", status: "active" },
  { ...FACTS, plan: "vision_3", tier: "family", status: "active" },
];

describe("the new tables as a plan", () => {
  const { made, files } = nextYear("7.3%");
  const next = program(files);

  it("check without a finding about themselves, in a program of the next year", () => {
    const findings = findingsOf(analyze("sheet", files));
    // What is strange in the figures is found of the printed rates as well, from which these follow.
    const own = findings.filter((f) => f.startsWith("sheet/rates.plan") && !/PW5001|PW5104/.test(f));
    expect(own).toEqual([]);
  });

  it("can be set in the standard layout", () => {
    expect(format(parse("rates.plan", made), LAYOUT).ok).toBe(true);
  });

  it("cite no document: it printed other rates", () => {
    expect(made).not.toContain("[");
    expect(made).not.toContain("printed");
  });

  it("hold every new rate that was answered, and no other", () => {
    const answer = sheet.renew(experience("7.3%"));
    expect(answer.lines.flatMap(({ errors }) => errors)).toEqual([]);
    const amounts = (texts: readonly string[]) => [...texts].sort();
    const written = [...made.matchAll(/\$([\d,]+\.\d+)/g)].map(([, figure = ""]) =>
      figure.replaceAll(",", ""),
    );
    // The amounts that rates are per have no cents; what further members add is $0.00 before and after.
    const answered = answer.lines.flatMap(({ rates }) => rates.map(({ after }) => after));
    expect(amounts(written.filter((figure) => figure !== "0.00"))).toEqual(amounts(answered));
    expect(answered.length).toBeGreaterThan(200);
  });

  // Gold in Area I: 1,840.08 x 1.073 = 1,974.40584; vision 3: 24.38 x 1.073 = 26.15974
  it("rate the same people at the new rates", () => {
    const premium = (person: Readonly<Record<string, string>>) => {
      const { lines, errors } = next.rate(person);
      return errors.length > 0 ? errors.map(({ message }) => message) : lines.map((line) => line.premium);
    };
    expect(premium(PEOPLE[0] ?? {})).toEqual(["1974.41"]);
    expect(premium(PEOPLE[4] ?? {})).toEqual(["26.16"]);
    // 57.12 x 1.073 = 61.28976
    expect(premium(PEOPLE[3] ?? {})).toEqual(["61.29"]);
  });

  it("let rates that follow from others follow", () => {
    // 102% of the new rate in service, and each further member at the new rate of one with Medicare
    const cobra = next.rate(PEOPLE[1] ?? {}).lines[0]?.rate;
    const active = next.rate({ ...PEOPLE[1], status: "active" }).lines[0]?.rate ?? "0";
    expect(cobra).toBe((Math.round(Number(active) * 102) / 100).toFixed(2));
    const [five] = next.rate(PEOPLE[2] ?? {}).lines;
    const [three] = next.rate({ ...PEOPLE[2], members: "3" }).lines;
    const [one] = next.rate({ ...PEOPLE[2], tier: "single_medicare", members: "1" }).lines;
    expect(Number(five?.rate) - Number(three?.rate)).toBeCloseTo(2 * Number(one?.rate), 6);
  });

  it("leave every premium of the example's census as it was when the change is 0%", () => {
    const [header = "", ...rows] = readFileSync(join(ROOT, "examples/sdrma-2015/census.csv"), "utf8")
      .trim()
      .split("\n");
    const columns = header.split(",");
    const same = program(nextYear("0%").files);
    const lines = rows.flatMap((row) => {
      const cells = row.split(",");
      const person = Object.fromEntries(columns.map((column, i) => [column, cells[i]]));
      // A year later everyone is a year older: born a year later, they are in the same bands.
      const [year = "", ...day] = person.birth?.split("-") ?? [];
      const birth = [String(Number(year) + 1), ...day].join("-").replace("-02-29", "-02-28");
      const before = sheet.rate(person);
      const after = same.rate({ ...person, birth });
      expect(after.errors).toEqual(before.errors);
      expect(after.lines.map(({ premium }) => premium)).toEqual(before.lines.map(({ premium }) => premium));
      return before.lines;
    });
    expect(lines.length).toBeGreaterThan(50);
  });

  it("are not written where the last day is not said, or where a rate is left out", () => {
    expect(sheet.renewedPlan({ ...experience("1%"), to: undefined })).toMatchObject({ ok: false });
    const some = sheet.renewedPlan({
      ...experience("1%"),
      lines: [{ coverage: "vision", plan: "vision_1" }],
    });
    expect(some).toMatchObject({ ok: false });
    expect(some.ok ? "" : some.problems.join()).toContain(
      "no line renews the rate of vision_2, employee_only",
    );
  });
});

describe("remarks beside the new rates", () => {
  const remarks = (coverage: string, from: string) =>
    sheet.renew({ ...experience("5%"), from, to: undefined, lines: [{ coverage }] }).lines[0]?.remarks;

  // Vision is guaranteed until 2017-01-01, dental until 2016-01-01.
  it("name a guarantee that the new rates would break", () => {
    expect(remarks("vision", "2016-01-01")).toEqual([
      "The rates before are guaranteed through 2016-12-31, and the new ones begin on 2016-01-01.",
    ]);
    expect(remarks("dental", "2016-01-01")).toEqual([]);
    expect(remarks("dental", "2015-12-31")).toEqual([
      "The rates before are guaranteed through 2015-12-31, and the new ones begin on 2015-12-31.",
    ]);
  });

  it("count the rates that follow from others", () => {
    expect(remarks("medical", "2016-01-01")).toEqual(["1 rate follows from the others, as the plan says."]);
  });
});

describe("a rate that is rounded out of its corridor", () => {
  const plan = (rounding: string) => `program small "Small" {
  effective  2015-01-01 to 2015-12-31
  currency   USD
  rounding   half up to cent
}

coverages {
  vision  "Vision"
}

tiers {
  single  "Single"  covers employee
  family  "Family"  covers employee and 1 or more dependents
}

plan basic "Basic" for vision

input trend  percent from -50% to 50%

rates for vision {
  per  enrollment per month

  plan by tier | single | family
  basic        |  $0.05 | $10.00
}

corridors usual "Usual" {
  effective  | at least | at most
  2016-01-01 |      -8% |      8%
}

renewal yearly for vision {
  change     trend
  within     usual
  new rates  ${rounding}
}
`;
  const remarks = (trend: string, rounding = "half up to cent") =>
    prepared(analyzeText(plan(rounding))).renew({ lines: [{ coverage: "vision", inputs: { trend } }] })
      .lines[0]?.remarks;

  it("is named", () => {
    // 0.05 x 1.08 = 0.054 is 0.05 to the cent, and 0.06 rounded up; 10 x 1.08 is 10.80.
    expect(remarks("9%")).toEqual([]);
    expect(remarks("9%", "up to cent")).toEqual([
      "Rounded to the cent, 1 new rate leaves the corridor, -8% to 8%; furthest basic, single, from $0.05 to $0.06 by 20%.",
    ]);
    // 0.05 x 0.92 = 0.046, rounded down 0.04
    expect(remarks("-9%", "down to cent")).toEqual([
      "Rounded to the cent, 1 new rate leaves the corridor, -8% to 8%; furthest basic, single, from $0.05 to $0.04 by -20%.",
    ]);
    expect(remarks("9%", "up to $0.001")).toEqual([]);
  });
});

describe("a renewal of each plan by its own change", () => {
  it("renews each rate once, and the whole table is written", () => {
    const plans = ["vision_1", "vision_2", "vision_3", "vision_4", "vision_5"];
    const lines = plans.map((plan, i) => ({ coverage: "vision", plan, inputs: { trend: `${i}%` } }));
    const { lines: answers } = sheet.renew({ from: "2016-01-01", lines });
    // 6.53 unchanged, 7.55 x 1.01 = 7.6255, 7.96 x 1.02 = 8.1192, 10.81 x 1.03 = 11.1343, 17.24 x 1.04 = 17.9296
    expect(answers.map(({ rates }) => rates[0]?.after)).toEqual(["6.53", "7.63", "8.12", "11.13", "17.93"]);
    expect(answers.every(({ rates }) => rates.length === 3)).toBe(true);
    const made = sheet.renewedPlan({ from: "2016-01-01", to: "2016-12-31", lines });
    expect(made.ok && made.text.split("\n").filter((line) => line.includes("vision_")).length).toBe(5);
  });
});

const refused = (lines: Experience["lines"], more: Partial<Experience> = {}): string => {
  const answer = sheet.renew({ ...experience("5%"), ...more, lines });
  return [...answer.errors, ...answer.lines.flatMap(({ errors }) => errors)]
    .map(({ message }) => message)
    .join(" ");
};

describe("what cannot be renewed says why", () => {
  it.each<[string, Experience["lines"], Partial<Experience>, string]>([
    [
      "a coverage that is none",
      [{ coverage: "visoin" }],
      {},
      "“visoin” is not a coverage of this program. Did you mean vision?",
    ],
    [
      "a plan of another coverage",
      [{ coverage: "vision", plan: "gold_ppo" }],
      {},
      "“gold_ppo” is not a plan of vision of this program.",
    ],
    [
      "a carrier that is none",
      [{ coverage: "vision", carrier: "nobody" }],
      {},
      "“nobody” is not a carrier of this program.",
    ],
    [
      "a plan of another carrier",
      [{ coverage: "vision", carrier: "vsp", plan: "vision_1" }, { coverage: "vision" }],
      {},
      "Another line renews the same rates of vision.",
    ],
    ["a coverage without a renewal", [{ coverage: "drug" }], {}, "Nothing says how drug is renewed."],
    [
      "an input that is none",
      [{ coverage: "vision", inputs: { tend: "5%" } }],
      {},
      "“tend” is not an input of this program. Did you mean trend?",
    ],
    ["an input that is missing", [{ coverage: "vision" }], { inputs: {} }, "trend is missing."],
    [
      "a trend outside its range",
      [{ coverage: "vision" }],
      { inputs: { trend: "-60%" } },
      "trend -60% is outside -50% to 50%.",
    ],
    [
      "a trend that could be either",
      [{ coverage: "vision" }],
      { inputs: { trend: "-0.05" } },
      "trend -0.05 could be -0.05% or -5%. Write it with its sign.",
    ],
    [
      "a trend by month",
      [{ coverage: "vision" }],
      { inputs: { trend: { "2015-01": "5%" } } },
      "trend is a percentage: it is not added up by month.",
    ],
    ["a day that is none", [{ coverage: "vision" }], { from: "2016-02-30" }, "“2016-02-30” is not a day."],
    [
      "days that are turned around",
      [{ coverage: "vision" }],
      { to: "2015-12-31" },
      "The last day of the new rates, 2015-12-31, is before the first, 2016-01-01.",
    ],
    [
      "a day long after the rates",
      [{ coverage: "vision" }],
      { from: "2017-01-01", to: "2017-12-31" },
      "vision has no rates on 2016-12-31, the day before 2017-01-01: nothing can change.",
    ],
    ["no lines", [], {}, "The experience has no lines: nothing is renewed."],
    [
      "a first year that nothing is said of",
      [{ coverage: "vision", firstYear: true }],
      {},
      "The renewal Yearly renewal says no first rate.",
    ],
    [
      "a plan where rates are not by plan",
      [{ coverage: "eap", plan: "eap" }],
      {},
      "“eap” is not a plan of eap of this program.",
    ],
  ])("%s", (_what, lines, more, message) => {
    expect(refused(lines, more)).toContain(message);
  });

  it("one line stops no other", () => {
    const { lines } = sheet.renew({
      ...experience("5%"),
      lines: [{ coverage: "drug" }, { coverage: "vision" }],
    });
    expect(lines.map(({ errors }) => errors.length)).toEqual([1, 0]);
  });
});

const small = (renewal: string) => `program small "Small program" {
  effective  2015-01-01 to 2015-12-31
  currency   USD
  rounding   half up to cent
}

carriers {
  acme  "Acme"
  beta  "Beta"
}

coverages {
  vision  "Vision"
}

plan one "One" for vision {
  carrier  acme
}

plan two "Two" for vision {
  carrier  beta
}

input trend       percent from -50% to 50%
input pool        percent from -50% to 50%
input weight      percent from 0% to 100%
input claims      money
input lives       count
input last_year   money
input risk        number

rates for vision {
  per  enrollment per month

  plan | rate
  one  | $100.00
  two  | $7.77
}

${renewal}`;

const lineOf = (
  renewal: string,
  inputs: Experience["inputs"],
  more: Partial<Experience["lines"][number]> = {},
) =>
  prepared(analyzeText(small(renewal))).renew(
    { lines: [{ coverage: "vision", inputs, ...more }] },
    { trace: true },
  ).lines[0];

describe("figures by month", () => {
  const BY_CLAIMS = `renewal yearly for vision {
  change     change from last_year / 12 to claims / lives
  new rates  half up to cent
}
`;
  const months = { "2014-11": "1000.50", "2014-12": "$1,499.50", "2015-01": "500" };

  // 1,000.50 + 1,499.50 + 500 = 3,000 for 30 members is 100 each; 960 / 12 = 80; 100 / 80 = 1.25
  it("are added up", () => {
    const line = lineOf(BY_CLAIMS, { claims: months, lives: { "2015-01": "30" }, last_year: "960" });
    expect(line?.errors).toEqual([]);
    expect(line?.change).toBe("25");
    expect(line?.trace[0]).toMatchObject({ text: "claims of 3 months, 2014-11 to 2015-01", amount: "3000" });
  });

  it("follow each other: a month that is left out is not nothing", () => {
    const gap = { "2014-11": "1000", "2015-01": "500" };
    const line = lineOf(BY_CLAIMS, { claims: gap, lives: "30", last_year: "960" });
    expect(line?.errors[0]?.message).toBe("claims has no figure for 2014-12: months follow each other.");
  });

  it.each([
    [{ "2014-13": "1" }, "claims: “2014-13” is not a month."],
    [{ "2014-12": "one" }, "claims of 2014-12, “one”, is not a figure."],
    [{}, "claims has no month."],
    [{ "1900-01": "1" }, "claims has a figure for 1900-01, and new rates begin on 2016-01-01"],
    [{ "2016-02": "1" }, "claims has a figure for 2016-02, and new rates begin on 2016-01-01"],
  ])("are refused where they are none: %j", (claims, message) => {
    const line = lineOf(BY_CLAIMS, { claims, lives: "30", last_year: "960" });
    expect(line?.errors[0]?.message).toContain(message);
  });

  it("may not be divided by nothing", () => {
    const line = lineOf(BY_CLAIMS, { claims: months, lives: "30", last_year: "0" });
    expect(line?.errors[0]?.message).toBe("A figure is divided by zero.");
  });
});

describe("the renewal of a line", () => {
  const TWO = `renewal acmes "Acme's" for vision {
  carriers   acme
  first rate risk * rate of vision with plan one
  change     trend
  new rates  half up to cent
}

renewal betas "Beta's" for vision {
  carriers   beta
  change     200% of trend
  new rates  half up to cent
}
`;

  it("is that of its carrier, and renews the rates of its plans", () => {
    expect(lineOf(TWO, { trend: "5%" }, { carrier: "acme" })).toMatchObject({
      renewal: "acmes",
      rates: [{ keys: { plan: "one" }, before: "100.00", after: "105.00", change: "5" }],
    });
    // 7.77 x 1.1 = 8.547
    expect(lineOf(TWO, { trend: "5%" }, { plan: "two" })).toMatchObject({
      carrier: "beta",
      renewal: "betas",
      change: "10",
      rates: [{ after: "8.55", change: "10.0386" }],
    });
  });

  it("needs a carrier where nothing says it", () => {
    expect(lineOf(TWO, { trend: "5%" })?.errors[0]?.message).toBe(
      "Nothing says with which carrier vision is. There are renewals for acme, beta.",
    );
    expect(lineOf(TWO, { trend: "5%" }, { carrier: "acme", plan: "two" })?.errors[0]?.message).toBe(
      "The plan two is with beta, and not with acme.",
    );
  });

  it("answers a group that is new with its first rate", () => {
    const line = lineOf(TWO, { risk: "1.2" }, { carrier: "acme", firstYear: true });
    expect(line).toMatchObject({ first_rate: "120.00", change: null, rates: [] });
    expect(line?.trace.map(({ amount, source }) => [amount, source])).toEqual([
      ["1.2", "test.plan:30"],
      ["$120.00", "test.plan:42"],
    ]);
  });

  it("says how each figure comes about, and where the plan says so", () => {
    const line = lineOf(
      `corridors usual {
  effective  | at least | at most
  2016-01-01 |       1% |   4.25%
}

conventions {
  corridor and rounding  hold, then round
}

renewal yearly "Yearly renewal" for vision {
  change     weight of trend + (100% - weight) of pool
  within     usual
  rounding   half even to 0.1%
  new rates  half up to $0.05
}
`,
      { weight: "25%", trend: "8%", pool: "4%" },
    );
    // 25% of 8% + 75% of 4% = 5%, held to 4.25%, 4.2% half even; 7.77 x 1.042 = 8.09634
    expect(line?.trace.map(({ text, amount, source }) => `${text} = ${amount} ${source}`)).toEqual([
      "weight = 25% test.plan:26",
      "trend = 8% test.plan:24",
      "pool = 4% test.plan:25",
      "change by Yearly renewal = 5% test.plan:50",
      "held to the most of its corridor, 1% to 4.25% = 4.25% test.plan:42",
      "rounded half even to 0.1% = 4.2% test.plan:52",
      "one: $100.00 and 4.2% of it = $104.20 test.plan:36",
      "two: $7.77 and 4.2% of it is $8.09634, rounded half up to $0.05 = $8.10 test.plan:37",
    ]);
    expect(line).toMatchObject({
      before_corridor: "5",
      change: "4.2",
      corridor: { least: "1", most: "4.25" },
    });
  });

  it("is bounded by its corridor before anything else is known", () => {
    const line = lineOf(
      `corridors usual {
  effective  | at least | at most
  2016-01-01 |      -1% |      4%
}

renewal yearly for vision {
  change     trend
  within     usual
  new rates  half up to cent
}
`,
      {},
    );
    expect(line).toMatchObject({ change: null, corridor: { least: "-1", most: "4" } });
    expect(line?.errors[0]?.about).toBe("trend");
  });

  it("refuses a rate that does not follow from those that change", () => {
    const text = small(`renewal yearly for vision {
  change     trend
  new rates  half up to cent
}
`).replace("$7.77", "last_year");
    const [line] = prepared(analyzeText(text)).renew({
      lines: [{ coverage: "vision", inputs: { trend: "5%" } }],
    }).lines;
    expect(line?.errors[0]).toMatchObject({ about: "vision", source: "test.plan:37" });
    expect(line?.errors[0]?.message).toContain("cannot be renewed");
  });
});

const percent = (least: number, most: number) =>
  fc.integer({ min: least * 100, max: most * 100 }).map((n) => n / 100);

describe("properties of a renewal", () => {
  const BLEND = (rounding: string, order: string) => `corridors usual {
  effective  | at least | at most
  2016-01-01 |   -2.37% |   6.05%
}

conventions {
  corridor and rounding  ${order}
}

renewal yearly for vision {
  change     weight of trend + (100% - weight) of pool
  within     usual
  rounding   ${rounding}
  new rates  half up to cent
}
`;
  const books = new Map(
    ["half up to 0.1%", "up to 1%", "half even to 0.5%"].map((rounding) => [
      rounding,
      prepared(analyzeText(small(BLEND(rounding, "round, then hold")))),
    ]),
  );

  it("a change that is rounded first lies in its corridor", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...books.keys()),
        percent(-50, 50),
        percent(-50, 50),
        percent(0, 100),
        (rounding, trend, pool, weight) => {
          const inputs = { trend: `${trend}%`, pool: `${pool}%`, weight: `${weight}%` };
          const line = books.get(rounding)?.renew({ lines: [{ coverage: "vision", inputs }] }).lines[0];
          const change = Number(line?.change);
          expect(line?.errors).toEqual([]);
          expect(change).toBeGreaterThanOrEqual(-2.37);
          expect(change).toBeLessThanOrEqual(6.05);
        },
      ),
    );
  });

  it("the blend is the pool's trend without weight, and the own with all of it", () => {
    const [book] = books.values();
    fc.assert(
      fc.property(percent(-50, 50), percent(-50, 50), (trend, pool) => {
        const of = (weight: string) =>
          book?.renew({
            lines: [{ coverage: "vision", inputs: { trend: `${trend}%`, pool: `${pool}%`, weight } }],
          }).lines[0]?.before_corridor;
        expect(Number(of("0%"))).toBe(pool);
        expect(Number(of("100%"))).toBe(trend);
      }),
    );
  });

  it("a larger change makes no rate smaller, and 0% leaves each as it is", () => {
    const book = prepared(
      analyzeText(small("renewal yearly for vision {\n  change  trend\n  new rates  half up to cent\n}\n")),
    );
    const rates = (trend: number) =>
      book.renew({ lines: [{ coverage: "vision", inputs: { trend: `${trend}%` } }] }).lines[0]?.rates ?? [];
    expect(rates(0).map(({ after }) => after)).toEqual(["100.00", "7.77"]);
    fc.assert(
      fc.property(percent(-50, 50), percent(-50, 50), (a, b) => {
        const [less, more] = a < b ? [rates(a), rates(b)] : [rates(b), rates(a)];
        less.forEach(({ after }, i) => {
          expect(Number(after)).toBeLessThanOrEqual(Number(more[i]?.after));
        });
      }),
    );
  });
});
