import type { BoundRates } from "../../bind/rates.js";
import type { Key, RateRow } from "../../model.js";

/** One printed rate: where it stands among the keys of its table, and how much it is. */
export interface RateCell {
  /** By the keys of the table: a member, or the text of a band. */
  readonly keys: Readonly<Record<string, string>>;
  /** For comparing alone: nothing is paid by it. */
  readonly value: number;
  /** As a decimal. */
  readonly written: string;
  readonly row: RateRow;
  /** It has a reason of its own beside it: whoever wrote that has seen it. */
  readonly isExplained: boolean;
}

/**
 * Patterns are looked for in sheets as a person reads them. With more rates than these a program is made by a machine,
 * and looking would take longer than all the rest of a check.
 */
export const MOST_RATES = 5_000;

/** The rates of a table that are plain amounts above zero. */
export function cellsOf({ table }: BoundRates): readonly RateCell[] {
  const { rows } = table;
  const shared = new Set(
    rows[0]?.origin.notes.filter((note) => rows.every(({ origin }) => origin.notes.includes(note))),
  );
  return rows.flatMap((row): RateCell[] => {
    const { value, origin } = row;
    if (value === "not_offered" || value.op !== "literal" || value.percent) return [];
    const amount = Number(value.value);
    if (!(amount > 0)) return [];
    const keys = Object.fromEntries(table.keys.map((id) => [id, textOf(row.keys[id])]));
    const isExplained = origin.notes.some((note) => !shared.has(note));
    return [{ keys, value: amount, written: value.value, row, isExplained }];
  });
}

function textOf(key: Key | undefined): string {
  if (!key || "any" in key) return "any";
  if ("is" in key) return key.is.join(", ");
  const { min, minHeld, max, maxHeld } = key.range;
  if (min === undefined) return max === undefined ? "any" : `${maxHeld ? "up to" : "under"} ${max}`;
  if (max === undefined) return minHeld ? `${min} and over` : `over ${min}`;
  return `${min} to ${maxHeld ? "" : "under "}${max}`;
}

/** Cells that agree in all keys but some, by what they agree in. `ids` are all keys. */
export function slices(
  cells: readonly RateCell[],
  ids: readonly string[],
  butFor: readonly string[],
): readonly RateCell[][] {
  const rest = ids.filter((id) => !butFor.includes(id));
  const found = new Map<string, RateCell[]>();
  for (const cell of cells) {
    let name = "";
    for (const id of rest) name += `${cell.keys[id] ?? ""}\n`;
    const slice = found.get(name);
    if (slice) slice.push(cell);
    else found.set(name, [cell]);
  }
  return [...found.values()];
}

/** The coverage that a cell is a rate of. */
export const coverageOf = (cell: RateCell, { table }: BoundRates): string | undefined =>
  cell.keys.coverage ?? table.coverages[0];
