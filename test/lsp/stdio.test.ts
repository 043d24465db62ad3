// `planwright lsp --stdio` as an editor starts it: a process, from the bundle, with files on a disk.
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  createProtocolConnection,
  type Diagnostic,
  type Location,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
} from "vscode-languageserver-protocol/node";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { BUNDLE, bundleWhenStale, folderWith, planwright, removeFolders } from "../support/cli.ts";
import { VISION } from "./editor.ts";

beforeAll(bundleWhenStale);
afterAll(removeFolders);

const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill();
});

class Process {
  private readonly shown = new Map<string, readonly Diagnostic[]>();
  private wake: () => void = () => undefined;

  constructor(
    readonly child: ChildProcess,
    readonly connection: ProtocolConnection,
    readonly folder: string,
  ) {
    connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
      this.shown.set(fileURLToPath(params.uri), params.diagnostics);
      this.wake();
    });
    connection.onRequest("client/registerCapability", () => null);
    connection.listen();
  }

  uri(name: string): string {
    return pathToFileURL(join(this.folder, name)).href;
  }

  /** What was last said of a file. */
  found(path: string): readonly Diagnostic[] | undefined {
    return this.shown.get(path);
  }

  async until(name: string, isMeant: (codes: readonly unknown[]) => boolean): Promise<readonly Diagnostic[]> {
    for (;;) {
      const found = this.shown.get(join(this.folder, name));
      if (found && isMeant(found.map(({ code }) => code))) return found;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }
}

async function started(files: Readonly<Record<string, string>>, watches = false): Promise<Process> {
  const folder = folderWith(files);
  const child = spawn(process.execPath, [BUNDLE, "lsp", "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  running.push(child);
  const server = new Process(child, createProtocolConnection(child.stdout, child.stdin), folder);
  const rootUri = pathToFileURL(folder).href;
  await server.connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri,
    capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: watches } } },
  });
  await server.connection.sendNotification("initialized", {});
  return server;
}

const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.once("exit", resolve));

const has =
  (code: string) =>
  (codes: readonly unknown[]): boolean =>
    codes.includes(code);

const WRONG = VISION.replace("single |", "singel |");

describe("planwright lsp --stdio", () => {
  it("checks the folders of the workspace, and links findings to their pages", async () => {
    const server = await started({ "a/vision.plan": WRONG, "node_modules/b/c.plan": WRONG });
    const [first] = await server.until("a/vision.plan", has("PW1001"));
    const page = fileURLToPath(first?.codeDescription?.href ?? "file:///");
    expect(page.endsWith("PW1001.md")).toBe(true);
    expect(readFileSync(page, "utf8")).toContain("# PW1001");
  });

  it("sees what was written to the disk when an editor that watches nothing saves", async () => {
    const server = await started({ "vision.plan": VISION, "more.plan": "nonsense here\n" });
    await server.until("more.plan", has("PW0021"));
    writeFileSync(join(server.folder, "more.plan"), "// nothing here\n");
    await server.connection.sendNotification("textDocument/didSave", {
      textDocument: { uri: server.uri("vision.plan") },
    });
    expect(await server.until("more.plan", (codes) => codes.length === 0)).toEqual([]);
  });

  it("follows files that are moved and deleted", async () => {
    const server = await started({ "vision.plan": VISION, "more.plan": "nonsense here\n" }, true);
    await server.until("more.plan", has("PW0021"));
    renameSync(join(server.folder, "more.plan"), join(server.folder, "other.plan"));
    const changed = () =>
      server.connection.sendNotification("workspace/didChangeWatchedFiles", { changes: [] });
    await changed();
    await server.until("other.plan", has("PW0021"));
    await server.until("more.plan", (codes) => codes.length === 0);
    rmSync(join(server.folder, "other.plan"));
    await changed();
    await server.until("other.plan", (codes) => codes.length === 0);
  });

  it("opens the standard library to be read, and finds nothing wrong with it", async () => {
    const text = `use standard\n\n${VISION}\ninput county  choice of california\n`;
    const server = await started({ "vision.plan": text });
    const line = text.split("\n").findIndex((one) => one.startsWith("input county"));
    const [declared] = await server.connection.sendRequest<Location[]>("textDocument/definition", {
      textDocument: { uri: server.uri("vision.plan") },
      position: { line, character: "input county  choice of cal".length },
    });
    const file = fileURLToPath(declared?.uri ?? "file:///");
    const library = readFileSync(file, "utf8");
    expect(library.split("\n")[declared?.range.start.line ?? -1]).toMatch(/^places california/);
    const open = { uri: declared?.uri ?? "", languageId: "plan", version: 1, text: library };
    await server.connection.sendNotification("textDocument/didOpen", { textDocument: open });
    // What is sent after the next change was sent in order, so nothing of the library is still to come.
    await server.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri: server.uri("vision.plan"), languageId: "plan", version: 1, text: WRONG },
    });
    await server.until("vision.plan", has("PW1001"));
    expect(server.found(file)).toBeUndefined();
  });

  it("ends with 0 when it was told to", async () => {
    const server = await started({});
    const status = ended(server.child);
    await server.connection.sendRequest("shutdown");
    await server.connection.sendNotification("exit");
    expect(await status).toBe(0);
  });

  it("ends when the editor is gone", async () => {
    const server = await started({});
    const status = ended(server.child);
    server.child.stdin?.end();
    expect(await status).toBe(1);
  });

  it("says how it is started otherwise", async () => {
    const { status, stderr } = await planwright(["lsp"]);
    expect(status).toBe(2);
    expect(stderr).toContain("planwright lsp --stdio");
    expect((await planwright(["lsp", "--help"])).stdout).toContain("--stdio");
    expect((await planwright(["help", "lsp"])).stdout).toContain("--stdio");
  });
});
