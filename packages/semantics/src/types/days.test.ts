import fc from "fast-check";
import * as Duration from "temporal-polyfill/fns/duration";
import * as PlainDate from "temporal-polyfill/fns/plaindate";
import { describe, expect, it } from "vitest";
import { addDays, dayAfter, dayBefore } from "./days.js";

describe("the days beside a day", () => {
  it.each([
    ["2015-12-31", "2016-01-01"],
    ["2016-02-28", "2016-02-29"],
    ["2100-02-28", "2100-03-01"],
    ["0004-12-31", "0005-01-01"],
    ["9999-12-31", "+010000-01-01"],
  ])("%s is before %s", (day, next) => {
    expect(dayAfter(day)).toBe(next);
  });

  it("are those of Temporal", () => {
    const days = fc.tuple(
      fc.integer({ min: 1, max: 9999 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 28 }),
    );
    fc.assert(
      fc.property(days, fc.integer({ min: -400, max: 400 }), ([year, month, date], count) => {
        const day = PlainDate.create(year, month, date);
        const expected = PlainDate.add(day, Duration.fromFields({ days: count }));
        expect(addDays(PlainDate.toString(day), count)).toBe(PlainDate.toString(expected));
      }),
    );
    expect(dayBefore("2016-01-01")).toBe("2015-12-31");
  });
});
