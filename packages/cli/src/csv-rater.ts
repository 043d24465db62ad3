import type { Book } from "@planwright/evaluator";
import { type BlockAnswer, BlockRater, MOST_NAMED, type Rater, type Unrated } from "./block-rater.js";
import { CsvColumns } from "./csv-columns.js";
import { CsvPremiums, persDiffer } from "./csv-premiums.js";
import { cellsFault, csvCell, faultAnswer, type RateWriter } from "./rate-output.js";

/** Longer rows are refused; whoever reads them row by row says so. */
const LONGEST = 900_000;

/** So few rows are rated as soon one by one. */
const FEWEST = 20;

/**
 * Rates blocks of plain lines of CSV column by column, and writes them as CSV. A block in which something is unusual is
 * rated row by row, and so is a file whose rows say their day.
 */
export class CsvRater implements Rater {
  private readonly columns: CsvColumns;
  private readonly premiums: CsvPremiums;
  private byRows: BlockRater | undefined;
  private readonly provenance: boolean;

  constructor(
    private readonly book: Book,
    private readonly header: readonly string[],
    private readonly hasReturns: boolean,
    private readonly asOf: string | undefined,
    private readonly writer: RateWriter,
  ) {
    this.columns = new CsvColumns(header);
    this.premiums = new CsvPremiums(book);
    this.provenance = persDiffer(book);
  }

  private rowByRow(): BlockRater {
    const { book, header, hasReturns, asOf, writer } = this;
    this.byRows ??= new BlockRater(book, header, hasReturns, asOf, writer);
    return this.byRows;
  }

  /** Whether a file with this header can be rated so. */
  static takes = (header: readonly string[]): boolean =>
    !header.includes("date") && new Set(header).size === header.length;

  block(bytes: Buffer, before: number, lastRow: number): BlockAnswer {
    const text = bytes.toString("utf8");
    const lines = text.includes('"') ? undefined : this.linesOf(text);
    if (!lines || lines.length < FEWEST) return this.rowByRow().block(bytes, before, lastRow);
    return this.rated(lines, before, lastRow);
  }

  /** The lines of a block; undefined where one is to be looked at more closely. */
  private linesOf(text: string): readonly string[] | undefined {
    const lines = text.split(this.hasReturns ? "\r\n" : "\n");
    if (lines.at(-1) === "") lines.pop();
    return lines.every((line) => line === "" || this.isPlain(line)) ? lines : undefined;
  }

  /** Not of white space alone, no longer than a row may be, and without the end of another line in it. */
  private isPlain(line: string): boolean {
    const first = line.charCodeAt(0);
    if (first <= 32 || first > 126) return false;
    return line.length <= LONGEST && !(this.hasReturns && line.includes("\n"));
  }

  private rated(lines: readonly string[], before: number, lastRow: number): BlockAnswer {
    const { columns, book, asOf, provenance } = this;
    /** For each line the row in the columns; -1 where it is none. */
    const places = new Int32Array(lines.length).fill(-1);
    columns.begin(lines.length);
    const faults = this.read(lines, places);
    const rated = book.rateColumns(columns.census(), { asOf, provenance });
    const write = this.premiums.of(rated);
    const failed: Unrated[] = [];
    let [text, rows, unrated, last] = ["", 0, 0, lastRow];
    for (let i = 0; i < lines.length; i++) {
      if (lines[i] === "") continue;
      // A row is told to begin after the one before it, as the reader of CSV does.
      const at = last + 1;
      last = before + i + 1;
      rows++;
      const place = places[i] ?? -1;
      const answer = place < 0 ? faults.get(i) : rated.apart.size > 0 ? rated.apart.get(place) : undefined;
      if (!answer) {
        text += write(csvCell(columns.ids[place] ?? ""), place);
        continue;
      }
      text += this.writer.row(answer, at);
      if (answer.errors.length === 0) continue;
      unrated++;
      if (failed.length < MOST_NAMED) failed.push({ id: answer.id, line: at });
    }
    const seen = { names: [], refused: undefined, dated: false, stopped: undefined };
    return { text, rows, unrated, failed, lines: lines.length, lastRow: last, ...seen };
  }

  /** Puts the rows into columns; answers those that have too many cells, or too few. */
  private read(
    lines: readonly string[],
    places: Int32Array,
  ): ReadonlyMap<number, ReturnType<typeof faultAnswer>> {
    const { columns, header } = this;
    const faults = new Map<number, ReturnType<typeof faultAnswer>>();
    for (const [i, line] of lines.entries()) {
      if (line === "") continue;
      const cells = line.split(",");
      if (cells.length === header.length) {
        places[i] = columns.rows;
        columns.add(cells);
      } else {
        const id = header[0] === "id" ? (cells[0]?.trim() ?? "") : "";
        faults.set(i, faultAnswer(id, cellsFault(cells.length, header.length)));
      }
    }
    return faults;
  }
}
