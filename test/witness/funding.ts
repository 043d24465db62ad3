// What each line about funding and projections does: change it in funding.plan, and an answer changes. Figures are
// worked out by hand; the plan says how they come about.
import type { Witness } from "./witness.ts";

type Change = readonly [from: string, to: string];

/** A line, its change, and what a question of the example answers before and after it. */
const asks = (
  row: string,
  change: Change,
  question: string,
  before: string,
  after: string,
  part?: string,
): Witness => ({ row, change, sees: `actual ${question}`, before, after, ...(part ? { part } : {}) });

const finds = (row: string, change: Change, after: string, part?: string): Witness => ({
  row,
  change,
  sees: "finding",
  before: "no finding",
  after,
  ...(part ? { part } : {}),
});

const SURPLUS = "surplus of pooled";

const BY_REINSURER = "paid by reinsurer in pooled";
const PLAIN = "cost of plain in years";
const PREMIUM = "cost of pooled for premium";
const RETURN = "retro return of pooled by a";
const CALL = "retro call of pooled by a";
const ATTACHMENT = "aggregate attachment of pooled";

const INCURRED_BEFORE: Change = ["z        | 2015-02-01", "z        | 2014-12-01"];

const lines: readonly Witness[] = [
  finds("funding: parties", ["city, pool, reinsurer, cds", "city, pool, reinsurer"], "finding PW1001"),
  asks("funding: claims paid by", ["paid by  city", "paid by  cds"], "paid by city in plain", "150", "0"),
  {
    // Two causes of ann: the city has 150 of each, and of the vip's; of ann's two together it has 150 once.
    ...asks(
      "funding: one claim is",
      ["one cause", "one person each contract year"],
      "paid by city in pooled",
      "630",
      "480",
    ),
    given: ["x        | 2015-01-01   |     $400", "y        | 2015-01-01   |     $400"],
  },
  {
    // 50% of 50.01 is 25.005: 25.01 where it is rounded, 25.00 where it is the rest.
    ...asks(
      "funding: odd cent to",
      ["odd cent to     pool", "odd cent to     city"],
      "paid by city in pooled - $100",
      "25.01",
      "25",
    ),
    given: ["claim $150", "claim $150.01"],
  },
  // 500 a month of each of the two cities: 3,000 instead of 2,400; the retro and the reserve come after that.
  asks(
    "funding: deposit",
    ["premium of dental, city to pool", "$500 per month, city to pool"],
    SURPLUS,
    "826.50",
    "1426.50",
  ),
  asks(
    "funding: administration",
    ["10% of paid claims, pool to cds", "20% of paid claims, pool to cds"],
    "cost of pooled for administration",
    "218",
    "436",
  ),
  // 21 enrollments in three months
  asks("funding: premium", ["$3 per enrollment", "$4 per enrollment"], PREMIUM, "90", "111"),
  asks("funding: fee", ["$30 per month", "$30 per quarter"], "cost of pooled for fee", "90", "30"),
  asks("funding: local", ["$6 per employee", "$7 per employee"], "cost of pooled for local", "18", "21"),
  asks(
    "funding: taxes",
    ["taxes           pool to cds", "taxes           city to cds"],
    SURPLUS,
    "826.50",
    "833.50",
  ),
  asks("funding: interest", ["cds to pool", "cds to city"], SURPLUS, "826.50", "817.50"),
  // 10 x 1,000 and their 10% in the first year, 12 x 1,050 and theirs in the second, and twice 120
  asks(
    "funding: claims lag",
    ["lag      1 month", "lag      2 months"],
    "cost of plain in years",
    "26200",
    "25100",
  ),
];

const blocks: readonly Witness[] = [
  finds(
    "funding heading: name",
    ['funding insured "Insured"', 'funding "Insured"'],
    "finding PW0026 PW1001 PW1001",
  ),
  {
    row: "funding heading: title",
    change: ['"Pooled"', '"Together"'],
    sees: "book /fundings/pooled/name",
    before: '"Pooled"',
    after: '"Together"',
  },
  {
    row: "funding heading: for",
    change: ['"Pooled" for dental', '"Pooled" for vision'],
    sees: "book /fundings/pooled/coverages",
    before: '["dental"]',
    after: '["vision"]',
  },
  asks("each claim: table", ["50% |  50%", "30% |  70%"], "paid by city in pooled", "480", "440"),
  ...["each claim", "specific stop-loss", "aggregate stop-loss", "prefund", "retro", "reserve"].map(
    (block): Witness => ({
      row: `funding: block ${block}`,
      change: [
        block === "reserve" ? "reserve contingency" : `  ${block} {`,
        block === "reserve" ? "reserved contingency" : `  un${block} {`,
      ],
      sees: "finding",
      before: "no finding",
    }),
  ),
  ...["experience", "enrollment", "large claims"].map(
    (block): Witness => ({
      row: `example: block ${block}`,
      change: [`  ${block} {`, `  un${block} {`],
      sees: "finding",
      before: "no finding",
    }),
  ),
  asks("experience: table", ["$790", "$795"], "claims of pooled", "2180", "2185"),
  asks(
    "enrollment: table",
    [
      "2015-01-01   | b        | one  | single   |            2",
      "2015-01-01   | b        | one  | single   |            3",
    ],
    "deposit of pooled",
    "2400",
    "2500",
  ),
  // Listed without a limit, the other claims might be in any layer.
  asks(
    "large claims: all over",
    ["all over  $90", "all over  $101"],
    "claims of pooled",
    "2180",
    "Claims up to $101 are not listed, and the first layer of pooled ends at $100. (listed_over)",
  ),
  asks(
    "large claims: table",
    ["| 2015-01-01   |     $700", "| 2015-01-01   |     $600"],
    "paid by city in pooled",
    "480",
    "580",
  ),
];

const stopLoss: readonly Witness[] = [
  // z of the vip is over 800 all the same; x is over 400 by 700.
  asks("specific stop-loss: attaches", ["over $500", "over $400"], BY_REINSURER, "710", "810"),
  asks("specific stop-loss: laser", ["$800 for", "$900 for"], BY_REINSURER, "710", "610"),
  // 550 of 600, and 100
  asks("specific stop-loss: reimburses", ["at most $1,000", "at most $550"], BY_REINSURER, "710", "660"),
  asks(
    "specific stop-loss: aggregating deductible",
    ["deductible  $50", "deductible  $80"],
    BY_REINSURER,
    "710",
    "680",
  ),
  {
    // Incurred in the year before, z counts where it is paid, and not where it must be incurred in the year.
    ...asks(
      "specific stop-loss: contract basis",
      ["basis          paid", "basis          12/12"],
      BY_REINSURER,
      "710",
      "610",
    ),
    given: INCURRED_BEFORE,
  },
  asks(
    "specific stop-loss: pays",
    ["pays                    reinsurer", "pays                    cds"],
    BY_REINSURER,
    "710",
    "60",
  ),
  asks("specific stop-loss: premium", ["$2 per employee", "$5 per employee"], PREMIUM, "90", "117"),
  asks("aggregate stop-loss: attaches", ["over $400, when", "over $1,020, when"], ATTACHMENT, "500", "1020"),
  asks(
    "aggregate stop-loss: minimum attachment",
    ["attachment  $500", "attachment  $700"],
    ATTACHMENT,
    "500",
    "700",
  ),
  // The pool pays 218 of administration, which is under 500.
  asks(
    "aggregate stop-loss: counts",
    ["counts              claims\n", "counts              administration\n"],
    BY_REINSURER,
    "710",
    "650",
  ),
  asks("aggregate stop-loss: reimburses", ["at most $60", "at most $70"], BY_REINSURER, "710", "720"),
  {
    // 1,700 of the pool less 750 of z and 650 of the specific stop-loss is under 500.
    ...asks(
      "aggregate stop-loss: contract basis",
      ["basis      paid", "basis      12/12"],
      BY_REINSURER,
      "710",
      "650",
    ),
    given: INCURRED_BEFORE,
  },
  asks(
    "aggregate stop-loss: pays",
    ["pays                reinsurer", "pays                cds"],
    BY_REINSURER,
    "710",
    "650",
  ),
  asks("aggregate stop-loss: premium", ["$1 per employee", "$3 per employee"], PREMIUM, "90", "108"),
];

const yearEnd: readonly Witness[] = [
  asks(
    "prefund: initial",
    ["initial     $70", "initial     $80"],
    "prefund of pooled on 2015-01-31",
    "70",
    "80",
  ),
  asks(
    "prefund: maximum",
    ["after 1 month", "after 2 months"],
    "prefund of pooled on 2015-02-01",
    "210",
    "70",
  ),
  {
    row: "prefund: pays",
    change: ["pays        city to cds", "pays        pool to cds"],
    sees: "book /fundings/pooled/prefund/from",
    before: '"city"',
    after: '"pool"',
  },
  // Employees are 2 and 1: two thirds of 586.50.
  asks("retro: shares", ["city by deposit", "city by employees"], RETURN, "439.87", "391.00"),
  {
    // Of 60 deposited the pool is short of 1,513.50, and of 6 for the reserve; a deposits one half.
    ...asks("retro: calls", ["calls           deficit", "calls           nothing"], CALL, "759.75", "0"),
    given: ["premium of dental, city to pool", "$10 per month, city to pool"],
  },
  asks("retro: returns", ["returns         surplus", "returns         nothing"], RETURN, "439.87", "0.00"),
  asks("retro: odd cent to", ["largest share", "smallest share"], RETURN, "439.87", "439.88"),
  asks(
    "reserve: amount",
    ["10% of deposit, once", "20% of deposit, once"],
    "reserve of pooled for contingency",
    "240",
    "480",
  ),
  asks("reserve: set aside by", ["set aside by  pool", "set aside by  city"], SURPLUS, "826.50", "1014.00"),
  // The reserve is called, and all of 826.50 returned.
  asks("reserve: paid from", ["surplus, retro", "retro"], RETURN, "439.87", "619.87"),
  // 750 / 75% - 750
  asks("reserve: table", ["80%", "75%"], "reserve of pooled for unpaid", "187.50", "250.00"),
  finds(
    "reserve heading: name",
    ['reserve contingency "Contingency"', 'reserve "Contingency"'],
    "finding PW0026 PW1001",
  ),
  {
    row: "reserve heading: title",
    change: ['"Contingency"', '"For a bad year"'],
    sees: "book /fundings/pooled/reserves/contingency/name",
    before: '"Contingency"',
    after: '"For a bad year"',
  },
];

const amounts: readonly Witness[] = [
  // 1,050 counts, and 550 of it are over
  asks(
    "aggregate stop-loss: reimburses",
    ["at most $60", "10%, at most $60"],
    BY_REINSURER,
    "710",
    "705",
    "a part, at most",
  ),
  asks(
    "reserve: table",
    ["80%", "earning"],
    "reserve of pooled for unpaid",
    "187.50",
    "The reserve unpaid says that 4% of the claims are paid by then, and more were paid before: what is paid adds up. (reserve unpaid)",
    "a factor that is an input",
  ),
  // 3 employees in 3 months, and half of 2,400
  asks(
    "aggregate stop-loss: attaches",
    ["over $400, when", "over $70 per employee per month, when"],
    ATTACHMENT,
    "500",
    "630",
    "per employee",
  ),
  asks(
    "aggregate stop-loss: attaches",
    ["over $400, when", "over 50% of deposit, when"],
    ATTACHMENT,
    "500",
    "1200",
    "a share of the deposit",
  ),
  // The pool bears 1,700 in three months.
  asks(
    "reserve: amount",
    ["10% of deposit, once", "1 month of paid claims, once"],
    "reserve of pooled for contingency",
    "240",
    "566.67",
    "months of paid claims",
  ),
  // a is paid 1,220 of 2,180; b has 258.28 of 586.50.
  asks(
    "retro: shares",
    ["city by deposit", "city by paid claims"],
    RETURN,
    "439.87",
    "328.22",
    "by paid claims",
  ),
  {
    // 40% of 1,519.50, and half of it from a
    ...asks(
      "retro: calls",
      ["deficit\n", "40% of deficit\n"],
      CALL,
      "759.75",
      "303.90",
      "a part of the deficit",
    ),
    given: ["premium of dental, city to pool", "$10 per month, city to pool"],
  },
  {
    // Half of 60 may be called, and half of it from a.
    ...asks(
      "retro: calls",
      ["deficit\n", "deficit, at most 50% of deposit\n"],
      CALL,
      "759.75",
      "15",
      "at most",
    ),
    given: ["premium of dental, city to pool", "$10 per month, city to pool"],
  },
];

const projections: readonly Witness[] = [
  finds(
    "projection heading: name",
    ['projection years "Two years"', 'projection "Two years"'],
    "finding PW0026 PW1001 PW1001",
  ),
  {
    row: "projection heading: title",
    change: ['"Two years"', '"Both years"'],
    sees: "book /projections/years/name",
    before: '"Two years"',
    after: '"Both years"',
  },
  // 15 months: 11,000 + 3 x 1,050 = 14,150, its 10%, and two contract years of 120
  asks("projection: over", ["to 2016-12-31", "to 2016-03-31"], PLAIN, "26200", "15805"),
  asks("projection: assume", ["grows by trend each year", "stays level"], PLAIN, "26200", "25540", "grows"),
  asks(
    "projection: assume",
    ["fee of plain stays level", "fee of plain grows by 50% each year"],
    PLAIN,
    "26200",
    "26260",
    "a part",
  ),
  asks(
    "projection: assume",
    ["10 employees", "11 employees"],
    "cost of bought each month",
    "850",
    "855",
    "employees",
  ),
  asks(
    "projection: assume",
    ["8 enrollments", "9 enrollments"],
    "cost of bought each month",
    "850",
    "950",
    "enrollments",
  ),
  asks(
    "projection: assume",
    ["earning each year", "8% each year"],
    "interest of insured in years",
    "20",
    "40",
    "earns",
  ),
  asks(
    "projection: arrangement",
    ["bought is cost of insured", "bought is cost of plain"],
    "cost of bought",
    "20400",
    "26200",
  ),
  finds("projection: compare", ["bought, own each month", "bought, own"], "finding PW2603"),
];

export const FUNDING: readonly Witness[] = [
  ...lines,
  ...blocks,
  ...stopLoss,
  ...yearEnd,
  ...amounts,
  ...projections,
];
