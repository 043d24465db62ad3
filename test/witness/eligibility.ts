// What each line about eligibility does: change it in eligibility.plan, and an answer changes. Days are worked out by
// hand.
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
/** Leaves on 10 August: cover of medical ends on 31 August. */
const LEFT: Person = { ...ONE, leaving: "2015-08-10", reason: "other_employer" };
const AWAY: Person = { ...ONE, hire: "2010-01-04", away: "2015-02-01", back: "2015-08-01", cause: "lay_off" };
const CHANGED: Person = { ...ONE, new_hours: "20", changed: "2015-08-17", keeps: "no" };
/** 19 on 20 May 2015. */
const ANN: Person = { id: "ann", relation: "child", birth: "1996-05-20" };

const lines: readonly Witness[] = [
  {
    row: "program: approved",
    change: ["2014-11-20", "2015-11-20"],
    sees: "finding",
    before: "no finding",
    after: "finding PW2101",
  },
  {
    row: "program: approved",
    part: "retroactive",
    given: ["approved              2014-11-20", "approved              2015-01-02, retroactive"],
    change: [", retroactive", ""],
    sees: "finding",
    before: "no finding",
    after: "finding PW2101",
  },
  {
    row: "eligibility heading: for",
    change: ["eligibility for vision {", "eligibility for medical {"],
    sees: "finding",
    before: "no finding",
    after: "finding PW0024",
  },
  {
    row: "eligibility: insures",
    change: ["insures     full, part", "insures     part"],
    enroll: { person: ONE },
    sees: "eligible of medical",
    before: "yes",
    after: "no",
  },
  {
    row: "eligibility: insures",
    part: "on a condition",
    change: ["insures     full, part", "insures     full, part when not student"],
    enroll: { person: { ...ONE, student: "yes" } },
    sees: "eligible of medical",
    before: "yes",
    after: "no",
  },
  {
    row: "eligibility: excludes",
    change: ["employee when military", "employee when student"],
    enroll: { person: { ...ONE, military: "yes" } },
    sees: "why of medical",
    before: "employee is excluded on a condition that holds",
    after: "begins first of month after waiting after hire (hire 2015-01-12)",
  },
  {
    row: "eligibility: excludes",
    part: "dependents",
    change: ["dependent when student and military", "spouse when student and military"],
    enroll: { person: ONE, dependents: [{ ...ANN, student: "yes", military: "yes" }] },
    sees: "eligible of medical for ann",
    before: "no",
    after: "yes",
  },
  {
    // Insured from 1 April through 10 August: 10 of 31 days of 10.00 are 3.23, and half of 3.2258 is 1.61.
    row: "eligibility: premium",
    change: ["premium     by day", "premium     half month from the 16th"],
    enroll: { person: { ...LEFT, hours: "20", vision: "yes" } },
    sees: "months of vision",
    before: "2015-04 1 10.00 = 5.00 + 5.00; 2015-08 10/31 3.23 = 1.61 + 1.62",
    after: "2015-04 1 10.00 = 5.00 + 5.00; 2015-08 1/2 5.00 = 2.50 + 2.50",
  },
  {
    // The second half begins on the 10th, so both have cover.
    row: "eligibility: premium",
    part: "the day of the second half",
    given: ["premium     by day", "premium     half month from the 16th"],
    change: ["the 16th", "the 10th"],
    enroll: { person: { ...LEFT, hours: "20", vision: "yes" } },
    sees: "months of vision",
    before: "2015-04 1 10.00 = 5.00 + 5.00; 2015-08 1/2 5.00 = 2.50 + 2.50",
    after: "2015-04 1 10.00 = 5.00 + 5.00; 2015-08 1 10.00 = 5.00 + 5.00",
  },
  {
    row: "eligibility: premium",
    part: "whole months",
    change: ["premium     by day", "premium     whole months"],
    enroll: { person: { ...LEFT, hours: "20", vision: "yes" } },
    sees: "months of vision",
    before: "2015-04 1 10.00 = 5.00 + 5.00; 2015-08 10/31 3.23 = 1.61 + 1.62",
    after: "2015-04 1 10.00 = 5.00 + 5.00; 2015-08 1 10.00 = 5.00 + 5.00",
  },
  {
    row: "eligibility: couple",
    change: ["as dependent when married", "as dependent when student"],
    enroll: { person: { ...ONE, married: "yes" } },
    sees: "why of medical",
    before: "a couple is insured once: as the dependent of the other",
    after: "begins first of month after waiting after hire (hire 2015-01-12)",
  },
  {
    // Incapable from the birthday on, which is not before it.
    row: "eligibility: condition",
    change: ["incapacity before 19th birthday", "incapacity on or before 19th birthday"],
    enroll: { person: ONE, dependents: [{ ...ANN, incapacity: "2015-05-20" }] },
    sees: "ends of medical for ann",
    before: "2015-05-31",
    after: "never",
  },
  {
    // 12 February is after the 12th of January and before the 1st of March.
    row: "eligibility: begins",
    change: ["first of month after hire and waiting", "day after hire and waiting"],
    enroll: { person: ONE },
    sees: "begins of medical",
    before: "2015-03-01",
    after: "2015-02-13",
  },
  {
    row: "eligibility: begins",
    part: "following, of a length of time",
    change: ["first of month after hire and waiting", "first of month following hire and waiting"],
    sees: "finding",
    before: "no finding",
    after: "finding PW2501",
  },
  {
    // The day after 12 January is in January: the month that follows begins on 1 February.
    row: "eligibility: begins",
    part: "following, of an event",
    given: ["first of month after hire and waiting", "day after hire"],
    change: ["day after hire", "first of month following hire"],
    enroll: { person: ONE },
    sees: "begins of medical",
    before: "2015-01-13",
    after: "2015-02-01",
  },
  {
    row: "eligibility: begins",
    part: "for dependents",
    given: [
      "  ends        last day of month of leaving\n  ends        for",
      "  begins      for child, 2015-06-01\n  ends        last day of month of leaving\n  ends        for",
    ],
    change: ["for child, 2015-06-01", "for child, 2015-04-15"],
    enroll: { person: ONE, dependents: [{ ...ANN, birth: "2000-05-20" }] },
    sees: "begins of medical for ann",
    before: "2015-06-01",
    after: "2015-04-15",
  },
  {
    row: "eligibility: begins",
    part: "no later than the employee's",
    given: [
      "  ends        last day of month of leaving\n  ends        for",
      "  begins      for child, 2015-06-01\n  ends        last day of month of leaving\n  ends        for",
    ],
    change: ["for child, 2015-06-01", "for child, 2015-01-15"],
    enroll: { person: ONE, dependents: [{ ...ANN, birth: "2000-05-20" }] },
    sees: "begins of medical for ann",
    before: "2015-06-01",
    after: "2015-03-01",
  },
  {
    row: "eligibility: ends",
    change: [
      "  ends        last day of month of leaving\n  ends        for",
      "  ends        last day of contract year of leaving\n  ends        for",
    ],
    enroll: { person: LEFT },
    sees: "ends of medical",
    before: "2015-08-31",
    after: "2016-06-30",
  },
  {
    row: "eligibility: ends",
    part: "for dependents",
    change: ["earlier of employee end and dependent end", "employee end"],
    enroll: { person: LEFT, dependents: [ANN] },
    sees: "ends of medical for ann",
    before: "2015-05-31",
    after: "2015-05-19",
  },
  {
    // 31 August and two months is 31 October.
    row: "eligibility: extends",
    change: [", at most 2 months", ""],
    enroll: { person: LEFT },
    sees: "extends of medical",
    before: "procedure 2015-10-31",
    after: "procedure never",
  },
  {
    // 31 August and 20 days is 20 September.
    row: "eligibility: extends",
    part: "days",
    change: [
      "procedure begun while insured, at most 2 months",
      "confinement begun while insured, at most 20 days",
    ],
    enroll: { person: LEFT },
    sees: "extends of medical",
    before: "procedure 2015-10-31",
    after: "confinement 2015-09-20",
  },
  {
    row: "eligibility: extends",
    part: "what",
    change: ["extends     procedure", "extends     disability"],
    enroll: { person: LEFT },
    sees: "extends of medical",
    before: "procedure 2015-10-31",
    after: "disability 2015-10-31",
  },
  {
    row: "eligibility: block features",
    change: ["cards   within 3 weeks", "cards   within 4 weeks"],
    sees: "book /features/cards",
    before: '"within 3 weeks"',
    after: '"within 4 weeks"',
  },
];

const tables: readonly Witness[] = [
  {
    row: "eligibility: block dependents",
    change: ["child       | 19th birthday   | not student", "stepchild   | 19th birthday   | not student"],
    enroll: { person: ONE, dependents: [ANN] },
    sees: "eligible of medical for ann",
    before: "yes",
    after: "no",
  },
  {
    row: "dependents: table",
    change: ["19th birthday   | not student", "20th birthday   | not student"],
    enroll: { person: ONE, dependents: [ANN] },
    sees: "ends of medical for ann",
    before: "2015-05-31",
    after: "2016-05-31",
  },
  {
    row: "dependents: table",
    part: "the latest of the rows that hold",
    change: ["25th birthday   | student", "25th birthday   | not military"],
    enroll: { person: ONE, dependents: [ANN] },
    sees: "ends of medical for ann",
    before: "2015-05-31",
    after: "2021-05-31",
  },
  {
    row: "eligibility: block begins",
    change: [
      "    1 to 10       | any         | first of month after hire",
      "    1 to 10       | any         | day of hire",
    ],
    enroll: { person: { ...ONE, hire: "2015-01-10" } },
    sees: "begins of vision",
    before: "2015-02-01",
    after: "2015-01-10",
  },
  {
    row: "begins: table",
    part: "class",
    change: [
      "full        | first of second month after hire",
      "full        | first of third month after hire",
    ],
    enroll: { person: ONE },
    sees: "begins of vision",
    before: "2015-03-01",
    after: "2015-04-01",
  },
  {
    row: "begins: table",
    part: "an input",
    change: ["under 20            | 2015-07-01", "under 20            | 2015-08-01"],
    enroll: { person: { ...ONE, status: "temporary", hours: "19.5" } },
    sees: "begins of vision",
    before: "2015-07-01",
    after: "2015-08-01",
  },
  {
    row: "begins heading: when",
    change: ["begins when status is temporary, retiree", "begins when status is retiree"],
    sees: "finding",
    before: "no finding",
    after: "finding PW2402",
  },
  {
    row: "eligibility: block ends",
    change: ["full          | last day of month of leaving", "full          | never"],
    enroll: { person: LEFT },
    sees: "ends of vision",
    before: "2015-08-31",
    after: "never",
  },
  {
    row: "ends: table",
    change: ["part, old     | day of leaving", "part, old     | day after leaving"],
    enroll: { person: { ...LEFT, hours: "20" } },
    sees: "ends of vision",
    before: "2015-08-10",
    after: "2015-08-11",
  },
  {
    row: "ends heading: when",
    change: ["ends when status is active {", "ends when status is active and not student {"],
    enroll: { person: { ...LEFT, student: "yes" } },
    sees: "ends of vision",
    before: "2015-08-31",
    after: "never",
  },
];

const events: readonly Witness[] = [
  {
    // 1 February and six months is 1 August: within.
    row: "eligibility: block absence",
    change: [
      "absence from away to back when cause is lay_off, leave_of_absence",
      "absence from hire to back when cause is lay_off, leave_of_absence",
    ],
    enroll: { person: AWAY },
    sees: "begins of medical",
    before: "2015-09-01",
    after: "2015-10-01",
  },
  {
    // Whoever has not come back is insured to the day before the absence.
    row: "absence: table",
    part: "no return",
    change: ["first of month after back | start again ", "as before                 | start again "],
    enroll: { person: { ...ONE, away: "2015-04-01", cause: "lay_off" } },
    sees: "ends of medical",
    before: "2015-03-31",
    after: "error back",
  },
  {
    // As new from 1 August with a month of waiting: 1 September, and the first of a month after that.
    row: "absence: table",
    change: [
      "up to 6 months  | first of month after back | start again   | waived\n    over 6 months ",
      "under 6 months  | first of month after back | start again   | waived\n    6 months and over",
    ],
    enroll: { person: AWAY },
    sees: "begins of medical",
    before: "2015-09-01",
    after: "2015-10-01",
  },
  {
    // As if there had been no absence: hired in 2010.
    row: "absence: table",
    part: "as before",
    change: ["first of month after back | start again ", "as before                 | start again "],
    enroll: { person: { ...AWAY, waiting: "0" } },
    sees: "begins of medical",
    before: "2015-09-01",
    after: "2010-02-01",
  },
  {
    row: "absence: table",
    part: "accumulators",
    change: ["first of month after back | start again ", "first of month after back | continue "],
    enroll: { person: AWAY },
    sees: "return of medical",
    before: "accumulators start again, waiting periods waived",
    after: "accumulators continue, waiting periods waived",
  },
  {
    row: "absence: table",
    part: "waiting period",
    change: ["start again   | waived", "start again   | continues"],
    enroll: { person: AWAY },
    sees: "return of medical",
    before: "accumulators start again, waiting periods waived",
    after: "accumulators start again, waiting periods continues",
  },
  {
    row: "eligibility: block change",
    change: ["to new_hours on changed", "to new_hours on back"],
    enroll: { person: CHANGED },
    sees: "changes of medical",
    before: "part from 2015-10-01: 75.00 and 25.00",
    after: "none",
  },
  {
    row: "change: table",
    change: ["any   | first October 1 after changed", "any   | first November 1 after changed"],
    enroll: { person: CHANGED },
    sees: "changes of medical",
    before: "part from 2015-10-01: 75.00 and 25.00",
    after: "part from 2015-11-01: 75.00 and 25.00",
  },
  {
    // Between the change in April and July the employee pays all of 100.
    row: "change: table",
    part: "until then",
    change: ["as before, employee pays 100%", "as before, employee pays 10%"],
    enroll: { person: { ...CHANGED, changed: "2015-04-13", keeps: "yes" } },
    sees: "changes of medical",
    before: "full from 2015-04-13: 0.00 and 100.00; part from 2015-07-01: 75.00 and 25.00",
    after: "full from 2015-04-13: 90.00 and 10.00; part from 2015-07-01: 75.00 and 25.00",
  },
  {
    row: "change: table",
    part: "an amount until then",
    change: ["as before, employee pays 100%", "as before, employer pays $30"],
    enroll: { person: { ...CHANGED, changed: "2015-04-13", keeps: "yes" } },
    sees: "changes of medical",
    before: "full from 2015-04-13: 0.00 and 100.00; part from 2015-07-01: 75.00 and 25.00",
    after: "full from 2015-04-13: 30.00 and 70.00; part from 2015-07-01: 75.00 and 25.00",
  },
  {
    // The class of part-time is not insured from July on.
    row: "change: table",
    part: "until then, before cover ends",
    given: ["insures     full, part", "insures     full"],
    change: ["as before, employee pays 100%", "as before, employee pays 10%"],
    enroll: { person: { ...CHANGED, changed: "2015-04-13", keeps: "yes" } },
    sees: "changes of medical",
    before: "full from 2015-04-13: 0.00 and 100.00",
    after: "full from 2015-04-13: 90.00 and 10.00",
  },
  {
    row: "continuation: table",
    part: "the rule is told",
    change: ["through 3 months after leaving", "through 2015-12-31            "],
    enroll: { person: LEFT },
    sees: "decided of medical",
    before:
      "begins first of month after waiting after hire (hire 2015-01-12); ends last day of month of leaving (leaving 2015-08-10); may go on through 3 months after leaving; a procedure begun while insured is still paid",
    after:
      "begins first of month after waiting after hire (hire 2015-01-12); ends last day of month of leaving (leaving 2015-08-10); may go on through 2015-12-31; a procedure begun while insured is still paid",
  },
  {
    row: "change: table",
    part: "direction",
    change: [
      "more        | any                     | any   | first of month after changed ",
      "more        | any                     | any   | day of changed               ",
    ],
    enroll: { person: { ...CHANGED, hours: "20", new_hours: "40" } },
    sees: "changes of medical",
    before: "full from 2015-09-01: 100.00 and 0.00",
    after: "full from 2015-08-17: 100.00 and 0.00",
  },
  {
    row: "change: table",
    part: "from a class that is not insured",
    given: ["insures     full, part", "insures     full"],
    change: [
      "more        | any                     | any   | first of month after changed ",
      "more        | any                     | any   | day of changed               ",
    ],
    enroll: { person: { ...CHANGED, hours: "20", new_hours: "40" } },
    sees: "begins of medical",
    before: "2015-09-01",
    after: "2015-08-17",
  },
  {
    row: "change: table",
    part: "a class that is not insured",
    change: ["insures     full, part", "insures     full"],
    enroll: { person: CHANGED },
    sees: "ends of medical",
    before: "never",
    after: "2015-09-30",
  },
  {
    row: "eligibility: block continuation",
    change: ["continuation after leaving", "continuation after back"],
    enroll: { person: LEFT },
    sees: "continues of medical",
    before: "2015-11-10: 0.00 and 100.00",
    after: "not at all",
  },
  {
    row: "continuation: table",
    change: ["through 3 months after leaving", "through 4 months after leaving"],
    enroll: { person: LEFT },
    sees: "continues of medical",
    before: "2015-11-10: 0.00 and 100.00",
    after: "2015-12-10: 0.00 and 100.00",
  },
  {
    row: "continuation: table",
    part: "who pays",
    change: ["| employee pays 100%\n    retirement", "| employer pays 102%\n    retirement"],
    enroll: { person: LEFT },
    sees: "continues of medical",
    before: "2015-11-10: 0.00 and 100.00",
    after: "finding PW3003",
  },
  {
    row: "continuation: table",
    part: "an amount",
    change: ["employee pays $40", "employee pays $30"],
    enroll: { person: { ...LEFT, reason: "retirement" } },
    sees: "continues of medical",
    before: "never: 60.00 and 40.00",
    after: "never: 70.00 and 30.00",
  },
  {
    row: "continuation: table",
    part: "the employer",
    change: ["employee pays $40", "employer pays 10%"],
    enroll: { person: { ...LEFT, reason: "retirement" } },
    sees: "continues of medical",
    before: "never: 60.00 and 40.00",
    after: "never: 10.00 and 90.00",
  },
  {
    row: "continuation: table",
    part: "while",
    change: ["while paying", "while not paying"],
    enroll: { person: { ...LEFT, reason: "retirement" } },
    sees: "continues of medical",
    before: "never: 60.00 and 40.00",
    after: "2015-08-31: nothing",
  },
  {
    row: "continuation: table",
    part: "none",
    change: [
      "death           | none                          ",
      "death           | through 2015-12-31            ",
    ],
    enroll: { person: { ...LEFT, reason: "death" } },
    sees: "continues of medical",
    before: "2015-08-31: nothing",
    after: "2015-12-31: 100.00 and 0.00",
  },
  {
    row: "example: block dependents",
    change: ["ann       | child     | 1996-05-20", "ann       | child     | 1997-05-20"],
    sees: "example",
    before: "pass",
    after: "fail",
  },
];

const PEOPLE: Person = { ...ONE, council: "yes" };
/** What the group of one employee fulfils, requirement by requirement. */
const fulfils = (changed: Readonly<Record<string, string>> = {}): string =>
  Object.entries({
    enrolled:
      "require at least 75% of eligible employees enrolled for medical: true (1 of 1 eligible employee, 100%)",
    council: "require council: true (it holds)",
    eligible: "require eligible employees 1 to 2 for medical: true (1 eligible employee)",
    alone:
      "require employee enrolled when dependent enrolled for medical: true (no dependent is enrolled without the employee)",
    plan: "recommend one plan for vision: true (no plan is chosen)",
    ...changed,
  })
    .map(([, text]) => text)
    .filter((text) => text !== "")
    .join("; ");

const group: readonly Witness[] = [
  {
    row: "participation: documents",
    change: ["documents   resolution", "documents   resolution, interest_form"],
    sees: "book /documents/interest_form/id",
    before: "nothing",
    after: '"interest_form"',
  },
  {
    row: "participation: require",
    part: "how many are enrolled",
    change: ["at least 75% of eligible employees enrolled", "at least 2 employees enrolled"],
    enroll: { person: PEOPLE },
    sees: "group",
    before: fulfils(),
    after: fulfils({
      enrolled: "require at least 2 employees enrolled for medical: false (1 employee enrolled)",
    }),
  },
  {
    row: "participation: require",
    part: "how many are eligible",
    change: ["eligible employees 1 to 2", "eligible employees 2 and over"],
    enroll: { person: PEOPLE },
    sees: "group",
    before: fulfils(),
    after: fulfils({
      eligible: "require eligible employees 2 and over for medical: false (1 eligible employee)",
    }),
  },
  {
    row: "participation: require",
    part: "of whom",
    change: [
      "eligible employees 1 to 2 for medical",
      "eligible employees 1 to 2 for medical when status is retiree",
    ],
    enroll: { person: PEOPLE },
    sees: "group",
    before: fulfils(),
    after: fulfils({
      eligible:
        "require eligible employees 1 to 2 for medical when status is retiree: false (0 eligible employees)",
    }),
  },
  {
    row: "participation: documents",
    part: "of a coverage",
    change: ["documents   resolution", "documents   resolution for medical"],
    sees: "book /documents/resolution/coverages",
    before: "[]",
    after: '["medical"]',
  },
  {
    row: "participation: require",
    part: "a dependent alone",
    change: [
      "employee enrolled when dependent enrolled for medical",
      "employee enrolled when dependent enrolled for vision",
    ],
    enroll: { person: { ...PEOPLE, medical: "no" }, dependents: [{ ...ANN, medical: "yes" }] },
    sees: "group",
    before: fulfils({
      enrolled:
        "require at least 75% of eligible employees enrolled for medical: null (nobody of 1 eligible employee is enrolled)",
      alone:
        "require employee enrolled when dependent enrolled for medical: false (a dependent is enrolled without the employee: 1)",
    }),
    after: fulfils({
      enrolled:
        "require at least 75% of eligible employees enrolled for medical: null (nobody of 1 eligible employee is enrolled)",
      alone:
        "require employee enrolled when dependent enrolled for vision: true (no dependent is enrolled without the employee)",
    }),
  },
  {
    row: "participation: require",
    part: "a fact",
    change: ["require     council\n", "require     not council\n"],
    enroll: { person: PEOPLE },
    sees: "group",
    before: fulfils(),
    after: fulfils({
      council: "",
      plan: "require not council: false (it does not hold for 1); recommend one plan for vision: true (no plan is chosen)",
    }),
  },
  {
    row: "participation: recommend",
    part: "one plan",
    change: ["recommend   one plan for vision", "require     one plan for vision"],
    enroll: { person: PEOPLE },
    sees: "group",
    before: fulfils(),
    after: fulfils({ plan: "require one plan for vision: true (no plan is chosen)" }),
  },
];

export const ELIGIBILITY: readonly Witness[] = [...lines, ...tables, ...events, ...group];
