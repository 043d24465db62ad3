import { between, formerRows } from "@planwright/diff";
import { counted, signedMoney, signedPercent } from "./diff-words.js";
import type { Views } from "./diff-benefits.js";
import { EMPTY, type Html, html } from "./html.js";
import { type Pivot, pivotOf, pivotTable, type RateRow, type RateTable, rateTitle } from "./rates.js";
import type { View } from "./view.js";
import { rateWords } from "./words.js";

interface Cell {
  readonly html: Html;
  readonly isChanged: boolean;
}

/** Whose rate it is with what it was and is: how a rate that moves too far is found in its table. */
export const moveOf = (subject: string, before: string | undefined, after: string | undefined): string =>
  [subject, before, after].join("|");

/**
 * Every table of rates of which something changed: by cell, before and after, in dollars and percent. `outside`: moves that
 * leave the corridor.
 */
export function rateChanges({ before, after }: Views, outside: ReadonlySet<string>): Html {
  const former = formerRows({ base: before.book, head: after.book });
  let same = 0;
  const tables = after.book.rates.flatMap((table, index) => {
    const cells = table.rows.map((row, n) =>
      cellOf(before, after, former.get(`/rates/${index}/rows/${n}`), row, (was, now) =>
        subjectsOf(after, table, row).some((subject) => outside.has(moveOf(subject, was, now))),
      ),
    );
    if (!cells.some(({ isChanged }) => isChanged)) {
      same++;
      return [];
    }
    return tableHtml(after, table, cells);
  });
  const gone = rowsGone(before, former);
  if (tables.length === 0 && gone === 0) return EMPTY;
  const notes = [
    ...(gone > 0 ? [`${counted(gone, "rate")} of before ${gone === 1 ? "is" : "are"} no longer there.`] : []),
    ...(same > 0 ? [`Without change: ${counted(same, "table")} of rates.`] : []),
  ];
  return html`<section id="rates"><h2>Rates, before and after</h2><p class="hint">▲ dearer, ▼ cheaper. Percentages are recomputed from the tables, exactly, and rounded half up to two places; they are not weighted by enrolment.</p>${tables}${notes.map((note) => html`<p>${note}</p>`)}</section>`;
}

/** Rows of the old book whose place none of the new takes. */
function rowsGone({ book }: View, former: ReadonlyMap<string, RateRow>): number {
  const taken = new Set(former.values());
  return book.rates.reduce((sum, { rows }) => sum + rows.filter((row) => !taken.has(row)).length, 0);
}

function tableHtml(view: View, table: RateTable, cells: readonly Cell[]): Html {
  const title = html`<h3>${rateTitle(view, table)}</h3>`;
  const [only] = cells;
  if (table.keys.length === 0 && cells.length === 1 && only)
    return html`${title}<p class="only">${only.html}</p>`;
  const pivot = pivotOf(view, table);
  const cell = (line: readonly string[], column: string): Html => {
    const at = pivot.row(line, column);
    const found = at === undefined ? undefined : cells[at];
    if (!found) return html`<td><span class="no">no rate</span></td>`;
    return html`<td${!found.isChanged && html` class="same"`}>${found.html}</td>`;
  };
  const isMoved = (line: readonly string[]): boolean =>
    pivot.columns.some((column) => cells[pivot.row(line, column) ?? -1]?.isChanged);
  const laid = (lines: Pivot["lines"]): Html => pivotTable(view, { ...pivot, lines }, cell, "rates moved");
  const rest = pivot.lines.filter((line) => !isMoved(line));
  return html`${title}${laid(pivot.lines.filter(isMoved))}${rest.length > 0 && html`<details><summary>${counted(rest.length, "row")} without change</summary>${laid(rest)}</details>`}`;
}

/** With its cents: 94 as `+$94.00`. */
const signedRate = (delta: string): string =>
  `${delta.startsWith("-") ? "−" : "+"}${rateWords(delta.replace("-", ""))}`;

const said = (view: View, row: RateRow): string =>
  "hole" in row ? "not offered" : "value" in row ? view.amounts.money(row.value) : rateWords(row.rate);

/** Whose rate it is: of a plan, or of coverages. */
const subjectsOf = (
  view: View,
  { coverages }: RateTable,
  { keys: { plan, coverage } }: RateRow,
): readonly string[] =>
  typeof plan === "string"
    ? [view.name("plan", plan)]
    : (typeof coverage === "string" ? [coverage] : coverages).map((id) => view.name("coverage", id));

function cellOf(
  before: View,
  after: View,
  was: RateRow | undefined,
  row: RateRow,
  isOutside: (was: string, now: string) => boolean,
): Cell {
  const now = said(after, row);
  if (!was) return { html: html`<b>new</b> <small>${now}</small>`, isChanged: true };
  if ("rate" in was && "rate" in row) {
    const { delta, percent } = between(was.rate, row.rate);
    if (Number(delta) === 0) return { html: html`${now}`, isChanged: false };
    const isUp = !delta.startsWith("-");
    const size = percent === undefined ? signedMoney(delta) : signedPercent(percent);
    return {
      html: html`<b class="${isUp ? "dearer" : "cheaper"}">${isUp ? "▲" : "▼"} ${size}</b> ${signedRate(delta)} <small>${said(before, was)} → ${now}</small>${isOutside(was.rate, row.rate) && html` <small class="bad">outside the corridor</small>`}`,
      isChanged: true,
    };
  }
  const then = said(before, was);
  return then === now
    ? { html: html`${now}`, isChanged: false }
    : { html: html`<b>changed</b> <small>${then} → ${now}</small>`, isChanged: true };
}
