// The examples of every program in the Testing view, one item each.
import { dirname } from "node:path";
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { type Example, type Figure, lineOf, readResults, told } from "./example-results.js";
import type { Planwright } from "./planwright.js";
import { saved } from "./programs.js";

/** Waits so long after a change before it looks for examples again, in milliseconds. */
const PAUSE = 400;
/** What the outline of a plan says of an example beside its name. */
const KIND = "example";

interface OutlineSymbol {
  readonly name: string;
  readonly detail?: string;
  readonly range: { readonly start: { readonly line: number }; readonly end: { readonly line: number } };
}

export class Examples implements vscode.Disposable {
  private readonly controller = vscode.tests.createTestController("planwright", "Planwright examples");
  private readonly subscriptions: vscode.Disposable[] = [this.controller];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly client: LanguageClient,
    private readonly planwright: Planwright,
  ) {
    this.controller.createRunProfile(
      "Run examples",
      vscode.TestRunProfileKind.Run,
      async (request, token) => void (await this.run(request, token)),
      true,
    );
    this.controller.refreshHandler = () => this.discover();
    const watcher = vscode.workspace.createFileSystemWatcher("**/*.plan");
    const soon = () => this.discoverSoon();
    this.subscriptions.push(
      watcher,
      watcher.onDidCreate(soon),
      watcher.onDidChange(soon),
      watcher.onDidDelete(soon),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.languageId === "planwright") soon();
      }),
      client.onDidChangeState(soon),
    );
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const one of this.subscriptions) one.dispose();
  }

  private discoverSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.discover(), PAUSE);
  }

  /** Finds the examples of every program; each program is an item that holds them. */
  async discover(): Promise<void> {
    if (!this.client.isRunning()) return;
    const files = await vscode.workspace.findFiles("**/*.plan", "**/node_modules/**");
    const programs = new Map<string, vscode.TestItem>();
    for (const file of files.sort((a, b) => (a.path < b.path ? -1 : 1))) {
      const items = await this.examplesOf(file);
      if (items.length === 0) continue;
      const folder = dirname(file.fsPath);
      const program =
        programs.get(folder) ??
        this.controller.createTestItem(
          folder,
          vscode.workspace.asRelativePath(folder),
          vscode.Uri.file(folder),
        );
      programs.set(folder, program);
      for (const item of items) program.children.add(item);
    }
    this.controller.items.replace([...programs.values()]);
  }

  private async examplesOf(file: vscode.Uri): Promise<readonly vscode.TestItem[]> {
    const uri = this.client.code2ProtocolConverter.asUri(file);
    const symbols = await this.client.sendRequest<readonly OutlineSymbol[] | null>(
      "textDocument/documentSymbol",
      { textDocument: { uri } },
    );
    return (symbols ?? [])
      .filter(({ detail }) => detail === KIND)
      .map(({ name, range: { start, end } }) => {
        const item = this.controller.createTestItem(`${file.fsPath}#${name}`, name, file);
        item.range = new vscode.Range(start.line, 0, end.line, 0);
        item.description = vscode.workspace.asRelativePath(file).split("/").at(-1) ?? "";
        return item;
      });
  }

  /** Runs every example of the workspace, in the Testing view; answers how many pass and fail. */
  async runAll(): Promise<{ readonly passed: number; readonly failed: number }> {
    await this.discover();
    await vscode.commands.executeCommand("workbench.view.testing.focus");
    return this.run(new vscode.TestRunRequest());
  }

  private async run(
    request: vscode.TestRunRequest,
    token?: vscode.CancellationToken,
  ): Promise<{ readonly passed: number; readonly failed: number }> {
    await saved();
    const run = this.controller.createTestRun(request);
    const outcome = { passed: 0, failed: 0 };
    for (const [folder, items] of this.asked(request)) {
      if (token?.isCancellationRequested) break;
      for (const item of items) run.started(item);
      const { stdout, stderr } = await this.planwright.run(
        ["test", folder, "--format", "json"],
        folder,
        token,
      );
      const results = readResults(stdout);
      run.appendOutput(stderr.replace(/\r?\n/g, "\r\n"));
      for (const item of items) {
        const passed = await report(run, item, results);
        outcome[passed ? "passed" : "failed"]++;
      }
    }
    run.end();
    return outcome;
  }

  /** The items that are asked for, by the folder of their program. */
  private asked({
    include,
    exclude,
  }: vscode.TestRunRequest): ReadonlyMap<string, readonly vscode.TestItem[]> {
    const left = new Set(exclude ?? []);
    const byFolder = new Map<string, vscode.TestItem[]>();
    const add = (item: vscode.TestItem): void => {
      if (left.has(item)) return;
      if (item.children.size > 0) {
        item.children.forEach(add);
        return;
      }
      const folder = dirname(item.uri?.fsPath ?? "");
      byFolder.set(folder, [...(byFolder.get(folder) ?? []), item]);
    };
    if (include) include.forEach(add);
    else this.controller.items.forEach(add);
    return byFolder;
  }
}

/** Says how an example came out; whether it passed. */
async function report(
  run: vscode.TestRun,
  item: vscode.TestItem,
  results: readonly Example[],
): Promise<boolean> {
  const file = item.uri;
  const line = item.range?.start.line ?? 0;
  const found = results.find(
    (one) => one.file === file?.fsPath.replaceAll("\\", "/") && one.line === line + 1,
  );
  if (!found || !file) {
    run.errored(item, new vscode.TestMessage("Not run: an error stands in the program."));
    return false;
  }
  if (found.status === "pass") {
    run.passed(item);
    return true;
  }
  const document = await vscode.workspace.openTextDocument(file);
  const lines = document.getText(item.range).split("\n");
  run.failed(
    item,
    found.checks
      .filter(({ status }) => status === "fail")
      .map((check) => message(check, file, line + lineOf(check, lines))),
  );
  return false;
}

function message(check: Figure, file: vscode.Uri, line: number): vscode.TestMessage {
  const said = new vscode.TestMessage(told(check));
  said.location = new vscode.Location(file, new vscode.Position(line, 0));
  return said;
}

export const watchExamples = (client: LanguageClient, planwright: Planwright): Examples =>
  new Examples(client, planwright);
