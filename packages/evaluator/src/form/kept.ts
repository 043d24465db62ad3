import type { PremiumLine } from "../rate.js";
import type { MadeLine } from "./lines.js";
import { Deciders, type Deciding } from "./deciding.js";
import { arithmetic, type Whole, whole } from "./nodes.js";
import type { CoverageForm, Form, LineForm } from "./form.js";
import { Writer } from "./code.js";
import { generated } from "./generated.js";
import type { Row } from "./closures.js";
import type { Maker } from "./remade.js";

/** So many lines are kept of one coverage, and of all of a form together. */
const MOST_OF_ONE = 1 << 14;
const MOST_OF_ALL = 1 << 17;
/** Numbers of fewer ways have a place of their own each, others share the places. */
const MOST_OWN = 1 << 12;

/** Amounts are kept up to this: those of all coverages of a row can be added without losing any of it. */
const MOST_AMOUNT = 2 ** 45;
/** What stands beside the numbers that decide: premium, the shares of employer and employee, and whether there are remarks. */
const AMOUNTS = 4;
/** Where among the totals it stands how many lines were not found, and how many remarks there are on those that were. */
export const MISSED = AMOUNTS;
export const REMARKED = AMOUNTS + 1;
/** As many numbers are read from memory at once. */
const AT_ONCE = 8;

/** Lines of one coverage, each at a place that follows from the numbers that decide over it. */
interface Places {
  readonly deciding: Deciding;
  /** The numbers of few values as one, from 0 on. */
  readonly together: Whole;
  readonly isSplit: boolean;
  readonly lines: (PremiumLine | undefined)[];
  /** For each remark that there may be on a line, the texts of all places. */
  readonly remarks: readonly (string | undefined)[][];
  /** For each place the numbers that decide, where it is of more than one line, and the amounts. */
  readonly numbers: Float64Array;
  /** How many of them are of one place, and how many of these decide. */
  readonly width: number;
  readonly decided: number;
  /** What was asked last at a place, shortened: a line is only replaced by one that is asked for again. */
  readonly asked: Int32Array;
}

/** What was found for a row, by coverage. */
export interface Found {
  /** Its line, `null` where it has none, `undefined` where none is kept. */
  readonly lines: (PremiumLine | null | undefined)[];
  /** Where a line goes that was not kept; below zero where it does not. */
  readonly places: Int32Array;
  /**
   * What the lines that were found cost together; how much of it each pays; how many do not say who pays; how many lines
   * were not found; and how many remarks there are on those that were.
   */
  readonly totals: Float64Array;
  /** The lines that were found, in their order; how many they are, `look` answers. */
  readonly inOrder: (PremiumLine | undefined)[];
  /** The coverages that are looked at. */
  readonly active: readonly number[];
}

type Look = (row: Row) => number;

/**
 * Lines that were made before, to be given again to whoever is alike in all that decides over them. What is kept is bounded:
 * a line gives its place to another one that is asked for more than once in its stead.
 */
export class KeptLines {
  /** Of the row that was looked at. */
  readonly found: Found;
  readonly look: Look;
  private readonly places: readonly (Places | undefined)[];

  /** `by` makes one node of those that come to the same; `active` are the coverages that somebody may have. */
  constructor(form: Form, by: Maker, active: readonly number[], says: (coverage: number) => boolean) {
    const deciders = new Deciders(by);
    const deciding = form.coverages.map((coverage, i) =>
      typeof coverage === "string" || !active.includes(i) || !says(i) ? undefined : deciders.of(coverage),
    );
    const count = deciding.filter((one) => one && !hasOwnPlaces(one)).length;
    const most = Math.min(MOST_OF_ONE, 2 ** Math.floor(Math.log2(MOST_OF_ALL / Math.max(1, count))));
    this.places = deciding.map((one, i) => one && placesFor(one, lineOf(form.coverages[i]), most));
    const all = form.coverages.length;
    this.found = {
      lines: new Array<undefined>(all).fill(undefined),
      places: new Int32Array(all).fill(-1),
      totals: new Float64Array(AMOUNTS + 2),
      inOrder: new Array<undefined>(all).fill(undefined),
      active,
    };
    this.look = lookingAt(form, this.places, this.found);
  }

  /** Adds the remarks on the line of a coverage that was found. */
  addRemarks(coverage: number, to: string[]): void {
    const place = this.found.places[coverage] ?? -1;
    const remarks = this.places[coverage]?.remarks;
    if (!remarks || place < 0) return;
    for (let i = 0; i < remarks.length; i++) {
      const text = remarks[i]?.[place];
      if (text !== undefined) to.push(text);
    }
  }

  /** Keeps the line of a coverage that was not found for the row. */
  keep(coverage: number, { line, premium, employer, employee, remarks }: MadeLine): void {
    const place = this.found.places[coverage] ?? -1;
    const places = this.places[coverage];
    if (place < 0 || !places || Math.max(premium, employer, employee) > MOST_AMOUNT) return;
    if (Math.min(premium, employer, employee) < 0) return;
    const { numbers, width, decided } = places;
    const at = place * width + decided;
    numbers[at] = premium;
    numbers[at + 1] = employer;
    numbers[at + 2] = employee;
    numbers[at + 3] = remarks.length;
    places.lines[place] = line;
    for (const [i, texts] of places.remarks.entries()) texts[place] = remarks[i];
  }
}

const lineOf = (of: CoverageForm | string | undefined): LineForm | undefined =>
  typeof of === "object" ? of.line : undefined;

const hasOwnPlaces = ({ ways, wide }: Deciding): boolean => wide.length === 0 && ways <= MOST_OWN;

function placesFor(deciding: Deciding, line: LineForm | undefined, most: number): Places {
  const hasOwn = hasOwnPlaces(deciding);
  const count = hasOwn ? deciding.ways : most;
  const decided = hasOwn ? 0 : 1 + deciding.wide.length;
  const width = hasOwn ? AMOUNTS : Math.ceil((decided + AMOUNTS) / AT_ONCE) * AT_ONCE;
  return {
    deciding,
    together: together(deciding),
    isSplit: line?.employer !== undefined,
    lines: new Array<undefined>(count).fill(undefined),
    remarks: (line?.remarks ?? []).map(() => new Array<undefined>(count).fill(undefined)),
    numbers: new Float64Array(count * width).fill(Number.NaN),
    ...{ width, decided },
    asked: new Int32Array(hasOwn ? 0 : count),
  };
}

/** Odd numbers that spread others over all bits of a whole number. */
const SPREAD = [0x9e3779b1, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f, 0x165667b1, 0xd3a2646d, 0xfd7046c5];

function lookingAt(form: Form, all: readonly (Places | undefined)[], found: Found): Look {
  const writer = new Writer({ slot: (slot) => `S[${slot}]`, day: "D", leave: "throw 0;" });
  for (const [i, places] of all.entries()) if (places) writePlace(writer, i, places);
  for (const [i, places] of all.entries()) write(writer, i, places, found.active.includes(i));
  const body = writer.take();
  const names = all.flatMap((places, i) =>
    places ? [`E${i} = E[${i}], K${i} = K[${i}], H${i} = H[${i}]`] : [],
  );
  const make = generated(
    `return (E, K, H, X, A, T, Z) => {
${names.map((text) => `const ${text};`).join("\n")}
return (R) => { const S = R.slots, D = R.day; let p = 0, q = 0, r = 0, u = 0, m = 0, z = 0, w = 0;
${body}
T[0] = p; T[1] = q; T[2] = r; T[3] = u; T[4] = m; T[5] = w; return z; };
};`,
    writer,
    form.cells,
  ) as (...lists: readonly unknown[]) => Look;
  return make(
    all.map((places) => places?.lines),
    all.map((places) => places?.numbers),
    all.map((places) => places?.asked),
    found.lines,
    found.places,
    found.totals,
    found.inOrder,
  );
}

/** Writes how the line of a coverage is looked for, once it is known at which place. */
function write(writer: Writer, i: number, places: Places | undefined, isActive: boolean): void {
  if (!places) {
    if (isActive) writer.put("m++;");
    return;
  }
  const { held, stray } = places.deciding;
  const asked = writer.whole(held);
  const found = places.decided === 0 ? ownFound(i, places) : sharedFound(writer, i, places);
  writer.put(`let x${i} = undefined; A[${i}] = -1;
if (${asked} === 1) {
${found}
} else if (${asked} === 0) {`);
  writer.inside(() => writer.put(`if (${writer.whole(stray)} === 0) x${i} = null;`));
  writer.put(`}
if (x${i} === undefined) m++; else if (x${i} !== null) Z[z++] = x${i};
X[${i}] = x${i};`);
}

/** Writes at which place a line would be. All places are computed, and begun to be read, before any of them is looked at. */
function writePlace(writer: Writer, i: number, places: Places): void {
  const { deciding, width, decided, lines } = places;
  const [h, a, b] = [`h${i}`, `a${i}`, `b${i}`];
  const at = writer.whole(places.together);
  if (decided === 0) {
    writer.put(`const ${a} = ${at}, e${i} = E${i}[${a}];`);
    return;
  }
  const own = [at, ...deciding.wide.map((node) => writer.whole(node))];
  const high = deciding.ways > 2 ** 31 ? ` ^ (${at} / 4294967296)` : "";
  const spread = own.map((number, k) => `Math.imul(${number}, ${SPREAD[k]})`).join(" ^ ");
  writer.put(`let ${h} = ${spread}${high}; ${h} ^= ${h} >>> 15;
let ${a} = ${h} & ${lines.length - 1}, ${b} = ${a} * ${width};
const k${i} = K${i}[${b}], e${i} = E${i}[${a}];`);
}

/** The numbers of few values as one, from 0 on. */
function together({ few }: Deciding): Whole {
  let sum: Whole = whole(0);
  let first = 0;
  let step = 1;
  for (const { number, ways } of few) {
    sum = arithmetic("add", sum, arithmetic("multiply", number, whole(step)));
    first += number.low * step;
    step *= ways;
  }
  return arithmetic("subtract", sum, whole(first));
}

/** Takes what stands at a place, which begins at `at` among the numbers. */
function taken(i: number, at: string, { isSplit }: Places): string {
  const shares = isSplit ? `q += K${i}[${at} + 1]; r += K${i}[${at} + 2];` : "u++;";
  return `{ p += K${i}[${at}]; ${shares} w += K${i}[${at} + 3]; }`;
}

function ownFound(i: number, places: Places): string {
  return `A[${i}] = a${i}; x${i} = e${i};
if (x${i} !== undefined) ${taken(i, `a${i} * ${AMOUNTS}`, places)}`;
}

function sharedFound(writer: Writer, i: number, places: Places): string {
  const { deciding, width, decided } = places;
  const own = [places.together, ...deciding.wide].map((node) => writer.whole(node));
  const [h, a, b] = [`h${i}`, `a${i}`, `b${i}`];
  const isThere = (first: string): string =>
    own.map((number, k) => `${k === 0 ? first : `K${i}[${b} + ${k}]`} === ${number}`).join(" && ");
  const found = (line: string): string => `{ A[${i}] = ${a}; x${i} = ${line};
if (x${i} !== undefined) ${taken(i, `${b} + ${decided}`, places)} }`;
  const written = own.map((number, k) => `K${i}[${b} + ${k}] = ${number};`).join(" ");
  const other = `${a} ^= 1; ${b} = ${a} * ${width};`;
  return `if (${isThere(`k${i}`)}) ${found(`e${i}`)}
else {
${other}
if (${isThere(`K${i}[${b}]`)}) ${found(`E${i}[${a}]`)}
else if (E${i}[${a}] === undefined || E${i}[${a} ^ 1] === undefined || H${i}[${a}] === ${h}) {
if (E${i}[${a}] !== undefined && (E${i}[${a} ^ 1] === undefined || ${h} < 0)) { ${other} }
A[${i}] = ${a}; E${i}[${a}] = undefined; ${written}
} else H${i}[${a}] = ${h};
}`;
}
