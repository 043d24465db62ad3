import * as L from "vscode-languageserver";
import { type Feature, request } from "./feature.js";
import { actions } from "./features/actions.js";
import { formatDocument, formatOnType, formatRange } from "./features/formatting.js";
import { links } from "./features/links.js";
import { outline, workspaceSymbols } from "./features/outline.js";
import { folding, selection } from "./features/ranges.js";

/** Everything that an editor may ask for, one row each. */
export const FEATURES: readonly Feature[] = [
  request(L.DocumentFormattingRequest.type, { documentFormattingProvider: true }, formatDocument),
  request(L.DocumentRangeFormattingRequest.type, { documentRangeFormattingProvider: true }, formatRange),
  request(
    L.DocumentOnTypeFormattingRequest.type,
    { documentOnTypeFormattingProvider: { firstTriggerCharacter: "|", moreTriggerCharacter: ["\n", "}"] } },
    formatOnType,
  ),
  request(L.DocumentSymbolRequest.type, { documentSymbolProvider: true }, outline),
  request(L.WorkspaceSymbolRequest.type, { workspaceSymbolProvider: true }, workspaceSymbols),
  request(L.FoldingRangeRequest.type, { foldingRangeProvider: true }, folding),
  request(L.SelectionRangeRequest.type, { selectionRangeProvider: true }, selection),
  request(
    L.CodeActionRequest.type,
    {
      codeActionProvider: { codeActionKinds: [L.CodeActionKind.QuickFix, L.CodeActionKind.SourceFixAll] },
    },
    actions,
  ),
  request(L.DocumentLinkRequest.type, { documentLinkProvider: {} }, links),
];
