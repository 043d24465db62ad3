import { Readable } from "node:stream";
import type { ReadCensus } from "@planwright/columnar";
import type { Book } from "@planwright/evaluator";
import { emit, type Output, progress } from "./answer-stream.js";
import { MOST_NAMED, type Unrated } from "./block-rater.js";
import { Blocks } from "./blocks.js";
import {
  type CensusRow,
  columnsOf,
  fileName,
  isOfLines,
  openCensus,
  readCensus,
  readRest,
  readRestOfLines,
  sizeOf,
  unreadable,
} from "./census.js";
import { checkColumns, checkIgnored } from "./census-columns.js";
import { cellsIn, openColumns } from "./column-files.js";
import { openingOf } from "./plain-csv.js";
import { ratedBlocks, type RatedText, type ReadSoFar } from "./rate-blocks.js";
import { faultAnswer, type RateWriter, type TextFormat } from "./rate-output.js";
import type { RateThreads, ThreadTask } from "./rate-threads.js";
import { grouped } from "./text.js";

export type OutputFormat = TextFormat | "arrow" | "parquet";

/** What is written as texts of their own, one after the other. */
export const isText = (format: OutputFormat): format is "csv" | "json" =>
  format === "csv" || format === "json";

export interface RunOptions {
  readonly census: string;
  readonly asOf: string | undefined;
  readonly explain: boolean;
  readonly format: OutputFormat;
  readonly threads: RateThreads;
  readonly ignored: ReadonlySet<string>;
}

/** Rows between two updates of the progress line. */
const PROGRESS_ROWS = 5_000;

/** One run over a census: rates row after row, and counts. Memory does not grow with the rows. */
export class CensusRun {
  rows = 0;
  unrated = 0;
  /** Some row says its date. */
  dated = false;
  /** What names the first rows that are not rated. */
  readonly failed: string[] = [];
  /** Rows of a file of columns are counted, of other files their lines. */
  private readonly counts: "line" | "row";
  private readonly began = performance.now();
  private readonly size: number | undefined;
  private shown = 0;
  /** Names of columns of JSON lines. */
  private readonly known = new Set<string>();

  constructor(
    private readonly book: Book,
    private readonly output: Output,
    private readonly writer: RateWriter,
    private readonly options: RunOptions,
  ) {
    this.counts = columnsOf(options.census) ? "row" : "line";
    this.size = sizeOf(options.census);
  }

  async all(): Promise<void> {
    const { census, ignored, explain } = this.options;
    const kind = columnsOf(census);
    if (kind) await this.columns(kind);
    else if (explain) await this.each(readCensus(census, this.book.columns, ignored));
    else if (isOfLines(census)) await this.lines();
    else await this.csv();
    progress("");
  }

  /** Blocks of plain lines; what is not plain, and all that follows it, is left to the reader of CSV. */
  private async csv(): Promise<void> {
    const { census, ignored } = this.options;
    const { columns } = this.book;
    const blocks = new Blocks(openCensus(census));
    let left: ReadSoFar | undefined;
    let begun: ThreadTask["csv"];
    try {
      const first = await blocks.next();
      if (first) blocks.putBack(first);
      const opening = first ? openingOf(first) : undefined;
      if (first && opening) {
        begun = opening;
        const { header, after } = opening;
        checkColumns(header, fileName(census), columns, ignored);
        checkIgnored(header, fileName(census), ignored);
        const whole = await blocks.next();
        if (whole) blocks.putBack(whole.subarray(after));
        left = await this.blocks(blocks, begun, { lines: 1, lastRow: 1 });
        if (!left) return;
      }
    } catch (thrown) {
      throw unreadable(fileName(census), thrown);
    }
    const from = begun && left ? { ...begun, ...left } : undefined;
    await this.each(readRest(Readable.from(blocks.rest()), census, columns, ignored, from));
  }

  /** Blocks of lines of JSON; a line that is too long for one is left to the reader of lines. */
  private async lines(): Promise<void> {
    const { census, ignored } = this.options;
    const blocks = new Blocks(openCensus(census));
    let left: ReadSoFar | undefined;
    try {
      left = await this.blocks(blocks, undefined, { lines: 0, lastRow: 0 });
    } catch (thrown) {
      throw unreadable(fileName(census), thrown);
    }
    const { known } = this;
    if (left) {
      const rest = Readable.from(blocks.rest());
      const begun = { lines: left.lines, known };
      await this.each(readRestOfLines(rest, census, this.book.columns, ignored, begun));
    } else if (known.size > 0) checkIgnored([...known], fileName(census), ignored);
  }

  /** Rates blocks; answers where the reader of rows must go on, where it must. */
  private async blocks(
    blocks: Blocks,
    csv: ThreadTask["csv"],
    from: ReadSoFar,
  ): Promise<ReadSoFar | undefined> {
    const { asOf, format, ignored, threads } = this.options;
    const task = { ...from, csv, asOf, ignored, format: isText(format) ? format : "table" } as const;
    const answers = ratedBlocks(blocks, threads, this.book, this.writer, task);
    try {
      for (;;) {
        const { done, value } = await answers.next();
        if (done) return value;
        await this.take(value);
        this.show(this.size && blocks.read / this.size);
      }
    } finally {
      // Threads end, whatever became of an answer.
      await answers.return(undefined);
    }
  }

  private async take({ text, written, ...answer }: RatedText): Promise<void> {
    const { rows, unrated, failed, dated, names, refused } = answer;
    this.count(rows, unrated, failed);
    this.dated ||= dated;
    for (const name of names) this.known.add(name);
    await emit(this.output, text, written);
    await this.writeGathered();
    if (!refused) return;
    const { census, ignored } = this.options;
    checkColumns(refused.names, `${fileName(census)}:${refused.line}`, this.book.columns, ignored);
  }

  private count(rows: number, unrated: number, failed: readonly Unrated[]): void {
    this.rows += rows;
    this.unrated += unrated;
    for (const { id, line } of failed)
      if (this.failed.length < MOST_NAMED)
        this.failed.push(id === null ? `${this.counts} ${line}` : `id ${id}`);
  }

  private async each(rows: AsyncIterable<CensusRow>): Promise<void> {
    const { asOf, explain } = this.options;
    for await (const row of rows) {
      const answer = row.fault
        ? faultAnswer(row.person.id ?? "", row.fault)
        : this.book.rate(row.person, { asOf, trace: explain });
      this.dated ||= Boolean(row.person.date);
      await this.write(answer, row.line);
      if (this.rows % PROGRESS_ROWS === 0) this.show(undefined);
    }
  }

  private async write(answer: ReturnType<Book["rate"]>, line: number): Promise<void> {
    const isRated = answer.errors.length === 0;
    this.count(1, isRated ? 0 : 1, isRated ? [] : [{ id: answer.id, line }]);
    await emit(this.output, this.writer.row(answer, line));
    await this.writeGathered();
  }

  /** A file of columns is written piece by piece. */
  private async writeGathered(): Promise<void> {
    const bytes = this.writer.columns?.take();
    if (bytes) await emit(this.output, bytes);
  }

  /** A file of columns: into columns at once, or row by row into text. */
  private async columns(kind: NonNullable<ReturnType<typeof columnsOf>>): Promise<void> {
    const { census, asOf, ignored } = this.options;
    const file = await openColumns(census, kind, this.book, ignored);
    for await (const people of file.people()) {
      const before = this.rows;
      this.dated ||= saysDate(this.book, people);
      const into = this.writer.columns;
      if (into) {
        const unrated = into.rate(people, asOf);
        const named = unrated.slice(0, MOST_NAMED).map(({ id, row }) => ({ id, line: before + row + 1 }));
        this.count(people.rows, unrated.length, named);
        await this.writeGathered();
      } else await this.rowsOf(people, before);
      this.show(file.done());
    }
  }

  private async rowsOf(people: ReadCensus, before: number): Promise<void> {
    const { asOf, explain } = this.options;
    const names = Object.keys(people.columns);
    const cells = cellsIn(this.book, people);
    const rate = this.book.rowsOf(names);
    const idAt = names.indexOf("id");
    const rated = (row: number): ReturnType<Book["rate"]> => {
      const said = cells(row);
      const errors = people.faults.get(row);
      if (errors) return { ...faultAnswer(said[idAt]?.trim() ?? "", ""), errors };
      if (!explain) return rate(said, asOf);
      const person = Object.fromEntries(names.map((name, i) => [name, said[i]]));
      return this.book.rate(person, { asOf, trace: true });
    };
    for (let row = 0; row < people.rows; row++) await this.write(rated(row), before + row + 1);
  }

  /** `1,200,000 rows, 450,000 a second, 12 s left`, on a terminal. */
  private show(done: number | undefined): void {
    const seconds = (performance.now() - this.began) / 1000;
    if (this.rows - this.shown < PROGRESS_ROWS || seconds <= 0) return;
    this.shown = this.rows;
    const rate = `${grouped(this.rows)} rows, ${grouped(Math.round(this.rows / seconds))} a second`;
    const left = done ? (seconds / done) * (1 - done) : undefined;
    progress(left === undefined ? rate : `${rate}, ${Math.ceil(Math.max(0, left))} s left`);
  }
}

/** Whether some row says its date. */
function saysDate(book: Book, people: ReadCensus): boolean {
  const { date } = people.columns;
  if (!date) return false;
  const said = cellsIn(book, { ...people, columns: { date } });
  for (let row = 0; row < people.rows; row++) if (said(row)[0]?.trim()) return true;
  return false;
}
