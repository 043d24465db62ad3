// A census of CSV is rated column by column where nothing in it is unusual: the answer is that of row by row, to the character.
import { compile } from "@planwright/compiler";
import { prepare } from "@planwright/evaluator";
import { analyze } from "@planwright/semantics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BlockAnswer, BlockRater } from "./block-rater.js";
import { CsvColumns, LINE } from "./csv-columns.js";
import { CsvRater } from "./csv-rater.js";
import { writerFor } from "./rate-output.js";

const PROGRAM = `program town "Town" {
  effective  2015-01-01 to 2015-12-31
  currency   USD
  rounding   half up to cent
}

coverages {
  medical  "Medical"
  life     "Life"
  eap      "Employee assistance"
}

tiers {
  single  "Single"  covers employee
  family  "Family"  covers employee and 1 or more dependents
}

conventions {
  age                  in completed years on the first of the month rated
  volume rounding      exact
  shares of a premium  round the employer share, the rest to employee
  dependent premium    premium less employee-only premium of the same plan
}

input county  choice of Kern, Marin, Napa
input birth   date
input age     age of employee from birth
input salary  money per year
input share   percent from 0% to 100%
input full    truth

classes {
  full  "Full time"  when full
  part  "Part time"  when not full
}

areas by county {
  north  "North"
         Marin, Napa
  south  "South"
         Kern
}

plan gold "Gold" for medical {
}
plan silver "Silver" for medical {
}

rates for medical {
  per  enrollment per month

  area  | plan   | tier   | rate
  north | gold   | single | $500.00
  north | gold   | family | $1,250.35
  north | silver | single | $410.05
  north | silver | family | $990.00
  south | gold   | single | $480.00
  south | gold   | family | $1,150.00
  south | silver | single | $399.99
  south | silver | family | not offered
}

coverage life {
  insures  employee
  volume   1 or 2 times salary, at most $500,000
}

rates for life {
  per  $1,000 of volume per month

  age          |   rate
  under 50     | $0.150
  50 and over  | $0.427
}

rates for eap effective 2015-01-01 to 2015-06-30 {
  per   employee per month
  rate  $2.97
}

rates for eap effective 2015-07-01 to 2015-12-31 {
  per   employee per month
  rate  $3.12
}

contributions for medical {
  class  | employee premium    | dependent premium
  full   | employer pays 100%  | employer pays share
  part   | employer pays share | employer pays 0%
}

contributions for life, eap {
  employer pays  100%
}
`;

const analysis = analyze(".", [{ path: "town.plan", text: PROGRAM }]);
const found = analysis.diagnostics.filter(({ severity }) => severity === "error");
if (!analysis.program) throw new Error(found.map(({ message }) => message).join("\n"));
const book = prepare(compile(analysis.program, analysis.trees));
const header = [
  "id",
  "county",
  "tier",
  "plan of medical",
  "volume of life",
  "birth",
  "salary",
  "share",
  "full",
  "eap",
];

/** Somebody, drawn from a number: the same for the same one. */
function person(n: number): readonly string[] {
  const of = (list: readonly string[], by: number): string => list[Math.floor(n / by) % list.length] ?? "";
  const year = 1940 + ((n * 7) % 58);
  return [
    String(n),
    of(["Kern", "Marin", "Napa", ""], 1),
    of(["single", "family"], 3),
    of(["gold", "silver", "gold", ""], 5),
    of(["1 times salary", "", "2 times salary"], 2),
    `${year}-${String(1 + (n % 12)).padStart(2, "0")}-15`,
    n % 11 === 0 ? "" : String(30_000 + 700 * (n % 40)),
    of(["0%", "50%", "87.5%", "100"], 7),
    of(["yes", "no", "perhaps", "yes"], 13),
    of(["yes", "no"], 4),
  ];
}

const two = (number: number): string => String(number).padStart(2, "0");
const cell = (text: string): string => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const lineOf = (cells: readonly string[]): string => cells.map(cell).join(",");

const writer = writerFor("csv", book, { explain: false, census: "people.csv", counts: "line" });
const raters = (hasReturns: boolean, asOf = "2015-03-01") =>
  [
    new CsvRater(book, header, hasReturns, asOf, writer),
    new BlockRater(book, header, hasReturns, asOf, writer),
  ] as const;

/** Too little for what most blocks come to. */
const memory = Buffer.alloc(2_000);

/** An answer with its text as a text. */
const read = (answer: BlockAnswer) => ({ ...answer, text: Buffer.from(answer.text).toString("utf8") });

/** Rates blocks one after the other, each in both ways. */
function expectAlike(blocks: readonly string[], hasReturns = false, asOf?: string): void {
  const [byColumns, byRows] = raters(hasReturns, asOf);
  let [lines, lastRow] = [1, 1];
  for (const block of blocks) {
    const bytes = Buffer.from(block);
    const expected = byRows.block(bytes, lines, lastRow);
    expect(read(byColumns.block(bytes, lines, lastRow, memory))).toEqual(expected);
    lines += expected.lines;
    ({ lastRow } = expected);
  }
}

const textOf = (lines: readonly string[], end = "\n"): string => lines.map((line) => line + end).join("");

describe("a block of CSV", () => {
  const people = Array.from({ length: 400 }, (_, n) => person(n));
  const lines = people.map(lineOf);
  /** Births, salaries and shares that are all others. */
  const many = Array.from({ length: 1_400 }, (_, n) => {
    const birth = `${1930 + (n % 70)}-${two(1 + (n % 12))}-${two(1 + (n % 28))}`;
    const share = (1 + 0.07 * n).toFixed(2);
    return lineOf(
      person(n)
        .with(5, birth)
        .with(6, String(40_000 + 13.5 * n))
        .with(7, share),
    );
  });

  it("is rated in columns as in rows, and so is the next one", () => {
    expectAlike([textOf(lines.slice(0, 200)), textOf(lines.slice(200))]);
  });

  it("has the rates of the day", () => {
    const of = (asOf: string) =>
      read(raters(false, asOf)[0].block(Buffer.from(textOf(lines)), 1, 1, memory)).text;
    expect(of("2015-03-01")).toContain(",eap,,2.97,employee per month,1,2.97,");
    expect(of("2015-09-01")).toContain(",eap,,3.12,employee per month,1,3.12,");
    expectAlike([textOf(lines)], false, "2015-09-01");
  });

  it("holds people who are rated, and some who are not", () => {
    const { rows, unrated } = raters(false)[0].block(Buffer.from(textOf(lines)), 1, 1, memory);
    expect([rows, unrated > 50, unrated < 350]).toEqual([400, true, true]);
  });

  it.each([
    ["ends its lines as Windows does", textOf(lines.slice(0, 40), "\r\n"), true],
    ["has no end after its last line", textOf(lines.slice(0, 40)).slice(0, -1), false],
    ["has spaces around its cells", textOf(lines.slice(0, 40)).replaceAll(",", " , "), false],
    ["has a line of another kind of file in it", `${textOf(lines.slice(0, 40), "\r\n")}a,b\nc,d\r\n`, true],
    [
      "has an empty line that ends otherwise",
      `${textOf(lines.slice(0, 40), "\r\n")}\n${textOf(lines.slice(40, 50), "\r\n")}`,
      true,
    ],
    ["has letters that are none of ASCII", textOf(lines.slice(0, 40)).replaceAll("Kern", "Kérn"), false],
    ["has an id that begins so", textOf(lines.slice(0, 40)).replace(/^/, "é"), false],
  ])("that %s", (_, block, hasReturns) => expectAlike([block, textOf(lines.slice(40, 90))], hasReturns));

  it("in which columns have more different texts than are kept as names", () => {
    expectAlike([textOf(many.slice(0, 700)), textOf(many.slice(700)), textOf(lines)]);
  });

  it("in which a share below one percent may be meant as a part of one", () => {
    const shares = Array.from({ length: 40 }, (_, n) => lineOf(person(4 * n + 2).with(7, `0.${n + 10}`)));
    expectAlike([textOf(many), textOf(shares)]);
  });

  it("has ids that are long, none, or not of ASCII", () => {
    const named = lines
      .slice(0, 60)
      .map((line, i) => `${["é", "", " x ", "y".repeat(90)][i % 4]}${line.slice(line.indexOf(","))}`);
    expectAlike([textOf(named), textOf(named, "\r\n")]);
  });

  const cells = fc.constantFrom(
    ...[
      "",
      " ",
      "x",
      "-1",
      "0",
      "007",
      "1e3",
      "50%",
      "0.5",
      "$5",
      ".5",
      "5.",
      "5.123",
      "é",
      "1 times",
      "99999999999.99",
    ],
    ...["1980-02-29", "2015-02-29", "2015-2-9", "0000-00-00", "1850-01-01", "9999-12-31", "no"],
  );
  const spoiled = fc
    .tuple(fc.nat(399), fc.nat(header.length - 1), cells)
    .map(([n, at, text]) => lineOf(person(n).with(at, text)));
  const odd = fc.oneof(
    { weight: 12, arbitrary: spoiled },
    {
      weight: 2,
      arbitrary: fc.constantFrom("", ",", "a,b", "   ", '"', `${lines[0]},`, `"x",${lines[0]}`),
    },
  );
  const drawn = fc.array(odd, { minLength: 25, maxLength: 40 });

  it("with lines that are blank, too short, too long, quoted, or not of people that can be rated", () => {
    fc.assert(
      fc.property(drawn, fc.boolean(), (block, hasReturns) => {
        expectAlike([textOf(block, hasReturns ? "\r\n" : "\n"), textOf(lines.slice(0, 30))], hasReturns);
      }),
      { numRuns: 150, seed: 20150101 },
    );
  });

  it("with such lines, after so many different ones that cells are told as numbers and days", () => {
    fc.assert(
      fc.property(drawn, (block) => expectAlike([textOf(many), textOf(block)])),
      { numRuns: 60, seed: 20150102 },
    );
  });
});

it("reads a cell that is written otherwise than most as it stands, where there are many different ones", () => {
  const columns = new CsvColumns(book, header, false);
  const salaries = Array.from({ length: 1_100 }, (_, n) => lineOf(person(n).with(6, String(40_000 + n))));
  expect(columns.read(Buffer.from(textOf(salaries)))).toBe(true);
  expect(columns.rows).toBe(1_100);
  const two = [person(1).with(6, "50000"), person(2).with(6, "$50,000".replace(",", ""))];
  expect(columns.read(Buffer.from(textOf(two.map(lineOf))))).toBe(true);
  expect([...columns.line.at.subarray(0, 2)]).toEqual([0, LINE.odd]);
  expect(columns.cellsOf(1)[6]).toBe("$50000");
});

it("whose rows say their day, or with a column twice, is read row by row", () => {
  expect(CsvRater.takes([...header, "date"])).toBe(false);
  expect(CsvRater.takes(["tier", "tier"])).toBe(false);
  expect(CsvRater.takes(header)).toBe(true);
});
