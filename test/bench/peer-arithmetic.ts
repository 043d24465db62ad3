/**
 * The six coverages of the census over any arithmetic, a person at a time: with decimals of a library, and with exact
 * fractions, against which premiums are held. Dollars; rounded half up to cents where the program says so, and nowhere else.
 */
import type { Brochure, RateRow } from "./brochure.ts";
import type { CensusPerson } from "./census.ts";

export interface Arithmetic<N> {
  of(decimal: string): N;
  plus(a: N, b: N): N;
  minus(a: N, b: N): N;
  times(a: N, b: N): N;
  over(a: N, b: N): N;
  least(a: N, b: N): N;
  /** Rounded half up to cents. */
  cents(value: N): N;
}

/** What a coverage costs, and what of it the employer pays; undefined where the person does not have it. */
export type Share<N> = { readonly premium: N; readonly employer: N } | undefined;

/** Completed years on the first of a month, such as 2015-03-01. */
export function ageOn(birth: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4));
  return day.slice(5) < birth.slice(5) ? years - 1 : years;
}

const keyOf = (key: string, plan: string, tier: string): string => `${key}|${plan}|${tier}`;

function tableOf<N>(rows: readonly RateRow[], of: (decimal: string) => N): ReadonlyMap<string, N> {
  return new Map(rows.map(({ key, plan, tier, rate }) => [keyOf(key, plan, tier), of(rate)]));
}

function known<V>(value: V | undefined, what: string): V {
  if (value === undefined) throw new Error(`the brochure has no ${what}`);
  return value;
}

/** A number for each age. */
const byAge = <B extends { readonly from: number; readonly to: number }, N>(
  bands: readonly B[],
  value: (band: B) => N,
): readonly N[] =>
  Array.from({ length: 131 }, (_, age) =>
    value(
      known(
        bands.find(({ from, to }) => from <= age && age <= to),
        `rate at ${age}`,
      ),
    ),
  );

interface Shares<N> {
  readonly own: N;
  readonly dependents: N;
}

/** The printed figures in an arithmetic. */
function tablesOf<N>({ of, over }: Arithmetic<N>, brochure: Brochure) {
  const { life, disability } = brochure;
  const options = ["ltd_1", "ltd_2"] as const;
  return {
    areaOf: new Map(brochure.counties.map(({ county, area }) => [county, area])),
    medical: tableOf(brochure.medical, of),
    dental: tableOf(brochure.dental, of),
    vision: tableOf(brochure.vision, of),
    lifeLarge: of(life.large),
    lifeSmall: byAge(life.small, ({ rate }) => of(rate)),
    inForce: byAge(brochure.inForce, ({ percent }) => over(of(percent), of("100"))),
    disabilityLarge: options.map((option) => of(disability.large[option])),
    disabilitySmall: options.map((option) => byAge(disability.small, (band) => of(band[option]))),
    eap: of(brochure.eap),
  };
}

/** Makes the function that rates a coverage with tiers, from its table. */
function tierRater<N>({ of, plus, minus, times, cents }: Arithmetic<N>) {
  const [whole, continued] = [of("1"), of("1.02")];
  return (
    table: ReadonlyMap<string, N>,
    key: string,
    person: CensusPerson,
    plan: string,
    { own, dependents }: Shares<N>,
    isContinued = false,
  ): Share<N> => {
    if (plan === "") return undefined;
    const rate = (tier: string) => known(table.get(keyOf(key, plan, tier)), `rate of ${plan}`);
    const factor = isContinued ? continued : whole;
    const premium = cents(times(rate(person.tier), factor));
    const alone = cents(times(rate("employee_only"), factor));
    return { premium, employer: cents(plus(times(alone, own), times(minus(premium, alone), dependents))) };
  };
}

/** Makes the function that says what somebody pays by volume: for life, and for long term disability. */
function volumeRater<N>(
  { of, times, over, least, cents }: Arithmetic<N>,
  tables: ReturnType<typeof tablesOf<N>>,
  day: string,
) {
  const { lifeLarge, lifeSmall, inForce, disabilityLarge, disabilitySmall } = tables;
  const [thousand, mostPay, yearly] = [of("1000"), of("100000"), of("1200")];
  return (person: CensusPerson): readonly [life: N | undefined, disability: N | undefined] => {
    const { option, annual_salary: pay, "volume of basic_life": volume } = person;
    const age = ageOn(person.birth, day);
    const isLarge = Number(person.lives) >= 10;
    const place = option === "ltd_1" ? 0 : 1;
    const elected = volume.startsWith("1 times") ? pay : volume;
    const life = () => {
      const rate = isLarge ? lifeLarge : known(lifeSmall[age], "rate of life");
      return cents(over(times(times(of(elected), known(inForce[age], "reduction")), rate), thousand));
    };
    const disability = () => {
      const rate = isLarge ? disabilityLarge[place] : disabilitySmall[place]?.[age];
      return cents(over(times(least(of(pay), mostPay), known(rate, "rate of ltd")), yearly));
    };
    return [volume === "" ? undefined : life(), option === "" ? undefined : disability()];
  };
}

/** Makes the function that rates a person: each coverage in the order of `COVERAGES`. */
export function raterFor<N>(
  arithmetic: Arithmetic<N>,
  brochure: Brochure,
  day: string,
): (person: CensusPerson) => readonly Share<N>[] {
  const { of, over } = arithmetic;
  const tables = tablesOf(arithmetic, brochure);
  const tiered = tierRater(arithmetic);
  const byVolume = volumeRater(arithmetic, tables, day);
  const [none, whole, hundred] = [of("0"), of("1"), of("100")];
  const share = (percent: string): N => (percent === "" ? none : over(of(percent), hundred));
  const all = (premium: N | undefined): Share<N> =>
    premium === undefined ? undefined : { premium, employer: premium };
  return (person) => {
    const { status } = person;
    const isActive = status === "active";
    const employed = isActive || status === "public_official" ? whole : none;
    const dependents = isActive ? share(person.dependent_share) : employed;
    const shares: Shares<N> = { own: employed, dependents };
    const forMedical: Shares<N> = { own: isActive ? share(person.employer_share) : employed, dependents };
    const area = tables.areaOf.get(person.county) ?? "";
    const band = Number(person.dependent_share || "0") <= 50 ? "low" : "high";
    const [life, disability] = byVolume(person);
    return [
      tiered(tables.medical, area, person, person["plan of medical"], forMedical, status === "cobra"),
      tiered(tables.dental, band, person, person["plan of dental"], shares),
      tiered(tables.vision, "", person, person["plan of vision"], shares),
      all(life),
      all(disability),
      person.eap === "yes" ? all(tables.eap) : undefined,
    ];
  };
}
