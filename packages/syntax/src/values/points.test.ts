import { describe, expect, it } from "vitest";
import { failure, read } from "../../test/brief.js";
import { PlainPointGrammar } from "./points.js";

const event = (name: string, side?: "begin" | "end") => ({ kind: "event", name, side, isEmployees: false });

describe("a point in time", () => {
  it("has one reading, as far as chevrotain can tell", () => {
    expect(() => new PlainPointGrammar({ skipValidations: false })).not.toThrow();
  });

  it.each([
    ["hire", event("hire")],
    ["program end", event("program", "end")],
    ["hire of employee", { ...event("hire"), isEmployees: true }],
    ["1985-01-01", { kind: "date", day: "1985-01-01" }],
    ["never", { kind: "never" }],
    ["19th birthday", { kind: "birthday", nth: 19 }],
    [
      "first of month after hire",
      { kind: "first", of: { nthMonth: 1 }, relation: "after", after: event("hire") },
    ],
    [
      "first of second month on or after 1 month after hire",
      {
        kind: "first",
        of: { nthMonth: 2 },
        relation: "on or after",
        after: { kind: "plus", duration: "1 months", after: event("hire") },
      },
    ],
    [
      "first July 1 after leaving",
      { kind: "first", of: { month: 7, day: 1 }, relation: "after", after: event("leaving") },
    ],
    [
      "first of month after hire and waiting_period",
      {
        kind: "first",
        of: { nthMonth: 1 },
        relation: "after",
        after: { kind: "plus", duration: "waiting_period", after: event("hire") },
      },
    ],
    [
      "first of month following 1 month after hire",
      {
        kind: "first",
        of: { nthMonth: 1 },
        relation: "following",
        after: { kind: "plus", duration: "1 months", after: event("hire") },
      },
    ],
    ["waiting_period after hire", { kind: "plus", duration: "waiting_period", after: event("hire") }],
    ["last day of month of leaving", { kind: "last", of: "month", at: event("leaving") }],
    ["last day of the contract year of leaving", { kind: "last", of: "contract year", at: event("leaving") }],
    ["day before marriage", { kind: "beside", relation: "before", at: event("marriage") }],
    [
      "last day of month of earlier of employee end and dependent end",
      {
        kind: "last",
        of: "month",
        at: {
          kind: "choice",
          pick: "earlier",
          left: event("employee", "end"),
          right: event("dependent", "end"),
        },
      },
    ],
    [
      "6 months after later of 19th birthday and 1985-01-01",
      {
        kind: "plus",
        duration: "6 months",
        after: {
          kind: "choice",
          pick: "later",
          left: { kind: "birthday", nth: 19 },
          right: { kind: "date", day: "1985-01-01" },
        },
      },
    ],
    [
      "earlier of hire and later of birth and marriage",
      {
        kind: "choice",
        pick: "earlier",
        left: event("hire"),
        right: { kind: "choice", pick: "later", left: event("birth"), right: event("marriage") },
      },
    ],
  ])("%s", (phrase, expected) => {
    expect(read("point", phrase)).toEqual(expected);
  });

  it.each([
    ["first of month", "ends too early after ...h"],
    ["first of month before hire", "stops at before hire"],
    ["last day of week of hire", "stops at week of hire"],
    ["6 months", "ends too early after ...s"],
    ["earlier of hire", "ends too early after ...e"],
    ["hire after", "ends too early after ...r"],
    ["hire 1985-01-01", "stops at 1985-01-01"],
  ])("near miss: %s", (phrase, expected) => {
    expect(failure("point", phrase)).toBe(expected);
  });
});
