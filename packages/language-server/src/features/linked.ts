import type { LinkedEditingRangeParams, LinkedEditingRanges } from "vscode-languageserver";
import { toRange } from "../positions.js";
import type { Workspace } from "../workspace.js";
import { namedAt } from "./names.js";

/** The mark of a footnote and the note that it is about change together. */
export function linked(workspace: Workspace, params: LinkedEditingRangeParams): LinkedEditingRanges | null {
  const named = namedAt(workspace, params);
  const isNote = named && [...named.thing.spaces].every((space) => space.startsWith("a note "));
  if (!named || !isNote) return null;
  const { view, thing } = named;
  const places = [...thing.declarations, ...thing.uses];
  // A note at the top may be referred to in other files, which would not change with it.
  if (places.some(({ file }) => file !== view.path)) return null;
  return { ranges: places.map(({ span }) => toRange(view.tree, span)), wordPattern: "[\\p{L}0-9_]+" };
}
