import { type Block, readValue } from "@planwright/syntax";
import type { DateRule } from "../../eligibility-model.js";
import type { Condition } from "../../model.js";
import { BlockReader, type FileScope } from "../../reading/block.js";
import { bindCondition } from "../../types/condition.js";
import { BLOCKS } from "../../vocabulary/index.js";
import { placeOf, type Scope } from "../scope.js";
import { type Context, pointCell } from "./cells.js";
import { KeyTable } from "./key-table.js";

export type DateRuleDraft = DateRule;

/** A table `begins` or `ends`: its last column is the day, the others are its keys. */
export function bindDateTable(
  node: Block,
  word: "begins" | "ends",
  files: FileScope,
  scope: Scope,
  context: Context,
): DateRule[] {
  const { rows } = new BlockReader(files, { ...node, items: node.items.slice(0, 1) }, BLOCKS[word]).read();
  const outer = headingWhen(node, word, files, scope, context);
  if (outer === null) return [];
  const example = word === "begins" ? "day of hire | begins" : "class | ends";
  const shape = { block: node, values: [word], must: [word], classes: context.classes, example };
  return new KeyTable(shape, files, scope).read(rows).flatMap(({ when, cells, origin }) => {
    const cell = cells.get(word);
    const at = cell && pointCell(cell, files, scope, context);
    return at ? [{ for: [], when: outer ? { op: "all", of: [outer, when] } : when, at, origin }] : [];
  });
}

/** The condition of the heading; null when it cannot be read. */
function headingWhen(
  node: Block,
  word: string,
  files: FileScope,
  scope: Scope,
  context: Context,
): Condition | undefined | null {
  const [, when, ...rest] = node.items;
  if (!when) return undefined;
  const result = when.image === "when" ? readValue("personCondition", rest, node.span) : undefined;
  if (result?.ok) return bindCondition(result.value, scope, context) ?? null;
  const found = result ? result.found : when.image;
  const span = result ? result.span : { start: when.startOffset, end: when.endOffset + 1 };
  scope.reporter.report("PW0023", { found, of: `the heading of \`${word}\`` }, placeOf(files.file, span), {
    why: `It is written like \`${word} when status is regular {\`.`,
  });
  return null;
}
