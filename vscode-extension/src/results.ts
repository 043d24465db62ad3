import * as vscode from "vscode";

const SCHEME = "planwright";
/** So many results are kept; an older one that is still shown goes on being shown. */
const MOST_KEPT = 20;

/** What commands answer, shown as documents that nobody has to save. */
export class Results implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.path) ?? "This result is not kept any more: run the command again.\n";
  }

  /** Keeps a text under a name, which becomes the title of its editor. */
  keep(name: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${name}` });
    this.texts.delete(uri.path);
    this.texts.set(uri.path, text);
    for (const oldest of this.texts.keys()) if (this.texts.size > MOST_KEPT) this.texts.delete(oldest);
    this.changed.fire(uri);
    return uri;
  }

  /** Shows a text beside the plan. */
  async show(name: string, text: string): Promise<void> {
    const document = await vscode.workspace.openTextDocument(this.keep(name, text));
    await vscode.window.showTextDocument(document, { preview: false, viewColumn: vscode.ViewColumn.Beside });
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }
}
