import { attempt, type Person } from "../ask.js";
import type { Prepared } from "../prepare.js";
import type { RateAnswer } from "../rate.js";
import { readDay } from "../inputs.js";
import { type Census, cellText, fixedNode, sourceOf } from "./census.js";
import { mayGenerate } from "./generated.js";
import { type Column, ColumnCode, type CoverageCode, type Output } from "./columns-code.js";
import type { Filled } from "./columns-loop.js";
import { KnownEnds } from "./ends.js";
import { type CoverageForm, type Form, formOf } from "./form.js";
import { DAY, type Whole, whole } from "./nodes.js";
import { mapped } from "./remade.js";
import { dayNumber, type Slot } from "./slots.js";
import { Specialised } from "./specialised.js";
import { quickest } from "./tabled.js";

/** Amounts of many people: whole numbers of parts, of which `parts` make one. What cannot be large is kept in less room. */
export interface Amounts {
  readonly numbers: Float64Array | Int32Array;
  readonly parts: number;
}

/** What can be asked of a coverage. */
export type ColumnFigure = (typeof COLUMN_FIGURES)[number];
export const COLUMN_FIGURES = ["choice", "rate", "quantity", "premium", "employer", "employee"] as const;

/** What a row is for a coverage. */
export const STATUS = { notHeld: 0, rated: 1, apart: 2 } as const;

/**
 * The premiums of one coverage. A figure counts where `status` says that the row is rated; what was not asked for is
 * empty, or undefined.
 */
export interface CoverageColumns {
  readonly coverage: string;
  readonly status: Uint8Array;
  /** The plan or the option, by its place in `choices`; below zero where the coverage has none. */
  readonly choice: Int16Array;
  readonly choices: readonly string[];
  readonly rate: Amounts;
  readonly quantity: Amounts;
  readonly premium: Amounts;
  readonly employer: Amounts | undefined;
  readonly employee: Amounts | undefined;
  /** With provenance: the table of the rate book, and the row in it. */
  readonly table: Int32Array | undefined;
  readonly row: Int32Array | undefined;
}

export interface RatedColumns {
  readonly rows: number;
  readonly coverages: readonly CoverageColumns[];
  /** The answers of rows that stand apart, whose status is 2 in every coverage: errors, or figures too long for columns. */
  readonly apart: ReadonlyMap<number, RateAnswer>;
}

export interface ColumnsOptions {
  readonly asOf?: string | undefined;
  /** Which row of which table each rate is of. */
  readonly provenance?: boolean | undefined;
  /** Absent: all of them. Fewer take less time and less memory. */
  readonly figures?: readonly ColumnFigure[] | undefined;
}

/** Forms are kept for so many kinds of census: which columns they have, and of which day. */
const MOST_FORMS = 4;

const fitsInt32 = ({ low, high }: Whole): boolean => low >= -(2 ** 31) && high < 2 ** 31;

const columnFor = ({ of, node }: Output, rows: number): Column => {
  if (of === "choice") return new Int16Array(rows);
  return fitsInt32(node) ? new Int32Array(rows) : new Float64Array(rows);
};

/** What code fills of a coverage: nothing where nobody is in it. */
function toFill(code: CoverageCode | undefined, rows: number): Filled {
  const length = code && !code.isOfNobody ? rows : 0;
  return {
    status: new Uint8Array(rows),
    columns: (code?.outputs ?? []).map((output) => columnFor(output, length)),
  };
}

function markApart(coverages: readonly CoverageColumns[], isApart: Uint8Array): void {
  for (const { status } of coverages)
    for (let i = status.indexOf(STATUS.apart); i >= 0; i = status.indexOf(STATUS.apart, i + 1))
      isApart[i] = 1;
}

/** Rates a census column by column. `rate` answers for the rows that columns have no place for. */
export class RatedByColumns {
  private readonly form: Form;
  private readonly codes = new Map<string, ColumnCode>();

  constructor(
    private readonly prepared: Prepared,
    private readonly rate: (person: Person, asOf: string | undefined) => RateAnswer,
  ) {
    this.form = formOf(prepared);
  }

  rated(
    census: Census,
    { asOf, provenance = false, figures = COLUMN_FIGURES }: ColumnsOptions,
  ): RatedColumns {
    const { prepared } = this;
    const { rows } = census;
    const isApart = new Uint8Array(rows);
    const day = this.dayOf(asOf);
    // Rows that say their own day, or a day that is none, are rated one by one.
    if (day === undefined || census.columns.date !== undefined) isApart.fill(1);
    const code = this.codeFor(census, day);
    const { form } = code;
    const known = new KnownEnds();
    const sources = form.slots.list.map((slot, i) =>
      sourceOf(i, slot, census.columns[slot.column], rows, prepared.inputs.get(slot.column), known),
    );
    // Where code may not be made of text, everybody is rated row by row; so it is where the form cannot say a coverage.
    const codes = mayGenerate() ? code.for(sources, { figures: new Set(figures), provenance }) : undefined;
    const ids = [...prepared.coverages.keys()];
    const filled = ids.map((_, i) => toFill(codes?.coverages[i], rows));
    const isSomeApart = codes?.fill(sources, rows, filled) ?? false;
    const coverages = filled.map((one, i) =>
      this.told(ids[i] ?? "", form.coverages[i], codes?.coverages[i], one),
    );
    if (!codes || codes.coverages.includes(undefined)) isApart.fill(1);
    else if (isSomeApart) markApart(coverages, isApart);
    this.checkSomething(coverages, isApart);
    const apart = this.apart(census, isApart, asOf);
    for (const { status } of coverages) for (const row of apart.keys()) status[row] = STATUS.apart;
    return { rows, coverages, apart };
  }

  /** The code for the columns that a census has and for its day. */
  private codeFor({ columns }: Census, day: number | undefined): ColumnCode {
    const { list } = this.form.slots;
    const isThere = ({ column }: Slot): boolean => columns[column] !== undefined;
    const key = `${day} ${list.map((slot) => (isThere(slot) ? "1" : "0")).join("")}`;
    let found = this.codes.get(key);
    if (!found) {
      const slot = (at: number): Whole => {
        const one = list[at];
        return one && !isThere(one) ? fixedNode(one.empty) : (one?.node ?? whole(0));
      };
      const special = new Specialised({ slot, day: day === undefined ? DAY : whole(day) });
      found = new ColumnCode(quickest(mapped(this.form, special)));
      if (this.codes.size >= MOST_FORMS) this.codes.clear();
      this.codes.set(key, found);
    }
    return found;
  }

  private dayOf(asOf: string | undefined): number | undefined {
    const { from, to } = this.prepared.program.effective;
    const day = attempt(() => (asOf === undefined ? from : readDay("date", asOf)));
    return day.ok && day.value >= from && day.value <= to ? dayNumber(day.value) : undefined;
  }

  /** Whoever has nothing at all is told so. */
  private checkSomething(coverages: readonly CoverageColumns[], isApart: Uint8Array): void {
    if (coverages.some(({ status }) => !status.includes(STATUS.notHeld))) return;
    const { length } = isApart;
    const has = new Uint8Array(length);
    for (const { status } of coverages)
      for (let i = 0; i < length; i++) has[i] = (has[i] ?? 0) | (status[i] ?? 0);
    for (let i = has.indexOf(0); i >= 0; i = has.indexOf(0, i + 1)) isApart[i] = 1;
  }

  private apart(
    census: Census,
    isApart: Uint8Array,
    asOf: string | undefined,
  ): ReadonlyMap<number, RateAnswer> {
    const answers = new Map<number, RateAnswer>();
    const columns = Object.entries(census.columns);
    const textsOf = (row: number): Person =>
      Object.fromEntries(
        columns.map(([name, column]) => [name, cellText(column, row, this.prepared.inputs.get(name))]),
      );
    const person = census.person ?? textsOf;
    for (let i = isApart.indexOf(1); i >= 0; i = isApart.indexOf(1, i + 1))
      answers.set(i, this.rate(person(i), asOf));
    return answers;
  }

  private told(
    coverage: string,
    form: CoverageForm | string | undefined,
    code: CoverageCode | undefined,
    { status, columns }: Filled,
  ): CoverageColumns {
    const outputs = code?.outputs ?? [];
    const choices = typeof form === "object" ? (form.line?.choices ?? []) : [];
    const columnOf = (of: Output["of"]): Column | undefined =>
      columns[outputs.findIndex((one) => one.of === of)];
    const places = (of: "table" | "row"): Int32Array | undefined => {
      const column = columnOf(of);
      return column instanceof Int32Array ? column : undefined;
    };
    const amount = (of: ColumnFigure): Amounts | undefined => {
      const numbers = columnOf(of);
      const parts = outputs.find((one) => one.of === of)?.parts ?? 1;
      return numbers && !(numbers instanceof Int16Array) ? { numbers, parts } : undefined;
    };
    const nothing: Amounts = { numbers: new Int32Array(0), parts: 1 };
    const choice = columnOf("choice");
    const table = places("table");
    return {
      coverage,
      status,
      choice: choice instanceof Int16Array ? choice : new Int16Array(0),
      choices,
      rate: amount("rate") ?? nothing,
      quantity: amount("quantity") ?? nothing,
      premium: amount("premium") ?? nothing,
      employer: amount("employer"),
      employee: amount("employee"),
      table: table && this.placesInBook(coverage, table),
      row: places("row"),
    };
  }

  /** Places among the tables of a coverage as places among those of the book. */
  private placesInBook(coverage: string, places: Int32Array): Int32Array {
    const own = this.prepared.book.rates.flatMap(({ coverages }, i) =>
      coverages.includes(coverage) ? [i] : [],
    );
    return places.map((place) => own[place] ?? -1);
  }
}
