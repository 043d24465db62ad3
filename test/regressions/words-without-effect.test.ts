// A line that changes no answer is reported: its author believed that it did.
import { describe, expect, it } from "vitest";
import { answer, findings, MEDICAL, rates, TIERS } from "./plans.ts";

const SILVER = "plan silver for medical {\n}\n";
const BY_TIER = "  tier | rate\n  single | $1\n  two | $2\n  family | $3";

describe("in a block of rates", () => {
  it.each([
    [
      "`not offered` of a plan that has a rate",
      rates("  not offered silver\n  plan | rate\n  gold | $1\n  silver | $2"),
    ],
    [
      "further members, where rates are not by tier",
      `${TIERS}${rates("  rate $1\n  each further member of family adds $50")}`,
    ],
    [
      "further members twice",
      `${TIERS}${rates(`${BY_TIER}\n  each further member of family adds $50\n  each further member of family adds $70`)}`,
    ],
    ["`age of`, where rates are not by age", rates("  age of spouse\n  rate $1")],
  ])("%s", (_, block) => {
    expect(findings(`${MEDICAL}${SILVER}${block}`)).not.toEqual([]);
  });
});

it("a plan that is not offered is refused, also where rates are not by plan", () => {
  const text = `${MEDICAL}${SILVER}${rates("  not offered silver\n  rate $1")}`;
  expect(answer(text, { plan: "gold" }).errors).toEqual([]);
  expect(answer(text, { plan: "silver" }).errors.map(({ about }) => about)).toEqual(["not offered"]);
});

it("a coverage with plans and without rates", () => {
  const dental = 'coverages {\n  dental "Dental"\n}\nplan ivory for dental {\n}\n';
  expect(findings(`${MEDICAL}${rates("  rate $1")}`)).toEqual([]);
  expect(findings(`${MEDICAL}${rates("  rate $1")}${dental}`)).not.toEqual([]);
});

it("a unit of hours that is compared with another", () => {
  const text = `${MEDICAL}input hours number of hours per week
input least number of hours per month
condition enough when hours at least least
${rates("  rate $1")}`;
  expect(findings(text)).not.toEqual([]);
});
