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

/** Makes the function that rates a person: each coverage in the order of `COVERAGES`. */
export function raterFor<N>(
  { of, plus, minus, times, over, least, cents }: Arithmetic<N>,
  brochure: Brochure,
  day: string,
): (person: CensusPerson) => readonly Share<N>[] {
  const areaOf = new Map(brochure.counties.map(({ county, area }) => [county, area]));
  const medical = tableOf(brochure.medical, of);
  const dental = tableOf(brochure.dental, of);
  const vision = tableOf(brochure.vision, of);
  const { life, disability } = brochure;
  const lifeLarge = of(life.large);
  const lifeSmall = byAge(life.small, ({ rate }) => of(rate));
  const inForce = byAge(brochure.inForce, ({ percent }) => over(of(percent), of("100")));
  const options = ["ltd_1", "ltd_2"] as const;
  const disabilityLarge = options.map((option) => of(disability.large[option]));
  const disabilitySmall = options.map((option) => byAge(disability.small, (band) => of(band[option])));
  const eap = of(brochure.eap);
  const [none, whole, hundred, thousand] = [of("0"), of("1"), of("100"), of("1000")];
  const [mostPay, yearly, continued, half] = [of("100000"), of("1200"), of("1.02"), 50];
  const share = (percent: string): N => (percent === "" ? none : over(of(percent), hundred));

  const tiered = (
    table: ReadonlyMap<string, N>,
    key: string,
    plan: string,
    tier: string,
    shares: Shares<N>,
    more = false,
  ): Share<N> => {
    if (plan === "") return undefined;
    const rate = (of: string) => known(table.get(keyOf(key, plan, of)), `rate of ${plan}`);
    const factor = more ? continued : whole;
    const premium = cents(times(rate(tier), factor));
    const alone = cents(times(rate("employee_only"), factor));
    const paid = plus(times(alone, shares.own), times(minus(premium, alone), shares.dependents));
    return { premium, employer: cents(paid) };
  };
  const all = (premium: N): Share<N> => ({ premium, employer: premium });

  return (person) => {
    const { status, tier, volume, option } = { ...person, volume: person["volume of basic_life"] };
    const age = ageOn(person.birth, day);
    const isLarge = Number(person.lives) >= 10;
    const dependents =
      status === "active" ? share(person.dependent_share) : status === "public_official" ? whole : none;
    const employed = status === "active" || status === "public_official" ? whole : none;
    const shares: Shares<N> = { own: employed, dependents };
    const ownMedical = status === "active" ? share(person.employer_share) : employed;
    const band = Number(person.dependent_share || "0") <= half ? "low" : "high";
    const elected = volume.startsWith("1 times") ? person.annual_salary : volume;
    const place = option === "ltd_1" ? 0 : 1;
    const lifeRate = isLarge ? lifeLarge : known(lifeSmall[age], "rate");
    const disabilityRate = known(
      isLarge ? disabilityLarge[place] : disabilitySmall[place]?.[age],
      "rate of ltd",
    );
    return [
      tiered(
        medical,
        areaOf.get(person.county) ?? "",
        person["plan of medical"],
        tier,
        { own: ownMedical, dependents },
        status === "cobra",
      ),
      tiered(dental, band, person["plan of dental"], tier, shares),
      tiered(vision, "", person["plan of vision"], tier, shares),
      volume === ""
        ? undefined
        : all(cents(over(times(times(of(elected), known(inForce[age], "reduction")), lifeRate), thousand))),
      option === ""
        ? undefined
        : all(cents(over(times(least(of(person.annual_salary), mostPay), disabilityRate), yearly))),
      person.eap === "yes" ? all(eap) : undefined,
    ];
  };
}
