import { describe, expect, it } from "vitest";
import { failure, read } from "../../test/brief.js";
import { EligibilityGrammar } from "./eligibility.js";

const event = (name: string) => ({ kind: "event", name, side: undefined, isEmployees: false });

describe("what eligibility is made of", () => {
  it("has one reading, as far as chevrotain can tell", () => {
    expect(() => new EligibilityGrammar({ skipValidations: false })).not.toThrow();
  });

  it.each([
    ["who", "full, partial", { names: ["full", "partial"], when: undefined }],
    [
      "dateRule",
      "day of hire",
      { for: [], point: { kind: "beside", relation: "of", at: event("hire") }, when: undefined },
    ],
    [
      "dateRule",
      "for child, stepchild, hire",
      { for: ["child", "stepchild"], point: event("hire"), when: undefined },
    ],
    ["extension", "procedure begun while insured", { what: "procedure", most: undefined }],
    ["extension", "procedure begun while insured, at most 3 months", { what: "procedure", most: "3 months" }],
    [
      "events",
      "of hours to new_hours on changed",
      {
        parts: [
          { word: "of", name: "hours" },
          { word: "to", name: "new_hours" },
          { word: "on", name: "changed" },
        ],
        for: [],
        when: undefined,
      },
    ],
    [
      "events",
      "after dependent end for child when covered",
      { parts: [{ word: "after", name: "dependent", side: "end" }], for: ["child"], when: "covered?" },
    ],
    [
      "meanwhile",
      "as before, employee pays 100% from changed",
      { pays: { payer: "employee", pays: "100%" }, from: event("changed") },
    ],
    [
      "couple",
      "insured once, as dependent from married",
      { asDependent: { from: "married" }, isUnderOne: false },
    ],
    ["continuing", "none", { kind: "none" }],
    ["continuing", "through leaving", { kind: "through", point: event("leaving") }],
    ["meanwhile", "as before", { pays: undefined }],
    ["daysOfYear", "October 1 to June 30", { from: { month: 10, day: 1 }, to: { month: 6, day: 30 } }],
    [
      "groupRequirement",
      "employee enrolled when dependent enrolled",
      { test: { kind: "with dependents" }, for: [], when: undefined },
    ],
    [
      "groupRequirement",
      "one plan for dental, vision",
      { test: { kind: "one plan" }, for: ["dental", "vision"], when: undefined },
    ],
    [
      "groupRequirement",
      "at least 75% of eligible employees enrolled for medical when working",
      { test: { kind: "enrolled", least: "75%" }, for: ["medical"], when: "working?" },
    ],
    [
      "groupRequirement",
      "eligible employees 100 to 399",
      { test: { kind: "eligible", least: "100", most: "399" }, for: [], when: undefined },
    ],
    ["groupRequirement", "council", { test: { kind: "holds", when: "council?" }, for: [], when: undefined }],
  ] as const)("%s: %s", (type, text, expected) => {
    expect(read(type, text)).toEqual(expected);
  });

  it.each([
    [
      "sent on or before 6 months after later of 19th birthday and hire and lawful",
      "all(sent on or before (later(birthday 19, hire) + 6 months), lawful?)",
    ],
    ["sent before hire and lawful", "all(sent before hire, lawful?)"],
    ["hire on or after 1985-01-01", "hire on or after 1985-01-01"],
  ])("joins conditions with `and`, where a point would add a duration: %s", (text, expected) => {
    expect(read("personCondition", text)).toBe(expected);
  });

  it.each([
    ["dateRule", "first of month after"],
    ["continuing", "until leaving"],
    ["daysOfYear", "July to September"],
    ["couple", "insured once"],
    ["groupRequirement", "at least 75% enrolled"],
  ] as const)("refuses %s: %s", (type, text) => {
    expect(failure(type, text)).toMatch(/^(stops at|ends too early)/);
  });
});
