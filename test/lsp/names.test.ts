// One marked text drives everything that is about a name: `«` and `»` stand around each place of it, `‸` at a cursor.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { runExamples } from "@planwright/evaluator";
import { analyze } from "@planwright/semantics";
import {
  type DocumentHighlight,
  type DocumentSymbol,
  type Location,
  type SemanticTokens,
  type SemanticTokensDelta,
  SymbolKind,
  type WorkspaceEdit,
} from "vscode-languageserver-protocol";
import { afterEach, describe, expect, it } from "vitest";
import { plansIn, prepared, ROOT } from "../support/programs.ts";
import { Editor, edited, type Marked, Memory, textIn, uri, VISION } from "./editor.ts";

const editors: Editor[] = [];

async function editing(files: Readonly<Record<string, string>> = {}) {
  const editor = await Editor.start({ host: new Memory(files).host });
  editors.push(editor);
  return editor;
}

afterEach(async () => {
  for (const editor of editors.splice(0)) await editor.stop();
});

const FILE = "a/plan.plan";

/** A program in which one name stands in every kind of place; the first mark is its declaration. */
const PROGRAMS: Readonly<Record<string, string>> = {
  "a plan": VISION.replace("plan option_1", "plan «option_1»")
    .replace("  option_1     |", "  «option_1»     |")
    .replace("plan option_2", 'plan option_3 "Option 3" for vision like «option_1»\n\nplan option_2')
    .replace(
      "option_2     |    $7.96 |   $15.30\n",
      "option_2     |    $7.96 |   $15.30\n  option_3     |    $7.96 |   $15.30\n",
    )
    .concat(
      '\nexample "One" {\n  given   plan «option_1»\n  given   tier single\n  expect  premium of vision $6.53\n}\n',
    ),
  "a tier, which is a word of the language too": VISION.replace("  single ", "  «employee» ")
    .replace("  single |", "  «employee» |")
    .concat(
      '\nexample "One" {\n  given   plan option_1\n  given   tier «employee»\n  expect  employee share of vision $0\n}\n',
    ),
  "a coverage": VISION.replace('  vision  "Vision"', '  «vision»  "Vision"')
    .replace('plan option_1 "Option 1" for vision', 'plan option_1 "Option 1" for «vision»')
    .replace('plan option_2 "Option 2" for vision', 'plan option_2 "Option 2" for «vision»')
    .replace("rates for vision", "rates for «vision»")
    .replace("contributions for vision", "contributions for «vision»"),
  "an event of eligibility": VISION.concat(`
input «hire»   date
input leaving  date on or after «hire»
input away     date
input back     date

eligibility for vision {
  insures  employee
  ends     day of leaving

  begins {
    day of «hire»  | begins
    any            | first of month after «hire»
  }

  dependents {
    relation  | until                    | when
    spouse    | 60 days after «hire» of employee | leaving before «hire»
  }

  absence from away to back {
    lasting  | begins
    any      | as new «hire»
  }

  continuation after «hire» {
    «hire»                    | continues
    January 1 to December 31  | through 30 days after «hire»
  }
}

example "One" {
  given  «hire» 2015-01-12

  dependents {
    dependent  | relation  | «hire»
    sue        | spouse    | 2015-02-01
  }

  expect  begins of vision 2015-02-01
}
`),
  "an input, in formulas and conditions": VISION.concat(`
input «hours»  number of hours per week

condition long when «hours» at least 30

classes {
  full "Full"  when «hours» at least 30
  part "Part"  when not («hours» at least 30)
}

example "One" {
  given   plan option_1
  given   tier single
  given   «hours» 40
  expect  premium of vision $6.53
}
`),
  "a value of an input": VISION.concat(`
input status  choice of «active», retired

classes {
  working "Working"  when status is «active»
  former  "Former"   when status is retired
}

rates for vision when status is «active» effective 2015-12-01 to 2015-12-31 {
  per   enrollment per month
  rate  $7
}
`).replace(/rates for vision when[^}]*\}\n/, ""),
  "a tier in headers of the same words": VISION.replace("  plus_one ", "  «plus_one» ")
    .replace(
      / {2}plan by tier[^}]*/,
      ["option_1", "option_2"]
        .map(
          (plan) =>
            `  plan ${plan} {\n    kind by tier | single | «plus_one»\n    old | $1 | $2\n    new | $3 | $4\n  }\n`,
        )
        .join(""),
    )
    .concat("\ninput kind  choice of old, new\n"),
  // A value of another input is called so too: which of them is meant is known of each place on its own.
  "an input in headers of the same words": VISION.replace(
    / {2}plan by tier[^}]*/,
    ["option_1", "option_2"]
      .map(
        (plan) =>
          `  plan ${plan} {\n    «kind» by tier | single | plus_one\n    old | $1 | $2\n    new | $3 | $4\n  }\n`,
      )
      .join(""),
  ).replace(
    "\nrates for",
    "\ninput «kind»  choice of old, new\n\ninput other  choice of kind, none\n\nrates for",
  ),
  "a footnote": VISION.replace("$6.53 |", "$6.53 [«2»] |").replace(
    "\n  plan by tier",
    '\n  note «2» "Of 2014"\n\n  plan by tier',
  ),
};

/** The first mark in the text that is a declaration: a footnote is used before. */
const declarationOf = (what: string, { ranges }: Marked) => (what === "a footnote" ? ranges[0] : ranges[0]);

describe.each(Object.entries(PROGRAMS))("%s", (what, source) => {
  const opened = async () => {
    const editor = await editing();
    const marks = await editor.openMarked(FILE, source);
    return { editor, marks };
  };

  it("is a text that checks without an error", async () => {
    const { editor } = await opened();
    const errors = (await editor.diagnostics(FILE)).filter(({ severity }) => severity === 1);
    expect(errors).toEqual([]);
  });

  it("is found everywhere from everywhere", async () => {
    const { editor, marks } = await opened();
    expect(marks.ranges.length).toBeGreaterThan(1);
    for (const { start, end } of marks.ranges) {
      for (const position of [start, end]) {
        const found = await editor.ask<Location[]>("textDocument/references", FILE, position, {
          context: { includeDeclaration: true },
        });
        expect(found.map(({ range }) => range)).toEqual(marks.ranges);
      }
    }
  });

  it("leads to where it is declared", async () => {
    const { editor, marks } = await opened();
    for (const { start } of marks.ranges) {
      const found = await editor.ask<Location[]>("textDocument/definition", FILE, start);
      expect(found).toEqual([{ uri: uri(FILE), range: declarationOf(what, marks) }]);
    }
  });

  it("is lit up in the file, its declaration apart", async () => {
    const { editor, marks } = await opened();
    const found = await editor.ask<DocumentHighlight[]>(
      "textDocument/documentHighlight",
      FILE,
      marks.ranges[1]?.start,
    );
    expect(found.filter(({ kind }) => kind === 3).map(({ range }) => range)).toEqual([
      declarationOf(what, marks),
    ]);
    expect(found).toHaveLength(marks.ranges.length);
  });

  it("can have another name, and the program stays what it is", async () => {
    const { editor, marks } = await opened();
    const before = await editor.diagnostics(FILE);
    const newName = what === "a footnote" ? "9" : "another_name";
    const asked = editor.ask<WorkspaceEdit>("textDocument/rename", FILE, marks.ranges[1]?.start, { newName });
    if (what === "a footnote") {
      await expect(asked).rejects.toThrow("is no name");
      return;
    }
    const edits = (await asked).changes?.[uri(FILE)] ?? [];
    const expected = source.replaceAll(/«[^»]*»/g, newName);
    expect(edited(marks.text, edits)).toBe(expected);
    await editor.change(FILE, expected);
    expect(await editor.diagnostics(FILE)).toHaveLength(before.length);
  });
});

describe("a name of the standard library", () => {
  const source = `use standard\n\n${VISION}\ninput county  choice of calif‸ornia\n`;

  it("is declared in a file that can be read, and is found there and here", async () => {
    const editor = await editing();
    const { cursors } = await editor.openMarked(FILE, source);
    const [declared] = await editor.ask<Location[]>("textDocument/definition", FILE, cursors[0]);
    expect(declared?.uri).toBe("file:///library/standard/california.plan");
    const text = readFileSync(join(ROOT, "packages/semantics/standard/california.plan"), "utf8");
    expect(declared && textIn(text, declared.range)).toBe("california");
    const uses = await editor.ask<Location[]>("textDocument/references", FILE, cursors[0], {
      context: { includeDeclaration: true },
    });
    expect(uses.map((one) => one.uri)).toEqual([declared?.uri, uri(FILE)]);
  });

  it("leads nowhere where the library is in no folder", async () => {
    const editor = await Editor.start({ host: { ...new Memory().host, library: undefined } });
    editors.push(editor);
    const { cursors } = await editor.openMarked(FILE, source);
    expect(await editor.ask("textDocument/definition", FILE, cursors[0])).toEqual([]);
  });
});

describe("a renaming", () => {
  const at = async (editor: Editor, source: string, newName: string) => {
    const { cursors } = await editor.openMarked(FILE, source);
    return editor.ask<WorkspaceEdit>("textDocument/rename", FILE, cursors[0], { newName });
  };

  it.each([
    ["to a name that another plan has", "option_2", "PW1002"],
    ["to what is no name", "two words", "is no name"],
    ["to a figure", "$5", "is no name"],
    ["to nothing", "", "is no name"],
    ["to a word that joins a phrase", "when", "cannot be called when"],
  ])("%s is refused, with the reason", async (_, newName, why) => {
    const editor = await editing();
    await expect(at(editor, VISION.replace("plan option_1", "plan opt‸ion_1"), newName)).rejects.toThrow(why);
  });

  it("of a word of the language is refused", async () => {
    const editor = await editing();
    await expect(at(editor, VISION.replace("currency", "curr‸ency"), "money")).rejects.toThrow(
      "no name of yours",
    );
  });

  it("of what the standard library declares is refused", async () => {
    const editor = await editing();
    const source = `use standard\n\n${VISION}\ninput county  choice of calif‸ornia\n`;
    await expect(at(editor, source, "oregon")).rejects.toThrow("standard library");
  });

  it("reaches every file and every program that knows the name", async () => {
    const lists = 'coverages {\n  vision  "Vision"\n}\n';
    const own = `use "../lists"\n\n${VISION.replace(/coverages \{[^}]*\}\n\n/, "")}`;
    const editor = await editing({ "lists/lists.plan": lists, "b/own.plan": own, [FILE]: own });
    await editor.open("lists/lists.plan", lists);
    await editor.diagnostics("lists/lists.plan");
    const { changes } = await editor.ask<WorkspaceEdit>(
      "textDocument/rename",
      "lists/lists.plan",
      { line: 1, character: 3 },
      { newName: "sight" },
    );
    expect(Object.keys(changes ?? {}).sort()).toEqual(
      [uri(FILE), uri("b/own.plan"), uri("lists/lists.plan")].sort(),
    );
    const renamed = edited(own, changes?.[uri("b/own.plan")] ?? []);
    expect(renamed).toBe(own.replace(/(?<=for )vision/g, "sight"));
  });
});

describe("in the examples", () => {
  const FOLDERS = [
    "lodi-1985",
    "mendocino-staywell",
    "scjpia-1990",
    "sdrma-2015",
    "western-life-1990/current",
  ];
  /** Each program has this many of its names changed, from all over it. */
  const TRIED = 8;
  /** What the language itself looks for by this name: a date of birth, the ages of a reduction. */
  const MEANT = new Set(["birth", "age"]);

  it.each(FOLDERS)("names of %s can be changed, and every answer stays", async (folder) => {
    const files = ["", "/../common"].flatMap(
      (other) => plansIn(join(ROOT, "examples", folder + other)) ?? [],
    );
    const inMemory = Object.fromEntries(files.map(({ path, text }) => [path, text]));
    const editor = await editing(inMemory);
    const declared: { readonly file: string; readonly symbol: DocumentSymbol }[] = [];
    for (const { path, text } of files) {
      await editor.open(path, text);
      const walk = (symbols: readonly DocumentSymbol[]) => {
        for (const symbol of symbols) {
          const isName = textIn(text, symbol.selectionRange) === symbol.name && !MEANT.has(symbol.name);
          const isOther =
            symbol.kind === SymbolKind.Package ||
            symbol.kind === SymbolKind.Namespace ||
            ["classes", "tiers"].includes(symbol.name);
          if (isName && !isOther) declared.push({ file: path, symbol });
          walk(symbol.children ?? []);
        }
      };
      walk(await editor.ask<DocumentSymbol[]>("textDocument/documentSymbol", path));
    }
    const step = Math.ceil(declared.length / TRIED);
    for (const { file, symbol } of declared.filter((_, i) => i % step === 0)) {
      const { changes = {} } = await editor.ask<WorkspaceEdit>(
        "textDocument/rename",
        file,
        symbol.selectionRange.start,
        {
          newName: "a_new_name",
        },
      );
      expect(Object.values(changes).flat().length).toBeGreaterThan(0);
      const after = files.map(({ path, text }) => ({ path, text: edited(text, changes[uri(path)] ?? []) }));
      const own = after.filter(({ path }) => dirname(path) === `examples/${folder}`);
      const analysis = analyze(`examples/${folder}`, own, (other) =>
        after.filter(({ path }) => dirname(path) === other),
      );
      // The examples in the plan come out as they did: so the answers are the same.
      const failing = runExamples(prepared(analysis)).filter(({ status }) => status === "fail");
      expect([symbol.name, failing]).toEqual([symbol.name, []]);
    }
  });
});

describe("the type of a name", () => {
  it("is the input of a value, and the coverage of a plan", async () => {
    const editor = await editing();
    const source = VISION.replace('  vision  "Vision"', '  «vision»  "Vision"')
      .replace("  option_1     |", "  opt‸ion_1     |")
      .concat(
        '\ninput «status»  choice of active, retired\n\nclasses {\n  working "W"  when status is act‸ive\n}\n',
      );
    const { cursors, ranges } = await editor.openMarked(FILE, source);
    for (const [i, cursor] of cursors.entries()) {
      const found = await editor.ask<Location[]>("textDocument/typeDefinition", FILE, cursor);
      expect(found.map(({ range }) => range)).toEqual([ranges[i]]);
    }
  });
});

describe("colours", () => {
  const decoded = (text: string, data: readonly number[], types: readonly string[]) => {
    const found: [string, string][] = [];
    let [line, character] = [0, 0];
    for (let i = 0; i < data.length; i += 5) {
      const [down = 0, right = 0, length = 0, type = 0] = data.slice(i, i + 4);
      line += down;
      character = down === 0 ? character + right : right;
      const range = { start: { line, character }, end: { line, character: character + length } };
      found.push([textIn(text, range), types[type] ?? ""]);
    }
    return found;
  };

  const typesOf = (editor: Editor) =>
    editor.initialized.capabilities.semanticTokensProvider?.legend.tokenTypes ?? [];

  it("tell words of the language from names, each by what it stands for", async () => {
    const editor = await editing();
    const text = `// Of 2015\n${VISION.replace("$6.53 |", "$6.53 [page 4] |")}`;
    await editor.open(FILE, text);
    const { data } = await editor.ask<SemanticTokens>("textDocument/semanticTokens/full", FILE);
    const found = decoded(text, data, typesOf(editor));
    expect(found[0]).toEqual(["// Of 2015", "comment"]);
    expect(found).toContainEqual(["program", "keyword"]);
    expect(found).toContainEqual(["option_1", "class"]);
    expect(found).toContainEqual(["plus_one", "enumMember"]);
    expect(found).toContainEqual(["$12.65", "number"]);
    expect(found).toContainEqual(["page", "decorator"]);
    expect(found).toContainEqual(['"Option 1"', "string"]);
    // `vision` is a name of the program at its head, and a coverage below.
    expect(found.filter(([word]) => word === "vision").map(([, type]) => type)).toContain("interface");
  });

  it("are told as a change of what was answered before, which comes to the same", async () => {
    const editor = await editing();
    await editor.open(FILE, VISION);
    const before = await editor.ask<SemanticTokens>("textDocument/semanticTokens/full", FILE);
    await editor.change(FILE, VISION.replace("// ", "").replace("$6.53", "$6.53  [page 1]"));
    const delta = await editor.ask<SemanticTokensDelta>(
      "textDocument/semanticTokens/full/delta",
      FILE,
      undefined,
      {
        previousResultId: before.resultId,
      },
    );
    const data = [...before.data];
    for (const { start, deleteCount, data: added = [] } of [...delta.edits].reverse())
      data.splice(start, deleteCount, ...added);
    const whole = await editor.ask<SemanticTokens>("textDocument/semanticTokens/full", FILE);
    expect(data).toEqual(whole.data);
    expect(delta.edits.flatMap(({ data: added = [] }) => added).length).toBeLessThan(whole.data.length / 4);
  });

  it("of a range are those of the whole in it", async () => {
    const editor = await editing();
    await editor.open(FILE, VISION);
    const range = { start: { line: 1, character: 0 }, end: { line: 2, character: 99 } };
    const { data } = await editor.ask<SemanticTokens>("textDocument/semanticTokens/range", FILE, undefined, {
      range,
    });
    expect(decoded(VISION, data, typesOf(editor)).map(([word]) => word)).toEqual([
      "effective",
      "2015-01-01",
      "to",
      "2015-12-31",
      "currency",
    ]);
  });
});
