// Every rate that the brochure prints, cell by cell, asked of the compiled rate book. The figures stand in
// fixtures/sdrma-2015.json as strings, with their pages, typed off the brochure and not off the plans.
import { describe, expect, it } from "vitest";
import oracle from "./fixtures/sdrma-2015.json" with { type: "json" };
import { plus, ratio, times, toCents } from "./support/decimals.ts";
import { analyzeText, prepared, sdrmaBook } from "./support/programs.ts";

const book = sdrmaBook();

type Person = Readonly<Record<string, string>>;

/** The one premium line of a coverage, or the reasons why there is none. */
function lineOf(coverage: string, person: Person) {
  const { lines, errors } = book.rate(person);
  const line = lines.find((candidate) => candidate.coverage === coverage);
  return line ? { rate: line.rate, premium: line.premium, volume: line.volume } : errors;
}

const AREAS = {
  I: "bay_area",
  II: "other_northern",
  III: "los_angeles",
  IV: "other_southern",
  V: "out_of_state",
  VI: "sacramento",
} as const;

const MEDICAL_TIERS = {
  employee: "employee_only",
  employee_plus_1: "plus_one",
  employee_plus_2_or_more: "family",
};
const TIERS = {
  employee_only: "employee_only",
  employee_plus_1: "plus_one",
  employee_plus_2_or_more: "family",
};

const PLANS = [
  "gold_ppo",
  "platinum_ppo",
  "silver_ppo",
  "epo",
  "hdhp_10",
  "hdhp_20",
  "access_hmo_15",
  "access_hmo_20",
] as const;

/** Somebody of whom nothing but the rate is in question. */
const ACTIVE: Person = {
  status: "active",
  benefit_eligible: "yes",
  hours: "40",
  full_time_hours: "40",
  employer_share: "100",
  dependent_share: "100",
  hmo_available: "yes",
};
const PERSONS: Readonly<Record<string, Person>> = {
  active: ACTIVE,
  retiree: { status: "retiree", hmo_available: "yes" },
  public_official: { status: "public_official", hmo_available: "yes" },
};

interface MedicalCell {
  readonly area: keyof typeof AREAS;
  readonly county: string;
  readonly plan: string;
  readonly tier: string;
  readonly printed: string;
}

const medicalCells: readonly MedicalCell[] = Object.entries(oracle.medical.areas).flatMap(
  ([area, { counties, rates }]) =>
    Object.entries(rates).flatMap(([plan, tiers]) =>
      Object.entries(tiers).map(([tier, printed]) => ({
        area: area as keyof typeof AREAS,
        county: counties[0] ?? "out_of_state",
        plan,
        tier: MEDICAL_TIERS[tier as keyof typeof MEDICAL_TIERS],
        printed,
      })),
    ),
);

describe("medical, pages 7 and 8", () => {
  it("has 46 rows of three tiers", () => {
    expect(medicalCells).toHaveLength(46 * 3);
  });

  it.each(["active", "retiree", "public_official"])("rates each of the 138 cells for %s", (status) => {
    const asked = medicalCells.map(({ county, plan, tier }) =>
      lineOf("medical", { ...PERSONS[status], county, plan, tier }),
    );
    expect(asked).toEqual(medicalCells.map(({ printed }) => ({ rate: printed, premium: printed })));
    expect(asked).toHaveLength(138);
  });

  it("charges 102% of the active rate for COBRA, to the cent, in each of the 138 cells", () => {
    const percent = ratio(oracle.medical.cobra_pct_of_active);
    const asked = medicalCells.map(({ county, plan, tier }) =>
      lineOf("medical", { status: "cobra", hmo_available: "yes", county, plan, tier }),
    );
    const due = medicalCells.map(({ printed }) =>
      toCents(times(times(ratio(printed), percent), ratio("0.01"))),
    );
    expect(asked).toEqual(due.map((figure) => ({ rate: figure, premium: figure })));
    expect(due).toHaveLength(138);
  });

  it("offers every plan that is printed for an area and no other", () => {
    const offers = Object.entries(oracle.medical.areas).flatMap(([area, { counties, rates }]) =>
      PLANS.map((plan) => ({ area, county: counties[0] ?? "out_of_state", plan, printed: plan in rates })),
    );
    const missing = offers.filter(({ printed }) => !printed);
    expect(offers).toHaveLength(6 * 8);
    expect(missing.map(({ area, plan }) => `${area} ${plan}`)).toEqual([
      "V access_hmo_15",
      "V access_hmo_20",
    ]);
    for (const { county, plan } of missing) {
      for (const tier of Object.values(MEDICAL_TIERS)) {
        for (const status of ["active", "retiree", "public_official", "cobra"]) {
          const person = { ...PERSONS["active"], status, county, plan, tier };
          expect(lineOf("medical", person)).toMatchObject([{ about: "not offered" }]);
        }
      }
    }
  });

  it("puts each of the 58 counties in its area", () => {
    const counties = Object.entries(oracle.medical.areas).flatMap(([area, { counties: listed, rates }]) =>
      listed.map((county) => ({
        county,
        due: rates.gold_ppo.employee,
        area: AREAS[area as keyof typeof AREAS],
      })),
    );
    expect(counties).toHaveLength(58);
    expect(new Set(counties.map(({ county }) => county)).size).toBe(58);
    // The six areas charge six different rates for Gold PPO, so a rate tells its area.
    expect(
      new Set(Object.values(oracle.medical.areas).map(({ rates }) => rates.gold_ppo.employee)).size,
    ).toBe(6);
    const plan = { plan: "gold_ppo", tier: "employee_only" };
    expect(
      counties.map(({ county }) => lineOf("medical", { ...PERSONS["retiree"], county, ...plan })),
    ).toEqual(counties.map(({ due }) => ({ rate: due, premium: due })));
    const areaOf = book.prepared.areas?.ofPlace;
    expect(counties.map(({ county }) => areaOf?.get(county))).toEqual(counties.map(({ area }) => area));
    expect([...(areaOf?.keys() ?? [])]).toHaveLength(59);
  });
});

const MEDICARE_TIERS = {
  single_medicare: "single_medicare",
  two_party_both_medicare: "two_medicare",
  family_all_medicare_3: "family_medicare",
  two_party_1_medicare_1_without: "one_and_one",
  family_1_medicare_2_or_more_without: "one_and_two_or_more",
  family_2_medicare_1_or_more_without: "two_and_one_or_more",
};

const MEMBERS = { single_medicare: "1", two_medicare: "2", one_and_one: "2" };

const medicareCells = Object.entries(oracle.medicare.rates).flatMap(([printedTier, rates]) => {
  const tier = MEDICARE_TIERS[printedTier as keyof typeof MEDICARE_TIERS];
  return Object.entries(rates).map(([plan, printed]) => ({ tier, plan, printed }));
});

describe("retirees with Medicare, page 8", () => {
  const person = { status: "medicare_retiree", county: "Ventura" };

  it("rates each of the 24 cells, in one area as in another", () => {
    expect(medicareCells).toHaveLength(24);
    for (const county of ["Ventura", "Alameda", "out_of_state"]) {
      const asked = medicareCells.map(({ tier, plan }) => {
        const members = (MEMBERS as Record<string, string>)[tier] ?? "3";
        return lineOf("medical", { ...person, county, plan, tier, members });
      });
      expect(asked).toEqual(medicareCells.map(({ printed }) => ({ rate: printed, premium: printed })));
    }
  });

  it("adds one single rate for each member of a family above three", () => {
    let cells = 0;
    for (const plan of oracle.medicare.plans as (keyof typeof oracle.medicare.rates.single_medicare)[]) {
      const { single_medicare: single, family_all_medicare_3: three } = oracle.medicare.rates;
      for (const more of [0, 1, 2, 3, 5]) {
        const due = toCents(plus(ratio(three[plan]), times(ratio(single[plan]), ratio(String(more)))));
        const asked = lineOf("medical", {
          ...person,
          plan,
          tier: "family_medicare",
          members: String(3 + more),
        });
        expect(asked, `${plan} for ${3 + more}`).toEqual({ rate: due, premium: due });
        cells++;
      }
    }
    expect(cells).toBe(4 * 5);
  });

  it("offers no other plan", () => {
    const others = PLANS.filter((plan) => !oracle.medicare.plans.includes(plan));
    expect(others).toHaveLength(4);
    for (const plan of others) {
      const asked = lineOf("medical", { ...person, hmo_available: "yes", plan, tier: "single_medicare" });
      expect(asked).toMatchObject([{ about: "not offered" }]);
    }
  });
});

describe("dental and vision, pages 10 and 12", () => {
  const RANGES = {
    employer_pays_0_to_50_pct_of_dependent_cost: ["0", "25", "50"],
    employer_pays_51_to_100_pct_of_dependent_cost: ["51", "75", "100"],
  };

  it("rates each of the 18 dental cells, at both ends of its range and within", () => {
    let cells = 0;
    for (const [plan, ranges] of Object.entries(oracle.dental.rates)) {
      for (const [range, tiers] of Object.entries(ranges)) {
        for (const [tier, printed] of Object.entries(tiers)) {
          cells++;
          for (const share of RANGES[range as keyof typeof RANGES]) {
            const choice = { plan: `dental_${plan}`, tier: TIERS[tier as keyof typeof TIERS] };
            const asked = lineOf("dental", { ...ACTIVE, ...choice, dependent_share: share });
            expect(asked, `${plan} ${tier} at ${share}%`).toEqual({ rate: printed, premium: printed });
          }
        }
      }
    }
    expect(cells).toBe(18);
  });

  it("rates each of the 15 vision cells", () => {
    let cells = 0;
    for (const [option, tiers] of Object.entries(oracle.vision.rates)) {
      for (const [tier, printed] of Object.entries(tiers)) {
        const choice = { plan: `vision_${option}`, tier: TIERS[tier as keyof typeof TIERS] };
        expect(lineOf("vision", { ...ACTIVE, ...choice })).toEqual({ rate: printed, premium: printed });
        cells++;
      }
    }
    expect(cells).toBe(15);
  });
});

/** Ages of a working life, and some beyond. */
const AGES = Array.from({ length: 80 - 18 + 1 }, (_, i) => 18 + i);

/**
 * Whether an age is in a band as it is printed. Where the brochure prints `over 60` after `55-59`, and `over 70`
 * after `65-69`, the plans decide that the band begins with 60 and with 70; `over 49` follows `40-49` and needs no
 * decision.
 */
function isIn(printed: string, age: number): boolean {
  const [, from, to] = /^(\d+)-(\d+)$/.exec(printed) ?? [];
  if (from !== undefined && to !== undefined) return age >= Number(from) && age <= Number(to);
  const [, under] = /^under (\d+)$/.exec(printed) ?? [];
  if (under !== undefined) return age < Number(under);
  const [, over] = /^over (\d+)$/.exec(printed) ?? [];
  if (over === undefined) throw new Error(`“${printed}” is no band`);
  return over === "49" ? age > 49 : age >= Number(over);
}

/** The row of a printed table by age; there is one for each age. */
function rowAt<R extends { readonly age: string }>(rows: readonly R[], age: number): R {
  const [row, ...others] = rows.filter((candidate) => isIn(candidate.age, age));
  if (!row || others.length > 0) throw new Error(`age ${age} is not in one band`);
  return row;
}

/** A volume that the figures below are for, in force after the reduction at 65 and at 70. */
function inForce(volume: string, age: number): string {
  const { "65": at65, "70": at70 } = oracle.basic_life.reduced_to_pct;
  const percent = age >= 70 ? at70 : age >= 65 ? at65 : "100";
  return toCents(times(times(ratio(volume), ratio(percent)), ratio("0.01")));
}

const perThousand = (rate: string, volume: string) =>
  toCents(times(times(ratio(rate), ratio(volume)), ratio("0.001")));

describe("life insurance, pages 14 and 15", () => {
  const { basic_life: basic, supplemental_life: supplemental } = oracle;
  const volumes = { "volume of basic_life": "100000" };

  it("rates basic life at every age from 18 to 80 in a small agency, and alike in a large one", () => {
    let cells = 0;
    const used = new Set<string>();
    for (const age of AGES) {
      const row = rowAt(basic.under_ten, age);
      used.add(row.age);
      for (const [lives, rate] of [
        ["2", row.rate],
        ["9", row.rate],
        ["10", basic.ten_or_more],
        ["500", basic.ten_or_more],
      ] as const) {
        const volume = inForce("100000", age);
        const asked = lineOf("basic_life", { ...ACTIVE, ...volumes, lives, age: String(age) });
        expect(asked, `age ${age}, ${lives} lives`).toEqual({
          rate,
          volume,
          premium: perThousand(rate, volume),
        });
        cells++;
      }
    }
    expect(used.size).toBe(4);
    expect(cells).toBe(63 * 4);
  });

  it("rates supplemental life of the employee and the spouse in each of the 11 bands, at every age", () => {
    const used = new Set<string>();
    for (const age of AGES) {
      const row = rowAt(supplemental.rates, age);
      used.add(row.age);
      const person = {
        ...ACTIVE,
        ...volumes,
        lives: "50",
        age: String(age),
        "volume of supplemental_life": "200000",
        "volume of spouse_life": "100000",
      };
      const volume = inForce("200000", age);
      const employee = { rate: row.employee, volume, premium: perThousand(row.employee, volume) };
      const spouse = { rate: row.spouse, volume: "100000.00", premium: perThousand(row.spouse, "100000") };
      expect(lineOf("supplemental_life", person), `employee at ${age}`).toEqual(employee);
      expect(lineOf("spouse_life", person), `spouse at ${age}`).toEqual(spouse);
    }
    expect(supplemental.rates).toHaveLength(11);
    expect(used.size).toBe(11);
  });

  it("rates a child alike in both columns", () => {
    const { employee_column: one, spouse_column: other } = supplemental.child;
    expect(one).toBe(other);
    const person = { ...ACTIVE, ...volumes, lives: "50", age: "42", "volume of supplemental_life": "100000" };
    for (const volume of ["5000", "10000"]) {
      const asked = lineOf("child_life", { ...person, "volume of child_life": volume });
      expect(asked).toEqual({ rate: one, volume: `${volume}.00`, premium: perThousand(one, volume) });
    }
  });
});

describe("disability and employee assistance, pages 16 and 18", () => {
  it("rates both options of disability at every age from 18 to 80 and both group sizes", () => {
    const { ltd } = oracle;
    const used = new Set<string>();
    let cells = 0;
    for (const age of AGES) {
      const row = rowAt(ltd.under_ten, age);
      used.add(row.age);
      for (const lives of ["2", "9", "10", "500"]) {
        const rates = Number(lives) < 10 ? row : ltd.ten_or_more;
        for (const option of ["option_1", "option_2"] as const) {
          // $60,000 a year are $5,000 a month: 50 times $100.
          const person = {
            ...ACTIVE,
            lives,
            age: String(age),
            annual_salary: "60000",
            option: option.replace("option", "ltd"),
          };
          const due = {
            rate: rates[option],
            volume: "5000.00",
            premium: toCents(times(ratio(rates[option]), ratio("50"))),
          };
          expect(lineOf("ltd", person), `${option} at ${age}, ${lives} lives`).toEqual(due);
          cells++;
        }
      }
    }
    expect(used.size).toBe(9);
    expect(cells).toBe(63 * 4 * 2);
  });

  it("rates employee assistance", () => {
    const { rate } = oracle.eap;
    expect(lineOf("eap", { ...ACTIVE, eap: "yes" })).toEqual({ rate, premium: rate });
  });
});

type Worked = (typeof oracle.worked)[number] & { readonly inputs: Readonly<Record<string, string>> };

const LARGE: Person = { ...ACTIVE, lives: "10", age: "45" };
const life = (volume: string | undefined) => ({ ...LARGE, "volume of basic_life": volume ?? "" });
const ltd = (salary: string | undefined, option = "ltd_1") => ({
  ...LARGE,
  annual_salary: salary ?? "",
  option,
});

/** What the program answers for a worked example, by the beginning of its name. */
const ANSWERS: Readonly<Record<string, (worked: Worked) => string | undefined>> = {
  "S-LIFE-2": ({ inputs }) => premium("basic_life", life(inputs["coverage"])),
  "S-LIFE-U10": ({ inputs }) => premium("basic_life", { ...life(inputs["coverage"]), lives: "9" }),
  "S-LIFE-RED65": ({ inputs }) => volume("basic_life", { ...life(inputs["coverage"]), age: "65" }),
  "S-LIFE-RED70": ({ inputs }) => volume("basic_life", { ...life(inputs["coverage"]), age: "70" }),
  "S-LTD-2": ({ inputs }) => premium("ltd", ltd(inputs["salary"])),
  "S-LTD-O2": ({ inputs }) => premium("ltd", ltd(inputs["salary"], "ltd_2")),
  "S-LTD-BEN": ({ inputs }) => benefit(ltd(inputs["salary"])),
  "S-COBRA-1": () => premium("medical", cobra("Alameda", "gold_ppo", "employee_only")),
  "S-COBRA-2": () => premium("medical", cobra("Sacramento", "access_hmo_20", "family")),
  "S-COB-": ({ id }) => premium("medical", medicare(id)),
  "S-SUPP-EE42": ({ inputs }) =>
    premium("supplemental_life", family({ supplemental_life: inputs["coverage"] })),
  "S-SUPP-SP42": ({ inputs }) =>
    premium("spouse_life", family({ supplemental_life: "100000", spouse_life: inputs["coverage"] })),
  "S-SUPP-CH": ({ inputs }) =>
    premium("child_life", family({ supplemental_life: "100000", child_life: inputs["coverage"] })),
};

/** Examples of another rate than the table's, and of limits that the program states and does not answer with. */
const NOT_OF_THE_TABLE = [
  "S-LIFE-1",
  "S-LIFE-3",
  "S-LTD-1",
  "S-SUPP-SPMAX",
  "S-SUPP-SPMIN",
  "S-SUPP-EEMIN",
  "S-LTD-CAP",
];

const lineFor = (coverage: string, person: Person) => {
  const { lines, errors } = book.rate(person);
  const line = lines.find((candidate) => candidate.coverage === coverage);
  if (!line) throw new Error(errors.map(({ message }) => message).join(" "));
  return line;
};
const premium = (coverage: string, person: Person) => lineFor(coverage, person).premium;
const volume = (coverage: string, person: Person) => lineFor(coverage, person).volume;
const benefit = (person: Person) => lineFor("ltd", person).benefit;
const cobra = (county: string, plan: string, tier: string) => ({
  status: "cobra",
  hmo_available: "yes",
  county,
  plan,
  tier,
});

/** `S-COB-1M2-GOLD`: one with Medicare and two or more without, Gold PPO. */
function medicare(id: string): Person {
  const [, , who = "", name = ""] = id.split("-");
  const tiers = {
    "2M": ["two_medicare", "2"],
    "3M": ["family_medicare", "3"],
    "4M": ["family_medicare", "4"],
  } as const;
  const mixed = {
    "1M1": ["one_and_one", "2"],
    "1M2": ["one_and_two_or_more", "3"],
    "2M1": ["two_and_one_or_more", "3"],
  } as const;
  const [tier, members] = { ...tiers, ...mixed }[who as keyof typeof tiers | keyof typeof mixed];
  const plan = name === "EPO" ? "epo" : `${name.toLowerCase()}_ppo`;
  return { status: "medicare_retiree", county: "Alameda", plan, tier, members };
}

const family = (volumes: Readonly<Record<string, string | undefined>>): Person => ({
  ...life("50000"),
  age: "42",
  ...Object.fromEntries(
    Object.entries(volumes).map(([coverage, amount]) => [`volume of ${coverage}`, amount ?? ""]),
  ),
});

describe("what the brochure works out itself", () => {
  const worked = oracle.worked as readonly Worked[];
  const answered = worked.flatMap((example) => {
    const [, answer] = Object.entries(ANSWERS).find(([name]) => example.id.startsWith(name)) ?? [];
    return answer ? [{ example, answer }] : [];
  });

  it.each(answered.map(({ example, answer }) => ({ ...example, answer })))(
    "$id, $where: $what",
    (example) => {
      expect(example.answer(example)).toBe(toCents(ratio(example.computed_exact)));
    },
  );

  it("leaves out only what is not of the tables", () => {
    const left = worked.filter((example) => !answered.some((found) => found.example === example));
    expect(left.map(({ id }) => id).sort()).toEqual([...NOT_OF_THE_TABLE].sort());
    expect(answered).toHaveLength(worked.length - NOT_OF_THE_TABLE.length);
  });

  // Examples of the plans carry the printed figure where the brochure is mistaken: `printed $29.00`.
  it.each(["S-LIFE-2", "S-LTD-2"])("%s is stated otherwise, and an example of the plans says so", (id) => {
    const example = worked.find((candidate) => candidate.id === id);
    const printed = book.prepared.book.examples.flatMap(({ expects }) => expects);
    expect(printed.filter((expects) => expects.printed === `$${example?.stated}`)).toHaveLength(1);
  });

  it("states a premium of a table in each of its samples, or agrees with it", () => {
    const stated = worked.filter(({ kind }) => kind === "stated");
    // Three readings of the life sample, two of the disability sample, four families of three with Medicare.
    expect(stated).toHaveLength(9);
  });

  it("allows a spouse at most half of what the employee has, and $20,000 at least", () => {
    const spouse = (own: string, amount: string) =>
      lineOf("spouse_life", family({ supplemental_life: own, spouse_life: amount }));
    // S-SUPP-SPMAX: half of 250,000 is 125,000, the printed most.
    expect(spouse("250000", "125000")).toMatchObject({ volume: "125000.00" });
    // S-SUPP-EEMIN: 40,000 is the least that lets the spouse have 20,000.
    expect(spouse("40000", "20000")).toMatchObject({ volume: "20000.00" });
    expect(spouse("30000", "20000")).toMatchObject([{ about: "volume of spouse_life" }]);
  });

  it("insures pay up to $100,000 a year for disability", () => {
    // S-LTD-CAP: 5,000 / 60% x 12 = 100,000.
    expect(benefit(ltd("100000"))).toBe("5000.00");
    expect(premium("ltd", ltd("100000"))).toBe(premium("ltd", ltd("150000")));
    expect(premium("ltd", ltd("99999"))).not.toBe(premium("ltd", ltd("98999")));
  });
});

describe("a load of 2%, which all of the 195 printed rates of plans contain", () => {
  const { load } = oracle;
  const names = load.map((_, i) => `line_${i}`);
  // The bases are not printed: they were found, as figures of which 102% is what is printed.
  const program = prepared(
    analyzeText(`program loads "Loads" {
  effective  2015-01-01 to 2015-12-31
  currency   USD
  rounding   half up to cent
}

coverages {
  health  "Health"
}

input status  choice of active, cobra
input line    choice of ${names.join(", ")}

rates for health when status is active {
  per   enrollment per month
  load  2%, rounded half up to cent

  line | rate
${load.map(({ base }, i) => `  line_${i} | $${base}`).join("\n")}
}

rates for health when status is cobra {
  per   enrollment per month
  rate  102% of rate of health with status active, rounded half up to cent
}
`),
  );
  const rated = (status: string) =>
    names.map((line) => program.rate({ status, line, health: "yes" }).lines[0]?.premium);

  it("comes to the printed figure, to the cent, 195 times", () => {
    expect(load).toHaveLength(195);
    expect(rated("active")).toEqual(load.map(({ stated }) => stated));
  });

  it("is charged twice where COBRA takes 102% of what is printed, 195 times", () => {
    const due = load.map(({ stated }) => toCents(times(ratio(stated), ratio("1.02"))));
    expect(due).toHaveLength(195);
    expect(rated("cobra")).toEqual(due);
  });
});
