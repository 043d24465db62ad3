import type * as vscode from "vscode";
import { type LanguageClientOptions, LanguageClient, TransportKind } from "vscode-languageclient/node";
import { pageLink } from "./pages.js";

/** Megabytes for what is young in V8's heap, as `planwright lsp` asks for itself: see packages/cli/src/commands/lsp.ts. */
const ROOM = "--max-semi-space-size=64";

/** The client of the server that is in the extension. It runs in the editor's own Node. */
export function startServer(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): LanguageClient {
  const module = context.asAbsolutePath("dist/server/planwright.cjs");
  const options: LanguageClientOptions = {
    documentSelector: [{ language: "planwright" }],
    outputChannel: log,
    middleware: {
      handleDiagnostics: (uri, diagnostics, next) => next(uri, diagnostics.map(pageLink)),
    },
  };
  return new LanguageClient(
    "planwright",
    "Planwright",
    { module, transport: TransportKind.stdio, args: ["lsp"], options: { execArgv: [ROOM] } },
    options,
  );
}
