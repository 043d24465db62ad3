import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "./parse.js";
import { Money } from "./tokens.js";
import type { Cell, Row } from "./tree.js";

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
