import { type Block, type Cell, readValue } from "@planwright/syntax";
import type { AccountEvent } from "../../accounts-model.js";
import { nearest, replaceWith } from "../../diagnostics/report.js";
import { BlockReader, type FileScope } from "../../reading/block.js";
import { cellWords, readTable } from "../../reading/table.js";
import { shortest } from "../../types/exact.js";
import { BLOCKS } from "../../vocabulary/index.js";
import { placeOf, type Scope } from "../scope.js";

const COLUMNS = ["date", "event", "amount", "plan", "account"] as const;
type Column = (typeof COLUMNS)[number];
const NEEDED: readonly Column[] = ["date", "event", "amount"];

const isColumn = (words: string): words is Column => (COLUMNS as readonly string[]).includes(words);

/** What happens to the accounts of the employee of an example. `asked` are the requests that accounts refuse. */
export function bindEvents(
  block: Block,
  files: FileScope,
  scope: Scope,
  asked: ReadonlySet<string>,
): AccountEvent[] {
  const { rows } = new BlockReader(files, block, BLOCKS.events).read();
  const table = readTable(rows, files);
  if (!table) return [];
  const header = table.header.map((cell) => columnOf(cell, files, scope));
  const missing = NEEDED.filter((column) => !header.includes(column));
  if (header.every((column) => column !== undefined) && missing.length > 0) {
    const what = `\`events\` has no column ${missing.join(", ")}`;
    scope.reporter.report("PW2013", { what }, placeOf(files.file, block.span));
  }
  if (missing.length > 0) return [];
  const reader = new EventReader(files, scope, asked);
  return table.rows.flatMap(({ node, cells }) => {
    const byColumn = new Map<Column, Cell>();
    for (const [i, cell] of cells.entries()) {
      const column = header[i];
      if (column && (NEEDED.includes(column) || cellWords(cell) !== "none")) byColumn.set(column, cell);
    }
    const event = reader.read(byColumn);
    return event
      ? [{ ...event, origin: files.notes.originOf(files.file, node.cells[0] ?? block, node.span, node) }]
      : [];
  });
}

function columnOf(cell: Cell, files: FileScope, scope: Scope): Column | undefined {
  const words = cellWords(cell);
  if (isColumn(words)) return words;
  const place = placeOf(files.file, cell.span);
  const meant = nearest(words, COLUMNS);
  scope.reporter.report("PW1001", { name: words, kind: "a column" }, place, {
    label: meant && `did you mean ${meant}?`,
    why: `Columns: ${COLUMNS.join(", ")}.`,
    fixes: meant ? [replaceWith(place, meant)] : [],
  });
  return undefined;
}

class EventReader {
  constructor(
    private readonly files: FileScope,
    private readonly scope: Scope,
    private readonly asked: ReadonlySet<string>,
  ) {}

  read(cells: ReadonlyMap<Column, Cell>): Omit<AccountEvent, "origin"> | undefined {
    const date = this.literal(cells.get("date"), "day", "A day");
    const amount = this.literal(cells.get("amount"), "money", "An amount");
    const event = this.event(cells.get("event"));
    const plan = this.named(cells.get("plan"), "plans");
    const account = this.named(cells.get("account"), "accounts");
    if (date === undefined || amount === undefined || event === undefined) return undefined;
    if (plan === null || account === null) return undefined;
    if (event === "balance" && account === undefined) {
      const place = placeOf(this.files.file, cells.get("event")?.span ?? { start: 0, end: 0 });
      this.scope.reporter.report("PW0025", { block: "This balance", what: "account" }, place, {
        why: "A column `account` names it.",
      });
      return undefined;
    }
    return { date, event, amount, plan, account };
  }

  private literal(cell: Cell | undefined, kind: "day" | "money", wanted: string): string | undefined {
    if (!cell) return undefined;
    const result = readValue("literal", cell.items, cell.span);
    if (result.ok && result.value.kind === kind)
      return kind === "day" ? result.value.value : shortest(result.value.value);
    const place = placeOf(this.files.file, cell.span);
    this.scope.reporter.report("PW3003", { wanted, got: cellWords(cell) }, place);
    return undefined;
  }

  private event(cell: Cell | undefined): string | undefined {
    if (!cell) return undefined;
    const words = cellWords(cell);
    const known = ["claims", "balance", ...this.asked];
    if (known.includes(words)) return words;
    const place = placeOf(this.files.file, cell.span);
    const meant = nearest(words, known);
    this.scope.reporter.report("PW1001", { name: words, kind: "what happens to an account" }, place, {
      label: meant && `did you mean ${meant}?`,
      why: `There is: ${known.join(", ")}. What an account \`refuses\` may be asked for as well.`,
      fixes: meant ? [replaceWith(place, meant)] : [],
    });
    return undefined;
  }

  /** A declared name; `null` where it is none. */
  private named(cell: Cell | undefined, kind: "plans" | "accounts"): string | undefined | null {
    if (!cell) return undefined;
    const result = readValue("name", cell.items, cell.span);
    if (!result.ok) {
      const place = placeOf(this.files.file, cell.span);
      this.scope.reporter.report("PW3003", { wanted: "A name", got: cellWords(cell) }, place);
      return null;
    }
    return this.scope[kind].find(result.value, this.files.file)?.id ?? null;
  }
}
