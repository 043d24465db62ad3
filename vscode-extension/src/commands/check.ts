import * as vscode from "vscode";
import { saved } from "../programs.js";
import type { Tools } from "../tools.js";

/** Checks every program of the workspace as `planwright check` does, and shows what was found. */
export async function check({ planwright, log }: Tools): Promise<string | undefined> {
  const roots = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
  const [first] = roots;
  if (first === undefined) {
    void vscode.window.showInformationMessage("Open a folder with plans first.");
    return undefined;
  }
  await saved();
  const { status, stdout, stderr } = await planwright.run(["check", ...roots], first);
  log.info(stdout.trimEnd());
  const summary = stdout.split("\n").find((line) => line.startsWith("Checked ")) ?? "";
  if (status === 0) void vscode.window.showInformationMessage(summary);
  else if (status === 1) {
    await vscode.commands.executeCommand("workbench.actions.view.problems");
    void vscode.window.showWarningMessage(summary);
  } else void vscode.window.showErrorMessage(stderr.trim());
  return summary;
}
