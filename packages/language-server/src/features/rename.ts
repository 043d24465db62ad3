import type { Analysis, Place } from "@planwright/semantics";
import { parse, type SourceTree, Word } from "@planwright/syntax";
import type {
  Range,
  RenameParams,
  TextDocumentPositionParams,
  TextEdit,
  WorkspaceEdit,
} from "vscode-languageserver";
import { Refusal } from "../feature.js";
import { addedFinding, analysisWith, meaning } from "../meaning.js";
import { toRange } from "../positions.js";
import type { Workspace } from "../workspace.js";
import { everywhere, isStandard, type Named, namedAt } from "./names.js";

/** Whether the word under the cursor can have another name, and what it is now. */
export function prepareRename(
  workspace: Workspace,
  params: TextDocumentPositionParams,
): { range: Range; placeholder: string } | null {
  const named = namedAt(workspace, params);
  if (!named) throw new Refusal("There is no name of yours here.");
  refuseForeign(workspace, named);
  return { range: toRange(named.view.tree, named.span), placeholder: named.thing.name };
}

function refuseForeign(workspace: Workspace, named: Named): void {
  const declared = everywhere(workspace, named).flatMap(({ thing }) => thing.declarations);
  if (declared.some(isStandard)) throw new Refusal(`${named.thing.name} is a name of the standard library.`);
}

/**
 * Gives a thing another name wherever it is written. Before anything is changed, every program that knows it is checked
 * as it would be: a renaming that would bring a finding, or another answer, is refused.
 */
export function rename(workspace: Workspace, params: RenameParams): WorkspaceEdit | null {
  const named = namedAt(workspace, params);
  if (!named) throw new Refusal("There is no name of yours here.");
  const { newName } = params;
  refuseForeign(workspace, named);
  refuseWord(newName);
  if (newName === named.thing.name) return { changes: {} };
  const programs = everywhere(workspace, named);
  const places = new Map<string, Map<number, Place>>();
  for (const { thing } of programs) {
    for (const place of [...thing.declarations, ...thing.uses]) {
      const inFile = places.get(place.file) ?? new Map<number, Place>();
      places.set(place.file, inFile);
      inFile.set(place.span.start, place);
    }
  }
  for (const { folder } of programs) refuseChange(workspace, folder, named.thing.name, newName, places);
  return editOf(places, newName, workspace);
}

function refuseWord(name: string): void {
  const { tokens, problems } = parse("", name);
  const [only] = tokens;
  if (problems.length > 0 || tokens.length !== 1 || only?.tokenType !== Word || only.image !== name)
    throw new Refusal(`“${name}” is no name: a name is one word of letters, digits and _, such as gold_ppo.`);
}

type Places = ReadonlyMap<string, ReadonlyMap<number, Place>>;

function renamed({ path, text }: SourceTree, places: Places, newName: string): string {
  let result = "";
  let at = 0;
  for (const { span } of [...(places.get(path)?.values() ?? [])].sort(
    (a, b) => a.span.start - b.span.start,
  )) {
    result += text.slice(at, span.start) + newName;
    at = span.end;
  }
  return result + text.slice(at);
}

function refuseChange(
  workspace: Workspace,
  folder: string,
  old: string,
  newName: string,
  places: Places,
): void {
  const before = workspace.analysis(folder);
  const texts = new Map(
    [...before.trees.values()].map((tree) => [tree.path, renamed(tree, places, newName)]),
  );
  const after = analysisWith(workspace, folder, texts);
  const said = (text: string) => asOne(text, old, newName);
  const added = addedFinding(before, after, said);
  if (added)
    throw new Refusal(
      `${old} cannot be called ${newName}: ${added.message} (${added.code}, ${where(added.place, after)}).`,
    );
  if (!before.program || !after.program) return;
  if (meaning(before, said) !== meaning(after, said))
    throw new Refusal(`${old} cannot be called ${newName}: the program would mean something else.`);
}

function where({ file, span }: Place, { trees }: Analysis): string {
  const start = toRange(trees.get(file) ?? { lineStarts: [0] }, span).start;
  return `${file.slice(file.lastIndexOf("/") + 1)}:${start.line + 1}`;
}

/** With both names made one: what else differs, differs for another reason. */
const asOne = (text: string, old: string, newName: string): string =>
  text.replace(
    new RegExp(`(?<![\\p{L}0-9_-])(?:${escaped(old)}|${escaped(newName)})(?![\\p{L}0-9_-])`, "gu"),
    "…",
  );

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

function editOf(places: Places, newText: string, workspace: Workspace): WorkspaceEdit {
  const changes: Record<string, TextEdit[]> = {};
  for (const [file, inFile] of places) {
    const tree = workspace.treeOf(file);
    if (!tree) continue;
    changes[workspace.uri(file)] = [...inFile.values()].map(({ span }) => ({
      range: toRange(tree, span),
      newText,
    }));
  }
  return { changes };
}
