/** Units of services, and what services belong to. */

/** Units of which a line of a claim is one, unless it says how many. */
export const COUNTED = [
  "visit",
  "trip",
  "surgery",
  "prescription",
  "procedure",
  "session",
  "item",
  "pair",
] as const;
/** Units whose number a line must say. */
export const MEASURED = ["day", "hour"] as const;
/** What lines may belong to together: a line names its accident, and all lines of one accident share it. */
export const OCCASIONS = [
  "admission",
  "accident",
  "incident",
  "condition",
  "episode",
  "course",
  "occurrence",
] as const;

/** Whom an amount may be for, beside occasions. */
export const PEOPLE = ["person", "family"] as const;

export const UNITS: readonly string[] = [...COUNTED, ...MEASURED, ...OCCASIONS];

export const pluralOf = (unit: string): string => (unit === "surgery" ? "surgeries" : `${unit}s`);
const SINGULAR: ReadonlyMap<string, string> = new Map(
  UNITS.flatMap((unit) => [
    [unit, unit],
    [pluralOf(unit), unit],
  ]),
);

/** The unit that a word names, in the singular or the plural. */
export const unitOf = (word: string): string | undefined => SINGULAR.get(word);
