import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { RateBook } from "@planwright/ratebook";
import type { BlockAnswer, Rater } from "./block-rater.js";
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

/** What a thread says when it has been set up. */
export const READY = "ready";

/** Blocks that a thread has before it: while it rates one, the next are there. */
const AHEAD = 4;
/** Blocks of which the answers may wait for that of an earlier one. */
const WAITING = 32;

interface Waiting {
  readonly bytes: Buffer;
  readonly answer: Promise<BlockAnswer>;
}

interface Thread {
  readonly worker: Worker;
  /** It has been set up, and takes blocks. */
  isReady: boolean;
  readonly pending: {
    readonly resolve: (answer: BlockAnswer) => void;
    readonly reject: (why: unknown) => void;
  }[];
}

/**
 * Threads that rate blocks of lines, of which the first is the one that we are in: it rates what the others have no room for. Answers come
 * in the order of the blocks; so many blocks are held at once.
 */
export class RateThreads {
  private readonly threads: Thread[] = [];
  private readonly waiting: Waiting[] = [];
  /** A line is too long: what follows is not read here. */
  endedWithin = false;

  constructor(
    count: number,
    private readonly own: Rater,
    private readonly task: ThreadTask,
  ) {
    for (let i = 1; i < count; i++) {
      const worker = new Worker(`${__dirname}/planwright-rate.cjs`, { workerData: task });
      const thread: Thread = { worker, isReady: false, pending: [] };
      worker.on("message", (answer: BlockAnswer | typeof READY) => {
        if (answer === READY) thread.isReady = true;
        else thread.pending.shift()?.resolve(answer);
      });
      worker.on("error", (thrown) => {
        for (const { reject } of thread.pending) reject(thrown);
      });
      this.threads.push(thread);
    }
  }

  private async rate(bytes: Buffer): Promise<Waiting> {
    const { threads, own, task } = this;
    // What the others have answered meanwhile is seen first.
    await setImmediate();
    const free = threads.find(({ isReady, pending }) => isReady && pending.length < AHEAD);
    if (!free) return { bytes, answer: Promise.resolve(own.block(bytes, task.lines, task.lastRow)) };
    const answer = new Promise<BlockAnswer>((resolve, reject) => {
      free.pending.push({ resolve, reject });
      free.worker.postMessage(bytes);
    });
    // Of several that fail together the first is told.
    answer.catch(() => undefined);
    return { bytes, answer };
  }

  async *answers(blocks: Blocks): AsyncGenerator<{ readonly bytes: Buffer; readonly answer: BlockAnswer }> {
    const room = WAITING + AHEAD * this.threads.length;
    let more = true;
    for (;;) {
      while (more && this.waiting.length < room) {
        const bytes = await blocks.next();
        if (!bytes) {
          more = false;
          this.endedWithin = bytes === null;
        } else this.waiting.push(await this.rate(bytes));
      }
      const first = this.waiting.shift();
      if (!first) return;
      yield { bytes: first.bytes, answer: await first.answer };
    }
  }

  /** Ends the threads; answers the blocks whose answers nobody took. */
  async stop(): Promise<readonly Buffer[]> {
    const untaken = this.waiting.splice(0).map(({ bytes }) => bytes);
    await Promise.all(this.threads.splice(0).map(({ worker }) => worker.terminate()));
    return untaken;
  }
}
