import {
  type Book,
  type CoverageColumns,
  FigureBytes,
  MOST_BYTES,
  type RatedColumns,
} from "@planwright/evaluator";
import { csvCell } from "./rate-output.js";
import type { TextBytes } from "./text-bytes.js";

const RATED = 1;
const COMMA = 44;
/** The two bytes at the end of a line, before which there is no error. */
const COMMA_NEWLINE = (COMMA << 8) | 10;
/** Five figures, each before a comma, and the end of the line. */
const MOST_OF_FIGURES = 5 * (MOST_BYTES + 1) + 1;

/** Whether the tables of some coverage differ in what a rate is per: then each line says it of its own table. */
export const persDiffer = (book: Book): boolean =>
  [...book.prepared.coverages.values()].some(({ id }) => persOf(book, id).size > 1);

const persOf = (book: Book, coverage: string): ReadonlySet<string> =>
  new Set((book.prepared.coverages.get(coverage)?.tables ?? []).map(({ table }) => table.per));

/** An id as bytes of a cell of CSV. */
export interface IdBytes {
  bytes: Buffer;
  from: number;
  to: number;
}

/** Writes the premium lines of a row, each after the id. */
export type WriteRow = (id: IdBytes, row: number) => void;

interface LineWriter {
  readonly write: WriteRow;
  /** The line is never longer beside its id. */
  readonly most: number;
}

/** Writes rated columns as the CSV of `planwright rate`, to the character as rows are written one by one. */
export class CsvPremiums {
  constructor(
    private readonly book: Book,
    private readonly output: TextBytes,
  ) {}

  of({ coverages }: RatedColumns): WriteRow {
    const { output } = this;
    const lines = coverages.map((coverage) => this.lineOf(coverage));
    const most = lines.reduce((sum, line) => sum + line.most, 0);
    return (id, row) => {
      output.room(most + lines.length * (id.to - id.from));
      for (let i = 0; i < coverages.length; i++)
        if (coverages[i]?.status[row] === RATED) lines[i]?.write(id, row);
    };
  }

  private lineOf(columns: CoverageColumns): LineWriter {
    const { book, output } = this;
    const { coverage, choice, choices, table, rate, quantity, premium, employer, employee } = columns;
    const heads = ["", ...choices].map((name) => output.piece(`,${csvCell(coverage)},${csvCell(name)},`));
    const per = (text: string) => output.piece(`,${csvCell(text)},`);
    const [of = ""] = persOf(book, coverage);
    const own = per(of);
    const pers = table ? book.prepared.book.rates.map((one) => per(one.per)) : [];
    const longest = (pieces: readonly number[]) => Math.max(...pieces.map(output.lengthOf));
    const most = MOST_OF_FIGURES + longest(heads) + longest([own, ...pers]);
    const writeRate = new FigureBytes(rate.parts, 2);
    const writeQuantity = new FigureBytes(quantity.parts, 0);
    const writePremium = new FigureBytes(premium.parts, 2);
    const writeEmployer = employer && new FigureBytes(employer.parts, 2);
    const writeEmployee = employee && new FigureBytes(employee.parts, 2);
    const write: WriteRow = (id, row) => {
      const { view } = output;
      let at = output.put(id.bytes, id.from, id.to, output.at);
      at = output.again(heads[(choice[row] ?? -1) + 1] ?? 0, at);
      at = writeRate.write(rate.numbers[row] ?? 0, view, at);
      at = output.again(table ? (pers[table[row] ?? -1] ?? own) : own, at);
      at = writeQuantity.write(quantity.numbers[row] ?? 0, view, at);
      view.setUint8(at++, COMMA);
      at = writePremium.write(premium.numbers[row] ?? 0, view, at);
      view.setUint8(at++, COMMA);
      if (writeEmployer) at = writeEmployer.write(employer.numbers[row] ?? 0, view, at);
      view.setUint8(at++, COMMA);
      if (writeEmployee) at = writeEmployee.write(employee.numbers[row] ?? 0, view, at);
      view.setUint16(at, COMMA_NEWLINE);
      output.at = at + 2;
    };
    return { write, most };
  }
}
