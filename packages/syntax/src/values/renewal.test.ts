import { describe, expect, it } from "vitest";
import { failure, read } from "../../test/brief.js";

describe("the parts of a change", () => {
  it("are percentages with names, how they come together, and which change it is", () => {
    expect(read("parts", "7.0% rate_change, 2% fee, compounded, for united, kaiser on 2018-10-01")).toEqual({
      parts: [
        { percent: "7.0%", name: "rate_change" },
        { percent: "2%", name: "fee" },
      ],
      together: "compounded",
      for: ["united", "kaiser"],
      on: "2018-10-01",
    });
  });

  it("may be of every row, and need not say how they come together", () => {
    expect(read("parts", "-1% rate_change on 2018-10-01")).toEqual({
      parts: [{ percent: "-1%", name: "rate_change" }],
      for: [],
      on: "2018-10-01",
    });
    expect(read("parts", "1% a, 2% b, added on 2018-10-01")).toMatchObject({ together: "added", for: [] });
    expect(read("parts", "1% a, 2% b, for c on 2018-10-01")).toMatchObject({ for: ["c"] });
    expect(read("parts", "1% a, 2% b, added for c on 2018-10-01")).toMatchObject({ for: ["c"] });
  });

  it.each([
    ["7.0%", "ends too early after ...%"],
    ["7.0% rate_change", "ends too early after ...e"],
    ["7.0% rate_change, 2%, added on 2018-10-01", "stops at , added on 2018-10-01"],
    ["7.0% rate_change, 2% added, compounded", "ends too early after ...d"],
    ["7.0% rate_change, averaged on 2018-10-01", "stops at averaged on 2018-10-01"],
  ])("%s is not understood", (phrase, where) => {
    expect(failure("parts", phrase)).toBe(where);
  });
});
