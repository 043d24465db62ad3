import { type Book, type CoverageColumns, figureWriter, type RatedColumns } from "@planwright/evaluator";
import { csvCell } from "./rate-output.js";

/** The premium lines of a row. */
export type WriteRow = (id: string, row: number) => string;

const RATED = 1;

/** Whether the tables of some coverage differ in what a rate is per: then each line says it of its own table. */
export const persDiffer = (book: Book): boolean =>
  [...book.prepared.coverages.values()].some(({ id }) => persOf(book, id).size > 1);

const persOf = (book: Book, coverage: string): ReadonlySet<string> =>
  new Set((book.prepared.coverages.get(coverage)?.tables ?? []).map(({ table }) => table.per));

/**
 * Writes rated columns as the CSV of `planwright rate`, to the character as rows are written one by one. One for a file:
 * the texts of figures that come again are kept.
 */
export class CsvPremiums {
  private readonly kept = new Map<string, readonly [Kept, Kept]>();

  constructor(private readonly book: Book) {}

  of({ coverages }: RatedColumns): WriteRow {
    const writers = coverages.map((coverage) => this.lineOf(coverage));
    return (id, row) => {
      let text = "";
      for (let i = 0; i < coverages.length; i++)
        if (coverages[i]?.status[row] === RATED) text += writers[i]?.(id, row) ?? "";
      return text;
    };
  }

  private lineOf(columns: CoverageColumns): WriteRow {
    const { book } = this;
    const { coverage, choice, choices, table } = columns;
    const heads = ["", ...choices].map((name) => `,${csvCell(coverage)},${csvCell(name)},`);
    const [per = ""] = persOf(book, coverage);
    const pers = book.prepared.book.rates.map((one) => one.per);
    const [rate, quantity, premium] = [columns.rate, columns.quantity, columns.premium];
    const { employer, employee } = columns;
    const write = {
      rate: figureWriter(rate.parts, 2),
      quantity: figureWriter(quantity.parts, 0),
      premium: figureWriter(premium.parts, 2),
      employer: employer && figureWriter(employer.parts, 2),
      employee: employee && figureWriter(employee.parts, 2),
    };
    const [costs, shares] = this.keptOf(columns);
    const cost = (place: number, of: number, a: number, b: number, c: number): string => {
      const said = of < 0 ? per : (pers[of] ?? per);
      return `${heads[place] ?? ""}${write.rate(a)},${csvCell(said)},${write.quantity(b)},${write.premium(c)},`;
    };
    const share = (_: number, __: number, a: number, b: number): string =>
      `${write.employer?.(a) ?? ""},${write.employee?.(b) ?? ""},\n`;
    return (id, row) => {
      const place = (choice[row] ?? -1) + 1;
      const of = table ? (table[row] ?? -1) : -1;
      const [a, b, c] = [rate.numbers[row] ?? 0, quantity.numbers[row] ?? 0, premium.numbers[row] ?? 0];
      const paid = shares.text(0, 0, employer?.numbers[row] ?? 0, employee?.numbers[row] ?? 0, 0, share);
      return id + costs.text(place, of, a, b, c, cost) + paid;
    };
  }

  /** What is kept of a coverage; figures of other parts are others. */
  private keptOf({ coverage, rate, quantity, premium }: CoverageColumns): readonly [Kept, Kept] {
    const key = [coverage, rate.parts, quantity.parts, premium.parts].join(" ");
    let found = this.kept.get(key);
    if (!found) {
      found = [new Kept(), new Kept()];
      this.kept.set(key, found);
    }
    return found;
  }
}

/** So many texts are kept; a new one takes the place of an old one. */
const KEPT = 1 << 10;
const NUMBERS = 5;

/** Texts that follow from a few numbers. */
class Kept {
  private readonly texts: string[] = new Array<string>(KEPT).fill("");
  private readonly numbers = new Float64Array(NUMBERS * KEPT).fill(Number.NaN);

  text(
    a: number,
    b: number,
    c: number,
    d: number,
    e: number,
    write: (a: number, b: number, c: number, d: number, e: number) => string,
  ): string {
    const { numbers, texts } = this;
    const place = (a + 3 * b + 7 * c + 31 * d + 127 * e) & (KEPT - 1);
    const at = NUMBERS * place;
    if (
      numbers[at] === a &&
      numbers[at + 1] === b &&
      numbers[at + 2] === c &&
      numbers[at + 3] === d &&
      numbers[at + 4] === e
    )
      return texts[place] ?? "";
    const text = write(a, b, c, d, e);
    numbers[at] = a;
    numbers[at + 1] = b;
    numbers[at + 2] = c;
    numbers[at + 3] = d;
    numbers[at + 4] = e;
    texts[place] = text;
    return text;
  }
}
