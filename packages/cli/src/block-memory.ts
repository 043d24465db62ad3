/** A block is read into so many bytes, and what it comes to is mostly written into so many. */
const READ = 1 << 19;
const WRITTEN = 1 << 21;

/** Memory for a block of lines, and for what they come to. Threads share it. */
export interface BlockMemory {
  readonly read: Buffer;
  readonly written: Buffer;
}

/** Memory that is used again and again: new memory for each block would have to be cleared away as often. */
export class BlockMemories {
  private readonly free: BlockMemory[] = [];

  take(): BlockMemory {
    const shared = (bytes: number): Buffer => Buffer.from(new SharedArrayBuffer(bytes));
    return this.free.pop() ?? { read: shared(READ), written: shared(WRITTEN) };
  }

  /** Gives back what is read and written no more. */
  give(memory: BlockMemory): void {
    this.free.push(memory);
  }
}
