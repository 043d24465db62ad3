import { isAtom, isObject, type JsonObject, say, textOf } from "./say.js";
import { facts, shared } from "./similar.js";
import { spaced } from "@planwright/ratebook";

/** A place at which two parts of rate books differ. */
export interface Difference {
  /** Names and fields that lead there, for a path. */
  readonly path: readonly string[];
  /** Absent where there was nothing, or is nothing now. */
  readonly before?: unknown;
  readonly after?: unknown;
  /** Below the pointer of the part, in the new book; in the old one for what is gone. */
  readonly pointer: string;
}

/** Lists in which the order says nothing: they name who or what is meant. */
const SETS = new Set([
  "coverages",
  "classes",
  "services",
  "networks",
  "needs",
  "groups",
  "counts",
  "addsTo",
  "excludes",
  "inLieuOf",
  "riderTo",
  "relations",
  "places",
  "cites",
  "refuses",
  "takes",
]);

/** Every place at which two parts differ, as small as it can be said in words. */
export function differences(before: unknown, after: unknown, field = ""): Difference[] {
  if (textOf(before) === textOf(after)) return [];
  if (before === undefined) return [{ path: [], after, pointer: "" }];
  if (after === undefined) return [{ path: [], before, pointer: "" }];
  if (Array.isArray(before) && Array.isArray(after)) return inLists(before, after, field);
  if (isObject(before) && isObject(after) && !isAtom(before) && !isAtom(after))
    return inObjects(before, after);
  return [{ path: [], before, after, pointer: "" }];
}

function inObjects(before: JsonObject, after: JsonObject): Difference[] {
  // Of another kind: nothing in them is the same thing.
  for (const key of ["op", "kind"]) {
    if (before[key] !== after[key]) return [{ path: [], before, after, pointer: "" }];
  }
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return keys.flatMap((key) =>
    differences(before[key], after[key], key).map((found) => ({
      ...found,
      path: [key, ...found.path],
      pointer: `/${key}${found.pointer}`,
    })),
  );
}

function inLists(before: readonly unknown[], after: readonly unknown[], field: string): Difference[] {
  if (isAtom(before) && isAtom(after)) {
    const same = SETS.has(field) && textOf([...before].sort()) === textOf([...after].sort());
    return same ? [] : [{ path: [], before, after, pointer: "" }];
  }
  const out: Difference[] = [];
  for (const { from, to, at } of pairs(before, after)) {
    const item = to === undefined ? before[from ?? 0] : after[to];
    const label = labelOf(item) ?? String((to ?? from ?? 0) + 1);
    const inner =
      from === undefined
        ? [{ path: [], after: item, pointer: "" }]
        : to === undefined
          ? [{ path: [], before: item, pointer: "" }]
          : differences(before[from], after[to]);
    out.push(...inner.map((d) => ({ ...d, path: [label, ...d.path], pointer: `/${at}${d.pointer}` })));
  }
  if (out.length > 0) return out;
  // All is there as before, and stands in another order, which was chosen.
  return [{ path: ["order"], before: before.map(shortly), after: after.map(shortly), pointer: "" }];
}

const shortly = (item: unknown): string => labelOf(item) ?? say(item);

const NAMES = ["id", "member", "name", "when", "of", "coverage"];

/** What an item of a list is called. */
export function labelOf(item: unknown): string | undefined {
  if (!isObject(item)) return undefined;
  for (const key of NAMES) {
    const value = item[key];
    if (typeof value === "string") return value;
  }
  return undefined;
}

interface Pair {
  readonly from?: number;
  readonly to?: number;
  readonly at: number;
}

/** Longer lists of what has no name are paired in their order. */
const MOST_COMPARED = 100;
/** Two items without a name are one that changed when they share so much. */
const LIKE = 0.4;

/** Which item of the one list is which of the other: of one name, equal, or alike. */
export function pairs(before: readonly unknown[], after: readonly unknown[]): Pair[] {
  const found: Pair[] = [];
  const lefts = new Set(before.keys());
  const rights = new Set(after.keys());
  const join = (from: number, to: number): void => {
    if (textOf(before[from]) !== textOf(after[to])) found.push({ from, to, at: to });
    lefts.delete(from);
    rights.delete(to);
  };
  const byKey = (key: (item: unknown) => string | undefined): void => {
    const waiting = new Map<string, number[]>();
    for (const from of lefts) {
      const text = key(before[from]);
      if (text !== undefined) waiting.set(text, [...(waiting.get(text) ?? []), from]);
    }
    for (const to of [...rights]) {
      const text = key(after[to]);
      const from = text === undefined ? undefined : waiting.get(text)?.shift();
      if (from !== undefined) join(from, to);
    }
  };
  byKey((item) => (isObject(item) && typeof item.id === "string" ? item.id : undefined));
  byKey(textOf);
  byKey((item) => (isObject(item) && typeof item.id !== "string" ? labelOf(item) : undefined));
  if (lefts.size <= MOST_COMPARED && rights.size <= MOST_COMPARED) {
    for (const [from, to] of alike(before, after, lefts, rights)) join(from, to);
  } else {
    const waiting = [...lefts];
    for (const to of [...rights]) {
      const from = waiting.shift();
      if (from !== undefined) join(from, to);
    }
  }
  for (const from of lefts) found.push({ from, at: from });
  for (const to of rights) found.push({ to, at: to });
  return found.sort((a, b) => a.at - b.at);
}

/** The most alike first; what has an id is never another thing. */
function alike(
  before: readonly unknown[],
  after: readonly unknown[],
  lefts: ReadonlySet<number>,
  rights: ReadonlySet<number>,
): [number, number][] {
  const named = (item: unknown): boolean => isObject(item) && typeof item.id === "string";
  const all = [...lefts].flatMap((from) =>
    named(before[from])
      ? []
      : [...rights].flatMap((to) =>
          named(after[to])
            ? []
            : [{ from, to, share: shared(facts(before[from]), facts(after[to])).valueOf() }],
        ),
  );
  const used = { from: new Set<number>(), to: new Set<number>() };
  const out: [number, number][] = [];
  for (const { from, to, share } of all.sort((a, b) => b.share - a.share)) {
    if (share < LIKE || used.from.has(from) || used.to.has(to)) continue;
    used.from.add(from);
    used.to.add(to);
    out.push([from, to]);
  }
  return out;
}

/** A path in words: `benefits, cells`. */
export const sayPath = (path: readonly string[]): string => path.map(spaced).join(", ");
