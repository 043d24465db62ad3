import type { Person } from "../ask.js";
import { exact } from "../exact.js";
import type { Prepared } from "../prepare.js";
import type { PremiumLine } from "../rate.js";
import type { Row } from "./closures.js";
import { mayGenerate } from "./generated.js";
import { type Form, formOf } from "./form.js";
import { KnownRows } from "./known.js";
import { MISSED, REMARKED } from "./kept.js";
import { Totals } from "./lines.js";
import {
  cellsReader,
  type Columns,
  isPlain,
  personReader,
  READ,
  type Read,
  type Reader,
  readInto,
} from "./reading.js";
import { LineRuns } from "./runs.js";
import { shared } from "./shared.js";
import { dayNumber } from "./slots.js";

/** So many rows pass before code is made for the columns that say something: it pays for itself in as many. */
const ROWS_BEFORE_KNOWN = 50_000;
/** Of these the last are looked at, to see which columns say something. */
const ROWS_NOTED = 2_000;
/** Where rows say something else, it is made anew after so many times as many, so often. */
const MORE_ROWS = 4;
const MOST_MADE = 4;
/** Where rows have more names than these, none is known. */
const MOST_NAMES = 1_000;

const NOTHING = new Float64Array(4);

/** What rows of one kind say, and how they are rated once that is known. */
export class RowsAlike<Said> {
  private readonly said = new Set<string>();
  private readonly others = new Set<string>();
  private made = 0;
  private left: number;
  known: KnownRows<Said> | undefined;

  /** `after` so many rows it is known which columns say something; `make` makes what rates them. */
  constructor(
    private readonly after: number,
    private readonly make: (said: ReadonlySet<string>, others: ReadonlySet<string>) => KnownRows<Said>,
  ) {
    this.left = after;
  }

  /** Whether it is found out what the next row says. */
  get isNoting(): boolean {
    return this.left <= ROWS_NOTED && this.made < MOST_MADE;
  }

  note(column: string, text: string | undefined): void {
    if (text === undefined || text === "") this.others.add(column);
    else this.said.add(column);
  }

  /** A row has passed that is not rated by what is known. */
  passed(): void {
    if (this.made >= MOST_MADE || --this.left > 0) return;
    if (this.said.size + this.others.size > MOST_NAMES) this.made = MOST_MADE;
    else {
      this.known = this.make(this.said, this.others);
      this.left = this.after * MORE_ROWS ** ++this.made;
    }
  }
}

/** Rates rows by the form of a book: what it cannot say of one, or of a coverage, is for the reference. */
export class QuickRows {
  private readonly form: Form;
  private readonly runs: LineRuns;
  private readonly row: Row;
  private readonly empty: Float64Array;
  private readonly readers = new Map<string, Reader[]>();
  private readonly people: RowsAlike<Person> | undefined;
  private day = "";
  /** What rates the row that was read, where it says what others did; else it is rated as if it might say anything. */
  private known: KnownRows<Person> | KnownRows<readonly string[]> | undefined;
  /** How many of its lines are kept. */
  private count = 0;
  /** Of the row that was read. */
  readonly totals: Totals;

  /** Rows are `known` after so many of them. */
  constructor(
    private readonly prepared: Prepared,
    private readonly code = mayGenerate(),
    private readonly knownAfter = ROWS_BEFORE_KNOWN,
  ) {
    this.form = formOf(prepared);
    this.totals = new Totals(Number(exact(prepared.book.rounding.to).d));
    const { list } = this.form.slots;
    this.empty = Float64Array.from(list, ({ empty }) => empty);
    this.row = { slots: new Float64Array(list.length), day: 0, stamp: 0 };
    for (const [at, slot] of list.entries()) {
      const known = this.readers.get(slot.column);
      if (known) known.push({ at, slot });
      else this.readers.set(slot.column, [{ at, slot }]);
    }
    this.runs = new LineRuns(prepared, shared(this.form), this.totals.parts, code);
    this.people = this.alike(personReader);
  }

  private alike<Said>(reader: (columns: Columns) => Read<Said>): RowsAlike<Said> | undefined {
    if (!this.code) return undefined;
    const { prepared, form, totals, readers } = this;
    return new RowsAlike<Said>(this.knownAfter, (said, others) => {
      const columns: Columns = {
        said: new Map([...readers].filter(([column]) => said.has(column))),
        silent: [...others].filter((column) => readers.has(column) && !said.has(column)),
        others: [...said, ...others].filter((column) => !readers.has(column)),
      };
      return new KnownRows(prepared, form, totals.parts, columns, reader(columns));
    });
  }

  private look(known: KnownRows<Person> | KnownRows<readonly string[]>): void {
    this.count = known.look(this.row);
    this.known = known;
    this.totals.begin(known.found.totals);
  }

  /** The row that was read may say anything. */
  private lookAtNothing(): void {
    this.known = undefined;
    this.totals.begin(NOTHING);
  }

  /** Sets the day of a row that is read next. */
  private begin(day: string): void {
    const { row } = this;
    row.stamp++;
    if (day !== this.day) {
      row.day = dayNumber(day);
      this.day = day;
    }
  }

  /** Reads a row; false where it is no plain object of texts. */
  read(person: Person, day: string): boolean {
    this.begin(day);
    const { people, row } = this;
    if (people?.known) {
      const how = people.known.read(row, person);
      if (how === READ.fully) {
        this.look(people.known);
        return true;
      }
      if (how === READ.never) return false;
    }
    this.lookAtNothing();
    return this.readAnything(person, people);
  }

  private readAnything(person: Person, alike: RowsAlike<Person> | undefined): boolean {
    if (!isPlain(person)) return false;
    const noting = alike?.isNoting ? alike : undefined;
    const { slots } = this.row;
    slots.set(this.empty);
    for (const name in person) {
      const readers = this.readers.get(name);
      if (!readers) {
        noting?.note(name, "");
        continue;
      }
      const said = person[name];
      if (typeof said === "string") readInto(slots, readers, said);
      else if (said !== undefined) return false;
      noting?.note(name, said);
    }
    alike?.passed();
    return true;
  }

  /** Makes what reads cells in the order of a header, each day of its own. */
  cellReader(header: readonly string[]): (cells: readonly string[], day: string) => void {
    const readers = header.map((column) => this.readers.get(column));
    const isTwice = new Set(header).size < header.length;
    const alike = isTwice ? undefined : this.alike((columns) => cellsReader(header, columns));
    const { row } = this;
    return (cells, day) => {
      this.begin(day);
      const known = alike?.known;
      if (known?.read(row, cells) === READ.fully) {
        this.look(known);
        return;
      }
      this.lookAtNothing();
      row.slots.set(this.empty);
      for (let i = 0; i < readers.length; i++) {
        const own = readers[i];
        const text = cells[i] ?? "";
        if (own) readInto(row.slots, own, text);
      }
      if (alike?.isNoting) for (let i = 0; i < header.length; i++) alike.note(header[i] ?? "", cells[i]);
      alike?.passed();
    };
  }

  /** The coverages that the row that was read may have. */
  get active(): readonly number[] {
    return this.known ? this.known.active : this.runs.active;
  }

  /** All lines of the row that was read, with their remarks, where they are kept. */
  all(remarks: string[]): readonly PremiumLine[] | undefined {
    const { known, count } = this;
    if (known?.found.totals[MISSED] !== 0) return undefined;
    const { inOrder, totals, lines: found } = known.found;
    if (totals[REMARKED] !== 0)
      for (let i = 0; i < known.active.length; i++) {
        const coverage = known.active[i] ?? 0;
        if (found[coverage] !== null) known.addRemarks(coverage, remarks);
      }
    const lines = new Array<PremiumLine>(count);
    for (let i = 0; i < count; i++) {
      const line = inOrder[i];
      // Whether it is there is asked without looking into it: most lines are far away in memory.
      if (line !== undefined) lines[i] = line;
    }
    return lines;
  }

  /**
   * The line of a coverage for the row that was read, added to the totals; `null` where the row does not have it,
   * `undefined` where the reference must say.
   */
  line(coverage: number, remarks: string[]): PremiumLine | null | undefined {
    const { known, row } = this;
    const line = known?.found.lines[coverage];
    if (line !== undefined) {
      if (line !== null && known?.found.totals[REMARKED] !== 0) known?.addRemarks(coverage, remarks);
      return line;
    }
    const made = known ? known.made(coverage, row) : this.runs.made(coverage, row);
    if (!made) return made;
    this.totals.add(made);
    push(remarks, made.remarks);
    return made.line;
  }
}

function push(remarks: string[], more: readonly string[]): void {
  for (let i = 0; i < more.length; i++) remarks.push(more[i] ?? "");
}
