import type { RateBook } from "@planwright/ratebook";
import { isObject } from "./say.js";

/** What can have another name: the word of a statement `formerly` in a rate book. */
export type Renamable = NonNullable<RateBook["formerly"]>[number]["of"];

/** One thing by its name; networks, services and ways to buy are of a coverage. */
export interface Called {
  readonly of: Renamable;
  readonly coverage?: string | undefined;
  readonly id: string;
}

/** Every name of one kind, each with the coverage that it is of, where it is of one. */
export function namesOf(book: RateBook, of: Renamable): readonly Called[] {
  const plainly = (things: readonly { readonly id: string }[]): Called[] =>
    things.map(({ id }) => ({ of, id }));
  const listed = (things: readonly { readonly id: string; readonly coverage: string }[]): Called[] =>
    things.map(({ id, coverage }) => ({ of, id, coverage }));
  switch (of) {
    case "coverage":
      return plainly(book.coverages);
    case "input":
      return plainly(book.inputs);
    case "class":
      return plainly(book.classes);
    case "area":
      return plainly(book.areas?.areas ?? []);
    case "tier":
      return plainly(book.tiers.flatMap(({ tiers }) => tiers));
    case "plan":
      return plainly(book.plans);
    case "network":
      return listed(book.networks);
    case "channel":
      return listed(book.channels);
    case "service":
      return listed(book.services);
  }
}

const ALL: readonly Renamable[] = [
  "coverage",
  "input",
  "network",
  "class",
  "area",
  "tier",
  "channel",
  "service",
  "plan",
];

/** How many things of a book have the id. */
export function timesDeclared(book: RateBook, id: string): number {
  const named = ALL.flatMap((of) => namesOf(book, of));
  const others = [book.formulas, book.conditions, book.carriers].flat();
  return [...named, ...others].filter((thing) => thing.id === id).length;
}

/** Fields of text for a reader, in which a name is only a word. */
const PROSE = new Set(["name", "meaning", "because", "words", "source", "per", "unit"]);
/** Objects of which the keys are names: of inputs, of coverages, of what a table is by. */
const KEYED = new Set(["given", "keys", "with", "clauses", "lines", "dependents"]);
/** The kinds whose names such keys are. */
const OF_KEYS: readonly Renamable[] = ["coverage", "input"];

/** The fields in which a name of a kind stands where it is no other kind's. */
const FIELDS: Readonly<Record<Renamable, readonly string[]>> = {
  coverage: ["coverage", "coverages", "needs"],
  input: ["ref", "key", "keys", "by", "from", "to", "pay", "age"],
  network: ["network", "networks"],
  class: ["class", "classes"],
  area: ["area"],
  tier: ["tier", "tiers"],
  channel: ["channel"],
  service: ["service", "services", "groups", "excludes", "inLieuOf"],
  plan: ["plan", "plans", "riderTo"],
};

/** Where the things of a kind are declared. */
const LISTS: Readonly<Record<Renamable, string>> = {
  coverage: "coverages",
  input: "inputs",
  network: "networks",
  class: "classes",
  area: "areas",
  tier: "tiers",
  channel: "channels",
  service: "services",
  plan: "plans",
};

interface Where {
  /** The field of the rate book that is being gone through. */
  readonly list: string;
  /** The nearest field; items of a list have that of the list. */
  readonly field: string;
  /** What `{ key, values }` and `{ key, value }` are about. */
  readonly key?: string;
}

/**
 * The book with one name in place of another, wherever it stands for the thing. A name that stands for nothing else is
 * put wherever it is found; another one only in fields that hold names of this kind.
 */
export function withName(book: RateBook, { of, coverage, id: from }: Called, to: string): RateBook {
  const isOnly = timesDeclared(book, from) === 1;
  const shares = namesOf(book, of).filter(({ id }) => id === from).length > 1 ? coverage : undefined;
  const stands = ({ field, list, key }: Where): boolean => {
    if (PROSE.has(field)) return false;
    if (isOnly) return true;
    if (field === "id") return list === LISTS[of];
    return FIELDS[of].includes(field === "value" || field === "values" ? (key ?? "") : field);
  };
  const walk = (node: unknown, where: Where): unknown => {
    if (typeof node === "string") return node === from && stands(where) ? to : node;
    if (Array.isArray(node)) {
      return node.map((item: unknown) =>
        shares !== undefined && isOfOther(item, shares) ? item : walk(item, where),
      );
    }
    if (!isObject(node)) return node;
    const key = typeof node.key === "string" ? node.key : undefined;
    return Object.fromEntries(
      Object.entries(node).map(([name, inner]) => {
        const renamed = OF_KEYS.includes(of) && name === from && KEYED.has(where.field) ? to : name;
        return [
          renamed,
          walk(inner, { list: where.list, field: name, ...(key === undefined ? {} : { key }) }),
        ];
      }),
    );
  };
  const { sources, ...content } = book;
  const entries = Object.entries(content).map(([name, value]) => [
    name,
    walk(value, { list: name, field: name }),
  ]);
  const copy: Omit<RateBook, "sources"> = Object.fromEntries(entries);
  return sources ? { ...copy, sources } : copy;
}

/** Whether a part of the book is of another coverage, whose names are its own. */
const isOfOther = (item: unknown, coverage: string): boolean =>
  isObject(item) && typeof item.coverage === "string" && item.coverage !== coverage;
