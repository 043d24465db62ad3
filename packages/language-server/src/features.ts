import * as L from "vscode-languageserver";
import { type Feature, request } from "./feature.js";
import { actions } from "./features/actions.js";
import { complete } from "./features/completion.js";
import { formatDocument, formatOnType, formatRange } from "./features/formatting.js";
import { links } from "./features/links.js";
import { definition, highlights, references, typeDefinition } from "./features/names.js";
import { outline, workspaceSymbols } from "./features/outline.js";
import { folding, selection } from "./features/ranges.js";
import { prepareRename, rename } from "./features/rename.js";
import { LEGEND, tokens, tokensDelta, tokensInRange } from "./features/tokens.js";

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
  request(L.CompletionRequest.type, { completionProvider: { triggerCharacters: ["|", " "] } }, complete),
  request(L.DefinitionRequest.type, { definitionProvider: true }, definition),
  request(L.TypeDefinitionRequest.type, { typeDefinitionProvider: true }, typeDefinition),
  request(L.ReferencesRequest.type, { referencesProvider: true }, references),
  request(L.DocumentHighlightRequest.type, { documentHighlightProvider: true }, highlights),
  request(L.PrepareRenameRequest.type, {}, prepareRename),
  request(L.RenameRequest.type, { renameProvider: { prepareProvider: true } }, rename),
  request(
    L.SemanticTokensRequest.type,
    { semanticTokensProvider: { legend: LEGEND, full: { delta: true }, range: true } },
    tokens,
  ),
  request(L.SemanticTokensDeltaRequest.type, {}, tokensDelta),
  request(L.SemanticTokensRangeRequest.type, {}, tokensInRange),
];
