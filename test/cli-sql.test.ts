// `planwright build --target sql`: what is written and what is refused. `npm run test:sql` asks databases.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundleWhenStale, folderWith, planwright, removeFolders } from "./support/cli.ts";

beforeAll(bundleWhenStale);
afterAll(removeFolders);

const program = (rate: string) => `program small "Small" {
  effective  2026-01-01 to 2026-12-31
  currency   USD
  rounding   half up to cent
}
input county  choice of Marin, Napa
coverages {
  dental  "Dental"
}
rates for dental {
  per    employee per month
  county | rate
  Marin  | ${rate}
  Napa   | $20
}
`;

const target = (...more: readonly string[]) => ["--target", "sql", ...more];

describe("build --target sql", () => {
  it("writes a script for the dialect, with the table and the columns that are named", async () => {
    const folder = folderWith({ "program.plan": program("$10.50") });
    const out = join(folder, "small.sql");
    const args = target(
      "--dialect",
      "postgres",
      "--census",
      "hr.staff",
      "--columns",
      "id,dental",
      "--out",
      out,
    );
    const { status, stderr } = await planwright(["build", folder, ...args]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const sql = readFileSync(out, "utf8");
    expect(sql).toContain('FROM "hr"."staff"');
    expect(sql).toContain('CREATE VIEW "planwright_lines" AS');
    expect(sql).toContain('"dental"');
    // The census has no county, so nothing reads it.
    expect(sql).not.toContain('"county"');
  });

  const REFUSED: readonly (readonly [string, readonly string[], string])[] = [
    ["a target without its dialect", target(), "`--target sql` needs its dialect"],
    [
      "a day beyond the program",
      target("--dialect", "duckdb", "--as-of", "2027-01-01"),
      "2027-01-01 is no day of the program",
    ],
    ["a day that is none", target("--dialect", "duckdb", "--as-of", "soon"), "soon is no day of the program"],
    [
      "a misspelt column, which would be empty for everyone",
      target("--dialect", "duckdb", "--columns", "id,dental,conty"),
      "the program has no column `conty`\n→ Did you mean `county`?",
    ],
    [
      "a name that PostgreSQL would cut",
      target("--dialect", "postgres", "--census", "x".repeat(64)),
      "longer than the 63 bytes",
    ],
  ];
  it.each(REFUSED)("refuses %s", async (_what, args, message) => {
    const folder = folderWith({ "program.plan": program("$10.50") });
    const { status, stderr } = await planwright(["build", folder, ...args, "--out", join(folder, "x.sql")]);
    expect(stderr).toContain(message);
    expect(status).not.toBe(0);
  });

  it("refuses by name what SQL cannot say", async () => {
    const folder = folderWith({ "program.plan": program("$10.50001234567891234567") });
    const { status, stderr } = await planwright([
      "build",
      folder,
      ...target("--dialect", "duckdb"),
      "--out",
      join(folder, "x.sql"),
    ]);
    expect(stderr).toContain("This program cannot be said in SQL: dental: a figure with too many digits");
    expect(status).not.toBe(0);
  });
});
