import { EMPTY, REFUSED, type Slot } from "@planwright/evaluator";
import type { RateBook } from "@planwright/ratebook";
import { notInSql, type Writer } from "./dialect.js";

/** How a column of the census is read: texts that are names, decimals and days that are written plainly. */

/** A text of the book in which it may be met in a census. */
const LONGEST = 200;
/** Texts that are looked through in place; more of them are a table. */
const MOST_IN_PLACE = 12;

/** What texts say in a column: for each slot of it the codes. */
export interface Dictionary {
  readonly slot: number;
  readonly entries: readonly (readonly [string, number])[];
}

/** Every text that stands in the rate book, as a census may write it. */
export function wordsOf(book: RateBook): readonly string[] {
  const words = new Set(["yes", "no", "true", "false"]);
  const visit = (value: unknown): void => {
    if (typeof value === "string") {
      if (value.length <= LONGEST) words.add(value.trim());
    } else if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === "object" && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        visit(key);
        visit(inner);
      }
    }
  };
  const { sources: _, examples: __, ...rest } = book;
  visit(rest);
  for (const { volumes } of book.coverages) {
    for (const rule of volumes)
      if (rule.kind === "times") for (const times of rule.multiples) words.add(`${times} times ${rule.pay}`);
  }
  const written = [...words].flatMap((word) => {
    const cased = [
      word,
      word.toLowerCase(),
      word.toUpperCase(),
      word.slice(0, 1).toUpperCase() + word.slice(1),
    ];
    return /^\d+(\.\d+)?$/.test(word) ? [word, `$${word}`, `${word}%`, Number(word).toFixed(2)] : cased;
  });
  return [...new Set(written)].filter((word) => word !== "" && word === word.trim());
}

/** A text that stands in no plan: what it says in a column, any other text says. */
const OTHER = "\u0001\u0002";

/** Reads the columns of a census into slots. What it does not read as `planwright rate` does, has no value. */
export class Reading {
  readonly dictionaries: Dictionary[] = [];
  private readonly texts = new Map<string, string>();

  constructor(
    private readonly sql: Writer,
    private readonly prefix: string,
    private readonly slots: readonly Slot[],
    private readonly words: readonly string[],
    /** The columns that the census has; absent: all that are read. */
    private readonly columns: ReadonlySet<string> | undefined,
  ) {}

  /** The columns that are read of the census. */
  get read(): readonly string[] {
    return [...this.texts.keys()];
  }

  /**
   * Two queries, the second over the view of the first: the texts of each person, then the id, the day and the slots
   * that are used.
   */
  queries(
    census: string,
    view: string,
    { first, from, to }: { readonly first: number; readonly from: number; readonly to: number },
    used: ReadonlySet<number>,
  ): readonly [string, string] {
    const read = this.slots.filter((_, i) => used.has(i));
    const texts = new Map(read.map(({ column }) => [column, this.textOf(column)] as const));
    this.textOf("date");
    const codes = this.slots.flatMap((slot, i) => {
      const text = texts.get(slot.column) ?? "";
      return used.has(i) ? [`${this.slot(slot, i, text)} AS s${i}`] : [];
    });
    const joins = this.dictionaries.map(
      ({ slot }) =>
        `\nLEFT JOIN ${this.sql.name(`${this.prefix}codes`)} AS c${slot} ON c${slot}.slot = ${slot} AND c${slot}.said = ${texts.get(this.slots[slot]?.column ?? "") ?? ""}`,
    );
    const said = [...this.texts].map(([column, text]) =>
      this.has(column)
        ? `${this.sql.said(this.sql.name(column))} AS ${text}`
        : `CAST(NULL AS ${this.sql.textType}) AS ${text}`,
    );
    const id = this.sql.name("id");
    const inner = `SELECT ${[`CAST(${id} AS ${this.sql.textType}) AS id`, ...said].join(",\n  ")}\nFROM ${census}${this.sql.fence}`;
    const date = this.textOf("date");
    const day = `CASE WHEN ${date} IS NULL THEN ${first} ELSE ${this.day(date, from - 1, to + 1)} END`;
    const slots = ["t.id", `${this.sql.narrow(day)} AS d`, ...codes].join(",\n  ");
    return [inner, `SELECT ${slots}\nFROM ${view} AS t${joins.join("")}${this.sql.fence}`];
  }

  private has(column: string): boolean {
    return this.columns === undefined || this.columns.has(column);
  }

  private textOf(column: string): string {
    let found = this.texts.get(column);
    if (found === undefined) {
      if (column.toLowerCase() === "id") notInSql("an input that is called id: it names the row");
      found = `t${this.texts.size}`;
      this.texts.set(column, found);
    }
    return found;
  }

  /** What a text says for a slot: missing where only `planwright rate` can say. */
  private slot(slot: Slot, index: number, text: string): string {
    const empty = Number.isNaN(slot.empty) ? "NULL" : String(slot.empty);
    return this.sql.narrow(
      `CASE WHEN ${text} IS NULL THEN ${empty} ELSE ${this.said(slot, index, text)} END`,
    );
  }

  private said(slot: Slot, index: number, text: string): string {
    const { plain } = slot;
    const other = slot.read(OTHER);
    // Spaces that a database does not take for such, and signs beyond ASCII, are not for it to judge.
    const isPlainText = this.sql.matches(text, "[!-~]([ -~]*[!-~])?");
    if (slot.kind === "code" && !plain && other === 0 && this.entriesOf(slot, other).length === 0)
      return `CASE WHEN ${isPlainText} THEN 0 END`;
    const otherwise = other >= 0 ? `CASE WHEN ${isPlainText} THEN ${other} END` : "NULL";
    const byPlain = plain ? this.plain(plain, text) : otherwise;
    const entries = this.entriesOf(slot, other);
    if (entries.length === 0) return byPlain;
    if (entries.length <= MOST_IN_PLACE) {
      const cases = entries.map(([word, code]) => `WHEN ${this.sql.text(word)} THEN ${code}`).join(" ");
      return `CASE ${text} ${cases} ELSE ${byPlain} END`;
    }
    this.dictionaries.push({ slot: index, entries });
    return `CASE WHEN c${index}.code IS NOT NULL THEN c${index}.code ELSE ${byPlain} END`;
  }

  /** Texts that say something else than any other text does, and are not read as they are written. */
  private entriesOf(slot: Slot, other: number): readonly (readonly [string, number])[] {
    const { plain } = slot;
    const ends = plain?.kind === "decimal" ? endsOf(plain.above, plain.below, plain.places) : [];
    const words =
      slot.kind === "number"
        ? [...this.words.filter((word) => /\d/.test(word)), ...ends]
        : [...this.words, ...ends];
    return [...new Set(words)].flatMap((word) => {
      const code = slot.read(word);
      const isSaying = !Number.isNaN(code) && code !== REFUSED && code !== EMPTY && code !== other;
      return isSaying && !(plain && isPlainly(plain, word, code)) ? [[word, code] as const] : [];
    });
  }

  private plain(plain: NonNullable<Slot["plain"]>, text: string): string {
    if (plain.kind === "day") return this.day(text, plain.above, plain.below);
    const { places, above, below } = plain;
    const pattern = places === 0 ? "(0|[1-9][0-9]{0,11})" : `(0|[1-9][0-9]{0,11})([.][0-9]{1,${places}})?`;
    const type = `DECIMAL(18,${Math.max(places, 1)})`;
    const cast = this.sql.dialect === "postgres" ? "CAST" : "TRY_CAST";
    const number = this.sql.narrow(`${cast}(${text} AS ${type}) * ${10 ** places}`);
    const bounded = `${number} > ${above} AND ${number} < ${below}`;
    return `CASE WHEN ${this.sql.matches(text, pattern)} THEN CASE WHEN ${bounded} THEN ${number} END END`;
  }

  /** A day of the calendar as a number: 20150301. */
  private day(text: string, above: number, below: number): string {
    const number = this.sql.whole(`REPLACE(${text}, '-', '')`);
    const part = (from: number, length: number) => this.sql.whole(`SUBSTRING(${text}, ${from}, ${length})`);
    const year = part(1, 4);
    const isLeap = `(${year} % 4 = 0 AND (${year} % 100 <> 0 OR ${year} % 400 = 0))`;
    const most = `CASE WHEN ${part(6, 2)} IN (4, 6, 9, 11) THEN 30 WHEN ${part(6, 2)} <> 2 THEN 31 WHEN ${isLeap} THEN 29 ELSE 28 END`;
    const isDay = `${part(6, 2)} BETWEEN 1 AND 12 AND ${part(9, 2)} BETWEEN 1 AND ${most}`;
    const bounds = [
      ...(Number.isFinite(above) && above > 0 ? [`${number} > ${above}`] : []),
      ...(Number.isFinite(below) ? [`${number} < ${below}`] : []),
    ];
    const within = [isDay, ...bounds].join(" AND ");
    const pattern = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
    return `CASE WHEN ${this.sql.matches(text, pattern)} THEN CASE WHEN ${within} THEN ${number} END END`;
  }
}

/** Nothing, and the ends of a range of decimals: they may belong to it. Each with the zeros that a database adds. */
function endsOf(above: number, below: number, places: number): readonly string[] {
  return [0, above, below]
    .filter((end) => Number.isFinite(end) && end >= 0)
    .flatMap((parts) => {
      const number = parts / 10 ** places;
      const fixed = Array.from({ length: places + 1 }, (_, zeros) => number.toFixed(zeros));
      return fixed.filter((text) => Number(text) === number);
    });
}

/** Whether a text is read as it is written anyway. */
const isPlainly = (
  { kind, above, below, places }: NonNullable<Slot["plain"]>,
  word: string,
  code: number,
): boolean =>
  kind === "day"
    ? /^\d{4}-\d{2}-\d{2}$/.test(word)
    : /^(0|[1-9]\d{0,11})(\.\d+)?$/.test(word) &&
      (word.split(".")[1] ?? "").length <= places &&
      code > above &&
      code < below;
