/**
 * The same six coverages as peer.ts, written by hand over typed arrays: codes and whole numbers in, cents out. It refuses
 * nobody, checks no rule, and knows that its numbers are small enough.
 */
import type { Figures } from "./peer.ts";

export const STATUS = ["active", "public_official", "retiree", "cobra"];
export const TIERS = ["employee_only", "plus_one", "family"];

/** A code below zero, or a number that is none, says that the cell is empty. */
export interface PeerCensus {
  readonly rows: number;
  readonly status: Int8Array;
  readonly tier: Int8Array;
  readonly county: Int8Array;
  readonly counties: readonly string[];
  readonly medical: Int8Array;
  readonly medicalPlans: readonly string[];
  readonly dental: Int8Array;
  readonly dentalPlans: readonly string[];
  readonly vision: Int8Array;
  readonly visionPlans: readonly string[];
  /** Dollars; -2 for once the pay. */
  readonly volume: Int32Array;
  readonly option: Int8Array;
  readonly eap: Int8Array;
  /** 20150301 */
  readonly birth: Int32Array;
  readonly lives: Int32Array;
  /** Dollars a year. */
  readonly salary: Int32Array;
  /** Hundredths of a percent. */
  readonly employerShare: Int32Array;
  readonly dependentShare: Int32Array;
}

/** Cents, of each coverage after the other: medical, dental, vision, life, disability, assistance. */
export interface PeerColumns {
  readonly premium: readonly Float64Array[];
  readonly employer: readonly Float64Array[];
}

const WHOLE = 10_000;
const cents = (decimal: string | undefined): number => Math.round(Number(decimal) * 100);
const mills = (decimal: string): number => Math.round(Number(decimal) * 1000);

/** A number for each age. */
function byAge<B extends { readonly age: string }>(
  bands: readonly B[],
  value: (band: B) => number,
): Float64Array {
  const result = new Float64Array(131);
  let from = 0;
  for (const band of bands) {
    result.fill(value(band), from);
    const ends = band.age.match(/\d+/g)?.map(Number) ?? [];
    from = band.age.startsWith("under") ? (ends[0] ?? 0) : (ends[1] ?? 0) + 1;
    if (band.age.startsWith("under")) result.fill(0, from);
  }
  return result;
}

/** Rates by plan and tier, in one list. */
const flat = (
  plans: readonly string[],
  rates: Readonly<Record<string, Readonly<Record<string, string>>>>,
  prefix = "",
) =>
  Float64Array.from(
    plans.flatMap((plan) => {
      const row = Object.values(rates[plan.slice(prefix.length)] ?? {});
      return TIERS.map((_, tier) => cents(row[tier]));
    }),
  );

interface Tables {
  readonly areaOf: Int8Array;
  readonly medical: readonly Float64Array[];
  readonly dentalLow: Float64Array;
  readonly dentalHigh: Float64Array;
  readonly vision: Float64Array;
  readonly lifeLarge: number;
  readonly life: Float64Array;
  readonly inForce: Float64Array;
  readonly disabilityLarge: readonly number[];
  readonly disability: readonly Float64Array[];
  readonly eap: number;
}

function tablesOf(figures: Figures, census: PeerCensus): Tables {
  const areas = Object.entries(figures.medical.areas);
  const outside = areas.findIndex(([name]) => name === "V");
  const dental = (band: string) =>
    Object.fromEntries(
      Object.entries(figures.dental.rates).map(([plan, printed]) => [
        plan,
        Object.entries(printed).find(([name]) => name.includes(band))?.[1] ?? {},
      ]),
    ) as unknown as Readonly<Record<string, Readonly<Record<string, string>>>>;
  const inForce = new Float64Array(131).fill(100);
  for (const [from, percent] of Object.entries(figures.basic_life.reduced_to_pct))
    inForce.fill(Number(percent), Number(from));
  const { ten_or_more: large, under_ten: small } = figures.ltd;
  return {
    areaOf: Int8Array.from(census.counties, (county) => {
      const found = areas.findIndex(([, { counties }]) => counties.includes(county));
      return found < 0 ? outside : found;
    }),
    medical: areas.map(([, { rates }]) => flat(census.medicalPlans, rates)),
    dentalLow: flat(census.dentalPlans, dental("0_to_50"), "dental_"),
    dentalHigh: flat(census.dentalPlans, dental("51_to_100"), "dental_"),
    vision: flat(census.visionPlans, figures.vision.rates, "vision_"),
    lifeLarge: mills(figures.basic_life.ten_or_more),
    life: byAge(figures.basic_life.under_ten, ({ rate }) => mills(rate)),
    inForce,
    disabilityLarge: [mills(large.option_1), mills(large.option_2)],
    disability: [byAge(small, (band) => mills(band.option_1)), byAge(small, (band) => mills(band.option_2))],
    eap: cents(figures.eap.rate),
  };
}

/** Completed years on a first of a month. */
const ageOn = (birth: number, day: number): number => Math.floor((day - birth) / 10_000);

/** Rates everybody; `day` is a first of a month, such as 20150301. */
export function ratedByHand(figures: Figures, census: PeerCensus, day: number): PeerColumns {
  const tables = tablesOf(figures, census);
  const columns = () => Array.from({ length: 6 }, () => new Float64Array(census.rows));
  const result = { premium: columns(), employer: columns() };
  tiered(tables, census, result);
  byVolume(tables, census, day, result);
  return result;
}

function tiered(tables: Tables, census: PeerCensus, { premium, employer }: PeerColumns): void {
  const { rows, status, tier, county, medical, dental, vision, employerShare, dependentShare } = census;
  const { areaOf, medical: byArea, dentalLow, dentalHigh, vision: visionRates } = tables;
  const [medicalPremium, dentalPremium, visionPremium] = premium as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const [medicalEmployer, dentalEmployer, visionEmployer] = employer as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let i = 0; i < rows; i++) {
    const state = status[i] as number;
    const t = tier[i] as number;
    const dependents = state === 0 ? (dependentShare[i] as number) : state === 1 ? WHOLE : 0;
    const employees = state <= 1 ? WHOLE : 0;
    const rates = byArea[areaOf[county[i] as number] as number] as Float64Array;
    const at = (medical[i] as number) * 3;
    const percent = state === 3 ? 102 : 100;
    const all = Math.floor(((rates[at + t] as number) * percent + 50) / 100);
    const alone = Math.floor(((rates[at] as number) * percent + 50) / 100);
    medicalPremium[i] = all;
    const own = state === 0 ? (employerShare[i] as number) : employees;
    medicalEmployer[i] = Math.floor((alone * own + (all - alone) * dependents + WHOLE / 2) / WHOLE);
    const d = dental[i] as number;
    if (d >= 0) {
      const list = (dependentShare[i] as number) <= WHOLE / 2 ? dentalLow : dentalHigh;
      const a = list[d * 3 + t] as number;
      const b = list[d * 3] as number;
      dentalPremium[i] = a;
      dentalEmployer[i] = Math.floor((b * employees + (a - b) * dependents + WHOLE / 2) / WHOLE);
    }
    const v = vision[i] as number;
    if (v >= 0) {
      const a = visionRates[v * 3 + t] as number;
      const b = visionRates[v * 3] as number;
      visionPremium[i] = a;
      visionEmployer[i] = Math.floor((b * employees + (a - b) * dependents + WHOLE / 2) / WHOLE);
    }
  }
}

function byVolume(tables: Tables, census: PeerCensus, day: number, { premium, employer }: PeerColumns): void {
  const { rows, birth, lives, salary, volume, option, eap } = census;
  const { life, lifeLarge, inForce, disability, disabilityLarge } = tables;
  const [, , , lifePremium, disabilityPremium, eapPremium] = premium as Float64Array[] as [
    ...[Float64Array, Float64Array, Float64Array],
    ...[Float64Array, Float64Array, Float64Array],
  ];
  for (let i = 0; i < rows; i++) {
    const age = ageOn(birth[i] as number, day);
    const isLarge = (lives[i] as number) >= 10;
    const chosen = volume[i] as number;
    if (chosen !== -1) {
      const elected = chosen === -2 ? (salary[i] as number) : chosen;
      const rate = isLarge ? lifeLarge : (life[age] as number);
      lifePremium[i] = Math.floor((elected * (inForce[age] as number) * rate + 500_000) / 1_000_000);
    }
    const o = option[i] as number;
    if (o >= 0) {
      const rate = (isLarge ? disabilityLarge[o] : disability[o]?.[age]) as number;
      disabilityPremium[i] = Math.floor((Math.min(salary[i] as number, 100_000) * rate + 6_000) / 12_000);
    }
    if (eap[i] === 1) eapPremium[i] = tables.eap;
  }
  for (const line of [3, 4, 5]) employer[line]?.set(premium[line] ?? []);
}
