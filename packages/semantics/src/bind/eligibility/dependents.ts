import { type Block, type Cell, type NameNode, readValue } from "@planwright/syntax";
import { replaceWith } from "../../diagnostics/report.js";
import type { DependentRow } from "../../eligibility-model.js";
import { BlockReader, type FileScope } from "../../reading/block.js";
import { cellWords, readTable } from "../../reading/table.js";
import { bindCondition } from "../../types/condition.js";
import { VALUES } from "../../names.js";
import type { Where } from "../../types/typed.js";
import { BLOCKS } from "../../vocabulary/index.js";
import { bindInputValue } from "../examples.js";
import { placeOf, type Scope } from "../scope.js";
import { lastName, pointCell, readCell } from "./cells.js";
import type { EligibilityBlock } from "./eligibility.js";

const isDependents = ({ items }: Block): boolean => items[0]?.image === "dependents";

/** The relations that the table of a block names, so that lines above it can name them too. */
export function relationsOf(block: EligibilityBlock, files: FileScope): readonly string[] {
  return block.blocks.filter(isDependents).flatMap((inner) =>
    inner.children.flatMap((row, i) => {
      const cell = row.kind === "row" && i > 0 ? row.cells[0] : undefined;
      const names = cell && readValue("names", cell.items, { start: 0, end: files.file.length });
      return names?.ok ? names.value.map(({ name }) => name) : [];
    }),
  );
}

/** Which dependents are insured, until when, on which condition. */
export function bindDependents(node: Block, files: FileScope, scope: Scope, where: Where): DependentRow[] {
  const { rows } = new BlockReader(files, node, BLOCKS.dependents).read();
  const table = readTable(rows, files);
  if (!table) return [];
  const header = table.header.map(cellWords);
  for (const cell of table.header) files.notes.originOf(files.file, cell, cell.span, rows[0]);
  const [relation, until, when] = ["relation", "until", "when"].map((column) => header.indexOf(column));
  const isKnown = header.every((column) => ["relation", "until", "when"].includes(column));
  if (!isKnown || relation !== 0 || until === undefined || until < 0) {
    scope.reporter.report(
      "PW2013",
      { what: "This table of dependents has other columns" },
      placeOf(files.file, rows[0]?.span ?? node.span),
      { why: "Its header is `relation | until | when`, or `relation | until`." },
    );
    return [];
  }
  return table.rows.flatMap((row): DependentRow[] => {
    const [first] = row.cells;
    const names = first && readRelations(first, files);
    const origins = row.cells.map((cell) => files.notes.originOf(files.file, cell, cell.span, row.node));
    const untilCell = row.cells[until];
    const age = untilCell && untilOf(untilCell, files, scope, where);
    const condition =
      when === undefined || when < 0 ? undefined : whenOf(row.cells[when], files, scope, where);
    if (!names || !age || condition === null) return [];
    const origin = {
      place: placeOf(files.file, row.node.span),
      cites: [...new Set(origins.flatMap(({ cites }) => cites))],
      notes: origins.flatMap(({ notes }) => notes),
    };
    return [{ relations: names.map(({ name }) => name), until: age.point, when: condition, origin }];
  });
}

/** Words that stand for people, and for no relation. */
const NO_RELATIONS: ReadonlySet<string> = new Set(["employee", "dependent"]);

function readRelations(cell: Cell, files: FileScope): readonly NameNode[] | undefined {
  const why = "Relations are names with commas between: `child, stepchild`.";
  const names = readCell("names", cell, "the relations of a row", why, files);
  for (const [i, { name, span }] of (names ?? []).entries()) {
    const place = placeOf(files.file, span);
    if (NO_RELATIONS.has(name)) {
      files.reporter.report("PW1003", { name, why: "it is no relation to the employee" }, place);
      return undefined;
    }
    if (names?.slice(0, i).some((one) => one.name === name))
      files.reporter.report("PW0024", { what: `The relation ${name}` }, place);
  }
  return names;
}

/** `any age`, or the first day without cover. */
function untilOf(
  cell: Cell,
  files: FileScope,
  scope: Scope,
  where: Where,
): Pick<DependentRow & { point: DependentRow["until"] }, "point"> | undefined {
  if (cellWords(cell) === "any age") return { point: undefined };
  if (!where.hasBirthday && cell.items.some(({ image }) => image === "birthday")) {
    scope.reporter.report(
      "PW0025",
      { block: "This program", what: "date of birth" },
      placeOf(files.file, cell.span),
      {
        why: "A birthday follows from an input `birth`: `input birth date`.",
        cause: "input birth",
      },
    );
    return undefined;
  }
  const age = /^(?:to )?age (\d{1,3})$/.exec(cellWords(cell))?.[1];
  if (age !== undefined) {
    reportEitherBirthday(Number(age), cell, files, scope);
    return { point: { op: "birthday", nth: Number(age) } };
  }
  const point = pointCell(cell, files, scope, where);
  return point && { point };
}

/** `to age 26`: insured until somebody is 26, or while somebody is. */
function reportEitherBirthday(age: number, cell: Cell, files: FileScope, scope: Scope): void {
  const place = placeOf(files.file, cell.span);
  scope.reporter.report("PW2501", { what: `whether somebody of ${age} is still insured` }, place, {
    why: "Documents write “to age 26” for the 26th birthday, and for the 27th.",
    fixes: [age, age + 1].map((nth) => replaceWith(place, `${ordinal(nth)} birthday`)),
  });
}

function ordinal(nth: number): string {
  const teen = Math.floor((nth % 100) / 10) === 1;
  return `${nth}${(!teen && ["th", "st", "nd", "rd"][nth % 10]) || "th"}`;
}

/** `any`, or a condition; null when it cannot be read. */
function whenOf(
  cell: Cell | undefined,
  files: FileScope,
  scope: Scope,
  where: Where,
): DependentRow["when"] | null {
  if (!cell || cellWords(cell) === "any") return undefined;
  const why = "It is a condition such as `unmarried and full_time_student`, or `any`.";
  const node = readCell("personCondition", cell, "the condition of a row", why, files);
  return (node && bindCondition(node, scope, where)) ?? null;
}

/** The dependents of an example: a row for each, a column for what is said of them. */
export function bindExampleDependents(
  node: Block,
  files: FileScope,
  scope: Scope,
): Readonly<Record<string, string>>[] {
  const { rows } = new BlockReader(files, node, BLOCKS.dependents).read();
  const table = readTable(rows, files);
  if (!table) return [];
  const header = table.header.map((cell) => ({ cell, words: cellWords(cell) }));
  const missing = ["dependent", "relation"].filter((column) => !header.some(({ words }) => words === column));
  if (missing.length > 0) {
    const what = `This table of dependents has no column \`${missing.join("`, `")}\``;
    scope.reporter.report("PW2013", { what }, placeOf(files.file, rows[0]?.span ?? node.span), {
      why: "Its header is like `dependent | relation | birth`.",
    });
    return [];
  }
  const isKnown = header.map(({ cell, words }) => {
    const name = lastName(cell);
    if (name && scope.inputs.has(words)) scope.reporter.names?.use(VALUES, name, files.file);
    const known = words === "dependent" || words === "relation" || scope.inputs.has(words);
    if (!known) scope.values.missing(words, placeOf(files.file, cell.span));
    return known;
  });
  if (isKnown.includes(false)) return [];
  return table.rows.map((row) => {
    const person: Record<string, string> = {};
    for (const [i, cell] of row.cells.entries()) {
      const column = header[i];
      const value =
        column && cellWords(cell) !== "none" ? cellValue(column.words, cell, files, scope) : undefined;
      if (column && value !== undefined) person[column.words === "dependent" ? "id" : column.words] = value;
    }
    return person;
  });
}

function cellValue(column: string, cell: Cell, files: FileScope, scope: Scope): string | undefined {
  if (column === "dependent" || column === "relation") return cellWords(cell);
  const value = readCell("nameOrLiteral", cell, `a value of ${column}`, "It is a name or a figure.", files);
  const name: NameNode = { kind: "name", name: column, span: cell.span };
  return value && bindInputValue(name, value, scope, files.file, column)?.[1];
}
