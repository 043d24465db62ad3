/**
 * What somebody would write by hand for the six coverages of a census of SDRMA 2015: nested maps, plain numbers,
 * an object for each row. Amounts are whole cents; rates per volume are tenths of a cent. It knows its rates from
 * the figures typed off the brochure, and nothing of Planwright. It checks nothing: not whether a volume can be
 * chosen, nor what an agency must pay, and it says nothing about how a premium came about.
 */

/** The figures as they are typed off the brochure: see test/fixtures/sdrma-2015.json. */
export interface Figures {
  readonly medical: {
    readonly areas: Readonly<
      Record<string, { readonly counties: readonly string[]; readonly rates: PlanRates }>
    >;
  };
  readonly dental: { readonly rates: Readonly<Record<string, PlanRates>> };
  readonly vision: { readonly rates: PlanRates };
  readonly basic_life: {
    readonly ten_or_more: string;
    readonly under_ten: readonly { readonly age: string; readonly rate: string }[];
    readonly reduced_to_pct: Readonly<Record<string, string>>;
  };
  readonly ltd: {
    readonly ten_or_more: Readonly<Record<Option, string>>;
    readonly under_ten: readonly ({ readonly age: string } & Readonly<Record<Option, string>>)[];
  };
  readonly eap: { readonly rate: string };
}

type PlanRates = Readonly<Record<string, Readonly<Record<string, string>>>>;
type Option = "option_1" | "option_2";
type Row = Readonly<Record<string, string | undefined>>;

export interface PeerLine {
  readonly coverage: string;
  readonly plan: string | null;
  readonly premium: number;
  readonly employer: number;
  readonly employee: number;
}

export interface PeerAnswer {
  readonly id: string;
  readonly lines: readonly PeerLine[];
  readonly premium: number;
  readonly employer: number;
  readonly employee: number;
}

const TIERS = ["employee_only", "plus_one", "family"];

const cents = (decimal: string): number => Math.round(Number(decimal) * 100);
const mills = (decimal: string): number => Math.round(Number(decimal) * 1000);
/** Rounds a fraction of whole numbers half up. */
const quotient = (n: number, d: number): number => Math.floor((2 * n + d) / (2 * d));

/** Tiers are printed in the order of `TIERS`. */
const byTier = (rates: Readonly<Record<string, string>>): Map<string, number> =>
  new Map(Object.values(rates).map((rate, i) => [TIERS[i] ?? "", cents(rate)]));

const byPlan = (rates: PlanRates, prefix = ""): Map<string, Map<string, number>> =>
  new Map(Object.entries(rates).map(([plan, tiers]) => [`${prefix}${plan}`, byTier(tiers)]));

interface Band<V> {
  readonly from: number;
  readonly value: V;
}

/** Bands in the order of age: each begins where the one before ends. */
function bands<B extends { readonly age: string }, V>(
  printed: readonly B[],
  value: (band: B) => V,
): Band<V>[] {
  let from = 0;
  return printed.map((band) => {
    const result = { from, value: value(band) };
    const ends = band.age.match(/\d+/g)?.map(Number) ?? [];
    from = band.age.startsWith("under") ? (ends[0] ?? 0) : (ends[1] ?? 0) + 1;
    return result;
  });
}

function bandOf<V>(list: readonly Band<V>[], age: number): V | undefined {
  let found: V | undefined;
  for (const { from, value } of list) if (age >= from) found = value;
  return found;
}

/** Completed years on the first of the month of a day. */
function ageOn(birth: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4));
  return `${day.slice(5, 7)}-01` < birth.slice(5) ? years - 1 : years;
}

/** Percent with two decimals, as a whole number: 87.5% is 8750. */
const share = (text: string | undefined): number => Math.round(Number(text || "0") * 100);
const WHOLE = 10_000;

/** Makes the rating function: call it once, and what it gives for each person. */
export function peerFor(figures: Figures, day: string): (row: Row) => PeerAnswer {
  const areaOf = new Map<string, string>([["out_of_state", "V"]]);
  const medical = new Map<string, Map<string, Map<string, number>>>();
  for (const [area, { counties, rates }] of Object.entries(figures.medical.areas)) {
    for (const county of counties) areaOf.set(county, area);
    medical.set(area, byPlan(rates));
  }
  const dental = { low: dentalBand(figures, "0_to_50"), high: dentalBand(figures, "51_to_100") };
  const vision = byPlan(figures.vision.rates, "vision_");
  const life = lifeRater(figures.basic_life);
  const disability = disabilityRater(figures.ltd);
  const eap = cents(figures.eap.rate);

  return (row) => {
    const lines: PeerLine[] = [];
    const { status = "", tier = "" } = row;
    const age = ageOn(row.birth ?? "", day);
    const dependents =
      status === "active" ? share(row.dependent_share) : status === "public_official" ? WHOLE : 0;
    const employees = status === "active" || status === "public_official" ? WHOLE : 0;
    const medicalPlan = row["plan of medical"];
    if (medicalPlan) {
      const rates = medical.get(areaOf.get(row.county ?? "") ?? "")?.get(medicalPlan);
      const own = status === "active" ? share(row.employer_share) : employees;
      lines.push(
        tiered("medical", medicalPlan, rates, tier, own, dependents, status === "cobra" ? 102 : 100),
      );
    }
    const dentalPlan = row["plan of dental"];
    if (dentalPlan) {
      const rates = (share(row.dependent_share) <= WHOLE / 2 ? dental.low : dental.high).get(dentalPlan);
      lines.push(tiered("dental", dentalPlan, rates, tier, employees, dependents, 100));
    }
    const visionPlan = row["plan of vision"];
    if (visionPlan)
      lines.push(tiered("vision", visionPlan, vision.get(visionPlan), tier, employees, dependents, 100));
    const volume = row["volume of basic_life"];
    if (volume) lines.push(paidByEmployer("basic_life", null, life(row, volume, age)));
    const { option } = row;
    if (option) lines.push(paidByEmployer("ltd", option, disability(row, option, age)));
    if (row.eap === "yes") lines.push(paidByEmployer("eap", null, eap));
    return totalled(row.id ?? "", lines);
  };
}

/** `dental_low` and its kind, for one of the two printed bands of what the employer pays for dependents. */
function dentalBand(figures: Figures, band: string): Map<string, Map<string, number>> {
  const rates = Object.entries(figures.dental.rates).map(
    ([plan, printed]): [string, Readonly<Record<string, string>>] => [
      plan,
      Object.entries(printed).find(([name]) => name.includes(band))?.[1] ?? {},
    ],
  );
  return byPlan(Object.fromEntries(rates), "dental_");
}

function lifeRater(printed: Figures["basic_life"]) {
  const large = mills(printed.ten_or_more);
  const small = bands(printed.under_ten, ({ rate }) => mills(rate));
  const inForce = Object.entries(printed.reduced_to_pct).map(([from, percent]) => ({
    from: Number(from),
    value: Number(percent),
  }));
  return (row: Row, volume: string, age: number): number => {
    const elected = volume.startsWith("1 times") ? Number(row.annual_salary) : Number(volume);
    const rate = Number(row.lives) >= 10 ? large : (bandOf(small, age) ?? 0);
    // Dollars times percent times tenths of a cent per thousand.
    return quotient(elected * (bandOf(inForce, age) ?? 100) * rate, 100 * 1000 * 10);
  };
}

function disabilityRater(printed: Figures["ltd"]) {
  const large = { ltd_1: mills(printed.ten_or_more.option_1), ltd_2: mills(printed.ten_or_more.option_2) };
  const small = bands(printed.under_ten, (band) => ({
    ltd_1: mills(band.option_1),
    ltd_2: mills(band.option_2),
  }));
  return (row: Row, option: string, age: number): number => {
    const rates = Number(row.lives) >= 10 ? large : (bandOf(small, age) ?? large);
    const rate = option === "ltd_1" ? rates.ltd_1 : rates.ltd_2;
    // Pay above $100,000 a year is not covered. Tenths of a cent per $100 of a twelfth of it.
    return quotient(Math.min(Number(row.annual_salary), 100_000) * rate, 12 * 100 * 10);
  };
}

function tiered(
  coverage: string,
  plan: string,
  rates: ReadonlyMap<string, number> | undefined,
  tier: string,
  ownShare: number,
  dependentShare: number,
  percent: number,
): PeerLine {
  const premium = quotient((rates?.get(tier) ?? Number.NaN) * percent, 100);
  const alone = quotient((rates?.get("employee_only") ?? Number.NaN) * percent, 100);
  const employer = quotient(alone * ownShare + (premium - alone) * dependentShare, WHOLE);
  return { coverage, plan, premium, employer, employee: premium - employer };
}

const paidByEmployer = (coverage: string, plan: string | null, premium: number): PeerLine => ({
  coverage,
  plan,
  premium,
  employer: premium,
  employee: 0,
});

function totalled(id: string, lines: readonly PeerLine[]): PeerAnswer {
  let premium = 0;
  let employer = 0;
  for (const line of lines) {
    premium += line.premium;
    employer += line.employer;
  }
  return { id, lines, premium, employer, employee: premium - employer };
}
