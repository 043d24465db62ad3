// A slip of the pen causes one finding; what follows from it is not reported a second time.
import { expect, it } from "vitest";
import { codes, CONVENTIONS, findings, MEDICAL, rates, TIERS } from "./plans.ts";

const TABLE = "  plan by tier | single | two | family\n  gold | $100 | $200 | $300";

it.each([
  ["a rate that is not understood", `${MEDICAL}${rates("  rate 3 x $5")}`],
  [
    "a share that is not understood",
    `${MEDICAL}${CONVENTIONS}${rates("  rate $1")}contributions for medical {\n  employer pays 0.8\n}\n`,
  ],
  ["a missing dollar sign", `${MEDICAL}${TIERS}${rates(TABLE.replace("$200", "200"))}`],
  ["a missing cell", `${MEDICAL}${TIERS}${rates(TABLE.replace(" | $300", ""))}`],
  ["an empty cell", `${MEDICAL}${TIERS}${rates(TABLE.replace("$300", ""))}`],
  [
    "a band that is not understood",
    `${MEDICAL}input age age\n${rates("  age | rate\n  0-29 | $1\n  30 to 39 | $2\n  40 and over | $3")}`,
  ],
  [
    "a day that is none",
    `${MEDICAL}${rates("  rate $1", "effective 2015-06-31 to 2015-12-31 ")}${rates("  rate $2", "effective 2015-01-01 to 2015-06-30 ")}`,
  ],
])("%s", (_, text) => {
  expect(codes(text)).toHaveLength(1);
});

it("a plan of another coverage is not called unknown", () => {
  const dental =
    'coverages {\n  dental "Dental"\n}\nplan ivory for dental {\n}\nrates for dental {\n  per enrollment per month\n  rate $1\n}\n';
  const [found] = findings(`${MEDICAL}${dental}${rates("  not offered ivory\n  plan | rate\n  gold | $1")}`);
  expect(found).toMatch(/dental/);
});

it("a word is not corrected to itself", () => {
  const text = `${MEDICAL}rates for medical:\n  per enrollment per month\n  rate $1\n`;
  expect(findings(text).join("\n")).not.toMatch(/“rates” is not known/);
});
