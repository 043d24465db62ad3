import { availableParallelism } from "node:os";
import type { Book } from "@planwright/evaluator";
import { type BlockAnswer, BlockRater, type Rater } from "./block-rater.js";
import type { Blocks } from "./blocks.js";
import { CsvRater } from "./csv-rater.js";
import { LinesRater } from "./lines-rater.js";
import type { RateWriter } from "./rate-output.js";
import type { RateThreads, ThreadTask } from "./rate-threads.js";
import { BlockMemories } from "./block-memory.js";

/** A file of fewer bytes is rated before threads have warmed up. */
const LEAST_FOR_THREADS = 40_000_000;
/** More threads wait for the disk. */
const MOST_THREADS = 8;

/** As many as there are processors: each makes the code of the book for itself. */
export const helpfulThreads = (bytes: number): number =>
  bytes >= LEAST_FOR_THREADS ? Math.min(MOST_THREADS, availableParallelism()) : 1;

/** What rates the blocks of a census. */
export const raterOf = (
  book: Book,
  writer: RateWriter,
  { csv, asOf, ignored, format }: Pick<ThreadTask, "csv" | "asOf" | "ignored" | "format">,
): Rater => {
  if (!csv) return new LinesRater(book, ignored, asOf, writer);
  const isCsv = format === "csv" && CsvRater.takes(csv.header);
  return new (isCsv ? CsvRater : BlockRater)(book, csv.header, csv.hasReturns, asOf, writer);
};

/** How far a census was read by blocks, where it must be read otherwise from there on. */
export interface ReadSoFar {
  readonly lines: number;
  readonly lastRow: number;
}

/** What a block comes to, and what is to be called when that has been written. */
export interface RatedText extends BlockAnswer {
  readonly written: () => void;
}

/** Rates blocks in some threads, in their order. Answers where the reader of rows must go on, where it must. */
export async function* ratedBlocks(
  blocks: Blocks,
  threads: RateThreads,
  book: Book,
  writer: RateWriter,
  task: Omit<ThreadTask, "book">,
): AsyncGenerator<RatedText, ReadSoFar | undefined> {
  const own = raterOf(book, writer, task);
  const memories = new BlockMemories();
  let { lines, lastRow } = task;
  const whole = { ...task, book: book.prepared.book };
  try {
    for await (const { bytes, answer, memory } of threads.answers(blocks, own, whole, memories)) {
      const moved = (line: number) => line + lines - task.lines;
      const { failed, refused, stopped } = answer;
      // What is read otherwise is kept from what comes into its place.
      const rest = stopped === undefined ? undefined : Buffer.from(bytes.subarray(stopped));
      const here = {
        ...answer,
        failed: failed.map(({ id, line }) => ({ id, line: moved(line) })),
        refused: refused && { ...refused, line: moved(refused.line) },
        lastRow: moved(answer.lastRow),
        written: () => memories.give(memory),
      };
      ({ lastRow } = here);
      lines += answer.lines;
      yield here;
      if (!rest) continue;
      for (const unread of (await threads.stop()).toReversed()) blocks.putBack(unread);
      blocks.putBack(rest);
      return { lines, lastRow };
    }
    return threads.endedWithin ? { lines, lastRow } : undefined;
  } finally {
    await threads.stop();
  }
}
