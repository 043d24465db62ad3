import type { Book, RateAnswer } from "@planwright/evaluator";
import { type BlockAnswer, BlockRater, MOST_NAMED, type Rater, type Unrated } from "./block-rater.js";
import { CsvColumns, LINE } from "./csv-columns.js";
import { CsvPremiums, type IdBytes, persDiffer } from "./csv-premiums.js";
import { cellsFault, faultAnswer, type RateWriter } from "./rate-output.js";
import { TextBytes } from "./text-bytes.js";

/** So few rows are rated as soon one by one. */
const FEWEST = 20;

const NO_BYTES = Buffer.alloc(0);

/**
 * Rates blocks of plain lines of CSV column by column, and writes them as CSV. A block in which something is unusual is
 * rated row by row, and so is a file whose rows say their day.
 */
export class CsvRater implements Rater {
  private readonly columns: CsvColumns;
  private readonly output = new TextBytes();
  private readonly premiums: CsvPremiums;
  private readonly provenance: boolean;
  private byRows: BlockRater | undefined;
  private rowOf: ((cells: readonly string[], asOf?: string) => RateAnswer) | undefined;

  constructor(
    private readonly book: Book,
    private readonly header: readonly string[],
    private readonly hasReturns: boolean,
    private readonly asOf: string | undefined,
    private readonly writer: RateWriter,
  ) {
    this.columns = new CsvColumns(book, header, hasReturns);
    this.premiums = new CsvPremiums(book, this.output);
    this.provenance = persDiffer(book);
  }

  /** Whether a file with this header can be rated so. */
  static takes = (header: readonly string[]): boolean =>
    !header.includes("date") && new Set(header).size === header.length;

  block(bytes: Buffer, before: number, lastRow: number, into: Buffer): BlockAnswer {
    const isRead = this.columns.read(bytes) && this.columns.lines >= FEWEST;
    this.output.begin(into);
    if (isRead) return this.rated(before, lastRow);
    const { book, header, hasReturns, asOf, writer } = this;
    this.byRows ??= new BlockRater(book, header, hasReturns, asOf, writer);
    return this.byRows.block(bytes, before, lastRow);
  }

  private rated(before: number, lastRow: number): BlockAnswer {
    const { columns, book, asOf, provenance, output } = this;
    const { lines, line } = columns;
    const rated = book.rateColumns(columns.census(), { asOf, provenance });
    const write = this.premiums.of(rated);
    const id: IdBytes = { bytes: NO_BYTES, from: 0, to: 0 };
    const failed: Unrated[] = [];
    let [rows, unrated, last] = [0, 0, lastRow];
    for (let i = 0; i < lines; i++) {
      const row = line.at[i] ?? LINE.blank;
      if (row === LINE.blank) continue;
      // A row is told to begin after the one before it, as the reader of CSV does.
      const at = last + 1;
      last = before + i + 1;
      rows++;
      const answer = row < 0 ? this.answer(i) : rated.apart.size > 0 ? rated.apart.get(row) : undefined;
      if (!answer) {
        columns.findId(row, id);
        write(id, row);
        continue;
      }
      output.addText(this.writer.row(answer, at));
      if (answer.errors.length === 0) continue;
      unrated++;
      if (failed.length < MOST_NAMED) failed.push({ id: answer.id, line: at });
    }
    const seen = { names: [], refused: undefined, dated: false, stopped: undefined };
    return { text: output.text(), rows, unrated, failed, lines, lastRow: last, ...seen };
  }

  /** Answers a line that is no row of the columns. */
  private answer(line: number): RateAnswer {
    const { book, header, columns, asOf } = this;
    const cells = columns.cellsOf(line);
    if (columns.line.at[line] === LINE.odd) {
      this.rowOf ??= book.rowsOf(header);
      return this.rowOf(cells, asOf);
    }
    const id = header[0] === "id" ? (cells[0]?.trim() ?? "") : "";
    return faultAnswer(id, cellsFault(cells.length, header.length));
  }
}
