import type { Expression, Point } from "@planwright/ratebook";
import { describe, expect, it } from "vitest";
import { exact } from "./exact.js";
import { firstOfYear, type PointFacts, pointOn } from "./points.js";
import { Refusal, refuse } from "./refusal.js";

const facts = (events: Record<string, string>, arithmetic = "last_day"): PointFacts => ({
  event: (ref) => events[ref] ?? refuse(ref, `${ref} is missing.`),
  figure: (e: Expression) => exact(e.op === "literal" ? e.value : "0"),
  birth: () => events.birth ?? refuse("birth", "birth is missing."),
  arithmetic,
  contractYear: { month: 7, day: 1 },
});

const hire: Point = { op: "event", ref: "hire" };
const months = (count: string, at: Point): Point => ({
  op: "plus",
  unit: "month",
  length: { op: "literal", value: count },
  at,
});
const firstOfMonth = (after: Point, strict = true, nth = 1): Point => ({
  op: "first_of_month",
  nth,
  strict,
  after,
});
const on = (point: Point, day: string, arithmetic?: string): string =>
  pointOn(point, facts({ hire: day, birth: day }, arithmetic));

describe("the first of a month", () => {
  // `after` the 1st is a month later; `on or after` the 1st is that day.
  it.each([
    ["1985-03-15", true, 1, "1985-04-01"],
    ["1985-03-01", true, 1, "1985-04-01"],
    ["1985-03-01", false, 1, "1985-03-01"],
    ["1985-03-02", false, 1, "1985-04-01"],
    ["1985-12-31", true, 1, "1986-01-01"],
    ["1983-09-11", true, 2, "1983-11-01"],
    ["1983-12-11", true, 2, "1984-02-01"],
    ["1983-12-01", false, 2, "1984-01-01"],
  ] as const)("after %s (strict %s, month %i) is %s", (day, strict, nth, expected) => {
    expect(on(firstOfMonth(hire, strict, nth), day)).toBe(expected);
  });

  it("on or after a month of employment is the reading of Lodi's rule", () => {
    const rule = firstOfMonth(months("1", hire), false);
    expect(on(rule, "1985-03-15")).toBe("1985-05-01");
    expect(on(rule, "1985-03-01")).toBe("1985-04-01");
  });
});

describe("months added to a day", () => {
  it("go to the last day of a shorter month, or to the first of the next, as the convention says", () => {
    expect(on(months("6", hire), "1984-09-30")).toBe("1985-03-30");
    expect(on(months("6", hire), "1984-08-31")).toBe("1985-02-28");
    expect(on(months("6", hire), "1984-08-31", "next_month")).toBe("1985-03-01");
  });

  it("are a whole number, and not endless", () => {
    expect(() => on(months("1.5", hire), "1984-09-30")).toThrow(Refusal);
    expect(() => on(months("20000", hire), "1984-09-30")).toThrow(Refusal);
    expect(() => on(months("9999", hire), "9984-09-30")).toThrow(Refusal);
  });
});

describe("other days", () => {
  it("are the last of a month, a calendar year or a contract year that begins on July 1", () => {
    const last = (of: "month" | "calendar_year" | "contract_year"): Point => ({
      op: "last_day",
      of,
      at: hire,
    });
    expect(on(last("month"), "1984-02-03")).toBe("1984-02-29");
    expect(on(last("calendar_year"), "1984-02-03")).toBe("1984-12-31");
    expect(on(last("contract_year"), "1984-06-30")).toBe("1984-06-30");
    expect(on(last("contract_year"), "1984-07-01")).toBe("1985-06-30");
  });

  it("are a day that each year has", () => {
    expect(firstOfYear("1983-08-15", { month: 10, day: 1 }, true)).toBe("1983-10-01");
    expect(firstOfYear("1983-10-01", { month: 10, day: 1 }, true)).toBe("1984-10-01");
    expect(firstOfYear("1983-10-01", { month: 10, day: 1 }, false)).toBe("1983-10-01");
  });

  it("are a birthday; one on 29 February is on 1 March in other years", () => {
    expect(on({ op: "birthday", nth: 19 }, "1966-05-20")).toBe("1985-05-20");
    expect(on({ op: "birthday", nth: 19 }, "1968-02-29")).toBe("1987-03-01");
    expect(on({ op: "birthday", nth: 20 }, "1968-02-29")).toBe("1988-02-29");
  });

  it("are the earlier or the later of two; never is after every day", () => {
    const day: Point = { op: "day", day: "1985-01-01" };
    expect(on({ op: "earlier", a: hire, b: day }, "1984-02-03")).toBe("1984-02-03");
    expect(on({ op: "later", a: hire, b: day }, "1984-02-03")).toBe("1985-01-01");
    expect(on({ op: "later", a: hire, b: { op: "never" } }, "1984-02-03")).toBe("never");
    expect(on({ op: "earlier", a: { op: "never" }, b: day }, "1984-02-03")).toBe("1985-01-01");
    expect(on(firstOfMonth({ op: "never" }), "1984-02-03")).toBe("never");
    expect(on({ op: "before", at: hire }, "1984-03-01")).toBe("1984-02-29");
    expect(on({ op: "after", at: hire }, "1984-02-29")).toBe("1984-03-01");
  });

  it("need their event", () => {
    expect(() => pointOn(hire, facts({}))).toThrow(Refusal);
  });
});
