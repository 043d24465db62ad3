// What each line of a worked example of claims does: change it, and the example does not hold any more, or is found
// wrong. Figures are worked out by hand.
import { type Case, drugs, findings, GOLD, plan, wide, witnesses, withOther } from "./benefit-rows.ts";
import type { Witness } from "./witness.ts";

const table = (word: string, rows: string) =>
  `  ${word} {\n${rows
    .split("\n")
    .map((row) => `    ${row}\n`)
    .join("")}  }\n`;

/** An example beside a plan: tables of claims and of what is expected, and other lines. */
const example = (gold: string, claims: string, expected: string, ...lines: readonly string[]) => {
  const all = ["plan gold", "household a, b", ...lines].map((line) => `  ${line}\n`);
  return withOther(
    gold,
    `example "One" {\n${all.join("")}${table("claims", claims)}${table("expect", expected)}}\n`,
  );
};

type Failing = readonly [part: string, text: string, change: Case[2]];

/** Examples that hold, and do not when they are changed. */
const failing = (row: string, all: readonly Failing[]): readonly Witness[] =>
  witnesses(
    row,
    all.map(([part, text, change]) => [part, text, change, [], "pass", "fail", "example"]),
  );

/** 100, then 80% of 400. */
const DEDUCTED = plan(
  "deductible then plan pays 80%",
  "deductible $100 per person, $150 per family, embedded, each calendar year",
);
const LINES = "line | date | member | service | charge\n1 | 2015-03-02 | a | exam | $500";
const PAYS = "line | plan pays\n1 | $320";
const SIMPLE = example(DEDUCTED, LINES, PAYS);

/** A free service and another: which row holds shows what the line named. */
const ROWS = plan("xray | copay $10 per visit\nevery other service | no charge");

const columns: readonly Failing[] = [
  // The second of the same year pays no deductible; in another year it does.
  [
    "date",
    example(
      DEDUCTED,
      "line | date | member | service | charge\n1 | 2015-03-02 | a | exam | $500\n2 | 2015-12-31 | a | exam | $500",
      "line | plan pays\n2 | $400",
    ),
    ["2015-12-31", "2016-01-01"],
  ],
  [
    "member",
    example(
      DEDUCTED,
      "line | date | member | service | charge\n1 | 2015-03-02 | a | exam | $500\n2 | 2015-12-31 | a | exam | $500",
      "line | plan pays\n2 | $400",
    ),
    ["2015-12-31 | a", "2015-12-31 | b"],
  ],
  [
    "service",
    example(
      ROWS,
      "line | date | member | service | charge\n1 | 2015-03-02 | a | xray | $500",
      "line | copay\n1 | $10",
    ),
    ["a | xray", "a | exam"],
  ],
  [
    "code",
    example(
      ROWS,
      "line | date | member | code | charge\n1 | 2015-03-02 | a | 7010 | $500",
      "line | copay\n1 | $10",
    ),
    ["a | 7010", "a | 7015"],
  ],
  ["charge", SIMPLE, ["exam | $500", "exam | $600"]],
  [
    "drug and channel",
    example(
      drugs("every other drug | copay $10 per prescription | copay $25 per prescription"),
      "line | date | member | drug | channel | charge\n1 | 2015-03-02 | a | generic | mail | $500",
      "line | copay\n1 | $25",
    ),
    ["generic | mail", "generic | retail"],
  ],
  [
    "network",
    example(
      wide("every other service | no charge | plan pays 50%"),
      "line | date | member | service | network | charge\n1 | 2015-03-02 | a | exam | outside | $500",
      "line | plan pays\n1 | $250",
    ),
    ["exam | outside", "exam | inside"],
  ],
  [
    "allowed",
    example(
      wide("no charge", "allowed charge negotiated"),
      "line | date | member | service | network | charge | allowed\n1 | 2015-03-02 | a | exam | inside | $500 | $400",
      "line | plan pays\n1 | $400",
    ),
    ["$500 | $400", "$500 | $300"],
  ],
  [
    "other paid",
    example(
      plan("no charge", "coordination carve_out"),
      "line | date | member | service | charge | other paid\n1 | 2015-03-02 | a | exam | $500 | $300",
      "line | plan pays\n1 | $200",
    ),
    ["$500 | $300", "$500 | $200"],
  ],
  // With the first line taken back, the third pays the deductible anew.
  [
    "voids",
    example(
      DEDUCTED,
      "line | date | member | service | charge | voids\n1 | 2015-03-02 | a | exam | $500 | none\n2 | 2015-03-03 | a | none | none | 1\n3 | 2015-03-04 | a | exam | $500 | none",
      "line | plan pays\n3 | $320",
    ),
    ["2 | 2015-03-03 | a | none | none | 1", "2 | 2015-03-03 | a | exam | $500 | none"],
  ],
  [
    "units",
    example(
      plan("copay $10 per day"),
      "line | date | member | service | charge | days\n1 | 2015-03-02 | a | stay | $500 | 3",
      "line | copay\n1 | $30",
    ),
    ["$500 | 3", "$500 | 4"],
  ],
  [
    "occasion",
    example(
      plan("copay $10 per accident"),
      "line | date | member | service | charge | accident\n1 | 2015-03-02 | a | exam | $500 | one\n2 | 2015-03-03 | a | exam | $500 | one",
      "line | copay\n2 | $0",
    ),
    [
      "$500 | one\n    2 | 2015-03-03 | a | exam | $500 | one",
      "$500 | one\n    2 | 2015-03-03 | a | exam | $500 | two",
    ],
  ],
  [
    "input",
    example(
      plan("no charge when medicare, otherwise plan pays 80%"),
      "line | date | member | service | charge | medicare\n1 | 2015-03-02 | a | exam | $500 | yes",
      "line | plan pays\n1 | $500",
    ),
    ["$500 | yes", "$500 | no"],
  ],
  // Both plans know the exam; without a column the first one pays.
  [
    "plan",
    withOther(
      example(
        plan("no charge", "with sheet"),
        "line | date | member | plan | service | charge\n1 | 2015-03-02 | a | sheet | exam | $500",
        "line | copay\n1 | $10",
      ),
      'schedule sheet "Sheet" for medical {\n  benefits {\n    service | pays\n    exam | copay $10 per visit\n  }\n}\n',
    ),
    ["a | sheet | exam", "a | gold | exam"],
  ],
];

const SHARED = plan(
  "deductible then copay $50 per visit then plan pays 80%, at most $200",
  "deductible $100 per person, each calendar year",
  "allowed charge negotiated, balance billed",
  "coordination carve_out",
);
// Of 600, 500 are allowed: 100, 50, and of 350 280, of which the plan pays 200; another paid 30.
const PARTS = [
  ["allowed", "$500"],
  ["deductible", "$100"],
  ["copay", "$50"],
  ["coinsurance", "$70"],
  ["over limit", "$80"],
  ["other paid", "$30"],
  ["balance bill", "$100"],
  ["member pays", "$300"],
  ["plan pays", "$170"],
] as const;

const parts: readonly Failing[] = PARTS.map(([part, amount]) => [
  part,
  example(
    SHARED,
    "line | date | member | service | charge | allowed | other paid\n1 | 2015-03-02 | a | exam | $600 | $500 | $30",
    `line | ${part}\n1 | ${amount}`,
  ),
  [`| ${part}\n    1 | ${amount}`, `| ${part}\n    1 | $1`],
]);

const ONE_INSIDE =
  "line | date | member | service | network | charge | allowed\n1 | 2015-03-02 | a | exam | inside | $600 | $500";

const otherParts: readonly Failing[] = [
  [
    "not covered",
    example(plan("not covered"), LINES, "line | not covered\n1 | $500"),
    ["1 | $500", "1 | $499"],
  ],
  [
    "written off",
    example(wide("no charge", "allowed charge negotiated"), ONE_INSIDE, "line | written off\n1 | $100"),
    ["1 | $100", "1 | $99"],
  ],
];

const RX =
  'schedule rx "Rx" for drug {\n  deductible $40 per person, each calendar year\n\n  benefits {\n    service | pays\n    every other service | deductible then no charge\n  }\n}\n';
/** Two plans of the household have a deductible. */
const WITH_RX = plan(
  "deductible then no charge",
  "deductible $100 per person, each calendar year",
  "with rx",
);
const DRUG_LINE = "line | date | member | service | charge\n1 | 2015-03-02 | a | generic | $500";

const ofAPlan: readonly Failing[] = [
  [
    "of a plan",
    withOther(
      example(WITH_RX, DRUG_LINE, "line | deductible\n1 | $40", "expect used of deductible of rx by a $40"),
      RX,
    ),
    ["deductible of rx", "deductible of gold"],
  ],
];
// Of 40, 30 were paid before.
const givenOfAPlan: readonly Failing[] = [
  [
    "used, of a plan",
    withOther(
      example(WITH_RX, DRUG_LINE, "line | deductible\n1 | $10", "given used $30 of deductible of rx by a"),
      RX,
    ),
    ["deductible of rx", "deductible of gold"],
  ],
];

/** What the source prints and why it is wrong: for a reader. */
const printed = (text: string, from: string, path: string, before: string): Witness => ({
  row: path.includes("/balances/") ? "example: expect" : "expect: table",
  part: path.slice(path.lastIndexOf("/") + 1),
  given: [GOLD, text],
  change: [from, ""],
  sees: `book /examples/0/claims/${path}`,
  before: JSON.stringify(before),
  after: "nothing",
});

const TAIL = ' printed $99 because "A slip"';
const BALANCE = example(DEDUCTED, LINES, PAYS, `expect used of deductible by a $100${TAIL}`);
const FOOTNOTE = 'note 1 printed $310 because "A slip"';
const NOTED = example(DEDUCTED, LINES, `${PAYS} [1]\n${FOOTNOTE}`);

const remarks: readonly Witness[] = [
  printed(BALANCE, TAIL, "balances/0/printed", "$99"),
  printed(BALANCE, TAIL, "balances/0/because", "A slip"),
  printed(NOTED, ` [1]\n    ${FOOTNOTE}`, "expects/0/printed", "$310"),
  printed(NOTED, ` [1]\n    ${FOOTNOTE}`, "expects/0/because", "A slip"),
];

export const EXAMPLES_OF_CLAIMS: readonly Witness[] = [
  ...failing("example: plan", [
    [
      "",
      example(DEDUCTED, LINES, PAYS).replace(
        "example",
        'plan free "Free" for medical {\n  benefits {\n    service | pays\n    every other service | no charge\n  }\n}\n\nexample',
      ),
      ["  plan gold\n", "  plan free\n"],
    ],
    [
      "and a rider",
      example(plan("no charge"), LINES, "line | copay\n1 | $10", "// and")
        .replace("  plan gold\n", "  plan gold, extra\n")
        .replace(
          "example",
          'plan extra "Extra" for medical {\n  rider to gold\n  benefits {\n    service | pays\n    exam | copay $10 per visit\n  }\n}\n\nexample',
        ),
      ["plan gold, extra", "plan gold"],
    ],
  ]),
  // One alone is no family: of 150 for a family, 100 are used, and 50 are left to the second.
  ...failing("example: household", [
    [
      "",
      example(
        plan(
          "deductible then plan pays 80%",
          "deductible $100 per person, $150 per family, aggregate, each calendar year",
        ),
        LINES,
        "line | deductible\n1 | $150",
      ),
      ["household a, b", "household a"],
    ],
  ]),
  ...findings("example: household", [
    ["a member who is not in it", SIMPLE, ["household a, b", "household b"], "PW1001"],
  ]),
  ...findings("example: plan", [["not said", SIMPLE, ["  plan gold\n", ""], "PW0025"]]),
  ...findings("example: block claims", [["", SIMPLE, [table("claims", LINES), ""], "PW0025"]]),
  ...findings("example: expect", [
    [
      "of no deductible",
      example(DEDUCTED, LINES, PAYS, "expect used of deductible by a $100"),
      ["used of deductible", "used of deductible er"],
      "PW1001",
    ],
  ]),
  ...failing("example: block expect", [["", SIMPLE, ["1 | $320", "1 | $321"]]]),
  ...failing("claims: table", columns),
  ...failing("expect: table", [...parts, ...otherParts]),
  ...failing("expect: table", [
    [
      "error",
      example(
        plan("copay $10 per day"),
        "line | date | member | service | charge\n1 | 2015-03-02 | a | stay | $500",
        "line | error\n1 | days",
      ),
      ["1 | days", "1 | visits"],
    ],
    [
      "several lines",
      example(
        DEDUCTED,
        "line | date | member | service | charge\nx | 2015-03-02 | a | exam | $500\ny | 2015-03-03 | a | exam | $500",
        "line | plan pays\ny | $400",
      ),
      ["y | $400", "x | $400"],
    ],
  ]),
  ...failing("example: expect", [
    ...ofAPlan,
    [
      "used",
      example(DEDUCTED, LINES, PAYS, "expect used of deductible by a $100"),
      ["by a $100", "by a $99"],
    ],
    [
      "remaining",
      example(DEDUCTED, LINES, PAYS, "expect remaining of deductible by b $100"),
      ["by b $100", "by b $50"],
    ],
    [
      "of the family",
      example(DEDUCTED, LINES, PAYS, "expect remaining of deductible by family $50"),
      ["by family $50", "by family $100"],
    ],
  ]),
  // Of 100, 60 were paid before: 40, and 80% of 460
  ...failing("example: given", [
    ...givenOfAPlan,
    [
      "used by a member",
      example(DEDUCTED, LINES, "line | plan pays\n1 | $368", "given used $60 of deductible by a"),
      ["used $60", "used $50"],
    ],
    // Of 150, the family paid 120 before.
    [
      "used by the family",
      example(DEDUCTED, LINES, "line | deductible\n1 | $30", "given used $120 of deductible by family"),
      ["used $120", "used $110"],
    ],
    [
      "an input",
      example(
        plan("no charge when medicare, otherwise plan pays 80%"),
        LINES,
        "line | plan pays\n1 | $500",
        "given medicare yes",
      ),
      ["medicare yes", "medicare no"],
    ],
  ]),
  ...remarks,
];
