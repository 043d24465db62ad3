/** A program of any size for measuring. The same size gives the same text, down to the byte. */

export interface Size {
  /** Each market brings a medical, a dental and a life coverage, with plans, rates, contributions and an example. */
  readonly markets: number;
  /** Every medical plan has a row of rates in each area. */
  readonly areas: number;
}

export interface Generated {
  readonly path: string;
  readonly text: string;
  /** Rows of rate tables. A row holds a rate for each tier, or one rate. */
  readonly rateRows: number;
}

const MEDICAL_PLANS = 20;
const DENTAL_PLANS = 5;
const COUNTIES_OF_AN_AREA = 8;
const PRODUCTS = ["ppo", "epo", "hmo", "hdhp"];
const TIERS = ["employee_only", "with_spouse", "with_children", "family"];
/** What each tier costs, as hundredths of the rate of one employee. */
const TIER_WEIGHTS = [100, 210, 185, 295];
const AGES = [
  "under 25",
  "25 to 29",
  "30 to 34",
  "35 to 39",
  "40 to 44",
  "45 to 49",
  "50 to 54",
  "55 to 59",
  "60 and over",
];

const ROWS_OF_DENTAL = DENTAL_PLANS * AGES.length;
const ROWS_OF_LIFE = 2 * AGES.length;

/** How many rows of rate tables a program of a size has. */
export const rateRowsOf = ({ markets, areas }: Size): number =>
  markets * (areas * MEDICAL_PLANS + ROWS_OF_DENTAL + ROWS_OF_LIFE);

/** Writes a program: one file that checks without a finding, and whose examples come out. */
export function generate(size: Size): Generated {
  const markets = Array.from({ length: size.markets }, (_, i) => i + 1);
  const text = [opening(size, markets), ...markets.map((market) => marketText(size, market))].join("\n");
  return { path: "generated.plan", text, rateRows: rateRowsOf(size) };
}

/** The smallest program of at least so many characters, by adding markets. */
export function generateCharacters(characters: number, areas = 40): Generated {
  const one = generate({ markets: 1, areas }).text.length;
  const two = generate({ markets: 2, areas }).text.length;
  let markets = Math.max(1, Math.ceil((characters - one) / (two - one)));
  for (;;) {
    const generated = generate({ markets, areas });
    if (generated.text.length >= characters) return generated;
    markets++;
  }
}

const padded = (value: number, width: number): string => String(value).padStart(width, "0");
const areaName = (area: number): string => `area_${padded(area, 3)}`;

/** Cents as a plan writes them: `$1,414.74`. */
function money(cents: number): string {
  const [whole = "0", rest = "00"] = (cents / 100).toFixed(2).split(".");
  return `$${whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",")}.${rest}`;
}

/** The rate of a plan for one employee, in cents: a rate of the plan, times what its area costs, as carriers rate. */
const singleRate = (market: number, area: number, plan: number): number =>
  Math.round(
    ((38_000 + ((market * 7_919 + plan * 4_217) % 61_013)) * (100_000 + ((area * 1_301) % 30_011))) / 100_000,
  );

const tierRate = (single: number, tier: number): number =>
  Math.round((single * (TIER_WEIGHTS[tier] ?? 100)) / 100);

/** Sets cells in columns: the first ones to the left, figures to the right. */
function table(rows: readonly (readonly string[])[], left: number): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, i) => (i < left ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join(" | ")
      .trimEnd(),
  );
}

const indented = (lines: readonly string[], by: number): string =>
  lines.map((line) => (line === "" ? "" : `${" ".repeat(by)}${line}`)).join("\n");

function opening({ areas }: Size, markets: readonly number[]): string {
  const area = Array.from({ length: areas }, (_, i) => i + 1);
  const countiesOf = (a: number) =>
    Array.from({ length: COUNTIES_OF_AN_AREA }, (_, c) => `County ${padded(a, 3)}-${"ABCDEFGH"[c] ?? c}`);
  const quoted = (a: number) =>
    countiesOf(a)
      .map((county) => `"${county}"`)
      .join(", ");
  return `// Generated for measuring: the same size gives the same text.

program generated "A generated program" {
  operator    "Nobody in particular"
  effective   2026-01-01 to 2026-12-31
  currency    USD
  rounding    half up to cent
  source      brochure "Generated rates"
}

carriers {
  first_mutual    "First Mutual"  [page 2]
  second_life     "Second Life" formerly "Second"  [page 2]
}

coverages {
${indented(
  markets.flatMap((m) => [
    `medical_${m}  "Medical, market ${m}"`,
    `dental_${m}   "Dental, market ${m}"`,
    `life_${m}     "Life, market ${m}"`,
  ]),
  2,
)}
}

tiers {
  employee_only   "Employee"  covers employee
  with_spouse     "Employee and spouse"  covers employee and 1 dependent
  with_children   "Employee and children"  covers employee and 1 or more dependents
  family          "Family"  covers employee and 2 or more dependents
}

// Every county that is served.
places all_counties {
${indented(area.map(quoted), 2)}
}

areas by county {
${indented(
  area.map((a) => `${areaName(a)}  "Area ${a}" ${quoted(a)}`),
  2,
)}
}

${INPUTS}`;
}

const INPUTS = `input county    choice of all_counties "County of the employee's home"
input age       age "Age of the employee"
input smoker    truth "Has smoked in the last year"
input hours     number of hours per week
input share     percent from 0% to 100% "What the employer pays for dependents"

conventions {
  shares of a premium     round the employer share, the rest to employee
                          chosen because "Not printed"
  dependent premium       premium less employee-only premium of the same plan
                          chosen because "Not printed"
}

classes {
  full_time   "Full-time employee"  when hours at least 30
  part_time   "Part-time employee"  when hours under 30
}
`;

function marketText(size: Size, market: number): string {
  return [
    `// Market ${market}: medical by area, dental by age, life by age and smoking.\n`,
    ...Array.from({ length: MEDICAL_PLANS }, (_, p) => planText(market, p + 1)),
    medicalRates(size, market),
    dentalText(market),
    lifeText(market),
    contributions(market),
    exampleText(market),
  ].join("\n");
}

const medicalPlan = (market: number, plan: number): string => `medical_${market}_plan_${padded(plan, 2)}`;
const dentalPlan = (market: number, plan: number): string => `dental_${market}_plan_${plan}`;

function planText(market: number, plan: number): string {
  const product = PRODUCTS[plan % PRODUCTS.length] ?? "ppo";
  const note = plan % 5 === 0 ? '  chosen because "The brochure names the network, not the product"' : "";
  return `plan ${medicalPlan(market, plan)} "Plan ${plan} of market ${market}" for medical_${market} [page ${market + 3}] {
  product     ${product}${note}
  carrier     first_mutual

  features {
    deductible          $${250 * plan} for one, $${500 * plan} for a family  [page ${market + 4}]
    copay               $${10 + plan} for an office visit
    out_of_area         covered at ${50 + plan}% of what is charged
    telemedicine        included, 24 hours a day
  }
}
`;
}

function medicalRates({ areas }: Size, market: number): string {
  const blocks = Array.from({ length: areas }, (_, i) => {
    const area = i + 1;
    const rows = Array.from({ length: MEDICAL_PLANS }, (_, p) => {
      const single = singleRate(market, area, p + 1);
      return [medicalPlan(market, p + 1), ...TIERS.map((_, t) => money(tierRate(single, t)))];
    });
    const lines = table([["plan by tier", ...TIERS], ...rows], 1);
    return `  area ${areaName(area)} [page ${10 + area}] {\n${indented(lines, 4)}\n  }\n`;
  });
  return `// The rates of one area stand together, as a carrier prints them.
rates for medical_${market} {
  per         enrollment per month  [whole_months_${market}]
  guaranteed  through 2026-12-31

${blocks.join("\n")}}

note    whole_months_${market}  chosen because "The period is not printed"
`;
}

function dentalText(market: number): string {
  const plans = Array.from({ length: DENTAL_PLANS }, (_, p) => {
    const like = p === 0 ? "" : ` like ${dentalPlan(market, 1)}`;
    const carrier = p === 0 ? "  product     indemnity\n  carrier     first_mutual\n" : "";
    return `plan ${dentalPlan(market, p + 1)} "Dental ${p + 1} of market ${market}" for dental_${market}${like} {\n${carrier}}\n`;
  });
  const rows = Array.from({ length: DENTAL_PLANS }, (_, p) =>
    AGES.map((age, a) => {
      const single = 2_000 + p * 310 + a * 97 + market;
      return [dentalPlan(market, p + 1), age, ...TIERS.map((_, t) => money(tierRate(single, t)))];
    }),
  ).flat();
  return `${plans.join("\n")}
rates for dental_${market} [page 8] {
  per         enrollment per month
              chosen because "The period is not printed"

${indented(table([["plan", "age by tier", ...TIERS], ...rows], 2), 2)}
}
`;
}

const lifeRate = (market: number, smoker: boolean, age: number): string =>
  `$${((41 + age * age * 7 + (smoker ? 55 : 0) + (market % 10)) / 1000).toFixed(3)}`;

function lifeText(market: number): string {
  const rows = [false, true].flatMap((smoker) =>
    AGES.map((age, a) => [
      smoker ? "yes" : "no",
      smoker && a === AGES.length - 1 ? `${age} [1]` : age,
      lifeRate(market, smoker, a),
    ]),
  );
  return `coverage life_${market} [page 9] {
  carrier             second_life
  insures             employee when hours at least 20
  volume              $10,000 to $250,000 in steps of $10,000
  guaranteed issue    $100,000 when age under 60
  guaranteed issue    $50,000 when age at least 60

  reduction {
    age          | volume
    under 65     | 100% of volume
    65 and over  | 50% of volume
  }
}

// By smoking and age; per thousand.
rates for life_${market} [page 9] {
  per         $1,000 of volume per month

${indented(table([["smoker", "age", "rate"], ...rows], 2), 2)}

  note 1  printed over 60 chosen because "Age 60 itself is in no printed band"
}
`;
}

function contributions(market: number): string {
  return `contributions for medical_${market}, dental_${market} {
  class       | employee premium   | dependent premium
  full_time   | employer pays 100% | employer pays share
  part_time   | employer pays 50%  | employer pays 0%
}

contributions for life_${market} {
  employer pays   100%
}
`;
}

/** The premium that the example expects is the rate written above it. */
function exampleText(market: number): string {
  const premium = tierRate(singleRate(market, 1, 1), 3);
  return `// The rate of the first plan in the first area, for a family.
example "A family in market ${market}" {
  given   county "County 001-A"
  given   age 40
  given   hours 40
  given   share 100%
  given   plan ${medicalPlan(market, 1)}
  given   tier family
  expect  premium of medical_${market} ${money(premium)}
  expect  employee share of medical_${market} $0.00
}
`;
}
