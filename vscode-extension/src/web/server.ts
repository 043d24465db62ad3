// The language server in a web worker. It reads no disk: the editor tells it what is stored.
import { type Host, pathOf, serve } from "@planwright/language-server";
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { STORED, type Stored } from "./stored.js";

declare const PLANWRIGHT_VERSION: string;

/** Texts by their paths. */
const files = new Map<string, string>();

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf("/"));
const twoDigits = (count: number): string => String(count).padStart(2, "0");

const host: Host = {
  readFolder: (folder) => {
    const found = [...files].filter(([path]) => folderOf(path) === folder);
    return found.length > 0 ? found.map(([path, text]) => ({ path, text })) : undefined;
  },
  programFolders: (root) => [
    ...new Set(
      [...files.keys()].map(folderOf).filter((folder) => folder === root || folder.startsWith(`${root}/`)),
    ),
  ],
  today: () => {
    const now = new Date();
    return `${now.getFullYear()}-${twoDigits(now.getMonth() + 1)}-${twoDigits(now.getDate())}`;
  },
  // The extension finds the page by the code. Nowhere can the standard library be read.
  pageUri: () => undefined,
  library: undefined,
  rest: () => undefined,
  later: (run) => void setTimeout(run),
  pause: (milliseconds, run) => void setTimeout(run, milliseconds),
};

const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self));
connection.onNotification(STORED, (stored: Stored) => {
  for (const { uri, text } of stored) {
    if (text === null) files.delete(pathOf(uri));
    else files.set(pathOf(uri), text);
  }
});
serve(connection, host, PLANWRIGHT_VERSION);
connection.listen();
