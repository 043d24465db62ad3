// `planwright page` as users run it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { bundleWhenStale, folderWith, planwright, removeFolders } from "./support/cli.ts";

vi.setConfig({ testTimeout: 60_000 });

beforeAll(bundleWhenStale, 60_000);
afterAll(removeFolders);

const LODI = "examples/lodi-1985";

describe("planwright page", () => {
  it("writes a page that stands alone, and says how large it is", async () => {
    const folder = folderWith({});
    const out = join(folder, "lodi.html");
    const { stdout, stderr, status } = await planwright(["page", LODI, "--out", out]);
    expect([stderr, status]).toEqual(["", 0]);
    expect(stdout).toMatch(/^Wrote .*lodi\.html: 1 plan, 2 tables of rates, \d+ KB\.\n$/);
    const page = readFileSync(out, "utf8");
    expect(page).toMatch(/^<!doctype html>\n/);
    expect(page).toContain("<title>City of Lodi, self-funded dental care</title>");
    expect(page).toContain("you pay 15%");
    expect(page).not.toContain("data-at");
  });

  it("takes a rate book as well, and says the same of it", async () => {
    const folder = folderWith({});
    const book = join(folder, "lodi.ratebook.json");
    await planwright(["build", LODI, "--out", book]);
    const ofBook = await planwright(["page", book, "--out", "-"]);
    const ofPlan = await planwright(["page", LODI, "--out", "-"]);
    expect(ofBook.status).toBe(0);
    expect(ofBook.stdout).toBe(ofPlan.stdout);
  });

  it("draws the service that is asked for, and refuses one that is none", async () => {
    const drawn = await planwright(["page", LODI, "--out", "-", "--service", "crowns"]);
    expect(drawn.stdout).toContain("What a member pays against the charge: Crowns");
    const { stderr, status } = await planwright(["page", LODI, "--out", "-", "--service", "crown"]);
    expect(status).toBe(2);
    expect(stderr).toContain("crown is no service of this program");
    expect(stderr).toContain("Did you mean crowns?");
  });

  it("writes nothing of a program with errors, but what is wrong in it", async () => {
    const folder = folderWith({ "program.plan": 'program a "A" {\n  effective yesterday\n}\n' });
    const out = join(folder, "a.html");
    const { stdout, stderr, status } = await planwright(["page", folder, "--out", out]);
    expect(status).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toContain("program.plan");
    expect(() => readFileSync(out)).toThrow();
  });

  it("says where it cannot write", async () => {
    const { stderr, status } = await planwright(["page", LODI, "--out", "/nowhere/at/all.html"]);
    expect(status).toBe(2);
    expect(stderr).toContain("/nowhere/at/all.html cannot be written");
  });
});
