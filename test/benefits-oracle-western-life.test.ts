// The designs of the Western Life notice of 1990, the current one and the renewal: deductible, coinsurance, copays,
// prescriptions and inpatients, asked of the two compiled rate books and of claims.
import { describe, expect, it } from "vitest";
import { littlePaid, using } from "./support/benefits-oracle-amounts.ts";
import {
  compared,
  expectedWords,
  type FactCell,
  type Manner,
  place,
  questionsOf,
} from "./support/benefits-oracle-cells.ts";
import { type Asked, paid, paidOne } from "./support/benefits-oracle-claims.ts";
import { money, shareWords } from "./support/benefits-oracle-shares.ts";
import {
  ADMITTED,
  cardCopays,
  coinsurance,
  deductible,
  designs,
  newOfficeCopay,
  officeCopays,
  patient,
} from "./support/benefits-oracle-western-life.ts";
import { accumulatorWords, benefitsOf, cellWords, ruleWords } from "./support/benefits-oracle-words.ts";

const PLAN = "major_medical";

/** Who is not admitted by a network physician is paid for as for other care. */
const wordsOf =
  (id: string) =>
  (cell: FactCell): string => {
    if (cell.when === ADMITTED) return `no charge when ${ADMITTED}, otherwise ${shareWords(coinsurance)}`;
    const words = expectedWords(cell);
    const chosen = cell.service === "office_visit" && id === "current";
    return chosen ? words.replace(money(officeCopays[0] ?? 0), "office_copay") : words;
  };

const manner = (id: "current" | "renewal", date: string): Manner => ({
  plans: () => [PLAN],
  date,
  balance: ({ network }) => (network === "in_network" ? "written off" : "billed"),
  isNegotiated: ({ network }) => network === "in_network",
  deductible: () => deductible.individual,
  used: () => [{ of: "deductible", by: "a", amount: money(deductible.individual) }],
  facts: (_, allowed) => patient(id, allowed),
});

describe.each(designs)("the $id design", ({ id, date, rateBook, book, cells, preauthorized }) => {
  it("has ten cells, in the rate book as printed", () => {
    expect(cells).toHaveLength(10);
    expect(cells.map((cell) => `${place(cell)}: ${cellWords(rateBook, PLAN, cell)}`)).toEqual(
      cells.map((cell) => `${place(cell)}: ${wordsOf(id)(cell)}`),
    );
  });

  it("pays what the figures come to", () => {
    const own = cells.map(({ when: _, ...cell }) => cell);
    const { due, paid: answers } = compared(
      book,
      own.flatMap((cell) => questionsOf(cell, manner(id, date))),
    );
    expect(answers).toEqual(due);
    expect(answers).toHaveLength(10 * 5);
  });

  it("has a deductible of a person and a family", () => {
    expect(accumulatorWords(rateBook, PLAN, "deductible")).toEqual([
      `${money(deductible.individual)} per person, ${money(deductible.family)} per family, embedded, each calendar year, in in_network out_of_network`,
    ]);
    const line = { plans: [PLAN], service: "other_care", network: "in_network", date, allowed: 40_000 };
    for (const left of [0, 700]) {
      const asked = { ...line, facts: patient(id, 40_000) };
      const person = { used: using("deductible", deductible, deductible.individual - left), member: "m1" };
      expect(littlePaid(book, { ...asked, ...person, family: false })).toMatchObject({
        deductible: money(left),
      });
      const whole = { used: using("deductible", deductible, deductible.family - left), family: true };
      expect(littlePaid(book, { ...asked, ...whole })).toMatchObject({ deductible: money(left) });
    }
  });

  it("pays all above so much a year, over several lines", () => {
    const { percent, of } = coinsurance;
    const most = of?.amount ?? 0;
    const line: Asked = {
      plans: [PLAN],
      service: "other_care",
      network: "in_network",
      date,
      charge: most - 10_000,
      allowed: most - 10_000,
      used: [{ of: "deductible", by: "a", amount: money(deductible.individual) }],
      facts: patient(id, 0),
    };
    const next = { ...line, charge: 30_000, allowed: 30_000 };
    const member = (cents: number) => money((cents * (100 - percent)) / 100);
    expect(paid(book, [line, next, next])).toMatchObject([
      { coinsurance: member(most - 10_000) },
      { coinsurance: member(10_000), plan_pays: money(30_000 - (10_000 * (100 - percent)) / 100) },
      { coinsurance: "0.00", plan_pays: "300.00" },
    ]);
  });

  it("has the prescription card, beside which prescriptions are not covered", () => {
    expect(benefitsOf(rateBook, PLAN).with).toEqual([
      { plan: "pcs_card", when: { op: "truth", ref: "card_option" } },
    ]);
    const line = { plans: [PLAN], date, charge: 4_000, allowed: 4_000 };
    const facts = { ...patient(id, 4_000), card_option: true };
    for (const [service, copay] of Object.entries(cardCopays)) {
      const words = `copay ${money(copay)} per prescription`;
      expect(cellWords(rateBook, "pcs_card", { service })).toBe(words);
      expect(paidOne(book, { ...line, service, facts })).toMatchObject({
        copay: money(copay),
        plan_pays: money(4_000 - copay),
      });
    }
    const other = { ...line, service: "prescriptions", network: "in_network" };
    expect(paidOne(book, { ...other, facts })).toMatchObject({ not_covered: "40.00" });
  });

  it("asks for authorization of a confinement if it says so", () => {
    const rule = "prior_authorization for inpatient_hospital, else less authorization_penalty";
    expect(ruleWords(rateBook, PLAN)).toEqual(preauthorized ? [rule] : []);
    expect(preauthorized).toBe(id === "renewal");
    const without = { prior_authorization: false, authorization_penalty: "25" };
    const facts = { ...patient(id, 50_000), ...(preauthorized ? without : {}) };
    const line = { plans: [PLAN], network: "in_network", date, charge: 50_000, allowed: 50_000, facts };
    const less = preauthorized ? 12_500 : 0;
    const answer = paidOne(book, { ...line, service: "inpatient_hospital" });
    expect(answer).toMatchObject({ plan_pays: money(50_000 - less) });
  });
});

describe("what the notice changes", () => {
  const [current, renewal] = designs;
  const line = {
    plans: [PLAN],
    service: "office_visit",
    network: "in_network",
    charge: 4_000,
    allowed: 4_000,
  };

  it("is the copay of an office visit: one of four, and one", () => {
    expect(officeCopays).toHaveLength(4);
    const input = current.rateBook.inputs.find(({ id }) => id === "office_copay");
    expect(input && "choices" in input ? input.choices?.map((choice) => Number(choice) * 100) : []).toEqual(
      officeCopays,
    );
    for (const copay of officeCopays) {
      const facts = { ...patient("current", 4_000), office_copay: money(copay) };
      expect(paidOne(current.book, { ...line, date: current.date, facts })).toMatchObject({
        copay: money(copay),
      });
    }
    const facts = { ...patient("current", 4_000), office_copay: "4" };
    expect(paidOne(current.book, { ...line, date: current.date, facts })).toMatch(/^office_copay: /);
    const changed = paidOne(renewal.book, { ...line, date: renewal.date, facts: patient("renewal", 4_000) });
    expect(changed).toMatchObject({ copay: money(newOfficeCopay) });
  });

  it("is who must admit an inpatient", () => {
    const facts = { ...patient("current", 20_000), [ADMITTED]: false };
    const used = [{ of: "deductible", by: "a", amount: money(deductible.individual) }];
    const asked = { ...line, service: "inpatient_hospital", charge: 20_000, allowed: 20_000, used };
    const member = money((20_000 * (100 - coinsurance.percent)) / 100);
    expect(paidOne(current.book, { ...asked, date: current.date, facts })).toMatchObject({
      coinsurance: member,
    });
    expect(
      paidOne(renewal.book, { ...asked, date: renewal.date, facts: patient("renewal", 20_000) }),
    ).toMatchObject({ plan_pays: "200.00" });
  });
});
