// The TextMate grammar colours a plan before the server answers, and as the server does, by one table of scopes.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { LEGEND, type TokenKind } from "@planwright/language-server";
import type { SemanticTokens } from "vscode-languageserver-protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { A_NAME, DECLARED, NAMES, SCOPES } from "../scripts/textmate/scopes.mjs";
import { generated, semanticTokenScopes } from "../scripts/textmate.mjs";
import { Editor, Memory } from "./lsp/editor.ts";
import { ROOT, slashed } from "./support/programs.ts";
import { colouring } from "./support/textmate.ts";

describe("generated files", () => {
  it.each(generated().map((file) => ({ ...file, name: relative(ROOT, file.path) })))(
    "$name is up to date",
    ({ path, text }) => {
      const message = "stale: run `npm run reference` and commit the result";
      expect(readFileSync(path, "utf8") === text, message).toBe(true);
    },
  );

  it("the extension tells the editor the same scopes", () => {
    const { contributes } = JSON.parse(readFileSync(join(ROOT, "vscode-extension/package.json"), "utf8"));
    expect(contributes.semanticTokenScopes).toEqual(semanticTokenScopes());
  });
});

let scopesOf: Awaited<ReturnType<typeof colouring>>;
beforeAll(async () => {
  scopesOf = await colouring(readFileSync(join(ROOT, "grammar/planwright.tmLanguage.json"), "utf8"));
});

/** The innermost scope of each piece of a line that has one, without the ending that all scopes share. */
function pieces(line: string): readonly (readonly [text: string, scope: string])[] {
  const [scopes = []] = scopesOf(line);
  const found: [string, string][] = [];
  for (const [i, character] of [...line].entries()) {
    const scope = (scopes[i]?.at(-1) ?? "").replace(/\.?planwright$/, "");
    const last = found.at(-1);
    if (last && last[1] === scope && i > 0) last[0] += character;
    else found.push([character, scope]);
  }
  return found
    .filter(([text, scope]) => text.trim() !== "" && scope !== "source")
    .map(([text, scope]) => [text.trim(), scope]);
}

describe("the grammar alone", () => {
  it("knows the figures", () => {
    expect(pieces("$1,200.50 102% -3 2015-03-01 2nd 3 -$5")).toEqual([
      ["$1,200.50", "constant.numeric.money"],
      ["102%", "constant.numeric.percent"],
      ["-3", "constant.numeric.plain"],
      ["2015-03-01", "constant.numeric.date"],
      ["2nd", "constant.numeric.ordinal"],
      ["3", "constant.numeric.plain"],
      ["-$5", "constant.numeric.money"],
    ]);
  });

  it("tells a plan that is declared from a table by plan", () => {
    expect(pieces("plan gold_ppo for medical").slice(0, 2)).toEqual([
      ["plan", "keyword.other"],
      ["gold_ppo", "entity.name.type.class"],
    ]);
    expect(pieces("plan by tier").map(([, scope]) => scope)).toEqual([
      "keyword.other",
      "keyword.other",
      "keyword.other",
    ]);
  });

  it("keeps a word whole: the words of the language in it are no words", () => {
    expect(pieces("employee_only stop-loss mid-year-plan per2")).toEqual([
      ["employee_only", A_NAME],
      ["stop-loss", "keyword.other"],
      ["mid-year-plan", A_NAME],
      ["per2", A_NAME],
    ]);
  });

  it("ends a text that is not closed at the next bar or brace, and a mark with its line", () => {
    expect(pieces('gold "Gold | $5')).toEqual([
      ["gold", A_NAME],
      ['"Gold', "string.quoted.double.open"],
      ["|", "keyword.operator"],
      ["$5", "constant.numeric.money"],
    ]);
    const [first = [], second = []] = scopesOf("currency USD [page 4\ncurrency USD");
    expect(first.at(-1)).toContain("entity.name.function.mark.planwright");
    expect(second[0]).toEqual(["source.planwright", "keyword.other.planwright"]);
  });

  it("sees no comment in a text, and none of the language in a comment", () => {
    expect(pieces('source "http://sdrma.org" // plan [1]')).toEqual([
      ["source", "keyword.other"],
      ['"http://sdrma.org"', "string.quoted.double"],
      ["// plan [1]", "comment.line.double-slash"],
    ]);
  });
});

/** Every plan of the project, by its path. */
function plans(): Readonly<Record<string, string>> {
  const folders = ["examples", "test/conformance", "test/fixtures"];
  const paths = folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".plan") && !name.includes(".golden."))
      .map((name) => slashed(join(folder, name))),
  );
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(ROOT, path), "utf8")]));
}

interface Token {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly kind: TokenKind;
  readonly scopes: readonly (readonly string[])[];
}

/** What the server says of a file, each with what the grammar says of its characters. */
function paired(file: string, text: string, { data }: SemanticTokens): readonly Token[] {
  const lines = text.split(/\r?\n/);
  const colours = scopesOf(text);
  const found: Token[] = [];
  let line = 0;
  let start = 0;
  for (let i = 0; i < data.length; i += 5) {
    const [down = 0, right = 0, length = 0, type = 0] = data.slice(i, i + 4);
    start = down > 0 ? right : start + right;
    line += down;
    const kind = LEGEND.tokenTypes[type] as TokenKind;
    const scopes = (colours[line] ?? []).slice(start, start + length).map((own) => own ?? []);
    found.push({
      file,
      line: line + 1,
      text: (lines[line] ?? "").slice(start, start + length),
      kind,
      scopes,
    });
  }
  return found;
}

/** Why the grammar may say something else than the server. */
const DIFFERENCES: Readonly<Record<string, (token: Token, scope: string) => boolean>> = {
  "what a name stands for is known to the server alone": ({ kind }, scope) =>
    NAMES.includes(kind) && scope === A_NAME,
  "a name that is a word of the language too": ({ kind }, scope) =>
    NAMES.includes(kind) && scope === SCOPES.keyword,
  "a word of the language that is declared all the same": ({ kind }, scope) =>
    kind === "keyword" && Object.values(DECLARED).some((declared) => scope === SCOPES[declared]),
  "a formula that cannot be computed is any name to the server": ({ kind }, scope) =>
    kind === "variable" && scope === SCOPES.function,
  "the first word of a heading that nobody knows": ({ kind }, scope) =>
    kind === "keyword" && scope === A_NAME,
};

const isBelow = (scope: string, other: string) => scope === other || scope.startsWith(`${other}.`);

function differenceOf(token: Token): string | undefined {
  const wanted = SCOPES[token.kind];
  const differing = token.scopes
    .map((own) => (own.at(-1) ?? "").replace(/\.planwright$/, ""))
    .find((scope) => !isBelow(scope, wanted));
  if (differing === undefined) return undefined;
  const known = Object.entries(DIFFERENCES).find(([, applies]) => applies(token, differing));
  return known ? known[0] : `${token.file}:${token.line} ${token.text}: ${token.kind}, but ${differing}`;
}

describe("the grammar and the server", () => {
  let editor: Editor;
  afterAll(() => editor.stop());

  it("give the same scope to every token of every plan, but for differences that are listed", async () => {
    const files = plans();
    const memory = new Memory(files);
    editor = await Editor.start(memory);
    const counts = new Map<string, number>();
    let tokens = 0;
    for (const [file, text] of Object.entries(files)) {
      await editor.open(file, text);
      const answer = await editor.ask<SemanticTokens>("textDocument/semanticTokens/full", file);
      for (const token of paired(file, text, answer)) {
        tokens++;
        const difference = differenceOf(token);
        if (difference !== undefined) counts.set(difference, (counts.get(difference) ?? 0) + 1);
      }
      await editor.close(file);
    }
    expect([...counts.keys()].sort()).toEqual(Object.keys(DIFFERENCES).sort());
    expect(tokens).toBeGreaterThan(30_000);
    const namesApart = counts.get("what a name stands for is known to the server alone") ?? 0;
    expect([...counts.values()].reduce((sum, count) => sum + count, 0) - namesApart).toBeLessThan(
      tokens / 100,
    );
  });
});
