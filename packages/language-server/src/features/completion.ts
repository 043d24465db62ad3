import type { BlockSpec, PropertySpec, SpecValue } from "@planwright/semantics";
import { BLOCKS, CONVENTIONS, INNER_BLOCKS, LINES } from "@planwright/semantics";
import {
  type Block,
  moved,
  parse,
  type Row,
  type SourceTree,
  type Token,
  type ValueType,
  whatMayFollow,
} from "@planwright/syntax";
import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  type CompletionParams,
  InsertTextFormat,
  MarkupKind,
} from "vscode-languageserver";
import { type Choice, shownOf } from "../catalog.js";
import { around, isProse, lineAt, siblingsIn, tableOf } from "../lines.js";
import { offsetAt, toRange } from "../positions.js";
import { blockSnippet, rateTable } from "../snippets.js";
import { wordAt } from "../symbols.js";
import { ALL_BLOCKS, blockSpec, knownLine, wordsOfBlock } from "../vocabulary.js";
import type { FileView, Workspace } from "../workspace.js";
import { namesFor, type Place } from "./completion-names.js";

/** Where something is being written, and what stands on its line before it. */
interface Writing extends Place {
  readonly view: FileView;
  readonly offset: number;
  /** Where the word begins that is being written. */
  readonly from: number;
  readonly canSnippets: boolean;
}

/** What may be written at the cursor. */
export function complete(
  workspace: Workspace,
  { textDocument, position }: CompletionParams,
): CompletionList | null {
  const view = workspace.view(textDocument.uri);
  if (!view) return null;
  const offset = offsetAt(view.tree, position);
  if (isProse(view.tree, offset)) return null;
  const writing = writingAt(workspace, view, offset);
  const items = writing.row ? inCell(writing, writing.row) : inLine(writing);
  return { isIncomplete: false, items: distinct(items) };
}

function writingAt(workspace: Workspace, view: FileView, offset: number): Writing {
  const { tree } = view;
  const from = wordAt(tree.text, offset).start;
  const line = lineAt(tree, offset);
  const lineStart = tree.lineStarts[line] ?? 0;
  const end = tree.text.indexOf("\n", offset);
  // The tokens of this line alone: those of the whole text would all have to be made after each change.
  const onThisLine = tokensOfLine(tree, lineStart, end < 0 ? tree.text.length : end);
  const [first] = onThisLine;
  const onLine = first && around(tree, first.startOffset);
  // A row is one from the start of its line to the end, wherever its first and its last cell are.
  const place = onLine?.statement?.kind === "row" ? onLine : around(tree, offset);
  const before = onThisLine.filter((token) => token.endOffset < from);
  const program = shownOf(view.analysis, workspace.lastGood(view.folder));
  const common = { view, offset, from, canSnippets: workspace.client.snippets, program };
  const row = place.statement?.kind === "row" ? place.statement : undefined;
  if (row) return { ...common, blocks: place.blocks, tokens: before, row, siblings: siblingsIn(tree, place) };
  // A line that goes on with the one above it begins where that does.
  const { statement } = place;
  const isContinued = statement?.kind === "property" && statement.span.start < lineStart;
  const tokens = isContinued ? statement.items.filter((token) => token.endOffset < from) : before;
  return { ...common, blocks: place.blocks, tokens, row: undefined, siblings: siblingsIn(tree, place) };
}

/** The tokens of a stretch of a text, with their places in all of it. */
function tokensOfLine({ text }: SourceTree, start: number, end: number): readonly Token[] {
  return parse("", text.slice(start, end)).tokens.map((token) => moved(token, start));
}

function item(label: string, kind: CompletionItemKind, more: Partial<CompletionItem>): CompletionItem {
  return { label, kind, ...more };
}

const documented = (means: string, example: string) => ({
  documentation: { kind: MarkupKind.Markdown, value: `${means}\n\n\`\`\`plan\n${example}\n\`\`\`` },
});

/** The items of one label are one. */
const distinct = (items: readonly CompletionItem[]): CompletionItem[] =>
  [...new Map([...items].reverse().map((one) => [one.label, one])).values()].reverse();

function inLine(writing: Writing): CompletionItem[] {
  const { blocks, tokens } = writing;
  const statement = { items: tokens };
  const heading = headingSpec(writing);
  if (heading) return inHeading(writing, heading);
  const known = tokens.length === 0 ? undefined : knownLine(statement, blocks);
  const beginnings = lineBeginnings(writing);
  if (!known || (known.isDeclared && tokens.length === 0)) return beginnings;
  if (wordsOf(blocks) === "conventions") return readings(writing);
  return [...beginnings, ...ofValue(writing, known.spec.value, tokens.slice(known.count), known.words)];
}

const wordsOf = (blocks: readonly Block[]): string => {
  const last = blocks[blocks.length - 1];
  return last ? wordsOfBlock(last, blocks.slice(0, -1)) : "";
};

/** What a line may begin with here: what is not given yet, and blocks; also the rest of words that are begun. */
function lineBeginnings(writing: Writing): CompletionItem[] {
  const { tokens, blocks } = writing;
  const begun = tokens.map(({ image }) => image).join(" ");
  const isOpen = (words: string) => begun === "" || words.startsWith(`${begun} `);
  const range = toRange(writing.view.tree, {
    start: tokens[0]?.startOffset ?? writing.from,
    end: writing.offset,
  });
  const edited = (one: CompletionItem, text: string): CompletionItem => ({
    ...one,
    filterText: one.label,
    textEdit: { range, newText: text },
  });
  const spec = blockSpec(blocks);
  const lines: Readonly<Record<string, PropertySpec>> =
    blocks.length === 0 ? LINES : (spec?.properties ?? {});
  const given = new Set(givenIn(writing));
  const properties = Object.entries(lines)
    .filter(
      ([words, { many }]) => isOpen(words) && (blocks.length === 0 || many === true || !given.has(words)),
    )
    .map(([words, { means, example }]) =>
      edited(
        item(words, CompletionItemKind.Property, { detail: means, ...documented(means, example) }),
        `${words}  `,
      ),
    );
  const inner =
    blocks.length === 0
      ? Object.keys(BLOCKS).filter((word) => !INNER_BLOCKS.includes(word))
      : (spec?.blocks ?? []);
  const blockItems = inner
    .filter((word) => Object.hasOwn(ALL_BLOCKS, word) && isOpen(word))
    .flatMap((word) => (ALL_BLOCKS[word] ? [edited(...blockItem(ALL_BLOCKS[word], writing))] : []));
  const conventions =
    wordsOf(blocks) === "conventions"
      ? CONVENTIONS.filter(({ words }) => isOpen(words) && !given.has(words))
      : [];
  return [
    ...properties,
    ...blockItems,
    ...conventions.map(({ words, means }) =>
      edited(item(words, CompletionItemKind.Property, { detail: means }), `${words}  `),
    ),
    ...(begun === "" ? tables(writing, spec) : []),
  ];
}

function blockItem(spec: BlockSpec, writing: Writing): [CompletionItem, string] {
  const { means, example, word } = spec;
  const snippet = blockSnippet(spec, writing.program, writing.canSnippets);
  const format = writing.canSnippets ? { insertTextFormat: InsertTextFormat.Snippet } : {};
  return [
    item(word, CompletionItemKind.Module, { detail: means, ...format, ...documented(means, example) }),
    snippet,
  ];
}

/** A table of rates with its header: of the plans of the coverage, by the tiers that are declared. */
function tables(writing: Writing, spec: BlockSpec | undefined): CompletionItem[] {
  const block = writing.blocks[writing.blocks.length - 1];
  if (
    spec?.word !== "rates" ||
    !block ||
    !writing.program ||
    block.children.some(({ kind }) => kind === "row")
  )
    return [];
  const text = rateTable(writing.program, coveragesOf(writing.blocks), writing.canSnippets);
  if (text === undefined) return [];
  const range = toRange(writing.view.tree, { start: writing.from, end: writing.offset });
  const format = writing.canSnippets ? { insertTextFormat: InsertTextFormat.Snippet } : {};
  return [
    item("plan by tier | …", CompletionItemKind.Snippet, {
      detail: "a table of rates, with a row for each plan",
      ...format,
      textEdit: { range, newText: text },
    }),
  ];
}

/** The words that the lines beside the cursor begin with. */
function givenIn(writing: Writing): string[] {
  const { blocks, siblings, offset } = writing;
  return siblings.flatMap((one) => {
    if (one.kind !== "property" || (one.span.start <= offset && offset <= one.span.end)) return [];
    if (wordsOf(blocks) === "conventions") {
      const line = one.items.map(({ image }) => image).join(" ");
      return CONVENTIONS.filter(({ words }) => line.startsWith(words)).map(({ words }) => words);
    }
    return knownLine(one, blocks)?.words ?? [];
  });
}

/** What the words on the line are the heading of, where they are one. */
function headingSpec({ blocks, tokens }: Writing): BlockSpec | undefined {
  const words = wordsOfBlock({ items: tokens }, blocks);
  const spec = tokens.length > 0 ? ALL_BLOCKS[words] : undefined;
  const isAllowed =
    blocks.length === 0 ? !INNER_BLOCKS.includes(words) : blockSpec(blocks)?.blocks.includes(words);
  return spec && isAllowed && words.split(" ").every((word, i) => tokens[i]?.image === word)
    ? spec
    : undefined;
}

/** The parts of a heading that this block takes. */
function inHeading(writing: Writing, spec: BlockSpec): CompletionItem[] {
  const rest = writing.tokens.slice(spec.word.split(" ").length);
  const type: ValueType = spec.word === "benefits" ? "benefitsHeading" : "heading";
  const taken = new Set<string>(
    ["for", "by", "like", "when", "effective"].filter((part) => !(part in spec.heading)),
  );
  const beginnings = lineBeginnings(writing);
  const isFresh = rest.length === 0 && (spec.heading.name !== undefined || spec.heading.title !== undefined);
  if (isFresh) return beginnings;
  return [
    ...beginnings,
    ...ofValue(writing, type, rest, spec.word).filter(
      ({ label }) => spec.word === "benefits" || !taken.has(label.split(" ")[0] ?? ""),
    ),
  ];
}

/** How a convention may be read. */
function readings(writing: Writing): CompletionItem[] {
  const line = writing.tokens.map(({ image }) => image).join(" ");
  const convention = CONVENTIONS.find(({ words }) => line === words || line.startsWith(`${words} `));
  if (!convention) return lineBeginnings(writing);
  const begun = line.slice(convention.words.length).trim();
  const start = writing.tokens[convention.words.split(" ").length]?.startOffset ?? writing.from;
  const range = toRange(writing.view.tree, { start, end: writing.offset });
  return convention.readings
    .filter(({ words, later }) => !later && (begun === "" || words.startsWith(begun)))
    .map(({ words, means }) =>
      item(words, CompletionItemKind.Value, {
        detail: means,
        filterText: words,
        textEdit: { range, newText: words },
      }),
    );
}

/** What may follow in a value: words of the language, and names of the kinds that may stand here. */
function ofValue(
  writing: Writing,
  value: SpecValue,
  tokens: readonly Token[],
  words: string,
): CompletionItem[] {
  const names = (): CompletionItem[] => namesFor(writing, tokens, words).map(nameItem);
  if (value === "words") return names();
  const { words: next, kinds } = whatMayFollow(value, tokens);
  const phrases = next.flatMap((word) =>
    phrasesFrom(value, tokens, word).map((phrase) =>
      item(phrase, CompletionItemKind.Keyword, { sortText: `2${phrase}` }),
    ),
  );
  return [
    ...(kinds.has("name") ? names() : []),
    ...phrases,
    ...(kinds.has("name") ? [] : exactNames(writing, tokens, words)),
  ];
}

/** Where no name is due by the grammar, a table or a phrase may still take one as a word. */
const exactNames = (writing: Writing, tokens: readonly Token[], words: string): CompletionItem[] =>
  tokens.length === 0 ? [] : namesFor(writing, tokens, words, true).map(nameItem);

const nameItem = ({ name, title, what, kind }: Choice): CompletionItem =>
  item(name, kind, { detail: title === "" ? what : `${title} · ${what}`, sortText: `1${name}` });

/** Phrases of no more words are offered whole. */
const MOST_WORDS = 4;
/** Where more words than these may come next, they are left to be chosen next. */
const MOST_BRANCHES = 3;
/** What joins another step to a phrase that is whole already. */
const JOINS = new Set(["then", "when", "of", "until", "unless", "and", "or"]);

/** Words that must follow each other are offered as one: `at least`, `no charge`, `not covered`. */
function phrasesFrom(
  value: ValueType,
  tokens: readonly Token[],
  word: string,
  length = 1,
): readonly string[] {
  const so = [...tokens, ...wordTokens(word)];
  const { words, kinds } = whatMayFollow(value, so);
  const isWhole = kinds.size > 0 || words.length === 0 || words.some((next) => JOINS.has(next));
  if (isWhole || words.length > MOST_BRANCHES || length === MOST_WORDS) return [word];
  return words.flatMap((next) => phrasesFrom(value, so, next, length + 1).map((rest) => `${word} ${rest}`));
}

/** A word as it would be read, for asking what may follow it. */
const wordTokens = (word: string): readonly Token[] => parse("", word).tokens;

export function coveragesOf(blocks: readonly Block[]): readonly string[] {
  const top = blocks[0];
  if (!top) return [];
  const at = top.items.findIndex(({ image }) => image === "for");
  if (at < 0) return wordsOfBlock(top, []) === "coverage" ? [top.items[1]?.image ?? ""] : [];
  const names: string[] = [];
  for (const { image } of top.items.slice(at + 1)) {
    if (["when", "like", "effective", "by"].includes(image)) break;
    if (image !== ",") names.push(image);
  }
  return names;
}

function inCell(writing: Writing, row: Row): CompletionItem[] {
  const { from, siblings, blocks } = writing;
  const table = tableOf(row, siblings);
  const cells = row.cells;
  const index = bars(writing, row);
  const cell = cells[index];
  const begun = (cell?.items ?? []).filter((token) => token.endOffset < from);
  const [header] = table;
  if (!header || header === row) return headerCells(writing);
  const column = columnOf(header, index);
  const value =
    column.key === undefined ? cellValue(wordsOf(blocks.slice(0, 1).concat(blocks.slice(1)))) : undefined;
  if (column.key !== undefined && writing.program)
    return namesFor({ ...writing, key: column.key }, [], "").map(nameItem);
  return value === undefined ? [] : [...ofValue(writing, value, begun, ""), ...extras(wordsOf(blocks))];
}

/** How many bars of the row stand before the cursor. */
const bars = ({ view, from }: Writing, row: Row): number =>
  view.tree.text
    .slice(row.span.start, from)
    .replace(/"(?:[^"\\]|\\.)*"/g, "")
    .split("|").length - 1;

/** What the cells of a column hold: values of a key, or what the table is about. */
function columnOf(header: Row, index: number): { readonly key: string | undefined } {
  const cells = header.cells;
  const by = cells.findIndex(({ items }) => items.some(({ image }) => image === "by"));
  const cell = cells[index];
  const words = cell?.items.map(({ image }) => image) ?? [];
  const keys = by >= 0 ? by + 1 : cells.length - 1;
  if (index >= keys) return { key: undefined };
  return { key: words.includes("by") ? words.slice(0, words.indexOf("by")).join(" ") : words.join(" ") };
}

function cellValue(block: string): ValueType | undefined {
  switch (block) {
    case "benefits":
      return "costShare";
    case "rates":
    case "reduction":
    case "contributions":
      return "figure";
    default:
      return undefined;
  }
}

const extras = (block: string): CompletionItem[] =>
  block === "rates"
    ? [item("not offered", CompletionItemKind.Keyword, { detail: "there is no rate here, on purpose" })]
    : [];

function headerCells(writing: Writing): CompletionItem[] {
  const last = writing.tokens[writing.tokens.length - 1]?.image;
  const headerBy = writing.tokens.findLastIndex(({ image }) => image === "by");
  const across = headerBy >= 0 ? writing.tokens[headerBy + 1]?.image : undefined;
  if (across !== undefined && last === "|" && writing.program)
    return namesFor({ ...writing, key: across }, [], "").map(nameItem);
  return namesFor({ ...writing, key: "(key)" }, [], "").map(nameItem);
}
