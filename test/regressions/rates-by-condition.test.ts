// Several blocks of rates for one coverage, each for the persons of a condition.
import { describe, expect, it } from "vitest";
import { codes, findings, MEDICAL, premium, rates } from "./plans.ts";

const INPUTS = "input status choice of active, cobra\ninput lives count\ninput hmo truth\n";
const two = (first: string, second: string, more = ""): string =>
  `${MEDICAL}${INPUTS}${more}${rates("  rate $5", `when ${first} `)}${rates("  rate $6", `when ${second} `)}`;

describe("conditions that exclude each other are no fault", () => {
  it.each([
    ["hmo", "not hmo"],
    ["lives under 10", "lives at least 10"],
    ["lives 1 to 9", "lives 0 or lives 10 and over"],
    ["not status is cobra", "status is cobra"],
  ])("%s, and %s", (first, second) => {
    expect(findings(two(first, second))).toEqual([]);
  });

  it("a small and a large group of active employees, and COBRA", () => {
    const text = `${two("status is active and lives under 10", "status is active and lives at least 10")}${rates(
      "  rate $7",
      "when status is cobra ",
    )}`;
    expect(findings(text)).toEqual([]);
    expect(premium(text, { plan: "gold", status: "active", lives: "9" })).toBe("5.00");
    expect(premium(text, { plan: "gold", status: "active", lives: "10" })).toBe("6.00");
  });
});

describe("a person without rates, or with two, is found by check", () => {
  it.each([
    ["of exactly ten lives no table holds", "lives under 10", "lives over 10", "PW2014"],
    ["of exactly ten lives both hold", "lives at most 10", "lives at least 10", "PW2015"],
    [
      "an active employee of a large group",
      "status is cobra",
      "status is active and lives under 10",
      "PW2014",
    ],
    ["nobody on COBRA", "status is active", "status is active and hmo", "PW2014"],
    ["everybody with an HMO", "hmo", "hmo", "PW2015"],
    ["on COBRA with an HMO", "hmo", "status is cobra", "PW2015"],
  ])("%s", (_, first, second, code) => {
    expect(codes(two(first, second))).toContain(code);
  });

  it("a condition with a name holds for those that it says", () => {
    const named = "condition in_service when status is active\n";
    expect(codes(two("in_service", "status is active", named))).toContain("PW2015");
  });

  it("one block alone leaves out whom its condition does not let through", () => {
    const text = `${MEDICAL}${INPUTS}${rates("  rate $5", "when hmo and lives under 10 ")}`;
    expect(codes(text)).toContain("PW2014");
  });
});
