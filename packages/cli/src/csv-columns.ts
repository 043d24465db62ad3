import type { Census, CensusColumn } from "@planwright/evaluator";

/** A column with more different texts is read cell by cell. */
const MOST_NAMES = 256;

/** One column of a CSV, block after block: as codes of the texts that stand in it, as long as they are few. */
class CodedColumn {
  private readonly places = new Map<string, number>();
  private readonly names: string[] = [];
  private codes = new Int16Array(0);
  private texts: string[] | undefined;

  /** Begins a block of at most so many rows. */
  begin(rows: number): void {
    if (this.texts) this.texts = [];
    else if (this.codes.length < rows) this.codes = new Int16Array(rows);
  }

  set(row: number, text: string): void {
    if (this.texts) {
      this.texts[row] = text;
      return;
    }
    let code = this.places.get(text);
    if (code === undefined) {
      if (this.names.length >= MOST_NAMES) {
        this.spell(row);
        this.set(row, text);
        return;
      }
      code = this.names.push(text) - 1;
      this.places.set(text, code);
    }
    this.codes[row] = code;
  }

  /** From now on the texts are kept as they are; those of the rows before it too. */
  private spell(rows: number): void {
    this.texts = Array.from(this.codes.subarray(0, rows), (code) => this.names[code] ?? "");
  }

  column(rows: number): CensusColumn {
    if (this.texts) return { kind: "texts", texts: this.texts };
    return { kind: "names", codes: this.codes.subarray(0, rows), names: this.names };
  }
}

/** The rows of a block of CSV in columns. One for a file: what stands in a column is learnt once. */
export class CsvColumns {
  rows = 0;
  readonly ids: string[] = [];
  private readonly columns: readonly CodedColumn[];
  private readonly idAt: number;

  constructor(private readonly header: readonly string[]) {
    this.columns = header.map(() => new CodedColumn());
    this.idAt = header.indexOf("id");
  }

  begin(rows: number): void {
    this.rows = 0;
    this.ids.length = 0;
    for (const column of this.columns) column.begin(rows);
  }

  /** Adds a row, which has a cell for each column. */
  add(cells: readonly string[]): void {
    const { columns, rows } = this;
    for (let i = 0; i < columns.length; i++) {
      const text = cells[i] ?? "";
      if (i === this.idAt) this.ids[rows] = text.trim();
      else columns[i]?.set(rows, text);
    }
    this.rows = rows + 1;
  }

  census(): Census {
    const { rows, idAt } = this;
    const columns: Record<string, CensusColumn> = {};
    for (const [i, name] of this.header.entries()) {
      const column = i === idAt ? undefined : this.columns[i]?.column(rows);
      if (column) columns[name] = column;
    }
    return { rows, columns: idAt < 0 ? columns : { ...columns, id: { kind: "texts", texts: this.ids } } };
  }
}
