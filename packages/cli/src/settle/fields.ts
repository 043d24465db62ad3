import type { ExperienceRow } from "@planwright/evaluator";
import { Failure } from "../failure.js";
import { exactNumber, isObject, notExact } from "../json-values.js";
import type { ExperienceFile } from "./section.js";

/** Readers of the fields of an experience file: each refuses what is of another kind, in a sentence. */

/** A value of JSON as text: a text, a number, or yes and no. */
function scalar(value: unknown, what: string): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") {
    const text = exactNumber(value);
    if (text === undefined) throw new Failure(notExact(what, value));
    return text;
  }
  throw new Failure(`${what} is neither a text nor a number`);
}

function scalars(value: Readonly<Record<string, unknown>>, what: string): Record<string, string> {
  const read: Record<string, string> = {};
  for (const [key, inner] of Object.entries(value)) {
    const text = scalar(inner, `${what}: “${key}”`);
    if (text !== undefined) read[key] = text;
  }
  return read;
}

/** A list of rows; nothing is an empty list. */
export function rowsOf(file: ExperienceFile, key: string): readonly ExperienceRow[] {
  const value = file[key];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value))
    throw new Failure(`“${key}” is not a list`, `It is written "${key}": [ { … }, { … } ].`);
  return (value as readonly unknown[]).map((row, i) => {
    const what = `“${key}”, row ${i + 1}`;
    if (!isObject(row)) throw new Failure(`${what} is not an object`);
    return scalars(row, what);
  });
}

/** An object of texts and numbers. */
export function recordOf(file: ExperienceFile, key: string): Readonly<Record<string, string>> {
  const value = file[key];
  if (value === undefined || value === null) return {};
  if (!isObject(value))
    throw new Failure(`“${key}” is not an object`, `It is written "${key}": { "name": "value" }.`);
  return scalars(value, `“${key}”`);
}

export const textOf = (file: ExperienceFile, key: string): string | undefined =>
  scalar(file[key], `“${key}”`);

/** A list of texts. */
export function textsOf(file: ExperienceFile, key: string): readonly string[] {
  const value = file[key];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value))
    throw new Failure(`“${key}” is not a list`, `It is written "${key}": [ "name" ].`);
  return (value as readonly unknown[]).map((one, i) => scalar(one, `“${key}”, ${i + 1}`) ?? "");
}
