// The summary of medical benefits of SCJPIA, 1990: each cell of its three columns, its deductibles and maxima, the
// footnote of the EPO and the prescription card, asked of the compiled rate book and of claims. The figures are those of
// fixtures/moorpark-scjpia-1990.json.
import type { Fact } from "@planwright/evaluator";
import { describe, expect, it } from "vitest";
import { littlePaid, using } from "./support/benefits-oracle-amounts.ts";
import { bookRows, compared, type FactCell, factRows, questionsOf } from "./support/benefits-oracle-cells.ts";
import { type Asked, dueOf, paid, paidOne } from "./support/benefits-oracle-claims.ts";
import {
  called,
  deductibleIn,
  EMERGENCY,
  medicalCells,
  OPTIONS,
  PATIENT,
  paymentLimits,
  PREVENTIVE,
  preferredOnly,
  SCJPIA,
  SERVICES,
  scjpiaFacts,
  scjpiaManner,
  scjpiaRateBook,
} from "./support/benefits-oracle-scjpia.ts";
import {
  epoOutside,
  everyLifetime,
  pcsCells,
  preventiveHeading,
  rules,
} from "./support/benefits-oracle-scjpia-more.ts";
import { money, percentOf, type Share } from "./support/benefits-oracle-shares.ts";
import {
  accumulatorWords,
  benefitsOf,
  cellWords,
  conditionWords,
  frequencyWords,
  limitWords,
  ruleWords,
} from "./support/benefits-oracle-words.ts";

describe("the three columns of the summary", () => {
  it("have 26 services each, in the rate book as printed", () => {
    expect(medicalCells).toHaveLength(3 * 26);
    expect(bookRows(scjpiaRateBook, medicalCells)).toEqual(factRows(medicalCells));
  });

  it.each(OPTIONS)("pay what the figures of $option come to", ({ plan, network }) => {
    const own = medicalCells.filter((cell) => cell.plan === plan && cell.network === network);
    const { due, paid: answers } = compared(
      SCJPIA,
      own.flatMap((cell) => questionsOf(cell, scjpiaManner)),
    );
    expect(answers).toEqual(due);
    expect(answers).toHaveLength(26 * 5);
  });

  it("cover preventive care in the networks alone, as its heading says", () => {
    for (const { plan, network, isCovered } of preventiveHeading) {
      const own = medicalCells.filter(
        (cell) => cell.plan === plan && cell.network === network && PREVENTIVE.includes(cell.service),
      );
      expect(own).toHaveLength(5);
      expect(own.map(({ share }) => share.kind !== "not covered")).toEqual(own.map(() => isCovered));
    }
    expect(preferredOnly).toHaveLength(2 + 5);
    expect(
      preferredOnly.every(
        ({ network, only }) => network === "preferred" && /^(PPO|preferred) providers$/.test(only),
      ),
    ).toBe(true);
  });
});

describe("deductibles", () => {
  it("are $200 and $400 in option I, both columns as one, and none in the network of option II", () => {
    const [other, preferred] = [deductibleIn("ppo", "other"), deductibleIn("ppo", "preferred")];
    expect(other).toEqual(preferred);
    const { individual = 0, family = 0 } = preferred ?? {};
    expect(accumulatorWords(scjpiaRateBook, "ppo", "deductible")).toEqual([
      `${money(individual)} per person, ${money(family)} per family, embedded, each calendar year, in preferred other`,
    ]);
    expect(accumulatorWords(scjpiaRateBook, "ppo", "deductible emergency")).toEqual([
      `${money(EMERGENCY)} per occurrence, in preferred other`,
    ]);
    expect(deductibleIn("epo", "preferred")).toBeUndefined();
    expect(
      benefitsOf(scjpiaRateBook, "epo").accumulators.some(({ networks }) => networks.includes("preferred")),
    ).toBe(false);
  });

  it("end at their figures, for a person and a family", () => {
    const amounts = deductibleIn("ppo", "preferred");
    if (!amounts) throw new Error("option I has a deductible");
    const line = { plans: ["ppo"], service: "surgeon", date: "1989-08-01", allowed: 90_000 };
    for (const network of ["preferred", "other"]) {
      for (const left of [0, 700]) {
        const asked = { ...line, network, facts: { ...PATIENT, customary_fee: "900.00" } };
        const person = {
          used: using("deductible", amounts, amounts.individual - left),
          family: false,
          member: "m1",
        };
        expect(littlePaid(SCJPIA, { ...asked, ...person })).toMatchObject({ deductible: money(left) });
        const whole = { used: using("deductible", amounts, amounts.family - left), family: true };
        expect(littlePaid(SCJPIA, { ...asked, ...whole })).toMatchObject({ deductible: money(left) });
      }
    }
  });
});

describe("maxima", () => {
  const untils = ["ppo_non_network", "ppo_network"].map((option) =>
    scjpiaFacts.at("medical_benefits", "hospital_care", option),
  );

  it("of out of pocket is $1,000 in option I, for hospital care and without the deductible", () => {
    expect(new Set(untils.map((part) => part.at("until_out_of_pocket").cents())).size).toBe(1);
    const [amount = 0] = untils.map((part) => part.at("until_out_of_pocket").cents());
    expect(untils.every((part) => part.at("out_of_pocket_includes_deductible").is(false))).toBe(true);
    // The emergency room and an accident share as hospital care does: read as counting with it.
    expect(accumulatorWords(scjpiaRateBook, "ppo", "out of pocket maximum")).toEqual([
      `${money(amount)} per person, each calendar year, counts coinsurance, for hospital_care emergency_room accidental_injury, in preferred other`,
    ]);
    const used = [
      ...using("out of pocket maximum", { individual: amount, family: undefined }, amount - 700),
      { of: "deductible", by: "m1", amount: "50.00" },
    ];
    const line = {
      plans: ["ppo"],
      network: "preferred",
      date: "1989-08-01",
      allowed: 90_000,
      facts: PATIENT,
    };
    const asked = { ...line, used, family: false, member: "m1" };
    expect(littlePaid(SCJPIA, { ...asked, service: "hospital_care" })).toMatchObject({
      deductible: "150.00",
      coinsurance: "7.00",
    });
    expect(littlePaid(SCJPIA, { ...asked, service: "surgeon" })).toMatchObject({ coinsurance: "75.00" });
  });

  it("of what is paid stand beside five rows, and for a lifetime over all", () => {
    expect(paymentLimits).toHaveLength(3 + 3 + 1 + 3);
    for (const plan of ["ppo", "epo"]) {
      const own = paymentLimits.filter((limit) => limit.plan === plan);
      const words = own.map(({ services, amount, period, network }) => {
        const isEverywhere =
          plan === "epo" || own.filter((other) => other.services === services).length === 2;
        const place = isEverywhere ? "" : ` in ${network}`;
        return `payment ${money(amount)} per person each ${period} for ${[...services].sort().join(" ")}${place}`;
      });
      const lifetime = `payment ${money(everyLifetime(plan))} per person each lifetime`;
      expect(limitWords(scjpiaRateBook, plan)).toEqual([lifetime, ...new Set(words)]);
    }
  });

  it.each(paymentLimits)("leave nothing when $amount of $services is paid in $plan $network", (limit) => {
    const { plan, network, services, amount } = limit;
    const [service = ""] = services;
    const line: Asked = {
      plans: [plan],
      service,
      network,
      date: "1989-08-01",
      charge: 900_000,
      ...(network === "preferred" ? { allowed: 900_000 } : {}),
      facts: { ...PATIENT, customary_fee: "9000.00" },
    };
    const answers = paid(SCJPIA, [line, { ...line, service: services.at(-1), date: "1989-08-02" }]);
    expect(answers).toMatchObject([{ plan_pays: money(amount) }, { plan_pays: "0.00" }]);
  });

  it.each(["ppo", "epo"])("of a lifetime end what %s pays", (plan) => {
    const line = { plans: [plan], network: "preferred", date: "1989-08-01", facts: PATIENT };
    const most = everyLifetime(plan);
    const asked = { ...line, service: "home_health", charge: most * 2, allowed: most * 2 };
    const answers = paid(SCJPIA, [asked, { ...asked, date: "1989-08-02" }]);
    expect(answers).toMatchObject([{ plan_pays: money(most) }, { plan_pays: "0.00" }]);
  });
});

describe("ages, frequencies and calls", () => {
  it.each(["ppo", "epo"])("are those of the summary in %s", (plan) => {
    expect(ruleWords(scjpiaRateBook, plan)).toEqual([
      `patient_age at_most ${money(rules.babyAge * 100)} for well_baby, else not covered`,
      `patient_age at_most ${money(rules.childAge * 100)} for immunizations, else not covered`,
      "called_before for outpatient_surgery pre_admission_review, else less call_penalty",
    ]);
    expect(called.map(({ services, option }) => `${option.option} ${services.join(" ")}`)).toHaveLength(
      2 * 3,
    );
    expect(frequencyWords(scjpiaRateBook, plan)).toEqual([
      `routine_physical 1 in ${rules.physicalYears * 12} months`,
      "pap_test 1 in calendar year",
    ]);
  });

  it.each(["ppo", "epo"])("decide what %s pays", (plan) => {
    const line = { plans: [plan], network: "preferred", charge: 9_000, allowed: 9_000 };
    const one = (service: string, facts: Readonly<Record<string, Fact>>) =>
      paidOne(SCJPIA, { ...line, service, date: "1989-08-01", facts: { ...PATIENT, ...facts } });
    for (const [service, age] of [
      ["well_baby", rules.babyAge],
      ["immunizations", rules.childAge],
    ] as const) {
      expect(one(service, { patient_age: String(age) })).toMatchObject({ not_covered: "0.00" });
      expect(one(service, { patient_age: String(age + 1) })).toMatchObject({ not_covered: "90.00" });
    }
    const used = [{ of: "deductible", by: "a", amount: "200.00" }];
    for (const service of ["outpatient_surgery", "pre_admission_review"]) {
      const asked = { ...line, service, date: "1989-08-01", ...(plan === "ppo" ? { used } : {}) };
      const facts = { ...PATIENT, called_before: false, call_penalty: "10" };
      const whole = plan === "ppo" ? 8_100 : 9_000;
      expect(paidOne(SCJPIA, { ...asked, facts })).toMatchObject({ plan_pays: money(whole * 0.9) });
    }
    for (const service of ["routine_physical", "pap_test"]) {
      const asked = { ...line, service, facts: PATIENT };
      const answers = paid(SCJPIA, [
        { ...asked, date: "1989-08-01" },
        { ...asked, date: "1989-12-31" },
        { ...asked, date: "1990-01-01" },
      ]);
      // A pap test is due again in a new year.
      const covered = answers.map((answer) => typeof answer === "object" && answer.plan_pays !== "0.00");
      expect(covered).toEqual([true, false, service === "pap_test"]);
    }
  });
});

describe("the footnote of the EPO", () => {
  const { percent, deductible, until, conditions } = epoOutside;
  const share: Share = { kind: "plan pays", percent, after: ["deductible"] };

  it("is said of every service outside the network, when an exception holds", () => {
    for (const service of SERVICES) {
      expect(cellWords(scjpiaRateBook, "epo", { service, network: "other" })).toBe(
        `deductible then plan pays ${percent}% when exception, otherwise not covered`,
      );
    }
    expect(accumulatorWords(scjpiaRateBook, "epo", "deductible")).toEqual([
      `${money(deductible)} per person, each calendar year, in other`,
    ]);
    expect(accumulatorWords(scjpiaRateBook, "epo", "out of pocket maximum")).toEqual([
      `${money(until)} per person, each calendar year, counts coinsurance, in other`,
    ]);
    const exception = scjpiaRateBook.conditions.find(({ id }) => id === "exception");
    expect(exception && conditionWords(exception.when)).toBe(
      "emergency or dependent_outside or not_in_network and prior_authorization",
    );
    expect(conditions).toHaveLength(3);
  });

  it.each(SERVICES)("decides what is paid for %s", (service) => {
    const line = { charge: 50_010, allowed: deductible + 3_725, left: deductible, units: 1 };
    const ask = (facts: Readonly<Record<string, Fact>>) =>
      paidOne(SCJPIA, {
        plans: ["epo"],
        service,
        network: "other",
        date: "1989-08-01",
        charge: line.charge,
        facts: { ...PATIENT, ...facts, customary_fee: money(line.allowed) },
      });
    for (const facts of conditions) expect(ask(facts)).toEqual(dueOf(share, "billed", line));
    const nothing = dueOf({ kind: "not covered" }, "billed", line);
    for (const facts of [{}, { not_in_network: true }, { prior_authorization: true }])
      expect(ask(facts)).toEqual(nothing);
  });

  it("ends the member's share at its figure", () => {
    const facts = { ...PATIENT, emergency: true, customary_fee: "9000.00" };
    const line = { plans: ["epo"], service: "surgeon", network: "other", date: "1989-08-01", facts };
    const answers = paid(SCJPIA, [
      { ...line, charge: 900_000 },
      { ...line, charge: 900_000, date: "1989-08-02" },
    ]);
    expect(percentOf(100 - percent, 900_000 - deductible)).toBeGreaterThan(until);
    expect(answers).toMatchObject([
      { deductible: money(deductible), coinsurance: money(until) },
      { deductible: "0.00", coinsurance: "0.00" },
    ]);
  });
});

describe("the prescription card", () => {
  it("has two copays, alike in three columns", () => {
    expect(pcsCells).toHaveLength(6);
    const inBook = () => "pcs_card";
    expect(bookRows(scjpiaRateBook, pcsCells, inBook)).toEqual(factRows(pcsCells));
    const manner = { ...scjpiaManner, deductible: () => 0, used: () => undefined, isNegotiated: () => true };
    const writtenOff = { ...manner, balance: () => "written off" as const, facts: () => ({}) };
    const { due, paid: answers } = compared(
      SCJPIA,
      pcsCells.flatMap((cell: FactCell) => questionsOf(cell, writtenOff)),
    );
    expect(answers).toEqual(due);
    expect(scjpiaRateBook.plans.find(({ id }) => id === "pcs_card")?.features.oral_contraceptives).toBe(
      "included",
    );
    for (const plan of ["ppo", "epo"]) {
      expect(benefitsOf(scjpiaRateBook, plan).with.map((one) => one.plan)).toContain("pcs_card");
    }
  });
});
