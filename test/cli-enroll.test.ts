// The command `enroll` as users run it: a file of people in, days of cover and contributions out.
import type { EnrollAnswer, GroupAnswer, TraceStep } from "@planwright/evaluator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundleWhenStale, faultsOf, folderWith, planwright, type Ran, removeFolders } from "./support/cli.ts";

beforeAll(bundleWhenStale);
afterAll(removeFolders);

const PLAN = `program small "Small program" {
  effective  2015-01-01 to 2015-12-31
  currency   USD
  rounding   half up to cent
}

coverages {
  medical  "Medical"
}

conventions {
  shares of a premium  round the employer share, the rest to employee
}

input hire      date
input leaving   date
input birth     date
input hours     number of hours per week
input married   truth otherwise no
input council   truth

classes {
  full  "Full-time"  when hours at least 30
  part  "Part-time"  when hours under 30
}

rates for medical {
  per   employee per month
  rate  $100.01
}

contributions for medical {
  class | medical
  full  | employer pays 100%
  part  | employer pays 50%
}

eligibility for medical [page 3] {
  insures  full, part
  couple   insured once, as dependent when married, dependents under one
  begins   first of month after hire
  ends     last day of month of leaving

  dependents {
    relation       | until
    spouse         | any age
    child          | 26th birthday
  }
}

participation {
  require    at least 75% of eligible employees enrolled
  recommend  council
  documents  resolution
}
`;

const CSV = `id,relation,employee,hire,leaving,birth,hours,medical
1,,,2015-02-10,,,40,yes
ann,child,1,,,1990-06-15,,
2,,,2015-03-01,2015-09-04,,20,yes
3,,,2015-03-31,,,20,no
sue,spouse,1,,,1960-01-01,,
`;

const LINES = `{"id": "1", "hire": "2015-02-10", "hours": 40, "medical": true, "dependents": [{"id": "ann", "relation": "child", "birth": "1990-06-15"}, {"id": "sue", "relation": "spouse", "birth": "1960-01-01"}]}
{"id": 2, "hire": "2015-03-01", "leaving": "2015-09-04", "hours": "20", "medical": "yes", "dependents": []}
{"id": "3", "hire": "2015-03-31", "hours": 20, "medical": false, "dependents": null}
`;

interface Answers {
  readonly employees: readonly EnrollAnswer[];
  readonly group: readonly GroupAnswer[];
  readonly documents: readonly string[];
  readonly ran: Ran;
}

/** Runs `enroll` on people, with the answers as JSON. */
async function enrolled(
  people: string,
  name = "people.csv",
  options: readonly string[] = [],
): Promise<Answers> {
  const cwd = folderWith({ "plan/program.plan": PLAN, [name]: people });
  const ran = await planwright(["enroll", "plan", "--people", name, "--format", "json", ...options], { cwd });
  expect(faultsOf(ran)).toEqual([]);
  const objects = ran.stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as EnrollAnswer | Pick<Answers, "group" | "documents">);
  const employees = objects.filter((one): one is EnrollAnswer => "coverages" in one);
  const last = objects.find((one): one is Pick<Answers, "group" | "documents"> => "group" in one);
  return { employees, group: last?.group ?? [], documents: last?.documents ?? [], ran };
}

const medical = ({ employees }: Answers, i: number) => employees[i]?.coverages[0];

describe("enroll", () => {
  it("says from when, until when and at which contribution, for employees and their dependents", async () => {
    const answers = await enrolled(CSV);
    expect(answers.employees.map(({ id, class: own }) => [id, own])).toEqual([
      ["1", "full"],
      ["2", "part"],
      ["3", "part"],
    ]);
    expect(medical(answers, 0)).toMatchObject({
      eligible: true,
      begins: "2015-03-01",
      ends: null,
      enrolled: true,
      contribution: { date: "2015-03-01", premium: "100.01", employer: "100.01", employee: "0.00" },
      dependents: [
        // 26 on 15 June 2016.
        { id: "ann", relation: "child", eligible: true, begins: "2015-03-01", ends: "2016-06-14" },
        { id: "sue", relation: "spouse", eligible: true, begins: "2015-03-01", ends: null },
      ],
    });
    // Half of 100.01 is 50.005, which rounds up to 50.01.
    expect(medical(answers, 1)).toMatchObject({
      begins: "2015-04-01",
      ends: "2015-09-30",
      contribution: { employer: "50.01", employee: "50.00" },
    });
    expect(medical(answers, 2)).toMatchObject({
      eligible: true,
      enrolled: false,
      contribution: null,
      no_contribution: "it is declined",
    });
  });

  it("reads JSON lines as it reads CSV", async () => {
    const [csv, lines] = [await enrolled(CSV), await enrolled(LINES, "people.jsonl")];
    expect(lines.employees).toEqual(csv.employees);
    expect(lines.group).toEqual(csv.group);
  });

  it("does not mind the order of rows", async () => {
    const [header = "", ...rows] = CSV.trim().split("\n");
    const turned = await enrolled(`${[header, ...rows.toReversed()].join("\n")}\n`);
    const straight = await enrolled(CSV);
    const byId = (answers: Answers) =>
      answers.employees
        .map((one) => ({
          ...one,
          coverages: one.coverages.map((c) => ({
            ...c,
            dependents: [...c.dependents].sort((a, b) => ((a.id ?? "") < (b.id ?? "") ? -1 : 1)),
          })),
        }))
        .sort((a, b) => ((a.id ?? "") < (b.id ?? "") ? -1 : 1));
    expect(byId(turned)).toEqual(byId(straight));
    expect(turned.group).toEqual(straight.group);
  });

  it("counts what the group fulfils, and fails where it does not", async () => {
    const { group, documents, ran } = await enrolled(CSV, "people.csv", ["--given", "council=yes"]);
    // The cover of 2 has not ended on the day asked, the first of the program: 2 of 3 are enrolled.
    expect(group).toMatchObject([
      {
        requirement: "at least 75% of eligible employees enrolled",
        coverage: "medical",
        met: false,
        found: "2 of 3 eligible employees, 66.67%",
        source: expect.stringMatching(/^plan\/program\.plan:\d+$/),
      },
      { level: "recommend", requirement: "council", coverage: null, met: true, found: "it holds" },
    ]);
    expect(documents).toEqual(["resolution"]);
    expect(ran.status).toBe(1);
    // On the last day it has: 1 of 2.
    const later = await enrolled(CSV, "people.csv", ["--as-of", "2015-12-31"]);
    expect(later.group[0]?.found).toBe("1 of 2 eligible employees, 50%");
    expect(later.group[1]).toMatchObject({ met: null, found: expect.stringContaining("council is missing") });
    const all = await enrolled(CSV.replace("20,no", "20,yes"));
    expect(all.group[0]).toMatchObject({ met: true, found: "3 of 3 eligible employees, 100%" });
    expect(all.ran.status).toBe(0);
  });

  it("leads every day back to a line of the plan", async () => {
    const { employees } = await enrolled(CSV, "people.csv", ["--explain"]);
    const lines = PLAN.split("\n");
    const steps = employees.flatMap(({ coverages }) =>
      coverages.flatMap(({ trace, dependents }) => [...trace, ...dependents.flatMap((one) => one.trace)]),
    );
    const at = (step: TraceStep): string =>
      lines[Number(step.source?.split(":")[1]) - 1]?.trim() ?? "nowhere";
    const shown = (word: string) => new Set(steps.filter(({ text }) => text.startsWith(word)).map(at));
    expect(shown("begins first of month")).toEqual(new Set(["begins   first of month after hire"]));
    expect(shown("ends last day")).toEqual(new Set(["ends     last day of month of leaving"]));
    expect(shown("class")).toEqual(new Set(["insures  full, part"]));
    expect(shown("child is a dependent until 26th birthday")).toEqual(
      new Set(["child          | 26th birthday"]),
    );
    expect(shown("employer pays 50%")).toEqual(new Set(["part  | employer pays 50%"]));
  });

  it("explains in text too", async () => {
    const cwd = folderWith({ "plan/program.plan": PLAN, "people.csv": CSV });
    const { stdout } = await planwright(["enroll", "plan", "--people", "people.csv", "--explain"], { cwd });
    expect(stdout).toMatch(
      /begins first of month after hire \(hire 2015-02-10\) +2015-03-01 +plan\/program\.plan:\d+/,
    );
    expect(stdout).toMatch(/medical +2015-04-01 +2015-09-30 +50\.01 +50\.00/);
    expect(stdout).toMatch(/ann, child +2015-03-01 +2016-06-14/);
    expect(stdout).toMatch(/not met .*75%.*2 of 3 eligible employees, 66\.67%/);
    expect(stdout).toContain("papers: resolution");
  });

  it("insures a couple once", async () => {
    const couple = `${CSV.replace("medical\n", "medical,married\n").replace(/(yes|no|,)$/gm, "$1,")}4,,,2015-03-31,,,40,yes,yes\n`;
    const answers = await enrolled(couple);
    expect(answers.employees[3]?.coverages[0]).toMatchObject({
      eligible: false,
      begins: null,
      rules: [{ text: "a couple is insured once: as the dependent of the other" }],
    });
  });

  it("refuses a child under both of a couple", async () => {
    const { employees, ran } = await enrolled(`${CSV}ann,child,2,,,1990-06-15,,\n`);
    expect(employees[0]?.errors).toEqual([]);
    expect(employees[1]?.errors).toEqual([
      {
        about: "employee of ann",
        message: "ann is a dependent of 1 and of 2: dependents of a couple are under one.",
      },
    ]);
    expect(ran.status).toBe(1);
  });

  it("names the rows that it cannot answer, and answers the others", async () => {
    const people = `${CSV}2,,,2015-03-01,,,40,yes\nbob,child,9,,,2001-01-01,,\nzoe,child,,,,2001-01-01,,\n5,,,,,,40,yes\n6,,,2015-02-30,,,40,yes\ntim,uncle,1,,,1950-01-01,,\nkim,child,1,,,,,\n`;
    const { employees, ran } = await enrolled(people);
    const errors = employees.flatMap(({ id, errors: of }) =>
      of.map(({ about, message }) => `${id} ${about}: ${message}`),
    );
    expect(errors).toEqual([
      "1 birth of kim: birth is missing.",
      "2 row: Line 7 has the same id; each employee has an id of their own.",
      "2 row: Line 4 has the same id; each employee has an id of their own.",
      "bob row: No employee of this file has the id 9.",
      "zoe row: This dependent names no employee: the column `employee` has the employee's id.",
      "5 hire: hire is missing: cover of Medical begins from it.",
      "6 hire: hire “2015-02-30” is not a day. Write it like 2015-03-02.",
      "tim row: The program names no relation “uncle”. There is: spouse, child.",
    ]);
    expect(ran.status).toBe(1);
    expect(ran.stderr).toContain(
      "8 of 9 rows were not answered in full: id 1, id 2, id 2, id bob, id zoe, id 5, id 6, id tim.",
    );
  });

  it.each([
    ["a list", "people.jsonl", '["a"]\n', "no object of JSON"],
    [
      "dependents that are no list",
      "people.jsonl",
      '{"id": "1", "dependents": "ann"}\n',
      "no object of JSON",
    ],
    ["a dependent that is none", "people.jsonl", '{"id": "1", "dependents": [7]}\n', "no object of JSON"],
    ["text cut off", "people.jsonl", '{"id": "1"\n', "no object of JSON"],
    ["cells left out", "people.csv", "id,hire\n1\n", "This row has 1 cells, the header has 2."],
  ])("says what is wrong with %s", async (_what, name, text, message) => {
    const { employees, ran } = await enrolled(text, name);
    expect(employees[0]?.errors[0]?.message).toContain(message);
    expect(ran.status).toBe(1);
  });

  it.each([
    ["a column of no meaning", "id,salery\n1,5\n", "no column `salery`"],
    ["nothing", "", "is empty"],
    ["binary", "\u0000\u0001\u0002", "no column"],
  ])("refuses a file of %s", async (_what, text, message) => {
    const cwd = folderWith({ "plan/program.plan": PLAN, "people.csv": text });
    const ran = await planwright(["enroll", "plan", "--people", "people.csv"], { cwd });
    expect(faultsOf(ran)).toEqual([]);
    expect(ran.stderr).toContain(message);
    expect(ran.status).toBe(2);
  });

  it("answers from a rate book as from its plans", async () => {
    const cwd = folderWith({ "plan/program.plan": PLAN, "people.csv": CSV });
    await planwright(["build", "plan", "--out", "book.ratebook.json"], { cwd });
    const book = await planwright(["enroll", "book.ratebook.json", "--people", "people.csv", "--explain"], {
      cwd,
    });
    const plans = await planwright(["enroll", "plan", "--people", "people.csv", "--explain"], { cwd });
    expect(book.stdout).toBe(plans.stdout);
  });

  it("takes people from standard input", async () => {
    const cwd = folderWith({ "plan/program.plan": PLAN });
    const ran = await planwright(["enroll", "plan", "--people", "-"], { cwd, input: CSV });
    expect(ran.stdout).toContain("2015-03-01");
  });
});
