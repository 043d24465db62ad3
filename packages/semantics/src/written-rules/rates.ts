import type Fraction from "fraction.js";
import type { Condition, Expression, Key, Period, RateRow, RateTable } from "../model.js";
import { constant, rounded } from "../types/constant.js";
import { exact } from "../types/exact.js";

export type Keys = Readonly<Record<string, string>>;

/** The rate that keys lead to, or why there is none. */
export type FoundRate =
  | { readonly kind: "rate"; readonly table: RateTable; readonly row: RateRow }
  | { readonly kind: "none" }
  /** A key that is not said, and on which the rate depends. */
  | { readonly kind: "open"; readonly key: string };

/** Rates may follow from each other this far. */
const MOST_STEPS = 20;

/** The rates of a program, as its rules ask for them: by coverage and keys, without a person. */
export class RatesOfProgram {
  constructor(
    private readonly tables: readonly RateTable[],
    private readonly formula: (id: string) => Expression | undefined,
  ) {}

  /** The tables of a coverage that hold on a day. */
  of(coverage: string, day: string): readonly RateTable[] {
    return this.tables.filter(
      ({ coverages, effective }) => coverages.includes(coverage) && isWithin(day, effective),
    );
  }

  find(coverage: string, keys: Keys, day: string): FoundRate {
    let open: string | undefined;
    let found: FoundRate = { kind: "none" };
    for (const table of this.of(coverage, day)) {
      const fits = table.when ? meets(table.when, keys) : true;
      if (fits === false) continue;
      if (typeof fits === "string") {
        open ??= fits;
        continue;
      }
      const missing = table.keys.find((key) => !(key in keys) && !this.isAlike(table, key));
      if (missing !== undefined) {
        open ??= missing;
        continue;
      }
      const row = this.rowsBeside(table, keys).find((one) =>
        table.keys.every((key) => fitsKey(one.keys[key], keys[key])),
      );
      if (row && row.value !== "not_offered") found = { kind: "rate", table, row };
    }
    return found.kind === "none" && open !== undefined ? { kind: "open", key: open } : found;
  }

  private readonly indexes = new Map<RateTable, Index>();

  /** The rows that agree with keys in all that has one value in each row: a rule may ask for each of ten thousand. */
  private rowsBeside(table: RateTable, keys: Keys): readonly RateRow[] {
    const index = this.indexes.get(table) ?? indexOf(table);
    this.indexes.set(table, index);
    return index.rows.get(JSON.stringify(index.keys.map((key) => keys[key]))) ?? [];
  }

  /** A key that every row takes whatever it is. */
  private isAlike(table: RateTable, key: string): boolean {
    return table.rows.every(({ keys }) => keys[key] === undefined || "any" in keys[key]);
  }

  /** The exact rate of a row, with the load of its table; nothing where it depends on a person. */
  amount(table: RateTable, row: RateRow, coverage: string, keys: Keys, day: string): Fraction | undefined {
    return this.amountIn(table, row, coverage, keys, day, 0);
  }

  private amountIn(
    { load }: RateTable,
    { value }: RateRow,
    coverage: string,
    keys: Keys,
    day: string,
    steps: number,
  ): Fraction | undefined {
    if (value === "not_offered" || steps > MOST_STEPS) return undefined;
    const ask = (asked: Expression & { op: "ask" }): Fraction | undefined => {
      if (asked.head !== "rate") return undefined;
      const of = asked.of ?? coverage;
      const all = { ...keys, ...asked.with };
      const other = this.find(of, all, asked.on ?? day);
      return other.kind === "rate"
        ? this.amountIn(other.table, other.row, of, all, asked.on ?? day, steps + 1)
        : undefined;
    };
    const plain = constant(value, { formula: this.formula, ask });
    if (!plain || !load) return plain;
    const loaded = plain.mul(exact(load.percent).div(100).add(1));
    return load.rounding ? rounded(loaded, load.rounding.mode, exact(load.rounding.to)) : loaded;
  }
}

/** The rows of a table by the values of its plain keys. */
interface Index {
  readonly keys: readonly string[];
  readonly rows: ReadonlyMap<string, readonly RateRow[]>;
}

function indexOf(table: RateTable): Index {
  const onlyOf = (key: Key | undefined) =>
    key && "is" in key && key.is.length === 1 ? key.is[0] : undefined;
  const keys = table.keys.filter((id) => table.rows.every((row) => onlyOf(row.keys[id]) !== undefined));
  const rows = new Map<string, RateRow[]>();
  for (const row of table.rows) {
    const name = JSON.stringify(keys.map((id) => onlyOf(row.keys[id])));
    const beside = rows.get(name);
    if (beside) beside.push(row);
    else rows.set(name, [row]);
  }
  return { keys, rows };
}

const isWithin = (day: string, { from, to }: Period): boolean => day >= from && day <= to;

function fitsKey(key: Key | undefined, value: string | undefined): boolean {
  if (!key || "any" in key) return true;
  if (value === undefined) return false;
  if ("is" in key) return key.is.includes(value);
  if (!/^\d+(\.\d+)?$/.test(value)) return false;
  const { min, minHeld, max, maxHeld } = key.range;
  const figure = exact(value);
  const below = min !== undefined && figure.compare(exact(min)) < (minHeld ? 0 : 1);
  const above = max !== undefined && figure.compare(exact(max)) > (maxHeld ? 0 : -1);
  return !below && !above;
}

/** Whether keys meet the condition of a table; the key that it needs where they do not say it. */
function meets(when: Condition, keys: Keys): boolean | string {
  switch (when.op) {
    case "all":
    case "any": {
      const deciding = when.op === "any";
      const parts = when.of.map((part) => meets(part, keys));
      if (parts.includes(deciding)) return deciding;
      return parts.find((part) => typeof part === "string") ?? !deciding;
    }
    case "not": {
      const inner = meets(when.of, keys);
      return typeof inner === "string" ? inner : !inner;
    }
    case "is": {
      const value = keys[when.key];
      return value === undefined ? when.key : when.values.includes(value);
    }
    case "truth": {
      const value = keys[when.ref];
      return value === undefined ? when.ref : value === "yes";
    }
    case "condition":
      return keys[when.ref] === undefined ? when.ref : keys[when.ref] === "yes";
    case "compare":
    case "within":
    case "day":
    case "dates":
      return "what its block asks of a person";
  }
}

/** What the condition of a table says each key to be, where it says one value. */
export function keysSaid(when: Condition | undefined): Keys {
  if (!when) return {};
  if (when.op === "all") return Object.assign({}, ...when.of.map(keysSaid)) as Keys;
  const [only, second] = when.op === "is" ? when.values : [];
  if (when.op === "is" && only !== undefined && second === undefined) return { [when.key]: only };
  return when.op === "truth" ? { [when.ref]: "yes" } : {};
}

/** The keys of a row that have one value: a band of ages has none. */
export function keysOfRow(row: RateRow): Keys {
  const found: Record<string, string> = {};
  for (const [id, key] of Object.entries(row.keys)) {
    const [only, second] = "is" in key ? key.is : [];
    if (only !== undefined && second === undefined) found[id] = only;
    else if ("range" in key && key.range.min !== undefined) found[id] = key.range.min;
    else if ("range" in key && key.range.max !== undefined) found[id] = lowEnd(key.range.max);
  }
  return found;
}

/** A value of `under 25`: zero. */
const lowEnd = (max: string): string => (exact(max).compare(0) > 0 ? "0" : max);
