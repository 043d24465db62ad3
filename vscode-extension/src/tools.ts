import type * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import type { Examples } from "./examples.js";
import type { Planwright } from "./planwright.js";
import type { Results } from "./results.js";

/** What every command is given. */
export interface Tools {
  readonly context: vscode.ExtensionContext;
  readonly client: LanguageClient;
  readonly planwright: Planwright;
  readonly results: Results;
  readonly examples: Examples;
  readonly log: vscode.LogOutputChannel;
}

/** A command of the palette; `given` is what somebody passed who called it by its id. */
export interface Command {
  readonly id: string;
  readonly run: (tools: Tools, ...given: readonly unknown[]) => unknown;
}
