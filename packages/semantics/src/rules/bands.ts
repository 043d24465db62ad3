import type Fraction from "fraction.js";
import { type Fix, Reporter } from "../diagnostics/report.js";
import type { Input, Range } from "../model.js";
import type { Place } from "../places.js";
import { dollars, exact, shortest } from "../types/exact.js";

/** A band of a table and the cell that says it. */
export interface Band {
  readonly range: Range;
  readonly place: Place;
}

/** A place between values: just before one, or just after it. Absent: beyond every value. */
interface Cut {
  readonly at: Fraction;
  readonly after: boolean;
}

export interface Interval {
  readonly low: Cut | undefined;
  readonly high: Cut | undefined;
}

const CACHE = new Map<string, Fraction>();

function fraction(decimal: string): Fraction {
  let found = CACHE.get(decimal);
  if (!found) {
    found = exact(decimal);
    if (CACHE.size > 10_000) CACHE.clear();
    CACHE.set(decimal, found);
  }
  return found;
}

function compareCuts(a: Cut, b: Cut): number {
  return a.at.compare(b.at) || Number(a.after) - Number(b.after);
}

const isLower = (a: Cut | undefined, b: Cut | undefined): boolean =>
  b === undefined ? false : a === undefined ? true : compareCuts(a, b) < 0;

/** Ages, counts: a value is whole, so `30 to 39` joins `40 to 49`. */
export const isWhole = (input: Input): boolean => input.kind === "age" || input.kind === "count";

export function intervalOf(range: Range, whole: boolean): Interval {
  const cut = (value: string, after: boolean): Cut => {
    const at = fraction(value);
    // Whole numbers: just after 39 is just before 40.
    if (whole) return { at: after ? at.floor().add(1) : at.ceil(), after: false };
    return { at, after };
  };
  return {
    low: range.min === undefined ? undefined : cut(range.min, !range.minHeld),
    high: range.max === undefined ? undefined : cut(range.max, range.maxHeld),
  };
}

/** No person is older; the evaluator refuses such an age. */
const OLDEST = 130;

/** The values that an input can have: what it declares, or all from zero. */
export function domainOf(input: Input): Interval {
  const { range } = input;
  const zero = { at: fraction("0"), after: false };
  const oldest = input.kind === "age" ? { at: fraction(String(OLDEST + 1)), after: false } : undefined;
  if (!range) return { low: zero, high: oldest };
  const { low, high } = intervalOf(range, isWhole(input));
  return { low: low ?? zero, high: high ?? oldest };
}

/** A stretch of the domain in which the same bands hold. */
export interface Piece extends Interval {
  /** Which of the bands hold in it, by their number. */
  readonly bands: readonly number[];
}

/** Cuts a domain wherever a band begins or ends. */
export function piecesOf(bands: readonly Interval[], domain: Interval): Piece[] {
  const cuts: Cut[] = [];
  for (const { low, high } of bands) {
    for (const cut of [low, high]) {
      if (
        cut &&
        isLower(domain.low, cut) &&
        (domain.high === undefined || compareCuts(cut, domain.high) < 0)
      ) {
        cuts.push(cut);
      }
    }
  }
  cuts.sort(compareCuts);
  const edges: (Cut | undefined)[] = [domain.low];
  for (const cut of cuts) {
    const last = edges[edges.length - 1];
    if (last === undefined || compareCuts(last, cut) !== 0) edges.push(cut);
  }
  return edges.map((low, i) => {
    const high = i + 1 < edges.length ? edges[i + 1] : domain.high;
    const holding = bands.flatMap((band, b) =>
      !isLower(low, band.low) && !isBelow(band.high, high) ? [b] : [],
    );
    return { low, high, bands: holding };
  });
}

/** Whether a band ends before a piece does. Ends that are absent are above everything. */
function isBelow(end: Cut | undefined, pieceEnd: Cut | undefined): boolean {
  if (end === undefined) return false;
  return pieceEnd === undefined || compareCuts(end, pieceEnd) < 0;
}

/** Formats a value of an input: `50.5%`, `$2,500`, `70`. */
export function showFigure(value: string, input: Input): string {
  if (input.kind === "percent") return `${value}%`;
  return input.kind === "money" ? dollars(value) : value;
}

function decimal(value: Fraction): string {
  return shortest(value.round(6).toString(6));
}

/** "Age 70", "dependent_share 50.5%": a value in the piece, or its ends when it holds several whole ones. */
export function describePiece(piece: Interval, input: Input): string {
  const name = input.kind === "age" ? "Age" : input.id;
  const show = (value: Fraction) => showFigure(decimal(value), input);
  const { low, high } = piece;
  if (isWhole(input)) {
    const first = low?.at;
    const beyond = input.kind === "age" && high !== undefined && high.at.compare(OLDEST) > 0;
    const last = beyond ? undefined : high?.at.sub(1);
    if (first && last)
      return first.equals(last) ? `${name} ${show(first)}` : `${name} ${show(first)} to ${show(last)}`;
    return first ? `${name} ${show(first)} and over` : `${name} ${show(last ?? fraction("0"))} and under`;
  }
  if (low && !high)
    return `${name} ${low.after ? "over " : ""}${show(low.at)}${low.after ? "" : " and over"}`;
  if (low && high) {
    if (!low.after && high.after && low.at.equals(high.at)) return `${name} ${show(low.at)}`;
    return `${name} ${show(low.at.add(high.at).div(2))}`;
  }
  return `${name} ${high ? `under ${show(high.at)}` : "of any value"}`;
}

/**
 * Reports where bands leave a value out or hold it twice; answers whether they do not, and each is of use. `table` is
 * the place when no band is near.
 */
export function coverGaps(
  bands: readonly Band[],
  input: Input,
  reporter: Reporter,
  table: Place,
  {
    domain = domainOf(input),
    path = [],
  }: { readonly domain?: Interval; readonly path?: readonly string[] } = {},
): boolean {
  const intervals = bands.map(({ range }) => intervalOf(range, isWhole(input)));
  let sound = !reportUseless(bands, intervals, input, reporter);
  const at = path.length > 0 ? ` (${path.join(", ")})` : "";
  const pieces = piecesOf(intervals, domain);
  for (const [i, piece] of pieces.entries()) {
    const [first, second] = piece.bands.map((b) => bands[b]);
    if (first && !second) continue;
    sound = false;
    const before = neighbour(pieces, i, -1, bands);
    if (!first) reportGap(piece, at, before, neighbour(pieces, i, 1, bands), input, reporter, table);
    else if (second) {
      const [upper, lower] =
        second.place.span.start > first.place.span.start ? [second, first] : [first, second];
      reporter.report("PW2002", { value: `${describePiece(piece, input)}${at}` }, upper.place, {
        label: "here a second time",
        related: [{ place: lower.place, message: "held here" }],
        why: "Which of the two holds would be a guess.",
        fixes: apart(first, second, input),
      });
    }
  }
  return sound;
}

/** Whether bands hold every value of a domain, each once, and each of them is of use. */
export function joinUp(ranges: readonly Range[], input: Input, domain: Interval): boolean {
  if (isWhole(input) && followOn(ranges, domain)) return true;
  const place: Place = { file: "", span: { start: 0, end: 0 } };
  const bands = ranges.map((range) => ({ range, place }));
  return coverGaps(bands, input, new Reporter(), place, { domain });
}

/** A whole number that is written without more. */
const PLAIN_WHOLE = /^\d{1,9}$/;

/**
 * Whether bands of whole numbers follow on each other from one end of a domain to the other, as those of nearly all tables do. False
 * says nothing.
 */
function followOn(ranges: readonly Range[], { low, high }: Interval): boolean {
  const first = low ? low.at.valueOf() : Number.NEGATIVE_INFINITY;
  const end = high ? high.at.valueOf() : Number.POSITIVE_INFINITY;
  const bands: { readonly from: number; readonly to: number }[] = [];
  for (const { min, minHeld, max, maxHeld } of ranges) {
    if ((min && !PLAIN_WHOLE.test(min)) || (max && !PLAIN_WHOLE.test(max))) return false;
    const from = min === undefined ? first : Math.max(first, Number(min) + (minHeld ? 0 : 1));
    const to = max === undefined ? end : Math.min(end, Number(max) + (maxHeld ? 1 : 0));
    if (from >= to) return false;
    bands.push({ from, to });
  }
  bands.sort((a, b) => a.from - b.from);
  let at = first;
  for (const { from, to } of bands) {
    if (from !== at) return false;
    at = to;
  }
  return at === end;
}

function neighbour(
  pieces: readonly Piece[],
  i: number,
  step: 1 | -1,
  bands: readonly Band[],
): Band | undefined {
  const b = pieces[i + step]?.bands[0];
  return b === undefined ? undefined : bands[b];
}

/** Reports bands that hold no value that the input can have; answers whether there are any. */
function reportUseless(
  bands: readonly Band[],
  intervals: readonly Interval[],
  input: Input,
  reporter: Reporter,
): boolean {
  let found = false;
  for (const [i, { range, place }] of bands.entries()) {
    const interval = intervals[i];
    if (!interval) continue;
    const fractional = isWhole(input) && [range.min, range.max].find((end) => end?.includes("."));
    if (fractional) {
      found = true;
      reporter.report("PW3003", { wanted: "A whole number", got: fractional }, place);
    } else if (piecesOf([interval], domainOf(input)).every((piece) => piece.bands.length === 0)) {
      found = true;
      reporter.report("PW2013", { what: `${input.id} is never in this band` }, place, {
        why: "The input says which values it can have.",
      });
    }
  }
  return found;
}

function reportGap(
  gap: Interval,
  at: string,
  before: Band | undefined,
  after: Band | undefined,
  input: Input,
  reporter: Reporter,
  table: Place,
): void {
  const whole = isWhole(input);
  const place = after?.place ?? before?.place ?? table;
  const related =
    before && after ? [{ place: before.place, message: `ends with ${endWords(before.range, input)}` }] : [];
  const joined =
    before?.range.max !== undefined && after ? joinedRange(before.range, after.range, input) : undefined;
  const fractional = !whole && before && after;
  reporter.report("PW2001", { value: `${describePiece(gap, input)}${at}` }, place, {
    cause: `gap ${place.file} ${place.span.start} ${describePiece(gap, input)}`,
    label: after
      ? `begins ${beginWords(after.range, input)}`
      : before
        ? `ends with ${endWords(before.range, input)}`
        : undefined,
    related,
    why: fractional
      ? `${input.id} can be a fraction, so bands must join end to end. There would be no answer for this value.`
      : "There would be no answer for this value.",
    fixes:
      joined && after
        ? [
            {
              title: `Begin this band where the one before ends: \`${joined}\``,
              edits: [{ ...edit(after.place), text: joined }],
            },
          ]
        : [],
  });
}

/** Two bands that overlap at one end: the upper begins where the lower ends, or the lower ends where the upper begins. */
function apart(a: Band, b: Band, input: Input): Fix[] {
  const [lower, upper] = startsBefore(a, b, input) ? [a, b] : [b, a];
  const overlap = intervalOf(upper.range, isWhole(input));
  const { low, high } = intervalOf(lower.range, isWhole(input));
  if (!overlap.low || !high || !isLower(low, overlap.low) || isBelow(overlap.high, high)) return [];
  // Where both end together, nothing would be left of the upper one.
  const begun = isBelow(high, overlap.high) ? joinedRange(lower.range, upper.range, input) : undefined;
  const ended = endedRange(lower.range, upper.range, input);
  return [
    { band: upper, text: begun, how: "Begin this band where the one before ends" },
    { band: lower, text: ended, how: "End the band before where this one begins" },
  ].flatMap(({ band, text, how }) =>
    text === undefined ? [] : [{ title: `${how}: \`${text}\``, edits: [{ ...edit(band.place), text }] }],
  );
}

function startsBefore(a: Band, b: Band, input: Input): boolean {
  const [one, other] = [intervalOf(a.range, isWhole(input)).low, intervalOf(b.range, isWhole(input)).low];
  return other !== undefined && (one === undefined || compareCuts(one, other) < 0);
}

/** The range of the lower band, ended where the upper one begins; nothing where words cannot say it. */
function endedRange(before: Range, after: Range, input: Input): string | undefined {
  const { min } = after;
  if (min === undefined) return undefined;
  const show = (value: string) => showFigure(value, input);
  if (isWhole(input)) {
    if (!after.minHeld || (before.min !== undefined && !before.minHeld)) return undefined;
    const end = decimal(fraction(min).ceil().sub(1));
    return before.min === undefined
      ? `under ${decimal(fraction(min).ceil())}`
      : `${show(before.min)} to ${end}`;
  }
  if (!after.minHeld || (before.min !== undefined && !before.minHeld)) return undefined;
  return before.min === undefined ? `under ${show(min)}` : `${show(before.min)} to under ${show(min)}`;
}

const edit = (place: Place) => ({ file: place.file, span: place.span });

const endWords = (range: Range, input: Input): string =>
  range.max === undefined
    ? "every value"
    : `${range.maxHeld ? "" : "what is under "}${showFigure(range.max, input)}`;

const beginWords = (range: Range, input: Input): string =>
  range.min === undefined
    ? "with the first value"
    : `${range.minHeld ? "at" : "after"} ${showFigure(range.min, input)}`;

/** The range of the upper band, begun where the lower one ends. */
function joinedRange(before: Range, after: Range, input: Input): string | undefined {
  const { max } = before;
  if (max === undefined) return undefined;
  const show = (value: string) => showFigure(value, input);
  if (isWhole(input)) {
    const begin = decimal(before.maxHeld ? fraction(max).floor().add(1) : fraction(max).ceil());
    if (after.max === undefined) return `${begin} and over`;
    return `${begin} to ${after.maxHeld ? "" : "under "}${show(after.max)}`;
  }
  if (before.maxHeld)
    return after.max === undefined ? `over ${show(max)}` : `over ${show(max)} up to ${show(after.max)}`;
  return after.max === undefined
    ? `${show(max)} and over`
    : `${show(max)} to ${after.maxHeld ? "" : "under "}${show(after.max)}`;
}
