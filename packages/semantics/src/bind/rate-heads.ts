import type { Cell, Row, Span } from "@planwright/syntax";
import type { Key } from "../model.js";
import type { FileScope } from "../reading/block.js";
import { cellWords, NOTHING, type Said, type Table, together, withoutBy } from "../reading/table.js";
import type { Column } from "./amounts.js";
import { placeOf, type Scope } from "./scope.js";
import type { RatesBlock, TableKeys } from "./table-keys.js";

/** What the header of a rate table says that it is by. */
export interface RateHead {
  /** The keys that the first cells of each line hold. */
  readonly ids: readonly string[];
  /** The key of which each column of rates has a value; absent where there is one column. */
  readonly across: string | undefined;
  readonly columns: readonly Column[];
  /** What the header says in the columns of keys. */
  readonly corner: Said;
}

/** Of the marks and the tail of a cell: nearly every cell has none. */
export function saidIn(cell: Cell, row: Row | undefined, files: FileScope): Said {
  if (cell.marks.length === 0 && !cell.tail) return NOTHING;
  return files.notes.originOf(files.file, cell, cell.span, row);
}

/** Reads the headers of the tables of a block. What one says, another of the same words says too: that is not read again. */
export class RateHeads {
  private readonly known = new Map<string, RateHead>();

  constructor(
    private readonly block: RatesBlock,
    private readonly files: FileScope,
    private readonly scope: Scope,
    private readonly cells: TableKeys,
    /** Keeps the place of a key. */
    private readonly placed: (key: Key | undefined, span: Span) => Key | undefined,
  ) {}

  of(row: Row, table: Table): RateHead | undefined {
    const { written } = row;
    const known = written === undefined ? undefined : this.known.get(written);
    if (known) {
      // Of its own are the places of its names.
      this.scope.reporter.names?.whenAsked(() => this.keysOf(table.header));
      return known;
    }
    const head = this.read(row, table.header);
    if (head && written !== undefined && saysNamesAlone(head)) this.known.set(written, head);
    return head;
  }

  private read(row: Row, header: readonly Cell[]): RateHead | undefined {
    const said = header.map((cell) => saidIn(cell, row, this.files));
    const { ids, across, width, hasAcross } = this.keysOf(header);
    const whole = ids.filter((id) => id !== undefined);
    if (whole.length < ids.length || (hasAcross && !across)) return undefined;
    const columns = across ? this.columns(header, width, across, said) : this.rateColumn(header, said);
    return columns && { ids: whole, across, columns, corner: together(...said.slice(0, width)) };
  }

  /** The keys that a header names, and in how many cells. */
  private keysOf(header: readonly Cell[]) {
    const by = header.findIndex(({ items }) => items.some(({ image }) => image === "by"));
    const keyCells = by >= 0 ? header.slice(0, by + 1) : header.slice(0, -1);
    const ids = keyCells.map((cell, i) => this.cells.keyId(i === by ? withoutBy(cell, "before") : cell));
    const acrossCell = keyCells[by];
    const across = acrossCell && this.cells.keyId(withoutBy(acrossCell, "after"));
    return { ids, across, width: keyCells.length, hasAcross: by >= 0 };
  }

  /** Without `by`, the last column holds the rate. */
  private rateColumn(header: readonly Cell[], said: readonly Said[]): Column[] | undefined {
    const last = header[header.length - 1];
    if (last && cellWords(last) === "rate") {
      return [{ key: undefined, said: said[header.length - 1] ?? NOTHING }];
    }
    this.scope.reporter.report(
      "PW2013",
      { what: "This table does not say what its columns are" },
      placeOf(this.block.file, last?.span ?? this.block.node.span),
      { why: "The first row says what a table is by: `plan by tier | employee | family`, or `age | rate`." },
    );
    return undefined;
  }

  private columns(
    header: readonly Cell[],
    from: number,
    across: string,
    said: readonly Said[],
  ): Column[] | undefined {
    const columns = header.slice(from).map((cell, i) => {
      const key = this.placed(this.cells.keyOf(across, cell), cell.span);
      return key && { key, said: said[from + i] ?? NOTHING };
    });
    const complete = columns.filter((column) => column !== undefined);
    return complete.length === columns.length ? complete : undefined;
  }
}

/** Each band has a place of its own. */
const saysNamesAlone = ({ columns }: RateHead): boolean => columns.every(({ key }) => !key || "is" in key);
