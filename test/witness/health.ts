// What each line about health plans does: change it in health.plan, and an answer changes. Figures are worked out by
// hand; where it takes more than a look at the plan, the way stands above.
import { book, FAMILY, HALF, ONE, VISION } from "./people.ts";
import type { Witness } from "./witness.ts";

const program: readonly Witness[] = [
  book("program heading: name", ["program small", "program large"], "/program/id", "small", "large"),
  book(
    "program heading: title",
    ['"Small program"', '"Large one"'],
    "/program/name",
    "Small program",
    "Large one",
  ),
  book(
    "program: operator",
    ['"Water District"', '"Fire District"'],
    "/program/operator",
    "Water District",
    "Fire District",
  ),
  {
    row: "program: effective",
    change: ["effective   2015-01-01", "effective   2015-01-02"],
    person: { ...ONE, date: "2015-01-01" },
    sees: "premium of medical",
    before: "500.25",
    after: "finding PW2101",
  },
  book("program: currency", ["USD", "EUR"], "/program/currency", "USD", "EUR"),
  {
    row: "program: rounding",
    change: ["half up to cent\n  market", "up to $1\n  market"],
    person: ONE,
    sees: "premium of medical",
    before: "500.25",
    after: "501.00",
  },
  book("program: market", ["small group", "large group"], "/program/market", "small group", "large group"),
  {
    row: "program: source",
    change: ['  source      brochure "Small brochure"\n', ""],
    sees: "finding",
    before: "no finding",
    after: "finding PW1007",
  },
  book(
    "program: note",
    ["contract prevails", "contract rules"],
    "/program/notes/0",
    "The plan contract prevails.",
    "The plan contract rules.",
  ),
];

/** Half a cent in vision, $9.005 and near it, rounded by each mode. */
const roundings: readonly Witness[] = (
  [
    ["half_up", "$9.005", "half even", "9.01", "9.00"],
    ["half_even", "$9.005", "half even", "9.01", "9.00"],
    ["half_down", "$9.015", "half down", "9.02", "9.01"],
    ["up", "$9.001", "up", "9.00", "9.01"],
    ["down", "$9.009", "down", "9.01", "9.00"],
  ] as const
).map(([mode, rate, words, before, after]) => ({
  row: `rounding ${mode}`,
  given: ["clear | $9.00", `clear | ${rate}`],
  change: ["half up to cent\n  market", `${words} to cent\n  market`],
  person: VISION,
  sees: "premium of vision",
  before,
  after,
}));

const declarations: readonly Witness[] = [
  {
    row: "carriers: declaration",
    change: ['  acme   "Acme Mutual"\n', ""],
    sees: "finding",
    before: "no finding",
    after: "finding PW1001",
  },
  {
    row: "declaration: formerly",
    change: [' formerly "Old Bravo"', ""],
    sees: "book /carriers/bravo/formerly",
    before: '"Old Bravo"',
    after: "nothing",
  },
  {
    row: "declaration: formerly",
    part: "name in the program",
    change: ['one     "One" covers', 'one     "One" formerly single covers'],
    sees: "book /formerly",
    before: "nothing",
    after: '[{"of":"tier","was":"single","is":"one"}]',
  },
  {
    row: "declaration: formerly",
    part: "of an input",
    change: ['"County of the home"', '"County of the home" formerly home_county'],
    sees: "book /formerly",
    before: "nothing",
    after: '[{"of":"input","was":"home_county","is":"county"}]',
  },
  {
    row: "declaration: formerly",
    part: "of an area",
    change: ['"On the coast" Marin', '"On the coast" formerly shore Marin'],
    sees: "book /formerly",
    before: "nothing",
    after: '[{"of":"area","was":"shore","is":"coast"}]',
  },
  book("coverages: declaration", ['"Vision"\n', '"Sight"\n'], "/coverages/vision/name", "Vision", "Sight"),
  book("tiers heading: name", ["tiers basic", "tiers usual"], "/tiers/0/id", "basic", "usual"),
  book(
    "tiers heading: title",
    ['"Basic tiers"', '"Usual tiers"'],
    "/tiers/basic/name",
    "Basic tiers",
    "Usual tiers",
  ),
  book(
    "tiers: declaration",
    ['"One" covers', '"Alone" covers'],
    "/tiers/basic/tiers/one/name",
    "One",
    "Alone",
  ),
  // Four people: two more than the two of the tier, or one more than three.
  {
    row: "declaration: covers",
    change: ["and 1 or more dependents", "and 2 or more dependents"],
    person: { ...FAMILY, members: "4" },
    sees: "premium of medical",
    before: "1351.06",
    after: "1300.81",
  },
  {
    row: "places heading: name",
    change: ["places coast_counties", "places coast"],
    sees: "finding",
    before: "no finding",
    after: "finding PW1001 PW1001",
  },
  {
    row: "places: declaration",
    change: ["{\n  Marin, Sonoma\n", "{\n  Marin, Sonoma, Solano\n"],
    person: { ...ONE, county: "Solano" },
    sees: "premium of medical",
    before: "error county",
    after: "450.00",
  },
  {
    row: "areas heading: by",
    change: ["areas by county", "areas by home"],
    person: ONE,
    sees: "premium of medical",
    before: "500.25",
    after: "450.00",
  },
  {
    row: "areas: declaration",
    change: ['"On the coast" Marin, Sonoma', '"On the coast" Sonoma'],
    person: ONE,
    sees: "premium of medical",
    before: "500.25",
    after: "450.00",
  },
  {
    row: "declaration: otherwise",
    change: ['"Inland" otherwise', '"Inland"'],
    sees: "finding",
    before: "no finding",
    after: "finding PW0025 PW2017",
  },
  {
    row: "classes: declaration",
    change: ["hours under 30", "hours under 20"],
    person: { ...ONE, hours: "25" },
    sees: "employer share of medical",
    before: "200.00",
    after: "finding PW2003",
  },
  // Part-time until 50 hours: the employer pays $200 instead of 80%.
  {
    row: "declaration: when",
    change: [
      'hours at least 30\n  part_time  "Part-time" when hours under 30',
      'hours at least 50\n  part_time  "Part-time" when hours under 50',
    ],
    person: ONE,
    sees: "employer share of medical",
    before: "400.20",
    after: "200.00",
  },
];

const SHARES = "round the employer share, the rest to employee";
/** Half of 500.25 is 250.125; half of the other 750.31 is 375.155; together 625.28. */
const conventions: readonly Witness[] = (
  [
    [SHARES, "round the employee share, the rest to employer", "one", "250.13", "250.12"],
    ["round the employee share, the rest to employer", undefined, "one", "250.13", "250.12"],
    // 250.13 + 375.16
    ["round the employer share of each part, the rest to employee", undefined, "family", "625.28", "625.29"],
    // The employee pays 250.13 + 375.16, the employer the rest of 1,250.56.
    ["round the employee share of each part, the rest to employer", undefined, "family", "625.28", "625.27"],
  ] as const
).map(([reading, to, tier, before, after]) => ({
  row: `convention shares of a premium: ${reading}`,
  change: [SHARES, to ?? reading],
  person: { ...HALF, tier, members: tier === "one" ? "1" : "2" },
  sees: "employer share of medical",
  before,
  after,
}));

const DEPENDENT = "premium less employee-only premium of the same plan";
const dependent: readonly Witness[] = [
  {
    row: `convention dependent premium: ${DEPENDENT}`,
    change: [`  dependent premium    ${DEPENDENT}\n`, ""],
    sees: "finding",
    before: "no finding",
    after: "finding PW2501",
  },
  {
    row: "convention dependent premium: a rate of its own",
    change: [DEPENDENT, "a rate of its own"],
    sees: "finding",
    before: "no finding",
    after: "finding PW0022 PW2501",
  },
  {
    row: "conventions: declaration",
    change: [`  shares of a premium  ${SHARES}\n`, ""],
    sees: "finding",
    before: "no finding",
    after: "finding PW2501",
  },
];

const inputs: readonly Witness[] = [
  {
    row: "input kind percent",
    change: ["percent from 0% to 100%", "number"],
    sees: "finding",
    before: "no finding",
    after: "finding PW3003",
  },
  {
    row: "input kind count",
    change: ["count at least 2", "number at least 2"],
    person: { ...ONE, lives: "9.5" },
    sees: "premium of medical",
    before: "error lives",
    after: "500.25",
  },
  {
    row: "input kind number",
    change: ["number of hours per week", "count of hours per week"],
    person: { ...ONE, hours: "39.5" },
    sees: "premium of medical",
    before: "500.25",
    after: "error hours",
  },
  {
    row: "input kind truth",
    change: ["eligible  truth", "eligible  choice of yes, no"],
    sees: "finding",
    before: "no finding",
    after: "finding PW3003",
  },
  {
    row: "input kind choice",
    change: ["choice of active, cobra", "text"],
    person: { ...ONE, status: "retired" },
    sees: "premium of medical",
    before: "error status",
    after: "error medical",
  },
  {
    row: "input: meaning",
    change: ['"County of the home"', '"County of the work place"'],
    sees: "book /inputs/county/meaning",
    before: '"County of the home"',
    after: '"County of the work place"',
  },
  {
    row: "input: range",
    change: ["from 0% to 100%", "from 0% to 70%"],
    person: ONE,
    sees: "premium of medical",
    before: "500.25",
    after: "error share",
  },
  {
    row: "input",
    change: ["input lives     count at least 2\n", ""],
    sees: "finding",
    before: "no finding",
    after: "finding PW1001",
  },
  {
    row: "use",
    change: ["use standard\n", ""],
    sees: "book /inputs/home/choices/0",
    before: '"Alameda"',
    after: '"california"',
  },
  // Seven lives and half of the premium: a small group must pay 60%.
  {
    row: "condition",
    change: ["when lives under 10", "when lives under 5"],
    person: { ...HALF, lives: "7" },
    sees: "premium of medical",
    before: "error medical",
    after: "500.25",
  },
  {
    row: "accept",
    change: ['accept  PW2107 "guarantee ends before the program" for vision because "Printed so"\n', ""],
    sees: "finding",
    before: "no finding",
    after: "finding PW2107",
  },
];

export const HEALTH: readonly Witness[] = [
  ...program,
  ...roundings,
  ...declarations,
  ...conventions,
  ...dependent,
  ...inputs,
];
