// A line that changes no answer is reported: its author believed that it did.
import { describe, expect, it } from "vitest";
import { analyzeText } from "../support/programs.ts";
import { answer, CONVENTIONS, findings, life, MEDICAL, PROGRAM, rates, TIERS } from "./plans.ts";

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

describe("what a volume or a coverage says twice", () => {
  const sized = (...lines: readonly string[]) =>
    `${PROGRAM}${CONVENTIONS}input pay money per year\ninput age age\n${life("insures employee", ...lines)}`;
  const twice = (text: string) =>
    analyzeText(text).diagnostics.flatMap(({ code, message, place }) =>
      code === "PW0024" && place ? [[message, text.slice(place.span.start, place.span.end)]] : [],
    );

  it.each([
    ["volume 1 times pay, at most $90,000, at most $100,000", "`at most`", "at most $100,000"],
    [
      "volume $10,000 to $90,000 in steps of $10,000, in steps of $5,000",
      "`in steps of`",
      "in steps of $5,000",
    ],
  ])("%s", (line, what, again) => {
    expect(twice(sized(line))).toEqual([[`${what} is given twice`, again]]);
  });

  it("two tables of reductions", () => {
    const reduction = "reduction {\n  age | volume\n  any | 50% of volume\n}";
    const line = "volume $10,000 to $90,000 in steps of $10,000";
    expect(twice(sized(line, reduction))).toEqual([]);
    expect(twice(sized(line, reduction, reduction))).toEqual([["`reduction` is given twice", "reduction"]]);
  });
});
