// The program as the page that members see, beside the text and in step with it.
import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { type Anchor, anchorsAt, frame, type Preview, readMessage, type ToPanel } from "./preview-page.js";
import type { Tools } from "./tools.js";

/** The type of the panel, by which it is found and brought back. */
export const PREVIEW = "planwright.preview";

/** Waits so long after a change before it asks for the page, in milliseconds. */
const PAUSE = 250;

const isPlan = ({ languageId }: vscode.TextDocument): boolean => languageId === "planwright";

/** The one panel that is open, if any. */
let open: PreviewPanel | undefined;

/** Opens the page of the plan in front, or of one that is given as a Uri; answers what its title is. */
export async function preview({ client }: Tools, given?: unknown): Promise<string | undefined> {
  const uri = given instanceof vscode.Uri ? given : shownPlan();
  if (!uri) {
    void vscode.window.showInformationMessage(
      "Open a .plan file first: its program is what the preview shows.",
    );
    return undefined;
  }
  open ??= new PreviewPanel(
    client,
    vscode.window.createWebviewPanel(
      PREVIEW,
      "Preview",
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, enableFindWidget: true, localResourceRoots: [] },
    ),
    uri,
  );
  return open.follow(uri);
}

/** Brings the panel back when the editor starts anew. */
export const previewSerializer = (client: LanguageClient): vscode.WebviewPanelSerializer => ({
  async deserializeWebviewPanel(panel, state: unknown) {
    const kept = typeof state === "object" && state !== null && "uri" in state ? state.uri : undefined;
    if (open || typeof kept !== "string") {
      panel.dispose();
      return;
    }
    open = new PreviewPanel(client, panel, vscode.Uri.parse(kept));
  },
});

function shownPlan(): vscode.Uri | undefined {
  const shown = [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors];
  return shown.find((editor) => editor && isPlan(editor.document))?.document.uri;
}

/** A panel with the page of one program: of the plan that was last in front. */
class PreviewPanel {
  private page: Preview | undefined;
  private anchors: readonly Anchor[] = [];
  /** Whose charge is drawn; the server chooses where nobody has. */
  private service: string | undefined;
  private timer: NodeJS.Timeout | undefined;
  /** Counts what was asked for, so that an answer that is late is left. */
  private asked = 0;
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly client: LanguageClient,
    private readonly panel: vscode.WebviewPanel,
    private uri: vscode.Uri,
  ) {
    this.subscriptions = [
      panel.onDidDispose(() => this.dispose()),
      panel.webview.onDidReceiveMessage((message: unknown) => this.hear(message)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (isPlan(document)) this.soon();
      }),
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (editor && isPlan(editor.document)) void this.follow(editor.document.uri);
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.point(textEditor)),
      client.onDidChangeState(() => this.soon()),
    ];
    this.lay();
  }

  /** Shows the program of a plan; answers its title. */
  async follow(uri: vscode.Uri): Promise<string | undefined> {
    this.uri = uri;
    await this.refresh();
    return this.page?.title;
  }

  private dispose(): void {
    clearTimeout(this.timer);
    for (const one of this.subscriptions) one.dispose();
    if (open === this) open = undefined;
  }

  private lay(): void {
    const nonce = randomBytes(16).toString("base64url");
    this.panel.webview.html = frame(nonce, { uri: this.uri.toString() });
  }

  private soon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.refresh(), PAUSE);
  }

  private async refresh(): Promise<void> {
    if (!this.client.isRunning()) return;
    const asked = ++this.asked;
    const uri = this.client.code2ProtocolConverter.asUri(this.uri);
    const page = await this.client
      .sendRequest<Preview | null>("planwright/preview", { textDocument: { uri }, service: this.service })
      .catch(() => null);
    if (asked !== this.asked) return;
    this.page = page ?? undefined;
    this.anchors = page?.anchors ?? [];
    this.panel.title = page ? `Preview: ${page.title}` : "Preview";
    this.show();
  }

  private show(): void {
    const { page } = this;
    const notice = page
      ? page.isCurrent
        ? ""
        : "An error stands in the program. This is its last page without one."
      : "There is no page yet: the program is shown as soon as nothing is wrong in it.";
    this.tell({
      kind: "page",
      body: page?.body ?? "",
      style: page?.style ?? "",
      notice,
      services: page?.services ?? [],
      service: this.service ?? "",
    });
    // The parts have other numbers now, and the panel may only just have begun to listen.
    const shown = [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors];
    const editor = shown.find((one) => one?.document.uri.toString() === this.uri.toString());
    if (editor) this.point(editor);
  }

  private tell(message: ToPanel): void {
    void this.panel.webview.postMessage(message);
  }

  /** Marks on the page what the cursor stands in. */
  private point({ document, selection }: vscode.TextEditor): void {
    if (!isPlan(document)) return;
    const uri = this.client.code2ProtocolConverter.asUri(document.uri);
    const found = anchorsAt(this.anchors, uri, selection.active.line);
    if (found.length > 0) this.tell({ kind: "here", ids: found.map(({ id }) => id) });
  }

  private hear(message: unknown): void {
    const said = readMessage(message);
    if (said?.kind === "ready") {
      if (this.page) this.show();
      else void this.refresh();
    }
    if (said?.kind === "pointed") void this.reveal(said.id);
    if (said?.kind === "chosen") {
      this.service = said.service === "" ? undefined : said.service;
      void this.refresh();
    }
  }

  /** Puts the cursor where a part of the page is written. */
  private async reveal(id: number): Promise<void> {
    const anchor = this.anchors.find((one) => one.id === id);
    if (!anchor) return;
    const uri = this.client.protocol2CodeConverter.asUri(anchor.uri);
    const shown = vscode.window.visibleTextEditors.find(
      ({ document }) => document.uri.toString() === uri.toString(),
    );
    const beside = shown ?? vscode.window.visibleTextEditors.find(({ document }) => isPlan(document));
    const start = new vscode.Position(anchor.line, 0);
    await vscode.window.showTextDocument(uri, {
      viewColumn: beside?.viewColumn ?? vscode.ViewColumn.One,
      selection: new vscode.Range(start, start),
    });
  }
}
