// What holds for anybody, whatever a people file says of them.
import { readFileSync } from "node:fs";
import type { CoverageAnswer, DependentAnswer } from "@planwright/evaluator";
import fc from "fast-check";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { analyzeFolder, analyzeText, prepared } from "./support/programs.ts";

const WITNESS = readFileSync(new URL("witness/eligibility.plan", import.meta.url), "utf8");
const CHILD = { relation: "child", birth: "1970-05-20" };

/** Programs, with somebody who is insured in each. */
const BOOKS = {
  witness: {
    book: prepared(analyzeText(WITNESS)),
    person: {
      status: "active",
      hours: "40",
      hire: "2015-01-12",
      waiting: "1",
      medical: "yes",
      vision: "yes",
    },
    dependent: { relation: "child", birth: "2000-05-20" },
  },
  mendocino: {
    book: prepared(analyzeFolder("examples/mendocino-staywell")),
    person: {
      status: "regular",
      first_status: "regular",
      hours: "40",
      hire: "1983-09-01",
      plan: "stay_well",
    },
    dependent: CHILD,
  },
  lodi: {
    book: prepared(analyzeFolder("examples/lodi-1985")),
    person: { permanent: "yes", full_time: "yes", hire: "1984-09-01" },
    dependent: { ...CHILD, unmarried: "yes", supported: "yes" },
  },
  sdrma: {
    book: prepared(analyzeFolder("examples/sdrma-2015")),
    person: {
      status: "active",
      benefit_eligible: "yes",
      hours: "40",
      full_time_hours: "36",
      notice: "2015-03-10",
      waiting_period: "1",
    },
    dependent: { ...CHILD, birth: "1995-05-20" },
  },
};

const RUNS = 400;

const day = fc
  .tuple(
    fc.integer({ min: 1940, max: 2016 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 31 }),
  )
  .map((parts) => parts.map((part) => String(part).padStart(2, "0")).join("-"));
const near = fc
  .tuple(
    fc.constantFrom("1983", "1984", "1985", "2014", "2015"),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
  )
  .map((parts) => parts.map((part) => String(part).padStart(2, "0")).join("-"));
const word = fc.constantFrom(
  ..."yes no active regular temporary retiree gold stay_well lay_off retirement other_employer child spouse never".split(
    " ",
  ),
);
const value = fc.oneof(
  { weight: 4, arbitrary: near },
  { weight: 1, arbitrary: day },
  { weight: 4, arbitrary: word },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 60 }).map(String) },
  { weight: 1, arbitrary: fc.string({ maxLength: 8 }) },
);

type Row = Readonly<Record<string, string>>;

/** A row in which some columns say something else, which may or may not be of their kind. */
function rowLike(row: Row, columns: readonly string[]) {
  const other = fc.dictionary(fc.constantFrom(...columns), value, { maxKeys: 5 });
  return other.map((changed): Row => ({ ...row, ...changed }));
}

type Days = Pick<CoverageAnswer, "eligible" | "begins" | "ends">;

function expectOrder({ eligible, begins, ends }: Days): void {
  if (!eligible) expect([begins, ends]).toEqual([null, null]);
  else expect(begins !== null && (ends === null || begins <= ends)).toBe(true);
}

function expectWithin({ begins, ends, dependents }: CoverageAnswer): void {
  for (const one of dependents.filter((dependent: DependentAnswer) => dependent.eligible)) {
    expect(begins !== null && one.begins !== null && one.begins >= begins).toBe(true);
    if (ends !== null) expect(one.ends !== null && one.ends <= `${ends.slice(0, 8)}31`).toBe(true);
  }
}

function expectSum({ contribution }: CoverageAnswer): void {
  if (!contribution || contribution.employer === null || contribution.employee === null) return;
  const sum = new Fraction(contribution.employer).add(new Fraction(contribution.employee));
  expect(sum.equals(new Fraction(contribution.premium))).toBe(true);
}

describe.each(Object.entries(BOOKS))("anybody in %s", (_name, { book, person: someone, dependent }) => {
  const columns = [...book.columns.keys()];
  const anyone = rowLike(someone, columns);
  const household = fc.array(rowLike(dependent, ["relation", ...columns]), { maxLength: 3 });

  it("may be insured, and so may a child", () => {
    const [first] = book.enroll(someone, [dependent]).coverages;
    expect([first?.eligible, first?.dependents[0]?.eligible]).toEqual([true, true]);
  });

  it("is answered without a fault, in days that are in order and shares that add up", () => {
    fc.assert(
      fc.property(anyone, household, (person, dependents) => {
        const answer = book.enroll(person, dependents, { trace: true });
        for (const coverage of answer.coverages) {
          expectOrder(coverage);
          expectWithin(coverage);
          expectSum(coverage);
          expect(coverage.rules.length).toBeGreaterThan(0);
          coverage.dependents.forEach(expectOrder);
        }
        const group = book.group();
        group.add(person, dependents, answer, "1");
        group.answers();
      }),
      { numRuns: RUNS },
    );
  });

  it("has an answer of their own, whoever their dependents are, and in whatever order", () => {
    const people = fc.tuple(anyone, household);
    fc.assert(
      fc.property(people, ([person, dependents]) => {
        const alone = book.enroll(person, []).coverages;
        const together = book.enroll(person, dependents).coverages;
        expect(together.map((one) => ({ ...one, dependents: [] }))).toEqual(alone);
        const turned = book.enroll(person, dependents.toReversed()).coverages;
        expect(turned.map((one) => [...one.dependents].reverse())).toEqual(
          together.map((one) => one.dependents),
        );
      }),
      { numRuns: RUNS / 4 },
    );
  });
});

describe("a plan of eligibility", () => {
  it("means the same with its lines in another order", () => {
    const [head = "", ...blocks] = WITNESS.split(/\n(?=eligibility for )/);
    const turned = [head, ...blocks.toReversed()].join("\n");
    const same = prepared(analyzeText(`${turned}\n`));
    const row = rowLike(BOOKS.witness.person, [...same.columns.keys()]);
    fc.assert(
      fc.property(row, (person) => {
        const strip = (answer: ReturnType<typeof same.enroll>) =>
          answer.coverages.map(({ rules: _rules, ...one }) => one);
        expect(strip(same.enroll(person))).toEqual(strip(BOOKS.witness.book.enroll(person)));
      }),
      { numRuns: 100 },
    );
  });
});
