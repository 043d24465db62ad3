import type { Readable } from "node:stream";

const NEWLINE = 10;
const NO_MEMORY = Buffer.alloc(0);
/** A block without an end of a line that is longer is no file of lines. */
const LONGEST = 2_000_000;

/** The bytes of a stream as blocks of whole lines. What was not taken can be read on as it stands. */
export class Blocks {
  private readonly chunks: AsyncIterator<Buffer>;
  private kept: Buffer[] = [];
  /** Bytes read so far. */
  read = 0;

  constructor(stream: Readable) {
    this.chunks = (stream as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  }

  private async chunk(): Promise<Buffer | undefined> {
    const next = await this.chunks.next();
    if (next.done) return undefined;
    this.read += next.value.length;
    return next.value;
  }

  /** Puts bytes back, to be read next. */
  putBack(bytes: Buffer): void {
    if (bytes.length > 0) this.kept.unshift(bytes);
  }

  /**
   * The next whole lines, in the memory that is given, where they fit: the last need not end. Undefined at the end; `null` where a
   * line is too long to be one.
   */
  async next(into: Buffer = NO_MEMORY): Promise<Buffer | undefined | null> {
    let parts = this.kept;
    this.kept = [];
    let length = parts.reduce((sum, part) => sum + part.length, 0);
    for (;;) {
      const whole = joined(parts, length, into);
      const end = whole.lastIndexOf(NEWLINE) + 1;
      if (end > 0) {
        // What is kept is read when other lines lie in that memory.
        this.putBack(Buffer.from(whole.subarray(end)));
        return whole.subarray(0, end);
      }
      if (length > LONGEST) {
        this.putBack(Buffer.from(whole));
        return null;
      }
      const more = await this.chunk();
      if (!more) return length > 0 ? whole : undefined;
      parts = [...parts, more];
      length += more.length;
    }
  }

  /** All that is left, as it stands. */
  async *rest(): AsyncGenerator<Buffer> {
    yield* this.kept;
    this.kept = [];
    for (let more = await this.chunk(); more; more = await this.chunk()) yield more;
  }
}

function joined(parts: readonly Buffer[], length: number, into: Buffer): Buffer {
  if (length > into.length) return Buffer.concat(parts);
  let at = 0;
  for (const part of parts) at += part.copy(into, at);
  return into.subarray(0, at);
}
