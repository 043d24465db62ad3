import type { PremiumLine } from "@planwright/evaluator";
import type { Program } from "@planwright/semantics";
import {
  Day,
  isCalendarDay,
  Money,
  type Phrase,
  positionAt,
  type Property,
  type Row,
  type Statement,
  type Token,
} from "@planwright/syntax";
import Fraction from "fraction.js";
import { type InlayHint, InlayHintKind, type InlayHintParams } from "vscode-languageserver";
import { shownOf } from "../catalog.js";
import { premiumOf } from "../asking.js";
import { constantOf, dollars, plain, times } from "../figures.js";
import { everyStatement, tableOf } from "../lines.js";
import { offsetAt, toPosition } from "../positions.js";
import { wordsOfBlock } from "../vocabulary.js";
import type { Compiled, FileView, Workspace } from "../workspace.js";

interface Hint {
  readonly at: number;
  readonly text: string;
}

/** What a line comes to, beside it: a value that is computed, a period in months, one amount as a multiple of another. */
export function hints(workspace: Workspace, { textDocument, range }: InlayHintParams): InlayHint[] | null {
  const view = workspace.view(textDocument.uri);
  if (!view) return null;
  const [from, to] = [offsetAt(view.tree, range.start), offsetAt(view.tree, range.end)];
  const program = shownOf(view.analysis, workspace.lastGood(view.folder));
  const found: Hint[] = [];
  const rows: Row[] = [];
  for (const { statement, blocks } of everyStatement(view.tree.statements)) {
    if (statement.span.end < from || statement.span.start > to) continue;
    if (statement.kind === "property" || statement.kind === "block")
      found.push(...ofPhrase(statement, statement));
    if (statement.kind !== "row" || wordsOfBlock(blocks[0] ?? { items: [] }, []) !== "rates") continue;
    found.push(...ofRow(statement, blocks.at(-1)?.children ?? view.tree.statements, program));
    rows.push(statement);
  }
  const compiled = rows.length > 0 ? workspace.book(view.folder) : undefined;
  if (compiled) found.push(...ofShares(rows, view, compiled));
  if (program) found.push(...ofFormulas(view, program, from, to));
  return found.map(({ at, text }) => ({
    position: toPosition(view.tree.lineStarts, at),
    label: text,
    kind: InlayHintKind.Type,
    paddingLeft: true,
  }));
}

function ofPhrase({ items }: Phrase, statement: Statement): Hint[] {
  const words =
    statement.kind === "property" ? (statement as Property).items.map(({ image }) => image).join(" ") : "";
  const isAmounts = /^(?:deductible|out of pocket maximum|copay) /.test(words);
  return [...periods(items), ...(isAmounts ? families(items) : [])];
}

/** `effective 1990-05-01 to 1990-10-31 ‹6 months›`. */
function periods(items: readonly Token[]): Hint[] {
  return items.flatMap((token, i) => {
    const [to, last] = [items[i + 1], items[i + 2]];
    if (token.tokenType !== Day || to?.image !== "to" || last?.tokenType !== Day) return [];
    const months = wholeMonths(token.image, last.image);
    return months === undefined
      ? []
      : [{ at: last.endOffset + 1, text: months === 1 ? "1 month" : `${months} months` }];
  });
}

/** How many months there are from one day through another; nothing where there is a part of one. */
function wholeMonths(from: string, through: string): number | undefined {
  const [y1 = 0, m1 = 0, d1 = 0] = from.split("-").map(Number);
  const [y2 = 0, m2 = 0, d2 = 0] = through.split("-").map(Number);
  if (!isCalendarDay(from) || !isCalendarDay(through)) return undefined;
  const isLastOfMonth = !isCalendarDay(`${through.slice(0, 8)}${String(d2 + 1).padStart(2, "0")}`);
  // The day after it, as a month and a day.
  const [month, day] = isLastOfMonth ? [m2 + 1, 1] : [m2, d2 + 1];
  const months = (y2 - y1) * 12 + month - m1;
  return day === d1 && months > 0 ? months : undefined;
}

/** `$500 per person, $1,000 per family ‹2 × the person›`. */
function families(items: readonly Token[]): Hint[] {
  const amountPer = (who: string) => {
    const at = items.findIndex(
      (token, i) => token.tokenType === Money && items[i + 1]?.image === "per" && items[i + 2]?.image === who,
    );
    const token = items[at];
    const end = items[at + 2];
    return token && end
      ? { value: new Fraction(token.image.replace(/[$,]/g, "")), end: end.endOffset + 1 }
      : undefined;
  };
  const [person, family] = [amountPer("person"), amountPer("family")];
  if (!person || !family || person.value.equals(0)) return [];
  return [{ at: family.end, text: `${times(family.value, person.value)} × the person` }];
}

/** What the rates of a row are of the first of them: `1 : 2 : 2.6`. */
function ofRow(row: Row, siblings: readonly Statement[], program: Program | undefined): Hint[] {
  const [header] = tableOf(row, siblings);
  const across =
    header?.cells.findIndex(({ items }) => items.at(-2)?.image === "by" && items.at(-1)?.image === "tier") ??
    -1;
  if (!program || !header || header === row || across < 0) return [];
  const amounts = row.cells.slice(across + 1).map(({ items }) => {
    const [only, more] = items;
    return only?.tokenType === Money && !more ? new Fraction(only.image.replace(/[$,]/g, "")) : undefined;
  });
  const [first] = amounts;
  if (amounts.length < 2 || !first || first.compare(0) <= 0) return [];
  const said = amounts.map((amount) => (amount ? times(amount.div(first).round(2), new Fraction(1)) : "–"));
  return [{ at: row.span.end, text: said.join(" : ") }];
}

/** Rows of one answer whose shares are asked for. */
const MOST_ROWS = 400;

/**
 * What the employee pays of each rate of a row where that follows from the row alone, and what a rate comes to that is
 * derived. Asked of the program as it could last be compiled, so only of lines that are as they were then.
 */
function ofShares(rows: readonly Row[], { tree, path }: FileView, compiled: Compiled): Hint[] {
  if (rows.length > MOST_ROWS || compiled.of.trees.get(path) !== tree) return [];
  const [first, last] = [rows[0]?.span.start ?? 0, rows.at(-1)?.span.end ?? 0];
  const cells = (compiled.of.bound?.rates ?? []).flatMap((table) => {
    if (table.origin.place.file !== path) return [];
    const shown = table.rows.filter(
      ({ origin: { place } }) => place.file === path && place.span.start >= first && place.span.end <= last,
    );
    return shown.map((row) => ({ table, row }));
  });
  return rows.flatMap((line): Hint[] => {
    const own = cells.filter(
      ({ row: { origin } }) =>
        origin.place.span.start >= line.span.start && origin.place.span.end <= line.span.end,
    );
    const said = shareWords(own.map((cell) => premiumOf(cell, compiled)));
    return said === undefined ? [] : [{ at: line.span.end, text: said }];
  });
}

/** `employee $0.00 : $9.80`, or in words where it is the same of each. */
function shareWords(premiums: readonly (PremiumLine | undefined)[]): string | undefined {
  const known = premiums.flatMap((one) => (one && one.employee !== null ? one : []));
  if (known.length === 0) return undefined;
  if (known.length === premiums.length) {
    if (known.every(({ employee }) => Number(employee) === 0)) return "employee pays nothing";
    if (known.every(({ employer }) => Number(employer) === 0)) return "employee pays all";
  }
  return `employee ${premiums.map((one) => (one?.employee ? dollars(one.employee) : "–")).join(" : ")}`;
}

/** What a formula comes to that asks for nothing. */
function ofFormulas({ tree, path }: FileView, program: Program, from: number, to: number): Hint[] {
  return program.formulas.flatMap(({ value, type, origin: { place } }) => {
    if (place.file !== path || value.op === "literal" || place.span.end < from || place.span.start > to)
      return [];
    const found = constantOf(value, program);
    if (!found) return [];
    const isMoney = type.kind === "figure" && (type.units.money ?? 0) > 0;
    const line = positionAt(tree.lineStarts, place.span.end).line;
    const end = Math.min(place.span.end, (tree.lineStarts[line] ?? tree.text.length + 1) - 1);
    return [{ at: end, text: `= ${isMoney ? dollars(found) : plain(found)}` }];
  });
}
