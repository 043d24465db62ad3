// Every rate that the brochure prints, cell by cell, asked of the compiled rate book. The figures stand in
// fixtures/sdrma-2015.json as strings, with their pages, typed off the brochure and not off the plans.
import { describe, expect, it } from "vitest";
import oracle from "./fixtures/sdrma-2015.json" with { type: "json" };
import { plus, ratio, times, toCents } from "./support/decimals.ts";
import { sdrmaBook } from "./support/programs.ts";
import { ACTIVE, lineOf, type Person } from "./support/sdrma.ts";

const book = sdrmaBook();

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
          const person = { ...PERSONS.active, status, county, plan, tier };
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
    expect(counties.map(({ county }) => lineOf("medical", { ...PERSONS.retiree, county, ...plan }))).toEqual(
      counties.map(({ due }) => ({ rate: due, premium: due })),
    );
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

/** A rate as answers write it: `0.300` as `0.30`, with two decimals at least. */
const rateText = (printed: string): string => printed.replace(/(\.\d\d\d*?)0+$/, "$1");

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
      const employee = { rate: rateText(row.employee), volume, premium: perThousand(row.employee, volume) };
      const spouse = {
        rate: rateText(row.spouse),
        volume: "100000.00",
        premium: perThousand(row.spouse, "100000"),
      };
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
            rate: rateText(rates[option]),
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
