import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { serve } from "@planwright/language-server";
import type { Command } from "commander";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { Disk } from "../disk.js";
import { Failure } from "../failure.js";
import { today } from "../programs.js";

interface Options {
  readonly stdio?: boolean;
  /** Of the editor, which some send in this place as well. */
  readonly clientProcessId?: string;
}

declare const PLANWRIGHT_VERSION: string;

export function define(command: Command): void {
  command
    .option("--stdio", "speak over standard input and output")
    .option("--clientProcessId <id>", "the process of the editor: the server ends when that does")
    .action((options: Options) => {
      if (options.stdio !== true)
        throw new Failure(
          "The language server speaks over standard input and output",
          "`planwright lsp --stdio`",
        );
      listen();
    });
}

/** Serves one editor until it says so or goes away. */
function listen(): void {
  const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  const disk = new Disk();
  serve(
    connection,
    {
      readFolder: (folder) => disk.plansIn(folder),
      programFolders: (root) => disk.foldersBelow(root),
      today,
      pageUri,
      later: (run) => void setImmediate(run),
      pause: (milliseconds, run) => void setTimeout(run, milliseconds).unref(),
    },
    PLANWRIGHT_VERSION,
  );
  connection.listen();
}

/** The pages of findings are beside the bundle. */
function pageUri(code: string): string | undefined {
  const page = `${__dirname}/pages/${code}.md`;
  return existsSync(page) ? pathToFileURL(page).href : undefined;
}
