import type { ExperienceRow } from "@planwright/evaluator";
import { Failure } from "../failure.js";
import { attempt, isObject, kindOf, refuse, textOf } from "../json-values.js";
import type { ExperienceFile } from "./section.js";

/** Readers of the fields of an experience file. What is of another kind is a `Failure`, in a sentence. */

function reading<T>(read: () => T): T {
  const { value, fault } = attempt(() => ({ read: read() }));
  if (value) return value.read;
  throw new Failure((fault?.message ?? "The experience cannot be read.").replace(/\.$/, ""));
}

/** A value of JSON as text: a text, a number, or yes and no; nothing where the cell is empty. */
function cellOf(value: unknown, what: string): string | undefined {
  if (value === null || value === undefined || value === "") return undefined;
  if (typeof value === "boolean") return value ? "yes" : "no";
  return textOf(value, what, what);
}

const cellsOf = (value: Readonly<Record<string, unknown>>, what: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]): [string, string][] => {
      const text = cellOf(inner, `${what}: “${key}”`);
      return text === undefined ? [] : [[key, text]];
    }),
  );

function listOf(file: ExperienceFile, key: string, example: string): readonly unknown[] {
  const value = file[key];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value))
    throw new Failure(`“${key}” is not a list`, `It is written "${key}": ${example}.`);
  return value as readonly unknown[];
}

/** A list of rows; nothing is an empty list. */
export const rowsOf = (file: ExperienceFile, key: string): readonly ExperienceRow[] =>
  reading(() =>
    listOf(file, key, "[ { … }, { … } ]").map((row, i) => {
      const what = `“${key}”, row ${i + 1}`;
      return isObject(row) ? cellsOf(row, what) : refuse(key, `${what} is ${kindOf(row)}, not an object.`);
    }),
  );

/** An object of texts and numbers. */
export function recordOf(file: ExperienceFile, key: string): Readonly<Record<string, string>> {
  const value = file[key];
  if (value === undefined || value === null) return {};
  if (!isObject(value))
    throw new Failure(`“${key}” is not an object`, `It is written "${key}": { "name": "value" }.`);
  return reading(() => cellsOf(value, `“${key}”`));
}

export const fieldOf = (file: ExperienceFile, key: string): string | undefined =>
  reading(() => cellOf(file[key], `“${key}”`));

/** A list of texts. */
export const textsOf = (file: ExperienceFile, key: string): readonly string[] =>
  reading(() => listOf(file, key, '[ "name" ]').map((one, i) => textOf(one, key, `“${key}”, ${i + 1},`)));
