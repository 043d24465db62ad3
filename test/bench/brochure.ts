/** The figures typed off the brochure as plain rows, for peers that are given tables. */
import type { Figures } from "./peer.ts";

export const TIERS = ["employee_only", "plus_one", "family"] as const;
/** The coverages of the census, in the order in which peers answer. */
export const COVERAGES = ["medical", "dental", "vision", "basic_life", "ltd", "eap"] as const;

/** A rate in dollars as it is printed. `key` is the area, or the printed band of what the employer pays for dependents. */
export interface RateRow {
  readonly key: string;
  readonly plan: string;
  readonly tier: string;
  readonly rate: string;
}

/** Ages from and to, both included. */
export interface Ages {
  readonly from: number;
  readonly to: number;
}

export interface Brochure {
  readonly counties: readonly { readonly county: string; readonly area: string }[];
  /** By area. */
  readonly medical: readonly RateRow[];
  /** By `low`, up to half of what dependents cost, and `high`. */
  readonly dental: readonly RateRow[];
  /** All have the key "". */
  readonly vision: readonly RateRow[];
  /** Per $1,000 of volume. */
  readonly life: { readonly large: string; readonly small: readonly (Ages & { readonly rate: string })[] };
  /** What is in force of a volume, in percent. */
  readonly inForce: readonly (Ages & { readonly percent: string })[];
  /** Per $100 of monthly pay. */
  readonly disability: {
    readonly large: Disability;
    readonly small: readonly (Ages & Disability)[];
  };
  readonly eap: string;
}

interface Disability {
  readonly ltd_1: string;
  readonly ltd_2: string;
}

const OLDEST = 130;

/** Bands in the order of age: each begins where the one before ends. */
function ages<B extends { readonly age: string }>(bands: readonly B[]): (B & Ages)[] {
  let from = 0;
  return bands.map((band) => {
    const [first = 0, last] = band.age.match(/\d+/g)?.map(Number) ?? [];
    const to = band.age.startsWith("under") ? first - 1 : (last ?? OLDEST);
    const result = { ...band, from, to };
    from = to + 1;
    return result;
  });
}

type Printed = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Tiers are printed in the order of `TIERS`. */
const rows = (key: string, prefix: string, printed: Printed): RateRow[] =>
  Object.entries(printed).flatMap(([plan, rates]) =>
    Object.values(rates).map((rate, i) => ({ key, plan: `${prefix}${plan}`, tier: TIERS[i] ?? "", rate })),
  );

function dentalBand(figures: Figures, key: string, printedAs: string): RateRow[] {
  const of = Object.entries(figures.dental.rates).map(([plan, bands]) => [
    plan,
    Object.entries(bands).find(([name]) => name.includes(printedAs))?.[1] ?? {},
  ]);
  return rows(key, "dental_", Object.fromEntries(of) as Printed);
}

export function brochureOf(figures: Figures): Brochure {
  const areas = Object.entries(figures.medical.areas);
  const { ten_or_more: large, under_ten: small } = figures.ltd;
  const reduced = Object.entries(figures.basic_life.reduced_to_pct);
  const starts = [["0", "100"] as const, ...reduced];
  return {
    counties: [
      ...areas.flatMap(([area, { counties }]) => counties.map((county) => ({ county, area }))),
      { county: "out_of_state", area: "V" },
    ],
    medical: areas.flatMap(([area, { rates }]) => rows(area, "", rates)),
    dental: [...dentalBand(figures, "low", "0_to_50"), ...dentalBand(figures, "high", "51_to_100")],
    vision: rows("", "vision_", figures.vision.rates),
    life: { large: figures.basic_life.ten_or_more, small: ages(figures.basic_life.under_ten) },
    inForce: starts.map(([from, percent], i) => ({
      from: Number(from),
      to: Number(starts[i + 1]?.[0] ?? OLDEST + 1) - 1,
      percent,
    })),
    disability: {
      large: { ltd_1: large.option_1, ltd_2: large.option_2 },
      small: ages(small).map(({ from, to, option_1, option_2 }) => ({
        ...{ from, to },
        ...{ ltd_1: option_1, ltd_2: option_2 },
      })),
    },
    eap: figures.eap.rate,
  };
}
