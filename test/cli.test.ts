// The command line, run as a process: exit statuses, shapes of answers, files and pipes.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { LAYOUT } from "@planwright/semantics";
import { format, parse } from "@planwright/syntax";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { BUNDLE, bundleWhenStale, faultsOf, folderWith, planwright, removeFolders } from "./support/cli.ts";
import { expectGolden } from "./support/golden.ts";
import { ROOT } from "./support/programs.ts";
import { wrongShape } from "./support/shapes.ts";

// Processes start slowly where several run at once.
vi.setConfig({ testTimeout: 30_000 });

beforeAll(bundleWhenStale, 60_000);
afterAll(removeFolders);

/** In the standard layout, whatever that is: it is not tested here. */
function tidy(text: string): string {
  const result = format(parse("program.plan", text), LAYOUT);
  if (!result.ok) throw new Error(result.reason);
  return result.text;
}

const PLAN = tidy(`program small "Small program" {
  effective   2015-01-01 to 2015-12-31
  currency    USD
  rounding    half up to cent
}

coverages {
  medical     "Medical"
}

input age  age "Age of the employee"

rates for medical {
  per  enrollment per month

  age          |     rate
  under 50     |  $500.00
  50 and over  |  $600.00
}
`);
const WRONG = PLAN.replace("50 and over", "over 50    ");
const UNTIDY = PLAN.replace(/currency +USD/, "currency USD");
const EXAMPLE = `${PLAN}
example "Forty" {
  given   age 40
  given   medical yes
  expect  premium of medical $500.00
}
`;
const CENSUS = "id,age,medical\n1,40,yes\n2,50,yes\n";
const SDRMA = ["examples/sdrma-2015"];
/** A plan that pays four fifths of a visit, and a household with a claim. */
const PAYING = `program paying "Paying" {
  effective  2015-01-01 to 2015-12-31
  currency   USD
  rounding   half up to cent
}

coverages {
  medical  "Medical"
}

services for medical {
  visit_care  "Visit"
}

plan basic "Basic" for medical {
  allowed charge  in full

  benefits {
    service    | pays
    visit_care | plan pays 80%
  }
}
`;
const HOUSEHOLD = JSON.stringify({
  plan: "basic",
  household: { members: ["a"] },
  lines: [{ date: "2015-03-02", member: "a", service: "visit_care", charge: "100.00" }],
});
/** Who is insured: everybody from the first of the month after hire, in a group of two at least. */
const INSURING = `${PLAN}
input hire  date

eligibility for medical {
  insures  employee
  begins   first of month after hire
  ends     never
}

participation {
  require  eligible employees 2 and over
}
`;
const FUNDED = `program funded "Funded" {
  effective  2015-01-01 to 2015-12-31
  currency   USD
  rounding   half up to cent
}

funding pool "Pool" {
  parties         city, pool
  one claim is    one cause
  odd cent to     pool

  each claim {
    layer by party | city | pool
    up to $100     | 100% |   0%
    over $100      |  50% |  50%
  }
}
`;
const PAID = '{ "listed_over": "100", "months": [ { "month": "2015-01", "claims": "90.00" } ] }';
const SDRMA_CENSUS = "examples/sdrma-2015/census.csv";

/** A folder with a plan, plans that are wrong in some way, and people. */
const files = {
  "good/program.plan": PLAN,
  "wrong/program.plan": WRONG,
  "untidy/program.plan": UNTIDY,
  "braces/program.plan": `${PLAN}}\n`,
  "example/program.plan": EXAMPLE,
  "failing/program.plan": EXAMPLE.replace("$500.00\n}\n", "$500.01\n}\n"),
  "empty/notes.txt": "no plan",
  "paying/program.plan": PAYING,
  "household.json": HOUSEHOLD,
  "unpaid.json": HOUSEHOLD.replace("visit_care", "massage"),
  "insuring/program.plan": INSURING,
  "staff.csv": "id,hire\n1,2015-03-02\n2,2015-03-31\n",
  "one.csv": "id,hire\n1,2015-03-02\n",
  "undated.csv": "id,hire\n1,2015-03-02\n2,\n",
  "renewing/program.plan": `${PLAN}
input trend  percent

renewal yearly for medical {
  change     trend
  new rates  half up to cent
}
`,
  "happened.json": '{ "lines": [ { "coverage": "medical", "inputs": { "trend": "5%" } } ] }',
  "funded/program.plan": FUNDED,
  "paid.json": PAID,
  "unlisted.json": PAID.replace('"listed_over": "100", ', ""),
  "slip.json": PAID.replace('"months"', '"month"'),
  "people.csv": CENSUS,
  "unrated.csv": "id,age,medical\n1,40,yes\n2,old,yes\n",
};

describe("the exit status is", () => {
  const STATUSES: readonly (readonly [status: 0 | 1 | 2, args: string])[] = [
    [0, "--version"],
    [0, "--help"],
    [0, "help rate"],
    [0, "rate --help"],
    [0, "init new"],
    [0, "check good"],
    [0, "check good/program.plan example"],
    [1, "check wrong"],
    [1, "check good wrong"],
    [0, "fmt good"],
    [0, "fmt --check good"],
    [0, "fmt untidy"],
    [1, "fmt --check untidy"],
    [1, "fmt braces"],
    [0, "build good"],
    [1, "build wrong"],
    [0, "schema"],
    [0, "lsp --help"],
    [1, "lsp --stdio"], // without an editor
    [0, "diff good good/program.plan"],
    [1, "diff wrong good"],
    [2, "diff good"],
    [0, "page good --out -"],
    [1, "page wrong"],
    [2, "page good --service nothing"],
    [2, "lsp"],
    [0, "rate good --census people.csv"],
    [0, "rate good --census people.csv --as-of 2015-06-30 --format csv"],
    [1, "rate good --census unrated.csv"],
    [1, "rate wrong --census people.csv"],
    [0, "claim paying --claims household.json"],
    [0, "claim paying --claims household.json --format json --explain"],
    [1, "claim paying --claims unpaid.json"],
    [1, "claim wrong --claims household.json"],
    [0, "enroll insuring --people staff.csv"],
    [0, "enroll insuring --people staff.csv --format json --explain"],
    [1, "enroll insuring --people one.csv"],
    [1, "enroll insuring --people undated.csv"],
    [1, "enroll wrong --people staff.csv"],
    [0, "renew renewing --experience happened.json"],
    // A program that says nothing of renewals.
    [1, "renew good --experience happened.json"],
    [2, "renew good"],
    [2, "renew renewing --experience household.json"],
    [2, "renew good --experience nobody.json"],
    [0, "settle funded --experience paid.json"],
    [0, "settle funded --experience paid.json --format json --explain"],
    [1, "settle funded --experience unlisted.json"],
    [1, "settle wrong --experience paid.json"],
    [2, "settle funded"],
    [2, "settle funded --experience nobody.json"],
    [2, "settle funded --experience slip.json"],
    [2, "settle funded --experience people.csv"],
    [0, "test good"],
    [0, "test example"],
    [1, "test failing"],
    [1, "test wrong"],
    [0, "explain PW2001"],
    [0, "explain pw2001"],
    [2, "chekc good"],
    [2, "check"],
    [2, "check nowhere"],
    [2, "check empty"],
    [2, "check empty/notes.txt"],
    [2, "check good --format yaml"],
    [2, "check good --loud"],
    [2, "fmt"],
    [2, "fmt nowhere"],
    [2, "build"],
    [2, "build nowhere"],
    [2, "build good --out nowhere/book.json"],
    [2, "build good --out empty"],
    [2, "rate good"],
    [2, "rate good --census nobody.csv"],
    [2, "rate good --census empty"],
    [2, "rate nowhere --census people.csv"],
    // A day that is none is a fault of the command, not of each row.
    [2, "rate good --census people.csv --as-of yesterday"],
    [2, "rate good --census people.csv --out nowhere/answers.csv"],
    [2, "rate good --census people.csv --out empty"],
    [2, "rate good --census people.csv --format xml"],
    [2, "claim paying"],
    [2, "claim paying --claims nobody.json"],
    [2, "claim paying --claims household.json --format csv"],
    [2, "claim nowhere --claims household.json"],
    [2, "enroll insuring"],
    [2, "enroll good --people people.csv"],
    [2, "enroll insuring --people nobody.csv"],
    [1, "enroll insuring --people people.csv"],
    [2, "enroll insuring --people staff.csv --as-of soon"],
    [2, "enroll insuring --people staff.csv --format csv"],
    [2, "enroll insuring --people staff.csv --given hire"],
    [2, "enroll insuring --people staff.csv --given nonsense=1"],
    [2, "enroll nowhere --people staff.csv"],
    [2, "test"],
    [2, "test nowhere"],
    [2, "explain"],
    [2, "explain PW9999"],
    [2, "explain nonsense"],
    [2, "init good"],
    [2, "init people.csv"],
  ];

  it.concurrent.each(STATUSES)("%i for `%s`", async (status, args) => {
    const ran = await planwright(args.split(" "), { cwd: folderWith(files) });
    expect(faultsOf(ran)).toEqual([]);
    expect({ ...ran, status: ran.status }).toMatchObject({ status });
    if (status === 2) expect(ran.stderr, "it says why").not.toBe("");
    if (status === 2) expect(ran.stdout).toBe("");
  });

  it("is that of every command", async () => {
    const { stdout } = await planwright(["--help"]);
    const listed = [...stdout.slice(stdout.indexOf("Commands:")).matchAll(/^ {2}([a-z]+)/gm)].map(
      ([, name]) => name,
    );
    const tried = new Set(STATUSES.map(([, args]) => args.split(" ")[0]));
    expect(listed.filter((name) => !tried.has(name ?? ""))).toEqual([]);
    expect(listed).toContain("rate");
  });
});

describe("JSON", () => {
  it("of check holds findings with places, and fixes", async () => {
    const cwd = folderWith(files);
    const { stdout, status } = await planwright(["check", "wrong", "--format", "json"], { cwd });
    const answer = JSON.parse(stdout);
    expect(status).toBe(1);
    expect(wrongShape("check", answer)).toEqual([]);
    // Line 17, after the bar of the band: `over 50` begins in the third column and has seven characters.
    expect(answer.diagnostics).toMatchObject([
      {
        code: "PW2001",
        severity: "error",
        message: "Age 50 is in no band",
        file: "wrong/program.plan",
        range: { start: { line: 18, column: 3 }, end: { line: 18, column: 10 } },
      },
    ]);
    expect(answer.summary).toEqual({ errors: 1, warnings: 0, infos: 0, suppressed: 0 });
  });

  it("of check counts what is accepted", async () => {
    const { stdout, status } = await planwright(["check", ...SDRMA, "--format", "json"]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      diagnostics: [],
      summary: { errors: 0, warnings: 0, infos: 0, suppressed: 7 },
    });
  });

  it("of rate is one object a row, in order", async () => {
    const { stdout } = await planwright([
      "rate",
      ...SDRMA,
      "--census",
      SDRMA_CENSUS,
      "--format",
      "json",
      "--explain",
    ]);
    const answers = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    const ids = readFileSync(join(ROOT, SDRMA_CENSUS), "utf8")
      .trimEnd()
      .split("\n")
      .slice(1)
      .map((row) => row.split(",")[0]);
    expect(answers.map(({ id }) => id)).toEqual(ids);
    expect(answers.flatMap((answer) => wrongShape("rate", answer))).toEqual([]);
    expect(answers.filter(({ total }) => total === null).map(({ id }) => id)).toEqual(["water-05"]);
    for (const { lines } of answers) for (const { trace } of lines) expect(trace).not.toEqual([]);
  });

  it("of rate has no trace without being asked for one", async () => {
    const { stdout } = await planwright(["rate", ...SDRMA, "--census", SDRMA_CENSUS, "--format", "json"]);
    const lines = stdout
      .trimEnd()
      .split("\n")
      .flatMap((line) => JSON.parse(line).lines);
    expect(lines.length).toBeGreaterThan(10);
    for (const { trace } of lines) expect(trace).toEqual([]);
  });

  it("of test holds examples with their places, and counts misprints", async () => {
    const { stdout, status } = await planwright(["test", ...SDRMA, "--format", "json"]);
    const answer = JSON.parse(stdout);
    expect(status).toBe(0);
    expect(wrongShape("test", answer)).toEqual([]);
    expect(answer.summary).toEqual({ passed: answer.examples.length, failed: 0, misprints: 2 });
    // What is expected is written with its cents, as the answer is: `27.60`, not `27.6`.
    for (const { checks } of answer.examples) {
      for (const { expected, actual } of checks) expect(expected).toBe(actual);
    }
    const line = (await planwright(["test", "example", "--format", "json"], { cwd: folderWith(files) }))
      .stdout;
    expect(JSON.parse(line).examples).toMatchObject([
      { name: "Forty", file: "example/program.plan", line: PLAN.split("\n").length + 1, status: "pass" },
    ]);
  });
});

describe("a built rate book", () => {
  const built = async (...options: string[]) => {
    const cwd = folderWith(files);
    const ran = await planwright(["build", join(ROOT, "examples/sdrma-2015"), ...options], { cwd });
    expect(ran.status).toBe(0);
    return { cwd, ran };
  };

  it("is named for its program and is written where one is", async () => {
    const { cwd, ran } = await built();
    expect(existsSync(join(cwd, "sdrma_2015.ratebook.json"))).toBe(true);
    expect(ran.stdout).toContain("sdrma_2015.ratebook.json");
  });

  it("answers to its JSON Schema, and a changed one does not", async () => {
    const [{ ran }, schema] = await Promise.all([built("--out", "-"), planwright(["schema"])]);
    const validate = new Ajv2020({ strict: false }).compile(JSON.parse(schema.stdout));
    const book = JSON.parse(ran.stdout);
    expect(validate(book), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...book, rounding: { mode: "sideways", to: "0.01" } })).toBe(false);
    expect(validate({ ...book, surplus: true })).toBe(false);
  });

  it("has the schema that is published", async () => {
    const { stdout } = await planwright(["schema"]);
    expectGolden(join(ROOT, "packages/ratebook/schema/ratebook-1.schema.json"), stdout);
  });

  it("rates as its plans do, trace and all", async () => {
    const { cwd } = await built("--out", "book.ratebook.json");
    const census = ["--census", join(ROOT, SDRMA_CENSUS), "--explain", "--as-of", "2015-03-01"];
    for (const format of ["json", "csv", "table"]) {
      const rate = ["rate", join(ROOT, "examples/sdrma-2015"), ...census, "--format", format];
      const [plans, book] = await Promise.all([
        planwright(rate, { cwd }),
        planwright(["rate", "book.ratebook.json", ...rate.slice(2)], { cwd }),
      ]);
      expect(book).toEqual(plans);
      expect(book.status).toBe(1);
      expect(book.stdout.length).toBeGreaterThan(500);
    }
  });

  it("rates without the places of its plans", async () => {
    const { cwd } = await built("--out", "book.ratebook.json", "--without-sources");
    const rate = ["--census", join(ROOT, SDRMA_CENSUS), "--format", "csv"];
    const [plans, book] = await Promise.all([
      planwright(["rate", join(ROOT, "examples/sdrma-2015"), ...rate], { cwd }),
      planwright(["rate", "book.ratebook.json", ...rate], { cwd }),
    ]);
    expect(book.stdout).toBe(plans.stdout);
    expect(readFileSync(join(cwd, "book.ratebook.json"), "utf8")).not.toContain(".plan");
  });

  it("has the same bytes each time, and runs its examples", async () => {
    const [one, other] = await Promise.all([built("--out", "-"), built("--out", "-")]);
    expect(one.ran.stdout).toBe(other.ran.stdout);
    const { cwd } = await built("--out", "b.json");
    expect(await planwright(["test", "b.json"], { cwd })).toMatchObject({ status: 0 });
  });
});

describe("files and pipes", () => {
  it("begins a program that checks, tests, rates, and is in the standard layout", async () => {
    const cwd = folderWith();
    expect(await planwright(["init", "mine"], { cwd })).toMatchObject({ status: 0 });
    const runs = await Promise.all([
      planwright(["check", "mine"], { cwd }),
      planwright(["test", "mine"], { cwd }),
      planwright(["fmt", "--check", "mine"], { cwd }),
      planwright(["rate", "mine", "--census", "mine/census.csv", "--format", "json"], { cwd }),
    ]);
    expect(runs.map(({ status }) => status)).toEqual([0, 0, 0, 0]);
    // Which day the rates are of is said beside the answer, and not in it.
    expect(runs.slice(0, 3).map(({ stderr }) => stderr)).toEqual(["", "", ""]);
    expect(runs[3].stderr).toContain("2026-01-01");
    const [row] = runs[3].stdout.split("\n");
    // The family costs 1,250, of which 500 + half of 750 are the employer's; 50 times 0.150 of life are 7.50.
    expect(JSON.parse(row ?? "").total).toEqual({
      premium: "1257.50",
      employer: "882.50",
      employee: "375.00",
    });
  });

  it("formats in place, and does so once", async () => {
    const cwd = folderWith(files);
    await planwright(["fmt", "untidy"], { cwd });
    expect(readFileSync(join(cwd, "untidy/program.plan"), "utf8")).toBe(PLAN);
    expect(await planwright(["fmt", "--check", "untidy"], { cwd })).toMatchObject({ status: 0, stdout: "" });
  });

  it("lists the files that would change, and changes none", async () => {
    const cwd = folderWith(files);
    const ran = await planwright(["fmt", "--check", "untidy", "good"], { cwd });
    expect(ran).toMatchObject({ status: 1, stdout: "untidy/program.plan\n" });
    expect(readFileSync(join(cwd, "untidy/program.plan"), "utf8")).toBe(UNTIDY);
  });

  it("reads a plan and a census from standard input", async () => {
    const cwd = folderWith(files);
    const [checked, formatted, rated] = await Promise.all([
      planwright(["check", "-", "--format", "json"], { cwd, input: WRONG }),
      planwright(["fmt", "-"], { cwd, input: UNTIDY }),
      planwright(["rate", "good", "--census", "-", "--format", "csv"], { cwd, input: CENSUS }),
    ]);
    expect(checked.status).toBe(1);
    expect(JSON.parse(checked.stdout).diagnostics).toMatchObject([{ code: "PW2001" }]);
    expect(formatted).toMatchObject({ status: 0, stdout: PLAN });
    expect(rated.status).toBe(0);
    expect(
      rated.stdout
        .split("\n")
        .slice(1, 3)
        .map((row) => row.split(",")[6]),
    ).toEqual(["500.00", "600.00"]);
  });

  it("writes answers to a file, or to standard output for `-`", async () => {
    const cwd = folderWith(files);
    const rate = ["rate", "good", "--census", "people.csv", "--format", "json", "--out"];
    const [toFile, toPipe] = await Promise.all([
      planwright([...rate, "answers.jsonl"], { cwd }),
      planwright([...rate, "-"], { cwd }),
    ]);
    expect(toFile).toMatchObject({ status: 0, stdout: "" });
    expect(readFileSync(join(cwd, "answers.jsonl"), "utf8")).toBe(toPipe.stdout);
    expect(toPipe.stdout).not.toBe("");
  });

  it.runIf(existsSync("/dev/full"))("says so when the disk is full", async () => {
    const cwd = folderWith(files);
    for (const args of [
      ["rate", "good", "--census", "people.csv"],
      ["build", "good"],
    ]) {
      const ran = await planwright([...args, "--out", "/dev/full"], { cwd });
      expect(ran).toMatchObject({ status: 2, stderr: expect.stringContaining("disk is full") });
      expect(faultsOf(ran)).toEqual([]);
    }
  });

  it("counts rows that are not rated, and rates the others", async () => {
    const ran = await planwright(["rate", "good", "--census", "unrated.csv", "--format", "json"], {
      cwd: folderWith(files),
    });
    const [one, other] = ran.stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(one.total.premium).toBe("500.00");
    expect(other).toMatchObject({ id: "2", lines: [], total: null, errors: [{ about: "age" }] });
    expect(ran.stderr).toContain("1 of 2 rows was not rated");
  });

  it("tells GitHub where findings are", async () => {
    const { stdout } = await planwright(["check", "wrong", "--format", "github"], { cwd: folderWith(files) });
    expect(stdout).toBe("::error file=wrong/program.plan,line=18,col=3,title=PW2001::Age 50 is in no band\n");
  });
});

/** Whether `script` can give a program a terminal to write to. */
const hasTerminal = spawnSync("script", ["-qec", "true", "/dev/null"]).status === 0;

describe("colour", () => {
  const ESCAPE = String.fromCharCode(27);

  it("is not written to a pipe", async () => {
    const { stdout, stderr } = await planwright(["check", "wrong"], { cwd: folderWith(files) });
    expect(stdout + stderr).not.toContain(ESCAPE);
    expect(stdout + stderr).toContain("Age 50 is in no band");
  });

  it.runIf(hasTerminal)("is written to a terminal, unless NO_COLOR is set", () => {
    const cwd = folderWith(files);
    const onTerminal = (env: Readonly<Record<string, string>>) => {
      const { NO_COLOR: _, FORCE_COLOR: __, ...inherited } = process.env;
      const command = `'${process.execPath}' '${BUNDLE}' check wrong`;
      return spawnSync("script", ["-qec", command, "/dev/null"], {
        cwd,
        env: { ...inherited, TERM: "xterm", ...env },
        encoding: "utf8",
      }).stdout;
    };
    expect(onTerminal({})).toContain(ESCAPE);
    expect(onTerminal({ NO_COLOR: "1" })).not.toContain(ESCAPE);
    expect(onTerminal({ NO_COLOR: "1" })).toContain("Age 50 is in no band");
  });
});
