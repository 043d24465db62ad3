// The two designs of the Western Life notice of 1990, from the facts.
import { prepare } from "@planwright/evaluator";
import type { FactCell } from "./benefits-oracle-cells.ts";
import { moorparkFacts } from "./benefits-oracle-scjpia.ts";
import { money, type Share } from "./benefits-oracle-shares.ts";
import { analyzeFolder, compiled } from "./programs.ts";

export const westernLifeFacts = moorparkFacts.at("western_life");

const design = westernLifeFacts.at("design");
const change = westernLifeFacts.at("network_change");

const bookOf = (folder: string) => {
  const rateBook = compiled(analyzeFolder(`examples/western-life-1990/${folder}`));
  return { rateBook, book: prepare(rateBook) };
};

export const deductible = {
  individual: design.at("individual_deductible").cents(),
  family: design.at("family_deductible").cents(),
};

/** Printed as 80% to $5,000: read as of covered charges above the deductible, each year; then all is paid. */
export const coinsurance: Share & { readonly kind: "plan pays" } = {
  kind: "plan pays",
  percent: design.at("coinsurance", "plan_pays_pct").number(),
  of: { amount: design.at("coinsurance", "of_covered_charges_up_to").cents(), per: "person" },
  after: ["deductible"],
};

/** Printed as 5/7: read as generic and brand. */
export const cardCopays = {
  generic: design.at("pcs_drug_copay", "generic").cents(),
  brand: design.at("pcs_drug_copay", "brand").cents(),
};

/** `100%`, or `100% when admitted ...`: the whole is paid. */
function isInpatientFree(part: typeof change): boolean {
  return part.at("inpatient").text().startsWith("100%");
}

function prescriptions(side: "current" | "new"): Share {
  const part = change.at(side, "prescriptions");
  const percent = part.at("plan_pays_pct").number();
  const after = part.at("deductible_applies").is(true) ? { after: ["deductible"] } : {};
  return { kind: "plan pays", percent, ...after };
}

if (!change.at("new", "prescriptions", "not_applicable_if").is("the PCS card option is in the plan"))
  throw new Error("prescriptions depend on something else");

const plan = "major_medical";
const [IN, OUT] = ["in_network", "out_of_network"];

/** Out of the network nothing is printed but the design: read as what other care is. */
function cellsOf(
  side: "current" | "new",
  officeCopay: number,
  inpatientWhen: string | undefined,
): FactCell[] {
  if (!isInpatientFree(change.at(side))) throw new Error(`${side}: inpatients pay`);
  const office: Share = { kind: "copay", copay: { amount: officeCopay, per: "visit" } };
  const stays = ["inpatient_hospital", "inpatient_surgery"].flatMap((service): FactCell[] => [
    {
      plan,
      service,
      network: IN,
      share: { kind: "no charge" },
      ...(inpatientWhen ? { when: inpatientWhen } : {}),
    },
    { plan, service, network: OUT, share: coinsurance },
  ]);
  const drugs = [IN, OUT].map((network): FactCell => {
    return { plan, service: "prescriptions", network, share: prescriptions(side), when: "not card_option" };
  });
  return [
    { plan, service: "office_visit", network: IN, share: office },
    { plan, service: "office_visit", network: OUT, share: coinsurance },
    ...stays,
    ...drugs,
    { plan, service: "other_care", network: IN, share: coinsurance },
    { plan, service: "other_care", network: OUT, share: coinsurance },
  ];
}

/** The copays of an office visit among which the city chose; they are read as those of the present network. */
export const officeCopays = change
  .at("current", "office_copays")
  .texts()
  .map((printed) => Number(printed) * 100);

export const newOfficeCopay = change.at("new", "office_copay").cents();

export const ADMITTED = "admitted_by_network_physician";

export const designs = [
  {
    id: "current",
    date: "1989-12-04",
    preauthorized: westernLifeFacts.at("current", "pre_admission_authorization").is(true),
    ...bookOf("current"),
    cells: cellsOf("current", officeCopays[0] ?? 0, ADMITTED),
  },
  {
    id: "renewal",
    date: "1990-06-04",
    preauthorized: westernLifeFacts.at("renewal", "pre_admission_authorization").is(true),
    ...bookOf("renewal"),
    cells: cellsOf("new", newOfficeCopay, undefined),
  },
] as const;

/** What a line says of its patient, by design. */
export const patient = (design: "current" | "renewal", allowed: number) => ({
  customary_fee: money(allowed),
  card_option: false,
  ...(design === "current"
    ? { office_copay: money(officeCopays[0] ?? 0), [ADMITTED]: true }
    : { prior_authorization: true, authorization_penalty: "0" }),
});
