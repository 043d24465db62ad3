import { basename, dirname } from "node:path";
import * as vscode from "vscode";

/** A program: all `.plan` files of a folder. */
export interface ProgramFolder {
  /** Its path on the disk. */
  readonly path: string;
  /** As it is called in the workspace. */
  readonly name: string;
}

const folderOf = (file: vscode.Uri): ProgramFolder => {
  const path = dirname(file.fsPath);
  return { path, name: vscode.workspace.asRelativePath(path) };
};

/** Every folder of the workspace that holds plans. */
export async function programFolders(): Promise<readonly ProgramFolder[]> {
  const files = await vscode.workspace.findFiles("**/*.plan", "**/node_modules/**");
  const byPath = new Map(files.map((file) => [dirname(file.fsPath), folderOf(file)]));
  return [...byPath.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** A program of the workspace or of the plan in front; asks where there are several. `given`: a folder or a file, as a Uri. */
export async function programFor(given: unknown, question: string): Promise<ProgramFolder | undefined> {
  if (given instanceof vscode.Uri) {
    const path = given.path.endsWith(".plan") ? dirname(given.fsPath) : given.fsPath;
    return { path, name: vscode.workspace.asRelativePath(path) };
  }
  const shown = vscode.window.activeTextEditor?.document;
  if (shown?.languageId === "planwright" && shown.uri.scheme === "file") return folderOf(shown.uri);
  const folders = await programFolders();
  if (folders.length < 2) {
    if (folders.length === 0)
      void vscode.window.showInformationMessage("There is no .plan file in this workspace.");
    return folders[0];
  }
  const items = folders.map((folder) => ({ label: basename(folder.path), description: folder.name, folder }));
  return (await vscode.window.showQuickPick(items, { placeHolder: question }))?.folder;
}

/** Saves what is open and changed, because the command line reads files. Whether all of it could be. */
export const saved = (): Thenable<boolean> => vscode.workspace.saveAll(false);
