// Lines that nothing unusual stands in are split here. The cells are those that the reader of CSV finds.
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Lines, openingOf, plainCells } from "./plain-csv.js";

const readCsv = (text: Buffer): string[][] =>
  parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true, trim: true });

/** The rows of a file up to the first line that is left to the reader of CSV. */
function plainRows(bytes: Buffer): { readonly rows: string[][]; readonly isWhole: boolean } {
  const opening = openingOf(bytes);
  if (!opening) return { rows: [], isWhole: false };
  const rows = [[...opening.header]];
  const lines = new Lines(bytes.subarray(opening.after), opening.hasReturns);
  for (let line = lines.next(); line !== undefined; line = lines.next()) {
    if (line === "") continue;
    const cells = line === null || line.trim() === "" ? undefined : plainCells(line);
    if (!cells) return { rows, isWhole: false };
    rows.push(cells.map((cell) => cell.trim()));
  }
  return { rows, isWhole: true };
}

const cell = fc.oneof(
  fc.constantFrom(
    "",
    "a",
    " b ",
    "\t",
    '"c"',
    '"d,e"',
    '"f ""g"""',
    '"h\ni"',
    'j"k',
    '"l"m',
    "Zoë",
    "北",
    '"',
  ),
  fc.string({ maxLength: 4 }),
);
const end = fc.constantFrom("\n", "\n", "\n", "\r\n", "\n\n", "\r");
const file = fc
  .tuple(
    fc.constantFrom("", "\ufeff"),
    fc.array(fc.tuple(fc.array(cell, { minLength: 1, maxLength: 4 }), end)),
  )
  .map(([mark, lines]) => mark + lines.map(([cells, ending]) => cells.join(",") + ending).join(""));

describe("plain lines of CSV", () => {
  it("are split as the reader of CSV splits them, as far as they go", () => {
    let split = 0;
    fc.assert(
      fc.property(file, (text) => {
        const bytes = Buffer.from(text);
        const { rows, isWhole } = plainRows(bytes);
        if (rows.length < 2) return;
        split++;
        // What stops the reader of CSV may stand after the lines that are plain.
        let all: string[][];
        try {
          all = readCsv(bytes).map((cells) => cells.map((one) => one.trim()));
        } catch {
          expect(isWhole).toBe(false);
          return;
        }
        expect(isWhole ? all : all.slice(0, rows.length)).toEqual(rows);
      }),
      { numRuns: 3_000, seed: 20150101 },
    );
    expect(split).toBeGreaterThan(300);
  });

  it("are not those with a quote amid a cell, or one that does not end on its line", () => {
    expect(plainCells('a,"b ""c"", d",e')).toEqual(["a", 'b "c", d', "e"]);
    expect(plainCells('a,b"c')).toBeUndefined();
    expect(plainCells('a,"b')).toBeUndefined();
    expect(plainCells('a,"b" ,c')).toBeUndefined();
  });

  it("begin after a header without quotes; a file of another kind has none", () => {
    expect(openingOf(Buffer.from("\ufeffid , age\r\n1,2\r\n"))).toEqual({
      header: ["id", "age"],
      hasReturns: true,
      after: 3 + 8 + 2,
    });
    for (const text of ["", "id", '"id"\n', "id\rage\n", "\n", "i\0d\0\n"])
      expect(openingOf(Buffer.from(text))).toBeUndefined();
  });
});
