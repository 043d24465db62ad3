import { attempt, type Person } from "../ask.js";

import type { Prepared } from "../prepare.js";
import type { RateAnswer } from "../rate.js";
import { readDay } from "../inputs.js";
import { type Census, cellText, type Source, sourceOf } from "./census.js";
import { generated, mayGenerate, Writer } from "./code.js";
import type { Scaled } from "./figures.js";
import { type CoverageForm, type Form, formOf, type LineForm } from "./form.js";
import { DAY, type Truth, type Whole, whole } from "./nodes.js";
import { dayNumber } from "./slots.js";
import { Specialised } from "./specialised.js";

/** Amounts of many people: whole numbers of parts, of which `parts` make one. */
export interface Amounts {
  readonly numbers: Float64Array;
  readonly parts: number;
}

/** What a row is for a coverage. */
export const STATUS = { notHeld: 0, rated: 1, apart: 2 } as const;

/** The premiums of one coverage. A figure counts where `status` says that the row is rated. */
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
}

/** Fills in the columns of one coverage. */
type Fill = (
  rows: number,
  status: Uint8Array,
  out: readonly (Float64Array | Int32Array | Int16Array)[],
) => void;

type FillWith = (
  numbers: readonly Source["numbers"][],
  meanings: readonly Float64Array[],
  ...of: Parameters<Fill>
) => void;

/** Code is kept for so many coverages and kinds of census. */
const MOST_MADE = 64;

interface Output {
  readonly node: Whole;
  readonly kind: "amount" | "choice" | "place";
}

/** Rates a census column by column. `rate` answers for the rows that columns have no place for. */
export class RatedByColumns {
  private readonly form: Form;
  private readonly made = new Map<string, FillWith>();

  constructor(
    private readonly prepared: Prepared,
    private readonly rate: (person: Person, asOf: string | undefined) => RateAnswer,
  ) {
    this.form = formOf(prepared);
  }

  rated(census: Census, { asOf, provenance = false }: ColumnsOptions): RatedColumns {
    const { prepared, form } = this;
    const { rows } = census;
    const isApart = new Uint8Array(rows);
    const day = this.dayOf(asOf);
    // Rows that say their own day, or a day that is none, are rated one by one.
    if (day === undefined || census.columns.date !== undefined) isApart.fill(1);
    const sources = form.slots.list.map((slot, i) =>
      sourceOf(i, slot, census.columns[slot.column], rows, prepared.inputs.get(slot.column)),
    );
    const special = new Specialised({
      slot: (slot) => sources[slot]?.node ?? whole(0),
      day: day === undefined ? DAY : whole(day),
    });
    const ids = [...prepared.coverages.keys()];
    const coverages = form.coverages.map((coverage, i) =>
      this.coverage(ids[i] ?? "", coverage, special, sources, rows, provenance),
    );
    for (const { status } of coverages)
      for (let i = 0; i < rows; i++) if (status[i] === STATUS.apart) isApart[i] = 1;
    this.checkSomething(coverages, isApart);
    const apart = this.apart(census, isApart, asOf);
    for (const { status } of coverages) for (const row of apart.keys()) status[row] = STATUS.apart;
    return { rows, coverages, apart };
  }

  private dayOf(asOf: string | undefined): number | undefined {
    const { from, to } = this.prepared.program.effective;
    const day = attempt(() => (asOf === undefined ? from : readDay("date", asOf)));
    return day.ok && day.value >= from && day.value <= to ? dayNumber(day.value) : undefined;
  }

  /** Whoever has nothing at all is told so. */
  private checkSomething(coverages: readonly CoverageColumns[], isApart: Uint8Array): void {
    const { length } = isApart;
    const has = new Uint8Array(length);
    for (const { status } of coverages)
      for (let i = 0; i < length; i++) has[i] = (has[i] ?? 0) | (status[i] ?? 0);
    for (let i = 0; i < length; i++) if (has[i] === 0) isApart[i] = 1;
  }

  private apart(
    census: Census,
    isApart: Uint8Array,
    asOf: string | undefined,
  ): ReadonlyMap<number, RateAnswer> {
    const answers = new Map<number, RateAnswer>();
    const columns = Object.entries(census.columns);
    for (let i = isApart.indexOf(1); i >= 0; i = isApart.indexOf(1, i + 1)) {
      const cells = columns.map(([name, column]) => [
        name,
        cellText(column, i, this.prepared.inputs.get(name)),
      ]);
      answers.set(i, this.rate(Object.fromEntries(cells) as Person, asOf));
    }
    return answers;
  }

  private coverage(
    id: string,
    form: CoverageForm | string,
    special: Specialised,
    sources: readonly Source[],
    rows: number,
    provenance: boolean,
  ): CoverageColumns {
    const status = new Uint8Array(rows);
    const line = typeof form === "string" ? undefined : form.line;
    const fill =
      typeof form === "string" || !mayGenerate()
        ? undefined
        : this.filled(form, special, sources, provenance);
    // What the form cannot say of a coverage is rated row by row, and so is all where code may not be made of text.
    if (!fill) {
      status.fill(STATUS.apart);
      return this.told(id, undefined, status, [], provenance);
    }
    const length = fill.isOfSomebody ? rows : 0;
    const out = fill.kinds.map((kind) =>
      kind === "amount"
        ? new Float64Array(length)
        : kind === "choice"
          ? new Int16Array(length)
          : new Int32Array(length),
    );
    fill.fill(length, status, out);
    return this.told(id, line, status, out, provenance);
  }

  /** The code of a coverage for one census. Code that was made before is used again: it is quicker for it. */
  private filled(form: CoverageForm, special: Specialised, sources: readonly Source[], provenance: boolean) {
    const held = special.truth(form.held);
    const stray = special.truth(form.stray);
    const isOfSomebody = ![held, stray].every((truth) => truth.op === "constant" && !truth.value);
    const outputs = form.line && isOfSomebody ? outputsOf(form.line, special, provenance) : [];
    const { text, lists, meanings } = this.code(held, stray, form.line !== undefined, outputs, sources);
    const key = [text, ...lists.map((list) => list.join())].join(";");
    let fillWith = this.made.get(key);
    if (!fillWith) {
      fillWith = generated(text, lists, this.form.cells) as FillWith;
      if (this.made.size >= MOST_MADE) this.made.clear();
      this.made.set(key, fillWith);
    }
    const run = fillWith;
    const numbers = sources.map((source) => source.numbers);
    // One function, and none made anew for each census: what V8 has learnt of it would be lost.
    const fill: Fill = (...of) => run(numbers, meanings, ...of);
    return { fill, isOfSomebody, kinds: outputs.map(({ kind }) => kind) };
  }

  private code(
    held: Truth,
    stray: Truth,
    hasLine: boolean,
    outputs: readonly Output[],
    sources: readonly Source[],
  ): {
    readonly text: string;
    readonly lists: readonly Float64Array[];
    readonly meanings: readonly Float64Array[];
  } {
    const used = new Set<number>();
    const meanings: Float64Array[] = [];
    const slot = (number: number): string => {
      const { meanings: own } = sources[number] ?? {};
      used.add(number);
      return own ? `M${meanings.push(own) - 1}[N${number}[i]]` : `N${number}[i]`;
    };
    const writer = new Writer({ slot, day: "0", leave: "{ Z[i] = 2; continue; }" });
    writeRow(writer, held, stray, hasLine, outputs);
    const body = writer.take();
    const names = [
      ...[...used].map((number) => `const N${number} = N[${number}];`),
      ...meanings.map((_, i) => `const M${i} = M[${i}];`),
      ...outputs.map((_, i) => `const O${i} = O[${i}];`),
    ];
    const loop = `for (let i = 0; i < rows; i++) {\n${body}\n}`;
    const text = `return (N, M, rows, Z, O) => {\n${names.join("\n")}\n${loop} };`;
    return { text, lists: writer.lists, meanings };
  }

  private told(
    coverage: string,
    line: LineForm | undefined,
    status: Uint8Array,
    out: readonly (Float64Array | Int32Array | Int16Array)[],
    provenance: boolean,
  ): CoverageColumns {
    const amounts = out.filter((one) => one instanceof Float64Array);
    const figures = line ? figuresOf(line) : [];
    const amount = (figure: Scaled | undefined): Amounts | undefined => {
      const numbers = figure && amounts[figures.indexOf(figure)];
      return numbers && figure && { numbers, parts: figure.parts };
    };
    const nothing: Amounts = { numbers: new Float64Array(0), parts: 1 };
    const [table, row] = provenance ? out.filter((one) => one instanceof Int32Array) : [];
    return {
      coverage,
      status,
      choice: out.find((one) => one instanceof Int16Array) ?? new Int16Array(0),
      choices: line?.choices ?? [],
      rate: amount(line?.rate) ?? nothing,
      quantity: amount(line?.quantity) ?? nothing,
      premium: amount(line?.premium) ?? nothing,
      employer: amount(line?.employer),
      employee: amount(line?.employee),
      table: table && this.placesInBook(coverage, table),
      row,
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

const figuresOf = (line: LineForm): readonly Scaled[] =>
  [line.rate, line.quantity, line.premium, line.employer, line.employee].filter((one) => one !== undefined);

function outputsOf(line: LineForm, special: Specialised, provenance: boolean): readonly Output[] {
  return [
    { node: special.whole(line.choice), kind: "choice" },
    ...figuresOf(line).map(({ number }): Output => ({ node: special.whole(number), kind: "amount" })),
    ...(provenance
      ? [line.table, line.row].map((one): Output => ({ node: special.whole(one), kind: "place" }))
      : []),
  ];
}

function writeRow(
  writer: Writer,
  held: Truth,
  stray: Truth,
  hasLine: boolean,
  outputs: readonly Output[],
): void {
  writer.leaveUnless(held, () => writer.put(`Z[i] = ${writer.truth(stray)} ? 2 : 0; continue;`));
  for (const [i, { node }] of outputs.entries()) writer.put(`O${i}[i] = ${writer.whole(node)};`);
  writer.put(`Z[i] = ${hasLine ? 1 : 2};`);
}
