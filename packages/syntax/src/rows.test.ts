import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "./parse.js";
import { scan } from "./scan.js";
import { Money } from "./tokens.js";
import type { Cell, Row, Statement } from "./tree.js";

const odd = fc.constantFrom(
  "gold",
  "25 to 29",
  "low, high",
  "$1,200.50",
  " $7 ",
  "-$7",
  "50%",
  "$3 + $4",
  "$5 [page 2]",
  '$6 because "so"',
  '"a | b"',
  "plan by tier",
  "",
  "}",
  "#",
);
const cell = fc.oneof(fc.constantFrom("gold", "$1,200.50", "$7"), odd);
const written = fc.array(cell, { minLength: 2, maxLength: 5 }).map((cells) => cells.join(" | "));

const isAmount = ({ items }: Cell): boolean =>
  items.length === 1 && items[0]?.tokenType === Money && !items[0].image.startsWith("-");

function rowOf(line: string): { readonly row: Row | undefined; readonly text: string } {
  const text = `rates {\n  ${line}\n}\n`;
  const [block] = parse("a.plan", text).statements;
  const row = block?.kind === "block" ? block.children.find((child) => child.kind === "row") : undefined;
  return { row, text };
}

describe("a row that is not read", () => {
  it("says of its cells what they say when they are read", () => {
    let plain = 0;
    fc.assert(
      fc.property(written, fc.nat(5), (line, count) => {
        const { row, text } = rowOf(line);
        if (!row) return;
        const { cells } = row;
        expect(row.width).toBe(cells.length);
        if (row.isPlain)
          expect(cells.every(({ items, marks }) => items.length > 0 && marks.length === 0)).toBe(true);
        for (const [i, { span }] of cells.entries()) expect(row.spanOfCell(i)).toEqual(span);
        const rest = cells.slice(count);
        const areAmounts = row.isPlain && rest.length > 0 && rest.every((c) => isAmount(c) && !c.tail);
        const texts = cells.slice(0, count).map(({ span }) => text.slice(span.start, span.end));
        expect(row.textsBeforeAmounts(count)).toEqual(areAmounts ? texts : undefined);
        if (areAmounts) plain++;
      }),
      { numRuns: 1000 },
    );
    expect(plain).toBeGreaterThan(0);
  });
});

/** Mostly what a row like the one above is made of, and now and then what makes a row unlike it. */
const mostly = <T>(usual: fc.Arbitrary<T>, unusual: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 12, arbitrary: usual }, { weight: 1, arbitrary: unusual });
const unlike = fc.constantFrom(
  ...[
    "$04.00",
    "$1,20.50",
    "$12,3456",
    "$1.2.3",
    "-$7",
    "$",
    "7%",
    "25a",
    "2015-01-01",
    "1,000",
    "é",
    "a  b",
  ],
  ...["$7 [1]", "$7 because", '"a | b"', '"open', "", "#", "\t$7", "$7\u00a0", "$7 $8", "gold"],
);
const key = mostly(fc.constantFrom("gold_1", "under 25", "25 to 29", "High-Plan"), unlike);
const amount = mostly(
  fc.constantFrom("$1,200.50", "$7", "$0.05", "$1234567.891", "$0", "$10,000,000"),
  unlike,
);
const spaces = fc.constantFrom(" ", "", "   ");
const line = fc
  .tuple(
    mostly(fc.constant("  "), fc.constantFrom(" ", "\t", "")),
    fc.tuple(
      fc.array(fc.tuple(spaces, key, spaces), { minLength: 1, maxLength: 2 }),
      fc.array(fc.tuple(spaces, amount, spaces), { minLength: 1, maxLength: 3 }),
    ),
  )
  .map(([indent, [keys, amounts]]) =>
    (indent + [...keys, ...amounts].map((cell) => cell.join("")).join("|")).trimEnd(),
  );
const end = mostly(fc.constant("\n"), fc.constantFrom("\r\n", " \n", " // why\n", "\n\n"));
/** Each row of some is written once, or several times as it stands. */
const table = fc
  .array(fc.tuple(line, end, fc.integer({ min: 1, max: 3 })), { minLength: 1, maxLength: 8 })
  .map((rows) => rows.map(([text, ended, times]) => (text + ended).repeat(times)).join(""));

const alikeIn = (text: string): number =>
  scan(text).lines.reduce((sum, { alike }) => sum + alike.length / 2, 0);

/** Lines that are told by the line above and by tables before, without their tokens. */
const toldIn = (text: string): number =>
  scan(text).lines.filter(({ start, end, from, to }) => start < end && from === to).length;

const inside = (all: readonly Statement[]): readonly Statement[] =>
  all.flatMap((one) => (one.kind === "block" ? inside(one.children) : [one]));

/** What the rows of a text are, without where they stand. */
const rowsOf = (text: string) =>
  inside(parse("", text).statements).flatMap((row) =>
    row.kind === "row"
      ? [
          {
            isPlain: row.isPlain,
            cells: row.cells.map(({ items, marks }) => [
              items.map(({ image, tokenType }) => [image, tokenType.name]),
              marks.length,
            ]),
            texts: [0, 1, 2, 3].map((count) => row.textsBeforeAmounts(count)),
            comments: row.comments.map(({ text }) => text),
            length: row.to - row.from,
          },
        ]
      : [],
  );

describe("a row that is like the one above", () => {
  it("is what it is alone", () => {
    let alike = 0;
    fc.assert(
      fc.property(table, (text) => {
        alike += alikeIn(text);
        const lines = text.split(/(?<=\n)/);
        expect(rowsOf(text)).toEqual(lines.flatMap(rowsOf));
        const tokens = lines.flatMap((one) => parse("", one).tokens);
        expect(parse("", text).tokens.map(({ image }) => image)).toEqual(tokens.map(({ image }) => image));
        const problems = lines.flatMap((one) => parse("", one).problems);
        expect(parse("", text).problems.map(({ kind }) => kind)).toEqual(problems.map(({ kind }) => kind));
        for (const { span, cells } of parse("", text).statements.filter((one) => one.kind === "row"))
          for (const { items } of cells)
            for (const { image, startOffset } of items) {
              expect(text.startsWith(image, startOffset)).toBe(true);
              expect(startOffset).toBeGreaterThanOrEqual(span.start);
              expect(startOffset + image.length).toBeLessThanOrEqual(span.end);
            }
      }),
      { numRuns: 700 },
    );
    expect(alike).toBeGreaterThan(500);
  });

  it("may be the first of a table", () => {
    let told = 0;
    const header = fc.tuple(fc.array(key, { minLength: 1, maxLength: 3 }), end);
    const block = fc
      .tuple(fc.constantFrom("area {\n", "area a { // b\n", "area\n"), fc.option(header), table)
      .map(
        ([heading, head, rows]) =>
          `${heading}${head ? `  by | ${head[0].join(" | ")}${head[1]}` : ""}${rows}}\n`,
      );
    fc.assert(
      fc.property(fc.array(block, { minLength: 2, maxLength: 4 }), (blocks) => {
        const text = blocks.join("");
        told += toldIn(text);
        const lines = text.split(/(?<=\n)/);
        expect(rowsOf(text)).toEqual(lines.flatMap(rowsOf));
        const tokens = lines.flatMap((one) => parse("", one).tokens);
        expect(parse("", text).tokens.map(({ image }) => image)).toEqual(tokens.map(({ image }) => image));
        for (const { startOffset, image } of parse("", text).tokens)
          expect(text.startsWith(image, startOffset)).toBe(true);
      }),
      { numRuns: 500 },
    );
    expect(told).toBeGreaterThan(200);
  });

  it("has the places of its own cells", () => {
    const text = "  gold | $7.00\n  red  |   $12.00\n";
    const [, row] = parse("", text).statements;
    expect(alikeIn(text)).toBe(1);
    expect(row?.kind === "row" && [0, 1].map((i) => row.spanOfCell(i))).toEqual([
      { start: 17, end: 20 },
      { start: 26, end: 32 },
    ]);
    expect(row?.kind === "row" && row.textsBeforeAmounts(1)).toEqual(["red"]);
  });

  it.each([
    ["deeper", "  gold | $7\n   red | $7\n"],
    ["less deep", "  gold | $7\n red | $7\n"],
    ["of another width", "  gold | $7\n  red | $7 | $8\n"],
    ["with a mark", "  gold | $7\n  red | $7 [1]\n"],
    ["with a leading zero", "  gold | $7\n  red | $07\n"],
    ["with odd commas", "  gold | $7\n  red | $7,00\n"],
    ["below a blank line", "  gold | $7\n\n  red | $7\n"],
    ["at the end of a text", "  gold | $7\n  red | $7"],
  ])("is no row that is %s", (_, text) => {
    expect(alikeIn(text)).toBe(0);
  });

  it("is not looked for in a line of very many words", () => {
    expect(parse("", `  gold | $7\n  ${"a ".repeat(4_500_000)}\n`).statements.length).toBe(2);
  });

  it("is told below a heading as tables before it began", () => {
    const tables = ["a", "b", "c"].map(
      (area) => `area ${area} {\n  plan | rate\n  gold |   $7\n  red  |   $8\n}\n`,
    );
    const text = tables.join("");
    expect(toldIn(text)).toBe(4);
    expect(scan(text).lines.map(({ start, end }) => text.slice(start, end))).toEqual(
      tables.flatMap((_, i) => [`area ${"abc"[i]} {`, "plan | rate", "gold |   $7", "}"]).concat(""),
    );
    expect(parse("", text).tokens.map(({ image }) => image)).toEqual(text.match(/\S+/g));
  });

  it("ends the block that is not closed", () => {
    const text = "rates {\n  gold | $7\n  red | $8\n\ncarriers {\n}\n";
    const [problem] = parse("", text).problems;
    expect(problem?.kind === "brace not closed" && text.slice(0, problem.insertAt)).toBe(
      "rates {\n  gold | $7\n  red | $8\n",
    );
  });
});
