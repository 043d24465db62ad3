import * as vscode from "vscode";

/** Where the pages of the diagnostics are in the extension. */
export const pagesOf = (context: vscode.ExtensionContext): vscode.Uri =>
  vscode.Uri.joinPath(context.extensionUri, "dist/server/pages");

/** The code that a diagnostic bears, such as `PW2001`. */
export function codeOf({ code }: vscode.Diagnostic): string | undefined {
  const value = typeof code === "object" ? code.value : code;
  return typeof value === "string" && /^PW\d{4}$/.test(value) ? value : undefined;
}

/** The same diagnostic, whose code opens its page in the editor rather than as a file of text. */
export function pageLink(diagnostic: vscode.Diagnostic): vscode.Diagnostic {
  const code = codeOf(diagnostic);
  if (code !== undefined)
    diagnostic.code = {
      value: code,
      target: vscode.Uri.parse(`command:planwright.explain?${encodeURIComponent(JSON.stringify([code]))}`),
    };
  return diagnostic;
}
