import * as vscode from "vscode";
import { codeOf, pagesOf } from "../pages.js";
import type { Tools } from "../tools.js";

/** Opens the page of a diagnostic, which is in the extension. `given`: its code; without it, what the cursor stands on is offered. */
export async function explain({ context }: Tools, given?: unknown): Promise<void> {
  const folder = pagesOf(context);
  const names = (await vscode.workspace.fs.readDirectory(folder))
    .map(([name]) => name.replace(/\.md$/, ""))
    .sort();
  const code = typeof given === "string" ? given : (here() ?? (await asked(folder, names)));
  if (code === undefined) return;
  if (!names.includes(code)) {
    void vscode.window.showErrorMessage(`No diagnostic is called ${code}.`);
    return;
  }
  await vscode.commands.executeCommand(
    "markdown.showPreviewToSide",
    vscode.Uri.joinPath(folder, `${code}.md`),
  );
}

/** The code of the only diagnostic where the cursor is. */
function here(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return undefined;
  const [code, another] = vscode.languages
    .getDiagnostics(editor.document.uri)
    .filter(({ range }) => range.contains(editor.selection.active))
    .map(codeOf);
  return another === undefined ? code : undefined;
}

async function asked(folder: vscode.Uri, codes: readonly string[]): Promise<string | undefined> {
  const items = await Promise.all(
    codes.map(async (code) => {
      const text = new TextDecoder().decode(
        await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, `${code}.md`)),
      );
      return { label: code, description: (text.split("\n")[0] ?? "").replace(/^#\s*PW\d{4}\W*/, "") };
    }),
  );
  const options = { placeHolder: "The page of which diagnostic?", matchOnDescription: true };
  return (await vscode.window.showQuickPick(items, options))?.label;
}
