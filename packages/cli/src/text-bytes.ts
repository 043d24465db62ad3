/** Bytes of a piece are copied so many at a time. */
const WORD = 4;
/** What is longer is copied as a whole. */
const SHORT = 20;

/** A text in the making, as bytes. Pieces that come again and again are kept. */
export class TextBytes {
  private bytes: Buffer = Buffer.alloc(0);
  /** The same memory. */
  view = viewOf(this.bytes);
  /** Where the next byte of the text goes. */
  at = 0;
  private readonly pieces = new Map<string, number>();
  private readonly words: Int32Array[] = [];
  private readonly lengths: number[] = [];

  /** Begins a text, in the memory that is given while it fits there. */
  begin(memory: Buffer): void {
    this.bytes = memory;
    this.view = viewOf(memory);
    this.at = 0;
  }

  /** Keeps a piece, and answers its number. */
  piece(text: string): number {
    let number = this.pieces.get(text);
    if (number === undefined) {
      const bytes = Buffer.from(text);
      const length = Math.ceil(bytes.length / WORD);
      const padded = Buffer.concat([bytes], length * WORD);
      number = this.words.push(Int32Array.from({ length }, (_, i) => padded.readInt32BE(i * WORD))) - 1;
      this.lengths.push(bytes.length);
      this.pieces.set(text, number);
    }
    return number;
  }

  /** How many bytes writing a piece may take. */
  lengthOf = (piece: number): number => WORD * (this.words[piece]?.length ?? 0);

  /** Makes room for so many bytes more. */
  room(length: number): void {
    if (this.at + length <= this.bytes.length) return;
    const wider = Buffer.allocUnsafeSlow(2 * (this.at + length));
    this.bytes.copy(wider, 0, 0, this.at);
    this.bytes = wider;
    this.view = viewOf(wider);
  }

  /** Writes a piece from a place on, where there is room, and answers where it ends. */
  again(piece: number, at: number): number {
    const { view } = this;
    const words = this.words[piece];
    if (!words) return at;
    for (let i = 0, k = at; i < words.length; i++, k += WORD) view.setInt32(k, words[i] ?? 0);
    return at + (this.lengths[piece] ?? 0);
  }

  /** Writes some bytes from a place on, where there is room, and answers where they end. */
  put(source: Buffer, from: number, to: number, at: number): number {
    const { bytes } = this;
    if (to - from > SHORT) source.copy(bytes, at, from, to);
    else for (let i = from, k = at; i < to; i++, k++) bytes[k] = source[i] ?? 0;
    return at + to - from;
  }

  addText(text: string): void {
    this.room(3 * text.length);
    this.at += this.bytes.write(text, this.at);
  }

  /** The text so far. */
  text(): Buffer {
    return this.bytes.subarray(0, this.at);
  }
}

const viewOf = ({ buffer, byteOffset, length }: Buffer): DataView => new DataView(buffer, byteOffset, length);
