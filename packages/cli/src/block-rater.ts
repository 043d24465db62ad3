import type { Book, RateAnswer } from "@planwright/evaluator";
import { Lines, plainCells } from "./plain-csv.js";
import { faultAnswer, cellsFault, type RateWriter } from "./rate-output.js";

/** A row that is not rated, by what names it. */
export interface Unrated {
  readonly id: string | null;
  readonly line: number;
}

/** What a block of lines comes to. */
export interface BlockAnswer {
  /** As bytes of UTF-8, or not yet. */
  readonly text: string | Uint8Array;
  readonly rows: number;
  readonly unrated: number;
  /** The first of those that are not rated. */
  readonly failed: readonly Unrated[];
  /** A row says its date. */
  readonly dated: boolean;
  /** Lines taken, and the last that was a row. */
  readonly lines: number;
  readonly lastRow: number;
  /** Where a line begins that must be read otherwise; absent where there is none. */
  readonly stopped: number | undefined;
  /** Names of columns that have not been seen before, where each row has its own. */
  readonly names: readonly string[];
  /** Where names are refused: no row is read from there on. */
  readonly refused: { readonly names: readonly string[]; readonly line: number } | undefined;
}

/** Rates blocks of whole lines, of which the first is that after `before`; the last row stood in `lastRow`. */
export interface Rater {
  /** What is written as bytes is written into the memory that is given, where it fits. */
  block(bytes: Buffer, before: number, lastRow: number, into: Buffer): BlockAnswer;
}

/** So many rows that are not rated are named. */
export const MOST_NAMED = 10;

const NEWLINE = 10;

/** Rates blocks of plain lines of CSV. */
export class BlockRater implements Rater {
  private readonly rate: (cells: readonly string[], asOf?: string) => RateAnswer;
  private readonly dateAt: number;
  private readonly idIsFirst: boolean;

  constructor(
    book: Book,
    private readonly header: readonly string[],
    private readonly hasReturns: boolean,
    private readonly asOf: string | undefined,
    private readonly writer: RateWriter,
  ) {
    this.rate = book.rowsOf(header);
    this.dateAt = header.indexOf("date");
    this.idIsFirst = header[0] === "id";
  }

  block(bytes: Buffer, before: number, lastRow: number): BlockAnswer {
    const lines = new Lines(bytes, this.hasReturns);
    const failed: Unrated[] = [];
    let text = "";
    let rows = 0;
    let unrated = 0;
    let dated = false;
    let taken = 0;
    let last = lastRow;
    let stopped: number | undefined;
    for (let line = lines.next(); line !== undefined; line = lines.next()) {
      if (line === "") {
        taken++;
        continue;
      }
      const cells = line === null || line.trim() === "" ? undefined : plainCells(line);
      if (!cells) {
        stopped = beginOfLine(bytes, taken);
        break;
      }
      taken++;
      // A row is told to begin after the one before it, as the reader of CSV does.
      const at = last + 1;
      last = before + taken;
      const answer = this.answer(cells);
      dated ||=
        this.dateAt >= 0 && Boolean(cells[this.dateAt]?.trim()) && cells.length === this.header.length;
      rows++;
      if (answer.errors.length > 0) {
        unrated++;
        if (failed.length < MOST_NAMED) failed.push({ id: answer.id, line: at });
      }
      text += this.writer.row(answer, at);
    }
    const seen = { names: [], refused: undefined };
    return { text, rows, unrated, failed, dated, lines: taken, lastRow: last, stopped, ...seen };
  }

  private answer(cells: readonly string[]): RateAnswer {
    if (cells.length === this.header.length) return this.rate(cells, this.asOf);
    return faultAnswer(
      this.idIsFirst ? (cells[0]?.trim() ?? "") : "",
      cellsFault(cells.length, this.header.length),
    );
  }
}

/** Where a line begins, counted in bytes. */
function beginOfLine(bytes: Buffer, line: number): number {
  let at = 0;
  for (let i = 0; i < line; i++) at = bytes.indexOf(NEWLINE, at) + 1;
  return at;
}
