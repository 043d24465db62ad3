// Input that nobody should hand to the command line, and somebody will: it is refused in a sentence.
import { randomBytes } from "node:crypto";
import { readFileSync, truncateSync } from "node:fs";
import { prepare, runExamples } from "@planwright/evaluator";
import { canonicalText, hashOf, loadRateBook, type RateBook } from "@planwright/ratebook";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { bundleWhenStale, faultsOf, folderWith, planwright, type Ran, removeFolders } from "./support/cli.ts";
import { analyzeText, compiled } from "./support/programs.ts";

// Processes start slowly where several run at once.
vi.setConfig({ testTimeout: 30_000 });

beforeAll(bundleWhenStale, 60_000);
afterAll(removeFolders);

const PLAN = `program small "Small program" {
  effective  2015-01-01 to 2015-12-31
  currency   USD
  rounding   half up to cent
}

coverages {
  life  "Life"
}

input salary  money per year
input age     age
input team    choice of "the, first", second

formula half_pay  is 50% of salary by the month

coverage life {
  volume  $10,000 to $50,000 in steps of $10,000

  reduction {
    age         | volume
    under 65    | 100% of volume
    65 and over | 50% of volume
  }
}

rates for life {
  per  $1,000 of volume per month

  team         | age         | rate
  second       | under 50    | $0.20
  second       | 50 and over | $0.40
  "the, first" | any         | $0.30
}

example "Second" {
  given   age 40
  given   team second
  given   volume $10,000 of life
  expect  premium of life $2.00
}
`;
const CENSUS = "id,age,team,volume of life\n1,40,second,10000\n";
const book = compiled(analyzeText(PLAN));

/** No command may show a stack or say that it failed itself; it answers with one of its statuses. */
function expectRefusal(ran: Ran, status: number | readonly number[]): void {
  expect(faultsOf(ran)).toEqual([]);
  expect([status].flat(), ran.stderr).toContain(ran.status);
  if (ran.status === 2) expect(ran.stderr).toMatch(/\S/);
}

describe("a plan that is no plan", () => {
  const GARBAGE: Readonly<Record<string, Buffer | string>> = {
    "random bytes": randomBytes(20_000),
    nothing: "",
    "white space": "\n \t \r\n",
    zeros: Buffer.alloc(5_000),
    "half of a character of two": Buffer.concat([Buffer.from(PLAN.slice(0, 40)), Buffer.from([0xe2, 0x82])]),
    "ten thousand braces": "a {\n".repeat(10_000),
    "ten thousand closing braces": "}\n".repeat(10_000),
    "a line of a million characters": `${"a | ".repeat(250_000)}\n`,
    "ten thousand brackets": `formula a is ${"(".repeat(10_000)}1${")".repeat(10_000)}\n`,
    "a long sum": `${PLAN}formula b is ${"1 + ".repeat(20_000)}1\n`,
    "names of objects":
      "plan __proto__ for constructor {\n  product  hasOwnProperty\n}\ninput toString  choice of __proto__\n",
  };

  it.concurrent.each(Object.entries(GARBAGE))("%s", async (_, content) => {
    const cwd = folderWith({ "plan/program.plan": content });
    expectRefusal(await planwright(["check", "plan"], { cwd }), 1);
  });

  it("of any of these kinds is formatted or left as it is", async () => {
    const kinds = Object.values(GARBAGE);
    const cwd = folderWith(Object.fromEntries(kinds.map((content, i) => [`${i}/program.plan`, content])));
    const ran = await planwright(["fmt", ...kinds.map((__, i) => String(i))], { cwd });
    expectRefusal(ran, 1);
    expect(ran.stderr).toContain("left as it is");
  });

  it.concurrent.each([
    "check --format json",
    "check --format github",
    "build",
    "test",
    "rate --census people.csv",
  ])("random bytes, for `%s`", async (command) => {
    const cwd = folderWith({ "program.plan": randomBytes(20_000), "people.csv": CENSUS });
    const [name = "", ...options] = command.split(" ");
    expectRefusal(await planwright([name, ".", ...options], { cwd }), 1);
  });

  it.each([
    ["little", Buffer.from(`\ufeff${PLAN}`, "utf16le")],
    ["big", Buffer.from(`\ufeff${PLAN}`, "utf16le").swap16()],
  ])("is refused in UTF-16, the %s end first, and left as it is", async (_, content) => {
    const cwd = folderWith({ "plan/program.plan": content });
    for (const command of ["check", "fmt", "build"]) {
      const ran = await planwright([command, "plan"], { cwd });
      expectRefusal(ran, 2);
      expect(ran.stderr).toMatch(/UTF-16.*UTF-8/s);
    }
    expect(readFileSync(`${cwd}/plan/program.plan`)).toEqual(content);
  });

  it("is refused for its size before it is read", async () => {
    const cwd = folderWith({ "plan/program.plan": "" });
    truncateSync(`${cwd}/plan/program.plan`, 200_000_000);
    for (const args of [
      ["check", "plan"],
      ["fmt", "plan"],
    ]) {
      expectRefusal(await planwright(args, { cwd }), 2);
    }
  });
});

/** The book with a part changed, and the hash that belongs to it. */
function forged(change: (copy: RateBook) => void): string {
  const copy = structuredClone(book);
  change(copy);
  copy.hash = hashOf(copy);
  return canonicalText(copy);
}

const text = canonicalText(book);

describe("a rate book that cannot be trusted is refused", () => {
  const REFUSED: Readonly<Record<string, readonly [content: string, says: RegExp]>> = {
    "a rate was changed": [text.replace('"0.2"', '"0.1"'), /changed after it was built/],
    "it was cut off": [text.slice(0, text.length / 2), /not whole JSON/],
    nothing: ["", /not whole JSON/],
    "another version": [
      text.replace("planwright.ratebook/1", "planwright.ratebook/2"),
      /ratebook\/2.*ratebook\/1/,
    ],
    "another kind of file": ['{"name":"planwright","version":"1.0.0"}', /no rate book/],
    "a list": ["[]", /no rate book/],
    "a text": ['"planwright.ratebook/1"', /no rate book/],
    "deep lists": [`${"[".repeat(100_000)}${"]".repeat(100_000)}`, /deep/],
    "deep objects that never end": ['{"a":'.repeat(100_000), /deep/],
    "a prototype": [
      text.replace('"conventions":{', '"conventions":{"__proto__":{"polluted":true}'),
      /__proto__/,
    ],
    "a constructor": [
      text.replace('"conventions":{', '"conventions":{"constructor":{"prototype":1}'),
      /constructor/,
    ],
    "a number beyond all numbers": [text.replace('"0.2"', "1e400"), /not whole/],
    "a rate with an exponent": [text.replace('"0.2"', '"1e9"'), /not whole/],
    "a rate with a hundred digits": [text.replace('"0.2"', `"${"9".repeat(100)}"`), /not whole/],
    "a rate that is a number": [text.replace('"0.2"', "0.2"), /not whole/],
    "a surplus key": [text.replace('{"', '{"surplus":1,"'), /not whole/],
  };

  it.concurrent.each(Object.entries(REFUSED))("%s", async (_, [content, says]) => {
    expect(content).not.toBe(text);
    const cwd = folderWith({ "b.ratebook.json": content, "people.csv": CENSUS });
    const ran = await planwright(["rate", "b.ratebook.json", "--census", "people.csv"], { cwd });
    expectRefusal(ran, 2);
    expect(ran.stderr).toMatch(says);
    expect(ran.stderr.length, "a sentence or two").toBeLessThan(500);
    expect(ran.stdout).toBe("");
  });

  it("by `test` as well", async () => {
    const cwd = folderWith({ "b.ratebook.json": text.slice(0, text.length / 2) });
    expectRefusal(await planwright(["test", "b.ratebook.json"], { cwd }), 2);
  });
});

const first = <T>(items: readonly T[]): T => {
  const [item] = items;
  if (item === undefined) throw new Error("nothing there");
  return item;
};

describe("a rate book that somebody made, hash and all, fails no command", () => {
  const FORGED: Readonly<Record<string, (copy: RateBook) => void>> = {
    "rounds to nothing": (copy) => Object.assign(copy.rounding, { to: "0" }),
    "is per nothing": (copy) => Object.assign(first(copy.rates).base, { amount: "0" }),
    "has steps of nothing": (copy) => Object.assign(first(first(copy.coverages).volumes), { step: "0" }),
    "names no coverage": (copy) => Object.assign(copy, { coverages: [] }),
    "names coverages that are none": (copy) => Object.assign(first(copy.rates), { coverages: ["nothing"] }),
    "has keys that are no inputs": (copy) => Object.assign(first(copy.rates), { keys: ["planet"] }),
    "has no rows": (copy) => Object.assign(first(copy.rates), { rows: [] }),
    "has a formula of itself": (copy) => {
      copy.formulas = [{ id: "half_pay", value: { op: "formula", ref: "half_pay" } }];
      first(copy.rates).rows = [{ keys: {}, value: { op: "formula", ref: "half_pay" } }];
    },
    "has a rate of itself": (copy) => {
      first(copy.rates).rows = [{ keys: {}, value: { op: "ask", head: "rate", of: "life" } }];
    },
    "has a condition of itself": (copy) => {
      copy.conditions = [{ id: "loop", when: { op: "condition", ref: "loop" } }];
      first(copy.rates).when = { op: "condition", ref: "loop" };
    },
    "divides by zero": (copy) => {
      const nothing = { op: "literal", value: "0" } as const;
      first(copy.rates).rows = [{ keys: {}, value: { op: "divide", a: nothing, b: nothing } }];
    },
    "converts by nothing": (copy) => {
      const one = { op: "literal", value: "1" } as const;
      first(copy.rates).rows = [{ keys: {}, value: { op: "convert", a: one, times: "1", over: "0" } }];
    },
    "rounds a rate to nothing": (copy) => {
      const one = { op: "literal", value: "1" } as const;
      first(copy.rates).rows = [{ keys: {}, value: { op: "round", a: one, mode: "up", to: "0" } }];
    },
    "reduces by an age that is none": (copy) =>
      Object.assign(first(copy.coverages), { reduction: { age: "none", bands: [] } }),
    "has days that are none": (copy) =>
      Object.assign(copy.program.effective, { from: "2015-99-99", to: "2015-99-99" }),
    "reads ages in no known way": (copy) => {
      copy.conventions = { age: { reading: "sideways" }, volume_rounding: { reading: "up", amount: "0" } };
    },
    "has an input called as a question": (copy) =>
      Object.assign(first(copy.inputs), { id: "volume of life" }),
    "needs itself": (copy) => Object.assign(first(copy.coverages), { needs: ["life"] }),
    "has a rate below zero": (copy) => {
      first(copy.rates).rows = [{ keys: {}, rate: "-5" }];
    },
  };

  it.each(Object.entries(FORGED))("it %s", async (_, change) => {
    const loaded = await loadRateBook(forged(change));
    if (!loaded.ok) return;
    const prepared = prepare(loaded.book);
    const person = { age: "40", team: "second", "volume of life": "20000" };
    const { total, errors } = prepared.rate(person, { trace: true });
    expect(total === null, "a row is rated, or says why not").toBe(errors.length > 0);
    expect(runExamples(prepared)).toHaveLength(1);
  });

  it.concurrent.each([["rate", "--census", "people.csv"], ["test"]])("by `%s`", async (name, ...options) => {
    for (const change of [FORGED["rounds to nothing"], FORGED["has a formula of itself"]]) {
      const cwd = folderWith({
        "b.ratebook.json": forged(change ?? (() => undefined)),
        "people.csv": CENSUS,
      });
      expectRefusal(await planwright([name, "b.ratebook.json", ...options], { cwd }), [1, 2]);
    }
  });
});

describe("a census", () => {
  const rate = async (content: string | Buffer, ...options: string[]) => {
    const name = options.includes("--lines") ? "people.jsonl" : "people.csv";
    const cwd = folderWith({ "plan/program.plan": PLAN, [name]: content });
    const args = [
      "rate",
      "plan",
      "--census",
      name,
      "--format",
      "json",
      ...options.filter((o) => o !== "--lines"),
    ];
    const ran = await planwright(args, { cwd });
    expect(faultsOf(ran)).toEqual([]);
    const answers = ran.stdout
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line));
    return { ...ran, answers, premiums: answers.map(({ total }) => total?.premium ?? null) };
  };

  it.concurrent.each([
    ["an unknown column", "id,agee,team,volume of life\n1,40,second,10000\n", /no column `agee`[\s\S]*`age`/],
    ["a column twice", "id,age,age\n1,40,41\n", /two columns are called age/],
    ["an unclosed quote", 'id,age\n1,"40\n2,41\n', /quote/],
    ["nothing at all", "", /is empty/],
    ["a row of two megabytes", `id,age\n1,${"4".repeat(2_000_000)}\n`, /longer/],
  ])("with %s is refused", async (_, content, says) => {
    const ran = await rate(content);
    expect(ran.status).toBe(2);
    expect(ran.stderr).toMatch(says);
  });

  it.concurrent.each([
    ["of bytes that are no text", randomBytes(5_000)],
    ["of zeros", Buffer.alloc(5_000)],
  ])("%s is refused", async (_, content) => {
    expect([1, 2]).toContain((await rate(content)).status);
  });

  it("with a header alone has no answers, and says so", async () => {
    const ran = await rate("id,age\n");
    expect(ran).toMatchObject({ status: 0, stdout: "" });
    expect(ran.stderr).toContain("no row");
  });

  it("with too few or too many cells in a row leaves that row out, and names it", async () => {
    const ran = await rate(`${CENSUS}2,40\n3,40,second,10000,1\n4,50,second,10000\n`);
    expect(ran.premiums).toEqual(["2.00", null, null, "4.00"]);
    expect(ran.answers[1].errors[0].message).toMatch(/2 cells.*4/);
    expect(ran.answers[2].errors[0].message).toMatch(/5 cells.*4/);
    expect(ran.status).toBe(1);
    expect(ran.stderr).toContain("2 of 4 rows were not rated");
  });

  it("with semicolons between its cells is refused, with what to do", async () => {
    const ran = await rate(CENSUS.replaceAll(",", ";"));
    expect(ran).toMatchObject({ status: 2, stdout: "" });
    expect(ran.stderr).toMatch(/semicolons.*commas/s);
  });

  it("may have a byte order mark, and lines that end as Windows ends them", async () => {
    const ran = await rate(`\ufeff${CENSUS.replaceAll("\n", "\r\n")}`);
    expect(ran).toMatchObject({ status: 0, premiums: ["2.00"] });
    expect(ran.answers[0].id).toBe("1");
  });

  it("may have cells in quotes, with commas, quotes and line ends in them", async () => {
    const ran = await rate(
      '"id","age","team","volume of life"\n"a ""b""\nc",40,"the, first","$10,000"\n2,40,second,10000\n',
    );
    // 10 x 0.30 and 10 x 0.20
    expect(ran).toMatchObject({ status: 0, premiums: ["3.00", "2.00"] });
    expect(ran.answers[0].id).toBe('a "b"\nc');
  });

  it("counts lines of the file, also after a cell that goes on", async () => {
    const cwd = folderWith({ "plan/program.plan": PLAN, "p.csv": 'id,age\n"a\nb",40\n2,old\n' });
    const ran = await planwright(["rate", "plan", "--census", "p.csv"], { cwd });
    expect(ran.stdout).toContain("p.csv:4");
  });

  it("may leave columns out that are not for rating", async () => {
    const ran = await rate(
      "id,age,team,volume of life,shoe size\n1,40,second,10000,43\n",
      "--ignore",
      "shoe size",
    );
    expect(ran).toMatchObject({ status: 0, premiums: ["2.00"] });
  });

  it("of JSON lines takes texts, numbers, truths and nulls, and no values in values", async () => {
    const lines = [
      '{"id":1,"age":40,"team":"second","volume of life":10000}',
      "",
      '{"id":"2","age":"50","team":"second","volume of life":"$10,000","salary":null}',
      '{"id":"3","age":{"years":40},"team":"second"}',
      '{"id":"4","age":[40]}',
      "[1,2]",
      "{broken",
      '{"__proto__":{"age":40},"id":"5"}',
    ];
    const ran = await rate(`${lines.join("\n")}\n`, "--lines");
    expect(ran.premiums.slice(0, 2)).toEqual(["2.00", "4.00"]);
    expect(ran.premiums.slice(2)).toEqual(ran.premiums.slice(2).map(() => null));
    expect(ran.status).not.toBe(0);
  });

  it("of JSON lines with an unknown name is refused at its line", async () => {
    const ran = await rate(
      '{"id":1,"age":40,"team":"second","volume of life":10000}\n{"id":2,"agee":40}\n',
      "--lines",
    );
    expect(ran.status).toBe(2);
    expect(ran.stderr).toContain("people.jsonl:2");
  });

  it("with figures that are none, and names that are none, leaves those rows out and says why", async () => {
    const wrong = [
      ["volume of life", "1e5"],
      ["volume of life", "-10000"],
      ["volume of life", "9".repeat(400)],
      ["volume of life", "0.0000000001"],
      ["age", "Infinity"],
      ["age", "131"],
      ["age", "40.5"],
      ["age", "４０"],
      ["team", "__proto__"],
      ["team", "constructor"],
      ["date", "2015-02-30"],
      ["date", "2016-01-01"],
    ] as const;
    const good = { age: "40", team: "second", "volume of life": "10000" };
    const rows = wrong.map(([column, value]) => JSON.stringify({ ...good, [column]: value }));
    const ran = await rate(`${rows.join("\n")}\n`, "--lines");
    expect(ran.status).toBe(1);
    expect(ran.answers.map(({ total, errors }) => [total, errors.length > 0 && errors[0].about])).toEqual(
      wrong.map(([column]) => [null, column]),
    );
  });
});
