import { BLOCKS, type BlockSpec, INNER_BLOCKS, LINES, type PropertySpec } from "@planwright/semantics";
import type { Block, Property, Token } from "@planwright/syntax";

export const ALL_BLOCKS: Readonly<Record<string, BlockSpec>> = BLOCKS;

/** Phrases by their first word, the longest first: each line of a file is looked up in them. */
type Phrases = ReadonlyMap<string, readonly (readonly string[])[]>;

const known = new WeakMap<object, Phrases>();

/** The phrases of a part of the vocabulary, which never changes. */
function phrasesOf(part: object, words: () => readonly string[]): Phrases {
  const before = known.get(part);
  if (before) return before;
  const phrases = new Map<string, string[][]>();
  for (const phrase of [...words()].sort((a, b) => b.length - a.length)) {
    const [first = "", ...rest] = phrase.split(" ");
    phrases.set(first, [...(phrases.get(first) ?? []), [first, ...rest]]);
  }
  known.set(part, phrases);
  return phrases;
}

const TOP = {};
const topWords = (): Phrases =>
  phrasesOf(TOP, () => Object.keys(BLOCKS).filter((word) => !INNER_BLOCKS.includes(word)));
const linesOf = (properties: Readonly<Record<string, PropertySpec>>): Phrases =>
  phrasesOf(properties, () => Object.keys(properties));
const blocksOf = ({ blocks }: BlockSpec): Phrases => phrasesOf(blocks, () => blocks);
const allBlocks = (): Phrases => phrasesOf(ALL_BLOCKS, () => Object.keys(ALL_BLOCKS));

/** The longest of the phrases that the tokens begin with. */
function longest(items: readonly Token[], phrases: Phrases): string | undefined {
  return phrases
    .get(items[0]?.image ?? "")
    ?.find((words) => words.every((word, i) => items[i]?.image === word))
    ?.join(" ");
}

/** The words of the language that a heading begins with; its first word where it begins with none. */
export function wordsOfBlock(block: Pick<Block, "items">, path: readonly Block[]): string {
  const parent = path.length === 0 ? undefined : blockSpec(path);
  const phrases = path.length === 0 ? topWords() : parent ? blocksOf(parent) : allBlocks();
  return longest(block.items, phrases) ?? block.items[0]?.image ?? "";
}

/** What the vocabulary says of the innermost of the blocks; nothing where it knows it not. */
export function blockSpec(path: readonly Block[]): BlockSpec | undefined {
  let spec: BlockSpec | undefined;
  for (const [depth, block] of path.entries()) {
    const words =
      depth === 0 ? longest(block.items, topWords()) : spec && longest(block.items, blocksOf(spec));
    if (words !== undefined) spec = ALL_BLOCKS[words];
    // A heading that fixes a key of the table below it: the table is that of the block around it.
    else if (!spec?.blocks.includes("(dimension)")) return undefined;
  }
  return spec;
}

/** What the vocabulary says of a line, and how many of its words are the language's. */
export interface KnownLine {
  readonly words: string;
  readonly count: number;
  readonly spec: PropertySpec;
  /** It begins with a name of the author's. */
  readonly isDeclared: boolean;
}

export function knownLine({ items }: Pick<Property, "items">, path: readonly Block[]): KnownLine | undefined {
  if (path.length === 0) {
    const words = longest(items, linesOf(LINES));
    const spec = words === undefined ? undefined : (LINES as Readonly<Record<string, PropertySpec>>)[words];
    return words !== undefined && spec
      ? { words, count: countOf(words), spec, isDeclared: false }
      : undefined;
  }
  const block = blockSpec(path);
  if (!block) return undefined;
  const words = longest(items, linesOf(block.properties));
  const spec = words === undefined ? undefined : block.properties[words];
  if (words !== undefined && spec) return { words, count: countOf(words), spec, isDeclared: false };
  return block.declares ? { words: "", count: 0, spec: block.declares, isDeclared: true } : undefined;
}

const countOf = (words: string): number => words.split(" ").length;
