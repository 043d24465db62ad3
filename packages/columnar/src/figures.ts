import type { Amounts } from "@planwright/evaluator";

/** A column of figures has so many digits: as whole numbers they fit 64 bits. */
export const FIGURE_DIGITS = 18;
/** A double holds every whole number of so many digits. */
const PLAIN_DIGITS = 15;
const HIGH = 2 ** 32;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;

/** Decimals of so many places: whole numbers of 64 bits, as pairs of 32, the lower first. Unknown until they are set. */
export class Figures {
  pairs = new Int32Array(0);
  known = new Uint8Array(0);
  private readonly power: number;
  /** A figure at or above this has too many digits. */
  private readonly limit: number;

  constructor(readonly places: number) {
    this.power = 10 ** places;
    this.limit = 10 ** (FIGURE_DIGITS - places);
  }

  /** Makes room for so many; what is there stays. */
  grow(length: number): void {
    const { pairs, known } = this;
    this.pairs = new Int32Array(2 * length);
    this.pairs.set(pairs);
    this.known = new Uint8Array(length);
    this.known.set(known);
  }

  /** Whether a decimal has no more digits than the column. */
  fits(decimal: string): boolean {
    const { length } = decimal;
    const point = decimal.indexOf(".");
    const whole = point < 0 ? length : point;
    const digits = decimal.charCodeAt(0) === MINUS ? whole - 1 : whole;
    return digits <= FIGURE_DIGITS - this.places && (point < 0 || length - point - 1 <= this.places);
  }

  /** The rows whose amounts have more digits than the column; hardly ever any. */
  tooLong({ numbers, parts }: Amounts): readonly number[] {
    const most = this.limit * parts;
    if (most > Number.MAX_SAFE_INTEGER) return [];
    const rows: number[] = [];
    for (let row = 0; row < numbers.length; row++) if (Math.abs(numbers[row] ?? 0) >= most) rows.push(row);
    return rows;
  }

  /** Writes a decimal that fits. */
  setText(at: number, decimal: string): void {
    const { length } = decimal;
    if (length > PLAIN_DIGITS - this.places) {
      const [whole = "", rest = ""] = decimal.split(".");
      this.setLong(at, BigInt(whole + rest.padEnd(this.places, "0")));
      return;
    }
    let units = 0;
    let missing = this.places;
    let isPart = false;
    for (let i = 0; i < length; i++) {
      const c = decimal.charCodeAt(i);
      if (c === POINT) isPart = true;
      else if (c !== MINUS) {
        units = units * 10 + (c - ZERO);
        if (isPart) missing--;
      }
    }
    units *= 10 ** missing;
    this.set(at, decimal.charCodeAt(0) === MINUS ? -units : units);
  }

  /** How the numbers of some amounts are written: rounded half up where they have more decimals, as texts are. */
  writerOf({ numbers, parts }: Amounts): (at: number, row: number) => void {
    const { power } = this;
    const times = power % parts === 0 ? power / parts : undefined;
    return (at, row) => {
      const number = numbers[row] ?? 0;
      const units = times === undefined ? Number.NaN : number * times;
      if (Number.isSafeInteger(units)) this.set(at, units);
      else this.setLong(at, divided(BigInt(number) * BigInt(power), BigInt(parts)));
    };
  }

  private set(at: number, units: number): void {
    this.pairs[2 * at] = units | 0;
    this.pairs[2 * at + 1] = Math.floor(units / HIGH);
    this.known[at] = 1;
  }

  private setLong(at: number, units: bigint): void {
    this.pairs[2 * at] = Number(BigInt.asIntN(32, units));
    this.pairs[2 * at + 1] = Number(units >> 32n);
    this.known[at] = 1;
  }
}

/** A quotient, rounded half up, away from zero. */
function divided(a: bigint, b: bigint): bigint {
  const size = ((a < 0n ? -a : a) * 2n + b) / (2n * b);
  return a < 0n ? -size : size;
}
