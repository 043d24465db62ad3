// `planwright diff` where git calls it, set up by the lines of its README, in a repository of its own.
import { execFileSync } from "node:child_process";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { BUNDLE, bundleWhenStale, folderWith, planwright, removeFolders } from "./support/cli.ts";
import { ROOT } from "./support/programs.ts";

vi.setConfig({ testTimeout: 120_000 });

const PLAN = `program small "Small program" {
  effective  2015-01-01 to 2015-12-31
  currency   USD
  rounding   half up to cent
}

coverages {
  vision  "Vision"
}

rates for vision {
  per   employee per month
  rate  $7.50
}
`;

const README = readFileSync(join(ROOT, "packages/diff/README.md"), "utf8");
/** The lines that set a repository up. */
const SETUP = /## With git[\s\S]*?```sh\n([\s\S]*?)```/.exec(README)?.[1] ?? "";

let cwd = "";
let env: NodeJS.ProcessEnv = {};

const git = (...args: readonly string[]): string =>
  execFileSync("git", args, { cwd, env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

async function commit(subject: string, rate: string, date: string): Promise<void> {
  writeFileSync(join(cwd, "plans/program.plan"), PLAN.replace("$7.50", rate));
  await planwright(["build", "plans", "--out", "plans/small.ratebook.json"], { cwd });
  git("add", ".");
  execFileSync("git", ["commit", "-q", "-m", subject], {
    cwd,
    env: { ...env, GIT_AUTHOR_DATE: `${date}T12:00:00Z`, GIT_COMMITTER_DATE: `${date}T12:00:00Z` },
  });
}

beforeAll(async () => {
  bundleWhenStale();
  cwd = folderWith({
    "plans/program.plan": PLAN,
    "bin/planwright": `#!/bin/sh\nexec "${process.execPath}" "${BUNDLE}" "$@"\n`,
  });
  chmodSync(join(cwd, "bin/planwright"), 0o755);
  env = {
    ...process.env,
    PATH: `${join(cwd, "bin")}${delimiter}${process.env.PATH ?? ""}`,
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_SYSTEM: "/dev/null",
    GIT_AUTHOR_NAME: "Test",
    GIT_AUTHOR_EMAIL: "test@example.org",
    GIT_COMMITTER_NAME: "Test",
    GIT_COMMITTER_EMAIL: "test@example.org",
    NO_COLOR: "1",
  };
  git("init", "-q", "-b", "main");
  execFileSync("sh", ["-e", "-c", SETUP], { cwd, env });
  await commit("The first plan", "$7.50", "2015-01-05");
  git("tag", "v1");
  await commit("A remark", "$7.50  // As before.", "2015-01-06");
  await commit("Vision costs more", "$8.10", "2015-02-01");
  await commit("A slip", "$8.10 per what", "2015-02-02");
  await commit("The slip is mended", "$8.40", "2015-02-03");
}, 120_000);
afterAll(removeFolders);

describe("a rate book in git", () => {
  it("is shown by facts, one a line, where git compares texts", () => {
    const shown = git("diff", "v1", "HEAD", "--", "plans/small.ratebook.json");
    expect(shown.split("\n").filter((line) => /^[-+][^-+]/.test(line))).toEqual([
      "-rates/vision/rows/all/rate: 7.5",
      "+rates/vision/rows/all/rate: 8.4",
    ]);
  });

  it("is compared by meaning as a difftool", () => {
    const shown = git("difftool", "-t", "ratebook", "-y", "v1", "HEAD", "--", "plans/small.ratebook.json");
    // 0.90 / 7.50 = 12%.
    expect(shown).toMatch(/dearer +rate +\$7\.50 +→ +\$8\.40 +\+\$0\.90 +\+12\.00%/);
  });

  it("and a plan with the program that it belongs to", () => {
    writeFileSync(join(cwd, "plans/program.plan"), PLAN.replace("$7.50", "$9.24"));
    // 0.84 / 8.40 = 10%.
    const shown = git("difftool", "-t", "program", "-y", "--", "plans/program.plan");
    expect(shown).toMatch(/\$8\.40 +→ +\$9\.24 +\+\$0\.84 +\+10\.00%/);
    // 1.74 / 7.50 = 23.2%.
    expect(git("plan-diff", "v1", "plans")).toMatch(/\$7\.50 +→ +\$9\.24 +\+\$1\.74 +\+23\.20%/);
    git("checkout", "-q", "plans/program.plan");
  });
});

describe("planwright diff --changelog", () => {
  it("lists what changed when, the newest first, and what could not be compared", async () => {
    const { stdout, status } = await planwright(
      ["diff", "--changelog", "v1..HEAD", "plans", "--format", "json"],
      { cwd },
    );
    expect(status).toBe(0);
    const { changelog } = JSON.parse(stdout);
    const told = changelog.map(({ date, subject, changes, remark }: Record<string, unknown>) => [
      date,
      subject,
      Array.isArray(changes) ? changes.map(({ before, after }) => `${before} → ${after}`).join() : remark,
    ]);
    expect(told).toEqual([
      ["2015-02-03", "The slip is mended", "The program is whole again; what changed meanwhile is not told."],
      ["2015-02-02", "A slip", "The program has errors since, and is not compared."],
      ["2015-02-01", "Vision costs more", "7.5 → 8.1"],
    ]);
  });

  it("is a text, and a page", async () => {
    const text = await planwright(["diff", "--changelog", "v1..HEAD~2", "plans"], { cwd });
    expect(text.stdout).toMatch(
      /^2015-02-01 {2}Vision costs more {2}[0-9a-f]{10}\nVision\n {2}dearer +rate +\$7\.50 +→ +\$8\.10/,
    );
    const page = await planwright(["diff", "--changelog", "v1..HEAD~2", "plans", "--format", "markdown"], {
      cwd,
    });
    expect(page.stdout).toMatch(/^# Changes of plans\n\n## 2015-02-01 Vision costs more/);
    const none = await planwright(["diff", "--changelog", "v1..v1", "plans"], { cwd });
    expect(none.stdout).toBe("No change in meaning.\n");
  });

  it("begins where the program does", async () => {
    git("checkout", "-q", "--orphan", "empty");
    git("rm", "-rqf", "--cached", ".");
    git("commit", "-q", "--allow-empty", "-m", "Nothing");
    git("checkout", "-qf", "main");
    const { stdout } = await planwright(["diff", "--changelog", "empty..v1", "plans"], { cwd });
    expect(stdout).toContain("The first plan");
    expect(stdout).toContain("The program begins.");
  });

  it.each([
    [["--changelog", "v1", "plans"], "v1 is no `REV..REV`"],
    [["--changelog", "no-such..HEAD", "plans"], "git knows no revision no-such"],
    [["--changelog", "v1..HEAD", "plans", "plans"], "--changelog is about one side, and two are named"],
    [["--textconv", "plans", "plans"], "--textconv is about one side, and two are named"],
    [["plans"], "There is nothing to compare it with"],
  ])("refuses %j", async (args, message) => {
    const { status, stderr } = await planwright(["diff", ...args], { cwd });
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
});
