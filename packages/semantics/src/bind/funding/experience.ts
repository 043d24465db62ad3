import { type Block, type Cell, type LiteralNode, type NameNode, readValue } from "@planwright/syntax";
import type { ExampleExperience } from "../../funding-model.js";
import { nearest, replaceWith } from "../../diagnostics/report.js";
import { BlockReader, type FileScope, matchWords, type ReadBlock } from "../../reading/block.js";
import { cellWords, readTable } from "../../reading/table.js";
import { shortest } from "../../types/exact.js";
import { bindKeyValue } from "../../types/question.js";
import { literalType } from "../../types/literal.js";
import { describe } from "../../types/units.js";
import { BLOCKS } from "../../vocabulary/index.js";
import { isDimension, placeOf, type Scope } from "../scope.js";

type Kind = "month" | "name" | "money" | "number" | "key";

const WORDS = ["experience", "enrollment", "large claims"] as const;

const COLUMNS: Readonly<Record<(typeof WORDS)[number], Readonly<Record<string, Kind>>>> = {
  experience: {
    month: "month",
    member: "name",
    incurred: "month",
    claims: "money",
    employees: "number",
    interest: "money",
    taxes: "money",
  },
  enrollment: { month: "month", member: "name", enrollments: "number" },
  "large claims": {
    month: "month",
    member: "name",
    person: "name",
    cause: "name",
    incurred: "month",
    amount: "money",
  },
};

const DUE: Readonly<Record<(typeof WORDS)[number], readonly string[]>> = {
  experience: ["month"],
  enrollment: ["month", "enrollments"],
  "large claims": ["month", "amount"],
};

type ExampleBlock = ReadBlock<(typeof BLOCKS)["example"]>;

/** The experience that an example tells, in tables; nothing when it tells none. */
export function bindExperience(
  block: ExampleBlock,
  files: FileScope,
  scope: Scope,
): ExampleExperience | undefined {
  const tables = Object.fromEntries(
    WORDS.map((word) => {
      const [first, second] = block.blocks.filter(({ items }) => matchWords(items, word) > 0);
      if (second) scope.reporter.report("PW0024", { what: `\`${word}\`` }, placeOf(files.file, second.span));
      return [word, first];
    }),
  );
  if (WORDS.every((word) => tables[word] === undefined)) return undefined;
  const rows = (word: (typeof WORDS)[number]) => {
    const node = tables[word];
    return node ? rowsOf(node, word, files, scope) : [];
  };
  const large = tables["large claims"];
  return {
    months: rows("experience"),
    enrollment: rows("enrollment"),
    claims: rows("large claims"),
    listedOver: large && listedOver(large, files, scope),
  };
}

function listedOver(node: Block, files: FileScope, scope: Scope): string | undefined {
  const read = new BlockReader(files, node, BLOCKS["large claims"]).read().one("all over");
  if (!read) return undefined;
  if (read.value.kind === "money" && read.value.per === undefined) return shortest(read.value.value);
  scope.reporter.report(
    "PW3003",
    { wanted: "An amount of money", got: describe(literalType(read.value)) },
    read.place,
  );
  return undefined;
}

function rowsOf(
  node: Block,
  word: (typeof WORDS)[number],
  files: FileScope,
  scope: Scope,
): Record<string, string>[] {
  // The other lines of large claims are read beside its table.
  const table = readTable(new BlockReader(files, node, BLOCKS[word]).read().rows, files);
  if (!table) return [];
  const kinds = table.header.map((cell) => kindOf(cell, word, files, scope));
  const names = table.header.map(cellWords);
  for (const due of DUE[word]) {
    if (!names.includes(due))
      scope.reporter.report(
        "PW0025",
        { block: `\`${word}\``, what: `\`${due}\`` },
        placeOf(files.file, node.span),
      );
  }
  return table.rows.map(({ cells }) => {
    const row: Record<string, string> = {};
    for (const [c, cell] of cells.entries()) {
      const kind = kinds[c];
      const name = names[c] ?? "";
      if (!kind || cellWords(cell) === "none") continue;
      const value = cellValue(cell, kind, name, files, scope);
      if (value !== undefined) row[name === "coverage" ? value : name] = name === "coverage" ? "yes" : value;
    }
    return row;
  });
}

/** `plan`, `plan of medical`, an input, or a coverage that is held by saying yes. */
function isKey(column: string, scope: Scope): boolean {
  const [, what, coverage] = /^(plan|tier|option|volume) of (\S+)$/.exec(column) ?? [];
  if (what !== undefined) return coverage !== undefined && scope.coverages.get(coverage) !== undefined;
  return isDimension(column) || scope.inputs.has(column) || scope.coverages.get(column) !== undefined;
}

function kindOf(cell: Cell, word: (typeof WORDS)[number], files: FileScope, scope: Scope): Kind | undefined {
  const name = cellWords(cell);
  const columns = COLUMNS[word];
  if (Object.hasOwn(columns, name)) return columns[name];
  if (word === "enrollment" && isKey(name, scope)) return "key";
  const known = [
    ...Object.keys(columns),
    ...(word === "enrollment" ? ["plan", "tier", "option", "coverage"] : []),
  ];
  const meant = nearest(name, known);
  const place = placeOf(files.file, cell.span);
  scope.reporter.report("PW1001", { name, kind: "a column" }, place, {
    label: meant && `did you mean ${meant}?`,
    why: `Columns: ${known.join(", ")}.`,
    fixes: meant ? [replaceWith(place, meant)] : [],
    cause: `column ${name}`,
  });
  return undefined;
}

function cellValue(
  cell: Cell,
  kind: Kind,
  column: string,
  files: FileScope,
  scope: Scope,
): string | undefined {
  const result = readValue("nameOrLiteral", cell.items, cell.span);
  const place = placeOf(files.file, cell.span);
  if (!result.ok) {
    scope.reporter.report("PW0023", { found: result.found, of: `a cell of ${column}` }, place);
    return undefined;
  }
  const { value } = result;
  const refuse = (wanted: string): undefined => {
    const got = value.kind === "name" ? value.name : describe(literalType(value));
    scope.reporter.report("PW3003", { wanted, got }, place);
    return undefined;
  };
  switch (kind) {
    case "month":
      return value.kind === "day" && value.value.endsWith("-01")
        ? value.value.slice(0, 7)
        : refuse("The first day of a month");
    case "name":
      return nameText(value);
    case "money":
      return value.kind === "money" && value.per === undefined
        ? shortest(value.value)
        : refuse("An amount of money");
    case "number":
      return value.kind === "number" ? shortest(value.value) : refuse("A number");
    case "key":
      return keyValue(column, value, refuse, files.file, scope);
  }
}

function keyValue(
  column: string,
  value: NameNode | LiteralNode,
  refuse: (wanted: string) => undefined,
  file: string,
  scope: Scope,
): string | undefined {
  if (scope.coverages.get(column)) {
    const said = value.kind === "name" ? value.name : "";
    return said === "yes" || said === "no" ? said : refuse("`yes` or `no`");
  }
  const [what = column, coverage] = column.split(" of ");
  if (what === "volume") return value.kind === "money" ? shortest(value.value) : refuse("An amount of money");
  const key: NameNode = { kind: "name", name: what, span: value.span };
  return bindKeyValue(key, value, scope, file, coverage);
}

const nameText = (value: NameNode | LiteralNode): string =>
  value.kind === "name" ? value.name : value.value;
