import type { RateBook } from "@planwright/ratebook";
import type * as S from "@planwright/semantics";
import { lowerCondition, lowerExpression, lowerRange, optional, present } from "./lower.js";

type Rates = RateBook["rates"][number];
type Row = Rates["rows"][number];
type Key = Row["keys"][string];

export interface LoweredRates {
  readonly rates: Rates;
  readonly origin: S.Origin;
  readonly rowOrigins: readonly S.Origin[];
}

/** One table, flat: a row for each combination of keys, in an order that does not depend on its layout. */
export function lowerRates(table: S.RateTable): LoweredRates {
  const keys = [...table.keys].sort();
  const rows = table.rows
    .flatMap((row) => flatten(row, keys))
    .sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0));
  return {
    origin: table.origin,
    rowOrigins: rows.map(({ origin }) => origin),
    rates: present({
      coverages: [...table.coverages],
      when: optional(table.when, lowerCondition),
      effective: { ...table.effective },
      per: table.per,
      base: table.base,
      keys,
      rows: rows.map(({ row }) => row),
      guaranteed: table.guaranteed,
      load: optional(table.load, present),
      notOffered: [...table.notOffered].sort((a, b) => (a.value < b.value ? -1 : 1)),
      furtherMembers: table.furtherMembers.map(({ tiers, adds }) => ({
        tiers: [...tiers],
        adds: lowerExpression(adds),
      })),
    }),
  };
}

interface Flat {
  readonly row: Row;
  readonly order: string;
  readonly origin: S.Origin;
}

/** A row that stands for several members becomes one row for each. */
const flatten = (row: S.RateRow, keys: readonly string[]): readonly Flat[] => {
  const single = ofOne(row, keys);
  return single ? [single] : ofSeveral(row, keys);
};

/** A row that has one name for each key, as most have. */
function ofOne(row: S.RateRow, keys: readonly string[]): Flat | undefined {
  const made: Record<string, Key> = {};
  let order = "";
  for (const id of keys) {
    const key = row.keys[id];
    if (!key || !("is" in key) || key.is.length !== 1) return undefined;
    const [name = ""] = key.is;
    made[id] = name;
    order += order === "" ? name : `\u0001${name}`;
  }
  return { row: valued(row, made), order, origin: row.origin };
}

function ofSeveral(row: S.RateRow, keys: readonly string[]): readonly Flat[] {
  let combinations: Record<string, Key>[] = [{}];
  for (const id of keys) {
    const key = row.keys[id];
    if (!key || "any" in key) continue;
    const values: Key[] = "is" in key ? [...key.is] : [lowerRange(key.range)];
    const unbounded = "range" in key && key.range.min === undefined && key.range.max === undefined;
    if (unbounded) continue;
    combinations = combinations.flatMap((made) => values.map((value) => ({ ...made, [id]: value })));
  }
  return combinations.map((made) => ({
    row: valued(row, made),
    order: keys.map((id) => orderOf(made[id])).join("\u0001"),
    origin: row.origin,
  }));
}

function valued(row: S.RateRow, keys: Record<string, Key>): Row {
  if (row.value === "not_offered") return { keys, hole: "not_offered" };
  if (row.value.op === "literal" && !row.value.percent) return { keys, rate: row.value.value };
  return { keys, value: lowerExpression(row.value) };
}

/** Sorts names by name, bands by where they begin. */
function orderOf(key: Key | undefined): string {
  if (key === undefined) return "";
  if (typeof key === "string") return key;
  const { min } = key;
  if (min === undefined) return "0";
  const [whole = "", fraction = ""] = min.split(".");
  return `1${whole.padStart(32, "0")}.${fraction}${key.minOpen ? "+" : ""}`;
}
