// Dental and vision of SCJPIA, 1990: each class, copay, allowance, deductible, maximum and frequency, asked of the
// compiled rate book and of claims.
import { describe, expect, it } from "vitest";
import { littlePaid, using } from "./support/benefits-oracle-amounts.ts";
import { bookRows, compared, expectedWords, factRows, questionsOf } from "./support/benefits-oracle-cells.ts";
import { dueOf, paid, paidOne } from "./support/benefits-oracle-claims.ts";
import { SCJPIA, scjpiaRateBook } from "./support/benefits-oracle-scjpia.ts";
import {
  copayRanges,
  dentalClasses,
  electiveRider,
  feeCells,
  feeForService,
  feeManner,
  lensRange,
  necessaryConditions,
  necessaryContacts,
  orthodontiaRider,
  prepaidCells,
  prepaidHasDeductible,
  prepaidHasMaximum,
  visionCarrier,
  visionCells,
  visionDeductibleRange,
  visionDeductibles,
  visionManner,
  visionPlans,
} from "./support/benefits-oracle-scjpia-dental.ts";
import { money, type Share } from "./support/benefits-oracle-shares.ts";
import {
  accumulatorWords,
  benefitsOf,
  cellWords,
  conditionWords,
  frequencyWords,
  limitWords,
  ruleWords,
} from "./support/benefits-oracle-words.ts";

const inputOf = (id: string) => scjpiaRateBook.inputs.find((input) => input.id === id);

describe("dental, fee for service", () => {
  it("pays each class as printed", () => {
    expect(feeCells).toHaveLength(4);
    expect(bookRows(scjpiaRateBook, feeCells)).toEqual(factRows(feeCells));
    const { due, paid: answers } = compared(
      SCJPIA,
      feeCells.flatMap((cell) => questionsOf(cell, feeManner)),
    );
    expect(answers).toEqual(due);
  });

  it("pays alike for each of the nine services of its classes", () => {
    const each = dentalClasses.flatMap(({ name, services }) =>
      feeCells
        .filter(({ service }) => service === name)
        .flatMap((cell) => services.map((service) => ({ ...cell, service }))),
    );
    expect(each).toHaveLength(9);
    expect(bookRows(scjpiaRateBook, each)).toEqual(factRows(each));
    const { due, paid: answers } = compared(
      SCJPIA,
      each.flatMap((cell) => questionsOf(cell, feeManner)),
    );
    expect(answers).toEqual(due);
  });

  it("has one deductible of a person and a family, and one maximum", () => {
    const { deductible, maximum } = feeForService;
    expect(accumulatorWords(scjpiaRateBook, "dental_fee", "deductible")).toEqual([
      `${money(deductible.individual)} per person, ${money(deductible.family)} per family, embedded, each calendar year`,
    ]);
    expect(limitWords(scjpiaRateBook, "dental_fee")).toEqual([
      `payment ${money(maximum)} per person each calendar year for basic major preventive`,
    ]);
    const line = { plans: ["dental_fee"], service: "filling", date: "1989-08-01", allowed: 20_000 };
    for (const left of [0, 700]) {
      const asked = { ...line, facts: { customary_fee: "200.00" } };
      const person = { used: using("deductible", deductible, deductible.individual - left), member: "m1" };
      expect(littlePaid(SCJPIA, { ...asked, ...person, family: false })).toMatchObject({
        deductible: money(left),
      });
      const whole = { used: using("deductible", deductible, deductible.family - left), family: true };
      expect(littlePaid(SCJPIA, { ...asked, ...whole })).toMatchObject({ deductible: money(left) });
    }
    const { allowed: _, ...rest } = line;
    const great = { ...rest, service: "crown", charge: 900_000, facts: { customary_fee: "9000.00" } };
    const answers = paid(SCJPIA, [great, { ...great, service: "cleaning", date: "1989-09-01" }]);
    expect(answers).toMatchObject([{ plan_pays: money(maximum) }, { plan_pays: "0.00" }]);
  });

  it("has a rider for orthodontia", () => {
    const { maximum, deductible, percent } = orthodontiaRider;
    const share: Share = { kind: "plan pays", percent, after: ["deductible"] };
    const cell = { plan: "orthodontia_rider", service: "orthodontia", share, atMost: maximum };
    expect(cellWords(scjpiaRateBook, cell.plan, cell)).toBe(expectedWords(cell));
    // No period is printed for the deductible: read as the lifetime of the maximum beside it.
    expect(accumulatorWords(scjpiaRateBook, cell.plan, "deductible")).toEqual([
      `${money(deductible)} per person, each lifetime`,
    ]);
    expect(limitWords(scjpiaRateBook, cell.plan)).toEqual([
      `payment ${money(maximum)} per person each lifetime for orthodontia`,
    ]);
    expect(benefitsOf(scjpiaRateBook, cell.plan).riderTo).toEqual(["dental_fee"]);
    for (const service of ["full_banded", "partial_banded"]) {
      for (const allowed of [40_000, 900_000]) {
        const line = { plans: ["dental_fee", cell.plan], service, date: "1989-08-01", charge: 950_000 };
        const answer = paidOne(SCJPIA, { ...line, facts: { customary_fee: money(allowed) } });
        const due = dueOf(share, "billed", { charge: 950_000, allowed, left: deductible, units: 1 }, maximum);
        expect(answer).toEqual(due);
      }
    }
  });
});

describe("dental, prepaid", () => {
  it("has an input for each copay that is printed as a range, and refuses what is out of it", () => {
    expect(inputOf("basic_copay")).toMatchObject({ kind: "money", range: copayRanges.basic });
    expect(inputOf("major_copay")).toMatchObject({ kind: "money", range: copayRanges.major });
    const line = { plans: ["dental_prepaid"], date: "1989-08-01", charge: 30_000, allowed: 30_000 };
    for (const [service, name, { min, max }] of [
      ["filling", "basic_copay", copayRanges.basic],
      ["crown", "major_copay", copayRanges.major],
    ] as const) {
      const ask = (copay: number) =>
        paidOne(SCJPIA, { ...line, service, facts: { [name]: money(copay * 100) } });
      expect(ask(Number(min))).toMatchObject({ copay: money(Number(min) * 100) });
      expect(ask(Number(max))).toMatchObject({ copay: money(Number(max) * 100) });
      expect(ask(Number(max) + 1)).toMatch(`${name}: `);
      if (Number(min) > 0) expect(ask(Number(min) - 1)).toMatch(`${name}: `);
    }
  });

  it("pays each of its five rows as printed, without deductible and maximum", () => {
    const copays = { basic: 2_250, major: 9_800 };
    const cells = prepaidCells(copays);
    expect(cells).toHaveLength(5);
    const words = factRows(cells).map((row) =>
      row.replace("copay 22.50", "copay basic_copay").replace("copay 98.00", "copay major_copay"),
    );
    expect(bookRows(scjpiaRateBook, cells)).toEqual(words);
    const questions = cells.flatMap((cell) =>
      questionsOf(cell, {
        ...feeManner,
        balance: () => "written off",
        isNegotiated: () => true,
        deductible: () => 0,
        used: () => undefined,
        facts: () => ({ basic_copay: "22.50", major_copay: "98.00" }),
      }),
    );
    const { due, paid: answers } = compared(SCJPIA, questions);
    expect(answers).toEqual(due);
    const { accumulators, limits } = benefitsOf(scjpiaRateBook, "dental_prepaid");
    expect([accumulators.length > 0, limits.length > 0]).toEqual([prepaidHasDeductible, prepaidHasMaximum]);
  });
});

describe("vision", () => {
  const LENS = 6_200;

  it("has ten cells in each of three plans, alike", () => {
    for (const { id } of visionPlans) {
      const cells = visionCells(id, LENS);
      expect(cells).toHaveLength(10);
      const words = factRows(cells).map((row) =>
        row.replace(`allowance ${money(LENS)}`, "allowance lens_allowance"),
      );
      expect(bookRows(scjpiaRateBook, cells)).toEqual(words);
      const plan = scjpiaRateBook.plans.find((candidate) => candidate.id === id);
      expect(scjpiaRateBook.carriers.find((one) => one.id === plan?.carrier)?.name).toBe(visionCarrier);
    }
    expect(inputOf("lens_allowance")).toMatchObject({ kind: "money", range: lensRange });
  });

  it.each(visionDeductibles)("pays what the figures come to with a deductible of $%s", (deductible) => {
    const cells = visionPlans.flatMap(({ id }) => visionCells(id, LENS));
    const manner = visionManner(deductible, LENS);
    const questions = cells.map(({ when: _, ...cell }) => cell).flatMap((cell) => questionsOf(cell, manner));
    const { due, paid: answers } = compared(SCJPIA, questions);
    expect(answers).toEqual(due);
    expect(answers).toHaveLength(3 * 10 * 5);
  });

  it("lets a city choose its deductible among seven, from $0 to $25", () => {
    const choices = visionDeductibles.map(Number);
    expect(choices).toHaveLength(7);
    expect([Math.min(...choices), Math.max(...choices)]).toEqual([
      visionDeductibleRange.min,
      visionDeductibleRange.max,
    ]);
    const input = inputOf("vision_deductible");
    expect(input && "choices" in input ? input.choices?.map(Number) : []).toEqual(choices);
    for (const { id } of visionPlans) {
      // The period is not printed: read as the 12 months of an exam.
      expect(accumulatorWords(scjpiaRateBook, id, "deductible")).toEqual([
        "vision_deductible per person, each 12 months, in member_doctor other_doctor",
      ]);
    }
  });

  it("covers necessary contacts in four conditions, with approval", () => {
    expect(necessaryConditions).toHaveLength(4);
    expect([necessaryContacts.needsApproval, necessaryContacts.isFree]).toEqual([true, true]);
    const condition = scjpiaRateBook.conditions.find(({ id }) => id === "necessary");
    expect(condition && conditionWords(condition.when)).toBe(
      `contacts_after is ${necessaryConditions.join(", ")}`,
    );
    for (const { id } of visionPlans) {
      expect(ruleWords(scjpiaRateBook, id)).toEqual([
        "prior_authorization for contacts_necessary, else not covered",
      ]);
      const line = {
        plans: [id],
        service: "contacts_necessary",
        network: "member_doctor",
        date: "1989-08-01",
      };
      const ask = (contacts_after: string, prior_authorization: boolean) =>
        paidOne(SCJPIA, {
          ...line,
          charge: 30_000,
          allowed: 30_000,
          facts: { contacts_after, prior_authorization },
        });
      for (const after of necessaryConditions) {
        expect(ask(after, true)).toMatchObject({ plan_pays: "300.00" });
        expect(ask(after, false)).toMatchObject({ not_covered: "300.00" });
      }
      expect(ask("wish", true)).toMatchObject({ not_covered: "300.00" });
    }
  });

  it.each(visionPlans)(
    "has the printed frequencies in $id, contacts in lieu of all else",
    ({ id, frequencies }) => {
      expect(frequencyWords(scjpiaRateBook, id)).toEqual(frequencies);
      const facts = { prior_authorization: true, contacts_after: "keratoconus" };
      const household = { vision_deductible: "0" };
      const line = { plans: [id], network: "member_doctor", charge: 9_000, allowed: 9_000, facts, household };
      const covers = (services: readonly string[]) =>
        paid(
          SCJPIA,
          services.map((service, i) => ({ ...line, service, date: `1989-0${i + 7}-05` })),
        ).map((answer) => typeof answer === "object" && answer.plan_pays !== "0.00");
      for (const service of ["exam", "lenses", "frames"])
        expect(covers([service, service])).toEqual([true, false]);
      for (const contacts of ["contacts_necessary", "contacts_elective"]) {
        expect(covers([contacts, "exam", "frames"])).toEqual([true, false, false]);
        expect(covers([contacts, contacts, "lenses"])).toEqual([true, false, false]);
      }
    },
  );

  it("has a rider for elective contacts, beside spectacles", () => {
    const { deductible, excludes, fittingDays, extension, keepsSpectacles } = electiveRider;
    const where = { service: "contacts_elective", network: "member_doctor" };
    expect(cellWords(scjpiaRateBook, "contact_rider", where)).toBe("deductible then no charge");
    // The period is not printed: read as 24 months, as that of necessary ones.
    expect(accumulatorWords(scjpiaRateBook, "contact_rider", "deductible")).toEqual([
      `${money(deductible)} per person, each 24 months, in member_doctor`,
    ]);
    expect(benefitsOf(scjpiaRateBook, "contact_rider").excludes).toEqual(excludes);
    expect(excludes).toHaveLength(5);
    const features = scjpiaRateBook.plans.find(({ id }) => id === "contact_rider")?.features ?? {};
    expect(extension).toBe("at the discretion of the doctor");
    expect(features.initial_fitting).toBe(`up to ${fittingDays} days, longer ${extension}`);
    for (const { id } of visionPlans) {
      const facts = { vision_deductible: "0" };
      const line = {
        plans: [id, "contact_rider"],
        network: "member_doctor",
        charge: 30_000,
        allowed: 30_000,
        facts,
      };
      const answers = paid(SCJPIA, [
        { ...line, ...where, date: "1989-08-01" },
        { ...line, service: "frames", date: "1989-08-02" },
        ...excludes.map((service) => ({ ...line, service, date: "1989-08-03" })),
      ]);
      expect(keepsSpectacles).toBe(true);
      expect(answers).toMatchObject([
        { deductible: money(deductible), plan_pays: money(30_000 - deductible) },
        { plan_pays: "300.00" },
        ...excludes.map(() => ({ not_covered: "300.00", plan_pays: "0.00" })),
      ]);
    }
  });
});
