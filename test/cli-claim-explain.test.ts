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
