/** A charge in dollars, to the cent, and what is paid of it in cents. */
export interface Point {
  readonly charge: number;
  readonly cents: number;
}

/** Rounding to the cent may bend a straight line by so much. Cents. */
const BENT = 1;

/**
 * The points between which what is paid is straight, for charges of whole dollars from 0 to `most`; or the text that `paid`
 * gives in place of an amount. A piece is taken for straight when three charges inside it say so.
 */
export function piecesOf(paid: (charge: number) => number | string, most: number): readonly Point[] | string {
  const known = new Map<number, number>();
  let why: string | undefined;
  const at = (charge: number): number => {
    const found = known.get(charge);
    if (found !== undefined) return found;
    const answer = why === undefined ? paid(charge) : 0;
    if (typeof answer === "string") why = answer;
    const cents = typeof answer === "string" ? 0 : answer;
    known.set(charge, cents);
    return cents;
  };
  const ends = new Set<number>();
  const split = (from: number, to: number): void => {
    ends.add(from).add(to);
    if (why !== undefined || to - from < 2 || isStraight(at, from, to)) return;
    const bend = bendIn(at, from, to);
    const middle = bend ?? Math.floor((from + to) / 2);
    split(from, middle);
    split(bend === undefined ? middle : middle + 1, to);
  };
  // A figure of a small charge is lost between far points: the range is walked in tens.
  const marks = [0, ...[10, 100, 1000, 10_000, 100_000].filter((mark) => mark < most), most];
  for (const [i, to] of marks.entries()) if (i > 0) split(marks[i - 1] ?? 0, to);
  if (why !== undefined) return why;
  return sharpened(
    simplified([...ends].sort((a, b) => a - b).map((charge) => ({ charge, cents: at(charge) }))),
  );
}

/** How far the lines at both ends of a piece are followed to find where they meet. Dollars. */
const REACH = 100;

/**
 * Where a piece bends, if it bends once: the whole dollar at or before the place where the lines at its two ends meet. Found
 * so, a bend costs a few questions; without it, it is looked for in ever smaller halves.
 */
function bendIn(at: (charge: number) => number, from: number, to: number): number | undefined {
  const step = Math.min(REACH, Math.floor((to - from) / 8));
  if (step < 1) return undefined;
  const left = (at(from + step) - at(from)) / step;
  const right = (at(to) - at(to - step)) / step;
  if (left === right) return undefined;
  const met = (at(to) - at(from) + left * from - right * to) / (left - right);
  const bend = Math.floor(met + 1e-6);
  if (!(bend > from && bend + 1 < to)) return undefined;
  const isLeft = Math.abs(at(bend) - (at(from) + left * (bend - from))) <= BENT;
  const isRight = Math.abs(at(bend + 1) - (at(to) - right * (to - bend - 1))) <= BENT;
  return isLeft && isRight ? bend : undefined;
}

function isStraight(at: (charge: number) => number, from: number, to: number): boolean {
  const [a, b] = [at(from), at(to)];
  return [1, 2, 3].every((quarter) => {
    const charge = Math.floor(from + ((to - from) * quarter) / 4);
    return Math.abs(at(charge) - (a + ((b - a) * (charge - from)) / (to - from))) <= BENT;
  });
}

/** Without the points that lie on the line between others. */
function simplified(points: readonly Point[]): readonly Point[] {
  const kept: Point[] = [];
  for (const [i, point] of points.entries()) {
    const before = kept.at(-1);
    const after = points[i + 1];
    if (before && after && isOn(point, before, after)) continue;
    kept.push(point);
  }
  return kept;
}

function isOn({ charge, cents }: Point, a: Point, b: Point): boolean {
  return (
    Math.abs(cents - (a.cents + ((b.cents - a.cents) * (charge - a.charge)) / (b.charge - a.charge))) <= BENT
  );
}

/** A bend between two whole dollars is put where the lines on both sides meet. */
function sharpened(points: readonly Point[]): readonly Point[] {
  const result: Point[] = [];
  for (let i = 0; i < points.length; i++) {
    const [a, b, c, d] = [points[i - 1], points[i], points[i + 1], points[i + 2]];
    const met = a && b && c && d && c.charge - b.charge === 1 ? meeting(a, b, c, d) : undefined;
    if (met) {
      result.push(met);
      i++;
    } else if (b) result.push(b);
  }
  return result;
}

/** Where the line through `a` and `b` meets that through `c` and `d`, if between `b` and `c`. */
function meeting(a: Point, b: Point, c: Point, d: Point): Point | undefined {
  const before = (b.cents - a.cents) / (b.charge - a.charge);
  const after = (d.cents - c.cents) / (d.charge - c.charge);
  const charge = (c.cents - b.cents + before * b.charge - after * c.charge) / (before - after);
  if (!(charge >= b.charge && charge <= c.charge)) return undefined;
  const cents = b.cents + before * (charge - b.charge);
  return { charge: Math.round(charge * 100) / 100, cents: Math.round(cents) };
}
