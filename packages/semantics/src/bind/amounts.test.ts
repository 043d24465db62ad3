import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyze } from "../analyze.js";

const program = (rows: readonly string[]): string => `program small "Small" {
  operator   "Nobody"
  effective  2026-01-01 to 2026-12-31
  currency   USD
  rounding   half up to cent
  source     brochure "Rates"
}

coverages {
  medical "Medical"
}

tiers {
  one     "One"     covers employee
  family  "Family"  covers employee and 1 or more dependents
}

input age age "Age"

plan gold "Gold" for medical {
  product ppo
}

plan low "Low" for medical {
  product ppo
}

rates for medical {
  per  enrollment per month

  plan | age by tier | one | family
${rows.map((row) => `  ${row}\n`).join("")}}
`;

const row = fc
  .tuple(
    fc.constantFrom("gold", "low", "any", "gold, low", "missing", 'gold because "so"'),
    fc.constantFrom("under 30", "30 and over", "30  and over", "any", "30 to 20", "40"),
    fc.constantFrom("$1", "$1,000.50", "-$2"),
  )
  .map(([plan, age, amount]) => ({ keys: `${plan} | ${age} | ${amount}`, last: "$7.00" }));

function read(rows: readonly string[]) {
  const text = program(rows);
  const { diagnostics, program: found } = analyze(".", [{ path: "a.plan", text }]);
  const [table] = found?.rates ?? [];
  return {
    findings: diagnostics.map(({ code, message, place }) => ({
      code,
      message,
      line: text.slice(0, place.span.start).split("\n").length,
    })),
    keys: table?.keys,
    rows: table?.rows.map(({ keys, value, origin }) => ({
      keys,
      value,
      written: text.slice(origin.place.span.start, origin.place.span.end).replace(" [page 1]", ""),
    })),
  };
}

describe("lines of plain amounts", () => {
  it("are bound as lines with a mark are, whose cells are read", () => {
    let sound = 0;
    const whole = [
      "gold | under 30 | $1",
      "gold | 30 and over | $2",
      "low | under 30 | $3",
      "low | 30 and over | $4",
    ];
    const all = whole.map((keys) => ({ keys, last: "$7.00" }));
    fc.assert(
      fc.property(
        fc.oneof(fc.shuffledSubarray(all, { minLength: 3 }), fc.array(row, { maxLength: 5 })),
        (rows) => {
          const plain = read(rows.map(({ keys, last }) => `${keys} | ${last}`));
          const marked = read(rows.map(({ keys, last }) => `${keys} | ${last} [page 1]`));
          expect(plain).toEqual(marked);
          if (plain.rows) sound++;
        },
      ),
      { numRuns: 200 },
    );
    expect(sound).toBeGreaterThan(0);
  });
});
