// What each line about renewals does: change it in renewal.plan, and a rate action, an example or a finding changes.
// Half of 8% and half of 2% are 5%: of $10.00 and $20.00 that is $10.50 and $21.00. Figures are worked out by hand.
import { book } from "./people.ts";
import type { Witness } from "./witness.ts";

const TREND = { coverage: "vision", own_weight: "50%", own_trend: "8%", pool_trend: "2%", lives: "12" };
const HIGH = { ...TREND, own_trend: "20%" };
const NEW = { ...TREND, own_risk: "1.5", first_year: "yes" };
const FIVE = "5%: 10.50, 21.00";
/** 11% is held to 6.05%, which is 6.1% rounded: $10.61 and $21.22, in steps of five cents. */
const HELD = "6.1%: 10.60, 21.20";

const renewed = (
  row: string,
  change: Witness["change"],
  before: string,
  after: string,
  person: Readonly<Record<string, string>> = TREND,
  part?: string,
): Witness => ({ row, ...(part ? { part } : {}), change, person, sees: "renewal", before, after });

const renewal: readonly Witness[] = [
  book("renewal heading: name", ["renewal yearly", "renewal annual"], "/renewals/0/id", "yearly", "annual"),
  book(
    "renewal heading: title",
    ['"Yearly renewal"', '"Annual renewal"'],
    "/renewals/yearly/name",
    "Yearly renewal",
    "Annual renewal",
  ),
  renewed("renewal heading: for", ["for vision when", "for medical when"], FIVE, "error coverage", TREND),
  renewed("renewal heading: when", ["lives at least 10", "lives at least 13"], FIVE, "error vision"),
  renewed("renewal: carriers", ["carriers    acme", "carriers    beta"], FIVE, "error carrier"),
  // 1.5 times 10.00, or 3 times
  renewed(
    "renewal: first rate",
    ["own_risk * rate", "2 * own_risk * rate"],
    "first 15.00",
    "first 30.00",
    NEW,
  ),
  // 50% of 8% alone is 4%
  renewed("renewal: change", [" + (100% - own_weight) of pool_trend", ""], FIVE, "4%: 10.40, 20.80"),
  // 11%, not held: 11.10 and 22.20
  renewed("renewal: within", ["  within      usual\n", ""], HELD, "11%: 11.10, 22.20", HIGH),
  // 6.05% is not rounded: 10.605 and 21.21, in steps of five cents
  renewed("renewal: rounding", ["  rounding    half up to 0.1%\n", ""], HELD, "6.05%: 10.60, 21.20", HIGH),
  renewed("renewal: new rates", ["half up to $0.05", "up to $1"], FIVE, "5%: 11.00, 21.00"),
  {
    row: "renewal: new rates",
    part: "not said",
    change: ["  new rates   half up to $0.05\n", ""],
    sees: "finding",
    before: "no finding",
    after: "finding PW2501",
  },
];

/** 6.05% is held to and then 6.1% when it is rounded; 11% is 11.0% rounded, and then held to 6.05%. */
const conventions: readonly Witness[] = ["hold, then round", "round, then hold"].map((reading) =>
  renewed(
    `convention corridor and rounding: ${reading}`,
    ["corridor and rounding  hold, then round", "corridor and rounding  round, then hold"],
    HELD,
    "6.05%: 10.60, 21.20",
    HIGH,
  ),
);

const corridors: readonly Witness[] = [
  book(
    "corridors heading: title",
    ['"Usual corridor"', '"Corridor"'],
    "/corridors/usual/name",
    "Usual corridor",
    "Corridor",
  ),
  {
    row: "corridors heading: name",
    change: ["corridors usual", "corridors other"],
    sees: "finding",
    before: "no finding",
    after: "finding PW1001",
  },
  renewed("corridors: table", ["6.05%", "8%"], HELD, "8%: 10.80, 21.60", HIGH, "at most"),
  // -2% of it: 9.80 and 19.60; -4% of it: 9.60 and 19.20
  renewed(
    "corridors: table",
    ["-2% |", "-4% |"],
    "-2%: 9.80, 19.60",
    "-4%: 9.60, 19.20",
    { ...TREND, pool_trend: "-20%" },
    "at least",
  ),
  renewed(
    "corridors: table",
    ["2016-01-01                 |", "2016-01-02                 |"],
    FIVE,
    "finding PW3001",
    TREND,
    "effective",
  ),
  renewed(
    "corridors: table",
    ["  vision      | 2016", "  medical     | 2014"],
    FIVE,
    "finding PW3001",
    TREND,
    "coverage",
  ),
];

const example = (row: string, part: string, change: Witness["change"]): Witness => ({
  row,
  part,
  change,
  sees: "example",
  before: "pass",
  after: "fail",
});

const history: readonly Witness[] = [
  {
    row: "history heading: name",
    change: ["history past", "history earlier"],
    sees: "finding",
    before: "no finding",
    after: "finding PW1001",
  },
  book(
    "history heading: title",
    ['"Rate changes"', '"Changes"'],
    "/histories/past/name",
    "Rate changes",
    "Changes",
  ),
  example("history: table", "a change", ["|       5%", "|       6%"]),
  {
    row: "history: table",
    part: "a day",
    change: ["2014-01-01 | 2016", "2014-02-01 | 2016"],
    sees: "finding",
    before: "no finding",
    after: "finding PW3001",
  },
  // 1.05 x 1.02 = 1.071, which is not the 7% of the table, and not the 7% of the example
  {
    row: "history: parts",
    part: "compounded",
    change: ["added", "compounded"],
    sees: "finding",
    before: "no finding",
    after: "finding PW2801",
  },
  {
    row: "history: parts",
    part: "not said how",
    change: [", added,", ","],
    sees: "finding",
    before: "no finding",
    after: "finding PW2501",
  },
  {
    row: "history: within",
    change: ["usual for acme", "usual for acme, beta"],
    sees: "finding",
    before: "no finding",
    after: "finding PW3001",
  },
];

const ASH = { plan: "plain", tier: "single", lives: "12" };

const members: readonly Witness[] = [
  {
    row: "members heading: by",
    change: ["members by city", "members by lives"],
    sees: "finding",
    before: "no finding",
    after: "finding PW3003",
  },
  {
    row: "members: table",
    change: ["ash      | yes", "ash      | no"],
    person: ASH,
    sees: "premium of vision",
    before: "10.00",
    after: "error vision",
  },
];

const changes: readonly Witness[] = [
  {
    row: "changes: needs approval",
    change: ["dearer, breaking over $5", "dearer over 3%"],
    sees: "book /changes/approvals",
    before:
      '[{"of":"breaking","over":{"kind":"money","value":"5"}},{"of":"dearer","over":{"kind":"money","value":"5"}}]',
    after: '[{"of":"dearer","over":{"kind":"percent","value":"3"}}]',
  },
  {
    row: "changes: within",
    change: ["  within          usual\n", ""],
    sees: "book /changes/within",
    before: '"usual"',
    after: "nothing",
  },
  {
    row: "changes: stated change",
    change: ["5% for vision", "5.0% for vision, medical"],
    sees: "book /changes/stated",
    before: '[{"coverages":["vision"],"percent":"5"}]',
    after: '[{"coverages":["medical","vision"],"percent":"5.0"}]',
  },
];

export const RENEWAL: readonly Witness[] = [
  ...changes,
  ...members,
  ...renewal,
  ...conventions,
  ...corridors,
  ...history,
];
