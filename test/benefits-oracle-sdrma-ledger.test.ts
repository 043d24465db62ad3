// That no figure of the benefits of SDRMA is passed over: every text of the facts was read to make what the tests beside
// this one expect, or its path stands here with the reason why not.
import { describe, expect, it } from "vitest";
import { unexcused } from "./support/benefits-oracle-facts.ts";
import {
  authorized,
  limits,
  MEDICAL,
  maxima,
  sdrmaFacts,
  sdrmaRateBook,
} from "./support/benefits-oracle-sdrma.ts";
import { dentalClasses, dentalPlans, visionOptions } from "./support/benefits-oracle-sdrma-dental.ts";
import {
  combinedMaxima,
  drugs,
  egwpCells,
  leftOut,
  ownMaxima,
} from "./support/benefits-oracle-sdrma-drugs.ts";

const planOf = (id: string) => {
  const plan = sdrmaRateBook.plans.find((candidate) => candidate.id === id);
  if (!plan) throw new Error(`the rate book has no ${id}`);
  const carrier = sdrmaRateBook.carriers.find((candidate) => candidate.id === plan.carrier)?.name;
  return { ...plan, carrier };
};

describe("names", () => {
  it("of the medical plans are those of the brochure", () => {
    for (const { id, facts, type } of MEDICAL) {
      const { name, carrier, product } = planOf(id);
      expect({ name, carrier, product }).toEqual({
        name: facts.at("name").text(),
        carrier: facts.at("carrier").text(),
        product: type.toLowerCase(),
      });
    }
  });

  it("of those who run the drugs, of the dentists and of the opticians are those of the brochure", () => {
    for (const { id, rx } of drugs) {
      const [schedule = ""] = planOf(id).benefits?.with.map(({ plan }) => plan) ?? [];
      expect(planOf(schedule).carrier).toBe(rx.at("administrator").text());
    }
    for (const { id, facts } of dentalPlans) {
      expect(planOf(id).carrier).toBe(sdrmaFacts.at("dental", "carrier").text());
      expect(planOf(id).features.age_limit).toBe(`dependents ${facts.at("dependent_age_limit").text()}`);
    }
    for (const { id, facts } of visionOptions) {
      expect(planOf(id).carrier).toBe(sdrmaFacts.at("vision", "carrier").text());
      expect(planOf(id).name).toMatch(new RegExp(`, Plan ${facts.at("plan_letter").text()}$`));
    }
    expect(planOf("dental_low").benefits?.networks).toEqual(sdrmaFacts.at("dental", "networks").texts());
  });

  it("of features are there: an HSA with the HDHPs, a woman's own choice with the HMOs", () => {
    for (const { id, facts, type } of MEDICAL) {
      const { features } = planOf(id);
      expect("health_savings_account" in features).toBe(facts.find("hsa_compatible")?.is(true) ?? false);
      const choice = facts.find("services")?.find("physician_office_visit")?.find("self_referral");
      expect("self_referral" in features).toBe(choice !== undefined);
      expect(choice?.text().startsWith("a woman ") ?? false).toBe(type === "HMO");
    }
  });
});

/** What is not asserted here, and why. */
const EXCUSES: Readonly<Record<string, string>> = {
  "/document": "about the brochure",
  "/medical_plan_notes": "each is a reading, said where it is asserted",
  "/dental/pages": "pages stand in the plans' sources, which the tests of sources ask for",
  "/dental/page_11_duplicates_page_10": "about the brochure",
  "/dental/rates_guaranteed_until": "of the rates, not of the benefits",
  "/vision/pages": "as for dental",
  "/vision/page_13_duplicates_page_12_without_the_contribution_note": "about the brochure",
  "/vision/rates_guaranteed_until": "of the rates",
  "/vision/participation": "of who takes part, not of the benefits",
  ...Object.fromEntries(
    dentalPlans.map(({ facts }) => [`${facts.path}/rates`, "rates are in sdrma-oracle.test.ts"]),
  ),
  ...Object.fromEntries(
    visionOptions.map(({ facts }) => [`${facts.path}/rates`, "rates are in sdrma-oracle.test.ts"]),
  ),
  ...Object.fromEntries(MEDICAL.map(({ facts }) => [`${facts.path}/page`, "as for dental"])),
  ...Object.fromEntries(
    MEDICAL.filter(({ facts }) => facts.find("row_alignment_note")).map(({ facts }) => [
      `${facts.path}/row_alignment_note`,
      "how the rows of page 5 were read",
    ]),
  ),
  ...Object.fromEntries(
    MEDICAL.filter(({ facts }) => facts.find("column_note")).map(({ facts }) => [
      `${facts.path}/column_note`,
      "how the column of the HDHPs was read",
    ]),
  ),
  ...Object.fromEntries(
    MEDICAL.map(({ facts }) => [
      `${facts.path}/rx/applies_to`,
      "members with Medicare have the EGWP, asserted with the drugs; the HDHPs and the HMOs have none",
    ]),
  ),
};

describe("the figures of the facts", () => {
  it("are all read, but for those that are excused", () => {
    const cells = [MEDICAL, drugs, dentalPlans, visionOptions].flat().flatMap((plan) => plan.cells);
    expect(cells).toHaveLength(176 + 68 + 24 + 75);
    expect(egwpCells).toHaveLength(12);
    expect(leftOut).toHaveLength(12);
    expect([maxima, ownMaxima, combinedMaxima, limits, authorized].map(({ length }) => length)).toEqual([
      12, 6, 2, 24, 16,
    ]);
    expect(dentalClasses).toHaveLength(3);
    expect(unexcused(sdrmaFacts, EXCUSES)).toEqual([]);
  });
});
