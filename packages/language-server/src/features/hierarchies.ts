import { type Place, VALUES } from "@planwright/semantics";
import type { Statement } from "@planwright/syntax";
import {
  type CallHierarchyIncomingCall,
  type CallHierarchyIncomingCallsParams,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type CallHierarchyOutgoingCallsParams,
  type CallHierarchyPrepareParams,
  SymbolKind,
  type TypeHierarchyItem,
  type TypeHierarchyPrepareParams,
  type TypeHierarchySubtypesParams,
  type TypeHierarchySupertypesParams,
} from "vscode-languageserver";
import { around, everyStatement, spanOf } from "../lines.js";
import { offsetAt, toRange } from "../positions.js";
import type { NamedThing } from "../symbols.js";
import type { FileView, Workspace } from "../workspace.js";
import { isStandard, namedAt } from "./names.js";

/** The statement in which a name is declared. */
function statementOf(place: Place, workspace: Workspace, folder: string): Statement | undefined {
  const tree = workspace.analysis(folder).trees.get(place.file);
  return tree && around(tree, place.span.start).statement;
}

function itemOf(
  thing: NamedThing,
  kind: SymbolKind,
  workspace: Workspace,
  folder: string,
): CallHierarchyItem | undefined {
  const place = thing.declarations.find((one) => !isStandard(one));
  const tree = place && workspace.analysis(folder).trees.get(place.file);
  const statement = place && statementOf(place, workspace, folder);
  if (!place || !tree || !statement) return undefined;
  return {
    name: thing.name,
    kind,
    uri: workspace.uri(place.file),
    range: toRange(tree, spanOf(statement)),
    selectionRange: toRange(tree, place.span),
  };
}

/** Formulas and conditions are computed from others, as functions call functions; inputs end the chain. */
function kindOf(thing: NamedThing, { analysis }: Pick<FileView, "analysis">): SymbolKind {
  const { bound } = analysis;
  if (bound?.formulas.some(({ id }) => id === thing.name)) return SymbolKind.Function;
  return bound?.conditions.some(({ id }) => id === thing.name) ? SymbolKind.Boolean : SymbolKind.Variable;
}

export function prepareCalls(
  workspace: Workspace,
  params: CallHierarchyPrepareParams,
): CallHierarchyItem[] | null {
  const named = namedAt(workspace, params);
  if (!named?.thing.spaces.has(VALUES)) return null;
  const item = itemOf(named.thing, kindOf(named.thing, named.view), workspace, named.view.folder);
  return item ? [item] : null;
}

/** The thing that an item was made of. */
function thingOf(workspace: Workspace, { uri, selectionRange }: CallHierarchyItem | TypeHierarchyItem) {
  const view = workspace.view(uri);
  const found =
    view && workspace.symbols(view.folder).at(view.tree, offsetAt(view.tree, selectionRange.start));
  return view && found && { view, thing: found.thing };
}

/** What of the values is computed with this one. */
export function incoming(
  workspace: Workspace,
  { item }: CallHierarchyIncomingCallsParams,
): CallHierarchyIncomingCall[] | null {
  const found = thingOf(workspace, item);
  if (!found) return null;
  const { view, thing } = found;
  const symbols = workspace.symbols(view.folder);
  const calls = new Map<NamedThing, Place[]>();
  for (const use of thing.uses) {
    const statement = statementOf(use, workspace, view.folder);
    const [, name] = statement?.kind === "property" ? statement.items : [];
    const caller =
      name && symbols.ofPlace({ file: use.file, span: { start: name.startOffset, end: name.endOffset + 1 } });
    if (caller?.spaces.has(VALUES)) calls.set(caller, [...(calls.get(caller) ?? []), use]);
  }
  return [...calls].flatMap(([caller, places]) => {
    const from = itemOf(caller, kindOf(caller, view), workspace, view.folder);
    return from ? [{ from, fromRanges: rangesOf(places, workspace, view.folder) }] : [];
  });
}

/** What this value is computed from. */
export function outgoing(
  workspace: Workspace,
  { item }: CallHierarchyOutgoingCallsParams,
): CallHierarchyOutgoingCall[] | null {
  const found = thingOf(workspace, item);
  const [declared] = found?.thing.declarations ?? [];
  const statement = found && declared && statementOf(declared, workspace, found.view.folder);
  if (!found || !declared || !statement) return null;
  const { view } = found;
  const { start, end } = spanOf(statement);
  const isInside = ({ file, span }: Place) =>
    file === declared.file && span.start >= start && span.end <= end;
  return workspace.symbols(view.folder).things.flatMap((thing) => {
    const places = thing.spaces.has(VALUES) ? thing.uses.filter(isInside) : [];
    const to = places.length > 0 ? itemOf(thing, kindOf(thing, view), workspace, view.folder) : undefined;
    return to ? [{ to, fromRanges: rangesOf(places, workspace, view.folder) }] : [];
  });
}

function rangesOf(places: readonly Place[], workspace: Workspace, folder: string) {
  const { trees } = workspace.analysis(folder);
  return places.map(({ file, span }) => toRange(trees.get(file) ?? { lineStarts: [0] }, span));
}

export function prepareTypes(
  workspace: Workspace,
  params: TypeHierarchyPrepareParams,
): TypeHierarchyItem[] | null {
  const named = namedAt(workspace, params);
  if (!named?.thing.spaces.has("a plan")) return null;
  const item = itemOf(named.thing, SymbolKind.Class, workspace, named.view.folder);
  return item ? [item] : null;
}

/** Which plan is written like which: the names of both, by the headings. */
function* likes({ analysis }: FileView): Generator<{ readonly plan: string; readonly like: string }> {
  for (const tree of analysis.trees.values()) {
    for (const { statement } of everyStatement(tree.statements)) {
      if (statement.kind === "row" || statement.kind === "leftover") continue;
      const [word, plan] = statement.items;
      const at = statement.items.findIndex(({ image }) => image === "like");
      const like = statement.items[at + 1];
      if ((word?.image === "plan" || word?.image === "schedule") && plan && at > 1 && like)
        yield { plan: plan.image, like: like.image };
    }
  }
}

function plansNamed(workspace: Workspace, view: FileView, names: readonly string[]): TypeHierarchyItem[] {
  const symbols = workspace.symbols(view.folder);
  return names.flatMap((name) => {
    const thing = symbols.named(name).find(({ spaces }) => spaces.has("a plan"));
    return (thing && itemOf(thing, SymbolKind.Class, workspace, view.folder)) ?? [];
  });
}

/** The plan that this one is like. */
export function supertypes(
  workspace: Workspace,
  { item }: TypeHierarchySupertypesParams,
): TypeHierarchyItem[] | null {
  const view = workspace.view(item.uri);
  return view
    ? plansNamed(
        workspace,
        view,
        [...likes(view)].filter(({ plan }) => plan === item.name).map(({ like }) => like),
      )
    : null;
}

/** The plans that are like this one. */
export function subtypes(
  workspace: Workspace,
  { item }: TypeHierarchySubtypesParams,
): TypeHierarchyItem[] | null {
  const view = workspace.view(item.uri);
  return view
    ? plansNamed(
        workspace,
        view,
        [...likes(view)].filter(({ like }) => like === item.name).map(({ plan }) => plan),
      )
    : null;
}
