import { type Block, type Cell, type LiteralNode, type RangeNode, readValue } from "@planwright/syntax";
import type { AgeBound, FixedAmount } from "../model.js";
import { BlockReader, type FileScope } from "../reading/block.js";
import { cellWords, readTable, type Table } from "../reading/table.js";
import { exact, shortest } from "../types/exact.js";
import { BLOCKS } from "../vocabulary/index.js";
import { placeOf, type Scope } from "./scope.js";

/**
 * A table of amounts that nobody chooses: by who is insured and by age, for each option. Ages are in days, months or
 * years: `14 days to under 6 months`.
 */
export function bindFixedAmounts(
  node: Block,
  files: FileScope,
  options: readonly string[],
  scope: Scope,
): FixedAmount[] {
  const block = new BlockReader(files, node, BLOCKS.amounts).read();
  const table = readTable(block.rows, files);
  if (!table) {
    if (block.rows.length === 0)
      scope.reporter.report("PW0027", { what: "`amounts` has no table" }, placeOf(files.file, node.span));
    return [];
  }
  const columns = columnsOf(table, options, files, scope);
  if (!columns) return [];
  const rows = table.rows.map((row) => {
    const [who, age] = row.cells;
    const range = age && readAges(age, files);
    const by = columns.map((option, i) => ({ option, amount: readAmount(row.cells[i + 2], files) }));
    const origin = files.notes.originOf(files.file, who ?? node, row.node.span, row.node);
    for (const cell of row.cells.slice(1)) files.notes.originOf(files.file, cell, cell.span, row.node);
    const amounts = by.flatMap(({ option, amount }) => (amount === undefined ? [] : [{ option, amount }]));
    const whole = range && amounts.length === by.length;
    return whole ? { insured: who ? cellWords(who) : "", ...range, amounts, origin } : undefined;
  });
  const read = rows.filter((row) => row !== undefined);
  return table.complete && read.length === rows.length ? read : [];
}

/** The options of the columns behind `insured` and `age`; one column `amount` where there are none. */
function columnsOf(
  { header }: Table,
  options: readonly string[],
  files: FileScope,
  scope: Scope,
): readonly (string | undefined)[] | undefined {
  const [insured, age, ...rest] = header;
  const words = rest.map(cellWords);
  const isPlain = options.length === 0 && words.length === 1 && words[0] === "amount";
  const isByOption =
    options.length > 0 && words.length === options.length && words.every((word) => options.includes(word));
  if (
    insured &&
    age &&
    cellWords(insured) === "insured" &&
    cellWords(age) === "age" &&
    (isPlain || isByOption)
  )
    return isPlain ? [undefined] : words;
  const due = options.length > 0 ? options.join(" | ") : "amount";
  scope.reporter.report(
    "PW2013",
    { what: "This table of amounts has other columns" },
    placeOf(files.file, header[0]?.span ?? { start: 0, end: 0 }),
    { why: `Its header is \`insured | age | ${due}\`.` },
  );
  return undefined;
}

function readAges(cell: Cell, files: FileScope): Pick<FixedAmount, "from" | "to"> | undefined {
  const result = readValue("range", cell.items, cell.span);
  const node: RangeNode | undefined = result.ok ? result.value : undefined;
  if (node?.kind === "any") return { from: undefined, to: undefined };
  const from = node?.min && boundOf(node.min, node.minHeld);
  const to = node?.max && boundOf(node.max, node.maxHeld);
  if (node && (!node.min || from) && (!node.max || to)) return { from, to };
  const found = result.ok ? cellWords(cell) : result.found;
  const span = result.ok ? cell.span : result.span;
  files.reporter.report("PW0023", { found, of: "a range of ages" }, placeOf(files.file, span), {
    why: "It is written like `14 days to under 6 months`, `6 months to under 19 years` or `any`.",
  });
  return undefined;
}

/** Weeks are days. */
function boundOf(literal: LiteralNode, held: boolean): AgeBound | undefined {
  if (literal.kind !== "duration") return undefined;
  const { value, unit } = literal;
  if (unit === "week") return { count: exact(value).mul(7).toString(), unit: "day", held };
  return { count: shortest(value), unit, held };
}

function readAmount(cell: Cell | undefined, files: FileScope): string | undefined {
  const result = cell && readValue("literal", cell.items, cell.span);
  if (result?.ok && result.value.kind === "money" && exact(result.value.value).compare(0) >= 0)
    return shortest(result.value.value);
  if (cell)
    files.reporter.report(
      "PW0023",
      { found: cellWords(cell), of: "an amount" },
      placeOf(files.file, cell.span),
      { why: "It is written like `$1,000`; `$0` where nothing is insured." },
    );
  return undefined;
}
