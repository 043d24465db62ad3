// `planwright settle` with employees: a ledger for each, and a reason for each that has none.
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundleWhenStale, folderWith, planwright, removeFolders } from "./support/cli.ts";
import { ROOT } from "./support/programs.ts";

beforeAll(bundleWhenStale, 60_000);
afterAll(removeFolders);

const PROGRAM = "examples/mendocino-staywell";
const FACTS = {
  status: "regular",
  first_status: "regular",
  hours: 40,
  vesting_clock: "coverage",
  hire: "1981-06-01",
};

async function settle(file: unknown, ...args: readonly string[]) {
  const text = typeof file === "string" ? file : JSON.stringify(file);
  const experience = join(folderWith({ "people.json": text }), "people.json");
  const ran = await planwright(["settle", PROGRAM, "--experience", experience, ...args], { cwd: ROOT });
  expect(`${ran.stdout}${ran.stderr}`).not.toMatch(/\n\s+at |undefined|\[object/);
  return ran;
}

interface Settled {
  readonly people: readonly {
    readonly id: string;
    readonly accounts: readonly {
      readonly account: string;
      readonly closing: string;
      readonly trace: readonly unknown[];
    }[];
    readonly errors: readonly { readonly about: string; readonly message: string }[];
  }[];
}

const inJson = async (file: unknown) => {
  const { stdout, status } = await settle(file, "--format", "json");
  return { status, people: (JSON.parse(stdout) as Settled).people };
};

describe("a ledger", () => {
  it("is a table of entries, with the reason and the line of the plan where they are asked for", async () => {
    const one = {
      people: [
        {
          id: "ann",
          facts: FACTS,
          through: "1982-12-31",
          events: [{ date: "1982-10-05", event: "claims", amount: "$620.00" }],
        },
      ],
    };
    const plain = await settle(one);
    expect(plain.status).toBe(0);
    expect(plain.stdout).toContain("Employee ann, through 1982-12-31");
    expect(plain.stdout).toContain(
      "1982-10-05  debit                               -$500.00         $0.00\n              unpaid $120.00",
    );
    expect(plain.stdout).not.toContain("accounts.plan");
    const explained = await settle(one, "--explain");
    expect(explained.stdout).toMatch(
      /full year, contract year from 1981-07-01: \$500 unused in deductible_trust\n +examples\/mendocino-staywell\/accounts\.plan:\d+ \[line 147\]/,
    );
  });

  it("is JSON, one object an employee", async () => {
    const { status, people } = await inJson({ people: [{ facts: FACTS, through: "1983-07-01" }] });
    expect(status).toBe(0);
    expect(people.map(({ id, errors }) => [id, errors])).toEqual([["1", []]]);
    const vested = people[0]?.accounts.find(({ account }) => account === "vested_trust");
    // 500 of 1981-82 and of 1982-83
    expect(vested?.closing).toBe("1000.00");
    expect(vested?.trace[0]).toMatchObject({
      date: "1982-07-01",
      movement: "transfer in",
      amount: "500.00",
      change: "500.00",
      balance: "500.00",
    });
  });

  it("is written of those that can be settled, whatever is wrong with another", async () => {
    const { status, people } = await inJson({
      people: [
        { id: "a", facts: { ...FACTS, hours: "forty" } },
        { id: "b", facts: FACTS },
        { id: "b", facts: FACTS },
        7,
      ],
    });
    expect(status).toBe(1);
    expect(people.map(({ id, accounts, errors }) => [id, accounts.length, errors[0]?.message ?? ""])).toEqual(
      [
        ["a", 0, "hours “forty” is not a number."],
        ["b", 3, ""],
        ["employee 3", 0, "Another employee before this one has the id “b”."],
        ["employee 4", 0, "This is a number, and no employee."],
      ],
    );
  });
});

describe("what an employee says", () => {
  const reasons: readonly (readonly [string, object, string])[] = [
    [
      "a fact that is none",
      { facts: { ...FACTS, hir: "1981-01-01" } },
      "“hir” is no input of this program. Did you mean hire?",
    ],
    ["a fact that is missing", { facts: { ...FACTS, vesting_clock: null } }, "vesting_clock is missing"],
    ["a field that is none", { fact: FACTS }, "“fact” is no field of an employee. Did you mean facts?"],
    [
      "events that are no list",
      { facts: FACTS, events: {} },
      "The employee: `events` is an object, not a list.",
    ],
    [
      "an event without a day",
      { facts: FACTS, events: [{ event: "claims", amount: "5" }] },
      "Event 1 does not say its `date`.",
    ],
    [
      "a day that is none",
      { facts: FACTS, events: [{ date: "1982-02-30", event: "claims", amount: "5" }] },
      "“1982-02-30” is not a day.",
    ],
    [
      "an amount below zero",
      { facts: FACTS, events: [{ date: "1982-02-03", event: "claims", amount: "-5" }] },
      "“-5” is not an amount of dollars and cents.",
    ],
    [
      "fractions of a cent",
      { facts: FACTS, events: [{ date: "1982-02-03", event: "claims", amount: "5.001" }] },
      "“5.001” is not an amount",
    ],
    [
      "a plan that no account pays",
      { facts: FACTS, events: [{ date: "1982-02-03", event: "claims", amount: "5", plan: "gold" }] },
      "No account pays claims of gold.",
    ],
    [
      "a request that nothing names",
      { facts: FACTS, events: [{ date: "1982-02-03", event: "gift", amount: "5" }] },
      "Nothing says whether an account gives a gift",
    ],
    [
      "a balance of no account",
      { facts: FACTS, events: [{ date: "1982-02-03", event: "balance", amount: "5", account: "found" }] },
      "found is no account.",
    ],
    [
      "two events that end an account",
      { facts: { ...FACTS, leaving: "1983-01-01", death: "1983-05-01" } },
      "Two events end deductible_trust: leaving on 1983-01-01 and death on 1983-05-01.",
    ],
    [
      "cover before the program",
      { facts: { ...FACTS, hire: "1978-01-01", vesting_clock: "employment" } },
      "vested_trust is described from 1979-07-01 to 1985-06-30",
    ],
    ["a last day that is none", { facts: FACTS, through: "soon" }, "“soon” is not a day."],
    [
      "a last day that is too far off",
      { facts: FACTS, through: "9999-12-31" },
      "9999-12-31 is too far off for a ledger.",
    ],
    [
      "cover from the year 1",
      { facts: { ...FACTS, hire: "0001-01-01", vesting_clock: "employment" } },
      "before accounts were kept",
    ],
  ];

  it.each(reasons)("is refused with a reason: %s", async (_what, person, reason) => {
    const { status, people } = await inJson({ people: [person] });
    expect(status).toBe(1);
    expect(people[0]?.accounts).toEqual([]);
    expect(people[0]?.errors[0]?.message).toContain(reason);
  });
});

describe("a file", () => {
  it.each([
    ["of people that are no list", { people: {} }, "“people” is not a list"],
    ["without an employee", { people: [] }, "“people” holds no employee"],
  ])("%s cannot be settled", async (_what, file, reason) => {
    const { status, stderr } = await settle(file);
    expect(status).toBe(2);
    expect(stderr).toContain(reason);
  });

  it("of people cannot be settled by a program without accounts", async () => {
    const folder = folderWith({ "people.json": '{ "people": [ {} ] }' });
    const args = ["settle", "examples/sdrma-2015", "--experience", join(folder, "people.json")];
    const { status, stderr } = await planwright(args, { cwd: ROOT });
    expect(status).toBe(2);
    expect(stderr).toContain("This program keeps no account for each employee");
  });

  it("of many employees is settled in a few seconds", async () => {
    const people = Array.from({ length: 2_000 }, (_, i) => ({ id: `e${i}`, facts: FACTS }));
    const { status, people: answers } = await inJson({ people });
    expect(status).toBe(0);
    expect(answers).toHaveLength(2_000);
  }, 60_000);
});

// Rule IV.C and IV.D: one policy is terminated; what vested before stays with each, and later sums are halved.
describe("a couple", () => {
  const MARRIED = { ...FACTS, hire: "1980-06-01", marriage: "1983-02-14" };
  const couple = (own: object, theirs: object) => ({
    people: [
      { id: "a", spouse: "b", facts: { ...MARRIED, ...own } },
      { id: "b", spouse: "a", facts: { ...MARRIED, ...theirs } },
    ],
  });
  const vested = ({ people }: Awaited<ReturnType<typeof inJson>>) =>
    people.map(({ accounts }) => accounts.find(({ account }) => account === "vested_trust")?.closing);

  // Both are covered from 1980-07-01: $500 for each of two years. Of the third, b has July 1982 through February 1983,
  // 8 of 12 months, $333.33, of which $166.67 is a's; of a's $500 of that year and the next, b has $250 each.
  it("has one policy from the day on which one of them is the dependent, and both have their accounts", async () => {
    const answer = await inJson(couple({}, { covered_by_spouse: "1983-03-01" }));
    expect(answer.people.map(({ errors }) => errors)).toEqual([[], []]);
    expect(vested(answer)).toEqual([
      (500 + 500 + 166.67 + 250 + 250).toFixed(2),
      (500 + 500 + 166.66 + 250 + 250).toFixed(2),
    ]);
  });

  it("of whom one was never insured stops no ledger of the other", async () => {
    const answer = await inJson(couple({}, { covered_by_spouse: "1980-06-01" }));
    expect(answer.people.map(({ errors }) => errors.length)).toEqual([0, 1]);
    expect(vested(answer)[0]).toBe((500 + 500 + 250 + 250).toFixed(2));
  });

  it.each([
    ["1984-02-14", "a gives “1983-02-14”, and b gives “1984-02-14”"],
    [undefined, "a gives “1983-02-14”, and b gives none"],
  ])("married on one day: %s for the other is refused", async (marriage, said) => {
    const { status, people } = await inJson(couple({}, { marriage }));
    expect(status).toBe(1);
    expect(people.map(({ accounts }) => accounts)).toEqual([[], []]);
    expect(people[0]?.errors[0]?.message).toBe(
      `a and b are spouses, and marriage is one day of both: ${said}.`,
    );
  });
});
