/** People for examples/sdrma-2015, as many as wanted. The same count gives the same people. */
import type { Person } from "@planwright/evaluator";

/** The columns of the census, in order. */
export const COLUMNS = [
  "id",
  "birth",
  "county",
  "status",
  "hours",
  "full_time_hours",
  "benefit_eligible",
  "annual_salary",
  "lives",
  "employer_share",
  "dependent_share",
  "hmo_available",
  "plan of medical",
  "tier",
  "plan of dental",
  "plan of vision",
  "volume of basic_life",
  "option",
  "eap",
] as const;

export type Column = (typeof COLUMNS)[number];
export type CensusPerson = Person & Readonly<Record<Column, string>>;

const COUNTIES = [
  ...["Alameda", "Contra Costa", "Marin", "Napa", "Butte", "Del Norte", "Humboldt", "Monterey"],
  ...["Los Angeles", "San Bernardino", "Ventura", "Fresno", "Orange", "San Luis Obispo"],
  ...["El Dorado", "Placer", "Sacramento", "out_of_state"],
];
const PPO_PLANS = ["gold_ppo", "platinum_ppo", "silver_ppo", "epo", "hdhp_10", "hdhp_20"];
const ALL_PLANS = [...PPO_PLANS, "access_hmo_15", "access_hmo_20"];
const TIERS = ["employee_only", "plus_one", "family"];
const DENTAL = ["dental_low", "dental_medium", "dental_high"];
/** 20 of 100 are not active employees. */
const STATUSES = [...Array<string>(16).fill("active"), "public_official", "retiree", "retiree", "cobra"];
const EMPLOYER_SHARES = ["75", "80", "85", "87.5", "90", "100"];
const DEPENDENT_SHARES = ["0", "25", "40", "50", "50.5", "55", "60", "75", "100"];

/** A sequence that looks random and is the same in every run: a linear congruential generator. */
class Sequence {
  private state = 20_150_101;

  below(limit: number): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * limit);
  }

  of(list: readonly string[]): string {
    return list[this.below(list.length)] ?? "";
  }

  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }
}

/** Each person in turn. All of them can be rated, for six coverages or fewer. */
export function* census(count: number): Generator<CensusPerson> {
  const sequence = new Sequence();
  for (let i = 1; i <= count; i++) yield person(sequence, i);
}

function person(sequence: Sequence, i: number): CensusPerson {
  const status = sequence.of(STATUSES);
  const county = sequence.of(COUNTIES);
  const hmo = county !== "out_of_state" && sequence.below(2) === 1;
  const common = {
    id: `p${i}`,
    birth: day(sequence),
    county,
    status,
    lives: String(sequence.between(2, 40)),
    hmo_available: hmo ? "yes" : "no",
    "plan of medical": sequence.of(hmo ? ALL_PLANS : PPO_PLANS),
    tier: sequence.of(TIERS),
  };
  if (status === "cobra") return { ...EMPTY, ...common };
  const insured = {
    ...common,
    dependent_share: sequence.of(DEPENDENT_SHARES),
    "plan of dental": sequence.of(DENTAL),
    "plan of vision": `vision_${sequence.between(1, 5)}`,
  };
  if (status !== "active") return { ...EMPTY, ...insured };
  return {
    ...insured,
    hours: String(sequence.between(20, 48)),
    full_time_hours: String(sequence.between(30, 40)),
    benefit_eligible: "yes",
    annual_salary: String(sequence.between(28_000, 160_000)),
    employer_share: sequence.of(EMPLOYER_SHARES),
    "volume of basic_life":
      sequence.below(4) === 0 ? "1 times annual_salary" : String(sequence.between(1, 10) * 10_000),
    option: `ltd_${sequence.between(1, 2)}`,
    eap: "yes",
  };
}

const EMPTY: Readonly<Record<Column, string>> = {
  id: "",
  birth: "",
  county: "",
  status: "",
  hours: "",
  full_time_hours: "",
  benefit_eligible: "",
  annual_salary: "",
  lives: "",
  employer_share: "",
  dependent_share: "",
  hmo_available: "",
  "plan of medical": "",
  tier: "",
  "plan of dental": "",
  "plan of vision": "",
  "volume of basic_life": "",
  option: "",
  eap: "",
};

const two = (value: number): string => String(value).padStart(2, "0");

/** A date of birth that makes somebody 18 to 74 in 2015. */
const day = (sequence: Sequence): string =>
  `${sequence.between(1941, 1996)}-${two(sequence.between(1, 12))}-${two(sequence.between(1, 28))}`;

/** No value of this census holds a comma or a quote. */
export const csvLine = (row: CensusPerson): string => `${COLUMNS.map((column) => row[column]).join(",")}\n`;
export const csvHeader = `${COLUMNS.join(",")}\n`;

/** A line of JSON; what is empty is left out. */
export const jsonLine = (row: CensusPerson): string =>
  `${JSON.stringify(Object.fromEntries(COLUMNS.filter((column) => row[column] !== "").map((column) => [column, row[column]])))}\n`;
