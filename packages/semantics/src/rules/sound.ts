import type { Key, Range } from "../model.js";
import { joinUp } from "./bands.js";
import { isAny, type KeySpec, rangeOf } from "./cover.js";

/** The lines of a table: the keys of each, and the key that each column adds, where there are several. */
export interface KeyedLines {
  /** How many lines there are. */
  readonly count: number;
  /** What headings above the table fix. */
  readonly fixed: Readonly<Record<string, Key>>;
  /** The keys of a line, by which the table is. */
  readonly ids: readonly string[];
  /** What they are, line after line. */
  readonly lineKeys: readonly Key[];
  readonly across: string | undefined;
  readonly columns: readonly { readonly key: Key | undefined }[];
}

/** More combinations are not counted this way. */
const MOST_COMBINATIONS = 10_000_000;

/**
 * Whether tables have one rate for each combination of keys, seen by whole lines. It is so for nearly every large
 * table, which need not be gone through by its cells then. False says nothing.
 */
export function isSound(tables: readonly KeyedLines[], count: number, keys: readonly KeySpec[]): boolean {
  const [first] = tables;
  if (!first || count !== tables.reduce((sum, table) => sum + table.count * table.columns.length, 0))
    return false;
  const { across } = first;
  if (!tables.every((table) => table.across === across && isWide(table, keys))) return false;
  const axes: Axis[] = [];
  let combinations = 1;
  for (const spec of keys) {
    if (spec.id === across) continue;
    const axis = new Axis(spec, combinations);
    if (!axis.collect(tables)) return false;
    axes.push(axis);
    combinations *= axis.length;
  }
  if (combinations > MOST_COMBINATIONS) return false;
  const seen = new Seen(combinations, axes);
  for (const table of tables) if (!seen.addAll(table)) return false;
  return seen.count === combinations;
}

/** Whether the columns of a table are one for each member, in order. */
function isWide({ across, columns }: KeyedLines, keys: readonly KeySpec[]): boolean {
  if (across === undefined) return columns.length === 1;
  const spec = keys.find(({ id }) => id === across);
  if (!spec || !("members" in spec) || columns.length !== spec.members.length) return false;
  return columns.every(
    ({ key }, i) => key && "is" in key && key.is.length === 1 && key.is[0] === spec.members[i],
  );
}

/** A key, with its members or bands numbered. */
class Axis {
  private readonly places = new Map<string, number>();
  private readonly bands = new Map<Range, number>();
  /** Lines that say the same share what they say. */
  private readonly known = new Map<Range | readonly string[], readonly number[]>();

  constructor(
    private readonly spec: KeySpec,
    /** How far apart two members stand among all combinations. */
    readonly stride: number,
  ) {
    if ("members" in spec)
      for (const member of new Set(spec.members)) this.places.set(member, this.places.size);
  }

  get id(): string {
    return this.spec.id;
  }

  get length(): number {
    return this.places.size;
  }

  /** Numbers the bands of lines; answers whether they join up, or whether members need no such thing. */
  collect(tables: readonly KeyedLines[]): boolean {
    const { spec } = this;
    if ("members" in spec) return true;
    const distinct: Range[] = [];
    for (const { fixed, ids, lineKeys } of tables) {
      const own = fixed[spec.id];
      const at = ids.indexOf(spec.id);
      if (own ? !this.number(own, distinct) : at < 0) return false;
      if (own) continue;
      for (let i = at; i < lineKeys.length; i += ids.length)
        if (!this.number(lineKeys[i], distinct)) return false;
    }
    return joinUp(distinct, spec.input, spec.domain);
  }

  private number(key: Key | undefined, distinct: Range[]): boolean {
    if (!key || isAny(key) || !("range" in key)) return false;
    const range = rangeOf(key);
    if (this.bands.has(range)) return true;
    const written = JSON.stringify(range);
    const found = this.places.get(written) ?? this.places.size;
    if (found === this.places.size) distinct.push(range);
    this.places.set(written, found);
    this.bands.set(range, found);
    return true;
  }

  /**
   * Where a key stands among all combinations: one place for each of its members, or that of its band. Nothing for one that is not of
   * this axis, such as a plan of another coverage.
   */
  placesOf(key: Key): readonly number[] | undefined {
    if ("any" in key) return undefined;
    const of = "is" in key ? key.is : key.range;
    const known = this.known.get(of);
    if (known) return known;
    const numbers =
      "is" in key ? key.is.map((member) => this.places.get(member)) : [this.bands.get(key.range)];
    const places = numbers.flatMap((number) => (number === undefined ? [] : [number * this.stride]));
    if (places.length < numbers.length) return undefined;
    this.known.set(of, places);
    return places;
  }
}

/** Which combinations have a line. */
class Seen {
  count = 0;
  private readonly has: Uint8Array;

  constructor(
    combinations: number,
    private readonly axes: readonly Axis[],
  ) {
    this.has = new Uint8Array(combinations);
  }

  /** Adds the combinations of all lines of a table; answers whether all could be, each for the first time. */
  addAll(table: KeyedLines): boolean {
    const { count, ids, fixed, lineKeys } = table;
    const columns = this.axes.map(({ id }) => ids.indexOf(id));
    const above = this.axes.map((axis) => {
      const key = fixed[axis.id];
      return key && axis.placesOf(key);
    });
    const places = new Array<readonly number[]>(this.axes.length);
    for (let line = 0; line < count; line++) {
      for (let i = 0; i < columns.length; i++) {
        const column = columns[i] ?? -1;
        const key = column < 0 ? undefined : lineKeys[line * ids.length + column];
        const own = column < 0 ? above[i] : key && this.axes[i]?.placesOf(key);
        if (!own) return false;
        places[i] = own;
      }
      if (!this.add(places, 0, 0)) return false;
    }
    return true;
  }

  /** Adds the combinations of a line, of which `place` says what the axes before `depth` come to. */
  private add(places: readonly (readonly number[])[], depth: number, place: number): boolean {
    const own = places[depth];
    if (!own) return this.mark(place);
    for (let i = 0; i < own.length; i++)
      if (!this.add(places, depth + 1, place + (own[i] ?? 0))) return false;
    return true;
  }

  private mark(place: number): boolean {
    if (this.has[place] === 1) return false;
    this.has[place] = 1;
    this.count++;
    return true;
  }
}
