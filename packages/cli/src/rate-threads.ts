import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { RateBook } from "@planwright/ratebook";
import type { BlockAnswer, Rater } from "./block-rater.js";
import type { Blocks } from "./blocks.js";
import type { TextFormat } from "./rate-output.js";
import type { BlockMemory, BlockMemories } from "./block-memory.js";

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

/** Blocks that a thread has before it: while it rates one, the next are there. */
const AHEAD = 4;
/** Blocks of which the answers may wait for that of an earlier one: that of a thread that is being set up, for one. */
const WAITING = 32;

/** A block for a thread, and where what it comes to may be written. */
export interface BlockTask {
  readonly bytes: Uint8Array;
  readonly into: Uint8Array;
}

interface Waiting {
  readonly bytes: Buffer;
  readonly memory: BlockMemory;
  readonly answer: Promise<BlockAnswer>;
}

/** A block that has been rated. Its memory is to be given back. */
export interface RatedBlock {
  readonly bytes: Buffer;
  readonly memory: BlockMemory;
  readonly answer: BlockAnswer;
}

interface Thread {
  readonly worker: Worker;
  /** Why it has ended. */
  failure: unknown;
  readonly pending: {
    readonly resolve: (answer: BlockAnswer) => void;
    readonly reject: (why: unknown) => void;
  }[];
}

/**
 * Threads that rate blocks of lines, of which the first is the one that we are in: it rates what the others have no
 * room for. Answers come in the order of the blocks; so many blocks are held at once.
 */
export class RateThreads {
  private readonly threads: Thread[] = [];
  private readonly waiting: Waiting[] = [];
  /** A line is too long: what follows is not read here. */
  endedWithin = false;

  /** Starts so many threads, less the one that we are in: they come to life while a program is compiled. */
  constructor(count: number) {
    for (let i = 1; i < count; i++) {
      const worker = new Worker(`${__dirname}/planwright-rate.cjs`);
      const thread: Thread = { worker, failure: undefined, pending: [] };
      worker.on("message", (answer: BlockAnswer) => thread.pending.shift()?.resolve(answer));
      worker.on("error", (thrown) => {
        thread.failure = thrown;
        for (const { reject } of thread.pending) reject(thrown);
      });
      this.threads.push(thread);
    }
  }

  get count(): number {
    return this.threads.length + 1;
  }

  private async rate(bytes: Buffer, memory: BlockMemory, own: Rater, task: ThreadTask): Promise<Waiting> {
    const { threads } = this;
    // What the others have answered meanwhile is seen first.
    await setImmediate();
    const free = threads.find(({ pending }) => pending.length < AHEAD);
    const into = memory.written;
    if (!free)
      return { bytes, memory, answer: Promise.resolve(own.block(bytes, task.lines, task.lastRow, into)) };
    const answer = new Promise<BlockAnswer>((resolve, reject) => {
      if (free.failure !== undefined) reject(free.failure);
      free.pending.push({ resolve, reject });
      const block: BlockTask = { bytes, into };
      free.worker.postMessage(block);
    });
    // Of several that fail together the first is told.
    answer.catch(() => undefined);
    return { bytes, memory, answer };
  }

  /** Rates blocks: `own` is what rates them in the thread that we are in. */
  async *answers(
    blocks: Blocks,
    own: Rater,
    task: ThreadTask,
    memories: BlockMemories,
  ): AsyncGenerator<RatedBlock> {
    const { threads } = this;
    for (const { worker } of threads) worker.postMessage(task);
    const room = threads.length === 0 ? 1 : WAITING + AHEAD * threads.length;
    let more = true;
    for (;;) {
      while (more && this.waiting.length < room) {
        const memory = memories.take();
        const bytes = await blocks.next(memory.read);
        if (!bytes) {
          more = false;
          this.endedWithin = bytes === null;
        } else this.waiting.push(await this.rate(bytes, memory, own, task));
      }
      const first = this.waiting.shift();
      if (!first) return;
      yield { ...first, answer: await first.answer };
    }
  }

  /** Ends the threads; answers the blocks whose answers nobody took. */
  async stop(): Promise<readonly Buffer[]> {
    const untaken = this.waiting.splice(0).map(({ bytes }) => bytes);
    await Promise.all(this.threads.splice(0).map(({ worker }) => worker.terminate()));
    return untaken;
  }
}
