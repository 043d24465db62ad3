// Everything that an editor may ask, at places all over the five documents: no question makes the server stumble.
import { join } from "node:path";
import type { CompletionList, Diagnostic } from "vscode-languageserver-protocol";
import { analyze } from "@planwright/semantics";
import { afterEach, describe, expect, it } from "vitest";
import { analyzeFolder, plansIn, ROOT } from "../support/programs.ts";
import { Editor, edited, Memory } from "./editor.ts";

const editors: Editor[] = [];
afterEach(async () => {
  for (const editor of editors.splice(0)) await editor.stop();
});

const FOLDERS = [
  "ascip-2021",
  "lodi-1985",
  "mendocino-staywell",
  "scjpia-1990",
  "sdrma-2015",
  "western-life-1990/current",
  "western-life-1990/renewal",
];

const OF_A_PLACE = [
  "hover",
  "definition",
  "documentHighlight",
  "signatureHelp",
  "completion",
  "typeDefinition",
  "linkedEditingRange",
];
const OF_A_FILE = [
  "documentSymbol",
  "foldingRange",
  "codeLens",
  "semanticTokens/full",
  "documentLink",
  "formatting",
];
/** Places that are asked about in each file. */
const PLACES = 12;

describe.each(FOLDERS)("%s", (folder) => {
  const files = ["", "/../common"].flatMap((other) => plansIn(join(ROOT, "examples", folder + other)) ?? []);

  const opened = async () => {
    const editor = await Editor.start({
      host: new Memory(Object.fromEntries(files.map(({ path, text }) => [path, text]))).host,
    });
    editors.push(editor);
    for (const { path, text } of files) await editor.open(path, text);
    return editor;
  };

  it("has the findings that `check` has", async () => {
    const editor = await opened();
    const { diagnostics } = analyzeFolder(`examples/${folder}`);
    for (const { path } of files.filter((file) => file.path.startsWith(`examples/${folder}`))) {
      const wanted = diagnostics.filter(({ place }) => place.file === path).map(({ code }) => code);
      const isAll = (found: readonly Diagnostic[]) => found.length === wanted.length;
      expect((await editor.diagnostics(path, isAll)).map(({ code }) => code)).toEqual(wanted);
    }
  });

  it("is answered for everywhere", async () => {
    const editor = await opened();
    let answers = 0;
    for (const { path, text } of files) {
      const lines = text.split("\n");
      const range = { start: { line: 0, character: 0 }, end: { line: lines.length, character: 0 } };
      const more = { options: { tabSize: 2, insertSpaces: true } };
      for (const method of OF_A_FILE) await editor.ask(`textDocument/${method}`, path, undefined, more);
      await editor.ask("textDocument/inlayHint", path, undefined, { range });
      await editor.ask("textDocument/codeAction", path, undefined, { range, context: { diagnostics: [] } });
      for (let i = 0; i < PLACES; i++) {
        const line = Math.floor((lines.length * (i + 0.5)) / PLACES);
        const character = ((lines[line]?.length ?? 0) * ((i % 4) + 1)) >> 2;
        for (const method of OF_A_PLACE) {
          if (await editor.ask(`textDocument/${method}`, path, { line, character })) answers++;
        }
        await editor.ask("textDocument/codeAction", path, undefined, {
          range: { start: { line, character }, end: { line, character } },
          context: { diagnostics: [] },
        });
      }
    }
    expect(editor.log).toEqual([]);
    expect(answers).toBeGreaterThan(files.length * PLACES);
  });
});

describe("what is offered in a schedule of a document", () => {
  it("can be taken: each whole phrase checks there", async () => {
    const files = plansIn(join(ROOT, "examples/sdrma-2015")) ?? [];
    const path = "examples/sdrma-2015/vision.plan";
    const editor = await Editor.start({
      host: new Memory(Object.fromEntries(files.map((file) => [file.path, file.text]))).host,
    });
    editors.push(editor);
    const text = files.find((file) => file.path === path)?.text ?? "";
    await editor.open(path, text);
    const line = text.split("\n").findIndex((one) => /^ +exam .*\| +copay/.test(one));
    const character = text.split("\n")[line]?.indexOf("copay") ?? 0;
    const { items } = await editor.ask<CompletionList>("textDocument/completion", path, { line, character });
    const whole = items
      .filter(({ label }) => label === "no charge" || label === "not covered")
      .map(({ label }) => label);
    expect(whole).toEqual(["no charge", "not covered"]);
    for (const label of whole) {
      const end = text.split("\n")[line]?.indexOf("|", character) ?? -1;
      const range = { start: { line, character }, end: { line, character: end < 0 ? 999 : end - 1 } };
      const after = edited(text, [
        {
          range: {
            ...range,
            end: {
              ...range.end,
              character: Math.min(range.end.character, text.split("\n")[line]?.length ?? 0),
            },
          },
          newText: label,
        },
      ]);
      const changed = files.map((file) => (file.path === path ? { path, text: after } : file));
      const errors = analyze("examples/sdrma-2015", changed).diagnostics.filter(
        ({ code }) => code === "PW0023",
      );
      expect(errors).toEqual([]);
    }
  });
});
