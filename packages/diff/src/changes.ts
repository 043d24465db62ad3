import { type RateBook, money } from "@planwright/ratebook";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { between } from "./exact.js";
import { type Class, type Kind, kindRow } from "./kinds.js";

/** One thing that changed. */
export interface Change {
  readonly kind: Kind;
  /** Where in the program: `plan/gold_ppo/deductible/person`. */
  readonly path: string;
  readonly class: Class;
  /** Whoever computes with the rate book, or hands data in, must change something. */
  readonly breaking: boolean;
  /** Whose it is, for a reader: the name of a plan, or `Rates of Medical`. */
  readonly subject: string;
  /** What it is, for a reader: `deductible, person`. */
  readonly what: string;
  /** A figure as a decimal, anything else in words; absent where there was nothing. */
  readonly before?: string;
  readonly after?: string;
  /** The same with its unit: `$500`. */
  readonly beforeText?: string;
  readonly afterText?: string;
  /** Of figures: after less before, */
  readonly delta?: string;
  readonly deltaText?: string;
  /** and in percent of before, two places, half up. Not of percentages: there `delta` is in points. */
  readonly percent?: string;
  /** Of a rename: how much of the one is in the other, in percent. */
  readonly confidence?: string;
  /** Of a rename: the program says so, with `formerly`. */
  readonly stated?: true;
  /** The condition without which nothing has changed. */
  readonly when?: string;
  readonly file?: string;
  readonly line?: number;
}

/** What is told of a change; the rest follows. */
export interface Told {
  readonly kind: Kind;
  readonly path: readonly string[];
  readonly subject: string;
  readonly what: string;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  /** What the two figures are; without it they are words. */
  readonly unit?: "money" | "percent" | "count" | undefined;
  readonly confidence?: string | undefined;
  readonly stated?: true | undefined;
  readonly when?: string | undefined;
  /** Where it stands in the rate book: `/plans/0`. */
  readonly pointer?: string | undefined;
  /** In which of the two: the new one, unless it is gone from there. */
  readonly in?: "base" | "head" | undefined;
}

export type Tell = (told: Told) => void;

export interface Sides {
  readonly base: RateBook;
  readonly head: RateBook;
}

const SIGNED: Readonly<Record<"money" | "percent" | "count", (figure: string) => string>> = {
  money,
  percent: (figure) => `${figure}%`,
  count: (figure) => figure,
};

function signed(delta: string, unit: "money" | "percent" | "count"): string {
  const size = delta.replace(/^-/, "");
  const text = unit === "percent" ? `${size} points` : SIGNED[unit](size);
  return `${delta.startsWith("-") ? "−" : "+"}${text}`;
}

/** What a change is approved by. It follows from kind, path and values alone: the same change has it in every run. */
export function idOf({ kind, path, before, after }: Change): string {
  const said = JSON.stringify([kind, path, before ?? null, after ?? null]);
  return bytesToHex(sha256(utf8ToBytes(said))).slice(0, 16);
}

/** Makes a change of what was told. A renewal has tens of thousands: nothing is copied on the way. */
export function changeOf(told: Told, sides: Sides): Change {
  const { kind, subject, what, before, after, unit } = told;
  const { class: of, breaking } = kindRow(kind);
  const change: Writable<Change> = { kind, path: told.path.join("/"), class: of, breaking, subject, what };
  if (before !== undefined) {
    change.before = before;
    change.beforeText = unit ? SIGNED[unit](before) : before;
  }
  if (after !== undefined) {
    change.after = after;
    change.afterText = unit ? SIGNED[unit](after) : after;
  }
  if (unit && before !== undefined && after !== undefined) {
    const { delta, percent } = between(before, after);
    change.delta = delta;
    change.deltaText = signed(delta, unit);
    if (percent !== undefined && unit !== "percent") change.percent = percent;
  }
  if (told.confidence !== undefined) change.confidence = told.confidence;
  if (told.stated) change.stated = true;
  if (told.when !== undefined) change.when = told.when;
  const place = placeOf(told, sides);
  if (place) {
    change.file = place.file;
    change.line = place.line;
  }
  return change;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** The nearest part of the book whose place is known. */
function placeOf(
  { pointer, in: side = "head" }: Told,
  sides: Sides,
): { readonly file: string; readonly line: number } | undefined {
  const { sources } = sides[side];
  for (let at = pointer ?? ""; at !== ""; at = at.slice(0, at.lastIndexOf("/"))) {
    const found = sources?.[at];
    if (found) return found;
  }
  return undefined;
}
