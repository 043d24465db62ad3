import type { Person } from "../ask.js";
import { exact } from "../exact.js";
import type { Prepared } from "../prepare.js";
import type { PremiumLine } from "../rate.js";
import { Closures, NoValue, type Row } from "./closures.js";
import { generated, mayGenerate, Writer } from "./code.js";
import { type CoverageForm, type Form, formOf } from "./form.js";
import { LineWriter, nodesOf, Totals } from "./lines.js";
import { shared } from "./shared.js";
import { dayNumber, type Slot } from "./slots.js";

/** What a coverage is for a row. */
const NOT_HELD = 0;
const RATED = 1;

/** Fills in the numbers of a premium line, and says what the coverage is for the row. */
type Run = (row: Row, numbers: Float64Array) => number;

/** A slot that a column fills. */
export interface Reader {
  readonly at: number;
  readonly slot: Slot;
}

interface Ready {
  readonly run: Run;
  readonly line: LineWriter | undefined;
}

/** Rates rows by the form of a book: what it cannot say of one, or of a coverage, is for the reference. */
export class QuickRows {
  private readonly form: Form;
  private readonly row: Row;
  private readonly empty: Float64Array;
  private readonly numbers: Float64Array;
  private readonly readers = new Map<string, Reader[]>();
  private readonly ready: readonly (Ready | undefined)[];
  private day = "";
  /** Of the row that was read. */
  readonly totals: Totals;

  constructor(prepared: Prepared, code = mayGenerate()) {
    this.form = shared(formOf(prepared));
    this.totals = new Totals(Number(exact(prepared.book.rounding.to).d));
    const { list } = this.form.slots;
    this.empty = Float64Array.from(list, ({ empty }) => empty);
    this.row = { slots: new Float64Array(list.length), day: 0, stamp: 0 };
    for (const [at, slot] of list.entries()) {
      const known = this.readers.get(slot.column);
      if (known) known.push({ at, slot });
      else this.readers.set(slot.column, [{ at, slot }]);
    }
    const lines = this.form.coverages.map((form) => (typeof form === "string" ? undefined : form.line));
    const most = lines.map((line) => (line ? nodesOf(line).length : 0));
    this.numbers = new Float64Array(Math.max(0, ...most));
    const coverages = [...prepared.coverages.values()];
    const forms = this.form.coverages.map((form) => (typeof form === "string" ? undefined : form));
    const runs = code ? generatedRuns(this.form, forms) : closureRuns(this.form, forms);
    this.ready = forms.map((form, i) => {
      const run = runs[i];
      const coverage = coverages[i];
      if (!form || !run || !coverage) return undefined;
      const line = form.line && new LineWriter(coverage, form.line);
      return line && !line.fits(this.totals.parts) ? undefined : { run, line };
    });
  }

  private begin(day: string): Float64Array {
    const { row } = this;
    row.slots.set(this.empty);
    row.stamp++;
    this.totals.clear();
    if (day !== this.day) {
      row.day = dayNumber(day);
      this.day = day;
    }
    return row.slots;
  }

  /** Reads a row; false where it is no plain object of texts. */
  read(person: Person, day: string): boolean {
    const proto: unknown = Object.getPrototypeOf(person);
    if (proto !== Object.prototype && proto !== null) return false;
    const slots = this.begin(day);
    for (const name in person) {
      const readers = this.readers.get(name);
      if (!readers) continue;
      const said = person[name];
      if (typeof said === "string") readInto(slots, readers, said);
      else if (said !== undefined) return false;
    }
    return true;
  }

  /** Who reads each of some columns. */
  readersOf(columns: readonly string[]): readonly (readonly Reader[] | undefined)[] {
    return columns.map((column) => this.readers.get(column));
  }

  /** Reads the cells of a row, of which `readersOf` has told the columns. */
  readCells(
    cells: readonly string[],
    readers: readonly (readonly Reader[] | undefined)[],
    day: string,
  ): void {
    const slots = this.begin(day);
    for (let i = 0; i < readers.length; i++) {
      const own = readers[i];
      if (own) readInto(slots, own, cells[i] ?? "");
    }
  }

  /**
   * The premium line of a coverage for the row that was read, added to the totals; `null` where the row does not have
   * it, `undefined` where the reference must say.
   */
  line(coverage: number, remarks: string[]): PremiumLine | null | undefined {
    const ready = this.ready[coverage];
    if (!ready) return undefined;
    const result = ready.run(this.row, this.numbers);
    if (result === NOT_HELD) return null;
    return result === RATED ? ready.line?.write(this.numbers, this.totals, remarks) : undefined;
  }
}

function readInto(slots: Float64Array, readers: readonly Reader[], said: string): void {
  const text = trimmed(said);
  if (text === "") return;
  for (let i = 0; i < readers.length; i++) {
    const reader = readers[i];
    if (reader) slots[reader.at] = reader.slot.read(text);
  }
}

/** A text without spaces around it, as the reference takes it. */
function trimmed(text: string): string {
  const { length } = text;
  if (length === 0) return text;
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(length - 1);
  return first > 32 && first < 128 && last > 32 && last < 128 ? text : text.trim();
}

function generatedRuns(
  form: Form,
  coverages: readonly (CoverageForm | undefined)[],
): readonly (Run | undefined)[] {
  const writer = new Writer({ slot: (slot) => `S[${slot}]`, day: "D", leave: "return 2;" });
  const functions = coverages.map((coverage) => {
    if (!coverage) return "undefined";
    writer.leaveUnless(coverage.held, () => writer.put(`return ${writer.truth(coverage.stray)} ? 2 : 0;`));
    if (coverage.line)
      for (const [i, node] of nodesOf(coverage.line).entries())
        writer.put(`O[${i}] = ${writer.whole(node)};`);
    writer.put(`return ${coverage.line ? 1 : 2};`);
    return `(R, O) => { const S = R.slots, D = R.day;\n${writer.take()} }`;
  });
  return generated(`return [${functions.join(",\n")}];`, writer, form.cells) as readonly (Run | undefined)[];
}

function closureRuns(
  form: Form,
  coverages: readonly (CoverageForm | undefined)[],
): readonly (Run | undefined)[] {
  const closures = new Closures(form.cells);
  return coverages.map((coverage) => {
    if (!coverage) return undefined;
    const held = closures.truth(coverage.held);
    const stray = closures.truth(coverage.stray);
    const nodes = coverage.line && nodesOf(coverage.line).map((node) => closures.whole(node));
    return (row, numbers) => {
      try {
        if (!held(row)) return stray(row) ? 2 : NOT_HELD;
        if (!nodes) return 2;
        for (let i = 0; i < nodes.length; i++) numbers[i] = nodes[i]?.(row) ?? Number.NaN;
        return RATED;
      } catch (thrown) {
        if (thrown instanceof NoValue) return 2;
        throw thrown;
      }
    };
  });
}
