import { isCode } from "@planwright/semantics";
import { type SourceTree, type Span, Text, textValue } from "@planwright/syntax";
import type { DocumentLink, DocumentLinkParams } from "vscode-languageserver";
import { uriOf } from "../paths.js";
import { toRange } from "../positions.js";
import type { Workspace } from "../workspace.js";
import { joinPath } from "@planwright/semantics";

/** What leads elsewhere: a folder that is used, to its first file, and the code of a finding, to its page. */
export function links(workspace: Workspace, { textDocument }: DocumentLinkParams): DocumentLink[] | null {
  const view = workspace.view(textDocument.uri);
  return view
    ? [...linksOf(view.tree, workspace)].map(({ span, target, tooltip }) => ({
        range: toRange(view.tree, span),
        target,
        tooltip,
      }))
    : null;
}

interface Link {
  readonly span: Span;
  readonly target: string;
  readonly tooltip: string;
}

function* linksOf(tree: SourceTree, workspace: Workspace): Generator<Link> {
  for (const statement of tree.statements) {
    if (statement.kind !== "property") continue;
    const [word, what] = statement.items;
    if (!what) continue;
    const span = { start: what.startOffset, end: what.endOffset + 1 };
    if (word?.image === "use" && what.tokenType === Text) {
      const target = firstFileOf(textValue(what), tree, workspace);
      if (target !== undefined) yield { span, target, tooltip: "the files of this folder" };
    }
    if (word?.image === "accept" && isCode(what.image)) {
      const target = workspace.host.pageUri(what.image);
      if (target !== undefined) yield { span, target, tooltip: "the page of this finding" };
    }
  }
}

function firstFileOf(folder: string, tree: SourceTree, workspace: Workspace): string | undefined {
  const own = tree.path.slice(0, Math.max(0, tree.path.lastIndexOf("/")));
  const path = joinPath(own, folder);
  const [first] = path === undefined ? [] : (workspace.host.readFolder(path) ?? []);
  return first && uriOf(first.path);
}
