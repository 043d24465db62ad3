import { type RateBook, money, sayCondition, sayExpression, sayRange, spaced } from "@planwright/ratebook";
import Fraction from "fraction.js";
import type { Sides, Tell } from "./changes.js";
import { isMore } from "./exact.js";
import { differences } from "./generic.js";
import type { Kind } from "./kinds.js";
import { say, textOf } from "./say.js";

type Table = RateBook["rates"][number];
type Row = Table["rows"][number];

/** One rate, of one coverage. */
interface Cell {
  readonly coverage: string;
  readonly table: Table;
  readonly row: Row;
  /** The numbers of the table and of the row in the rate book. */
  readonly at: number;
  readonly n: number;
}

const pointerOf = ({ at, n }: Cell): string => `/rates/${at}/rows/${n}`;

/** Compares every rate with that of the same coverage, condition and keys; and what holds for whole tables. */
export function compareRates(sides: Sides, tell: Tell): void {
  const names = namesOf(sides);
  const aligned = alignedRates(sides);
  if (aligned) for (const [was, is] of aligned) compareCell(was, is, names, tell);
  else compareByKeys(sides, names, tell);
  compareTables(sides, names, tell);
}

function compareByKeys(sides: Sides, names: Names, tell: Tell): void {
  const before = cellsOf(sides.base);
  const after = cellsOf(sides.head);
  for (const [key, cell] of after) {
    const was = before.get(key);
    if (was) compareCell(was, cell, names, tell);
    else tell({ ...told("rate.added", cell, names), ...figureOf("after", cell), unit: unitOf(cell) });
  }
  for (const [key, cell] of before) {
    if (after.has(key)) continue;
    tell({
      ...told("rate.removed", cell, names),
      ...figureOf("before", cell),
      unit: unitOf(cell),
      in: "base",
    });
  }
}

type PairOfCells = readonly [was: Cell, is: Cell];

/**
 * Both books rate by rate, where all their rates stand in one order with the same keys: in a renewal that only changes
 * figures. Undefined in others; there each rate is looked for by what its keys say.
 */
function alignedRates({ base, head }: Sides): readonly PairOfCells[] | undefined {
  const [before, after] = [tablesInTime(base), tablesInTime(head)];
  if (before.length !== after.length) return undefined;
  const pairs: PairOfCells[] = [];
  for (const [i, is] of after.entries()) {
    const was = before[i];
    if (!was || !areAlike(was.table, is.table)) return undefined;
    for (const [n, row] of is.table.rows.entries()) {
      const other = was.table.rows[n];
      if (!other || !haveSameKeys(other.keys, row.keys)) return undefined;
      const of = row.keys.coverage;
      for (const coverage of typeof of === "string" ? [of] : is.table.coverages)
        pairs.push([
          { coverage, table: was.table, row: other, at: was.at, n },
          { coverage, table: is.table, row, at: is.at, n },
        ]);
    }
  }
  return pairs;
}

const areAlike = (a: Table, b: Table): boolean =>
  a.rows.length === b.rows.length &&
  a.coverages.join() === b.coverages.join() &&
  textOf(a.when) === textOf(b.when);

function haveSameKeys(a: Row["keys"], b: Row["keys"]): boolean {
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  for (const name of names) {
    const [x, y] = [a[name], b[name]];
    if (x !== y && (typeof x === "string" || typeof y === "string" || textOf(x) !== textOf(y))) return false;
  }
  return true;
}

/** The tables of a book in the order of the days from which they hold. */
const tablesInTime = ({ rates }: RateBook): readonly { readonly table: Table; readonly at: number }[] =>
  rates
    .map((table, at) => ({ table, at }))
    .sort((a, b) => (a.table.effective.from < b.table.effective.from ? -1 : 1));

/** A rate that is in both books, and by how many percent it moved, exactly; unchanged ones are there too. */
export interface RateMove {
  readonly coverage: string;
  readonly words: string;
  readonly moved: Fraction;
}

/** Every rate that is a figure above zero in both books, of one unit. */
export function rateMoves(sides: Sides): RateMove[] {
  const before = cellsOf(sides.base);
  const names = namesOf(sides);
  return [...cellsOf(sides.head)].flatMap(([key, cell]): RateMove[] => {
    const was = before.get(key);
    if (!was || !("rate" in was.row && "rate" in cell.row) || was.table.per !== cell.table.per) return [];
    const from = new Fraction(was.row.rate);
    if (from.n === 0n) return [];
    const moved = new Fraction(cell.row.rate).div(from).sub(1).mul(100);
    const { subject, what } = told("rate.changed", cell, names);
    return [
      {
        coverage: cell.coverage,
        words: `${subject}${what.replace(/^rate(, )?/, (_, comma) => (comma ? ", " : ""))}`,
        moved,
      },
    ];
  });
}

/** For each row of rates of the new book, by its path, the row of the old one whose place it takes. */
export function formerRows(sides: Sides): ReadonlyMap<string, Row> {
  const before = cellsOf(sides.base);
  const former = new Map<string, Row>();
  for (const [key, cell] of cellsOf(sides.head)) {
    const was = before.get(key);
    const pointer = pointerOf(cell);
    if (was && !former.has(pointer)) former.set(pointer, was.row);
  }
  return former;
}

/** Which rate it is: two periods of one book are told apart by their order. */
function cellsOf(book: RateBook): Map<string, Cell> {
  const cells = new Map<string, Cell>();
  for (const { table, at } of tablesInTime(book)) {
    const when = textOf(table.when);
    for (const [n, row] of table.rows.entries()) {
      const of = row.keys.coverage;
      for (const coverage of typeof of === "string" ? [of] : table.coverages) {
        const stem = stemOf(coverage, when, row.keys);
        let key = stem;
        for (let count = 1; cells.has(key); count++) key = `${stem}#${count}`;
        cells.set(key, { coverage, table, row, at, n });
      }
    }
  }
  return cells;
}

/** What tells a rate from others: a text that only the same coverage, condition and keys have. */
function stemOf(coverage: string, when: string, keys: Row["keys"]): string {
  let stem = `${coverage}\n${when}`;
  for (const name of inOrder(keys, "stem")) {
    const value = keys[name];
    stem += typeof value === "string" ? `\n${name}="${value}"` : `\n${name}=${textOf(value)}`;
  }
  return stem;
}

const KEYS_FIRST = ["plan", "area", "tier"];

const rank = (key: string): number => {
  const found = KEYS_FIRST.indexOf(key);
  return found < 0 ? KEYS_FIRST.length : found;
};

const orders = { stem: new Map<string, readonly string[]>(), words: new Map<string, readonly string[]>() };

/**
 * The names of the keys that tell a row from others, in one order for whatever rows have them: for a stem without the coverage, for
 * words without the plan as well.
 */
function inOrder(keys: Row["keys"], use: "stem" | "words"): readonly string[] {
  const names = Object.keys(keys);
  const all = names.join();
  const known = orders[use].get(all);
  if (known) return known;
  const order = names
    .filter((name) => name !== "coverage" && (use === "stem" || name !== "plan"))
    .sort((a, b) => (use === "words" && rank(a) - rank(b)) || (a < b ? -1 : 1));
  orders[use].set(all, order);
  return order;
}

/** Names by the key of a table and the id: a tier and a plan may have one id. */
type Names = (key: string, id: string) => string;

function namesOf({ base, head }: Sides): Names {
  const names = new Map<string, Map<string, string>>();
  for (const book of [base, head]) {
    const of = (key: string, things: readonly { readonly id: string; readonly name: string }[]): void => {
      const own = names.get(key) ?? new Map<string, string>();
      names.set(key, own);
      for (const { id, name } of things) own.set(id, name);
    };
    of("coverage", book.coverages);
    of("plan", book.plans);
    of(
      "tier",
      book.tiers.flatMap(({ tiers }) => tiers),
    );
    of("area", book.areas?.areas ?? []);
    of("class", book.classes);
  }
  return (key, id) => names.get(key)?.get(id) ?? spaced(id);
}

const sayKey = (key: string, value: Row["keys"][string], names: Names): string =>
  typeof value === "string" ? names(key, value) : `${spaced(key)} ${sayRange(value)}`;

const subjectOf = (coverage: string, row: Row, names: Names): string =>
  typeof row.keys.plan === "string" ? names("plan", row.keys.plan) : names("coverage", coverage);

function told(kind: Kind, cell: Cell, names: Names) {
  const { coverage, table, row } = cell;
  const { plan } = row.keys;
  const path = typeof plan === "string" ? ["rate", coverage, plan] : ["rate", coverage];
  let what = "rate";
  for (const key of inOrder(row.keys, "words")) {
    const value = row.keys[key];
    if (value === undefined) continue;
    path.push(typeof value === "string" ? value : `${key} ${sayRange(value)}`);
    what += `, ${sayKey(key, value, names)}`;
  }
  if (table.when) {
    const when = `when ${sayCondition(table.when)}`;
    path.push(when);
    what += `, ${when}`;
  }
  return { kind, path, subject: subjectOf(coverage, row, names), what, pointer: pointerOf(cell) };
}

const unitOf = ({ row }: Cell): "money" | undefined => ("rate" in row ? "money" : undefined);

const sayRow = (row: Row): string =>
  "rate" in row ? row.rate : "value" in row ? sayExpression(row.value) : spaced(row.hole);

const figureOf = (side: "before" | "after", { row }: Cell) => ({ [side]: sayRow(row) });

function compareCell(was: Cell, is: Cell, names: Names, tell: Tell): void {
  const [a, b] = [was.row, is.row];
  if ("rate" in a && "rate" in b) {
    if (a.rate === b.rate) return;
    if (was.table.per !== is.table.per) {
      const words = {
        before: `${money(a.rate)} per ${was.table.per}`,
        after: `${money(b.rate)} per ${is.table.per}`,
      };
      tell({ ...told("rate.changed", is, names), ...words });
      return;
    }
    const kind = isMore(a.rate, b.rate) ? "rate.increased" : "rate.decreased";
    tell({ ...told(kind, is, names), before: a.rate, after: b.rate, unit: "money" });
  } else if (textOf(a) !== textOf(b)) {
    const kind = "hole" in b ? "rate.withdrawn" : "hole" in a ? "rate.offered" : "rate.changed";
    tell({ ...told(kind, is, names), before: sayRow(a), after: sayRow(b) });
  }
}

/** What a table says of all its rates. */
type OfTable = Omit<Table, "rows" | "coverages" | "when">;

const HOW: { readonly [K in keyof Required<OfTable>]: "apart" | "rule" } = {
  per: "apart",
  keys: "rule",
  base: "rule",
  effective: "apart",
  guaranteed: "rule",
  load: "apart",
  notOffered: "rule",
  furtherMembers: "rule",
};

/**
 * A table is known by its coverages, its condition and its keys, else by its coverages and its condition; of several
 * such, by their order in time.
 */
function compareTables(sides: Sides, names: Names, tell: Tell): void {
  const before = tablesOf(sides.base, ({ coverages, when, keys }) => textOf([coverages, when, keys]));
  const after = tablesOf(sides.head, ({ coverages, when, keys }) => textOf([coverages, when, keys]));
  const coarse = ({ coverages, when }: Table): string => textOf([coverages, when]);
  const left = [...before].filter(([key]) => !after.has(key)).map(([, { table }]) => table);
  for (const [key, { table: is, pointer }] of after) {
    const isIt = (table: Table): boolean =>
      coarse(table) === coarse(is) || (namesOwn(table) && namesOwn(is) && rowsOf(table) === rowsOf(is));
    const at = left.findIndex((table) => !before.has(key) && isIt(table));
    const was = before.get(key)?.table ?? (at < 0 ? undefined : left.splice(at, 1)[0]);
    if (!was) continue;
    const subject = is.coverages.map((id) => names("coverage", id)).join(", ");
    const place = { path: ["rates", ...is.coverages], subject, pointer };
    // Where rows name their coverages, those of the table are told by no rate.
    if (textOf(was.coverages) !== textOf(is.coverages) && namesOwn(is)) {
      const path = [...place.path, "coverages"];
      const words = { before: say(was.coverages), after: say(is.coverages) };
      tell({ ...place, kind: "rate_rule.changed", path, what: "rates are for", ...words });
    }
    comparePer(was, is, place, tell);
    compareLoad(was, is, place, tell);
    comparePeriods(was, is, place, sides, tell);
    for (const [field, how] of Object.entries(HOW)) {
      if (how !== "rule") continue;
      const [a, b] = [pick(was, field), pick(is, field)];
      // What it is counted in follows from `per`.
      if (field === "base" && was.per !== is.per) continue;
      for (const found of differences(a, b, field)) {
        tell({
          ...place,
          kind: "rate_rule.changed",
          path: [...place.path, field, ...found.path],
          what: `${RULE_WORDS[field] ?? spaced(field)}${found.path.length > 0 ? `, ${found.path.join(", ")}` : ""}`,
          before: "before" in found ? say(found.before) : "none",
          after: "after" in found ? say(found.after) : "none",
        });
      }
    }
  }
}

/** Whether each row of a table says whose rate it is. */
const namesOwn = ({ rows }: Table): boolean => rows.every(({ keys }) => keys.coverage !== undefined);

const rowsOf = ({ rows, when }: Table): string => textOf([when, rows]);

const RULE_WORDS: Readonly<Record<string, string>> = {
  base: "counted by",
  keys: "told apart by",
  guaranteed: "guaranteed until",
  notOffered: "not offered",
  furtherMembers: "for further members",
};

const pick = (table: Table, field: string): unknown =>
  Object.entries(table).find(([key]) => key === field)?.[1];

function tablesOf(
  { rates }: RateBook,
  stemOf: (table: Table) => string,
): Map<string, { readonly table: Table; readonly pointer: string }> {
  const found = new Map<string, { table: Table; pointer: string }>();
  const inTime = rates
    .map((table, i) => ({ table, pointer: `/rates/${i}` }))
    .sort((a, b) => (a.table.effective.from < b.table.effective.from ? -1 : 1));
  for (const one of inTime) {
    const stem = stemOf(one.table);
    let count = 0;
    while (found.has(`${stem}#${count}`)) count++;
    found.set(`${stem}#${count}`, one);
  }
  return found;
}

interface At {
  readonly path: readonly string[];
  readonly subject: string;
  readonly pointer: string;
}

function comparePer(was: Table, is: Table, at: At, tell: Tell): void {
  if (was.per === is.per) return;
  const path = [...at.path, "per"];
  tell({ ...at, kind: "rate_unit.changed", path, what: "rates are per", before: was.per, after: is.per });
}

function compareLoad(was: Table, is: Table, at: At, tell: Tell): void {
  const [a, b] = [was.load, is.load];
  const path = [...at.path, "load"];
  if (a?.percent !== b?.percent) {
    const [before, after] = [a?.percent ?? "0", b?.percent ?? "0"];
    const kind = isMore(before, after) ? "load.increased" : "load.decreased";
    if (isMore(before, after) || isMore(after, before))
      tell({ ...at, kind, path, what: "load on rates", before, after, unit: "percent" });
  }
  if (textOf(a?.rounding) === textOf(b?.rounding)) return;
  const rounding = { before: say(a?.rounding), after: say(b?.rounding) };
  tell({
    ...at,
    kind: "rate_rule.changed",
    path: [...path, "rounding"],
    what: "rounding of the load",
    ...rounding,
  });
}

/** The rates of a program hold for its period; only what differs from that is told. */
function comparePeriods(was: Table, is: Table, at: At, { base, head }: Sides, tell: Tell): void {
  const follows = (table: Table, book: RateBook) =>
    textOf(table.effective) === textOf(book.program.effective);
  if (textOf(was.effective) === textOf(is.effective) || (follows(was, base) && follows(is, head))) return;
  const path = [...at.path, "effective"];
  const what = "rates hold";
  tell({
    ...at,
    kind: "rate_period.changed",
    path,
    what,
    before: say(was.effective),
    after: say(is.effective),
  });
}
