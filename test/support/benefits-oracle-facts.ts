// Facts of a document, read so that what nobody has read can be told: a figure that no test asks for must be excused.

/** What JSON holds. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A part of a document's facts, by its path. Reading a figure is noted, and no figure is read twice in silence. */
export class Facts {
  constructor(
    private readonly value: Json,
    readonly path = "",
    private readonly seen = new Set<string>(),
  ) {}

  /** The part under these keys; throws when there is none. */
  at(...keys: readonly string[]): Facts {
    return keys.reduce<Facts>((from, key) => {
      const found = from.find(key);
      if (!found) throw new Error(`the facts have no ${from.path}/${key}`);
      return found;
    }, this);
  }

  find(key: string): Facts | undefined {
    const inner = this.inner().find(([name]) => name === key);
    return inner?.[1];
  }

  private inner(): (readonly [string, Facts])[] {
    const { value, path, seen } = this;
    if (value === null || typeof value !== "object") return [];
    return Object.entries(value).map(([key, part]) => [key, new Facts(part, `${path}/${key}`, seen)]);
  }

  /** The parts of an object or a list, but for those that only explain. */
  entries(): (readonly [string, Facts])[] {
    return this.inner().filter(([key]) => !EXPLAINS.has(key));
  }

  /** The texts of a list. */
  texts(): string[] {
    return this.inner().map(([, part]) => part.text());
  }

  /** A text, noted as read. */
  text(): string {
    if (typeof this.value !== "string") throw new Error(`${this.path} is no text`);
    this.seen.add(this.path);
    return this.value;
  }

  /** Whether it is this value, noted as read. */
  is(value: string | boolean | null): boolean {
    if (this.value !== null && typeof this.value === "object") return false;
    this.seen.add(this.path);
    return this.value === value;
  }

  number(): number {
    return Number(this.text());
  }

  /** An amount of money, in whole cents. */
  cents(): number {
    return Math.round(this.number() * 100);
  }

  /** The paths of the figures that were not read. */
  unread(): string[] {
    const { value, path, seen } = this;
    if (value === null || typeof value !== "object") return seen.has(path) ? [] : [path];
    return this.entries().flatMap(([, part]) => part.unread());
  }
}

/** Words about a figure, and not the figure: labels, doubts and their reasons. */
const EXPLAINS = new Set([
  "label",
  "limit_semantics",
  "note",
  "reason",
  "semantics",
  "text_note",
  "uncertain",
  "unit_uncertain",
]);

/** The figures that nobody read and no excuse covers, and the excuses that cover nothing. */
export function unexcused(facts: Facts, excuses: Readonly<Record<string, string>>): string[] {
  const missing = facts.unread();
  const covers = (excuse: string, path: string) => path === excuse || path.startsWith(`${excuse}/`);
  const skipped = missing.filter((path) => !Object.keys(excuses).some((excuse) => covers(excuse, path)));
  const idle = Object.keys(excuses).filter((excuse) => !missing.some((path) => covers(excuse, path)));
  return [...skipped, ...idle.map((excuse) => `${excuse} is excused, and read all the same`)];
}
