import { type Cell, type NameNode, type PartsNode, readValue } from "@planwright/syntax";
import type { Origin } from "../../places.js";
import type { History, HistoryParts, HistoryRow } from "../../renewal-model.js";
import type { FileScope, Read, ReadBlock } from "../../reading/block.js";
import {
  cellWords,
  NOTHING,
  readTable,
  type Table,
  type TableRow,
  together,
  withoutBy,
} from "../../reading/table.js";
import { bindRange } from "../../types/condition.js";
import { shortest } from "../../types/exact.js";
import { PERCENT } from "../../types/units.js";
import type { BLOCKS } from "../../vocabulary/index.js";
import { placeOf, type Scope } from "../scope.js";
import { type ChangeKey, findMember, isChangeKey, KEYS, membersOf, namesIn } from "./keys.js";

export type HistoryBlock = ReadBlock<(typeof BLOCKS)["history"]>;

const EXAMPLE = "coverage | carrier by effective | 2018-10-01 | 2019-10-01";

/** A column of changes: those of one day, or of the day that stands in each row. */
interface Column {
  readonly at: number;
  readonly day: string | undefined;
  readonly said: Pick<Origin, "cites" | "notes">;
}

interface Columns {
  readonly keys: readonly { readonly at: number; readonly key: ChangeKey }[];
  /** Where the day of each row stands, in a table whose days do not stand across. */
  readonly dayAt: number | undefined;
  readonly changes: readonly Column[];
}

/** Reads how rates changed before: a table by keys, its days across or in a column of their own. */
export function bindHistory(block: HistoryBlock, files: FileScope, scope: Scope): History | undefined {
  const name = block.heading?.name;
  if (!name) return undefined;
  const table = readTable(block.rows, files);
  if (!table) {
    if (block.rows.length === 0 && block.isWhole) {
      const place = placeOf(block.file, block.node.span);
      scope.reporter.report("PW0025", { block: `The history ${name.name}`, what: "table" }, place, {
        why: `Its header is written like \`${EXAMPLE}\`.`,
      });
    }
    return undefined;
  }
  const columns = readColumns(table, block, files, scope);
  if (!columns) return undefined;
  const { troubles } = scope.reporter;
  const rows = table.rows.flatMap((row) => bindRow(row, columns, files, scope));
  checkTwice(rows, scope);
  const keys = columns.keys.map(({ key }) => key);
  const isWhole = scope.reporter.troubles === troubles;
  const parts = isWhole ? block.all("parts").flatMap((read) => bindParts(read, rows, keys, scope) ?? []) : [];
  return {
    id: name.name,
    name: block.heading?.title?.text ?? name.name,
    keys,
    rows,
    parts,
    origin: block.origin,
  };
}

function readColumns(table: Table, block: HistoryBlock, files: FileScope, scope: Scope): Columns | undefined {
  const { header } = table;
  const said = header.map((cell) => files.notes.originOf(files.file, cell, cell.span, block.rows[0]));
  const refuse = (cell: Cell | undefined, what: string): undefined => {
    const place = placeOf(block.file, cell?.span ?? block.node.span);
    scope.reporter.report("PW2013", { what }, place, {
      why: `A history is by ${KEYS.join(", ")}. Its header is written like \`${EXAMPLE}\`, or \`coverage | effective | change\`.`,
    });
    return undefined;
  };
  const by = header.findIndex(({ items }) => items.some(({ image }) => image === "by"));
  const last = header[header.length - 1];
  const across = header[by];
  if (across && cellWords(withoutBy(across, "after")) !== "effective")
    return refuse(across, "What stands across a history is `effective`, the days of its changes");
  const keyCells = across ? [...header.slice(0, by), withoutBy(across, "before")] : header.slice(0, -2);
  const dayAt = across ? undefined : header.length - 2;
  const words = header.map(cellWords);
  if (!across && (!last || words[header.length - 1] !== "change" || words[header.length - 2] !== "effective"))
    return refuse(last, "This history does not say what its columns are");
  const keys: { at: number; key: ChangeKey }[] = [];
  for (const [at, cell] of keyCells.entries()) {
    const key = cellWords(cell);
    if (!isChangeKey(key)) return refuse(cell, `A history is not by “${key}”`);
    if (keys.some((other) => other.key === key)) return refuse(cell, `This history is by ${key} twice`);
    keys.push({ at, key });
  }
  const corner = together(...said.slice(0, keyCells.length));
  const from = across ? by + 1 : header.length - 1;
  const changes: Column[] = [];
  for (let at = from; at < header.length; at++) {
    const cell = header[at];
    const day = across && cell ? dayIn(cell, files, scope) : undefined;
    if (across && day === undefined) return undefined;
    changes.push({ at, day, said: together(corner, said[at] ?? NOTHING) });
  }
  return { keys, dayAt, changes };
}

function dayIn(cell: Cell, files: FileScope, scope: Scope): string | undefined {
  const result = readValue("literal", cell.items, cell.span);
  if (result.ok && result.value.kind === "day") return result.value.value;
  scope.reporter.report("PW0023", { found: cellWords(cell), of: "a day" }, placeOf(files.file, cell.span), {
    why: "A day is written like `2018-10-01`.",
  });
  return undefined;
}

function bindRow(row: TableRow, columns: Columns, files: FileScope, scope: Scope): HistoryRow[] {
  const keys: Record<string, readonly string[]> = {};
  const { file } = files;
  const saidIn = (cell: Cell) => files.notes.originOf(file, cell, cell.span, row.node);
  const said = together(...row.cells.slice(0, columns.changes[0]?.at).map(saidIn));
  for (const { at, key } of columns.keys) {
    const cell = row.cells[at];
    const names = cell && namesIn(cell, key, file, scope);
    if (!names) return [];
    keys[key] = names;
  }
  const dayCell = columns.dayAt === undefined ? undefined : row.cells[columns.dayAt];
  const rowDay = dayCell && dayIn(dayCell, files, scope);
  if (dayCell && rowDay === undefined) return [];
  return columns.changes.flatMap((column) => {
    const cell = row.cells[column.at];
    const effective = column.day ?? rowDay;
    const change = cell && readChange(cell, files, scope);
    if (!cell || !change || effective === undefined) return [];
    const { cites, notes } = together(column.said, said, saidIn(cell));
    return [{ keys, effective, change, origin: { place: placeOf(file, cell.span), cites, notes } }];
  });
}

/** `9.8%`, `-3% to 2%`, `not printed`. */
function readChange(cell: Cell, files: FileScope, scope: Scope): HistoryRow["change"] | undefined {
  if (cellWords(cell) === "not printed") return "not_printed";
  const result = readValue("range", cell.items, cell.span);
  const place = placeOf(files.file, cell.span);
  const isPercent =
    result.ok && result.value.kind === "range" && result.value.min?.kind === "percent" && result.value.max;
  if (!result.ok || !isPercent) {
    scope.reporter.report("PW0023", { found: cellWords(cell), of: "a change of rates" }, place, {
      why: "It is written like `9.8%`, `-3% to 2%`, or `not printed`.",
    });
    return undefined;
  }
  const range = bindRange(result.value, PERCENT, scope, { file: files.file, coverage: undefined });
  if (range?.min === undefined || range.max === undefined) return undefined;
  if (range.minHeld && range.maxHeld) return { least: shortest(range.min), most: shortest(range.max) };
  scope.reporter.report("PW0023", { found: cellWords(cell), of: "a change of rates" }, place, {
    why: "Both ends of a range of changes can occur: `2% to 6%`.",
  });
  return undefined;
}

const listed = (keys: HistoryRow["keys"]): string =>
  Object.values(keys)
    .map((names) => names.join(", "))
    .join(", ");

function checkTwice(rows: readonly HistoryRow[], scope: Scope): void {
  for (const [i, row] of rows.entries()) {
    const earlier = rows.slice(0, i).find((other) => {
      if (other.effective !== row.effective) return false;
      return Object.entries(row.keys).every(([key, names]) =>
        names.some((name) => other.keys[key]?.includes(name)),
      );
    });
    if (!earlier) continue;
    const what = `how the rates of ${listed(row.keys) || "all"} changed on ${row.effective}`;
    scope.reporter.report("PW2803", { what }, row.origin.place, {
      related: [{ place: earlier.origin.place, message: "the other" }],
    });
  }
}

/** The rows that names select: each name is a value of a key; of several of one key, one is enough. */
export function rowsFor(
  names: readonly NameNode[],
  history: Pick<History, "rows" | "keys">,
  file: string,
  scope: Scope,
): number[] | undefined {
  const wanted = new Map<string, string[]>();
  for (const name of names) {
    const key = history.keys.filter(isChangeKey).find((id) => membersOf(id, scope).includes(name.name));
    if (!key) {
      if (scope.broken.covers(name.name)) scope.reporter.passOver();
      else {
        const kind = `a ${history.keys.join(" or ")}`;
        scope.reporter.report("PW1001", { name: name.name, kind }, placeOf(file, name.span));
      }
      return undefined;
    }
    const found = findMember(key, name, file, scope);
    if (found === undefined) return undefined;
    wanted.set(key, [...(wanted.get(key) ?? []), found]);
  }
  return history.rows.flatMap(({ keys }, i) =>
    [...wanted].every(([key, values]) => values.some((value) => keys[key]?.includes(value))) ? [i] : [],
  );
}

function bindParts(
  read: Read<PartsNode>,
  rows: readonly HistoryRow[],
  keys: readonly ChangeKey[],
  scope: Scope,
): HistoryParts | undefined {
  const { value: node, place, origin } = read;
  const { file } = place;
  if (node.on.kind !== "day") {
    scope.reporter.report("PW3003", { wanted: "A day", got: "something else" }, placeOf(file, node.on.span));
    return undefined;
  }
  const day = node.on.value;
  const parts: { name: string; percent: string }[] = [];
  for (const { percent, name } of node.parts) {
    const part = { name: name.name, percent: shortest(percent.value) };
    if (percent.kind !== "percent") {
      scope.reporter.report(
        "PW3003",
        { wanted: "A percentage", got: part.percent },
        placeOf(file, percent.span),
      );
      return undefined;
    }
    if (parts.some((other) => other.name === part.name)) {
      scope.reporter.report("PW0024", { what: `The part ${part.name}` }, placeOf(file, name.span));
      return undefined;
    }
    parts.push(part);
  }
  const selected = rowsFor(node.for, { rows, keys }, file, scope)?.filter((i) => rows[i]?.effective === day);
  if (!selected) return undefined;
  if (selected.length === 0) {
    const what = `The table has no change on ${day}${node.for.length > 0 ? ` for ${node.for.map(({ name }) => name).join(", ")}` : ""}`;
    scope.reporter.report("PW3001", { what }, place);
    return undefined;
  }
  if (node.together) return { rows: selected, parts, together: node.together, origin };
  if (parts.length > 1) reportTogether(node, file, scope);
  else return { rows: selected, parts, together: "added", origin };
  return undefined;
}

/** Added or compounded: documents do not say it, and it makes a difference. */
function reportTogether(node: PartsNode, file: string, scope: Scope): void {
  const last = node.parts[node.parts.length - 1];
  const end = last?.name.span.end ?? node.span.end;
  const place = placeOf(file, node.span);
  const fix = (word: string) => ({
    title: `Write \`${word}\``,
    edits: [{ file, span: { start: end, end }, text: `, ${word}` }],
  });
  scope.reporter.report("PW2501", { what: "how the parts of this change come together" }, place, {
    why: "7% and 2% are 9% when they are added, and 9.14% when one is taken of what the other left.",
    fixes: [fix("added"), fix("compounded")],
  });
}
