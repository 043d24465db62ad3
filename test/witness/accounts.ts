// What each line of an account does: change it in accounts.plan, and what the account comes to changes. Figures are
// worked out by hand.
import type { Witness } from "./witness.ts";

const EXAMPLE = `example "Asked" {
  expect  balance of fund on 2010-07-01 $0
}
`;

const ANSWERS: Readonly<Record<string, string>> = {
  "payment date": "2000-01-01",
  "credited months": "0 months",
  "covered months": "0 months",
  "full years": "0",
};

const answerOf = (question: string): string =>
  Object.entries(ANSWERS).find(([head]) => question.startsWith(head))?.[1] ?? "$0";

/** An employee of 40 hours a week since July 1, 2010, what else is given, what happens, and what is asked. */
function asked(
  questions: readonly string[],
  given: readonly string[] = [],
  events: readonly string[] = [],
): readonly [string, string] {
  const facts = ["hours 40", "temporary no", "old_plan no", "hire 2010-07-01", ...given];
  const kept = facts.filter(
    (fact, i) => !facts.slice(i + 1).some((other) => other.split(" ")[0] === fact.split(" ")[0]),
  );
  const table = [
    "  events {",
    "    date | event | amount | plan | account",
    ...events.map((event) => `    ${event}`),
    "  }",
  ];
  return [
    EXAMPLE,
    [
      'example "Asked" {',
      ...kept.map((fact) => `  given  ${fact}`),
      ...questions.map((question) => `  expect  ${question} ${answerOf(question)}`),
      ...(events.length > 0 ? table : []),
      "}",
      "",
    ].join("\n"),
  ];
}

const sees = "answers";

/** Claims of $800 of gold paid from the fund, in the second year. */
const CLAIMS = ["2011-09-01 | claims | $800 | gold | fund"];

const lines: readonly Witness[] = [
  {
    row: "account heading: name",
    change: ['account yearly "Yearly"', 'account yearlong "Yearly"'],
    sees: "book /accounts/yearly/name",
    before: '"Yearly"',
    after: "nothing",
  },
  {
    row: "account heading: title",
    change: ['account yearly "Yearly"', 'account yearly "By the year"'],
    sees: "book /accounts/yearly/name",
    before: '"Yearly"',
    after: '"By the year"',
  },
  {
    row: "account heading: each",
    change: ['account yearly "Yearly" for each employee', 'account yearly "Yearly" for each spouse'],
    sees: "finding",
    before: "no finding",
    after: "finding PW3003",
  },
  {
    row: "account heading: effective",
    given: asked(["balance of fund on 2010-07-01"]),
    change: [
      'account fund "Fund" for each employee',
      'account fund "Fund" for each employee effective 2011-07-01 to 2020-06-30',
    ],
    sees,
    before: "600",
    after:
      "fund is described from 2011-07-01 to 2020-06-30, and a credit on 2010-07-01 is outside. `effective` in its heading says more. (fund)",
  },
  {
    row: "account: held by",
    change: ["held by     employer", "held by     trust_bank"],
    sees: "book /accounts/fund/heldBy",
    before: '"employer"',
    after: '"trust_bank"',
  },
  {
    row: "account: opens when",
    given: asked(["balance of fund on 2010-07-01"]),
    change: ["hours at least 30", "hours over 40"],
    sees,
    before: "600",
    after: "0",
  },
  {
    row: "account: covered",
    given: asked(["covered months of fund on 2011-06-30"]),
    change: [
      "from hire through leaving, when not temporary",
      "from 2011-01-01 through leaving, when not temporary",
    ],
    sees,
    before: "12",
    after: "6",
  },
  {
    row: "account: covered",
    part: "through",
    given: asked(["covered months of fund on 2011-06-30"]),
    change: [
      "from hire through leaving, when not temporary",
      "from hire through 2010-09-30, when not temporary",
    ],
    sees,
    before: "12",
    after: "3",
  },
  {
    row: "account: covered",
    part: "begins of",
    given: asked(["covered months of fund on 2011-06-30"]),
    change: [
      "from hire through leaving, when not temporary",
      "from begins of medical through leaving, when not temporary",
    ],
    sees,
    before: "12",
    after: "11",
  },
  {
    row: "account: covered",
    part: "ends of",
    given: asked(["covered months of fund on 2011-06-30"], ["leaving 2010-12-31", "hire 2010-08-01"]),
    change: [
      "from hire through leaving, when not temporary",
      "from 2010-07-01 through ends of medical, when not temporary",
    ],
    sees,
    before: "5",
    after: "6",
  },
  {
    row: "account: covered",
    part: "when",
    given: asked(["covered months of fund on 2011-06-30"], ["temporary yes"]),
    change: ["when not temporary\n  covered     from first", "when temporary\n  covered     from first"],
    sees,
    before: "11",
    after: "Two lines `covered` of fund hold for this employee. (fund)",
  },
  {
    row: "account: credit",
    given: asked(["balance of fund on 2011-07-01"], ["hours 40"]),
    change: [
      "$600 each contract year, mid-year entry in full",
      "$400 each contract year, mid-year entry in full",
    ],
    sees,
    // The first year's 500 have gone to the vested account: 600 - 500 + 600, and 400 - 400 + 400.
    before: "700",
    after: "400",
  },
  {
    row: "account: credit",
    part: "each",
    given: asked(["balance of fund on 2011-03-31"]),
    change: ["$600 each contract year, mid-year entry in full", "$50 each month"],
    sees,
    before: "600",
    after: "450",
  },
  {
    row: "account: credit",
    part: "mid-year entry",
    given: asked(["balance of fund on 2011-06-30"], ["hire 2011-02-01"]),
    change: [
      "$600 each contract year, mid-year entry in full",
      "$600 each contract year, mid-year entry by months left",
    ],
    sees,
    before: "600",
    // February through June
    after: "250",
  },
  {
    row: "account: credit",
    part: "each calendar year",
    given: asked(["balance of yearly on 2011-12-30"], ["old_plan yes", "earned 0%"]),
    change: [
      "$120 each calendar year, mid-year entry by months left",
      "$120 each calendar year, mid-year entry in full",
    ],
    sees,
    // 120 × 6/12 are carried, and 120 more; else 100 of 120 are carried.
    before: "180",
    after: "220",
  },
  {
    row: "account: debit",
    given: asked(["balance of fund on 2011-09-01", "unpaid of fund on 2011-09-01"], [], CLAIMS),
    change: [
      "deductible of gold, at most $500 each contract year",
      "deductible of gold, at most $200 each contract year",
    ],
    sees,
    // 100 of the first year, 600 of the second
    before: "200, 300",
    after: "500, 600",
  },
  {
    row: "account: debit",
    part: "of a plan",
    given: asked(["balance of fund on 2011-09-01"], [], ["2011-09-01 | claims | $80 | gold | fund"]),
    change: [
      "deductible of gold, at most $500 each contract year",
      "deductible of silver, at most $500 each contract year",
    ],
    sees,
    before: "620",
    after: "No account fund pays claims of gold. (claims)",
  },
  {
    row: "account: debit",
    part: "each",
    given: asked(
      ["usable of yearly on 2011-03-31"],
      ["old_plan yes", "earned 0%"],
      ["2011-02-01 | claims | $45 | silver | none"],
    ),
    change: ["at most $50 each month", "at most $50 each calendar year"],
    sees,
    before: "50",
    after: "5",
  },
  {
    row: "account: debit",
    part: "order",
    given: asked(["balance of vested on 2012-07-01"], [], ["2011-07-02 | claims | $300 | gold | fund"]),
    change: ["newest credit first", "oldest credit first"],
    sees,
    // 500 and 600 - 300; or 500 and, with 100 of the first year used first, 600 - 200.
    before: "800",
    after: "900",
  },
  {
    row: "account: carries",
    given: asked(["balance of monthly on 2011-07-01"]),
    change: ["nothing to next contract year", "unused balance to next contract year"],
    sees,
    // 33.33 each month, thirteen of them
    before: "33.33",
    after: "433.29",
  },
  {
    row: "account: carries",
    part: "at most",
    given: asked(["balance of yearly on 2012-01-01"], ["old_plan yes", "earned 0%"]),
    change: ["at most $100 to next calendar year", "at most $20 to next calendar year"],
    sees,
    // 100 of 180, or 20 of 140
    before: "220",
    after: "140",
  },
  {
    row: "account: carries",
    part: "to",
    given: asked(["balance of monthly on 2011-01-01"]),
    change: ["nothing to next contract year", "nothing to next calendar year"],
    sees,
    before: "233.31",
    after: "33.33",
  },
  {
    row: "account: interest",
    given: asked(["interest of fund on 2011-06-30", "balance of fund on 2011-06-30"], ["earned 10%"]),
    change: ["on closing balance, to employer", "on closing balance, to employee"],
    sees,
    before: "60, 600",
    after: "60, 660",
  },
  {
    row: "account: interest",
    part: "on",
    given: asked(["interest of fund on 2011-06-30"], ["earned 10%", "hire 2010-09-12"]),
    change: ["on closing balance, to employer", "on average balance, to employer"],
    sees,
    before: "60",
    // 600 for 292 of 365 days
    after: "48",
  },
  {
    row: "account: interest",
    part: "each",
    given: asked(["interest of yearly on 2010-12-31"], ["old_plan yes", "earned 10%"]),
    change: ["earned each calendar year on average", "earned each contract year on average"],
    sees,
    // 60 for 184 of 365 days
    before: "3.02",
    after: "0",
  },
  {
    row: "account: interest",
    part: "rate",
    given: asked(["interest of fund on 2011-06-30"]),
    change: ["earned each contract year", "4% each contract year"],
    sees,
    before: "earned is missing. (earned)",
    after: "24",
  },
  {
    row: "account: split",
    given: asked(
      ["balance of vested on 2011-07-01", "balance of vested by spouse on 2011-07-01"],
      ["marriage 2011-05-05"],
    ),
    change: ["50% to spouse", "20% to spouse"],
    sees,
    before: "250, 250",
    after: "400, 100",
  },
  {
    row: "account: split",
    part: "from",
    given: asked(["balance of vested on 2011-07-01"], ["marriage 2011-05-05"]),
    change: ["contract year of marriage", "contract year of 3 months after marriage"],
    sees,
    before: "250",
    after: "500",
  },
  {
    row: "account: split",
    part: "when",
    given: asked(["balance of vested on 2011-07-01"], ["marriage 2011-05-05"]),
    change: ["marriage when not temporary", "marriage when temporary"],
    sees,
    before: "250",
    after: "500",
  },
  {
    row: "account: refuses",
    given: asked(["balance of fund on 2011-01-01"], [], ["2011-01-01 | loan | $100 | none | fund"]),
    change: ["refuses     loan", "refuses     loan, gift"],
    sees: "book /accounts/fund/refuses",
    before: '["loan"]',
    after: '["loan","gift"]',
  },
  {
    row: "account: block features",
    change: ["salary  none", "salary  all"],
    sees: "book /accounts/fund/features",
    before: '{"salary":"none"}',
    after: '{"salary":"all"}',
  },
];

const tables: readonly Witness[] = [
  {
    row: "account: block credit",
    given: asked(["balance of vested on 2011-07-01"]),
    change: [
      "full year                  | unused balance of fund, at most $500 ",
      "full year                  | $200 ",
    ],
    sees,
    before: "500",
    after: "200",
  },
  {
    row: "credit: table",
    part: "at most",
    given: asked(["balance of vested on 2011-07-01"]),
    change: [
      "full year                  | unused balance of fund, at most $500",
      "full year                  | unused balance of fund, at most $400",
    ],
    sees,
    before: "500",
    after: "400",
  },
  {
    row: "credit: table",
    part: "by months covered",
    given: asked(["balance of vested on 2012-07-01"], ["hire 2011-04-01"]),
    change: [
      "unused balance of fund, at most $500 by months covered",
      "unused balance of fund, at most $500",
    ],
    sees,
    // 500 × 3/12 + 500, or 500 + 500
    before: "625",
    after: "1000",
  },
  {
    row: "credit: table",
    part: "part year before a full year",
    given: asked(
      ["balance of vested on 2012-07-01", "credited months of vested on 2012-06-30"],
      ["hire 2011-04-01"],
    ),
    change: ["unused balance of fund, at most $500 by months covered", "$48 by months covered"],
    sees,
    // 500 × 3/12 and 500; or 12 and 500
    before: "625, 15",
    after: "512, 15",
  },
  {
    row: "credit: table",
    part: "part year after a full year",
    given: asked(["payment of vested"], ["leaving 2011-12-31"]),
    change: ["$100 by months covered ", "$200 by months covered "],
    sees,
    // 500 of the first year, and 6/12
    before: "550",
    after: "600",
  },
  {
    row: "credit: table",
    part: "part year alone",
    given: asked(["payment of vested"], ["leaving 2010-12-31"]),
    change: [
      "part year alone            | $10                                               | at once",
      "part year alone            | none                                              | none",
    ],
    sees,
    before: "10",
    after: "0",
  },
  {
    row: "credit: table",
    part: "day of an event",
    given: asked(["payment of vested on 2012-01-15"], ["leaving 2011-12-31"]),
    change: ["| 1 month after leaving", "| at once"],
    sees,
    // The 50 of the second year arrive on January 31, or with the end of cover.
    before: "500",
    after: "550",
  },
  {
    row: "credit: table",
    part: "day of a year",
    given: asked(["balance of vested on 2011-07-01"]),
    change: ["at most $500                      | July 1", "at most $500                      | August 1"],
    sees,
    before: "500",
    after: "0",
  },
  {
    row: "credit: table",
    part: "a day that is not printed",
    change: ["at most $500                      | July 1", "at most $500                      | not printed"],
    sees: "finding",
    before: "no finding",
    after: "finding PW2501",
  },
  {
    row: "convention month arithmetic: month ends stay month ends",
    given: asked(["payment date of fund for last contract year"], ["leaving 2012-06-30"]),
    change: ["month arithmetic  last day of a shorter month", "month arithmetic  month ends stay month ends"],
    sees,
    before: "2012-12-30",
    after: "2012-12-31",
  },
  {
    row: "account: block pays",
    given: asked(["payment of fund for last contract year"], ["leaving 2013-06-30"]),
    change: [
      "leaving    | last contract year         | employee            | 6 months after leaving",
      "leaving    | rest                       | employee            | 6 months after leaving",
    ],
    sees,
  },
  {
    row: "pays: table",
    part: "due",
    given: asked(["payment date of fund for last contract year"], ["leaving 2011-12-31"]),
    change: ["| 6 months after leaving", "| 4 months after leaving"],
    sees,
    before: "2012-06-30",
    after: "2012-04-30",
  },
  {
    row: "pays: table",
    part: "with",
    given: asked(["payment of fund"], ["death 2010-12-31", "signed no"]),
    change: ["beneficiary, with signed", "beneficiary"],
    sees,
    before: "0",
    after: "600",
  },
  {
    row: "pays: table",
    part: "at most",
    given: asked(
      ["payment of fund for part", "payment of fund for rest on 2011-02-28"],
      ["retirement 2010-12-31", "plan gold", "dental yes"],
    ),
    change: ["at most $250", "at most $100"],
    sees,
    // 600 - 250 pays 160 in January and in February
    before: "250, 320",
    after: "100, 320",
  },
  {
    row: "pays: table",
    part: "premium of",
    given: asked(
      ["payment of fund for rest on 2011-02-28"],
      ["retirement 2010-12-31", "plan gold", "dental yes"],
    ),
    change: ["premium of medical, dental", "premium of medical"],
    sees,
    before: "320",
    after: "260",
  },
  {
    row: "pays: table",
    part: "monthly from",
    given: asked(
      ["payment of fund for rest on 2011-02-28"],
      ["retirement 2010-12-31", "plan gold", "dental yes"],
    ),
    change: [
      "monthly from first of month after retirement",
      "monthly from first of second month after retirement",
    ],
    sees,
    before: "320",
    after: "160",
  },
  {
    row: "pays: table",
    part: "at most so many months",
    given: asked(
      ["payment of yearly for part", "payment of yearly for rest"],
      ["old_plan yes", "earned 0%", "leaving 2010-12-31", "plan gold"],
    ),
    change: ["at most $40   | premium of medical", "at most $10   | premium of medical"],
    sees,
    before: "40, 20",
    after: "10, 50",
  },
  {
    row: "example: block events",
    given: asked(["balance of fund on 2011-09-01"], [], CLAIMS),
    change: ["| $800 |", "| $100 |"],
    sees,
    before: "200",
    after: "600",
  },
  {
    row: "events: table",
    part: "a balance from before",
    given: asked(
      ["balance of vested on 2011-07-01"],
      ["hire 2001-01-01"],
      [
        "2011-06-30 | balance | $70 | none | fund",
        "2011-06-30 | balance | $0 | none | vested",
        "2011-06-30 | balance | $0 | none | monthly",
      ],
    ),
    change: ["balance | $70", "balance | $90"],
    sees,
    // What is left of the year goes on to the vested account.
    before: "70",
    after: "90",
  },
  {
    row: "events: table",
    part: "which account",
    given: asked(["balance of monthly on 2011-06-30"], [], ["2011-05-05 | claims | $100 | gold | monthly"]),
    change: ["| gold | monthly", "| gold | none"],
    sees,
    // 12 × 33.33 - 100
    before: "299.96",
    after: "Several accounts pay claims of gold: fund, monthly. Name the account, or the plan. (claims)",
  },
];

export const ACCOUNTS: readonly Witness[] = [...lines, ...tables];
