import {
  type Book,
  type Census,
  type CensusColumn,
  dayIn,
  decimalIn,
  type ManyCells,
  manyCells,
  UNREAD,
} from "@planwright/evaluator";
import { CsvNames, TOO_MANY } from "./csv-names.js";
import type { IdBytes } from "./csv-premiums.js";

const [NEWLINE, RETURN, SPACE, QUOTE, COMMA, TILDE] = [10, 13, 32, 34, 44, 126] as const;

/** Longer rows are refused; whoever reads them row by row says so. */
const LONGEST = 900_000;

/** What a line is, where it is no row of the columns. */
export const LINE = { blank: -1, faulty: -2, odd: -3 } as const;

/** One column of a CSV, block after block. */
interface Column {
  readonly name: string;
  /** How its cells are told where they are many. */
  readonly many: ManyCells | undefined;
  told: "nowhere" | "names" | "many" | "texts";
  readonly names: CsvNames;
  codes: Int16Array;
  numbers: Float64Array | Int32Array;
  texts: string[];
}

/** The lines of a block, by their places in it. */
interface CsvLines {
  /** For each line its row in the columns, or what else it is; and where it begins. */
  at: Int32Array;
  begins: Int32Array;
}

/**
 * Reads blocks of CSV into columns. One for a file: what stands in a column is learnt once. A column is told by the
 * few texts that stand in it; where they are many, as numbers or days, and where it has neither, as texts. A row with a
 * cell that is then written in another way is odd: it must be read as it stands.
 */
export class CsvColumns {
  /** Of the block that was read. */
  lines = 0;
  rows = 0;
  readonly line: CsvLines = { at: new Int32Array(0), begins: new Int32Array(0) };
  /** For each row of the columns its line, and where its id begins and ends. */
  private lineOf = new Int32Array(0);
  private idBegins = new Int32Array(0);
  private idEnds = new Int32Array(0);
  private bytes: Buffer = Buffer.alloc(0);
  private readonly columns: readonly Column[];
  private readonly idAt: number;

  constructor(
    book: Book,
    private readonly header: readonly string[],
    private readonly hasReturns: boolean,
  ) {
    this.idAt = header.indexOf("id");
    this.columns = header.map((name, i) => ({
      name,
      many: manyCells(book.prepared.inputs.get(name)),
      told: i !== this.idAt && book.columns.has(name) ? "names" : "nowhere",
      names: new CsvNames(),
      codes: new Int16Array(0),
      numbers: new Int32Array(0),
      texts: [],
    }));
  }

  /** Reads a block of whole lines; false where something in it is unusual, so that it must be read otherwise. */
  read(block: Buffer): boolean {
    if (block.includes(QUOTE) || (!this.hasReturns && block.includes(RETURN))) return false;
    const isEnded = block[block.length - 1] === NEWLINE;
    this.bytes = isEnded ? block : Buffer.concat([block, Buffer.from(this.hasReturns ? "\r\n" : "\n")]);
    for (;;) {
      const fault = this.tryReading();
      if (fault !== AGAIN) return fault === undefined;
    }
  }

  private begin(): void {
    const lines = linesIn(this.bytes);
    if (lines > this.line.at.length) {
      this.line.at = new Int32Array(lines);
      this.line.begins = new Int32Array(lines);
      this.lineOf = new Int32Array(lines);
      this.idBegins = new Int32Array(lines);
      this.idEnds = new Int32Array(lines);
    }
    for (const column of this.columns) {
      if (column.told === "names" && column.codes.length < lines) column.codes = new Int16Array(lines);
      if (column.told === "many" && column.numbers.length < lines)
        column.numbers = new (column.many?.kind === "days" ? Int32Array : Float64Array)(lines);
      column.texts = [];
    }
    this.lines = 0;
    this.rows = 0;
  }

  /** `UNUSUAL`, or `AGAIN` where a column is told in another way from now on; undefined when all is read. */
  private tryReading(): typeof UNUSUAL | typeof AGAIN | undefined {
    this.begin();
    const { bytes, hasReturns, line } = this;
    const { length } = bytes;
    let at = 0;
    while (at < length) {
      const number = this.lines++;
      const begin = at;
      line.begins[number] = begin;
      const first = bytes[at] ?? 0;
      if (first === NEWLINE || (first === RETURN && hasReturns && bytes[at + 1] === NEWLINE)) {
        line.at[number] = LINE.blank;
        at += first === NEWLINE ? 1 : 2;
        if (hasReturns && first === NEWLINE) return UNUSUAL;
        continue;
      }
      // White space may be all that there is, and a mark of another kind of file may come first.
      if (first <= SPACE || first > TILDE) return UNUSUAL;
      at = this.readRow(number, at);
      if (at < 0) return at === AGAIN ? AGAIN : UNUSUAL;
      if (at - begin > LONGEST) return UNUSUAL;
    }
    return undefined;
  }

  /** Reads the row of a line, and answers where the next one begins. */
  private readRow(line: number, begin: number): number {
    const { bytes, columns, rows } = this;
    const last = columns.length - 1;
    let isOdd = false;
    let at = begin;
    for (let i = 0; i <= last; i++) {
      const from = at;
      let high = 0;
      let low = 0;
      let byte = bytes[at] ?? 0;
      while (byte > COMMA || (byte !== COMMA && byte > RETURN)) {
        high = (high << 8) | (low >>> 24);
        low = (low << 8) | byte;
        byte = bytes[++at] ?? 0;
      }
      const column = columns[i];
      if (column && column.told !== "nowhere") {
        const read = this.cell(column, rows, from, at, high, low);
        if (read === AGAIN) return AGAIN;
        if (read === ODD) isOdd = true;
      } else if (i === this.idAt) {
        this.idBegins[rows] = from;
        this.idEnds[rows] = at;
      }
      if (byte !== COMMA) {
        if (i < last) return this.end(line, at, LINE.faulty);
        if (isOdd) return this.end(line, at, LINE.odd);
        this.lineOf[rows] = line;
        return this.end(line, at, this.rows++);
      }
      at++;
    }
    for (let byte = bytes[at] ?? 0; byte === COMMA || byte > RETURN; byte = bytes[++at] ?? 0);
    return this.end(line, at, LINE.faulty);
  }

  /** Ends a line, and says what it is. */
  private end(line: number, at: number, what: number): number {
    const { bytes, hasReturns } = this;
    this.line.at[line] = what;
    if (bytes[at] === NEWLINE && !hasReturns) return at + 1;
    return bytes[at] === RETURN && bytes[at + 1] === NEWLINE && hasReturns ? at + 2 : UNUSUAL;
  }

  /** Tells a cell, of which the last eight bytes are two numbers. */
  private cell(
    column: Column,
    row: number,
    from: number,
    to: number,
    high: number,
    low: number,
  ): typeof READ | typeof ODD | typeof AGAIN {
    const { bytes } = this;
    if (column.told === "names") {
      const code = column.names.code(bytes, from, to, high, low);
      if (code !== TOO_MANY) {
        column.codes[row] = code;
        return READ;
      }
      column.told = column.many ? "many" : "texts";
      return AGAIN;
    }
    if (column.told === "texts" || !column.many) {
      column.texts[row] = bytes.toString("utf8", from, to);
      return READ;
    }
    const isDay = column.many.kind === "days";
    if (from === to) {
      column.numbers[row] = isDay ? 0 : Number.NaN;
      return READ;
    }
    const number = isDay ? dayIn(bytes, from, to) : decimalIn(bytes, from, to, column.many.parts);
    column.numbers[row] = number;
    return number === UNREAD ? ODD : READ;
  }

  /** The cells of a line as they are written. */
  cellsOf(line: number): string[] {
    const { bytes, hasReturns } = this;
    const begin = this.line.begins[line] ?? 0;
    const end = bytes.indexOf(NEWLINE, begin) - (hasReturns ? 1 : 0);
    return bytes.toString("utf8", begin, end).split(",");
  }

  /** Finds the bytes of the id of a row of the columns, without spaces around it. */
  findId(row: number, id: IdBytes): void {
    const { bytes } = this;
    id.bytes = bytes;
    id.from = this.idBegins[row] ?? 0;
    id.to = this.idEnds[row] ?? 0;
    if (this.idAt < 0 || isPlain(bytes, id.from, id.to)) return;
    id.bytes = Buffer.from(bytes.toString("utf8", id.from, id.to).trim());
    id.from = 0;
    id.to = id.bytes.length;
  }

  /** What was read. */
  census(): Census {
    const { rows, header } = this;
    const columns: Record<string, CensusColumn> = {};
    for (const column of this.columns) {
      const told = columnOf(column, rows);
      if (told) columns[column.name] = told;
    }
    const person = (row: number) => {
      const cells = this.cellsOf(this.lineOf[row] ?? 0);
      return Object.fromEntries(header.map((name, i) => [name, cells[i]]));
    };
    return { rows, columns, person };
  }
}

/** Not empty at an end, and of ASCII alone. */
function isPlain(bytes: Buffer, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if ((bytes[i] ?? 0) > TILDE) return false;
  return (bytes[from] ?? 0) > SPACE && (bytes[to - 1] ?? 0) > SPACE;
}

/** What becomes of a line: where the next one begins, or one of these. */
const UNUSUAL = -1;
const AGAIN = -2;
/** What becomes of a cell, beside `AGAIN`. */
const READ = 0;
const ODD = 1;

function columnOf(column: Column, rows: number): CensusColumn | undefined {
  const { told, many, names, codes, numbers, texts } = column;
  switch (told) {
    case "nowhere":
      return undefined;
    case "names":
      return { kind: "names", codes: codes.subarray(0, rows), names: names.names };
    case "texts":
      return { kind: "texts", texts: texts.length > rows ? texts.slice(0, rows) : texts };
    case "many": {
      const own = numbers.subarray(0, rows);
      if (many?.kind === "days") return { kind: "days", days: own };
      return { kind: "numbers", numbers: own, parts: many?.parts };
    }
  }
}

function linesIn(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) count++;
  return count;
}
