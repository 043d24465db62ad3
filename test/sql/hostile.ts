// The showcase with names and texts that mean something to a database.
import { type Book, prepare } from "@planwright/evaluator";
import type { RateBook } from "@planwright/ratebook";
import { analyzeFolder, compiled } from "../support/programs.ts";

/** A name of a table, and of a column. */
export const HOSTILE = `a"b\`c'd; DROP TABLE x; --`;
/** A place that somebody lives in. */
export const PLACE = `Marin'"\`\\); DROP TABLE census; -- \\' ''`;
const MEANING = "one line\n; DROP TABLE census;\u2028DROP TABLE census;";

/** In place of each text of a rate book, another. */
function renamed(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (typeof value === "string") return names.get(value) ?? value;
  if (Array.isArray(value)) return value.map((one) => renamed(one, names));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [names.get(key) ?? key, renamed(inner, names)]),
  );
}

export function hostile(): Book {
  const { sources: _, examples: __, ...book } = compiled(analyzeFolder("examples/sdrma-2015"));
  const names = new Map([
    ["county", HOSTILE],
    ["Marin", PLACE],
    ["SDRMA Health Benefits Program", MEANING],
  ]);
  return prepare({ ...(renamed(book, names) as RateBook), examples: [] });
}
