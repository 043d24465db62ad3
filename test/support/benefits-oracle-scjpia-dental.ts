// Dental and vision of SCJPIA, 1990, from the facts.
import type { FactCell, Manner } from "./benefits-oracle-cells.ts";
import { scjpiaFacts } from "./benefits-oracle-scjpia.ts";
import { money, type Share } from "./benefits-oracle-shares.ts";

const dental = scjpiaFacts.at("dental");
const fee = dental.at("fee_for_service");
const prepaid = dental.at("prepaid_safeguard");
const rider = dental.at("optional_orthodontia");

/** The services of a class, as printed and as the program names them. */
const DENTAL: Readonly<Record<string, string>> = {
  exams: "oral_exam",
  cleaning: "cleaning",
  fluoride: "fluoride",
  fillings: "filling",
  extractions: "extraction",
  "root canal": "root_canal",
  dentures: "denture",
  crowns: "crown",
  bridges: "bridge",
};

export const dentalClasses = dental
  .at("categories")
  .entries()
  .map(([name, list]) => ({ name, services: list.texts().map((printed) => DENTAL[printed] ?? printed) }));

export const feeForService = {
  deductible: {
    individual: fee.at("deductible", "individual").cents(),
    family: fee.at("deductible", "family").cents(),
  },
  maximum: fee.at("annual_individual_maximum").cents(),
};

const feeShare = (service: string): Share => {
  const percent = fee.at("plan_pays_pct", service).number();
  const isWaived = service === "preventive" && fee.at("preventive_deductible").is(false);
  if (percent === 100 && isWaived) return { kind: "no charge" };
  return { kind: "plan pays", percent, ...(isWaived ? {} : { after: ["deductible"] }) };
};

const orthodontia = fee.at("orthodontia").text();

/** Fee for service: three classes and orthodontia. */
export const feeCells: readonly FactCell[] = [
  ...["preventive", "basic", "major"].map((service): FactCell => {
    return { plan: "dental_fee", service, share: feeShare(service), atMost: feeForService.maximum };
  }),
  { plan: "dental_fee", service: "orthodontia", share: { kind: orthodontia as "not covered" } },
];

export const feeManner: Manner = {
  plans: ({ plan }) => [plan],
  date: "1989-08-01",
  // Reasonable and customary charges are printed for orthodontia alone: read for dental as well.
  balance: () => "billed",
  isNegotiated: () => false,
  deductible: () => feeForService.deductible.individual,
  used: () => [{ of: "deductible", by: "a", amount: money(feeForService.deductible.individual) }],
  facts: (_, allowed) => ({ customary_fee: money(allowed) }),
};

const range = (row: string) => ({
  min: prepaid.at(row, "min").text(),
  max: prepaid.at(row, "max").text(),
});

/** The copays of procedures are printed as ranges: an input says the one of the procedure. */
export const copayRanges = { basic: range("basic_copay_range"), major: range("major_copay_range") };

export const prepaidHasDeductible = !prepaid.at("deductible").is("not applicable (individual and family)");

/** No maximum is printed for prepaid: the one in the column is by its place that of fee for service. */
export const prepaidHasMaximum = !prepaid.at("annual_individual_maximum", "value").is(null);

/** Prepaid, with a copay for a procedure of each class where a range is printed. */
export function prepaidCells(copays: { readonly basic: number; readonly major: number }): FactCell[] {
  const percent = prepaid.at("preventive_plan_pays_pct").number();
  if (percent !== 100) throw new Error("preventive care is not free");
  const copay = (amount: number, per: string): Share => ({ kind: "copay", copay: { amount, per } });
  const banded = (kind: string) => copay(prepaid.at("orthodontia", `${kind}_banded`).cents(), "course");
  const plan = "dental_prepaid";
  return [
    { plan, service: "preventive", share: { kind: "no charge" } },
    { plan, service: "basic", share: copay(copays.basic, "procedure") },
    { plan, service: "major", share: copay(copays.major, "procedure") },
    { plan, service: "full_banded", share: banded("full") },
    { plan, service: "partial_banded", share: banded("partial") },
  ];
}

if (!rider.at("of").is("reasonable and customary charges"))
  throw new Error("the rider pays of something else");

export const orthodontiaRider = {
  maximum: rider.at("lifetime_maximum").cents(),
  deductible: rider.at("deductible").cents(),
  percent: rider.at("plan_pays_pct").number(),
};

const vision = scjpiaFacts.at("vision");
const benefits = vision.at("benefits");
const member = benefits.at("member_doctor");
const other = benefits.at("non_member_doctor");
const MEMBER = "member_doctor";
const OTHER = "other_doctor";

export const visionDeductibles = vision.at("deductibles").texts();
export const visionDeductibleRange = {
  min: benefits.at("deductible_choice_range", "min").number(),
  max: benefits.at("deductible_choice_range", "max").number(),
};
export const lensRange = {
  min: other.at("lenses_allowance", "min").text(),
  max: other.at("lenses_allowance", "max").text(),
};
export const visionCarrier = benefits.at("carrier").text();

const necessary = benefits.at("necessary_contacts");

/** The conditions for necessary contact lenses, as the program names them. */
const CONDITIONS: Readonly<Record<string, string>> = {
  "after cataract surgery": "cataract_surgery",
  "extreme visual acuity problem that spectacles cannot correct": "extreme_acuity",
  "certain anisometropia": "anisometropia",
  keratoconus: "keratoconus",
};

export const necessaryConditions = benefits
  .at("necessary_contact_conditions")
  .texts()
  .map((printed) => CONDITIONS[printed] ?? printed);

export const necessaryContacts = {
  needsApproval: necessary.at("prior_approval").is(true),
  isFree: necessary.at("fully_covered").is(true),
  inLieuOfAll: necessary.at("in_lieu_of").is("all other benefits"),
  months: necessary.at("replacement_min_months").number(),
};

/** In lieu of all else; how often elective ones are covered is not printed: read as necessary ones. */
export const electiveInLieuOfAll = benefits.at("elective_contacts", "in_lieu_of").is("all other benefits");

export interface VisionPlan {
  readonly id: string;
  readonly frequencies: readonly string[];
}

export const visionPlans: readonly VisionPlan[] = vision
  .at("plans")
  .entries()
  .map(([letter, facts]) => {
    const months = facts.at("frequency_months").entries();
    const lieu = `, in lieu of ${months.map(([service]) => service).join(" ")}`;
    const contacts = `1 in ${necessaryContacts.months} months`;
    return {
      id: `vision_${letter.toLowerCase()}`,
      frequencies: [
        ...months.map(([service, every]) => `${service} 1 in ${every.text()} months`),
        `contacts_necessary ${contacts}${necessaryContacts.inLieuOfAll ? lieu : ""}`,
        `contacts_elective ${contacts}${electiveInLieuOfAll ? lieu : ""}`,
      ],
    };
  });

/** The five rows in two columns; the allowance for lenses is a range, and `lens` is in it. */
export function visionCells(plan: string, lens: number): FactCell[] {
  const allowance = (amount: number, after: Partial<Share> = {}): Share => {
    return { kind: "allowance", amount, ...after } as Share;
  };
  // The deductible heads both columns: read as taken from exam, lenses and frames, before an allowance.
  const after = { after: ["deductible"] };
  const free = (row: string, first: { readonly after?: readonly string[] }): Share => {
    if (member.at(row, "plan_pays_pct").number() !== 100) throw new Error(`${row} is not paid in full`);
    return { kind: "no charge", ...first };
  };
  const outside: Readonly<Record<string, Share>> = {
    exam: allowance(other.at("exam_allowance").cents(), after),
    lenses: allowance(lens, after),
    frames: allowance(other.at("frames_allowance").cents(), after),
    contacts_necessary: allowance(other.at("contacts_necessary_allowance").cents()),
    // The table allows $130, the text what spectacles would cost: the table is taken.
    contacts_elective: allowance(other.at("contacts_elective_allowance").cents()),
  };
  const inside: Readonly<Record<string, Share>> = {
    exam: free("exam", after),
    lenses: free("lenses", after),
    frames: free("frames", after),
    contacts_necessary: free("contacts_necessary", {}),
    contacts_elective: allowance(member.at("contacts_elective_allowance").cents()),
  };
  const condition = (service: string) => (service === "contacts_necessary" ? { when: "necessary" } : {});
  return Object.keys(inside).flatMap((service): FactCell[] => [
    {
      plan,
      service,
      network: MEMBER,
      share: inside[service] ?? { kind: "not printed" },
      ...condition(service),
    },
    {
      plan,
      service,
      network: OTHER,
      share: outside[service] ?? { kind: "not printed" },
      ...condition(service),
    },
  ]);
}

export const visionManner = (deductible: string, lens: number): Manner => ({
  plans: ({ plan }) => [plan],
  date: "1989-08-01",
  balance: ({ network }) => (network === MEMBER ? "written off" : "billed"),
  isInFull: ({ network }) => network === OTHER,
  deductible: () => Math.round(Number(deductible) * 100),
  used: () => [{ of: "deductible", by: "a", amount: deductible }],
  // What the city chose.
  household: { vision_deductible: deductible },
  facts: () => ({
    lens_allowance: money(lens),
    prior_authorization: true,
    contacts_after: "keratoconus",
  }),
});

const contactRider = benefits.at("elective_contact_rider");

/** What the rider leaves out, as the program names it. */
const EXCLUDED: Readonly<Record<string, string>> = {
  orthokeratology: "orthokeratology",
  "replacement of lost or damaged lenses": "lens_replacement",
  "modification of lenses": "lens_modification",
  "routine maintenance such as polishing and cleaning": "lens_maintenance",
};

export const electiveRider = {
  deductible: contactRider.at("deductible").cents(),
  fittingDays: contactRider.at("initial_fitting_days_max").text(),
  extension: contactRider.at("fitting_extension").text(),
  keepsSpectacles: contactRider.at("spectacle_benefit_kept").is(true),
  excludes: [
    ...contactRider
      .at("exclusions")
      .texts()
      .map((printed) => EXCLUDED[printed] ?? printed),
    ...(contactRider.at("refitting_after_initial").is("paid by the patient") ? ["refitting"] : []),
  ],
};
