// Prescription drugs with the eight medical plans of SDRMA, pages 4 to 6, and the EGWP of page 8: each tier in each
// channel, each deductible and maximum, asked of the compiled rate book and of claims.
import { describe, expect, it } from "vitest";
import { littlePaid, using } from "./support/benefits-oracle-amounts.ts";
import { bookRows, compared, type FactCell, factRows, questionsOf } from "./support/benefits-oracle-cells.ts";
import { paidOne } from "./support/benefits-oracle-claims.ts";
import { MEMBER, SDRMA, sdrmaRateBook } from "./support/benefits-oracle-sdrma.ts";
import {
  combinedMaxima,
  deductibleOf,
  drugManner,
  drugPlan,
  drugs,
  egwpCells,
  leftOut,
  ownMaxima,
  schedule,
} from "./support/benefits-oracle-sdrma-drugs.ts";
import { money } from "./support/benefits-oracle-shares.ts";
import { accumulatorWords, benefitsOf } from "./support/benefits-oracle-words.ts";

const cells = drugs.flatMap((plan) => plan.cells);
const inBook = ({ plan }: FactCell) => schedule(plan);

describe("drugs, pages 4 to 6", () => {
  it("have 48 cells in six plans of four tiers, and 20 in the two HDHPs", () => {
    expect(drugs.map(({ id, cells: own }) => `${id} ${own.length}`)).toEqual([
      "gold_ppo 8",
      "platinum_ppo 8",
      "silver_ppo 8",
      "epo 8",
      "hdhp_10 10",
      "hdhp_20 10",
      "access_hmo_15 8",
      "access_hmo_20 8",
    ]);
  });

  it.each(drugs)(
    "with $id stand in the rate book as printed, and come with the plan",
    ({ id, cells: own }) => {
      expect(bookRows(sdrmaRateBook, own, inBook)).toEqual(factRows(own));
      const comes = benefitsOf(sdrmaRateBook, id).with.map(({ plan }) => plan);
      expect(comes.filter((plan) => plan !== "egwp")).toEqual([schedule(id)]);
    },
  );

  it.each(drugs)("with $id pay what the figures come to", ({ cells: own }) => {
    const { due, paid } = compared(
      SDRMA,
      own.flatMap((cell) => questionsOf(cell, drugManner)),
    );
    expect(paid).toEqual(due);
    expect(paid).toHaveLength(own.length * 5);
  });

  it("cost the same at other pharmacies, where no column is printed for them", () => {
    // “Participating pharmacies only” is said of the maximum: read as nothing else being different.
    const others = cells.filter(({ plan }) => !drugPlan(plan).isCombined);
    const outside = others.map((cell): FactCell => ({ ...cell, network: "non_participating" }));
    expect(bookRows(sdrmaRateBook, outside, inBook)).toEqual(factRows(outside));
    const { due, paid } = compared(
      SDRMA,
      outside.flatMap((cell) => questionsOf(cell, drugManner)),
    );
    expect(paid).toEqual(due);
    expect(outside).toHaveLength(48);
  });

  it("are not covered in the tiers that the headings of the HDHPs leave out", () => {
    expect(bookRows(sdrmaRateBook, leftOut, inBook)).toEqual(factRows(leftOut));
    const { due, paid } = compared(
      SDRMA,
      leftOut.flatMap((cell) => questionsOf(cell, drugManner)),
    );
    expect(paid).toEqual(due);
    expect(leftOut).toHaveLength(2 * (1 + 2) * 2);
  });
});

describe("the deductible of drugs", () => {
  it("is printed for two plans, is the medical one in two, and none in four", () => {
    for (const { id, deductible, isCombined } of drugs) {
      const { individual = 0, family } = deductible ?? {};
      // The EPO prints one figure: read as that of each person, and none for the family.
      const amounts =
        family === undefined
          ? `${money(individual)} per person`
          : `${money(individual)} per person, ${money(family)} per family, embedded`;
      const words = `${amounts}, each calendar year, in participating non_participating`;
      const due = isCombined ? ["of medical"] : deductible ? [words] : [];
      expect(accumulatorWords(sdrmaRateBook, schedule(id), "deductible"), id).toEqual(due);
    }
    expect(drugs.filter(({ deductible }) => deductible).map(({ id }) => id)).toEqual(["silver_ppo", "epo"]);
    expect(drugs.filter(({ isCombined }) => isCombined).map(({ id }) => id)).toEqual(["hdhp_10", "hdhp_20"]);
  });

  it.each([
    { id: "silver_ppo", scope: "person" },
    { id: "silver_ppo", scope: "family" },
    { id: "epo", scope: "person" },
    { id: "hdhp_10", scope: "person" },
    { id: "hdhp_10", scope: "family" },
    { id: "hdhp_20", scope: "person" },
    { id: "hdhp_20", scope: "family" },
  ])("of a $scope ends at its figure with $id", ({ id, scope }) => {
    const amounts = deductibleOf(id);
    if (!amounts) throw new Error(`${id} has no deductible of drugs`);
    const total = scope === "person" ? amounts.individual : (amounts.family ?? 0);
    const of = drugPlan(id).isCombined ? id : schedule(id);
    for (const left of [0, 700]) {
      const used = using("deductible", amounts, total - left, of);
      const line = { plans: [id], service: "brand", network: "participating", channel: "retail_30" };
      const asked = { ...line, date: "2015-03-02", allowed: 43_725, facts: MEMBER, used };
      const who = scope === "person" ? { family: false, member: "m1" } : { family: true };
      expect(littlePaid(SDRMA, { ...asked, ...who })).toMatchObject({ deductible: money(left) });
    }
  });
});

describe("the out-of-pocket maximum of drugs", () => {
  it("is printed for six plans, and combined with the medical one in two", () => {
    expect(ownMaxima).toHaveLength(6);
    for (const { id, amounts } of ownMaxima) {
      const { individual, family = 0 } = amounts;
      const words = `${money(individual)} per person, ${money(family)} per family, embedded`;
      expect(accumulatorWords(sdrmaRateBook, schedule(id), "out of pocket maximum"), id).toEqual([
        `${words}, each calendar year, counts deductible copay coinsurance, in participating`,
      ]);
    }
    for (const { id } of drugs.filter(({ isCombined }) => isCombined)) {
      expect(accumulatorWords(sdrmaRateBook, schedule(id), "out of pocket maximum")).toEqual(["of medical"]);
    }
  });

  it.each([...ownMaxima, ...combinedMaxima])(
    "of a person and a family ends at its figure with $id",
    ({ id, amounts }) => {
      const of = drugPlan(id).isCombined ? id : schedule(id);
      for (const scope of ["person", "family"]) {
        const total = scope === "person" ? amounts.individual : (amounts.family ?? 0);
        for (const left of [0, 200]) {
          const maximum = using("out of pocket maximum", amounts, total - left, of);
          const line = { plans: [id], service: "generic", network: "participating", channel: "retail_30" };
          const who = scope === "person" ? { family: false, member: "m1" } : { family: true };
          const met = deductibleOf(id);
          const used = [
            ...(met ? using("deductible", met, met.family ?? met.individual, of) : []),
            ...maximum,
          ];
          const asked = { ...line, date: "2015-03-02", allowed: 5_000, facts: MEMBER, used };
          expect(littlePaid(SDRMA, { ...asked, ...who }), `${scope}, ${left} left`).toMatchObject({
            copay: money(left),
            plan_pays: money(5_000 - left),
          });
        }
      }
    },
  );

  it.each(ownMaxima)("of $id does not hold at other pharmacies", ({ id, amounts }) => {
    const used = using("out of pocket maximum", amounts, amounts.individual, schedule(id));
    const line = { plans: [id], service: "generic", network: "non_participating", channel: "retail_30" };
    const asked = {
      ...line,
      date: "2015-03-02",
      allowed: 5_000,
      facts: MEMBER,
      used,
      family: false,
      member: "m1",
    };
    const generic = drugPlan(id).cells.find(
      ({ service, channel }) => service === "generic" && channel === "retail_30",
    );
    const copay = generic?.share.kind === "copay" ? generic.share.copay.amount : 0;
    expect(copay).toBeGreaterThan(200);
    expect(littlePaid(SDRMA, asked)).toMatchObject({ copay: money(copay) });
  });
});

describe("the EGWP, page 8", () => {
  /** Those with a rate for members with Medicare on page 8. */
  const PLANS = ["gold_ppo", "platinum_ppo", "silver_ppo", "epo"];
  const facts = { ...MEMBER, medicare: true };

  it("has twelve cells, in the rate book as printed", () => {
    expect(egwpCells).toHaveLength(12);
    expect(bookRows(sdrmaRateBook, egwpCells)).toEqual(factRows(egwpCells));
  });

  it.each(PLANS)("pays for a member of %s with Medicare", (plan) => {
    const own = egwpCells.map((cell): FactCell => ({ ...cell, plan, network: "participating" }));
    const none = { ...drugManner, deductible: () => 0, used: () => undefined, facts: () => facts };
    const { due, paid } = compared(
      SDRMA,
      own.flatMap((cell) => questionsOf(cell, none)),
    );
    expect(paid).toEqual(due);
    expect(paid).toHaveLength(12 * 5);
  });

  it.each(PLANS)("stands in place of the other drugs of %s, and not for members without Medicare", (plan) => {
    const line = {
      plans: [plan],
      date: "2015-03-02",
      charge: 10_000,
      allowed: 10_000,
      network: "participating",
    };
    const withMedicare = paidOne(SDRMA, { ...line, service: "generic", channel: "retail_30", facts });
    expect(withMedicare).toMatch(/^channel: /);
    const without = paidOne(SDRMA, { ...line, service: "generic", channel: "retail_31", facts: MEMBER });
    expect(without).toMatch(/^channel: /);
  });
});
