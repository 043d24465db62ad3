// The three dental plans and the five vision options of SDRMA, pages 10 and 12: each share, allowance, maximum and
// frequency asked of the compiled rate book and of claims.
import { describe, expect, it } from "vitest";
import { littlePaid, using } from "./support/benefits-oracle-amounts.ts";
import {
  bookRows,
  compared,
  expectedWords,
  type FactCell,
  factRows,
  questionsOf,
} from "./support/benefits-oracle-cells.ts";
import { type Asked, paid, paidOne } from "./support/benefits-oracle-claims.ts";
import { SDRMA, sdrmaRateBook } from "./support/benefits-oracle-sdrma.ts";
import {
  dentalClasses,
  dentalManner,
  dentalPlans,
  type DentalPlan,
  visionManner,
  visionOptions,
} from "./support/benefits-oracle-sdrma-dental.ts";
import { money, percentOf } from "./support/benefits-oracle-shares.ts";
import { accumulatorWords, cellWords, frequencyWords, limitWords } from "./support/benefits-oracle-words.ts";

const CLASSES = ["diagnostic_preventive", "basic", "major"];

const percentIn = ({ cells }: DentalPlan, service: string, network: string): number => {
  const share = cells.find((cell) => cell.service === service && cell.network === network)?.share;
  if (share?.kind !== "plan pays") throw new Error(`${service} is not covered`);
  return share.percent;
};

describe("dental, page 10", () => {
  const cells = dentalPlans.flatMap((plan) => plan.cells);

  it("has 24 cells: four rows in two networks of three plans", () => {
    expect(cells).toHaveLength(3 * 4 * 2);
    expect(bookRows(sdrmaRateBook, cells)).toEqual(factRows(cells));
  });

  it("pays what the figures come to, within the maxima", () => {
    const questions = cells.flatMap((cell) => questionsOf(cell, dentalManner));
    const { due, paid: answers } = compared(SDRMA, questions);
    expect(answers).toEqual(due);
    expect(questions).toHaveLength(24 * 5);
  });

  it("pays alike for each of the 17 services of its classes", () => {
    const each = dentalClasses.flatMap(({ name, services }) =>
      services.flatMap((service) =>
        cells.filter((cell) => cell.service === name).map((cell): FactCell => ({ ...cell, service })),
      ),
    );
    expect(dentalClasses.flatMap(({ services }) => services)).toHaveLength(17);
    expect(each).toHaveLength(17 * 2 * 3);
    expect(each.map((cell) => cellWords(sdrmaRateBook, cell.plan, cell))).toEqual(each.map(expectedWords));
    const { due, paid: answers } = compared(
      SDRMA,
      each.flatMap((cell) => questionsOf(cell, dentalManner)),
    );
    expect(answers).toEqual(due);
  });

  it.each(dentalPlans)("has one deductible for both networks in $id", ({ id, deductible }) => {
    const { individual, family = 0 } = deductible;
    expect(accumulatorWords(sdrmaRateBook, id, "deductible")).toEqual([
      `${money(individual)} per person, ${money(family)} per family, embedded, each calendar year, in ppo non_ppo`,
    ]);
    const line = { plans: [id], service: "filling", network: "non_ppo", date: "2015-03-02", allowed: 20_000 };
    for (const left of [0, 700]) {
      const person = {
        used: using("deductible", deductible, individual - left),
        family: false,
        member: "m1",
      };
      expect(littlePaid(SDRMA, { ...line, ...person })).toMatchObject({ deductible: money(left) });
      const whole = { used: using("deductible", deductible, family - left), family: true };
      expect(littlePaid(SDRMA, { ...line, ...whole })).toMatchObject({ deductible: money(left) });
    }
  });

  it.each(dentalPlans)("has the printed maxima in $id", ({ id, maximum, orthodonticsMaximum }) => {
    const classes = [...CLASSES].sort().join(" ");
    expect(limitWords(sdrmaRateBook, id)).toEqual([
      ...Object.entries(maximum).map(
        ([network, amount]) =>
          `payment ${money(amount)} per person each calendar year for ${classes} in ${network}`,
      ),
      ...(orthodonticsMaximum === undefined
        ? []
        : [`payment ${money(orthodonticsMaximum)} per person each lifetime for orthodontics`]),
    ]);
    expect(Object.keys(maximum)).toEqual(["ppo", "non_ppo"]);
  });

  it.each(dentalPlans)("pays up to the maximum of each network in $id, and no more", (plan) => {
    for (const [network, maximum] of Object.entries(plan.maximum)) {
      const asked = (service: string, allowed: number, date: string): Asked => ({
        plans: [plan.id],
        service,
        network,
        date,
        charge: allowed,
        allowed,
        used: dentalManner.used({ plan: plan.id, service, share: { kind: "no charge" } }),
      });
      const share = percentIn(plan, "major", network);
      const other = network === "ppo" ? "non_ppo" : "ppo";
      const answers = paid(SDRMA, [
        asked("bridge", 600_000, "2015-02-02"),
        asked("cleaning", 6_000, "2015-03-02"),
        { ...asked("cleaning", 6_000, "2015-03-03"), network: other },
      ]);
      const over = percentOf(share, 600_000) - maximum;
      expect(answers[0]).toMatchObject({ plan_pays: money(maximum), over_limit: money(over) });
      expect(answers[1]).toMatchObject({ plan_pays: "0.00", over_limit: "60.00" });
      expect(answers[2]).toMatchObject({ plan_pays: "60.00" });
    }
  });

  it.each(dentalPlans.filter(({ orthodonticsMaximum }) => orthodonticsMaximum))(
    "pays for orthodontics up to a lifetime's maximum in $id",
    (plan) => {
      const { id, orthodonticsMaximum = 0, orthodonticsFor } = plan;
      const line = { plans: [id], service: "orthodontics", charge: 600_000, allowed: 600_000 };
      const answers = paid(SDRMA, [
        { ...line, network: "ppo", date: "2015-02-02" },
        { ...line, network: "non_ppo", date: "2015-03-02" },
      ]);
      expect(answers).toMatchObject([{ plan_pays: money(orthodonticsMaximum) }, { plan_pays: "0.00" }]);
      const features = sdrmaRateBook.plans.find((candidate) => candidate.id === id)?.features;
      expect(features?.orthodontics_for).toBe(orthodonticsFor.join(" and "));
    },
  );
});

describe("vision, page 12", () => {
  const cells = visionOptions.flatMap((option) => option.cells);

  it("has 75 cells: fifteen in each of five options", () => {
    expect(visionOptions).toHaveLength(5);
    expect(cells).toHaveLength(5 * 15);
    expect(bookRows(sdrmaRateBook, cells)).toEqual(factRows(cells));
  });

  it.each(visionOptions)("pays what the figures of $id come to", ({ cells: own }) => {
    const { due, paid: answers } = compared(
      SDRMA,
      own.flatMap((cell) => questionsOf(cell, visionManner)),
    );
    expect(answers).toEqual(due);
    expect(answers).toHaveLength(15 * 5);
  });

  it.each(visionOptions)("has one copay in $id for exam and materials", ({ id, copay }) => {
    expect(accumulatorWords(sdrmaRateBook, id, "copay")).toEqual([
      `${money(copay)} per person, each calendar year`,
    ]);
    const line = { plans: [id], network: "vsp_doctor", charge: 9_000, allowed: 9_000 };
    const answers = paid(SDRMA, [
      { ...line, service: "exam", date: "2015-02-02" },
      { ...line, service: "lenses_single", date: "2015-02-03" },
    ]);
    expect(answers).toMatchObject([{ copay: money(copay) }, { copay: "0.00" }]);
  });

  it.each(visionOptions)("has the printed frequencies in $id", ({ id, frequencies }) => {
    expect(frequencyWords(sdrmaRateBook, id)).toEqual(frequencies);
    expect(frequencies).toHaveLength(4);
  });

  it.each(visionOptions)("pays once for each in $id, and for contacts or spectacles", ({ id }) => {
    // The program is of one year: whether it is 12 months or 24 is asked of the rate book alone.
    const line = { plans: [id], network: "vsp_doctor", charge: 9_000, allowed: 9_000 };
    const covers = (services: readonly string[]) =>
      paid(
        SDRMA,
        services.map((service, i) => ({ ...line, service, date: `2015-0${i + 1}-05` })),
      ).map((answer) => typeof answer === "object" && answer.plan_pays !== "0.00");
    expect(covers(["exam", "exam"])).toEqual([true, false]);
    expect(covers(["lenses_single", "lenses_trifocal", "frames", "frames"])).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect(covers(["contacts_elective", "contacts_necessary", "lenses_single", "frames", "exam"])).toEqual([
      true,
      false,
      false,
      false,
      true,
    ]);
    expect(covers(["frames", "contacts_elective"])).toEqual([true, false]);
  });

  it("does not say what a fitting outside the network costs", () => {
    for (const { id } of visionOptions) {
      const where = { service: "contacts_fitting", network: "non_network" };
      expect(cellWords(sdrmaRateBook, id, where)).toBe("not printed");
      const asked = { plans: [id], ...where, date: "2015-02-02", charge: 9_000 };
      expect(paidOne(SDRMA, asked)).toMatch(/^contacts_fitting: /);
    }
  });
});
