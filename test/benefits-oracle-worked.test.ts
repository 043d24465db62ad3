// The worked examples of the facts that are about benefits: figures that were computed from the documents, with their
// formulas, before there was a program. Each is asked of a claim.
import type { Book, Claim } from "@planwright/evaluator";
import { describe, expect, it } from "vitest";
import worked from "./fixtures/worked-benefits.json" with { type: "json" };
import { LODI } from "./support/benefits-oracle-lodi.ts";
import { PATIENT, SCJPIA } from "./support/benefits-oracle-scjpia.ts";
import { MEMBER, SDRMA } from "./support/benefits-oracle-sdrma.ts";
import { designs, patient } from "./support/benefits-oracle-western-life.ts";

const asked = new Set<string>();

/** A worked example, noted as asked. */
function example(id: string) {
  const found = worked.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`there is no ${id}`);
  asked.add(id);
  const inputs = new Map<string, string>(Object.entries(found.inputs));
  const cents = (value: string) => Number(value).toFixed(2);
  return {
    input: (name: string) => cents(inputs.get(name) ?? "none"),
    figure: cents(
      "computed_rounded" in found && found.computed_rounded ? found.computed_rounded : found.computed_exact,
    ),
    stated: found.stated === null ? undefined : cents(found.stated),
  };
}

/** The lines of a claim of one member, each as it was paid. */
function linesOf(book: Book, plans: readonly string[], lines: readonly object[], used?: Claim["used"]) {
  const claim = {
    plans,
    members: [{ id: "a" }],
    lines: lines.map((line) => ({ member: "a", date: "1989-08-01", ...line })) as Claim["lines"],
    used,
  };
  const answer = book.claim(claim);
  expect(answer.errors).toEqual([]);
  return answer;
}

const sum = (amounts: readonly string[]) =>
  amounts.reduce((total, amount) => total + Number(amount), 0).toFixed(2);

describe("SDRMA", () => {
  const PLANS = ["gold_ppo", "platinum_ppo", "silver_ppo", "epo", "access_hmo_15", "access_hmo_20"];
  const maxima = (plan: string, scope: string) => {
    const answer = SDRMA.claim({
      plans: [plan],
      members: [{ id: "a" }, { id: "b" }],
      facts: MEMBER,
      lines: [
        {
          date: "2015-03-02",
          member: "a",
          service: "preventive_care",
          network: "participating",
          charge: "10.00",
          allowed: "10.00",
        },
      ],
    });
    return answer.accumulators
      .filter(
        ({ name, member }) =>
          name === "out of pocket maximum" && (scope === "family" ? member === undefined : member === "a"),
      )
      .map(({ limit }) => limit);
  };

  it.each(PLANS)("S-OOP-%s: the maxima of care and drugs together are the federal ones of 2015", (plan) => {
    for (const scope of ["individual", "family"]) {
      const { input, figure, stated } = example(`S-OOP-${plan}-${scope}`);
      expect(maxima(plan, scope)).toEqual([input("medical"), input("prescription")]);
      expect(sum(maxima(plan, scope))).toBe(figure);
      expect(figure).toBe(stated);
    }
  });

  it.each(["hdhp_10", "hdhp_20"])(
    "S-OOP-%s: the combined maximum leaves room under the federal one",
    (plan) => {
      for (const scope of ["individual", "family"]) {
        const { input, figure } = example(`S-OOP-${plan}-${scope}`);
        const [maximum = "none", ...others] = maxima(plan, scope);
        expect([maximum, ...others]).toEqual([input("medical")]);
        expect((Number(input("limit")) - Number(maximum)).toFixed(2)).toBe(figure);
      }
    },
  );

  it("S-SPEC-BE: the drug from which on 30% is no more than $150", () => {
    const { input, figure } = example("S-SPEC-BE");
    const drug = {
      service: "specialty",
      network: "participating",
      channel: "retail_30",
      date: "2015-03-02",
      facts: MEMBER,
    };
    const price = (more: number) => (Number(figure) + more).toFixed(2);
    const { lines } = linesOf(
      SDRMA,
      ["gold_ppo"],
      [
        { ...drug, charge: price(-10), allowed: price(-10) },
        { ...drug, charge: price(0), allowed: price(0) },
        { ...drug, charge: price(10), allowed: price(10) },
      ],
    );
    const cap = Number(input("cap"));
    expect(lines.map((line) => line.coinsurance)).toEqual([
      (cap - 3).toFixed(2),
      cap.toFixed(2),
      cap.toFixed(2),
    ]);
  });

  it("S-FRAME200: a frame of $200 costs the member what is above the allowance, less a fifth", () => {
    const { input, figure } = example("S-FRAME200");
    const frame = { service: "frames", network: "vsp_doctor", date: "2015-03-02" };
    const { lines } = linesOf(
      SDRMA,
      ["vision_1"],
      [{ ...frame, charge: input("price"), allowed: input("price") }],
    );
    expect(lines[0]).toMatchObject({ member_pays: figure, plan_pays: input("allowance") });
  });
});

describe("SCJPIA and Western Life", () => {
  it.each([
    { id: "M-OOP-NON", plan: "ppo", network: "other", facts: {} },
    { id: "M-OOP-NET", plan: "ppo", network: "preferred", facts: {} },
    { id: "M-OOP-EPOX", plan: "epo", network: "other", facts: { emergency: true } },
  ])("$id: the charges at which the member has paid the maximum", ({ id, plan, network, facts }) => {
    const { input, figure } = example(id);
    const allowed = network === "preferred" ? { allowed: figure } : {};
    const line = { service: "hospital_care", network, charge: figure, ...allowed };
    const used = [{ of: "deductible", by: "a", amount: "200.00" }];
    const all = { ...PATIENT, ...facts, customary_fee: figure };
    const { lines } = linesOf(
      SCJPIA,
      [plan],
      [
        { ...line, facts: all },
        { ...line, facts: all },
      ],
      used,
    );
    expect(lines.map((one) => one.coinsurance)).toEqual([input("oop"), "0.00"]);
  });

  it.each([5, 10, 15, 20])("M-MHN-%d: the copays of so many visits", (visits) => {
    const { figure } = example(`M-MHN-${visits}`);
    const each = Array.from({ length: visits }, (_, i) => ({
      service: "mental_outpatient",
      network: "contracting",
      date: `1989-08-${String(i + 1).padStart(2, "0")}`,
      charge: "80.00",
      allowed: "80.00",
    }));
    const { lines } = linesOf(SCJPIA, ["ppo"], each);
    expect(sum(lines.map((line) => line.copay))).toBe(figure);
    const whole = String(80 * visits);
    const [first] = each;
    const together = { ...first, charge: whole, allowed: whole, units: { visits: String(visits) } };
    expect(linesOf(SCJPIA, ["ppo"], [together]).lines[0]?.copay).toBe(figure);
  });

  it("M-MHN-5ALT: visit 5 is printed twice, and read as free", () => {
    const { figure, stated } = example("M-MHN-5ALT");
    const line = {
      service: "mental_outpatient",
      network: "contracting",
      charge: "400.00",
      allowed: "400.00",
    };
    const { lines } = linesOf(
      SCJPIA,
      ["ppo"],
      [
        { ...line, units: { visits: "4" } },
        { ...line, date: "1989-08-02" },
      ],
    );
    expect(figure).toBe("10.00");
    expect(lines.map((one) => one.copay)).toEqual(["0.00", stated]);
  });

  it("M-ORTHO: a partial band is half of a full one", () => {
    const { input, figure, stated } = example("M-ORTHO");
    const line = { charge: "5000.00", allowed: "5000.00" };
    const { lines } = linesOf(
      SCJPIA,
      ["dental_prepaid"],
      [
        { ...line, service: "full_banded" },
        { ...line, service: "partial_banded" },
      ],
    );
    expect(lines.map((one) => one.copay)).toEqual([input("full"), figure]);
    expect(figure).toBe(stated);
  });

  it.each(designs)("M-WL-OOP: the member's share of the first $5,000, $id", ({ id, book, date }) => {
    const { figure } = example("M-WL-OOP");
    const line = {
      service: "other_care",
      network: "in_network",
      charge: "9000.00",
      allowed: "9000.00",
      date,
    };
    const used = [{ of: "deductible", by: "a", amount: "100.00" }];
    const { lines } = linesOf(book, ["major_medical"], [{ ...line, facts: patient(id, 900_000) }], used);
    expect(lines[0]?.coinsurance).toBe(figure);
  });
});

describe("Lodi", () => {
  const line = (service: string, charge: string) => {
    return { service, network: "participating", charge, facts: { usual_fee: charge }, date: "1985-03-04" };
  };

  it("L-CLAIM1: a basic service of $225", () => {
    const { input, figure } = example("L-CLAIM1");
    const { lines } = linesOf(LODI, ["dollar_guard"], [line("other_basic", input("charge"))]);
    expect(lines[0]).toMatchObject({ deductible: input("deductible"), plan_pays: figure });
  });

  it("L-CLAIM2: a crown of $2,500, where the maximum binds", () => {
    const { input, figure } = example("L-CLAIM2");
    const used = [{ of: "deductible", by: "a", amount: "25.00" }];
    const { lines } = linesOf(LODI, ["dollar_guard"], [line("crowns", input("charge"))], used);
    expect(lines[0]).toMatchObject({ plan_pays: figure });
  });

  it.each([
    { id: "L-COIN-B", service: "other_basic" },
    { id: "L-COIN-C", service: "crowns" },
  ])("$id: the shares of plan and member are the whole", ({ id, service }) => {
    const { input, figure } = example(id);
    const used = [{ of: "deductible", by: "a", amount: "25.00" }];
    const { lines } = linesOf(LODI, ["dollar_guard"], [line(service, figure)], used);
    expect(lines[0]).toMatchObject({ plan_pays: input("a"), coinsurance: input("b") });
  });
});

describe("the worked examples", () => {
  it("are all asked", () => {
    // Runs last: each test above notes what it asks.
    expect(worked.map(({ id }) => id).filter((id) => !asked.has(id))).toEqual([]);
    expect(worked).toHaveLength(16 + 2 + 3 + 5 + 1 + 1 + 4);
  });
});
