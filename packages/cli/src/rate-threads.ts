import { Worker } from "node:worker_threads";
import type { RateBook } from "@planwright/ratebook";
import type { BlockAnswer } from "./block-rater.js";
import type { Blocks } from "./blocks.js";
import type { TextFormat } from "./rate-output.js";

/** What a thread needs before its first block. */
export interface ThreadTask {
  readonly book: RateBook;
  /** The first line of a CSV; nothing of JSON lines. */
  readonly csv: { readonly header: readonly string[]; readonly hasReturns: boolean } | undefined;
  readonly lines: number;
  readonly lastRow: number;
  readonly asOf: string | undefined;
  readonly format: TextFormat;
  readonly ignored: ReadonlySet<string>;
}

/** Blocks that a thread has before it: while it rates one, the next is there. */
const AHEAD = 2;

interface Waiting {
  readonly bytes: Buffer;
  readonly answer: Promise<BlockAnswer>;
}

/** Threads that rate blocks of lines. Answers come in the order of the blocks; so many blocks are held at once. */
export class RateThreads {
  private readonly workers: Worker[] = [];
  private readonly waiting: Waiting[] = [];
  private readonly pending: ((answer: BlockAnswer) => void)[][] = [];
  private failure: ((thrown: unknown) => void)[] = [];
  /** A line is too long: what follows is not read here. */
  endedWithin = false;

  constructor(count: number, book: RateBook, task: Omit<ThreadTask, "book">) {
    const workerData: ThreadTask = { ...task, book };
    for (let i = 0; i < count; i++) {
      const worker = new Worker(`${__dirname}/planwright-rate.cjs`, { workerData });
      const pending: ((answer: BlockAnswer) => void)[] = [];
      worker.on("message", (answer: BlockAnswer) => pending.shift()?.(answer));
      worker.on("error", (thrown) => {
        for (const fail of this.failure) fail(thrown);
      });
      this.workers.push(worker);
      this.pending.push(pending);
    }
  }

  private send(bytes: Buffer, to: number): Promise<BlockAnswer> {
    const answer = new Promise<BlockAnswer>((resolve, reject) => {
      this.pending[to]?.push(resolve);
      this.failure.push(reject);
      this.workers[to]?.postMessage(bytes);
    });
    // Of several that fail together the first is told.
    answer.catch(() => undefined);
    return answer;
  }

  async *answers(blocks: Blocks): AsyncGenerator<{ readonly bytes: Buffer; readonly answer: BlockAnswer }> {
    const room = this.workers.length * AHEAD;
    let next = 0;
    let more = true;
    for (;;) {
      while (more && this.waiting.length < room) {
        const bytes = await blocks.next();
        if (!bytes) {
          more = false;
          this.endedWithin = bytes === null;
        } else this.waiting.push({ bytes, answer: this.send(bytes, next++ % this.workers.length) });
      }
      const first = this.waiting.shift();
      if (!first) return;
      const answer = await first.answer;
      this.failure = this.failure.slice(1);
      yield { bytes: first.bytes, answer };
    }
  }

  /** Ends the threads; answers the blocks whose answers nobody took. */
  async stop(): Promise<readonly Buffer[]> {
    const untaken = this.waiting.splice(0).map(({ bytes }) => bytes);
    this.failure = [];
    await Promise.all(this.workers.splice(0).map((worker) => worker.terminate()));
    return untaken;
  }
}
