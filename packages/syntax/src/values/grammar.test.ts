import { describe, expect, it } from "vitest";
import { failure, read } from "../../test/brief.js";
import { AccountGrammar } from "./accounts.js";
import { BenefitGrammar } from "./benefits.js";
import { ValueGrammar } from "./grammar.js";

describe("the grammar of values", () => {
  it("has no two readings of one phrase, and no other fault that chevrotain finds", () => {
    expect(() => new ValueGrammar({ skipValidations: false })).not.toThrow();
    expect(() => new BenefitGrammar({ skipValidations: false })).not.toThrow();
    expect(() => new AccountGrammar({ skipValidations: false })).not.toThrow();
  });
});

describe("dates", () => {
  it("are two days, or what else the vocabulary takes", () => {
    expect(read("dates", "2015-01-01 to 2015-12-31")).toEqual({ from: "2015-01-01", to: "2015-12-31" });
  });

  it.each([
    ["2015-01-01", "ends too early after ...1"],
    ["2015-01-01 2015-12-31", "stops at 2015-12-31"],
    ["2015-01-01 to", "ends too early after ...o"],
    ["2015-01-01 until 2015-12-31", "stops at until 2015-12-31"],
    ["July 1 to June 30", "stops at July 1 to June 30"],
    ["2015-1-01 to 2015-12-31", "stops at -1-01 to 2015-12-31"],
  ])("near miss: %s", (phrase, expected) => {
    expect(failure("dates", phrase)).toBe(expected);
  });
});

describe("a guarantee", () => {
  it("leaves its day out or holds it", () => {
    expect(read("guarantee", "until 2016-01-01")).toEqual({ word: "until", day: "2016-01-01" });
    expect(read("guarantee", "through 2015-12-31")).toEqual({ word: "through", day: "2015-12-31" });
  });

  it.each([
    ["2016-01-01", "stops at 2016-01-01"],
    ["to 2016-01-01", "stops at to 2016-01-01"],
    ["until January 1", "stops at January 1"],
    ["until 2016-01-01 to 2017-01-01", "stops at to 2017-01-01"],
  ])("near miss: %s", (phrase, expected) => {
    expect(failure("guarantee", phrase)).toBe(expected);
  });
});

describe("a heading", () => {
  it.each([
    ['gold_ppo "Gold PPO" for medical', { name: "gold_ppo", title: { text: "Gold PPO" }, for: ["medical"] }],
    [
      'epo "EPO" for medical like gold_ppo',
      { name: "epo", title: { text: "EPO" }, for: ["medical"], like: "gold_ppo" },
    ],
    [
      "for medical, dental when status is active, retiree",
      { for: ["medical", "dental"], when: "status is active | retiree" },
    ],
    ["by county", { for: [], by: "county" }],
    ["bay_area", { name: "bay_area", for: [] }],
    [
      "for major_medical, dental effective 1983-07-01 to 1984-10-11",
      { for: ["major_medical", "dental"], effective: { from: "1983-07-01", to: "1984-10-11" } },
    ],
    ['"COBRA, Gold"', { title: { text: "COBRA, Gold" }, for: [] }],
    [
      'rates "Rates" for premium like per',
      { name: "rates", title: { text: "Rates" }, for: ["premium"], like: "per" },
    ],
    [
      'egwp "Waiver plan" for drug when status is medicare_retiree effective 2015-01-01 to 2015-12-31',
      {
        name: "egwp",
        title: { text: "Waiver plan" },
        for: ["drug"],
        when: "status is medicare_retiree",
        effective: { from: "2015-01-01", to: "2015-12-31" },
      },
    ],
  ])("%s", (phrase, expected) => {
    expect(read("heading", phrase)).toEqual(expected);
  });

  it.each([
    ['gold_ppo for medical "Gold PPO"', 'stops at "Gold PPO"'],
    ["gold ppo for medical", "stops at ppo for medical"],
    ["gold_ppo for", "ends too early after ...r"],
    ["gold_ppo for medical,", "ends too early after ...,"],
    ["gold_ppo like", "ends too early after ...e"],
    ["gold_ppo as silver", "stops at as silver"],
    ["gold_ppo when", "ends too early after ...n"],
    ["gold_ppo effective 2015-01-01", "ends too early after ...1"],
    ["gold_ppo, for medical", "stops at , for medical"],
  ])("near miss: %s", (phrase, expected) => {
    expect(failure("heading", phrase)).toBe(expected);
  });
});

describe("a declaration", () => {
  const group = (who: string, least: number, most?: number) =>
    most === undefined ? { who, least } : { who, least, most };

  it.each([
    ['medical "Medical"', { name: "medical", title: { text: "Medical" } }],
    ["medical", { name: "medical" }],
    ['per "A tier of that name"', { name: "per", title: { text: "A tier of that name" } }],
    [
      'voya "VOYA Financial" formerly "ING"',
      { name: "voya", title: { text: "VOYA Financial" }, formerly: '"ING"' },
    ],
    [
      'gold_ppo "Gold PPO" formerly gold',
      { name: "gold_ppo", title: { text: "Gold PPO" }, formerly: "gold" },
    ],
    [
      'plus_one "Employee + 1" covers employee and 1 dependent',
      {
        name: "plus_one",
        title: { text: "Employee + 1" },
        covers: { groups: [group("employee", 1, 1), group("dependent", 1, 1)] },
      },
    ],
    [
      "family covers employee and 2 or more dependents",
      { name: "family", covers: { groups: [group("employee", 1, 1), group("dependents", 2)] } },
    ],
    [
      "composite covers employee and any dependents",
      { name: "composite", covers: { groups: [group("employee", 1, 1), group("dependents", 0)] } },
    ],
    [
      "one_and_two covers 1 with medicare and 2 or more without when retired",
      {
        name: "one_and_two",
        covers: { groups: [group("with medicare", 1, 1), group("without", 2)] },
        when: "retired?",
      },
    ],
    [
      'retiree "Retiree" when status is retiree',
      { name: "retiree", title: { text: "Retiree" }, when: "status is retiree" },
    ],
  ])("%s", (phrase, expected) => {
    expect(read("declaration", phrase)).toEqual(expected);
  });

  it.each([
    ['"Medical"', 'stops at "Medical"'],
    ["full time when hours at least 30", "stops at time when hours at least 30"],
    ['cds "California Dental Service" administrator', "stops at administrator"],
    ["voya formerly 12", "stops at 12"],
    ["family covers", "ends too early after ...s"],
    ["family covers 2 or more", "ends too early after ...e"],
    ["family covers 2 or dependents", "stops at or dependents"],
    ["family covers employee and", "ends too early after ...d"],
    ["family covers employee, spouse", "stops at spouse"],
    ['family covers employee "Family"', 'stops at "Family"'],
  ])("near miss: %s", (phrase, expected) => {
    expect(failure("declaration", phrase)).toBe(expected);
  });
});

describe("an accepted finding", () => {
  it("has a code, its words, and what it is about", () => {
    expect(read("accept", 'PW2107 "guarantee ends before the program"')).toEqual({
      code: "PW2107",
      title: { text: "guarantee ends before the program" },
    });
    expect(read("accept", 'PW2107 "guarantee ends" for eap')).toMatchObject({ for: "eap" });
    expect(read("accept", 'PW2107 "guarantee ends" until 2015-07-01')).toMatchObject({ until: "2015-07-01" });
  });

  it.each([
    ["PW2107", "ends too early after ...7"],
    ['"guarantee ends" for eap', 'stops at "guarantee ends" for eap'],
    ['PW2107 "guarantee ends" until 2015-12-31 for eap', "stops at for eap"],
    ['PW2107 "guarantee ends" eap', "stops at eap"],
  ])("near miss: %s", (phrase, expected) => {
    expect(failure("accept", phrase)).toBe(expected);
  });
});

describe("a formula and a named condition", () => {
  it("have a name and a value", () => {
    expect(
      read("formula", "covered_pay is lesser of annual_salary / 12 and $5,000, rounded up to cent"),
    ).toEqual({
      name: "covered_pay",
      value: "lesser((annual_salary / 12), $5000) rounded up 0.01",
    });
    expect(read("conditionDefinition", "exception when emergency or (away and authorized)")).toEqual({
      name: "exception",
      when: "any(emergency?, all(away?, authorized?))",
    });
  });

  it.each([
    ["formula", "covered_pay annual_salary / 12", "stops at annual_salary / 12"],
    ["formula", "covered_pay is", "ends too early after ...s"],
    ["formula", "covered pay is 5", "stops at pay is 5"],
    ["conditionDefinition", "exception is emergency", "stops at is emergency"],
    ["conditionDefinition", "exception when", "ends too early after ...n"],
  ] as const)("near miss: %s %s", (type, phrase, expected) => {
    expect(failure(type, phrase)).toBe(expected);
  });
});

describe("what an example is given", () => {
  it.each([
    ["age 52", { what: "age", value: "52" }],
    ["status cobra", { what: "status", value: "cobra" }],
    ['county "Marin"', { what: "county", value: '"Marin"' }],
    ["annual_salary $50,000 per year", { what: "annual_salary", value: "$50000 per year" }],
    ["tier per", { what: "tier", value: "per" }],
    ["volume $100,000 of basic_life", { what: "volume", value: "$100000", of: "basic_life" }],
    [
      "volume 2 times annual_salary of basic_life",
      { what: "volume", value: { kind: "times", multiple: "2", pay: "annual_salary" }, of: "basic_life" },
    ],
    ["waiting_period 3 months", { what: "waiting_period", value: "3 months" }],
  ])("%s", (phrase, expected) => {
    expect(read("given", phrase)).toEqual({ kind: "value", ...expected });
  });

  it.each([
    ["age", "ends too early after ...e"],
    ["160 employees", "stops at 160 employees"],
    ["volume $100,000 of", "ends too early after ...f"],
    ["volume 2 times", "ends too early after ...s"],
    ["status is cobra", "stops at cobra"],
    ["age 52 years old", "stops at old"],
  ])("near miss: %s", (phrase, expected) => {
    expect(failure("given", phrase)).toBe(expected);
  });
});

describe("what an example expects", () => {
  it.each([
    ["premium of basic_life $27.60", { kind: "answer", ask: "premium?basic_life", answer: "$27.60" }],
    [
      "employer share of dental $22.50 per month",
      { kind: "answer", ask: "employer share?dental", answer: "$22.50 per month" },
    ],
    [
      "premium of medical with tier family not offered",
      { kind: "answer", ask: "premium?medical{tier=family}", answer: { kind: "not offered" } },
    ],
    ["rate of life with age 30 $0.08", { kind: "answer", ask: "rate?life{age=30}", answer: "$0.08" }],
    ["class of medical full_time", { kind: "answer", ask: "class?{of medical}", answer: "full_time" }],
    [
      "premium of medical - premium of dental $5",
      { kind: "answer", ask: "(premium?medical - premium?dental)", answer: "$5" },
    ],
    ["covered_pay -$5", { kind: "answer", ask: "covered_pay", answer: "$-5" }],
    ["error on volume of spouse_life", { kind: "error", what: "volume", of: "spouse_life" }],
    ["error on age", { kind: "error", what: "age" }],
  ])("%s", (phrase, expected) => {
    expect(read("expect", phrase)).toEqual(expected);
  });

  it.each([
    ["premium of basic_life", "ends too early after ...e"],
    ["premium of basic_life is $27.60", "stops at $27.60"],
    ["error volume", "is understood"],
    ["error on", "ends too early after ...n"],
    ["premium of medical not", "stops at not"],
    ["premium of medical $5 $6", "stops at $6"],
    ["$5", "ends too early after ...5"],
  ])("near miss: %s", (phrase, expected) => {
    expect(failure("expect", phrase)).toBe(expected);
  });
});
