// What an editor asks about the shape of a text: its layout, its outline, what folds, what a selection grows to.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { LAYOUT } from "@planwright/semantics";
import { format, parse } from "@planwright/syntax";
import type {
  CodeAction,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  SelectionRange,
  TextEdit,
  WorkspaceSymbol,
} from "vscode-languageserver-protocol";
import { afterEach, describe, expect, it } from "vitest";
import { ROOT } from "../support/programs.ts";
import { Editor, edited, marked, Memory, textIn, uri, VISION } from "./editor.ts";

const editors: Editor[] = [];

async function editing(files: Readonly<Record<string, string>> = {}) {
  const editor = await Editor.start({ host: new Memory(files).host });
  editors.push(editor);
  return editor;
}

afterEach(async () => {
  for (const editor of editors.splice(0)) await editor.stop();
});

const OPTIONS = { options: { tabSize: 2, insertSpaces: true } };
const FILE = "a/vision.plan";

const examples = readdirSync(join(ROOT, "examples"), { recursive: true, encoding: "utf8" }).filter((name) =>
  name.endsWith(".plan"),
);

describe("formatting", () => {
  it.each(examples)("brings %s back from any white space, by edits of its lines", async (name) => {
    const text = readFileSync(join(ROOT, "examples", name), "utf8");
    const loose = text
      .replace(/^ +/gm, (indent, at: number) => (at % 3 === 0 ? indent : `${indent} `))
      .replace(/ {2,}\| /g, " |")
      .replace(/\n\n/g, (blank, at: number) => (at % 2 === 0 ? "\n\n\n" : blank));
    const wanted = format(parse(name, loose), LAYOUT);
    const editor = await editing();
    await editor.open(FILE, loose);
    const edits = await editor.ask<TextEdit[]>("textDocument/formatting", FILE, undefined, OPTIONS);
    expect(wanted.ok).toBe(true);
    expect(edited(loose, edits)).toBe(wanted.ok ? wanted.text : "");
    // No edit is more than a line and the empty ones beside it: the cursor and the folds stay where they are.
    for (const { range } of edits) expect(textIn(loose, range).trim()).not.toContain("\n");
  });

  it("changes nothing outside a range", async () => {
    const editor = await editing();
    const loose = VISION.replace("currency    USD", "currency USD").replace("  single ", " single ");
    await editor.open(FILE, loose);
    const range = { start: { line: 2, character: 0 }, end: { line: 2, character: 3 } };
    const edits = await editor.ask<TextEdit[]>("textDocument/rangeFormatting", FILE, undefined, {
      range,
      ...OPTIONS,
    });
    expect(edited(loose, edits)).toBe(VISION.replace("  single ", " single "));
  });

  it("says why it does nothing while a brace is open", async () => {
    const editor = await editing();
    await editor.open(FILE, VISION.replace("}\n", "\n"));
    await expect(editor.ask("textDocument/formatting", FILE, undefined, OPTIONS)).rejects.toThrow(
      "its braces do not match",
    );
  });

  it("of a text in the standard layout is nothing", async () => {
    const editor = await editing();
    await editor.open(FILE, VISION);
    expect(await editor.ask("textDocument/formatting", FILE, undefined, OPTIONS)).toEqual([]);
  });
});

describe("a table", () => {
  const typed = `rates for vision {
  plan by tier | single | plus_one
  option_1     |  $6.53 |   $12.65
  option_2 |‸
`;
  // Columns are as wide as the next multiple of four.
  const aligned = `rates for vision {
  plan by tier |   single | plus_one
  option_1     |    $6.53 |   $12.65
  option_2     |
`;

  it("comes in order at a bar, even while its block is not closed", async () => {
    const editor = await editing();
    const { text, cursors } = await editor.openMarked(FILE, typed);
    const edits = await editor.ask<TextEdit[]>("textDocument/onTypeFormatting", FILE, cursors[0], {
      ch: "|",
      ...OPTIONS,
    });
    expect(edited(text, edits)).toBe(aligned);
  });

  it("comes in order at a new line, and the line of the cursor stays", async () => {
    const editor = await editing();
    const source = typed.replace("option_2 |‸", "option_2 | $1,007.96 | $15.30\n    ‸");
    const { text, cursors } = await editor.openMarked(FILE, source);
    const edits = await editor.ask<TextEdit[]>("textDocument/onTypeFormatting", FILE, cursors[0], {
      ch: "\n",
      ...OPTIONS,
    });
    expect(edited(text, edits)).toBe(`rates for vision {
  plan by tier |       single | plus_one
  option_1     |        $6.53 |   $12.65
  option_2     |    $1,007.96 |   $15.30
    
`);
  });
});

describe("the outline", () => {
  const names = (symbols: readonly DocumentSymbol[]): unknown[] =>
    symbols.map(({ name, children }) => (children && children.length > 0 ? [name, names(children)] : name));

  it("has what is declared, block by block", async () => {
    const editor = await editing();
    await editor.open(
      FILE,
      `${VISION}\ninput hours number of hours per week "Hours"\n\nexample "One" {\n  given plan option_1\n}\n`,
    );
    const symbols = await editor.ask<DocumentSymbol[]>("textDocument/documentSymbol", FILE);
    expect(names(symbols)).toEqual([
      "vision",
      ["coverages", ["vision"]],
      ["tiers", ["single", "plus_one"]],
      "option_1",
      "option_2",
      "rates for vision",
      "contributions for vision",
      "conventions",
      "hours",
      "One",
    ]);
    const option = symbols.find(({ name }) => name === "option_1");
    expect(option?.detail).toBe("Option 1 · plan");
    expect(option && textIn(editor.textOf(FILE), option.selectionRange)).toBe("option_1");
  });

  it("of every example holds each of its names in its range", async () => {
    const editor = await editing();
    for (const name of examples) {
      const text = readFileSync(join(ROOT, "examples", name), "utf8");
      await editor.open(name, text);
      const check = (symbols: readonly DocumentSymbol[], around?: DocumentSymbol) => {
        for (const symbol of symbols) {
          expect(textIn(text, symbol.range)).toContain(textIn(text, symbol.selectionRange));
          if (around) expect(textIn(text, around.range)).toContain(textIn(text, symbol.range));
          check(symbol.children ?? [], symbol);
        }
      };
      check(await editor.ask<DocumentSymbol[]>("textDocument/documentSymbol", name));
    }
  });

  it("of the workspace is searched by letters, in files that nobody has open too", async () => {
    const editor = await editing({ [FILE]: VISION, "b/vision.plan": VISION.replaceAll("option", "choice") });
    const found = await editor.connection.sendRequest<WorkspaceSymbol[]>("workspace/symbol", {
      query: "chc2",
    });
    expect(found.map(({ name, location }) => [name, location.uri])).toEqual([
      ["choice_2", uri("b/vision.plan")],
    ]);
  });
});

describe("folding", () => {
  it("folds blocks to their heading, long tables and comments above one another", async () => {
    const editor = await editing();
    await editor.open(FILE, "// one\n// two\nrates for vision {\n  a | b\n  c | $1\n  d | $2\n  e | $3\n}\n");
    const ranges = await editor.ask<FoldingRange[]>("textDocument/foldingRange", FILE);
    expect(ranges).toEqual([
      { startLine: 2, endLine: 6 },
      { startLine: 3, endLine: 6 },
      { startLine: 0, endLine: 1, kind: "comment" },
    ]);
  });
});

describe("a selection", () => {
  it("grows from a cell to its row, its table, its block and the document", async () => {
    const editor = await editing();
    const { text, cursors } = await editor.openMarked(FILE, VISION.replace("$12.65", "$12‸.65"));
    const [first] = await editor.ask<SelectionRange[]>("textDocument/selectionRange", FILE, undefined, {
      positions: cursors,
    });
    const texts: string[] = [];
    for (let range: SelectionRange | undefined = first; range; range = range.parent)
      texts.push(textIn(text, range.range));
    expect(texts[0]).toBe("$12.65");
    expect(texts[1]).toBe("option_1     |    $6.53 |   $12.65");
    expect(texts[2]).toContain("plan by tier");
    expect(texts[2]).not.toContain("per  enrollment");
    expect(texts.at(-2)).toMatch(/^rates for vision \{[^}]*\}$/);
    expect(texts.at(-1)).toBe(VISION);
    for (const [i, text] of texts.entries()) expect(texts[i + 1] ?? text).toContain(text);
  });
});

describe("what can be done about a finding", () => {
  const wrong = marked(VISION.replace("currency    USD", "«curency»    USD"));

  const asked = async (editor: Editor, name: string, only?: string[]) => {
    const diagnostics = await editor.diagnostics(name);
    const [range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }] = wrong.ranges;
    return editor.ask<CodeAction[]>("textDocument/codeAction", name, undefined, {
      range,
      context: { diagnostics, ...(only ? { only } : {}) },
    });
  };

  it("is what its fixes say, and makes the finding go", async () => {
    const editor = await editing();
    await editor.open(FILE, wrong.text);
    const [fix] = await asked(editor, FILE, ["quickfix"]);
    expect(fix).toMatchObject({ title: "Write `currency`", kind: "quickfix", isPreferred: true });
    expect(fix?.diagnostics?.map(({ code }) => code)).toEqual(["PW0021"]);
    const after = edited(wrong.text, fix?.edit?.changes?.[uri(FILE)] ?? []);
    expect(after).toBe(VISION);
  });

  it("is offered for all at once where there is one reading alone", async () => {
    const editor = await editing();
    await editor.open(FILE, wrong.text.replace("coverages {", "coverags {"));
    const [all] = await asked(editor, FILE, ["source.fixAll"]);
    expect(edited(editor.textOf(FILE), all?.edit?.changes?.[uri(FILE)] ?? [])).toBe(VISION);
  });

  it("is to accept it with a reason, where it is no error", async () => {
    const editor = await editing();
    const text = `${VISION}\ncarriers {\n  vsp "VSP"\n}\n`;
    await editor.open(FILE, text);
    const [finding] = await editor.diagnostics(FILE);
    const found = await editor.ask<CodeAction[]>("textDocument/codeAction", FILE, undefined, {
      range: finding?.range,
      context: { diagnostics: [] },
    });
    const accept = found.find(({ title }) => title.startsWith("It is right"));
    const after = edited(text, accept?.edit?.changes?.[uri(FILE)] ?? []);
    await editor.change(FILE, after.replace('because ""', 'because "VSP will come"'));
    expect(await editor.diagnostics(FILE)).toEqual([]);
  });

  it("elsewhere is not offered here", async () => {
    const editor = await editing();
    await editor.open(FILE, VISION.replace("single |", "singel |"));
    expect(await asked(editor, FILE, ["quickfix"])).toEqual([]);
  });
});

describe("links", () => {
  it("lead to a folder that is used and to the page of a finding", async () => {
    const editor = await editing({ "lists/a.plan": "// nothing\n" });
    const { text } = await editor.openMarked(
      FILE,
      'use "../lists"\n\naccept PW1006 "a carrier is declared and not used" because "so"\n',
    );
    const found = await editor.ask<DocumentLink[]>("textDocument/documentLink", FILE);
    expect(found.map(({ range, target }) => [textIn(text, range), target])).toEqual([
      ['"../lists"', uri("lists/a.plan")],
      ["PW1006", "file:///pages/PW1006.md"],
    ]);
  });
});
