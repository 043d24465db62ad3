import { LINES } from "@planwright/semantics";
import {
  type Block,
  type Phrase,
  type SourceTree,
  type Statement,
  Text,
  textValue,
  type Token,
} from "@planwright/syntax";
import {
  type DocumentSymbol,
  type DocumentSymbolParams,
  SymbolKind,
  type WorkspaceSymbol,
  type WorkspaceSymbolParams,
} from "vscode-languageserver";
import { spanOf } from "../lines.js";
import { toRange } from "../positions.js";
import type { Workspace } from "../workspace.js";
import { blockSpec, wordsOfBlock } from "../vocabulary.js";

const KINDS: Readonly<Record<string, SymbolKind>> = {
  program: SymbolKind.Package,
  plan: SymbolKind.Class,
  schedule: SymbolKind.Class,
  coverage: SymbolKind.Interface,
  rates: SymbolKind.Array,
  contributions: SymbolKind.Array,
  account: SymbolKind.Struct,
  funding: SymbolKind.Struct,
  example: SymbolKind.Event,
  input: SymbolKind.Variable,
  formula: SymbolKind.Function,
  condition: SymbolKind.Boolean,
  tiers: SymbolKind.Enum,
  classes: SymbolKind.Enum,
};

/** What a document declares, block by block. */
export function outline(
  workspace: Workspace,
  { textDocument }: DocumentSymbolParams,
): DocumentSymbol[] | null {
  const tree = workspace.view(textDocument.uri)?.tree;
  return tree ? symbolsOf(tree) : null;
}

export const symbolsOf = (tree: SourceTree): DocumentSymbol[] =>
  tree.statements.flatMap((statement) => symbolOf(statement, [], tree));

function symbolOf(statement: Statement, path: readonly Block[], tree: SourceTree): DocumentSymbol[] {
  switch (statement.kind) {
    case "row":
    case "leftover":
      return [];
    case "block": {
      const words = wordsOfBlock(statement, path);
      const children = statement.children.flatMap((child) => symbolOf(child, [...path, statement], tree));
      return [{ ...named(statement, words, tree), children }];
    }
    case "property":
      return propertySymbol(statement, path, tree);
  }
}

/** Of the lines, those that declare something: an input, a formula, a tier. */
function propertySymbol(
  statement: Statement & Phrase,
  path: readonly Block[],
  tree: SourceTree,
): DocumentSymbol[] {
  const parent = path[path.length - 1];
  const first = statement.items[0]?.image ?? "";
  if (!parent)
    return (Object.hasOwn(LINES, first) && first !== "use" && first !== "accept") || first === "plan"
      ? [named(statement, first, tree)]
      : [];
  const spec = blockSpec(path);
  const declares = spec?.declares?.value === "declaration" || spec?.declares?.value === "listed";
  if (!declares || Object.hasOwn(spec.properties, first) || first === "note") return [];
  return [named(statement, "", tree)];
}

/** The name of a heading or a line is the word after its words; what it is called comes beside it. */
function named(statement: Statement & Phrase, words: string, tree: SourceTree): DocumentSymbol {
  const rest = statement.items.slice(words === "" ? 0 : words.split(" ").length);
  const title = rest.find(({ tokenType }) => tokenType === Text);
  const [first] = rest;
  const isName = first !== undefined && first.tokenType !== Text && !CLAUSES.has(first.image);
  const said = title && textValue(title);
  const clauses = rest.slice(isName ? 1 : 0).filter((token) => token !== title);
  const name = isName ? first.image : (said ?? [words, ...images(clauses)].join(" "));
  const detail = isName ? [said, words] : said === undefined ? [] : [words];
  const selected: Token | undefined = isName ? first : (title ?? statement.items[0]);
  const range = toRange(tree, spanOf(statement));
  return {
    name: name === "" ? words || "…" : name,
    detail: detail.filter((part) => part).join(" · "),
    kind:
      KINDS[words] ??
      (words === ""
        ? SymbolKind.EnumMember
        : statement.kind === "block"
          ? SymbolKind.Namespace
          : SymbolKind.Property),
    range,
    selectionRange: selected
      ? toRange(tree, { start: selected.startOffset, end: selected.endOffset + 1 })
      : range,
  };
}

const CLAUSES = new Set(["for", "by", "when", "like", "effective"]);
const MOST_CLAUSE_WORDS = 8;

const images = (tokens: readonly Token[]): readonly string[] =>
  tokens.slice(0, MOST_CLAUSE_WORDS).map(({ image }) => image);

const MOST_SYMBOLS = 500;

/** Everything that is declared in the workspace and whose name has the letters asked for, in their order. */
export function workspaceSymbols(workspace: Workspace, { query }: WorkspaceSymbolParams): WorkspaceSymbol[] {
  const found: WorkspaceSymbol[] = [];
  for (const folder of workspace.folders()) {
    for (const tree of workspace.analysis(folder).trees.values()) {
      if (!workspace.isOwn(tree.path, folder)) continue;
      for (const { symbol, container } of flat(symbolsOf(tree), "")) {
        if (!hasLetters(`${symbol.name} ${symbol.detail ?? ""}`, query)) continue;
        const location = { uri: workspace.uri(tree.path), range: symbol.selectionRange };
        found.push({ name: symbol.name, kind: symbol.kind, containerName: container, location });
        if (found.length === MOST_SYMBOLS) return found;
      }
    }
  }
  return found;
}

function* flat(
  symbols: readonly DocumentSymbol[],
  container: string,
): Generator<{ readonly symbol: DocumentSymbol; readonly container: string }> {
  for (const symbol of symbols) {
    yield { symbol, container };
    yield* flat(symbol.children ?? [], symbol.name);
  }
}

function hasLetters(text: string, query: string): boolean {
  let at = 0;
  const lower = text.toLowerCase();
  for (const letter of query.toLowerCase()) {
    at = lower.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
