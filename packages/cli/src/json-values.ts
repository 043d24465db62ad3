import { nearest } from "@planwright/evaluator";

/** Values of a file of JSON that somebody else has made, read with a reason where one is not what is due. */

/** Why something cannot be read or answered. */
export interface Fault {
  readonly about: string;
  readonly message: string;
}

export type Json = Readonly<Record<string, unknown>>;

/** A text of a file may have this many characters. */
const MOST_CHARACTERS = 1_000;
/** A number of JSON with more digits than these may not be the one that was written. */
const MOST_DIGITS = 15;

/** Thrown where something cannot be read, and caught there. */
export class Unreadable {
  constructor(readonly fault: Fault) {}
}

export function refuse(about: string, message: string): never {
  throw new Unreadable({ about, message });
}

export function attempt<T>(read: () => T): { readonly value?: T; readonly fault?: Fault | undefined } {
  try {
    return { value: read() };
  } catch (thrown) {
    if (thrown instanceof Unreadable) return { fault: thrown.fault };
    throw thrown;
  }
}

export const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export function kindOf(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "string") return "a text";
  if (typeof value === "number") return "a number";
  return typeof value === "boolean" ? "yes or no" : "an object";
}

const UNPRINTABLE = /\p{Cc}|\p{Cs}/u;

/** A text of the file, short and without what a terminal would obey. */
export function quoted(text: string): string {
  const clean = text.slice(0, 60).replace(/\p{Cc}|\p{Cs}/gu, "·");
  return `“${clean}${text.length > 60 ? "…" : ""}”`;
}

export function guess(name: string, names: readonly string[]): string {
  const near = nearest(name, names);
  return near === undefined ? `It is one of: ${names.join(", ")}.` : `Did you mean ${near}?`;
}

export function onlyFields(json: Json, names: readonly string[], of: string): void {
  for (const name of Object.keys(json)) {
    if (!names.includes(name)) refuse("field", `${quoted(name)} is no field of ${of}. ${guess(name, names)}`);
  }
}

const ownValue = (json: Json, name: string): unknown => (Object.hasOwn(json, name) ? json[name] : undefined);

export function optionalText(json: Json, name: string, of: string): string | undefined {
  const value = ownValue(json, name);
  return value === undefined || value === null ? undefined : textOf(value, name, `${of}: \`${name}\``);
}

/** A text, or a number that reads as it was written. */
export function textOf(value: unknown, about: string, what: string): string {
  if (typeof value === "number") return numberOf(value, about, what);
  if (typeof value !== "string") refuse(about, `${what} is ${kindOf(value)}, not a text.`);
  if (value.trim() === "") refuse(about, `${what} is empty.`);
  if (value.length > MOST_CHARACTERS) refuse(about, `${what} is longer than ${MOST_CHARACTERS} characters.`);
  if (UNPRINTABLE.test(value))
    refuse(about, `${what} ${quoted(value)} holds a character that cannot be printed.`);
  return value.trim();
}

/** A number of JSON as it was written; nothing where JSON may not have kept it. */
export function exactNumber(value: number): string | undefined {
  const text = String(value);
  const digits = text.replace(/\D/g, "").length;
  return /^-?\d+(\.\d+)?$/.test(text) && digits <= MOST_DIGITS ? text : undefined;
}

/** What is wrong with a number that JSON may not have kept. */
export const notExact = (what: string, value: number): string =>
  `${what} ${value} is a number that JSON does not keep exactly. Write it as a text, "…".`;

function numberOf(value: number, about: string, what: string): string {
  return exactNumber(value) ?? refuse(about, notExact(what, value));
}

export function optionalList(json: Json, name: string, of: string): readonly unknown[] {
  const value = ownValue(json, name);
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) refuse(name, `${of}: \`${name}\` is ${kindOf(value)}, not a list.`);
  return value;
}
