import { type Analysis, LAYOUT } from "@planwright/semantics";
import { type Block, format, parse, type SourceTree, type Statement } from "@planwright/syntax";
import { type CodeAction, CodeActionKind } from "vscode-languageserver";
import { edits } from "../edits.js";
import { Refusal } from "../feature.js";
import { around, spanOf } from "../lines.js";
import { addedFinding, analysisWith } from "../meaning.js";
import type { FileView, Workspace } from "../workspace.js";

/** Lines that two plans must have in common before it is worth saying so. */
const FEWEST_SHARED = 3;

/** What an action is asked for again with, when somebody has chosen it. */
interface Sharing {
  readonly action: "like" | "schedule";
  readonly folder: string;
  readonly plan: string;
  readonly other: string;
}

/** A plan as it is written. */
interface Written {
  readonly id: string;
  readonly block: Block;
  readonly tree: SourceTree;
}

/** A line, a row or a whole block of a plan: the same text says the same thing in another plan. */
interface Part {
  readonly key: string;
  readonly statement: Statement;
}

/**
 * With the cursor on the heading of a plan that repeats lines of another one: the plan as `like` the other, or both as
 * `like` a schedule of what they share. The edit is made, and held against the rate book, when it is asked for.
 */
export function sharing({ tree, folder, analysis }: FileView, offset: number): CodeAction[] {
  const { blocks, statement } = around(tree, offset);
  if (blocks.length > 0 || statement?.kind !== "block") return [];
  const plans = plansIn([...analysis.trees.values()]);
  const own = plans.find(({ block }) => block === statement);
  if (!own || isLike(own)) return [];
  const keys = new Set(partsOf(own).map(({ key }) => key));
  const [nearest] = plans
    .filter(
      (other) => other !== own && coverageOf(other) === coverageOf(own) && !isLikeAny(other, own, plans),
    )
    .map((other) => ({ other, shared: partsOf(other).filter(({ key }) => keys.has(key)).length }))
    .filter(({ shared }) => shared >= FEWEST_SHARED)
    .sort((a, b) => b.shared - a.shared);
  if (!nearest) return [];
  const { other } = nearest;
  const offer = (action: Sharing["action"], title: string): CodeAction => ({
    title,
    kind: CodeActionKind.RefactorExtract,
    data: { action, folder, plan: own.id, other: other.id } satisfies Sharing,
  });
  return [
    offer("like", `Say only how ${own.id} differs: \`like ${other.id}\``),
    ...(isLike(other) ? [] : [offer("schedule", `Put what ${own.id} and ${other.id} share into a schedule`)]),
  ];
}

/** The edit of an action of this kind; any other action is as it was. */
export function resolveSharing(workspace: Workspace, action: CodeAction): CodeAction {
  const data: unknown = action.data;
  if (!isSharing(data)) return action;
  const before = workspace.analysis(data.folder);
  const plans = plansIn([...before.trees.values()]);
  const [own, other] = [data.plan, data.other].map((id) => plans.find((one) => one.id === id));
  if (!own || !other) throw new Refusal("The plans are not there any more.");
  const made = data.action === "like" ? asLike(own, other) : asSchedule(own, other, plans);
  const texts = new Map([...made.changes].map(([tree, changes]) => [tree.path, laidOut(tree, changes)]));
  const after = analysisWith(workspace, data.folder, texts);
  const added = addedFinding(before, after);
  if (added) throw new Refusal(`${data.plan} cannot be written so: ${added.message} (${added.code}).`);
  const without = new Set(made.schedule === undefined ? [] : [made.schedule]);
  if (saidOf(before) !== saidOf(after, without))
    throw new Refusal(`${data.other} says more than ${data.plan}, and would say it for both.`);
  const changes = Object.fromEntries(
    [...made.changes.keys()].map((tree) => [
      workspace.uri(tree.path),
      [...edits(tree.text, texts.get(tree.path) ?? tree.text)],
    ]),
  );
  return { ...action, edit: { changes } };
}

/** What the plans of a program say, line by line and in no order, wherever it is written. */
function saidOf({ bound }: Analysis, without: ReadonlySet<string> = new Set()): string {
  const plans = bound?.plans.filter(({ id }) => !without.has(id));
  const plain = (key: string, value: unknown) =>
    key === "origin" || key === "place"
      ? undefined
      : value instanceof Map
        ? Object.fromEntries(value)
        : value;
  return JSON.stringify(plans, plain, 1)
    .split("\n")
    .map((line) => line.replace(/,$/, ""))
    .sort()
    .join("\n");
}

const isSharing = (data: unknown): data is Sharing =>
  typeof data === "object" && data !== null && "action" in data && "plan" in data && "other" in data;

/** The plans and schedules of a program, that are blocks. */
const plansIn = (trees: readonly SourceTree[]): readonly Written[] =>
  trees.flatMap((tree) =>
    tree.statements.flatMap((block) => {
      const [word, name] = block.kind === "block" ? block.items : [];
      const isPlan = word?.image === "plan" || word?.image === "schedule";
      return block.kind === "block" && isPlan && name ? [{ id: name.image, block, tree }] : [];
    }),
  );

const wordAfter = ({ block: { items } }: Written, word: string): string | undefined =>
  items[items.findIndex(({ image }) => image === word) + 1 || items.length]?.image;

const isLike = (plan: Written): boolean => wordAfter(plan, "like") !== undefined;
const coverageOf = (plan: Written): string | undefined => wordAfter(plan, "for");

/** Whether a plan is like another one, or like one that is. */
function isLikeAny(plan: Written, other: Written, plans: readonly Written[]): boolean {
  const seen = new Set<string>();
  for (let at: Written | undefined = plan; at; ) {
    const next = wordAfter(at, "like");
    if (next === undefined || seen.has(next)) return false;
    if (next === other.id) return true;
    seen.add(next);
    at = plans.find(({ id }) => id === next);
  }
  return false;
}

const textOf = ({ text }: SourceTree, statement: Statement): string => {
  const { start, end } = spanOf(statement);
  return text.slice(start, end).split(/\s+/).join(" ");
};

const isNote = (statement: Statement): boolean =>
  statement.kind === "property" && statement.items[0]?.image === "note";

/** The lines of a plan but its footnotes, which go with what they belong to; a row with its header, a line of an inner block with its heading. */
function partsOf({ block, tree }: Written): readonly Part[] {
  const parts = (children: readonly Statement[], path: string): Part[] => {
    let header = "";
    return children.flatMap((statement, i): Part[] => {
      const isHeader = statement.kind === "row" && children[i - 1]?.kind !== "row";
      if (isHeader) header = textOf(tree, statement);
      if (isHeader || statement.kind === "leftover" || isNote(statement)) return [];
      const key = `${path} › ${statement.kind === "row" ? `${header} › ` : ""}${textOf(tree, statement)}`;
      if (statement.kind !== "block") return [{ key, statement }];
      const heading = tree.text.slice(statement.span.start, statement.span.end).split(/\s+/).join(" ");
      return parts(statement.children, `${path} › ${heading}`);
    });
  };
  return parts(block.children, "");
}

interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Made {
  readonly changes: ReadonlyMap<SourceTree, readonly Change[]>;
  readonly schedule: string | undefined;
}

function asLike(own: Written, other: Written): Made {
  const keys = new Set(partsOf(other).map(({ key }) => key));
  return { changes: new Map([[own.tree, [lessened(own, keys, other.id)]]]), schedule: undefined };
}

function asSchedule(own: Written, other: Written, plans: readonly Written[]): Made {
  const theirs = new Set(partsOf(other).map(({ key }) => key));
  const shared = new Set(partsOf(own).flatMap(({ key }) => (theirs.has(key) ? key : [])));
  const rest = new Set(partsOf(own).flatMap(({ key }) => (theirs.has(key) ? [] : key)));
  const id = freeName(`${own.id}_and_${other.id}`, plans);
  const { tree, block } = own;
  const heading = `schedule ${id} "What ${own.id} and ${other.id} share" for ${coverageOf(own) ?? ""} {\n`;
  const body = bodyOf(own, rest);
  const first = own.tree === other.tree && other.block.span.start < block.span.start ? other : own;
  const at = first.block.span.start;
  const schedule: Change = {
    start: at,
    end: at,
    text: `${heading}${body.slice(body.indexOf("\n") + 1)}\n\n`,
  };
  const changes = new Map<SourceTree, readonly Change[]>([[tree, [schedule, lessened(own, shared, id)]]]);
  changes.set(other.tree, [...(changes.get(other.tree) ?? []), lessened(other, shared, id)]);
  return { changes, schedule: id };
}

function freeName(wanted: string, plans: readonly Written[]): string {
  const isTaken = (name: string) => plans.some(({ id }) => id === name);
  let name = wanted;
  for (let i = 2; isTaken(name); i++) name = `${wanted}_${i}`;
  return name;
}

/** A plan without some of its lines, and like another one. */
function lessened(plan: Written, keys: ReadonlySet<string>, like: string): Change {
  const { block, tree } = plan;
  const coverage = block.items[block.items.findIndex(({ image }) => image === "for") + 1];
  const at = (coverage?.endOffset ?? block.span.end - 1) + 1;
  const isEmpty = partsOf(plan).every(({ key }) => keys.has(key));
  const heading = `${tree.text.slice(block.span.start, at)} like ${like}${tree.text.slice(at, block.span.end)}`;
  const text = isEmpty ? heading.trimEnd() : `${heading}${bodyOf(plan, keys)}`;
  return { start: block.span.start, end: block.whole.end, text };
}

/** What stands in a plan from its brace to the end of it, without some of its lines. */
function bodyOf(plan: Written, keys: ReadonlySet<string>): string {
  const { block, tree } = plan;
  return applied(tree, removed(plan, keys), block.span.end, block.whole.end)
    .replace(/\n(?: *\n)+( *\n)/g, "\n$1")
    .replace(/\{\n(?: *\n)+/g, "{\n")
    .replace(/\n(?: *\n)+( *\})/g, "\n$1");
}

/** Takes lines out of a plan, and blocks and tables of which nothing is left. */
function removed(plan: Written, keys: ReadonlySet<string>): Change[] {
  const { text } = plan.tree;
  const gone = new Set(partsOf(plan).flatMap(({ key, statement }) => (keys.has(key) ? [statement] : [])));
  const changes: Change[] = [];
  const visit = (children: readonly Statement[]): boolean => {
    const empty = children.map((one) =>
      one.kind === "block" ? visit(one.children) : gone.has(one) || isNote(one),
    );
    // A header goes with the last of its rows.
    for (let i = children.length - 1; i >= 0; i--) {
      const isHeader = children[i]?.kind === "row" && children[i - 1]?.kind !== "row";
      if (isHeader)
        empty[i] = children[i + 1]?.kind !== "row" || rowsFrom(children, i + 1).every((n) => empty[n]);
    }
    for (const [i, one] of children.entries()) if (empty[i] && !isNote(one)) changes.push(lineOf(text, one));
    return empty.every((one) => one);
  };
  visit(plan.block.children);
  changes.push(...unusedNotes(plan, changes));
  // What is in a block that goes goes with it.
  return changes.filter(
    (one) => !changes.some((outer) => outer !== one && outer.start <= one.start && one.end <= outer.end),
  );
}

/** The footnotes to which nothing that stays refers. */
function unusedNotes({ block, tree }: Written, changes: readonly Change[]): Change[] {
  const rest = applied(tree, changes, block.span.end, block.whole.end);
  const notes = (children: readonly Statement[]): Statement[] =>
    children.flatMap((one) => (one.kind === "block" ? notes(one.children) : isNote(one) ? [one] : []));
  return notes(block.children).flatMap((note) => {
    const mark = note.kind === "property" ? (note.items[1]?.image ?? "") : "";
    const isUsed = [...rest.matchAll(/\[([^\]\n]*)\]/g)].some(([, marks = ""]) =>
      marks.split(",").some((one) => one.trim() === mark),
    );
    return isUsed ? [] : [lineOf(tree.text, note)];
  });
}

function rowsFrom(children: readonly Statement[], from: number): readonly number[] {
  const found: number[] = [];
  for (let i = from; children[i]?.kind === "row"; i++) found.push(i);
  return found;
}

function lineOf(text: string, statement: Statement): Change {
  const { start, end } = spanOf(statement);
  const after = text.indexOf("\n", end);
  return {
    start: text.lastIndexOf("\n", start - 1) + 1,
    end: after === -1 ? text.length : after + 1,
    text: "",
  };
}

/** A stretch of a text with the changes in it made. */
function applied({ text }: SourceTree, changes: readonly Change[], from = 0, to = text.length): string {
  let result = "";
  let at = from;
  for (const change of [...changes].sort((a, b) => a.start - b.start || a.end - b.end)) {
    result += text.slice(at, change.start) + change.text;
    at = Math.max(at, change.end);
  }
  return result + text.slice(at, to);
}

/** The text after changes, in the standard layout if it was so before. */
function laidOut(tree: SourceTree, changes: readonly Change[]): string {
  const text = applied(tree, changes);
  const before = format(tree, LAYOUT);
  if (!before.ok || before.text !== tree.text) return text;
  const result = format(parse(tree.path, text), LAYOUT);
  return result.ok ? result.text : text;
}
