// A percentage is compared and rounded as it is written, however it was calculated: half of 50.6% is 25.3%.
import { describe, expect, it } from "vitest";
import { MEDICAL, premium, rates } from "./plans.ts";

const HALVES = ["50% of share", "0.5 of share", "greater of 0.5 of share and 0%", "50% of share / 100%"];
const plan = (half: string, rate: string): string => `${MEDICAL}input share percent
formula half_share is ${half}
plan silver for medical {
  available when half_share 20% to 30%
}
${rates(`  rate ${rate}`)}`;

describe.each(HALVES)("%s, of 50.6%", (half) => {
  it("lies in 20% to 30%", () => {
    expect(premium(plan(half, "$5"), { plan: "silver", share: "50.6%" })).toBe("5.00");
  });

  it("is 25% when rounded half up to 1%", () => {
    const text = `${plan(half, "rounded_share of $100")}formula rounded_share is half_share, rounded half up to 1%\n`;
    expect(premium(text, { plan: "gold", share: "50.6%" })).toBe("25.00");
  });
});
