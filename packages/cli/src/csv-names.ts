/** A column with more different texts is told in another way. */
const MOST_NAMES = 1_024;
/** A text of so many bytes is known by them as two numbers, and a longer one by its last bytes and those before them. */
const PACKED = 8;

/** No code: there are more names than are kept. */
export const TOO_MANY = -1;

/** The different texts of a column, found by their bytes. */
export class CsvNames {
  /** By code. */
  readonly names: string[] = [];
  /** Codes by places, of which there are a power of two, and twice as many as codes at least. */
  private places = new Int16Array(1 << 6).fill(-1);
  /** For each code the last eight bytes of its text as two numbers, and its length. */
  private readonly keys = new Int32Array(3 * MOST_NAMES);
  private readonly texts: Buffer[] = [];

  /** The code of a text, of which the last eight bytes are two numbers. A text that is new is the next name. */
  code(bytes: Buffer, from: number, to: number, high: number, low: number): number {
    const { places, keys } = this;
    const length = to - from;
    const last = places.length - 1;
    let place = placeOf(low, high, length) & last;
    for (let code = places[place] ?? -1; code >= 0; code = places[place] ?? -1) {
      const key = 3 * code;
      if (keys[key] === low && keys[key + 1] === high && keys[key + 2] === length)
        if (length <= PACKED || this.beginsSo(code, bytes, from, to - PACKED)) return code;
      place = (place + 1) & last;
    }
    return this.add(bytes.toString("utf8", from, to), Buffer.from(bytes.subarray(from, to)), [low, high]);
  }

  private add(name: string, text: Buffer, [low, high]: readonly [number, number]): number {
    const { names, texts, keys } = this;
    if (names.length === MOST_NAMES) return TOO_MANY;
    const code = names.push(name) - 1;
    texts.push(text);
    keys.set([low, high, text.length], 3 * code);
    const isFull = 2 * names.length > this.places.length;
    if (isFull) this.places = new Int16Array(4 * this.places.length).fill(-1);
    for (let one = isFull ? 0 : code; one <= code; one++) this.settle(one);
    return code;
  }

  /** Gives a code its place. */
  private settle(code: number): void {
    const { places, keys } = this;
    const [low = 0, high = 0, length = 0] = keys.subarray(3 * code);
    let place = placeOf(low, high, length) & (places.length - 1);
    while ((places[place] ?? -1) >= 0) place = (place + 1) & (places.length - 1);
    places[place] = code;
  }

  private beginsSo(code: number, bytes: Buffer, from: number, to: number): boolean {
    const own = this.texts[code];
    if (!own) return false;
    for (let i = from, k = 0; i < to; i++, k++) if (bytes[i] !== own[k]) return false;
    return true;
  }
}

function placeOf(low: number, high: number, length: number): number {
  const mixed = Math.imul(low, 0x9e3779b1) ^ Math.imul(high + length, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
