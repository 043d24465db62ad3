import { type Cell, type NameNode, readValue } from "@planwright/syntax";
import type { Input, Members } from "../model.js";
import { VALUES } from "../names.js";
import type { FileScope, ReadBlock } from "../reading/block.js";
import { cellWords, readTable, type Table, type TableRow } from "../reading/table.js";
import { bindKeyValue } from "../types/question.js";
import { NUMBER } from "../types/units.js";
import type { BLOCKS } from "../vocabulary/index.js";
import type { HeadBinder } from "./arrangements.js";
import { placeOf, type Scope } from "./scope.js";

export type MembersBlock = ReadBlock<(typeof BLOCKS)["members"]>;

/** Reads who takes part in which line: a row for each value of an input, a column for each coverage. */
function bindMembers(block: MembersBlock, files: FileScope, scope: Scope): Members | undefined {
  const by = block.heading?.by;
  const input = by && memberInput(by, block.file, scope);
  const place = placeOf(block.file, block.node.span);
  if (!by || !input) return undefined;
  const table = readTable(block.rows, files);
  if (!table) {
    if (block.rows.length === 0 && block.isWhole) {
      scope.reporter.report("PW0025", { block: "`members`", what: "table" }, place, {
        why: `Its header is written like \`${by.name} | life | medical\`.`,
      });
    }
    return undefined;
  }
  const coverages = bindHeader(table, by, files, scope);
  if (!coverages) return undefined;
  const { troubles } = scope.reporter;
  const rows = table.rows.flatMap((row) => bindRow(row, by, coverages, files, scope) ?? []);
  const seen = new Set<string>();
  for (const { member, origin } of rows) {
    if (seen.has(member)) scope.reporter.report("PW0024", { what: `The member ${member}` }, origin.place);
    seen.add(member);
  }
  const missing = input.choices.filter((member) => !seen.has(member));
  if (missing.length > 0 && block.isWhole && scope.reporter.troubles === troubles) {
    scope.reporter.report("PW2804", { members: missing }, place, {
      why: "Somebody there could not be rated, and is not refused either. Each value of the input has a row.",
    });
  }
  return { by: by.name, coverages, rows, origin: block.origin };
}

function memberInput(by: NameNode, file: string, scope: Scope): Input | undefined {
  const input = scope.inputs.get(by.name);
  const place = placeOf(file, by.span);
  scope.reporter.names?.use(VALUES, by, file);
  if (!input) scope.values.missing(by.name, place);
  else if (input.choices.length > 0) return input;
  else {
    const found = { wanted: "An input with a closed list of values", got: `${by.name}, which takes any` };
    scope.reporter.report("PW3003", found, place, {
      why: "With an open list, a misspelt member would take part in nothing.",
    });
  }
  return undefined;
}

/** The coverages of the columns; the first column holds the members. */
function bindHeader(table: Table, by: NameNode, files: FileScope, scope: Scope): string[] | undefined {
  const [corner, ...cells] = table.header;
  for (const cell of table.header) files.notes.originOf(files.file, cell, cell.span);
  if (!corner || cellWords(corner) !== by.name || cells.length === 0) {
    const what = `The first column of members is ${by.name}, and the others are coverages`;
    scope.reporter.report("PW2013", { what }, placeOf(files.file, corner?.span ?? by.span));
    return undefined;
  }
  scope.reporter.names?.use(VALUES, { name: by.name, span: corner.span }, files.file);
  const names = cells.map((cell): NameNode => ({ kind: "name", name: cellWords(cell), span: cell.span }));
  const { troubles } = scope.reporter;
  const coverages = scope.findCoverages(names, files.file);
  return scope.reporter.troubles === troubles ? coverages : undefined;
}

function bindRow(
  row: TableRow,
  by: NameNode,
  coverages: readonly string[],
  files: FileScope,
  scope: Scope,
): Members["rows"][number] | undefined {
  const [memberCell, ...cells] = row.cells;
  const { file } = files;
  const member = memberCell && memberOf(memberCell, by, file, scope);
  const origins = row.cells.map((cell) => files.notes.originOf(file, cell, cell.span, row.node));
  const takes = cells.map((cell) => yesOrNo(cell, file, scope));
  if (member === undefined || takes.includes(undefined)) return undefined;
  const origin = {
    place: placeOf(file, row.node.span),
    cites: [...new Set(origins.flatMap(({ cites }) => cites))],
    notes: origins.flatMap(({ notes }) => notes),
  };
  return { member, takes: coverages.filter((_, i) => takes[i] === true), origin };
}

function memberOf(cell: Cell, by: NameNode, file: string, scope: Scope): string | undefined {
  const result = readValue("nameOrLiteral", cell.items, cell.span);
  if (result.ok) return bindKeyValue(by, result.value, scope, file);
  scope.reporter.report(
    "PW0023",
    { found: result.found, of: `a value of ${by.name}` },
    placeOf(file, result.span),
  );
  return undefined;
}

function yesOrNo(cell: Cell, file: string, scope: Scope): boolean | undefined {
  const words = cellWords(cell);
  if (words === "yes" || words === "no") return words === "yes";
  scope.reporter.report("PW0023", { found: words, of: "a cell of `members`" }, placeOf(file, cell.span), {
    why: "It says `yes` or `no`: whether the member takes part in the line.",
  });
  return undefined;
}

/** `participants of vision`: how many members take part in a line; without a line, in any. */
export const participants: HeadBinder = (node, scope, where) => {
  const place = placeOf(where.file, node.span);
  const refuse = (what: string): undefined => {
    scope.reporter.report("PW3001", { what }, place, { why: "It is written like `participants of vision`." });
    return undefined;
  };
  const { of, for: parts, by, in: span, on, each, between, with: keys } = node;
  const isPlain =
    !by && !on && !each && !between && parts.length + span.length + keys.length === 0 && of.length < 2;
  if (!isPlain) return refuse("`participants` is asked of one line, or of none for all");
  const [name] = of;
  const coverage = name && scope.findCoverage(name, where.file);
  if (name && coverage === undefined) return undefined;
  const members = scope.members();
  if (!members) return refuse("No block `members` says who takes part");
  if (coverage !== undefined && !members.coverages.includes(coverage))
    return refuse(`\`members\` does not say who takes part in ${coverage}`);
  const subjects = coverage === undefined ? [] : [coverage];
  return { type: NUMBER, value: { op: "arrangement", head: node.head, of: subjects, clauses: {} } };
};

/** Keeps the block of members, and reads it when something first asks for it. */
export class MembersBinder {
  private first: { readonly block: MembersBlock; readonly files: FileScope } | undefined;
  private made: { readonly members: Members | undefined } | undefined;

  constructor(private readonly scope: Scope) {}

  declare(block: MembersBlock, files: FileScope): void {
    if (!this.first) {
      this.first = { block, files };
      return;
    }
    const earlier = placeOf(this.first.block.file, this.first.block.node.span);
    this.scope.reporter.report("PW0024", { what: "`members`" }, placeOf(block.file, block.node.span), {
      related: [{ place: earlier, message: "given here first" }],
    });
  }

  /** Who takes part in which line; nothing where nobody says it. */
  read(): Members | undefined {
    this.made ??= { members: this.first && bindMembers(this.first.block, this.first.files, this.scope) };
    return this.made.members;
  }
}
