// What holds for any plan and any claim.
import type { ClaimAnswer, LineAnswer } from "@planwright/evaluator";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { analyzeText, findingsOf, prepared } from "./support/programs.ts";
import { claims, planTexts } from "./support/random-claims.ts";

vi.setConfig({ testTimeout: 60_000 });

const runs = (numRuns: number) => ({ numRuns, seed: 20260101 });

/** Cents as a whole number, so that sums are exact. */
const cents = (amount: string): number => {
  const match = /^(-?)(\d+)\.(\d\d)$/.exec(amount);
  if (!match) throw new Error(`${amount} is no amount in cents`);
  return Number(`${match[1]}${match[2]}${match[3]}`);
};

const PARTS = ["deductible", "copay", "coinsurance", "over_limit", "not_covered"] as const;

function payAny(text: string, claim: Parameters<ReturnType<typeof prepared>["claim"]>[0]): ClaimAnswer {
  const analysis = analyzeText(text);
  // Random shares follow no pattern, and may be richer outside the network.
  const errors = findingsOf(analysis).filter((finding) => !/PW2306|PW5\d{3}/.test(finding));
  expect(errors).toEqual([]);
  const answer = prepared(analysis).claim(claim);
  expect(answer.errors).toEqual([]);
  return answer;
}

const sum = (lines: readonly LineAnswer[], of: (line: LineAnswer) => number): number =>
  lines.reduce((total, line) => total + of(line), 0);

describe("any claim under any plan", () => {
  it("adds up: the charge is what the member, the plan and others pay, and what nobody owes", () => {
    fc.assert(
      fc.property(planTexts, claims, (text, claim) => {
        for (const line of payAny(text, claim).lines) {
          const parts = PARTS.reduce((total, part) => total + cents(line[part]), 0);
          expect(cents(line.member_pays)).toBe(parts);
          const together = (["plan_pays", "balance_bill", "written_off", "other_paid"] as const).reduce(
            (total, part) => total + cents(line[part]),
            parts,
          );
          expect(together).toBe(cents(line.charge));
          for (const part of [...PARTS, "plan_pays", "balance_bill", "written_off"] as const)
            expect(cents(line[part])).toBeGreaterThanOrEqual(0);
          expect(cents(line.plan_pays)).toBeLessThanOrEqual(cents(line.allowed));
        }
      }),
      runs(250),
    );
  });

  it("passes no deductible, maximum or limit", () => {
    fc.assert(
      fc.property(planTexts, claims, (text, claim) => {
        const { accumulators } = payAny(text, claim);
        const aggregate = text.includes("aggregate");
        for (const { name, scope, used, limit, remaining } of accumulators) {
          // A person of a family may pay more than his own amount where the family's is aggregate.
          if (aggregate && name === "deductible" && scope === "person") continue;
          // Of the family's amount, where some members must each meet theirs, only theirs is asked.
          expect(Number(used), `${name} of ${scope}`).toBeLessThanOrEqual(Number(limit));
          expect(Number(remaining)).toBeGreaterThanOrEqual(0);
        }
      }),
      runs(250),
    );
  });

  it("never goes back: a further line makes no accumulator smaller", () => {
    fc.assert(
      fc.property(planTexts, claims, (text, claim) => {
        const book = prepared(analyzeText(text));
        // The last line in the order of payment: the ones before it are paid as they were.
        const ordered = [...claim.lines].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
        const before = book.claim({ ...claim, lines: ordered.slice(0, -1) });
        const after = book.claim({ ...claim, lines: ordered });
        expect(after.lines.slice(0, -1)).toEqual(before.lines);
        for (const [i, { used }] of before.accumulators.entries())
          expect(Number(after.accumulators[i]?.used)).toBeGreaterThanOrEqual(Number(used));
      }),
      runs(150),
    );
  });

  it("gives all back when the last line is taken back", () => {
    fc.assert(
      fc.property(planTexts, claims, (text, claim) => {
        const book = prepared(analyzeText(text));
        const ordered = [...claim.lines].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
        const last = ordered[ordered.length - 1];
        if (!last) return;
        const undo = { id: "undo", date: "2026-12-31", member: last.member, voids: last.id };
        const before = book.claim({ ...claim, lines: ordered.slice(0, -1) });
        const voided = book.claim({ ...claim, lines: [...ordered, undo] });
        expect(voided.errors).toEqual([]);
        expect(voided.accumulators).toEqual(before.accumulators);
        const [line, back] = voided.lines.slice(-2);
        for (const part of [...PARTS, "plan_pays", "charge"] as const)
          expect(cents(line?.[part] ?? "0.00") + cents(back?.[part] ?? "0.00")).toBe(0);
      }),
      runs(100),
    );
  });

  it("changes nothing else when a line cannot be paid", () => {
    fc.assert(
      fc.property(planTexts, claims, fc.nat({ max: 12 }), (text, claim, at) => {
        const book = prepared(analyzeText(text));
        const wrong = {
          id: "wrong",
          date: "2026-06-01",
          member: "nobody",
          service: "hospital",
          charge: "10",
        };
        const lines = [...claim.lines.slice(0, at), wrong, ...claim.lines.slice(at)];
        const answer = book.claim({ ...claim, lines });
        expect(answer.errors.map(({ line }) => line)).toEqual(["wrong"]);
        const without = book.claim(claim);
        expect(answer.lines).toEqual(without.lines);
        expect(answer.accumulators).toEqual(without.accumulators);
      }),
      runs(100),
    );
  });
});

/** A year of one member under a deductible, a coinsurance and a maximum, by their closed form. */
describe("a deductible, a coinsurance and a maximum", () => {
  const text = (deductible: number, share: number, maximum: number) => `program closed "Closed" {
  effective 2026-01-01 to 2026-12-31
  currency USD
  rounding half up to cent
}
coverages {
  medical "Medical"
}
services for medical {
  care "Care"
}
plan closed_plan "Closed" for medical {
  allowed charge in full
  deductible $${deductible} per person, each calendar year
  out of pocket maximum $${maximum} per person, each calendar year, counts deductible, coinsurance
  benefits {
    service | pays
    care    | deductible then plan pays ${share}%
  }
}
`;

  it("make a member pay min(M, min(S, D) + (1 - p)(S - D)) of what he used", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2000 }),
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 0, max: 6000 }),
        fc.array(fc.integer({ min: 0, max: 4000 }), { minLength: 1, maxLength: 10 }),
        (deductible, share, maximum, charges) => {
          const claim = {
            plans: ["closed_plan"],
            members: [{ id: "a" }],
            lines: charges.map((charge) => ({
              date: "2026-03-02",
              member: "a",
              service: "care",
              charge: String(charge),
            })),
          };
          const { lines } = payAny(text(deductible, share, maximum), claim);
          // Whole dollars and whole percents: every product is a whole number of cents.
          const used = charges.reduce((total, charge) => total + charge, 0);
          const first = Math.min(used, deductible);
          const formula = Math.min(maximum * 100, first * 100 + (100 - share) * (used - first));
          expect(sum(lines, (line) => cents(line.member_pays))).toBe(formula);
        },
      ),
      runs(200),
    );
  });
});
