// Which cell of a schedule of benefits holds: rows, columns, `same`, conditions, and the number of the visit or day.
// Figures are worked out by hand.
import { type Case, ladder, other, plan, wide, witnesses, withOther } from "./benefit-rows.ts";

const tables: readonly Case[] = [
  [
    "row of a service before that of its group",
    plan("xray | copay $10 per visit\ndiagnostic | copay $20 per visit\nevery other service | no charge"),
    ["xray | copay $10 per visit\n    ", ""],
    "xray 100",
    "copay 10, plan pays 90",
    "copay 20, plan pays 80",
  ],
  [
    "row of a group before every other service",
    plan("diagnostic | copay $20 per visit\nevery other service | no charge"),
    ["diagnostic | copay", "therapy | copay"],
    "xray 100",
    "copay 20, plan pays 80",
    "plan pays 100",
  ],
  [
    "several services in one row",
    plan("exam, xray | copay $20 per visit\nevery other service | no charge"),
    ["exam, xray |", "exam, stay |"],
    "xray 100",
    "copay 20, plan pays 80",
    "plan pays 100",
  ],
  [
    "every other service",
    plan("exam | copay $20 per visit\nevery other service | no charge"),
    ["every other service | no charge", "therapy, stay, diagnostic | not covered"],
    "xray 100",
    "plan pays 100",
    "not covered 100",
  ],
  [
    "without every other service",
    plan("exam | copay $20 per visit\nevery other service | no charge"),
    ["    every other service | no charge\n", ""],
    "exam 100",
    "copay 20, plan pays 80",
    "finding PW2301",
  ],
  [
    "column of a network",
    wide("every other service | no charge | plan pays 50%"),
    ["no charge | plan pays 50%", "plan pays 50% | no charge"],
    "exam 500 in inside",
    "plan pays 500",
    "coinsurance 250, plan pays 250",
  ],
  [
    "same",
    wide("every other service | plan pays 80% | same"),
    ["plan pays 80% | same", "plan pays 70% | same"],
    "exam 500 in outside",
    "coinsurance 100, plan pays 400",
    "coinsurance 150, plan pays 350",
  ],
  [
    "same as",
    plan("exam | plan pays 80%\nxray | same as exam\nevery other service | no charge"),
    ["plan pays 80%", "plan pays 70%"],
    "xray 500",
    "coinsurance 100, plan pays 400",
    "coinsurance 150, plan pays 350",
  ],
  [
    "same as, in the same column",
    wide("exam | no charge | plan pays 80%\nevery other service | no charge | same as exam"),
    ["same as exam", "same"],
    "xray 500 in outside",
    "coinsurance 100, plan pays 400",
    "plan pays 500",
  ],
  // `same` is read once the plan that it is like is known.
  [
    "same, in a plan like another",
    withOther(
      plan("exam | plan pays 80%\nxray | same as exam\nevery other service | no charge"),
      other('plan silver "Silver" for medical like gold', "exam | plan pays 60%"),
    ),
    ["plan pays 60%", "plan pays 50%"],
    ["plans silver", "xray 500"],
    "coinsurance 200, plan pays 300",
    "coinsurance 250, plan pays 250",
  ],
  [
    "when",
    plan("no charge when medicare, otherwise plan pays 80%"),
    ["when medicare", "when not medicare"],
    "exam 500 medicare yes",
    "plan pays 500",
    "coinsurance 100, plan pays 400",
  ],
  [
    "otherwise",
    plan("no charge when medicare, otherwise plan pays 80%"),
    ["plan pays 80%", "not covered"],
    "exam 500 medicare no",
    "coinsurance 100, plan pays 400",
    "not covered 500",
  ],
  [
    "several conditions",
    plan("no charge when patient_age under 2, otherwise plan pays 80% when medicare, otherwise not covered"),
    ["under 2", "under 3"],
    "exam 500 patient_age 2 medicare yes",
    "coinsurance 100, plan pays 400",
    "plan pays 500",
  ],
];

/** A day is neither before nor after itself. */
const days: readonly Case[] = [
  [
    "when before a day",
    plan("no charge when hire before 2015-01-02, otherwise not covered"),
    ["before 2015-01-02", "before 2015-01-01"],
    "exam 500 hire 2015-01-01",
    "plan pays 500",
    "not covered 500",
  ],
  [
    "when after a day",
    plan("no charge when hire after 2014-12-31, otherwise not covered"),
    ["after 2014-12-31", "after 2015-01-01"],
    "exam 500 hire 2015-01-01",
    "plan pays 500",
    "not covered 500",
  ],
];

const VISITS = "1 to 2 | no charge\n3 and over | plan pays 50%";
const TOGETHER = "for exam, therapy together each calendar year";

const ladders: readonly Case[] = [
  [
    "by visit",
    ladder(TOGETHER, VISITS),
    ["1 to 2 | no charge\n    3 and over", "1 to 3 | no charge\n    4 and over"],
    ["exam 100", "exam 100", "exam 100"],
    "coinsurance 50, plan pays 50",
    "plan pays 100",
  ],
  // Two visits of 100 are free; of the other two, half
  [
    "by visit, within a line",
    ladder(TOGETHER, VISITS),
    ["plan pays 50%", "plan pays 30%"],
    "exam 400 visits 4",
    "coinsurance 100, plan pays 300",
    "coinsurance 140, plan pays 260",
  ],
  [
    "for together or separately",
    ladder(TOGETHER, VISITS),
    ["together", "separately"],
    ["exam 100", "exam 100", "therapy 100"],
    "coinsurance 50, plan pays 50",
    "plan pays 100",
  ],
  [
    "for which services",
    ladder(TOGETHER, VISITS),
    ["exam, therapy together", "exam"],
    "therapy 300 visits 3",
    "coinsurance 50, plan pays 250",
    "plan pays 300",
  ],
  [
    "each calendar year",
    ladder(TOGETHER, VISITS),
    ["each calendar year", "each lifetime"],
    ["exam 200 visits 2 on 2015-12-31", "exam 100 on 2016-01-01"],
    "plan pays 100",
    "coinsurance 50, plan pays 50",
  ],
  // 15 June and 15 July are in two contract years.
  [
    "each contract year",
    ladder("for exam each contract year", VISITS),
    ["each contract year", "each calendar year"],
    ["exam 200 visits 2 on 2015-06-15", "exam 100 on 2015-07-15"],
    "plan pays 100",
    "coinsurance 50, plan pays 50",
  ],
  // From 16 March, or from 15 February
  [
    "each 1 months",
    ladder("for exam each 1 months", VISITS),
    ["each 1 months", "each 2 months"],
    ["exam 200 visits 2 on 2015-03-15", "exam 100 on 2015-04-15"],
    "plan pays 100",
    "coinsurance 50, plan pays 50",
  ],
  // From 16 March, or from 15 March
  [
    "each 31 days",
    ladder("for exam each 31 days", VISITS),
    ["each 31 days", "each 32 days"],
    ["exam 200 visits 2 on 2015-03-15", "exam 100 on 2015-04-15"],
    "plan pays 100",
    "coinsurance 50, plan pays 50",
  ],
  [
    "under and over",
    ladder("for exam each lifetime", "under 3 | no charge\n3 | not covered\nover 3 | plan pays 50%"),
    ["under 3 | no charge\n    3 | not covered", "1 to 3 | no charge"],
    "exam 400 visits 4",
    "coinsurance 50, not covered 100, plan pays 250",
    "coinsurance 50, plan pays 350",
  ],
  [
    "by day",
    ladder("for stay each lifetime", VISITS, "day"),
    ["day | pays", "visit | pays"],
    "stay 300 days 3",
    "coinsurance 50, plan pays 250",
    "plan pays 300",
  ],
  // 10 for each of three days, or for one visit
  [
    "per",
    plan("copay $10").replace("benefits {", "benefits per day {"),
    ["per day", "per visit"],
    "stay 300 days 3",
    "copay 30, plan pays 270",
    "copay 10, plan pays 290",
  ],
  [
    "per, of a bound",
    plan("plan pays 80%, at most $10").replace("benefits {", "benefits per day {"),
    ["per day", "per visit"],
    "stay 300 days 3",
    "coinsurance 60, over limit 210, plan pays 30",
    "coinsurance 60, over limit 230, plan pays 10",
  ],
  [
    "two tables",
    plan("exam | no charge").replace(
      /}\n$/,
      "\n  benefits {\n    service | pays\n    every other service | plan pays 80%\n  }\n}\n",
    ),
    ["every other service | plan pays 80%", "every other service | plan pays 70%"],
    "xray 500",
    "coinsurance 100, plan pays 400",
    "coinsurance 150, plan pays 350",
  ],
];

export const TABLES = witnesses("benefits: table", [...tables, ...days, ...ladders]);
