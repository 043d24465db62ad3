// What `planwright claim --explain` says of plans made up for it; what is expected is worked by hand in the comments.
import { beforeAll, afterAll, describe, expect, it, vi } from "vitest";
import { bundleWhenStale, faultsOf, folderWith, planwright, removeFolders } from "./support/cli.ts";

vi.setConfig({ testTimeout: 60_000 });

beforeAll(bundleWhenStale, 60_000);
afterAll(removeFolders);

const HEAD = `
program made_up "Made up" {
  effective   2024-01-01 to 2026-12-31
  currency    USD
  rounding    half up to cent
}

coverages {
  medical  "Medical"
}

conventions {
  limit counts      covered units
  month arithmetic  last day of a shorter month
  allowed charge    negotiated
}

networks for medical {
  inn  "In network"      balance written off
  oon  "Out of network"  balance billed
}
`;

/** A program of the given lines, and what it explains of lines; text of several lines is joined by a space. */
async function explained(program: string, household: object): Promise<string> {
  const cwd = folderWith({ "p.plan": `${HEAD}${program}`, "c.json": JSON.stringify(household) });
  const ran = await planwright(["claim", "p.plan", "--claims", "c.json", "--explain"], { cwd });
  expect(faultsOf(ran)).toEqual([]);
  expect(ran.stderr).toBe("");
  return ran.stdout;
}

const flat = (text: string): string => text.replace(/\s+/g, " ");

const line = (id: number, date: string, member: string, service: string, charge: string, more = {}) => ({
  id: String(id),
  date,
  member,
  service,
  network: "inn",
  charge,
  allowed: charge,
  ...more,
});

describe("a ladder of days", () => {
  it("is explained by the number of each day, in this line and the next", async () => {
    const text = await explained(
      `
services for medical {
  nursing  "Nursing"
}

plan p "P" for medical {
  benefits for nursing together each calendar year {
    day by network  | inn                | oon
    1 to 20         | plan pays 90%      | not covered
    21 to 100       | copay $200 per day | not covered
    101 and over    | not covered        | not covered
  }
}
`,
      {
        plan: "p",
        household: { members: ["a"] },
        lines: [
          line(1, "2024-01-05", "a", "nursing", "9000.00", { units: { days: "18" } }),
          line(2, "2024-02-05", "a", "nursing", "40000.00", { units: { days: "100" } }),
        ],
      },
    );
    // 18 days of 500; then days 19 and 20, 80 days at a copay, and 18 beyond.
    expect(flat(text)).toContain("900.00 day 1 to 18: 10% of 9,000.00");
    expect(flat(text)).toContain("day 19 to 20: 10% of 800.00");
    expect(flat(text)).toContain("16,000.00 day 21 to 100: $200 per day");
    expect(flat(text)).toContain("7,200.00 day 101 to 118");
  });
});

describe("the note of a row", () => {
  const PROGRAM = `
input generic_price        money      "What the generic drug would cost"
input prior_authorization  truth      "Was it authorized?"
input patient_age          age        "Age"
input hire                 date       "Date of hire"

services for medical {
  stay     "Stay"
  er       "ER"
  drug     "Drug"
  mail     "Mail"
  lab      "Lab"
  visit    "Visit"
  surgery  "Surgery"
  baby     "Well baby"
  exam     "Exam"
  major    "Major"
  glasses  "Glasses"
}

plan p "P" for medical {
  deductible accidental  $100 per accident, in inn, oon
  waiting period 6 months after hire for major
  requires prior_authorization for surgery, otherwise plan pays less by 50%
  covers baby when patient_age at most 2
  benefits {
    service by network | inn                                                       | oon
    stay               | copay $250 per day, at most $750 per admission            | plan pays 50%
    er                 | deductible accidental then plan pays 80%                  | same
    drug               | copay $40 per prescription then price difference from generic_price, not counted | same
    mail               | member pays 25%, at least $50, at most $200               | same
    lab                | plan pays 100%                                            | same
    visit              | copay $0 per visit                                        | same
    surgery            | plan pays 80%                                             | plan pays 50% of its payment in inn
    glasses            | allowance $100 then discount 20%                          | same
    baby, exam, major  | plan pays 90%                                             | same
  }
  frequency {
    exam once each 12 months
  }
}
`;
  const facts = { prior_authorization: false, patient_age: 4, hire: "2023-08-31", accident: "one" };
  let text = "";
  beforeAll(async () => {
    text = flat(
      await explained(PROGRAM, {
        plan: "p",
        household: { members: ["a"] },
        lines: [
          line(1, "2024-02-01", "a", "stay", "4000.00", { units: { days: "4" } }),
          line(2, "2024-02-02", "a", "er", "600.00", { facts }),
          line(3, "2024-02-03", "a", "drug", "200.00", { facts: { generic_price: "30" } }),
          line(4, "2024-02-04", "a", "mail", "45.00"),
          line(5, "2024-02-05", "a", "lab", "80.00"),
          line(6, "2024-02-06", "a", "visit", "90.00"),
          line(7, "2024-02-07", "a", "surgery", "1000.00", { facts }),
          line(8, "2024-02-08", "a", "baby", "70.00", { facts }),
          line(9, "2024-02-09", "a", "major", "700.00", { facts }),
          line(10, "2024-02-29", "a", "exam", "60.00"),
          line(11, "2025-02-28", "a", "exam", "60.00"),
          line(13, "2025-03-01", "a", "visit", "0.00"),
          line(14, "2025-03-01", "a", "glasses", "130.00"),
          line(12, "2025-03-02", "a", "surgery", "1000.00", {
            network: "oon",
            facts: { ...facts, prior_authorization: true },
          }),
        ],
      }),
    );
  }, 60_000);

  it.each([
    ["the most that a copay comes to", "Copay 750.00 $250 per day, at most $750 per admission "],
    ["a deductible of an occasion", "Deductible 100.00 $100 per accident "],
    // 200 - 30 = 170, of which 200 - 40 = 160 is left.
    [
      "what is left of a price",
      "Over limit 160.00 the difference of the prices, at most the 160.00 that is left ",
    ],
    ["a bound above the price", "25% of 45.00 is 11.25, at least 50.00, and the price is 45.00 "],
    ["that the plan pays all", "Coinsurance 0.00 the plan pays 100% of 80.00 You pay 0.00"],
    ["a copay of nothing", "Copay 0.00 $0 per visit You pay 0.00"],
    ["nothing of what costs nothing", "Charge 0.00 all of it allowed You pay 0.00"],
    // 20% of the 30 above the allowance are taken off.
    ["what a discount leaves", "Over limit 24.00 what the discount leaves Allowance 100.00"],
    ["what was required", "the plan pays less: the condition “prior authorization” is not met "],
    ["what must hold", "Not covered 70.00 the condition “patient age at most 2” is not met "],
    ["a day", "waiting period until 29 February 2024 "],
    [
      "how often, when last, and when again",
      "exam is covered once each 12 months, the last time on 29 February 2024, again from 1 March 2025 ",
    ],
    [
      "a payment in another network",
      "Coinsurance 600.00 the plan would pay 800.00 of 1,000.00 (In network); here it pays 50% of that, 400.00 ",
    ],
  ])("says %s", (_, expected) => {
    expect(text).toContain(expected);
  });
});

describe("what accounts stand at", () => {
  const PROGRAM = `
services for medical {
  stay  "Stay"
}

plan p "P" for medical {
  deductible inner  $1,000 per person, $2,000 per family, embedded, each calendar year, in inn
  deductible outer  $3,000 per person, $6,000 per family, embedded, each calendar year, in oon
  benefits {
    service by network | inn                                 | oon
    stay               | deductible inner then plan pays 80% | deductible outer then plan pays 60%
  }
}
`;
  const stays = (years: readonly number[]) =>
    ["a", "b", "c"].map((member, i) =>
      line(i, `${years[i]}-02-01`, member, "stay", member === "c" ? "300.00" : "850.00"),
    );
  const household = { members: ["a", "b", "c"], coverage: "family" };

  it("names the deductible that the family has met, and leaves nothing of it to anyone", async () => {
    const text = await explained(PROGRAM, { plan: "p", household, lines: stays([2024, 2024, 2024]) });
    // 850 + 850 + 300 = 2,000.
    expect(text).toMatch(/After these claims {2,}used/);
    expect(text).toMatch(/ a +█+░+ +850 +1,000 +0\n/);
    expect(text).toMatch(/ c +█+░+ +300 +1,000 +0\n/);
    expect(text).toContain(
      "The family's deductible inner is met, so a, b and c have no more of it to meet this year.\n",
    );
    expect(text).not.toContain("deductible outer is met");
  });

  it("names the year where there are several", async () => {
    const text = await explained(PROGRAM, { plan: "p", household, lines: stays([2024, 2024, 2025]) });
    expect(text).toMatch(/After these claims, in 2025 {2,}used/);
    expect(text).toMatch(/ c +█+░+ +300 +1,000 +700\n/);
  });
});

describe("a maximum of some networks", () => {
  it("is the one that the line fills", async () => {
    const program = `
services for medical {
  stay  "Stay"
}

plan p "P" for medical {
  out of pocket maximum  $1,100 per person each calendar year counts coinsurance in inn
  out of pocket maximum  $5,000 per person each calendar year counts coinsurance in oon
  benefits {
    service by network | inn           | oon
    stay               | plan pays 80% | plan pays 60%
  }
}
`;
    const text = await explained(program, {
      plan: "p",
      household: { members: ["a"] },
      lines: [line(1, "2024-02-01", "a", "stay", "9000.00")],
    });
    expect(flat(text)).toContain("20% of 9,000.00 is 1,800.00; the maximum of $1,100 leaves 1,100.00");
  });
});

describe("a question that is not answered", () => {
  it("ends with its question mark", async () => {
    const program = `
input admitted  truth  "Was the member admitted?"

services for medical {
  er  "ER"
}

plan p "P" for medical {
  benefits {
    service by network | inn                                   | oon
    er                 | copay $100 per visit unless admitted  | same
  }
}
`;
    const cwd = folderWith({
      "p.plan": `${HEAD}${program}`,
      "c.json": JSON.stringify({
        plan: "p",
        household: { members: ["a"] },
        lines: [line(1, "2024-02-01", "a", "er", "90.00")],
      }),
    });
    const { stdout } = await planwright(["claim", "p.plan", "--claims", "c.json"], { cwd });
    expect(stdout).toContain("admitted is missing: was the member admitted?");
    expect(stdout).not.toContain("?.");
  });
});
