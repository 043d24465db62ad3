// Events that end cover and those after which it goes on: COBRA of a large employer, in days that are worked out by
// hand, and rows whose days cannot be right.
import type { EnrollAnswer, Person } from "@planwright/evaluator";
import { describe, expect, it } from "vitest";
import { analyzeText, prepared } from "./support/programs.ts";

const PLAN = `program cobra "Continuation" {
  effective  2015-01-01 to 2016-12-31
  currency   USD
  rounding   half up to cent
}

coverages {
  medical  "Medical"
}

tiers {
  alone    "Employee"  covers employee
  family   "Family"    covers employee and 1 or more dependents
}

conventions {
  month arithmetic     last day of a shorter month
                       chosen because "Not printed"
  shares of a premium  round the employer share, the rest to employee
}

input hire       date
input leaving    date on or after hire
input death      date on or after hire
input divorce    date
input birth      date
input employees  count

plan ppo "PPO" for medical

rates for medical {
  per           enrollment per month
  plan by tier  |   alone |    family
  ppo           | $500.25 | $1,250.00
}

contributions for medical {
  employer pays 80%
}

eligibility for medical {
  insures  employee
  begins   first of month after hire
  ends     last day of month of leaving
  ends     day of death
  ends for dependent, last day of month of earlier of employee end and dependent end

  dependents {
    relation  | until
    spouse    | divorce
    child     | 26th birthday
  }

  continuation after leaving when employees at least 20 {
    continues                         | who pays
    through 18 months after leaving   | employee pays 102%
  }

  continuation after leaving for dependent when employees at least 20 {
    continues                         | who pays
    through 18 months after leaving   | employee pays 102%
  }

  continuation after death for dependent when employees at least 20 {
    continues                         | who pays
    through 36 months after death     | employee pays 102%
  }

  continuation after dependent end for dependent when employees at least 20 {
    continues                                | who pays
    through 36 months after dependent end    | employee pays 102%
  }
}
`;

const book = prepared(analyzeText(PLAN));

const FAMILY: Person = { hire: "2015-01-12", employees: "40", plan: "ppo", tier: "family" };
const SUE: Person = { id: "sue", relation: "spouse" };
const ANN: Person = { id: "ann", relation: "child", birth: "1989-06-20" };

function ask(person: Person, ...dependents: Person[]): EnrollAnswer {
  return book.enroll({ ...FAMILY, ...person }, dependents);
}

const medical = (answer: EnrollAnswer) => {
  expect(answer.errors).toEqual([]);
  const [one] = answer.coverages;
  if (!one) throw new Error("no answer");
  return one;
};

const dependent = (answer: EnrollAnswer, id: string) => {
  const one = medical(answer).dependents.find((each) => each.id === id);
  if (!one) throw new Error(`no ${id}`);
  return one;
};

describe("the premium of a continuation", () => {
  it("is 102% of $1,250.00: the employee pays it, with 2% for administration", () => {
    expect(medical(ask({ leaving: "2015-03-10" })).continues).toEqual({
      through: "2016-09-10",
      contribution: {
        date: "2015-04-01",
        premium: "1250.00",
        employer: "0.00",
        employee: "1275.00",
        administration: "25.00",
      },
    });
  });

  // 102% of 500.25 is 510.255, and so 510.26.
  it("is rounded once, as the program rounds", () => {
    const paid = medical(ask({ leaving: "2015-03-10", tier: "alone" })).continues?.contribution;
    expect([paid?.premium, paid?.employee, paid?.administration]).toEqual(["500.25", "510.26", "10.01"]);
  });

  it("is there only where the condition of the table holds", () => {
    const answer = medical(ask({ leaving: "2015-03-10", employees: "19" }));
    expect([answer.ends, answer.continues]).toEqual(["2015-03-31", undefined]);
  });

  it("leaves the shares before it as they are", () => {
    expect(medical(ask({ leaving: "2015-03-10" })).contribution).toEqual({
      date: "2015-02-01",
      premium: "1250.00",
      employer: "1000.00",
      employee: "250.00",
    });
  });
});

describe("cover of a dependent goes on", () => {
  it("for 36 months after a 26th birthday, at the premium of one person", () => {
    const ann = dependent(ask({}, { ...ANN, plan: "ppo", tier: "alone" }), "ann");
    expect([ann.begins, ann.ends]).toEqual(["2015-02-01", "2015-06-30"]);
    expect(ann.continues).toEqual({
      through: "2018-06-20",
      contribution: {
        date: "2015-07-01",
        premium: "500.25",
        employer: "0.00",
        employee: "510.26",
        administration: "10.01",
      },
    });
  });

  it("without a premium where their own row has chosen nothing: that of the family is not theirs", () => {
    const ann = dependent(ask({}, ANN), "ann");
    expect(ann.continues).toEqual({ through: "2018-06-20", contribution: null });
  });

  it("for 18 months with the employee who leaves", () => {
    const sue = dependent(ask({ leaving: "2015-03-10" }, SUE), "sue");
    expect([sue.ends, sue.continues?.through]).toEqual(["2015-03-31", "2016-09-10"]);
  });

  // Cover ended on 31 March 2015, and goes on through 10 September 2016.
  it("for 36 months where a second event falls into the 18", () => {
    const sue = dependent(ask({ leaving: "2015-03-10" }, { ...SUE, divorce: "2016-09-10" }), "sue");
    expect(sue.continues?.through).toBe("2019-09-10");
  });

  it("no longer where the second event comes two days after them", () => {
    const sue = dependent(ask({ leaving: "2015-03-10" }, { ...SUE, divorce: "2016-09-12" }), "sue");
    expect(sue.continues?.through).toBe("2016-09-10");
  });

  it("after the death of the employee, whose own cover does not", () => {
    const answer = ask({ death: "2015-05-20" }, SUE);
    expect(medical(answer).continues).toBeUndefined();
    expect([dependent(answer, "sue").ends, dependent(answer, "sue").continues?.through]).toEqual([
      "2015-05-31",
      "2018-05-20",
    ]);
  });

  it("for nobody who was never insured", () => {
    const sue = dependent(ask({}, { ...SUE, divorce: "2015-01-20" }), "sue");
    expect([sue.eligible, sue.continues]).toEqual([false, undefined]);
  });
});

describe("days in an order that cannot be", () => {
  it.each<[string, Person, string]>([
    [
      "leaving before hire",
      { leaving: "2014-12-31" },
      "leaving 2014-12-31 is before hire 2015-01-12: one of the two days is mistaken.",
    ],
    [
      "a death before hire",
      { death: "2015-01-11" },
      "death 2015-01-11 is before hire 2015-01-12: one of the two days is mistaken.",
    ],
  ])("are refused: %s", (_, person, message) => {
    const { coverages, errors } = ask(person);
    expect(coverages).toEqual([]);
    expect(errors.map((one) => one.message)).toEqual([message]);
  });

  it("are in order on one day, and where one is not given", () => {
    expect(ask({ leaving: "2015-01-12" }).errors).toEqual([]);
    expect(ask({}).errors).toEqual([]);
  });

  it("are compared with what the row says, not with a return that stands for hire", () => {
    const text = PLAN.replace("input employees", "input away date\ninput back date\ninput employees").replace(
      "  continuation after death",
      "  absence from away to back {\n    lasting | begins\n    any | as new hire\n  }\n\n  continuation after death",
    );
    const away = { away: "2015-03-10", back: "2015-09-10", leaving: "2015-08-10" };
    expect(prepared(analyzeText(text)).enroll({ ...FAMILY, ...away }, []).errors).toEqual([]);
  });
});

describe("days of two people", () => {
  const text = PLAN.replace("input birth    date", "input birth    date before hire");
  const other = prepared(analyzeText(text));

  // Hired on 12 January, and born on 20 January.
  it("have no order: a child is born after the employee was hired", () => {
    const child = { ...ANN, birth: "2015-01-20" };
    expect(other.enroll(FAMILY, [child]).errors).toEqual([]);
  });

  it("have one where both are of the same dependent", () => {
    const text = PLAN.replace("input divorce    date", "input divorce    date after birth");
    const late = { ...SUE, birth: "1990-01-01", divorce: "1985-01-01" };
    expect(
      prepared(analyzeText(text))
        .enroll(FAMILY, [late])
        .errors.map(({ about }) => about),
    ).toEqual(["divorce of sue"]);
  });
});
