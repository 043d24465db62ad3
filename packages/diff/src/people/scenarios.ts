/** One kind of service that somebody has, so many times, each on a day of its own. */
export interface ScenarioLine {
  readonly member: string;
  /** Names that services have by custom: the first that the plan knows is claimed. */
  readonly services: readonly string[];
  /** Of each, in dollars; the provider and the plan have agreed on as much. */
  readonly charge: string;
  readonly times: number;
  /** Of each: `{ "days": "3" }`. */
  readonly units?: Readonly<Record<string, string>>;
}

/** What befalls a household in one year. Charges are made for the purpose; no figure is of any document. */
export interface Scenario {
  readonly id: string;
  readonly name: string;
  readonly members: readonly string[];
  readonly lines: readonly ScenarioLine[];
}

const once = (member: string, services: readonly string[], charge: string, times = 1): ScenarioLine => ({
  member,
  services,
  charge,
  times,
});

const stay = (member: string, charge: string, days: string): ScenarioLine => ({
  ...once(member, ["inpatient_hospital", "hospital_care", "hospital_stay", "hospital"], charge),
  units: { days },
});

const OFFICE = ["office_visit", "physician_visit", "physician_outpatient"];
const PREVENTIVE = ["preventive_care", "routine_physical"];
const EMERGENCY = ["emergency_room_not_admitted", "emergency_room"];
const AMBULANCE = ["ambulance", "emergency_transportation"];
const EQUIPMENT = ["durable_medical_equipment", "medical_supplies"];
const THERAPY = ["rehabilitation", "physical_therapy", "therapy"];

/** What is told of every plan. Names and charges are the same in both programs. */
export const SCENARIOS: readonly Scenario[] = [
  {
    id: "healthy_year",
    name: "A healthy year",
    members: ["a"],
    lines: [once("a", PREVENTIVE, "220"), once("a", OFFICE, "140", 2)],
  },
  {
    id: "birth",
    name: "A birth",
    members: ["a"],
    lines: [once("a", OFFICE, "120", 8), stay("a", "9800", "2")],
  },
  {
    id: "diabetes",
    name: "Diabetes",
    members: ["a"],
    lines: [
      once("a", OFFICE, "130", 4),
      once("a", EQUIPMENT, "300", 4),
      once("a", ["generic"], "18", 12),
      once("a", ["brand"], "210", 12),
    ],
  },
  {
    id: "fracture",
    name: "A fracture",
    members: ["a"],
    lines: [
      once("a", AMBULANCE, "900"),
      once("a", EMERGENCY, "1900"),
      once("a", EQUIPMENT, "180"),
      once("a", THERAPY, "110", 6),
    ],
  },
  {
    id: "long_stay",
    name: "A long hospital stay",
    members: ["a"],
    lines: [stay("a", "25000", "8")],
  },
  {
    id: "family",
    name: "A family of three, one in hospital",
    members: ["a", "b", "c"],
    lines: [
      stay("a", "10000", "3"),
      once("b", EQUIPMENT, "300"),
      once("c", EQUIPMENT, "700"),
      once("c", OFFICE, "130"),
    ],
  },
];

/** `preventive care $220; 2 × office visit $140`. */
export function sayScenario({ lines }: Scenario): string {
  return lines
    .map(({ services, charge, times, units, member }, _i, all) => {
      const who = all.some((one) => one.member !== member) ? `${member}: ` : "";
      const days = units?.days === undefined ? "" : ` of ${units.days} days`;
      const many = times === 1 ? "" : `${times} × `;
      const amount = charge.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
      return `${who}${many}${(services[0] ?? "").replaceAll("_", " ")}${days} $${amount}`;
    })
    .join("; ");
}

/** What the people of scenarios are, where a program asks for it. */
export const SCENARIO_FACTS: Readonly<Record<string, boolean>> = {
  medicare: false,
  prior_authorization: true,
};

/** The ways to buy a drug that its tier is filled in. */
export const SCENARIO_CHANNELS: readonly string[] = ["retail", "retail_30", "retail_31"];
