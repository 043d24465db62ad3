// Nothing that a rate book says can change without being told: each figure, word and truth of the example programs is
// changed, and so are whole things of them.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { compile } from "@planwright/compiler";
import { compareBooks, kindRow } from "@planwright/diff";
import { type RateBook, rateBookSchema } from "@planwright/ratebook";
import { describe, expect, it } from "vitest";
import { analyzeFolder, ROOT } from "./support/programs.ts";

/** What nothing is computed with: where the values were written, who wrote the book, and what was called otherwise. */
const NOT_COMPARED = new Set(["format", "compiler", "hash", "sources", "formerly"]);

const bookOf = (path: string): RateBook => {
  const { program, trees } = analyzeFolder(path);
  if (!program) throw new Error(`${path} has errors`);
  return compile(program, trees);
};

const PROGRAMS = [
  ...readdirSync(join(ROOT, "examples"))
    .filter((name) => name !== "western-life-1990")
    .map((name) => `examples/${name}`),
  "examples/western-life-1990/current",
  "examples/western-life-1990/renewal",
];

type Path = readonly (string | number)[];

/** The places of all values in a book that are no lists and no objects. */
function leaves(value: unknown, at: Path = []): Path[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => leaves(item, [...at, i]));
  if (typeof value === "object" && value !== null)
    return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...at, key]));
  return [at];
}

const SWAPS: Readonly<Record<string, string>> = {
  employer: "employee",
  employee: "employer",
  half_up: "half_down",
  billed: "written_off",
  written_off: "billed",
  embedded: "aggregate",
  aggregate: "embedded",
};

/** Another value of the same type. */
function other(value: unknown): unknown {
  if (typeof value === "boolean") return !value;
  if (typeof value === "number") return value + 1;
  if (typeof value !== "string") return value;
  if (/^-?\d+(\.\d+)?$/.test(value)) return `${value}${value.includes(".") ? "" : "."}7`;
  return SWAPS[value] ?? `${value} changed`;
}

/**
 * What says how to read its neighbours: with another one they would be no rate book. Of a share, who pays: half of the
 * plan is half of the member.
 */
const isShape = (place: Path): boolean =>
  ["op", "kind", "side"].includes(String(place.at(-1))) ||
  (place.includes("steps") && place.at(-1) === "payer");

/** A book with one value in place of another; all that is not on the way to it is shared. */
function withOther(node: unknown, [key, ...rest]: Path): unknown {
  if (key === undefined) return other(node);
  if (Array.isArray(node)) return node.map((item, i) => (i === key ? withOther(item, rest) : item));
  if (typeof node !== "object" || node === null) throw new Error("no such place");
  return Object.fromEntries(
    Object.entries(node).map(([name, inner]) => [name, name === key ? withOther(inner, rest) : inner]),
  );
}

const isBook = (value: unknown): value is RateBook =>
  typeof value === "object" && value !== null && "plans" in value;

/** Where a book has more values than these, every nth is changed. */
const MOST = 400;

describe("each value of a rate book", () => {
  it.each(PROGRAMS)("of %s is told when it changes", (path) => {
    const { sources: _, ...book } = bookOf(path);
    const places = leaves(book).filter((place) => !NOT_COMPARED.has(String(place[0])) && !isShape(place));
    const stride = Math.max(1, Math.ceil(places.length / MOST));
    const untold = places
      .filter((_place, i) => i % stride === 0)
      .filter((place) => {
        const after = withOther(book, place);
        return !isBook(after) || compareBooks(book, after).length === 0;
      });
    expect(untold.map((place) => place.join("/"))).toEqual([]);
  });
});

describe("each field of the schema", () => {
  /** What changes when a field is gone: of books that have it. */
  it("of some example program is told when it is gone, whole", async () => {
    const { properties } = await rateBookSchema();
    const fields = Object.keys(properties ?? {}).filter((field) => !NOT_COMPARED.has(field));
    const books = PROGRAMS.map(bookOf);
    const untold = fields.filter((field) => {
      const full = books.find((book) => {
        const value: unknown = Object.entries(book).find(([key]) => key === field)?.[1];
        return typeof value === "object" && value !== null && Object.keys(value).length > 0;
      });
      // What is one object, and must stand there, is changed inside by the test above.
      if (!full || field === "program" || field === "rounding") return !full;
      const value: unknown = Object.entries(full).find(([key]) => key === field)?.[1];
      const without = {
        ...full,
        [field]: Array.isArray(value) ? [] : field === "areas" || field === "members" ? undefined : {},
      };
      return compareBooks(full, without).length === 0 || compareBooks(without, full).length === 0;
    });
    expect(untold).toEqual([]);
  });
});

describe("from one program to another and back", () => {
  const pairs = PROGRAMS.flatMap((a, i) => PROGRAMS.slice(i + 1, i + 3).map((b) => [a, b] as const));
  it.each(pairs)("%s and %s: what is told backwards is the opposite", (a, b) => {
    const [before, after] = [bookOf(a), bookOf(b)];
    const there = compareBooks(before, after).map(({ kind }) => kindRow(kind).opposite ?? kind);
    const back = compareBooks(after, before).map(({ kind }) => kind as string);
    expect(back.sort()).toEqual(there.sort());
  });
});
