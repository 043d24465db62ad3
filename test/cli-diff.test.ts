// `planwright diff` as users run it: a process, two folders, rate books and revisions of git.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { bundleWhenStale, folderWith, planwright, removeFolders } from "./support/cli.ts";
import { ROOT } from "./support/programs.ts";

// Processes start slowly where several run at once.
vi.setConfig({ testTimeout: 60_000 });

beforeAll(bundleWhenStale, 60_000);
afterAll(removeFolders);

const WESTERN = ["examples/western-life-1990/current", "examples/western-life-1990/renewal"];

const PLAN = `use "../common"

program small "Small | <b>program</b> @all" {
  effective  2015-01-01 to 2015-12-31
  currency   USD
  rounding   half up to cent
}

tiers {
  single  "Single"  covers employee
  family  "Family"  covers employee and 1 or more dependents
}

plan basic "Basic" for vision

rates for vision {
  per  enrollment per month

  plan by tier | single | family
  basic        |  $7.50 | $18.25
}
`;
const COMMON = `coverages {\n  vision  "Vision"\n}\n`;
const CHANGED = PLAN.replace("$7.50", "$8.10");

/** Two folders that use a third one. */
const two = (before = PLAN, after = CHANGED) =>
  folderWith({ "common/common.plan": COMMON, "old/program.plan": before, "new/program.plan": after });

describe("planwright diff", () => {
  it("writes a page that stands alone", async () => {
    const { stdout, stderr, status } = await planwright(["diff", ...WESTERN, "--format", "html"]);
    expect([stderr, status]).toEqual(["", 0]);
    expect(stdout).toMatch(/^<!doctype html>\n/);
    expect(stdout).toContain("default-src 'none'");
    expect(stdout).toContain("+15.51%");
    expect(stdout).not.toMatch(/https?:|<script/);
  });

  it("says what changed, before and after, and is done", async () => {
    const { stdout, stderr, status } = await planwright(["diff", ...WESTERN]);
    expect(status).toBe(0);
    expect(stderr).toBe("");
    expect(stdout).toMatch(/dearer +rate +\$143\.78 +→ +\$166\.08 +\+\$22\.30 +\+15\.51%/);
    expect(stdout).toMatch(/dearer +rate +\$228\.59 +→ +\$258\.71 +\+\$30\.12 +\+13\.18%/);
    expect(stdout).toMatch(/dearer +rate +\$0\.30 +→ +\$0\.34 +\+\$0\.04 +\+13\.33%/);
    expect(stdout).toMatch(/leaner +Prescriptions, Network provider, only when not card option/);
    expect(stdout).toContain("3 dearer, 4 leaner, 2 richer");
    expect(stdout).not.toContain("\u001b");
  });

  it("answers with the shape that other systems rely on", async () => {
    const { stdout, status } = await planwright(["diff", "old", "new", "--format", "json"], { cwd: two() });
    expect(status).toBe(0);
    // 0.60 / 7.50 = 8%.
    expect(JSON.parse(stdout)).toEqual({
      changes: [
        {
          id: expect.stringMatching(/^[0-9a-f]{16}$/),
          kind: "rate.increased",
          path: "rate/vision/basic/single",
          class: "dearer",
          breaking: false,
          subject: "Basic",
          what: "rate, Single",
          before: "7.5",
          beforeText: "$7.50",
          after: "8.1",
          afterText: "$8.10",
          delta: "0.6",
          deltaText: "+$0.60",
          percent: "8",
          file: "new/program.plan",
          line: 20,
        },
      ],
      summary: {
        leaner: 0,
        richer: 0,
        dearer: 1,
        cheaper: 0,
        neutral: 0,
        depends: 0,
        structural: 0,
        correction: 0,
        breaking: 0,
      },
    });
  });

  it("says that nothing changed, shortly", async () => {
    const cwd = two(PLAN, `// A remark.\n${PLAN}`);
    const text = await planwright(["diff", "old", "new"], { cwd });
    expect(text.stdout).toContain("No change in meaning.\n");
    const markdown = await planwright(["diff", "old", "new", "--format", "markdown"], { cwd });
    expect(markdown.stdout.trim().split("\n")).toHaveLength(2);
    expect(markdown.stdout).toContain("no change in meaning");
  });

  it("writes the comment of a pull request: a marker, a table, folds, and no markup of the plan's own", async () => {
    const after = CHANGED.replace("plan basic", 'input age_band  count  "<img> | [x](y) @all"\n\nplan basic');
    const { stdout } = await planwright(["diff", "old", "new", "--format", "markdown"], {
      cwd: two(PLAN, after),
    });
    const lines = stdout.split("\n");
    expect(lines[0]).toBe("<!-- planwright:diff small -->");
    expect(lines[1]).toBe("### Small \\| &lt;b&gt;program&lt;/b&gt; @&#8203;all");
    expect(stdout).toContain("| Basic | rate, Single | \\$7.50 | \\$8.10 | +\\$0.60 **+8.00%** | ▲ dearer |");
    expect(stdout).toContain("<details><summary>For downstream systems: 1 breaking</summary>");
    expect(stdout).not.toMatch(/<img|[^\\]\]\(y\)|@all/);
    expect(stdout.match(/<details>/g)?.length).toBe(stdout.match(/<\/details>/g)?.length);
  });

  it("sums up many rates by plan, and folds them", async () => {
    const rates = (rise: number) =>
      Array.from({ length: 14 }, (_, i) => {
        const ages = i === 0 ? "under 6" : i === 13 ? "66 and over" : `${i * 5 + 1} to ${i * 5 + 5}`;
        return `  ${ages} | $${100 + rise}.00`;
      }).join("\n");
    const table = (rise: number) =>
      PLAN.replace(
        /rates for vision[\s\S]*$/,
        `input age  age of employee\n\nrates for vision {\n  per  employee per month\n\n  age | rate\n${rates(rise)}\n}\n`,
      );
    const { stdout, stderr } = await planwright(["diff", "old", "new", "--format", "markdown"], {
      cwd: two(table(0), table(5)),
    });
    expect(stderr).toBe("");
    expect(stdout).toContain("| Vision | 14 | +5.00% to +5.00% | +5.00% | +\\$5 to +\\$5 |");
    expect(stdout).toContain("<summary>Rates: 14 cells</summary>");
  });

  it("compares a folder with a rate book", async () => {
    const cwd = two();
    await planwright(["build", "old", "--out", "old.ratebook.json"], { cwd });
    const { stdout, status } = await planwright(["diff", "old.ratebook.json", "new"], { cwd });
    expect(status).toBe(0);
    expect(stdout).toContain("+8.00%");
  });
});

describe("a side in git", () => {
  const repository = () => {
    const cwd = two(PLAN, PLAN);
    const git = (...args: string[]) => execFileSync("git", args, { cwd, stdio: "ignore" });
    git("init");
    git("add", ".");
    git("-c", "user.name=Test", "-c", "user.email=test@example.org", "commit", "-m", "First");
    writeFileSync(join(cwd, "new/program.plan"), CHANGED);
    return cwd;
  };

  it("is read as it was, with the folders that it uses", async () => {
    const cwd = repository();
    writeFileSync(join(cwd, "common/common.plan"), COMMON.replace('"Vision"', '"Sight"'));
    const { stdout, stderr, status } = await planwright(["diff", "git:HEAD:new", "new"], { cwd });
    expect(stderr).toBe("");
    expect(status).toBe(0);
    expect(stdout).toContain("+8.00%");
    expect(stdout).toMatch(/Vision +→ +Sight/);
  });

  it("may be named from a folder below", async () => {
    const cwd = repository();
    const { stdout } = await planwright(["diff", "git:HEAD:../new", "."], { cwd: join(cwd, "new") });
    expect(stdout).toContain("+8.00%");
  });

  it.each([
    ["git:HEAD:nowhere", "there was no nowhere in that revision"],
    ["git:no-such:new", "git knows no revision no-such"],
    ["git:--output=x:new", "git knows no revision --output=x"],
    ["git:HEAD", "is no `git:REV:PATH`"],
    ["git:HEAD:.git/config", "there was no .git/config in that revision"],
  ])("%s is refused: %s", async (side, message) => {
    const { stdout, stderr, status } = await planwright(["diff", side, "new"], { cwd: repository() });
    expect(status).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(message);
    expect(stderr).not.toContain("    at ");
  });
});

describe("what cannot be compared", () => {
  it("a side with errors: they are said, and the status is 1", async () => {
    const { stdout, stderr, status } = await planwright(["diff", "old", "new"], {
      cwd: two(PLAN, PLAN.replace("| $18.25", "| $18.25 | $3.00")),
    });
    expect(status).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toContain("new has errors, and is not compared.");
    expect(stderr).toMatch(/PW\d{4}/);
  });

  it.each([
    [["diff", "old"], "There is nothing to compare it with"],
    [["diff", "old", "nowhere"], "there is no such file or folder"],
    [["diff", "old", "new", "--format", "pdf"], "Allowed choices are text, markdown, json, html"],
    [["diff", "old", "edited.json"], "was changed after it was built"],
    [["diff", "older.json", "new"], "has the format planwright.ratebook/0"],
  ])("%j: %s", async (args, message) => {
    const cwd = two();
    await planwright(["build", "new", "--out", "book.json"], { cwd });
    const book = readFileSync(join(cwd, "book.json"), "utf8");
    writeFileSync(join(cwd, "edited.json"), book.replace("18.25", "19.25"));
    writeFileSync(join(cwd, "older.json"), book.replace("planwright.ratebook/1", "planwright.ratebook/0"));
    const { stdout, stderr, status } = await planwright(args, { cwd });
    expect(status).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(message);
    expect(stderr).not.toContain("    at ");
  });
});

describe("a policy", () => {
  /** The rates of 7.50 and 18.25 become 8.10, which is 8% more, and 18.00, which is 1.37% less. */
  const moved = CHANGED.replace("$18.25", "$18.00");
  const judgedBy = async (policy: unknown, format = "text") => {
    const cwd = two(PLAN, moved);
    writeFileSync(join(cwd, "policy.json"), typeof policy === "string" ? policy : JSON.stringify(policy));
    return planwright(["diff", "old", "new", "--policy", "policy.json", "--format", format], { cwd });
  };
  const idOf = async (kind: string): Promise<string> => {
    const { stdout } = await planwright(["diff", "old", "new", "--format", "json"], {
      cwd: two(PLAN, moved),
    });
    return JSON.parse(stdout).changes.find((change: { kind: string }) => change.kind === kind).id;
  };

  it("wants approval for what is dearer, and is content with it", async () => {
    const refused = await judgedBy({ approval: ["dearer"] });
    expect(refused.status).toBe(1);
    const id = await idOf("rate.increased");
    expect(refused.stdout).toContain(
      `error    ${id}  Basic, rate, Single, $7.50 → $8.10: dearer needs approval`,
    );
    expect(refused.stdout.match(/^error/gm)).toHaveLength(1);
    const approvals = [{ id, reason: "Board, item 7", by: "Benefits manager" }];
    const given = await judgedBy({ approval: ["dearer"], approvals });
    expect(given.status).toBe(0);
    expect(given.stdout).not.toMatch(/^error|^warning/m);
  });

  it("takes no approval that has ended, and reports one that nothing needs", async () => {
    const id = await idOf("rate.increased");
    const ended = { id, reason: "Board", by: "Benefits manager", expires: "2015-06-30" };
    const { stdout, status } = await judgedBy({ approval: ["dearer"], approvals: [ended] });
    expect(status).toBe(1);
    expect(stdout).toContain("the approval of Benefits manager ended on 2015-06-30");
    const unused = await judgedBy({
      approval: ["leaner"],
      approvals: [{ id, reason: "Board", by: "Manager" }],
    });
    expect(unused.status).toBe(0);
    expect(unused.stdout).toContain(`warning  ${id}  nothing here needs the approval of Manager (Board)`);
  });

  it.each([
    // Both ends are held: 8% is inside, and 25 / 1825 = 1.3698…% is more than 1.369%.
    ["8", "-2", 0],
    ["7.99", "-2", 1],
    ["8", "-1.37", 0],
    ["8", "-1.369", 1],
  ])("holds rates to a corridor up to %s%% and down to %s%%", async (most, least, status) => {
    const judged = await judgedBy({ corridor: { least, most } });
    expect(judged.status).toBe(status);
    expect(judged.stdout.includes("the corridor, which")).toBe(status === 1);
  });

  it("stands before the tables of a comment, and in the JSON", async () => {
    const { stdout } = await judgedBy({ approval: ["dearer"] }, "markdown");
    expect(stdout.indexOf("> [!CAUTION]")).toBeGreaterThan(0);
    expect(stdout.indexOf("> [!CAUTION]")).toBeLessThan(stdout.indexOf("| What |"));
    const json = await judgedBy({ approval: ["dearer"] }, "json");
    expect(JSON.parse(json.stdout).findings).toMatchObject([{ kind: "needs_approval", severity: "error" }]);
  });

  it.each([
    ["{", "is no whole JSON"],
    ["[]", "is no policy"],
    [{ approve: ["leaner"] }, "is no policy"],
    [{ corridor: { least: "9", most: "8" } }, "the corridor begins at 9% and ends at 8%"],
    [{ approvals: [{ id: "x", reason: "r", by: "b" }] }, "at approvals/0/id"],
    [{ approvals: [{ id: "0123456789abcdef", reason: " ", by: "b" }] }, "at approvals/0/reason"],
  ])("%j is refused: %s", async (policy, message) => {
    const { stderr, status } = await judgedBy(policy);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain("    at ");
  });
});

describe("planwright diff, what it means for people", () => {
  const WEST = ["diff", ...WESTERN];

  it("says what members pay, and what it cannot say", async () => {
    const { stdout, status } = await planwright(WEST);
    expect(status).toBe(0);
    expect(stdout).toContain(
      "What members pay in a year, in the network of the plan; the premium comes on top",
    );
    expect(stdout).toMatch(/Not said\n(.*\n)*.*office_copay is missing/);
  });

  it("takes what is given of people", async () => {
    const { stdout } = await planwright([
      ...WEST,
      "--given",
      "office_copay=3",
      "card_option=yes",
      "--format",
      "json",
    ]);
    const { people } = JSON.parse(stdout);
    const office = people.members.find(({ scenario }: { scenario: string }) =>
      scenario.startsWith("An office visit is"),
    );
    // Three visits, at the renewal's copay of $10 for the city's $3.
    expect(office).toMatchObject({ before: "9", after: "30", delta: "21" });
    const wrong = await planwright([...WEST, "--given", "office_copay"]);
    expect(wrong.status).toBe(2);
    expect(wrong.stderr).toContain("office_copay says nothing of a person");
  });

  it("rates a census and pays claims in both programs", async () => {
    const cwd = folderWith({
      "old/program.plan": PLAN.replace('use "../common"\n', COMMON),
      "new/program.plan": CHANGED.replace('use "../common"\n', COMMON),
      "census.csv": "id,plan,tier\n1,basic,single\n2,basic,family\n3,basic,nobody\n",
    });
    const text = await planwright(["diff", "old", "new", "--census", "census.csv"], { cwd });
    // 7.50 + 18.25 = 25.75; 8.10 + 18.25 = 26.35: +0.60, 2.33%.
    expect(text.stdout).toMatch(/Premiums of 2 of 3 rows of the census, a month/);
    expect(text.stdout).toMatch(/All +2 +\$25\.75 +→ +\$26\.35 +\+\$0\.60 +\+2\.33%/);
    expect(text.stdout).toMatch(/Tier: Single +1 +\$7\.50 +→ +\$8\.10/);
    expect(text.stdout).not.toContain("Tier: Family");
    expect(text.stdout).toContain("3 is not rated in both. Before:");
    const markdown = await planwright(
      ["diff", "old", "new", "--census", "census.csv", "--format", "markdown"],
      { cwd },
    );
    expect(markdown.stdout).toContain(
      "**Premiums of 2 of 3 rows of the census, a month.** Premium \\$25.75 → \\$26.35, **+\\$0.60** +2.33%.",
    );
    const none = await planwright(["diff", "old", "new", "--census", "nowhere.csv"], { cwd });
    expect([none.status, none.stderr.includes("nowhere.csv cannot be read")]).toEqual([2, true]);
  });
});

describe("a rate book of an older format", () => {
  const OLDER = join(ROOT, "test/fixtures/older.ratebook.json");

  it.each([[["diff", OLDER, "examples/sdrma-2015"]], [["diff", "examples/sdrma-2015", OLDER]]])(
    "is not compared, and never read as if it were of this one: %j",
    async (args) => {
      const { stdout, stderr, status } = await planwright(args);
      expect([stdout, status]).toEqual(["", 2]);
      expect(stderr).toContain(
        "has the format planwright.ratebook/0, and this version reads planwright.ratebook/1",
      );
      expect(stderr).toContain("Build it again from its plan");
    },
  );
});
