import {
  type Block,
  type Cell,
  type CreditCellNode,
  type DueNode,
  isCalendarDay,
  type NameNode,
  type PayeeNode,
  type PortionNode,
  readValue,
  type ValueType,
  type ValueTypes,
} from "@planwright/syntax";
import {
  COVER_CASES,
  type CoverCase,
  type PayRow,
  type Portion,
  type VestingRow,
} from "../../accounts-model.js";
import { nearest, replaceWith } from "../../diagnostics/report.js";
import { VALUES } from "../../names.js";
import type { Condition, Expression } from "../../model.js";
import { BlockReader, type FileScope } from "../../reading/block.js";
import { cellWords, readTable, type TableRow } from "../../reading/table.js";
import { bindCondition } from "../../types/condition.js";
import { bindDuration, bindPoint } from "../../types/point.js";
import type { Where } from "../../types/typed.js";
import { describe } from "../../types/units.js";
import { BLOCKS } from "../../vocabulary/index.js";
import { placeOf, type Scope } from "../scope.js";
import { bindMoney, PARTIES, partyOf } from "./accounts.js";

/** What a row may say of how much of a contract year was covered. */
const CASES: Readonly<Record<string, readonly CoverCase[]>> = {
  ...Object.fromEntries(COVER_CASES.map((one) => [one.replaceAll("_", " "), [one]])),
  "part year beside full year": ["part_year_before_full_year", "part_year_after_full_year"],
};

/** Reads the cells of a table whose columns are fixed. */
class FixedTable {
  readonly where: Where;

  constructor(
    readonly files: FileScope,
    readonly scope: Scope,
  ) {
    this.where = { file: files.file, coverage: undefined };
  }

  rows(block: Block, word: "credit" | "pays", columns: readonly string[]): readonly TableRow[] {
    const { rows } = new BlockReader(this.files, block, BLOCKS[word]).read();
    const table = readTable(rows, this.files);
    if (!table) {
      if (rows.length === 0) {
        const found = { block: `\`${word}\``, what: "rows" };
        this.scope.reporter.report("PW0025", found, placeOf(this.files.file, block.span));
      }
      return [];
    }
    const written = table.header.map(cellWords);
    if (written.join(" | ") === columns.join(" | ")) return table.rows;
    const [first] = table.header;
    const last = table.header[table.header.length - 1];
    const span = { start: first?.span.start ?? 0, end: last?.span.end ?? 0 };
    const what = `The columns of \`${word}\` are \`${columns.join(" | ")}\``;
    this.scope.reporter.report("PW2013", { what }, placeOf(this.files.file, span));
    return [];
  }

  cell<T extends ValueType>(cell: Cell | undefined, type: T, what: string): ValueTypes[T] | undefined {
    if (!cell) return undefined;
    const result = readValue(type, cell.items, cell.span);
    if (result.ok) return result.value;
    const place = placeOf(this.files.file, result.span);
    this.scope.reporter.report("PW0023", { found: result.found, of: `a cell of \`${what}\`` }, place, {
      why: `It is written like ${EXAMPLES[what] ?? "in the language reference"}.`,
    });
    return undefined;
  }

  oneOf(cell: Cell, known: readonly string[], kind: string): string | undefined {
    const words = cellWords(cell);
    if (known.includes(words)) return words;
    const place = placeOf(this.files.file, cell.span);
    const meant = nearest(words, known);
    this.scope.reporter.report("PW1001", { name: words, kind }, place, {
      label: meant && `did you mean ${meant}?`,
      why: `There is: ${known.join(", ")}.`,
      fixes: meant ? [replaceWith(place, meant)] : [],
    });
    return undefined;
  }
}

const EXAMPLES: Readonly<Record<string, string>> = {
  credit: "`none`, `$100` or `unused balance of deductible_trust, at most $500 by months covered`",
  on: "`July 1`, `at once` or `1 month after leaving`",
  portion: "`whole balance`, `last contract year`, `all but last contract year`, `at most $1,000` or `rest`",
  to: "`employee`, `beneficiary, with beneficiary_statement` or `premium of medical`",
  due: "`at once`, `6 months after leaving` or `monthly from first of month after retirement`",
};

/** `covered | credit | on`. */
export function bindVesting(block: Block | undefined, files: FileScope, scope: Scope): VestingRow[] {
  if (!block) return [];
  const table = new FixedTable(files, scope);
  return table.rows(block, "credit", ["covered", "credit", "on"]).flatMap(({ node, cells }) => {
    const [covered, credit, on] = cells;
    if (!covered || !credit || !on) return [];
    const words = table.oneOf(covered, Object.keys(CASES), "how much of a contract year was covered");
    const value = table.cell(credit, "creditCell", "credit");
    const amount = value && bindCreditCell(value, table);
    const day = amount && bindCreditDay(on, amount.kind !== "none", table);
    const origin = files.notes.originOf(files.file, covered, node.span, node);
    const more = [credit, on].flatMap((cell) => {
      const { cites, notes } = files.notes.originOf(files.file, cell, cell.span, node);
      return [{ cites, notes }];
    });
    const whole = {
      place: origin.place,
      cites: [...origin.cites, ...more.flatMap(({ cites }) => cites)],
      notes: [...origin.notes, ...more.flatMap(({ notes }) => notes)],
    };
    if (words === undefined || !amount || day === null) return [];
    return [{ cases: CASES[words] ?? [], amount, on: day, origin: whole }];
  });
}

function bindCreditCell(node: CreditCellNode, table: FixedTable): VestingRow["amount"] | undefined {
  const { scope, where } = table;
  const amount = node.amount && bindMoney(node.amount, scope, where);
  if (node.amount && !amount) return undefined;
  switch (node.kind) {
    case "none":
      return { kind: "none" };
    case "amount":
      return amount && { kind: "amount", amount, byMonths: node.byMonths };
    case "unused": {
      const from = node.from && scope.accounts.find(node.from, where.file);
      return from && { kind: "unused", from: from.id, most: amount, byMonths: node.byMonths };
    }
  }
}

/** The day of a credit; nothing where nothing is credited, `null` where it cannot be read. */
function bindCreditDay(cell: Cell, isDue: boolean, table: FixedTable): VestingRow["on"] | null {
  const { scope, where } = table;
  const place = placeOf(where.file, cell.span);
  if (cellWords(cell) === "none") {
    if (!isDue) return undefined;
    scope.reporter.report("PW3003", { wanted: "A day", got: "`none`" }, place, {
      why: "What is credited is credited on a day, such as `July 1`.",
    });
    return null;
  }
  if (isDue && cellWords(cell) === "not printed") {
    scope.reporter.report("PW2501", { what: "on which day this is credited" }, place, {
      why: "What a contract year vests is credited on a day of the year, such as `July 1`, or `at once`.",
      fixes: [replaceWith(place, "at once")],
    });
    return "at_once";
  }
  const node = table.cell(cell, "creditDay", "on");
  if (!node) return null;
  if (!isDue) {
    scope.reporter.report("PW3003", { wanted: "`none`", got: cellWords(cell) }, place, {
      why: "Where nothing is credited there is no day.",
      fixes: [replaceWith(place, "none")],
    });
    return null;
  }
  if (node.kind === "at once") return "at_once";
  if (node.kind === "point") {
    const point = bindPoint(node.point, scope, where);
    return point ? { point } : null;
  }
  const { month, day } = node;
  const text = `2001-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  if (isCalendarDay(text)) return { month, day };
  scope.reporter.report("PW0012", { day: `${cellWords(cell)} in every year` }, place);
  return null;
}

/** `event | portion | to | due`. */
export function bindPays(block: Block | undefined, files: FileScope, scope: Scope): PayRow[] {
  if (!block) return [];
  const table = new FixedTable(files, scope);
  return table.rows(block, "pays", ["event", "portion", "to", "due"]).flatMap(({ node, cells }) => {
    const [eventCell, portionCell, toCell, dueCell] = cells;
    const name = table.cell(eventCell, "name", "event");
    const event = name && bindEvent(name, table);
    const portionNode = table.cell(portionCell, "portion", "portion");
    const portion = portionNode && bindPortion(portionNode, table);
    const payee = table.cell(toCell, "payee", "to");
    const to = payee && bindPayee(payee, table);
    const dueNode = table.cell(dueCell, "due", "due");
    const due = dueNode && bindDue(dueNode, table);
    if (!event || !portion || !to || !due) return [];
    const isPremium = "premiumOf" in to.to;
    if (isPremium !== (due.kind === "monthly")) {
      const place = placeOf(files.file, dueCell?.span ?? node.span);
      const got = isPremium ? "a single payment" : "one each month";
      const wanted = isPremium ? "A payment each month" : "A single payment";
      scope.reporter.report("PW3003", { wanted, got }, place, {
        why: "A premium is paid `monthly from ...` a day; what is paid to somebody is paid once.",
      });
      return [];
    }
    const notes = cells.map((cell) => files.notes.originOf(files.file, cell, cell.span, node));
    const origin = {
      place: placeOf(files.file, node.span),
      cites: notes.flatMap(({ cites }) => cites),
      notes: notes.flatMap((one) => one.notes),
    };
    return [{ event, portion, ...to, due, origin }];
  });
}

function bindEvent(name: NameNode, { scope, where }: FixedTable): string | undefined {
  const input = scope.inputs.get(name.name);
  scope.reporter.names?.use(VALUES, name, where.file);
  if (input?.kind === "date") return input.id;
  const place = placeOf(where.file, name.span);
  if (!input) scope.values.missing(name.name, place);
  else {
    const wanted = "An event, which is an input of type date";
    scope.reporter.report("PW3003", { wanted, got: `${name.name}, which is ${describe(input.type)}` }, place);
  }
  return undefined;
}

function bindPortion(node: PortionNode, { scope, where }: FixedTable): Portion | undefined {
  const amount = node.amount && bindMoney(node.amount, scope, where);
  switch (node.portion) {
    case "at most":
      return amount && { most: amount };
    case "whole balance":
      return "whole_balance";
    case "last contract year":
      return "last_contract_year";
    case "all but last contract year":
      return "all_but_last_contract_year";
    case "rest":
      return "rest";
  }
}

function bindPayee(node: PayeeNode, { scope, where }: FixedTable): Pick<PayRow, "to" | "needs"> | undefined {
  const needs: Condition | undefined =
    node.with && bindCondition({ kind: "fact", value: node.with, span: node.with.span }, scope, where);
  if (node.with && !needs) return undefined;
  if (node.to) {
    const party = partyOf(node.to, PARTIES, where.file, scope);
    return party === undefined ? undefined : { to: { party }, needs };
  }
  const premiumOf = scope.findCoverages(node.premiumOf, where.file);
  return premiumOf.length === node.premiumOf.length ? { to: { premiumOf }, needs } : undefined;
}

function bindDue(node: DueNode, { scope, where }: FixedTable): PayRow["due"] | undefined {
  if (node.due === "at once") return { kind: "at_once" };
  const point = bindPoint(node.due, scope, where);
  if (!point) return undefined;
  if (!node.isMonthly) return { kind: "point", point };
  const length = node.most && bindDuration(node.most, scope, where);
  if (node.most && !length) return undefined;
  if (node.most && length && length.unit !== "month") {
    const place = placeOf(where.file, node.most.span);
    scope.reporter.report("PW3003", { wanted: "A number of months", got: "a number of days" }, place);
    return undefined;
  }
  const most: Expression | undefined = length?.length;
  return { kind: "monthly", from: point, most };
}
