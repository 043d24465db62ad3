// What an editor shows as somebody writes.
import { analyze } from "@planwright/semantics";
import { DiagnosticSeverity, DiagnosticTag } from "vscode-languageserver-protocol";
import { afterEach, describe, expect, it } from "vitest";
import { Editor, marked, Memory, textIn, uri, VISION } from "./editor.ts";

const editors: Editor[] = [];

async function editing(files: Readonly<Record<string, string>> = {}) {
  const memory = new Memory(files);
  const editor = await Editor.start({ host: memory.host });
  editors.push(editor);
  return { editor, memory };
}

afterEach(async () => {
  for (const editor of editors.splice(0)) await editor.stop();
});

const codes = (found: readonly { code?: string | number | undefined }[]) => found.map(({ code }) => code);

describe("a program that is right", () => {
  it("has no diagnostics", async () => {
    expect(analyze(".", [{ path: "a.plan", text: VISION }]).diagnostics).toEqual([]);
    const { editor } = await editing();
    await editor.open("a/vision.plan", VISION);
    expect(await editor.diagnostics("a/vision.plan")).toEqual([]);
  });
});

describe("a finding", () => {
  const wrong = marked(
    VISION.replace("option_2     |", "«option_3»     |").replace("plan option_2", "plan option_2"),
  );

  it("stands where it belongs, with its code, the page of it, and what to do", async () => {
    const { editor } = await editing();
    await editor.open("a/vision.plan", wrong.text);
    const [first] = await editor.diagnostics("a/vision.plan");
    expect(first).toMatchObject({
      code: "PW1001",
      severity: DiagnosticSeverity.Error,
      source: "planwright",
      codeDescription: { href: "file:///pages/PW1001.md" },
      range: wrong.ranges[0],
    });
    expect(first?.message).toContain("did you mean option_1?");
  });

  it("goes when its cause does, and comes with the next version", async () => {
    const { editor } = await editing();
    await editor.open("a/vision.plan", wrong.text);
    expect(codes(await editor.diagnostics("a/vision.plan"))).toContain("PW1001");
    await editor.change("a/vision.plan", "option_2", wrong.ranges[0]);
    expect(await editor.diagnostics("a/vision.plan")).toEqual([]);
  });

  it("shows the other places that it is about", async () => {
    const { editor } = await editing();
    const twice = marked(VISION.replace('vision  "Vision"', 'vision  "Vision"\n  «vision»  "Vision again"'));
    await editor.open("a/vision.plan", twice.text);
    const [first] = await editor.diagnostics("a/vision.plan");
    expect(first?.range).toEqual(twice.ranges[0]);
    const [related] = first?.relatedInformation ?? [];
    expect(related?.message).toBe("declared here first");
    expect(related && textIn(twice.text, related.location.range)).toContain("vision");
    expect(related?.location.uri).toBe(uri("a/vision.plan"));
  });

  it("about what nothing refers to is shown as such", async () => {
    const { editor } = await editing();
    await editor.open("a/vision.plan", `${VISION}\ncarriers {\n  vsp "VSP"\n}\n`);
    const [first] = await editor.diagnostics("a/vision.plan");
    expect(first).toMatchObject({ code: "PW1006", tags: [DiagnosticTag.Unnecessary] });
  });

  it("is counted as editors count, behind wide letters and with Windows line ends", async () => {
    const { editor } = await editing();
    const wide = marked(VISION.replace("plan option_1", '// 💊 é\r\nnote "💊" «§»\r\nplan option_1'));
    await editor.open("a/vision.plan", wide.text);
    const found = await editor.diagnostics("a/vision.plan");
    expect(found.find(({ code }) => code === "PW0002")?.range).toEqual(wide.ranges[0]);
  });
});

describe("a folder", () => {
  const [head = "", rates = ""] = VISION.split(/(?=^rates)/m);

  it("is one program: its files see each other, open or not", async () => {
    const { editor } = await editing({ "a/head.plan": head, "a/rates.plan": rates });
    await editor.open("a/rates.plan", rates);
    expect(await editor.diagnostics("a/rates.plan")).toEqual([]);
    await editor.open("a/head.plan", head);
    await editor.change("a/head.plan", head.replace("plan option_2", "plan option_9"));
    expect(codes(await editor.diagnostics("a/rates.plan", (found) => found.length > 0))).toContain("PW1001");
    await editor.close("a/head.plan");
    expect(await editor.diagnostics("a/rates.plan", (found) => found.length === 0)).toEqual([]);
  });

  it("that nobody has open is checked as well", async () => {
    const { editor } = await editing({ "b/vision.plan": VISION.replace("single |", "singel |") });
    expect(codes(await editor.diagnostics("b/vision.plan"))).toEqual(["PW1001"]);
  });

  it("that is used is read, with the open texts over those of the disk", async () => {
    const lists = 'coverages {\n  vision  "Vision"\n}\n';
    const own = `use "../lists"\n\n${VISION.replace(/coverages \{[^}]*\}\n\n/, "")}`;
    const { editor } = await editing({ "lists/lists.plan": lists, "a/vision.plan": own });
    await editor.open("a/vision.plan", own);
    expect(await editor.diagnostics("a/vision.plan")).toEqual([]);
    await editor.open("lists/lists.plan", lists);
    // A folder that only others use has no program, and that is no fault of it.
    expect(await editor.diagnostics("lists/lists.plan")).toEqual([]);
    await editor.change("lists/lists.plan", lists.replace("vision ", "sight "));
    expect(codes(await editor.diagnostics("a/vision.plan", (found) => found.length > 0))).toContain("PW1001");
    await editor.change("lists/lists.plan", "coverages {\n  vision §\n}\n");
    expect(codes(await editor.diagnostics("lists/lists.plan"))).not.toEqual([]);
  });

  it("is followed when files of it come, change and go outside the editor", async () => {
    const { editor, memory } = await editing({ "a/head.plan": head, "a/rates.plan": rates });
    await editor.open("a/rates.plan", rates);
    expect(await editor.diagnostics("a/rates.plan")).toEqual([]);
    memory.files.delete("/plans/a/head.plan");
    const changes = [{ uri: uri("a/head.plan"), type: 3 }];
    await editor.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
    expect(codes(await editor.diagnostics("a/rates.plan", (found) => found.length > 0))).toContain("PW1001");
    memory.files.set("/plans/a/begin.plan", head);
    await editor.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
    expect(await editor.diagnostics("a/rates.plan", (found) => found.length === 0)).toEqual([]);
  });

  it("shows nothing any more of a file that is gone", async () => {
    const { editor, memory } = await editing({ "a/vision.plan": VISION, "a/more.plan": "nonsense here\n" });
    expect(codes(await editor.diagnostics("a/more.plan"))).toEqual(["PW0021"]);
    memory.files.delete("/plans/a/more.plan");
    await editor.connection.sendNotification("workspace/didChangeWatchedFiles", { changes: [] });
    expect(await editor.diagnostics("a/more.plan", (found) => found.length === 0)).toEqual([]);
  });
});

describe("a burst of edits", () => {
  it("is checked once, and what is shown is of the last version", async () => {
    const { editor, memory } = await editing({ "a/vision.plan": VISION });
    await editor.open("a/vision.plan", VISION);
    await editor.diagnostics("a/vision.plan");
    const reads = memory.reads;
    const start = { line: 0, character: 0 };
    const edits = Array.from({ length: 200 }, (_, i) =>
      editor.change("a/vision.plan", `// ${i}\n`, { start, end: start }),
    );
    await Promise.all(edits);
    await editor.diagnostics("a/vision.plan");
    // Streams hand over parts: a few readings, and by far not one for each edit.
    expect(memory.reads - reads).toBeLessThan(50);
  });
});
