import { describe, expect, it } from "vitest";
import { codes, errors, MEDICAL, PROGRAM, premium, rates } from "./plans.ts";
import { analyzeText, prepared } from "../support/programs.ts";

const program = (rounding: string, rate: string): string =>
  PROGRAM.replace("half up to cent", rounding) + MEDICAL + rates(`  rate ${rate}`);

it("a load that is rounded to $0 is reported", () => {
  expect(errors(`${MEDICAL}${rates("  rate $100\n  load 2%, rounded half up to $0")}`)).not.toEqual([]);
});

describe("money is not rounded to a percentage", () => {
  it("in the program", () => {
    expect(analyzeText(program("half up to 5%", "$101")).program).toBeUndefined();
  });

  it("in a rate", () => {
    expect(errors(`${MEDICAL}${rates("  rate $101, rounded half up to 5%")}`)).not.toEqual([]);
  });

  it("in a load", () => {
    expect(errors(`${MEDICAL}${rates("  rate $101\n  load 2%, rounded half up to 5%")}`)).not.toEqual([]);
  });
});

it("a percentage is not rounded to money", () => {
  const text = `${MEDICAL}input share percent\nformula near is share, rounded half up to $5\n${rates("  rate near of $100")}`;
  expect(codes(text)).not.toEqual([]);
});

// $2.5151 rounded up to $0.001 is $2.516; cut off after two decimals it would read 2.51, below what is due.
it("a step below a cent is reported, or its digits are printed", () => {
  const analysis = analyzeText(program("up to $0.001", "$2.5151"));
  if (!analysis.program) return;
  expect(prepared(analysis).rate({ plan: "gold" }).lines[0]?.premium).toBe("2.516");
});

it("a rate below zero is reported", () => {
  expect(errors(`${MEDICAL}${rates("  plan | rate\n  gold | $90")}`)).toEqual([]);
  expect(errors(`${MEDICAL}${rates("  plan | rate\n  gold | -$90")}`)).not.toEqual([]);
});

it("thirds are exact until they are rounded", () => {
  const text = `${MEDICAL}formula third is $100.01 / 3\n${rates("  rate third * 3")}`;
  expect(premium(text, { plan: "gold" })).toBe("100.01");
});
