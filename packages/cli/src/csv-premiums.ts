import {
  type Book,
  type CoverageColumns,
  figureBytes,
  MOST_BYTES,
  type RatedColumns,
} from "@planwright/evaluator";
import { csvCell } from "./rate-output.js";
import type { TextBytes } from "./text-bytes.js";

const RATED = 1;
const COMMA = 44;
const NEWLINE = 10;
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
    const { coverage, choice, choices, table } = columns;
    const heads = ["", ...choices].map((name) => output.piece(`,${csvCell(coverage)},${csvCell(name)},`));
    const per = (text: string) => output.piece(`,${csvCell(text)},`);
    const [of = ""] = persOf(book, coverage);
    const own = per(of);
    const pers = table ? book.prepared.book.rates.map((one) => per(one.per)) : [];
    const most =
      MOST_OF_FIGURES +
      Math.max(...heads.map(output.lengthOf)) +
      Math.max(...[own, ...pers].map(output.lengthOf));
    const { rate, quantity, premium, employer, employee } = columns;
    const writeRate = figureBytes(rate.parts, 2);
    const writeQuantity = figureBytes(quantity.parts, 0);
    const writePremium = figureBytes(premium.parts, 2);
    const writeEmployer = employer && figureBytes(employer.parts, 2);
    const writeEmployee = employee && figureBytes(employee.parts, 2);
    const write: WriteRow = (id, row) => {
      output.addBytes(id.bytes, id.from, id.to);
      output.add(heads[(choice[row] ?? -1) + 1] ?? 0);
      const { bytes } = output;
      output.at = writeRate(rate.numbers[row] ?? 0, bytes, output.at);
      output.add(table ? (pers[table[row] ?? -1] ?? own) : own);
      let at = writeQuantity(quantity.numbers[row] ?? 0, bytes, output.at);
      bytes[at++] = COMMA;
      at = writePremium(premium.numbers[row] ?? 0, bytes, at);
      bytes[at++] = COMMA;
      if (writeEmployer) at = writeEmployer(employer.numbers[row] ?? 0, bytes, at);
      bytes[at++] = COMMA;
      if (writeEmployee) at = writeEmployee(employee.numbers[row] ?? 0, bytes, at);
      bytes[at++] = COMMA;
      bytes[at++] = NEWLINE;
      output.at = at;
    };
    return { write, most };
  }
}
