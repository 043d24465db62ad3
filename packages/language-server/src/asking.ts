import type { Person, PremiumLine } from "@planwright/evaluator";
import type { Condition, Key, Program } from "@planwright/semantics";
import type { RateCell } from "./rate-cells.js";
import type { Compiled } from "./workspace.js";

/**
 * What the evaluator answers for somebody of whom a cell of a table says all there is to say: its plan, tier, area and
 * band. Nothing where more must be known, such as a class or a volume. Amounts per month.
 */
export function premiumOf({ table, row }: RateCell, { of, book }: Compiled): PremiumLine | undefined {
  const program = of.bound;
  const coverage = row.keys.coverage ? only(row.keys.coverage) : table.coverages[0];
  if (!program || coverage === undefined || row.value === "not_offered") return undefined;
  const person = personOf({ table, row }, coverage, program);
  const { lines } = book.rate(person, { asOf: table.effective.from });
  return lines.find((line) => line.coverage === coverage);
}

/** Somebody for whom the keys of a row are what they are, and of whom nothing else is said. */
function personOf({ table, row }: RateCell, coverage: string, program: Program): Person {
  const person: Record<string, string> = {};
  for (const id of table.keys) {
    const column = id === "coverage" ? undefined : columnOf(id, coverage, row.keys[id], program);
    if (column) person[column.name] = column.text;
  }
  return person;
}

/** A rate that is derived, as it comes out for a few people. */
export interface Sample {
  /** Whose it is: the keys of the rate that it follows from. */
  readonly of: RateCell;
  readonly rate: string;
}

/** Samples of one rate, and rows that are tried for them. */
const MOST_SAMPLES = 3;
const MOST_TRIED = 60;

/** What a rate comes to that follows from other rates of its coverage: for people of some of those. */
export function samplesOf({ table }: RateCell, { of, book }: Compiled): readonly Sample[] {
  const program = of.bound;
  const [coverage, another] = table.coverages;
  if (!program || coverage === undefined || another !== undefined) return [];
  const said = columnsOf(table.when);
  if (!said) return [];
  const found: Sample[] = [];
  let tried = 0;
  for (const base of program.rates) {
    if (base === table || !base.coverages.includes(coverage)) continue;
    for (const row of base.rows) {
      if (found.length === MOST_SAMPLES || tried++ > MOST_TRIED) return found;
      const cell = { table: base, row };
      const person = { ...personOf(cell, coverage, program), ...said };
      const line = book
        .rate(person, { asOf: table.effective.from })
        .lines.find((one) => one.coverage === coverage);
      if (line && row.value !== "not_offered" && found.every(({ rate }) => rate !== line.rate))
        found.push({ of: cell, rate: line.rate });
    }
  }
  return found;
}

/** Columns by which a condition holds; nothing where it asks for more than that inputs have some value. */
function columnsOf(when: Condition | undefined): Record<string, string> | undefined {
  if (!when) return {};
  const parts = when.op === "all" ? when.of : [when];
  const columns: Record<string, string> = {};
  for (const part of parts) {
    const value = part.op === "is" ? part.values[0] : undefined;
    if (part.op !== "is" || part.key === "class" || value === undefined) return undefined;
    columns[part.key] = value;
  }
  return columns;
}

const only = (key: Key | undefined): string | undefined => (key && "is" in key ? key.is[0] : undefined);

/** The column of a census that makes a key what it is. */
function columnOf(
  id: string,
  coverage: string,
  key: Key | undefined,
  { areas }: Program,
): { readonly name: string; readonly text: string } | undefined {
  const text = only(key) ?? boundOf(key);
  if (text === undefined) return undefined;
  if (id === "plan") return { name: `plan of ${coverage}`, text };
  if (id !== "area") return { name: id, text };
  const place = areas?.areas.find((area) => area.id === text)?.places[0];
  return areas && place !== undefined ? { name: areas.by, text: place } : undefined;
}

/** An end of a band that is in it. */
function boundOf(key: Key | undefined): string | undefined {
  if (!key || !("range" in key)) return undefined;
  const { min, minHeld, max, maxHeld } = key.range;
  return min !== undefined && minHeld ? min : maxHeld ? max : undefined;
}
