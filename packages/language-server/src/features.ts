import * as L from "vscode-languageserver";
import { type Feature, request } from "./feature.js";
import { actions } from "./features/actions.js";
import { complete } from "./features/completion.js";
import { formatDocument, formatOnType, formatRange } from "./features/formatting.js";
import {
  incoming,
  outgoing,
  prepareCalls,
  prepareTypes,
  subtypes,
  supertypes,
} from "./features/hierarchies.js";
import { hints } from "./features/hints.js";
import { hover } from "./features/hover.js";
import { execute, lenses, resolveLens, RUN_EXAMPLES } from "./features/lenses.js";
import { linked } from "./features/linked.js";
import { links } from "./features/links.js";
import { definition, highlights, references, typeDefinition } from "./features/names.js";
import { outline, workspaceSymbols } from "./features/outline.js";
import { folding, selection } from "./features/ranges.js";
import { PreviewRequest, preview } from "./features/preview.js";
import { prepareRename, rename } from "./features/rename.js";
import { resolveSharing } from "./features/sharing.js";
import { signature } from "./features/signatures.js";
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
      codeActionProvider: {
        codeActionKinds: [
          L.CodeActionKind.QuickFix,
          L.CodeActionKind.RefactorRewrite,
          L.CodeActionKind.RefactorExtract,
          L.CodeActionKind.SourceFixAll,
        ],
        resolveProvider: true,
      },
    },
    actions,
  ),
  request(L.CodeActionResolveRequest.type, {}, resolveSharing),
  request(L.DocumentLinkRequest.type, { documentLinkProvider: {} }, links),
  request(L.CompletionRequest.type, { completionProvider: { triggerCharacters: ["|", " "] } }, complete),
  request(L.HoverRequest.type, { hoverProvider: true }, hover),
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
  request(L.InlayHintRequest.type, { inlayHintProvider: true }, hints),
  request(L.CodeLensRequest.type, { codeLensProvider: { resolveProvider: true } }, lenses),
  request(L.CodeLensResolveRequest.type, {}, resolveLens),
  request(L.ExecuteCommandRequest.type, { executeCommandProvider: { commands: [RUN_EXAMPLES] } }, execute),
  request(L.SignatureHelpRequest.type, { signatureHelpProvider: { triggerCharacters: [" "] } }, signature),
  request(L.LinkedEditingRangeRequest.type, { linkedEditingRangeProvider: true }, linked),
  request(L.CallHierarchyPrepareRequest.type, { callHierarchyProvider: true }, prepareCalls),
  request(L.CallHierarchyIncomingCallsRequest.type, {}, incoming),
  request(L.CallHierarchyOutgoingCallsRequest.type, {}, outgoing),
  request(L.TypeHierarchyPrepareRequest.type, { typeHierarchyProvider: true }, prepareTypes),
  request(L.TypeHierarchySupertypesRequest.type, {}, supertypes),
  request(L.TypeHierarchySubtypesRequest.type, {}, subtypes),
  request(PreviewRequest, { experimental: { preview: true } }, preview),
];
