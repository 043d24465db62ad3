// The three dental plans and the five vision options of SDRMA, from the facts: pages 10 and 12.
import type { Amounts } from "./benefits-oracle-amounts.ts";
import type { FactCell, Manner } from "./benefits-oracle-cells.ts";
import type { Facts } from "./benefits-oracle-facts.ts";
import { amountsOf, sdrmaFacts } from "./benefits-oracle-sdrma.ts";
import { money, type Share } from "./benefits-oracle-shares.ts";

const NETWORKS = ["ppo", "non_ppo"];

/** The services of a class, as the brochure names them and as the program does. */
const SERVICES: Readonly<Record<string, string>> = {
  "oral exam": "oral_exam",
  "routine cleaning": "cleaning",
  "X-rays": "x_rays",
  fluoride: "fluoride",
  "space maintainers": "space_maintainer",
  "specialist consultations": "specialist_consultation",
  fillings: "filling",
  "endodontics (root canal)": "endodontics",
  "periodontics (gum treatment)": "periodontics",
  "tissue removal (biopsy)": "tissue_removal",
  "extractions and other oral surgery": "oral_surgery",
  sealants: "sealant",
  "crown repair": "crown_repair",
  "inlays and onlays": "inlay_or_onlay",
  "cast restorations": "cast_restoration",
  bridges: "bridge",
  "partial and full dentures": "denture",
};

const dental = sdrmaFacts.at("dental");

/** The services of each class. */
export const dentalClasses = dental
  .at("service_categories")
  .entries()
  .map(([name, list]) => ({
    name,
    services: list.texts().map((printed) => {
      const service = SERVICES[printed];
      if (!service) throw new Error(`no service is for ${printed}`);
      return service;
    }),
  }));

/** The deductible is printed as waived for preventive: read as for the class. Elsewhere it comes first. */
function classShare(percent: number, isWaived: boolean): Share {
  return { kind: "plan pays", percent, ...(isWaived ? {} : { after: ["deductible"] }) };
}

/** Four times 50% stands for orthodontics: read as Medium and High. The deductible is waived for nothing else. */
function orthodonticsOf(plan: string, facts: Facts): FactCell[] {
  const percent = facts.find("plan_pays_pct");
  if (!percent && !facts.at("covered").is(false)) throw new Error("orthodontics has no share");
  return NETWORKS.map((network) => ({
    plan,
    service: "orthodontics",
    network,
    share: percent ? classShare(percent.at(network).number(), false) : { kind: "not covered" },
    ...(percent ? { atMost: facts.at("lifetime_maximum").cents() } : {}),
  }));
}

export interface DentalPlan {
  readonly id: string;
  readonly facts: Facts;
  readonly deductible: Amounts;
  /** By network, in cents. */
  readonly maximum: Readonly<Record<string, number>>;
  readonly orthodonticsMaximum: number | undefined;
  readonly orthodonticsFor: readonly string[];
  readonly cells: readonly FactCell[];
}

export const dentalPlans: readonly DentalPlan[] = dental
  .at("plans")
  .entries()
  .map(([name, facts]) => {
    const id = `dental_${name}`;
    const rule = facts.at("calendar_year_deductible");
    const deductible = amountsOf(rule);
    if (!deductible || !rule.at("all_networks").is(true)) throw new Error(`${id} has another deductible`);
    const waived = rule.at("waived_for").texts();
    const classes = facts.at("coinsurance_plan_pays_pct").entries();
    const orthodontics = facts.at("orthodontics");
    const maximum = Object.fromEntries(
      facts
        .at("calendar_year_maximum_per_patient")
        .entries()
        .map(([network, amount]) => [network, amount.cents()]),
    );
    const cells = classes.flatMap(([service, shares]) =>
      NETWORKS.map((network): FactCell => {
        const share = classShare(shares.at(network).number(), waived.includes(service));
        const atMost = maximum[network] ?? 0;
        return { plan: id, service, network, share, atMost };
      }),
    );
    return {
      id,
      facts,
      deductible,
      maximum,
      orthodonticsMaximum: orthodontics.find("lifetime_maximum")?.cents(),
      orthodonticsFor: orthodontics.find("eligible")?.texts() ?? [],
      cells: [...cells, ...orthodonticsOf(id, orthodontics)],
    };
  });

export const dentalManner: Manner = {
  plans: ({ plan }) => [plan],
  date: "2015-03-02",
  balance: ({ network }) => (network === "ppo" ? "written off" : "billed"),
  deductible: () => 5_000,
  used: () => [{ of: "deductible", by: "a", amount: "50.00" }],
  facts: () => ({}),
};

const vision = sdrmaFacts.at("vision");

/** The copay is one for exam and materials, once a year: `exam and/or materials` may also be read as one for each. */
function inNetwork(part: Facts, copay: number): Share {
  const kind = part.at("kind").text();
  if (kind === "copay") {
    if (part.at("amount").cents() !== copay) throw new Error(`${part.path} has another copay`);
  } else if (kind === "no_copay") {
    if (copay !== 0) throw new Error(`${part.path} has no copay, and the option has one`);
  } else if (kind !== "covered_after_copay") throw new Error(`${part.path} is of an unknown kind`);
  return { kind: "no charge", after: ["copay"] };
}

export interface VisionOption {
  readonly id: string;
  readonly facts: Facts;
  /** In cents. */
  readonly copay: number;
  readonly cells: readonly FactCell[];
  readonly frequencies: readonly string[];
}

const INSIDE = "vsp_doctor";
const OUTSIDE = "non_network";

/** Exam, lenses and necessary contacts: covered after the copay inside, an allowance outside. */
function coveredRows(facts: Facts): (readonly [string, Facts])[] {
  return [
    ["exam", facts.at("exam")],
    ...facts
      .at("lenses")
      .entries()
      .map(([kind, row]) => [`lenses_${kind}`, row] as const),
    ["contacts_necessary", facts.at("contacts_medically_necessary")],
  ];
}

function visionCells(plan: string, facts: Facts, copay: number): FactCell[] {
  const allowance = (part: Facts): Share => ({ kind: "allowance", amount: part.cents() });
  const covered = coveredRows(facts).flatMap(([service, row]): FactCell[] => [
    { plan, service, network: INSIDE, share: inNetwork(row.at("in_network"), copay) },
    { plan, service, network: OUTSIDE, share: allowance(row.at("non_network_allowance")) },
  ]);
  const frames = facts.at("frames");
  const discount = frames.at("discount_pct_over_allowance").number();
  const elective = facts.at("contacts_elective");
  const fitting = { amount: facts.at("contacts_fitting_fee_max").cents() };
  const materials: FactCell[] = [
    {
      plan,
      service: "frames",
      network: INSIDE,
      share: { kind: "allowance", amount: frames.at("in_network_allowance").cents(), discount },
    },
    { plan, service: "frames", network: OUTSIDE, share: allowance(frames.at("non_network_allowance")) },
    {
      plan,
      service: "contacts_elective",
      network: INSIDE,
      share: allowance(elective.at("in_network_allowance")),
    },
    {
      plan,
      service: "contacts_elective",
      network: OUTSIDE,
      share: allowance(elective.at("non_network_allowance")),
    },
    {
      plan,
      service: "contacts_fitting",
      network: INSIDE,
      share: { kind: "member pays", percent: 100, most: fitting },
    },
  ];
  return [...covered, ...materials];
}

const IN_LIEU: Readonly<Record<string, string>> = { "spectacle lenses": "lenses", frames: "frames" };

export const visionOptions: readonly VisionOption[] = vision
  .at("options")
  .entries()
  .map(([option, facts]) => {
    const id = `vision_${option}`;
    const copay = facts.at("copay", "amount").cents();
    if (facts.at("copay", "applies_to").texts().join() !== "exam,materials") throw new Error(`${id}: copay`);
    const inLieu = facts
      .at("contacts_in_lieu_of")
      .texts()
      .map((printed) => IN_LIEU[printed] ?? printed);
    const frequencies = facts
      .at("frequency_months")
      .entries()
      .map(([service, months]) => {
        const lieu = service === "contacts" ? `, in lieu of ${inLieu.join(" ")}` : "";
        return `${service} 1 in ${months.text()} months${lieu}`;
      });
    return { id, facts, copay, cells: visionCells(id, facts, copay), frequencies };
  });

const optionOf = (id: string): VisionOption => {
  const option = visionOptions.find((candidate) => candidate.id === id);
  if (!option) throw new Error(`there is no ${id}`);
  return option;
};

export const visionManner: Manner = {
  plans: ({ plan }) => [plan],
  date: "2015-03-02",
  balance: ({ network }) => (network === INSIDE ? "written off" : "billed"),
  // An allowance outside the network is what the plan pays up to, whatever the charge.
  isInFull: ({ network }) => network === OUTSIDE,
  deductible: ({ plan }) => optionOf(plan).copay,
  used: ({ plan }) => [{ of: "copay", by: "a", amount: money(optionOf(plan).copay) }],
  facts: () => ({}),
};
