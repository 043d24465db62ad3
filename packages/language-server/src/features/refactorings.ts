import type { Program } from "@planwright/semantics";
import { type Block, Percent, type Row, type SourceTree, type Statement } from "@planwright/syntax";
import Fraction from "fraction.js";
import { type CodeAction, CodeActionKind, type TextEdit } from "vscode-languageserver";
import { LISTS } from "../catalog.js";
import { plain } from "../figures.js";
import { around, everyStatement, siblingsIn, tableOf } from "../lines.js";
import { toRange } from "../positions.js";
import type { FileView, Workspace } from "../workspace.js";
import { coveragesOf } from "./completion.js";

/** What a text can be turned into without a finding: said from the other side, with the rows that it lacks. */
export function refactorings(
  view: FileView,
  offset: number,
  program: Program | undefined,
  workspace: Workspace,
): CodeAction[] {
  return [
    ...otherSide(view, offset, workspace),
    ...(program
      ? [...missingRows(view, offset, program, workspace), ...anotherTier(view, offset, workspace)]
      : []),
  ];
}

const action = (title: string, kind: string, changes: Readonly<Record<string, TextEdit[]>>): CodeAction => ({
  title,
  kind,
  edit: { changes: { ...changes } },
});

/** `plan pays 80%` as `member pays 20%`, and back: the same share, from the other side. */
function otherSide({ tree, path }: FileView, offset: number, workspace: Workspace): CodeAction[] {
  const { statement } = around(tree, offset);
  if (!statement || statement.kind === "leftover") return [];
  const items = statement.kind === "row" ? statement.cells.flatMap((cell) => cell.items) : statement.items;
  for (const [i, token] of items.entries()) {
    const [pays, share, next] = [items[i + 1], items[i + 2], items[i + 3]];
    const isSide = token.image === "plan" || token.image === "member";
    if (!isSide || pays?.image !== "pays" || share?.tokenType !== Percent) continue;
    if (offset < token.startOffset || offset > share.endOffset + 1) continue;
    // What limits one side would limit the other.
    const isInSameCell =
      next !== undefined && !tree.text.slice(share.endOffset, next.startOffset).includes("|");
    if (isInSameCell && next.image !== "then" && next.image !== "when") return [];
    const other = new Fraction(100).sub(share.image.replace(/[%,]/g, ""));
    const text = `${token.image === "plan" ? "member" : "plan"} pays ${plain(other)}%`;
    const range = toRange(tree, { start: token.startOffset, end: share.endOffset + 1 });
    return [
      action(`Write \`${text}\``, CodeActionKind.RefactorRewrite, {
        [workspace.uri(path)]: [{ range, newText: text }],
      }),
    ];
  }
  return [];
}

/** The block around a place, and the table in it. */
function tableAt(
  tree: SourceTree,
  offset: number,
): { readonly block: Block; readonly rows: readonly Row[] } | undefined {
  const place = around(tree, offset);
  const { statement } = place;
  const block = place.blocks.at(-1);
  if (statement?.kind !== "row" || !block) return undefined;
  return { block, rows: tableOf(statement, siblingsIn(tree, place)) };
}

const wordsIn = (row: Row, cell: number): string =>
  row.cells[cell]?.items.map(({ image }) => image).join(" ") ?? "";

/** A row for each plan of the coverage that the table has none for. */
function missingRows(
  { tree, path }: FileView,
  offset: number,
  program: Program,
  workspace: Workspace,
): CodeAction[] {
  const found = tableAt(tree, offset);
  const [header] = found?.rows ?? [];
  const last = found?.rows.at(-1);
  if (!found || !header || !last || !/^plan\b/.test(wordsIn(header, 0))) return [];
  const place = around(tree, offset);
  if (place.blocks[0]?.items[0]?.image !== "rates" || place.blocks.length !== 1) return [];
  const present = new Set(found.rows.flatMap((row) => wordsIn(row, 0).split(/ ?, ?/)));
  const missing = LISTS.plan(program, coveragesOf(place.blocks)).filter(({ name }) => !present.has(name));
  if (missing.length === 0) return [];
  const indent = " ".repeat(toRange(tree, last.span).start.character);
  const cells = Array.from({ length: header.width - 1 }, () => "not offered").join(" | ");
  const text = missing.map(({ name }) => `\n${indent}${name} | ${cells}`).join("");
  const at = toRange(tree, { start: last.span.end, end: last.span.end });
  const title = `Add the ${missing.length === 1 ? "row" : "rows"} of ${missing.map(({ name }) => name).join(", ")}`;
  return [
    action(title, CodeActionKind.RefactorRewrite, { [workspace.uri(path)]: [{ range: at, newText: text }] }),
  ];
}

/** A tier that is declared, as a column of every table by tier that has the other tiers of its block and not this one. */
function anotherTier(view: FileView, offset: number, workspace: Workspace): CodeAction[] {
  const { blocks, statement } = around(view.tree, offset);
  if (blocks.length !== 1 || blocks[0]?.items[0]?.image !== "tiers" || statement?.kind !== "property")
    return [];
  const tier = statement.items[0]?.image;
  const others = new Set(
    blocks[0].children.flatMap((child: Statement) =>
      child.kind === "property" ? (child.items[0]?.image ?? []) : [],
    ),
  );
  if (tier === undefined) return [];
  const changes: Record<string, TextEdit[]> = {};
  let tables = 0;
  for (const tree of view.analysis.trees.values()) {
    const edits = [...columnsIn(tree, tier, others)];
    if (edits.length === 0) continue;
    tables += edits.filter(({ newText }) => newText.endsWith(tier)).length;
    changes[workspace.uri(tree.path)] = edits;
  }
  if (tables === 0) return [];
  return [
    action(
      `Add ${tier} to ${tables === 1 ? "the table" : `${tables} tables`} by tier`,
      CodeActionKind.RefactorRewrite,
      changes,
    ),
  ];
}

function* columnsIn(tree: SourceTree, tier: string, others: ReadonlySet<string>): Generator<TextEdit> {
  const seen = new Set<Row>();
  for (const { statement, blocks } of everyStatement(tree.statements)) {
    if (statement.kind !== "row" || seen.has(statement) || blocks[0]?.items[0]?.image !== "rates") continue;
    const rows = tableOf(statement, blocks.at(-1)?.children ?? []);
    for (const row of rows) seen.add(row);
    const names = statement.cells.map((_, i) => wordsIn(statement, i));
    const isByTier = names.some((words) => / by tier$/.test(words));
    if (!isByTier || names.includes(tier) || !names.some((name) => others.has(name))) continue;
    for (const row of rows) {
      const range = toRange(tree, { start: row.span.end, end: row.span.end });
      yield { range, newText: row === statement ? ` | ${tier}` : " | not offered" };
    }
  }
}
