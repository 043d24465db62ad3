// Most lines are a copay, a deductible and a share within one maximum, and are paid without a look at what a plan could say
// besides. Here plans say it: next to each other, and over many lines, so that what one line uses up the next one lacks.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Claim, ClaimLine } from "@planwright/evaluator";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { AMOUNTS, amountTexts } from "./support/claim-columns.ts";
import { analyzeText, prepared } from "./support/programs.ts";
import { plan } from "./witness/benefit-rows.ts";

vi.setConfig({ testTimeout: 240_000 });

const text = readFileSync(fileURLToPath(new URL("witness/benefits.plan", import.meta.url)), "utf8");
const [before = ""] = text.split("plan gold ");
const YEAR = "each calendar year";
const PERSON = `deductible $150 per person, ${YEAR}`;
const HOUSEHOLD = `deductible $150 per person, $250 per family, embedded, ${YEAR}`;
const MAXIMUM = `out of pocket maximum $300 per person, $500 per family, embedded, ${YEAR}`;

const AGE = `conventions {
  age in completed years on the first of the month rated
}

input birth date
input years age from birth
`;

/** Plans by what is in them beside a copay, a deductible and a share. */
const PLANS: Readonly<Record<string, string>> = {
  "nothing else": plan("copay $20 per visit then deductible then plan pays 80%", HOUSEHOLD, MAXIMUM),
  "a copay after the deductible": plan(
    "deductible then copay $90 per visit then plan pays 80%",
    HOUSEHOLD,
    MAXIMUM,
  ),
  "a copay that the maximum cuts": plan(
    "exam | copay $90 per visit then deductible then no charge\nevery other service | deductible then copay $90 per visit",
    PERSON,
    `out of pocket maximum $400 per person, ${YEAR}, counts copay, deductible`,
  ),
  "a maximum of one part": plan("deductible then member pays 30%", PERSON, `${MAXIMUM}, counts coinsurance`),
  "a maximum of copays": plan("copay $90 per visit then plan pays 50%", `${MAXIMUM}, counts copay`),
  "the family's alone": plan(
    "deductible then plan pays 80%",
    `deductible $200 per family, ${YEAR}`,
    `out of pocket maximum $350 per family, ${YEAR}`,
  ),
  "an aggregate deductible": plan(
    "deductible then plan pays 80%",
    HOUSEHOLD.replace("embedded", "aggregate"),
  ),
  "members who must each meet it": plan(
    "deductible then plan pays 80%",
    `deductible $150 per person, 2 members must each meet it, ${YEAR}`,
  ),
  "a deductible that adds to another": plan(
    "exam | deductible er then plan pays 80%\nevery other service | deductible then plan pays 80%",
    PERSON,
    `deductible er $90 per person, ${YEAR}, adds to deductible`,
  ),
  "a deductible for an occurrence": plan("deductible then plan pays 80%", "deductible $25 per occurrence"),
  "a deductible that is carried over": plan(
    "deductible then plan pays 80%",
    PERSON,
    "carry over last 3 months of deductible",
  ),
  "a deductible of thirty days": plan(
    "deductible then plan pays 80%",
    "deductible $100 per person, each 30 days",
  ),
  "a deductible of a fact": plan("deductible then plan pays 80%", `deductible usual_fee per person, ${YEAR}`),
  "deductibles by a fact": plan(
    "deductible then plan pays 80%",
    `deductible $60 per person, ${YEAR}, when medicare`,
    PERSON,
    `out of pocket maximum $200 per person, ${YEAR}, when medicare`,
    MAXIMUM,
  ),
  "a share by a fact": plan(
    "copay $20 per visit when medicare, otherwise deductible then plan pays 80%",
    PERSON,
  ),
  "a copay of a fact": plan("copay usual_fee per visit then plan pays 80%", MAXIMUM),
  "a copay unless": plan("copay $20 per visit unless admitted", MAXIMUM),
  "a copay within bounds": plan("copay $20 per visit, at least $35 per visit", MAXIMUM),
  "a copay for the first visits": plan("copay $20 per visit for first 2 visits then plan pays 90%", MAXIMUM),
  "a copay for a day": plan("copay $20 per day", MAXIMUM),
  "a copay for an accident": plan("copay $20 per accident then plan pays 80%", MAXIMUM),
  "a copay that adds up": plan("copay materials", `copay materials $50 per person, ${YEAR}`),
  "a share within bounds": plan("plan pays 80%, at most $60 per visit", MAXIMUM),
  "a share up to an amount": plan(
    `plan pays 100% of first $200 per person ${YEAR} then plan pays 50%`,
    MAXIMUM,
  ),
  "the greater of two": plan("member pays greater of $20 and 10%", MAXIMUM),
  "not covered": plan("exam | not covered\nevery other service | deductible then plan pays 80%", PERSON),
  "two maxima": plan("plan pays 50%", MAXIMUM, `out of pocket maximum er $200 per person, ${YEAR}`),
  "a share by the age": plan("no charge when years under 30, otherwise plan pays 80%", MAXIMUM),
  "a waiting period": plan("plan pays 80%", MAXIMUM, "waiting period 3 months after hire for exam"),
  "a number of times": plan("plan pays 80%", MAXIMUM).replace(
    "\n  benefits",
    `\n  frequency {\n    exam twice ${YEAR}, in lieu of therapy\n  }\n\n  benefits`,
  ),
  "a limit of visits": plan(
    "copay $20 per visit then plan pays 80%",
    MAXIMUM,
    `plan covers at most 2 visits per person ${YEAR} for exam`,
  ),
  "a limit of what is paid": plan("plan pays 80%", MAXIMUM, `plan pays at most $150 per person ${YEAR}`),
  "a limit of what is allowed": plan("plan pays 80%", MAXIMUM, `plan allows at most $150 per person ${YEAR}`),
};

const line: fc.Arbitrary<ClaimLine> = fc
  .record({
    day: fc.integer({ min: 1, max: 28 }),
    month: fc.integer({ min: 1, max: 15 }),
    member: fc.constantFrom("a", "b"),
    service: fc.constantFrom("exam", "therapy"),
    charge: fc.integer({ min: 0, max: 40_000 }),
    further: fc.oneof(
      { weight: 8, arbitrary: fc.constant({}) },
      {
        weight: 4,
        arbitrary: fc.constantFrom<Partial<ClaimLine>>(
          { units: { visits: "3" } },
          { units: { days: "2" } },
          { facts: { medicare: true } },
          { facts: { usual_fee: "35" } },
          { facts: { accident: "one" } },
          { facts: { occurrence: "one" } },
          { facts: { admitted: true } },
          { other_paid: "15.00" },
        ),
      },
    ),
  })
  .map(({ day, month, member, service, charge, further }) => ({
    date: `${month > 12 ? 2016 : 2015}-${String(((month - 1) % 12) + 1).padStart(2, "0")}-${String(day).padStart(2, "0")}`,
    member,
    service,
    charge: (charge / 100).toFixed(2),
    ...further,
  }));

/** A household and its lines; now and then one is taken back. */
const household: fc.Arbitrary<Claim> = fc
  .record({
    lines: fc.array(line, { minLength: 4, maxLength: 16 }),
    isAlone: fc.boolean(),
    facts: fc.record({
      medicare: fc.boolean(),
      admitted: fc.boolean(),
      usual_fee: fc.constantFrom("45", "70"),
    }),
    back: fc.oneof({ weight: 3, arbitrary: fc.constant(-1) }, { weight: 1, arbitrary: fc.nat(3) }),
  })
  .map(({ lines, isAlone, facts, back }) => {
    const own = lines.map((one, i) => ({ ...one, id: `l${i}`, ...(isAlone ? { member: "a" } : {}) }));
    const [first] = own;
    const taken = own[back];
    return {
      plans: ["gold"],
      members: isAlone ? [{ id: "a" }] : [{ id: "a" }, { id: "b" }],
      facts: { ...facts, hire: "2015-04-15", birth: "1985-06-01" },
      lines:
        taken && first
          ? [
              ...own,
              { id: "v", date: "2015-12-30", member: "a", voids: taken.id },
              { ...first, id: "w", date: "2015-12-31" },
            ]
          : own,
    };
  });

describe.each(Object.entries(PLANS))("a plan with %s", (_, gold) => {
  const book = prepared(analyzeText(`${before}${AGE}\n${gold}`));

  it("pays households in columns as in exact fractions", () => {
    let paid = 0;
    fc.assert(
      fc.property(fc.array(household, { minLength: 3, maxLength: 3 }), (claims) => {
        const columns = book.claimColumns(claims);
        for (const [i, claim] of claims.entries()) {
          const { lines } = book.claim(claim, { exactly: true });
          const [from, to] = [columns.first[i] ?? 0, columns.first[i + 1] ?? 0];
          for (const name of AMOUNTS)
            expect(amountTexts(columns, name, from, to), name).toEqual(lines.map((one) => one[name]));
          paid += lines.length;
        }
      }),
      { numRuns: 60, seed: 20150302 },
    );
    expect(paid).toBeGreaterThan(50);
  });
});
