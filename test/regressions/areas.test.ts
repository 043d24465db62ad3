import { expect, it } from "vitest";
import { errors, MEDICAL, rates } from "./plans.ts";

const plan = (...areas: readonly string[]): string => `${MEDICAL}input county choice of Alpine, Butte, Colusa
areas by county {
${areas.map((area) => `  ${area}`).join("\n")}
}
${rates("  area | rate\n  north | $1\n  south | $2\n  east | $3")}`;

// Butte and Colusa would be in the south and in the east, at $2 and at $3.
it("the places that are left are in one area: `otherwise` stands once", () => {
  expect(errors(plan("north Alpine", "south otherwise", "east otherwise"))).not.toEqual([]);
  expect(errors(plan("north Alpine", "south Butte", "east otherwise"))).toEqual([]);
});
