// `planwright claim`, run as a process. The plans are those of SDRMA's brochure; the claims are made up, and what is
// expected is worked by hand in the comments.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, readFileSync } from "node:fs";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import type { ClaimAnswer, LineAnswer } from "@planwright/evaluator";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { BUNDLE, bundleWhenStale, folderWith, planwright, removeFolders } from "./support/cli.ts";
import { ROOT } from "./support/programs.ts";
import { answerOf, answersOf, claim, FACTS, SDRMA, STAY } from "./support/cli-claims.ts";

// Processes start slowly where several run at once.
vi.setConfig({ testTimeout: 60_000 });

beforeAll(bundleWhenStale, 60_000);
afterAll(removeFolders);

const equipment = (date: string, member: string, charge: unknown, allowed: unknown) => ({
  date,
  member,
  service: "durable_medical_equipment",
  network: "participating",
  charge,
  allowed,
});

/** The family of the mock-up of the terminal. */
const FAMILY = {
  plan: "gold_ppo",
  household: { coverage: "family", members: ["a", "b", "c"] },
  facts: FACTS,
  lines: [STAY, equipment("2015-04-10", "b", "400", "300"), equipment("2015-05-20", "c", 900, 700)],
};

type Figure = "deductible" | "copay" | "coinsurance" | "over_limit" | "member_pays" | "plan_pays";

const figures = (line: LineAnswer | undefined, ...names: readonly Figure[]): unknown[] =>
  names.map((name) => line?.[name]);

describe("a household", () => {
  it("is answered in the shape of the contract", async () => {
    const { stdout, stderr, status } = await claim(FAMILY, "--format", "json");
    const answer = JSON.parse(stdout) as ClaimAnswer;

    // The deductible of 500; 20% of 9,500 is 1,900, of which the maximum of 2,000 leaves 1,500.
    expect(answer.lines[0]).toEqual({
      id: "1",
      date: "2015-03-02",
      member: "a",
      plan: "gold_ppo",
      service: "inpatient_hospital",
      network: "participating",
      charge: "12000.00",
      allowed: "10000.00",
      deductible: "500.00",
      copay: "0.00",
      coinsurance: "1500.00",
      over_limit: "0.00",
      not_covered: "0.00",
      other_paid: "0.00",
      written_off: "2000.00",
      balance_bill: "0.00",
      member_pays: "2000.00",
      plan_pays: "8000.00",
      moved: expect.any(Array) as unknown,
      trace: [],
    });
    // b is below the 500 of a person. The family has 1,000 - 500 - 300 = 200 left for c; then 20% of 500.
    expect(figures(answer.lines[1], "deductible", "coinsurance", "plan_pays")).toEqual([
      "300.00",
      "0.00",
      "0.00",
    ]);
    expect(figures(answer.lines[2], "deductible", "coinsurance", "plan_pays")).toEqual([
      "200.00",
      "100.00",
      "400.00",
    ]);
    expect(answer.accumulators[0]).toMatchObject({
      name: "deductible",
      scope: "person",
      member: "a",
      used: "500.00",
      limit: "500.00",
      remaining: "0.00",
    });
    expect(Object.keys(answer)).toEqual(["id", "plan", "lines", "accumulators", "errors"]);
    expect(stdout).toContain('{\n  "id": null,\n  "plan": "gold_ppo",\n');
    expect({ errors: answer.errors, stderr, status }).toEqual({ errors: [], stderr: "", status: 0 });
  });

  it("is explained line by line, with bars", async () => {
    const { stdout, status } = await claim(FAMILY, "--explain");

    expect(status).toBe(0);
    expect(stdout.replace(/(medical\.plan:|line )\d+/g, "$1N")).toBe(`\
Gold PPO   family of a, b and c   Participating provider   2015

1   2 March 2015    a   Inpatient hospital: room, board and support services, 3 days
    Charge                                  12,000.00    allowed 10,000.00, written off 2,000.00
    Deductible                                 500.00    a has met $500 of $500
    Coinsurance                              1,500.00    20% of 9,500.00 is 1,900.00; the maximum of
                                                         $2,000 leaves 1,500.00
    You pay 2,000.00, the plan pays 8,000.00             medical.plan:N, the maximum: line N

2   10 April 2015   b   Durable medical equipment
    Charge                                     400.00    allowed 300.00, written off 100.00
    Deductible                                 300.00    b has met $300 of $500
    You pay 300.00, the plan pays 0.00                   medical.plan:N

3   20 May 2015     c   Durable medical equipment
    Charge                                     900.00    allowed 700.00, written off 200.00
    Deductible                                 200.00    c could owe 500.00, the family 200.00
    Coinsurance                                100.00    20% of 500.00
    You pay 300.00, the plan pays 400.00                 medical.plan:N

Together   charge 13,300.00 = you pay 2,600.00 + plan pays 8,400.00 + written off 2,300.00

After these claims                                        used        limit         left
  Deductible              a   ████████████████████         500          500            0   met
                          b   ████████████░░░░░░░░         300          500            0
                          c   ████████░░░░░░░░░░░░         200          500            0
                     family   ████████████████████       1,000        1,000            0   met
  Out of pocket maximum   a   ████████████████████       2,000        2,000            0   met
                          b   ███░░░░░░░░░░░░░░░░░         300        2,000        1,700
                          c   ███░░░░░░░░░░░░░░░░░         300        2,000        1,700
                     family   █████████████░░░░░░░       2,600        4,000        1,400
The family deductible is met, so b and c have no more deductible to meet this year.
`);
  });

  it("is a table without --explain, and what cannot be paid stands at its place", async () => {
    const { units: _, ...unmeasured } = STAY;
    const outside = { ...unmeasured, id: "no days", date: "2015-04-01", network: "non_participating" };
    const lines = [...FAMILY.lines, outside, { id: "typo", date: "2015-04-20", servic: "hospice" }];
    const { stdout, stderr, status } = await claim({ ...FAMILY, id: "h7", lines });

    expect(status).toBe(1);
    expect(stderr).toBe("2 of 5 lines were not paid.\n");
    expect(stdout.split("\n").slice(0, 10)).toEqual([
      "Household h7   Gold PPO   family of a, b and c   2015",
      "",
      "line     date        member  service                      charge     allowed     you pay   plan pays",
      "1        2015-03-02  a       Inpatient hospital: ro…   12,000.00   10,000.00    2,000.00    8,000.00",
      "no days   not paid: Nothing says how many days this line is for.",
      "2        2015-04-10  b       Durable medical equipm…      400.00      300.00      300.00        0.00",
      "typo     not paid: “servic” is no field of a line. Did you mean service?",
      "3        2015-05-20  c       Durable medical equipm…      900.00      700.00      300.00      400.00",
      "",
      "Together   charge 13,300.00 = you pay 2,600.00 + plan pays 8,400.00 + written off 2,300.00",
    ]);
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
  });

  it("without family coverage has no family amounts", async () => {
    const { lines } = await answerOf({
      ...FAMILY,
      household: { coverage: "self", members: ["c"] },
      lines: FAMILY.lines.slice(2),
    });
    // c owes 500 of its own, then 20% of 200.
    expect(figures(lines[0], "deductible", "coinsurance", "plan_pays")).toEqual([
      "500.00",
      "40.00",
      "160.00",
    ]);
  });

  it("is covered as one of the tiers says", async () => {
    const tiers = ["plus_one", "employee_only", "individual"];
    const answers = await answersOf(
      tiers.map((coverage) => ({ ...FAMILY, household: { ...FAMILY.household, coverage } })),
    );
    expect(answers[0]?.lines[2]?.deductible).toBe("200.00");
    expect(answers.slice(1).map(({ errors }) => errors[0]?.message)).toEqual([
      "“employee_only” covers one member, and 3 are named.",
      "“individual” covers one member, and 3 are named.",
    ]);
  });

  it("may have used something before", async () => {
    const used = [{ of: "deductible", by: "b", amount: 300 }];
    const { lines } = await answerOf({ ...FAMILY, used, lines: [equipment("2015-04-10", "b", 400, 400)] });
    // 500 - 300 is left; then 20% of 200.
    expect(figures(lines[0], "deductible", "coinsurance", "plan_pays")).toEqual([
      "200.00",
      "40.00",
      "160.00",
    ]);
  });

  it("has facts of its own, of its members and of its lines", async () => {
    const members = [{ id: "a", facts: { medicare: "yes" } }, { id: "b" }];
    const stays = ["a", "b"].map((member) => ({ ...STAY, id: member, member }));
    const { lines } = await answerOf({ ...FAMILY, household: { members }, lines: stays });
    // With Medicare the maximum is 1,500: it leaves 1,000 after the deductible. Without it is 2,000.
    expect(lines.map((line) => figures(line, "deductible", "coinsurance"))).toEqual([
      ["500.00", "1000.00"],
      ["500.00", "1500.00"],
    ]);
  });

  it("of one member need not name him, and a drug is a service", async () => {
    const drug = { drug: "generic", network: "participating", channel: "retail_30", charge: 30, allowed: 25 };
    const lines = [{ date: "2015-02-01", ...drug }];
    const household = { plan: "hdhp_10", household: { members: ["a"] }, lines };
    const answer = await answerOf(household);
    // The deductible of 1,300 is for drugs as well.
    expect(answer.errors).toEqual([]);
    expect(answer.lines[0]).toMatchObject({ member: "a", service: "generic", deductible: "25.00" });
  });

  it("takes a line back", async () => {
    const lines = [...FAMILY.lines, { id: "back", date: "2015-06-01", voids: "3" }];
    const { stdout } = await claim({ ...FAMILY, lines }, "--explain");
    expect(stdout).toContain("back   1 June 2015     c   Durable medical equipment, takes back line 3\n");
    expect(stdout).toContain("    You pay -300.00, the plan pays -400.00\n");
    // 13,300 - 900; 2,600 - 300; 8,400 - 400; 2,300 - 200.
    expect(stdout).toContain(
      "Together   charge 12,400.00 = you pay 2,300.00 + plan pays 8,000.00 + written off 2,100.00\n",
    );
    expect(stdout).toMatch(/ {26}c {3}░{20} {11}0 {10}500 {10}500\n/);
  });

  it("has riders", async () => {
    const answer = await answerOf({ ...FAMILY, riders: ["platinum_ppo"] });
    expect(answer.errors).toEqual([
      { line: "", about: "plan", message: "platinum_ppo is no rider to gold_ppo." },
    ]);
  });
});

describe("an explanation", () => {
  const explained = async (household: object): Promise<string> =>
    (await claim({ ...FAMILY, ...household }, "--explain")).stdout;

  it("says of a bound what the plan would have paid", async () => {
    const lines = [
      equipment("2015-01-05", "a", 500, 500),
      { ...equipment("2015-01-06", "a", 240, 210), service: "chiropractic", units: { visits: 3 } },
    ];
    const text = await explained({ household: { members: ["a"] }, lines });
    // 80% of 210 is 168, at most 50 for each of three visits.
    expect(text).toContain("2   6 January 2015   a   Chiropractic services, 3 visits\n");
    expect(text).toContain("    Coinsurance                                 42.00    20% of 210.00\n");
    expect(text).toContain(
      "    Over limit                                  18.00    80% of 210.00 is 168.00; the plan pays at\n" +
        "                                                         most 150.00\n" +
        "    You pay 60.00, the plan pays 150.00                  medical.plan:",
    );
    expect(text).toMatch(
      / {2}Visits of Acupuncture, Chiropractic services\n {26}a {3}██░{18} {11}3 {11}26 {11}23\n/,
    );
  });

  it("says which network it was where they differ, and what is billed on top", async () => {
    const outside = { ...equipment("2015-02-02", "a", 1000, 800), network: "non_participating" };
    const text = await explained({
      household: { members: ["a"] },
      lines: [equipment("2015-01-05", "a", 500, 500), outside],
    });
    // 50% of 800; the 200 above it are billed.
    expect(text).toContain("a   Durable medical equipment, Non-participating provider\n");
    expect(text).toContain("allowed 800.00, balance bill 200.00\n");
    expect(text).toContain("    You pay 400.00 and the balance bill of 200.00, the plan pays 400.00\n");
    expect(text).toContain("= you pay 900.00 + plan pays 400.00 + balance bill 200.00\n");
  });

  it("shows an aggregate deductible as the family's", async () => {
    const lines = [equipment("2015-01-05", "a", 2000, 2000), equipment("2015-01-06", "b", 900, 900)];
    const text = await explained({ plan: "hdhp_10", household: { members: ["a", "b"] }, lines });
    // 2,600 for the family: 2,000, then 600; then 10% of 300.
    expect(text).toContain(
      "    Deductible                               2,000.00    the family has met $2,000 of $2,600\n",
    );
    expect(text).toContain(
      "    Deductible                                 600.00    the family has met $2,600 of $2,600\n",
    );
    expect(text).toContain("    Coinsurance                                 30.00    10% of 300.00\n");
    expect(text).toContain(
      "  Deductible         family   ████████████████████       2,600        2,600            0   met\n",
    );
    expect(text).toContain("The family deductible is met for every member this year.\n");
  });

  it("shows who pays first first, and what nobody pays", async () => {
    const emergency = { ...equipment("2015-01-05", "a", 500, 400), service: "emergency_room_not_admitted" };
    const free = { ...equipment("2015-01-06", "a", 200, 150), service: "preventive_care" };
    const outside = {
      date: "2015-01-07",
      member: "a",
      service: "preventive_care",
      network: "non_participating",
      charge: 90,
    };
    const text = await explained({ household: { members: ["a"] }, lines: [emergency, free, outside] });
    expect(text).toMatch(
      /Copay +100\.00 {4}\$100 per visit\n {4}Deductible +300\.00 {4}a has met \$300 of \$500\n/,
    );
    expect(text).toMatch(
      / {4}No charge {44}the plan pays all that is allowed\n {4}You pay 0\.00, the plan pays 150\.00 /,
    );
    expect(text).toMatch(
      / {4}Not covered +90\.00 {4}the schedule says so\n {4}You pay 90\.00, the plan pays 0\.00 /,
    );
  });

  it("is in the trace of JSON, which is empty otherwise", async () => {
    const { stdout } = await claim(FAMILY, "--format", "json", "--explain");
    const { lines } = JSON.parse(stdout) as ClaimAnswer;
    expect(lines[2]?.trace.length).toBeGreaterThan(1);
  });
});

describe("a file", () => {
  it("with a byte order mark, and with lines that end as on Windows, is read", async () => {
    const { status } = await claim(`\uFEFF${JSON.stringify(FAMILY)}\r\n${JSON.stringify(FAMILY)}\r\n`);
    expect(status).toBe(0);
    expect((await claim(`\uFEFF${JSON.stringify([FAMILY])}`)).status).toBe(0);
  });

  it("is a list of answers for a list, and a line each for JSON lines", async () => {
    const list = await claim([FAMILY, FAMILY], "--format", "json");
    expect((JSON.parse(list.stdout) as unknown[]).length).toBe(2);
    const empty = await claim([], "--format", "json");
    expect(empty).toEqual({ status: 0, stdout: "[]\n", stderr: "There is no household.\n" });
    const cwd = folderWith({ "one.jsonl": `${JSON.stringify(FAMILY)}\n` });
    const program = join(ROOT, SDRMA);
    const one = await planwright(["claim", program, "--claims", "one.jsonl", "--format", "json"], { cwd });
    expect(one.stdout.split("\n").length).toBe(2);
    expect(one.status).toBe(0);
  });

  it("is written where --out says, without colour", async () => {
    const cwd = folderWith({ "family.json": JSON.stringify(FAMILY) });
    const args = ["claim", join(ROOT, SDRMA), "--claims", "family.json", "--out", "answer.txt"];
    const ran = await planwright(args, { cwd });
    expect(ran).toEqual({ status: 0, stdout: "", stderr: "" });
    const text = readFileSync(join(cwd, "answer.txt"), "utf8");
    expect(text).toContain("Together   charge 13,300.00");
    expect(text).not.toContain("\u001b");
  });

  it("may be paid from a rate book", async () => {
    const cwd = folderWith({ "family.json": JSON.stringify(FAMILY) });
    await planwright(["build", SDRMA, "--out", join(cwd, "book.ratebook.json")]);
    const ran = await planwright(["claim", "book.ratebook.json", "--claims", "family.json", "--explain"], {
      cwd,
    });
    expect(ran.stdout).toContain("You pay 2,000.00, the plan pays 8,000.00 ");
    expect(ran.status).toBe(0);
  });
});

describe("JSON lines", () => {
  it("are answered as they come", async () => {
    const child = spawn(process.execPath, [BUNDLE, "claim", SDRMA, "--claims", "-", "--format", "json"], {
      cwd: ROOT,
    });
    const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
    const answered = new Promise<string>((resolve) => {
      child.stdout.once("data", (data: Buffer) => resolve(data.toString("utf8")));
    });
    // The second line says that these are lines; standard input stays open.
    child.stdin.write(`${JSON.stringify({ ...FAMILY, id: "first" })}\n${JSON.stringify(FAMILY)}\n`);
    expect((await answered).slice(0, 13)).toBe('{"id":"first"');
    child.stdin.end();
    expect(await ended).toBe(0);
  });

  it("need no more memory when there are more of them", async () => {
    const cwd = folderWith();
    const file = createWriteStream(join(cwd, "many.jsonl"));
    // 60 MB, mostly of white space, with a heap of 40 MB.
    const padded = JSON.stringify(FAMILY).replace(",", `,${" ".repeat(300_000)}`);
    for (let i = 0; i < 200; i++) if (!file.write(`${padded}\n`)) await once(file, "drain");
    file.end();
    await finished(file);
    const env = { NODE_OPTIONS: "--max-old-space-size=40" };
    const args = ["claim", join(ROOT, SDRMA), "--claims", "many.jsonl", "--format", "json"];
    const ran = await planwright(args, { cwd, env });
    expect(ran.stdout.split("\n").length).toBe(201);
    expect(ran.status).toBe(0);
  });
});

describe("every line", () => {
  const PLANS = ["gold_ppo", "silver_ppo", "hdhp_20", "epo", "access_hmo_20"];
  const SERVICES = [
    "inpatient_hospital",
    "emergency_room_not_admitted",
    "office_visit",
    "preventive_care",
    "acupuncture",
    "chiropractic",
    "home_health_care",
    "ambulance",
  ];

  /** Lines that differ in everything, the same each time. */
  const households = PLANS.map((plan) => ({
    id: plan,
    plan,
    household: { coverage: "family", members: ["a", "b", "c"] },
    facts: { medicare: false, authorization_penalty: 250 },
    lines: Array.from({ length: 120 }, (_, i) => {
      const charge = 40_03 + ((i * 7919) % 900_000);
      const allowed = charge - ((i * 31) % 4) * 1_007;
      return {
        date: `2015-${String(1 + ((i * 5) % 12)).padStart(2, "0")}-${String(1 + (i % 28)).padStart(2, "0")}`,
        member: ["a", "b", "c"][i % 3],
        service: SERVICES[i % SERVICES.length],
        network: i % 5 === 0 ? "non_participating" : "participating",
        charge: (charge / 100).toFixed(2),
        allowed: (Math.max(allowed, 1) / 100).toFixed(2),
        units: i % 2 === 0 ? { days: 1 + (i % 6), visits: 1 + (i % 4) } : { days: "2" },
        facts: { prior_authorization: i % 7 !== 0 },
      };
    }),
  }));

  it("adds up: the charge is what the member, the plan and others pay, and what nobody pays", async () => {
    const input = households.map((one) => JSON.stringify(one)).join("\n");
    const { stdout } = await claim(input, "--format", "json");
    const answers = stdout
      .trimEnd()
      .split("\n")
      .map((text) => JSON.parse(text) as ClaimAnswer);
    const lines = answers.flatMap((answer) => answer.lines);
    const cents = (amount: string): number => Math.round(Number(amount) * 100);
    const wrong = lines.filter(
      (line) =>
        cents(line.charge) !==
          cents(line.member_pays) +
            cents(line.plan_pays) +
            cents(line.balance_bill) +
            cents(line.written_off) +
            cents(line.other_paid) ||
        cents(line.member_pays) !==
          cents(line.deductible) +
            cents(line.copay) +
            cents(line.coinsurance) +
            cents(line.over_limit) +
            cents(line.not_covered),
    );
    expect(wrong).toEqual([]);
    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
    expect(lines.length).toBe(600);
  });

  it("is explained within 100 columns, each figure under the other", async () => {
    const { stdout } = await claim(JSON.stringify(households), "--explain");
    expect(stdout.split("\n").filter((text) => text.length > 100)).toEqual([]);
    const rows = stdout
      .split("\n")
      .filter((text) => /^ {4}(Charge|Deductible|Copay|Coinsurance) /.test(text));
    expect(rows.filter((text) => !/^.{49}\d\.\d\d( {4}|$)/.test(text))).toEqual([]);
    expect(stdout).not.toMatch(/undefined|null|NaN/);
  });
});
