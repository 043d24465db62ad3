import { isOfLibrary, type Place, spaceOfKey, VALUES } from "@planwright/semantics";
import type { Span } from "@planwright/syntax";
import {
  type DocumentHighlight,
  DocumentHighlightKind,
  type Location,
  type ReferenceParams,
  type TextDocumentPositionParams,
} from "vscode-languageserver";
import { offsetAt, toRange } from "../positions.js";
import type { NamedThing } from "../symbols.js";
import type { FileView, Workspace } from "../workspace.js";

export interface Named {
  readonly view: FileView;
  readonly thing: NamedThing;
  readonly span: Span;
}

/** What the name under the cursor stands for. */
export function namedAt(
  workspace: Workspace,
  { textDocument, position }: TextDocumentPositionParams,
): Named | undefined {
  const view = workspace.view(textDocument.uri);
  const found = view && workspace.symbols(view.folder).at(view.tree, offsetAt(view.tree, position));
  return view && found && { view, ...found };
}

/**
 * Where a thing is declared and used in every program that knows it: a folder that is used declares for all that use
 * it.
 */
export function everywhere(workspace: Workspace, { view, thing }: Pick<Named, "view" | "thing">) {
  const found: { readonly folder: string; readonly thing: NamedThing }[] = [{ folder: view.folder, thing }];
  const [declared] = thing.declarations;
  for (const folder of workspace.folders()) {
    if (folder === view.folder || !declared || !workspace.analysis(folder).trees.has(declared.file)) continue;
    const same = workspace.symbols(folder).ofPlace(declared);
    if (same) found.push({ folder, thing: same });
  }
  return found;
}

/** The standard library can be read, and not changed. */
export const isStandard = ({ file }: Place): boolean => isOfLibrary(file);

/** Where a place is for an editor; nothing for one in the standard library where that cannot be opened. */
export function locationOf(
  { file, span }: Place,
  folder: string,
  workspace: Workspace,
): Location | undefined {
  const tree = workspace.analysis(folder).trees.get(file) ?? { lineStarts: [0] };
  const uri = workspace.sourceUri(file);
  return uri === undefined ? undefined : { uri, range: toRange(tree, span) };
}

export function definition(workspace: Workspace, params: TextDocumentPositionParams): Location[] | null {
  const named = namedAt(workspace, params);
  return named
    ? named.thing.declarations.flatMap((place) => locationOf(place, named.view.folder, workspace) ?? [])
    : null;
}

export function references(workspace: Workspace, params: ReferenceParams): Location[] | null {
  const named = namedAt(workspace, params);
  if (!named) return null;
  const seen = new Map<string, Location>();
  for (const { folder, thing } of everywhere(workspace, named)) {
    const places = [
      ...(params.context?.includeDeclaration === false ? [] : thing.declarations),
      ...thing.uses,
    ];
    for (const place of places) {
      const location = locationOf(place, folder, workspace);
      if (location) seen.set(`${location.uri} ${place.span.start}`, location);
    }
  }
  return [...seen.values()].sort(byPlace);
}

function byPlace(a: Location, b: Location): number {
  if (a.uri !== b.uri) return a.uri < b.uri ? -1 : 1;
  return a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character;
}

export function highlights(
  workspace: Workspace,
  params: TextDocumentPositionParams,
): DocumentHighlight[] | null {
  const named = namedAt(workspace, params);
  if (!named) return null;
  const { view, thing } = named;
  const here = (places: readonly Place[], kind: DocumentHighlightKind) =>
    places
      .filter(({ file }) => file === view.path)
      .map(({ span }): DocumentHighlight => ({ range: toRange(view.tree, span), kind }));
  return [
    ...here(thing.declarations, DocumentHighlightKind.Write),
    ...here(thing.uses, DocumentHighlightKind.Read),
  ];
}

/** Of a value, the input that allows it; of anything else, what it is of: a plan's coverage. */
export function typeDefinition(workspace: Workspace, params: TextDocumentPositionParams): Location[] | null {
  const found = namedAt(workspace, params);
  if (!found) return null;
  const { view, thing } = found;
  const symbols = workspace.symbols(view.folder);
  const inputs = [...thing.spaces].flatMap((space) => /^a value of (\S+)$/.exec(space)?.[1] ?? []);
  const coverages = [...thing.spaces].flatMap(
    (space) => /^a (?:service|network|channel) of (\S+)$/.exec(space)?.[1] ?? [],
  );
  const plan = view.analysis.bound?.plans.find(({ id }) => id === thing.name && thing.spaces.has("a plan"));
  if (plan) coverages.push(plan.coverage);
  const named = (names: readonly string[], space: string) =>
    names.flatMap((name) => symbols.named(name)).filter(({ spaces }) => spaces.has(space));
  const things = [...named(inputs, VALUES), ...named(coverages, spaceOfKey("coverage"))];
  return things
    .flatMap(({ declarations }) => declarations)
    .flatMap((place) => locationOf(place, view.folder, workspace) ?? []);
}
