// Amounts that follow from premiums, and amounts that nothing could answer. Worked out by hand.
import { describe, expect, it } from "vitest";
import { analyzeText, prepared } from "./support/programs.ts";

const program = (charge: string, attaches: string): string => `program year "A year" {
  effective  2015-01-01 to 2015-12-31
  currency   USD
  rounding   half up to cent
}

coverages {
  medical  "Medical"
}

tiers {
  single  "Employee only"  covers employee
  family  "Family"         covers employee and 1 or more dependents
}

plan ppo "PPO" for medical

rates for medical {
  per  enrollment per month

  tier   |  rate
  single |  $300.00
  family |  $800.00
}

input ceded  percent
formula a_premium  is premium of medical

funding own "Own" for medical {
  parties         employer, reinsurer
  claims paid by  employer
  premium         ${charge}, employer to reinsurer

  aggregate stop-loss {
    attaches        over ${attaches}
    counts          claims
    contract basis  paid
    pays            reinsurer to employer
  }
}
`;

const enrollment = Array.from({ length: 12 }, (_, m) =>
  [
    ["single", "3"],
    ["family", "2"],
  ].map(([tier = "", enrollments]) => ({
    month: `2015-${String(m + 1).padStart(2, "0")}`,
    "plan of medical": "ppo",
    tier,
    enrollments,
  })),
).flat();

describe("a share of premiums", () => {
  const months = enrollment
    .filter(({ tier }) => tier === "single")
    .map(({ month }) => ({ month, claims: "3000" }));

  it.each(["60% of premium of medical", "ceded of premium of medical"])("%s is due each month", (charge) => {
    const plan = program(charge, "125% of premium of medical");
    const answer = prepared(analyzeText(plan)).settle({
      months,
      enrollment,
      claims: [],
      inputs: { ceded: "60%" },
    });
    expect(answer.errors).toEqual([]);
    // 3 x 300 + 2 x 800 = 2,500 a month: 60% of it are 1,500.
    expect(answer.months.map(({ movements }) => movements.map(({ amount }) => amount))).toEqual(
      Array.from({ length: 12 }, () => ["1500.00"]),
    );
  });

  it("is where an aggregate stop-loss attaches: 110% of 12 x 2,500 are 33,000 of 36,000", () => {
    const plan = program("60% of premium of medical", "110% of premium of medical");
    const [year] = prepared(analyzeText(plan)).settle({ months, enrollment, claims: [] }).years;
    expect(year?.movements.map(({ what, amount }) => [what, amount])).toEqual([
      ["aggregate stop-loss", "3000.00"],
    ]);
  });
});

describe("an amount that nothing could answer is found", () => {
  const PERSON = "An amount for all who are enrolled is due here, not the premium of one person";
  const TOLD = (what: string) =>
    `An amount that is known beforehand is due here, not the ${what} of an arrangement`;

  it.each([
    ["60% of premium", "$50,000", PERSON],
    ["60% of a_premium", "$50,000", PERSON],
    ["$1 per month", "125% of deposit of own", TOLD("deposit")],
    ["$1 per month", "125% of claims of own", TOLD("claims")],
  ])("%s, over %s", (charge, attaches, message) => {
    const { diagnostics } = analyzeText(program(charge, attaches));
    expect(diagnostics.map((one) => one.message)).toContain(message);
  });

  it("and not where it follows from the year", () => {
    const { diagnostics } = analyzeText(program("$1 per month", "125% of premium of medical"));
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  });
});

describe("a charge between members and another", () => {
  const answer = prepared(
    analyzeText(`program year "A year" {
  effective  2015-01-01 to 2015-12-31
  currency   USD
  rounding   half up to cent
}

funding pool "Pool" {
  parties  city, pool, cds
  fee      $1,000 per month, city to cds
  fee      $300 per month, pool to cds
  retro {
    shares       result of pool among city by employees
    calls        deficit
    returns      surplus
    odd cent to  largest share
  }
}
`),
  ).settle({
    months: ["a", "b"].map((member) => ({ month: "2015-01", member, employees: "1" })),
    enrollment: [],
    claims: [],
  });

  it("is due once for each member, and between others once", () => {
    const [month] = answer.months;
    expect(month?.movements.map(({ from, to, amount }) => `${from} ${to} ${amount}`)).toEqual([
      "a cds 1000.00",
      "b cds 1000.00",
      "pool cds 300.00",
    ]);
  });
});
