// `planwright renew` as users run it: rate actions as a table, as JSON, and as a plan; and files that are no experience.
import { join } from "node:path";
import type { RenewalAnswer } from "@planwright/evaluator";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { bundleWhenStale, folderWith, planwright, removeFolders } from "./support/cli.ts";

// Processes start slowly where several run at once.
vi.setConfig({ testTimeout: 60_000 });

beforeAll(bundleWhenStale, 60_000);
afterAll(removeFolders);

const ASCIP = ["renew", "examples/ascip-2021", "--experience", "examples/ascip-2021/experience.json"];

const PLAN = `program small "Small program" {
  effective  2015-01-01 to 2015-12-31
  currency   USD
  rounding   half up to cent
  source     brochure "Rates of 2015"
}

coverages {
  vision  "Vision"
}

tiers {
  single  "Single"  covers employee
  family  "Family"  covers employee and 1 or more dependents
}

plan basic "Basic" for vision {
}

input trend  percent from -50% to 50%

rates for vision [page 3] {
  per  enrollment per month

  plan by tier | single | family
  basic        |  $7.50 | $18.25
}

renewal yearly "Yearly renewal" for vision {
  change     trend
  new rates  half up to cent
}
`;

const EXPERIENCE = {
  effective: { from: "2016-01-01", to: "2016-12-31" },
  inputs: { trend: "6%" },
  lines: [{ coverage: "vision" }],
};

const folder = () => folderWith({ "program.plan": PLAN });

/** Runs `renew` on the small program with an experience from standard input. */
const renewed = async (experience: unknown, ...options: string[]) => {
  const input = typeof experience === "string" ? experience : JSON.stringify(experience);
  return planwright(["renew", ".", "--experience", "-", ...options], { cwd: folder(), input });
};

describe("planwright renew", () => {
  it("answers with a line for each coverage and its new rates", async () => {
    const { status, stdout, stderr } = await renewed(EXPERIENCE);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    // 7.50 x 1.06 = 7.95, 18.25 x 1.06 = 19.345
    expect(stdout).toBe(`Small program, new rates 2016-01-01 to 2016-12-31

Vision  change 6%
  plan   tier    before   after    change
  basic  single   $7.50   $7.95       +6%
  basic  family  $18.25  $19.35  +6.0274%
  per enrollment per month
`);
  });

  it("shows the corridor, and a first rate, and where each figure comes from", async () => {
    const { stdout } = await planwright(ASCIP);
    expect(stdout).toContain(
      "Seaside: Medical PPO, Anthem Blue Cross  change 6.5%, computed 9%, corridor 2% to 6.5%",
    );
    expect(stdout).toContain("Hillside: Medical PPO, Blue Shield  first rate $840.00");
    const explained = await planwright([...ASCIP, "--explain"]);
    expect(explained.stdout).toMatch(
      /held to the most of its corridor, 2% to 6\.5% +6\.5% {2}renewal\.plan:\d+/,
    );
    expect(explained.stdout).toMatch(
      /own_trend: Trend of the district's own claims +-12% {2}renewal\.plan:\d+/,
    );
  });

  it("answers JSON in the shape that other systems read", async () => {
    const { stdout } = await renewed(EXPERIENCE, "--format", "json", "--explain");
    const answer: RenewalAnswer = JSON.parse(stdout);
    expect(answer).toMatchObject({
      effective: { from: "2016-01-01", to: "2016-12-31" },
      errors: [],
      lines: [
        {
          coverage: "vision",
          renewal: "yearly",
          before_corridor: "6",
          corridor: null,
          change: "6",
          first_rate: null,
          rates: [
            {
              keys: { plan: "basic", tier: "single" },
              per: "enrollment per month",
              before: "7.50",
              after: "7.95",
            },
            { keys: { plan: "basic", tier: "family" }, before: "18.25", after: "19.35", change: "6.0274" },
          ],
          errors: [],
        },
      ],
    });
    expect(answer.lines[0]?.trace.map(({ source }) => source)).toEqual([
      "program.plan:20",
      "program.plan:30",
      "program.plan:26",
      "program.plan:26",
    ]);
  });

  it("writes the new table as a plan that checks in the program of the next year", async () => {
    const { status, stdout } = await renewed(EXPERIENCE, "--format", "plan");
    expect(status).toBe(0);
    expect(stdout).toBe(`// New rates of Small program, 2016-01-01 to 2016-12-31, made by planwright renew.

rates for vision effective 2016-01-01 to 2016-12-31 {
  per  enrollment per month

  plan by tier |   single |   family
  basic        |    $7.95 |   $19.35
}
`);
    const old = PLAN.slice(PLAN.indexOf("rates for vision"), PLAN.indexOf("renewal yearly"));
    const next = PLAN.replace(old, "").replace("2015-01-01 to 2015-12-31", "2016-01-01 to 2016-12-31");
    const cwd = folderWith({ "program.plan": next, "rates.plan": stdout });
    expect(await planwright(["check", "."], { cwd })).toMatchObject({ status: 0 });
    expect(await planwright(["fmt", ".", "--check"], { cwd })).toMatchObject({
      stdout: expect.not.stringContaining("rates.plan"),
    });
  });

  it("renews a program that runs on into days without rates, which the new table fills", async () => {
    const running = PLAN.replace("2015-12-31", "2016-12-31").replace(
      "rates for vision [page 3] {",
      "rates for vision effective 2015-01-01 to 2015-12-31 [page 3] {",
    );
    const cwd = folderWith({ "program.plan": running, "e.json": JSON.stringify(EXPERIENCE) });
    const before = await planwright(["check", "."], { cwd });
    expect(before).toMatchObject({ status: 1, stdout: expect.stringContaining("PW2102") });
    const renew = ["renew", ".", "--experience", "e.json", "--format", "plan"];
    expect(await planwright([...renew, "--out", "rates-2016.plan"], { cwd })).toMatchObject({ status: 0 });
    expect(await planwright(["check", "."], { cwd })).toMatchObject({ status: 0 });
  });

  it("says from which day rates are missing where no day is said", async () => {
    const running = PLAN.replace("2015-12-31", "2016-12-31").replace(
      "rates for vision [page 3] {",
      "rates for vision effective 2015-01-01 to 2015-12-31 [page 3] {",
    );
    const { effective: _, ...undated } = EXPERIENCE;
    const cwd = folderWith({ "program.plan": running, "e.json": JSON.stringify(undated) });
    const { stdout, status } = await planwright(["renew", ".", "--experience", "e.json"], { cwd });
    expect(status).toBe(1);
    expect(stdout.replaceAll(/\s+/g, " ")).toContain(
      "vision has no rates on 2016-12-31, the day before 2017-01-01: nothing can change. Its rates are through 2015-12-31: `effective` says from which day new ones are, such as 2016-01-01.",
    );
  });

  it("is refused all the same where anything else is wrong", async () => {
    const cwd = folderWith({
      "program.plan": PLAN.replace("2015-12-31", "2016-12-31").replace(
        "rates for vision [page 3] {",
        "rates for visions effective 2015-01-01 to 2015-12-31 [page 3] {",
      ),
      "e.json": JSON.stringify(EXPERIENCE),
    });
    const { stderr, status } = await planwright(["renew", ".", "--experience", "e.json"], { cwd });
    expect(status).toBe(1);
    expect(stderr).toContain("PW1001");
  });

  it("refuses two lines about the same", async () => {
    const lines = [
      { id: "7", coverage: "vision" },
      { id: "7", coverage: "vision" },
    ];
    const { stdout, status } = await renewed({ ...EXPERIENCE, lines });
    expect(status).toBe(1);
    expect(stdout).toContain("Two lines are about vision of “7”");
  });

  it("takes a rate book as well", async () => {
    const cwd = folder();
    await planwright(["build", ".", "--out", "small.ratebook.json"], { cwd });
    const ran = await planwright(["renew", "small.ratebook.json", "--experience", "-", "--format", "plan"], {
      cwd,
      input: JSON.stringify(EXPERIENCE),
    });
    expect(ran.stdout).toContain("basic        |    $7.95 |   $19.35");
  });

  it("writes to a file", async () => {
    const cwd = folder();
    const ran = await planwright(["renew", ".", "--experience", "-", "--out", "new.txt"], {
      cwd,
      input: JSON.stringify(EXPERIENCE),
    });
    expect(ran).toMatchObject({ status: 0, stdout: "" });
    expect(await planwright(["renew", ".", "--experience", join(cwd, "new.txt")], { cwd })).toMatchObject({
      status: 2,
    });
  });

  it("does not write half a table", async () => {
    const { status, stdout, stderr } = await renewed(
      { ...EXPERIENCE, lines: [{ coverage: "vision" }, { coverage: "dental" }] },
      "--format",
      "plan",
    );
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toContain("“dental” is not a coverage of this program.");
    expect(stderr).toContain("No table was written.");
  });

  it("answers what it can, and fails for the rest", async () => {
    const { status, stdout, stderr } = await renewed({
      ...EXPERIENCE,
      lines: [{ coverage: "vision" }, { coverage: "dental" }],
    });
    expect(status).toBe(1);
    expect(stdout).toContain("change 6%");
    expect(stderr).toBe("1 of 2 lines was not renewed.\n");
  });

  it("says so where a program has no renewal", async () => {
    const cwd = folderWith({ "program.plan": PLAN.slice(0, PLAN.indexOf("renewal yearly")) });
    const ran = await planwright(["renew", ".", "--experience", "-"], {
      cwd,
      input: JSON.stringify(EXPERIENCE),
    });
    expect(ran.status).toBe(1);
    expect(ran.stdout).toContain("Small program does not say how rates are renewed: it has no `renewal`.");
    expect(ran.stderr).toBe("Nothing was renewed.\n");
  });
});

describe("what is no experience is refused in a sentence", () => {
  const deep = (levels: number): string => "[".repeat(levels) + "]".repeat(levels);
  const line = { coverage: "vision" };

  it.each<[string, unknown, string]>([
    ["nothing at all", "", "standard input is empty"],
    ["no JSON", "{ lines", "standard input is not JSON"],
    ["JSON that stops", '{ "lines": [', "standard input is not JSON"],
    ["a list", "[]", "standard input is no experience: it holds a list."],
    ["a number", "7", "standard input is no experience: it holds a number."],
    ["null", "null", "standard input is no experience: it holds nothing."],
    ["no lines", {}, "its `lines` are nothing, not a list."],
    ["lines that are a text", { lines: "vision" }, "its `lines` are a text, not a list."],
    ["a line that is a text", { lines: ["vision"] }, "line 1 is a text, not a line of coverage."],
    ["a line without a coverage", { lines: [{}] }, "line 1 does not say its `coverage`."],
    ["a coverage that is a list", { lines: [{ coverage: [] }] }, "line 1: `coverage` is a list, not a text."],
    [
      "another field",
      { lines: [line], effctive: {} },
      "“effctive” is no field of an experience. Did you mean effective?",
    ],
    ["another field of a line", { lines: [{ ...line, tier: "a" }] }, "“tier” is no field of line 1."],
    [
      "effective as a text",
      { effective: "2016", lines: [line] },
      "`effective` is a text, not a first and a last day.",
    ],
    [
      "inputs as a list",
      { inputs: [], lines: [line] },
      "the `inputs` of the experience are a list, not an object.",
    ],
    [
      "an input that is a list",
      { inputs: { trend: [1] }, lines: [line] },
      "“trend” of the experience is a list, not a text.",
    ],
    [
      "a number that has lost digits",
      '{ "inputs": { "trend": 1e300 }, "lines": [] }',
      "“trend” of the experience 1e+300 is a number that JSON does not keep exactly. Write it as a text",
    ],
    [
      "a first year that is a text",
      { lines: [{ ...line, first_year: "yes" }] },
      "line 1: `first_year` is a text, not true or false.",
    ],
    [
      "an endless text",
      { lines: [{ coverage: "x".repeat(2_000) }] },
      "line 1: `coverage` is longer than 1000 characters.",
    ],
    [
      "a character that nobody sees",
      { lines: [{ coverage: "a\u0007" }] },
      "holds a character that cannot be printed.",
    ],
    ["too many lines", { lines: new Array(10_001).fill(line) }, "it has more than 10,000 lines."],
    ["a thousand brackets", deep(1_000), "it holds a list."],
  ])("%s", async (_what, experience, message) => {
    const { status, stdout, stderr } = await renewed(experience);
    expect(status).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it.each<[string, unknown]>([
    [
      "names that objects have",
      { lines: [{ coverage: "constructor", inputs: { __proto__: "1", toString: "2" } }] },
    ],
    ["a day that is none", { effective: { from: "soon" }, lines: [line] }],
    ["months that are none", { lines: [{ ...line, inputs: { trend: { constructor: "1" } } }] }],
    ["a trend that is a name", { lines: [{ ...line, inputs: { trend: "high" } }] }],
  ])("%s are reported, and nothing breaks", async (_what, experience) => {
    const { status, stderr } = await renewed(experience);
    expect(status).toBe(1);
    expect(stderr).not.toMatch(/itself failed|\n\s+at /);
  });

  it("a file that is not there", async () => {
    const ran = await planwright(["renew", ".", "--experience", "nowhere.json"], { cwd: folder() });
    expect(ran).toMatchObject({
      status: 2,
      stderr: "nowhere.json cannot be read: there is no such file or folder\n",
    });
  });
});
