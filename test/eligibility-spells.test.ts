// Spells of cover: what an absence, a change of hours and a leaving do to each other.
import type { Person } from "@planwright/evaluator";
import { describe, expect, it } from "vitest";
import { analyzeText, prepared } from "./support/programs.ts";

const book = prepared(
  analyzeText(`program spells "Spells of cover" {
  effective  2015-01-01 to 2016-12-31
  currency   USD
  rounding   half up to cent
}

coverages {
  medical  "Medical"
}

conventions {
  month arithmetic     last day of a shorter month
                       chosen because "Not printed"
  shares of a premium  round the employer share, the rest to employee
}

input hire       date
input leaving    date
input birth      date
input away       date
input back       date
input changed    date
input new_hours  number of hours per week
input hours      number of hours per week

classes {
  full  "Full-time"  when hours at least 30
}

rates for medical effective 2015-01-01 to 2015-12-31 {
  per   employee per month
  rate  $500.00
}

rates for medical effective 2016-01-01 to 2016-12-31 {
  per   employee per month
  rate  $550.00
}

contributions for medical {
  employer pays 80%
}

eligibility for medical {
  insures  full
  begins   first of month after 30 days after hire
  ends     last day of month of leaving
  ends for dependent, last day of month of earlier of employee end and dependent end

  dependents {
    relation  | until
    spouse    | any age
    child     | 26th birthday
  }

  absence from away to back {
    lasting         | begins
    up to 1 month   | as before
    over 1 month    | day of back
  }

  change of hours to new_hours on changed {
    direction  | new class from                 | until then
    less       | first of month after changed   | as before, employee pays 100%
    more       | first of month after changed   | as before
  }

  continuation after leaving {
    continues                         | who pays
    through 18 months after leaving   | employee pays 100%
  }
}
`),
);

const answerOf = (person: Person, dependents: readonly Person[] = []) => {
  const { coverages, errors } = book.enroll({ hours: "40", medical: "yes", ...person }, dependents);
  const [medical] = coverages;
  return { ...medical, errors };
};

// Hired on 5 January 2015: 30 days later is 4 February, and cover begins on 1 March.
const HIRED = { hire: "2015-01-05" };

describe("an absence", () => {
  it("leaves the cover before it as it was", () => {
    expect(answerOf({ ...HIRED, away: "2015-06-10", back: "2015-09-01" })).toMatchObject({
      before_absence: { begins: "2015-03-01", ends: "2015-06-09" },
      begins: "2015-09-01",
      ends: null,
    });
  });

  it("does not take back cover when nobody comes back after it", () => {
    const gone = { ...HIRED, away: "2015-06-10", back: "2015-09-01", leaving: "2015-06-20" };
    expect(answerOf(gone)).toMatchObject({ begins: "2015-03-01", ends: "2015-06-09" });
    expect(answerOf(gone)).not.toHaveProperty("before_absence");
  });

  it("ends no cover that has ended before", () => {
    const left = { ...HIRED, leaving: "2015-04-10", away: "2015-06-10", back: "2015-09-01" };
    expect(answerOf(left)).toMatchObject({ begins: "2015-03-01", ends: "2015-04-30" });
  });

  it("gives no cover earlier than there would have been without it", () => {
    const waiting = { ...HIRED, away: "2015-01-10", back: "2015-02-12" };
    expect(answerOf(waiting)).toMatchObject({ begins: "2015-03-01", ends: null });
  });

  it("is refused where nobody can say whether it interrupts cover", () => {
    expect(answerOf({ ...HIRED, away: "2015-06-10" }).errors).toMatchObject([
      { about: "back", message: expect.stringContaining("depends on how long it lasts") },
    ]);
  });

  it("counts for dependents as for the employee, and not for a child born after it", () => {
    const dependents = [
      { id: "sue", relation: "spouse" },
      { id: "old", relation: "child", birth: "1989-05-20" },
      { id: "baby", relation: "child", birth: "2015-08-01" },
    ];
    // old is 26 on 20 May, in the cover before the absence.
    expect(
      answerOf({ ...HIRED, away: "2015-06-10", back: "2015-09-01" }, dependents).dependents,
    ).toMatchObject([
      { id: "sue", before_absence: { begins: "2015-03-01", ends: "2015-06-30" }, begins: "2015-09-01" },
      { id: "old", begins: "2015-03-01", ends: "2015-05-31" },
      { id: "baby", begins: "2015-09-01", ends: "2041-08-31" },
    ]);
  });
});

describe("a change of hours before cover begins", () => {
  it("does not skip the waiting period", () => {
    const gain = { hours: "20", hire: "2015-06-01", changed: "2015-06-10", new_hours: "40" };
    // 30 days after 1 June is 1 July, and the first of the month after it 1 August.
    expect(answerOf(gain)).toMatchObject({ begins: "2015-08-01" });
  });

  it("that leads to a class later begins cover with it", () => {
    const gain = { hours: "20", hire: "2015-01-05", changed: "2015-06-10", new_hours: "40" };
    expect(answerOf(gain)).toMatchObject({ begins: "2015-07-01" });
  });
});

describe("a dependent", () => {
  it("who has lost the status by the first day of cover is not insured", () => {
    const child = (birth: string) => answerOf(HIRED, [{ id: "c", relation: "child", birth }]).dependents;
    expect(child("1989-03-01")).toMatchObject([{ eligible: false }]);
    expect(child("1989-03-02")).toMatchObject([{ eligible: true, ends: "2015-03-31" }]);
  });
});

describe("cover that goes on after leaving", () => {
  it("is paid at the rate of its first day", () => {
    expect(answerOf({ ...HIRED, leaving: "2015-12-20" })).toMatchObject({
      ends: "2015-12-31",
      continues: { through: "2017-06-20", contribution: { date: "2016-01-01", employee: "550.00" } },
    });
  });

  it("does not begin again after cover has ended otherwise", () => {
    const reduced = { ...HIRED, changed: "2015-04-10", new_hours: "20", leaving: "2015-09-10" };
    expect(answerOf(reduced)).toMatchObject({ ends: "2015-04-30", continues: { through: "2015-04-30" } });
  });
});

describe("a change of who pays", () => {
  it("that counts from the first day of cover is how cover begins", () => {
    // Fewer hours on 20 February, cover from 1 March: who pays until then is of no account any more.
    const half = { ...HIRED, hours: "40", changed: "2015-03-20", new_hours: "35" };
    expect(answerOf(half)).toMatchObject({
      contribution: { employee: "100.00" },
      changes: [
        { from: "2015-03-20", contribution: { employee: "500.00" } },
        { from: "2015-04-01", contribution: { employee: "100.00" } },
      ],
    });
    const early = { ...HIRED, hours: "40", changed: "2015-02-20", new_hours: "35" };
    expect(answerOf(early)).not.toHaveProperty("changes");
    expect(answerOf(early)).toMatchObject({ contribution: { employee: "100.00" } });
  });
});
