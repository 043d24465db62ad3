import { basename, join } from "node:path";
import * as vscode from "vscode";
import { programFor, saved } from "../programs.js";
import type { Tools } from "../tools.js";

/** Compiles a program to a rate book, beside its plans unless another place is chosen. `given`: the program and the file, as Uris. */
export async function build(
  { planwright }: Tools,
  given?: unknown,
  out?: unknown,
): Promise<string | undefined> {
  const program = await programFor(given, "Build the rate book of which program?");
  if (!program) return undefined;
  const target =
    out instanceof vscode.Uri
      ? out
      : await vscode.window.showSaveDialog({
          defaultUri: vscode.Uri.file(join(program.path, `${basename(program.path)}.ratebook.json`)),
          filters: { "Rate book": ["json"] },
          saveLabel: "Build",
        });
  if (!target) return undefined;
  await saved();
  const { status, stderr } = await planwright.run(
    ["build", program.path, "--out", target.fsPath],
    program.path,
  );
  if (status === 0) {
    void offerToOpen(target);
    return target.fsPath;
  }
  await vscode.commands.executeCommand("workbench.actions.view.problems");
  void vscode.window.showErrorMessage(
    status === 1 ? "No rate book was built: errors stand in the program." : stderr.trim(),
  );
  return undefined;
}

async function offerToOpen(book: vscode.Uri): Promise<void> {
  const open = "Open";
  const said = await vscode.window.showInformationMessage(`Built ${basename(book.fsPath)}.`, open);
  if (said === open) await vscode.window.showTextDocument(book);
}
