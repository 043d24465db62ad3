import { describe, expect, it } from "vitest";
import { failure, read } from "../../test/brief.js";

describe("a name", () => {
  it.each(["gold_ppo", "rates", "per", "when", "stop-loss", "2b"])(
    "%s is one word, a keyword or not",
    (word) => {
      expect(read("name", word)).toBe(word);
    },
  );

  it.each([
    ["", "ends too early after ..."],
    ['"Gold"', 'stops at "Gold"'],
    ["gold ppo", "stops at ppo"],
    ["$5", "stops at $5"],
  ])("is not %s", (phrase, expected) => {
    expect(failure("name", phrase)).toBe(expected);
  });
});

describe("names", () => {
  it.each([
    ["medical", ["medical"]],
    ["medical, dental, vision", ["medical", "dental", "vision"]],
    ["rates, per, rate", ["rates", "per", "rate"]],
  ])("%s", (phrase, expected) => {
    expect(read("names", phrase)).toEqual(expected);
  });

  it.each([
    ["medical dental", "stops at dental"],
    ["medical,", "ends too early after ...,"],
    ["medical,, dental", "stops at , dental"],
    ["medical, $5", "stops at $5"],
    ["medical, when retired", "stops at , when retired"],
  ])("near miss: %s", (phrase, expected) => {
    expect(failure("names", phrase)).toBe(expected);
  });
});

describe("a literal", () => {
  it.each([
    ["$1,414.74", "$1414.74"],
    ["-$5", "$-5"],
    ["$5,000 per month", "$5000 per month"],
    ["$12 per half month", "$12 per half month"],
    ["$500 per year", "$500 per year"],
    ["-1.29%", "-1.29%"],
    ["010", "010"],
    ["12 months", "12 months"],
    ["1 month", "1 months"],
    ["90 days", "90 days"],
    ["5 years", "5 years"],
    ["12 weeks", "12 weeks"],
    ["2015-01-01", "2015-01-01"],
    ['"Marin"', '"Marin"'],
    ['"a" "b"', '"a b"'],
  ])("%s", (phrase, expected) => {
    expect(read("literal", phrase)).toBe(expected);
  });

  it.each([
    ["", "ends too early after ..."],
    ["gold", "stops at gold"],
    ["19th", "stops at 19th"],
    ["$5 per visit", "stops at visit"],
    ["$5 per half year", "stops at year"],
    ["$5 per", "ends too early after ...r"],
    ["5 fortnights", "stops at fortnights"],
    ["$5 $6", "stops at $6"],
  ])("near miss: %s", (phrase, expected) => {
    expect(failure("literal", phrase)).toBe(expected);
  });

  it("of a number keeps the digits as written beside its value", () => {
    expect(read("nameOrLiteral", "1,000")).toBe("1,000");
    expect(read("nameOrLiteral", "active")).toBe("active");
    expect(failure("nameOrLiteral", "active retiree")).toBe("stops at retiree");
  });
});

describe("a text", () => {
  it("is one or several side by side", () => {
    expect(read("text", '"The plan contract" "prevails."')).toBe('"The plan contract prevails."');
    expect(read("text", '"Agency\'s \\"share\\""')).toBe('"Agency\'s \\"share\\""');
  });

  it.each([
    ["contract", "stops at contract"],
    ['"a", "b"', 'stops at , "b"'],
    ["", "ends too early after ..."],
  ])("near miss: %s", (phrase, expected) => {
    expect(failure("text", phrase)).toBe(expected);
  });
});

describe("a rounding", () => {
  it.each([
    ["half up to cent", { mode: "half_up", to: "0.01", unit: "money" }],
    ["half even to cent", { mode: "half_even", to: "0.01", unit: "money" }],
    ["half down to $0.05", { mode: "half_down", to: "0.05", unit: "money" }],
    ["up to $1,000", { mode: "up", to: "1000", unit: "money" }],
    ["down to 0.01%", { mode: "down", to: "0.01", unit: "percent" }],
    ["up to 100", { mode: "up", to: "100", unit: "number" }],
  ])("%s", (phrase, expected) => {
    expect(read("rounding", phrase)).toEqual(expected);
  });

  it.each([
    ["half to cent", "stops at to cent"],
    ["half up", "ends too early after ...p"],
    ["half up cent", "stops at cent"],
    ["half up to dollar", "stops at dollar"],
    ["nearest to cent", "stops at nearest to cent"],
    ["half up to cent cent", "stops at cent"],
  ])("near miss: %s", (phrase, expected) => {
    expect(failure("rounding", phrase)).toBe(expected);
  });
});

describe("a range", () => {
  it.each([
    ["any", "any"],
    ["30 to 39", "[30, 39]"],
    ["20 to under 30", "[20, 30)"],
    ["65 and over", "[65, ..)"],
    ["under 25", "(.., 25)"],
    ["over $10,000", "($10000, ..)"],
    ["over $2,500 up to $5,000", "($2500, $5000]"],
    ["up to 6 months", "(.., 6 months]"],
    ["over 50% up to 100%", "(50%, 100%]"],
    ["6 months to under 19 years", "[6 months, 19 years)"],
    ["2018-10-01 to 2019-09-30", "[2018-10-01, 2019-09-30]"],
    ["40", "[40, 40]"],
    ["-3% to 2%", "[-3%, 2%]"],
  ])("%s", (phrase, expected) => {
    expect(read("range", phrase)).toBe(expected);
  });

  it.each([
    ["", "ends too early after ..."],
    ["at least 5", "stops at at least 5"],
    ["65 and", "stops at and"],
    ["65 and more", "stops at and more"],
    ["20 to", "ends too early after ...o"],
    ["20 to over 30", "stops at over 30"],
    ["20 up to 30", "stops at up to 30"],
    ["over 20 up 30", "stops at 30"],
    ["under any", "stops at any"],
    ["any age", "stops at age"],
  ])("near miss: %s", (phrase, expected) => {
    expect(failure("range", phrase)).toBe(expected);
  });
});
