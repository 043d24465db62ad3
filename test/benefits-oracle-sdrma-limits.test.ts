// The deductibles, maxima, visit limits and authorizations of the eight medical plans of SDRMA, pages 4 to 6: each
// figure asked of the compiled rate book and of claims that stand seven dollars before it.
import { describe, expect, it } from "vitest";
import { littlePaid, type Used, using } from "./support/benefits-oracle-amounts.ts";
import { unitsOf } from "./support/benefits-oracle-cells.ts";
import { type Asked, paid } from "./support/benefits-oracle-claims.ts";
import {
  authorized,
  limits,
  type Maximum,
  MEDICAL,
  MEMBER,
  maxima,
  medicalManner,
  type MedicalPlan,
  SDRMA,
  sdrmaRateBook,
} from "./support/benefits-oracle-sdrma.ts";
import { type Case, due, money, type Share } from "./support/benefits-oracle-shares.ts";
import { accumulatorWords, limitWords, ruleWords } from "./support/benefits-oracle-words.ts";

const LEFT = 700;
const ALLOWED = 43_725;

/** Paid in percent in every plan and network, after the deductible where there is one. */
const SERVICE = "durable_medical_equipment";

const equipment = ({ cells }: MedicalPlan, network: string): Share => {
  const cell = cells.find(({ service, network: own }) => service === SERVICE && own === network);
  if (!cell) throw new Error(`no ${SERVICE} ${network}`);
  return cell.share;
};

const line = (plan: MedicalPlan, network = "participating") => ({
  plans: [plan.id],
  service: SERVICE,
  network,
  date: "2015-03-02",
  allowed: ALLOWED,
});

const dueOn = (share: Share, left: number): ReturnType<typeof due> => {
  const one: Case = { charge: ALLOWED, allowed: ALLOWED, left, units: 1 };
  return due(share, one);
};

/** How the deductible of a family is met is not printed: embedded, and aggregate where an HSA asks for it. */
const manner = ({ type }: MedicalPlan) => (type === "HDHP" ? "aggregate" : "embedded");

describe("the deductible of a calendar year", () => {
  const withOne = MEDICAL.filter(({ deductible }) => deductible !== undefined);

  it("is printed for six plans, with a family's amount, and is none in two", () => {
    expect(withOne.map(({ id }) => id)).toHaveLength(6);
    for (const plan of MEDICAL) {
      const { individual = 0, family = 0 } = plan.deductible ?? {};
      const words = `${money(individual)} per person, ${money(family)} per family, ${manner(plan)}`;
      // One pair of figures is printed: read as one deductible for both networks.
      const whole = `${words}, each calendar year, in ${plan.networks.join(" ")}`;
      expect(accumulatorWords(sdrmaRateBook, plan.id, "deductible"), plan.id).toEqual(
        plan.deductible ? [whole] : [],
      );
    }
  });

  it.each(withOne)("of a person ends at its figure in $id, in each network", (plan) => {
    const { individual = 0, family } = plan.deductible ?? {};
    for (const network of plan.networks) {
      for (const left of [0, LEFT, individual]) {
        const share = equipment(plan, network);
        const used = using("deductible", { individual, family }, individual - left);
        const asked = { ...line(plan, network), facts: MEMBER, used, family: false, member: "m1" };
        const { deductible, coinsurance, plan_pays } = dueOn(share, left);
        expect(littlePaid(SDRMA, asked), `${network}, ${left} left`).toMatchObject({
          deductible: money(deductible),
          coinsurance: money(coinsurance),
          plan_pays: money(plan_pays),
        });
      }
    }
  });

  it.each(withOne)("of a family ends at its figure in $id", (plan) => {
    const { individual = 0, family = 0 } = plan.deductible ?? {};
    for (const left of [0, LEFT]) {
      const used = using("deductible", { individual, family }, family - left);
      const asked = { ...line(plan), facts: MEMBER, used, family: true };
      expect(littlePaid(SDRMA, asked), `${left} left`).toMatchObject({ deductible: money(left) });
    }
  });

  it.each(withOne)("of a member of a family who has met a person's is as it is read in $id", (plan) => {
    const { individual = 0, family } = plan.deductible ?? {};
    const used = using("deductible", { individual, family }, individual);
    const asked = { ...line(plan), facts: MEMBER, used, family: true, member: "m1" };
    const more = manner(plan) === "aggregate" ? ALLOWED : 0;
    expect(littlePaid(SDRMA, asked)).toMatchObject({ deductible: money(more) });
  });
});

describe("the out-of-pocket maximum", () => {
  it("is printed for eight plans, and for members with Medicare in four", () => {
    expect(maxima.filter(({ medicare }) => !medicare).map(({ id }) => id)).toHaveLength(8);
    expect(maxima.filter(({ medicare }) => medicare).map(({ id }) => id)).toHaveLength(4);
    for (const { id } of MEDICAL) {
      const own = maxima.filter((one) => one.id === id);
      expect(accumulatorWords(sdrmaRateBook, id, "out of pocket maximum"), id).toEqual(
        own.map(({ medicare, amounts: { individual, family = 0 } }) => {
          const amounts = `${money(individual)} per person, ${money(family)} per family, embedded`;
          // What non-participating providers cost may not apply (medical_plan_notes): read as does not.
          const words = `${amounts}, each calendar year, counts deductible copay coinsurance, in participating`;
          if (own.length === 1) return words;
          return `${words}, when ${medicare ? "medicare" : "not medicare"}`;
        }),
      );
    }
  });

  /** Who has met the deductible, and all but so much of the maximum. */
  const usedBefore = ({ plan, amounts }: Maximum, total: number, member: string): Used => {
    const { deductible } = plan;
    const met = deductible && { of: "deductible", by: "family", amount: money(deductible.family ?? 0) };
    const own = deductible && { of: "deductible", by: member, amount: money(deductible.individual) };
    return [
      ...(met && member === "z" ? [met] : []),
      ...(own && member !== "z" ? [own] : []),
      ...using("out of pocket maximum", amounts, total),
    ];
  };

  it.each(maxima)("of a person ends at its figure in $id, Medicare $medicare", (one) => {
    const { plan, amounts, medicare } = one;
    for (const left of [0, LEFT]) {
      const used = usedBefore(one, amounts.individual - left, "m1");
      const facts = { ...MEMBER, medicare };
      const asked = { ...line(plan), facts, used, family: false, member: "m1" };
      expect(littlePaid(SDRMA, asked), `${left} left`).toMatchObject({
        coinsurance: money(left),
        plan_pays: money(ALLOWED - left),
      });
    }
  });

  it.each(maxima)("of a family ends at its figure in $id, Medicare $medicare", (one) => {
    const { plan, amounts, medicare } = one;
    for (const left of [0, LEFT]) {
      const used = [
        ...using("out of pocket maximum", amounts, (amounts.family ?? 0) - left),
        ...using("deductible", plan.deductible ?? amounts, plan.deductible?.family ?? 0),
      ];
      const facts = { ...MEMBER, medicare };
      expect(littlePaid(SDRMA, { ...line(plan), facts, used, family: true }), `${left} left`).toMatchObject({
        deductible: "0.00",
        coinsurance: money(left),
        plan_pays: money(ALLOWED - left),
      });
    }
  });

  it("does not hold outside the network", () => {
    const outside = maxima.filter(({ plan }) => plan.networks.includes("non_participating"));
    for (const one of outside) {
      const { plan, amounts, medicare } = one;
      const used = usedBefore(one, amounts.individual, "m1");
      const facts = { ...MEMBER, medicare };
      const asked = { ...line(plan, "non_participating"), facts, used, family: false, member: "m1" };
      const { coinsurance } = dueOn(equipment(plan, "non_participating"), 0);
      expect(littlePaid(SDRMA, asked), plan.id).toMatchObject({ coinsurance: money(coinsurance) });
    }
    expect(outside).toHaveLength(5 + 3);
  });
});

describe("limits of visits", () => {
  it("are printed in 24 rows: 16 for two services together, 8 for home health care", () => {
    expect(limits.filter(({ services }) => services.length === 2)).toHaveLength(16);
    expect(limits.filter(({ services }) => services.length === 1)).toHaveLength(8);
    for (const { id } of MEDICAL) {
      const own = limits.filter((limit) => limit.id === id);
      const words = own.map(
        ({ services, visits }) =>
          `${visits} visits per person each calendar year for ${[...services].sort().join(" ")}`,
      );
      expect([...limitWords(sdrmaRateBook, id)].sort(), id).toEqual([...new Set(words)].sort());
    }
  });

  it.each(limits)("of $id for $services: visit $visits is paid, and the next is not", (limit) => {
    const { id, services, visits } = limit;
    const [first = "", other = first] = services;
    const asked = (service: string, count: number, date: string): Asked => ({
      plans: [id],
      service,
      network: "participating",
      date,
      charge: 4_000 * count,
      allowed: 4_000 * count,
      units: { visits: String(count) },
      facts: MEMBER,
      used: medicalManner.used({ plan: id, service, share: { kind: "no charge" } }),
    });
    const answers = paid(SDRMA, [
      asked(first, visits - 1, "2015-02-02"),
      asked(other, 1, "2015-03-02"),
      asked(other, 1, "2015-03-03"),
      asked(first, 1, "2015-03-04"),
    ]);
    const over = answers.map((answer) => typeof answer === "object" && answer.over_limit === "40.00");
    expect(over).toEqual([false, false, true, true]);
    expect(answers[1]).not.toMatchObject({ plan_pays: "0.00" });
    expect(answers[2]).toMatchObject({ plan_pays: "0.00", member_pays: "40.00" });
  });
});

describe("prior authorization", () => {
  it("is required in 16 rows, and costs what is not printed", () => {
    expect(authorized).toHaveLength(8 * 2);
    for (const { id } of MEDICAL) {
      const services = authorized.filter((one) => one.id === id).map(({ service }) => service);
      expect(ruleWords(sdrmaRateBook, id), id).toEqual([
        `prior_authorization for ${services.join(" ")}, else less authorization_penalty`,
      ]);
    }
  });

  it("lowers what the plan pays by the penalty, in these rows and in no other", () => {
    let asked = 0;
    for (const plan of MEDICAL) {
      const inside = plan.cells.filter(({ network }) => network === "participating");
      for (const { service, share } of inside) {
        const facts = { ...MEMBER, prior_authorization: false, authorization_penalty: "100" };
        const used = medicalManner.used({ plan: plan.id, service, share }) ?? [];
        const units = unitsOf(share, 1);
        const one = { ...line(plan), service, units, facts, used, family: false, member: "a" };
        const less = authorized.some((row) => row.id === plan.id && row.service === service) ? 10_000 : 0;
        const { plan_pays } = dueOn(share, 0);
        expect(littlePaid(SDRMA, one), `${plan.id} ${service}`).toMatchObject({
          plan_pays: money(plan_pays - less),
        });
        asked++;
      }
    }
    expect(asked).toBe(5 * 13 + 13 + 15 + 18);
  });
});
