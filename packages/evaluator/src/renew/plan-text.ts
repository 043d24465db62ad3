import type { RateBook } from "@planwright/ratebook";
import type Fraction from "fraction.js";
import { rateText } from "../coverage.js";
import type { RateRow, RateTable } from "../lookup.js";
import type { Prepared } from "../prepare.js";
import { inDeclaredOrder, isOf } from "./rates.js";
import type { RenewedBook } from "./renew.js";
import { conditionText, figureText, rangeText, roundingText, Unwritable, valueText } from "./write.js";

export type PlanText =
  | { readonly ok: true; readonly text: string }
  /** Why no table can be written, in sentences. */
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * The new rate tables as text of a plan, unformatted: the tables of each coverage that was renewed, for the new days,
 * with no citation of a document that printed the old ones.
 */
export function planText(book: Prepared, { answer, renewed }: RenewedBook): PlanText {
  const { from, to } = answer.effective;
  const problems = [...answer.errors, ...answer.lines.flatMap(({ errors }) => errors)].map(
    ({ message }) => message,
  );
  if (problems.length > 0) return { ok: false, problems };
  if (to === null) {
    const why =
      "A table of rates has a first and a last day, and the experience says no last day of the new rates.";
    return { ok: false, problems: [why] };
  }
  const blocks: string[] = [];
  const coverages = [...new Set(renewed.map(({ line }) => line.coverage))];
  for (const coverage of coverages) {
    const tables = collect(renewed.filter(({ line }) => line.coverage === coverage));
    for (const [number, rates] of [...tables].sort(([a], [b]) => a - b)) {
      const table = book.book.rates[number];
      if (!table) continue;
      try {
        blocks.push(new TableText(book, table, coverage, rates).write(from, to));
      } catch (thrown) {
        if (!(thrown instanceof Unwritable)) throw thrown;
        const { source } = book.sourceOf(`/rates/${number}`);
        problems.push(
          `The rates of ${coverage}${source ? ` (${source})` : ""} cannot be written: ${thrown.what}.`,
        );
      }
    }
  }
  if (problems.length > 0) return { ok: false, problems };
  if (blocks.length > 0) return { ok: true, text: blocks.join("\n") };
  return { ok: false, problems: ["No line of the experience renews a rate of the program."] };
}

/** The new rates of one coverage, by table and by row. */
function collect(renewed: RenewedBook["renewed"]): Map<number, NewTable> {
  const tables = new Map<number, NewTable>();
  for (const { rates } of renewed) {
    for (const { table, rates: rows, further } of rates.tables) {
      const all = tables.get(table) ?? { rates: new Map(), further: new Map() };
      tables.set(table, all);
      for (const [row, rate] of rows) all.rates.set(row, rate);
      for (const [i, rate] of further) all.further.set(i, [...(all.further.get(i) ?? []), rate]);
    }
  }
  return tables;
}

/** New rates by row, and what further members add: once for each line that renews the table. */
interface NewTable {
  readonly rates: Map<number, Fraction>;
  readonly further: Map<number, readonly Fraction[]>;
}

interface Line {
  readonly keys: RateRow["keys"];
  readonly cell: string;
}

/** One table of one coverage, with its new rates. */
class TableText {
  constructor(
    private readonly book: Prepared,
    private readonly table: RateTable,
    private readonly coverage: string,
    private readonly renewed: NewTable,
  ) {}

  write(from: string, to: string): string {
    const { table, coverage, book } = this;
    const when = table.when ? ` when ${conditionText(table.when, book)}` : "";
    const lines = [`rates for ${coverage}${when} effective ${from} to ${to} {`, `  per ${table.per}`];
    const age = table.keys.map((id) => book.inputs.get(id)).find((input) => input?.kind === "age");
    if (age?.of !== undefined) lines.push(`  age of ${age.of}`);
    if (table.load) lines.push(`  load ${loadText(table.load)}`);
    const holes = table.notOffered.map(({ value }) => value);
    if (holes.length > 0) lines.push(`  not offered ${holes.join(", ")}`);
    for (const [i, { tiers, adds }] of table.furtherMembers.entries()) {
      const amount = this.further(i) ?? figureText(adds, book);
      lines.push(`  each further member of ${tiers.join(", ")} adds ${amount}`);
    }
    return `${[...lines, ...this.rows(), "}"].join("\n")}\n`;
  }

  /** What a further member adds, where it is an amount: each line that renews the table must come to the same. */
  private further(i: number): string | undefined {
    const [first, ...others] = this.renewed.further.get(i) ?? [];
    if (first && others.some((other) => !other.equals(first)))
      throw new Unwritable("what a further member adds changes differently by plan");
    return first && rateText(first);
  }

  private rows(): string[] {
    const rows = inDeclaredOrder(this.table, this.book).flatMap(({ row, r }): Line[] =>
      isOf(row, this.coverage, this.book) ? [{ keys: row.keys, cell: this.cell(row, r) }] : [],
    );
    const keys = this.table.keys.filter((key) => key !== "coverage" && rows.some((row) => key in row.keys));
    const [only] = rows;
    if (keys.length === 0) return only ? [`  rate ${only.cell}`] : [];
    return this.grid(rows, keys) ?? this.list(rows, keys);
  }

  private cell(row: RateRow, i: number): string {
    if ("hole" in row) return "not offered";
    if ("value" in row) return figureText(row.value, this.book);
    const rate = this.renewed.rates.get(i);
    if (rate) return rateText(rate);
    const keys = Object.values(row.keys).map((key) => (typeof key === "string" ? key : "a band"));
    throw new Unwritable(`no line renews the rate of ${keys.join(", ")}, and a table has no holes`);
  }

  private keyText(key: string, value: RateRow["keys"][string] | undefined): string {
    if (value === undefined) return "any";
    if (typeof value === "string") return valueText(key, value, this.book);
    return rangeText(value, this.book.inputs.get(key) ?? { kind: "number" });
  }

  /** One row of a table for each rate. */
  private list(rows: readonly Line[], keys: readonly string[]): string[] {
    const head = [...keys, "rate"].join(" | ");
    const body = rows.map(({ keys: own, cell }) =>
      [...keys.map((key) => this.keyText(key, own[key])), cell].join(" | "),
    );
    return ["", ...[head, ...body].map((line) => `  ${line}`)];
  }

  /** The tiers, or the values of the last key, stand across, where each row then has all of them. */
  private grid(rows: readonly Line[], keys: readonly string[]): string[] | undefined {
    const across = keys.includes("tier") ? "tier" : keys[keys.length - 1];
    const down = keys.filter((key) => key !== across);
    if (across === undefined || down.length === 0) return undefined;
    if (rows.some(({ cell }) => cell.includes(" ") && cell !== "not offered")) return undefined;
    const values = [...new Set(rows.map(({ keys: own }) => this.keyText(across, own[across])))];
    const table = new Map<string, Map<string, string>>();
    for (const { keys: own, cell } of rows) {
      const name = down.map((key) => this.keyText(key, own[key])).join(" | ");
      const line = table.get(name) ?? new Map<string, string>();
      table.set(name, line);
      line.set(this.keyText(across, own[across]), cell);
    }
    const isWhole = [...table.values()].every((line) => line.size === values.length);
    if (!isWhole || table.size * values.length !== rows.length) return undefined;
    const head = [`${down.join(" | ")} by ${across}`, ...values].join(" | ");
    const body = [...table].map(([name, line]) =>
      [name, ...values.map((value) => line.get(value) ?? "")].join(" | "),
    );
    return ["", ...[head, ...body].map((line) => `  ${line}`)];
  }
}

function loadText({ percent, rounding }: NonNullable<RateBook["rates"][number]["load"]>): string {
  return `${percent}%${rounding ? `, rounded ${roundingText(rounding.mode, rounding.to)}` : ""}`;
}
