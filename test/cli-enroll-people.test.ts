// Files of people as they come: relations mistyped, rows that are nobody's, ids that stand twice, and days asked for.
import type { EnrollAnswer, GroupAnswer } from "@planwright/evaluator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundleWhenStale, faultsOf, folderWith, planwright, type Ran, removeFolders } from "./support/cli.ts";

beforeAll(bundleWhenStale, 60_000);
afterAll(removeFolders);

const PLAN = `program small "Small program" {
  effective  2015-01-01 to 2015-12-31
  currency   USD
  rounding   half up to cent
}

coverages {
  medical  "Medical"
}

input hire     date
input leaving  date
input birth    date

plan p "P" for medical

rates for medical {
  per employee per month
  plan | rate
  p    | $100
}

eligibility for medical {
  insures  employee
  begins   day of hire
  ends     day of leaving

  dependents {
    relation          | until
    spouse            | any age
    child             | 26th birthday
    domestic_partner  | any age
  }
}

participation {
  require  at least 75% of eligible employees enrolled
  require  employee enrolled when dependent enrolled
}
`;

interface Answers {
  readonly employees: readonly EnrollAnswer[];
  readonly group: readonly GroupAnswer[];
  readonly ran: Ran;
}

async function run(people: string, options: readonly string[] = [], name = "people.csv"): Promise<Ran> {
  const cwd = folderWith({ "plan/program.plan": PLAN, [name]: people });
  const ran = await planwright(["enroll", "plan", "--people", name, "--format", "json", ...options], { cwd });
  expect(faultsOf(ran)).toEqual([]);
  return ran;
}

async function enrolled(
  people: string,
  options: readonly string[] = [],
  name = "people.csv",
): Promise<Answers> {
  return answersOf(await run(people, options, name));
}

function answersOf(ran: Ran): Answers {
  const objects = ran.stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as EnrollAnswer | Pick<Answers, "group">);
  const last = objects.find((one): one is Pick<Answers, "group"> => "group" in one);
  return { employees: objects.filter((one) => "coverages" in one), group: last?.group ?? [], ran };
}

const errorsOf = ({ employees }: Answers): readonly string[] =>
  employees.flatMap(({ id, errors }) => errors.map(({ message }) => `${id}: ${message}`));

const dependentsOf = ({ employees }: Answers, i: number) => employees[i]?.coverages[0]?.dependents ?? [];

describe("relations", () => {
  it("are read whatever their capitals", async () => {
    const answers = await enrolled(
      "id,relation,employee,hire,birth\n1,,,2015-06-15,\nc,Child,1,,2005-06-16\nd,DOMESTIC_Partner,1,,\n",
    );
    expect(dependentsOf(answers, 0)).toMatchObject([
      { id: "c", relation: "child", eligible: true },
      { id: "d", relation: "domestic_partner", eligible: true },
    ]);
    expect(answers.ran.status).toBe(0);
  });

  it("that the program does not name are errors of their rows", async () => {
    const answers = await enrolled("id,relation,employee,hire\n1,,,2015-06-15\nc,spuose,1,\nu,uncle,1,\n");
    expect(errorsOf(answers)).toEqual([
      "c: The program names no relation “spuose”. Did you mean spouse? There is: spouse, child, domestic_partner.",
      "u: The program names no relation “uncle”. There is: spouse, child, domestic_partner.",
    ]);
    expect(answers.employees[0]).toMatchObject({ id: "1", coverages: [{ eligible: true, dependents: [] }] });
    expect(answers.ran.status).toBe(1);
    expect(answers.ran.stderr).toContain("2 of 3 rows were not answered in full: id c, id u.");
  });

  it("are looked at in JSON lines as well", async () => {
    const people = `{"id": "1", "hire": "2015-06-15", "dependents": [{"id": "c", "relation": "Spouse"}, {"id": "d", "relation": "chld"}]}\n`;
    const answers = await enrolled(people, [], "people.jsonl");
    expect(dependentsOf(answers, 0)).toMatchObject([{ id: "c", relation: "spouse", eligible: true }]);
    expect(errorsOf(answers)).toEqual([
      expect.stringMatching(/^d: The program names no relation “chld”\. Did you mean child\?/),
    ]);
  });

  it("are missing from a row that names an employee: it is nobody's, and no employee", async () => {
    const answers = await enrolled("id,relation,employee,hire\n1,,,2015-06-15\nc,,1,2015-06-15\n");
    expect(errorsOf(answers)).toEqual([
      "c: This row names an employee and no relation: the column `relation` says what the dependent is to the employee. There is: spouse, child, domestic_partner.",
    ]);
    expect(answers.employees[1]?.coverages).toEqual([]);
    expect(answers.ran.status).toBe(1);
  });
});

describe("ids", () => {
  it("of two employees that are the same refuse both, and whose dependent a row is", async () => {
    const answers = await enrolled(
      "id,relation,employee,hire,birth\n1,,,2015-03-01,\n1,,,2015-04-01,\nc,child,1,,2005-01-01\n2,,,2015-03-01,\n",
    );
    expect(errorsOf(answers)).toEqual([
      "1: Line 3 has the same id; each employee has an id of their own.",
      "1: Line 2 has the same id; each employee has an id of their own.",
      "c: Lines 2 and 3 are both employees with the id 1.",
    ]);
    expect(answers.employees.map(({ coverages }) => coverages.length)).toEqual([0, 0, 0, 1]);
  });

  it("of dependents stand once under an employee, and are not the employee's", async () => {
    const answers = await enrolled(
      "id,relation,employee,hire,birth\n1,,,2015-03-01,\nc,child,1,,2005-01-01\nc,spouse,1,,\n1,spouse,1,,\nc,child,2,,2005-01-01\n2,,,2015-03-01,\n,child,1,,2006-01-01\n,child,1,,2007-01-01\n",
    );
    expect(errorsOf(answers)).toEqual([
      "c: c is a dependent of this employee already on line 3; each dependent has an id of their own.",
      "1: 1 is the id of the employee as well; each dependent has an id of their own.",
    ]);
    // Children without an id are several, and another employee may have the same child.
    expect(dependentsOf(answers, 0).map(({ id }) => id)).toEqual(["c", null, null]);
    expect(answers.employees.find(({ id }) => id === "2")?.coverages[0]?.dependents).toHaveLength(1);
  });

  it("of dependents of one line stand once too", async () => {
    const people = `{"id": "1", "hire": "2015-06-15", "dependents": [{"id": "c", "relation": "spouse"}, {"id": "c", "relation": "spouse"}]}\n`;
    expect(errorsOf(await enrolled(people, [], "people.jsonl"))).toEqual([
      "c: c is a dependent of this employee already; each dependent has an id of their own.",
    ]);
  });

  it("of an employee may be no dependent's", async () => {
    const answers = await enrolled(
      "id,relation,employee,hire\na,spouse,b,2015-03-01\nb,spouse,a,2015-03-01\n",
    );
    expect(errorsOf(answers)).toEqual([
      "a: b is a dependent (line 3), and `employee` names an employee: a row without a relation.",
      "b: a is a dependent (line 2), and `employee` names an employee: a row without a relation.",
    ]);
  });

  it("of dependents of a dependent lead nowhere", async () => {
    const people = `{"id": "1", "hire": "2015-06-15"}\n{"id": "c", "relation": "spouse", "employee": "1", "dependents": [{"id": "d", "relation": "child"}]}\n`;
    expect(errorsOf(await enrolled(people, [], "people.jsonl"))).toEqual([
      "c: A dependent has no dependents: they are the employee's.",
    ]);
  });
});

describe("a group on a day", () => {
  const PEOPLE = `id,relation,employee,hire,leaving,plan
1,,,2015-01-01,,p
2,,,2015-01-01,2015-05-31,p
3,,,2015-09-01,,
4,,,2015-01-01,2015-06-01,
5,spouse,4,,,p
`;
  const found = async (options: readonly string[], people = PEOPLE) =>
    (await enrolled(people, options)).group.map((one) => one.found);

  it("does not count whose cover has not begun, where a day is asked", async () => {
    // On 1 May 1, 2 and 4 are covered.
    expect((await found(["--as-of", "2015-05-01"]))[0]).toBe("2 of 3 eligible employees, 66.67%");
    expect((await found(["--as-of", "2015-09-01"]))[0]).toBe("1 of 2 eligible employees, 50%");
    // A day in a row is asked for as well: 3 begins on 1 September.
    const dated = PEOPLE.trim()
      .replace(/$/gm, ",")
      .replace("plan,", "plan,date")
      .replace("09-01,,,", "09-01,,,2015-08-31");
    expect((await found([], dated))[0]).toBe("2 of 3 eligible employees, 66.67%");
  });

  it("counts everybody of the file, where no day is asked", async () => {
    expect((await found([]))[0]).toBe("2 of 4 eligible employees, 50%");
  });

  it("does not miss the employee of a dependent when cover of both is over", async () => {
    const alone = "a dependent is enrolled without the employee: 4";
    expect((await found(["--as-of", "2015-06-01"]))[1]).toBe(alone);
    expect((await found(["--as-of", "2015-06-02"]))[1]).toBe("no dependent is enrolled without the employee");
  });
});

describe("options", () => {
  const PEOPLE = "id,hire,shoe size\n1,2015-06-15,43\n";

  it("leave columns out that the program does not have", async () => {
    const answers = await enrolled(PEOPLE, ["--ignore", "shoe size"]);
    expect(answers.employees[0]?.coverages[0]).toMatchObject({ begins: "2015-06-15" });
    expect(errorsOf(answers)).toEqual([]);
  });

  it.each([
    ["--ignore", ["hire", "shoe size"], "the program has a column `hire`"],
    ["--ignore", ["shoe size", "relation"], "the program has a column `relation`"],
    ["--ignore", ["shoe size", "hat size"], "people.csv has no column `hat size`"],
    ["--ignore", ["shoe sise"], "the program has no column `shoe size`"],
    ["--given", ["relation=spouse"], "--given relation would be of every row"],
    ["--given", ["id=x"], "--given id would be of every row"],
    ["--given", ["employee=1"], "--given employee would be of every row"],
  ])("refuse %s %s", async (option, words, message) => {
    const ran = await run(PEOPLE, [option, ...words]);
    expect(ran.stderr).toContain(message);
    expect(ran).toMatchObject({ status: 2, stdout: "" });
  });
});

describe("a coverage without rates", () => {
  const lodi = async (text: string, options: readonly string[] = []) => {
    const cwd = folderWith({ "people.csv": text });
    const args = ["enroll", "examples/lodi-1985", "--people", `${cwd}/people.csv`, "--format", "json"];
    const answers = answersOf(await planwright([...args, "--as-of", "1985-06-01", ...options]));
    const requirement = "at least 100% of eligible employees enrolled";
    return { ...answers, met: answers.group.find((one) => one.requirement.startsWith(requirement)) };
  };
  const HEADER = "id,permanent,full_time,hire";

  it("has a column that says who is enrolled", async () => {
    const all = await lodi(`${HEADER},dental\n1,yes,yes,1985-01-01,yes\n2,yes,yes,1985-01-01,yes\n`);
    expect(all.employees.map(({ coverages }) => coverages[0]?.enrolled)).toEqual([true, true]);
    expect(all.met).toMatchObject({ met: true, found: "2 of 2 eligible employees, 100%" });
    const one = await lodi(`${HEADER},dental\n1,yes,yes,1985-01-01,yes\n2,yes,yes,1985-01-01,no\n`);
    expect(one.met).toMatchObject({ met: false, found: "1 of 2 eligible employees, 50%" });
  });

  it("may be chosen by its plan", async () => {
    const people = `${HEADER},plan\n1,yes,yes,1985-01-01,dollar_guard\n2,yes,yes,1985-01-01,\n`;
    expect((await lodi(people)).met?.found).toBe("1 of 2 eligible employees, 50%");
  });

  it("is not rated in silence", async () => {
    const cwd = folderWith({ "census.csv": "id,dental,travelers_dental\n1,yes,yes\n" });
    const ran = await planwright(["rate", "examples/lodi-1985", "--census", `${cwd}/census.csv`]);
    expect(ran.stdout).toContain("Dental, self-funded has no rates.");
    expect(ran.status).toBe(1);
  });
});

describe("couples", () => {
  // Stay Well, IV.B: husband and wife who are both employees are on one policy.
  const HEADER = "id,relation,employee,status,first_status,hours,hire,covered_by_spouse";
  const employee = (id: string, isDependent: string) =>
    `${id},,,regular,regular,40,1983-09-01,${isDependent}`;
  const spouse = (id: string, of: string) => `${id},spouse,${of},,,,,`;
  const errors = async (...rows: readonly string[]) => {
    const cwd = folderWith({ "people.csv": `${[HEADER, ...rows].join("\n")}\n` });
    const args = ["enroll", "examples/mendocino-staywell", "--people", `${cwd}/people.csv`];
    const ran = await planwright([...args, "--format", "json"]);
    expect(faultsOf(ran)).toEqual([]);
    return { found: errorsOf(answersOf(ran)), status: ran.status };
  };
  const all = "major_medical, trust_fund and dental";

  it("are insured once: not both as employees", async () => {
    const twice = `D: C and D are a couple, and both are insured as employees by ${all}: a couple is insured once. One of the rows says who is the dependent: covered_by_spouse.`;
    expect(await errors(employee("C", ""), employee("D", ""), spouse("D", "C"), spouse("C", "D"))).toEqual({
      found: [twice],
      status: 1,
    });
    expect((await errors(employee("C", ""), employee("D", ""), spouse("D", "C"))).found).toEqual([twice]);
    expect((await errors(employee("C", ""), employee("D", ""), spouse("C", "D"))).found).toEqual([twice]);
  });

  it("are insured at least once: not both as dependents", async () => {
    expect(
      (await errors(employee("E", "1984-03-01"), employee("F", "1984-06-01"), spouse("E", "F"))).found,
    ).toEqual([
      `F: E and F are a couple, and each is said to be insured as the dependent of the other: nobody insures them by ${all}. Only one of the rows says so: covered_by_spouse.`,
    ]);
  });

  // A is covered until 29 February as an employee, and from 1 March as the dependent of B.
  it("are insured once each day, whoever comes first in the file", async () => {
    const rows = [employee("A", "1984-03-01"), employee("B", ""), spouse("A", "B"), spouse("B", "A")];
    const cwd = folderWith({ "people.csv": `${[HEADER, ...rows].join("\n")}\n` });
    const args = ["enroll", "examples/mendocino-staywell", "--people", `${cwd}/people.csv`];
    const { employees } = answersOf(await planwright([...args, "--format", "json"]));
    const [a, b] = employees.map(({ coverages }) => coverages[0]);
    expect([a?.begins, a?.ends]).toEqual(["1983-10-01", "1984-02-29"]);
    expect([b?.begins, b?.ends]).toEqual(["1983-10-01", null]);
    expect(b?.dependents).toMatchObject([{ id: "A", begins: "1984-03-01", ends: null }]);
  });

  it("of whom one says so are answered", async () => {
    expect(await errors(employee("A", "1984-03-01"), employee("B", ""), spouse("A", "B"))).toEqual({
      found: [],
      status: 0,
    });
  });

  it("are no parent and child who are both employees", async () => {
    const child = "D,child,C,,,,,";
    expect((await errors(employee("C", ""), employee("D", ""), child)).found).not.toContainEqual(
      expect.stringContaining("couple"),
    );
  });
});

describe("what a file says of itself", () => {
  it("is one value for each key of an object of JSON", async () => {
    const { employees } = await enrolled(
      '{"id":"1","hire":"2015-06-15","hire":"2016-06-15"}\n{"id":"2","dependents":[{"id":"k","id":"j"}]}\n',
      [],
      "people.jsonl",
    );
    expect(employees.map(({ errors }) => errors.map(({ message }) => message))).toEqual([
      ["`hire` stands twice in one object of this line: it has one value."],
      ["`id` stands twice in one object of this line: it has one value."],
    ]);
  });

  it("is a column that --ignore can leave out, in JSON lines too", async () => {
    const people = '{"id":"1","hire":"2015-06-15","shoe":"42"}\n';
    expect((await run(people, ["--ignore", "shoe"], "people.jsonl")).status).toBe(0);
    const none = await run(people, ["--ignore", "shoe", "hat"], "people.jsonl");
    expect([none.status, none.stderr]).toEqual([2, "--ignore hat: people.jsonl has no column `hat`\n"]);
  });

  it("names the columns of the program where none is near, one of those that each coverage has", async () => {
    const { status, stderr } = await run("id,hire,zzzqqq\n");
    expect(status).toBe(2);
    expect(stderr).toBe(
      [
        "people.csv: the program has no column `zzzqqq`",
        "→ Columns of this program: id, date, birth, hire, leaving, plan, relation, employee, and of one",
        "  coverage such as `plan of medical`. A column that the program does not need is left out with",
        "  --ignore.",
        "",
      ].join("\n"),
    );
  });

  it("may come from standard input, which is called so", async () => {
    const cwd = folderWith({ "plan/program.plan": PLAN });
    const people = "id,hire\n1,someday\n";
    const ran = await planwright(["enroll", "plan", "--people", "-"], { cwd, input: people });
    expect(ran.stdout).toContain("→ standard input:2, hire");
  });

  it("and where nobody has chosen a plan, which column says it", async () => {
    const advice =
      "Nobody has chosen a plan of medical, so no contribution is shown.\n→ The column `plan` says which: p.\n";
    expect((await run("id,hire,leaving\n1,2015-06-15,\n")).stderr).toBe(advice);
    expect((await run("id,hire,plan\n1,2015-06-15,p\n2,2015-06-15,\n")).stderr).toBe("");
  });
});

describe("an employee who leaves before being hired", () => {
  const row = "id,hire,leaving,plan\n1,2015-06-15,2015-01-01,p\n";

  it("is not insured, with a remark, where the plan does not say that this cannot be", async () => {
    const { employees } = await enrolled(row);
    expect(employees[0]?.coverages[0]?.eligible).toBe(false);
    expect(employees[0]?.remarks).toEqual([
      "leaving 2015-01-01 is before hire 2015-06-15. Where that is a mistake, `input leaving date on or after hire` in the plan refuses such a row.",
    ]);
  });

  it("is a row to correct where it does", async () => {
    const plan = PLAN.replace("input leaving  date", "input leaving  date on or after hire");
    const cwd = folderWith({ "plan/program.plan": plan, "people.csv": row });
    const ran = await planwright(["enroll", "plan", "--people", "people.csv"], { cwd });
    expect(ran.status).toBe(1);
    expect(ran.stdout).toContain(
      "leaving 2015-01-01 is before hire 2015-06-15: one of the two days is mistaken.",
    );
  });
});
