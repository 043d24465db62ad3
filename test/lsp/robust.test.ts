// A server that others rely on: whatever it is sent, it goes on, and what it shows is what a cold start would show.
import fc from "fast-check";
import {
  CancellationTokenSource,
  type Diagnostic,
  LSPErrorCodes,
  type Range,
} from "vscode-languageserver-protocol";
import { afterEach, describe, expect, it } from "vitest";
import { Editor, Memory, uri, VISION } from "./editor.ts";

const editors: Editor[] = [];

async function editing(memory = new Memory()) {
  const editor = await Editor.start({ host: memory.host });
  editors.push(editor);
  return editor;
}

afterEach(async () => {
  for (const editor of editors.splice(0)) await editor.stop();
});

describe("a storm of edits", () => {
  const PIECES = [
    "",
    "\n",
    "{",
    "}",
    "|",
    '"',
    "plan ",
    "$6.53",
    "option_1",
    "vision",
    "note 1 ",
    "[1]",
    "💊",
    "\r\n",
    "per ",
  ];
  const storm = fc.array(
    fc.record({
      file: fc.constantFrom("a/one.plan", "a/two.plan"),
      at: fc.nat(),
      length: fc.nat({ max: 60 }),
      text: fc.oneof(fc.constantFrom(...PIECES), fc.constantFrom(...VISION.split(/(?<=\n\n)/))),
    }),
    { minLength: 1, maxLength: 25 },
  );
  const [head = "", rest = ""] = VISION.split(/(?=^plan option_2)/m);

  it("leaves what a cold start finds", async () => {
    await fc.assert(
      fc.asyncProperty(storm, async (edits) => {
        const files = { "a/one.plan": head, "a/two.plan": rest };
        const warm = await editing(new Memory(files));
        await warm.open("a/one.plan", head);
        await warm.open("a/two.plan", rest);
        for (const { file, at, length, text } of edits)
          await warm.change(file, text, rangeIn(warm.textOf(file), at, length));
        const cold = await editing(
          new Memory({ "a/one.plan": warm.textOf("a/one.plan"), "a/two.plan": warm.textOf("a/two.plan") }),
        );
        await cold.open("a/one.plan", warm.textOf("a/one.plan"));
        await cold.open("a/two.plan", warm.textOf("a/two.plan"));
        for (const file of ["a/one.plan", "a/two.plan"]) {
          const found = await settled(warm, file);
          expect(found).toEqual(await settled(cold, file));
        }
        for (const editor of editors.splice(0)) await editor.stop();
      }),
      { numRuns: 60 },
    );
  });
});

/** Another file may still change what is shown for this one: asks once more after a request has been answered. */
async function settled(editor: Editor, file: string): Promise<readonly Diagnostic[]> {
  await editor.diagnostics("a/one.plan");
  await editor.diagnostics("a/two.plan");
  return editor.shown(file) ?? [];
}

function rangeIn(text: string, at: number, length: number): Range {
  const from = text.length === 0 ? 0 : at % (text.length + 1);
  const position = (offset: number) => {
    const lines = text.slice(0, offset).split("\n");
    return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  };
  return { start: position(from), end: position(Math.min(text.length, from + length)) };
}

const METHODS_WITH_A_PLACE = [
  "hover",
  "completion",
  "definition",
  "references",
  "documentHighlight",
  "rename",
  "prepareRename",
  "signatureHelp",
  "onTypeFormatting",
  "linkedEditingRange",
  "prepareCallHierarchy",
  "prepareTypeHierarchy",
];

describe("what cannot be understood", () => {
  it.each([
    ["no JSON", "{ nothing of the kind"],
    ["no object", "42"],
    ["a notification without parameters", '{"jsonrpc":"2.0","method":"textDocument/didChange"}'],
    ["a change without a document", '{"jsonrpc":"2.0","method":"textDocument/didChange","params":{}}'],
    [
      "a change of what is not open",
      '{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///x","version":3},"contentChanges":[{"text":"a"}]}}',
    ],
    [
      "an open without a text",
      '{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///x.plan"}}}',
    ],
    [
      "a URI that is none",
      '{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"%%%","version":1,"text":"x"}}}',
    ],
    ["a method that nobody knows", '{"jsonrpc":"2.0","id":77,"method":"textDocument/bake","params":{}}'],
    ["an answer that nobody asked for", '{"jsonrpc":"2.0","id":1234,"result":null}'],
    ["a request without parameters", '{"jsonrpc":"2.0","id":78,"method":"textDocument/hover"}'],
  ])("%s does not end the server", async (_, content) => {
    const editor = await editing();
    editor.toServer.write(`Content-Length: ${Buffer.byteLength(content)}\r\n\r\n${content}`);
    await editor.open("a/vision.plan", VISION.replace("single |", "singel |"));
    expect(await editor.diagnostics("a/vision.plan")).toHaveLength(1);
  });

  it("is a change with a range that is no range, and the text stays as it was", async () => {
    const editor = await editing();
    await editor.open("a/vision.plan", VISION);
    await editor.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: uri("a/vision.plan"), version: 2 },
      contentChanges: [{ range: { start: 5 }, text: "x" }],
    });
    await editor.change("a/vision.plan", VISION.replace("single |", "singel |"));
    expect(await editor.diagnostics("a/vision.plan")).toHaveLength(1);
  });

  it.each(METHODS_WITH_A_PLACE)("is a place outside the text for %s", async (method) => {
    const editor = await editing();
    await editor.open("a/vision.plan", VISION);
    for (const position of [
      { line: 9999, character: 0 },
      { line: 0, character: 9999 },
      { line: -4, character: -4 },
      { line: 1.5, character: Number.MAX_SAFE_INTEGER },
    ]) {
      const more = { newName: "other", ch: "|", options: { tabSize: 2, insertSpaces: true }, context: {} };
      await editor
        .ask(`textDocument/${method}`, "a/vision.plan", position, more)
        .catch((thrown: Error) => thrown);
    }
    await editor
      .ask(`textDocument/${method}`, "a/none.plan", { line: 0, character: 0 }, { newName: "x" })
      .catch(() => 0);
    await editor.change("a/vision.plan", VISION.replace("single |", "singel |"));
    expect(await editor.diagnostics("a/vision.plan")).toHaveLength(1);
    expect(editor.log.filter((line) => line.includes("    at "))).toEqual([]);
  });
});

describe("a fault of the server itself", () => {
  it("in one request leaves the others be, and is logged", async () => {
    const memory = new Memory({ "a/vision.plan": VISION });
    let isBroken = false;
    const host = {
      ...memory.host,
      readFolder: (folder: string) => {
        if (isBroken) throw new Error("the disk is gone");
        return memory.host.readFolder(folder);
      },
    };
    const editor = await Editor.start({ host });
    editors.push(editor);
    await editor.open("a/vision.plan", VISION);
    await editor.diagnostics("a/vision.plan");
    isBroken = true;
    await editor.change("a/vision.plan", VISION.replace("single |", "singel |"));
    while (!editor.log.some((line) => line.includes("the disk is gone")))
      await new Promise((resolve) => setImmediate(resolve));
    isBroken = false;
    await editor.change("a/vision.plan", VISION.replace("single |", "singel  |"));
    expect(await editor.diagnostics("a/vision.plan")).toHaveLength(1);
  });

  it("in one feature answers nothing there, and is logged", async () => {
    const memory = new Memory();
    const host = {
      ...memory.host,
      pageUri: (code: string) => {
        if (code === "PW1006") throw new Error("the pages are gone");
        return undefined;
      },
    };
    const editor = await Editor.start({ host });
    editors.push(editor);
    await editor.open(
      "a/vision.plan",
      `${VISION}\naccept PW1006 "a carrier is declared and not used" because "so"\n`,
    );
    expect(await editor.ask("textDocument/documentLink", "a/vision.plan")).toBeNull();
    expect(editor.log.join("\n")).toContain("the pages are gone");
    expect(await editor.ask("textDocument/foldingRange", "a/vision.plan")).not.toEqual([]);
  });
});

describe("memory", () => {
  it("is tidied up when nobody waits: after a change, and not between two of them", async () => {
    const memory = new Memory();
    const pauses: (() => void)[] = [];
    let tidied = 0;
    const host = {
      ...memory.host,
      pause: (_: number, run: () => void) => void pauses.push(run),
      rest: () => void tidied++,
    };
    const editor = await Editor.start({ host });
    editors.push(editor);
    await editor.open("a/vision.plan", VISION);
    await editor.diagnostics("a/vision.plan");
    await editor.change("a/vision.plan", VISION.replace("$6.53", "$6.54"));
    await editor.diagnostics("a/vision.plan");
    // What was put off before the change is not done any more; what was put off after it is, once.
    for (const run of pauses) run();
    expect(tidied).toBe(1);
  });
});

describe("a request that nobody wants any more", () => {
  it("is cancelled", async () => {
    const editor = await editing();
    await editor.open("a/vision.plan", VISION);
    const source = new CancellationTokenSource();
    const textDocument = { uri: uri("a/vision.plan") };
    const asked = editor.connection.sendRequest("textDocument/foldingRange", { textDocument }, source.token);
    source.cancel();
    await expect(asked).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
    expect(await editor.ask("textDocument/foldingRange", "a/vision.plan")).not.toEqual([]);
  });
});
