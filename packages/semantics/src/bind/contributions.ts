import {
  type Cell,
  type ExpressionNode,
  type Property,
  readValue,
  type RequirementNode,
  type ShareNode,
} from "@planwright/syntax";
import type { Contribution, PremiumPart, Requirement } from "../model.js";
import type { FileScope, Read, ReadBlock } from "../reading/block.js";
import { readProperty } from "../reading/block.js";
import { cellWords, readTable, type TableRow } from "../reading/table.js";
import { bindCondition } from "../types/condition.js";
import { exact, shortest } from "../types/exact.js";
import { bindExpression } from "../types/expression.js";
import type { Where } from "../types/typed.js";
import { capital } from "../types/literal.js";
import { describe, MONEY_PER_MONTH, sameUnits } from "../types/units.js";
import type { BLOCKS } from "../vocabulary/index.js";
import { isAboutPayment } from "./eligibility/group.js";
import { placeOf, type Scope } from "./scope.js";

type ContributionsBlock = ReadBlock<(typeof BLOCKS)["contributions"]>;
type ParticipationBlock = ReadBlock<(typeof BLOCKS)["participation"]>;

const PARTS: Readonly<Record<string, PremiumPart>> = {
  premium: "premium",
  "employee premium": "employee_premium",
  "dependent premium": "dependent_premium",
};

/** A share of a premium: a percentage of it, or an amount a month. */
export function bindPays(
  node: ExpressionNode,
  scope: Scope,
  where: Where,
  /** The greatest share, as a percentage. */
  most = 100,
): Pick<Contribution, "pays" | "is"> | undefined {
  const typed = bindExpression(node, scope, where);
  if (!typed) return undefined;
  if (typed.type.kind === "percent") {
    const { value } = typed;
    const isWhole =
      value.op !== "literal" || (exact(value.value).compare(0) >= 0 && exact(value.value).compare(most) <= 0);
    if (isWhole) return { pays: value, is: "share" };
    scope.reporter.report(
      "PW3003",
      { wanted: `A share from 0% to ${most}%`, got: `${value.value}%` },
      placeOf(where.file, node.span),
    );
    return undefined;
  }
  const { type } = typed;
  if (
    type.kind === "figure" &&
    (sameUnits(type.units, { money: 1 }) || sameUnits(type.units, MONEY_PER_MONTH))
  ) {
    return { pays: typed.value, is: "amount" };
  }
  scope.reporter.report(
    "PW3003",
    { wanted: "A percentage or an amount per month", got: describe(type) },
    placeOf(where.file, node.span),
  );
  return undefined;
}

export function bindContributions(block: ContributionsBlock, files: FileScope, scope: Scope): Contribution[] {
  if (!block.heading) return [];
  const coverages = scope.findCoverages(block.heading.for, block.file);
  const where: Where = { file: block.file, coverage: undefined };
  const result: Contribution[] = [];
  for (const payer of ["employer", "employee"] as const) {
    const read = block.one(`${payer} pays`);
    const pays = read && bindPays(read.value, scope, where);
    if (read && pays)
      result.push({ coverages, classes: [], part: "premium", payer, ...pays, origin: read.origin });
  }
  const place = placeOf(block.file, block.node.span);
  const isGiven = block.isGiven("employer pays") || block.isGiven("employee pays");
  if (!isGiven && block.rows.length === 0 && block.isWhole) {
    scope.reporter.report("PW0025", { block: "`contributions`", what: "shares" }, place, {
      why: "They are written like `employer pays 100%`, or as a table by class.",
    });
  }
  const table = readTable(block.rows, files);
  if (!table) return result;
  const columns = table.header.slice(1).map((cell) => columnOf(cell, coverages, scope, block.file));
  const [corner] = table.header;
  if (!corner || cellWords(corner) !== "class") {
    scope.reporter.report(
      "PW2013",
      { what: "A table of contributions is by class" },
      placeOf(block.file, corner?.span ?? block.node.span),
      {
        why: "Its header is written like `class | employee premium | dependent premium`.",
      },
    );
    return result;
  }
  for (const cell of table.header) files.notes.originOf(files.file, cell, cell.span, block.rows[0]);
  for (const row of table.rows) result.push(...bindRow(row, columns, files, scope));
  return result;
}

interface Column {
  readonly coverages: readonly string[];
  readonly part: PremiumPart;
}

/** A column is a part of the premium, or a coverage of the heading. */
function columnOf(cell: Cell, coverages: readonly string[], scope: Scope, file: string): Column | undefined {
  const words = cellWords(cell);
  const part = PARTS[words];
  if (part) return { coverages, part };
  if (coverages.includes(words)) return { coverages: [words], part: "premium" };
  scope.reporter.report(
    "PW2013",
    { what: `“${words}” is neither a part of the premium nor a coverage of this block` },
    placeOf(file, cell.span),
    {
      why: `A column is ${Object.keys(PARTS).join(", ")}, or ${coverages.join(", ")}.`,
    },
  );
  return undefined;
}

function bindRow(
  row: TableRow,
  columns: readonly (Column | undefined)[],
  files: FileScope,
  scope: Scope,
): Contribution[] {
  const [first, ...cells] = row.cells;
  if (!first) return [];
  files.notes.originOf(files.file, first, first.span, row.node);
  const isForAll = cellWords(first) === "any";
  const names = isForAll ? { ok: true as const, value: [] } : readValue("names", first.items, first.span);
  if (!names.ok) {
    files.reporter.report(
      "PW0023",
      { found: names.found, of: "the classes of a row" },
      placeOf(files.file, names.span),
      {
        why: "They are names of classes with commas between, or `any` for everyone.",
      },
    );
    return [];
  }
  const classes = names.value.flatMap((name) => scope.classes.find(name, files.file)?.id ?? []);
  if (classes.length < names.value.length) return [];
  return cells.flatMap((cell, i) => {
    const column = columns[i];
    const share = bindShareCell(cell, files, scope);
    const origin = files.notes.originOf(files.file, cell, cell.span, row.node);
    return column && share ? [{ ...column, classes, ...share, origin }] : [];
  });
}

function bindShareCell(
  cell: Cell,
  files: FileScope,
  scope: Scope,
): Pick<Contribution, "payer" | "pays" | "is"> | undefined {
  const result = readValue("share", cell.items, cell.span);
  if (!result.ok) {
    files.reporter.report(
      "PW0023",
      { found: result.found, of: "a share of the premium" },
      placeOf(files.file, result.span),
      {
        why: "It is written like `employer pays 75%` or `employee pays $50`.",
      },
    );
    return undefined;
  }
  const share: ShareNode = result.value;
  const pays = bindPays(share.pays, scope, { file: files.file, coverage: undefined });
  return pays && { payer: share.payer, ...pays };
}

/** Requirements that a contribution must meet; `bindGroup` reads the others. */
export function bindParticipation(block: ParticipationBlock, files: FileScope, scope: Scope): Requirement[] {
  const result: Requirement[] = [];
  for (const level of ["require", "recommend"] as const) {
    for (const read of block.all(level)) {
      const requirement = bindRequirement(read.node, level, files, scope);
      if (requirement) result.push(requirement);
    }
  }
  return result;
}

const EXAMPLES = {
  require: "require employer pays at least 75% of employee premium for medical",
  recommend: "recommend employer pays at least 50% of dependent premium for medical",
};

function bindRequirement(
  node: Property,
  level: Requirement["level"],
  files: FileScope,
  scope: Scope,
): Requirement | undefined {
  if (!isAboutPayment(node)) return undefined;
  const spec = { value: "requirement", example: EXAMPLES[level] } as const;
  const read = readProperty(files, node, 1, spec, `\`${level}\``) as Read<RequirementNode> | undefined;
  if (!read) return undefined;
  const { value, origin } = read;
  const where: Where = { file: files.file, coverage: undefined };
  const when = value.when && bindCondition(value.when, scope, where);
  if (value.when && !when) return undefined;
  const isShare = value.share.kind === "percent";
  if (!isShare && value.share.kind !== "money") {
    scope.reporter.report(
      "PW3003",
      { wanted: "A percentage or an amount", got: capital(value.share.kind) },
      placeOf(files.file, value.share.span),
    );
    return undefined;
  }
  return {
    level,
    payer: value.payer,
    relation: value.atLeast ? "at_least" : "equal",
    share: shortest(value.share.value),
    is: isShare ? "share" : "amount",
    part: PARTS[value.part] ?? "premium",
    coverages: scope.findCoverages(value.for, files.file),
    when,
    origin,
  };
}
