import type { RateBook } from "@planwright/ratebook";
import type Fraction from "fraction.js";
import { holds } from "./inputs.js";

export type RateTable = RateBook["rates"][number];
export type RateRow = RateTable["rows"][number];
type Range = Exclude<RateRow["keys"][string], string>;

/** What a table is looked up with: names for its lists, figures for its bands. */
export interface KeyValues {
  name(id: string): string;
  figure(id: string): Fraction;
}

interface Node {
  readonly id: string;
  readonly names: ReadonlyMap<string, Found>;
  readonly bands: readonly { readonly range: Range; readonly found: Found }[];
  readonly any: Found | undefined;
}

/** The rows that are left: their number, or the next key to ask for. */
type Found = number | Node;

export type Lookup =
  | { readonly ok: true; readonly row: number }
  /** The key that no row has. */
  | { readonly ok: false; readonly key: string };

/** A rate table laid out for looking up: one step for each key, whatever the number of rows. */
export class TableIndex {
  private readonly root: Found | undefined;

  constructor(table: RateTable) {
    this.root = build(
      table.rows.map((_, i) => i),
      table.rows,
      table.keys,
    );
  }

  find(values: KeyValues): Lookup {
    if (this.root === undefined) return { ok: false, key: "rate" };
    return descend(this.root, values);
  }
}

function descend(found: Found, values: KeyValues): Lookup {
  if (typeof found === "number") return { ok: true, row: found };
  let missing: Lookup = { ok: false, key: found.id };
  for (const next of candidates(found, values)) {
    const result = descend(next, values);
    if (result.ok) return result;
    missing = result;
  }
  return missing;
}

function candidates(node: Node, values: KeyValues): Found[] {
  const result: Found[] = [];
  if (node.names.size > 0) {
    const named = node.names.get(values.name(node.id));
    if (named !== undefined) result.push(named);
  }
  if (node.bands.length > 0) {
    const figure = values.figure(node.id);
    for (const { range, found } of node.bands) if (holds(range, figure)) result.push(found);
  }
  if (node.any !== undefined) result.push(node.any);
  return result;
}

function build(rows: readonly number[], all: readonly RateRow[], keys: readonly string[]): Found | undefined {
  const id = nextKey(rows, all, keys);
  if (id === undefined) return rows[0];
  const rest = keys.filter((key) => key !== id);
  const names = new Map<string, number[]>();
  const bands = new Map<string, { range: Range; rows: number[] }>();
  const any: number[] = [];
  for (const r of rows) {
    const keysOf = all[r]?.keys;
    const key = keysOf && Object.hasOwn(keysOf, id) ? keysOf[id] : undefined;
    if (key === undefined) any.push(r);
    else if (typeof key === "string") push(names, key, r);
    else {
      const band = JSON.stringify(key);
      const entry = bands.get(band) ?? { range: key, rows: [] };
      bands.set(band, entry);
      entry.rows.push(r);
    }
  }
  if (names.size === 0 && bands.size === 0) return build(any, all, rest);
  const below = (of: readonly number[]) => build(of, all, rest) ?? -1;
  return {
    id,
    names: new Map([...names].map(([name, of]) => [name, below(of)])),
    bands: [...bands.values()].map(({ range, rows: of }) => ({ range, found: below(of) })),
    any: any.length > 0 ? below(any) : undefined,
  };
}

/** The key that the fewest rows leave open: a person of a large group is not asked for an age that does not matter. */
function nextKey(
  rows: readonly number[],
  all: readonly RateRow[],
  keys: readonly string[],
): string | undefined {
  let best: string | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (const id of keys) {
    const open = rows.reduce((count, r) => count + (Object.hasOwn(all[r]?.keys ?? {}, id) ? 0 : 1), 0);
    if (open < fewest) {
      fewest = open;
      best = id;
    }
  }
  return best;
}

function push(map: Map<string, number[]>, key: string, value: number): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
