// What the summary of SCJPIA says beside its columns: ages, frequencies, the footnote of the EPO, the prescription card,
// and the managed health network, from the facts.
import type { Fact } from "@planwright/evaluator";
import type { FactCell } from "./benefits-oracle-cells.ts";
import { OPTIONS, scjpiaFacts } from "./benefits-oracle-scjpia.ts";
import type { Share } from "./benefits-oracle-shares.ts";

const medical = scjpiaFacts.at("medical_benefits");

export const rules = {
  babyAge: medical.at("well_baby_through_age_2", "max_age").number(),
  childAge: medical.at("immunizations_children_through_age_12", "max_age").number(),
  physicalYears: medical.at("routine_physical_every_5_years", "frequency_years").number(),
  isPapAnnual: medical.at("annual_pap_test", "frequency").is("annual"),
};

/** The most that a plan pays for a person in a lifetime, in cents; alike in all its columns. */
export function everyLifetime(plan: string): number {
  const own = OPTIONS.filter((option) => option.plan === plan);
  const amounts = own.map(({ option }) => medical.at("lifetime_maximum", option).cents());
  const [amount = 0, ...others] = amounts;
  if (others.some((other) => other !== amount)) throw new Error(`${plan} has several`);
  return amount;
}

export const preventiveHeading = OPTIONS.map(({ option, plan, network }) => ({
  plan,
  network,
  isCovered: medical.at("preventive_care_heading", option).text() === "covered",
}));

/** The facts of a line that each exception of the footnote is. */
const EXCEPTIONS: Readonly<Record<string, Readonly<Record<string, Fact>>>> = {
  "genuine emergency": { emergency: true },
  "service not available in network, with prior approval": {
    not_in_network: true,
    prior_authorization: true,
  },
  "eligible dependents living outside the area and away from the insured": { dependent_outside: true },
};

const footnote = scjpiaFacts.at("epo_footnote");
const paidAt = footnote.at("exceptions_paid");

/** The footnote is read as being about care outside the network, because the table pays 100% inside. */
export const epoOutside = {
  percent: paidAt.at("plan_pays_pct").number(),
  deductible: paidAt.at("calendar_year_deductible").cents(),
  until: paidAt.at("until_out_of_pocket").cents(),
  countsDeductible: !paidAt.at("out_of_pocket_includes_deductible").is(false),
  conditions: footnote
    .at("exceptions")
    .texts()
    .map((printed) => {
      const facts = EXCEPTIONS[printed];
      if (!facts) throw new Error(`no facts are for ${printed}`);
      return facts;
    }),
};

/** Printed once for both columns of option I, and once more for option II. */
export const pcsCells: readonly FactCell[] = OPTIONS.flatMap(({ option, plan, network }) =>
  ["generic", "brand"].map((service): FactCell => {
    const part = medical.at("prescription_drugs_pcs", option);
    const contraceptives = part.find("includes_oral_contraceptives");
    if (contraceptives && !contraceptives.is(true)) throw new Error(`${part.path} leaves contraceptives out`);
    const copay = { amount: part.at(service).cents(), per: "prescription" };
    return { plan, service, network, share: { kind: "copay", copay } };
  }),
);

const mhn = scjpiaFacts.at("managed_health_network");
const inpatient = mhn.at("inpatient");
const outpatient = mhn.at("outpatient");
const outside = outpatient.at("non_contracting");

/** A band of visits with its copay, in cents. */
export interface Band {
  readonly from: number;
  readonly to: number | undefined;
  readonly copay: number;
}

const overlap = outpatient.at("overlap_at_visit").number();

/** Visit 5 is printed in two bands: read as free, that is of the first. */
const bands: readonly Band[] = outpatient
  .at("copay_by_visit")
  .entries()
  .map(([, band], i) => {
    const from = band.at("from").number();
    const to = band.at("to");
    return {
      from: i > 0 && from === overlap ? from + 1 : from,
      to: to.is(null) ? undefined : to.number(),
      copay: band.at("copay").cents(),
    };
  });

export const mentalHealth = {
  percent: inpatient.at("plan_pays_pct").number(),
  days: inpatient.at("max_days_per_year").number(),
  lifetime: inpatient.at("lifetime_maximum").cents(),
  deductible: inpatient.at("deductible").cents(),
  episodes: inpatient.at("episodes_per_lifetime").number(),
  bands,
  /** No maximum of visits is printed. */
  isUnlimited: outpatient.at("visit_maximum").is(null),
  appliesTo: mhn.at("applies_to").texts(),
  isAlike: mhn.at("identical_in_both_columns").is(true),
  /** Of what a contracting provider would be paid. */
  fraction: outside.at("max_fraction_of_contracting_payment").text(),
  outsideMost: outside.at("max_benefit").cents(),
  outsidePer: outside.at("per").text(),
};

/** The band of a visit. */
export function copayOf(visit: number): number {
  const [band, ...others] = bands.filter(
    ({ from, to }) => visit >= from && visit <= (to ?? Number.POSITIVE_INFINITY),
  );
  if (!band || others.length > 0) throw new Error(`visit ${visit} is not in one band`);
  return band.copay;
}

export const visitShare = (visit: number): Share => {
  const amount = copayOf(visit);
  return amount === 0 ? { kind: "no charge" } : { kind: "copay", copay: { amount, per: "visit" } };
};
