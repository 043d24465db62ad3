/** A text that is longer is copied as a whole, and not byte by byte. */
const SHORT = 20;

/**
 * A text in the making, as bytes. Pieces that come again and again lie before it in the same memory: within one memory bytes are
 * copied soonest.
 */
export class TextBytes {
  bytes = Buffer.allocUnsafe(1 << 20);
  /** Where the next byte of the text goes. */
  at = 0;
  private begin = 0;
  private readonly pieces = new Map<string, number>();
  private readonly from: number[] = [];
  private readonly to: number[] = [];

  /** Keeps a piece, and answers its number. Only where the text is empty. */
  piece(text: string): number {
    let number = this.pieces.get(text);
    if (number === undefined) {
      const bytes = Buffer.from(text);
      this.room(bytes.length);
      number = this.from.push(this.begin) - 1;
      this.begin += bytes.copy(this.bytes, this.begin);
      this.to.push(this.begin);
      this.at = this.begin;
      this.pieces.set(text, number);
    }
    return number;
  }

  lengthOf = (piece: number): number => (this.to[piece] ?? 0) - (this.from[piece] ?? 0);

  /** Makes room for so many bytes more. */
  room(length: number): void {
    if (this.at + length <= this.bytes.length) return;
    const wider = Buffer.allocUnsafe(2 * (this.at + length));
    this.bytes.copy(wider, 0, 0, this.at);
    this.bytes = wider;
  }

  /** Adds a piece, for which there is room. */
  add(piece: number): void {
    const { bytes, at } = this;
    const from = this.from[piece] ?? 0;
    const to = this.to[piece] ?? 0;
    bytes.copyWithin(at, from, to);
    this.at = at + to - from;
  }

  /** Adds bytes, for which there is room. */
  addBytes(source: Buffer, from: number, to: number): void {
    const { bytes, at } = this;
    if (to - from > SHORT) source.copy(bytes, at, from, to);
    else for (let i = from, k = at; i < to; i++, k++) bytes[k] = source[i] ?? 0;
    this.at = at + to - from;
  }

  addText(text: string): void {
    this.room(3 * text.length);
    this.at += this.bytes.write(text, this.at);
  }

  /** The text, which is empty from now on. */
  take(): Uint8Array {
    // Of memory of its own, so that a thread can give it away.
    const text = Buffer.allocUnsafeSlow(this.at - this.begin);
    this.bytes.copy(text, 0, this.begin, this.at);
    this.at = this.begin;
    return text;
  }
}
