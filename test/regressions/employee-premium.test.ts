// What of a premium is for the employee: the premium of the tier of the employee alone, of the same plan.
import { describe, expect, it } from "vitest";
import { answer, CLASSES, CONVENTIONS, errors, MEDICAL, paid, rates, TIERS } from "./plans.ts";

const SHARES = `contributions for medical {
  class | employee premium | dependent premium
  working, continued | employer pays 100% | employer pays 0%
}
`;
const plan = (tiers: string, table: string): string =>
  `${MEDICAL}${tiers}${CLASSES}${table}${SHARES}${CONVENTIONS}`;

describe("rates that follow from others", () => {
  // COBRA: 102% x 300 = 306 for the family, 102% x 100 = 102 for the employee alone.
  it("have an employee premium by the tier of the rate that they follow from", () => {
    const table = `${rates("  plan by tier | single | two | family\n  gold | $100 | $200 | $300", "when status is active ")}${rates(
      "  rate 102% of rate of medical with status active",
      "when status is cobra ",
    )}`;
    expect(paid(plan(TIERS, table), { plan: "gold", tier: "family", status: "active" })).toEqual([
      "300.00",
      "100.00",
      "200.00",
    ]);
    expect(paid(plan(TIERS, table), { plan: "gold", tier: "family", status: "cobra" })).toEqual([
      "306.00",
      "102.00",
      "204.00",
    ]);
  });
});

it("of a rate per member is that of one member", () => {
  const table = "rates for medical {\n  per member per month\n  rate $100\n}\n";
  const row = { plan: "gold", tier: "family", members: "5", status: "active" };
  expect(paid(plan(TIERS, table), row)).toEqual(["500.00", "100.00", "400.00"]);
});

describe("no share is below zero or above the premium", () => {
  it("where two cost less than one", () => {
    const table = rates("  plan by tier | single | two | family\n  gold | $300 | $200 | $300");
    const text = plan(TIERS, table);
    const found = errors(text);
    const { lines } =
      found.length > 0 ? { lines: [] } : answer(text, { plan: "gold", tier: "two", status: "active" });
    for (const { employer, employee } of lines) {
      expect(Number(employer)).toBeLessThanOrEqual(200);
      expect(Number(employee)).toBeGreaterThanOrEqual(0);
    }
  });
});

describe("the tier of the employee alone", () => {
  const either = (first: string, second: string): string =>
    `tiers {\n  ${first}\n  ${second}\n  both "Both" covers 1 with medicare and 1 without\n}\n`;
  const WITH = 'with_medicare "With" covers 1 with medicare';
  const WITHOUT = 'without_medicare "Without" covers 1 without';
  const table = rates(
    "  plan by tier | with_medicare | without_medicare | both\n  gold | $100 | $300 | $400",
  );

  it("is not the one that stands first: where two tiers cover one person, check asks", () => {
    expect(errors(plan(either(WITH, WITHOUT), table))).not.toEqual([]);
    expect(errors(plan(either(WITHOUT, WITH), table))).not.toEqual([]);
  });

  it("is not that of a spouse alone", () => {
    const tiers = `tiers {
  spouse_only "Spouse" covers spouse
  single "Employee" covers employee
  couple "Couple" covers employee and 1 dependent
}
`;
    const text = plan(
      tiers,
      rates("  plan by tier | spouse_only | single | couple\n  gold | $120 | $100 | $220"),
    );
    expect(paid(text, { plan: "gold", tier: "couple", status: "active" })).toEqual([
      "220.00",
      "100.00",
      "120.00",
    ]);
  });

  it("must be there: tiers that do not say whom they cover are reported", () => {
    const tiers = 'tiers {\n  one "One"\n  more "More"\n}\n';
    expect(errors(plan(tiers, rates("  plan by tier | one | more\n  gold | $1 | $3")))).not.toEqual([]);
  });

  it("must have a rate", () => {
    const table = rates("  plan by tier | single | two | family\n  gold | not offered | $200 | $300");
    const row = { plan: "gold", tier: "two", status: "active" };
    expect(paid(plan(TIERS, table), row).join(" ")).toMatch(/not offered/);
  });
});

describe("two coverages whose rates ask one formula", () => {
  // A tenth of $300 for the family, a tenth of $100 for the employee alone: $30, of which $10 are the employee's.
  const text = `coverages {
  medical "Medical"
  dental "Dental"
  vision "Vision"
}
plan gold for medical
${TIERS}${CLASSES}${rates("  plan by tier | single | two | family\n  gold | $100 | $200 | $300")}formula tenth is 10% of rate of medical
rates for dental {
  per enrollment per month
  rate tenth
}
rates for vision {
  per enrollment per month
  rate tenth
}
contributions for medical, dental, vision {
  class | employee premium | dependent premium
  working, continued | employer pays 100% | employer pays 0%
}
${CONVENTIONS}`;

  it("have an employee premium each, whichever is asked first", () => {
    const row = { plan: "gold", tier: "family", status: "active", dental: "yes", vision: "yes" };
    expect(errors(text)).toEqual([]);
    const shares = answer(text, row).lines.map(({ coverage, premium, employer, employee }) =>
      [coverage, premium, employer, employee].join(" "),
    );
    expect(shares).toEqual([
      "medical 300.00 100.00 200.00",
      "dental 30.00 10.00 20.00",
      "vision 30.00 10.00 20.00",
    ]);
  });
});
