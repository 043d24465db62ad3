// What each line of rules, limits and findings does: change it in rules.plan, and a finding changes. The copay of a
// visit is $20, the limit of 2015 is $25; a deposit of which 5% is held, 120% of which is where claims end.
import type { Witness } from "./witness.ts";

const LOW = ["$25 | at", "$15 | at"] as const;

const found = (
  row: string,
  change: Witness["change"],
  after: string,
  more: Partial<Witness> = {},
): Witness => ({ row, change, sees: "finding", before: "no finding", after: `finding ${after}`, ...more });

/** With a limit of $15 the copay is too high: a note, for the time being. */
const broken = (row: string, change: Witness["change"], before: string, after: string): Witness => ({
  row,
  given: LOW,
  change,
  sees: "told",
  before,
  after,
});

const ERROR = "error PW6001 gold asks $20";

export const RULES: readonly Witness[] = [
  // The law of New York asks for a reserve of 5%; that of California does not.
  {
    row: "program: state",
    given: ["5% of deposit, once", "4% of deposit, once"],
    change: ['"New York"', '"California"'],
    sees: "told",
    before: "error PW6001 pooled holds less than 5% of its deposits in reserve",
    after: "nothing",
  },
  // 102% of $500 is $510.
  {
    row: "rates: continuation of",
    given: ["$510.00", "$511.00"],
    change: ["  continuation of     status active\n", ""],
    sees: "told",
    before:
      "error PW6001 The rate medical with status left is more than 102% of the rate that it continues: 102.199%",
    after: "nothing",
  },
  {
    row: "rates: continuation of",
    part: "for disability",
    given: ["$510.00", "$750.00"],
    change: ["status active\n  rate  ", "status active for disability\n  rate  "],
    sees: "told",
    before:
      "error PW6001 The rate medical with status left is more than 102% of the rate that it continues: 149.999%",
    after: "nothing",
  },
  found("rule heading: title", ['rule "Copays are small"', "rule"], "PW0026"),
  broken(
    "rule: for each",
    ["plan for medical", "plan for medical when product of plan is hmo"],
    ERROR,
    "nothing",
  ),
  broken("rule: when", ['"self funded pool"\n', '"small group"\n'], ERROR, "nothing"),
  broken(
    "rule: applies",
    ["until 2016-01-01", "until 2015-01-01"],
    ERROR,
    "error PW2101 No plan year begins from 2015-01-01 and before 2015-01-01",
  ),
  broken("rule: must", ["at most limit", "at least limit"], ERROR, "nothing"),
  broken(
    "rule: severity",
    ["severity    error", "severity    warning"],
    ERROR,
    "warning PW6001 gold asks $20",
  ),
  broken("rule: message", ["asks {copay", "has {copay"], ERROR, "error PW6001 gold has $20"),
  broken(
    "rule: tagged",
    ["tagged      board", "tagged      house"],
    ERROR,
    "error PW6001 gold asks $20; error PW4004 board is no code, family or tag of findings",
  ),
  {
    row: "rule: authority",
    given: LOW,
    change: ['"The board"\n  seen ', '"The council"\n  seen '],
    sees: "why",
    before:
      "copay for visit of gold in inside is $20; most copay of limits of the house is $15 in 2015. Authority: The board.",
    after:
      "copay for visit of gold in inside is $20; most copay of limits of the house is $15 in 2015. Authority: The council.",
  },
  {
    row: "rule: seen",
    given: LOW,
    change: ["at the authority\n}\n\nfindings", "from memory\n}\n\nfindings"],
    sees: "why",
    before:
      "copay for visit of gold in inside is $20; most copay of limits of the house is $15 in 2015. Authority: The board.",
    after:
      "copay for visit of gold in inside is $20; most copay of limits of the house is $15 in 2015. Authority: The board. The rule was read from memory, and not at the authority.",
  },
  found("limits heading: name", ["limits house", "limits home"], "PW6003"),
  {
    row: "limits heading: title",
    given: LOW,
    change: ["limits of the house", "limits of the home"],
    sees: "why",
    before:
      "copay for visit of gold in inside is $20; most copay of limits of the house is $15 in 2015. Authority: The board.",
    after:
      "copay for visit of gold in inside is $20; most copay of limits of the home is $15 in 2015. Authority: The board.",
  },
  found("limits: authority", ['  authority  "The board"\n\n', ""], "PW0025"),
  found("limits: table", ["$25 | at", "$15 | at"], "PW6001"),
  broken("findings: declaration", ['note in "elsewhere"', "note"], ERROR, "note PW6001 gold asks $20"),
  { ...broken("findings: declaration", ['note in "elsewhere"', "off"], ERROR, "nothing"), part: "off" },
];
