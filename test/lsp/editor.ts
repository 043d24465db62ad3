// An editor without a window: it speaks to the server over streams in this process, with files in memory or on a disk.
import { PassThrough } from "node:stream";
import { type Host, serve } from "@planwright/language-server";
import type { SourceFile } from "@planwright/semantics";
import { createConnection } from "vscode-languageserver/node";
import {
  type ClientCapabilities,
  createProtocolConnection,
  type Diagnostic,
  type InitializeResult,
  type Position,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
} from "vscode-languageserver-protocol/node";

/** A text with marks: `‸` is where the cursor stands, `«` and `»` are around what is meant. */
export interface Marked {
  readonly text: string;
  readonly cursors: readonly Position[];
  readonly ranges: readonly Range[];
}

export function marked(source: string): Marked {
  let text = "";
  const cursors: Position[] = [];
  const open: Position[] = [];
  const ranges: Range[] = [];
  const here = (): Position => {
    const lines = text.split("\n");
    return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  };
  for (const character of source) {
    if (character === "‸") cursors.push(here());
    else if (character === "«") open.push(here());
    else if (character === "»") ranges.push({ start: open.pop() ?? here(), end: here() });
    else text += character;
  }
  ranges.sort((a, b) => a.start.line - b.start.line || a.start.character - b.start.character);
  return { text, cursors, ranges };
}

/** The text after edits, which must not overlap. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const offset = ({ line, character }: Position) => (starts[line] ?? text.length) + character;
  let result = text;
  for (const { range, newText } of [...edits].sort((a, b) => offset(b.range.start) - offset(a.range.start)))
    result = result.slice(0, offset(range.start)) + newText + result.slice(offset(range.end));
  return result;
}

/** The text in a range. */
export function textIn(text: string, { start, end }: Range): string {
  const lines = text.split("\n").slice(start.line, end.line + 1);
  const last = lines.length - 1;
  lines[last] = (lines[last] ?? "").slice(0, end.character);
  lines[0] = (lines[0] ?? "").slice(start.character);
  return lines.join("\n");
}

const ROOT = "/plans";

/** Files in memory, by their paths below `/plans`. */
export class Memory {
  readonly files = new Map<string, string>();
  /** How often the folders were read. */
  reads = 0;

  constructor(files: Readonly<Record<string, string>> = {}) {
    for (const [name, text] of Object.entries(files)) this.files.set(`${ROOT}/${name}`, text);
  }

  readonly host: Host = {
    readFolder: (folder): readonly SourceFile[] | undefined => {
      this.reads++;
      const found = [...this.files].filter(([path]) => path.slice(0, path.lastIndexOf("/")) === folder);
      return found.length > 0 ? found.map(([path, text]) => ({ path, text })) : undefined;
    },
    programFolders: (root) => [
      ...new Set(
        [...this.files.keys()]
          .map((path) => path.slice(0, path.lastIndexOf("/")))
          .filter((folder) => folder === root || folder.startsWith(`${root}/`)),
      ),
    ],
    today: () => "2015-03-02",
    pageUri: (code) => `file:///pages/${code}.md`,
    library: "/library",
    rest: () => undefined,
    later: (run) => void setImmediate(run),
    pause: (_, run) => void setTimeout(run, 5),
  };
}

interface Started {
  readonly host: Host;
  readonly capabilities?: ClientCapabilities;
  /** Something wrong with the server on purpose. */
  readonly spoil?: (host: Host) => Host;
}

export const uri = (name: string): string => `file://${ROOT}/${name}`;

export class Editor {
  readonly log: string[] = [];
  /** Requests that the server has sent, by method. */
  readonly asked: string[] = [];
  private readonly published = new Map<string, PublishDiagnosticsParams>();
  private readonly waiting: (() => void)[] = [];
  private readonly texts = new Map<string, { version: number; text: string }>();

  private constructor(
    readonly connection: ProtocolConnection,
    readonly toServer: PassThrough,
    readonly initialized: InitializeResult,
  ) {}

  static async start({ host, capabilities = {} }: Started): Promise<Editor> {
    const toServer = new PassThrough();
    const toClient = new PassThrough();
    const server = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient));
    serve(server, host, "0.0.0");
    server.listen();
    const connection = createProtocolConnection(
      new StreamMessageReader(toClient),
      new StreamMessageWriter(toServer),
    );
    return Editor.over(connection, toServer, `file://${ROOT}`, capabilities);
  }

  /** Introduces itself to a server at the other end of a connection. */
  static async over(
    connection: ProtocolConnection,
    toServer: PassThrough,
    root: string,
    capabilities: ClientCapabilities = {},
  ): Promise<Editor> {
    const early: PublishDiagnosticsParams[] = [];
    let hear = (params: PublishDiagnosticsParams): void => void early.push(params);
    const log: string[] = [];
    const asked: string[] = [];
    connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) =>
      hear(params),
    );
    connection.onNotification(
      "window/logMessage",
      ({ message }: { message: string }) => void log.push(message),
    );
    connection.onRequest("client/registerCapability", () => void asked.push("client/registerCapability"));
    connection.onRequest("workspace/applyEdit", () => ({ applied: true }));
    connection.listen();
    const result: InitializeResult = await connection.sendRequest("initialize", {
      processId: null,
      rootUri: root,
      workspaceFolders: [{ uri: root, name: "plans" }],
      capabilities,
    });
    const editor = new Editor(connection, toServer, result);
    editor.log.push(...log);
    connection.onNotification(
      "window/logMessage",
      ({ message }: { message: string }) => void editor.log.push(message),
    );
    hear = (params) => editor.hear(params);
    early.forEach(hear);
    await connection.sendNotification("initialized", {});
    Object.assign(editor, { asked });
    return editor;
  }

  private hear(params: PublishDiagnosticsParams): void {
    this.published.set(params.uri, params);
    for (const wake of this.waiting.splice(0)) wake();
  }

  async stop(): Promise<void> {
    await this.connection.sendRequest("shutdown");
    this.connection.dispose();
  }

  open(name: string, text: string): Promise<void> {
    this.texts.set(uri(name), { version: 1, text });
    return this.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri: uri(name), languageId: "plan", version: 1, text },
    });
  }

  /** Opens a marked text. */
  async openMarked(name: string, source: string): Promise<Marked> {
    const result = marked(source);
    await this.open(name, result.text);
    return result;
  }

  close(name: string): Promise<void> {
    this.texts.delete(uri(name));
    return this.connection.sendNotification("textDocument/didClose", { textDocument: { uri: uri(name) } });
  }

  textOf(name: string): string {
    return this.texts.get(uri(name))?.text ?? "";
  }

  /** Replaces a range of an open text, or all of it; answers the new version. */
  async change(name: string, text: string, range?: Range): Promise<number> {
    const before = this.texts.get(uri(name));
    const version = (before?.version ?? 0) + 1;
    const whole = range ? edited(before?.text ?? "", [{ range, newText: text }]) : text;
    this.texts.set(uri(name), { version, text: whole });
    await this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: uri(name), version },
      contentChanges: [range ? { range, text } : { text }],
    });
    return version;
  }

  /** The diagnostics of a file, once those of the version that is open are there, or of a file that is not open. */
  async diagnostics(
    name: string,
    isMeant: (found: readonly Diagnostic[]) => boolean = () => true,
  ): Promise<readonly Diagnostic[]> {
    const version = this.texts.get(uri(name))?.version;
    for (;;) {
      const found = this.published.get(uri(name));
      if (found && found.version === version && isMeant(found.diagnostics)) return found.diagnostics;
      await new Promise<void>((resolve) => void this.waiting.push(resolve));
    }
  }

  /** What is shown for a file right now, if anything was ever sent for it. */
  shown(name: string): readonly Diagnostic[] | undefined {
    return this.published.get(uri(name))?.diagnostics;
  }

  /** A request about a place of a file. */
  ask<R>(method: string, name: string, position?: Position, more: object = {}): Promise<R> {
    return this.connection.sendRequest(method, {
      textDocument: { uri: uri(name) },
      ...(position ? { position } : {}),
      ...more,
    });
  }
}

/** A small program, whole, without a finding, in the standard layout. */
export const VISION = `program vision "Vision" {
  effective   2015-01-01 to 2015-12-31
  currency    USD
  rounding    half up to cent
}

coverages {
  vision  "Vision"
}

tiers {
  single      "Employee"      covers employee
  plus_one    "Employee + 1"  covers employee and 1 dependent
}

plan option_1 "Option 1" for vision

plan option_2 "Option 2" for vision

rates for vision {
  per  enrollment per month

  plan by tier |   single | plus_one
  option_1     |    $6.53 |   $12.65
  option_2     |    $7.96 |   $15.30
}

contributions for vision {
  employer pays  100%
}

conventions {
  shares of a premium  round the employer share, the rest to employee
                       chosen because "Not printed"
}
`;
