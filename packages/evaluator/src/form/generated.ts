import { completedAge, countReached, nearestAge, roundQuotient } from "./arith.js";
import type { Writer } from "./code.js";
import type { Cells } from "./tables.js";

/** What code is given beside the row, by the names that it uses. */
const HELPERS = { completedAge, countReached, nearestAge, roundQuotient };

/** Whether code may be made of text here: a browser may forbid it. */
export function mayGenerate(): boolean {
  try {
    return new Function("return true")() === true;
  } catch {
    return false;
  }
}

/** Runs made code with the lists, memos, tables and functions that it names. */
export function generated(
  body: string,
  { lists, memos }: Pick<Writer, "lists" | "memos">,
  cells: readonly Cells[],
): unknown {
  const all = [...memos.values()];
  const named: readonly (readonly [string, unknown])[] = [
    ...Object.entries(HELPERS),
    ...lists.map((list, i) => [`L${i}`, list] as const),
    ...cells.flatMap((table, i) => [[`C${i}`, table.cells] as const, [`T${i}`, table] as const]),
    ["W", all[0]?.store.cells],
    ...all.map((memo) => [`Q${memo.id}`, memo] as const),
  ];
  const names = named.map(([name]) => name);
  const values = named.map(([, value]) => value);
  return new Function(...names, `"use strict";\n${body}`)(...values);
}
