// What happens after events: cover of couples and of dependents that goes on, absences counted in weeks, and days that
// come in an order. Days are worked out by hand.
import type { Person } from "../support/observe.ts";
import type { Witness } from "./witness.ts";

/** Hired on 12 January 2015 with a month of waiting: 12 February, and so 1 March. */
const ONE: Person = {
  id: "1",
  status: "active",
  hours: "40",
  hire: "2015-01-12",
  waiting: "1",
  medical: "yes",
};
const LEFT: Person = { ...ONE, leaving: "2015-08-10", reason: "other_employer" };
/** 19 on 20 May 2015: her own cover ends on 31 May. */
const ANN: Person = { id: "ann", relation: "child", birth: "1996-05-20", medical: "yes" };
const CHANGED: Person = { ...ONE, new_hours: "20", changed: "2015-04-13", keeps: "yes" };

/** One more block, or one more input. */
const block = (text: string): [string, string] => [
  "  extends     procedure",
  `${text}\n\n  extends     procedure`,
];

const CHILD = block(`  continuation after dependent end for child {
    continues                             | who pays
    through 36 months after dependent end | employee pays 102%
  }`);

export const ELIGIBILITY_EVENTS: readonly Witness[] = [
  {
    row: "eligibility: couple",
    part: "from a day",
    given: ["as dependent when married", "as dependent from back"],
    change: ["as dependent from back", "as dependent from changed"],
    enroll: { person: { ...ONE, back: "2015-06-01", changed: "2015-09-01", new_hours: "40" } },
    sees: "ends of medical",
    before: "2015-05-31",
    after: "2015-08-31",
  },
  {
    row: "input",
    part: "after another date",
    given: ["leaving     date\n", "leaving     date on or after hire\n"],
    change: ["date on or after hire", "date before hire     "],
    enroll: { person: LEFT },
    sees: "ends of medical",
    before: "2015-08-31",
    after: "error leaving",
  },
  {
    row: "input",
    part: "after several",
    given: ["leaving     date\n", "leaving     date after hire and changed\n"],
    change: ["after hire and changed", "after hire            "],
    enroll: { person: { ...LEFT, changed: "2015-08-10", new_hours: "40" } },
    sees: "ends of medical",
    before: "error leaving",
    after: "2015-08-31",
  },
  {
    row: "input",
    part: "on or before another date",
    given: ["leaving     date\n", "leaving     date on or before changed\n"],
    change: ["on or before changed", "on or after changed "],
    enroll: { person: { ...LEFT, changed: "2015-08-09", new_hours: "40" } },
    sees: "ends of medical",
    before: "error leaving",
    after: "2015-08-31",
  },
  {
    row: "change: table",
    part: "who pays from a day",
    given: [
      "employee pays 100%\n    less ",
      "employee pays 100% from first of month after changed\n    less ",
    ],
    change: [
      "pays 100% from first of month after changed",
      "pays 100% from first of second month after changed",
    ],
    enroll: { person: CHANGED },
    sees: "changes of medical",
    before: "full from 2015-05-01: 0.00 and 100.00; part from 2015-07-01: 75.00 and 25.00",
    after: "full from 2015-06-01: 0.00 and 100.00; part from 2015-07-01: 75.00 and 25.00",
  },
  {
    row: "eligibility: block change",
    part: "on a condition",
    given: ["to new_hours on changed {", "to new_hours on changed when student {"],
    change: ["when student {", "when council {"],
    enroll: { person: { ...CHANGED, student: "yes", council: "no" } },
    sees: "changes of medical",
    before: "full from 2015-04-13: 0.00 and 100.00; part from 2015-07-01: 75.00 and 25.00",
    after: "none",
  },
  {
    row: "eligibility: block continuation",
    part: "on a condition",
    given: ["continuation after leaving {", "continuation after leaving when council {"],
    change: ["when council {", "when student {"],
    enroll: { person: { ...LEFT, council: "yes", student: "no" } },
    sees: "continues of medical",
    before: "2015-11-10: 0.00 and 100.00",
    after: "not at all",
  },
  {
    // 2% of $100.00 is for administration.
    row: "continuation: table",
    part: "more than the premium",
    given: ["| employee pays 100%\n    retirement", "| employee pays 102%\n    retirement"],
    change: ["pays 102%", "pays 201%"],
    enroll: { person: LEFT },
    sees: "continues of medical",
    before: "2015-11-10: 0.00 and 102.00 with 2.00 for administration",
    after: "finding PW3003",
  },
  {
    row: "eligibility: block continuation",
    part: "for dependents",
    given: CHILD,
    change: ["dependent end for child", "dependent end for spouse"],
    enroll: { person: ONE, dependents: [ANN] },
    sees: "continues of medical for ann",
    before: "2018-05-20: 0.00 and 102.00 with 2.00 for administration",
    after: "not at all",
  },
  {
    row: "continuation: table",
    part: "from the day a status is lost",
    given: CHILD,
    change: ["36 months after dependent end", "36 months after employee begin"],
    enroll: { person: ONE, dependents: [ANN] },
    sees: "continues of medical for ann",
    before: "2018-05-20: 0.00 and 102.00 with 2.00 for administration",
    after: "2018-03-01: 0.00 and 102.00 with 2.00 for administration",
  },
  {
    // The employee leaves on 10 August, with cover of both through 31 August; the second event is within 18 months.
    row: "eligibility: block continuation",
    part: "a second event of a dependent",
    given: block(`  continuation after leaving for spouse {
    continues                       | who pays
    through 18 months after leaving | none
  }

  continuation after back for spouse {
    continues                       | who pays
    through 36 months after leaving | none
  }`),
    change: ["after back for spouse", "after away for spouse"],
    enroll: {
      person: { ...LEFT, back: "2016-12-01" },
      dependents: [{ id: "sue", relation: "spouse" }],
    },
    sees: "continues of medical for sue",
    before: "2018-08-10: nothing",
    after: "2017-02-10: nothing",
  },
  {
    // 12 weeks after 1 June are 84 days: 24 August.
    row: "absence: table",
    part: "weeks",
    given: ["up to 6 months  | first of month after back", "up to 12 weeks  | day of back              "],
    change: ["over 6 months ", "over 12 weeks "],
    enroll: {
      person: { ...ONE, away: "2015-06-01", back: "2015-08-24", cause: "lay_off" },
    },
    sees: "begins of medical",
    before: "finding PW3003",
    after: "2015-08-24",
  },
  {
    // Ann's own row has no day of hire; the employee was hired on 12 January 2015.
    row: "dependents: table",
    part: "a day of the employee",
    given: ["| 19th birthday   | not student", "| 19th birthday   | back before hire of employee"],
    change: ["back before hire of employee", "back after hire of employee "],
    enroll: { person: ONE, dependents: [{ ...ANN, back: "2015-01-11" }] },
    sees: "eligible of medical for ann",
    before: "yes",
    after: "no",
  },
  {
    row: "dependents: table",
    part: "a day of the employee, until which",
    given: ["spouse      | any age         | any", "spouse      | 6 months after hire of employee | any"],
    change: ["6 months after hire", "9 months after hire"],
    enroll: { person: ONE, dependents: [{ id: "sue", relation: "spouse", hire: "2001-01-01" }] },
    sees: "ends of medical for sue",
    before: "2015-07-11",
    after: "2015-10-11",
  },
  {
    row: "eligibility: ends",
    part: "from the first day of cover",
    given: ["ends        last day of month of leaving", "ends        4 months after employee begin"],
    change: ["4 months after employee begin", "5 months after employee begin"],
    enroll: { person: ONE },
    sees: "ends of medical",
    before: "2015-07-01",
    after: "2015-08-01",
  },
  {
    row: "eligibility: begins",
    part: "for dependents, from the first day of the employee",
    given: block("  begins      for child, 2 months after employee begin"),
    change: ["2 months after employee begin", "1 month after employee begin "],
    enroll: { person: ONE, dependents: [ANN] },
    sees: "begins of medical for ann",
    before: "2015-05-01",
    after: "2015-04-01",
  },
];
