import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { serve } from "@planwright/language-server";
import type { Command } from "commander";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { Disk } from "../disk.js";
import { Failure, reasonOf } from "../failure.js";
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
      if (process.execArgv.includes(ROOM)) listen();
      else listenWithRoom();
    });
}

/**
 * Megabytes for what is young in V8's heap. After each change a large program is checked anew, and with the usual 16 most
 * of it is taken for something that stays: a third of the time goes into finding out that it does not.
 */
const ROOM = "--max-semi-space-size=64";

/** Runs the server in a process of its own, because V8 is told of its room when it starts. */
function listenWithRoom(): void {
  const args = [ROOM, ...process.execArgv, ...process.argv.slice(1)];
  // The bundle leaves the module out for commander, which has no use for it.
  const { spawn } = process.getBuiltinModule("node:child_process");
  const child = spawn(process.execPath, args, { stdio: "inherit" });
  child.on("error", (error) => {
    process.stderr.write(`The language server cannot be started: ${reasonOf(error)}\n`);
    process.exitCode = 2;
  });
  child.on("exit", (status) => process.exit(status ?? 1));
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => child.kill(signal));
}

/** Has V8 clear away what is young, which it would else do while somebody waits for an answer. */
function minorCollection(): () => void {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  return () => {
    if (typeof collect === "function") collect({ type: "minor" });
  };
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
      // Beside the bundle, as the pages are.
      library: `${__dirname}/library`,
      rest: minorCollection(),
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
