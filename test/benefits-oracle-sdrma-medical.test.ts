// Every cell of the eight medical plans that the SDRMA brochure prints on pages 4 to 6, asked of the compiled rate book
// and of claims. The figures are those of fixtures/sdrma-2015-benefits.json. Deductibles, maxima and limits are in
// benefits-oracle-sdrma-limits.test.ts.
import { describe, expect, it } from "vitest";
import { paidOne } from "./support/benefits-oracle-claims.ts";
import {
  bookRows,
  compared,
  expectedWords,
  type FactCell,
  factRows,
  questionsOf,
} from "./support/benefits-oracle-cells.ts";
import { MEDICAL, MEMBER, medicalManner, SDRMA, sdrmaRateBook } from "./support/benefits-oracle-sdrma.ts";
import { benefitsOf, cellWords } from "./support/benefits-oracle-words.ts";

const cells = MEDICAL.flatMap((plan) => plan.cells);
const HOSPICE = ["hospice_routine", "hospice_respite", "hospice_continuous", "hospice_inpatient"];

describe("medical cells, pages 4 to 6", () => {
  it("are 26 in five plans of two networks, 13 in the EPO, 15 and 18 in the HMOs", () => {
    expect(MEDICAL.map(({ id, cells: own }) => `${id} ${own.length}`)).toEqual([
      "gold_ppo 26",
      "platinum_ppo 26",
      "silver_ppo 26",
      "epo 13",
      "hdhp_10 26",
      "hdhp_20 26",
      "access_hmo_15 15",
      "access_hmo_20 18",
    ]);
    expect(cells).toHaveLength(176);
  });

  it.each(MEDICAL)("of $id stand in the rate book as printed", ({ cells: own }) => {
    expect(bookRows(sdrmaRateBook, own)).toEqual(factRows(own));
  });

  it.each(MEDICAL)("of $id pay what the figures come to", ({ cells: own }) => {
    const { due, paid } = compared(
      SDRMA,
      own.flatMap((cell) => questionsOf(cell, medicalManner)),
    );
    expect(paid).toEqual(due);
  });

  it("are asked of in five claims each, and in ten where they depend on authorization", () => {
    const authorized = cells.filter(({ when }) => when !== undefined);
    // Hospice and home health care outside the network, in the five plans that have an outside.
    expect(authorized).toHaveLength(2 * 5);
    const questions = cells.flatMap((cell) => questionsOf(cell, medicalManner));
    expect(questions).toHaveLength(176 * 5 + 10 * 5);
  });

  it("hold for each kind of hospice where one figure stands for hospice", () => {
    const whole = cells.filter(({ service }) => service === "hospice");
    const each = whole.flatMap((cell) => HOSPICE.map((service): FactCell => ({ ...cell, service })));
    const own = each.map((cell) => cellWords(sdrmaRateBook, cell.plan, cell));
    expect(own).toEqual(each.map(expectedWords));
    const { due, paid } = compared(
      SDRMA,
      each.flatMap((cell) => questionsOf(cell, medicalManner)),
    );
    expect(paid).toEqual(due);
    // Two networks of five plans, one of the EPO and of HMO 15.
    expect(each).toHaveLength(12 * 4);
  });
});

describe("what no medical cell is printed for", () => {
  it("is refused: two rows are printed for the HMOs alone", () => {
    const others = MEDICAL.filter(({ type }) => type !== "HMO");
    let refused = 0;
    for (const { id, networks } of others) {
      for (const service of ["outpatient_hospital", "outpatient_treatment"]) {
        for (const network of networks) {
          expect(cellWords(sdrmaRateBook, id, { service, network })).toBe("not printed");
          const line = { plans: [id], date: "2015-03-02", charge: 10_000, allowed: 10_000 };
          expect(paidOne(SDRMA, { ...line, service, network, facts: MEMBER })).toMatch(`${service}: `);
          refused++;
        }
      }
    }
    expect(refused).toBe((5 * 2 + 1) * 2);
  });

  it("is not covered: the EPO and the HMOs have one network", () => {
    let asked = 0;
    for (const { id, networks, cells: own } of MEDICAL) {
      expect(benefitsOf(sdrmaRateBook, id).networks).toEqual(networks);
      if (networks.includes("non_participating")) continue;
      for (const { service } of own) {
        const line = { plans: [id], date: "2015-03-02", charge: 50_010, allowed: 43_725, facts: MEMBER };
        const answer = paidOne(SDRMA, { ...line, service, network: "non_participating" });
        expect(answer, `${id} ${service}`).toMatchObject({ not_covered: "500.10", plan_pays: "0.00" });
        asked++;
      }
    }
    expect(asked).toBe(13 + 15 + 18);
  });

  it("is an admission without a name: lines that name one share its copay", () => {
    const [printed] = cells.filter(({ share }) => share.kind === "copay" && share.copay.per === "admission");
    if (printed?.share.kind !== "copay") throw new Error("no copay per admission is printed");
    const { plan, service, network, share } = printed;
    const due = (share.copay.amount / 100).toFixed(2);
    const line = { member: "a", service, network, charge: "900.00", allowed: "900.00" };
    const named = { ...line, facts: { ...MEMBER, admission: "one" } };
    const { lines } = SDRMA.claim({
      plans: [plan],
      members: [{ id: "a" }],
      lines: [
        { ...named, date: "2015-03-02" },
        { ...named, date: "2015-03-03" },
        { ...line, date: "2015-04-01", facts: MEMBER },
      ],
    });
    expect(lines.map(({ copay }) => copay)).toEqual([due, "0.00", due]);
  });
});
