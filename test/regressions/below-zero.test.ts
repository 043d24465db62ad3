// A figure below zero is refused, unless the range of its input reaches there: a trend goes down as well as up.
import { describe, expect, it } from "vitest";
import { analyzeText, findingsOf, prepared } from "../support/programs.ts";

const program = (input: string) => `program small "Small program" {
  effective  2015-01-01 to 2015-12-31
  currency   USD
  rounding   half up to cent
}

coverages {
  eap  "Employee assistance"
}

${input}

rates for eap {
  per   employee per month
  rate  $10 + step of $1
}
`;

const premium = (input: string, step: string): string => {
  const { lines, errors } = prepared(analyzeText(program(input))).rate({ eap: "yes", step });
  return errors[0]?.message ?? lines[0]?.premium ?? "";
};

describe("an input whose range reaches below zero", () => {
  // 10 - 25% of 1
  it.each([
    ["input step percent from -50% to 50%", "-25%", "9.75"],
    ["input step percent from -50% to 50%", "-50%", "9.50"],
    ["input step number from -2 to 2", "-1.5", "8.50"],
    ["input step number from -2 to 2", "-.5", "9.50"],
    ["input step percent at least -50%", "-25%", "9.75"],
    ["input step percent from over -50% up to 0%", "-49%", "9.51"],
  ])("%s takes %s", (input, step, answer) => {
    expect(premium(input, step)).toBe(answer);
  });

  it.each([
    ["input step percent from -50% to 50%", "-50.1%", "step -50.1% is outside -50% to 50%."],
    ["input step percent from over -50% up to 0%", "-50%", "step -50% is outside over -50% to 0%."],
    ["input step percent from 0% to 50%", "-1%", "step -1 is below zero."],
    ["input step percent at most 50%", "-1%", "step -1 is below zero."],
    ["input step percent", "-1%", "step -1 is below zero."],
    ["input step number", "-1", "step -1 is below zero."],
    [
      "input step percent from -50% to 50%",
      "-0.25",
      "step -0.25 could be -0.25% or -25%. Write it with its sign.",
    ],
    ["input step percent from -50% to 50%", "--5%", "step “--5” is not a number."],
  ])("%s refuses %s", (input, step, message) => {
    expect(premium(input, step)).toBe(message);
  });

  it("cannot be a count, an age or a duration: there is nothing below zero", () => {
    for (const kind of ["count from -1 to 5", "age from -1 to 5"]) {
      expect(findingsOf(analyzeText(program(`input step ${kind}`)))).toEqual([
        `test.plan:11 PW3003 A ${kind.split(" ")[0]} from zero on is due here, not -1`,
      ]);
    }
  });
});

describe("an amount below zero", () => {
  const money = (step: string) => {
    const text = program("input step money from -$5 to $5").replace("$10 + step of $1", "$10 + step");
    const { lines, errors } = prepared(analyzeText(text)).rate({ eap: "yes", step });
    return errors[0]?.message ?? lines[0]?.premium;
  };

  it("is taken where the range of its input reaches there", () => {
    expect(["-$2.50", "-2.50", "5"].map(money)).toEqual(["7.50", "7.50", "15.00"]);
    expect(money("-$6")).toBe("step -$6 is outside -$5 to $5.");
  });
});
