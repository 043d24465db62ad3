// A census of CSV is rated column by column where nothing in it is unusual: the answer is that of row by row, to the character.
import { type Person, prepare } from "@planwright/evaluator";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { BlockRater } from "../packages/cli/src/block-rater.ts";
import { CsvRater } from "../packages/cli/src/csv-rater.ts";
import { writerFor } from "../packages/cli/src/rate-output.ts";
import { census } from "./bench/census.ts";
import { spoiledRow } from "./support/rated-alike.ts";
import { analyzeFolder, compiled } from "./support/programs.ts";

vi.setConfig({ testTimeout: 120_000 });

const book = prepare(compiled(analyzeFolder("examples/sdrma-2015")));
const asOf = "2015-03-01";
const people: readonly Person[] = [...census(400)];
const header = [...new Set(people.flatMap((person) => Object.keys(person)))];

const cell = (text: string): string => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const lineOf = (person: Person): string => header.map((name) => cell(person[name] ?? "")).join(",");

const writer = writerFor("csv", book, { explain: false, census: "people.csv", counts: "line" });
const raters = (hasReturns: boolean) =>
  [
    new CsvRater(book, header, hasReturns, asOf, writer),
    new BlockRater(book, header, hasReturns, asOf, writer),
  ] as const;

/** Rates blocks one after the other, each in both ways. */
function expectAlike(blocks: readonly string[], hasReturns = false): void {
  const [byColumns, byRows] = raters(hasReturns);
  let [lines, lastRow] = [1, 1];
  for (const block of blocks) {
    const bytes = Buffer.from(block);
    const expected = byRows.block(bytes, lines, lastRow);
    expect(byColumns.block(bytes, lines, lastRow)).toEqual(expected);
    lines += expected.lines;
    ({ lastRow } = expected);
  }
}

const textOf = (lines: readonly string[], end = "\n"): string => lines.map((line) => line + end).join("");

describe("a block of CSV", () => {
  const lines = people.map(lineOf);

  it("is rated in columns as in rows, and so is the next one", () => {
    expectAlike([textOf(lines.slice(0, 200)), textOf(lines.slice(200))]);
  });

  it.each([
    ["ends its lines as Windows does", textOf(lines.slice(0, 40), "\r\n"), true],
    ["has no end after its last line", textOf(lines.slice(0, 40)).slice(0, -1), false],
    ["has spaces around its cells", textOf(lines.slice(0, 40)).replaceAll(",", " , "), false],
    ["has a line of another kind of file in it", `${textOf(lines.slice(0, 40), "\r\n")}a,b\nc,d\r\n`, true],
    ["has letters that are none of ASCII", textOf(lines.slice(0, 40)).replaceAll("Kern", "Kérn"), false],
    ["has an id that begins so", textOf(lines.slice(0, 40)).replace(/^/, "é"), false],
  ])("that %s", (_, block, hasReturns) => expectAlike([block, textOf(lines.slice(40, 90))], hasReturns));

  it("in which a column has more different texts than are kept as names", () => {
    const salaries = people.map((person, i) => lineOf({ ...person, annual_salary: String(40_000 + 13 * i) }));
    expectAlike([textOf(salaries.slice(0, 300)), textOf(salaries.slice(300))]);
  });

  it("with lines that are blank, too short, too long, quoted, or not of people that can be rated", () => {
    const odd = fc.oneof(
      { weight: 12, arbitrary: spoiledRow(book.prepared.book, people).map(lineOf) },
      {
        weight: 2,
        arbitrary: fc.constantFrom("", ",", "a,b", "   ", '"', `${lines[0]},`, `"x",${lines[0]}`),
      },
    );
    fc.assert(
      fc.property(fc.array(odd, { minLength: 25, maxLength: 40 }), fc.boolean(), (drawn, hasReturns) => {
        expectAlike([textOf(drawn, hasReturns ? "\r\n" : "\n"), textOf(lines.slice(0, 30))], hasReturns);
      }),
      { numRuns: 120, seed: 20150101 },
    );
  });
});

it("whose rows say their day, or with a column twice, is read row by row", () => {
  expect(CsvRater.takes([...header, "date"])).toBe(false);
  expect(CsvRater.takes(["tier", "tier"])).toBe(false);
  expect(CsvRater.takes(header)).toBe(true);
});
