import * as S from "@planwright/syntax";
import {
  type Range,
  type SemanticTokens,
  type SemanticTokensDelta,
  type SemanticTokensDeltaParams,
  type SemanticTokensLegend,
  type SemanticTokensParams,
  type SemanticTokensRangeParams,
  SemanticTokensBuilder,
} from "vscode-languageserver";
import { everyStatement } from "../lines.js";
import { offsetAt } from "../positions.js";
import { beginsLine, isLanguageWord, type NamedThing, type SymbolIndex } from "../symbols.js";
import { knownLine, wordsOfBlock } from "../vocabulary.js";
import type { FileView, Workspace } from "../workspace.js";

const TYPES = [
  "keyword",
  "class",
  "interface",
  "enumMember",
  "variable",
  "function",
  "property",
  "namespace",
  "number",
  "string",
  "comment",
  "operator",
  "decorator",
] as const;
export type TokenKind = (typeof TYPES)[number];
const MODIFIERS = ["declaration"] as const;
const NUMBER_OF: ReadonlyMap<TokenKind, number> = new Map(TYPES.map((kind, i) => [kind, i]));

/** Every kind of token that the server tells apart. */
export const LEGEND: SemanticTokensLegend = { tokenTypes: [...TYPES], tokenModifiers: [...MODIFIERS] };

interface Colored {
  readonly start: number;
  readonly length: number;
  readonly kind: TokenKind;
  readonly isDeclaration: boolean;
}

const KIND_OF_SPACE: readonly (readonly [prefix: string, kind: TokenKind])[] = [
  ["a plan", "class"],
  ["a coverage", "interface"],
  ["a tier", "enumMember"],
  ["a class", "enumMember"],
  ["an area", "enumMember"],
  ["an option", "enumMember"],
  ["a value", "enumMember"],
  ["an input, formula", "variable"],
  ["an account", "variable"],
  ["a note", "decorator"],
];

function kindOf({ spaces }: NamedThing): TokenKind {
  const [space = ""] = spaces;
  return KIND_OF_SPACE.find(([prefix]) => space.startsWith(prefix))?.[1] ?? "property";
}

/** Every token of a stretch of a file and what it is, in order; brackets with what they cite are one. */
function* colored(
  { tree, analysis, path }: FileView,
  symbols: SymbolIndex,
  { start: from, end: to }: S.Span,
): Generator<Colored> {
  const words = wordsOfLines(tree, { start: from, end: to });
  const things = symbols.inFile(path);
  const formulas = new Set(analysis.bound?.formulas.map(({ id }) => id));
  let inMark = false;
  for (const token of tree.tokens) {
    const { startOffset: start, image, tokenType } = token;
    if (start > to) return;
    if (tokenType === S.OpenBracket) inMark = true;
    // A bracket that is not closed ends with its line.
    else if (inMark && beginsLine(tree, token)) inMark = false;
    const isMark = inMark;
    if (tokenType === S.CloseBracket) inMark = false;
    if (token.endOffset + 1 < from) continue;
    const own = things.get(start);
    const known: TokenKind | undefined = isMark
      ? "decorator"
      : words.has(start)
        ? "keyword"
        : own
          ? formulas.has(own.name) && kindOf(own) === "variable"
            ? "function"
            : kindOf(own)
          : kindOfToken(token);
    const isDeclaration =
      own?.declarations.some(({ file, span }) => file === path && span.start === start) ?? false;
    if (known)
      yield { start, length: image.length, kind: known, isDeclaration: isDeclaration && !words.has(start) };
  }
}

function kindOfToken({ tokenType, image }: S.Token): TokenKind | undefined {
  switch (tokenType) {
    case S.Money:
    case S.Percent:
    case S.Numeral:
    case S.Ordinal:
    case S.Day:
      return "number";
    case S.Text:
      return "string";
    case S.Plus:
    case S.Minus:
    case S.Times:
    case S.Divide:
    case S.Bar:
      return "operator";
    case S.Word:
      return isLanguageWord(image) ? "keyword" : undefined;
    default:
      return undefined;
  }
}

/** Where the words of the language stand that a line or a heading begins with, in a stretch of a file. */
function wordsOfLines(tree: S.SourceTree, { start, end }: S.Span): ReadonlySet<number> {
  const found = new Set<number>();
  for (const { statement, blocks } of everyStatement(tree.statements)) {
    if (statement.kind === "row" || statement.kind === "leftover") continue;
    if (statement.span.end < start || statement.span.start > end) continue;
    const count =
      statement.kind === "block"
        ? wordsOfBlock(statement, blocks).split(" ").length
        : (knownLine(statement, blocks)?.count ?? 0);
    for (const { startOffset } of statement.items.slice(0, count)) found.add(startOffset);
  }
  return found;
}

/** Tokens and comments together, in order; a line of its own for each line that one covers. */
function* withComments(view: FileView, symbols: SymbolIndex, stretch: S.Span): Generator<Colored> {
  const { comments } = view.tree;
  let c = 0;
  const comment = (): Colored => {
    const { start, end } = comments[c++]?.span ?? { start: 0, end: 0 };
    return { start, length: end - start, kind: "comment", isDeclaration: false };
  };
  for (const one of colored(view, symbols, stretch)) {
    while (c < comments.length && (comments[c]?.span.start ?? 0) < one.start) yield comment();
    yield one;
  }
  while (c < comments.length) yield comment();
}

function fill(builder: SemanticTokensBuilder, view: FileView, workspace: Workspace, range?: Range): void {
  const { tree } = view;
  const from = range ? offsetAt(tree, range.start) : 0;
  const to = range ? offsetAt(tree, range.end) : tree.text.length;
  const { lineStarts } = tree;
  let line = 0;
  for (const { start, length, kind, isDeclaration } of withComments(view, workspace.symbols(view.folder), {
    start: from,
    end: to,
  })) {
    if (start + length < from || start > to || length === 0) continue;
    // They come in order.
    while ((lineStarts[line + 1] ?? Number.POSITIVE_INFINITY) <= start) line++;
    builder.push(
      line,
      start - (lineStarts[line] ?? 0),
      length,
      NUMBER_OF.get(kind) ?? 0,
      isDeclaration ? 1 : 0,
    );
  }
}

/** What was last answered for a file, so that a change can be told from it. */
const builders = new WeakMap<Workspace, Map<string, SemanticTokensBuilder>>();
/** Answers are kept for this many files. */
const MOST_KEPT = 20;

function builderOf(workspace: Workspace, path: string): SemanticTokensBuilder {
  const kept = builders.get(workspace) ?? new Map<string, SemanticTokensBuilder>();
  builders.set(workspace, kept);
  const builder = kept.get(path) ?? new SemanticTokensBuilder();
  kept.delete(path);
  kept.set(path, builder);
  for (const oldest of kept.keys()) if (kept.size > MOST_KEPT) kept.delete(oldest);
  return builder;
}

export function tokens(workspace: Workspace, { textDocument }: SemanticTokensParams): SemanticTokens | null {
  const view = workspace.view(textDocument.uri);
  if (!view) return null;
  const builder = builderOf(workspace, view.path);
  builder.previousResult("");
  fill(builder, view, workspace);
  return builder.build();
}

/** Only what has changed since an earlier answer; all of it where that answer is not known any more. */
export function tokensDelta(
  workspace: Workspace,
  { textDocument, previousResultId }: SemanticTokensDeltaParams,
): SemanticTokens | SemanticTokensDelta | null {
  const view = workspace.view(textDocument.uri);
  if (!view) return null;
  const builder = builderOf(workspace, view.path);
  builder.previousResult(previousResultId);
  fill(builder, view, workspace);
  return builder.buildEdits();
}

export function tokensInRange(
  workspace: Workspace,
  { textDocument, range }: SemanticTokensRangeParams,
): SemanticTokens | null {
  const view = workspace.view(textDocument.uri);
  if (!view) return null;
  const builder = new SemanticTokensBuilder();
  fill(builder, view, workspace, range);
  return builder.build();
}
