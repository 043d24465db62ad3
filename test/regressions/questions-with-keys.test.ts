// `rate of medical with age 40`: the question is about that age, whatever the person's own is.
import { describe, expect, it } from "vitest";
import { answer, CLASSES, CONVENTIONS, errors, MEDICAL, PROGRAM, paid, premium, rates } from "./plans.ts";
import { analyzeText, prepared } from "../support/programs.ts";
import { runExamples } from "@planwright/evaluator";

const OTHER = 'coverages {\n  dental "Dental"\n}\nplan ivory for dental {\n}\n';
const derived = (rate: string): string =>
  `rates for dental {\n  per enrollment per month\n  rate ${rate}\n}\n`;

it("an age, of a person whose date of birth is given", () => {
  const text = `${MEDICAL}${OTHER}${CONVENTIONS}input birth date
input age age from birth
${rates("  age | rate\n  under 30 | $10\n  30 and over | $20")}${derived("rate of medical with age 40")}`;
  expect(premium(text, { "plan of dental": "ivory", birth: "1990-01-01" })).toBe("20.00");
});

it("a percentage below one percent", () => {
  const text = `${MEDICAL}${OTHER}input share percent
${rates("  share | rate\n  under 1% | $10\n  1% and over | $20")}${derived("rate of medical with share 0.5%")}`;
  expect(premium(text, { "plan of dental": "ivory", share: "50%" })).toBe("10.00");
});

/** Which examples of a program do not come out. */
const failing = (text: string): string[] =>
  runExamples(prepared(analyzeText(PROGRAM + text)))
    .filter(({ status }) => status === "fail")
    .map(({ name }) => name);

describe("shares and premiums", () => {
  it("of another class", () => {
    const text = `${MEDICAL}${CLASSES}${CONVENTIONS}${rates("  rate $100")}contributions for medical {
  class | premium
  working | employer pays 80%
  continued | employer pays 10%
}
example "An active employee, asked about COBRA" {
  given plan gold
  given status active
  expect employer share of medical with class continued $10.00
}
`;
    expect(paid(text, { plan: "gold", status: "active" })).toEqual(["100.00", "80.00", "20.00"]);
    expect(failing(text)).toEqual([]);
  });

  it("of another plan: it is that plan which must be available", () => {
    const text = `${MEDICAL}input open truth
plan hmo for medical {
  available when open
}
${rates("  plan | rate\n  gold | $5\n  hmo | $7")}
example "Not open to this person" {
  given plan gold
  given open no
  expect premium of medical with plan hmo $7
}
example "Open to everyone" {
  given plan hmo
  given open no
  expect premium of medical with plan gold $5
}
`;
    expect(failing(text)).toEqual(["Not open to this person"]);
  });
});

describe("what leads back to itself is found by check", () => {
  it("a rate", () => {
    expect(errors(`${MEDICAL}${rates("  rate 102% of rate of medical")}`)).toContain("PW1004");
  });

  it("two rates, each from the other", () => {
    const text = `${MEDICAL}${CLASSES}${rates("  rate 102% of rate of medical with status cobra", "when status is active ")}${rates(
      "  rate 98% of rate of medical with status active",
      "when status is cobra ",
    )}`;
    expect(answer(text, { plan: "gold", status: "active" }).errors.map(({ message }) => message)).toEqual([
      expect.stringContaining("leads back to itself"),
    ]);
  });

  it("a class, which otherwise ends the whole census", () => {
    const text = `${MEDICAL}${rates("  rate $1")}input hours number
classes {
  staff "Staff" when class is crew
  crew "Crew" when hours at least 30
}
`;
    expect(errors(text)).toContain("PW1004");
  });
});

// 1 + 69 x 1 = 70
it("seventy formulas, each from the one before, lead nowhere back", () => {
  const chain = Array.from({ length: 69 }, (_, i) => `formula step${i + 1} is step${i} + $1\n`).join("");
  const text = `${MEDICAL}formula step0 is $1\n${chain}${rates("  rate step69")}`;
  expect(premium(text, { plan: "gold" })).toBe("70.00");
});
