// That no figure of the benefits in the Moorpark report is passed over: every text of the facts about Western Life's
// designs and SCJPIA's plans was read to make what the tests beside this one expect, or stands here with the reason.
import { describe, expect, it } from "vitest";
import { unexcused } from "./support/benefits-oracle-facts.ts";
import {
  called,
  deductibleIn,
  medicalCells,
  moorparkFacts,
  OPTIONS,
  paymentLimits,
  preferredOnly,
  SCJPIA,
  scjpiaFacts,
  scjpiaRateBook,
} from "./support/benefits-oracle-scjpia.ts";
import * as dental from "./support/benefits-oracle-scjpia-dental.ts";
import * as more from "./support/benefits-oracle-scjpia-more.ts";
import * as westernLife from "./support/benefits-oracle-western-life.ts";

const untils = ["ppo_non_network", "ppo_network"].map((option) =>
  scjpiaFacts.at("medical_benefits", "hospital_care", option),
);

/** What is not asserted here, and why. */
const EXCUSES: Readonly<Record<string, string>> = {
  "/document": "about the report",
  "/staff_report": "about the decision; the changes that it lists are those of the two designs",
  "/western_life/insurer": "about the policy",
  "/western_life/policy_number": "about the policy",
  "/western_life/rate_change_effective": "of the rates",
  "/western_life/rate_period_months": "of the rates",
  "/western_life/illustration_frequency": "of the rates",
  "/western_life/design/other": "names of coverages, and pregnancy as a sickness, which is no figure",
  "/western_life/current/employee_add": "of the rates: examples/western-life-1990",
  "/western_life/current/medical_employee": "of the rates",
  "/western_life/current/medical_dependent": "of the rates",
  "/western_life/current/life_employee": "of the rates",
  "/western_life/renewal/employee_add": "of the rates",
  "/western_life/renewal/medical_employee": "of the rates",
  "/western_life/renewal/medical_dependent": "of the rates",
  "/western_life/renewal/life_employee": "of the rates",
  "/western_life/renewal/major_medical_includes": "the name of the network",
  "/western_life/network_change/current/name": "the name of the network",
  "/western_life/network_change/new/name": "the name of the network",
  "/western_life/network_change/preauthorization_failure": "the amount is not printed: the claims say it",
  "/western_life/network_change/emergency_notice": "of what a doctor does, not of what is paid",
  "/scjpia/operator": "about the pool",
  "/scjpia/participants": "about the pool",
  "/scjpia/participant_count": "about the pool",
  "/scjpia/entry": "about the pool",
  "/scjpia/eligibility": "of who is covered",
  "/scjpia/claim_services": "of administration",
  "/scjpia/rates_7_89_to_7_90": "of the rates",
  "/scjpia/internal_pooling": "of funding",
  "/scjpia/specific_stop_loss": "of funding",
  "/scjpia/contingency_equity_reserve": "of funding",
  "/scjpia/life": "of life insurance, which pays no claims here",
  "/scjpia/epo_footnote/rule": "words; asserted as not covered outside the network",
  "/scjpia/managed_health_network/outpatient/copay_by_visit/3/printed": "“balance”: the band without an end",
  "/scjpia/dental/optional_orthodontia/rate": "of the rates",
  "/scjpia/dental/optional_orthodontia/rate_note": "of the rates",
  "/scjpia/managed_health_network/inpatient/at": "the network, which is the column",
  "/scjpia/managed_health_network/inpatient/alternate_care_facilities":
    "words; asserted as a service of its own",
  "/scjpia/managed_health_network/outpatient/copay_schedule_for": "the network, which is the column",
  "/scjpia/vision/benefits/necessary_contacts/replacement": "words; its months are asserted",
  "/scjpia/vision/benefits/elective_contacts/allowance_basis":
    "conflicts with the table's $130, which is taken",
  "/scjpia/vision/benefits/elective_contact_rider/lens_types": "kinds of lenses, paid alike",
  "/scjpia/vision/benefits/elective_contact_rider/added_rates": "of the rates",
  ...Object.fromEntries(
    ["A", "B", "C"].map((plan) => [`/scjpia/vision/plans/${plan}/rates_by_deductible`, "of the rates"]),
  ),
  ...Object.fromEntries(
    ["exam", "lenses", "frames"].map((row) => [
      `/scjpia/vision/benefits/member_doctor/${row}/frequency_printed`,
      "“every 12 or 24 months” is the range of the three plans, whose months are asserted",
    ]),
  ),
};

describe("the figures of the facts", () => {
  it("are all read, but for those that are excused", () => {
    expect(SCJPIA.prepared).toBeDefined();
    expect(scjpiaRateBook.plans.length).toBeGreaterThan(0);
    for (const { plan, network } of OPTIONS) deductibleIn(plan, network);
    for (const plan of ["ppo", "epo"]) more.everyLifetime(plan);
    for (const part of untils) {
      expect(part.at("until_out_of_pocket").cents()).toBe(more.epoOutside.until);
      expect(part.at("out_of_pocket_includes_deductible").is(false)).toBe(true);
    }
    const cells = [
      medicalCells,
      more.pcsCells,
      dental.feeCells,
      dental.prepaidCells({ basic: 0, major: 8_000 }),
      dental.visionPlans.flatMap(({ id }) => dental.visionCells(id, 3_000)),
      westernLife.designs.flatMap((design) => design.cells),
    ];
    expect(cells.map(({ length }) => length)).toEqual([78, 6, 4, 5, 30, 20]);
    expect([called, paymentLimits, preferredOnly].map(({ length }) => length)).toEqual([6, 10, 7]);
    expect(more.epoOutside.countsDeductible).toBe(false);
    expect(more.rules.isPapAnnual).toBe(true);
    expect(unexcused(moorparkFacts, EXCUSES)).toEqual([]);
  });
});
