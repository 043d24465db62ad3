import * as vscode from "vscode";
import { codeOf, pagesOf } from "../pages.js";

/** The pages that are in the extension, as it was packed: in a browser no folder can be read. */
declare const PLANWRIGHT_PAGES: readonly (readonly [code: string, title: string])[];

/** Opens the page of a diagnostic. `given`: its code; without it that of the only one at the cursor, or one that is chosen. */
export async function explain(
  { context }: { readonly context: vscode.ExtensionContext },
  given?: unknown,
): Promise<void> {
  const code = typeof given === "string" ? given : (here() ?? (await asked()));
  if (code === undefined) return;
  if (!PLANWRIGHT_PAGES.some(([known]) => known === code)) {
    void vscode.window.showErrorMessage(`No diagnostic is called ${code}.`);
    return;
  }
  const page = vscode.Uri.joinPath(pagesOf(context), `${code}.md`);
  await vscode.commands.executeCommand("markdown.showPreviewToSide", page);
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

async function asked(): Promise<string | undefined> {
  const items = PLANWRIGHT_PAGES.map(([label, description]) => ({ label, description }));
  const options = { placeHolder: "The page of which diagnostic?", matchOnDescription: true };
  return (await vscode.window.showQuickPick(items, options))?.label;
}
