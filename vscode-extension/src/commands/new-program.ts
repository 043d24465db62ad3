import { dirname, join } from "node:path";
import * as vscode from "vscode";
import type { Tools } from "../tools.js";

/** Makes a folder with a small program to start from, and opens it. `given`: the folder, as a Uri. */
export async function newProgram({ planwright }: Tools, given?: unknown): Promise<void> {
  const folder = given instanceof vscode.Uri ? given.fsPath : await askedFolder();
  if (folder === undefined) return;
  const { status, stderr } = await planwright.run(["init", folder], dirname(folder));
  if (status !== 0) {
    void vscode.window.showErrorMessage(stderr.trim());
    return;
  }
  await vscode.window.showTextDocument(vscode.Uri.file(join(folder, "program.plan")));
}

async function askedFolder(): Promise<string | undefined> {
  const [root] = vscode.workspace.workspaceFolders ?? [];
  const parent = root?.uri ?? (await askedParent());
  if (!parent) return undefined;
  const name = await vscode.window.showInputBox({
    title: "New program",
    prompt: `The folder to make in ${parent.fsPath}`,
    value: "my-program",
    validateInput: (text) => (text.trim() === "" ? "Give the folder a name." : undefined),
  });
  return name === undefined ? undefined : join(parent.fsPath, name.trim());
}

async function askedParent(): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    canSelectFolders: true,
    canSelectFiles: false,
    openLabel: "Make the program here",
  });
  return chosen?.[0];
}
