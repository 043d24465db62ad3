// The extension where there is no process: the language server runs in a worker, and the command line is not there.
import * as vscode from "vscode";
import { LanguageClient } from "vscode-languageclient/browser";
import { explain } from "../commands/explain.js";
import { pageLink } from "../pages.js";
import { STORED, type Stored } from "./stored.js";

const PLANS = "**/*.plan";

/** Called once, when the first plan is opened. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const module = vscode.Uri.joinPath(context.extensionUri, "dist/web/server.js");
  const client = new LanguageClient("planwright", "Planwright", new Worker(module.toString(true)), {
    documentSelector: [{ language: "planwright" }],
    middleware: { handleDiagnostics: (uri, found, next) => next(uri, found.map(pageLink)) },
  });
  context.subscriptions.push(
    client,
    vscode.commands.registerCommand("planwright.explain", (code: unknown) => explain({ context }, code)),
  );
  await client.start();
  context.subscriptions.push(...(await followFiles(client)));
}

/** Tells the server of every plan of the workspace, now and whenever one changes. */
async function followFiles(client: LanguageClient): Promise<readonly vscode.Disposable[]> {
  const tell = async (files: readonly vscode.Uri[]): Promise<void> => {
    const stored: Stored = await Promise.all(
      files.map(async (uri) => ({ uri: client.code2ProtocolConverter.asUri(uri), text: await textOf(uri) })),
    );
    await client.sendNotification(STORED, stored);
    await client.sendNotification("workspace/didChangeWatchedFiles", { changes: [] });
  };
  await tell(await vscode.workspace.findFiles(PLANS, "**/node_modules/**"));
  const watcher = vscode.workspace.createFileSystemWatcher(PLANS);
  const one = (uri: vscode.Uri) => void tell([uri]);
  return [watcher, watcher.onDidCreate(one), watcher.onDidChange(one), watcher.onDidDelete(one)];
}

/** The text of a file; nothing where it is gone or is no text. */
async function textOf(uri: vscode.Uri): Promise<string | null> {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return null;
  }
}
