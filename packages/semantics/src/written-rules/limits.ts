import { type Cell, readValue, type Span } from "@planwright/syntax";
import { placeOf, type Scope } from "../bind/scope.js";
import type { Origin } from "../places.js";
import type { FileScope, ReadBlock } from "../reading/block.js";
import { cellWords, readTable, type TableRow } from "../reading/table.js";
import { literalType, literalValue } from "../types/literal.js";
import type { Typed } from "../types/typed.js";
import { describe, sameType } from "../types/units.js";
import type { BLOCKS } from "../vocabulary/index.js";

type LimitsBlock = ReadBlock<(typeof BLOCKS)["limits"]>;

/** Figures by year, such as those of a law. */
export interface Limits {
  readonly id: string;
  readonly name: string;
  readonly authority: string;
  readonly columns: readonly string[];
  readonly rows: readonly LimitsRow[];
  readonly origin: Origin;
}

export interface LimitsRow {
  readonly year: number;
  readonly seen: string;
  /** By column. */
  readonly values: ReadonlyMap<string, Typed>;
  readonly origin: Origin;
}

/** Where a figure may have been read. */
export const SEEN = ["at the authority", "in a secondary source", "from memory"] as const;

const HEADER = "year | person | family | seen";

/** Reads a block `limits`; what is wrong with it is reported. */
export function bindLimits(block: LimitsBlock, files: FileScope, scope: Scope): Limits | undefined {
  const name = block.heading?.name;
  if (!name) return undefined;
  const place = placeOf(block.file, block.node.span);
  const authority = block.one("authority");
  const missing = (what: string, why: string) => {
    if (block.isWhole)
      scope.reporter.report("PW0025", { block: `The limits ${name.name}`, what }, place, { why });
  };
  if (!authority && !block.isGiven("authority"))
    missing("authority", 'It is written like `authority "Internal Revenue Code, section 223"`.');
  const table = readTable(block.rows, files);
  if (!table) {
    if (block.rows.length === 0) missing("table", `Its header is written like \`${HEADER}\`.`);
    return undefined;
  }
  const header = table.header.map(cellWords);
  const columns = header.slice(1, -1);
  const twice = columns.find((column, i) => columns.indexOf(column) !== i);
  if (header[0] !== "year" || header[header.length - 1] !== "seen" || columns.length === 0 || twice) {
    const what =
      twice === undefined
        ? "Limits are by year, and say last where each line was seen"
        : `The column ${twice} is there twice`;
    scope.reporter.report("PW2013", { what }, placeOf(block.file, block.rows[0]?.span ?? block.node.span), {
      why: `The header is written like \`${HEADER}\`.`,
    });
    return undefined;
  }
  const rows = new Map<number, LimitsRow>();
  for (const row of table.rows) {
    const bound = bindRow(row, columns, files, scope);
    if (!bound) continue;
    const earlier = rows.get(bound.year);
    if (earlier) {
      scope.reporter.report("PW0024", { what: `The year ${bound.year}` }, bound.origin.place, {
        related: [{ place: earlier.origin.place, message: "given here first" }],
      });
    } else if (sameTypes(bound, rows.values().next().value, files, scope)) rows.set(bound.year, bound);
  }
  return {
    id: name.name,
    name: block.heading?.title?.text ?? name.name,
    authority: authority?.value.value ?? "",
    columns,
    rows: [...rows.values()],
    origin: block.origin,
  };
}

/** A column has one kind of figure in every year. */
function sameTypes(row: LimitsRow, first: LimitsRow | undefined, files: FileScope, scope: Scope): boolean {
  for (const [column, { type }] of row.values) {
    const other = first?.values.get(column);
    if (!other || sameType(type, other.type)) continue;
    scope.reporter.report(
      "PW3003",
      { wanted: `For ${column}, ${describe(other.type)}`, got: describe(type) },
      placeOf(files.file, row.origin.place.span),
    );
    return false;
  }
  return true;
}

function bindRow(
  { node, cells }: TableRow,
  columns: readonly string[],
  files: FileScope,
  scope: Scope,
): LimitsRow | undefined {
  const wrong = (cell: Cell, wanted: string): undefined => {
    const got = cellWords(cell) || "nothing";
    scope.reporter.report("PW3003", { wanted, got }, placeOf(files.file, cell.span));
  };
  const year = cells[0];
  const seen = cells[cells.length - 1];
  if (!year || !seen) return undefined;
  if (!/^[12][0-9]{3}$/.test(cellWords(year))) return wrong(year, "A year such as 2015");
  if (!SEEN.some((words) => words === cellWords(seen))) return wrong(seen, `One of: ${SEEN.join(", ")}`);
  const values = new Map<string, Typed>();
  for (const [i, column] of columns.entries()) {
    const cell = cells[i + 1];
    const figure = cell && readFigure(cell, node.span);
    if (!cell || !figure) return cell && wrong(cell, "An amount, a percentage or a number");
    values.set(column, figure);
  }
  const origins = cells.map((cell) => files.notes.originOf(files.file, cell, cell.span, node));
  const origin: Origin = {
    place: placeOf(files.file, node.span),
    cites: [...new Set(origins.flatMap(({ cites }) => cites))],
    notes: origins.flatMap(({ notes }) => notes),
  };
  return { year: Number(cellWords(year)), seen: cellWords(seen), values, origin };
}

function readFigure(cell: Cell, empty: Span): Typed | undefined {
  const read = readValue("literal", cell.items, empty);
  if (!read.ok) return undefined;
  const { value: node } = read;
  if (node.kind === "day" || node.kind === "text") return undefined;
  const value = { op: "literal", value: literalValue(node), percent: node.kind === "percent" } as const;
  return { type: literalType(node), value };
}
