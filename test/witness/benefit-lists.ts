// What the lists of networks, services, drugs and channels do, and schedules beside plans. Figures are worked out by
// hand.
import { drugs, plan, wide, witnesses, withOther } from "./benefit-rows.ts";
import type { Witness } from "./witness.ts";

const CODED = plan(
  "xray | copay $10 per visit\nblood_test | copay $15 per visit\nexam | copay $20 per visit\nevery other service | no charge",
);

export const LISTS: readonly Witness[] = [
  ...witnesses("program: contract year begins", [
    // 30 June and 1 July are in two contract years that begin in July, and in one that begins in June.
    [
      "",
      plan("deductible then plan pays 80%", "deductible $100 per person, each contract year"),
      ["July 1", "June 1"],
      ["exam 500 on 2015-06-30", "exam 500 on 2015-07-01"],
      "deductible 100, coinsurance 80, plan pays 320",
      "coinsurance 100, plan pays 400",
    ],
    [
      "day",
      plan("deductible then plan pays 80%", "deductible $100 per person, each contract year"),
      ["July 1", "July 2"],
      ["exam 500 on 2015-06-30", "exam 500 on 2015-07-01"],
      "deductible 100, coinsurance 80, plan pays 320",
      "coinsurance 100, plan pays 400",
    ],
  ]),
  ...witnesses("networks heading: for", [
    [
      "",
      wide("no charge"),
      ["networks for hospital", "networks for drug"],
      "exam 500 in inside",
      "plan pays 500",
      "finding PW1001 PW1001",
    ],
  ]),
  ...witnesses("networks: declaration", [
    [
      "balance",
      wide("no charge", "allowed charge negotiated"),
      ['"Inside"  balance written off', '"Inside"  balance billed'],
      "exam 500 allowed 400 in inside",
      "written off 100, plan pays 400",
      "balance bill 100, plan pays 400",
    ],
    [
      "name",
      wide("no charge"),
      ['  outside  "Outside"', '  away     "Outside"'],
      "exam 500 in inside",
      "plan pays 500",
      "finding PW1001",
    ],
  ]),
  ...witnesses("services heading: for", [
    [
      "",
      wide("exam | no charge | same\nevery other service | not covered | same"),
      ["services for medical, hospital", "services for medical"],
      "exam 500 in inside",
      "plan pays 500",
      "finding PW1001",
    ],
  ]),
  ...witnesses("services: declaration", [
    [
      "groups",
      plan("diagnostic | copay $10 per visit\nevery other service | no charge"),
      ["groups xray, blood_test", "groups blood_test"],
      "xray 500",
      "copay 10, plan pays 490",
      "plan pays 500",
    ],
    [
      "codes",
      CODED,
      ["7010 to 7019", "7010 to 7013"],
      "- 500 code 7014",
      "copay 10, plan pays 490",
      "error code",
    ],
    // 7015 is the code of blood tests, and in the range of x-rays.
    [
      "the narrower code",
      CODED,
      ["codes 7015", "codes 7030"],
      "- 500 code 7015",
      "copay 15, plan pays 485",
      "copay 10, plan pays 490",
    ],
    [
      "code before service",
      CODED,
      ["7010 to 7019", "7010 to 7013"],
      "exam 500 code 7014",
      "copay 10, plan pays 490",
      "copay 20, plan pays 480",
    ],
  ]),
  ...witnesses("drugs heading: for", [
    [
      "",
      drugs("every other drug | no charge | same"),
      ["drugs for drug", "drugs for medical"],
      "generic 500 at mail",
      "plan pays 500",
      "error service",
    ],
  ]),
  ...witnesses("drugs: declaration", [
    [
      "groups",
      drugs("statin | copay $10 per prescription | same\nevery other drug | no charge | same"),
      ['"Statins" groups brand', '"Statins" groups generic'],
      "brand 500 at mail",
      "copay 10, plan pays 490",
      "plan pays 500",
    ],
    [
      "codes",
      drugs("every other drug | no charge | same"),
      ["codes 50580", "codes 50581"],
      "- 500 code 50580 at mail",
      "plan pays 500",
      "error code",
    ],

    [
      "name",
      drugs("generic | copay $10 per prescription | same\nbrand | copay $20 per prescription | same"),
      ['  generic  "Generic"', '  cheap    "Generic"'],
      "generic 500 at mail",
      "copay 10, plan pays 490",
      "finding PW1001",
    ],
  ]),
  ...witnesses("channels heading: for", [
    [
      "",
      drugs("every other drug | no charge | same"),
      ["channels for drug", "channels for medical"],
      "generic 500 at mail",
      "plan pays 500",
      "finding PW1001 PW1001",
    ],
  ]),
  ...witnesses("channels: declaration", [
    [
      "supply",
      drugs("every other drug | no charge | same"),
      ["supply 90 days", "supply 30 days"],
      "generic 500 at mail days 60",
      "plan pays 500",
      "error days",
    ],
    [
      "by channel",
      drugs("every other drug | copay $10 per prescription | copay $25 per prescription"),
      [
        "copay $10 per prescription | copay $25 per prescription",
        "copay $25 per prescription | copay $10 per prescription",
      ],
      "generic 500 at mail",
      "copay 25, plan pays 475",
      "copay 10, plan pays 490",
    ],
  ]),
];

/** A schedule that comes with the plan, and what it is like. */
const sheet = (...more: readonly string[]) =>
  withOther(
    plan("not covered", "with sheet"),
    'schedule base "Base" for drug {\n  benefits {\n    service | pays\n    every other service | copay $10 per prescription\n  }\n}\n',
    `schedule sheet "Sheet" for drug like base {\n${more.join("")}}\n`,
  );

export const SCHEDULES: readonly Witness[] = [
  ...witnesses("schedule heading: name", [
    [
      "",
      sheet(),
      ["schedule sheet", "schedule leaf"],
      "generic 100",
      "copay 10, plan pays 90",
      "finding PW1001",
    ],
  ]),
  ...witnesses("schedule heading: for", [
    [
      "",
      sheet(),
      ['"Sheet" for drug', '"Sheet" for hospital'],
      "generic 100",
      "copay 10, plan pays 90",
      "error service",
    ],
  ]),
  ...witnesses("schedule heading: like", [
    ["", sheet(), [" like base", ""], "generic 100", "copay 10, plan pays 90", "error service"],
  ]),
  {
    row: "schedule heading: title",
    given: ["plan gold", 'schedule sheet "Sheet" for drug {\n}\n\nplan gold'],
    change: ['"Sheet"', '"Leaf"'],
    sees: "book /plans/sheet/name",
    before: '"Sheet"',
    after: '"Leaf"',
  },
  {
    row: "schedule: carrier",
    given: [
      "plan gold",
      'carriers {\n  acme "Acme"\n}\n\nschedule sheet "Sheet" for drug {\n  carrier acme\n}\n\nplan gold',
    ],
    change: ["  carrier acme\n", ""],
    sees: "finding",
    before: "no finding",
    after: "finding PW1006",
  },
  {
    row: "schedule: formerly",
    given: ["plan gold", 'schedule sheet "Sheet" for drug {\n  formerly leaf\n}\n\nplan gold'],
    change: ["formerly leaf", "formerly page"],
    sees: "book /formerly",
    before: '[{"of":"plan","was":"leaf","is":"sheet"}]',
    after: '[{"of":"plan","was":"page","is":"sheet"}]',
  },
  {
    row: "schedule: block features",
    given: [
      "plan gold",
      'schedule sheet "Sheet" for drug {\n  features {\n    refills 3\n  }\n}\n\nplan gold',
    ],
    change: ["refills 3", "refills 4"],
    sees: "book /plans/sheet/features/refills",
    before: '"3"',
    after: '"4"',
  },
];
