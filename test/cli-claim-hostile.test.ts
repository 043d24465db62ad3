// Claims that nobody should hand to `planwright claim`, and somebody will: they are refused in a sentence, and stop no
// other household.
import type { ClaimAnswer } from "@planwright/evaluator";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { bundleWhenStale, faultsOf, planwright, removeFolders } from "./support/cli.ts";
import { answerOf, answersOf, claim, FACTS, SDRMA, STAY } from "./support/cli-claims.ts";

// Processes start slowly where several run at once.
vi.setConfig({ testTimeout: 60_000 });

beforeAll(bundleWhenStale, 60_000);
afterAll(removeFolders);

const SECOND = { ...STAY, id: "2", date: "2015-03-03" };
const FAMILY = {
  plan: "gold_ppo",
  household: { coverage: "family", members: ["a", "b"] },
  facts: FACTS,
  lines: [STAY, SECOND, { ...STAY, id: "3", member: "b" }],
};

describe("what cannot be a household", () => {
  const line = { ...STAY };
  const lines = [line];
  const household = { members: ["a"] };
  const base = { plan: "gold_ppo", household, facts: FACTS, lines };
  const withLine = (more: object) => ({ ...base, lines: [{ ...line, ...more }] });
  const long = "x".repeat(2_000);

  const WRONG: readonly (readonly [what: string, value: unknown, message: string])[] = [
    ["nothing", null, "This is nothing, and no household."],
    ["a number", 7, "This is a number, and no household."],
    ["a list", [base], "This is a list, and no household."],
    ["a text", "gold_ppo", "This is a text, and no household."],
    ["an empty object", {}, "Nothing says under which plan this household is: `plan` is missing."],
    ["another field", { ...base, line: [] }, "“line” is no field of a household. Did you mean lines?"],
    [
      "another field of who",
      { ...base, household: { member: ["a"] } },
      "“member” is no field of `household`. Did you mean members?",
    ],
    ["nobody", { ...base, household: {} }, "Nobody is in this household: `members` is missing or empty."],
    [
      "no household",
      { plan: "gold_ppo", lines },
      "Nothing says who is in this household: `household` is missing.",
    ],
    [
      "a household that is a text",
      { ...base, household: "a" },
      '`household` is a text, not { "members": [ … ] }.',
    ],
    [
      "members that are a text",
      { ...base, household: { members: "a" } },
      "`household`: `members` is a text, not a list.",
    ],
    ["a member twice", { ...base, household: { members: ["a", "a"] } }, "The member a is named twice."],
    ["a member without a name", { ...base, household: { members: [{}] } }, "A member has no `id`."],
    [
      "a member who is yes or no",
      { ...base, household: { members: [true] } },
      "A member is yes or no, not a text.",
    ],
    [
      "a member like the family",
      { ...base, household: { members: ["family"] } },
      "No member can be called family: so all of them together are called.",
    ],
    [
      "a plan that is a list",
      { ...base, plan: ["gold_ppo"] },
      "The household: `plan` is a list, not a text.",
    ],
    [
      "an unknown plan",
      { ...base, plan: "gold_pp" },
      "“gold_pp” is not a plan of this program. Did you mean gold_ppo?",
    ],
    ["no lines", { plan: "gold_ppo", household }, "This household has no line: `lines` is missing."],
    ["empty lines", { ...base, lines: [] }, "This household has no line: `lines` is empty."],
    ["lines by name", { ...base, lines: { 1: line } }, "`lines` is an object, not a list of lines."],
    [
      "an unknown fact",
      { ...base, facts: { medicar: true } },
      "The household: “medicar” is no input of this program. Did you mean medicare?",
    ],
    [
      "a fact that is a list",
      { ...base, facts: { medicare: [true] } },
      "The household: “medicare” is a list, not a text.",
    ],
    [
      "something used without an amount",
      { ...base, used: [{ of: "deductible", by: "a" }] },
      "`used` does not say its `amount`.",
    ],
    [
      "something unknown that was used",
      { ...base, used: [{ of: "luck", by: "a", amount: 1 }] },
      "luck is none of what adds up in this plan: deductible; out of pocket maximum; ",
    ],
    ["a line that is a text", { ...base, lines: ["1"] }, "This is a text, and no line."],
    [
      "a line without a day",
      withLine({ date: undefined }),
      "Nothing says on which day this was: `date` is missing.",
    ],
    [
      "a day that is none",
      withLine({ date: "2015-02-30" }),
      "date “2015-02-30” is not a day. Write it like 2015-03-02.",
    ],
    [
      "a day of another year",
      withLine({ date: "2014-02-03" }),
      "2014-02-03 is outside the program, which runs from 2015-01-01 to 2015-12-31.",
    ],
    ["a member of another household", withLine({ member: "z" }), "“z” is not in this household: a."],
    [
      "an unknown service",
      withLine({ service: "inpatient_hospita" }),
      "“inpatient_hospita” is not a service of this plan. Did you mean inpatient_hospital?",
    ],
    [
      "a service and a drug",
      withLine({ drug: "generic" }),
      "This line has a `service` and a `drug`; it is for one of the two.",
    ],
    ["a charge that is a word", withLine({ charge: "much" }), "charge “much” is not an amount."],
    ["a charge below zero", withLine({ charge: -1 }), "charge -1 is below zero."],
    ["a charge that is a list", withLine({ charge: [1] }), "This line: `charge` is a list, not a text."],
    [
      "a charge that JSON does not keep",
      withLine({ charge: 1e300 }),
      'This line: `charge` 1e+300 is a number that JSON does not keep exactly. Write it as a text, "…".',
    ],
    [
      "a charge of twenty digits",
      withLine({ charge: Number("12345678901234567890") }),
      'This line: `charge` 12345678901234567000 is a number that JSON does not keep exactly. Write it as a text, "…".',
    ],
    ["an empty text", withLine({ service: " " }), "This line: `service` is empty."],
    ["a long text", withLine({ service: long }), "This line: `service` is longer than 1000 characters."],
    [
      "what a terminal would obey",
      withLine({ service: "\u001b[31mred" }),
      "This line: `service` “·[31mred” holds a character that cannot be printed.",
    ],
    ["units that are a number", withLine({ units: 3 }), '`units` is a number, not { "days": "3" }.'],
    ["unknown units", withLine({ units: { day: "3" } }), "“day” is no unit. Did you mean days?"],
    [
      "an unknown fact of a line",
      withLine({ facts: { acident: "one" } }),
      "“acident” is no input of this program. Did you mean accident?",
    ],
    ["a long unknown field", withLine({ [long]: 1 }), `“${"x".repeat(60)}…” is no field of a line.`],
    [
      "taking back what is not there",
      withLine({ voids: "9" }),
      "There is no line 9 before this one that was paid.",
    ],
  ];

  it("is refused in a sentence that says what is wrong", async () => {
    const answers = await answersOf(WRONG.map(([, value]) => value));
    const messages = answers.map(({ errors }) => errors.map(({ message }) => message).join(" "));
    expect(WRONG.map(([what], i) => [what, messages[i]])).toEqual(
      WRONG.map(([what, , message]) => [what, expect.stringContaining(message) as unknown]),
    );
  });

  it("has no coverage of another word", async () => {
    const answer = await answerOf({ ...base, household: { coverage: "famly", members: ["a"] } });
    expect(answer.errors[0]?.message).toBe("“famly” does not say who is covered. Did you mean family?");
    const other = await answerOf({ ...base, household: { coverage: "all of us", members: ["a"] } });
    expect(other.errors[0]?.message).toContain("It is one of: family, self, individual, ");
  });

  it("has two lines of one name: the second is refused", async () => {
    const answer = await answerOf({
      ...base,
      lines: [line, { ...SECOND, id: "1", service: "ambulance" }],
    });
    expect(answer.lines.map(({ service }) => service)).toEqual(["inpatient_hospital"]);
    expect(answer.errors).toEqual([
      { line: "1", about: "id", message: "There is another line 1 before this one." },
    ]);
  });

  it("has names of JavaScript's own", async () => {
    const text = JSON.stringify([base, base, base])
      .replace('"plan":"gold_ppo"', '"__proto__":{"plan":"gold_ppo"}')
      .replace(/(.*)"medicare":false/s, '$1"__proto__":"yes"')
      .replace('"days":"3"', '"__proto__":"3"');
    const { stdout, status } = await claim(text, "--format", "json");
    const errors = (JSON.parse(stdout) as ClaimAnswer[]).map((answer) => answer.errors[0]?.message ?? "");
    expect(errors[0]).toContain("“__proto__” is no field of a household.");
    expect(errors[2]).toContain("“__proto__” is no input of this program.");
    expect(status).toBe(1);
    const other = await answerOf({ ...base, plan: "constructor", riders: ["toString"] });
    expect(other.errors[0]?.message).toBe("“constructor” is not a plan of this program.");
    const unit = JSON.stringify(base).replace('"days":"3"', '"__proto__":"3"');
    expect((await answerOf(unit)).errors[0]?.message).toContain("“__proto__” is no unit.");
  });

  it("stops no other household", async () => {
    const input = `${JSON.stringify(FAMILY)}\nnot JSON\n\n{"a":\n7\n${JSON.stringify({ ...FAMILY, id: "x" })}\n`;
    const { stdout, stderr, status } = await claim(input, "--format", "json");
    const answers = stdout
      .trimEnd()
      .split("\n")
      .map((text) => JSON.parse(text) as ClaimAnswer);
    expect(answers.map(({ lines, errors }) => [lines.length, errors.map(({ message }) => message)])).toEqual([
      [3, []],
      [0, ["This line is not JSON."]],
      [0, ["This line is not JSON. It goes wrong at its end: something is still open."]],
      [0, ["This is a number, and no household."]],
      [3, []],
    ]);
    expect(stderr).toBe("3 of 5 households were not paid in full: line 2, line 4, line 5.\n");
    expect(status).toBe(1);
  });
});

describe("a file", () => {
  const REFUSED: Readonly<Record<string, readonly [content: string | Buffer, message: RegExp]>> = {
    "that is empty": ["", /^standard input is empty\n/],
    "of white space": [" \n\t\n", /^standard input is empty\n/],
    "that is no JSON": ["plan: gold", /^standard input is not JSON\n/],
    "that is cut off": [
      JSON.stringify(FAMILY, null, 2).slice(0, -9),
      /^standard input is not JSON\n→ It goes wrong at its end/,
    ],
    "that goes wrong": [
      '{\n  "plan": "a",\n}',
      /^standard input is not JSON\n→ It goes wrong on line 3, column 1\.\n$/,
    ],
    "of a number": ["7", /^standard input holds no household\n/],
    "saved as UTF-16": [Buffer.from("\uFEFF{}", "utf16le"), /^standard input is saved as UTF-16\n/],
    "of deep lists": ["[".repeat(300_000), /^standard input is not JSON\n/],
    "of random bytes": [Buffer.from([0, 255, 254, 1, 200, 10, 13]), /^standard input is not JSON\n/],
  };

  it.concurrent.each(Object.entries(REFUSED))("%s is refused", async (_, [content, message]) => {
    const ran = await planwright(["claim", SDRMA, "--claims", "-"], { input: content });
    expect(faultsOf(ran)).toEqual([]);
    expect(ran.stderr).toMatch(message);
    expect([ran.status, ran.stdout]).toEqual([2, ""]);
  });

  it("of deep objects has households that are none", async () => {
    const deep = `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`;
    const { stdout, status } = await claim(`[${deep}]`, "--format", "json");
    expect(stdout).toContain("“a” is no field of a household.");
    expect(status).toBe(1);
  });

  it("with a line of 10 MB is read", async () => {
    const long = `{"plan":"${"x".repeat(10_000_000)}"}`;
    const { stdout, status } = await claim(`${long}\n${JSON.stringify(FAMILY)}\n`, "--format", "json");
    const [first, second] = stdout
      .split("\n")
      .map((text) => (text ? (JSON.parse(text) as ClaimAnswer) : undefined));
    expect(first?.errors[0]?.message).toBe("The household: `plan` is longer than 1000 characters.");
    expect(second?.lines.length).toBe(3);
    expect(status).toBe(1);
  });
});

describe("the exit status is 2", () => {
  const USAGES: readonly string[] = [
    `claim ${SDRMA}`,
    `claim ${SDRMA} --claims nowhere.json`,
    `claim ${SDRMA} --claims nowhere.jsonl`,
    `claim ${SDRMA} --claims examples`,
    `claim nowhere --claims -`,
    `claim ${SDRMA} --claims - --format csv`,
    `claim ${SDRMA} --claims - --out nowhere/answer.json`,
  ];

  it.concurrent.each(USAGES)("planwright %s", async (command) => {
    const ran = await planwright(command.split(" "), { input: JSON.stringify(FAMILY) });
    expect(faultsOf(ran)).toEqual([]);
    expect(ran.stderr).toMatch(/\S/);
    expect(ran.status).toBe(2);
  });
});
