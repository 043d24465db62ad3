import type { Cell, Row } from "@planwright/syntax";
import type { Origin } from "../places.js";
import type { FileScope } from "./block.js";

export interface TableRow {
  readonly node: Row;
  /** As many as the header has. */
  readonly cells: readonly Cell[];
}

/** A row whose cells are read when they are asked for, once. */
export class LaterRow implements TableRow {
  private made: readonly Cell[] | undefined;

  constructor(readonly node: Row) {}

  get cells(): readonly Cell[] {
    this.made ??= this.node.cells;
    return this.made;
  }
}

export interface Table {
  /** Read when it is asked for. */
  readonly header: readonly Cell[];
  /** The rows as they are written. */
  readonly nodes: readonly Row[];
  /** Made when they are asked for. */
  readonly rows: readonly TableRow[];
  /** Every row could be read: what is missing is missing, and was not left out for a fault. */
  readonly complete: boolean;
}

/** The rows of a block as one table: the first is the header. Rows of another width are reported and left out. */
export function readTable(rows: readonly Row[], scope: FileScope): Table | undefined {
  const head = rows[0];
  if (!head) return undefined;
  const body = rows.slice(1);
  const place = (span: Row["span"]) => ({ file: scope.file, span });
  const { width } = head;
  let complete = hasNoEmpty(head, scope) && !reportHeader(head, body, scope);
  if (!complete) return undefined;
  const nodes: Row[] = [];
  body.forEach((row) => {
    if (row.width !== width) {
      const { cells } = row;
      const surplus = cells[width];
      const at = surplus ? { start: surplus.span.start, end: row.span.end } : row.span;
      scope.reporter.report("PW0031", { cells: cells.length, header: width }, place(at), {
        label: surplus ? "one cell too many" : "a cell is missing",
        related: [{ place: place(head.span), message: `${width} columns` }],
      });
    } else if (hasNoEmpty(row, scope)) nodes.push(row);
  });
  if (body.length === 0) {
    scope.reporter.report("PW0027", { what: "This table has a header and no rows" }, place(head.span));
    complete = false;
  }
  if (!complete) return undefined;
  return new LaterTable(head, nodes, nodes.length === body.length);
}

/** A table whose cells are read when they are asked for, once. */
class LaterTable implements Table {
  private readonly head: LaterRow;
  private made: readonly TableRow[] | undefined;

  constructor(
    head: Row,
    readonly nodes: readonly Row[],
    readonly complete: boolean,
  ) {
    this.head = new LaterRow(head);
  }

  get header(): readonly Cell[] {
    return this.head.cells;
  }

  get rows(): readonly TableRow[] {
    this.made ??= this.nodes.map((node) => new LaterRow(node));
    return this.made;
  }
}

/** When the rows agree with each other and not with the header, it is the header that is wrong. */
function reportHeader(head: Row, body: readonly Row[], scope: FileScope): boolean {
  const [first, second] = body;
  const width = first?.width;
  if (!second || width === undefined || width === head.width) return false;
  if (!body.every((row) => row.width === width)) return false;
  scope.reporter.report(
    "PW0031",
    { cells: head.width, header: width },
    { file: scope.file, span: head.span },
    {
      label: "this header",
      related: [{ place: { file: scope.file, span: first?.span ?? head.span }, message: `${width} cells` }],
      why: "Every row below has the same number of cells, and the header another.",
    },
  );
  return true;
}

/** Reports cells that are empty, and answers whether there are none. */
function hasNoEmpty(row: Row, scope: FileScope): boolean {
  if (row.isPlain) return true;
  const { cells } = row;
  let complete = true;
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i];
    if (!cell || cell.items.length > 0) continue;
    complete = false;
    const outer = i === 0 || i === cells.length - 1;
    scope.reporter.report(
      "PW0032",
      {},
      { file: scope.file, span: cell.span.start < cell.span.end ? cell.span : row.span },
      {
        why: outer
          ? "Bars stand between cells, not around a row."
          : "A cell is never empty: `not offered` is a hole on purpose.",
      },
    );
  }
  return complete;
}

/** The words of a cell, as written: `age`, `employee premium`. */
export const cellWords = (cell: Cell): string => cell.items.map(({ image }) => image).join(" ");

/** What headings, corners and column headers say of the rows below them. */
export type Said = Pick<Origin, "cites" | "notes">;

export const NOTHING: Said = { cites: [], notes: [] };

const saysNothing = ({ cites, notes }: Said): boolean => cites.length === 0 && notes.length === 0;

/** What several of them say. */
export function together(...all: readonly Said[]): Said {
  let one: Said | undefined;
  let saying = 0;
  for (let i = 0; i < all.length; i++) {
    const said = all[i];
    if (!said || saysNothing(said)) continue;
    one = said;
    saying++;
  }
  if (!one) return NOTHING;
  // What it says, without where it stands.
  if (saying === 1) return { cites: one.cites, notes: one.notes };
  return {
    cites: [...new Set(all.flatMap(({ cites }) => cites))],
    notes: all.flatMap(({ notes }) => notes),
  };
}

export function withoutBy(cell: Cell, side: "before" | "after"): Cell {
  const at = cell.items.findIndex(({ image }) => image === "by");
  const { kind, marks, tail, span } = cell;
  const items = side === "before" ? cell.items.slice(0, at) : cell.items.slice(at + 1);
  return { kind, items, marks, tail, span };
}
