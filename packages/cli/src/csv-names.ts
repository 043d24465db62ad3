/** A column with more different texts is told in another way. */
const MOST_NAMES = 1_024;
/** Twice as many places at least, and a power of two. */
const PLACES = 4_096;

/** No code: there are more names than are kept. */
export const TOO_MANY = -1;

/** The different texts of a column, found by their bytes. */
export class CsvNames {
  /** By code. */
  readonly names: string[] = [];
  private readonly places = new Int16Array(PLACES).fill(-1);
  private readonly hashes = new Int32Array(MOST_NAMES);
  private readonly begins = new Int32Array(MOST_NAMES + 1);
  private bytes = new Uint8Array(1 << 10);

  /** The code of a text, of which a hash is known. A text that is new is the next name. */
  code(bytes: Buffer, from: number, to: number, hash: number): number {
    const { places, hashes } = this;
    let place = (hash ^ (hash >>> 15)) & (PLACES - 1);
    for (let code = places[place] ?? -1; code >= 0; code = places[place] ?? -1) {
      if (hashes[code] === hash && this.is(code, bytes, from, to)) return code;
      place = (place + 1) & (PLACES - 1);
    }
    return this.add(place, hash, bytes.subarray(from, to));
  }

  private is(code: number, bytes: Buffer, from: number, to: number): boolean {
    const own = this.bytes;
    const begin = this.begins[code] ?? 0;
    if ((this.begins[code + 1] ?? 0) - begin !== to - from) return false;
    for (let i = from, k = begin; i < to; i++, k++) if (bytes[i] !== own[k]) return false;
    return true;
  }

  private add(place: number, hash: number, text: Buffer): number {
    const { names, begins } = this;
    if (names.length === MOST_NAMES) return TOO_MANY;
    const code = names.push(text.toString("utf8")) - 1;
    const begin = begins[code] ?? 0;
    const end = begin + text.length;
    if (end > this.bytes.length) {
      const longer = new Uint8Array(2 * end);
      longer.set(this.bytes);
      this.bytes = longer;
    }
    this.bytes.set(text, begin);
    begins[code + 1] = end;
    this.hashes[code] = hash;
    this.places[place] = code;
    return code;
  }
}
