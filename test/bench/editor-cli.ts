/**
 * Two servers, in turns: ours with a program, and the one of TypeScript with as many lines of TypeScript. Prints how
 * long each took from a change to what is wrong with the text, as JSON. `node editor-cli.mjs BUNDLE TSSERVER CHANGES`.
 */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { generate } from "./generate.ts";

export interface Latencies {
  readonly lines: number;
  /** Milliseconds of each change. */
  readonly ours: readonly number[];
  readonly theirs: readonly number[];
  /** Of requests right after a change, and of those when nothing has changed. */
  readonly completion: readonly number[];
  readonly hover: readonly number[];
  readonly idle: readonly number[];
  /** Kilobytes that our server holds after three thousand changes of a small program, and after ten thousand. */
  readonly memory: readonly [number, number] | undefined;
}

/** With it the server runs in the process that is measured, and starts no other. */
const ROOM = "--max-semi-space-size=64";

const WARM_UP = 15;

/** A server that is written to and read from by `Content-Length`. */
class Server {
  private buffer = Buffer.alloc(0);
  private readonly waiting: {
    readonly is: (message: Message) => boolean;
    readonly done: (m: Message) => void;
  }[] = [];
  readonly child: ChildProcessWithoutNullStreams;

  constructor(args: readonly string[]) {
    this.child = spawn(process.execPath, args);
    this.child.stdout.on("data", (data: Buffer) => this.read(data));
  }

  private read(data: Buffer): void {
    this.buffer = Buffer.concat([this.buffer, data]);
    for (;;) {
      const head = this.buffer.indexOf("\r\n\r\n");
      const length = Number(
        /Content-Length: (\d+)/.exec(this.buffer.subarray(0, Math.max(head, 0)).toString())?.[1],
      );
      if (head < 0 || this.buffer.length < head + 4 + length) return;
      const message = JSON.parse(this.buffer.subarray(head + 4, head + 4 + length).toString()) as Message;
      this.buffer = this.buffer.subarray(head + 4 + length);
      const at = this.waiting.findIndex(({ is }) => is(message));
      if (at >= 0) this.waiting.splice(at, 1)[0]?.done(message);
    }
  }

  next(is: (message: Message) => boolean): Promise<Message> {
    return new Promise((done) => this.waiting.push({ is, done }));
  }
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly event?: string;
  readonly params?: { readonly uri?: string; readonly version?: number };
}

const timed = async (run: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await run();
  return performance.now() - began;
};

/** Our server with one file open. */
class Ours {
  private id = 0;
  private version = 1;

  constructor(
    private readonly server: Server,
    private readonly uri: string,
  ) {}

  private send(message: object): void {
    const text = JSON.stringify({ jsonrpc: "2.0", ...message });
    this.server.child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  async ask(method: string, params: object): Promise<Message> {
    const id = ++this.id;
    const answered = this.server.next((message) => message.id === id);
    this.send({ id, method, params });
    return answered;
  }

  notify(method: string, params: object): void {
    this.send({ method, params });
  }

  async open(text: string): Promise<void> {
    await this.ask("initialize", { processId: null, rootUri: null, capabilities: {} });
    this.notify("initialized", {});
    const checked = this.checked(1);
    this.notify("textDocument/didOpen", {
      textDocument: { uri: this.uri, languageId: "plan", version: 1, text },
    });
    await checked;
  }

  private checked(version: number): Promise<Message> {
    return this.server.next(
      ({ method, params }) => method === "textDocument/publishDiagnostics" && params?.version === version,
    );
  }

  change(line: number, character: number, length: number, text: string): Promise<Message> {
    const version = ++this.version;
    const checked = this.checked(version);
    const range = { start: { line, character }, end: { line, character: character + length } };
    this.notify("textDocument/didChange", {
      textDocument: { uri: this.uri, version },
      contentChanges: [{ range, text }],
    });
    return checked;
  }

  at(method: string, line: number, character: number): Promise<Message> {
    return this.ask(`textDocument/${method}`, {
      textDocument: { uri: this.uri },
      position: { line, character },
    });
  }
}

/** The server of TypeScript with one file open. */
class Theirs {
  private seq = 0;

  constructor(
    private readonly server: Server,
    private readonly file: string,
  ) {}

  private send(command: string, args: object): void {
    this.server.child.stdin.write(
      `${JSON.stringify({ seq: ++this.seq, type: "request", command, arguments: args })}\n`,
    );
  }

  async open(text: string): Promise<void> {
    this.send("open", { file: this.file, fileContent: text, scriptKindName: "TS" });
    await this.errors();
  }

  private errors(): Promise<Message> {
    const told = this.server.next(({ event }) => event === "semanticDiag");
    this.send("geterr", { files: [this.file], delay: 0 });
    return told;
  }

  change(line: number, offset: number, length: number, text: string): Promise<Message> {
    this.send("change", {
      file: this.file,
      line: line + 1,
      offset: offset + 1,
      endLine: line + 1,
      endOffset: offset + 1 + length,
      insertString: text,
    });
    return this.errors();
  }
}

/** As many lines of TypeScript: rates as typed values, and functions that look them up. */
function typescriptOf(lines: number): string {
  const text = [
    "interface Rate { readonly plan: string; readonly employee: number; readonly family: number }",
    "const rateOf = (rates: readonly Rate[], plan: string): Rate | undefined => rates.find((rate) => rate.plan === plan);",
  ];
  for (let table = 0; text.length < lines; table++) {
    text.push(`export const table${table}: readonly Rate[] = [`);
    for (let row = 0; row < 40; row++)
      text.push(`  { plan: "plan_${table}_${row}", employee: ${300 + row}.53, family: ${900 + row}.25 },`);
    text.push(
      "];",
      `export function cheapest${table}(members: number): number {`,
      `  const rate = rateOf(table${table}, "plan_${table}_" + members);`,
      "  if (!rate) return 0;",
      "  return members > 1 ? rate.family : rate.employee;",
      "}",
    );
  }
  return `${text.join("\n")}\n`;
}

/** Where a figure stands in the middle of a text. */
function figureIn(text: string, pattern: RegExp): { readonly line: number; readonly character: number } {
  const lines = text.split("\n");
  for (let line = lines.length >> 1; line < lines.length; line++) {
    const at = lines[line]?.search(pattern) ?? -1;
    if (at >= 0) return { line, character: at + 1 };
  }
  throw new Error("there is no figure in the second half of the text");
}

function residentKilobytes(pid: number | undefined): number | undefined {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
  } catch {
    return undefined;
  }
}

/** Changes a small program ten thousand times. */
async function memoryOf(bundle: string): Promise<readonly [number, number] | undefined> {
  const server = new Server([ROOM, bundle, "lsp", "--stdio"]);
  const { text } = generate({ markets: 1, areas: 1 });
  const small = new Ours(server, "file:///bench/small/generated.plan");
  await small.open(text);
  const { line, character } = figureIn(text, /\d\.\d\d/);
  const changed = async (times: number) => {
    // Fifty at a time, as they come when somebody holds a key down.
    for (let i = 0; i < times; i += 50)
      await Promise.all(
        Array.from({ length: 50 }, (_, k) =>
          k === 49
            ? small.change(line, character - 1, 1, String(i % 9))
            : void small.change(line, character - 1, 1, String(k % 9)),
        ),
      );
    return residentKilobytes(server.child.pid);
  };
  const early = await changed(3_000);
  const late = await changed(7_000);
  server.child.kill();
  return early === undefined || late === undefined ? undefined : [early, late];
}

/** A quick writer changes something every 50 ms. */
const untilNext = () => pause(50);

async function main([bundle = "", tsserver = "", changes = ""]: readonly string[]): Promise<Latencies> {
  const { text } = generate({ markets: 4, areas: 85 });
  const lines = text.split("\n").length;
  const servers = [
    new Server([ROOM, bundle, "lsp", "--stdio"]),
    new Server([tsserver, "--disableAutomaticTypingAcquisition"]),
  ] as const;
  const ours = new Ours(servers[0], "file:///bench/generated.plan");
  const theirs = new Theirs(servers[1], "/bench/generated.ts");
  const typescript = typescriptOf(lines);
  await ours.open(text);
  await theirs.open(typescript);
  const [mine, other] = [figureIn(text, /\d\.\d\d/), figureIn(typescript, /\d\.\d\d/)];
  const result = {
    ours: [] as number[],
    theirs: [] as number[],
    completion: [] as number[],
    hover: [] as number[],
    idle: [] as number[],
  };
  // Each change writes another figure than the one before.
  let figure = 0;
  for (let i = 0; i < Number(changes) + WARM_UP; i++) {
    const digit = String(++figure % 9);
    await untilNext();
    const a = await timed(() => ours.change(mine.line, mine.character - 1, 1, digit));
    const asked = (method: string) =>
      timed(() => {
        void ours.change(mine.line, mine.character - 1, 1, String(++figure % 9));
        return ours.at(method, mine.line, mine.character);
      });
    await untilNext();
    const completion = await asked("completion");
    await untilNext();
    const hover = await asked("hover");
    await untilNext();
    const idle = await timed(() => ours.at("hover", mine.line, mine.character));
    await untilNext();
    const b = await timed(() => theirs.change(other.line, other.character - 1, 1, digit));
    if (i < WARM_UP) continue;
    result.ours.push(a);
    result.theirs.push(b);
    result.completion.push(completion);
    result.hover.push(hover);
    result.idle.push(idle);
  }
  for (const { child } of servers) child.kill();
  return { lines, ...result, memory: await memoryOf(bundle) };
}

process.stdout.write(JSON.stringify(await main(process.argv.slice(2))));
process.exit(0);
