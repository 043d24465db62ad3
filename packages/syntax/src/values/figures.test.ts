import { describe, expect, it } from "vitest";
import { failure, read } from "../../test/brief.js";

describe("the unit of a rate", () => {
  it.each([
    ["enrollment per month", { base: { kind: "counted", of: "enrollment" }, period: "month" }],
    ["employee per month", { base: { kind: "counted", of: "employee" }, period: "month" }],
    ["dependent per year", { base: { kind: "counted", of: "dependent" }, period: "year" }],
    ["dependent unit per month", { base: { kind: "counted", of: "dependent unit" }, period: "month" }],
    ["participant per half month", { base: { kind: "counted", of: "participant" }, period: "half month" }],
    [
      "$1,000 of volume per month",
      { base: { kind: "amount", amount: "1000", monthly: false, of: "volume" }, period: "month" },
    ],
    [
      "$100 of monthly volume per month",
      { base: { kind: "amount", amount: "100", monthly: true, of: "volume" }, period: "month" },
    ],
  ])("%s", (phrase, expected) => {
    expect(read("unit", phrase)).toEqual(expected);
  });

  it.each([
    ["enrollment", { base: { kind: "counted", of: "enrollment" }, period: undefined }],
    ["$100", { base: { kind: "amount", amount: "100", monthly: false, of: undefined }, period: undefined }],
  ])("leaves out what is not said: %s", (phrase, expected) => {
    expect(read("unit", phrase)).toEqual(expected);
  });

  it.each([
    ["per month", "stops at month"],
    ["enrollment each month", "stops at each month"],
    ["enrollment per week", "stops at week"],
    ["$1,000 volume per month", "stops at volume per month"],
    ["$1,000 of", "ends too early after ...f"],
    ["enrollment per month per year", "stops at per year"],
  ])("near miss: %s", (phrase, expected) => {
    expect(failure("unit", phrase)).toBe(expected);
  });
});

describe("an input", () => {
  it.each([
    ["age age", { name: "age", type: "age", of: [] }],
    ['hire date "First day of work"', { name: "hire", type: "date", of: [], meaning: "First day of work" }],
    ["annual_salary money per year", { name: "annual_salary", type: "money", per: "year", of: [] }],
    [
      "hours number of hours per week",
      { name: "hours", type: "number", of: ["hours"], unitWords: "hours per week" },
    ],
    ["status choice of active, retiree", { name: "status", type: "choice", of: ["active", "retiree"] }],
    [
      'office_copay money of $3, $5 "Chosen by the city"',
      { name: "office_copay", type: "money", of: ["$3", "$5"], meaning: "Chosen by the city" },
    ],
    ["share percent from 75% to 100%", { name: "share", type: "percent", of: [], from: "[75%, 100%]" }],
    ["fee money from over $5 up to $9", { name: "fee", type: "money", of: [], from: "($5, $9]" }],
    [
      'county text from california "County"',
      { name: "county", type: "text", of: [], from: "california", meaning: "County" },
    ],
    ["lives count at least 2", { name: "lives", type: "count", of: [], from: "[2, ..)" }],
    ["fee money at most $5,000", { name: "fee", type: "money", of: [], from: "(.., $5000]" }],
    [
      "leaving date on or after hire and returned before death",
      {
        name: "leaving",
        type: "date",
        of: [],
        order: [
          { relation: "on or after", dates: ["hire", "returned"] },
          { relation: "before", dates: ["death"] },
        ],
      },
    ],
    [
      'weekly_hours number of hours per week "A week" formerly hours',
      {
        name: "weekly_hours",
        type: "number",
        of: ["hours"],
        unitWords: "hours per week",
        meaning: "A week",
        formerly: "hours",
      },
    ],
    ["smoker truth formerly tobacco", { name: "smoker", type: "truth", of: [], formerly: "tobacco" }],
    ["rate money per month", { name: "rate", type: "money", per: "month", of: [] }],
  ])("%s", (phrase, expected) => {
    expect(read("inputLine", phrase)).toEqual({ order: [], ...expected });
  });

  it.each([
    ["smoker truth formerly", "ends too early after ...y"],
    ["age", "ends too early after ...e"],
    ["hours number per week", "stops at week"],
    ["status choice of", "ends too early after ...f"],
    ["status choice active, retiree", "stops at active, retiree"],
    ["lives count at 2", "stops at 2"],
    ["fee money from", "ends too early after ...m"],
    ['fee money "Fee" per month', "stops at per month"],
    ["status choice of active retiree", "stops at retiree"],
  ])("near miss: %s", (phrase, expected) => {
    expect(failure("inputLine", phrase)).toBe(expected);
  });
});

describe("a volume", () => {
  it.each([
    ["covered_pay", { form: { kind: "computed", value: "covered_pay" }, noMaximum: false }],
    ["60% of volume", { form: { kind: "computed", value: "(60% of volume?)" }, noMaximum: false }],
    [
      "$10,000 to $100,000 in steps of $10,000",
      { form: { kind: "chosen", range: "[$10000, $100000]" }, step: "$10000", noMaximum: false },
    ],
    [
      "$20,000 to $125,000 in steps of $5,000, at most 50% of volume of supplemental_life",
      {
        form: { kind: "chosen", range: "[$20000, $125000]" },
        step: "$5000",
        most: "(50% of volume?supplemental_life)",
        noMaximum: false,
      },
    ],
    [
      "1 or 2 times annual_salary, no maximum",
      { form: { kind: "times", multiples: ["1", "2"], pay: "annual_salary" }, noMaximum: true },
    ],
    [
      "1.5 times annual_salary at most $50,000",
      { form: { kind: "times", multiples: ["1.5"], pay: "annual_salary" }, most: "$50000", noMaximum: false },
    ],
    [
      "60% of volume of basic_life with tier employee, at most $5,000",
      {
        form: { kind: "computed", value: "(60% of volume?basic_life{tier=employee})" },
        most: "$5000",
        noMaximum: false,
      },
    ],
    [
      "lesser of 2 * annual_salary and $50,000, rounded up to $1,000, no maximum",
      {
        form: { kind: "computed", value: "lesser((2 * annual_salary), $50000) rounded up 1000" },
        noMaximum: true,
      },
    ],
  ])("%s", (phrase, expected) => {
    expect(read("volumeRule", phrase)).toEqual(expected);
  });

  it.each([
    ["", "ends too early after ..."],
    ["any times annual_salary", "stops at times annual_salary"],
    ["1 or times annual_salary", "stops at or times annual_salary"],
    ["1 or 2 annual_salary", "stops at or 2 annual_salary"],
    ["2 times $5", "stops at $5"],
    ["$10,000 to", "ends too early after ...o"],
    ["$10,000 in steps $10,000", "stops at $10,000"],
    ["$10,000, at least $5", "stops at least $5"],
    ["$10,000, no minimum", "stops at minimum"],
    ["$10,000,", "ends too early after ...,"],
  ])("near miss: %s", (phrase, expected) => {
    expect(failure("volumeRule", phrase)).toBe(expected);
  });
});

describe("a share of the premium", () => {
  it.each([
    ["employer pays 100%", { payer: "employer", pays: "100%" }],
    ["employee pays $300 per month", { payer: "employee", pays: "$300 per month" }],
    [
      "employer pays lesser of employer_share of premium and $300, rounded half up to cent",
      { payer: "employer", pays: "lesser((employer_share of premium?), $300) rounded half_up 0.01" },
    ],
  ])("%s", (phrase, expected) => {
    expect(read("share", phrase)).toEqual(expected);
  });

  it.each([
    ["employer", "ends too early after ...r"],
    ["employer gives 100%", "stops at gives 100%"],
    ["member pays 20%", "stops at member pays 20%"],
    ["employer pays", "ends too early after ...s"],
    ["employer pays 100% 50%", "stops at 50%"],
  ])("near miss: %s", (phrase, expected) => {
    expect(failure("share", phrase)).toBe(expected);
  });
});

describe("a requirement", () => {
  it.each([
    [
      "employer pays at least 75% of employee premium for medical",
      { payer: "employer", atLeast: true, share: "75%", part: "employee premium", for: ["medical"] },
    ],
    [
      "employer pays 50% of dependent premium for medical, dental, vision",
      {
        payer: "employer",
        atLeast: false,
        share: "50%",
        part: "dependent premium",
        for: ["medical", "dental", "vision"],
      },
    ],
    [
      "employer pays 100% of premium when status is public_official",
      {
        payer: "employer",
        atLeast: false,
        share: "100%",
        part: "premium",
        for: [],
        when: "status is public_official",
      },
    ],
    [
      "employee pays $10 of premium for dental, when status is active, retiree",
      {
        payer: "employee",
        atLeast: false,
        share: "$10",
        part: "premium",
        for: ["dental"],
        when: "status is active | retiree",
      },
    ],
  ])("%s", (phrase, expected) => {
    expect(read("requirement", phrase)).toEqual(expected);
  });

  it.each([
    ["employer pays 75%", "ends too early after ...%"],
    ["employer pays at most 75% of premium", "stops at most 75% of premium"],
    ["employer pays 75% of spouse premium", "stops at spouse premium"],
    ["employer pays 75% of premium for", "ends too early after ...r"],
    ["employer pays 75% of premium for medical when", "ends too early after ...n"],
    ["at least 75% of eligible employees enrolled", "stops at at least 75% of eligible employees enrolled"],
  ])("near miss: %s", (phrase, expected) => {
    expect(failure("requirement", phrase)).toBe(expected);
  });
});

describe("who is insured, and for how much", () => {
  it.each([
    ["employee when hours at least 20", { role: "employee", when: "hours at least 20" }],
    ["spouse", { role: "spouse" }],
    ["child, when unmarried", { role: "child", when: "unmarried?" }],
  ])("%s", (phrase, expected) => {
    expect(read("insures", phrase)).toEqual(expected);
  });

  it.each([
    ["$100,000 when age under 60", { amount: "$100000", when: "age under 60" }],
    ["2 * annual_salary", { amount: "(2 * annual_salary)" }],
    [
      "rate of medical with tier employee, when age 65 and over",
      { amount: "rate?medical{tier=employee}", when: "age in [65, ..)" },
    ],
    [
      "premium / 2, rounded up to cent, when safety",
      { amount: "(premium? / 2) rounded up 0.01", when: "safety?" },
    ],
  ])("%s", (phrase, expected) => {
    expect(read("amountWhen", phrase)).toEqual(expected);
  });

  it.each([
    ["insures", "employee, spouse", "stops at spouse"],
    ["insures", "employee when", "ends too early after ...n"],
    ["amountWhen", "$100,000, evidence of insurability above", "stops at evidence of insurability above"],
    ["amountWhen", "$100,000 if age under 60", "stops at if age under 60"],
  ] as const)("near miss: %s %s", (type, phrase, expected) => {
    expect(failure(type, phrase)).toBe(expected);
  });
});

describe("what a further member adds", () => {
  it("names tiers and a rate", () => {
    expect(
      read("furtherMember", "of family_medicare adds rate of medical with tier single_medicare"),
    ).toEqual({
      tiers: ["family_medicare"],
      adds: "rate?medical{tier=single_medicare}",
    });
    expect(read("furtherMember", "of a, b adds $0")).toEqual({ tiers: ["a", "b"], adds: "$0" });
  });

  it.each([
    ["family adds $0", "stops at family adds $0"],
    ["of family $0", "stops at $0"],
    ["of family adds", "ends too early after ...s"],
  ])("near miss: %s", (phrase, expected) => {
    expect(failure("furtherMember", phrase)).toBe(expected);
  });
});

describe("a load", () => {
  it("is a percentage, rounded or not", () => {
    expect(read("load", "102%")).toEqual({ percent: "102%" });
    expect(read("load", "102%, rounded half up to cent")).toEqual({
      percent: "102%",
      rounding: { mode: "half_up", to: "0.01", unit: "money" },
    });
  });

  it.each([
    ["102% rounded half up to cent", "stops at rounded half up to cent"],
    ["102%, half up to cent", "stops at half up to cent"],
    ["active", "stops at active"],
  ])("near miss: %s", (phrase, expected) => {
    expect(failure("load", phrase)).toBe(expected);
  });
});
