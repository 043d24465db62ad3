import type { LineForm, Scaled, Truth, Whole } from "@planwright/evaluator";
import { type Book, formOf } from "@planwright/evaluator";
import { type Dialect, notInSql, Writer } from "./dialect.js";
import { Fold } from "./fold.js";
import { Layers } from "./layers.js";
import { Reading, wordsOf } from "./reading.js";

export interface SqlOptions {
  readonly dialect: Dialect;
  /** The table or view that holds the people, one a row: `hr.census`. */
  readonly census?: string | undefined;
  /** What the names of all tables and views begin with. */
  readonly prefix?: string | undefined;
  /** The columns that the census has. Without them it must have all that the plans ask for. */
  readonly columns?: readonly string[] | undefined;
  /** The day rated, where the column `date` says none; without it, the first day of the program. */
  readonly asOf?: string | undefined;
}

/** A table of a warehouse has no more columns. */
const MOST_COLUMNS = 1_500;
/** Views of an earlier script that are dropped before this one makes its own. */
const MOST_STEPS = 40;
/** Rows that are inserted at once. */
const ROWS = 500;

interface Said {
  readonly id: string;
  readonly held: Truth;
  readonly stray: Truth;
  readonly line: LineForm | undefined;
}

/**
 * A rate book as SQL: tables, and views that rate a census where it lies, to the cent and as `planwright rate` does.
 * Throws `NotInSql` of what it cannot say.
 */
export function sqlOf(book: Book, options: SqlOptions): string {
  return new Script(book, options).text();
}

class Script {
  private readonly sql: Writer;
  private readonly prefix: string;
  private readonly layers: Layers;
  private readonly said: readonly Said[];
  private readonly reading: Reading;
  private readonly parts: number;

  constructor(
    private readonly book: Book,
    private readonly options: SqlOptions,
  ) {
    const { prepared } = book;
    const form = formOf(prepared);
    this.sql = new Writer(options.dialect);
    this.prefix = options.prefix ?? "planwright_";
    this.layers = new Layers(this.sql, this.prefix, form.cells);
    const ids = [...prepared.coverages.keys()];
    const columns = options.columns && new Set(options.columns);
    const fold = new Fold((slot) => {
      const one = form.slots.list[slot];
      return one && columns && !columns.has(one.column) ? one.empty : undefined;
    });
    this.said = form.coverages.map((one, i) => {
      const id = ids[i] ?? "";
      if (typeof one === "string")
        return notInSql(`${id}: ${one}`, "Rate this program with `planwright rate`.");
      const folded = { id, held: fold.truth(one.held), stray: fold.truth(one.stray) };
      return { ...folded, line: one.line && foldedLine(one.line, fold) };
    });
    this.parts = placesOf(prepared.book.rounding.to);
    this.reading = new Reading(this.sql, this.prefix, form.slots.list, wordsOf(prepared.book), columns);
  }

  text(): string {
    const wide = this.wide();
    const census = this.sql.table(this.options.census ?? "census");
    const { from, to } = this.book.program.effective;
    if (this.layers.size > MOST_COLUMNS) notInSql(`a program of ${this.layers.size} figures`);
    const step = (i: number): string => this.name(`step_${i}`);
    const days = { first: dayOf(this.options.asOf ?? from), from: dayOf(from), to: dayOf(to) };
    const read = this.reading.queries(census, step(0), days, this.layers.slots);
    const steps = [...read, ...this.layers.queries((layer) => step(layer + 1))];
    const view = (name: string, query: string) => `CREATE VIEW ${this.name(name)} AS\n${query};\n`;
    const before = Array.from(
      { length: Math.max(steps.length, MOST_STEPS) },
      (_, i) => `step_${i}`,
    ).reverse();
    return [
      this.heading(),
      ...["totals", "lines", "left", "people", ...before].map(
        (name) => `DROP VIEW IF EXISTS ${this.name(name)};`,
      ),
      ...this.tables(),
      ...steps.map((query, i) => view(`step_${i}`, query)),
      view("people", `SELECT ${wide.join(",\n  ")}\nFROM ${step(steps.length - 1)} AS p${this.sql.fence}`),
      view("left", `SELECT id, ${this.leftWords()} AS coverage\nFROM ${this.name("people")}\nWHERE is_left`),
      view("lines", this.lines()),
      view("totals", this.totals()),
    ].join("\n");
  }

  private name(name: string): string {
    return this.sql.name(`${this.prefix}${name}`);
  }

  private heading(): string {
    const { program } = this.book;
    const lines = [
      `${program.name}, ${program.effective.from} to ${program.effective.to}: rates as SQL for ${this.options.dialect}.`,
      `Made by planwright of the rate book ${this.book.prepared.book.hash}. Make it anew; do not change it.`,
      "",
      `Read: ${this.options.census ?? "census"}, one row a person, with id and these columns, as planwright rate reads them:`,
      ...this.reading.read.map((column) => `  ${column}`),
      "",
      `${this.prefix}lines: the premium of each coverage of a person, and who pays it.`,
      `${this.prefix}totals: their sums, one row a person.`,
      `${this.prefix}left: people whom this leaves to planwright rate, which rates them or says what is missing.`,
      `${this.prefix}people: all of this in one row a person, in whole numbers; the other views read it.`,
    ];
    return lines.map((line) => this.sql.comment(line).trimEnd()).join("\n");
  }

  /** The columns of the widest view: of each coverage whether it is rated, and its figures. */
  private wide(): string[] {
    for (const { held, stray, line } of this.said) {
      this.layers.count(held);
      this.layers.count(stray);
      for (const node of line ? nodesOf(line) : []) this.layers.count(node);
    }
    const columns = this.said.flatMap((one, i) => this.columnsOf(one, i));
    const states = this.said.map((_, i) => `COALESCE(${this.stateOf(i)}, 2)`);
    const left = `(d IS NULL OR ${states.map((state) => `${state} = 2`).join(" OR ")} OR (${states.map((state) => `${state} = 0`).join(" AND ")}))`;
    return [
      "id",
      "d",
      ...columns,
      ...this.said.map((_, i) => `COALESCE(${this.stateOf(i)}, 2) AS c${i}`),
      `${left} AS is_left`,
    ];
  }

  private readonly states: string[] = [];

  private stateOf(index: number): string {
    return this.states[index] ?? "2";
  }

  private columnsOf({ held: isHeld, stray: isStray, line }: Said, index: number): string[] {
    const held = this.layers.column(isHeld);
    const stray = this.layers.column(isStray);
    const nodes = line ? nodesOf(line).filter(({ op }) => op !== "whole") : [];
    const missing = nodes.map((node) => `${this.layers.column(node)} IS NULL`);
    const rated = missing.length === 0 ? "1" : `CASE WHEN ${missing.join(" OR ")} THEN 2 ELSE 1 END`;
    this.states[index] =
      `CASE ${held} WHEN TRUE THEN ${line ? rated : "2"} WHEN FALSE THEN CASE ${stray} WHEN TRUE THEN 2 WHEN FALSE THEN 0 END END`;
    if (!line) return [];
    const figure = (name: string, { number, parts }: Scaled, least: number) => {
      const scaled = scale(parts);
      const places = Math.max(least, scaled.places);
      return `${this.decimalOf(number, parts, places)} AS ${name}_${index}`;
    };
    const { choice, table, remarks } = line;
    return [
      `${this.layers.column(choice)} AS choice_${index}`,
      `${this.layers.column(table)} AS table_${index}`,
      figure("rate", line.rate, 2),
      figure("quantity", line.quantity, 0),
      ...MONEY.flatMap((name) => {
        const scaled = line[name];
        return scaled ? [figure(name, scaled, this.parts)] : [];
      }),
      `${remarks.map(({ said }) => this.layers.column(said)).join(" + ") || "0"} AS remarks_${index}`,
    ];
  }

  /** A figure as a decimal; one that does not end within eight places is rounded half up, as answers show it. */
  private decimalOf(number: Whole, parts: number, places: number): string {
    const column = this.layers.column(number);
    const factor = 10 ** places / parts;
    if (Number.isInteger(factor)) {
      const wide = factor === 1 ? column : `${this.sql.wide(column)} * ${factor}`;
      return this.sql.decimal(wide, places);
    }
    const size = `(${this.sql.wide(`ABS(${column})`)} * ${2 * 10 ** places} + ${parts})`;
    const quotient = this.sql.quotient(size, String(2 * parts));
    const signed = `CASE WHEN ${column} < 0 THEN -${quotient} ELSE ${quotient} END`;
    return this.sql.decimal(signed, places);
  }

  private leftWords(): string {
    const words = this.said.map(({ id }, i) => `WHEN c${i} = 2 THEN ${this.sql.text(id)}`);
    return `CASE WHEN d IS NULL THEN 'date' ${words.join(" ")} ELSE 'plan' END`;
  }

  /** One row for each coverage of a person whom nothing is left of. */
  private lines(): string {
    const rated = this.said.flatMap(({ id, line }, i) => (line ? [{ id, line, i }] : []));
    if (rated.length === 0) return notInSql("a program without rates");
    const by = (text: (one: (typeof rated)[number]) => string) =>
      `CASE k.coverage ${rated.map((one) => `WHEN ${one.i} THEN ${text(one)}`).join(" ")} END`;
    const money = (name: (typeof MONEY)[number], type: string) =>
      by(({ line, i }) => (line[name] ? `CAST(${name}_${i} AS ${type})` : "NULL"));
    const amount = `DECIMAL(24,${this.parts})`;
    const figure = "DECIMAL(30,8)";
    const columns = [
      "p.id",
      `${by(({ id }) => this.sql.text(id))} AS coverage`,
      `${by(({ line, i }) => this.textsBy(`choice_${i}`, line.choices))} AS plan`,
      `${by(({ i }) => `CAST(rate_${i} AS ${figure})`)} AS rate`,
      `${by(({ id, i }) => this.textsBy(`table_${i}`, this.pers(id)))} AS per`,
      `${by(({ i }) => `CAST(quantity_${i} AS ${figure})`)} AS quantity`,
      ...AMOUNTS.map((name) => `${this.typed(money(name, amount), amount)} AS ${name}`),
      ...OTHERS.map(
        (name) =>
          `${this.typed(money(name, figure), figure)} AS ${name === "evidence" ? "evidence_of_insurability" : name}`,
      ),
      `${by(({ i }) => `remarks_${i}`)} AS remarks`,
    ];
    const held = by(({ i }) => `c${i}`);
    const numbers = rated.map(({ i }) => `SELECT ${i} AS coverage`).join(" UNION ALL ");
    return `SELECT ${columns.join(",\n  ")}\nFROM ${this.name("people")} AS p\nCROSS JOIN (${numbers}) AS k\nWHERE NOT p.is_left AND ${held} = 1`;
  }

  private typed(text: string, type: string): string {
    return `CAST(${text} AS ${type})`;
  }

  private pers(id: string): readonly string[] {
    return this.book.prepared.coverages.get(id)?.tables.map(({ table }) => table.per) ?? [];
  }

  private textsBy(column: string, texts: readonly string[]): string {
    if (texts.length === 0) return `CAST(NULL AS ${this.sql.textType})`;
    return `CASE ${column} ${texts.map((text, i) => `WHEN ${i} THEN ${this.sql.text(text)}`).join(" ")} END`;
  }

  /** The sums of a person; what a payer pays is known where all of it is. */
  private totals(): string {
    const known = (name: string) => `CASE WHEN COUNT(${name}) = COUNT(*) THEN SUM(${name}) END AS ${name}`;
    return `SELECT id, SUM(premium) AS premium, ${known("employer")}, ${known("employee")}, COUNT(*) AS coverages\nFROM ${this.name("lines")}\nGROUP BY id`;
  }

  private *tables(): Generator<string> {
    const text = this.sql.textType;
    const cells = [...this.layers.tables].flatMap((table) =>
      [...this.layers.filled(table)].map(([cell, row]) => [table, cell, row].join(", ")),
    );
    const values = this.layers.lists.flatMap(({ number, from, values: all }) =>
      all.map((value, i) => [number, from + i, value].join(", ")),
    );
    const codes = this.reading.dictionaries.flatMap(({ slot, entries }) =>
      entries.map(([word, code]) => `${slot}, ${this.sql.text(word)}, ${code}`),
    );
    yield* this.table("cells", "block INTEGER, cell BIGINT, line BIGINT", cells);
    yield* this.table("values", "list INTEGER, i BIGINT, v BIGINT", values);
    yield* this.table("codes", `slot INTEGER, said ${text}, code BIGINT`, codes);
  }

  private *table(name: string, columns: string, rows: readonly string[]): Generator<string> {
    const table = this.name(name);
    yield `DROP TABLE IF EXISTS ${table};`;
    yield `CREATE TABLE ${table} (${columns});`;
    for (let i = 0; i < rows.length; i += ROWS) {
      const some = rows.slice(i, i + ROWS).map((row) => `(${row})`);
      yield `INSERT INTO ${table} VALUES\n${some.join(",\n")};`;
    }
  }
}

const AMOUNTS = ["premium", "employer", "employee"] as const;
const OTHERS = ["volume", "benefit", "evidence"] as const;
const MONEY = [...AMOUNTS, ...OTHERS] as const;

/** All that must have a value for a line to be rated. */
const nodesOf = (line: LineForm): readonly Whole[] => [
  line.choice,
  line.table,
  line.rate.number,
  line.quantity.number,
  ...MONEY.flatMap((name) => line[name]?.number ?? []),
  ...line.remarks.flatMap(({ said, own, of }) => [said, own.number, of.number]),
];

function foldedLine(line: LineForm, fold: Fold): LineForm {
  const figure = (scaled: Scaled): Scaled => ({ ...scaled, number: fold.whole(scaled.number) });
  const optional = (scaled: Scaled | undefined) => scaled && figure(scaled);
  return {
    ...line,
    choice: fold.whole(line.choice),
    table: fold.whole(line.table),
    row: fold.whole(line.row),
    rate: figure(line.rate),
    quantity: figure(line.quantity),
    premium: figure(line.premium),
    employer: optional(line.employer),
    employee: optional(line.employee),
    volume: optional(line.volume),
    benefit: optional(line.benefit),
    evidence: optional(line.evidence),
    remarks: line.remarks.map(({ requirement, said, own, of }) => ({
      requirement,
      said: fold.whole(said),
      own: figure(own),
      of: figure(of),
    })),
  };
}

/** A day as a number: 20150301. */
const dayOf = (day: string): number => Number(day.replaceAll("-", ""));

const placesOf = (step: string): number => Math.max(2, (step.split(".")[1] ?? "").length);

/** In how many places a figure of so many parts ends; eight, where it does not. */
function scale(parts: number): { readonly places: number } {
  for (let places = 0; places <= 8; places++) if (Number.isInteger(10 ** places / parts)) return { places };
  return { places: 8 };
}
