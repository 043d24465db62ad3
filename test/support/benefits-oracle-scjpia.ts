// The medical options of SCJPIA, 1990, cell by cell, from the facts: three columns of the summary of medical benefits.
import { prepare } from "@planwright/evaluator";
import oracle from "../fixtures/moorpark-scjpia-1990.json" with { type: "json" };
import type { FactCell, Manner } from "./benefits-oracle-cells.ts";
import { Facts } from "./benefits-oracle-facts.ts";
import { money, type Share } from "./benefits-oracle-shares.ts";
import { analyzeFolder, compiled } from "./programs.ts";

export const moorparkFacts = new Facts(oracle);
export const scjpiaFacts = moorparkFacts.at("scjpia");
export const scjpiaRateBook = compiled(analyzeFolder("examples/scjpia-1990"));
export const SCJPIA = prepare(scjpiaRateBook);

const medical = scjpiaFacts.at("medical_benefits");

/** The columns of the summary: a plan and a network each. */
export const OPTIONS = [
  { option: "ppo_non_network", plan: "ppo", network: "other" },
  { option: "ppo_network", plan: "ppo", network: "preferred" },
  { option: "epo_network", plan: "epo", network: "preferred" },
] as const;

type Option = (typeof OPTIONS)[number];

/** The rows that cost something, and the services of the program that each is for. */
const ROWS: Readonly<Record<string, readonly string[]>> = {
  hospital_care: ["hospital_care"],
  emergency_room: ["emergency_room"],
  home_health: ["home_health"],
  pre_admission_testing: ["pre_admission_testing"],
  physician_services: ["physician_inpatient", "physician_outpatient"],
  accidental_injury: ["accidental_injury"],
  surgeon_fees: ["surgeon"],
  nursing_care: ["nursing_care"],
  emergency_transportation: ["emergency_transportation"],
  xray_laboratory: ["xray_laboratory"],
  radiation_therapy: ["radiation_therapy"],
  anesthetics: ["anesthetics"],
  medical_supplies: ["medical_supplies"],
  outpatient_surgery: ["outpatient_surgery"],
  pre_admission_review: ["pre_admission_review"],
  temporomandibular_joint: ["temporomandibular_joint"],
  radial_keratotomy: ["radial_keratotomy"],
  podiatry: ["podiatry_inpatient", "podiatry_outpatient"],
  chiropractic: ["chiropractic"],
  well_baby_through_age_2: ["well_baby"],
  immunizations_children_through_age_12: ["immunizations"],
  routine_physical_every_5_years: ["routine_physical"],
  annual_pap_test: ["pap_test"],
  mammography: ["mammography"],
};

export const SERVICES = Object.values(ROWS).flat();

/** Rows of the preventive heading. */
export const PREVENTIVE = ["well_baby", "immunizations", "routine_physical", "pap_test", "mammography"];

const hospitalPercent = (option: string) => medical.at("hospital_care", option, "plan_pays_pct").number();

const full = (percent: number, after: { readonly after?: readonly string[] }): Share =>
  percent === 100 ? { kind: "no charge", ...after } : { kind: "plan pays", percent, ...after };

/** Whether the deductible comes first; hospital care says so by leaving it out of the $1,000. */
function afterOf(row: string, part: Facts, { plan }: Option): { readonly after?: readonly string[] } {
  const said = part.find("subject_to_deductible");
  const isHospital = row === "hospital_care" && plan === "ppo";
  const isSubject = said ? said.is(true) : isHospital;
  // EPO chiropractic is printed as subject to a deductible that its column has not: read as without.
  if (part.find("conflict")?.text() === "this option has no deductible") return {};
  return isSubject ? { after: ["deductible"] } : {};
}

function shareOf(row: string, part: Facts, option: Option): Share {
  const kind = part.at("kind").text();
  const amount = () => part.at("amount").cents();
  switch (kind) {
    case "not_covered":
      return { kind: "not covered" };
    case "copay":
    case "copay_then_full":
      // The unit is printed for the pap test alone, as an office visit: read as a visit, and as an accident.
      if (part.find("per") && part.at("per").text() !== "office visit") throw new Error(`${part.path}: per`);
      return {
        kind: "copay",
        copay: { amount: amount(), per: row === "accidental_injury" ? "accident" : "visit" },
      };
    case "deductible":
      // Only the deductible of $25 is printed: read as hospital care after it.
      if (!part.at("per").is("occurrence") || amount() !== EMERGENCY) throw new Error(`${part.path}: amount`);
      return {
        kind: "plan pays",
        percent: hospitalPercent(option.option),
        after: ["deductible emergency", "deductible"],
      };
    case "first_dollar":
      // What is paid above the first $500 is not printed: read as hospital care.
      if (part.at("plan_pays_pct").number() !== 100) throw new Error(`${part.path} is not paid in full`);
      return {
        kind: "plan pays",
        percent: hospitalPercent(option.option),
        first: { amount: part.at("first_amount").cents(), per: "accident" },
        after: ["deductible"],
      };
    case "coinsurance": {
      const share = full(part.at("plan_pays_pct").number(), afterOf(row, part, option));
      const maximum = part.find("maximum");
      return maximum && share.kind === "plan pays" ? { ...share, most: { amount: maximum.cents() } } : share;
    }
    default:
      throw new Error(`${part.path} is of an unknown kind`);
  }
}

/** The deductible of the emergency room, in cents. */
export const EMERGENCY = medical.at("emergency_room", "ppo_network", "amount").cents();

/** A limit of what the plan pays, as printed beside a share. */
export interface PaymentLimit {
  readonly plan: string;
  readonly network: string;
  readonly services: readonly string[];
  readonly amount: number;
  readonly period: "lifetime" | "calendar year";
}

function limitOf(
  part: Facts,
  { plan, network }: Option,
  services: readonly string[],
): PaymentLimit | undefined {
  const lifetime = part.find("lifetime_maximum");
  const year = part.find("calendar_year_maximum");
  const amount = (lifetime ?? year)?.cents();
  if (amount === undefined) return undefined;
  return { plan, network, services, amount, period: lifetime ? "lifetime" : "calendar year" };
}

const printed = Object.entries(ROWS).flatMap(([row, services]) =>
  OPTIONS.map((option) => ({ row, services, option, part: medical.at(row, option.option) })),
);

export const paymentLimits: readonly PaymentLimit[] = printed.flatMap(({ part, option, services }) => {
  const limit = limitOf(part, option, services);
  return limit ? [limit] : [];
});

/** Each service in each column; a part may be printed for inpatients, and another for outpatients. */
export const medicalCells: readonly FactCell[] = printed.flatMap(({ row, services, option, part }) => {
  const { plan, network } = option;
  const limit = limitOf(part, option, services);
  return services.map((service): FactCell => {
    const own = part.find(service.endsWith("_inpatient") ? "inpatient" : "outpatient") ?? part;
    const share = shareOf(row, own, option);
    return { plan, service, network, share, ...(limit ? { atMost: limit.amount } : {}) };
  });
});

/** Rows that ask for a call before. */
export const called = printed.filter(({ part }) =>
  part.find("condition")?.is("must call the pre-certification line"),
);

/** What a row says of preferred providers is said of the column: its network is theirs. */
export const preferredOnly = printed.flatMap(({ option, part }) =>
  [part, part.find("inpatient"), part.find("outpatient")].flatMap((one) => {
    const only = one?.find("only");
    return only ? [{ network: option.network, only: only.text() }] : [];
  }),
);

export const PATIENT = {
  patient_age: "1",
  called_before: true,
  call_penalty: "0",
  emergency: false,
  dependent_outside: false,
  not_in_network: false,
  prior_authorization: false,
  accident: "one",
};

/** The deductible of a plan in a network, for a person and a family, in cents. */
export function deductibleIn(plan: string, network: string) {
  const found = OPTIONS.find((option) => option.plan === plan && option.network === network);
  if (!found) return undefined;
  const part = medical.at("annual_deductible", found.option);
  if (part.find("kind")?.is("none")) return undefined;
  return { individual: part.at("individual").cents(), family: part.at("family").cents() };
}

export const scjpiaManner: Manner = {
  plans: ({ plan }) => [plan],
  date: "1989-08-01",
  // Who bears what is above the allowed charge is not printed: read as the provider, where there is a contract.
  balance: ({ network }) => (network === "preferred" ? "written off" : "billed"),
  // Not printed for medical: read as the lesser of a customary fee and the charge.
  isNegotiated: ({ network }) => network === "preferred",
  deductible: ({ plan, network = "" }) => deductibleIn(plan, network)?.individual ?? 0,
  alwaysLeft: ({ share }) =>
    "after" in share && share.after?.includes("deductible emergency") ? EMERGENCY : 0,
  used: ({ plan, network = "" }) => {
    const amounts = deductibleIn(plan, network);
    return amounts && [{ of: "deductible", by: "a", amount: money(amounts.individual) }];
  },
  facts: (_, allowed) => ({ ...PATIENT, customary_fee: money(allowed) }),
};
