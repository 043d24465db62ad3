// What adds up: which account a line fills, and how far a bound reaches. Each figure is worked out beside it.
import type { Claim, ClaimAnswer } from "@planwright/evaluator";
import { describe, expect, it } from "vitest";
import { analyzeText, findingsOf, prepared } from "../support/programs.ts";

const START = `program t "T" {
  effective 2024-01-01 to 2024-12-31
  currency USD
  rounding half up to cent
}
coverages {
  medical "Medical"
  drug "Drugs"
}
conventions {
  limit counts covered units
  allowed charge negotiated
}
networks for medical {
  inn "In network" balance written off
  out "Out of network" balance billed
}
services for medical {
  stay "Stay"
  visit "Visit"
}
`;

const PER_YEAR = "each calendar year";

function pay(text: string, claim: Omit<Claim, "plans" | "members"> & Partial<Claim>): ClaimAnswer {
  const analysis = analyzeText(START + text);
  expect(findingsOf(analysis).filter((finding) => !finding.includes("PW2306"))).toEqual([]);
  return prepared(analysis).claim({ plans: ["p"], members: [{ id: "a" }], ...claim });
}

const medical = (lines: string, row: string) =>
  `plan p "P" for medical {\n${lines}\n  benefits {\n    service by network | inn | out\n    ${row}\n    every other service | not covered | not covered\n  }\n}\n`;

const line = (more: Partial<Claim["lines"][number]>) => ({
  date: "2024-02-01",
  member: "a",
  service: "visit",
  network: "out",
  ...more,
});

describe("a deductible that adds to another of the same name", () => {
  it("adds to the other, not to itself", () => {
    const { lines } = pay(
      medical(
        `  deductible $1,000 per person ${PER_YEAR}, in inn\n  deductible $3,000 per person ${PER_YEAR}, in out, adds to deductible`,
        "visit | deductible then plan pays 80% | deductible then plan pays 60%",
      ),
      {
        lines: [
          line({ charge: "1500.00", allowed: "1500.00" }),
          line({ charge: "1000.00", allowed: "1000.00" }),
          line({ charge: "500.00", allowed: "500.00", network: "inn" }),
        ],
      },
    );
    // 1,500 of 3,000; then 1,000 of the 1,500 that are left; the 1,000 in the network are met by the first line.
    expect(lines.map(({ deductible }) => deductible)).toEqual(["1500.00", "1000.00", "0.00"]);
  });
});

describe("what a drug schedule shares with the medical plan", () => {
  const drugs = `networks for drug {
  pharmacy "Pharmacy" balance written off
}
drugs for drug {
  generic "Generic"
}
channels for drug {
  retail "Retail" supply 30 days
}
schedule rx "Drugs" for drug {
  deductible of the medical plan
  out of pocket maximum of the medical plan
  benefits per prescription {
    drug by channel | retail
    generic | deductible then copay $10
  }
}
`;
  const row = "visit | deductible then copay $20 per visit | not covered\n  ";
  const maximum = (where: string, amount: string) =>
    `  out of pocket maximum ${amount} per person ${PER_YEAR}, counts deductible, copay, coinsurance${where}`;

  it("is shared though its networks have other names", () => {
    const shared = `  deductible $100 per person ${PER_YEAR}, in inn\n${maximum(", in inn", "$130")}\n  with rx`;
    const { lines, errors } = pay(drugs + medical(shared, row), {
      lines: [
        line({
          service: "generic",
          channel: "retail",
          network: "pharmacy",
          charge: "150.00",
          allowed: "150.00",
        }),
        line({
          service: "generic",
          channel: "retail",
          network: "pharmacy",
          charge: "150.00",
          allowed: "150.00",
        }),
        line({ network: "inn", charge: "50.00", allowed: "50.00" }),
      ],
    });
    expect(errors).toEqual([]);
    // 100 + 10; then 10; then of the copay of 20 only what 130 leaves: 10.
    expect(lines.map(({ member_pays }) => member_pays)).toEqual(["110.00", "10.00", "10.00"]);
  });

  it("is a finding where the medical plan has several, and the network does not say which", () => {
    const both = `  deductible $100 per person ${PER_YEAR}, in inn\n${maximum(", in inn", "$130")}\n${maximum(", in out", "$900")}\n  with rx`;
    const findings = findingsOf(analyzeText(START + drugs + medical(both, row)));
    expect(findings.filter((finding) => finding.includes("PW2305"))).toHaveLength(1);
  });
});

describe("a bound of an admission", () => {
  it("holds for all lines of the admission", () => {
    const { lines } = pay(
      medical("", "stay | copay $250 per day, at most $750 per admission then plan pays 90% | not covered"),
      {
        lines: [
          ["2", "500.00", "one"],
          ["4", "2000.00", "one"],
          ["1", "1000.00", "two"],
        ].map(([days = "", charge, admission = ""]) =>
          line({
            service: "stay",
            network: "inn",
            charge,
            allowed: charge,
            units: { days },
            facts: { admission },
          }),
        ),
      },
    );
    // 2 x 250; of 4 x 250 what 750 leaves; another admission starts anew.
    expect(lines.map(({ copay }) => copay)).toEqual(["500.00", "250.00", "250.00"]);
  });

  it("of what the plan pays holds for all of them too", () => {
    const { lines } = pay(medical("", "stay | plan pays 80%, at most $1,000 per admission | not covered"), {
      lines: [line({}), line({})].map((one) => ({
        ...one,
        service: "stay",
        network: "inn",
        charge: "1000.00",
        allowed: "1000.00",
        facts: { admission: "one" },
      })),
    });
    expect(lines.map(({ plan_pays }) => plan_pays)).toEqual(["800.00", "200.00"]);
  });
});

it("a bound of an admission counts what the plan pays in the end, with what the maximum makes it pay", () => {
  const { lines } = pay(
    medical(
      `  out of pocket maximum $2,000 per person ${PER_YEAR}, counts coinsurance, in inn`,
      "stay | plan pays 80%, at most $1,000 per admission | not covered",
    ),
    {
      used: [{ of: "out of pocket maximum", by: "a", amount: "1950" }],
      lines: [line({}), line({})].map((one) => ({
        ...one,
        service: "stay",
        network: "inn",
        charge: "1000.00",
        allowed: "1000.00",
        facts: { admission: "one" },
      })),
    },
  );
  // 80% is 800, and of the member's 200 the maximum leaves 50: 950. So 50 of the 1,000 are left for the second bill.
  expect(lines.map(({ plan_pays }) => plan_pays)).toEqual(["950.00", "50.00"]);
});

it("a deductible that the maximum forgives goes through the share behind it, and its bound", () => {
  const { lines } = pay(
    medical(
      `  deductible $500 per person ${PER_YEAR}\n  out of pocket maximum $2,000 per person ${PER_YEAR}, counts deductible, coinsurance, in inn, out`,
      "stay | not covered | deductible then plan pays 60%, at most $600 per day",
    ),
    {
      used: [{ of: "out of pocket maximum", by: "a", amount: "2000" }],
      lines: [line({ service: "stay", charge: "2000.00", allowed: "2000.00", units: { days: "1" } })],
    },
  );
  // 60% of what is allowed would be 900 and more: 600 for the one day, whatever the maximum says.
  expect(lines.map(({ plan_pays, member_pays }) => [plan_pays, member_pays])).toEqual([
    ["600.00", "1400.00"],
  ]);
});

describe("what was used before the claims", () => {
  const two = medical(
    `  deductible $100 per person ${PER_YEAR}, in inn\n  deductible $300 per person ${PER_YEAR}, in out\n  plan pays at most $500 per person each lifetime for stay\n  plan covers at most 10 visits per person ${PER_YEAR} for visit`,
    "visit | deductible then plan pays 80% | deductible then plan pays 60%\n    stay | plan pays 80% | not covered",
  );
  const used = (of: string, amount: string, by = "a") => pay(two, { used: [{ of, by, amount }], lines: [] });

  it("is not guessed where a name has several accounts", () => {
    expect(used("deductible", "50").errors).toEqual([
      {
        line: "",
        about: "used",
        message: "deductible may be one of several: deductible in inn; deductible in out. Name one of them.",
      },
    ]);
  });

  it("is of the account with the whole name", () => {
    const { accumulators } = used("deductible in out", "50");
    expect(accumulators.find(({ name }) => name === "deductible in out")?.used).toBe("50.00");
    expect(accumulators.find(({ name }) => name === "deductible in inn")?.used).toBe("0.00");
  });

  it("reaches limits, by the names that an answer gives them", () => {
    const { lines, accumulators } = pay(two, {
      used: [
        { of: "plan pays for stay", by: "a", amount: "400" },
        { of: "visits of visit", by: "a", amount: "9" },
      ],
      lines: [line({ service: "stay", network: "inn", charge: "1000.00", allowed: "1000.00" })],
    });
    // 80% of 1,000 is 800; 100 of the 500 for life are left.
    expect(lines[0]?.plan_pays).toBe("100.00");
    expect(accumulators.find(({ name }) => name === "visits of visit")?.remaining).toBe("1");
  });

  it("is refused when it is given twice, or for the family where each person has his own", () => {
    const twice = pay(two, {
      used: [
        { of: "deductible in inn", by: "a", amount: "60" },
        { of: "deductible in inn", by: "a", amount: "60" },
      ],
      lines: [],
    });
    expect(twice.errors[0]?.message).toBe("What a used of deductible in inn is given twice.");
    expect(used("visits of visit", "3", "family").errors[0]?.about).toBe("used");
  });

  const example = (of: string) =>
    `example "E" {\n  plan p\n  household a\n  given used $50 of ${of} by a\n  claims {\n    line | date | service | network | charge | allowed\n    1 | 2024-02-01 | visit | inn | $200 | $200\n  }\n  expect {\n    line | deductible\n    1 | $50\n  }\n  expect used of ${of} by a $100\n}\n`;

  it("is written in an example with the whole name, commas and all", () => {
    const analysis = analyzeText(START + two + example("deductible in inn"));
    expect(findingsOf(analysis)).toEqual([]);
    const findings = findingsOf(analyzeText(START + two + example("deductible")));
    expect(findings).toHaveLength(2);
    expect(findings.every((finding) => finding.includes("PW1001"))).toBe(true);
    const wide = two
      .replace("| inn | out", "| inn | out | far")
      .replaceAll(/(visit|stay|service) \| (.*) \| (.*)\n/g, "$1 | $2 | $3 | $3\n")
      .replace("| far | far", "| far")
      .replace(", in out", ", in out, far");
    const comma = analyzeText(
      START.replace("networks for medical {", 'networks for medical {\n  far "Far" balance billed') +
        wide +
        example("deductible in out, far").replace("| visit | inn |", "| visit | far |"),
    );
    expect(findingsOf(comma)).toEqual([]);
  });
});

it("a line of a coverage with one network need not name it", () => {
  const text = `networks for drug {
  pharmacy "Pharmacy" balance written off
}
drugs for drug {
  generic "Generic"
}
channels for drug {
  retail "Retail" supply 30 days
}
plan p "P" for drug {
  benefits per prescription {
    drug by channel | retail
    generic | copay $10
  }
}
`;
  const { lines, errors } = pay(text, {
    lines: [
      line({
        service: "generic",
        channel: "retail",
        network: undefined,
        charge: "150.00",
        allowed: "120.00",
      }),
    ],
  });
  expect(errors).toEqual([]);
  expect(lines[0]).toMatchObject({ network: "pharmacy", written_off: "30.00", member_pays: "10.00" });
});
