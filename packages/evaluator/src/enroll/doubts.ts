import type { Ask } from "../ask.js";
import { NEVER } from "../points.js";
import type { Rules } from "./rules.js";
import { eventsOf } from "./words.js";

/**
 * Where cover ends before it begins: whether an event that ends it is before one that begins it, which is mostly a
 * mistake in the row. A plan that says so of the input has the row refused; without that it may be meant.
 */
export function orderDoubt({ rules, book }: Rules, ask: Ask): string | undefined {
  const daysOf = (lines: (typeof rules)["begins"]) =>
    [...new Set(lines.filter((line) => line.for.length === 0).flatMap(({ at }) => eventsOf(at)))].flatMap(
      (event) => {
        const day = book.inputs.has(event) ? (ask.day(event) ?? NEVER) : NEVER;
        return day === NEVER ? [] : [{ event, day }];
      },
    );
  const begins = daysOf(rules.begins);
  for (const ended of daysOf(rules.ends)) {
    const begun = begins.find(({ event, day }) => event !== ended.event && ended.day < day);
    if (begun)
      return `${ended.event} ${ended.day} is before ${begun.event} ${begun.day}. Where that is a mistake, \`input ${ended.event} date on or after ${begun.event}\` in the plan refuses such a row.`;
  }
  return undefined;
}
