import { statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { Readable } from "node:stream";
import type { Book } from "@planwright/evaluator";
import { emit, type Output, progress } from "./answer-stream.js";
import { type BlockAnswer, BlockRater, MOST_NAMED, type Unrated } from "./block-rater.js";
import { Blocks } from "./blocks.js";
import {
  type Begun,
  type CensusRow,
  checkColumns,
  checkIgnored,
  fileName,
  isOfLines,
  openCensus,
  readCensus,
  readRest,
  unreadable,
} from "./census.js";
import { openingOf } from "./plain-csv.js";
import { faultAnswer, type RateWriter } from "./rate-output.js";
import { RateThreads } from "./rate-threads.js";
import { grouped } from "./text.js";

export interface RunOptions {
  readonly census: string;
  readonly asOf: string | undefined;
  readonly explain: boolean;
  readonly format: "table" | "csv" | "json";
  /** Absent: as many as help. */
  readonly threads: number | undefined;
  readonly ignored: ReadonlySet<string>;
}

/** Rows between two updates of the progress line. */
const PROGRESS_ROWS = 5_000;

/** A file of fewer bytes is rated before threads have warmed up. */
const LEAST_FOR_THREADS = 100_000_000;
const LEAST_PROCESSORS = 4;
/** More threads wait for the disk. */
const MOST_THREADS = 8;

/** One run over a census: rates row after row, and counts. Memory does not grow with the rows. */
export class CensusRun {
  rows = 0;
  unrated = 0;
  /** Some row says its date. */
  dated = false;
  /** What names the first rows that are not rated. */
  readonly failed: string[] = [];
  private readonly began = performance.now();
  private readonly size: number | undefined;
  private shown = 0;

  constructor(
    private readonly book: Book,
    private readonly output: Output,
    private readonly writer: RateWriter,
    private readonly options: RunOptions,
  ) {
    this.size = statSync(options.census, { throwIfNoEntry: false })?.size;
  }

  async all(): Promise<void> {
    const { census, ignored, explain } = this.options;
    if (explain || isOfLines(census)) await this.each(readCensus(census, this.book.columns, ignored));
    else await this.csv();
    progress("");
  }

  /** Blocks of plain lines; what is not plain, and all that follows it, is left to the reader of CSV. */
  private async csv(): Promise<void> {
    const { census, ignored } = this.options;
    const { columns } = this.book;
    const blocks = new Blocks(openCensus(census));
    let begun: Begun | undefined;
    try {
      const first = await blocks.next();
      if (first) blocks.putBack(first);
      const opening = first ? openingOf(first) : undefined;
      if (first && opening) {
        const { header, hasReturns, after } = opening;
        checkColumns(header, fileName(census), columns, ignored);
        checkIgnored(header, fileName(census), ignored);
        const whole = await blocks.next();
        if (whole) blocks.putBack(whole.subarray(after));
        begun = await this.plain(blocks, { header, hasReturns, lines: 1, lastRow: 1 });
        if (!begun) return;
      }
    } catch (thrown) {
      throw unreadable(fileName(census), thrown);
    }
    await this.each(readRest(Readable.from(blocks.rest()), census, columns, ignored, begun));
  }

  /** Rates blocks; answers where the reader of CSV must go on, where it must. */
  private async plain(blocks: Blocks, begun: Begun): Promise<Begun | undefined> {
    const { asOf, format } = this.options;
    const threads = this.threads();
    if (threads > 1 && format !== "table") return await this.inThreads(blocks, begun, threads);
    const rater = new BlockRater(this.book, begun.header, begun.hasReturns, asOf, this.writer);
    let { lines, lastRow } = begun;
    for (let bytes = await blocks.next(); bytes !== undefined; bytes = await blocks.next()) {
      if (bytes === null) return { ...begun, lines, lastRow };
      const answer = rater.block(bytes, lines, lastRow);
      await this.take(answer);
      this.show(blocks.read);
      lines += answer.lines;
      lastRow = answer.lastRow;
      if (answer.stopped === undefined) continue;
      blocks.putBack(bytes.subarray(answer.stopped));
      return { ...begun, lines, lastRow };
    }
    return undefined;
  }

  /** With few processors a thread costs more than it brings: each makes the code of the book for itself. */
  private threads(): number {
    const { threads } = this.options;
    if (threads !== undefined) return threads;
    const processors = availableParallelism();
    const isLarge = (this.size ?? 0) >= LEAST_FOR_THREADS;
    return isLarge && processors >= LEAST_PROCESSORS ? Math.min(MOST_THREADS, processors - 1) : 1;
  }

  /** The same in several threads, in the order of the blocks. */
  private async inThreads(blocks: Blocks, begun: Begun, count: number): Promise<Begun | undefined> {
    const { asOf, format } = this.options;
    const threads = new RateThreads(count, this.book.prepared.book, { ...begun, asOf, format });
    let { lines, lastRow } = begun;
    try {
      for await (const { bytes, answer } of threads.answers(blocks)) {
        const moved = (line: number) => line + lines - begun.lines;
        await this.take({
          ...answer,
          failed: answer.failed.map(({ id, line }) => ({ id, line: moved(line) })),
        });
        this.show(blocks.read);
        lastRow = moved(answer.lastRow);
        lines += answer.lines;
        if (answer.stopped === undefined) continue;
        const later = await threads.stop();
        for (const unread of later.toReversed()) blocks.putBack(unread);
        blocks.putBack(bytes.subarray(answer.stopped));
        return { ...begun, lines, lastRow };
      }
      return threads.endedWithin ? { ...begun, lines, lastRow } : undefined;
    } finally {
      await threads.stop();
    }
  }

  private async take({ text, rows, unrated, failed, dated }: BlockAnswer): Promise<void> {
    this.rows += rows;
    this.unrated += unrated;
    this.dated ||= dated;
    for (const one of failed) this.name(one);
    await emit(this.output, text);
  }

  private name({ id, line }: Unrated): void {
    if (this.failed.length < MOST_NAMED) this.failed.push(id === null ? `line ${line}` : `id ${id}`);
  }

  private async each(rows: AsyncIterable<CensusRow>): Promise<void> {
    const { asOf, explain } = this.options;
    for await (const row of rows) {
      const answer = row.fault
        ? faultAnswer(row.person.id ?? "", row.fault)
        : this.book.rate(row.person, { asOf, trace: explain });
      this.rows++;
      this.dated ||= Boolean(row.person.date);
      if (answer.errors.length > 0) {
        this.unrated++;
        this.name({ id: answer.id, line: row.line });
      }
      await emit(this.output, this.writer.row(answer, row.line));
      if (this.rows % PROGRESS_ROWS === 0) this.show(undefined);
    }
  }

  /** `1,200,000 rows, 450,000 a second, 12 s left`, on a terminal. */
  private show(read: number | undefined): void {
    const seconds = (performance.now() - this.began) / 1000;
    if (this.rows - this.shown < PROGRESS_ROWS || seconds <= 0) return;
    this.shown = this.rows;
    const rate = `${grouped(this.rows)} rows, ${grouped(Math.round(this.rows / seconds))} a second`;
    const left = read && this.size ? ((this.size - read) / read) * seconds : undefined;
    progress(left === undefined ? rate : `${rate}, ${Math.ceil(Math.max(0, left))} s left`);
  }
}
