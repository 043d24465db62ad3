import type { Reporter } from "../diagnostics/report.js";
import type { Input, Key, Range, RateRow } from "../model.js";
import type { Place } from "../places.js";
import { coverGaps, describePiece, type Interval, intervalOf, isWhole, piecesOf } from "./bands.js";

/** One key of a table: a closed list of members, or the figures of an input. */
export type KeySpec =
  | { readonly id: string; readonly members: readonly string[]; readonly show: (member: string) => string }
  | { readonly id: string; readonly input: Input; readonly domain: Interval };

export interface CoverWords {
  readonly hole: "PW2011" | "PW2402";
  readonly twice: "PW2012" | "PW2401";
  readonly why: string;
}

const RATES: CoverWords = {
  hole: "PW2011",
  twice: "PW2012",
  why: "Where nothing is offered, say so: a cell `not offered`, or a line `not offered` with the names.",
};

/** More holes of one table than these are counted, not listed. */
const MOST_HOLES = 4;
const MOST_DOUBLES = 20;

/** Finds the combinations of keys for which a table has no row, or two. */
export class CoverCheck {
  private readonly holes: string[] = [];
  private doubles = 0;
  /** Bands that join end to end, as they stand in the table: they do so again for each plan. */
  private readonly sound = new Set<string>();

  constructor(
    private readonly keys: readonly KeySpec[],
    private readonly reporter: Reporter,
    /** Where the table is, for what is missing. */
    private readonly table: Place,
    private readonly subject: string | undefined,
    /** The cells and headings that say its bands. */
    private readonly bandPlaces: ReadonlyMap<Key, Place>,
    /** What is reported of a combination without a row, and of one with two. */
    private readonly words: CoverWords = RATES,
  ) {}

  run(rows: readonly RateRow[]): void {
    this.level(rows, 0, []);
    if (this.holes.length === 0) return;
    const listed = this.holes.slice(0, MOST_HOLES).join("; ");
    const more = this.holes.length - MOST_HOLES;
    const what = more > 0 ? `${listed}; and ${more} more` : listed;
    this.reporter.report(this.words.hole, { what }, this.table, {
      subject: this.subject,
      why: this.words.why,
    });
  }

  private level(rows: readonly RateRow[], depth: number, path: readonly string[]): void {
    const spec = this.keys[depth];
    if (!spec) {
      this.leaf(rows, path);
      return;
    }
    if (rows.every(({ keys }) => isAny(keys[spec.id]))) {
      this.level(rows, depth + 1, path);
    } else if ("members" in spec) this.members(rows, spec, depth, path);
    else this.figures(rows, spec, depth, path);
  }

  private members(
    rows: readonly RateRow[],
    spec: Extract<KeySpec, { readonly members: readonly string[] }>,
    depth: number,
    path: readonly string[],
  ): void {
    const isLast = depth + 1 === this.keys.length;
    if (isLast && isComplete(rows, spec.id, spec.members)) return;
    const byMember = new Map<string, RateRow[]>();
    for (const member of spec.members) byMember.set(member, []);
    let last: string | undefined;
    let held: RateRow[] | undefined;
    for (const row of rows) {
      const key = row.keys[spec.id];
      for (const member of key && "is" in key ? key.is : spec.members) {
        // Rows of one member nearly always stand together.
        if (member !== last) held = byMember.get(member);
        last = member;
        held?.push(row);
      }
    }
    for (const [member, held] of byMember) {
      if (isLast && held.length === 1) continue;
      const here = [...path, spec.show(member)];
      if (held.length === 0) this.holes.push(here.join(", "));
      else this.level(held, depth + 1, here);
    }
  }

  private figures(
    rows: readonly RateRow[],
    spec: Extract<KeySpec, { readonly input: Input }>,
    depth: number,
    path: readonly string[],
  ): void {
    const { input } = spec;
    const byBand = new Map<string, { range: Range; place: Place; rows: RateRow[] }>();
    for (const row of rows) {
      const key = row.keys[spec.id];
      const range = rangeOf(key);
      const id = JSON.stringify(range);
      const place = (key && this.bandPlaces.get(key)) ?? row.origin.place;
      const band = byBand.get(id) ?? { range, place, rows: [] };
      byBand.set(id, band);
      band.rows.push(row);
    }
    const bands = [...byBand.values()];
    const down = (band: (typeof bands)[number]) =>
      this.level(band.rows, depth + 1, [...path, showBand(band.range, spec.id)]);
    const joined = [spec.id, ...byBand.keys()].join();
    if (this.sound.has(joined)) {
      for (const band of bands) down(band);
      return;
    }
    const pieces = piecesOf(
      bands.map(({ range }) => intervalOf(range, isWhole(input))),
      spec.domain,
    );
    // Bands that overlap are a fault only where the keys after them overlap as well; that shows one level deeper.
    const overlaps = pieces.some((piece) => piece.bands.length > 1);
    if (overlaps && depth + 1 < this.keys.length) {
      for (const piece of pieces) {
        const held = piece.bands.flatMap((b) => bands[b]?.rows ?? []);
        const here = [...path, describePiece(piece, input)];
        if (held.length === 0) this.holes.push(here.join(", "));
        else this.level(held, depth + 1, here);
      }
      return;
    }
    if (coverGaps(bands, input, this.reporter, this.table, { domain: spec.domain, path }))
      this.sound.add(joined);
    for (const band of bands) down(band);
  }

  private leaf(rows: readonly RateRow[], path: readonly string[]): void {
    const [first, second] = rows;
    if (!first || !second || this.doubles >= MOST_DOUBLES) return;
    this.doubles++;
    this.reporter.report(this.words.twice, { what: path.join(", ") || "everyone" }, second.origin.place, {
      subject: this.subject,
      related: [{ place: first.origin.place, message: "stands here first" }],
    });
  }
}

/** Whether the rows are one for each member, in order, as the columns of a table nearly always are. */
function isComplete(rows: readonly RateRow[], id: string, members: readonly string[]): boolean {
  if (rows.length !== members.length) return false;
  for (let i = 0; i < rows.length; i++) {
    const key = rows[i]?.keys[id];
    if (!key || !("is" in key) || key.is.length !== 1 || key.is[0] !== members[i]) return false;
  }
  return true;
}

export const isAny = (key: Key | undefined): boolean =>
  key === undefined ||
  "any" in key ||
  ("range" in key && key.range.min === undefined && key.range.max === undefined);

const ANY: Range = { min: undefined, minHeld: true, max: undefined, maxHeld: true };

export function rangeOf(key: Key | undefined): Range {
  if (key && "range" in key) return key.range;
  if (key && "is" in key && key.is[0] !== undefined) {
    return { min: key.is[0], minHeld: true, max: key.is[0], maxHeld: true };
  }
  return ANY;
}

function showBand(range: Range, id: string): string {
  if (range.min === undefined && range.max === undefined) return `any ${id}`;
  if (range.min === undefined) return `${id} ${range.maxHeld ? "up to" : "under"} ${range.max}`;
  if (range.max === undefined)
    return `${id} ${range.minHeld ? `${range.min} and over` : `over ${range.min}`}`;
  return `${id} ${range.min} to ${range.max}`;
}
