/** Units of services, and what services belong to. */

/** Units of which a line is one, unless it says how many. */
export const COUNTED: readonly string[] = [
  "visit",
  "trip",
  "surgery",
  "prescription",
  "procedure",
  "session",
  "item",
  "pair",
];
/** Units whose number a line must say. */
export const MEASURED: readonly string[] = ["day", "hour"];
/** What lines belong to; several lines of one are one. */
export const OCCASIONS: readonly string[] = [
  "admission",
  "accident",
  "incident",
  "condition",
  "episode",
  "course",
  "occurrence",
];

export const pluralOf = (unit: string): string => (unit === "surgery" ? "surgeries" : `${unit}s`);

/** How a line names its units: `days`, `visits`. */
export const UNIT_NAMES: readonly string[] = [...COUNTED, ...MEASURED].map(pluralOf);
