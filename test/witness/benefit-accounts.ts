// What adds up: deductibles, maxima, shared copays, limits. Change a line, and who pays what changes. Figures are
// worked out by hand; where it takes more than a look, the way stands above. Charges are of 2 March 2015 by `a`, unless
// the claim says otherwise.
import { type Case, other, plan, wide, witnesses, withOther } from "./benefit-rows.ts";

const SHARE = "deductible then plan pays 80%";
const deductible = (line: string, ...lines: readonly string[]) => plan(SHARE, `deductible ${line}`, ...lines);

/** 100, and 80% of 400. */
const MET_HERE = "deductible 100, coinsurance 80, plan pays 320";
/** 80% of 500. */
const MET = "coinsurance 100, plan pays 400";

const deductibles: readonly Case[] = [
  // 200, and 80% of 300
  [
    "per person",
    deductible("$100 per person, each calendar year"),
    ["$100 per", "$200 per"],
    "exam 500",
    MET_HERE,
    "deductible 200, coinsurance 60, plan pays 240",
  ],
  // Of the family's 150, 100 are paid: 50, and 80% of 450
  [
    "per family",
    deductible("$100 per person, $150 per family, embedded, each calendar year"),
    ["$150 per", "$200 per"],
    ["exam 500", "exam 500 by b"],
    "deductible 50, coinsurance 90, plan pays 360",
    MET_HERE,
  ],
  // Alone, one has the family amount: 150, and 80% of 350
  [
    "embedded or aggregate",
    deductible("$100 per person, $150 per family, embedded, each calendar year"),
    ["embedded,", "aggregate,"],
    ["household a b", "exam 500"],
    MET_HERE,
    "deductible 150, coinsurance 70, plan pays 280",
  ],
  [
    "members must each meet it",
    deductible("$100 per person, 2 members must each meet it, each calendar year"),
    ["2 members", "3 members"],
    ["exam 100", "exam 100 by b", "exam 500 by c"],
    MET,
    MET_HERE,
  ],
  [
    "each calendar year",
    deductible("$100 per person, each calendar year"),
    ["each calendar year", "each lifetime"],
    ["exam 500 on 2015-12-31", "exam 500 on 2016-01-01"],
    MET_HERE,
    MET,
  ],
  // 30 June and 1 July are in one calendar year.
  [
    "each contract year",
    deductible("$100 per person, each contract year"),
    ["each contract year", "each calendar year"],
    ["exam 500 on 2015-06-30", "exam 500 on 2015-07-01"],
    MET_HERE,
    MET,
  ],
  // From 3 March 2015 to 2 March 2016
  [
    "each 12 months",
    deductible("$100 per person, each 12 months"),
    ["each 12 months", "each 13 months"],
    ["exam 500 on 2015-03-02", "exam 500 on 2016-03-02"],
    MET_HERE,
    MET,
  ],
  // From 1 April to 30 April
  [
    "each 30 days",
    deductible("$100 per person, each 30 days"),
    ["each 30 days", "each 31 days"],
    ["exam 500 on 2015-03-31", "exam 500 on 2015-04-30"],
    MET_HERE,
    MET,
  ],
  [
    "each 1 years",
    deductible("$100 per person, each 1 years"),
    ["each 1 years", "each 2 years"],
    ["exam 500 on 2015-03-02", "exam 500 on 2016-03-02"],
    MET_HERE,
    MET,
  ],
  [
    "in",
    wide(
      SHARE,
      "deductible $100 per person, each calendar year, in inside",
      "deductible $100 per person, each calendar year, in outside",
    ),
    [
      "year, in inside\n  deductible $100 per person, each calendar year, in outside\n",
      "year, in inside, outside\n",
    ],
    ["exam 500 in inside", "exam 500 in outside"],
    MET_HERE,
    MET,
  ],
  // The 50 count toward the 100: 50, and 80% of 450
  [
    "adds to",
    plan(
      "exam | deductible er then plan pays 80%\nevery other service | deductible then plan pays 80%",
      "deductible $100 per person, each calendar year",
      "deductible er $50 per person, each calendar year, adds to deductible",
    ),
    [", adds to deductible", ""],
    ["exam 500", "xray 500"],
    "deductible 50, coinsurance 90, plan pays 360",
    MET_HERE,
  ],
  [
    "name",
    plan("deductible er then plan pays 80%", "deductible er $100 per person, each calendar year"),
    ["deductible er $100", "deductible room $100"],
    "exam 500",
    MET_HERE,
    "finding PW2305",
  ],
  [
    "when",
    deductible("$100 per person, each calendar year, when medicare"),
    ["when medicare", "when not medicare"],
    "exam 500 medicare yes",
    MET_HERE,
    MET,
  ],
  // A line with a condition that holds goes before one without.
  [
    "when, beside a line without",
    deductible(
      "$100 per person, each calendar year, when medicare",
      "deductible $200 per person, each calendar year",
    ),
    ["when medicare", "when not medicare"],
    "exam 500 medicare yes",
    MET_HERE,
    "deductible 200, coinsurance 60, plan pays 240",
  ],
  // Each time 25, and 80% of 475
  [
    "per occurrence",
    deductible("$25 per occurrence"),
    ["per occurrence", "per person, each calendar year"],
    ["exam 500", "exam 500"],
    "deductible 25, coinsurance 95, plan pays 380",
    MET,
  ],
  [
    "per occurrence that lines name",
    deductible("$100 per occurrence"),
    ["per occurrence", "per incident"],
    ["exam 500 occurrence one", "exam 500 occurrence one"],
    MET,
    "error incident",
  ],
  [
    "per accident",
    deductible("$100 per accident"),
    ["per accident", "per occurrence"],
    ["exam 500 accident one", "exam 500 accident one"],
    MET,
    MET_HERE,
  ],
  [
    "none",
    withOther(
      deductible("$100 per person, each calendar year"),
      other('plan silver "Silver" for medical like gold', "plan pays 80%", "deductible none"),
    ),
    ["  deductible none\n", ""],
    "plans silver",
    "no finding",
    "finding PW2306",
    "finding",
  ],
  [
    "of the medical plan",
    withOther(
      deductible("$100 per person, each calendar year", "with sheet"),
      other('schedule sheet "Sheet" for drug', SHARE, "deductible of the medical plan"),
    ),
    ["of the medical plan", "$100 per person, each calendar year"],
    ["exam 500", "generic 500"],
    MET,
    MET_HERE,
  ],
];

const carryOver: readonly Case[] = [
  // 1 October is in the last three months of 2015, and not in the last two.
  [
    "months",
    deductible("$100 per person, each calendar year", "carry over last 3 months of deductible"),
    ["last 3 months", "last 2 months"],
    ["exam 100 on 2015-10-01", "exam 500 on 2016-01-15"],
    MET,
    MET_HERE,
  ],
  [
    "of a deductible with a name",
    plan(
      "deductible er then plan pays 80%",
      "deductible er $100 per person, each calendar year",
      "carry over last 3 months of deductible er",
    ),
    ["  carry over last 3 months of deductible er\n", ""],
    ["exam 100 on 2015-12-01", "exam 500 on 2016-01-15"],
    MET,
    MET_HERE,
  ],
];

const YEAR = "each calendar year";
const COUNTS = "counts deductible, copay, coinsurance";
/** Half of 500 is 250, of which a maximum leaves some. */
const capped = (line: string, ...lines: readonly string[]) =>
  plan("plan pays 50%", `out of pocket maximum ${line}`, ...lines);

/** A deductible of 100, a copay of 50, then half of 350: 175 each. The maximum is 120. */
const three = (counts: string) =>
  plan(
    "deductible then copay $50 per visit then plan pays 50%",
    `deductible $100 per person, ${YEAR}`,
    `out of pocket maximum $120 per person, ${YEAR}${counts}`,
  );
/** Of 325, 205 are the plan's: the coinsurance of 175, and 30 of the copay. */
export const COUNTS_ALL = "deductible 100, copay 20, plan pays 380";
/** Of 225, 105 are the plan's. */
export const COUNTS_COPAY = "deductible 100, copay 50, coinsurance 70, plan pays 280";
/** Of 275, 155 are the plan's. */
export const COUNTS_DEDUCTIBLE = "deductible 100, copay 50, coinsurance 20, plan pays 330";
/** Of 175, 55 are the plan's. */
export const COUNTS_COINSURANCE = "deductible 100, copay 50, coinsurance 120, plan pays 230";

export const COUNTED_BY_CONVENTION = three("");

const maxima: readonly Case[] = [
  [
    "per person",
    capped(`$200 per person, ${YEAR}, ${COUNTS}`),
    ["$200 per", "$100 per"],
    "exam 500",
    "coinsurance 200, plan pays 300",
    "coinsurance 100, plan pays 400",
  ],
  [
    "per family",
    capped(`$200 per person, $300 per family, embedded, ${YEAR}, ${COUNTS}`),
    ["$300 per", "$350 per"],
    ["exam 500", "exam 500 by b"],
    "coinsurance 100, plan pays 400",
    "coinsurance 150, plan pays 350",
  ],
  [
    "embedded or aggregate",
    capped(`$100 per person, $200 per family, embedded, ${YEAR}, ${COUNTS}`),
    ["embedded,", "aggregate,"],
    ["household a b", "exam 500"],
    "coinsurance 100, plan pays 400",
    "coinsurance 200, plan pays 300",
  ],
  // Two of three have reached it.
  [
    "members must each meet it",
    capped(`$100 per person, 2 members must each meet it, ${YEAR}, ${COUNTS}`),
    ["2 members", "3 members"],
    ["exam 500", "exam 500 by b", "exam 500 by c"],
    "plan pays 500",
    "coinsurance 100, plan pays 400",
  ],
  [
    "each calendar year",
    capped(`$200 per person, ${YEAR}, ${COUNTS}`),
    [YEAR, "each lifetime"],
    ["exam 500 on 2015-12-31", "exam 500 on 2016-01-01"],
    "coinsurance 200, plan pays 300",
    "plan pays 500",
  ],
  [
    "counts deductible, copay, coinsurance",
    three(", counts deductible, copay, coinsurance"),
    [`${YEAR}, ${COUNTS}`, `${YEAR}, counts copay, coinsurance`],
    "exam 500",
    COUNTS_ALL,
    COUNTS_COPAY,
  ],
  [
    "counts coinsurance",
    three(", counts coinsurance"),
    ["counts coinsurance", "counts deductible, coinsurance"],
    "exam 500",
    COUNTS_COINSURANCE,
    COUNTS_DEDUCTIBLE,
  ],
  [
    "for",
    capped(`$200 per person, ${YEAR}, ${COUNTS} for exam`),
    ["for exam", "for xray"],
    "exam 500",
    "coinsurance 200, plan pays 300",
    "coinsurance 250, plan pays 250",
  ],
  [
    "in",
    wide("plan pays 50%", `out of pocket maximum $200 per person, ${YEAR}, ${COUNTS} in inside`),
    ["in inside\n", "in outside\n"],
    "exam 500 in inside",
    "coinsurance 200, plan pays 300",
    "coinsurance 250, plan pays 250",
  ],
  [
    "when",
    capped(`$200 per person, ${YEAR}, ${COUNTS} when medicare`),
    ["when medicare", "when not medicare"],
    "exam 500 medicare yes",
    "coinsurance 200, plan pays 300",
    "coinsurance 250, plan pays 250",
  ],
  // Half is 250, of which the plan pays 100 at most and 150 are over the limit; the maximum gives it another 50, which
  // it may not pay either.
  [
    "what is over a bound",
    plan("plan pays 50%, at most $100", `out of pocket maximum $200 per person, ${YEAR}, ${COUNTS}`),
    ["$200 per", "$300 per"],
    "exam 500",
    "coinsurance 200, over limit 200, plan pays 100",
    "coinsurance 250, over limit 150, plan pays 100",
  ],
  [
    "of the medical plan",
    withOther(
      capped(`$250 per person, ${YEAR}, ${COUNTS}`, "with sheet"),
      other('schedule sheet "Sheet" for drug', "plan pays 50%", "out of pocket maximum of the medical plan"),
    ),
    ["of the medical plan", `$250 per person, ${YEAR}, ${COUNTS}`],
    ["exam 500", "generic 500"],
    "plan pays 500",
    "coinsurance 250, plan pays 250",
  ],
];

const copays: readonly Case[] = [
  // Of one copay of 25, 20 are paid.
  [
    "amount",
    plan("copay materials", `copay materials $25 per person, ${YEAR}`),
    ["$25 per", "$30 per"],
    ["exam 20", "xray 20"],
    "copay 5, plan pays 15",
    "copay 10, plan pays 10",
  ],
  [
    "period",
    plan("copay", `copay $25 per person, ${YEAR}`),
    [YEAR, "each lifetime"],
    ["exam 100 on 2015-12-31", "exam 100 on 2016-01-01"],
    "copay 25, plan pays 75",
    "plan pays 100",
  ],
  // One for two rows, or one for each
  [
    "name",
    plan(
      "exam | copay materials\nevery other service | copay lenses",
      `copay materials $25 per person, ${YEAR}`,
      `copay lenses $25 per person, ${YEAR}`,
    ),
    ["other service | copay lenses", "other service | copay materials"],
    ["exam 100", "xray 100"],
    "copay 25, plan pays 75",
    "plan pays 100",
  ],
  [
    "when",
    plan("copay", `copay $25 per person, ${YEAR}, when medicare`),
    ["when medicare", "when not medicare"],
    "exam 100 medicare yes",
    "copay 25, plan pays 75",
    "plan pays 100",
  ],
  [
    "of the medical plan",
    withOther(
      plan("copay", `copay $25 per person, ${YEAR}`, "with sheet"),
      other('schedule sheet "Sheet" for drug', "copay", "copay of the medical plan"),
    ),
    ["of the medical plan", `$25 per person, ${YEAR}`],
    ["exam 100", "generic 100"],
    "plan pays 100",
    "copay 25, plan pays 75",
  ],
];

export const ACCOUNTS = [
  ...witnesses("plan: deductible", deductibles),
  ...witnesses("plan: carry over", carryOver),
  ...witnesses("plan: out of pocket maximum", maxima),
  ...witnesses("plan: copay", copays),
];
