// The people of health.plan.
import type { Person } from "../support/observe.ts";

/** An employee of Marin with gold for one: $500.25, of which the employer pays 80%, 400.20. */
export const ONE: Person = {
  county: "Marin",
  home: "Alameda",
  hours: "40",
  lives: "12",
  share: "80",
  eligible: "yes",
  status: "active",
  "plan of medical": "gold",
  tier: "one",
};
export const HALF = { ...ONE, share: "50" };
export const FAMILY = { ...ONE, tier: "family", members: "2" };
export const DENTAL: Person = { ...ONE, "plan of medical": "", dental: "yes" };
export const VISION: Person = { ...ONE, "plan of medical": "", "plan of vision": "clear" };

/** A part of the rate book that nothing computes with: the line changes it. */
export const book = (
  row: string,
  change: readonly [string, string],
  path: string,
  before: unknown,
  after: unknown,
) =>
  ({
    row,
    change,
    sees: `book ${path}`,
    before: JSON.stringify(before),
    after: JSON.stringify(after),
  }) as const;
