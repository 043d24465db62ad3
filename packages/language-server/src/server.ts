import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import { failure } from "./feature.js";
import { FEATURES } from "./features.js";
import type { Host } from "./host.js";
import { pathOf } from "./paths.js";
import { Publisher } from "./publisher.js";
import { Workspace } from "./workspace.js";

const SYNC: ServerCapabilities = {
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
};

/** Answers an editor over a connection that is not listening yet. */
export function serve(connection: Connection, host: Host, version: string): void {
  const workspace = new Workspace(host, (thrown) => connection.console.error(`check: ${failure(thrown)}`));
  const publisher = new Publisher(connection, workspace);
  listenToLifecycle(connection, workspace, publisher, version);
  listenToDocuments(connection, workspace, publisher);
  for (const feature of FEATURES) feature.register(connection, workspace);
}

/** Runs what a notification asks for. A notification that cannot be understood is logged, and nothing else. */
function guarded<P>(connection: Connection, what: string, run: (params: P) => void): (params: P) => void {
  return (params) => {
    try {
      run(params);
    } catch (thrown) {
      connection.console.error(`${what}: ${failure(thrown)}`);
    }
  };
}

function listenToLifecycle(
  connection: Connection,
  workspace: Workspace,
  publisher: Publisher,
  version: string,
): void {
  let roots: readonly string[] = [];
  let canRegister = false;
  const setRoots = (next: readonly string[]) => {
    roots = next;
    workspace.setRoots(roots);
    publisher.poke();
  };
  connection.onInitialize((params): InitializeResult => {
    roots = rootsOf(params);
    const completion = params.capabilities?.textDocument?.completion?.completionItem;
    workspace.client = {
      snippets: completion?.snippetSupport === true,
      refreshes: params.capabilities?.workspace?.codeLens?.refreshSupport === true,
    };
    canRegister = params.capabilities?.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
    return { capabilities: capabilities(), serverInfo: { name: "planwright", version } };
  });
  connection.onInitialized(() => {
    if (canRegister) {
      const watchers = [{ globPattern: "**/*.plan" }];
      connection.client
        .register(DidChangeWatchedFilesNotification.type, { watchers })
        .catch((thrown: unknown) => connection.console.warn(`files are not watched: ${failure(thrown)}`));
    }
    setRoots(roots);
  });
  connection.onNotification(
    "workspace/didChangeWorkspaceFolders",
    guarded<{ event: { added: readonly { uri: string }[]; removed: readonly { uri: string }[] } }>(
      connection,
      "workspace folders",
      ({ event }) => {
        const gone = new Set(event.removed.map(({ uri }) => pathOf(uri)));
        const kept = roots.filter((root) => !gone.has(root));
        setRoots([...kept, ...event.added.map(({ uri }) => pathOf(uri))]);
      },
    ),
  );
  // Nothing is configured; clients that tell of their settings all the same are heard.
  connection.onNotification(DidChangeConfigurationNotification.type, () => undefined);
  connection.onShutdown(() => undefined);
}

function rootsOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  if (workspaceFolders) return workspaceFolders.map(({ uri }) => pathOf(uri));
  return rootUri ? [pathOf(rootUri)] : [];
}

/** What the server can do: all that its features say of themselves. */
export function capabilities(): ServerCapabilities {
  const own = FEATURES.map((feature) => feature.capabilities);
  const workspace = Object.assign({}, SYNC.workspace, ...own.map((one) => one.workspace));
  return Object.assign({}, SYNC, ...own, { workspace });
}

function listenToDocuments(connection: Connection, workspace: Workspace, publisher: Publisher): void {
  const follow = <P>(what: string, run: (params: P) => void) =>
    guarded<P>(connection, what, (params) => {
      run(params);
      publisher.poke();
    });
  connection.onDidOpenTextDocument(
    follow("open", ({ textDocument: { uri, version, text } }) => workspace.open(uri, version, text)),
  );
  connection.onDidChangeTextDocument(
    follow("change", ({ textDocument: { uri, version }, contentChanges }) =>
      workspace.change(uri, version, contentChanges),
    ),
  );
  connection.onDidCloseTextDocument(follow("close", ({ textDocument }) => workspace.close(textDocument.uri)));
  // An editor that watches no files saves them at least.
  connection.onDidSaveTextDocument(follow("save", () => workspace.touchAll()));
  connection.onDidChangeWatchedFiles(follow("files", () => workspace.touchAll()));
}
