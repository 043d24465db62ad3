import type { Readable } from "node:stream";

const NEWLINE = 10;
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
    const bytes = Buffer.from(next.value);
    this.read += bytes.length;
    return bytes;
  }

  /** Puts bytes back, to be read next. */
  putBack(bytes: Buffer): void {
    if (bytes.length > 0) this.kept.unshift(bytes);
  }

  /** The next whole lines: the last need not end. Undefined at the end; `null` where a line is too long to be one. */
  async next(): Promise<Buffer | undefined | null> {
    let parts = this.kept;
    this.kept = [];
    let length = parts.reduce((sum, part) => sum + part.length, 0);
    for (;;) {
      const whole = parts.length === 1 ? (parts[0] ?? Buffer.alloc(0)) : Buffer.concat(parts);
      const end = whole.lastIndexOf(NEWLINE) + 1;
      if (end > 0) {
        this.putBack(whole.subarray(end));
        return whole.subarray(0, end);
      }
      if (length > LONGEST) {
        this.putBack(whole);
        return null;
      }
      const more = await this.chunk();
      if (!more) return length > 0 ? whole : undefined;
      parts = [whole, more];
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
