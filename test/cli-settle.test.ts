// `planwright settle` as users run it: the shipped experience, JSON and tables, explanations, and files that are wrong.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundleWhenStale, folderWith, planwright, removeFolders } from "./support/cli.ts";
import { fencesOf } from "./support/pages.ts";
import { ROOT } from "./support/programs.ts";

beforeAll(bundleWhenStale, 60_000);
afterAll(removeFolders);

const PLAN = `program pooled "Pooled" {
  effective  2015-01-01 to 2015-12-31
  currency   USD
  rounding   half up to cent
}

input trend  percent

funding pool "Pool" {
  parties         city, pool, cds
  one claim is    one cause
  odd cent to     pool
  administration  10% of paid claims, city to cds
  fee             $1 per employee per month, city to cds

  each claim {
    layer by party | city | pool
    up to $100     | 100% |   0%
    over $100      |  50% |  50%
  }
}

projection next_year "Next year" {
  over         2015-01-01 to 2016-12-31
  assume       claims of pool $100 per month, grows by trend each year
  assume       10 employees, stays level
  assume       fee of pool stays level
  arrangement  own is cost of pool
}
`;

const month = { month: "2015-01", claims: "300.50", employees: 7 };
const paid = {
  listed_over: "100",
  months: [month],
  claims: [{ month: "2015-01", cause: "x", amount: "200.51" }],
};

async function settle(experience: unknown, ...more: string[]) {
  const text = typeof experience === "string" ? experience : JSON.stringify(experience);
  const cwd = folderWith({ "pool/program.plan": PLAN, "paid.json": text });
  return planwright(["settle", "pool", "--experience", "paid.json", ...more], { cwd });
}

describe("a month", () => {
  it("is settled as JSON: 150.26 of the claim, and the 99.99 that are not listed, are the city's", async () => {
    const { stdout, status } = await settle(paid, "--format", "json");
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      settlement: {
        funding: "pool",
        months: [
          {
            month: "2015-01",
            claims: "300.50",
            movements: [
              { what: "administration", from: "city", to: "cds", amount: "30.05" },
              { what: "fee", from: "city", to: "cds", amount: "7.00" },
            ],
            parties: [
              { party: "city", claims: "250.25", paid: "37.05", received: "0.00", balance: "-287.30" },
              { party: "pool", claims: "50.25", paid: "0.00", received: "0.00", balance: "-50.25" },
              { party: "cds", claims: "0.00", paid: "0.00", received: "37.05", balance: "37.05" },
            ],
          },
        ],
        years: [],
        errors: [],
        remarks: ["The contract year 2015-01 to 2015-12 has 1 of its 12 months: it is not settled."],
      },
    });
  });

  it("is explained down to the lines of the plan", async () => {
    const { stdout } = await settle(paid, "--explain");
    expect(stdout).toContain("10% of $300.50 of paid claims  pool/program.plan:13");
    expect(stdout).toContain("7 employees × $1  pool/program.plan:14");
    expect(stdout.split("\n").every((line) => line.length <= 100)).toBe(true);
  });

  it("answers from a rate book as from its plan", async () => {
    const cwd = folderWith({ "pool/program.plan": PLAN, "paid.json": JSON.stringify(paid) });
    await planwright(["build", "pool", "--out", "pool.ratebook.json"], { cwd });
    const [fromPlan, fromBook] = await Promise.all(
      ["pool", "pool.ratebook.json"].map((path) =>
        planwright(["settle", path, "--experience", "paid.json", "--explain"], { cwd }),
      ),
    );
    expect(fromBook?.stdout).toBe(fromPlan?.stdout);
  });
});

// 24 months of 10 employees are 240; claims are 1,200 and 1,260, and their 10%.
describe("a projection", () => {
  it("is answered by year", async () => {
    const { stdout, status } = await settle(
      { projections: ["next_year"], inputs: { trend: "5%" } },
      "--format",
      "json",
    );
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      projections: [
        {
          arrangements: [
            {
              arrangement: "own",
              cost: "2946.00",
              years: [
                { from: "2015-01-01", to: "2015-12-31", cost: "1440.00" },
                { from: "2016-01-01", to: "2016-12-31", cost: "1506.00" },
              ],
            },
          ],
          errors: [],
        },
      ],
    });
  });

  it("says what it lacks", async () => {
    const { stdout, status } = await settle({ projections: ["next_year"] });
    expect(status).toBe(1);
    expect(stdout).toContain("trend is missing");
  });
});

describe("what cannot be settled is said in a sentence", () => {
  it.each([
    [{ ...paid, listed_over: undefined }, 1, "Nothing says above which amount every claim is listed"],
    [{ ...paid, listed_over: "150" }, 1, "Claims up to $150 are not listed"],
    [{ ...paid, months: [{ ...month, claims: "100" }] }, 1, "The claims listed for 2015-01 come to $200.51"],
    [{ ...paid, months: [{ ...month, claims: "-5" }] }, 1, "is below zero"],
    [{ ...paid, months: [{ ...month, claims: "1.005" }] }, 1, "has parts of a cent"],
    [{ ...paid, months: [{ ...month, claims: "lots" }] }, 1, "is not a number"],
    [{ ...paid, months: [{ ...month, month: "2015-13" }] }, 1, "is not a month"],
    [{ ...paid, months: [{ ...month, month: "2016-01" }] }, 1, "2016-01 is outside the program"],
    [{ ...paid, months: [{ month: "2015-01", claims: "300.50" }] }, 1, "employees of 2015-01 are missing"],
    [{ ...paid, months: [{ ...month, employee: 3 }] }, 1, "There is no column “employee”"],
    [{ ...paid, months: [{ ...month, member: "x" }] }, 1, "Some rows name a member and some do not."],
    [{ ...paid, months: [{ ...month, taxes: "5" }] }, 1, "does not say whose they are"],
    [{ ...paid, claims: [{ month: "2015-01", amount: "5" }] }, 1, "does not say its cause"],
    [{ ...paid, funding: "other" }, 1, "other is no funding of this program: pool"],
    [{ projections: ["last_year"] }, 1, "last_year is no projection of this program: next_year"],
    [{ ...paid, month: [] }, 2, "“month” is no key of an experience"],
    [{ ...paid, months: {} }, 2, "“months” is not a list"],
    [{ ...paid, months: [7] }, 2, "“months”, row 1 is a number, not an object"],
    [{ ...paid, months: [{ ...month, claims: [] }] }, 2, "“months”, row 1: “claims” is a list, not a text"],
    // JSON keeps 15 digits for certain: the cents of this figure are lost before anybody reads them.
    [{ ...paid, months: [{ ...month, claims: 1_000_000_000_000_000.5 }] }, 2, "JSON does not keep exactly"],
    [{ inputs: {} }, 2, "holds nothing to settle"],
    [[], 2, "holds no experience"],
    ["", 2, "is empty"],
    ["{", 2, "is not JSON"],
    ['{"months":[{"month":"2015-01","claims":0,"__proto__":"x"}]}', 1, "There is no column “__proto__”"],
    ['{"months":[{"month":"2015-01","employees":7,"claims":null}]}', 1, "The claims of 2015-01 are missing"],
    ['{"months":[{"month":"2015-01","employees":7,"claims":"0"}],"opening":{"zz":5}}', 1, "no reserve “zz”"],
  ] as const)("%j", async (experience, due, words) => {
    const { status, stdout, stderr } = await settle(experience);
    expect(`${stdout}${stderr}`.replaceAll(/\s+/g, " ")).toContain(words);
    expect(status).toBe(due);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

describe("the shipped experience", () => {
  it.each([
    // 11 months of Lodi: 19% of 71,263.90 is 13,540.14; the prefund is 21,000.
    ["lodi-1985", "city", { claims: "71263.90", paid: "34540.14", received: "1051.75" }],
    // The claim of 129,450.40 is over 100,000 by 29,450.40.
    ["scjpia-1990", "reinsurer", { claims: "0.00", paid: "29450.40", received: "22194.00" }],
  ])("of %s is settled", async (name, party, figures) => {
    const folder = `examples/${name}`;
    const { stdout, status } = await planwright(
      ["settle", folder, "--experience", `${folder}/experience.json`, "--format", "json"],
      { cwd: ROOT },
    );
    expect(status).toBe(0);
    const { settlement } = JSON.parse(stdout);
    expect(settlement.years[0].parties).toContainEqual(expect.objectContaining({ party, ...figures }));
  });
});

describe("the file on the reference page", () => {
  it("is an experience", async () => {
    const page = readFileSync(join(ROOT, "grammar/funding.md"), "utf8");
    const [fence] = fencesOf(page).filter(({ kind }) => kind === "json");
    const cwd = folderWith({ "paid.json": fence?.text ?? "" });
    const { stdout, stderr, status } = await planwright(
      ["settle", join(ROOT, "examples/scjpia-1990"), "--experience", "paid.json", "--format", "json"],
      { cwd },
    );
    expect(status, `${stdout}${stderr}`).toBe(0);
    expect(JSON.parse(stdout).settlement.months).toHaveLength(1);
  });
});
