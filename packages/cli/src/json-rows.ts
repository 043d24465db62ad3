import { mayRepeatKeys, repeatedKey } from "./json-keys.js";
import { MOST_CHARACTERS_OF_A_ROW } from "./limits.js";

/** A row of a file of JSON lines, with the rows that stand in it, or why it is none. */
export type JsonRow =
  | {
      readonly person: Readonly<Record<string, string>>;
      readonly inner?: readonly Readonly<Record<string, string>>[];
    }
  | { readonly fault: string };

const NO_OBJECT = { fault: "This line is no object of JSON with plain values." };

/** A line of JSON as a row. It may hold a list of rows under the name `inner`. */
export function jsonRow(text: string, inner: string | undefined): JsonRow {
  const value = jsonObject(text);
  if ("fault" in value) return value;
  const { entries } = value;
  const person = objectOf(entries.filter(([name]) => name !== inner));
  if (!person) return NO_OBJECT;
  const list = entries.find(([name]) => name === inner)?.[1];
  if (list === undefined || list === null) return { person };
  if (!Array.isArray(list)) return NO_OBJECT;
  const rows = list.map((one: unknown) =>
    typeof one === "object" && one !== null && !Array.isArray(one)
      ? objectOf(Object.entries(one))
      : undefined,
  );
  const whole = rows.filter((one) => one !== undefined);
  return whole.length === rows.length ? { person, inner: whole } : NO_OBJECT;
}

/** A line of JSON as the names and the texts of its cells, without the empty ones. */
export function jsonCells(
  text: string,
): { readonly names: readonly string[]; readonly cells: readonly string[] } | { readonly fault: string } {
  const value = jsonObject(text);
  if ("fault" in value) return value;
  const names: string[] = [];
  const cells: string[] = [];
  for (const [name, inner] of value.entries) {
    const cell = cellOf(inner);
    if (cell === undefined) return NO_OBJECT;
    if (cell === null) continue;
    names.push(name);
    cells.push(cell);
  }
  return { names, cells };
}

type Entries = readonly (readonly [string, unknown])[];

/** The keys and values of a line that is an object of JSON. */
function jsonObject(text: string): { readonly entries: Entries } | { readonly fault: string } {
  if (text.length > MOST_CHARACTERS_OF_A_ROW) return NO_OBJECT;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return NO_OBJECT;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return NO_OBJECT;
  const entries: Entries = Object.entries(value);
  const twice = mayRepeatKeys(text, entries.length) ? repeatedKey(text) : undefined;
  if (twice !== undefined)
    return { fault: `\`${twice.slice(0, 60)}\` stands twice in one object of this line: it has one value.` };
  return { entries };
}

/** Texts, numbers as they are written, yes and no for true and false. */
function objectOf(entries: Entries): Record<string, string> | undefined {
  const person: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [name, inner] of entries) {
    const text = cellOf(inner);
    if (text === undefined) return undefined;
    if (text !== null) person[name] = text;
  }
  return person;
}

/** A value as the text of a cell; `null` where it is empty, nothing where it is no plain value. */
function cellOf(value: unknown): string | null | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return value ? "yes" : "no";
  return value === null ? null : undefined;
}
