// The Dollar Guard programme of the City of Lodi, 1985: four classes, a deductible, a maximum, ranges of codes and three
// rules for fees, asked of the compiled rate book and of claims. The figures are those of fixtures/lodi-1985.json.
import { describe, expect, it } from "vitest";
import { littlePaid, using } from "./support/benefits-oracle-amounts.ts";
import { bookRows, compared, factRows, questionsOf } from "./support/benefits-oracle-cells.ts";
import { type Asked, paid, paidOne } from "./support/benefits-oracle-claims.ts";
import { unexcused } from "./support/benefits-oracle-facts.ts";
import {
  codes,
  deductible,
  feeRules,
  hasFamilyDeductible,
  LODI,
  lodiCells,
  lodiFacts,
  lodiManner,
  lodiRateBook,
  maximum,
  PLAN,
} from "./support/benefits-oracle-lodi.ts";
import { money } from "./support/benefits-oracle-shares.ts";
import { accumulatorWords, allowedWords, limitWords } from "./support/benefits-oracle-words.ts";

const NETWORKS = feeRules.map(({ network }) => network);
const line = (service: string, cents: number, date = "1985-03-04"): Asked => ({
  plans: [PLAN],
  service,
  network: "participating",
  date,
  charge: cents,
  facts: { usual_fee: money(cents) },
});

describe("the Dollar Guard programme", () => {
  it("has four classes, alike for every dentist", () => {
    expect(lodiCells).toHaveLength(4);
    const everywhere = NETWORKS.flatMap((network) => lodiCells.map((cell) => ({ ...cell, network })));
    expect(bookRows(lodiRateBook, everywhere)).toEqual(factRows(everywhere));
  });

  it.each(NETWORKS)("pays what the figures come to for a dentist who is %s", (network) => {
    const cells = lodiCells.map((cell) => ({ ...cell, network }));
    const { due, paid: answers } = compared(
      LODI,
      cells.flatMap((cell) => questionsOf(cell, lodiManner(network))),
    );
    expect(answers).toEqual(due);
    expect(answers).toHaveLength(4 * 5);
  });

  it("has a deductible and a maximum of each patient, and none of a family", () => {
    expect(accumulatorWords(lodiRateBook, PLAN, "deductible")).toEqual([
      `${money(deductible)} per person, each calendar year, in ${NETWORKS.join(" ")}`,
    ]);
    expect(hasFamilyDeductible).toBe(false);
    const classes = lodiCells.map(({ service }) => service).sort();
    expect(limitWords(lodiRateBook, PLAN)).toEqual([
      `payment ${money(maximum)} per person each calendar year for ${classes.join(" ")}`,
    ]);
    const asked = { ...line("other_basic", 20_000), service: "other_basic", allowed: 20_000 };
    const amounts = { individual: deductible, family: undefined };
    for (const left of [0, 700, deductible]) {
      const used = using("deductible", amounts, deductible - left);
      expect(littlePaid(LODI, { ...asked, used, family: true, member: "m1" })).toMatchObject({
        deductible: money(left),
      });
    }
    const others = using("deductible", amounts, deductible * 9);
    expect(littlePaid(LODI, { ...asked, used: others, family: true })).toMatchObject({
      deductible: money(deductible),
    });
    const answers = paid(LODI, [
      line("prosthodontics", 900_000),
      line("diagnostic_preventive", 4_000, "1985-04-01"),
      { ...line("diagnostic_preventive", 4_000, "1985-04-01"), members: ["a", "b"], member: "b" },
    ]);
    expect(answers.slice(0, 2)).toMatchObject([{ plan_pays: money(maximum) }, { plan_pays: "0.00" }]);
  });

  it("holds the codes of diagnostic and preventive care, both ends and no other", () => {
    const held = lodiRateBook.services.find(({ id }) => id === "diagnostic_preventive")?.codes;
    expect(held).toEqual(codes);
    expect(codes).toHaveLength(2);
    const classOf = (code: number) => {
      const { service: _, ...asked } = line("", 4_000);
      return paidOne(LODI, { ...asked, code: String(code).padStart(3, "0") });
    };
    for (const { from, to } of codes) {
      for (const code of [Number(from), Number(from) + 1, Number(to)])
        expect(classOf(code)).toMatchObject({ plan_pays: "40.00" });
      for (const code of [Number(from) - 1, Number(to) + 1]) expect(classOf(code)).toMatch(/^code: /);
    }
  });

  it("allows by dentist what its three rules say", () => {
    expect(feeRules.map(({ printed }) => printed)).toEqual(feeRules.map(({ says }) => says));
    expect(allowedWords(lodiRateBook, PLAN)).toEqual(feeRules.map(({ words }) => words));
    const used = [{ of: "deductible", by: "a", amount: money(deductible) }];
    const pays = (network: string, charge: number, facts: Readonly<Record<string, string>>) =>
      paidOne(LODI, { ...line("crowns", charge), network, facts, used });
    // Half of what is allowed.
    const cases = [
      pays("participating", 30_000, { usual_fee: "200.00" }),
      pays("participating", 15_000, { usual_fee: "200.00" }),
      pays("non_participating", 30_000, { majority_fee: "180.00" }),
      pays("non_participating", 15_000, { majority_fee: "180.00" }),
      pays("out_of_state", 30_000, { usual_fee: "200.00", california_fee: "160.00" }),
      pays("out_of_state", 30_000, { usual_fee: "140.00", california_fee: "160.00" }),
      pays("out_of_state", 12_000, { usual_fee: "140.00", california_fee: "160.00" }),
    ];
    const paidBy = cases.map((answer) => (typeof answer === "object" ? answer.plan_pays : answer));
    expect(paidBy).toEqual(["100.00", "75.00", "90.00", "75.00", "80.00", "70.00", "60.00"]);
  });
});

/** What is not asserted here, and why. */
const EXCUSES: Readonly<Record<string, string>> = {
  "/document": "about the report",
  "/decision": "about the council",
  "/cost_projection": "of premiums: examples/lodi-1985/examples.plan",
  "/plan_design/lines": "where it is printed",
  "/plan_design/fee_concept": "named by the rules for fees, which are asserted",
  "/administration": "of funding",
  "/banking": "of funding",
  "/fee_rules/lines": "where they are printed",
  "/eligibility": "of who is covered",
  "/effective_date": "of who is covered",
  "/termination": "of who is covered",
  "/extension": "of who is covered",
  "/services": "of administration",
  "/conditions": "of administration",
};

describe("the figures of the facts", () => {
  it("are all read, but for those that are excused", () => {
    expect(unexcused(lodiFacts, EXCUSES)).toEqual([]);
  });
});
