import type { Book, RateAnswer } from "@planwright/evaluator";
import { Figures } from "./figures.js";

/** Columns of names, as codes of dictionaries. */
export const NAME_COLUMNS = ["coverage", "plan", "per"] as const;
export type NameColumn = (typeof NAME_COLUMNS)[number];

export const FIGURE_COLUMNS = ["rate", "quantity", "premium", "employer", "employee"] as const;
export type FigureColumn = (typeof FIGURE_COLUMNS)[number];

/** What the columns of the premiums of a book hold. */
export interface LineShape {
  /** Names in the order of their codes. */
  readonly names: Readonly<Record<NameColumn, readonly string[]>>;
  /** How many decimals each figure has. */
  readonly places: Readonly<Record<FigureColumn, number>>;
  /** With the table of the rate book that each rate is of, and the row in it, by their places. */
  readonly hasProvenance: boolean;
}

/** Premium lines in columns: one for each coverage of a person, and one with the reasons for who cannot be rated. */
export interface Lines {
  readonly rows: number;
  readonly ids: readonly (string | null)[];
  /** Codes; below zero where there is no name. */
  readonly names: Readonly<Record<NameColumn, Int32Array>>;
  readonly figures: Readonly<Record<FigureColumn, Figures>>;
  /** Why somebody is not rated, by the row. */
  readonly errors: ReadonlyMap<number, string>;
  /** Places in the rate book; below zero where a rate is of no row, since it follows from others. */
  readonly table: Int32Array;
  readonly row: Int32Array;
}

/** Most decimals that rates and quantities are written with. */
const FIGURE_PLACES = 8;
const LEAST_AMOUNT_PLACES = 2;

/** The columns that premiums of a book are told in. Amounts have the decimals of the step to which it rounds, or two. */
export function shapeOf(book: Book, hasProvenance = false): LineShape {
  const { plans, rates, rounding } = book.prepared.book;
  const coverages = [...book.prepared.coverages.values()];
  const options = coverages.flatMap(({ coverage }) => coverage.options);
  const [, ofStep = ""] = rounding.to.split(".");
  const amount = Math.max(LEAST_AMOUNT_PLACES, ofStep.length);
  return {
    names: {
      coverage: coverages.map(({ id }) => id),
      plan: [...new Set([...plans.map(({ id }) => id), ...options])],
      per: [...new Set(rates.map(({ per }) => per))],
    },
    places: {
      ...{ rate: FIGURE_PLACES, quantity: FIGURE_PLACES },
      ...{ premium: amount, employer: amount, employee: amount },
    },
    hasProvenance,
  };
}

const LONG = "This row has a figure with more digits than a column holds: CSV and JSON lines can tell it.";

/** Gathers premium lines, until they are taken. */
export class LineColumns implements Lines {
  rows = 0;
  ids: (string | null)[] = [];
  names = { coverage: new Int32Array(0), plan: new Int32Array(0), per: new Int32Array(0) };
  figures: Readonly<Record<FigureColumn, Figures>>;
  errors = new Map<number, string>();
  table = new Int32Array(0);
  row = new Int32Array(0);
  /** Why a row is not told. */
  readonly tooLong = { about: "row", message: LONG };
  private readonly codes: Readonly<Record<NameColumn, ReadonlyMap<string, number>>>;

  constructor(readonly shape: LineShape) {
    const coded = (list: readonly string[]) => new Map(list.map((name, code) => [name, code]));
    const { coverage, plan, per } = shape.names;
    this.codes = { coverage: coded(coverage), plan: coded(plan), per: coded(per) };
    this.figures = this.noFigures();
  }

  private noFigures(): Readonly<Record<FigureColumn, Figures>> {
    const { rate, quantity, premium, employer, employee } = this.shape.places;
    return {
      rate: new Figures(rate),
      quantity: new Figures(quantity),
      premium: new Figures(premium),
      employer: new Figures(employer),
      employee: new Figures(employee),
    };
  }

  /** Adds so many lines, which say nothing yet; answers the first of them. */
  reserve(count: number): number {
    const begin = this.rows;
    this.rows += count;
    const { length } = this.table;
    if (this.rows > length) {
      const room = Math.max(this.rows, 2 * length);
      for (const name of NAME_COLUMNS) this.names[name] = longer(this.names[name], room);
      for (const name of FIGURE_COLUMNS) this.figures[name].grow(room);
      this.table = longer(this.table, room);
      this.row = longer(this.row, room);
    }
    return begin;
  }

  /** Adds the lines of an answer. */
  add(answer: RateAnswer): void {
    const told = this.told(answer);
    const begin = this.reserve(linesOf(told));
    this.write(begin, told);
    for (let at = begin; at < this.rows; at++) this.ids[at] = told.id;
  }

  /** An answer, or why its figures cannot be told in columns. */
  told(answer: RateAnswer): RateAnswer {
    const { rate, quantity, premium, employer, employee } = this.figures;
    const fits = answer.lines.every(
      (line) =>
        rate.fits(line.rate) &&
        quantity.fits(line.quantity) &&
        premium.fits(line.premium) &&
        employer.fits(line.employer ?? "") &&
        employee.fits(line.employee ?? ""),
    );
    return fits ? answer : { ...answer, lines: [], total: null, errors: [this.tooLong] };
  }

  /** Writes an answer that can be told into lines that were reserved, but for its `id`. */
  write(begin: number, { lines, errors }: RateAnswer): void {
    if (errors.length > 0) this.errors.set(begin, errors.map(({ message }) => message).join(" "));
    for (const [i, line] of lines.entries()) {
      const at = begin + i;
      for (const name of NAME_COLUMNS) this.names[name][at] = this.codes[name].get(line[name] ?? "") ?? -1;
      for (const name of FIGURE_COLUMNS) {
        const figure = line[name];
        if (figure !== null) this.figures[name].setText(at, figure);
      }
    }
  }

  /** The lines so far; those that are added from now on are others. */
  take(): Lines {
    const { rows, ids, names, figures, errors, table, row } = this;
    this.rows = 0;
    this.ids = [];
    this.names = { coverage: new Int32Array(0), plan: new Int32Array(0), per: new Int32Array(0) };
    this.figures = this.noFigures();
    this.errors = new Map();
    this.table = new Int32Array(0);
    this.row = new Int32Array(0);
    return { rows, ids, names, figures, errors, table, row };
  }
}

/** An answer has a line for each coverage, or one with its errors. */
export const linesOf = ({ lines, errors }: RateAnswer): number => (errors.length > 0 ? 1 : lines.length);

function longer(list: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const result = new Int32Array(length).fill(-1, list.length);
  result.set(list);
  return result;
}
