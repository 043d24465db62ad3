import { attempt, type Person } from "./ask.js";
import { readDay } from "./inputs.js";
import type { Prepared } from "./prepare.js";

/** Among whom a person is counted. `null` where the program has no such thing, or the row does not say it. */
export interface Standing {
  readonly area: string | null;
  readonly class: string | null;
  /** By coverage. */
  readonly tiers: Readonly<Record<string, string | null>>;
}

/** In which area and class a person is on a day, and in which tier of each coverage that is asked of. */
export function standing(
  book: Prepared,
  person: Person,
  coverages: readonly string[],
  asOf: string | undefined,
): Standing {
  const answer = (key: string, coverage: string | undefined): string | null => {
    const found = attempt(() => {
      const day = person.date ?? asOf;
      return book.ask(person, day === undefined ? undefined : readDay("date", day)).key(key, coverage);
    });
    return found.ok ? found.value : null;
  };
  return {
    area: answer("area", undefined),
    class: book.classes.length === 0 ? null : answer("class", undefined),
    tiers: Object.fromEntries(coverages.map((coverage) => [coverage, answer("tier", coverage)])),
  };
}
