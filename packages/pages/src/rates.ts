import { type RateBook, sayCondition, sayRange, spaced } from "@planwright/ratebook";
import { EMPTY, type Html, html } from "./html.js";
import type { View } from "./view.js";
import { capital, dayWords, listed, rateWords, spanWords } from "./words.js";

export type RateTable = RateBook["rates"][number];
export type RateRow = RateTable["rows"][number];
type Key = RateRow["keys"][string];

/** Columns that a table of rates can have beside each other. */
const MOST_COLUMNS = 8;
/** Rows that a page shows of one table. */
const MOST_ROWS = 2000;

/** Rates laid out: one key across, the others down. Keys are texts, to be compared. */
export interface Pivot {
  readonly down: readonly string[];
  readonly across: string | undefined;
  /** The values of the key across, in order; one empty text where there is none. */
  readonly columns: readonly string[];
  /** The values of the keys down, in order. */
  readonly lines: readonly (readonly string[])[];
  /** The index of the row for a line and a column. */
  row(line: readonly string[], column: string): number | undefined;
}

/** A key as a text that tells it from others. */
export const keyText = (key: Key | undefined): string =>
  key === undefined
    ? ""
    : typeof key === "string"
      ? key
      : JSON.stringify([key.min, key.minOpen, key.max, key.maxOpen]);

/** Lays the rows of a table out, in the order in which the book declares what its keys name. */
export function pivotOf(view: View, table: RateTable): Pivot {
  const values = new Map(table.keys.map((key) => [key, orderedValues(view, table, key)]));
  const across = acrossOf(table, values);
  const count = (key: string): number => values.get(key)?.length ?? 0;
  const rest = table.keys.filter((key) => key !== across);
  const plansFirst = (key: string): number => (key === "plan" || key === "coverage" ? 0 : 1);
  const down = rest.sort((a, b) => plansFirst(a) - plansFirst(b) || count(a) - count(b));
  const found = new Map<string, number>();
  const lines = new Map<string, readonly string[]>();
  for (const [i, { keys }] of table.rows.entries()) {
    const line = down.map((key) => keyText(keys[key]));
    lines.set(line.join("\u0001"), line);
    found.set([...line, across === undefined ? "" : keyText(keys[across])].join("\u0001"), i);
  }
  const place = (line: readonly string[]): readonly number[] =>
    line.map((value, i) => values.get(down[i] ?? "")?.indexOf(value) ?? 0);
  return {
    down,
    across,
    columns: across === undefined ? [""] : (values.get(across) ?? []),
    lines: [...lines.values()].sort((a, b) => compareNumbers(place(a), place(b))),
    row: (line, column) => found.get([...line, column].join("\u0001")),
  };
}

function compareNumbers(a: readonly number[], b: readonly number[]): number {
  for (const [i, x] of a.entries()) {
    const y = b[i] ?? 0;
    if (x !== y) return x - y;
  }
  return 0;
}

/** Of the cells of a table, so many have a rate. */
const MOSTLY = 0.75;

/** Areas or tiers stand across; else the key with the fewest values, if they fit and few cells stay empty. */
function acrossOf(
  { keys, rows }: RateTable,
  values: ReadonlyMap<string, readonly string[]>,
): string | undefined {
  if (keys.length < 2) return undefined;
  const size = (key: string): number => values.get(key)?.length ?? 0;
  const isFull = (key: string): boolean => {
    const lines = new Set(
      rows.map((row) => keys.map((one) => (one === key ? "" : keyText(row.keys[one]))).join("\u0001")),
    );
    return rows.length >= lines.size * size(key) * MOSTLY;
  };
  const fits = keys.filter((key) => size(key) > 1 && size(key) <= MOST_COLUMNS && isFull(key));
  const wanted = ["area", "tier", "coverage"].find((key) => fits.includes(key));
  return wanted ?? fits.filter((key) => key !== "plan").sort((a, b) => size(a) - size(b))[0];
}

function orderedValues({ book }: View, { rows }: RateTable, key: string): readonly string[] {
  const found = new Map(rows.map(({ keys }) => [keyText(keys[key]), keys[key]]));
  const declared = new Map(declaredOrder(book, key).map((id, i) => [id, i]));
  const rank = (text: string): number => declared.get(text) ?? declared.size;
  const least = (text: string): number => {
    const value = found.get(text);
    return typeof value === "object" ? Number(value.min ?? Number.NEGATIVE_INFINITY) : 0;
  };
  return [...found.keys()].sort((a, b) => rank(a) - rank(b) || least(a) - least(b));
}

function declaredOrder(book: RateBook, key: string): readonly string[] {
  switch (key) {
    case "plan":
      return book.plans.map(({ id }) => id);
    case "tier":
      return book.tiers.flatMap(({ tiers }) => tiers.map(({ id }) => id));
    case "area":
      return book.areas?.areas.map(({ id }) => id) ?? [];
    case "coverage":
      return book.coverages.map(({ id }) => id);
    case "option":
      return book.coverages.flatMap(({ options }) => options);
    default:
      return book.inputs.find(({ id }) => id === key)?.choices ?? [];
  }
}

/** A value of a key for a reader. */
export function keyWords(view: View, key: string, value: string): string {
  if (value === "") return "any";
  if (value.startsWith("[")) {
    const [min, minOpen, max, maxOpen] = JSON.parse(value) as (string | true | null)[];
    const unit = view.book.inputs.find(({ id }) => id === key)?.kind;
    const say = (end: string | true | null | undefined): string | undefined =>
      typeof end !== "string"
        ? undefined
        : unit === "money"
          ? rateWords(end).replace(/\.00$/, "")
          : unit === "percent"
            ? `${end}%`
            : end;
    return sayRange({
      min: say(min),
      max: say(max),
      ...(minOpen === true ? { minOpen } : {}),
      ...(maxOpen === true ? { maxOpen } : {}),
    });
  }
  switch (key) {
    case "plan":
    case "tier":
    case "area":
    case "coverage":
      return view.name(key, value);
    default:
      return inputWords(view, key, value);
  }
}

function inputWords({ book }: View, key: string, value: string): string {
  const kind = book.inputs.find(({ id }) => id === key)?.kind;
  if (kind === "money" && /^\d+(\.\d+)?$/.test(value)) return rateWords(value).replace(/\.00$/, "");
  if (kind === "truth") return value === "yes" || value === "true" ? "yes" : "no";
  return spaced(value);
}

/** All rates of the program: a table for each, with what they are per. */
export function ratesSection({ book }: View, one: (table: RateTable, index: number) => Html): Html {
  if (book.rates.length === 0) return EMPTY;
  return html`<section id="rates"><h2>Rates</h2>${book.rates.map(one)}</section>`;
}

/** What a table of rates is: its coverages, what it is per, when it holds. */
export function rateTitle(view: View, table: RateTable): Html {
  const { coverages, per, when, effective, guaranteed, load } = table;
  const { effective: all } = view.book.program;
  const notes = [
    `per ${per.replace(/^per /, "")}`,
    ...(when ? [`if ${sayCondition(when)}`] : []),
    ...(effective.from === all.from && effective.to === all.to ? [] : [spanWords(effective)]),
    ...(guaranteed === undefined ? [] : [`guaranteed through ${dayWords(guaranteed)}`]),
    ...(load ? [`a load of ${load.percent}% is added`] : []),
  ];
  return html`${listed(coverages.map((id) => view.name("coverage", id)))} <small>${notes.join(" · ")}</small>`;
}

/** One table of rates, with a bar for each. */
export function rateTable(view: View, table: RateTable, index: number): Html {
  const path = `/rates/${index}`;
  const title = html`<h3${view.marks.at(path)}>${rateTitle(view, table)}${view.marks.chosen(path)}${view.marks.cites(path)}</h3>`;
  const pivot = pivotOf(view, table);
  if (table.keys.length === 0 && table.rows.length === 1) return html`${title}${onlyRate(view, table, path)}`;
  const most = Math.max(0, ...table.rows.map((row) => ("rate" in row ? Number(row.rate) : 0)));
  const places = Math.max(2, ...table.rows.map((row) => ("rate" in row ? decimalsOf(row.rate) : 0)));
  const cell = (line: readonly string[], column: string): Html => {
    const at = pivot.row(line, column);
    const row = at === undefined ? undefined : table.rows[at];
    if (!row || at === undefined) return html`<td><span class="no">no rate</span></td>`;
    return html`<td${view.marks.at(`${path}/rows/${at}`)}>${rowWords(view, row, table.rows.length > 1 ? most : 0, places)}</td>`;
  };
  return html`${title}${pivotTable(view, pivot, cell)}${further(view, table)}`;
}

function onlyRate(view: View, { rows: [row] }: RateTable, path: string): Html {
  return row
    ? html`<p class="only"${view.marks.at(`${path}/rows/0`)}>${rowWords(view, row, 0, 2)}</p>`
    : EMPTY;
}

/** The frame of a pivot: its heads, and a body for each value of the first key down. */
export function pivotTable(
  view: View,
  pivot: Pivot,
  cell: (line: readonly string[], column: string) => Html,
  style = "rates",
): Html {
  const { down, across, columns } = pivot;
  const lines = pivot.lines.slice(0, MOST_ROWS);
  const left = pivot.lines.length - lines.length;
  const heads = down.map((key) => html`<th scope="col">${capital(spaced(key))}</th>`);
  const tops = columns.map(
    (column) =>
      html`<th scope="col" class="r">${across === undefined ? "Rate" : keyWords(view, across, column)}</th>`,
  );
  const groups = grouped(lines, down.length > 1);
  const bodies = groups.map(
    (group) =>
      html`<tbody>${group.map((line, i) => html`<tr>${lineHeads(view, pivot, line, group.length, i)}${columns.map((column) => cell(line, column))}</tr>`)}</tbody>`,
  );
  const head =
    down.length === 0 && across === undefined ? EMPTY : html`<thead><tr>${heads}${tops}</tr></thead>`;
  return html`<div class="scroll"><table class="${style}">${head}${bodies}</table></div>${left > 0 && html`<p class="hint">${left} more rows are left out of this page.</p>`}`;
}

/** Lines that share their first value together. */
function grouped(
  lines: readonly (readonly string[])[],
  isGrouped: boolean,
): readonly (readonly (readonly string[])[])[] {
  if (!isGrouped) return [lines];
  const groups = new Map<string, (readonly string[])[]>();
  for (const line of lines) groups.set(line[0] ?? "", [...(groups.get(line[0] ?? "") ?? []), line]);
  return [...groups.values()];
}

function lineHeads(
  view: View,
  { down }: Pivot,
  line: readonly string[],
  size: number,
  i: number,
): readonly Html[] {
  return down.flatMap((key, k) => {
    const words = keyWords(view, key, line[k] ?? "");
    if (down.length < 2 || k > 0) return html`<th scope="row">${words}</th>`;
    return i === 0 ? html`<th scope="rowgroup" rowspan="${size}">${words}</th>` : [];
  });
}

/** Widths of bars are whole units of this scale. */
const BAR = 46;

const decimalsOf = (decimal: string): number => decimal.split(".")[1]?.length ?? 0;

function rowWords(view: View, row: RateRow, most: number, places: number): Html {
  if ("hole" in row) return html`<span class="no">not offered</span>`;
  if ("value" in row) return html`${view.amounts.money(row.value)}`;
  const width = most > 0 ? Math.max(1, Math.round((Number(row.rate) / most) * BAR)) : 0;
  const bar =
    width === 0
      ? EMPTY
      : html`<svg width="${BAR}" height="7" aria-hidden="true"><rect width="${width}" height="7"/></svg>`;
  return html`${bar}${rateWords(row.rate, places)}`;
}

function further(view: View, { furtherMembers, notOffered }: RateTable): Html {
  const lines = [
    ...furtherMembers.map(
      ({ tiers, adds }) =>
        `${listed(tiers.map((id) => view.name("tier", id)))}: each further member adds ${view.amounts.money(adds)}.`,
    ),
    ...(notOffered.length === 0
      ? []
      : [`Not offered: ${listed(notOffered.map(({ key, value }) => keyWords(view, key, value)))}.`]),
  ];
  return html`${lines.map((line) => html`<p class="hint">${line}</p>`)}`;
}
