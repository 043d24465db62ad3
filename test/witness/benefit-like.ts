// What a plan takes over from the plan that it is like, and what it puts in its place. Figures are worked out by hand.
import { type Case, ladder, other, plan, wide, witnesses, withOther } from "./benefit-rows.ts";

const YEAR = "each calendar year";
const SHARE = "deductible then plan pays 80%";

/** Gold, and silver that is like it but for some lines. */
const silver = (gold: string, lines: string, ...others: readonly string[]) =>
  withOther(gold, ...others, `plan silver "Silver" for medical like gold {\n${lines}}\n`);

const table = (row: string) => `  benefits {\n    service | pays\n    ${row}\n  }\n`;
const frequency = (line: string) => `  frequency {\n    ${line}\n  }\n`;

const cases: readonly Case[] = [
  // 200, and 80% of 300
  [
    "a deductible",
    silver(plan(SHARE, `deductible $100 per person, ${YEAR}`), `  deductible $200 per person, ${YEAR}\n`),
    [`  deductible $200 per person, ${YEAR}\n}`, "}"],
    ["plans silver", "exam 500"],
    "deductible 200, coinsurance 60, plan pays 240",
    "deductible 100, coinsurance 80, plan pays 320",
  ],
  [
    "a deductible with another condition stands beside it",
    silver(
      plan(SHARE, `deductible $100 per person, ${YEAR}`),
      `  deductible $200 per person, ${YEAR}, when medicare\n`,
    ),
    [", when medicare", ", when not medicare"],
    ["plans silver", "exam 500 medicare yes"],
    "deductible 200, coinsurance 60, plan pays 240",
    "deductible 100, coinsurance 80, plan pays 320",
  ],
  [
    "a limit",
    silver(
      plan("no charge", `plan pays at most $100 per person ${YEAR}`),
      `  plan pays at most $200 per person ${YEAR}\n`,
    ),
    [`  plan pays at most $200 per person ${YEAR}\n}`, "}"],
    ["plans silver", "exam 500"],
    "over limit 300, plan pays 200",
    "over limit 400, plan pays 100",
  ],
  // A limit over another time is another limit: both hold.
  [
    "a limit over another time",
    silver(
      plan("no charge", `plan pays at most $100 per person ${YEAR}`),
      "  plan pays at most $80 per person each lifetime\n",
    ),
    ["$80 per person each lifetime", "$120 per person each lifetime"],
    ["plans silver", "exam 500"],
    "over limit 420, plan pays 80",
    "over limit 400, plan pays 100",
  ],
  [
    "a cell",
    silver(
      plan("exam | no charge\nevery other service | plan pays 80%"),
      table("exam | copay $10 per visit"),
    ),
    ["    exam | copay $10 per visit", "    xray | copay $10 per visit"],
    ["plans silver", "exam 500"],
    "copay 10, plan pays 490",
    "plan pays 500",
  ],
  [
    "a cell of one network",
    withOther(
      wide("every other service | no charge | plan pays 50%"),
      'plan silver "Silver" for hospital like gold {\n  benefits {\n    service by network | inside\n    every other service | plan pays 90%\n  }\n}\n',
    ),
    [
      "    service by network | inside\n    every other service | plan pays 90%",
      "    service by network | outside\n    every other service | plan pays 90%",
    ],
    ["plans silver", "exam 500 in outside"],
    "coinsurance 250, plan pays 250",
    "coinsurance 50, plan pays 450",
  ],
  [
    "a ladder in the place of a row",
    silver(
      plan("exam | copay $10 per visit\nevery other service | no charge"),
      `  benefits for exam ${YEAR} {\n    visit | pays\n    1 | no charge\n    2 and over | not covered\n  }\n`,
    ),
    ["    1 | no charge\n    2 and over", "    1 to 2 | no charge\n    3 and over"],
    ["plans silver", "exam 100", "exam 100"],
    "not covered 100",
    "plan pays 100",
  ],
  [
    "a row in the place of a ladder",
    silver(
      ladder(`for exam ${YEAR}`, "1 | no charge\n2 and over | not covered"),
      table("exam | copay $10 per visit"),
    ),
    [table("exam | copay $10 per visit"), ""],
    ["plans silver", "exam 100", "exam 100"],
    "copay 10, plan pays 90",
    "not covered 100",
  ],
  [
    "how often",
    silver(
      plan("no charge").replace("\n  benefits", `\n${frequency(`exam once ${YEAR}`)}\n  benefits`),
      frequency(`exam twice ${YEAR}`),
    ),
    [frequency(`exam twice ${YEAR}`), ""],
    ["plans silver", "exam 100", "exam 100"],
    "plan pays 100",
    "over limit 100",
  ],
  [
    "what comes with it",
    silver(
      plan("no charge", "with one"),
      "  with two\n",
      other('schedule one "One" for drug', "copay $10 per prescription"),
      other('schedule two "Two" for drug', "copay $20 per prescription"),
    ),
    ["  with two\n", ""],
    ["plans silver", "generic 100"],
    "copay 20, plan pays 80",
    "copay 10, plan pays 90",
  ],
  [
    "networks",
    withOther(
      wide("no charge", "networks inside"),
      'plan silver "Silver" for hospital like gold {\n  networks inside, outside\n}\n',
    ),
    ["  networks inside, outside\n", ""],
    ["plans silver", "exam 500 in outside"],
    "plan pays 500",
    "not covered 500",
  ],
  [
    "the number of a ladder",
    silver(ladder(`for exam ${YEAR}`, "1 | no charge\n2 and over | not covered"), "  excludes xray\n"),
    ["    1 | no charge\n    2 and over", "    1 to 2 | no charge\n    3 and over"],
    ["plans silver", "exam 100", "exam 100"],
    "not covered 100",
    "plan pays 100",
  ],
];

export const LIKE = witnesses("plan heading: like", cases);
