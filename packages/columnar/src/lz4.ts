import { Refused } from "./refused.js";

const MAGIC = 0x184d2204;
/** Flags of a frame. */
const BLOCK_CHECKSUMS = 0x10;
const CONTENT_SIZE = 0x08;
const DICTIONARY_ID = 0x01;
const IS_PLAIN = 0x80000000;
const LEAST_MATCH = 4;
/** Nothing is packed closer: a byte tells of no more than 255 others. */
const MOST_TIMES = 256;
/** A part of a file may be so long when it is unpacked. */
const MOST_BYTES = 2 ** 30;

const damaged = (): never => {
  throw new Refused("a part that is compressed as LZ4 is damaged");
};

/** Unpacks a frame of LZ4, as the Arrow format has it. Checksums are not looked at. */
export function unpackLz4(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 7 || view.getUint32(0, true) !== MAGIC) return damaged();
  const flags = bytes[4] ?? 0;
  const skip = (flags & BLOCK_CHECKSUMS) === 0 ? 0 : 4;
  let at = 7 + ((flags & CONTENT_SIZE) === 0 ? 0 : 8) + ((flags & DICTIONARY_ID) === 0 ? 0 : 4);
  const output = new Unpacked(4 * bytes.length, Math.min(MOST_BYTES, MOST_TIMES * bytes.length));
  for (;;) {
    if (at + 4 > bytes.length) return damaged();
    const size = view.getUint32(at, true);
    at += 4;
    if (size === 0) return output.taken();
    const isPlain = size >= IS_PLAIN;
    const length = isPlain ? size - IS_PLAIN : size;
    if (at + length > bytes.length) return damaged();
    const block = bytes.subarray(at, at + length);
    if (isPlain) output.add(block);
    else unpackBlock(block, output);
    at += length + skip;
  }
}

/** Literals and copies of what came before, in turns; a block may copy from those before it. */
function unpackBlock(block: Uint8Array, output: Unpacked): void {
  let at = 0;
  const further = (start: number): number => {
    if (start < 15) return start;
    for (let sum = start; ; ) {
      const byte = block[at++] ?? damaged();
      sum += byte;
      if (byte !== 255) return sum;
    }
  };
  while (at < block.length) {
    const token = block[at++] ?? 0;
    const literals = further(token >> 4);
    if (at + literals > block.length) damaged();
    output.add(block.subarray(at, at + literals));
    at += literals;
    if (at === block.length) return;
    const back = (block[at] ?? 0) | ((block[at + 1] ?? damaged()) << 8);
    at += 2;
    output.copy(back, further(token & 15) + LEAST_MATCH);
  }
}

class Unpacked {
  private bytes: Uint8Array;
  private length = 0;

  constructor(
    room: number,
    private readonly most: number,
  ) {
    this.bytes = new Uint8Array(room);
  }

  private room(more: number): void {
    const needed = this.length + more;
    if (needed > this.most) damaged();
    if (needed <= this.bytes.length) return;
    const larger = new Uint8Array(Math.min(this.most, Math.max(needed, 2 * this.bytes.length)));
    larger.set(this.bytes);
    this.bytes = larger;
  }

  add(bytes: Uint8Array): void {
    this.room(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** What was copied may be copied again in the same go. */
  copy(back: number, count: number): void {
    if (back === 0 || back > this.length) damaged();
    this.room(count);
    const { bytes, length } = this;
    if (back >= count) bytes.copyWithin(length, length - back, length - back + count);
    else for (let i = 0; i < count; i++) bytes[length + i] = bytes[length + i - back] ?? 0;
    this.length += count;
  }

  taken(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }
}
